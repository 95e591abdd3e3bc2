/*
 * A worker: one request after the other, each a message of what is asked and its particulars, each
 * answered by a message whose first part is JSON. Its context stays open, so that fonts and glyphs
 * are read once. When it runs out of memory it ends, as the library does, and another is started.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "desk/desk.h"
#include "desk/message.h"
#include "desk/sandbox.h"
#include "office/hongtou.h"
#include "vocab/vocab.h"

struct worker {
    struct hongtou *h;
    struct arena *arena; /* of the request */
    struct buf json;     /* the first part of the answer */
    VEC(struct parcel) more;
};

/* ---- answers ---- */

static void add_text(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, "\"%s\":", name);
    buf_json(b, value ? value : "");
}

/* Those of the last call, without the name of the file: they are of the document at hand, or say
 * which other file they are of. */
static void add_findings(struct worker *w, const char *name)
{
    static const char *const levels[] = {"note", "warning", "error"};
    struct buf *b = &w->json;
    buf_str(b, "\"findings\":[");
    for (size_t i = 0; i < hongtou_finding_count(w->h); i++) {
        const struct hongtou_finding *f = hongtou_finding(w->h, i);
        bool elsewhere = !f->file || strcmp(f->file, name) != 0;
        buf_printf(
            b, "%s{\"code\":\"%s\",\"level\":\"%s\",\"line\":%" PRIu32 ",\"column\":%" PRIu32 ",",
            i ? "," : "", f->code, levels[f->level], f->line, f->column);
        if (elsewhere && f->file) {
            add_text(b, "file", f->file);
            buf_char(b, ',');
        }
        add_text(b, "message", f->message);
        buf_char(b, ',');
        add_text(b, "hint", f->hint);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static struct hongtou_source source_of(const struct message *m)
{
    return (struct hongtou_source){.name = message_text(m, 1),
                                   .bytes = message_text(m, 2),
                                   .size = m->n > 2 ? m->parts[2].n : 0};
}

static void add_status(struct worker *w, enum hongtou_status status)
{
    buf_printf(&w->json, "{\"status\":%d,", (int)status);
}

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
    add_spots(&w->json, p);
    buf_char(&w->json, '}');
    if (p->png) {
        VEC_PUSH(w->arena, &w->more, parcel_of(print));
        VEC_PUSH(w->arena, &w->more, ((struct parcel){arena_copy(w->arena, p->png, p->n), p->n}));
    }
    return true;
}

/* name, text, dpi, the fingerprints that are known, by commas */
static void preview(struct worker *w, const struct message *m)
{
    enum { HEX = 16 };
    VEC(uint64_t) known = {0};
    for (const char *p = message_text(m, 4); *p;) {
        char *end;
        VEC_PUSH(w->arena, &known, strtoull(p, &end, HEX));
        p = *end == ',' ? end + 1 : "";
    }
    struct hongtou_source source = source_of(m);
    struct hongtou_pictures job = {.dpi = (int)message_number(m, 3),
                                   .known = known.v,
                                   .n_known = known.n,
                                   .put = take_picture,
                                   .user = w};
    buf_str(&w->json, "{\"pages\":[");
    enum hongtou_status status = hongtou_pictures(w->h, &source, &job);
    buf_printf(&w->json, "],\"status\":%d,", (int)status);
    add_findings(w, source.name);
    buf_char(&w->json, '}');
}

/* ---- files ---- */

/* name, text, kind */
static void compile(struct worker *w, const struct message *m)
{
    static const struct {
        const char *name;
        enum hongtou_kind kind;
    } kinds[] = {{"pdf", HONGTOU_PDF},
                 {"fillable", HONGTOU_PDF_FILLABLE},
                 {"docx", HONGTOU_DOCX},
                 {"text", HONGTOU_TEXT}};
    struct hongtou_source source = source_of(m);
    struct hongtou_bytes bytes = {NULL, 0};
    enum hongtou_status status = HONGTOU_USAGE;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, message_text(m, 3)) == 0)
            status = hongtou_compile(w->h, &source, kinds[i].kind, NULL, &bytes);
    add_status(w, status);
    add_findings(w, source.name);
    buf_char(&w->json, '}');
    VEC_PUSH(w->arena, &w->more,
             ((struct parcel){bytes.p ? arena_copy(w->arena, bytes.p, bytes.n) : "", bytes.n}));
    hongtou_free(&bytes);
}

/* name, text */
static void check(struct worker *w, const struct message *m)
{
    static const char *const verdicts[] = {"conforms", "breaches", "unchecked"};
    struct hongtou_source source = source_of(m);
    const struct hongtou_measure *rows;
    size_t n;
    enum hongtou_status status = hongtou_check(w->h, &source, &rows, &n);
    struct buf *b = &w->json;
    add_status(w, status);
    buf_str(b, "\"rows\":[");
    for (size_t i = 0; i < n; i++) {
        const char *const texts[][2] = {
            {"clause", rows[i].clause}, {"element", rows[i].element},   {"item", rows[i].item},
            {"wanted", rows[i].wanted}, {"measured", rows[i].measured}, {"reason", rows[i].reason}};
        buf_printf(b, "%s{\"page\":%d,\"required\":%s,\"verdict\":\"%s\"", i ? "," : "",
                   rows[i].page, rows[i].required ? "true" : "false", verdicts[rows[i].verdict]);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            buf_char(b, ',');
            add_text(b, texts[k][0], texts[k][1]);
        }
        buf_char(b, '}');
    }
    buf_str(b, "],");
    add_findings(w, source.name);
    buf_char(b, '}');
}

/* name, the draft's bytes: the document of a draft that another program wrote, and what was changed
 * on the way. */
static void import(struct worker *w, const struct message *m)
{
    struct hongtou_source source = source_of(m);
    struct hongtou_bytes xml = {NULL, 0};
    struct hongtou_imported told = {NULL, 0, NULL, 0};
    enum hongtou_status status = hongtou_import(w->h, &source, NULL, NULL, &xml, &told);
    add_status(w, status);
    buf_printf(&w->json, "\"paragraphs\":%zu,\"changes\":%zu,", told.n_paragraphs, told.n_changes);
    add_findings(w, source.name);
    buf_char(&w->json, '}');
    VEC_PUSH(w->arena, &w->more,
             ((struct parcel){xml.p ? arena_copy(w->arena, xml.p, xml.n) : "", xml.n}));
    hongtou_free(&xml);
}

static void vocabulary(struct worker *w, const struct message *m)
{
    (void)m;
    vocab_json(VOCAB_ZH, &w->json);
}

/* ---- the loop ---- */

static const struct {
    const char *name;
    void (*run)(struct worker *w, const struct message *m);
} requests[] = {{"preview", preview},
                {"compile", compile},
                {"check", check},
                {"import", import},
                {"vocabulary", vocabulary}};

static bool answer(struct worker *w, int socket, const struct message *m)
{
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        if (strcmp(requests[i].name, message_text(m, 0)) == 0)
            requests[i].run(w, m);
    struct parcel *parts = ARENA_ARRAY(w->arena, struct parcel, w->more.n + 1);
    parts[0] = (struct parcel){w->json.p ? w->json.p : "", w->json.n};
    for (size_t i = 0; i < w->more.n; i++)
        parts[i + 1] = w->more.v[i];
    return message_send(socket, parts, w->more.n + 1);
}

int desk_work(int socket, const struct desk_options *options)
{
    struct hongtou_config config = {.home = options->home, .free_fonts = options->free_fonts};
    struct worker w = {.h = hongtou_open(&config)};
    sandbox_enter(options->folder, options->home);
    for (bool going = true; going;) {
        struct message m;
        w.arena = arena_new();
        w.more.v = NULL;
        w.more.n = w.more.cap = 0;
        buf_clear(&w.json);
        going = message_receive(socket, w.arena, 0, &m) == MESSAGE_WHOLE && answer(&w, socket, &m);
        arena_drop(w.arena);
    }
    buf_drop(&w.json);
    hongtou_close(w.h);
    return 0;
}
