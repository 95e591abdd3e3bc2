/* hongtou-lexicon LIST FILE: packs a list of words into the dictionary, at set-up. */
#include "base/file.h"
#include "lexicon/lexicon_int.h"

int main(int argc, char **argv)
{
    if (argc != 3)
        return EXIT_USAGE;
    struct diags *d = diags_new(DIAG_EN);
    struct arena *a = arena_new();
    size_t size;
    const char *list = file_read(a, argv[1], &size, (struct pos){0}, d);
    if (list)
        dict_pack(list, size, argv[2], d);
    arena_drop(a);
    int status = diags_status(d);
    diags_print(d, stderr, DIAG_TEXT);
    diags_drop(d);
    return status;
}
