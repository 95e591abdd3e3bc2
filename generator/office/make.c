/*
 * One document to its file: not at all when its record says that nothing has changed; not to disk
 * when the bytes are those that are there; and never other than it was issued, unless asked for.
 */
#include "office/make.h"
#include "office/editions.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "office/diag.def"
#include "record/record.h"
#include "value/date.h"
#include "vocab/vocab.h"

/* A document being made. */
struct making_one {
    struct making *run;
    struct hongtou *office;
    struct arena *arena;
    struct arena *told; /* for what is told of it */
    const struct make_job *job;
    const char *lock_path; /* NULL: from memory or standard input, or nothing to be sent or edited */
    struct lock *lock;     /* NULL: not issued */
    struct tree *tree;
    struct document *doc; /* NULL: a tree is all that is wanted */
    struct document *before; /* an earlier edition; or NULL */
    fact_lines facts;
    struct written written;
    bool same; /* as what is there */
    bool kept; /* what is there was issued, and stays */
    enum lock_cause cause;
    char hash[SHA256_HEX];
    const char *since;    /* what the earlier edition is called */
    const char *new_lock; /* the path of what was written; or NULL */
    struct office_made made;
    struct file_hold held; /* no other run of ours is at the document meanwhile */
    size_t errors; /* before: with one more, nothing is written */
};

static bool is_pdf(const struct making *run)
{
    return run->kind == HONGTOU_PDF || run->kind == HONGTOU_PDF_FILLABLE;
}

/* False: reported. */
static bool hold(struct making_one *m)
{
    const struct hongtou_source *source = &m->job->source;
    return source->bytes || strcmp(source->name, "-") == 0 ||
           file_hold(&m->held, source->name, OFFICE_PATIENCE, m->office->diags);
}

/* Whether the target is a file among others, and not a stream. */
static bool has_place(const struct making_one *m)
{
    const char *target = m->job->memory ? NULL : m->job->target;
    return target && strcmp(target, "-") != 0 && !file_is_special(target);
}

/* ---- the run ---- */

bool office_make_open(struct making *m, struct arena *a, struct hongtou *h, enum hongtou_kind kind)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH"), *day = "-";
    struct hongtou_date as_of = h->config.as_of;
    *m = (struct making){.office = h, .kind = kind, .begun = record_now()};
    if (!is_pdf(m))
        return true;
    const char *home = office_home(h);
    if (as_of.year)
        day =
            date_iso(a, (struct date){.year = as_of.year, .month = as_of.month, .day = as_of.day});
    m->outcome = arena_printf(
        a, "fonts=%s SOURCE_DATE_EPOCH=%s%s", office_free_fonts(h) ? "free" : "office",
        epoch && *epoch ? epoch : "-", kind == HONGTOU_PDF_FILLABLE ? " fillable" : "");
    m->settings = arena_printf(a, "%s as-of=%s program=%s data=%s", m->outcome, day, h->program,
                               home ? home : "-");
    return home != NULL;
}

/* ---- the lock ---- */

/* A collection serves several faces: it made nothing when none of them did. */
static font_paths unused_fonts(struct making_one *m)
{
    font_paths list = {0};
    const struct face *face;
    for (size_t i = 0; (face = fonts_next(office_fonts(m->office), &i));) {
        size_t k = 0;
        while (k < m->written.faces.n && strcmp(m->written.faces.v[k]->path, face->path) != 0)
            k++;
        if (k == m->written.faces.n)
            VEC_PUSH(m->arena, &list, face->path);
    }
    return list;
}

/* The lock that the document would get now. NULL: reported. */
static struct lock *new_lock(struct making_one *m)
{
    struct arena *a = m->arena;
    struct lock *lock = ARENA_NEW(a, struct lock);
    struct lock_places places = {m->job->source.name, m->lock_path, office_home(m->office),
                                 m->office->program, unused_fonts(m),
                                 office_profile_files(m->office, a)};
    *lock = (struct lock){.issued = date_iso(a, date_today()),
                          .version = HONGTOU_VERSION,
                          .settings = m->run->outcome,
                          .pdf = m->hash,
                          .facts = m->facts};
    lock->as_of = m->doc->people->day;
    bool whole = record_lock_add_files(a, lock, &places, m->office->deps, m->office->diags);
    return whole ? lock : NULL;
}

/* False: its lock is damaged. */
static bool open_lock(struct making_one *m)
{
    if (!m->lock_path)
        return true;
    record_pair_heal(m->arena, m->lock_path, m->held.fd >= 0);
    file_note(m->lock_path, m->office->diags);
    if (!file_exists(m->lock_path) || (m->run->reissue && !m->run->since))
        return true;
    m->lock = record_lock_read(m->arena, m->lock_path, m->office->diags);
    return m->lock != NULL;
}

static bool is_issued_file(const struct making_one *m)
{
    char there[SHA256_HEX];
    return has_place(m) && sha256_file(m->job->target, there) && strcmp(there, m->lock->pdf) == 0;
}

/* What was issued stays when only those who make it are others. Why it comes out otherwise now is
 * told. */
static bool is_as_issued(struct making_one *m)
{
    if (!m->lock || strcmp(m->lock->pdf, m->hash) == 0)
        return true;
    struct lock *now = new_lock(m);
    struct diags *d = m->office->diags;
    m->cause = now ? record_lock_cause(m->arena, m->lock, now) : LOCK_OTHERS;
    m->kept = m->cause != LOCK_OTHERS && is_issued_file(m);
    if (m->kept)
        diag(d, DIAG_R180, m->doc->pos, m->job->target, m->lock->issued);
    else if (m->job->target || m->job->memory)
        diag(d, DIAG_R100, m->doc->pos, m->job->source.name, m->lock->issued);
    else if (m->cause != LOCK_PROGRAM_ALONE) /* nothing was to be written */
        diag(d, DIAG_R181, m->doc->pos, m->job->source.name, m->lock->issued);
    if (now)
        record_lock_explain(m->doc, m->lock, now, false, d);
    return m->kept;
}

/* Whether it is what whoever signs has seen. */
static bool is_as_seen(struct making_one *m)
{
    bool same = !m->run->seen || strcmp(m->run->seen, m->hash) == 0;
    if (!same)
        diag(m->office->diags, DIAG_R179, m->doc->pos, m->job->source.name);
    return same;
}

/* What may stand in the target's place. */
static bool may_be(struct making_one *m)
{
    return is_as_seen(m) && is_as_issued(m);
}

/* A copy with marks is of what the document is now, and stands anywhere but in the issued PDF's
 * place. */
static bool is_copy_apart(struct making_one *m)
{
    bool apart = !m->lock || !is_issued_file(m);
    if (!apart)
        diag(m->office->diags, DIAG_R182, m->doc->pos, m->job->target, m->lock->issued);
    return apart;
}

/* Whoever revises an issued document has its words, and knows that they are others. */
static bool is_draft_since(struct making_one *m)
{
    struct lock *now = m->lock ? new_lock(m) : NULL;
    if (now && record_lock_is_revised(m->arena, m->lock, now)) {
        diag(m->office->diags, DIAG_R111, m->doc->pos, m->job->source.name, m->lock->issued);
        record_lock_explain(m->doc, m->lock, now, true, m->office->diags);
    }
    return true;
}

/* Whether the lock at hand, passed over for --reissue, is of this very PDF; a damaged one is not.
 */
static bool is_locked_so(struct making_one *m)
{
    struct diags *own = diags_beside(m->office->diags);
    struct lock *lock = record_lock_read(m->arena, m->lock_path, own);
    diags_drop(own);
    return lock && strcmp(lock->pdf, m->hash) == 0;
}

/* Whether the PDF at hand gets a lock. */
static bool wants_lock(struct making_one *m)
{
    if (!is_pdf(m->run) || m->since)
        return false;
    bool there = m->lock_path && file_exists(m->lock_path);
    return there ? m->run->reissue && !is_locked_so(m) : m->lock_path && m->run->issue;
}

/* The PDF and its lock as one. */
static bool commit_with_lock(struct making_one *m, struct sink *out)
{
    struct lock *lock = new_lock(m);
    struct diags *d = m->office->diags;
    const char *target = has_place(m) && !m->same ? m->job->target : NULL;
    bool kept = lock && record_keep(m->arena, m->job->source.name, office_home(m->office), lock, d);
    if (!kept) {
        sink_abandon(out);
        return false;
    }
    bool ok = record_pair_commit(m->arena, out, target, m->lock_path, lock, d);
    if (ok && m->run->issue)
        m->new_lock = m->lock_path;
    return ok;
}

/* ---- from source to target ---- */

/* The copy is for reading alone, and says so. */
static bool mark_changes(struct making_one *m)
{
    struct hongtou *h = m->office;
    const struct compare_result *r = office_mark_since(h, m->doc, m->run->since, &m->since);
    if (r)
        diag(h->diags, DIAG_C103, m->doc->pos, m->since,
             compare_summary(m->arena, r, office_lang(h)));
    return r != NULL;
}

/* The earlier edition, as mark_changes would have it. */
static bool read_before(struct making_one *m)
{
    struct hongtou_source source = {.name = m->run->before};
    struct date own_day = {0};
    struct edition before;
    if (!source.name || m->run->kind != HONGTOU_DOCX)
        return true;
    if (!office_edition(m->office, m->arena, &source, true, own_day, &before))
        return false;
    m->before = before.doc;
    return true;
}

/* The staff file is asked about an issued document's own day again, whatever --as-of says. */
static bool read_document(struct making_one *m)
{
    struct hongtou *h = m->office;
    if (m->run->kind == HONGTOU_TREE)
        return true;
    if (!open_lock(m))
        return false;
    if (m->lock && m->lock->as_of.year)
        m->doc = office_document(h, m->arena, m->tree, m->lock->as_of, h->diags);
    else
        m->doc = office_document_today(h, m->arena, m->tree);
    if (!m->doc)
        return false;
    record_facts_of(m->arena, m->doc->people, &m->facts);
    return m->run->since ? mark_changes(m) : read_before(m);
}

static bool write_target(struct making_one *m, struct sink *out)
{
    if (m->before)
        return office_write_revised(m->office, m->doc, m->before, out, &m->written);
    if (m->since)
        return office_write_marked(m->office, m->doc, m->run->kind, m->since, out, &m->written);
    if (m->doc)
        return office_write(m->office, m->doc, m->run->kind, out, &m->written);
    struct buf text = {0};
    xml_dump(m->tree, &text);
    bool ok = sink_write(out, text.p, text.n);
    buf_drop(&text);
    return ok;
}

/* Writes beside its place, and puts there what may and need be. A file that was named is always
 * written: whoever names it, as make does, goes by its time. accept: NULL, the caller judges. */
static bool make_target(struct making_one *m, bool (*accept)(struct making_one *))
{
    struct diags *d = m->office->diags;
    const char *target = m->job->target;
    if (target && strcmp(target, "-") != 0 &&
        !file_make_folder(dirname(arena_strdup(m->arena, target)), d))
        return false;
    struct sink *out = m->job->memory ? sink_to_memory(m->job->memory, d) : sink_open(target, d);
    if (!out)
        return false;
    struct sha256 hash;
    bool hashed = m->lock || m->run->issue || m->run->reissue; /* no other file is told by it */
    sha256_begin(&hash);
    if (hashed)
        sink_hash(out, &hash);
    bool ok = write_target(m, out);
    if (ok && hashed)
        sha256_end(&hash, m->hash);
    ok = ok && (!accept || accept(m)) && !office_is_cancelled(m->office) &&
         diags_count(d, DIAG_ERROR) == m->errors;
    m->same = ok && (m->kept || (m->job->recorded && sink_is_same(out)));
    if (m->same) { /* it stands */
        sink_abandon(out);
        out = sink_open(NULL, d);
    }
    if (ok)
        return wants_lock(m) ? commit_with_lock(m, out) : sink_commit(out);
    sink_abandon(out);
    return false;
}

/* A new file, and what names in it are others. */
static void tell(struct making_one *m)
{
    struct arena *a = m->told;
    fact_lines old = {0};
    fact_changes changes = {0};
    VEC(const char *) texts = {0};
    if (!m->same && m->job->recorded && record_facts(m->arena, m->job->target, &old))
        record_facts_compare(m->arena, &old, &m->facts, &changes);
    for (size_t i = 0; i < changes.n; i++)
        VEC_PUSH(a, &texts, record_change_text(a, &changes.v[i], office_lang(m->office)));
    m->made.status = m->same ? OFFICE_SAME : OFFICE_MADE;
    m->made.lock = m->new_lock ? arena_strdup(a, m->new_lock) : NULL;
    m->made.pages = m->written.pages;
    m->made.changes = texts.v;
    m->made.n_changes = texts.n;
}

static bool compile(struct making_one *m)
{
    bool (*accept)(struct making_one *) = m->run->since      ? is_copy_apart
                                          : is_pdf(m->run) ? may_be
                                                           : is_draft_since;
    if (!read_document(m))
        return false;
    if (m->run->issue && m->doc)
        office_tell_sample_words(m->office, m->doc);
    if (!make_target(m, accept))
        return false;
    tell(m);
    return true;
}

/* ---- and whether to ---- */

static bool is_current(struct making_one *m, struct record *r)
{
    struct making *run = m->run;
    if (!m->job->recorded || run->force || run->reissue || run->issue ||
        !record_is_current(m->arena, r))
        return false;
    m->made.status = r->nothing ? OFFICE_NOTHING : OFFICE_CURRENT;
    m->made.warnings = r->warnings;
    m->made.pages = r->pages;
    if (run->recall)
        record_recall(m->arena, r->target, m->office->deps);
    return true;
}

/* From here on files and findings are this document's. False: reported. */
static bool read_tree(struct making_one *m)
{
    m->errors = diags_count(m->office->diags, DIAG_ERROR);
    record_deps_begin(m->office->deps);
    record_deps_wait(m->office->deps, m->run->recall);
    m->tree = office_tree(m->office, m->arena, &m->job->source);
    return m->tree != NULL;
}

/* With a record, where there is to be one, that it is done. */
static bool read_and_compile(struct making_one *m, struct record *r)
{
    struct hongtou *h = m->office;
    size_t warnings = diags_count(h->diags, DIAG_WARNING);
    bool read = read_tree(m);
    r->nothing = read && m->job->in_folder && vocab_is_staff(m->tree);
    if (!read || !(r->nothing || compile(m)))
        return false;
    if (r->nothing)
        m->made.status = OFFICE_NOTHING;
    r->warnings = m->made.warnings = diags_count(h->diags, DIAG_WARNING) - warnings;
    r->pages = m->made.pages;
    if (m->job->recorded)
        r->origin = office_relative(m->arena, r->target, r->source);
    r->deps = h->deps;
    r->facts = &m->facts;
    r->begun = record_deps_are_settled(h->deps, true) ? record_now() : m->run->begun;
    return !m->job->recorded || record_write(m->arena, r, h->diags);
}

bool office_make(struct making *run, struct arena *told, const struct make_job *job,
                 struct office_made *out)
{
    struct arena *a = arena_new();
    const char *name = job->source.name;
    struct making_one m = {
        .run = run, .office = run->office, .arena = a, .told = told, .job = job, .held = {-1}};
    struct record r = {.source = name, .target = job->target, .settings = run->settings};
    if (job->recorded)
        r.settings = arena_printf(a, "%s faces=%s", run->settings, office_found_fonts(run->office));
    if ((is_pdf(run) || run->kind == HONGTOU_DOCX) && !job->source.bytes && strcmp(name, "-") != 0)
        m.lock_path = record_lock_path(a, name);
    m.made = (struct office_made){.source = name,
                                  .target = job->target,
                                  .in_folder = job->in_folder,
                                  .status = OFFICE_FAILED};
    bool ok = hold(&m) && (is_current(&m, &r) || read_and_compile(&m, &r));
    file_release(&m.held);
    if (!ok)
        m.made.status = OFFICE_FAILED;
    if (out)
        *out = m.made;
    arena_drop(a);
    return ok;
}

/* ---- what was issued ---- */

bool office_make_verification(struct making *run, struct arena *a, const char *source,
                              struct make_verification *out)
{
    struct hongtou *h = run->office;
    struct make_job job = {.source = {.name = source}};
    struct making_one m = {
        .run = run, .office = h, .arena = a, .job = &job, .lock_path = record_lock_path(a, source),
        .held = {-1}};
    if (!file_exists(m.lock_path)) {
        diag_system(h->diags, DIAG_R107, source);
        return false;
    }
    if (!read_tree(&m) || !read_document(&m) || !make_target(&m, NULL))
        return false;
    memcpy(out->now, m.hash, sizeof m.hash);
    out->issued = m.lock->pdf;
    out->day = m.lock->issued;
    out->program_alone = !is_as_issued(&m) && m.cause == LOCK_PROGRAM_ALONE;
    return true;
}
