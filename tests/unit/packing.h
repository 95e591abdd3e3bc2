/* Files that are a ZIP of parts, written for tests. */
#ifndef HONGTOU_TESTS_PACKING_H
#define HONGTOU_TESTS_PACKING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zip.h>

#include "base/buf.h"

struct part {
    const char *name, *text;
};

/* The parts as a ZIP; NULL ends them. */
static inline struct buf make_zip(const struct part *parts)
{
    struct buf out = {0};
    char path[] = "/tmp/hongtou-zip-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (; parts->name; parts++) {
        zip_source_t *source = zip_source_buffer(zip, parts->text, strlen(parts->text), 0);
        assert_true(zip_file_add(zip, parts->name, source, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    FILE *f = fopen(path, "rb");
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        buf_add(&out, bytes, n);
    fclose(f);
    unlink(path);
    return out;
}

#endif
