/*
 * The shared strings of a workbook. A string is a <t>, or the <t> of its runs one after the other;
 * how it is pronounced (<rPh>) is no part of it.
 */
#include <string.h>

#include "sheet/sheet_int.h"

struct gathering {
    struct archive *archive;
    struct strings *strings;
    size_t start; /* of the string at hand */
    bool in_text, in_phonetic, told;
};

static bool start(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    struct gathering *g = context;
    (void)attrs, (void)n;
    if (strcmp(name, "si") == 0)
        g->start = g->strings->bytes.n;
    else if (strcmp(name, "rPh") == 0)
        g->in_phonetic = true;
    else if (strcmp(name, "t") == 0)
        g->in_text = !g->in_phonetic;
    return true;
}

static bool text(void *context, const char *utf8, size_t n)
{
    struct gathering *g = context;
    if (g->in_text)
        buf_add(&g->strings->bytes, utf8, n);
    return true;
}

static bool end_string(struct gathering *g)
{
    struct strings *s = g->strings;
    if (s->ends.n == SHEET_MAX_STRINGS) {
        g->told = true;
        return reader_too_many(archive_reader(g->archive));
    }
    part_unescape(&s->bytes, g->start);
    VEC_PUSH(archive_reader(g->archive)->scratch, &s->ends, (uint32_t)s->bytes.n);
    return true;
}

static bool end(void *context, const char *name)
{
    struct gathering *g = context;
    if (strcmp(name, "t") == 0)
        g->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        g->in_phonetic = false;
    else if (strcmp(name, "si") == 0)
        return end_string(g);
    return true;
}

bool strings_read(struct archive *a, const char *name, struct strings *out)
{
    struct gathering g = {.archive = a, .strings = out};
    struct xml_events events = {&g, start, text, end};
    return !name || part_scan(a, name, &events, &g.told);
}

bool strings_get(const struct strings *s, uint32_t index, const char **utf8, size_t *n)
{
    if (index >= s->ends.n)
        return false;
    uint32_t from = index ? s->ends.v[index - 1] : 0;
    *utf8 = s->bytes.p ? s->bytes.p + from : "";
    *n = s->ends.v[index] - from;
    return true;
}
