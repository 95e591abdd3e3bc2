/*
 * Running text: paragraphs, headings and what is below them, lists. A heading's number that the
 * compiler derived is Word's own where it goes on from the one before; one that the office typed
 * stays as it was typed.
 */
#include <string.h>

#include "base/utf8.h"
#include "docx/docx_int.h"
#include "value/number.h"

/* ---- numbers ---- */

/* Whether the source has the character where its text says that it stands. */
static bool stands_there(const struct docx *x, struct text t, size_t i)
{
    char bytes[UTF8_MAX];
    if (t.src != x->source || t.at[i] >= x->source->size)
        return false;
    const char *at = x->source->bytes + t.at[i];
    size_t n = utf8_encode(t.cp[i], bytes);
    return *at == '&' || (t.cp[i] == TEXT_BREAK && *at == '<') || memcmp(at, bytes, n) == 0;
}

/* Derived words all stand at one place, whose character may be like their first one. */
bool block_is_typed(const struct docx *x, struct text t, size_t i)
{
    bool derived = t.n > 2 && t.at[0] == t.at[t.n - 1];
    bool again = i + 1 < t.n && t.at[i + 1] == t.at[i] && stands_there(x, t, i + 1);
    return !derived && !again && stands_there(x, t, i);
}

static void new_list(struct docx *x)
{
    VEC_PUSH(x->arena, &x->lists, (struct docx_list){0});
    x->list = (int)x->lists.n;
}

/* Whether the label is number n of a level. */
static bool says(struct docx *x, struct text label, int level, int n)
{
    return text_equals(label, number_label(x->arena, level, n));
}

/* The number that a label is; 0: none that is written so. */
static int number_of(struct docx *x, struct text label, int level)
{
    enum { MOST = 99 };
    int next = x->counts[level - 1] + 1, n = 1;
    if (says(x, label, level, next))
        return next;
    while (n <= MOST && !says(x, label, level, n))
        n++;
    return n <= MOST ? n : 0;
}

/* Number n where another would come next: a list that starts with it. What is below it starts anew. */
static void go_on(struct docx *x, int level, int n)
{
    if (n != x->counts[level - 1] + 1 || !x->list) {
        new_list(x);
        for (int i = 0; i < level; i++)
            x->lists.v[x->list - 1].start[i] = i + 1 < level ? x->counts[i] : n;
    }
    x->counts[level - 1] = n;
    for (int i = level; i < DOCX_LEVELS; i++)
        x->counts[i] = 0;
}

static void add_label(struct docx *x, struct tree_paragraph *p, const struct flow *f,
                      struct text next)
{
    bool typed = f->label.n && block_is_typed(x, f->label, 0);
    int n = f->label.n && !typed ? number_of(x, f->label, f->level) : 0;
    bool digit = next.n && utf8_is_digit(next.cp[0]) && f->label.n &&
                 f->label.cp[f->label.n - 1] == '.';
    if (n) {
        go_on(x, f->level, n);
        p->list = x->list;
        p->level = f->level;
    } else if (f->label.n) {
        tree_run(x, p, f->label, typed ? tree_control(x, "编号", text_pos(f->label, 0)) : 0);
    }
    if (digit) /* 3.2026年 would read as one number */
        tree_words(x, p, "\u00A0");
}

/* ---- headings ---- */

static void add_heading(struct docx *x, const struct flow *f)
{
    const struct style *st = x->style;
    const char *const roles[] = {st->level_1, st->level_2, st->level_3, st->level_4};
    enum docx_style style = f->title.n && !f->run_in
                                ? (enum docx_style)(DOCX_LEVEL_1 + f->level - 1)
                                : DOCX_PARAGRAPH;
    struct tree_paragraph *p = tree_paragraph(x, style);
    struct text next = f->run_in && !f->title.n ? f->first->pieces->text : f->title;
    add_label(x, p, f, next);
    if (f->centred) {
        p->align = "center";
        p->own_indents = true;
    }
    if (f->title.n && x->anchored)
        p->bookmarks[p->n_bookmarks++] = arena_printf(x->arena, "heading-%d", ++x->headings);
    if (f->title.n) {
        const char *name = arena_printf(x->arena, "层次题%d", f->level);
        tree_run_in(x, p, f->title, roles[f->level - 1],
                    tree_control(x, name, text_pos(f->title, 0)));
    }
    if (f->run_in)
        pieces_add(x, p, f->first->pieces, st->body_role, tree_control(x, "段", f->first->pos));
    p->keep = !f->run_in;
    block_list(x, f->run_in ? f->first->next : f->first);
}

/* ---- paragraphs ---- */

static void add_paragraph(struct docx *x, const struct flow *f)
{
    static const struct {
        enum docx_style style;
        const char *name;
    } kinds[] = {
        [PARAGRAPH_BODY] = {DOCX_PARAGRAPH, "段"},
        [PARAGRAPH_ITEM] = {DOCX_ITEM, "项"},
        [PARAGRAPH_CONTACT] = {DOCX_CONTACT, "联系人"},
        [PARAGRAPH_SALUTATION] = {DOCX_SALUTATION, "称谓"},
    };
    if (f->paragraph > PARAGRAPH_SALUTATION) {
        form_paragraph(x, f);
        return;
    }
    struct tree_paragraph *p = tree_paragraph(x, kinds[f->paragraph].style);
    if (f->paragraph == PARAGRAPH_ITEM)
        tree_words(x, p, x->style->list_mark);
    if (f->paragraph == PARAGRAPH_CONTACT && f->indent) {
        p->own_indents = true;
        p->first = x->style->body_indent + f->indent * x->style->char_pitch;
    }
    pieces_add(x, p, f->pieces, x->style->body_role,
                 tree_control(x, kinds[f->paragraph].name, f->pos));
    p->keep = f->keep;
}

void block_list(struct docx *x, const struct flow *f)
{
    for (; f; f = f->next)
        switch (f->kind) {
        case FLOW_GROUP:
            block_list(x, x->run_on && f->run_on ? f->run_on : f->first);
            break;
        case FLOW_PARAGRAPH:
            add_paragraph(x, f);
            break;
        case FLOW_HEADING:
            add_heading(x, f);
            break;
        case FLOW_COLUMNS:
            columns_add(x, f);
            break;
        case FLOW_TABLE:
            table_add(x, f->table);
            break;
        case FLOW_FIELDS:
            form_fields(x, f->fields, f->closing);
            break;
        case FLOW_FIGURE:
            figure_add(x, f->figure);
            break;
        case FLOW_PICTURE:
            picture_add(x, f->picture);
            break;
        }
}

void block_restart(struct docx *x)
{
    memset(x->counts, 0, sizeof x->counts);
    x->list = 0;
}
