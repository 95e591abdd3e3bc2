/* Attributes of an element: their names, their values by type, and which are missing. */
#include <string.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "base/diag.def"
#include "base/file.h"
#include "base/utf8.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

struct value {
    struct attr *attr;
    const struct attr_row *row;
    struct text text;
    struct pos pos;
};

/* The value in messages; not made before there is one. */
static const char *shown(struct check *c, const struct value *v)
{
    return names_excerpt(c, v->text);
}

static const char *number_text(struct check *c, int n)
{
    return arena_printf(c->arena, "%d", n);
}

bool check_length(struct check *c, struct text t)
{
    if (t.n <= VOCAB_MOST_CHARACTERS)
        return true;
    CHECK_REPORT(c, DIAG_V057, text_pos(t, 0), arena_printf(c->arena, "%zu", t.n),
                 number_text(c, VOCAB_MOST_CHARACTERS));
    return false;
}

/* ---- values by type ---- */

static void check_enumeration(struct check *c, const struct value *v)
{
    v->attr->choice = table_find_value(v->row->type, v->text);
    if (v->attr->choice != VALUE_NONE)
        return;
    struct guess g = {.typed = shown(c, v)};
    for (const struct value_row *r = table_values(v->row->type); r->type == v->row->type; r++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            guess_try(&g, r->name[lang]);
    const char *all = names_values(c, v->row->type);
    if (g.best && !g.tied)
        CHECK_REPORT(c, DIAG_V018, v->pos, v->attr->name, shown(c, v), g.best);
    else
        CHECK_REPORT(c, DIAG_V019, v->pos, v->attr->name, shown(c, v), all);
}

/* Digits only, none of them 0 at the start. */
static bool is_number(struct text t, size_t least, size_t most)
{
    if (t.n < least || t.n > most || t.cp[0] == '0')
        return false;
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] < '0' || t.cp[i] > '9')
            return false;
    return true;
}

/* The number that was meant: 第010号 and ０１０ are 10. NULL: not clear. */
static const char *guess_number(struct check *c, struct text t, size_t least, size_t most)
{
    static const char marks[] = "第号年〔〕［］[]【】（）() ";
    struct buf b = {0};
    bool clear = true;
    for (size_t i = 0; i < t.n; i++) {
        int digit = calendar_digit(t.cp[i]);
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

static void check_year(struct check *c, const struct value *v)
{
    enum { DIGITS = 4 };
    if (is_number(v->text, DIGITS, DIGITS))
        return;
    const char *meant = guess_number(c, v->text, DIGITS, DIGITS);
    if (meant)
        CHECK_REPORT(c, DIAG_V022, v->pos, shown(c, v), meant);
    else
        CHECK_REPORT(c, DIAG_V023, v->pos, shown(c, v));
}

static void check_serial(struct check *c, const struct value *v)
{
    if (is_number(v->text, 1, VOCAB_SERIAL_DIGITS))
        return;
    const char *meant = guess_number(c, v->text, 1, VOCAB_SERIAL_DIGITS);
    if (meant)
        CHECK_REPORT(c, DIAG_V024, v->pos, shown(c, v), meant);
    else
        CHECK_REPORT(c, DIAG_V025, v->pos, shown(c, v));
}

static void report_impossible(struct check *c, const struct value *v, struct loose_date date)
{
    int days = calendar_days(date.year, date.month);
    if (days && date.day)
        CHECK_REPORT(c, DIAG_V028, v->pos, shown(c, v), number_text(c, date.year),
                     number_text(c, date.month), number_text(c, days));
    else
        CHECK_REPORT(c, DIAG_V029, v->pos, shown(c, v));
}

static void check_date(struct check *c, const struct value *v)
{
    struct loose_date date;
    if (!numeral_date(v->text, &date)) {
        CHECK_REPORT(c, DIAG_V030, v->pos, shown(c, v));
        return;
    }
    int days = calendar_days(date.year, date.month);
    bool no_day = date.day == 0 && !date.strict && days;
    if (no_day)
        CHECK_REPORT(c, DIAG_V027, v->pos, shown(c, v),
                     arena_printf(c->arena, "%04d-%02d-", date.year, date.month));
    else if (date.day < 1 || date.day > days)
        report_impossible(c, v, date);
    else if (!date.strict)
        CHECK_REPORT(c, DIAG_V026, v->pos, shown(c, v),
                     arena_printf(c->arena, "%04d-%02d-%02d", date.year, date.month, date.day));
}

/* The first character that cannot be the agency code's, or t.n. */
static size_t code_end(struct text t)
{
    static const char marks[] = "〔〕［］[]【】（）()第";
    size_t i = 0;
    for (; i < t.n; i++) {
        char utf8[UTF8_MAX + 1] = {0};
        utf8_encode(t.cp[i], utf8);
        if ((t.cp[i] >= '0' && t.cp[i] <= '9') || strstr(marks, utf8))
            break;
    }
    return i;
}

/* A whole document number in the place of the code, taken apart: code="…" year="…" serial="…". */
static const char *split_number(struct check *c, struct text t, size_t code)
{
    enum { YEAR_DIGITS = 4 };
    const char *name = code ? text_utf8(c->arena, text_part(t, 0, code)) : "…";
    char *parts =
        arena_printf(c->arena, "%s=\"%s\"", table_attr[ATTR_NUMBER_CODE].name[c->lang], name);
    for (size_t i = code; i < t.n;) {
        size_t end = i;
        while (end < t.n && t.cp[end] >= '0' && t.cp[end] <= '9')
            end++;
        enum attr_id id = end - i == YEAR_DIGITS ? ATTR_NUMBER_YEAR : ATTR_NUMBER_SERIAL;
        if (end > i)
            parts = arena_printf(c->arena, "%s %s=\"%s\"", parts, table_attr[id].name[c->lang],
                                 text_utf8(c->arena, text_part(t, i, end)));
        i = end > i ? end : i + 1;
    }
    return parts;
}

static void check_code(struct check *c, const struct value *v)
{
    size_t end = code_end(v->text);
    if (end < v->text.n)
        CHECK_REPORT(c, DIAG_V031, text_pos(v->text, end), shown(c, v),
                     split_number(c, v->text, end));
}

static void check_any(struct check *c, const struct value *v)
{
    size_t i = space_find_indent(v->attr->value);
    if (i < v->attr->value.n)
        diag(c->diags, DIAG_V032, text_pos(v->attr->value, i), NULL);
}

static void report_typed(struct check *c, const struct diag_code *code, const struct value *v,
                         size_t n)
{
    if (n)
        CHECK_REPORT(c, code, text_pos(v->text, 0), names_excerpt(c, text_part(v->text, 0, n)),
                     names_excerpt(c, text_part(v->text, space_skip(v->text, n), v->text.n)));
}

static void check_heading(struct check *c, const struct value *v)
{
    check_any(c, v);
    report_typed(c, DIAG_V033, v, numeral_heading(v->text));
}

static void check_title(struct check *c, const struct value *v)
{
    check_any(c, v);
    report_typed(c, DIAG_V034, v, numeral_label(v->text));
}

static bool is_digits(struct text t, size_t most)
{
    size_t i = 0;
    while (i < t.n && t.cp[i] >= '0' && t.cp[i] <= '9')
        i++;
    return t.n && i == t.n && t.n <= most;
}

static void check_copy_number(struct check *c, const struct value *v)
{
    if (is_digits(v->text, VOCAB_COPY_DIGITS))
        return;
    const char *meant = guess_number(c, v->text, 1, VOCAB_COPY_DIGITS);
    if (meant)
        CHECK_REPORT(c, DIAG_V052, v->pos, shown(c, v), meant);
    else
        CHECK_REPORT(c, DIAG_V053, v->pos, shown(c, v));
}

static void check_which(struct check *c, const struct value *v)
{
    if (!is_number(v->text, 1, VOCAB_SERIAL_DIGITS))
        CHECK_REPORT(c, DIAG_V054, v->pos, shown(c, v));
}

static void check_seal_width(struct check *c, const struct value *v)
{
    enum { LEAST = 10000, MOST = 60000 };
    int64_t microns = numeral_microns(v->text);
    if (microns < LEAST || microns > MOST)
        CHECK_REPORT(c, DIAG_V055, v->pos, shown(c, v));
}

static void report_range(struct check *c, const struct value *v)
{
    CHECK_REPORT(c, DIAG_V059, v->pos, v->attr->name, shown(c, v),
                 table_type[v->row->type].about[c->lang]);
}

/* A whole number of at most so many digits, written without zeros before it. */
static void check_small(struct check *c, const struct value *v)
{
    enum { SPAN_DIGITS = 3, DIGITS = 2 };
    if (!is_number(v->text, 1, v->row->type == TYPE_SPAN_ROWS ? SPAN_DIGITS : DIGITS))
        report_range(c, v);
}

static void check_column_width(struct check *c, const struct value *v)
{
    enum { LEAST = 5000, MOST = 225000 };
    int64_t microns = numeral_microns(v->text);
    if (microns < LEAST || microns > MOST)
        report_range(c, v);
}

static bool has_suffix(struct text t, const char *suffix)
{
    size_t n = strlen(suffix);
    bool same = t.n > n;
    for (size_t i = 0; same && i < n; i++) {
        uint32_t cp = t.cp[t.n - n + i];
        same = (cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp) == (uint32_t)suffix[i];
    }
    return same;
}

/* A table of another program is told so, whatever else is wanted here. */
static void check_table_file(struct check *c, const struct value *v, const struct diag_code *code)
{
    const char *path = text_utf8(c->arena, v->text);
    enum file_table kind = file_table_kind(path);
    if (kind == FILE_TABLE_FOREIGN)
        CHECK_REPORT(c, DIAG_D012, v->pos, shown(c, v), file_foreign_table(path));
    else if (kind == FILE_TABLE_NONE)
        CHECK_REPORT(c, code, v->pos, shown(c, v));
}

static void check_data_file(struct check *c, const struct value *v)
{
    check_table_file(c, v, DIAG_V060);
}

static void check_staff_file(struct check *c, const struct value *v)
{
    if (!has_suffix(v->text, ".xml"))
        check_table_file(c, v, DIAG_V090);
}

static void check_form_file(struct check *c, const struct value *v)
{
    if (!has_suffix(v->text, ".xml"))
        CHECK_REPORT(c, DIAG_V131, v->pos, shown(c, v));
}

static void check_picture(struct check *c, const struct value *v)
{
    if (!has_suffix(v->text, ".png"))
        CHECK_REPORT(c, DIAG_V056, v->pos, shown(c, v));
}

static void check_count(struct check *c, const struct value *v)
{
    enum { DIGITS = 4 };
    if (!is_number(v->text, 1, DIGITS))
        CHECK_REPORT(c, DIAG_N004, v->pos, v->attr->name, shown(c, v));
}

static void (*const check_type[TYPE_END])(struct check *, const struct value *) = {
    [TYPE_ANY] = check_any,
    [TYPE_TEXT] = check_any,
    [TYPE_HEADING] = check_heading,
    [TYPE_TITLE] = check_title,
    [TYPE_CODE] = check_code,
    [TYPE_YEAR] = check_year,
    [TYPE_SERIAL] = check_serial,
    [TYPE_DATE] = check_date,
    [TYPE_GENRE] = check_enumeration,
    [TYPE_YES_NO] = check_enumeration,
    [TYPE_COPY_NUMBER] = check_copy_number,
    [TYPE_SECRECY] = check_enumeration,
    [TYPE_URGENCY] = check_enumeration,
    [TYPE_DEPTH] = check_enumeration,
    [TYPE_WHICH] = check_which,
    [TYPE_FORM] = check_enumeration,
    [TYPE_PICTURE] = check_picture,
    [TYPE_SEAL_WIDTH] = check_seal_width,
    [TYPE_DISCLOSURE] = check_enumeration,
    [TYPE_DATA_FILE] = check_data_file,
    [TYPE_COLUMN_WIDTH] = check_column_width,
    [TYPE_SHARE] = check_small,
    [TYPE_SPAN_COLUMNS] = check_small,
    [TYPE_SPAN_ROWS] = check_small,
    [TYPE_SEATS] = check_small,
    [TYPE_DEADLINE] = check_any,
    [TYPE_NAMES] = check_any,
    [TYPE_ALIGN] = check_enumeration,
    [TYPE_COLUMN_CONTENT] = check_enumeration,
    [TYPE_SUM_ROW] = check_enumeration,
    [TYPE_ORIENTATION] = check_enumeration,
    [TYPE_INDEX_BY] = check_enumeration,
    [TYPE_PLAN_FORM] = check_enumeration,
    [TYPE_COUNT] = check_count,
    [TYPE_SEX] = check_enumeration,
    [TYPE_STANDING] = check_enumeration,
    [TYPE_FORMER] = check_any,
    [TYPE_STAFF_FILE] = check_staff_file,
    [TYPE_ROSTER_FORM] = check_enumeration,
    [TYPE_OFFICE_FORM] = check_enumeration,
    [TYPE_ROSTER_ORDER] = check_enumeration,
    [TYPE_MEMBER_STANDING] = check_enumeration,
    [TYPE_FORM_LAYOUT] = check_enumeration,
    [TYPE_PAPER] = check_enumeration,
    [TYPE_NUMBERING] = check_enumeration,
    [TYPE_HEADS] = check_any,
    [TYPE_ANSWER] = check_enumeration,
    [TYPE_FIELD_KIND] = check_enumeration,
    [TYPE_CHARACTERS] = check_small,
    [TYPE_ROWS_EMPTY] = check_small,
    [TYPE_FORM_FILE] = check_form_file,
};

static void check_value(struct check *c, struct attr *attr, const struct attr_row *row)
{
    struct value v = {attr, row, space_attr_text(c->arena, attr), attr->value_pos};
    if (!check_length(c, v.text))
        return;
    if (v.text.n)
        check_type[row->type](c, &v);
    else if (row->type != TYPE_ANY)
        CHECK_REPORT(c, row->need == NEED_REQUIRED ? DIAG_V020 : DIAG_V021, attr->value_pos,
                     attr->name, table_type[row->type].about[c->lang]);
}

void check_content_type(struct check *c, const struct node *n)
{
    struct text t = space_element_text(c->arena, n);
    struct value v = {.text = t, .pos = text_pos(t, 0)};
    if (t.n)
        check_type[table_content_type(n->id)](c, &v);
}

/* ---- names ---- */

static enum attr_id report_unknown(struct check *c, const struct node *n, const struct attr *attr)
{
    enum element_id id = n->id;
    struct guess g = {.typed = attr->name};
    for (const struct attr_row *r = table_attrs(id); r->owner == id; r++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            guess_try(&g, r->name[lang]);
    if (g.best)
        CHECK_REPORT(c, DIAG_V005, attr->name_pos, n->name, attr->name, g.best);
    else if (table_attrs(id)->owner == id)
        CHECK_REPORT(c, DIAG_V006, attr->name_pos, n->name, attr->name, names_attrs(c, id));
    else
        CHECK_REPORT(c, DIAG_V007, attr->name_pos, n->name, attr->name);
    return g.best ? table_find_attr(id, g.best) : ATTR_NONE;
}

static void check_missing(struct check *c, const struct node *n)
{
    for (const struct attr_row *r = table_attrs(n->id); r->owner == n->id; r++)
        if (r->need == NEED_REQUIRED && !table_given(n, (enum attr_id)(r - table_attr)))
            CHECK_REPORT(c, DIAG_V002, n->pos, n->name, r->name[c->lang],
                         table_type[r->type].sample);
}

void check_attrs(struct check *c, struct node *n)
{
    for (struct attr *attr = n->attrs; attr; attr = attr->next) {
        attr->id = table_find_attr(n->id, attr->name);
        if (attr->id == ATTR_NONE)
            attr->id = report_unknown(c, n, attr);
        else if (table_given(n, attr->id) != attr)
            CHECK_REPORT(c, DIAG_V041, attr->name_pos, n->name, table_attr[attr->id].name[VOCAB_ZH],
                         table_attr[attr->id].name[VOCAB_EN]);
        if (attr->id != ATTR_NONE)
            check_value(c, attr, &table_attr[attr->id]);
    }
    check_missing(c, n);
}
