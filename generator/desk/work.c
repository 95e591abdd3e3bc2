/* What the answers of workers are made of. */
#include "desk/work.h"

#include <inttypes.h>
#include <string.h>

void worker_add_text(struct buf *b, const char *name, const char *value)
{
    buf_printf(b, "\"%s\":", name);
    buf_json(b, value ? value : "");
}

void worker_add_findings(struct worker *w, const char *name)
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
            worker_add_text(b, "file", f->file);
            buf_char(b, ',');
        }
        worker_add_text(b, "message", f->message);
        buf_char(b, ',');
        worker_add_text(b, "hint", f->hint);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

struct hongtou_source worker_source(const struct message *m)
{
    return (struct hongtou_source){.name = message_text(m, 1),
                                   .bytes = message_text(m, 2),
                                   .size = m->n > 2 ? m->parts[2].n : 0};
}

void worker_add_status(struct worker *w, enum hongtou_status status)
{
    buf_printf(&w->json, "{\"status\":%d,", (int)status);
}
