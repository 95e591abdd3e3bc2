/*
 * The files that are meant by files and folders. Of a folder these are its documents and staff
 * files: XML of other programs is passed over, and told in one note; profiles are, without a word.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/ignore.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "vocab/vocab.h"

/* Of most files the first bytes tell what they are; some have long remarks in front. */
enum { FIRST_BYTES = 1 << 10, MORE_BYTES = 1 << 18 };

struct passed {
    struct buf list; /* 设置.xml（project）、…… */
    size_t n;
};

/* Remarks longer than that are nobody's: then it is read as a document. */
static const char *outermost(struct arena *a, int fd)
{
    const struct file_pieces file = {.fd = fd};
    for (size_t n = FIRST_BYTES; n <= MORE_BYTES; n <<= 4) {
        char *bytes = arena_alloc(a, n);
        ptrdiff_t have = file_piece(&file, 0, bytes, n);
        const char *name = have > 0 ? xml_outermost(a, bytes, (size_t)have) : NULL;
        if (name || have < (ptrdiff_t)n)
            return name;
    }
    return NULL;
}

/* What is not well-formed, empty or unreadable may be a document: its reader says what is wrong. */
static bool is_ours(const char *path, struct passed *passed)
{
    enum { SHOWN = 5 };
    struct arena *a = arena_new();
    int fd = file_is_special(path) ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    const char *name = fd >= 0 ? outermost(a, fd) : NULL;
    bool profile = name && style_is_profile(name);
    bool ours = !name || (!profile && vocab_may_be_outermost(name));
    if (!ours && !profile && passed->n++ < SHOWN)
        buf_printf(&passed->list, "%s%s（%s）", passed->n > 1 ? "、" : "", path, name);
    if (fd >= 0)
        close(fd);
    arena_drop(a);
    return ours;
}

static void add_folder(struct arena *a, struct source_list *list, const char *folder,
                       struct diags *d)
{
    struct file_list files = file_find_wanted(a, folder, ".xml", d);
    struct passed passed = {0};
    size_t before = list->n;
    size_t skip = strlen(folder) + (folder[strlen(folder) - 1] != '/');
    for (size_t k = 0; k < files.n; k++)
        if (is_ours(files.paths[k], &passed))
            VEC_PUSH(a, list, ((struct source_file){files.paths[k], files.paths[k] + skip}));
    if (list->n == before)
        diag_system(d, DIAG_U005, folder);
    if (passed.n)
        diag_system(d, DIAG_D091, folder, arena_printf(a, "%zu", passed.n),
                    arena_strndup(a, passed.list.p, passed.list.n), IGNORE_FILE);
    buf_drop(&passed.list);
}

/* "-" is standard input, whatever the folder at hand may hold. */
struct source_list office_sources(struct arena *a, char *const *paths, int n, struct diags *d)
{
    struct source_list list = {0};
    for (int i = 0; i < n; i++) {
        size_t length = strlen(paths[i]);
        while (length > 1 && paths[i][length - 1] == '/')
            length--;
        const char *path = arena_strndup(a, paths[i], length);
        if (strcmp(path, "-") == 0 || !file_is_folder(path)) {
            VEC_PUSH(a, &list, ((struct source_file){path, NULL}));
            continue;
        }
        list.folders = true;
        add_folder(a, &list, path, d);
    }
    return list;
}
