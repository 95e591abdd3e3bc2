/*
 * The file that a document goes to may hold a later edition than the one that the .docx carries: somebody
 * went on writing in the XML while somebody else revised in a word processor. What either did is kept;
 * where both changed one place the XML stays as it is, and both wordings are told.
 */
#include <string.h>

#include "base/file.h"
#include "import/diag.def"
#include "import/own_int.h"

/* ---- what was changed ---- */

static void add_change(struct own *o, struct own_change change)
{
    change.group = o->edits.group;
    VEC_PUSH(o->im->arena, &o->changes, change);
}

void own_change(struct own *o, const struct diag_code *code, const struct own_field *f,
                struct text was, struct text is)
{
    struct pos pos = f->paragraph ? text_pos(f->paragraph->text, 0) : o->im->start;
    add_change(o, (struct own_change){.code = code, .name = f->name, .pos = pos, .was = was, .is = is});
}

void own_change_new(struct own *o, const struct diag_code *code, struct text is)
{
    add_change(o, (struct own_change){.code = code, .name = "", .pos = text_pos(is, 0), .is = is});
}

/* ---- the other edition ---- */

/* Less than a quarter of it is the same. */
static bool is_another(const struct source *base, size_t kept)
{
    enum { LEAST = 4 };
    return kept < base->size / LEAST;
}

const struct source *own_merge(struct own *o, xml_clashes *left)
{
    struct importer *im = o->im;
    const struct source *base = o->tree->src;
    struct tree *now = NULL;
    size_t kept;
    if (!im->target || !file_exists(im->target))
        return base;
    now = xml_read(im->arena, im->target, (struct pos){0}, im->diags);
    if (!now)
        return NULL;
    if (now->src->size == base->size && memcmp(now->src->bytes, base->bytes, base->size) == 0)
        return base;
    xml_edits_rebase(&o->edits, base, now->src, left, &kept);
    if (is_another(base, kept)) {
        diag_system(im->diags, DIAG_D195, im->target);
        return NULL;
    }
    diag_system(im->diags, DIAG_D194, im->target);
    return now->src;
}

/* ---- what is told ---- */

/* What people read of a piece of a source: words, and values of attributes. */
static const char *wording(struct arena *a, const char *p, size_t n)
{
    struct buf out = {0};
    bool tag = false, value = false;
    for (size_t i = 0; i < n; i++) {
        bool quote = p[i] == '"' && (tag || value);
        bool sign = strchr("<>\n", p[i]) != NULL;
        if (p[i] == '<' || p[i] == '>')
            tag = p[i] == '<';
        value = quote ? !value : value;
        if (!sign && !quote && (!tag || value))
            buf_char(&out, p[i]);
    }
    while (out.n && out.p[out.n - 1] == ' ')
        out.n--;
    size_t from = out.n ? strspn(out.p, " ") : 0;
    const char *words = from < out.n ? arena_strndup(a, out.p + from, out.n - from) : "";
    buf_drop(&out);
    return words;
}

/* So much of a text that it is known by. */
static const char *brief(struct arena *a, struct text t)
{
    enum { MOST = 40 };
    return t.n <= MOST ? text_utf8(a, t)
                       : arena_printf(a, "%s……", text_utf8(a, text_part(t, 0, MOST)));
}

/* What people call a field. */
static const char *called(const char *name)
{
    static const char *const names[][2] = {{"层次题1", "一级标题"}, {"层次题2", "二级标题"},
                                           {"层次题3", "三级标题"}, {"层次题4", "四级标题"},
                                           {"段", "正文"},          {"格", "表格"},
                                           {"项", "列项"},          {"名单文字", "名单"},
                                           {"表单文字", "表单"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], name) == 0)
            return names[i][1];
    return name;
}

/* Both wordings, at the place in the document as it is now. */
static void tell_clash(struct own *o, const struct own_change *c, const char *there, struct pos pos)
{
    struct arena *a = o->im->arena;
    const char *now = brief(a, text_from_utf8(a, there, pos));
    const struct diag_code *code = !*c->name           ? DIAG_D197
                                   : c->code == DIAG_D189 ? DIAG_D198
                                   : !c->is.n          ? DIAG_D193
                                   : *there            ? DIAG_D191
                                                       : DIAG_D192;
    diag(o->im->diags, code, pos, called(c->name), brief(a, c->was), brief(a, c->is), now);
}

/* Where a byte of the source stands when all edits before it are made. */
static uint32_t settled(const struct own *o, uint32_t byte)
{
    size_t to = byte;
    for (size_t i = 0; i < o->edits.list.n; i++) {
        const struct xml_edit *e = &o->edits.list.v[i];
        if (e->from <= byte)
            to = to + strlen(e->text) - (e->to - e->from);
    }
    return (uint32_t)to;
}

static const struct xml_clash *clash_of(const xml_clashes *left, uint32_t group)
{
    for (size_t i = 0; i < left->n; i++)
        if (left->v[i].group == group)
            return &left->v[i];
    return NULL;
}

void own_tell(struct own *o, const struct source *src, const xml_clashes *left)
{
    struct arena *a = o->im->arena;
    if (!o->changes.n)
        diag(o->im->diags, DIAG_D188, o->im->start, NULL);
    for (size_t i = 0; i < o->changes.n; i++) {
        const struct own_change *c = &o->changes.v[i];
        const struct xml_clash *clash = clash_of(left, c->group);
        if (clash) {
            struct pos pos = {src, settled(o, clash->from)};
            tell_clash(o, c, wording(a, src->bytes + pos.off, clash->to - clash->from), pos);
        } else if (*c->name) {
            diag(o->im->diags, c->code, c->pos, called(c->name), text_utf8(a, c->was), text_utf8(a, c->is));
        } else {
            diag(o->im->diags, c->code, c->pos, text_utf8(a, c->is));
        }
    }
}
