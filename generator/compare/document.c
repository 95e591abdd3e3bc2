/*
 * The result as a document of this program, 修订对照表: what it compares and how it is marked, a
 * table (位置, 原文, 现文, 说明), what was only renumbered, what did not change.
 */
#include <string.h>

#include "compare/compare_int.h"

static void add_escaped(struct buf *out, const char *s)
{
    for (; *s; s++)
        if (*s == '\n')
            buf_str(out, "<换行/>");
        else
            buf_xml(out, s, 1);
}

/* A title within a title has single marks (GB/T 15834). */
static void add_inner_title(struct buf *out, const char *title)
{
    static const char *const marks[][2] = {{"《", "〈"}, {"》", "〉"}};
    struct buf inner = {0};
    while (*title) {
        size_t i = strncmp(title, marks[0][0], strlen(marks[0][0])) == 0   ? 0
                   : strncmp(title, marks[1][0], strlen(marks[1][0])) == 0 ? 1
                                                                           : 2;
        if (i < 2)
            buf_str(&inner, marks[i][1]);
        else
            buf_char(&inner, *title);
        title += i < 2 ? strlen(marks[i][0]) : 1;
    }
    add_escaped(out, inner.p ? inner.p : "");
    buf_drop(&inner);
}

/* ---- cells ---- */

/* A marked element holds no line break: it ends before one and begins again behind it. */
static void add_marked(struct buf *out, const char *element, const char *words)
{
    for (const char *end; *words; words = end) {
        size_t n = strcspn(words, "\n");
        end = words + n;
        if (n) {
            struct buf part = {0};
            bool blank = strspn(words, " ") >= n; /* nothing to underline */
            buf_add(&part, words, n);
            if (!blank)
                buf_printf(out, "<%s>", element);
            add_escaped(out, part.p);
            if (!blank)
                buf_printf(out, "</%s>", element);
            buf_drop(&part);
        }
        if (*end == '\n') {
            buf_str(out, "<换行/>");
            end++;
        }
    }
}

static void add_words(struct buf *out, const struct compare_words *w)
{
    for (; w; w = w->next)
        switch (w->mark) {
        case COMPARE_SAME:
            add_escaped(out, w->words);
            break;
        case COMPARE_ELLIPSIS:
            buf_str(out, "……");
            break;
        case COMPARE_GONE:
            add_marked(out, "删", w->words);
            break;
        case COMPARE_CAME:
            add_marked(out, "增", w->words);
            break;
        }
}

static void add_side(struct buf *out, const struct compare_change *c, bool old)
{
    const char *between = "";
    buf_str(out, "<格>");
    for (const struct compare_cell *cell = c->cells; cell; cell = cell->next) {
        const struct compare_words *words = old ? cell->old : cell->now;
        if (!words)
            continue;
        buf_str(out, between);
        between = "<换行/>";
        if (*cell->head) {
            add_escaped(out, cell->head);
            buf_str(out, "：");
        }
        add_words(out, words);
    }
    buf_str(out, "</格>");
}

/* ---- rows ---- */

/* Words of it did not only move. */
static bool is_changed(const struct compare_change *c)
{
    for (const struct compare_cell *cell = c->cells; cell; cell = cell->next)
        for (int old = 0; old < 2; old++)
            for (const struct compare_words *w = old ? cell->old : cell->now; w; w = w->next)
                if (w->mark == COMPARE_CAME || w->mark == COMPARE_GONE)
                    return true;
    return false;
}

static void add_notes(struct buf *out, const struct compare_change *c)
{
    buf_str(out, "<格>");
    if (c->kind == COMPARE_MOVED) {
        buf_str(out, is_changed(c) ? "移动并修改，原在" : "移动，原在");
        add_escaped(out, c->old_place);
    } else if (c->kind != COMPARE_CHANGED) {
        buf_str(out, compare_kind_name(c->kind, DIAG_ZH));
    }
    for (const struct compare_note *n = c->notes; n; n = n->next) {
        if (n != c->notes || c->kind != COMPARE_CHANGED)
            buf_str(out, "<换行/>");
        add_escaped(out, n->text);
    }
    buf_str(out, "</格>");
}

/* What went is placed by the earlier edition. */
static void add_row(struct buf *out, const struct compare_change *c)
{
    buf_str(out, "      <行><格>");
    buf_str(out, c->kind == COMPARE_DELETED ? "原" : "");
    add_escaped(out, c->kind == COMPARE_DELETED ? c->old_place : c->place);
    buf_str(out, "</格>");
    add_side(out, c, true);
    add_side(out, c, false);
    add_notes(out, c);
    buf_str(out, "</行>\n");
}

/* ---- paragraphs ---- */

static void add_list(struct buf *out, const char *head, const struct compare_note *n)
{
    if (!n)
        return;
    buf_str(out, "    <段>");
    buf_str(out, head);
    for (; n; n = n->next) {
        add_escaped(out, n->text);
        buf_str(out, n->next ? "；" : "。</段>\n");
    }
}

static void add_opening(struct buf *out, const struct compare_edition *old,
                        const struct compare_edition *now, const struct compare_result *r)
{
    struct arena *a = arena_new();
    buf_str(out, "    <段>原文是");
    add_escaped(out, old->called);
    buf_str(out, "，现文是");
    add_escaped(out, now->called);
    buf_printf(out, "：%s。", compare_summary(a, r, DIAG_ZH));
    if (r->changes)
        buf_str(out,
                "删去的字加删除线，增加的字用黑体、加下划线；一段中没有改动的句子以省略号代替。");
    buf_str(out, "</段>\n");
    arena_drop(a);
}

void compare_add_document(const struct compare_edition *old, const struct compare_edition *now,
                          const struct compare_result *r, struct buf *out)
{
    buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<公文>\n  <标题>《");
    add_inner_title(out, now->title);
    buf_str(out, "》修订对照表</标题>\n  <正文>\n");
    add_opening(out, old, now, r);
    if (r->changes)
        buf_str(out,
                "    <表 续表=\"是\">\n"
                "      <列 题=\"位置\" 份=\"5\"/><列 题=\"原文\" 份=\"9\" 对齐=\"两端\"/>"
                "<列 题=\"现文\" 份=\"9\" 对齐=\"两端\"/><列 题=\"说明\" 份=\"5\" 对齐=\"左\"/>\n");
    for (const struct compare_change *c = r->changes; c; c = c->next)
        add_row(out, c);
    if (r->changes)
        buf_str(out, "    </表>\n");
    add_list(out, "只因前面有增删而改了编号的：", r->renumbered);
    if (r->changes)
        add_list(out, "没有改动的：", r->unchanged);
    buf_str(out, "  </正文>\n</公文>\n");
}
