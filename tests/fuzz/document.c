/* A fuzz target: bytes as a document, to its PDF, or to a Word file. */
#include "markup.h"

#include "office/hongtou.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { PAGES = 60 };
    static struct hongtou *h;
    struct hongtou_config config = {.free_fonts = true, .most_pages = PAGES};
    h = h ? h : hongtou_open(&config);
    struct hongtou_source source = {
        .name = "x.xml", .bytes = bytes, .size = n, .folder = fuzz_own_folder()};
    struct hongtou_bytes out = {NULL, 0};
    hongtou_compile(h, &source, n % 4 ? HONGTOU_PDF : HONGTOU_DOCX, NULL, &out);
    hongtou_free(&out);
    return 0;
}
