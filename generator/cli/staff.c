/* hongtou staff: a staff file checked, and what changed between two days. Findings go to standard
 * error, the list of changes to standard output. */
#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "vocab/vocab.h"

/* ---- opening ---- */

struct staff *staff_file_open(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    struct staff_records *records = NULL;
    if (file_table_kind(path) != FILE_TABLE_NONE) {
        records = staff_load(a, path, pos, d);
    } else {
        struct tree *tree = xml_read(a, path, pos, d);
        records = tree ? vocab_read_staff(a, tree, d) : NULL;
    }
    return records ? staff_open(a, records, d) : NULL;
}

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
    const struct options *options;
    struct arena *arena;
    const struct staff *staff;
    struct date from, to;
    VEC(struct line) lines;
    size_t count[CHANGE_EMPTY + 1];
    struct buf out;
};

static const char *date_iso(struct report *r, struct date date)
{
    return date.year ? arena_printf(r->arena, "%04d-%02d-%02d", date.year, date.month, date.day)
                     : "";
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
    return alone ? line->name
                 : arena_printf(r->arena, forms[r->options->lang], line->name, line->id);
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
    line->field[FIELD_DAY] = date_iso(r, came ? t->from : t->to);
    if (c->kind == CHANGE_BETWEEN)
        line->field[FIELD_OTHER] = date_iso(r, t->to);
    else if (c->kind != CHANGE_EMPTY)
        line->field[FIELD_OTHER] = post_on(r, p, came ? r->from : r->to);
    if (c->after) /* what appointed the one removed the other */
        line->field[FIELD_DOCUMENT] = text_utf8(r->arena, c->after->document);
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
        buf_str(&r->out, "  ");
        buf_str(&r->out, cells[i]);
        for (size_t n = columns_of(cells[i]); i + 1 < last && n < widths[i]; n++)
            buf_char(&r->out, ' ');
    }
    buf_char(&r->out, '\n');
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
         {"岗位", "前任", "最后一天", "", ""}},
        {{"post", "name", "last day", "now", "document"},
         {"post", "name", "first day", "before", "document"},
         {"post", "name", "first day", "last day", "document"},
         {"post", "held by", "last day", "", ""}},
    };
    static const char *const titles[2][CHANGE_EMPTY + 1] = {
        {"离任 %zu 人", "到任 %zu 人", "其间到任又离任 %zu 人", "空岗 %zu 个"},
        {"left: %zu", "came: %zu", "came and left in between: %zu", "empty: %zu"}};
    int lang = r->options->lang == DIAG_EN;
    buf_printf(&r->out, lang ? "%s to %s\n" : "%s 至 %s\n", date_iso(r, r->from),
               date_iso(r, r->to));
    for (int kind = 0; kind <= CHANGE_EMPTY; kind++) {
        char title[64];
        if (kind == CHANGE_BETWEEN && !r->count[kind])
            continue;
        snprintf(title, sizeof title, titles[lang][kind], r->count[kind]);
        buf_printf(&r->out, "\n%s\n", title);
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
        {"post", "person", "last_day", NULL, NULL},
    };
    for (size_t i = 0; i < FIELDS; i++) {
        if (!keys[line->kind][i])
            continue;
        buf_printf(&r->out, "%s\"%s\": ", i ? ", " : "{", keys[line->kind][i]);
        buf_json(&r->out, i == FIELD_PERSON ? line->name : line->field[i]);
    }
    buf_str(&r->out, ", \"id\": ");
    buf_json(&r->out, line->id);
    buf_char(&r->out, '}');
}

static void add_json(struct report *r)
{
    static const char *const names[] = {"left", "came", "between", "empty"};
    buf_printf(&r->out, "{\"from\": \"%s\", \"to\": \"%s\"", date_iso(r, r->from),
               date_iso(r, r->to));
    for (int kind = 0; kind <= CHANGE_EMPTY; kind++) {
        buf_printf(&r->out, ",\n\"%s\": [", names[kind]);
        const char *comma = "\n  ";
        for (size_t k = 0; k < r->lines.n; k++) {
            if ((int)r->lines.v[k].kind != kind)
                continue;
            buf_str(&r->out, comma);
            add_json_line(r, &r->lines.v[k]);
            comma = ",\n  ";
        }
        buf_str(&r->out, "]");
    }
    buf_str(&r->out, "}\n");
}

/* ---- the commands ---- */

bool take_date(struct arena *a, const char *option, const char *value, struct date *out,
               struct diags *d)
{
    struct text t = text_from_utf8(a, value ? value : "", (struct pos){0});
    if (t.n && staff_read_date(t, out))
        return true;
    diag_system(d, DIAG_U004, option, "YYYY-MM-DD");
    return false;
}

bool take_period(struct arena *a, const struct options *options, struct date *from, struct date *to,
                 struct diags *d)
{
    bool begins = take_date(a, "--from", options->from, from, d);
    bool ends = take_date(a, "--to", options->to, to, d);
    if (!begins || !ends || staff_compare_days(*from, *to) <= 0)
        return begins && ends;
    diag_system(d, DIAG_U004, "--to", arena_printf(a, "%s ≤ YYYY-MM-DD", options->from));
    return false;
}

static bool run_changes(const struct options *options, struct arena *a, struct diags *d)
{
    struct report r = {.options = options, .arena = a};
    if (!take_period(a, options, &r.from, &r.to, d))
        return false;
    struct staff *staff = staff_file_open(a, options->args[1], (struct pos){0}, d);
    if (!staff)
        return false;
    const struct staff_change *changes;
    r.staff = staff;
    size_t n = staff_changes(staff, a, r.from, r.to, &changes);
    for (size_t i = 0; i < n; i++)
        add_line(&r, &changes[i]);
    if (options->format == DIAG_JSON)
        add_json(&r);
    else
        add_text(&r);
    bool ok = write_output(options, r.out.p, r.out.n, d);
    buf_drop(&r.out);
    staff_close(staff);
    return ok;
}

static bool run_check(const struct options *options, struct arena *a, struct diags *d)
{
    struct staff *staff = staff_file_open(a, options->args[1], (struct pos){0}, d);
    if (!staff)
        return false;
    const struct staff_records *r = staff_records_of(staff);
    const char *form = options->lang == DIAG_EN
                           ? "%s: %zu people, %zu units, %zu posts, %zu tenures\n"
                           : "%s：人员 %zu，单位 %zu，岗位 %zu，任职 %zu\n";
    printf(form, options->args[1], r->last_person ? r->last_person->index + 1 : 0,
           r->last_unit ? r->last_unit->index + 1 : 0, r->last_post ? r->last_post->index + 1 : 0,
           r->last_tenure ? r->last_tenure->index + 1 : 0);
    staff_close(staff);
    return true;
}

/* Arguments are counted without the action; most < 0: any number. */
static const struct action {
    const char *name;
    staff_action *run;
    int least, most;
} actions[] = {
    {"check", run_check, 1, 1},
    {"changes", run_changes, 1, 1},
    {"affected", staff_affected, 0, -1},
    {"adjust", staff_adjust, 1, 1},
};

static const struct action *find_action(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

bool command_staff(const struct options *options, struct diags *d)
{
    const struct action *action = find_action(options->args[0]);
    int n = options->n_args - 1;
    if (!action) {
        diag_system(d, DIAG_U002, options->args[0],
                    "staff check, staff changes, staff affected, staff adjust");
        return false;
    }
    if (n < action->least || (action->most >= 0 && n > action->most)) {
        diag_system(d, DIAG_U003, options->args[0]);
        return false;
    }
    struct arena *a = arena_new();
    bool ok = options_fit(options, arena_printf(a, "staff %s", action->name), d) &&
              action->run(options, a, d);
    arena_drop(a);
    return ok;
}
