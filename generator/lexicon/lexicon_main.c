/* hongtou-lexicon LIST FILE packs a list of words into the dictionary, at set-up; hongtou-lexicon
 * FILE tells by its exit status whether there is a whole one, of this program's making. */
#include "base/file.h"
#include "lexicon/lexicon_int.h"

int main(int argc, char **argv)
{
    struct dict dict;
    if (argc == 2)
        return dict_open(&dict, argv[1]) ? EXIT_OK : EXIT_DOCUMENT;
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
