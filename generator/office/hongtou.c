/*
 * The public face: each call begins with no findings and nothing read, and ends with a status. The
 * rooms of the house do the work.
 */
#include "office/hongtou.h"

#include <stdlib.h>
#include <string.h>

#include "conform/conform.h"
#include "import/import.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "value/date.h"
#include "xml/edit.h"

struct hongtou *hongtou_open(const struct hongtou_config *config)
{
    struct diags *d = diags_new(config->language == HONGTOU_EN ? DIAG_EN : DIAG_ZH);
    struct hongtou *h = office_open(config, d);
    h->owns_diags = true;
    return h;
}

/* ---- a call ---- */

/* Forgets the last call. */
static void begin(struct hongtou *h)
{
    struct diags *last = h->diags;
    h->diags = diags_beside(last);
    diags_drop(last);
    record_deps_forget(h->deps);
    office_forget(h);
    h->findings = NULL;
    h->n_findings = 0;
}

/* A request to cancel holds for one call, be it under way or the next one. */
static enum hongtou_status end(struct hongtou *h, bool ok)
{
    int status = diags_status(h->diags);
    if (atomic_exchange(&h->cancelled, false) && !ok)
        return HONGTOU_CANCELLED;
    return status || ok ? (enum hongtou_status)status : HONGTOU_DOCUMENT;
}

/* lacks: what the caller did not give, or NULL. */
static bool is_whole(struct hongtou *h, const struct hongtou_source *source, const char *lacks)
{
    lacks = source->name ? lacks : "hongtou_source.name";
    if (lacks)
        diag_system(h->diags, DIAG_U016, lacks);
    return !lacks;
}

/* What a call made goes to the caller, if it is to be given and the caller has room for it. */
static void give(struct buf *out, bool is_given, struct hongtou_bytes *bytes)
{
    if (bytes)
        *bytes = (struct hongtou_bytes){NULL, 0};
    if (bytes && is_given)
        *bytes = (struct hongtou_bytes){out->p, out->n};
    else
        buf_drop(out);
}

enum hongtou_status hongtou_compile(struct hongtou *h, const struct hongtou_source *source,
                                    enum hongtou_kind kind, const char *target,
                                    struct hongtou_bytes *bytes)
{
    struct buf out = {0};
    begin(h);
    const char *lacks = !target && !bytes ? "target" : kind >= HONGTOU_KINDS ? "kind" : NULL;
    bool ok = is_whole(h, source, lacks) && office_compile(h, source, kind, target, &out);
    give(&out, ok && !target, bytes);
    return end(h, ok);
}

enum hongtou_status hongtou_compare(struct hongtou *h, const struct hongtou_source *old,
                                    const struct hongtou_source *now, enum hongtou_comparison form,
                                    const char *target, struct hongtou_bytes *bytes)
{
    struct buf out = {0};
    begin(h);
    const char *lacks = !target && !bytes             ? "target"
                        : form > HONGTOU_COMPARE_DOCX ? "form"
                        : old && !old->name           ? "hongtou_source.name"
                                                      : NULL;
    struct office_compare job = {old, *now, form, target};
    bool ok = is_whole(h, now, lacks) && office_compare(h, &job, &out);
    give(&out, ok && !target, bytes);
    return end(h, ok);
}

void hongtou_free(struct hongtou_bytes *bytes)
{
    free(bytes->p);
    *bytes = (struct hongtou_bytes){NULL, 0};
}

enum hongtou_status hongtou_attachments(struct hongtou *h, const struct hongtou_source *source,
                                        hongtou_attachment_call *take, void *user)
{
    begin(h);
    return end(h, is_whole(h, source, take ? NULL : "take") &&
                      office_attachments(h, source, take, user));
}

enum hongtou_status hongtou_issue(struct hongtou *h, const char *path, const char *seen,
                                  bool reissue)
{
    begin(h);
    bool ok = is_whole(h, &(struct hongtou_source){.name = path}, NULL) &&
              office_issue(h, path, seen, reissue);
    return end(h, ok);
}

enum hongtou_status hongtou_issued(struct hongtou *h, const char *path, struct hongtou_lock *lock)
{
    *lock = (struct hongtou_lock){0};
    begin(h);
    bool ok = is_whole(h, &(struct hongtou_source){.name = path}, NULL) &&
              office_issued(h, path, lock);
    return end(h, ok);
}

enum hongtou_status hongtou_pictures(struct hongtou *h, const struct hongtou_source *source,
                                     const struct hongtou_pictures *job)
{
    bool sharp = job->dpi >= HONGTOU_MIN_DPI && job->dpi <= HONGTOU_MAX_DPI;
    const char *lacks = !job->put ? "put" : !sharp ? "dpi" : NULL;
    begin(h);
    return end(h, is_whole(h, source, lacks) && office_pictures(h, source, job));
}

enum hongtou_status hongtou_check(struct hongtou *h, const struct hongtou_source *source,
                                  const struct hongtou_measure **rows, size_t *n)
{
    struct conform_report report = {0};
    begin(h);
    struct tree *tree = is_whole(h, source, NULL) ? office_tree(h, h->call, source) : NULL;
    struct document *doc = tree ? office_document_today(h, h->call, tree) : NULL;
    bool ok = doc && office_measure(h, doc, office_staff_of(h, doc), &report);
    struct hongtou_measure *list = ARENA_ARRAY(h->call, struct hongtou_measure, report.n + 1);
    for (size_t i = 0; i < report.n; i++) {
        const struct conform_row *r = &report.rows[i];
        list[i] = (struct hongtou_measure){.clause = r->clause,
                                           .required = r->strength == STRENGTH_MUST,
                                           .element = r->element,
                                           .item = r->item,
                                           .wanted = r->wanted,
                                           .measured = r->measured,
                                           .page = r->page,
                                           .verdict = (enum hongtou_verdict)r->verdict,
                                           .reason = r->reason};
    }
    *rows = list;
    *n = report.n;
    return end(h, ok);
}

enum hongtou_status hongtou_proofread(struct hongtou *h, const struct hongtou_source *source)
{
    begin(h);
    struct tree *tree = is_whole(h, source, NULL) ? office_tree(h, h->call, source) : NULL;
    struct document *doc = tree ? office_document_today(h, h->call, tree) : NULL;
    if (doc)
        office_proofread(h, doc, office_staff_of(h, doc));
    return end(h, doc != NULL);
}

enum hongtou_status hongtou_fix(struct hongtou *h, const struct hongtou_source *source,
                                struct hongtou_bytes *xml)
{
    struct buf out = {0};
    begin(h);
    bool ok = is_whole(h, source, !xml ? "xml" : NULL) && office_fix_source(h, source, &out);
    give(&out, ok, xml);
    return end(h, ok);
}

enum hongtou_status hongtou_mends(struct hongtou *h, const struct hongtou_source *source,
                                  const struct hongtou_edit **edits, size_t *n)
{
    begin(h);
    struct xml_edits offered = {.arena = h->call};
    bool ok = is_whole(h, source, NULL) && office_mends(h, source, &offered);
    *n = ok ? offered.list.n : 0;
    struct hongtou_edit *list = ARENA_ARRAY(h->call, struct hongtou_edit, *n + 1);
    for (size_t i = 0; i < *n; i++) {
        const struct xml_edit *x = &offered.list.v[i];
        list[i] = (struct hongtou_edit){x->from, x->to, x->text, x->group};
    }
    *edits = list;
    return end(h, ok);
}

/* ---- drafts ---- */

/* What is printed as it was typed is no change to tell of. */
static void list_changes(struct hongtou *h, const struct imported *im, struct hongtou_imported *told)
{
    struct hongtou_change *list = ARENA_ARRAY(h->call, struct hongtou_change, im->changes.n + 1);
    struct source_lines lines = {.arena = h->call};
    for (size_t i = 0; i < im->changes.n; i++) {
        const struct import_change *c = &im->changes.v[i];
        if (c->to)
            list[told->n_changes++] =
                (struct hongtou_change){.line = source_line(&lines, text_pos(c->from, 0)),
                                        .from = text_utf8(h->call, c->from),
                                        .to = c->to};
    }
    told->changes = list;
}

static void list_paragraphs(struct hongtou *h, const struct imported *im,
                            struct hongtou_imported *told)
{
    struct hongtou_paragraph *list =
        ARENA_ARRAY(h->call, struct hongtou_paragraph, im->lines.n + 1);
    struct source_lines lines = {.arena = h->call};
    for (size_t i = 0; i < im->lines.n; i++) {
        const struct import_line *l = &im->lines.v[i];
        list[i] = (struct hongtou_paragraph){
            .line = l->text.n ? source_line(&lines, text_pos(l->text, 0)) : 0,
            .kind = import_kind_name(l->kind),
            .level = l->level,
            .trust = (enum hongtou_trust)l->trust,
            .text = text_utf8(h->call, l->text)};
    }
    told->paragraphs = list;
    told->n_paragraphs = im->lines.n;
}

static void list_beside(struct hongtou *h, const struct imported *im, struct hongtou_imported *told)
{
    struct hongtou_beside *list = ARENA_ARRAY(h->call, struct hongtou_beside, im->files.n + 1);
    for (size_t i = 0; i < im->files.n; i++)
        list[i] = (struct hongtou_beside){im->files.v[i].path, im->files.v[i].bytes, im->files.v[i].n};
    told->beside = list;
    told->n_beside = im->files.n;
}

enum hongtou_status hongtou_import(struct hongtou *h, const struct hongtou_source *draft,
                                   const char *staff, const char *target,
                                   struct hongtou_bytes *xml, struct hongtou_imported *told)
{
    struct buf out = {0};
    struct imported im = {0};
    struct file_hold held = {-1};
    bool writes = target && !xml, onto = target && file_exists(target);
    begin(h);
    bool ok = is_whole(h, draft, !target && !xml ? "target" : NULL) &&
              (!writes || file_hold(&held, target, OFFICE_PATIENCE, h->diags)) &&
              office_import_draft(h, h->call, draft, staff, target, &im, &out) &&
              (!writes || (office_write_files(h, &im) && file_rewrite(target, &out, h->diags)));
    file_release(&held);
    if (told) {
        *told = (struct hongtou_imported){0};
        list_paragraphs(h, &im, told);
        list_changes(h, &im, told);
        list_beside(h, &im, told);
        told->onto = onto && im.source;
    }
    give(&out, ok && !writes, xml);
    return end(h, ok);
}

/* ---- staff files ---- */

static struct date date_of(struct hongtou_date day)
{
    return (struct date){.year = day.year, .month = day.month, .day = day.day};
}

/* A caller's bytes in the place of a file. */
struct in_memory {
    const struct hongtou_source *source;
    struct diags_reader before;
};

static bool read_in_memory(void *context, const char *path, const void **bytes, size_t *size)
{
    const struct in_memory *m = context;
    if (!m->source->bytes || strcmp(m->source->name, path) != 0)
        return m->before.read && m->before.read(m->before.context, path, bytes, size);
    *bytes = m->source->bytes;
    *size = m->source->size;
    return true;
}

enum hongtou_status hongtou_staff_check(struct hongtou *h, const struct hongtou_source *staff,
                                        struct hongtou_staff_count *count)
{
    struct office_staff_count n = {0};
    begin(h);
    struct in_memory m = {staff, *diags_reader(h->diags)};
    diags_read_from(h->diags, (struct diags_reader){read_in_memory, &m});
    bool ok = is_whole(h, staff, NULL) && office_staff_check(h, staff->name, &n);
    diags_read_from(h->diags, m.before);
    *count = (struct hongtou_staff_count){n.people, n.units, n.posts, n.tenures};
    return end(h, ok);
}

enum hongtou_status hongtou_staff_appoint(struct hongtou *h, const struct hongtou_source *staff,
                                          const struct hongtou_appointment *acts, size_t n,
                                          struct hongtou_bytes *xml)
{
    struct buf out = {0};
    begin(h);
    struct office_appointment *list = ARENA_ARRAY(h->call, struct office_appointment, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct office_appointment){.post = acts[i].post,
                                              .leaves = acts[i].leaves,
                                              .comes = acts[i].comes,
                                              .from = date_of(acts[i].from),
                                              .document = acts[i].document,
                                              .acting = acts[i].acting,
                                              .concurrent = acts[i].concurrent};
    const char *lacks = NULL;
    for (size_t i = 0; i < n && !lacks; i++)
        lacks = !acts[i].post        ? "hongtou_appointment.post"
                : !acts[i].from.year ? "hongtou_appointment.from"
                                     : NULL;
    bool ok = is_whole(h, staff, lacks) && office_staff_appoint(h, staff, list, n, &out);
    give(&out, ok, xml);
    return end(h, ok);
}

static char **path_list(struct hongtou *h, const char *const *paths, size_t n)
{
    char **list = ARENA_ARRAY(h->call, char *, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = arena_strdup(h->call, paths[i]);
    return list;
}

enum hongtou_status hongtou_staff_learn(struct hongtou *h, const char *const *paths, size_t n,
                                        const char *staff, struct hongtou_bytes *json)
{
    struct buf out = {0};
    begin(h);
    const char *lacks = n ? NULL : "paths";
    bool ok = is_whole(h, &(struct hongtou_source){.name = staff}, lacks) &&
              office_learn(h, path_list(h, paths, n), (int)n, staff, true, &out);
    give(&out, out.n > 0, json);
    return end(h, ok);
}

enum hongtou_status hongtou_staff_affected(struct hongtou *h, const char *const *paths, size_t n,
                                           struct hongtou_date day, struct hongtou_bytes *json)
{
    struct buf out = {0};
    size_t places;
    begin(h);
    struct office_survey job = {.paths = path_list(h, paths, n),
                                .n_paths = (int)n,
                                .day = day.year ? date_of(day) : date_today(),
                                .json = true};
    bool ok = office_affected(h, &job, &out, &places);
    give(&out, out.n > 0, json);
    return end(h, ok);
}

enum hongtou_status hongtou_staff_adjust(struct hongtou *h, const struct hongtou_adjustment *job,
                                         struct hongtou_bytes *xml)
{
    struct buf out = {0};
    begin(h);
    struct office_adjust adjust = {.path = job->document,
                                   .roster = job->group,
                                   .output = job->draft,
                                   .period = {date_of(job->from), date_of(job->to)}};
    bool ok = is_whole(h, &(struct hongtou_source){.name = job->document}, NULL) &&
              office_adjust(h, &adjust, &out);
    give(&out, ok, xml);
    return end(h, ok);
}

/* ---- findings ---- */

_Static_assert((int)HONGTOU_ERROR == (int)DIAG_ERROR && (int)HONGTOU_NOTE == (int)DIAG_NOTE,
               "levels are those of diags");
_Static_assert((int)HONGTOU_PERHAPS == (int)LINE_PERHAPS &&
                   (int)HONGTOU_CERTAIN == (int)LINE_SURE,
               "trust is that of recognise");
_Static_assert((int)HONGTOU_UNCHECKED == (int)VERDICT_UNCHECKED &&
                   (int)HONGTOU_BREACHES == (int)VERDICT_BREACHES,
               "verdicts are those of conform");
_Static_assert((int)HONGTOU_SYSTEM == (int)EXIT_SYSTEM && (int)HONGTOU_USAGE == (int)EXIT_USAGE,
               "statuses are those of the program");

size_t hongtou_finding_count(struct hongtou *h)
{
    if (!h->findings) {
        const struct diag_view *views;
        size_t n = diags_view(h->diags, &views);
        h->findings = ARENA_ARRAY(h->call, struct hongtou_finding, n + 1);
        for (size_t i = 0; i < n; i++)
            h->findings[i] = (struct hongtou_finding){.level = (enum hongtou_level)views[i].level,
                                                      .code = views[i].code,
                                                      .file = views[i].file,
                                                      .line = views[i].line,
                                                      .column = views[i].column,
                                                      .message = views[i].text,
                                                      .hint = views[i].hint};
        h->n_findings = n;
    }
    return h->n_findings;
}

const struct hongtou_finding *hongtou_finding(struct hongtou *h, size_t i)
{
    return i < hongtou_finding_count(h) ? &h->findings[i] : NULL;
}
