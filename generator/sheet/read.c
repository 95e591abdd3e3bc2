/*
 * A file by its suffix; but its first bytes tell what it really is, and people rename files in the
 * hope of converting them.
 */
#include <string.h>
#include <strings.h>

#include "base/diag.def"
#include "base/file.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

enum { MEGABYTE = 1 << 20 };

enum kind {
    KIND_TEXT,
    KIND_ZIP,
    KIND_OLE,
    KIND_OLE_ENCRYPTED,
    KIND_HTML,
    KIND_EMPTY,
    KIND_UNREAD /* errno is set */
};

/* The beginning of a file. */
struct beginning {
    char bytes[1 << 10]; /* NUL-terminated */
    size_t n;
};

static bool starts(const struct beginning *b, const char *bytes, size_t n)
{
    return b->n >= n && memcmp(b->bytes, bytes, n) == 0;
}

/* An OLE file names its streams in UTF-16: an encrypted XLSX is the stream EncryptedPackage. */
static bool is_encrypted_ole(const struct reader *r)
{
    enum { STEP = 1 << 16 };
    static const char word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    char *step = arena_alloc(r->scratch, STEP);
    ptrdiff_t n;
    for (uint64_t off = 0; (n = file_piece(&r->file, off, step, STEP)) > 0; off += STEP / 2) {
        const char *p = step, *end = p + n;
        for (; (p = memchr(p, 'E', (size_t)(end - p))); p++)
            if ((size_t)(end - p) >= sizeof word && memcmp(p, word, sizeof word) == 0)
                return true;
    }
    return false;
}

static bool is_html(const struct beginning *b)
{
    size_t off = 0;
    while (off < b->n && strchr(" \t\r\n\xEF\xBB\xBF", b->bytes[off]) && b->bytes[off])
        off++;
    static const char *const tags[] = {"<html", "<table", "<!doctype html", "<meta", "<style"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strncasecmp(b->bytes + off, tags[i], strlen(tags[i])) == 0)
            return true;
    return false;
}

static enum kind kind_of(const struct reader *r)
{
    struct beginning b = {.n = 0};
    ptrdiff_t n = file_piece(&r->file, 0, b.bytes, sizeof b.bytes - 1);
    b.n = n > 0 ? (size_t)n : 0;
    if (!b.n)
        return n < 0 ? KIND_UNREAD : KIND_EMPTY;
    if (starts(&b, "PK\3\4", 4) || starts(&b, "PK\5\6", 4))
        return KIND_ZIP;
    if (starts(&b, "\xD0\xCF\x11\xE0", 4))
        return is_encrypted_ole(r) ? KIND_OLE_ENCRYPTED : KIND_OLE;
    return is_html(&b) ? KIND_HTML : KIND_TEXT;
}

struct sheet_file {
    struct reader reader;
    struct workbook *workbook; /* NULL: a CSV file */
};

/* What is said of a file that is not what its suffix says; NULL where all is well. */
static const struct diag_code *const csv_faults[] = {[KIND_ZIP] = DIAG_K007,
                                                     [KIND_OLE] = DIAG_K004,
                                                     [KIND_OLE_ENCRYPTED] = DIAG_K005,
                                                     [KIND_HTML] = DIAG_K016,
                                                     [KIND_EMPTY] = DIAG_K015};
static const struct diag_code *const xlsx_faults[] = {[KIND_TEXT] = DIAG_K006,
                                                      [KIND_OLE] = DIAG_K004,
                                                      [KIND_OLE_ENCRYPTED] = DIAG_K005,
                                                      [KIND_HTML] = DIAG_K016,
                                                      [KIND_EMPTY] = DIAG_K015};

static bool is_as_named(struct sheet_file *f, const struct diag_code *const faults[],
                        const char *named)
{
    struct reader *r = &f->reader;
    enum kind kind = kind_of(r);
    if (kind == KIND_UNREAD)
        return sheet_unread(r);
    return !faults[kind] || sheet_fail(r, faults[kind], named);
}

static bool open_xlsx(struct sheet_file *f)
{
    if (!is_as_named(f, xlsx_faults, "XLSX"))
        return false;
    f->workbook = sheet_workbook_load(&f->reader);
    return f->workbook;
}

static bool open_file(struct sheet_file *f)
{
    struct reader *r = &f->reader;
    enum file_table kind = file_table_kind(r->path);
    if (kind == FILE_TABLE_NONE)
        return sheet_fail(r, DIAG_K001, NULL);
    if (kind == FILE_TABLE_FOREIGN)
        return sheet_fail(r, DIAG_D012, file_foreign_table(r->path));
    if (file_is_special(r->path))
        return sheet_fail(r, DIAG_D011, NULL);
    if (!file_open(r->path, &r->file, r->pos, r->diags))
        return false;
    if (r->file.size > r->limits->file)
        return sheet_fail(r, DIAG_K003,
                          arena_printf(r->scratch, "%u", (unsigned)(r->limits->file / MEGABYTE)));
    return kind == FILE_TABLE_CSV ? is_as_named(f, csv_faults, "CSV") : open_xlsx(f);
}

static struct sheet_file *open_within(struct arena *a, const char *path, struct pos pos,
                                      const struct sheet_limits *limits, struct diags *d)
{
    struct sheet_file *f = ARENA_NEW(a, struct sheet_file);
    f->reader = (struct reader){
        .arena = a, .scratch = arena_new(), .path = path, .pos = pos, .diags = d, .limits = limits};
    f->reader.file.fd = -1;
    if (open_file(f))
        return f;
    file_close(&f->reader.file);
    arena_drop(f->reader.scratch);
    return NULL;
}

struct sheet_file *sheet_open(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    return open_within(a, path, pos, &sheet_whole_limits, d);
}

bool sheet_has_sheet(const struct sheet_file *f, const char *sheet)
{
    struct text name = text_from_utf8(f->reader.scratch, sheet, f->reader.pos);
    return f->workbook && sheet_workbook_find(f->workbook, name);
}

struct sheet_table *sheet_read_sheet(struct sheet_file *f, const struct sheet_choice *choice)
{
    struct reader *r = &f->reader;
    struct text named = choice->sheet.n ? choice->sheet : choice->name_head;
    if (f->workbook)
        return sheet_choose(r, f->workbook, choice);
    if (!named.n || sheet_means_all(choice->sheet))
        return sheet_csv_read(r);
    sheet_fail(r, DIAG_K002, text_utf8(r->arena, named));
    return NULL;
}

void sheet_close(struct sheet_file *f)
{
    if (f->workbook)
        sheet_workbook_drop(f->workbook);
    file_close(&f->reader.file);
    arena_drop(f->reader.scratch);
}

struct sheet_table *sheet_read_within(struct arena *a, const char *path,
                                      const struct sheet_choice *choice,
                                      const struct sheet_limits *limits, struct diags *d)
{
    struct sheet_file *f = open_within(a, path, choice->pos, limits, d);
    struct sheet_table *s = f ? sheet_read_sheet(f, choice) : NULL;
    if (f)
        sheet_close(f);
    return s;
}

struct sheet_table *sheet_read(struct arena *a, const char *path, const struct sheet_choice *choice,
                               struct diags *d)
{
    return sheet_read_within(a, path, choice, &sheet_whole_limits, d);
}

struct sheet_table *sheet_read_list(struct arena *a, const char *path,
                                    const struct sheet_choice *choice, struct diags *d)
{
    return sheet_read_within(a, path, choice, &sheet_list_limits, d);
}
