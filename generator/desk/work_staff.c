/* What a worker does with staff files: what is wrong with one, changes of staff, which documents
 * they concern, and what is to be made of those. */
#include "desk/work.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"

/* 2026-09-10; year 0: it is no day. */
static struct hongtou_date day_of(const char *text)
{
    struct hongtou_date day = {0, 0, 0};
    char behind;
    if (sscanf(text, "%4d-%2d-%2d%c", &day.year, &day.month, &day.day, &behind) != 3)
        day = (struct hongtou_date){0, 0, 0};
    return day;
}

/* The answer: how it ended, what was found, and what was made behind it. */
static void finish(struct worker *w, enum hongtou_status status, const char *name,
                   struct hongtou_bytes *made)
{
    worker_add_status(w, status);
    worker_add_findings(w, name);
    buf_char(&w->json, '}');
    VEC_PUSH(w->arena, &w->more,
             ((struct parcel){made->p ? arena_copy(w->arena, made->p, made->n) : "", made->n}));
    hongtou_free(made);
}

/* name, text */
void work_staff_check(struct worker *w, const struct message *m)
{
    struct hongtou_source source = worker_source(m);
    struct hongtou_staff_count n;
    enum hongtou_status status = hongtou_staff_check(w->h, &source, &n);
    worker_add_status(w, status);
    buf_printf(&w->json, "\"people\":%zu,\"units\":%zu,\"posts\":%zu,\"tenures\":%zu,", n.people,
               n.units, n.posts, n.tenures);
    worker_add_findings(w, source.name);
    buf_char(&w->json, '}');
}

/* name, text; of each act: post, who leaves, who comes, day, document, 是 when acting, 是 when
 * concurrent */
void work_staff_appoint(struct worker *w, const struct message *m)
{
    enum { FIRST = 3, PARTS = 7 };
    struct hongtou_source source = worker_source(m);
    struct hongtou_bytes xml = {NULL, 0};
    VEC(struct hongtou_appointment) acts = {0};
    for (size_t i = FIRST; i + PARTS <= m->n; i += PARTS)
        VEC_PUSH(w->arena, &acts,
                 ((struct hongtou_appointment){.post = message_text(m, i),
                                               .leaves = message_text(m, i + 1),
                                               .comes = message_text(m, i + 2),
                                               .from = day_of(message_text(m, i + 3)),
                                               .document = message_text(m, i + 4),
                                               .acting = *message_text(m, i + 5) != '\0',
                                               .concurrent = *message_text(m, i + 6) != '\0'}));
    enum hongtou_status status = hongtou_staff_appoint(w->h, &source, acts.v, acts.n, &xml);
    finish(w, status, source.name, &xml);
}

/* day */
void work_staff_affected(struct worker *w, const struct message *m)
{
    static const char *const here[] = {"."};
    struct hongtou_bytes json = {NULL, 0};
    enum hongtou_status status =
        hongtou_staff_affected(w->h, here, 1, day_of(message_text(m, 1)), &json);
    finish(w, status, "", &json);
}

/* the staff file, the one document that it learns from (empty: all); a worker that may write. Issued
 * documents stay as they are. */
void work_staff_learn(struct worker *w, const struct message *m)
{
    struct hongtou_bytes json = {NULL, 0};
    struct diags *unheard = diags_new(DIAG_EN);
    struct file_list all = file_find(w->arena, ".", ".xml", unheard);
    const char **paths = ARENA_ARRAY(w->arena, const char *, all.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        int stem = (int)(strlen(all.paths[i]) - strlen(".xml"));
        if (!file_exists(arena_printf(w->arena, "%.*s.lock", stem, all.paths[i])))
            paths[n++] = all.paths[i];
    }
    diags_drop(unheard);
    if (*message_text(m, 2)) {
        paths[0] = message_text(m, 2);
        n = 1;
    }
    enum hongtou_status status = hongtou_staff_learn(w->h, paths, n, message_text(m, 1), &json);
    finish(w, status, message_text(m, 1), &json);
}

/* name, the group or "", the first day and the second, the draft's name */
void work_staff_adjust(struct worker *w, const struct message *m)
{
    struct hongtou_bytes xml = {NULL, 0};
    struct hongtou_adjustment job = {.document = message_text(m, 1),
                                     .group = *message_text(m, 2) ? message_text(m, 2) : NULL,
                                     .from = day_of(message_text(m, 3)),
                                     .to = day_of(message_text(m, 4)),
                                     .draft = message_text(m, 5)};
    finish(w, hongtou_staff_adjust(w->h, &job, &xml), job.document, &xml);
}

/* names: each gets its PDF beside it; a worker that may write */
void work_rebuild(struct worker *w, const struct message *m)
{
    struct buf *b = &w->json;
    buf_str(b, "{\"made\":[");
    for (size_t i = 1; i < m->n; i++) {
        const char *name = message_text(m, i);
        size_t stem = strlen(name) - (file_ends_in(name, ".xml") ? strlen(".xml") : 0);
        struct hongtou_source source = {.name = name};
        enum hongtou_status status =
            hongtou_compile(w->h, &source, HONGTOU_PDF,
                            arena_printf(w->arena, "%.*s.pdf", (int)stem, name), NULL);
        buf_str(b, i > 1 ? ",{" : "{");
        worker_add_text(b, "name", name);
        buf_printf(b, ",\"status\":%d,", (int)status);
        worker_add_findings(w, name);
        buf_char(b, '}');
    }
    buf_str(b, "]}");
}
