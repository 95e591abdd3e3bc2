/*
 * A text of lines: each is a paragraph, empty ones too. A form feed begins a page. Whether lines
 * that were broken by hand belong together is for who recognises them.
 */
#include <string.h>

#include "draft/diag.def"
#include "draft/draft_int.h"

static void add_line(struct reading *r, const char *p, const char *end, uint32_t line)
{
    const struct source *src = r->draft->src;
    bool page = false, goes_on = false;
    for (;;) {
        while (p < end && *p == '\f') {
            page = true;
            p++;
        }
        const char *feed = memchr(p, '\f', (size_t)(end - p)), *stop = feed ? feed : end;
        struct draft_paragraph *paragraph = finish_paragraph(
            r->arena, &r->draft->blocks, src, (uint32_t)(p - src->bytes), (size_t)(stop - p));
        paragraph->place.line = line;
        paragraph->page_before = page;
        paragraph->goes_on = goes_on;
        if (!feed || feed + 1 == end)
            return;
        page = goes_on = true;
        p = feed + 1;
    }
}

bool text_read(struct reading *r, const char *bytes, size_t size)
{
    struct source *src = decode_text(r, bytes, size);
    if (!src)
        return false;
    r->draft->format = DRAFT_TEXT;
    r->draft->src = src;
    const char *p = src->bytes, *end = p + src->size;
    for (uint32_t line = 1; p < end; line++) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        stop = stop ? stop : end;
        add_line(r, p, stop, line);
        p = stop < end ? stop + 1 : end;
    }
    return true;
}
