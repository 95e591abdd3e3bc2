/* What a worker does with a document: its pages, its files, its report; a draft's document. */
#include "desk/work.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "vocab/vocab.h"

/* ---- pictures ---- */

static void add_spots(struct buf *b, const struct hongtou_picture *p)
{
    buf_str(b, ",\"spots\":[");
    for (size_t i = 0; i < p->n_spots; i++) {
        const struct hongtou_spot *s = &p->spots[i];
        buf_printf(b, "%s[%d,%d,%d,%d,%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 "]",
                   i ? "," : "", s->left, s->top, s->right, s->bottom, s->line, s->column,
                   s->end_line, s->end_column);
    }
    buf_char(b, ']');
}

/* The picture of a page goes behind the JSON: its fingerprint, then its bytes. */
static bool take_picture(void *user, const struct hongtou_picture *p)
{
    struct worker *w = user;
    const char *print = arena_printf(w->arena, "%016" PRIx64, p->fingerprint);
    buf_printf(&w->json, "%s{\"print\":\"%s\",\"width\":%u,\"height\":%u", p->page > 1 ? "," : "",
               print, p->width, p->height);
    if (p->png)
        buf_str(&w->json, ",\"drawn\":true");
    add_spots(&w->json, p);
    buf_char(&w->json, '}');
    if (p->png) {
        VEC_PUSH(w->arena, &w->more, parcel_of(print));
        VEC_PUSH(w->arena, &w->more, ((struct parcel){arena_copy(w->arena, p->png, p->n), p->n}));
    }
    return true;
}

/* name, text, dpi, the fingerprints that are known, by commas, the first and last page to draw */
void work_preview(struct worker *w, const struct message *m)
{
    enum { HEX = 16 };
    VEC(uint64_t) known = {0};
    for (const char *p = message_text(m, 4); *p;) {
        char *end;
        VEC_PUSH(w->arena, &known, strtoull(p, &end, HEX));
        p = *end == ',' ? end + 1 : "";
    }
    struct hongtou_source source = worker_source(m);
    if (file_ends_in(source.name, ".lock")) /* what was issued: its text is kept there */
        source.bytes = NULL;
    struct hongtou_pictures job = {.dpi = (int)message_number(m, 3),
                                   .known = known.v,
                                   .n_known = known.n,
                                   .first = (int)message_number(m, 5),
                                   .last = (int)message_number(m, 6),
                                   .put = take_picture,
                                   .user = w};
    buf_str(&w->json, "{\"pages\":[");
    enum hongtou_status status = hongtou_pictures(w->h, &source, &job);
    buf_printf(&w->json, "],\"status\":%d,", (int)status);
    worker_add_findings(w, source.name);
    buf_char(&w->json, '}');
}

/* ---- files ---- */

/* name, text, kind */
void work_compile(struct worker *w, const struct message *m)
{
    static const struct {
        const char *name;
        enum hongtou_kind kind;
    } kinds[] = {{"pdf", HONGTOU_PDF},
                 {"fillable", HONGTOU_PDF_FILLABLE},
                 {"docx", HONGTOU_DOCX},
                 {"text", HONGTOU_TEXT},
                 {"geometry", HONGTOU_GEOMETRY}};
    struct hongtou_source source = worker_source(m);
    struct hongtou_bytes bytes = {NULL, 0};
    enum hongtou_status status = HONGTOU_USAGE;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, message_text(m, 3)) == 0)
            status = hongtou_compile(w->h, &source, kinds[i].kind, NULL, &bytes);
    worker_add_status(w, status);
    worker_add_findings(w, source.name);
    buf_char(&w->json, '}');
    VEC_PUSH(w->arena, &w->more,
             ((struct parcel){bytes.p ? arena_copy(w->arena, bytes.p, bytes.n) : "", bytes.n}));
    hongtou_free(&bytes);
}

/* name, text */
void work_check(struct worker *w, const struct message *m)
{
    static const char *const verdicts[] = {"conforms", "breaches", "unchecked"};
    struct hongtou_source source = worker_source(m);
    const struct hongtou_measure *rows;
    size_t n;
    enum hongtou_status status = hongtou_check(w->h, &source, &rows, &n);
    struct buf *b = &w->json;
    worker_add_status(w, status);
    buf_str(b, "\"rows\":[");
    for (size_t i = 0; i < n; i++) {
        const char *const texts[][2] = {
            {"clause", rows[i].clause}, {"element", rows[i].element},   {"item", rows[i].item},
            {"wanted", rows[i].wanted}, {"measured", rows[i].measured}, {"reason", rows[i].reason}};
        buf_printf(b, "%s{\"page\":%d,\"required\":%s,\"verdict\":\"%s\"", i ? "," : "",
                   rows[i].page, rows[i].required ? "true" : "false", verdicts[rows[i].verdict]);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            buf_char(b, ',');
            worker_add_text(b, texts[k][0], texts[k][1]);
        }
        buf_char(b, '}');
    }
    buf_str(b, "],");
    worker_add_findings(w, source.name);
    buf_char(b, '}');
}

/* name, text: what is found in the words, while they are written */
void work_proof(struct worker *w, const struct message *m)
{
    struct hongtou_source source = worker_source(m);
    worker_add_status(w, hongtou_proofread(w->h, &source));
    worker_add_findings(w, source.name);
    buf_char(&w->json, '}');
}

/* Behind the document: of each file its path and its bytes. */
static void add_beside(struct worker *w, const struct hongtou_imported *told)
{
    for (size_t i = 0; i < told->n_beside; i++) {
        const struct hongtou_beside *b = &told->beside[i];
        VEC_PUSH(w->arena, &w->more, parcel_of(arena_strdup(w->arena, b->path)));
        VEC_PUSH(w->arena, &w->more, ((struct parcel){arena_copy(w->arena, b->bytes, b->n), b->n}));
    }
}

/* name, the draft's bytes, the document that it goes to, in which what was changed since a .docx was made
 * of it stays: the document of a draft that another program wrote, and what was changed on the way. */
void work_import(struct worker *w, const struct message *m)
{
    struct hongtou_source source = worker_source(m);
    struct hongtou_bytes xml = {NULL, 0};
    struct hongtou_imported told = {.n_paragraphs = 0};
    const char *target = message_text(m, 3);
    bool there = *target && file_exists(target);
    enum hongtou_status status =
        hongtou_import(w->h, &source, NULL, *target ? target : NULL, &xml, &told);
    bool fits = xml.n && (!there || told.onto);
    worker_add_status(w, status);
    buf_printf(&w->json, "\"paragraphs\":%zu,\"changes\":%zu,\"onto\":%s,", told.n_paragraphs,
               told.n_changes, told.onto ? "true" : "false");
    worker_add_findings(w, source.name);
    buf_char(&w->json, '}');
    VEC_PUSH(w->arena, &w->more,
             ((struct parcel){fits ? arena_copy(w->arena, xml.p, xml.n) : "", fits ? xml.n : 0}));
    if (fits)
        add_beside(w, &told);
    hongtou_free(&xml);
}

/* name, text: the mends that can be made, as edits [mend, from, to, text]; places in bytes */
void work_fix(struct worker *w, const struct message *m)
{
    struct hongtou_source source = worker_source(m);
    const struct hongtou_edit *edits;
    size_t n;
    worker_add_status(w, hongtou_mends(w->h, &source, &edits, &n));
    buf_str(&w->json, "\"edits\":[");
    for (size_t i = 0; i < n; i++) {
        const struct hongtou_edit *e = &edits[i];
        buf_printf(&w->json, "%s[%u,%u,%u,", i ? "," : "", e->mend, e->from, e->to);
        buf_json(&w->json, e->text);
        buf_char(&w->json, ']');
    }
    buf_str(&w->json, "],");
    worker_add_findings(w, source.name);
    buf_char(&w->json, '}');
}

void work_vocabulary(struct worker *w, const struct message *m)
{
    (void)m;
    vocab_json(VOCAB_ZH, &w->json);
}
