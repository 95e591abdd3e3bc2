/* The result as text for a screen, and as JSON for programs. */
#include <string.h>

#include "compare/compare_int.h"

const char *compare_kind_name(enum compare_kind kind, enum diag_lang lang)
{
    static const char *const names[][2] = {[COMPARE_CHANGED] = {"修改", "changed"},
                                           [COMPARE_INSERTED] = {"增加", "inserted"},
                                           [COMPARE_DELETED] = {"删去", "deleted"},
                                           [COMPARE_MOVED] = {"移动", "moved"}};
    return names[kind][lang];
}

const char *compare_summary(struct arena *a, const struct compare_result *r, enum diag_lang lang)
{
    static const char *const forms[] = {"%s%s%zu处", "%s%zu %s"}, *const commas[] = {"，", ", "},
                             *const none[] = {"没有改动", "no changes"};
    const char *s = "";
    for (int kind = 0; kind < COMPARE_KINDS; kind++) {
        const char *name = compare_kind_name((enum compare_kind)kind, lang);
        if (!r->n[kind])
            continue;
        s = arena_printf(a, "%s%s", s, *s ? commas[lang] : "");
        s = lang == DIAG_ZH ? arena_printf(a, forms[lang], s, name, r->n[kind])
                            : arena_printf(a, forms[lang], s, r->n[kind], name);
    }
    return *s ? s : none[lang];
}

/* ---- as text ---- */

/* 〔－10月20日－〕〔＋10月25日＋〕: what went and what came, as wdiff marks them. */
static void add_words(const struct compare_words *w, struct buf *out)
{
    for (; w; w = w->next) {
        static const char *const before[] = {[COMPARE_GONE] = "[-", [COMPARE_CAME] = "{+"},
                                 *const behind[] = {[COMPARE_GONE] = "-]", [COMPARE_CAME] = "+}"};
        bool marked = w->mark == COMPARE_GONE || w->mark == COMPARE_CAME;
        buf_str(out, marked ? before[w->mark] : "");
        for (const char *p = w->mark == COMPARE_ELLIPSIS ? "……" : w->words; *p; p++)
            buf_char(out, *p == '\n' ? ' ' : *p);
        buf_str(out, marked ? behind[w->mark] : "");
    }
    buf_char(out, '\n');
}

static void add_cells(const struct compare_cell *c, struct buf *out)
{
    for (; c; c = c->next) {
        const char *colon = *c->head ? "：" : "";
        if (c->old) {
            buf_printf(out, "  - %s%s", c->head, colon);
            add_words(c->old, out);
        }
        if (c->now) {
            buf_printf(out, "  + %s%s", c->head, colon);
            add_words(c->now, out);
        }
    }
}

static void add_change(const struct compare_change *c, enum diag_lang lang, struct buf *out)
{
    const char *place = *c->place ? c->place : c->old_place;
    buf_printf(out, "%s %s", compare_kind_name(c->kind, lang), place);
    if (c->kind == COMPARE_MOVED)
        buf_printf(out, lang == DIAG_ZH ? "（原在%s）" : " (from %s)", c->old_place);
    buf_char(out, '\n');
    add_cells(c->cells, out);
    for (const struct compare_note *n = c->notes; n; n = n->next)
        buf_printf(out, "    %s\n", n->text);
}

static void add_list(const char *head, const struct compare_note *n, const char *between,
                     struct buf *out)
{
    if (!n)
        return;
    buf_str(out, head);
    for (; n; n = n->next) {
        buf_str(out, n->text);
        buf_str(out, n->next ? between : "\n");
    }
}

void compare_add_text(const struct compare_edition *old, const struct compare_edition *now,
                      const struct compare_result *r, enum diag_lang lang, struct buf *out)
{
    struct arena *a = arena_new();
    bool zh = lang == DIAG_ZH;
    buf_shown(out, old->called);
    buf_str(out, " → ");
    buf_shown(out, now->called);
    buf_printf(out, zh ? "：%s\n" : ": %s\n", compare_summary(a, r, lang));
    for (const struct compare_change *c = r->changes; c; c = c->next)
        add_change(c, lang, out);
    add_list(zh ? "编号顺延：" : "renumbered: ", r->renumbered, zh ? "；" : "; ", out);
    add_list(zh ? "没有改动：" : "unchanged: ", r->changes ? r->unchanged : NULL, zh ? "；" : "; ",
             out);
    arena_drop(a);
}

/* ---- as JSON ---- */

static void add_member(struct buf *out, const char *name, const char *value)
{
    buf_printf(out, ", \"%s\": ", name);
    buf_json(out, value);
}

static void add_json_place(struct buf *out, const char *name, const char *place, struct pos pos)
{
    if (!*place)
        return;
    buf_printf(out, ", \"%s\": {\"name\": ", name);
    buf_json(out, place);
    if (pos.src) {
        struct place at = source_place(pos);
        add_member(out, "file", pos.src->name);
        buf_printf(out, ", \"line\": %u, \"column\": %u", (unsigned)at.line, (unsigned)at.col);
    }
    buf_char(out, '}');
}

static void add_json_words(struct buf *out, const char *name, const struct compare_words *w)
{
    static const char *const marks[] = {[COMPARE_SAME] = "same",
                                        [COMPARE_GONE] = "deleted",
                                        [COMPARE_CAME] = "inserted",
                                        [COMPARE_ELLIPSIS] = "left-out"};
    buf_printf(out, ", \"%s\": [", name);
    for (const char *comma = ""; w; w = w->next, comma = ", ") {
        buf_printf(out, "%s{\"mark\": \"%s\"", comma, marks[w->mark]);
        if (w->mark != COMPARE_ELLIPSIS)
            add_member(out, "text", w->words);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void add_json_notes(struct buf *out, const char *name, const struct compare_note *n)
{
    buf_printf(out, "\"%s\": [", name);
    for (const char *comma = ""; n; n = n->next, comma = ", ") {
        buf_str(out, comma);
        buf_json(out, n->text);
    }
    buf_char(out, ']');
}

static void add_json_change(struct buf *out, const struct compare_change *c)
{
    buf_printf(out, "{\"kind\": \"%s\"", compare_kind_name(c->kind, DIAG_EN));
    add_json_place(out, "old_place", c->old_place, c->old_pos);
    add_json_place(out, "place", c->place, c->pos);
    buf_str(out, ", \"cells\": [");
    for (const struct compare_cell *cell = c->cells; cell; cell = cell->next) {
        buf_str(out, cell == c->cells ? "{\"head\": " : ", {\"head\": ");
        buf_json(out, cell->head);
        add_json_words(out, "old", cell->old);
        add_json_words(out, "now", cell->now);
        buf_char(out, '}');
    }
    buf_str(out, "], ");
    add_json_notes(out, "notes", c->notes);
    buf_char(out, '}');
}

void compare_add_json(const struct compare_edition *old, const struct compare_edition *now,
                      const struct compare_result *r, struct buf *out)
{
    const struct compare_edition *const editions[] = {old, now};
    buf_str(out, "{\"format\": \"hongtou-compare 1\"");
    for (int i = 0; i < 2; i++) {
        buf_printf(out, ",\n\"%s\": {\"called\": ", i ? "now" : "old");
        buf_json(out, editions[i]->called);
        add_member(out, "file", editions[i]->flow->pos.src->name);
        add_member(out, "title", editions[i]->title);
        buf_char(out, '}');
    }
    for (int kind = 0; kind < COMPARE_KINDS; kind++)
        buf_printf(out, "%s\"%s\": %zu", kind ? ", " : ",\n",
                   compare_kind_name((enum compare_kind)kind, DIAG_EN), r->n[kind]);
    buf_str(out, ",\n\"changes\": [");
    for (const struct compare_change *c = r->changes; c; c = c->next) {
        buf_str(out, c == r->changes ? "\n  " : ",\n  ");
        add_json_change(out, c);
    }
    buf_str(out, "],\n");
    add_json_notes(out, "renumbered", r->renumbered);
    buf_str(out, ",\n");
    add_json_notes(out, "unchanged", r->unchanged);
    buf_str(out, "}\n");
}
