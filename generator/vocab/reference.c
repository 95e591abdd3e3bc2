/*
 * The reference manual: the table's rows as Markdown, Chinese and English side by side. Columns of
 * tables are padded to the same width, so that the file also reads well on a terminal.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "vocab/vocab_int.h"

/* ---- tables ---- */

enum { COLUMNS_MOST = 6 };

struct manual_table {
    struct arena *arena;
    size_t columns;
    VEC(const char *) cells; /* row by row, the first row the head */
};

static void add_cell(struct manual_table *t, const char *text)
{
    VEC_PUSH(t->arena, &t->cells, text);
}

static size_t shown_width(const char *s)
{
    const char *end = s + strlen(s);
    size_t width = 0;
    while (s < end)
        width += (size_t)utf8_columns(utf8_next(&s, end));
    return width;
}

static void find_widths(const struct manual_table *t, size_t widths[COLUMNS_MOST])
{
    enum { RULE_LEAST = 3 };
    for (size_t i = 0; i < t->columns; i++)
        widths[i] = RULE_LEAST;
    for (size_t i = 0; i < t->cells.n; i++) {
        size_t width = shown_width(t->cells.v[i]), *column = &widths[i % t->columns];
        *column = width > *column ? width : *column;
    }
}

static void fill(struct buf *out, char c, size_t n)
{
    while (n--)
        buf_char(out, c);
}

static void add_rule(struct buf *out, const size_t *widths, size_t columns)
{
    buf_str(out, "|");
    for (size_t i = 0; i < columns; i++) {
        buf_char(out, ' ');
        fill(out, '-', widths[i]);
        buf_str(out, " |");
    }
    buf_char(out, '\n');
}

static void print_table(const struct manual_table *t, struct buf *out)
{
    size_t widths[COLUMNS_MOST];
    find_widths(t, widths);
    for (size_t i = 0; i < t->cells.n; i++) {
        size_t column = i % t->columns;
        buf_str(out, column ? " " : "| ");
        buf_str(out, t->cells.v[i]);
        fill(out, ' ', widths[column] - shown_width(t->cells.v[i]));
        buf_str(out, column + 1 == t->columns ? " |\n" : " |");
        if (i + 1 == t->columns)
            add_rule(out, widths, t->columns);
    }
    buf_char(out, '\n');
}

/* ---- sections of the manual ---- */

struct manual {
    struct arena *arena;
    struct buf *out;
};

static const char *both(struct manual *m, const char *const name[VOCAB_LANGS])
{
    return arena_printf(m->arena, "%s %s", name[VOCAB_ZH], name[VOCAB_EN]);
}

static void add_overview(struct manual *m)
{
    struct manual_table t = {.arena = m->arena, .columns = 4};
    add_cell(&t, "元素");
    add_cell(&t, "element");
    add_cell(&t, "说明");
    add_cell(&t, "meaning");
    for (enum element_id id = 1; id < EL_END; id++)
        for (int i = 0; i < 2; i++)
            for (int lang = 0; lang < VOCAB_LANGS; lang++)
                add_cell(&t, i ? table_element[id].about[lang] : table_element[id].name[lang]);
    buf_str(m->out, "## 元素一览 / Elements\n\n");
    print_table(&t, m->out);
}

/* ? at most one, + one or more, * any number */
static const char *count_mark(const struct child_row *row)
{
    if (row->most == 1)
        return row->least ? "" : "?";
    return row->least ? "+" : "*";
}

static bool same_step(const struct child_row *x, const struct child_row *y)
{
    return x->owner == y->owner && x->step == y->step;
}

static void add_content_of(struct manual *m, enum element_id id, int lang)
{
    bool grouped = false;
    for (const struct child_row *r = table_children(id); r->owner == id; r++) {
        bool more = same_step(r, r + 1);
        if (more && !grouped)
            buf_char(m->out, '(');
        buf_str(m->out, table_element[r->child].name[lang]);
        if (grouped && !more)
            buf_char(m->out, ')');
        buf_str(m->out, more ? " | " : count_mark(r));
        if (!more && r[1].owner == id)
            buf_str(m->out, ", ");
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
    enum content content = table_element[id].content;
    buf_printf(m->out, "- 内容 / content: %s", kinds[content]);
    if (table_children(id)->owner == id) {
        buf_str(m->out, kinds[content][0] ? "; `" : "`");
        add_content_of(m, id, VOCAB_ZH);
        buf_str(m->out, "` / `");
        add_content_of(m, id, VOCAB_EN);
        buf_str(m->out, "`");
    }
    if (table_nest(id))
        buf_printf(m->out, "; 最多套 %d 层 / at most %d levels", table_nest(id), table_nest(id));
    buf_char(m->out, '\n');
}

static void add_parents(struct manual *m, enum element_id id)
{
    buf_str(m->out, "- 写在 / stands in:");
    if (table_is_root(id))
        buf_str(m->out, " 最外层 / the outermost element");
    const char *comma = " ";
    for (enum element_id owner = 1; owner < EL_END; owner++) {
        if (!table_place(owner, id))
            continue;
        buf_printf(m->out, "%s%s", comma, both(m, table_element[owner].name));
        comma = ", ";
    }
    buf_str(m->out, "\n\n");
}

static void add_attributes(struct manual *m, enum element_id id)
{
    static const char *const head[] = {"属性",         "attribute", "必写 required",
                                       "默认 default", "说明",      "meaning"};
    struct manual_table t = {.arena = m->arena, .columns = COLUMNS_MOST};
    for (size_t i = 0; i < COLUMNS_MOST; i++)
        add_cell(&t, head[i]);
    for (const struct attr_row *r = table_attrs(id); r->owner == id; r++) {
        const struct type_row *type = &table_type[r->type];
        add_cell(&t, r->name[VOCAB_ZH]);
        add_cell(&t, r->name[VOCAB_EN]);
        add_cell(&t, r->need == NEED_REQUIRED ? "是 yes" : "");
        add_cell(&t, r->preset);
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            add_cell(&t, arena_printf(m->arena, lang == VOCAB_ZH ? "%s（%s）" : "%s (%s)",
                                      r->about[lang], type->about[lang]));
    }
    if (t.cells.n > COLUMNS_MOST)
        print_table(&t, m->out);
}

static void add_examples(struct manual *m, enum element_id id)
{
    const struct example_row *r = table_example;
    while (r->owner != id && r->owner != EL_NONE)
        r++;
    for (int lang = 0; r->owner == id && lang < VOCAB_LANGS; lang++)
        buf_printf(m->out, "```xml\n%s```\n\n", r->xml[lang]);
}

static void add_element(struct manual *m, enum element_id id)
{
    const struct element_row *row = &table_element[id];
    buf_printf(m->out, "## %s `%s`\n\n%s\n%s\n\n", row->name[VOCAB_ZH], row->name[VOCAB_EN],
               row->about[VOCAB_ZH], row->about[VOCAB_EN]);
    add_content(m, id);
    add_parents(m, id);
    add_attributes(m, id);
    add_examples(m, id);
}

static void add_values(struct manual *m, enum value_type type)
{
    struct manual_table t = {.arena = m->arena, .columns = VOCAB_LANGS};
    add_cell(&t, "值");
    add_cell(&t, "value");
    for (const struct value_row *r = table_values(type); r->type == type; r++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            add_cell(&t, r->name[lang]);
    if (t.cells.n == VOCAB_LANGS)
        return;
    buf_printf(m->out, "## %s / %s\n\n", table_type[type].about[VOCAB_ZH],
               table_type[type].about[VOCAB_EN]);
    print_table(&t, m->out);
}

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
    struct manual m = {arena_new(), out};
    buf_str(out, intro);
    add_overview(&m);
    for (enum element_id id = 1; id < EL_END; id++)
        add_element(&m, id);
    for (enum value_type type = 1; type < TYPE_END; type++)
        add_values(&m, type);
    arena_drop(m.arena);
}
