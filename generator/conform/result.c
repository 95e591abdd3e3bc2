/* Results in words: lengths, names of elements and roles, the values of the profile by key. */
#include "base/utf8.h"
#include "conform/conform_int.h"

enum value_kind { KIND_LEN, KIND_COUNT, KIND_NAME, KIND_COLOUR, KIND_COLUMNS };

/* By the field's own type, so that a new kind of length needs nothing here. */
#define KIND_OF(field)                                                                             \
    _Generic(((struct style *)0)->field,                                                           \
             len_t: KIND_LEN,                                                                      \
             int: KIND_COUNT,                                                                      \
             const char *: KIND_NAME,                                                              \
             struct style_colour: KIND_COLOUR,                                                     \
             struct style_columns: KIND_COLUMNS)

#define STYLE(field, type, group, name) {offsetof(struct style, field), KIND_OF(field)},
static const struct style_value {
    size_t offset;
    enum value_kind kind;
} values[] = {
#include "style/style.def"
};
#undef STYLE

static const char *const elements[ELEMENTS][2] = {
    [ELEMENT_NONE] = {"版面", "page"},
    [ELEMENT_COPY_NUMBER] = {"份号", "copy number"},
    [ELEMENT_SECRECY] = {"密级", "secrecy"},
    [ELEMENT_URGENCY] = {"紧急程度", "urgency"},
    [ELEMENT_MASTHEAD] = {"发文机关标志", "masthead"},
    [ELEMENT_NUMBER] = {"发文字号", "number"},
    [ELEMENT_SIGNER] = {"签发人", "signer"},
    [ELEMENT_HEAD_RULE] = {"版头分隔线", "head rule"},
    [ELEMENT_TITLE] = {"标题", "title"},
    [ELEMENT_CAPTION] = {"题注", "caption"},
    [ELEMENT_SPEAKER] = {"讲话人", "speaker"},
    [ELEMENT_ADDRESSEES] = {"主送机关", "addressees"},
    [ELEMENT_TOC] = {"目录", "contents"},
    [ELEMENT_HEADING] = {"层次标题", "heading"},
    [ELEMENT_TEXT] = {"正文", "text"},
    [ELEMENT_CONTACT] = {"联系人", "contact"},
    [ELEMENT_FOOTNOTE] = {"脚注", "footnote"},
    [ELEMENT_FOOTNOTE_MARK] = {"脚注号", "footnote mark"},
    [ELEMENT_NOTE] = {"附件说明", "attachment note"},
    [ELEMENT_ORGAN] = {"发文机关署名", "organ"},
    [ELEMENT_POST] = {"签发人职务", "post"},
    [ELEMENT_DATE] = {"成文日期", "date"},
    [ELEMENT_SEAL] = {"印章", "seal"},
    [ELEMENT_ANNOTATION] = {"附注", "annotation"},
    [ELEMENT_ATTENDANCE] = {"出席名单", "attendance"},
    [ELEMENT_ATTACHMENT_LABEL] = {"附件顺序号", "attachment label"},
    [ELEMENT_ATTACHMENT_TITLE] = {"附件标题", "attachment title"},
    [ELEMENT_DISCLOSURE] = {"公开方式", "disclosure"},
    [ELEMENT_IMPRINT_RULE] = {"版记分隔线", "imprint rule"},
    [ELEMENT_CC] = {"抄送机关", "copies to"},
    [ELEMENT_PRINTER] = {"印发机关", "printer"},
    [ELEMENT_PRINT_DATE] = {"印发日期", "print date"},
    [ELEMENT_FOLIO] = {"页码", "page number"},
    [ELEMENT_TABLE_TITLE] = {"表题", "table title"},
    [ELEMENT_TABLE_UNIT] = {"计量单位", "unit of a table"},
    [ELEMENT_TABLE_HEAD] = {"表头", "table head"},
    [ELEMENT_TABLE_CELL] = {"表格", "table"},
    [ELEMENT_TABLE_NOTE] = {"表注", "table note"},
    [ELEMENT_TABLE_RULE] = {"表线", "table rule"},
};

const char *say_element(enum element e, enum diag_lang lang)
{
    return elements[e][lang == DIAG_EN];
}

const char *say(const struct conform *c, const char *zh, const char *en)
{
    return c->options.lang == DIAG_ZH ? zh : en;
}

static const char *say_number(const struct conform *c, int64_t v, const char *unit)
{
    enum { DECIMALS = 2 };
    struct buf b = {0};
    buf_fixed(&b, v, DECIMALS);
    buf_str(&b, unit);
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

const char *say_mm(const struct conform *c, len_t l)
{
    enum { MICRONS = 10 };
    return say_number(c, len_scale(len_to_micron(l), 1, MICRONS), " mm");
}

/* 三号（16 pt） */
const char *say_size(const struct conform *c, len_t l)
{
    enum { UNITS = 10 };
    const char *pt = say_number(c, len_scale(l, 1, UNITS), " pt"), *name = style_size_name(l);
    bool zh = c->options.lang == DIAG_ZH;
    return zh && name ? arena_printf(c->arena, "%s（%s）", name, pt) : pt;
}

len_t style_len_of(const struct style *st, int key)
{
    const char *at = (const char *)st + values[key].offset;
    return values[key].kind == KIND_LEN ? *(const len_t *)(const void *)at : 0;
}

const char *style_role_of(const struct style *st, int key)
{
    const char *at = (const char *)st + values[key].offset;
    return values[key].kind == KIND_NAME ? *(const char *const *)(const void *)at : "";
}

void result_set(struct result *out, bool ok, size_t page)
{
    out->verdict = ok ? VERDICT_CONFORMS : VERDICT_BREACHES;
    out->page = page;
}

void result_len(const struct conform *c, struct result *out, len_t wanted, len_t measured)
{
    out->wanted = say_mm(c, wanted);
    out->measured = say_mm(c, measured);
}

static const char *say_character(const struct conform *c, uint32_t cp)
{
    char utf8[UTF8_MAX];
    return arena_strndup(c->arena, utf8, utf8_encode(cp, utf8));
}

void result_last_mark(const struct conform *c, const struct clause *item, uint32_t mark,
                      struct result *out)
{
    const struct line *last = line_last(c, item->element);
    if (!last)
        return;
    result_set(out, line_last_char(last) == mark, last->page);
    out->wanted = say_character(c, mark);
    out->measured = say_character(c, line_last_char(last));
}

void result_none(const struct conform *c, struct result *out, const char *zh, const char *en)
{
    out->verdict = VERDICT_UNCHECKED;
    out->reason = say(c, zh, en);
}
