/*
 * What goes along and is not seen: the source, and of each control what it shows and where in the
 * source that stands. As document variables, which Word, WPS and LibreOffice keep, in plain signs:
 * \n is a line end, \t a tab, \\ itself. Each is parted, since Word takes no variable of more than
 * 65,280 characters.
 *
 *   hongtou-format    1
 *   hongtou-hash      SHA-256 of the source and the fields
 *   hongtou-source-N  the source, N from 1
 *   hongtou-fields-N  lines, their columns parted by TAB. For each control: the number behind # in its
 *                     tag, its name, the byte of the source that it comes from (-1: another file), what
 *                     it shows (U+2028: a line break; U+FFFC: no text, and of a picture the SHA-256 of its
 *                     file behind that), and which of that stands so in
 *                     the source: FROM,COUNT,BYTE;… in characters. Number 0: what the compiler says
 *                     beside controls.
 */
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "docx/docx_int.h"

enum { OBJECT = 0xFFFC };

/* ---- what stands where ---- */

struct shown {
    const struct docx *docx;
    struct arena *arena;
    VEC(struct text_builder) texts; /* by control, from 0 */
    struct buf words;               /* beside controls: finished lines */
};

static void add_run(struct shown *s, const struct tree_run *r)
{
    struct text_builder *b = &s->texts.v[r->control - 1];
    b->arena = s->arena;
    if (r->raw)
        text_add(b, OBJECT, UINT32_MAX);
    for (size_t i = 0; !r->raw && i < r->text.n; i++)
        text_add(b, r->text.cp[i],
                 block_is_typed(s->docx, r->text, i) ? r->text.at[i] : UINT32_MAX);
}

static void add_sign(struct buf *b, uint32_t cp)
{
    if (cp == '\t' || cp == '\\')
        buf_str(b, cp == '\t' ? "\\t" : "\\\\");
    else
        buf_code(b, cp);
}

/* What stands between two controls as one. */
static void add_words(struct shown *s, const struct tree_run **run)
{
    buf_str(&s->words, "0\t\t-1\t");
    for (; *run && !(*run)->control; *run = (*run)->next)
        for (size_t i = 0; !(*run)->raw && i < (*run)->text.n; i++)
            add_sign(&s->words, (*run)->text.cp[i]);
    buf_str(&s->words, "\t\n");
}

static void add_nodes(struct shown *s, const struct tree_node *n)
{
    for (; n; n = n->next) {
        const struct tree_run *r = n->paragraph ? n->paragraph->runs : NULL;
        while (r) {
            if (!r->control) {
                add_words(s, &r);
                continue;
            }
            if (r->change != TREE_REMOVED)
                add_run(s, r);
            r = r->next;
        }
        for (const struct tree_row *row = n->table ? n->table->rows : NULL; row; row = row->next)
            for (const struct tree_cell *c = row->first; c; c = c->next)
                add_nodes(s, c->first);
    }
}

/* ---- a line for each ---- */

/* Characters from one on that follow each other in the source too. */
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
    struct shown s = {.docx = x, .arena = arena_new()};
    for (size_t i = 0; i < x->controls.n; i++)
        VEC_PUSH(s.arena, &s.texts, ((struct text_builder){.arena = s.arena}));
    add_nodes(&s, x->first);
    for (size_t i = 0; i < x->notes.n; i++)
        add_run(&s, &(struct tree_run){.text = x->notes.v[i].text,
                                       .control = x->notes.v[i].control});
    for (size_t i = 0; i < x->controls.n; i++) {
        const struct tree_control *c = &x->controls.v[i];
        const struct text_builder *t = &s.texts.v[i];
        bool own = c->pos.src == x->source;
        buf_printf(b, "%zu\t%s\t%lld\t", i + 1, c->name, own ? (long long)c->pos.off : -1LL);
        for (size_t k = 0; k < t->cp.n; k++)
            add_sign(b, t->cp.v[k]);
        buf_str(b, c->hash ? c->hash : "");
        buf_char(b, '\t');
        add_places(t, b);
        buf_char(b, '\n');
    }
    if (s.words.n)
        buf_add(b, s.words.p, s.words.n);
    buf_drop(&s.words);
    arena_drop(s.arena);
}

/* ---- variables ---- */

static void start_variable(struct buf *b, const char *name, size_t number)
{
    buf_printf(b, "<w:docVar w:name=\"%s", name);
    if (number)
        buf_printf(b, "-%zu", number);
    buf_str(b, "\" w:val=\"");
}

static void variable(struct buf *b, const char *name, const char *value)
{
    start_variable(b, name, 0);
    look_escaped(b, value);
    buf_str(b, "\"/>");
}

/* Where a piece of at most so many bytes ends: a character is not parted, nor is what \ begins. */
static size_t piece_end(const char *p, size_t n, size_t from)
{
    enum { MOST = 30000 };
    size_t end = n - from < MOST ? n : from + MOST;
    while (end < n && end > from && ((unsigned char)p[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static void variables(struct buf *b, const char *name, const char *p, size_t n)
{
    size_t number = 0;
    for (size_t from = 0, end; from < n; from = end) {
        end = piece_end(p, n, from);
        start_variable(b, name, ++number);
        for (size_t i = from; i < end; i++) {
            static const char signs[] = "\n\t\r\\", letters[] = "ntr\\";
            const char *sign = p[i] ? strchr(signs, p[i]) : NULL;
            if (sign)
                buf_printf(b, "\\%c", letters[sign - signs]);
            else if (strchr("&<>\"", p[i]))
                look_code(b, (unsigned char)p[i]);
            else
                buf_char(b, p[i]);
        }
        buf_str(b, "\"/>");
    }
}

void carry_xml(const struct docx *x, struct buf *b)
{
    struct buf fields = {0};
    struct sha256 hash;
    char hex[SHA256_HEX];
    if (!x->source || !x->controls.n)
        return;
    sha256_begin(&hash);
    list_fields(x, &fields);
    sha256_add(&hash, x->source->bytes, x->source->size);
    sha256_add(&hash, fields.p, fields.n);
    sha256_end(&hash, hex);
    buf_str(b, "<w:docVars>");
    variable(b, "hongtou-format", "1");
    variable(b, "hongtou-hash", hex);
    variables(b, "hongtou-source", x->source->bytes, x->source->size);
    variables(b, "hongtou-fields", fields.p, fields.n);
    buf_str(b, "</w:docVars>");
    buf_drop(&fields);
}
