/* How the cells of a workbook show numbers: for each format of cells (cellXfs), its number format.
 */
#include <string.h>

#include "sheet/sheet_int.h"

/* Excel itself knows some hundreds of codes. */
enum { MAX_ID = 1 << 20, MAX_CODES = 4096 };

struct code {
    uint32_t id;
    struct number_format format;
};

struct reading {
    struct archive *archive;
    struct styles *styles;
    VEC(struct code) codes; /* formats that the workbook brings */
    bool in_formats, in_xfs;
};

static bool add_code(struct reading *k, const struct xml_scan_attr attrs[], size_t n)
{
    struct xml_scan_attr code = part_attr(attrs, n, "formatCode");
    uint32_t id;
    if (!code.value || !part_attr_number(attrs, n, "numFmtId", MAX_ID, &id))
        return true;
    if (k->codes.n == MAX_CODES)
        return false;
    struct code *c = VEC_ADD(archive_reader(k->archive)->scratch, &k->codes);
    c->id = id;
    c->format = number_format(id, code.value, code.n);
    return true;
}

static struct number_format find_format(const struct reading *k, uint32_t id)
{
    for (size_t i = 0; i < k->codes.n; i++)
        if (k->codes.v[i].id == id)
            return k->codes.v[i].format;
    return number_format(id, NULL, 0);
}

static bool add_xf(struct reading *k, const struct xml_scan_attr attrs[], size_t n)
{
    uint32_t id = 0;
    part_attr_number(attrs, n, "numFmtId", MAX_ID, &id);
    if (k->styles->formats.n == SHEET_MAX_FORMATS)
        return false;
    VEC_PUSH(archive_reader(k->archive)->scratch, &k->styles->formats, find_format(k, id));
    return true;
}

static bool start(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    struct reading *k = context;
    if (strcmp(name, "numFmts") == 0)
        k->in_formats = true;
    else if (strcmp(name, "cellXfs") == 0)
        k->in_xfs = true;
    else if (k->in_formats && strcmp(name, "numFmt") == 0)
        return add_code(k, attrs, n);
    else if (k->in_xfs && strcmp(name, "xf") == 0)
        return add_xf(k, attrs, n);
    return true;
}

static bool end(void *context, const char *name)
{
    struct reading *k = context;
    if (strcmp(name, "numFmts") == 0)
        k->in_formats = false;
    else if (strcmp(name, "cellXfs") == 0)
        k->in_xfs = false;
    return true;
}

bool styles_read(struct archive *a, const char *name, struct styles *out)
{
    struct reading k = {.archive = a, .styles = out};
    struct xml_events events = {&k, start, part_ignore_text, end};
    return !name || part_scan(a, name, &events, NULL);
}
