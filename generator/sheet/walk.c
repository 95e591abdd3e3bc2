/*
 * A part of a workbook, walked along a table of steps: which element may stand in which. What is
 * not in the table is passed over with all that it holds: parts carry extensions of other
 * vocabularies, whose elements may have the same names. Names are those without prefix; what tells
 * an extension's <workbookPr> from the workbook's own is where it stands.
 */
#include <string.h>

#include "sheet/sheet_int.h"
#include "value/number.h"

struct walk {
    const struct part_steps *steps;
    void *context;
    int at;          /* the step whose element is open, or PART_ROOT */
    uint32_t beside; /* elements open that no step leads to */
};

/* The step from here to an element, or PART_ROOT: there is none. */
static int find_step(const struct walk *w, const char *name)
{
    for (int i = 0; i < w->steps->n; i++) {
        const struct part_step *s = &w->steps->list[i];
        if (s->parent == w->at && *s->name == *name && strcmp(s->name, name) == 0)
            return i;
    }
    return PART_ROOT;
}

static bool on_start(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    struct walk *w = context;
    int next = w->beside ? PART_ROOT : find_step(w, name);
    if (next == PART_ROOT) {
        w->beside++;
        return true;
    }
    w->at = next;
    const struct part_step *s = &w->steps->list[next];
    return !s->start || s->start(w->context, attrs, n);
}

static bool on_text(void *context, const char *utf8, size_t n)
{
    struct walk *w = context;
    bool wanted = !w->beside && w->at != PART_ROOT && w->steps->list[w->at].text;
    return !wanted || w->steps->list[w->at].text(w->context, utf8, n);
}

static bool on_end(void *context, const char *name)
{
    struct walk *w = context;
    (void)name;
    if (w->beside) {
        w->beside--;
        return true;
    }
    const struct part_step *s = &w->steps->list[w->at];
    w->at = s->parent;
    return !s->end || s->end(w->context);
}

bool sheet_part_walk(struct archive *a, const char *name, const struct part_steps *steps,
                     void *context, const bool *told)
{
    struct walk w = {.steps = steps, .context = context, .at = PART_ROOT};
    struct xml_events events = {&w, on_start, on_text, on_end, false};
    return sheet_part_scan(a, name, &events, told);
}

/* ---- attributes ---- */

struct xml_scan_attr sheet_part_attr(const struct xml_scan_attr attrs[], size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attrs[i].name, name) == 0)
            return attrs[i];
    return (struct xml_scan_attr){name, NULL, 0};
}

bool sheet_part_attr_is(const struct xml_scan_attr attrs[], size_t n, const char *name,
                        const char *value)
{
    struct xml_scan_attr attr = sheet_part_attr(attrs, n, name);
    return attr.value && attr.n == strlen(value) && memcmp(attr.value, value, attr.n) == 0;
}

bool sheet_part_attr_true(const struct xml_scan_attr attrs[], size_t n, const char *name)
{
    return sheet_part_attr_is(attrs, n, name, "1") || sheet_part_attr_is(attrs, n, name, "true");
}

bool sheet_part_attr_on(const struct xml_scan_attr attrs[], size_t n)
{
    return !sheet_part_attr_is(attrs, n, "val", "0") &&
           !sheet_part_attr_is(attrs, n, "val", "false");
}

bool sheet_part_attr_number(const struct xml_scan_attr attrs[], size_t n, const char *name,
                            uint32_t limit, uint32_t *out)
{
    struct xml_scan_attr attr = sheet_part_attr(attrs, n, name);
    return attr.value && number_parse(attr.value, attr.n, limit, out);
}
