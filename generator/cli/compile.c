/*
 * One document to its PDF: not at all when its record says that nothing has changed; not to disk
 * when the bytes are those that are there; and never other than it was issued, unless asked for.
 */
#include <libgen.h>
#include <string.h>

#include "base/version.h"
#include "cli/build.h"
#include "cli/diag.def"
#include "pdf/pdf.h"
#include "record/lock.h"
#include "value/date.h"
#include "vocab/vocab.h"

/* A document being made. */
struct making {
    struct build *b;
    struct arena *arena;
    const struct job *job;
    const char *lock_path; /* NULL: from standard input */
    struct lock *lock;     /* NULL: not issued */
    struct document *doc;
    fact_lines facts;
    int pages;
    VEC(const struct face *) faces; /* whose glyphs the pages have */
    bool same;                      /* as what is there */
    char hash[SHA256_HEX];
};

/* ---- the PDF ---- */

/* Counts the pages, and notes their faces, on their way to the PDF. */
struct counting {
    struct page_sink next;
    struct making *making;
};

static void note_face(struct making *m, const struct face *face)
{
    size_t i = m->faces.n;
    while (i && m->faces.v[i - 1] != face)
        i--;
    if (!i)
        VEC_PUSH(m->arena, &m->faces, face);
}

static void note_faces(struct making *m, const struct page_item *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].kind == ITEM_GLYPHS)
            note_face(m, items[i].glyphs.face);
}

static bool count_page(void *context, const struct page *page)
{
    struct counting *c = context;
    c->making->pages++;
    note_faces(c->making, page->items, page->n_items);
    if (page->under)
        note_faces(c->making, page->under->items, page->under->n_items);
    return c->next.take(c->next.context, page);
}

static bool write_pdf(struct making *m, struct sink *out)
{
    struct page_info info = driver_info(m->doc);
    struct pdf *pdf = pdf_open(out, &info, m->b->diags);
    if (!pdf)
        return false;
    if (m->b->options->fillable)
        pdf_make_fillable(pdf, driver_fonts(m->b->driver));
    struct counting counting = {pdf_sink(pdf), m};
    struct page_sink sink = {count_page, &counting};
    bool ok = driver_lay_out(m->b->driver, m->doc, sink);
    if (ok)
        return pdf_finish(pdf);
    pdf_abandon(pdf);
    return false;
}

/* ---- the lock ---- */

static const char *today(struct arena *a)
{
    struct calendar_date day = calendar_today();
    return arena_printf(a, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* A collection serves several faces: it is unused when none of them is used. */
static bool is_used(const struct making *m, const char *path)
{
    size_t i = 0;
    while (i < m->faces.n && strcmp(m->faces.v[i]->path, path) != 0)
        i++;
    return i < m->faces.n;
}

static font_paths unused_fonts(struct making *m)
{
    font_paths list = {0};
    const struct face *face;
    for (size_t i = 0; (face = fonts_next(driver_fonts(m->b->driver), &i));)
        if (!is_used(m, face->path))
            VEC_PUSH(m->arena, &list, face->path);
    return list;
}

/* The lock that the document would get now. */
static struct lock *new_lock(struct making *m)
{
    struct lock *lock = ARENA_NEW(m->arena, struct lock);
    struct lock_places places = {m->job->source, m->lock_path, driver_data(m->b->driver),
                                 driver_program(m->b->driver), unused_fonts(m)};
    *lock = (struct lock){.issued = today(m->arena),
                          .version = HONGTOU_VERSION,
                          .settings = m->b->outcome,
                          .pdf = m->hash,
                          .facts = m->facts};
    if (m->doc->staff.n)
        lock->as_of = m->doc->as_of;
    lock_take_files(m->arena, lock, &places, driver_deps(m->b->driver));
    return lock;
}

/* False: its lock is damaged. */
static bool open_lock(struct making *m)
{
    if (!m->lock_path)
        return true;
    file_note(m->lock_path, m->b->diags);
    if (!file_exists(m->lock_path) || m->b->options->reissue)
        return true;
    m->lock = lock_read(m->arena, m->lock_path, m->b->diags);
    return m->lock != NULL;
}

static bool is_as_issued(struct making *m)
{
    if (!m->lock || strcmp(m->lock->pdf, m->hash) == 0)
        return true;
    diag(m->b->diags, DIAG_R100, m->doc->pos, m->job->source, m->lock->issued);
    lock_explain(m->doc, m->lock, new_lock(m), m->b->diags);
    return false;
}

/* Whether the lock at hand, passed over for --reissue, is of this very PDF; a damaged one is not.
 */
static bool is_locked_so(struct making *m)
{
    struct diags *unheard = diags_new(DIAG_EN);
    struct lock *lock = lock_read(m->arena, m->lock_path, unheard);
    diags_drop(unheard);
    return lock && strcmp(lock->pdf, m->hash) == 0;
}

/* The PDF stands: now the lock may say so. */
static bool renew_lock(struct making *m)
{
    bool there = m->lock_path && file_exists(m->lock_path);
    bool wanted = there ? m->b->options->reissue && !is_locked_so(m) : m->b->issuing;
    if (!wanted)
        return true;
    bool ok = lock_write(m->lock_path, new_lock(m), m->b->diags);
    if (ok && m->b->issuing)
        printf("%s\n", m->lock_path);
    return ok;
}

/* ---- from source to target ---- */

/* The staff file is asked about an issued document's own day again, whatever --as-of says. */
static bool read_document(struct making *m, struct tree *tree)
{
    if (!open_lock(m))
        return false;
    if (m->lock && m->lock->as_of.year)
        m->doc = driver_read_on(m->b->driver, m->arena, tree, m->lock->as_of, m->b->diags);
    else
        m->doc = driver_read_tree(m->b->driver, m->arena, tree);
    if (m->doc)
        facts_of(m->doc, &m->facts);
    return m->doc != NULL;
}

static struct sink *open_target(struct making *m)
{
    const char *target = m->job->target;
    if (target && strcmp(target, "-") != 0 &&
        !file_make_folder(dirname(arena_strdup(m->arena, target)), m->b->diags))
        return NULL;
    return sink_open(target, m->b->diags);
}

/* Writes the PDF beside its place, and puts it there when it may and need be. A file that was named
 * is always written: whoever names it, as make does, goes by its time. */
static bool make_pdf(struct making *m, bool (*accept)(struct making *))
{
    struct sha256 hash;
    struct sink *out = open_target(m);
    if (!out)
        return false;
    sha256_begin(&hash);
    sink_hash(out, &hash);
    bool ok = write_pdf(m, out);
    if (ok)
        sha256_end(&hash, m->hash);
    ok = ok && accept(m);
    m->same = ok && m->job->recorded && sink_is_same(out);
    if (ok && !m->same)
        return sink_commit(out);
    sink_abandon(out);
    return ok;
}

/* A new PDF, and what names in it are others. */
static void tell(struct making *m)
{
    enum diag_lang lang = m->b->options->lang;
    fact_lines old = {0};
    fact_changes changes = {0};
    if (m->same || strcmp(m->job->target, "-") == 0)
        return;
    printf("%s  %d %s\n", m->job->target, m->pages, lang == DIAG_ZH ? "页" : "pages");
    if (m->job->recorded && record_facts(m->arena, m->job->target, &old))
        facts_compare(m->arena, &old, &m->facts, &changes);
    for (size_t i = 0; i < changes.n; i++)
        printf("    %s\n", fact_change_text(m->arena, &changes.v[i], lang));
}

static bool compile(struct making *m, struct tree *tree)
{
    if (!read_document(m, tree) || !make_pdf(m, is_as_issued) || !renew_lock(m))
        return false;
    tell(m);
    *(m->same ? &m->b->unchanged : &m->b->made) += 1;
    return true;
}

/* ---- and whether to ---- */

static bool is_current(struct making *m, struct record *r)
{
    const struct options *o = m->b->options;
    if (!m->job->recorded || o->force || o->reissue || m->b->issuing ||
        !record_is_current(m->arena, r))
        return false;
    m->b->unchanged += !r->nothing;
    m->b->warned += r->warnings > 0;
    return true;
}

static bool open_driver(struct build *b)
{
    if (!b->driver)
        b->driver = driver_open(b->options, b->diags);
    return b->driver != NULL;
}

/* True: the record may say that it is done. */
static bool make_document(struct making *m, struct record *r)
{
    struct build *b = m->b;
    size_t warnings = diags_count(b->diags, DIAG_WARNING);
    deps_begin(driver_deps(b->driver));
    struct tree *tree = xml_read(m->arena, m->job->source, (struct pos){0}, b->diags);
    r->nothing = tree && m->job->in_folder && vocab_is_staff(tree);
    bool ok = tree && (r->nothing || compile(m, tree));
    r->warnings = diags_count(b->diags, DIAG_WARNING) - warnings;
    r->deps = driver_deps(b->driver);
    r->facts = &m->facts;
    r->begun = b->begun;
    return ok;
}

void build_document(struct build *b, const struct job *job)
{
    struct arena *a = arena_new();
    struct making m = {.b = b, .arena = a, .job = job};
    struct record r = {.source = job->source, .target = job->target, .settings = b->settings};
    if (strcmp(job->source, "-") != 0)
        m.lock_path = lock_path(a, job->source);
    if (!is_current(&m, &r)) {
        bool ok = open_driver(b) && make_document(&m, &r);
        if (ok && job->recorded)
            ok = record_write(a, &r, b->diags);
        b->failed += !ok;
    }
    arena_drop(a);
}

/* ---- proof ---- */

/* The caller judges. */
static bool accept_any(struct making *m)
{
    (void)m;
    return true;
}

bool build_prove(struct build *b, struct arena *a, const char *source, struct proof *out)
{
    struct job job = {.source = source};
    struct making m = {.b = b, .arena = a, .job = &job, .lock_path = lock_path(a, source)};
    if (!file_exists(m.lock_path)) {
        diag_system(b->diags, DIAG_R107, source);
        return false;
    }
    if (!open_driver(b))
        return false;
    deps_begin(driver_deps(b->driver));
    struct tree *tree = xml_read(a, source, (struct pos){0}, b->diags);
    if (!tree || !read_document(&m, tree) || !make_pdf(&m, accept_any))
        return false;
    memcpy(out->now, m.hash, sizeof m.hash);
    out->issued = m.lock->pdf;
    out->day = m.lock->issued;
    is_as_issued(&m);
    return true;
}
