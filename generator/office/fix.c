/*
 * hongtou fix: what is certain of a document's mistakes is mended in its file, all else stays as
 * its author wrote it. Pass after pass over the text, the characters first, then names, then what
 * was typed by hand; a pass that leaves more mistakes than it found is not taken, and ends it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diff.h"
#include "base/usual.h"
#include "base/utf8.h"
#include "office/diag.def"
#include "office/fix_int.h"
#include "vocab/vocab.h"
#include "xml/edit.h"

enum { PASSES_MOST = 8 };

/* ---- characters ---- */

struct cleaning {
    struct xml_edits *edits;
    const struct source *src;
};

/* A character at *p, or the one that a reference stands for; *p is moved behind it. */
static uint32_t take_character(const char **p, const char *end)
{
    if (end - *p < 4 || (*p)[0] != '&' || (*p)[1] != '#')
        return utf8_next(p, end);
    bool hexadecimal = (*p)[2] == 'x';
    char *behind;
    unsigned long cp = strtoul(*p + (hexadecimal ? 3 : 2), &behind, hexadecimal ? 16 : 10);
    if (behind >= end || *behind != ';')
        return utf8_next(p, end);
    *p = behind + 1;
    return (uint32_t)cp;
}

/* What a reader would take for another character, or for none, and pictures that no font has; a
 * choice of shape is left to see to. */
static void clean(void *context, uint32_t from, uint32_t to)
{
    struct cleaning *c = context;
    const char *bytes = c->src->bytes, *p = bytes + from, *end = bytes + to;
    uint32_t before = 0;
    c->edits->group++; /* those of one text are one mend */
    while (p < end) {
        const char *at = p;
        uint32_t cp = take_character(&p, end);
        const char *next = p;
        uint32_t after = p < end ? take_character(&next, end) : 0;
        struct usual u = usual_of(cp, before, after);
        char utf8[UTF8_MAX + 1] = {0};
        before = cp;
        uint32_t instead = u.kind == USUAL_DOT ? usual_dot(cp) : u.cp;
        bool picture = u.kind == USUAL_SAME && usual_is_picture(cp, &instead);
        if ((u.kind == USUAL_SAME && !picture) || u.kind == USUAL_VARIANT)
            continue;
        if (instead)
            utf8_encode(instead, utf8);
        xml_edit(c->edits, (uint32_t)(at - bytes), (uint32_t)(p - bytes), utf8);
    }
}

/* ---- passes ---- */

bool fix_take(struct fixing *f, struct diags *d)
{
    f->tree = xml_parse(f->arena, f->name, f->bytes, f->size, d);
    if (!f->tree)
        return false;
    struct diags *own = diags_beside(d);
    if (!vocab_is_staff(f->tree))
        vocab_read(f->arena, f->tree, own);
    f->errors = diags_count(own, DIAG_ERROR);
    diags_drop(own);
    return true;
}

void fix_find_characters(const struct fixing *f, struct xml_edits *edits)
{
    struct cleaning c = {edits, f->tree->src};
    xml_each_text(f->tree->src, clean, &c);
}

bool fix_made(const struct fixing *f, struct xml_edits *edits, struct fixing *next, struct diags *d)
{
    struct buf text = {0}, bytes = {0};
    bool ok = edits->list.n > 0;
    if (ok)
        xml_edits_apply(f->tree->src, edits, &text);
    ok = ok && xml_encode(f->bytes, f->size, &text, &bytes);
    *next = *f;
    if (ok) {
        next->bytes = arena_strndup(f->arena, bytes.p, bytes.n);
        next->size = bytes.n;
        ok = fix_take(next, d) && next->errors <= f->errors;
    }
    buf_drop(&text);
    buf_drop(&bytes);
    return ok;
}

/* False: nothing more is mended. What would lose words is told. */
static bool pass(struct fixing *f, struct diags *d)
{
    struct xml_edits edits = {.arena = f->arena};
    struct fixing next;
    fix_find_characters(f, &edits);
    bool characters = edits.list.n > 0;
    if (!characters)
        vocab_mend(f->arena, f->tree, &edits, d);
    if (!fix_made(f, &edits, &next, d))
        return false;
    if (!characters && !fix_keeps_words(f, &next)) {
        diag_system(f->h->diags, DIAG_U026, f->name);
        return false;
    }
    *f = next;
    return true;
}

/* ---- the command ---- */

static struct buf view(const char *bytes, size_t size)
{
    return (struct buf){.p = (char *)(uintptr_t)bytes, .n = size};
}

static bool write_result(const struct fixing *f, bool write, const struct source *before,
                         struct buf *out)
{
    const struct source *after = f->tree->src;
    bool zh = office_lang(f->h) == DIAG_ZH;
    struct buf old = view(before->bytes, before->size), new = view(after->bytes, after->size);
    if (before == after) {
        buf_shown(out, f->name);
        buf_str(out, zh ? "：没有可以代改的\n" : ": nothing to mend\n");
        return true;
    }
    if (!write) {
        struct buf shown = {0};
        buf_shown(&shown, f->name);
        diff_unified(shown.p ? shown.p : "", &old, &new, out);
        buf_drop(&shown);
        diag_system(f->h->diags, DIAG_U019, f->name);
        return true;
    }
    struct buf bytes = view(f->bytes, f->size);
    if (!file_rewrite(f->name, &bytes, f->h->diags))
        return false;
    buf_shown(out, f->name);
    buf_str(out, zh ? "：已经改好\n" : ": mended\n");
    return true;
}

/* As often as there is something to mend; what is no XML is told, and mended by hand. before: the
 * source as it was. False: reported. */
static bool fix_bytes(struct fixing *f, const struct source **before)
{
    struct diags *own = diags_beside(f->h->diags);
    bool ok = fix_take(f, own);
    if (ok) {
        *before = f->tree->src;
        int n = 0;
        while (n < PASSES_MOST && pass(f, own))
            n++;
    } else {
        fix_take(f, f->h->diags);
    }
    diags_drop(own);
    return ok;
}

static bool fix_file(struct hongtou *h, const char *path, bool write, struct buf *out)
{
    struct arena *a = arena_new();
    struct fixing f = {.h = h, .arena = a, .name = path};
    const struct source *before;
    struct file_hold held = {-1};
    bool ok = !write || file_hold(&held, path, OFFICE_PATIENCE, h->diags);
    if (ok)
        f.bytes = file_read(a, path, &f.size, (struct pos){0}, h->diags);
    ok = f.bytes && fix_bytes(&f, &before) && write_result(&f, write, before, out);
    file_release(&held);
    arena_drop(a);
    return ok;
}

bool office_fix_source(struct hongtou *h, const struct hongtou_source *source, struct buf *out)
{
    struct arena *a = arena_new();
    struct fixing f = {
        .h = h, .arena = a, .name = source->name, .bytes = source->bytes, .size = source->size};
    const struct source *before;
    if (!f.bytes)
        f.bytes = file_read(a, f.name, &f.size, (struct pos){0}, h->diags);
    bool ok = f.bytes && fix_bytes(&f, &before);
    if (ok)
        buf_add(out, f.bytes, f.size);
    arena_drop(a);
    return ok;
}

bool office_fix(struct hongtou *h, const struct office_fix *job, struct buf *out)
{
    struct arena *a = arena_new();
    struct source_list sources = office_sources(a, job->paths, job->n_paths, h->diags);
    bool ok = true;
    for (size_t i = 0; i < sources.n; i++)
        ok = fix_file(h, sources.v[i].path, job->write, out) && ok;
    arena_drop(a);
    return ok;
}
