/* hongtou compare: two editions of a document, and what differs, as text, JSON, or a document. */
#include <string.h>

#include "base/file.h"
#include "office/diag.def"
#include "office/editions.h"

struct comparing {
    struct hongtou *office;
    struct arena *arena;
    struct edition old, now;
    const struct compare_result *result;
};

static struct date asked_day(const struct hongtou *h)
{
    struct hongtou_date day = h->config.as_of;
    return (struct date){.year = day.year, .month = day.month, .day = day.day};
}

/* The issued edition with what comes of the same document today. */
static bool read_issued_and_now(struct comparing *c, const struct hongtou_source *now)
{
    struct hongtou *h = c->office;
    struct date day = asked_day(h);
    const char *name = now->name;
    struct hongtou_source own = *now;
    size_t n = strlen(name), suffix = strlen(file_ends_in(name, ".lock") ? ".lock" : ".pdf");
    if (file_ends_in(name, ".lock") || file_has_extension(name, ".pdf"))
        own.name = arena_printf(c->arena, "%.*s.xml", (int)(n - suffix), name);
    struct hongtou_source lock = {.name = record_lock_path(c->arena, own.name)};
    if (!file_exists(lock.name)) {
        diag_system(h->diags, DIAG_R107, own.name);
        return false;
    }
    return office_edition(h, c->arena, &lock, true, day, &c->old) &&
           office_edition(h, c->arena, &own, false, day.year ? day : date_today(), &c->now);
}

static bool read_both(struct comparing *c, const struct hongtou_source *old,
                      const struct hongtou_source *now)
{
    struct hongtou *h = c->office;
    struct date day = asked_day(h), none = {0};
    bool ok = old ? office_edition(h, c->arena, old, true, none, &c->old) &&
                        office_edition(h, c->arena, now, false, day, &c->now)
                  : read_issued_and_now(c, now);
    if (!ok)
        return false;
    struct compare_edition *x = &c->old.compare, *y = &c->now.compare;
    if (strcmp(x->called, y->called) == 0) { /* drafts of one name in two folders */
        x->called = c->old.doc->pos.src->name;
        y->called = c->now.doc->pos.src->name;
    }
    if (!*y->title)
        y->title = *x->title ? x->title : y->called;
    c->result = compare_editions(c->arena, x, y, office_words(h));
    return true;
}

/* The table is compiled as any document is. */
static bool write_compiled(struct comparing *c, const struct buf *xml, enum hongtou_kind kind,
                           const char *target, struct buf *memory)
{
    struct hongtou_source source = {.name = "修订对照表.xml", .bytes = xml->p, .size = xml->n};
    return office_compile(c->office, &source, kind, target, memory);
}

static bool write(struct comparing *c, enum hongtou_comparison form, const char *target,
                  struct buf *out)
{
    const struct compare_edition *x = &c->old.compare, *y = &c->now.compare;
    enum diag_lang lang = office_lang(c->office);
    struct buf text = {0};
    bool ok = true;
    if (form == HONGTOU_COMPARE_TEXT)
        compare_add_text(x, y, c->result, lang, &text);
    else if (form == HONGTOU_COMPARE_JSON)
        compare_add_json(x, y, c->result, &text);
    else
        compare_add_document(x, y, c->result, &text);
    if (form == HONGTOU_COMPARE_PDF || form == HONGTOU_COMPARE_DOCX)
        ok = write_compiled(c, &text, form == HONGTOU_COMPARE_PDF ? HONGTOU_PDF : HONGTOU_DOCX, target,
                            out);
    else if (target)
        ok = file_write(target, &text, c->office->diags);
    else
        buf_add(out, text.p, text.n);
    buf_drop(&text);
    return ok;
}

bool office_compare(struct hongtou *h, const struct office_compare *job, struct buf *out)
{
    struct comparing c = {.office = h, .arena = arena_new()};
    bool ok = read_both(&c, job->old, &job->now) && write(&c, job->form, job->target, out);
    arena_drop(c.arena);
    return ok && !office_is_cancelled(h);
}
