/* Attributes of an element: their names, their values by type, and which are missing. */
#include <string.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/file.h"
#include "base/utf8.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/number.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

struct attr_value {
    struct attr *attr;
    enum value_type type;
    struct text text;
    struct pos pos;
};

const char *validate_excerpt(const struct validation *c, struct text t)
{
    enum { SHOWN = 24 };
    if (t.n <= SHOWN)
        return text_utf8(c->arena, t);
    return arena_printf(c->arena, "%s……", text_utf8(c->arena, text_part(t, 0, SHOWN)));
}

/* The value in messages; not made before there is one. */
static const char *shown(struct validation *c, const struct attr_value *v)
{
    return validate_excerpt(c, v->text);
}

static const char *number_text(struct validation *c, int n)
{
    return arena_printf(c->arena, "%d", n);
}

bool validate_length(struct validation *c, struct text t)
{
    if (t.n <= VOCAB_MOST_CHARACTERS)
        return true;
    VALIDATE_REPORT(c, DIAG_V057, text_pos(t, 0), arena_printf(c->arena, "%zu", t.n),
                    number_text(c, VOCAB_MOST_CHARACTERS));
    return false;
}

/* ---- values by type ---- */

static void check_enumeration(struct validation *c, const struct attr_value *v)
{
    v->attr->choice = table_find_value(v->type, v->text);
    if (v->attr->choice != VALUE_NONE)
        return;
    struct guess g = {.typed = shown(c, v)};
    for (const struct value_row *r = table_values(v->type); r->type == v->type; r++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            guess_try(&g, r->name[lang]);
    const char *all = table_value_names(c, v->type);
    if (g.best && !g.tied)
        VALIDATE_REPORT(c, DIAG_V018, v->pos, v->attr->name, shown(c, v), g.best);
    else
        VALIDATE_REPORT(c, DIAG_V019, v->pos, v->attr->name, shown(c, v), all);
}

/* The number that was meant: 第010号 and ０１０ are 10. NULL: not clear. */
static const char *guess_number(struct validation *c, struct text t, size_t least, size_t most)
{
    static const char marks[] = "第号年〔〕［］[]【】（）() ";
    struct buf b = {0};
    bool clear = true;
    for (size_t i = 0; i < t.n; i++) {
        int digit = number_digit(t.cp[i]);
        char utf8[UTF8_MAX + 1] = {0};
        utf8_encode(t.cp[i], utf8);
        if (digit > 0 || (digit == 0 && b.n))
            buf_char(&b, (char)('0' + digit));
        else if (digit < 0 && !strstr(marks, utf8))
            clear = false;
    }
    clear = clear && b.n >= least && b.n <= most;
    const char *number = clear ? arena_strndup(c->arena, b.p, b.n) : NULL;
    buf_drop(&b);
    return number;
}

/* Digits alone; what was typed around them is known, or is told otherwise. */
static void check_digits(struct validation *c, const struct attr_value *v)
{
    static const struct {
        enum value_type type;
        size_t least, most;
        bool zeros; /* may stand at the start */
        const struct diag_code *guessed, *unclear;
    } rules[] = {
        {TYPE_YEAR, 4, 4, false, DIAG_V022, DIAG_V023},
        {TYPE_SERIAL, 1, 6, false, DIAG_V024, DIAG_V025},
        {TYPE_COPY_NUMBER, 1, 6, true, DIAG_V052, DIAG_V053},
        {TYPE_WHICH, 1, 6, false, DIAG_V054, DIAG_V054},
    };
    size_t k = 0, i = 0;
    while (rules[k].type != v->type)
        k++;
    while (i < v->text.n && utf8_is_digit(v->text.cp[i]))
        i++;
    bool all = i == v->text.n && i >= rules[k].least && i <= rules[k].most;
    if (all && (rules[k].zeros || v->text.cp[0] != '0'))
        return;
    const char *meant = guess_number(c, v->text, rules[k].least, rules[k].most);
    VALIDATE_REPORT(c, meant ? rules[k].guessed : rules[k].unclear, v->pos, shown(c, v), meant);
}

static void check_date(struct validation *c, const struct attr_value *v)
{
    struct date date;
    enum date_spelling spelling = date_read(v->text, &date);
    if (!spelling || !date.month) {
        VALIDATE_REPORT(c, DIAG_V030, v->pos, shown(c, v));
        return;
    }
    int days = date_month_days(date.year, date.month);
    if (date.day == 0 && days && spelling != DATE_ISO)
        VALIDATE_REPORT(c, DIAG_V027, v->pos, shown(c, v),
                        arena_printf(c->arena, "%04d-%02d-", date.year, date.month));
    else if (days && date.day > days)
        VALIDATE_REPORT(c, DIAG_V028, v->pos, shown(c, v), number_text(c, date.year),
                        number_text(c, date.month), number_text(c, days));
    else if (date.day < 1 || !days)
        VALIDATE_REPORT(c, DIAG_V029, v->pos, shown(c, v));
    else if (spelling != DATE_ISO)
        VALIDATE_REPORT(c, DIAG_V026, v->pos, shown(c, v), date_iso(c->arena, date));
}

/* The first character that cannot be the agency code's, or t.n. */
static size_t code_end(struct text t)
{
    static const char marks[] = "〔〕［］[]【】（）()第";
    size_t i = 0;
    for (; i < t.n; i++) {
        char utf8[UTF8_MAX + 1] = {0};
        utf8_encode(t.cp[i], utf8);
        if ((utf8_is_digit(t.cp[i])) || strstr(marks, utf8))
            break;
    }
    return i;
}

/* A whole document number in the place of the code, taken apart: code="…" year="…" serial="…". */
static const char *split_number(struct validation *c, struct text t, size_t code)
{
    enum { YEAR_DIGITS = 4 };
    const char *name = code ? text_utf8(c->arena, text_part(t, 0, code)) : "…";
    char *parts =
        arena_printf(c->arena, "%s=\"%s\"", table_attr[ATTR_NUMBER_CODE].name[c->lang], name);
    for (size_t i = code; i < t.n;) {
        size_t end = i;
        while (end < t.n && utf8_is_digit(t.cp[end]))
            end++;
        enum attr_id id = end - i == YEAR_DIGITS ? ATTR_NUMBER_YEAR : ATTR_NUMBER_SERIAL;
        if (end > i)
            parts = arena_printf(c->arena, "%s %s=\"%s\"", parts, table_attr[id].name[c->lang],
                                 text_utf8(c->arena, text_part(t, i, end)));
        i = end > i ? end : i + 1;
    }
    return parts;
}

static void check_code(struct validation *c, const struct attr_value *v)
{
    size_t end = code_end(v->text);
    if (end < v->text.n)
        VALIDATE_REPORT(c, DIAG_V031, text_pos(v->text, end), shown(c, v),
                        split_number(c, v->text, end));
}

static void check_any(struct validation *c, const struct attr_value *v)
{
    size_t i = space_find_indent(v->attr->value);
    if (i < v->attr->value.n)
        diag(c->diags, DIAG_V032, text_pos(v->attr->value, i), NULL);
}

static void report_typed(struct validation *c, const struct diag_code *code, struct text t,
                         size_t n)
{
    if (n)
        VALIDATE_REPORT(c, code, text_pos(t, 0), validate_excerpt(c, text_part(t, 0, n)),
                        validate_excerpt(c, text_part(t, space_skip(t, n), t.n)));
}

void validate_number(struct validation *c, struct text t)
{
    report_typed(c, DIAG_V033, t, number_typed_label(t));
}

static void check_heading(struct validation *c, const struct attr_value *v)
{
    check_any(c, v);
    validate_number(c, v->text);
}

static void check_title(struct validation *c, const struct attr_value *v)
{
    check_any(c, v);
    report_typed(c, DIAG_V034, v->text, number_typed_attachment(v->text));
}

/* A number in the type's range, written without zeros before it. */
static void check_range(struct validation *c, const struct attr_value *v)
{
    enum { MICRONS = 1000 };
    const struct range_row *range = table_range(v->type);
    int64_t number = decimal_thousandths(v->text);
    size_t i = 0;
    while (i < v->text.n && v->text.cp[i] != '.')
        i++;
    if ((i < v->text.n && !range->places) || number < (int64_t)range->least * MICRONS ||
        number > (int64_t)range->most * MICRONS)
        VALIDATE_REPORT(c, range->code, v->pos, v->attr->name, shown(c, v),
                        table_type[v->type].about[c->lang], number_text(c, range->least),
                        number_text(c, range->most));
}

static void check_file(struct validation *c, const struct attr_value *v)
{
    static const struct {
        enum value_type type;
        const char *extension;
        bool table; /* of rows; one of another program is told so, whatever else is wanted here */
        const struct diag_code *other;
    } rules[] = {
        {TYPE_DATA_FILE, "", true, DIAG_V060},
        {TYPE_STAFF_FILE, ".xml", true, DIAG_V090},
        {TYPE_FORM_FILE, ".xml", false, DIAG_V131},
        {TYPE_PICTURE, ".png", false, DIAG_V056},
    };
    const char *path = text_utf8(c->arena, v->text);
    size_t k = 0;
    while (rules[k].type != v->type)
        k++;
    if (*rules[k].extension && file_has_extension(path, rules[k].extension))
        return;
    enum file_table kind = rules[k].table ? file_table_kind(path) : FILE_TABLE_NONE;
    if (kind == FILE_TABLE_FOREIGN)
        VALIDATE_REPORT(c, DIAG_D012, v->pos, shown(c, v), file_foreign_table(path));
    else if (kind == FILE_TABLE_NONE)
        VALIDATE_REPORT(c, rules[k].other, v->pos, shown(c, v));
}

/* Enumerations and ranges follow from their rows; any other type is free text, or stands here. */
static void check_text(struct validation *c, const struct attr_value *v)
{
    static void (*const rules[TYPE_END])(struct validation *, const struct attr_value *) = {
        [TYPE_HEADING] = check_heading, [TYPE_TITLE] = check_title,
        [TYPE_CODE] = check_code,       [TYPE_YEAR] = check_digits,
        [TYPE_SERIAL] = check_digits,   [TYPE_COPY_NUMBER] = check_digits,
        [TYPE_WHICH] = check_digits,    [TYPE_DATE] = check_date,
        [TYPE_PICTURE] = check_file,    [TYPE_DATA_FILE] = check_file,
        [TYPE_STAFF_FILE] = check_file, [TYPE_FORM_FILE] = check_file,
    };
    if (table_values(v->type)->type == v->type)
        check_enumeration(c, v);
    else if (table_range(v->type))
        check_range(c, v);
    else
        (rules[v->type] ? rules[v->type] : check_any)(c, v);
}

/* Needed, unless the other one stands for it. */
static const struct unless {
    enum attr_id needed, other;
} unless[] = {{ATTR_NUMBER_CODE, ATTR_NUMBER_WORDS},
              {ATTR_NUMBER_YEAR, ATTR_NUMBER_WORDS},
              {ATTR_NUMBER_SERIAL, ATTR_NUMBER_WORDS},
              {ATTR_SIGNATURE_DATE, ATTR_SIGNATURE_DAY}};

/* NULL: it is in no such pair. */
static const struct unless *find_unless(enum attr_id id)
{
    for (size_t i = 0; i < sizeof unless / sizeof *unless; i++)
        if (unless[i].needed == id)
            return &unless[i];
    return NULL;
}

static void check_value(struct validation *c, struct attr *attr, const struct attr_row *row)
{
    bool needed = row->need == NEED_REQUIRED || find_unless(attr->id);
    struct attr_value v = {attr, row->type, space_attr_text(c->arena, attr), attr->value_pos};
    if (!validate_length(c, v.text))
        return;
    if (v.text.n)
        check_text(c, &v);
    else if (row->type != TYPE_ANY)
        VALIDATE_REPORT(c, needed ? DIAG_V020 : DIAG_V021, attr->value_pos,
                        attr->name, table_type[row->type].about[c->lang]);
}

void validate_text(struct validation *c, const struct node *n)
{
    struct text t = space_element_text(c->arena, n);
    struct attr_value v = {.type = table_content_type(n->id), .text = t, .pos = text_pos(t, 0)};
    if (t.n)
        check_text(c, &v);
}

/* ---- names ---- */

static enum attr_id report_unknown(struct validation *c, const struct node *n,
                                   const struct attr *attr)
{
    enum element_id id = n->id;
    struct guess g = {.typed = attr->name};
    for (const struct attr_row *r = table_attrs(id); r->owner == id; r++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            guess_try(&g, r->name[lang]);
    const char *meant = said_attr_meant(id, attr->name);
    g.best = meant ? meant : g.best;
    if (g.best)
        VALIDATE_REPORT(c, DIAG_V005, attr->name_pos, n->name, attr->name, g.best);
    else if (table_attrs(id)->owner == id)
        VALIDATE_REPORT(c, DIAG_V006, attr->name_pos, n->name, attr->name, table_attr_names(c, id));
    else
        VALIDATE_REPORT(c, DIAG_V007, attr->name_pos, n->name, attr->name);
    return g.best ? table_find_attr(id, g.best) : ATTR_NONE;
}

static void check_missing(struct validation *c, const struct node *n)
{
    for (const struct attr_row *r = table_attrs(n->id); r->owner == n->id; r++) {
        enum attr_id id = (enum attr_id)(r - table_attr);
        const struct unless *u = find_unless(id);
        const struct attr *given = table_given(n, id), *other = u ? table_given(n, u->other) : NULL;
        if (given && other)
            VALIDATE_REPORT(c, DIAG_V340, given->name_pos, given->name, other->name);
        if (!given && !other && (u || r->need == NEED_REQUIRED))
            VALIDATE_REPORT(c, DIAG_V002, n->pos, n->name, r->name[c->lang],
                            table_type[r->type].sample);
    }
}

void validate_attrs(struct validation *c, struct node *n)
{
    for (struct attr *attr = n->attrs; attr; attr = attr->next) {
        attr->id = table_find_attr(n->id, attr->name);
        if (attr->id == ATTR_NONE)
            attr->id = report_unknown(c, n, attr);
        else if (table_given(n, attr->id) != attr)
            VALIDATE_REPORT(c, DIAG_V041, attr->name_pos, n->name,
                            table_attr[attr->id].name[VOCAB_ZH],
                            table_attr[attr->id].name[VOCAB_EN]);
        if (attr->id != ATTR_NONE)
            check_value(c, attr, &table_attr[attr->id]);
    }
    check_missing(c, n);
}
