/*
 * The report: what each kind of paragraph became how often, and how sure that is; what the document
 * has otherwise than the draft.
 */
#include "import/import_int.h"

static const struct kind {
    const char *name, *zh;
} kinds[IMPORT_KINDS] = {
#define IMPORT_KIND(id, en, zh) [IMPORT_##id] = {en, zh},
#include "import/kinds.def"
};

const char *import_kind_name(enum import_kind kind)
{
    return kinds[kind].name;
}

static const char *const whys[IMPORT_WHYS] = {[IMPORT_DERIVED] = "derived",
                                              [IMPORT_REWRITTEN] = "rewritten",
                                              [IMPORT_REPEATED] = "repeated",
                                              [IMPORT_ELSEWHERE] = "elsewhere"};

static const char *const trusts[] = {
    [LINE_PERHAPS] = "perhaps", [LINE_LIKELY] = "likely", [LINE_SURE] = "sure"};

/* ---- as text ---- */

static void add_counts(const struct imported *im, enum diag_lang lang, struct buf *out)
{
    static const char *const forms[] = {"  %s：%zu", "  %s: %zu"};
    static const char *const doubts[] = {"（其中 %zu 处请核对）", " (%zu to be checked)"};
    for (int k = 0; k < IMPORT_KINDS; k++) {
        const size_t *n = im->count[k];
        size_t all = n[LINE_PERHAPS] + n[LINE_LIKELY] + n[LINE_SURE];
        if (!all)
            continue;
        buf_printf(out, forms[lang], lang == DIAG_ZH ? kinds[k].zh : kinds[k].name, all);
        if (n[LINE_PERHAPS])
            buf_printf(out, doubts[lang], n[LINE_PERHAPS]);
        buf_char(out, '\n');
    }
}

/* What will be read otherwise than it was typed; what is printed the same needs no word. */
static void add_changes(const struct imported *im, enum diag_lang lang, struct buf *out)
{
    static const char *const forms[] = {"  第%u段 “%s” → “%s”\n", "  paragraph %u \"%s\" -> \"%s\"\n"};
    static const char *const gone[] = {"  第%u段 “%s” 没有收\n", "  paragraph %u \"%s\" was left out\n"};
    struct arena *a = arena_new();
    struct source_lines lines = {.arena = a};
    for (size_t i = 0; i < im->changes.n; i++) {
        const struct import_change *c = &im->changes.v[i];
        const char *from = text_utf8(a, c->from);
        unsigned line = source_line(&lines, text_pos(c->from, 0));
        if (c->to && *c->to)
            buf_printf(out, forms[lang], line, from, c->to);
        else if (c->to)
            buf_printf(out, gone[lang], line, from);
    }
    arena_drop(a);
}

static void add_text(const struct imported *im, const char *source, const char *target,
                     enum diag_lang lang, struct buf *out)
{
    static const char *const heads[] = {"%s → %s：%zu 段\n", "%s -> %s: %zu paragraphs\n"};
    buf_printf(out, heads[lang], source, target, im->lines.n);
    add_counts(im, lang, out);
    add_changes(im, lang, out);
}

/* ---- as JSON ---- */

static void add_string(struct arena *a, struct text t, struct buf *out)
{
    buf_json(out, text_utf8(a, t));
}

static void add_json_lines(const struct imported *im, struct arena *a, struct buf *out)
{
    struct source_lines lines = {.arena = a};
    buf_str(out, ",\n\"paragraphs\": [");
    for (size_t i = 0; i < im->lines.n; i++) {
        const struct import_line *l = &im->lines.v[i];
        unsigned line = l->text.n ? source_line(&lines, text_pos(l->text, 0)) : 0;
        buf_printf(out, "%s{\"block\": %u, \"line\": %u, \"kind\": \"%s\", \"level\": %d, \"trust\": \"%s\", \"text\": ",
                   i ? ",\n  " : "\n  ", (unsigned)l->block, line, kinds[l->kind].name, l->level,
                   trusts[l->trust]);
        add_string(a, l->text, out);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void add_json_changes(const struct imported *im, struct arena *a, struct buf *out)
{
    struct source_lines lines = {.arena = a};
    buf_str(out, ",\n\"changes\": [");
    for (size_t i = 0; i < im->changes.n; i++) {
        const struct import_change *c = &im->changes.v[i];
        buf_printf(out, "%s{\"line\": %u, \"why\": \"%s\", \"from\": ", i ? ",\n  " : "\n  ",
                   (unsigned)source_line(&lines, text_pos(c->from, 0)), whys[c->why]);
        add_string(a, c->from, out);
        buf_str(out, ", \"to\": ");
        if (c->to)
            buf_json(out, c->to);
        else
            buf_str(out, "null");
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void add_json(const struct imported *im, const char *source, const char *target,
                     struct buf *out)
{
    struct arena *a = arena_new();
    buf_str(out, "{\"source\": ");
    buf_json(out, source);
    buf_str(out, ", \"target\": ");
    buf_json(out, target);
    buf_str(out, ",\n\"counts\": {");
    bool first = true;
    for (int k = 0; k < IMPORT_KINDS; k++) {
        const size_t *n = im->count[k];
        if (!(n[LINE_PERHAPS] + n[LINE_LIKELY] + n[LINE_SURE]))
            continue;
        buf_printf(out, "%s\"%s\": {\"sure\": %zu, \"likely\": %zu, \"perhaps\": %zu}",
                   first ? "" : ", ", kinds[k].name, n[LINE_SURE], n[LINE_LIKELY], n[LINE_PERHAPS]);
        first = false;
    }
    buf_char(out, '}');
    add_json_lines(im, a, out);
    add_json_changes(im, a, out);
    buf_char(out, '}');
    arena_drop(a);
}

void import_report(const struct imported *im, const char *source, const char *target,
                   const struct diags *d, bool json, struct buf *out)
{
    if (json)
        add_json(im, source, target, out);
    else
        add_text(im, source, target, diags_lang(d), out);
}
