/*
 * What goes along and is not seen: the source, and of each control what it shows and where in the
 * source that stands. As document variables, which Word, WPS and LibreOffice keep; each is packed
 * (deflate, base 64), and parted, since Word takes no variable of more than 65,280 characters.
 *
 *   hongtou-format    1
 *   hongtou-name      the source's file name
 *   hongtou-source-N  its bytes, N from 1
 *   hongtou-fields-N  a line for each control, its columns parted by TAB: the number behind # in its
 *                     tag, name, the byte of the source that it comes from (-1: another file), what
 *                     it shows (U+2028: a line break; U+FFFC: no text; \t a tab, \\ itself), and
 *                     which of that stands so in the source: FROM,COUNT,BYTE;…
 */
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "base/utf8.h"
#include "docx/docx_int.h"

enum { OBJECT = 0xFFFC };

/* ---- what the controls show ---- */

struct shown {
    struct arena *arena;
    VEC(struct text_builder) texts; /* by control, from 0 */
};

static void add_run(struct shown *s, const struct docx *x, const struct tree_run *r)
{
    if (!r->control || r->change == TREE_REMOVED)
        return;
    struct text_builder *b = &s->texts.v[r->control - 1];
    b->arena = s->arena;
    if (r->raw) {
        text_add(b, OBJECT, UINT32_MAX);
        return;
    }
    for (size_t i = 0; i < r->text.n; i++)
        text_add(b, r->text.cp[i], block_is_typed(x, r->text, i) ? r->text.at[i] : UINT32_MAX);
}

static void add_nodes(struct shown *s, const struct docx *x, const struct tree_node *n)
{
    for (; n; n = n->next) {
        for (const struct tree_run *r = n->paragraph ? n->paragraph->runs : NULL; r; r = r->next)
            add_run(s, x, r);
        for (const struct tree_row *r = n->table ? n->table->rows : NULL; r; r = r->next)
            for (const struct tree_cell *c = r->first; c; c = c->next)
                add_nodes(s, x, c->first);
    }
}

/* ---- a line for each ---- */

static void add_shown(const struct text_builder *t, struct buf *b)
{
    for (size_t i = 0; i < t->cp.n; i++) {
        if (t->cp.v[i] == '\t')
            buf_str(b, "\\t");
        else if (t->cp.v[i] == '\\')
            buf_str(b, "\\\\");
        else
            buf_code(b, t->cp.v[i]);
    }
}

/* Characters that follow each other in the source too. */
static size_t stretch(const struct text_builder *t, size_t from)
{
    char bytes[UTF8_MAX];
    size_t i = from;
    while (i + 1 < t->cp.n &&
           t->at.v[i + 1] == t->at.v[i] + (uint32_t)utf8_encode(t->cp.v[i], bytes))
        i++;
    return i + 1 - from;
}

static void add_places(const struct text_builder *t, struct buf *b)
{
    for (size_t i = 0; i < t->cp.n;) {
        size_t n = t->at.v[i] == UINT32_MAX ? 1 : stretch(t, i);
        if (t->at.v[i] != UINT32_MAX)
            buf_printf(b, "%zu,%zu,%u;", i, n, t->at.v[i]);
        i += n;
    }
}

static void list_fields(const struct docx *x, struct buf *b)
{
    struct shown s = {.arena = arena_new()};
    for (size_t i = 0; i < x->controls.n; i++)
        VEC_PUSH(s.arena, &s.texts, ((struct text_builder){.arena = s.arena}));
    add_nodes(&s, x, x->first);
    for (size_t i = 0; i < x->notes.n; i++)
        add_run(&s, x, &(struct tree_run){.text = x->notes.v[i].text,
                                          .control = x->notes.v[i].control});
    for (size_t i = 0; i < x->controls.n; i++) {
        const struct tree_control *c = &x->controls.v[i];
        bool own = c->pos.src == x->source;
        buf_printf(b, "%zu\t%s\t%lld\t", i + 1, c->name, own ? (long long)c->pos.off : -1LL);
        add_shown(&s.texts.v[i], b);
        buf_char(b, '\t');
        add_places(&s.texts.v[i], b);
        buf_char(b, '\n');
    }
    arena_drop(s.arena);
}

/* ---- variables ---- */

static void base64(const unsigned char *p, size_t n, struct buf *b)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)p[i] << 16 | (i + 1 < n ? (uint32_t)p[i + 1] << 8 : 0) |
                     (i + 2 < n ? p[i + 2] : 0);
        buf_char(b, signs[v >> 18]);
        buf_char(b, signs[v >> 12 & 63]);
        buf_char(b, i + 1 < n ? signs[v >> 6 & 63] : '=');
        buf_char(b, i + 2 < n ? signs[v & 63] : '=');
    }
}

static void variable(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, "<w:docVar w:name=\"%s\" w:val=\"", name);
    look_escaped(b, value);
    buf_str(b, "\"/>");
}

/* Packed, in variables of a length that every program takes. */
static void packed(const struct docx *x, struct buf *b, const char *name, const char *p, size_t n)
{
    enum { LEVEL = 6, MOST = 30000 };
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    size_t bound = libdeflate_zlib_compress_bound(c, n);
    unsigned char *bytes = mem_alloc(bound);
    size_t size = libdeflate_zlib_compress(c, p, n, bytes, bound);
    struct buf signs = {0};
    base64(bytes, size, &signs);
    for (size_t from = 0, i = 1; from < signs.n; from += MOST, i++)
        variable(b, arena_printf(x->arena, "%s-%zu", name, i),
                 arena_strndup(x->arena, signs.p + from,
                               signs.n - from < MOST ? signs.n - from : MOST));
    buf_drop(&signs);
    free(bytes);
    libdeflate_free_compressor(c);
}

void carry_xml(const struct docx *x, struct buf *b)
{
    const char *name = x->source ? strrchr(x->source->name, '/') : NULL;
    struct buf fields = {0};
    if (!x->source)
        return;
    list_fields(x, &fields);
    buf_str(b, "<w:docVars>");
    variable(b, "hongtou-format", "1");
    variable(b, "hongtou-name", name ? name + 1 : x->source->name);
    packed(x, b, "hongtou-source", x->source->bytes, x->source->size);
    packed(x, b, "hongtou-fields", fields.p ? fields.p : "", fields.n);
    buf_str(b, "</w:docVars>");
    buf_drop(&fields);
}
