/*
 * What was signed is what is issued: a document's PDF and lock, provided that the PDF is the very
 * one that whoever signs has seen. And what a lock says of a document, and whether it still holds.
 */
#include <string.h>

#include "office/diag.def"
#include "office/editions.h"
#include "office/make.h"

/* 通知.pdf for 通知.xml */
static const char *pdf_path(struct arena *a, const char *source)
{
    size_t stem = strlen(source) - (file_ends_in(source, ".xml") ? strlen(".xml") : 0);
    return arena_printf(a, "%.*s.pdf", (int)stem, source);
}

bool office_issue(struct hongtou *h, const char *path, const char *seen, bool reissue)
{
    struct arena *a = arena_new();
    struct making m;
    bool ok = office_make_open(&m, a, h, HONGTOU_PDF);
    if (ok) {
        m.issue = true;
        m.reissue = reissue;
        m.seen = seen;
        ok = office_make(&m, a,
                         &(struct make_job){.source = {.name = path},
                                            .target = pdf_path(a, path),
                                            .recorded = true},
                         NULL);
    }
    arena_drop(a);
    return ok;
}

/* The document's own text as it was issued, where it is still there or was kept. */
static void read_text(struct hongtou *h, const char *path, const struct lock *lock,
                      struct hongtou_lock *out)
{
    kept_files kept = {0};
    record_kept(h->call, path, office_home(h), lock, &kept);
    for (size_t i = 0; i < kept.n; i++) {
        struct diags *own = diags_beside(h->diags);
        if (kept.v[i].kind == LOCK_SOURCE && kept.v[i].from)
            out->text = file_read(h->call, kept.v[i].from, &out->size, (struct pos){0}, own);
        diags_drop(own);
    }
}

bool office_issued(struct hongtou *h, const char *path, struct hongtou_lock *out)
{
    struct making making;
    struct make_verification v;
    const char *lock_path = record_lock_path(h->call, path);
    *out = (struct hongtou_lock){0};
    if (!file_exists(lock_path)) {
        diag_system(h->diags, DIAG_R107, path);
        return false;
    }
    const struct lock *lock = record_lock_read(h->call, lock_path, h->diags);
    if (!lock)
        return false;
    out->day = lock->issued;
    out->pdf = lock->pdf;
    out->version = lock->version;
    out->as_of = (struct hongtou_date){lock->as_of.year, lock->as_of.month, lock->as_of.day};
    read_text(h, path, lock, out);
    out->holds = office_make_open(&making, h->call, h, HONGTOU_PDF) &&
                 office_make_verification(&making, h->call, path, &v) &&
                 (v.program_alone || strcmp(v.now, lock->pdf) == 0);
    return true;
}

/* Pictures of what was issued, from what was kept of it. NULL: reported. */
struct document *office_issued_document(struct hongtou *h, struct arena *a, const char *lock)
{
    struct edition edition;
    struct hongtou_source source = {.name = lock};
    struct date own_day = {0};
    return office_edition(h, a, &source, true, own_day, &edition) ? edition.doc : NULL;
}
