/* How a job talks to the server. */
#include "desk/work_job.h"

#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/cage.h"
#include "base/clock.h"

/* ---- limits ---- */

/* Strangers' files may unfold into gigabytes. Sanitizers need more room than any. */
static void limit_all(void)
{
    enum { BEHIND = 10 };
#ifndef MEM_SANITIZED
    cage_limit(RLIMIT_AS, (uint64_t)1 << 30);
#endif
    cage_limit(RLIMIT_FSIZE, (uint64_t)4 << 30);
    cage_limit(RLIMIT_CPU, 1800);
    setpriority(PRIO_PROCESS, 0, BEHIND); /* previews go before */
}

/* ---- how far it is ---- */

static bool is_asked_to_end(struct errand *t)
{
    struct pollfd p = {.fd = t->worker->socket, .events = POLLIN};
    t->cancelled = t->cancelled || poll(&p, 1, 0) != 0; /* or the server is gone */
    return t->cancelled;
}

bool errand_progress(struct errand *t, int done, int all)
{
    enum { PAUSE_MS = 150 };
    int64_t now = clock_ms();
    if (now - t->told < PAUSE_MS && done < all)
        return !t->cancelled;
    t->told = now;
    struct buf b = {0};
    buf_str(&b, "{\"stage\":");
    buf_json(&b, t->stage);
    buf_printf(&b, ",\"done\":%d,\"all\":%d}", done, all);
    const struct parcel parts[] = {{"", 0}, {b.p, b.n}};
    bool heard = message_send(t->worker->socket, parts, sizeof parts / sizeof *parts);
    buf_drop(&b);
    t->cancelled = t->cancelled || !heard;
    return !is_asked_to_end(t);
}

static bool take_progress(void *user, const struct hongtou_progress *p)
{
    struct errand *t = user;
    return p->stage != HONGTOU_PRINTING || errand_progress(t, p->done, p->all);
}

/* ---- beginning and end ---- */

void errand_begin(struct errand *t, struct worker *w, const struct message *m)
{
    struct hongtou_config config = *w->config;
    *t = (struct errand){.worker = w, .message = m, .diags = diags_new(DIAG_ZH), .stage = ""};
    limit_all();
    config.progress = take_progress;
    config.user = t;
    t->office = office_open(&config, t->diags);
}

/* What people see of a file in a tray is its name. */
static const char *plain(const struct errand *t, const char *text)
{
    const char *tray = errand_value(t, "tray"), *at;
    struct arena *a = t->worker->arena;
    size_t n = strlen(tray);
    while (n && text && (at = strstr(text, tray)))
        text = arena_printf(a, "%.*s%s", (int)(at - text), text, at + n + (at[n] == '/'));
    return text;
}

static void add_findings(struct errand *t)
{
    static const char *const levels[] = {[DIAG_NOTE] = "note", "warning", "error"};
    const struct diag_view *list;
    size_t n = diags_view(t->diags, &list);
    struct buf *b = &t->worker->json;
    buf_str(b, "\"findings\":[");
    for (size_t i = 0; i < n; i++) {
        buf_printf(b, "%s{\"code\":\"%s\",\"level\":\"%s\",\"line\":%" PRIu32 ",", i ? "," : "",
                   list[i].code, levels[list[i].level], list[i].line);
        worker_add_text(b, "file", plain(t, list[i].file));
        buf_char(b, ',');
        worker_add_text(b, "message", plain(t, list[i].text));
        buf_char(b, ',');
        worker_add_text(b, "hint", list[i].hint);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

void errand_end(struct errand *t, bool ok, const char *beside)
{
    struct worker *w = t->worker;
    add_findings(t);
    buf_char(&w->json, '}');
    const char *state = t->cancelled ? "cancelled" : ok ? "done" : "failed";
    VEC_PUSH(w->arena, &w->more, parcel_of(state));
    VEC_PUSH(w->arena, &w->more, parcel_of(arena_strdup(w->arena, beside)));
    hongtou_close(t->office);
    diags_drop(t->diags);
}

/* ---- particulars ---- */

const char *errand_value_at(const struct errand *t, const char *name, size_t i)
{
    size_t n = strlen(name);
    for (size_t k = 1; k < t->message->n; k++) {
        const char *p = t->message->parts[k].p;
        if (strncmp(p, name, n) == 0 && p[n] == '=' && i-- == 0)
            return p + n + 1;
    }
    return NULL;
}

const char *errand_value(const struct errand *t, const char *name)
{
    const char *value = errand_value_at(t, name, 0);
    return value ? value : "";
}

void errand_add_texts(struct buf *b, const char *name, const char *const texts[], size_t n)
{
    buf_printf(b, "\"%s\":[", name);
    for (size_t i = 0; i < n; i++) {
        buf_str(b, i ? "," : "");
        buf_json(b, texts[i] ? texts[i] : "");
    }
    buf_char(b, ']');
}
