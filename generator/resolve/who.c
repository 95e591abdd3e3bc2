/*
 * Whom a document means, and what the staff file says of him on the document's day. What is printed
 * stands, for findings, where the document asks.
 */
#include <string.h>

#include "resolve/diag.def"
#include "resolve/people_int.h"

enum kind { KIND_PERSON, KIND_POST, KIND_UNIT };

/* False: there is no file, or no day to ask it about; said once for the document. */
static bool can_ask(struct inquiry *r, struct pos pos)
{
    const char *name = text_utf8(r->arena, r->doc->staff);
    if (r->staff && r->people->day.year)
        return true;
    if (!r->asked && !r->staff)
        diag(r->diags, DIAG_R071, text_pos(r->doc->staff, 0), name);
    else if (!r->asked)
        diag(r->diags, DIAG_R070, pos, name);
    r->asked = r->people->failed = true;
    return false;
}

/* ---- names ---- */

/* The unit that an inner one (综合股, whose name does not begin with a place as those of units do)
 * belongs to, which is named before it; NULL: the post's unit stands for itself. */
static const struct staff_unit *unit_around(struct inquiry *r, const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(r->staff, post);
    const struct staff_unit *above = unit ? staff_parent_of(r->staff, unit) : NULL;
    if (!above || unit->short_name.n || !unit->name.n || !above->name.n)
        return NULL;
    bool stands_for_itself =
        unit->name.cp[0] == above->name.cp[0] ||
        (above->short_name.n && text_starts_with(unit->name, above->short_name));
    return stands_for_itself ? NULL : above;
}

/* 县人民政府副秘书长 shows its unit, 副县长 does not. */
static bool shows_unit(struct inquiry *r, const struct staff_post *post)
{
    return strcmp(staff_post_name(r->staff, r->arena, post), text_utf8(r->arena, post->title)) != 0;
}

void resolve_note_unit(struct inquiry *r, const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(r->staff, post);
    if (unit && shows_unit(r, post))
        VEC_PUSH(r->arena, &r->shown_units, unit);
}

static bool is_shown(const struct inquiry *r, const struct staff_unit *unit)
{
    for (size_t i = 0; i < r->shown_units.n; i++)
        if (r->shown_units.v[i] == unit)
            return true;
    return false;
}

const char *resolve_post_name(struct inquiry *r, const struct staff_post *post)
{
    const struct staff_unit *around = unit_around(r, post);
    const struct staff_unit *unit = staff_unit_of(r->staff, post);
    const char *name = staff_post_name(r->staff, r->arena, post);
    if (unit && is_shown(r, unit) && !shows_unit(r, post) &&
        !text_starts_with(post->title, staff_unit_name(unit)))
        name = arena_printf(r->arena, "%s%s", text_utf8(r->arena, staff_unit_name(unit)), name);
    return around
               ? arena_printf(r->arena, "%s%s", text_utf8(r->arena, staff_unit_name(around)), name)
               : name;
}

/* ---- names in findings ---- */

/* 罗启明（县财政局局长，代号 luo）, 综合股（县财政局） */
static const char *shown(struct inquiry *r, enum kind kind, const void *item)
{
    const struct staff_unit *u = item, *above;
    const struct staff_person *p = item;
    if (kind == KIND_POST)
        return resolve_post_name(r, item);
    if (kind == KIND_UNIT) {
        const char *name = text_utf8(r->arena, u->name);
        above = staff_parent_of(r->staff, u);
        return above ? arena_printf(r->arena, "%s（%s）", name, text_utf8(r->arena, above->name))
                     : name;
    }
    const char *posts = resolve_posts(r, p), *id = text_utf8(r->arena, p->id);
    const char *name = text_utf8(r->arena, p->name);
    bool zh = diags_lang(r->diags) == DIAG_ZH;
    const char *code = *id ? arena_printf(r->arena, zh ? "代号 %s" : "id %s", id) : "";
    if (!*posts && !*code)
        return name;
    return arena_printf(r->arena, "%s（%s%s%s）", name, posts, *posts && *code ? "，" : "", code);
}

/* What would be the right reference: the id of one whose name is borne by others. */
static const char *name_of(struct inquiry *r, enum kind kind, const void *item)
{
    const struct staff_person *p = item;
    const struct staff_unit *u = item;
    if (kind == KIND_POST)
        return resolve_post_name(r, item);
    if (kind == KIND_UNIT)
        return text_utf8(r->arena, staff_unit_name(u));
    bool shared = p->id.n && staff_find_person(r->staff, p->name).n > 1;
    return text_utf8(r->arena, shared ? p->id : p->name);
}

/* The one that was found; otherwise says which ones could be meant. */
static const void *only(struct inquiry *r, enum kind kind, struct text ref,
                        const struct staff_match *m)
{
    static const char *const words[][2] = {
        [KIND_PERSON] = {"人员", "person"},
        [KIND_POST] = {"岗位", "post"},
        [KIND_UNIT] = {"单位", "unit"},
    };
    struct pos pos = text_pos(ref, 0);
    const char *word = words[kind][diags_lang(r->diags) == DIAG_EN], *all = "";
    const char *typed = text_utf8(r->arena, ref);
    if (m->n == 1 && m->by_former)
        diag(r->diags, DIAG_R082, pos, typed, name_of(r, kind, m->found[0]));
    if (m->n == 1)
        return m->found[0];
    r->people->failed = true;
    for (size_t i = 0; i < m->n && i < STAFF_MATCH_MOST; i++)
        all = arena_printf(r->arena, "%s%s%s", all, *all ? "；" : "", shown(r, kind, m->found[i]));
    if (m->n > 1)
        diag(r->diags, DIAG_R074, pos, word, typed, all);
    else if (m->near)
        diag(r->diags, DIAG_R072, pos, word, typed, name_of(r, kind, m->near));
    else
        diag(r->diags, DIAG_R073, pos, word, typed);
    return NULL;
}

const struct staff_person *resolve_person(struct inquiry *r, struct text ref)
{
    if (!can_ask(r, text_pos(ref, 0)))
        return NULL;
    struct staff_match m = staff_find_person(r->staff, ref);
    return only(r, KIND_PERSON, ref, &m);
}

const struct staff_post *resolve_post(struct inquiry *r, struct text ref)
{
    if (!can_ask(r, text_pos(ref, 0)))
        return NULL;
    struct staff_match m = staff_find_post(r->staff, ref);
    return only(r, KIND_POST, ref, &m);
}

const struct staff_unit *resolve_unit(struct inquiry *r, struct text ref)
{
    if (!can_ask(r, text_pos(ref, 0)))
        return NULL;
    struct staff_match m = staff_find_unit(r->staff, ref);
    return only(r, KIND_UNIT, ref, &m);
}

/* ---- on the day ---- */

struct holders resolve_holders(struct inquiry *r, const struct staff_post *post)
{
    struct date day = r->people->day;
    size_t n = staff_holders(r->staff, post, day, NULL, 0);
    const struct staff_tenure **tenures = ARENA_ARRAY(r->arena, const struct staff_tenure *, n);
    const struct staff_person **people = ARENA_ARRAY(r->arena, const struct staff_person *, n);
    staff_holders(r->staff, post, day, tenures, n);
    for (size_t i = 0; i < n; i++)
        people[i] = staff_holder_of(r->staff, tenures[i]);
    return (struct holders){people, n};
}

static const struct staff_unit *unit_of(struct inquiry *r, const struct staff_tenure *t)
{
    return staff_unit_of(r->staff, staff_held_post(r->staff, t));
}

/* Whoever has an acting tenure and another in one unit has one post there. */
char *resolve_posts(struct inquiry *r, const struct staff_person *p)
{
    size_t n = staff_tenures_of(r->staff, p, r->people->day, NULL, 0);
    const struct staff_tenure **all = ARENA_ARRAY(r->arena, const struct staff_tenure *, n);
    const struct staff_unit *before = NULL;
    char *posts = arena_strdup(r->arena, "");
    staff_tenures_of(r->staff, p, r->people->day, all, n);
    for (size_t i = 0; i < n; i++) {
        const struct staff_post *post = staff_held_post(r->staff, all[i]);
        const struct staff_unit *unit = unit_of(r, all[i]);
        bool counterpart = false;
        for (size_t k = 0; k < n; k++)
            counterpart =
                counterpart || (all[k]->acting != all[i]->acting && unit_of(r, all[k]) == unit);
        if (all[i]->acting && counterpart)
            continue;
        const char *name =
            unit && unit == before ? text_utf8(r->arena, post->title) : resolve_post_name(r, post);
        posts = arena_printf(r->arena, "%s%s%s%s", posts, *posts ? "、" : "", name,
                             all[i]->acting || counterpart ? "（主持工作）" : "");
        before = unit;
    }
    return posts;
}

/* ---- facts: every use of the staff file, in the order of the document ---- */

const char *resolve_post_key(struct inquiry *r, const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(r->staff, post);
    const struct staff_unit *around = unit_around(r, post);
    const char *name = unit ? text_utf8(r->arena, unit->name) : "";
    return arena_printf(r->arena, "岗位:%s%s%s", around ? text_utf8(r->arena, around->name) : "",
                        name, text_utf8(r->arena, post->title));
}

const char *resolve_person_id(struct inquiry *r, const struct staff_person *p)
{
    return p ? text_utf8(r->arena, p->id.n ? p->id : p->name) : "";
}

const char *resolve_person_key(struct inquiry *r, const struct staff_person *p)
{
    return arena_printf(r->arena, "人员:%s", resolve_person_id(r, p));
}

void resolve_fact(struct inquiry *r, struct fact fact)
{
    if (!r->last_fact)
        r->last_fact = &r->people->facts;
    *r->last_fact = arena_copy(r->arena, &fact, sizeof fact);
    r->last_fact = &(*r->last_fact)->next;
}

static void line_fact(struct inquiry *r, struct pos pos, const char *where, const char *key,
                      struct text value, const struct staff_person *p)
{
    if (!value.n)
        return;
    resolve_fact(r, (struct fact){.pos = pos,
                                  .where = text_from_utf8(r->arena, where, pos),
                                  .key = arena_printf(r->arena, key, resolve_person_id(r, p)),
                                  .value = text_utf8(r->arena, value),
                                  .person = resolve_person_id(r, p)});
}

void resolve_phone_fact(struct inquiry *r, struct pos pos, const char *where,
                        const struct staff_person *p)
{
    line_fact(r, pos, where, "电话:%s", p->phone, p);
}

void resolve_email_fact(struct inquiry *r, struct pos pos, const char *where,
                        const struct staff_person *p)
{
    line_fact(r, pos, where, "邮箱:%s", p->email, p);
}

/* ---- in running text ---- */

static struct text add_name(struct inquiry *r, const struct staff_reference *who, const char *key,
                            const char *name, const struct staff_person *only)
{
    resolve_fact(r, (struct fact){who->pos, .key = key, .value = name,
                                  .person = resolve_person_id(r, only)});
    return text_from_utf8(r->arena, *name ? name : model_vacant, who->pos);
}

struct text resolve_name(struct inquiry *r, const struct staff_reference *who,
                         const struct staff_person **first)
{
    const struct staff_post *post = who->post.n ? resolve_post(r, who->post) : NULL;
    const struct staff_person *p = who->post.n ? NULL : resolve_person(r, who->person);
    const char *names = "";
    *first = p;
    if (p)
        return add_name(r, who, resolve_person_key(r, p), text_utf8(r->arena, p->name), p);
    if (!post)
        return (struct text){0};
    struct holders h = resolve_holders(r, post);
    for (size_t i = 0; i < h.n; i++)
        names = arena_printf(r->arena, "%s%s%s", names, i ? "、" : "",
                             text_utf8(r->arena, h.v[i]->name));
    if (!h.n)
        diag(r->diags, DIAG_R075, who->pos, resolve_post_name(r, post),
             date_text(r->arena, r->people->day));
    *first = h.n ? h.v[0] : NULL;
    return add_name(r, who, resolve_post_key(r, post), names, h.n == 1 ? h.v[0] : NULL);
}

/* What is printed of one of them, and its fact; NULL: there is nothing, reported. */
static const char *said_of(struct inquiry *r, const struct staff_reference *who,
                           const struct staff_person *p)
{
    static const char *const words[][2] = {[SAYS_POST] = {"职务", "post"},
                                           [SAYS_PHONE] = {"电话", "telephone"},
                                           [SAYS_EMAIL] = {"邮箱", "e-mail address"}};
    const char *said = who->says == SAYS_PHONE   ? text_utf8(r->arena, p->phone)
                       : who->says == SAYS_EMAIL ? text_utf8(r->arena, p->email)
                                                 : resolve_posts(r, p);
    if (!*said) {
        r->people->failed = true;
        diag(r->diags, DIAG_R145, who->pos, text_utf8(r->arena, p->name),
             words[who->says][diags_lang(r->diags) == DIAG_EN]);
        return NULL;
    }
    if (who->says == SAYS_PHONE)
        resolve_phone_fact(r, who->pos, "文中电话", p);
    else if (who->says == SAYS_EMAIL)
        resolve_email_fact(r, who->pos, "文中邮箱", p);
    else
        resolve_fact(
            r, (struct fact){.pos = who->pos,
                             .where = text_from_utf8(r->arena, "文中职务", who->pos),
                             .key = arena_printf(r->arena, "职务:%s", resolve_person_id(r, p)),
                             .value = said,
                             .person = resolve_person_id(r, p)});
    return said;
}

/* The post that was asked for is its own answer, whoever holds it. */
static struct text said_post(struct inquiry *r, const struct staff_reference *who,
                             const struct staff_post *post)
{
    const char *name = resolve_post_name(r, post);
    resolve_fact(r, (struct fact){.pos = who->pos,
                                  .where = text_from_utf8(r->arena, "文中职务", who->pos),
                                  .key = resolve_post_key(r, post),
                                  .value = name,
                                  .person = ""});
    return text_from_utf8(r->arena, name, who->pos);
}

struct text resolve_said(struct inquiry *r, const struct staff_reference *who)
{
    const struct staff_person *one;
    if (who->says == SAYS_NAME)
        return resolve_name(r, who, &one);
    const struct staff_post *post = who->post.n ? resolve_post(r, who->post) : NULL;
    one = who->post.n ? NULL : resolve_person(r, who->person);
    if (!post && !one)
        return (struct text){0};
    if (post && who->says == SAYS_POST)
        return said_post(r, who, post);
    struct holders h = post ? resolve_holders(r, post) : (struct holders){&one, 1};
    const char *all = "";
    for (size_t i = 0; i < h.n; i++) {
        const char *said = said_of(r, who, h.v[i]);
        if (said)
            all = arena_printf(r->arena, "%s%s%s", all, *all ? "、" : "", said);
    }
    if (!h.n)
        diag(r->diags, DIAG_R075, who->pos, resolve_post_name(r, post),
             date_text(r->arena, r->people->day));
    return text_from_utf8(r->arena, h.n ? all : model_vacant, who->pos);
}
