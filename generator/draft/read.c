/* The room's face: which kind a file is, by its bytes before its name, and who reads it. */
#include <string.h>

#include "base/file.h"
#include "draft/diag.def"
#include "draft/draft_int.h"

enum { MEGABYTE = 1 << 20 };

bool read_fail(const struct reading *r, const struct diag_code *code, const char *detail)
{
    diag(r->diags, code, r->pos, r->name, detail);
    return false;
}

/* First bytes of files that are no drafts, though clerks may hand them over. */
static const char *foreign_kind(const char *bytes, size_t size)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *what;
    } foreign[] = {
        {"%PDF", 4, "PDF"},   {"\x89PNG", 4, "PNG"}, {"\xFF\xD8\xFF", 3, "JPEG"},
        {"GIF8", 4, "GIF"},   {"Rar!", 4, "RAR"},    {"7z\xBC\xAF", 4, "7z"},
        {"PK\3\4", 4, "ZIP"}, {"PK\5\6", 4, "ZIP"},  {"\xD0\xCF\x11\xE0", 4, ".doc/.wps/.xls"},
        {"{\\rtf", 5, "RTF"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (size >= foreign[i].size && memcmp(bytes, foreign[i].bytes, foreign[i].size) == 0)
            return foreign[i].what;
    return NULL;
}

static bool read_bytes(struct reading *r, const char *bytes, size_t size)
{
    const char *foreign = foreign_kind(bytes, size);
    if (foreign)
        return read_fail(r, DIAG_G001, foreign);
    if (!size)
        return read_fail(r, DIAG_G002, NULL);
    if (size > DRAFT_MOST_TEXT)
        return read_fail(r, DIAG_G003, arena_printf(r->arena, "%d", DRAFT_MOST_TEXT / MEGABYTE));
    return text_read(r, bytes, size);
}

static struct draft *read_draft(struct reading *r, const char *bytes, size_t size)
{
    r->draft = ARENA_NEW(r->arena, struct draft);
    r->draft->sections = ARENA_NEW(r->arena, struct draft_section);
    r->draft->n_sections = 1;
    return read_bytes(r, bytes, size) ? r->draft : NULL;
}

struct draft *draft_parse(struct arena *a, const char *name, const char *bytes, size_t size,
                          struct diags *d)
{
    struct reading r = {.arena = a, .name = name, .diags = d};
    r.pos.src = source_new(a, name, "", 0);
    return read_draft(&r, bytes, size);
}

struct draft *draft_read(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    size_t size = 0;
    char *bytes = file_read(a, path, &size, pos, d);
    if (!bytes)
        return NULL;
    struct reading r = {.arena = a, .name = path, .pos = pos, .diags = d};
    if (strcmp(path, "-") == 0)
        r.name = "<stdin>";
    return read_draft(&r, bytes, size);
}
