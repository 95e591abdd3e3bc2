/* What a worker does with documents that are signed: issues them, reads their locks, compares. */
#include "desk/work.h"

#include <string.h>

#include "base/file.h"

static void add_more(struct worker *w, const char *bytes, size_t n)
{
    VEC_PUSH(w->arena, &w->more, ((struct parcel){bytes ? arena_copy(w->arena, bytes, n) : "", n}));
}

/* What the last call ended for; "": nothing is known. */
static const char *first_error(struct worker *w)
{
    for (size_t i = 0; i < hongtou_finding_count(w->h); i++)
        if (hongtou_finding(w->h, i)->level == HONGTOU_ERROR)
            return hongtou_finding(w->h, i)->message;
    return "";
}

/* name, the hash of the PDF that was seen, "again" of one that is issued already; a worker that may
 * write. The second part of the answer is why it was not issued. */
void work_issue(struct worker *w, const struct message *m)
{
    const char *name = message_text(m, 1);
    worker_add_status(w,
                      hongtou_issue(w->h, name, message_text(m, 2), *message_text(m, 3) != '\0'));
    worker_add_findings(w, name);
    buf_char(&w->json, '}');
    const char *why = first_error(w);
    add_more(w, why, strlen(why));
}

/* name; the second part of the answer is the text as it was issued */
void work_issued(struct worker *w, const struct message *m)
{
    const char *name = message_text(m, 1);
    struct hongtou_lock lock;
    struct buf *b = &w->json;
    worker_add_status(w, hongtou_issued(w->h, name, &lock));
    worker_add_text(b, "day", lock.day);
    buf_char(b, ',');
    worker_add_text(b, "pdf", lock.pdf);
    buf_char(b, ',');
    worker_add_text(b, "version", lock.version);
    if (lock.as_of.year)
        buf_printf(b, ",\"as_of\":\"%04d-%02d-%02d\"", lock.as_of.year, lock.as_of.month,
                   lock.as_of.day);
    buf_printf(b, ",\"holds\":%s,\"kept\":%s,", lock.holds ? "true" : "false",
               lock.text ? "true" : "false");
    worker_add_findings(w, name);
    buf_char(b, '}');
    add_more(w, lock.text, lock.size);
}

/* The folder of a document's name, for other texts of it. */
static const char *folder_of(struct worker *w, const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? arena_strndup(w->arena, name, (size_t)(slash - name)) : ".";
}

/* name, text, what the earlier text is called, the earlier text (empty: what was issued); the second
 * part of the answer is the comparison as JSON */
void work_compare(struct worker *w, const struct message *m)
{
    struct hongtou_source now = worker_source(m);
    struct hongtou_source old = {.name = arena_printf(w->arena, "%s.xml", message_text(m, 3)),
                                 .bytes = message_text(m, 4),
                                 .size = m->n > 4 ? m->parts[4].n : 0,
                                 .folder = folder_of(w, now.name)};
    struct hongtou_bytes json = {NULL, 0};
    enum hongtou_status status = hongtou_compare(w->h, old.size ? &old : NULL, &now,
                                                 HONGTOU_COMPARE_JSON, NULL, &json);
    worker_add_status(w, status);
    worker_add_findings(w, now.name);
    buf_char(&w->json, '}');
    add_more(w, json.p, json.n);
    hongtou_free(&json);
}
