/*
 * Where everything stands on a form's pages, for programs that read scans of it: as JSON, and as
 * the version that its codes name. The version is of places alone: words may change as long as
 * nothing moves, and what was printed before is read by the same file.
 */
#include <inttypes.h>
#include <string.h>

#include "base/sha256.h"
#include "print/print_int.h"

/* ---- pages in hand ---- */

/* The first face of a page: copies of it are the same. */
struct shown {
    const struct sheet *sheet;
    const struct page_face *face;
};

static bool show(const struct print_form *form, int number, struct shown *out)
{
    for (size_t i = 0; i < form->sheets.n; i++)
        for (size_t k = 0; k < form->sheets.v[i].n_faces; k++) {
            *out = (struct shown){&form->sheets.v[i], &form->sheets.v[i].faces[k]};
            if (out->face->number == number)
                return true;
        }
    return false;
}

static bool is_on(const struct page_face *face, const struct page_field *f)
{
    len_t x = f->x + f->width / 2 - face->x, y = f->y + f->height / 2 - face->y;
    return x >= 0 && y >= 0 && x < face->width && y < face->height;
}

/* Calls each for the fields of a page, as they come. */
static void walk(const struct shown *s, void (*each)(void *, const struct page_field *),
                 void *context)
{
    for (size_t i = 0; i < s->sheet->n_places; i++) {
        struct page_field field = s->sheet->places[i].field;
        if (!is_on(s->face, &field))
            continue;
        field.x -= s->face->x;
        field.y -= s->face->y;
        each(context, &field);
    }
}

static const char *const kinds[] = {
    [FIELD_TEXT] = "text", [FIELD_CHECK] = "check", [FIELD_RADIO] = "radio"};
static const char *const mark_places[PAGE_MARKS] = {"upper-left", "upper-right", "lower-left",
                                                    "lower-right"};

/* ---- the version ---- */

static void add_line(void *context, const struct page_field *f)
{
    buf_printf(context, "%s\t%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%d\n",
               kinds[f->kind], f->name, f->option ? f->option : "", (int64_t)f->x, (int64_t)f->y,
               (int64_t)f->width, (int64_t)f->height, f->comb);
}

/* Of the first 64 bits, whose hexadecimal digits these are: digits of RFC 4648's base 32, which a
 * QR code holds in less room. */
static const char *base32(struct arena *a, const char *hex)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", digits[] = "0123456789abcdef";
    enum { BITS = 64, A_SIGN = 5, A_DIGIT = 4 };
    char out[BITS / A_SIGN + 2] = "";
    uint64_t value = 0;
    for (int i = 0; i < BITS / A_DIGIT; i++)
        value = value << A_DIGIT | (uint64_t)(strchr(digits, hex[i]) - digits);
    int n = 0, left = BITS;
    for (; left >= A_SIGN; left -= A_SIGN)
        out[n++] = signs[value >> (left - A_SIGN) & (sizeof signs - 2)];
    out[n] = signs[value << (A_SIGN - left) & (sizeof signs - 2)];
    return arena_strdup(a, out);
}

/* Of the SHA-256 of its places, a line each: generator/README.md has the form. */
static const char *version_of(const struct print_form *form)
{
    struct buf b = {0};
    struct shown s;
    for (int n = 1; n <= form->n_pages; n++) {
        if (!show(form, n, &s))
            continue;
        buf_printf(&b, "page\t%d\t%" PRId64 "\t%" PRId64 "\n", n, (int64_t)s.face->width,
                   (int64_t)s.face->height);
        for (size_t i = 0; i < PAGE_MARKS && s.face->marks[i].side; i++)
            buf_printf(&b, "mark\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n",
                       (int64_t)(s.face->marks[i].x - s.face->x),
                       (int64_t)(s.face->marks[i].y - s.face->y), (int64_t)s.face->marks[i].side);
        walk(&s, add_line, &b);
    }
    char hex[SHA256_HEX];
    sha256_of(b.p, b.n, hex);
    buf_drop(&b);
    return base32(form->arena, hex);
}

const char *print_form_code(const struct print_form *form, const char *title)
{
    enum { FOUR_DIGITS = 0xFFFF };
    uint64_t hash = title ? map_hash(MAP_HASH_START, title, strlen(title)) : 0;
    return arena_printf(form->arena, "HT2:%04X:%s", (unsigned)(hash & FOUR_DIGITS),
                        version_of(form));
}

/* ---- JSON ---- */

/* A list being written. */
struct json {
    struct buf *out;
    const char *before; /* what parts the next item from the one before it */
};

static void add_text(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, ", \"%s\": ", name);
    buf_json(b, value);
}

static void add_field(void *context, const struct page_field *f)
{
    struct json *j = context;
    struct buf *b = j->out;
    buf_printf(b, "%s\n       {\"kind\": \"%s\"", j->before, kinds[f->kind]);
    add_text(b, "name", f->name);
    if (f->option)
        add_text(b, "option", f->option);
    if (f->label)
        add_text(b, "label", f->label);
    buf_printf(
        b, ", \"x\": %" PRId64 ", \"y\": %" PRId64 ", \"width\": %" PRId64 ", \"height\": %" PRId64,
        (int64_t)f->x, (int64_t)f->y, (int64_t)f->width, (int64_t)f->height);
    if (f->comb)
        buf_printf(b, ", \"cells\": %d", f->comb);
    buf_str(b, f->key ? ", \"key\": true}" : "}");
    j->before = ",";
}

static void add_square(struct buf *b, const struct page_face *face, const struct page_square *s)
{
    buf_printf(b, "\"x\": %" PRId64 ", \"y\": %" PRId64 ", \"side\": %" PRId64 "}",
               (int64_t)(s->x - face->x), (int64_t)(s->y - face->y), (int64_t)s->side);
}

static void add_page(struct buf *b, const struct shown *s)
{
    const struct page_face *face = s->face;
    buf_printf(b,
               "{\"page\": %d, \"width\": %" PRId64 ", \"height\": %" PRId64 ",\n     \"marks\": [",
               face->number, (int64_t)face->width, (int64_t)face->height);
    for (size_t i = 0; i < PAGE_MARKS && face->marks[i].side; i++) {
        buf_printf(b, "%s\n       {\"at\": \"%s\", \"hollow\": %s, ", i ? "," : "", mark_places[i],
                   i ? "false" : "true");
        add_square(b, face, &face->marks[i]);
    }
    buf_str(b, "]");
    if (face->code.side) {
        buf_str(b, ",\n     \"code\": {");
        add_square(b, face, &face->code);
    }
    buf_str(b, ",\n     \"fields\": [");
    walk(s, add_field, &(struct json){b, ""});
    buf_str(b, "]}");
}

static void add_sheet(struct buf *b, const struct sheet *s)
{
    const struct page *p = &s->page;
    buf_printf(b, "{\"width\": %" PRId64 ", \"height\": %" PRId64 ", \"faces\": [",
               (int64_t)(p->turned ? p->height : p->width),
               (int64_t)(p->turned ? p->width : p->height));
    for (size_t i = 0; i < s->n_faces; i++)
        buf_printf(b, "%s{\"page\": %d, \"x\": %" PRId64 ", \"y\": %" PRId64 "}", i ? ", " : "",
                   s->faces[i].number, (int64_t)s->faces[i].x, (int64_t)s->faces[i].y);
    buf_str(b, "]}");
}

bool print_geometry(const struct print_form *form, const char *title, struct buf *out)
{
    struct shown s;
    const char *before = "";
    if (!form->slots.n)
        return false;
    buf_str(out, "{\"format\": \"hongtou-geometry 1\",\n \"unit\": \"pt/1000\"");
    add_text(out, "title", title ? title : "");
    add_text(out, "code", print_form_code(form, title));
    buf_printf(out, ", \"pages-of-form\": %d,\n \"sheets\": [", form->n_pages);
    for (size_t i = 0; i < form->sheets.n; i++) {
        buf_str(out, i ? ",\n    " : "\n    ");
        add_sheet(out, &form->sheets.v[i]);
    }
    buf_str(out, "],\n \"pages\": [");
    for (int n = 1; n <= form->n_pages; n++) {
        if (!show(form, n, &s))
            continue;
        buf_printf(out, "%s\n    ", before);
        add_page(out, &s);
        before = ",";
    }
    buf_str(out, "]}\n");
    return true;
}
