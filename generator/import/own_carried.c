/*
 * What a file of ours carries in its document variables: the source, whose hash must be right, and the
 * fields (docx/carry.c has the format). It may come from anywhere: numbers are held against what they
 * count, places against the source.
 */
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/own_int.h"

enum { OBJECT = 0xFFFC };

/* ---- variables ---- */

static const char *variable(const struct draft *draft, const char *name)
{
    for (size_t i = 0; i < draft->n_properties; i++)
        if (draft->properties[i].kind == DRAFT_VARIABLE &&
            strcmp(draft->properties[i].name, name) == 0)
            return draft->properties[i].value;
    return NULL;
}

/* Its pieces as one, with the signs that \ stands for. */
static void add_variable(const struct own *o, const char *name, struct buf *out)
{
    const char *piece;
    for (int i = 1; (piece = variable(o->im->draft, arena_printf(o->im->arena, "%s-%d", name, i)));
         i++)
        for (const char *p = piece; *p; p++) {
            if (*p != '\\' || !p[1]) {
                buf_char(out, *p);
                continue;
            }
            p++;
            buf_char(out, *p == 'n' ? '\n' : *p == 't' ? '\t' : *p == 'r' ? '\r' : *p);
        }
}

/* ---- the source ---- */

/* It is UTF-8 now, whatever its file was, and as long as before: places stay. */
static const char *said_utf8(struct arena *a, const char *xml)
{
    const char *end = strncmp(xml, "<?xml", 5) == 0 ? strstr(xml, "?>") : NULL;
    const char *encoding = end ? strstr(xml, "encoding") : NULL;
    bool usual = encoding && encoding < end && (strncmp(encoding + 10, "UTF-8", 5) == 0 ||
                                                strncmp(encoding + 10, "utf-8", 5) == 0);
    if (!encoding || encoding > end || usual)
        return xml;
    char *out = arena_strdup(a, xml);
    memset(out + (encoding - xml), ' ', (size_t)(end - encoding));
    return out;
}

/* Whether both are as they were written. */
static bool are_whole(const struct own *o, const struct buf *xml, const struct buf *fields)
{
    const char *hash = variable(o->im->draft, "hongtou-hash");
    struct sha256 h;
    char hex[SHA256_HEX];
    if (!xml->n || !fields->n || strlen(xml->p) != xml->n)
        return false;
    sha256_begin(&h);
    sha256_add(&h, xml->p, xml->n);
    sha256_add(&h, fields->p, fields->n);
    sha256_end(&h, hex);
    return hash && strcmp(hash, hex) == 0;
}

/* ---- fields ---- */

/* The next column of a line, NUL-ended; *p behind it. */
static char *column(char **p)
{
    char *start = *p, *tab = strchr(start, '\t');
    *p = tab ? tab + 1 : start + strlen(start);
    if (tab)
        *tab = 0;
    return start;
}

/* A text that is nowhere in the source yet. */
static struct text read_shown(struct own *o, const char *s)
{
    struct buf plain = {0};
    for (; *s; s++) {
        s += *s == '\\' && s[1];
        buf_char(&plain, *s == 't' && s[-1] == '\\' ? '\t' : *s);
    }
    struct text t = text_from_utf8(o->im->arena, plain.p ? plain.p : "", (struct pos){o->tree->src, 0});
    uint32_t *at = ARENA_ARRAY(o->im->arena, uint32_t, t.n + 1);
    for (size_t i = 0; i < t.n; i++)
        at[i] = OWN_NOWHERE;
    t.at = at;
    buf_drop(&plain);
    return t;
}

/* FROM,COUNT,BYTE;… False: what is said to stand in the source does not. */
static bool place(const struct own *o, struct text t, char *places)
{
    const struct source *src = o->tree->src;
    uint32_t *at = (uint32_t *)(uintptr_t)t.at;
    char *p = places;
    while (*p) {
        unsigned long from = strtoul(p, &p, 10), n = *p == ',' ? strtoul(p + 1, &p, 10) : 0;
        unsigned long byte = *p == ',' ? strtoul(p + 1, &p, 10) : src->size;
        if (*p++ != ';' || from > t.n || n > t.n - from)
            return false;
        for (unsigned long i = from; i < from + n; i++) {
            char sign[UTF8_MAX];
            size_t bytes = utf8_encode(t.cp[i], sign);
            if (byte >= src->size)
                return false;
            at[i] = (uint32_t)byte;
            byte += bytes;
        }
    }
    return true;
}

/* The innermost element that a byte of the source stands in: texts are nodes too, so that what begins
 * last before it holds it. */
static struct node *node_at(struct node *n, uint32_t byte)
{
    struct node *found = NULL;
    for (struct node *c = n->first; c && c->pos.off <= byte; c = c->next)
        found = c;
    return found && found->kind == NODE_ELEMENT ? node_at(found, byte) : n;
}

static uint32_t first_place(const struct own_field *f)
{
    for (size_t i = 0; i < f->shown.n; i++)
        if (f->shown.at[i] != OWN_NOWHERE)
            return f->shown.at[i];
    return f->from >= 0 ? (uint32_t)f->from : OWN_NOWHERE;
}

static uint64_t word_key(struct text t)
{
    return map_key(t.cp, t.n * sizeof *t.cp);
}

bool own_says(const struct own *o, struct text t)
{
    const uint32_t *i = map_get(&o->said, word_key(t));
    return !t.n || (i && text_same(o->words.v[*i], t));
}

static bool read_field(struct own *o, char *line)
{
    const struct source *src = o->tree->src;
    unsigned long number = strtoul(column(&line), NULL, 10);
    char *name = column(&line), *from = column(&line), *shown = column(&line);
    struct own_field f = {.name = arena_strdup(o->im->arena, name), .from = strtoll(from, NULL, 10)};
    f.shown = read_shown(o, shown);
    f.picture = strcmp(name, "图片") == 0 || strcmp(name, "印章") == 0;
    if (!number) {
        struct text words = own_plain(o->im->arena, f.shown);
        if (words.n && !own_says(o, words)) {
            map_put(o->im->arena, &o->said, word_key(words), (uint32_t)o->words.n);
            VEC_PUSH(o->im->arena, &o->words, words);
        }
        return true;
    }
    if (number != o->fields.n + 1 || f.from >= (int64_t)src->size || !place(o, f.shown, column(&line)))
        return false;
    uint32_t byte = first_place(&f);
    f.node = byte == OWN_NOWHERE ? NULL : node_at(o->tree->root, byte);
    VEC_PUSH(o->im->arena, &o->fields, f);
    return true;
}

static bool read_fields(struct own *o, struct buf *lines)
{
    bool ok = true;
    for (char *p = lines->p, *end; ok && *p; p = end) {
        end = strchr(p, '\n');
        end = end ? (*end = 0, end + 1) : p + strlen(p);
        ok = read_field(o, p);
    }
    return ok && o->fields.n;
}

static bool read_all(struct own *o)
{
    struct arena *a = o->im->arena;
    struct buf xml = {0}, fields = {0};
    add_variable(o, "hongtou-source", &xml);
    add_variable(o, "hongtou-fields", &fields);
    bool ok = are_whole(o, &xml, &fields);
    if (ok) {
        const char *text = said_utf8(a, arena_strndup(a, xml.p, xml.n));
        o->tree = xml_parse(a, o->im->draft->src->name, text, xml.n, o->im->diags);
        ok = o->tree && read_fields(o, &fields);
    }
    buf_drop(&xml);
    buf_drop(&fields);
    return ok;
}

struct text own_plain(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] != OBJECT)
            text_add(&b, t.cp[i] == 0xA0 ? ' ' : t.cp[i], t.at[i]);
    return text_trimmed(text_done(&b));
}

bool own_read(struct own *o)
{
    const char *format = variable(o->im->draft, "hongtou-format");
    if (!format)
        return false;
    if (strcmp(format, "1") == 0 && read_all(o))
        return true;
    diag(o->im->diags, DIAG_D180, o->im->start, NULL);
    return false;
}
