/*
 * People typed where no roster is: in cars, contacts, and the words of teams. What is printed is
 * what was typed; who it is in the staff file, by what he holds on the document's own day, is a
 * fact, and on another day so is who holds the post then. In running words only those are found
 * whom the staff file knows and who are named, not words that look like a name.
 */
#include <string.h>

#include "base/utf8.h"
#include "resolve/people_int.h"

/* Somebody typed; empty: nothing is typed beside the name. */
struct literal {
    struct text name, title, phone, email;
    const char *where;
    enum fact_kind kind;
    struct pos around; /* in the document, when it stands in a file beside it */
};

/* ---- facts ---- */

/* Who came to the post after the document's day; NULL: nobody did. */
static const struct staff_person *successor(struct inquiry *r, const struct typed_person *t,
                                            bool *vacant)
{
    struct holders h = resolve_holders(r, t->post);
    *vacant = h.n == 0;
    for (size_t i = 0; i < h.n; i++)
        if (resolve_typed_is_new(r, t, h.v[i]))
            return h.v[i];
    return NULL;
}

bool resolve_has_line(struct inquiry *r, struct text all, struct text line)
{
    struct text one, key = name_key(r->arena, line);
    for (size_t at = 0; list_next(all, LIST_PHONES, &at, &one);)
        if (text_same(name_key(r->arena, one), key))
            return true;
    return false;
}

static void add_fact(struct inquiry *r, const struct literal *l, const char *where,
                     struct fact fact)
{
    struct pos typed = text_pos(fact.typed, 0);
    fact.pos = typed.src == r->doc->pos.src ? typed : l->around;
    fact.kind = l->kind;
    fact.where = text_from_utf8(r->arena, where, fact.pos);
    resolve_fact(r, fact);
}

/* A telephone, or an e-mail address, that the staff file does not have is the author's own. On
 * another day it would be that of whoever stands there then (now NULL: nobody). */
static void add_line(struct inquiry *r, const struct literal *l, const char *what,
                     struct text typed, const struct staff_person *p,
                     const struct staff_person *now)
{
    bool phone = strcmp(what, "电话") == 0;
    struct text known = phone ? p->phone : p->email, none = {.n = 0};
    struct text then = !now ? none : phone ? now->phone : now->email;
    bool same = resolve_has_line(r, known, typed);
    if (!typed.n || !(r->would ? known.n || now != p : same))
        return;
    add_fact(r, l, arena_printf(r->arena, "%s%s", l->where, what),
             (struct fact){.typed = typed,
                           .key = arena_printf(r->arena, "%s:%s", what, resolve_person_id(r, p)),
                           .value = text_utf8(r->arena, now == p && same ? typed : then),
                           .person = resolve_person_id(r, now)});
}

static void add_literal(struct inquiry *r, const struct literal *l, const struct typed_person *t)
{
    const struct staff_person *p = t->person;
    const char *post = text_utf8(r->arena, l->title);
    bool vacant = false;
    if (!p)
        return;
    if (r->would && !resolve_typed_stays(r, t)) {
        p = successor(r, t, &vacant);
        post = p ? resolve_posts(r, p) : "";
    } else if (r->would && l->title.n && !resolve_typed_is_as_it_was(r, t)) {
        post = resolve_posts(r, p);
    }
    if (!p && !vacant)
        return;
    if (t->post)
        add_fact(r, l, l->where,
                 (struct fact){.typed = l->name,
                               .key = resolve_post_key(r, t->post),
                               .value = p ? text_utf8(r->arena, p->name) : "",
                               .post = post,
                               .person = resolve_person_id(r, p)});
    add_line(r, l, "电话", l->phone, t->person, p);
    add_line(r, l, "邮箱", l->email, t->person, p);
}

static void add_typed(struct inquiry *r, const struct literal *l)
{
    struct typed_person t = resolve_typed(r, l->name, l->title);
    add_literal(r, l, &t);
}

/* ---- cars ---- */

/* Of cars from a file the plan says which document they are in. */
struct car {
    const struct vehicle_plan *plan;
    const struct vehicle *vehicle;
};

static void add_of_vehicle(struct inquiry *r, const struct car *c, const char *role,
                           struct literal l)
{
    const struct vehicle *v = c->vehicle;
    struct text car = v->title.n ? v->title : resolve_vehicle_name(r->arena, v);
    l.where = arena_printf(r->arena, "%s %s", text_utf8(r->arena, car), role);
    l.kind = FACT_VEHICLE;
    l.around = c->plan->pos;
    add_typed(r, &l);
}

static void add_vehicle(struct inquiry *r, const struct car *c)
{
    const struct vehicle *v = c->vehicle;
    add_of_vehicle(r, c, "驾驶员", (struct literal){.name = v->driver, .phone = v->phone});
    add_of_vehicle(r, c, "联络员", (struct literal){.name = v->liaison, .phone = v->liaison_phone});
    for (const struct liaison *l = v->liaisons; l; l = l->next)
        add_of_vehicle(r, c, "联络员", (struct literal){.name = l->name, .phone = l->phone});
    for (const struct passenger *p = v->passengers; p; p = p->next)
        add_of_vehicle(r, c, "乘车人员",
                       (struct literal){.name = p->name, .title = p->post, .phone = p->phone});
}

void resolve_vehicle_people(struct inquiry *r, const struct vehicle_plan *plan)
{
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            add_vehicle(r, &(struct car){plan, v});
}

/* ---- in words ---- */

/* What stands in a paragraph by hand; whatever else does is U+FFFC. */
static struct text words_of(struct inquiry *r, const struct inline_item *first)
{
    enum { OBJECT = 0xFFFC };
    struct text_builder b = {.arena = r->arena};
    for (const struct inline_item *i = first; i; i = i->next) {
        bool typed = i->kind <= INLINE_INSERTED; /* plain, or marked */
        b.src = i->pos.src ? i->pos.src : b.src;
        if (typed)
            text_add_text(&b, i->text);
        else
            text_add(&b, OBJECT, i->pos.off);
    }
    return text_done(&b);
}

/* What parts the names of a list, and sentences. */
static bool is_mark(uint32_t cp)
{
    return utf8_is_one_of(cp, U"、，。；：（）()！？,;:\uFFFC");
}

/* The words before character i, back to the mark or the name before them. */
static struct text before(struct text t, size_t i, size_t least)
{
    size_t from = i;
    while (from > least && !is_mark(t.cp[from - 1]))
        from--;
    return text_part(t, from, i);
}

/* What stands in brackets at character i; empty: nothing. */
static struct text in_brackets(struct text t, size_t i)
{
    size_t end = i + 1;
    if (text_char(t, i) != U'（' && text_char(t, i) != U'(')
        return (struct text){0};
    while (end < t.n && !utf8_is_one_of(t.cp[end], U"（）()"))
        end++;
    return text_part(t, i + 1, end);
}

/* 138…, 0999-1234567, near behind a name with no other name and no end between. */
static struct text phone_behind(struct inquiry *r, struct text t, size_t i)
{
    enum { NEAR = 12, LEAST = 7, MOST = 12 };
    const struct staff_person *other;
    size_t from = i, to, digits = 0;
    while (from < t.n && from < i + NEAR && !utf8_is_digit(t.cp[from]) &&
           !utf8_is_one_of(t.cp[from], U"。；、") && !staff_name_at(r->staff, t, from, &other))
        from++;
    for (to = from; to < t.n && (utf8_is_digit(t.cp[to]) || (digits && t.cp[to] == '-')); to++)
        digits += t.cp[to] != '-';
    bool is_one = digits >= LEAST && digits <= MOST;
    return is_one ? text_part(t, from, to) : (struct text){0};
}

/* Whether what a list is said of is people: 联络员, 责任领导, 责任单位及责任人. */
static bool is_of_people(struct text label)
{
    static const char *const ends[] = {"员",   "长",   "人",   "领导", "主任",
                                       "书记", "指挥", "名单", "组成", "顾问"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = utf8_count(ends[i], strlen(ends[i]));
        if (label.n >= n && text_word_at(label, label.n - n, ends[i]))
            return true;
    }
    return false;
}

/* The label in the sentence before character i: 联络员：…、…; else the one around. */
static struct text label_at(struct text t, size_t i, struct text around)
{
    while (i && !utf8_is_one_of(t.cp[i - 1], U"：:。；"))
        i--;
    bool own = i && (t.cp[i - 1] == U'：' || t.cp[i - 1] == ':');
    return own ? before(t, i - 1, 0) : around;
}

/* 白石山村 is a place, though somebody may be called 白石山; 罗启明镇长 is not. */
static bool is_place(struct text t, size_t end)
{
    static const char *const posts[] = {"长", "书记", "党", "支", "委"};
    if (!utf8_is_one_of(text_char(t, end), U"村镇乡县市区路街沟河湖桥山寨坪"))
        return false;
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (text_word_at(t, end + 1, posts[i]))
            return false;
    return true;
}

/* A name of two characters may be a word: it is a name where it is called a person, or stands alone
 * in a list of people. */
static bool is_named(struct text t, size_t i, size_t n, struct text label, bool has_post)
{
    enum { SURE = 3 };
    size_t end = i + n;
    uint32_t last = text_char(t, end);
    bool alone = (!i || is_mark(t.cp[i - 1]) || utf8_is_blank(t.cp[i - 1])) &&
                 (end >= t.n || is_mark(last) || utf8_is_blank(last) || utf8_is_digit(last));
    if (n >= SURE)
        return !is_place(t, end);
    return has_post || text_word_at(t, end, "同志") || (alone && is_of_people(label));
}

/* Words that the text is read in: where they are, and what they are said of. */
struct wording {
    const char *where;
    struct text label;
    enum fact_kind kind;
};

static const char *where_of(struct inquiry *r, const struct wording *w, struct text label)
{
    const char *said = text_utf8(r->arena, label);
    if (!*said || w->kind == FACT_CONTACT)
        return w->where;
    return arena_printf(r->arena, "%s%s%s", w->where, *w->where ? " " : "", said);
}

static void add_mention(struct inquiry *r, struct text t, size_t i, size_t n, size_t least,
                        const struct wording *w)
{
    struct text words = before(t, i, least), title = in_brackets(t, i + n);
    struct text label = label_at(t, i, w->label);
    struct literal l = {.name = text_part(t, i, i + n), .kind = w->kind};
    struct typed_person who = resolve_typed(r, l.name, words.n ? words : title);
    if (!who.post && words.n && title.n)
        who = resolve_typed(r, l.name, title);
    bool has_post = who.post && (words.n || title.n);
    if (!who.post)
        who = resolve_typed(r, l.name, (struct text){0});
    if (!is_named(t, i, n, label, has_post) || staff_has_left_by_words(t, i, i + n))
        return;
    l.phone = phone_behind(r, t, i + n);
    l.where = where_of(r, w, label);
    add_literal(r, &l, &who);
}

static void add_words(struct inquiry *r, const struct inline_item *words, const struct wording *w)
{
    const struct staff_person *p;
    struct text t = words_of(r, words);
    for (size_t i = 0, least = 0, n; r->staff && i < t.n; i += n ? n : 1) {
        n = staff_name_at(r->staff, t, i, &p);
        if (!n)
            continue;
        add_mention(r, t, i, n, least, w);
        least = i + n;
    }
}

void resolve_team_words(struct inquiry *r, const struct inline_item *words, struct text where,
                        struct text label)
{
    add_words(r, words, &(struct wording){.where = text_utf8(r->arena, where), label, FACT_TEAM});
}

static const char of_contacts[] = "联系人";

void resolve_contact_person(struct inquiry *r, const struct contact *contact)
{
    add_typed(r, &(struct literal){.name = contact->name,
                                   .phone = contact->phone,
                                   .email = contact->email,
                                   .where = of_contacts,
                                   .kind = FACT_CONTACT});
}

void resolve_contact_words(struct inquiry *r, const struct inline_item *words)
{
    add_words(r, words,
              &(struct wording){.where = of_contacts,
                                .label = text_from_utf8(r->arena, of_contacts, r->doc->pos),
                                .kind = FACT_CONTACT});
}
