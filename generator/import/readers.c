/* Who is asked whether several blocks are one thing: the first that knows takes them. */
#include "import/import_int.h"

size_t import_read_run(struct importer *im, size_t i, size_t end, struct node *parent)
{
    static import_reader *const readers[] = {NULL}; /* in this order */
    for (size_t k = 0; readers[k]; k++) {
        size_t n = readers[k](im, i, end, parent);
        if (n)
            return n;
    }
    return 0;
}
