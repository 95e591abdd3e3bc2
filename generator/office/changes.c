/* A staff file checked; and what changed in it between two days, as text or JSON. */
#include <string.h>

#include "base/utf8.h"
#include "office/office_int.h"
#include "value/date.h"

/* ---- what a change says ---- */

/* A change in words: post, person, day, what else the person does, document. */
enum { FIELDS = 5 };

struct line {
    enum staff_change_kind kind;
    const char *field[FIELDS]; /* "" when there is nothing to say */
    const char *name, *id;     /* of the person; the field has the id too, where it is needed */
};

enum { FIELD_POST, FIELD_PERSON, FIELD_DAY, FIELD_OTHER, FIELD_DOCUMENT };

struct report {
    struct arena *arena;
    enum diag_lang lang;
    const struct staff *staff;
    struct office_period period;
    VEC(struct line) lines;
    size_t count[CHANGE_EMPTY + 1];
    struct buf *out;
};

static const char *day_text(struct report *r, struct date date)
{
    return date.year ? date_iso(r->arena, date) : "";
}

/* The first post that a person holds on a day. */
static const char *post_on(struct report *r, const struct staff_person *p, struct date day)
{
    const struct staff_tenure *t;
    if (!staff_tenures_of(r->staff, p, day, &t, 1))
        return "";
    return staff_post_name(r->staff, r->arena, staff_held_post(r->staff, t));
}

/* People of one name are told apart by their ids. */
static const char *name_told_apart(struct report *r, const struct line *line,
                                   const struct staff_person *p)
{
    static const char *const forms[] = {"%s（代号 %s）", "%s (id %s)"};
    bool alone = !*line->id || staff_find_person(r->staff, p->name).n < 2;
    return alone ? line->name : arena_printf(r->arena, forms[r->lang], line->name, line->id);
}

static void add_line(struct report *r, const struct staff_change *c)
{
    bool came = c->kind == CHANGE_CAME || c->kind == CHANGE_BETWEEN;
    const struct staff_tenure *t = came ? c->after : c->before;
    struct line *line = VEC_ADD(r->arena, &r->lines);
    *line = (struct line){c->kind, {"", "", "", "", ""}, "", ""};
    line->field[FIELD_POST] = staff_post_name(r->staff, r->arena, c->post);
    r->count[c->kind]++;
    if (!t)
        return;
    const struct staff_person *p = staff_holder_of(r->staff, t);
    line->name = text_utf8(r->arena, p->name);
    line->id = text_utf8(r->arena, p->id);
    line->field[FIELD_PERSON] = name_told_apart(r, line, p);
    line->field[FIELD_DAY] = day_text(r, came ? t->from : t->to);
    if (c->kind == CHANGE_BETWEEN)
        line->field[FIELD_OTHER] = day_text(r, t->to);
    else if (c->kind != CHANGE_EMPTY)
        line->field[FIELD_OTHER] = post_on(r, p, came ? r->period.from : r->period.to);
    if (c->after) /* what appointed the one removed the other */
        line->field[FIELD_DOCUMENT] = text_utf8(r->arena, c->after->document);
    if (c->before && c->before->removal.n && !came)
        line->field[FIELD_DOCUMENT] = text_utf8(r->arena, c->before->removal);
}

/* ---- as text ---- */

static size_t columns_of(const char *s)
{
    const char *end = s + strlen(s);
    size_t columns = 0;
    while (s < end)
        columns += (size_t)utf8_columns(utf8_next(&s, end));
    return columns;
}

static void add_row(struct report *r, const char *const cells[FIELDS], const size_t widths[FIELDS])
{
    size_t last = FIELDS;
    while (last && !*cells[last - 1])
        last--;
    for (size_t i = 0; i < last; i++) {
        buf_str(r->out, "  ");
        buf_str(r->out, cells[i]);
        for (size_t n = columns_of(cells[i]); i + 1 < last && n < widths[i]; n++)
            buf_char(r->out, ' ');
    }
    buf_char(r->out, '\n');
}

static void add_section(struct report *r, enum staff_change_kind kind, const char *const head[])
{
    size_t widths[FIELDS] = {0};
    for (size_t i = 0; i < FIELDS; i++) {
        widths[i] = columns_of(head[i]);
        for (size_t k = 0; k < r->lines.n; k++) {
            size_t width = columns_of(r->lines.v[k].field[i]);
            if (r->lines.v[k].kind == kind && width > widths[i])
                widths[i] = width;
        }
    }
    add_row(r, head, widths);
    for (size_t k = 0; k < r->lines.n; k++)
        if (r->lines.v[k].kind == kind)
            add_row(r, r->lines.v[k].field, widths);
}

static void add_text(struct report *r)
{
    static const char *const heads[2][CHANGE_EMPTY + 1][FIELDS] = {
        {{"岗位", "姓名", "最后一天", "现任", "任免文件"},
         {"岗位", "姓名", "第一天", "原任", "任免文件"},
         {"岗位", "姓名", "第一天", "最后一天", "任免文件"},
         {"岗位", "前任", "最后一天", "", "任免文件"}},
        {{"post", "name", "last day", "now", "document"},
         {"post", "name", "first day", "before", "document"},
         {"post", "name", "first day", "last day", "document"},
         {"post", "held by", "last day", "", "document"}},
    };
    static const char *const titles[2][CHANGE_EMPTY + 1] = {
        {"离任 %zu 人", "到任 %zu 人", "其间到任又离任 %zu 人", "空岗 %zu 个"},
        {"left: %zu", "came: %zu", "came and left in between: %zu", "empty: %zu"}};
    enum diag_lang lang = r->lang;
    buf_printf(r->out, lang == DIAG_EN ? "%s to %s\n" : "%s 至 %s\n", day_text(r, r->period.from),
               day_text(r, r->period.to));
    for (int kind = 0; kind <= CHANGE_EMPTY; kind++) {
        char title[64];
        if (kind == CHANGE_BETWEEN && !r->count[kind])
            continue;
        snprintf(title, sizeof title, titles[lang][kind], r->count[kind]);
        buf_printf(r->out, "\n%s\n", title);
        if (r->count[kind])
            add_section(r, (enum staff_change_kind)kind, heads[lang][kind]);
    }
}

/* ---- as JSON ---- */

static void add_json_line(struct report *r, const struct line *line)
{
    static const char *const keys[CHANGE_EMPTY + 1][FIELDS] = {
        {"post", "person", "last_day", "now", "document"},
        {"post", "person", "first_day", "before", "document"},
        {"post", "person", "first_day", "last_day", "document"},
        {"post", "person", "last_day", NULL, "document"},
    };
    for (size_t i = 0; i < FIELDS; i++) {
        if (!keys[line->kind][i])
            continue;
        buf_printf(r->out, "%s\"%s\": ", i ? ", " : "{", keys[line->kind][i]);
        buf_json(r->out, i == FIELD_PERSON ? line->name : line->field[i]);
    }
    buf_str(r->out, ", \"id\": ");
    buf_json(r->out, line->id);
    buf_char(r->out, '}');
}

static void add_json(struct report *r)
{
    static const char *const names[] = {"left", "came", "between", "empty"};
    buf_printf(r->out, "{\"from\": \"%s\", \"to\": \"%s\"", day_text(r, r->period.from),
               day_text(r, r->period.to));
    for (int kind = 0; kind <= CHANGE_EMPTY; kind++) {
        buf_printf(r->out, ",\n\"%s\": [", names[kind]);
        const char *comma = "\n  ";
        for (size_t k = 0; k < r->lines.n; k++) {
            if ((int)r->lines.v[k].kind != kind)
                continue;
            buf_str(r->out, comma);
            add_json_line(r, &r->lines.v[k]);
            comma = ",\n  ";
        }
        buf_str(r->out, "]");
    }
    buf_str(r->out, "}\n");
}

/* ---- the actions ---- */

bool office_staff_changes(struct hongtou *h, const char *path, const struct office_period *period,
                          bool json, struct buf *out)
{
    struct report r = {.arena = arena_new(), .lang = office_lang(h), .period = *period, .out = out};
    struct staff *staff = office_staff_open(h, r.arena, path, (struct pos){0}, h->diags);
    if (staff) {
        const struct staff_change *changes;
        r.staff = staff;
        size_t n = staff_changes(staff, r.arena, period->from, period->to, &changes);
        for (size_t i = 0; i < n; i++)
            add_line(&r, &changes[i]);
        if (json)
            add_json(&r);
        else
            add_text(&r);
        staff_close(staff);
    }
    arena_drop(r.arena);
    return staff != NULL;
}

bool office_staff_check(struct hongtou *h, const char *path, struct office_staff_count *out)
{
    struct arena *a = arena_new();
    struct staff *staff = office_staff_open(h, a, path, (struct pos){0}, h->diags);
    if (staff) {
        const struct staff_records *r = staff_records_of(staff);
        *out = (struct office_staff_count){r->last_person ? r->last_person->index + 1 : 0,
                                           r->last_unit ? r->last_unit->index + 1 : 0,
                                           r->last_post ? r->last_post->index + 1 : 0,
                                           r->last_tenure ? r->last_tenure->index + 1 : 0};
        staff_close(staff);
    }
    arena_drop(a);
    return staff != NULL;
}
