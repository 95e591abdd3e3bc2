/*
 * Editions of a document. What was issued is read from where record/ kept it, by the paths that the
 * document names, as of the day of its lock: whatever became of document and staff file since.
 */
#include <libgen.h>
#include <string.h>

#include "base/file.h"
#include "compose/compose.h"
#include "model/visit.h"
#include "office/diag.def"
#include "office/editions.h"

/* ---- what a path means ---- */

struct found {
    const char *source; /* the XML file */
    const struct lock *lock;
    bool only_issued; /* a lock or a PDF was named: nothing else will do */
};

static const char *with_suffix(struct arena *a, const char *path, size_t suffix, const char *other)
{
    return arena_printf(a, "%.*s%s", (int)(strlen(path) - suffix), path, other);
}

/* A PDF that is another than its lock's was made of the XML file as it is, or is a stranger. */
static bool find_pdf(struct hongtou *h, struct arena *a, const char *path, struct found *out)
{
    char hash[SHA256_HEX];
    out->source = with_suffix(a, path, strlen(".pdf"), ".xml");
    const char *lock = record_lock_path(a, out->source);
    if (file_exists(lock) && !(out->lock = record_lock_read(a, lock, h->diags)))
        return false;
    out->only_issued = out->lock && sha256_file(path, hash) && strcmp(hash, out->lock->pdf) == 0;
    if (!out->only_issued)
        out->lock = NULL;
    bool there = file_exists(out->source);
    if (!out->only_issued && there)
        diag_system(h->diags, DIAG_C104, path, out->source);
    if (out->only_issued || there)
        return true;
    diag_system(h->diags, DIAG_C100, path, out->source);
    return false;
}

static bool find_source(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                        bool issued, struct found *out)
{
    const char *path = source->name;
    *out = (struct found){.source = path};
    if (source->bytes || strcmp(path, "-") == 0)
        return true;
    if (file_has_extension(path, ".pdf"))
        return find_pdf(h, a, path, out);
    out->only_issued = file_ends_in(path, ".lock");
    if (out->only_issued)
        out->source = with_suffix(a, path, strlen(".lock"), ".xml");
    const char *lock = out->only_issued ? path : record_lock_path(a, path);
    if (!out->only_issued && !(issued && file_exists(lock)))
        return true;
    out->lock = record_lock_read(a, lock, h->diags);
    return out->lock != NULL;
}

/* 值班通知 for drafts/值班通知.xml */
static const char *name_of(struct arena *a, const char *path)
{
    const char *name = basename(arena_strdup(a, path));
    size_t n = strlen(name), xml = strlen(".xml");
    return arena_strndup(a, name, n > xml && file_ends_in(name, ".xml") ? n - xml : n);
}

/* ---- what was issued, by the paths that the document names ---- */

struct issued_files {
    struct arena *arena;
    kept_files kept;
    struct diags_reader before;
    struct diags *diags;
};

/* The caller's own files go on to be his. */
static bool read_issued(void *context, const char *path, const void **bytes, size_t *size)
{
    struct issued_files *f = context;
    for (size_t i = 0; i < f->kept.n; i++) {
        const struct kept_file *k = &f->kept.v[i];
        if (!k->from || k->from == k->path || strcmp(k->path, path) != 0)
            continue;
        struct diags *own = diags_new(diags_lang(f->diags));
        *bytes = file_read(f->arena, k->from, size, (struct pos){0}, own);
        diags_drop(own);
        return *bytes != NULL;
    }
    return f->before.read && f->before.read(f->before.context, path, bytes, size);
}

/* Whether the document is there as it was, and is what was meant: an XML file that was changed
 * since means what it says now. Of another file that is not there, today's is taken, and told. */
static bool has_source(struct hongtou *h, const struct issued_files *f, const struct found *found)
{
    bool there = false;
    for (size_t i = 0; i < f->kept.n; i++) {
        const struct kept_file *k = &f->kept.v[i];
        bool as_is = k->from && (found->only_issued || k->from == k->path);
        there = there || (k->kind == LOCK_SOURCE && as_is);
    }
    for (size_t i = 0; there && i < f->kept.n; i++)
        if (!f->kept.v[i].from)
            diag_system(h->diags, DIAG_C102, f->kept.v[i].path, found->lock->issued);
    return there;
}

/* ---- pictures ---- */

struct looking {
    struct hongtou *office;
    struct arena *arena;
    const struct found *found;
    compare_pictures *pictures;
};

/* Of what was issued the lock says it. */
static const char *hash_of(const struct looking *l, struct text file)
{
    struct arena *a = l->arena;
    char hash[SHA256_HEX] = "";
    size_t size;
    const char *path = file_beside(a, file);
    if (l->found->lock) {
        const char *then = record_locked_hash(a, l->found->source, office_home(l->office),
                                              l->found->lock, path);
        return then ? then : "";
    }
    struct diags *own = diags_beside(l->office->diags);
    const char *bytes = file_read(a, path, &size, text_pos(file, 0), own);
    diags_drop(own);
    if (bytes)
        sha256_of(bytes, size, hash);
    return arena_strdup(a, hash);
}

static void look(void *context, struct block *b, const struct block_place *place)
{
    struct looking *l = context;
    (void)place;
    if (b->kind == BLOCK_PICTURE && b->picture->file.n)
        VEC_PUSH(l->arena, l->pictures,
                 ((struct compare_picture){b->pos, text_utf8(l->arena, b->picture->file),
                                           hash_of(l, b->picture->file)}));
}

/* ---- reading ---- */

bool office_edition_of(struct hongtou *h, struct document *doc, const char *called,
                       struct edition *out)
{
    struct arena *a = doc->arena;
    struct flow_document *flow = arena_copy(a, doc->flow, sizeof *flow);
    doc->flow = flow;
    *out =
        (struct edition){.doc = doc,
                         .compare = {.flow = flow,
                                     .names = office_names(h, doc),
                                     .people = doc->people,
                                     .staff = office_staff_of(h, doc),
                                     .called = called,
                                     .title = text_utf8(a, text_without_breaks(a, flow->title))}};
    return true;
}

/* What is doubtful in an edition is for build and check to say. */
static bool read_edition(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                         struct date day, const char *called, struct edition *out)
{
    struct tree *tree = office_tree(h, a, source);
    struct diags *own = diags_beside(h->diags);
    struct document *doc = tree ? office_document(h, a, tree, day, own) : NULL;
    if (doc)
        diags_drop(own);
    else
        diags_take(h->diags, own);
    if (!doc || !office_edition_of(h, doc, called, out))
        return false;
    return true;
}

/* 2026年9月19日签发的文稿 */
static const char *issued_called(struct arena *a, const struct lock *lock)
{
    struct date day;
    bool known = date_read_day(text_from_utf8(a, lock->issued, (struct pos){0}), &day);
    return arena_printf(a, "%s签发的文稿", known ? date_text(a, day) : lock->issued);
}

/* Staff files that were read for one edition are others for another. */
static bool read_issued_edition(struct hongtou *h, struct arena *a, const struct found *found,
                                struct issued_files *files, struct edition *out)
{
    struct staff_file *shared = office_staff_swap(h, NULL);
    files->before = *diags_reader(h->diags);
    files->diags = h->diags;
    diags_read_from(h->diags, (struct diags_reader){read_issued, files});
    bool ok = read_edition(h, a, &(struct hongtou_source){.name = found->source},
                           found->lock->as_of, issued_called(a, found->lock), out);
    diags_read_from(h->diags, files->before);
    office_staff_join(h, shared);
    if (!ok || !office_recall(out->doc, found->lock))
        return ok;
    out->doc->flow = compose(out->doc, out->doc->people, h->diags);
    return out->doc->flow && office_edition_of(h, out->doc, out->compare.called, out);
}

/* found: goes on to be what was read: without its lock, when that is not there any more. */
static bool read_found(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                       struct date day, struct found *meant, struct edition *out)
{
    struct found found = *meant;
    meant->lock = NULL;
    if (found.lock) {
        struct issued_files *files = ARENA_NEW(a, struct issued_files);
        files->arena = a;
        record_kept(a, found.source, office_home(h), found.lock, &files->kept);
        if (has_source(h, files, &found)) {
            meant->lock = found.lock;
            return read_issued_edition(h, a, &found, files, out);
        }
        if (found.only_issued) {
            diag_system(h->diags, DIAG_C101, found.source, found.lock->issued);
            return false;
        }
    }
    if (found.lock && found.lock->as_of.year)
        day = found.lock->as_of;
    struct hongtou_source own = *source;
    own.name = found.source;
    return read_edition(h, a, &own, day, name_of(a, found.source), out);
}

bool office_edition(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                    bool issued, struct date day, struct edition *out)
{
    struct found found;
    if (!find_source(h, a, source, issued, &found) || !read_found(h, a, source, day, &found, out))
        return false;
    struct looking l = {h, a, &found, &out->compare.pictures};
    visit_blocks(out->doc, look, &l);
    return true;
}

/* Of two drafts of one name. */
static const char *with_folder(struct arena *a, const char *path)
{
    const char *folder = dirname(arena_strdup(a, path));
    return arena_printf(a, "%s/%s", basename(arena_strdup(a, folder)), name_of(a, path));
}

const struct compare_result *office_mark_since(struct hongtou *h, struct document *doc,
                                               const char *earlier, const char **called)
{
    struct arena *a = doc->arena;
    struct edition old, now;
    struct date none = {0};
    struct hongtou_source source = {.name = earlier};
    if (!office_edition(h, a, &source, true, none, &old) || !office_edition_of(h, doc, "", &now))
        return NULL;
    bool alike = strcmp(old.compare.called, name_of(a, doc->pos.src->name)) == 0;
    *called = alike ? with_folder(a, earlier) : old.compare.called;
    return compare_and_mark(a, &old.compare, &now.compare, office_words(h));
}
