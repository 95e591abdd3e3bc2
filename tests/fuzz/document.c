/* A fuzz target: bytes as a document, to its PDF; now and then to a Word file, or to its mends. */
#include "markup.h"

#include "office/hongtou.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { PAGES = 60, EACH = 8 };
    static struct hongtou *h;
    struct hongtou_config config = {.free_fonts = true, .most_pages = PAGES};
    h = h ? h : hongtou_open(&config);
    struct hongtou_source source = {
        .name = "x.xml", .bytes = bytes, .size = n, .folder = fuzz_own_folder()};
    struct hongtou_bytes out = {NULL, 0};
    const struct hongtou_edit *edits;
    size_t n_edits;
    if (n % EACH == 0)
        hongtou_compile(h, &source, HONGTOU_DOCX, NULL, &out);
    else if (n % EACH == 1)
        hongtou_mends(h, &source, &edits, &n_edits);
    else
        hongtou_compile(h, &source, HONGTOU_PDF, NULL, &out);
    hongtou_free(&out);
    return 0;
}
