/* What tests of read/ share: a blank form, one filled in by another program, hand-made files. */
#ifndef HONGTOU_UNIT_READ_BENCH_H
#define HONGTOU_UNIT_READ_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../findings.h"
#include "../ground.h"
#include "../shared_fonts.h"

#include "base/mem.h"
#include "pdf/pdf.h"
#include "read/read.h"

struct bench {
    GROUND;
    struct fonts *fonts;
    struct read_list *list;
    const char *blank, *filled;
};

static inline struct page_field field_of(const char *name, enum field_kind kind, const char *option,
                                         int row)
{
    return (struct page_field){.kind = kind,
                               .name = name,
                               .option = option,
                               .label = name,
                               .x = 50000,
                               .y = 50000 + row * 30000,
                               .width = 90000,
                               .height = 20000,
                               .size = 12000,
                               .role = ROLE_BODY};
}

static inline void write_fields(struct bench *b, const struct page_field fields[], size_t n)
{
    struct page page = {
        .width = 595276, .height = 841890, .number = 1, .fields = fields, .n_fields = n};
    struct page_info info = {0};
    struct sink *out = sink_open(b->blank, b->diags);
    struct pdf *pdf = pdf_open(out, &info, b->diags);
    pdf_make_fillable(pdf, b->fonts);
    struct page_sink sink = pdf_sink(pdf);
    assert_true(sink.put(sink.context, &page));
    assert_true(pdf_finish(pdf));
    assert_true(sink_commit(out));
}

static inline void write_blank(struct bench *b)
{
    const struct page_field fields[] = {
        field_of("户主", FIELD_TEXT, NULL, 0),    field_of("备注.其他", FIELD_TEXT, NULL, 1),
        field_of("结构", FIELD_CHECK, "土坯", 2), field_of("结构", FIELD_CHECK, "砖木", 3),
        field_of("结构", FIELD_CHECK, "框架", 4), field_of("安全", FIELD_RADIO, "是", 5),
        field_of("安全", FIELD_RADIO, "否", 6)};
    write_fields(b, fields, sizeof fields / sizeof *fields);
}

static inline int bench_open(void **state)
{
    struct bench *b = ground_new(sizeof *b);
    if (!b || !(b->fonts = open_free_fonts(b->diags)))
        return -1;
    b->list = read_list_new(b->arena);
    b->blank = arena_printf(b->arena, "%s/blank.pdf", b->folder);
    b->filled = arena_printf(b->arena, "%s/filled.pdf", b->folder);
    write_blank(b);
    *state = b;
    return 0;
}

static inline int bench_close(void **state)
{
    struct bench *b = *state;
    fonts_close(b->fonts);
    return ground_drop(&b->ground);
}

static inline void fill(struct bench *b, const char *assignments)
{
    assert_int_equal(system(arena_printf(b->arena, "python3 tests/fill.py '%s' '%s' %s", b->blank,
                                         b->filled, assignments)),
                     0);
}

static inline const char *list_of(struct bench *b)
{
    struct buf out = {0};
    read_list_write(b->list, DIAG_EN, &out);
    char *text = arena_strndup(b->arena, out.p, out.n);
    buf_drop(&out);
    return text;
}

static inline const char *findings(struct bench *b)
{
    return findings_text(b->arena, b->diags);
}

static inline void assert_ends(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    assert_true(n >= m);
    assert_string_equal(text + n - m, end);
}

/* The table of a file's objects, and its end. */
static inline void add_table(struct buf *file)
{
    enum { OBJECTS = 10 };
    size_t n = file->n;
    buf_printf(file, "xref\n0 %d\n0000000000 65535 f \n", OBJECTS);
    for (int i = 1; i < OBJECTS; i++) {
        char begin[sizeof "\n-2147483648 0 obj"];
        snprintf(begin, sizeof begin, "\n%d 0 obj", i);
        const char *at = strstr(file->p, begin);
        buf_printf(file, "%010zu %05d %c \n", at ? (size_t)(at - file->p) + 1 : 0, at ? 0 : 65535,
                   at ? 'n' : 'f');
    }
    buf_printf(file, "trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS, n);
}

/* A PDF whose fields somebody wrote by hand. */
static inline const char *write_hostile(struct bench *b, const char *fields, const char *objects)
{
    const char *path = arena_printf(b->arena, "%s/hostile.pdf", b->folder);
    struct buf file = {0};
    buf_printf(&file,
               "%%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields %s >> >>\n"
               "endobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n%s",
               fields, objects);
    add_table(&file);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(file.p, 1, file.n, f), file.n);
    fclose(f);
    buf_drop(&file);
    return path;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

#endif
