/* The room's face: which kind a file is, by its bytes before its name, and who reads it. */
#include <string.h>

#include "base/file.h"
#include "draft/diag.def"
#include "draft/docx_int.h"

enum { MEGABYTE = 1 << 20 };

/* First bytes of files that are no drafts, though clerks may hand them over. */
static const char *refused_kind(const char *bytes, size_t size)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *what;
    } foreign[] = {
        {"%PDF", 4, "PDF"},   {"\x89PNG", 4, "PNG"}, {"\xFF\xD8\xFF", 3, "JPEG"},
        {"GIF8", 4, "GIF"},   {"Rar!", 4, "RAR"},    {"7z\xBC\xAF", 4, "7z"},
        {"PK\5\6", 4, "ZIP"}, {"<?xml", 5, "XML"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (size >= foreign[i].size && memcmp(bytes, foreign[i].bytes, foreign[i].size) == 0)
            return foreign[i].what;
    return NULL;
}

/* Whether an OLE file has a stream; their names are in UTF-16. */
static bool has_stream(const char *bytes, size_t size, const char *name)
{
    size_t n = strlen(name), i;
    const char *end = bytes + size;
    for (const char *p = bytes; (p = memchr(p, *name, (size_t)(end - p))); p++) {
        for (i = 0; i < n && (size_t)(end - p) >= 2 * n; i++)
            if (p[2 * i] != name[i] || p[2 * i + 1])
                break;
        if (i == n)
            return true;
    }
    return false;
}

/* OLE files are Word's of old, those of other programs, and encrypted ones of any. */
static bool is_refused_ole(struct reading *r, const char *bytes, size_t size)
{
    if (size < 4 || memcmp(bytes, "\xD0\xCF\x11\xE0", 4) != 0)
        return false;
    if (has_stream(bytes, size, "EncryptedPackage"))
        return !finish_fail(r, DIAG_G004, NULL);
    if (has_stream(bytes, size, "WordDocument"))
        return false; /* what else is in it is embedded */
    if (has_stream(bytes, size, "Workbook"))
        return !finish_fail(r, DIAG_G001, "Excel (.xls/.et)");
    if (has_stream(bytes, size, "PowerPoint Document"))
        return !finish_fail(r, DIAG_G001, "PowerPoint (.ppt/.dps)");
    return false;
}

static bool read_lines(struct reading *r, const char *bytes, size_t size)
{
    bool markdown = file_has_extension(r->name, ".md") || file_has_extension(r->name, ".markdown");
    size_t most = markdown ? DRAFT_MOST_MARKDOWN : DRAFT_MOST_TEXT;
    if (size > most)
        return finish_fail(r, DIAG_G003, arena_printf(r->arena, "%zu", most / MEGABYTE));
    return markdown ? markdown_read(r, bytes, size) : text_read(r, bytes, size);
}

/* through: LibreOffice may be asked. */
static bool read_bytes(struct reading *r, const char *bytes, size_t size, bool through)
{
    static const char zip[] = "PK\3\4";
    const char *foreign = foreign_kind(bytes, size), *refused = refused_kind(bytes, size);
    if (!size)
        return finish_fail(r, DIAG_G002, NULL);
    if (is_refused_ole(r, bytes, size))
        return false;
    if (foreign && through) {
        char *docx = foreign_convert(r, bytes, size, &size);
        return docx && docx_read(r, docx, size);
    }
    if (foreign || refused)
        return finish_fail(r, DIAG_G001, foreign ? foreign : refused);
    if (size >= sizeof zip - 1 && memcmp(bytes, zip, sizeof zip - 1) == 0)
        return docx_read(r, bytes, size);
    return read_lines(r, bytes, size);
}

static struct draft *read_draft(struct reading *r, const char *bytes, size_t size, bool through)
{
    r->draft = ARENA_NEW(r->arena, struct draft);
    r->draft->sections = ARENA_NEW(r->arena, struct draft_section);
    r->draft->n_sections = 1;
    return read_bytes(r, bytes, size, through) ? r->draft : NULL;
}

struct draft *draft_parse(struct arena *a, const char *name, const char *bytes, size_t size,
                          struct diags *d)
{
    struct reading r = {.arena = a, .name = name, .diags = d};
    r.pos.src = source_new(a, name, "", 0);
    return read_draft(&r, bytes, size, false);
}

static const char *shown_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

bool draft_is_foreign(const char *path)
{
    enum { HEAD = 2048 };
    char head[HEAD];
    struct diags *unheard = diags_new(DIAG_EN);
    struct file_pieces file;
    bool foreign = strcmp(path, "-") == 0 || file_is_special(path);
    if (!foreign && file_open(path, &file, (struct pos){0}, unheard)) {
        ptrdiff_t n = file_piece(&file, 0, head, HEAD);
        foreign = n > 0 && foreign_kind(head, (size_t)n);
        file_close(&file);
    }
    diags_drop(unheard);
    return foreign;
}

char *draft_fetch(struct arena *a, const char *path, size_t *n, struct diags *d)
{
    char *bytes = file_read(a, path, n, (struct pos){0}, d);
    struct reading r = {.arena = a, .name = shown_name(path), .diags = d};
    if (!bytes || !foreign_kind(bytes, *n))
        return bytes;
    return is_refused_ole(&r, bytes, *n) ? NULL : foreign_convert(&r, bytes, *n, n);
}

struct draft *draft_read(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    size_t size = 0;
    char *bytes = file_read(a, path, &size, pos, d);
    if (!bytes)
        return NULL;
    struct reading r = {.arena = a, .name = shown_name(path), .pos = pos, .diags = d};
    return read_draft(&r, bytes, size, true);
}
