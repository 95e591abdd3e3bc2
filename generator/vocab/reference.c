/*
 * The reference manual: the table's rows as Markdown, Chinese and English side by side. Columns of
 * tables are padded to the same width, so that the file also reads well on a terminal.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "vocab/vocab_int.h"

enum { COLUMNS_MOST = 6 };

struct manual {
    struct arena *arena;
    struct buf *out;
    VEC(const char *) cells; /* of the table being made, row by row, the first row the head */
};

static void add_cell(struct manual *m, const char *text)
{
    VEC_PUSH(m->arena, &m->cells, text);
}

static size_t shown_width(const char *s)
{
    const char *end = s + strlen(s);
    size_t width = 0;
    while (s < end)
        width += (size_t)utf8_columns(utf8_next(&s, end));
    return width;
}

static void fill(struct buf *out, char c, size_t n)
{
    while (n--)
        buf_char(out, c);
}

/* Writes the cells and begins anew; a head alone is no table. */
static void print_table(struct manual *m, size_t columns)
{
    enum { RULE_LEAST = 3 };
    size_t widths[COLUMNS_MOST], n = m->cells.n;
    m->cells.n = 0;
    if (n == columns)
        return;
    for (size_t i = 0; i < columns; i++)
        widths[i] = RULE_LEAST;
    for (size_t i = 0; i < n; i++) {
        size_t width = shown_width(m->cells.v[i]), *column = &widths[i % columns];
        *column = width > *column ? width : *column;
    }
    for (size_t i = 0; i < n; i++) {
        buf_printf(m->out, "%s%s", i % columns ? " " : "| ", m->cells.v[i]);
        fill(m->out, ' ', widths[i % columns] - shown_width(m->cells.v[i]));
        buf_str(m->out, (i + 1) % columns ? " |" : " |\n");
        for (size_t k = 0; i + 1 == columns && k < columns; k++) {
            buf_str(m->out, k ? " " : "| ");
            fill(m->out, '-', widths[k]);
            buf_str(m->out, k + 1 < columns ? " |" : " |\n");
        }
    }
    buf_char(m->out, '\n');
}

/* ---- an element ---- */

/* ? at most one, + one or more, * any number; a choice in brackets */
static void add_content_of(struct manual *m, enum element_id id, int lang)
{
    bool grouped = false;
    for (const struct child_row *r = table_children(id); r->owner == id; r++) {
        bool more = r[1].owner == id && r[1].step == r->step;
        const char *count = r->most == 1 ? r->least ? "" : "?" : r->least ? "+" : "*";
        buf_printf(m->out, "%s%s%s%s%s", more && !grouped ? "(" : "",
                   table_element[r->child].name[lang], grouped && !more ? ")" : "",
                   more ? " | " : count, !more && r[1].owner == id ? ", " : "");
        grouped = more;
    }
}

static void add_content(struct manual *m, enum element_id id)
{
    static const char *const kinds[CONTENT_KINDS] = {
        [CONTENT_EMPTY] = "空元素 / empty",
        [CONTENT_TEXT] = "文字 / text",
        [CONTENT_CHILDREN] = "",
        [CONTENT_MIXED] = "可以空着 / may be empty",
    };
    const char *kind = kinds[table_element[id].content], *comma = " ";
    buf_printf(m->out, "- 内容 / content: %s", kind);
    if (table_children(id)->owner == id) {
        buf_str(m->out, *kind ? "; `" : "`");
        add_content_of(m, id, VOCAB_ZH);
        buf_str(m->out, "` / `");
        add_content_of(m, id, VOCAB_EN);
        buf_str(m->out, "`");
    }
    if (table_nest(id))
        buf_printf(m->out, "; 最多套 %d 层 / at most %d levels", table_nest(id), table_nest(id));
    buf_str(m->out, "\n- 写在 / stands in:");
    if (table_is_root(id))
        buf_str(m->out, " 最外层 / the outermost element");
    for (enum element_id owner = 1; owner < EL_END; owner++)
        if (table_place(owner, id)) {
            buf_printf(m->out, "%s%s %s", comma, table_element[owner].name[VOCAB_ZH],
                       table_element[owner].name[VOCAB_EN]);
            comma = ", ";
        }
    buf_str(m->out, "\n\n");
}

static void add_attributes(struct manual *m, enum element_id id)
{
    static const char *const head[] = {"属性",         "attribute", "必写 required",
                                       "默认 default", "说明",      "meaning"};
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        add_cell(m, head[i]);
    for (const struct attr_row *r = table_attrs(id); r->owner == id; r++) {
        const struct type_row *type = &table_type[r->type];
        const char *also = table_also((enum attr_id)(r - table_attr));
        add_cell(m, also ? arena_printf(m->arena, "%s、%s", r->name[VOCAB_ZH], also)
                         : r->name[VOCAB_ZH]);
        add_cell(m, r->name[VOCAB_EN]);
        add_cell(m, r->need == NEED_REQUIRED ? "是 yes" : "");
        add_cell(m, r->preset);
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            add_cell(m, arena_printf(m->arena, lang == VOCAB_ZH ? "%s（%s）" : "%s (%s)",
                                     r->about[lang], type->about[lang]));
    }
    print_table(m, COLUMNS_MOST);
}

static void add_element(struct manual *m, enum element_id id)
{
    const struct element_row *row = &table_element[id];
    buf_printf(m->out, "## %s `%s`\n\n%s\n%s\n\n", row->name[VOCAB_ZH], row->name[VOCAB_EN],
               row->about[VOCAB_ZH], row->about[VOCAB_EN]);
    add_content(m, id);
    add_attributes(m, id);
    for (const struct example_row *r = table_example; r->owner != EL_NONE; r++)
        for (int lang = 0; r->owner == id && lang < VOCAB_LANGS; lang++)
            buf_printf(m->out, "```xml\n%s```\n\n", r->xml[lang]);
}

/* ---- the manual ---- */

static const char intro[] =
    "# 公文标记手册 / The vocabulary\n\n"
    "每个元素、属性和取值都有中文名和英文名，两种都可以写，也可以混着写。"
    "编号、缩进、〔〕和“号”都由程序来做，不要自己写。\n"
    "`?` 可以不写，`+` 至少一个，`*` 可以没有也可以有多个，`|` 任选，`,` 按此次序。\n\n"
    "Every element, attribute and value has a Chinese and an English name; both are always "
    "accepted, mixed too.\nNumbers, indents, 〔〕 and 号 are the compiler's work and never typed.\n"
    "`?` optional, `+` one or more, `*` any number, `|` a choice, `,` in this order.\n\n";

void vocab_reference(struct buf *out)
{
    struct manual m = {arena_new(), out, {0}};
    buf_printf(out, "%s## 元素一览 / Elements\n\n", intro);
    for (enum element_id id = 0; id < EL_END; id++) {
        const struct element_row *row = &table_element[id];
        add_cell(&m, id ? row->name[VOCAB_ZH] : "元素");
        add_cell(&m, id ? row->name[VOCAB_EN] : "element");
        add_cell(&m, id ? row->about[VOCAB_ZH] : "说明");
        add_cell(&m, id ? row->about[VOCAB_EN] : "meaning");
    }
    print_table(&m, 4);
    for (enum element_id id = 1; id < EL_END; id++)
        add_element(&m, id);
    for (enum value_type type = 1; type < TYPE_END; type++) {
        const struct type_row *row = &table_type[type];
        if (table_values(type)->type != type)
            continue;
        buf_printf(out, "## %s / %s\n\n", row->about[VOCAB_ZH], row->about[VOCAB_EN]);
        add_cell(&m, "值");
        add_cell(&m, "value");
        for (const struct value_row *r = table_values(type); r->type == type; r++)
            for (int lang = 0; lang < VOCAB_LANGS; lang++)
                add_cell(&m, r->name[lang]);
        print_table(&m, VOCAB_LANGS);
    }
    arena_drop(m.arena);
}
