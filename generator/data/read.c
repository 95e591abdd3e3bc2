/*
 * A file by its suffix; but its first bytes tell what it really is, and people rename files in the
 * hope of converting them.
 */
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "data/data_int.h"

enum { MEGABYTE = 1 << 20 };

enum kind { KIND_TEXT, KIND_ZIP, KIND_OLE, KIND_OLE_ENCRYPTED, KIND_HTML, KIND_EMPTY };

static bool starts(const struct reader *r, const char *bytes, size_t n)
{
    return r->size >= n && memcmp(r->bytes, bytes, n) == 0;
}

/* An OLE file names its streams in UTF-16: an encrypted XLSX is the stream EncryptedPackage. */
static bool is_encrypted_ole(const struct reader *r)
{
    static const char word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    const char *p = r->bytes, *end = p + r->size;
    while ((p = memchr(p, 'E', (size_t)(end - p)))) {
        if ((size_t)(end - p) >= sizeof word && memcmp(p, word, sizeof word) == 0)
            return true;
        p++;
    }
    return false;
}

static bool is_html(const struct reader *r)
{
    size_t off = 0;
    while (off < r->size && strchr(" \t\r\n\xEF\xBB\xBF", r->bytes[off]) && r->bytes[off])
        off++;
    static const char *const tags[] = {"<html", "<table", "<!doctype html", "<meta", "<style"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strncasecmp(r->bytes + off, tags[i], strlen(tags[i])) == 0)
            return true;
    return false;
}

static enum kind kind_of(const struct reader *r)
{
    if (!r->size)
        return KIND_EMPTY;
    if (starts(r, "PK\3\4", 4) || starts(r, "PK\5\6", 4))
        return KIND_ZIP;
    if (starts(r, "\xD0\xCF\x11\xE0", 4))
        return is_encrypted_ole(r) ? KIND_OLE_ENCRYPTED : KIND_OLE;
    return is_html(r) ? KIND_HTML : KIND_TEXT;
}

/* What is said of a file that is not what its suffix says; S002 (0) where all is well. */
static const enum diag_code csv_faults[] = {[KIND_ZIP] = DIAG_K007,
                                            [KIND_OLE] = DIAG_K004,
                                            [KIND_OLE_ENCRYPTED] = DIAG_K005,
                                            [KIND_HTML] = DIAG_K016,
                                            [KIND_EMPTY] = DIAG_K015};
static const enum diag_code xlsx_faults[] = {[KIND_TEXT] = DIAG_K006,
                                             [KIND_OLE] = DIAG_K004,
                                             [KIND_OLE_ENCRYPTED] = DIAG_K005,
                                             [KIND_HTML] = DIAG_K016,
                                             [KIND_EMPTY] = DIAG_K015};

static struct data_sheet *read_csv(struct reader *r, struct text sheet)
{
    enum diag_code fault = csv_faults[kind_of(r)];
    if (fault)
        reader_fail(r, fault, "CSV");
    else if (sheet.n)
        reader_fail(r, DIAG_K002, text_utf8(r->arena, sheet));
    else
        return csv_read(r);
    return NULL;
}

static struct data_sheet *read_xlsx(struct reader *r, struct text sheet)
{
    enum diag_code fault = xlsx_faults[kind_of(r)];
    if (!fault)
        return workbook_read(r, sheet);
    reader_fail(r, fault, "XLSX");
    return NULL;
}

static const struct {
    const char *suffix;
    struct data_sheet *(*read)(struct reader *r, struct text sheet);
} formats[] = {{".csv", read_csv}, {".xlsx", read_xlsx}, {".xlsm", read_xlsx}};

static struct data_sheet *read_format(struct reader *r, size_t format, struct text sheet)
{
    r->bytes = file_read(r->scratch, r->path, &r->size, r->pos, r->diags);
    if (!r->bytes)
        return NULL;
    if (r->size <= DATA_MAX_FILE)
        return formats[format].read(r, sheet);
    reader_fail(r, DIAG_K003, arena_printf(r->scratch, "%d", DATA_MAX_FILE / MEGABYTE));
    return NULL;
}

struct data_sheet *data_read(struct arena *a, const char *path, struct text sheet, struct pos pos,
                             struct diags *d)
{
    struct reader r = {.arena = a, .path = path, .pos = pos, .diags = d};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!file_has_extension(path, formats[i].suffix))
            continue;
        if (file_is_special(path)) {
            reader_fail(&r, DIAG_D011, NULL);
            return NULL;
        }
        r.scratch = arena_new();
        struct data_sheet *s = read_format(&r, i, sheet);
        arena_drop(r.scratch);
        return s;
    }
    const char *foreign = file_foreign_table(path);
    reader_fail(&r, foreign ? DIAG_D012 : DIAG_K001, foreign);
    return NULL;
}

bool data_has_sheet(const char *path, const char *sheet)
{
    if (file_is_special(path))
        return false;
    struct arena *a = arena_new();
    struct diags *unheard = diags_new(DIAG_EN);
    struct reader r = {.arena = a, .scratch = a, .path = path, .diags = unheard};
    r.bytes = file_read(a, path, &r.size, r.pos, unheard);
    bool found =
        r.bytes && r.size <= DATA_MAX_FILE && kind_of(&r) == KIND_ZIP && workbook_has(&r, sheet);
    diags_drop(unheard);
    arena_drop(a);
    return found;
}
