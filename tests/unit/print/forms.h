/* Blank forms made by hand, lists of households, and what was printed of them. */
#ifndef HONGTOU_TESTS_UNIT_PRINT_FORMS_H
#define HONGTOU_TESTS_UNIT_PRINT_FORMS_H

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
#include "../outside.h"
#include "../shared_fonts.h"

#include "base/buf.h"
#include "print/print.h"

enum { MM = 2835, A4_WIDTH = 595276, A4_HEIGHT = 841890, SIZE = 12000, MANY = 16, MAX_FILES = 8 };

/* One test's world: a form, its job, and a dump of each file's pages. */
struct bench {
    struct arena *arena;
    struct diags *diags;
    char *folder;
    struct print_job job;
    struct print_report report;
    struct page_field fields[MANY];
    size_t n_fields;
    struct buf files[MAX_FILES];
    char names[MAX_FILES][64];
    size_t n_files, pages;
    const char *keep; /* the village whose file is there already */
    int stop_after;   /* pages, 0: never */
    struct buf refused;
};

static inline bool bench_take(void *context, const struct page *page)
{
    struct bench *b = context;
    page_dump(page, &b->files[b->n_files - 1]);
    return !b->stop_after || (int)++b->pages < b->stop_after;
}

static inline enum print_answer bench_begin(void *context, const struct print_file *file,
                                            struct page_sink *sink)
{
    struct bench *b = context;
    const char *village = file->village;
    if (b->keep && village && strcmp(village, b->keep) == 0)
        return PRINT_KEEP;
    snprintf(b->names[b->n_files], sizeof b->names[0], file->parts > 1 ? "%s %d/%d" : "%s",
             village ? village : "all", file->part, file->parts);
    buf_str(&b->files[b->n_files++], "");
    *sink = (struct page_sink){bench_take, b};
    return PRINT_GO;
}

static inline bool bench_end(void *context, enum print_end end)
{
    struct bench *b = context;
    static const char *const words[] = {"", "lacking\n", "abandoned\n"};
    buf_str(&b->files[b->n_files - 1], words[end]);
    return end != PRINT_ABANDONED;
}

static inline bool bench_refused(void *context, const struct sheet_table *list,
                                 const struct sheet_row *row, const char *reason)
{
    struct bench *b = context;
    struct sheet_cell cell = sheet_row_cell(row, list->n_columns - 1);
    buf_printf(&b->refused, "%u %.*s: %s\n", (unsigned)row->number, (int)cell.n, cell.utf8, reason);
    return true;
}

static inline int bench_open(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    b->diags = diags_new(DIAG_EN);
    b->folder = folder_new(b->arena);
    if (!b->folder)
        return -1;
    struct print_options *o = &b->job.options;
    o->fonts = open_free_fonts(b->diags);
    o->style = style_read(b->arena, "templates", "gbt9704", (struct pos){0}, b->diags);
    o->key = "户号";
    o->title = "入户排查表";
    o->copies = 1;
    o->memory = 1 << 12; /* so that what is sorted goes through the disk */
    b->job.output = (struct print_output){bench_begin, bench_end, NULL, bench_refused, b};
    *state = b;
    return o->fonts && o->style ? 0 : -1;
}

static inline int bench_close(void **state)
{
    struct bench *b = *state;
    fonts_close(b->job.options.fonts);
    sheet_drop(b->job.data.households);
    sheet_drop(b->job.data.members);
    diags_drop(b->diags);
    for (size_t i = 0; i < MAX_FILES; i++)
        buf_drop(&b->files[i]);
    buf_drop(&b->refused);
    int left = folder_drop(b->arena, b->folder);
    arena_drop(b->arena);
    free(b);
    return left;
}

/* A field 8 mm high, lines below each other. */
static inline struct page_field *add_field(struct bench *b, const char *name, int width_mm)
{
    struct page_field *f = &b->fields[b->n_fields];
    *f = (struct page_field){.kind = FIELD_TEXT,
                             .name = name,
                             .x = 30 * MM,
                             .y = (20 + 10 * (len_t)b->n_fields) * MM,
                             .width = width_mm * MM,
                             .height = 8 * MM,
                             .size = SIZE,
                             .role = ROLE_SONG};
    b->n_fields++;
    return f;
}

static inline struct page_field *add_box(struct bench *b, const char *name, const char *option)
{
    struct page_field *f = add_field(b, name, 4);
    f->kind = FIELD_CHECK;
    f->option = option;
    f->height = f->width;
    return f;
}

static inline struct sheet_table *read_list(struct bench *b, const char *name, const char *csv)
{
    const char *path = arena_printf(b->arena, "%s/%s.csv", b->folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(csv, f);
    fclose(f);
    struct sheet_table *s =
        sheet_read_list(b->arena, path, &(struct sheet_choice){.beside = NULL}, b->diags);
    assert_non_null(s);
    return s;
}

/* Prints the list with the form of one page that has the fields so far. */
static inline bool print_list(struct bench *b, const char *csv)
{
    struct page page = {.width = A4_WIDTH, .height = A4_HEIGHT, .number = 1};
    struct rule rule = {20 * MM, 15 * MM, 190 * MM, 15 * MM, 500, {0, 0, 0, 1000}};
    struct page_item item = {.kind = ITEM_RULE, .rule = rule};
    page.items = &item;
    page.n_items = 1;
    page.fields = b->fields;
    page.n_fields = b->n_fields;
    struct page_face face = {.width = A4_WIDTH,
                             .height = A4_HEIGHT,
                             .number = 1,
                             .code = {180 * MM, 6 * MM, 15 * MM},
                             .code_label = 6 * LEN_PT,
                             .marks = {{8 * MM, 8 * MM, 4 * MM},
                                       {198 * MM, 27 * MM, 4 * MM},
                                       {8 * MM, 285 * MM, 4 * MM},
                                       {198 * MM, 285 * MM, 4 * MM}}};
    page.faces = &face;
    page.n_faces = 1;
    b->job.form = print_form_new(b->arena);
    struct page_sink sink = print_form_sink(b->job.form);
    assert_true(sink.put(sink.context, &page));
    sheet_drop(b->job.data.households); /* of a print before */
    b->job.data.households = read_list(b, "households", csv);
    return print_run(b->arena, &b->job, &b->report, b->diags);
}

static inline const char *findings(struct bench *b)
{
    return findings_text(b->arena, b->diags);
}

static inline size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, part)); p += strlen(part))
        n++;
    return n;
}

static inline void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static inline void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("\"%s\" in:\n%s", part, text);
}

#endif
