/*
 * What documents told of people and posts, as elements of a staff file: units with their posts and
 * tenures, then people. A tenure begins with the first document that names its holder. Of a post
 * for one, a holder ends with the last document that names him when a later one names another; what
 * contradicts that, or the staff file, is listed and left out: nothing is guessed.
 */
#include <string.h>

#include "office/learn_int.h"
#include "value/date.h"

void office_learn_conflict(struct learn *l, const struct learn_place *at, const char *kind,
                           const char *text)
{
    VEC_PUSH(l->arena, &l->conflicts, ((struct learn_conflict){*at, kind, text}));
}

static const char *post_name(const struct learn *l, const struct learn_seen *p)
{
    return arena_printf(l->arena, "%s%s", p->post.unit, p->post.title);
}

static void say_two(struct learn *l, const struct learn_seen *p, const struct learn_holder *x,
                    const char *other, struct date day)
{
    static const char *const forms[] = {
        "“%s”：这里是%s，%s（%s）：请核对，在人员库里写明起止",
        "\"%s\": %s here, %s (%s): check, and give the days in the staff file"};
    office_learn_conflict(l, &x->first, "holders",
                          arena_printf(l->arena, forms[l->lang], post_name(l, p), x->person, other,
                                       day.year ? date_iso(l->arena, day) : ""));
}

/* ---- what the staff file has ---- */

static struct text as_text(const struct learn *l, const char *s)
{
    return text_from_utf8(l->arena, s, (struct pos){0});
}

/* By id, where the name is shared. */
static bool is_called(const struct staff_person *p, const char *key)
{
    return text_equals(p->id, key) || text_equals(p->name, key);
}

static bool knows_unit(const struct learn *l, const char *name)
{
    return l->staff && staff_find_unit(l->staff, as_text(l, name)).n > 0;
}

enum { MOST = 16 };

/* Whether the post's holders of a document's day leave nothing to add; they are in names. */
static bool is_held(struct learn *l, const struct learn_seen *p, const struct learn_holder *x,
                    const char **names)
{
    const struct staff_tenure *held[MOST];
    size_t n = staff_holders(l->staff, p->known, x->first.day, held, MOST);
    *names = "";
    for (size_t i = 0; i < n && i < MOST; i++) {
        const struct staff_person *holder = staff_holder_of(l->staff, held[i]);
        const char *name = text_utf8(l->arena, holder->name);
        if (is_called(holder, x->person))
            return true;
        *names = arena_printf(l->arena, "%s%s%s", *names, **names ? "、" : "", name);
    }
    if (n < (size_t)p->known->seats)
        *names = "";
    return false;
}

/* The day before the next tenure that the staff file has of the same person in the post. */
static struct date known_end(const struct learn *l, const struct learn_seen *p,
                             const struct learn_holder *x)
{
    struct date end = {0};
    const struct staff_tenure *t = staff_records_of(l->staff)->tenures;
    for (; t; t = t->next)
        if (staff_held_post(l->staff, t) == p->known && t->from.year &&
            is_called(staff_holder_of(l->staff, t), x->person) &&
            date_compare(t->from, x->first.day) > 0 &&
            (!end.year || date_compare(t->from, end) <= 0))
            end = date_of_number(date_number(t->from) - 1);
    return end;
}

/* ---- writing ---- */

static void add_attr(struct learn *l, struct buf *out, const char *name, const char *value)
{
    buf_printf(out, " %s=\"", name);
    xml_write_text(as_text(l, value), out);
    buf_char(out, '"');
}

static void add_tenure(struct learn *l, struct buf *out, const char *post,
                       const struct learn_holder *x, struct date end)
{
    buf_str(out, post ? "  <任职" : "      <任职");
    add_attr(l, out, "人员", x->person);
    if (post)
        add_attr(l, out, "岗位", post);
    add_attr(l, out, "起", date_iso(l->arena, x->first.day));
    if (end.year)
        add_attr(l, out, "止", date_iso(l->arena, end));
    if (x->concurrent)
        buf_str(out, " 兼任=\"是\"");
    buf_str(out, "/>\n");
    l->new_tenures++;
}

static void add_known(struct learn *l, struct buf *out, const struct learn_seen *p)
{
    for (size_t i = 0; i < p->holders.n; i++) {
        const struct learn_holder *x = &p->holders.v[i];
        const char *others;
        if (is_held(l, p, x, &others))
            continue;
        if (*others)
            say_two(l, p, x,
                    arena_printf(l->arena,
                                 l->lang == DIAG_ZH ? "人员库里是%s" : "%s in the staff file",
                                 others),
                    x->first.day);
        else
            add_tenure(l, out, post_name(l, p), x, known_end(l, p, x));
    }
}

/* Of a post for one, in the order of their first documents: whether it stands beside the one after,
 * and where it ends. */
static bool fits(struct learn *l, const struct learn_seen *p, size_t i, struct date *end)
{
    const struct learn_holder *x = &p->holders.v[i];
    *end = (struct date){0};
    if (p->post.standing != STANDING_HEAD)
        return true;
    for (size_t k = 0; k < i; k++)
        if (date_compare(p->holders.v[k].last.day, x->first.day) >= 0) {
            const struct learn_place *at = &p->holders.v[k].last;
            say_two(l, p, x,
                    arena_printf(l->arena, "%s:%u: %s", at->file, (unsigned)at->line,
                                 p->holders.v[k].person),
                    at->day);
            return false;
        }
    for (size_t k = i + 1; k < p->holders.n && !end->year; k++)
        if (date_compare(x->last.day, p->holders.v[k].first.day) < 0)
            *end = x->last.day;
    return true;
}

static void add_post(struct learn *l, struct buf *out, const struct learn_seen *p, bool inside)
{
    static const char *const standings[] = {[STANDING_HEAD] = "正职", [STANDING_DEPUTY] = "副职"};
    buf_str(out, inside ? "    <岗位" : "  <岗位");
    if (!inside)
        add_attr(l, out, "单位", p->post.unit);
    add_attr(l, out, "职务", p->post.title);
    if (p->post.standing != STANDING_OTHER)
        add_attr(l, out, "性质", standings[p->post.standing]);
    if (p->post.standing != STANDING_HEAD && p->holders.n > 1)
        add_attr(l, out, "名额", arena_printf(l->arena, "%zu", p->holders.n));
    buf_str(out, ">\n");
    for (size_t i = 0; i < p->holders.n; i++) {
        struct date end;
        if (fits(l, p, i, &end))
            add_tenure(l, out, NULL, &p->holders.v[i], end);
    }
    buf_str(out, inside ? "    </岗位>\n" : "  </岗位>\n");
    l->new_posts++;
}

/* New posts by their units: of each post the next one of its unit, of each unit the first. */
struct units {
    struct interned names;
    VEC(size_t) first, last;
    size_t *next; /* behind the last one: SIZE_MAX */
};

static struct units gather_units(struct learn *l)
{
    struct units all = {.next = ARENA_ARRAY(l->arena, size_t, l->posts.n + 1)};
    for (size_t i = 0; i < l->posts.n; i++) {
        bool fresh;
        all.next[i] = SIZE_MAX;
        if (l->posts.v[i].known)
            continue;
        size_t unit = name_intern(l->arena, &all.names, as_text(l, l->posts.v[i].post.unit), &fresh);
        if (fresh) {
            VEC_PUSH(l->arena, &all.first, i);
            VEC_PUSH(l->arena, &all.last, i);
        } else {
            all.next[all.last.v[unit]] = i;
            all.last.v[unit] = i;
        }
    }
    return all;
}

/* The new posts of a unit, once for all: from its first one. */
static void add_unit(struct learn *l, struct buf *out, const struct units *all, size_t first)
{
    const char *unit = l->posts.v[first].post.unit;
    if (all->first.v[name_known(&all->names, as_text(l, unit))] != first)
        return;
    bool known = knows_unit(l, unit);
    if (!known) {
        buf_str(out, "  <单位");
        add_attr(l, out, "名称", unit);
        buf_str(out, ">\n");
    }
    for (size_t i = first; i != SIZE_MAX; i = all->next[i])
        add_post(l, out, &l->posts.v[i], !known);
    if (!known)
        buf_str(out, "  </单位>\n");
}

void office_learn_write(struct learn *l, struct buf *xml)
{
    struct units units = gather_units(l);
    for (size_t i = 0; i < l->posts.n; i++)
        if (l->posts.v[i].known)
            add_known(l, xml, &l->posts.v[i]);
        else
            add_unit(l, xml, &units, i);
    for (size_t i = 0; i < l->people.n; i++) {
        const struct learn_person *p = &l->people.v[i];
        if (p->known)
            continue;
        buf_str(xml, "  <人员");
        add_attr(l, xml, "姓名", p->name);
        if (*p->phone)
            add_attr(l, xml, "电话", p->phone);
        if (*p->email)
            add_attr(l, xml, "电子邮箱", p->email);
        buf_str(xml, "/>\n");
        l->new_people++;
    }
}
