/* What the tests of the room share: files in a folder of their own, read, and what was found. */
#ifndef HONGTOU_TESTS_DATA_TESTING_H
#define HONGTOU_TESTS_DATA_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../findings.h"
#include "../outside.h"
#include "../packing.h"

#include "base/utf8.h"
#include "sheet/sheet_int.h"

struct loaded {
    struct arena *arena;
    struct diags *diags;
    struct sheet_table *sheet;
    struct buf rows; /* "1|姓名|电话\n", a break as ¶ */
    char *folder, *path;
    struct buf said; /* all findings so far */
};

static inline void add_cell_text(struct buf *out, struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] == TEXT_BREAK)
            buf_str(out, "¶");
        else
            buf_code(out, t.cp[i]);
}

static inline void add_rows(struct loaded *l)
{
    buf_str(&l->rows, "");
    for (size_t r = 0; l->sheet && r < l->sheet->n_rows; r++) {
        buf_int(&l->rows, sheet_row(l->sheet, l->arena, r).number);
        for (size_t c = 0; c < l->sheet->n_columns; c++) {
            buf_char(&l->rows, '|');
            add_cell_text(&l->rows, sheet_text(l->sheet, l->arena, r, c));
        }
        buf_char(&l->rows, '\n');
    }
}

/* The bytes as a file of that name, read; sheet "" is the first. */
static inline void load_as(struct loaded *l, const char *name, const void *bytes, size_t n,
                           const char *sheet)
{
    memset(l, 0, sizeof *l);
    l->arena = arena_new();
    l->folder = folder_new(l->arena);
    assert_non_null(l->folder);
    l->path = arena_printf(l->arena, "%s/%s", l->folder, name);
    assert_true(file_put(l->path, bytes, n));
    l->diags = diags_new(DIAG_ZH);
    struct source *document = source_new(l->arena, "doc.xml", "<x/>", 4);
    struct sheet_choice choice = {.pos = {document, 0}};
    choice.sheet = text_from_utf8(l->arena, sheet, choice.pos);
    l->sheet = sheet_read(l->arena, l->path, &choice, l->diags);
    add_rows(l);
}

/* Everything found so far, as the user sees it. */
static inline const char *printed(struct loaded *l)
{
    buf_str(&l->said, findings_text(l->arena, l->diags));
    return l->said.p;
}

static inline void unload(struct loaded *l)
{
    folder_drop(l->arena, l->folder);
    buf_drop(&l->rows);
    buf_drop(&l->said);
    diags_drop(l->diags);
    arena_drop(l->arena);
}

#define assert_says(loaded, words)                                                                 \
    do {                                                                                           \
        const char *said_ = printed(loaded);                                                       \
        if (!strstr(said_, (words)))                                                               \
            fail_msg("\"%s\" is not in:\n%s", (words), said_);                                     \
    } while (0)

static inline void assert_rows(const char *name, const void *bytes, size_t n, const char *expected)
{
    struct loaded l;
    load_as(&l, name, bytes, n, "");
    assert_string_equal(printed(&l), "");
    assert_string_equal(l.rows.p, expected);
    unload(&l);
}

static inline void assert_refused(const char *name, const void *bytes, size_t n, const char *says)
{
    struct loaded l;
    load_as(&l, name, bytes, n, "");
    assert_null(l.sheet);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 1);
    assert_says(&l, says);
    unload(&l);
}

/* ---- workbooks, part by part ---- */

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define ROOT_RELS                                                                                  \
    "<Relationships><Relationship Id='rId1' Type='" REL                                            \
    "officeDocument' Target='xl/workbook.xml'/></Relationships>"
#define BOOK_RELS                                                                                  \
    "<Relationships><Relationship Id='rId1' Type='" REL                                            \
    "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Type='" REL                \
    "worksheet' Target='/xl/worksheets/sheet2.xml'/><Relationship Id='rId3' Type='" REL            \
    "sharedStrings' Target='sharedStrings.xml'/><Relationship Id='rId4' Type='" REL                \
    "styles' Target='../xl/./styles.xml'/></Relationships>"
#define BOOK_HEAD "<workbook xmlns:r='r'>"
#define BOOK_SHEETS                                                                                \
    "<sheets><sheet name='车辆' sheetId='1' r:id='rId1'/>"                                       \
    "<sheet name='人员' sheetId='2' r:id='rId2'/></sheets></workbook>"

/* The contents of a workbook; what is NULL is as usual, what is "" is left out. */
struct book_parts {
    const char *rows; /* of the first sheet, inside of sheetData */
    const char *tail; /* behind them */
    const char *strings, *styles, *workbook, *sheet2, *root_rels, *book_rels;
};

static inline const char *or_usual(const char *text, const char *usual)
{
    return text ? text : usual;
}

static inline struct buf make_book(const struct book_parts *b)
{
    struct buf sheet = {0};
    buf_printf(&sheet, "<worksheet><sheetData>%s</sheetData>%s</worksheet>", or_usual(b->rows, ""),
               or_usual(b->tail, ""));
    const struct part all[] = {
        {"_rels/.rels", or_usual(b->root_rels, ROOT_RELS)},
        {"xl/workbook.xml", or_usual(b->workbook, BOOK_HEAD BOOK_SHEETS)},
        {"xl/_rels/workbook.xml.rels", or_usual(b->book_rels, BOOK_RELS)},
        {"xl/worksheets/sheet1.xml", sheet.p},
        {"xl/worksheets/sheet2.xml", or_usual(b->sheet2, "<worksheet><sheetData/></worksheet>")},
        {"xl/sharedStrings.xml", or_usual(b->strings, "<sst/>")},
        {"xl/styles.xml", or_usual(b->styles, "<styleSheet/>")},
    };
    struct part parts[sizeof all / sizeof *all + 1] = {{NULL, NULL}};
    size_t n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (*all[i].text)
            parts[n++] = all[i];
    struct buf zip = make_zip(parts);
    buf_drop(&sheet);
    return zip;
}

static inline void load_book(struct loaded *l, const struct book_parts *b, const char *sheet)
{
    struct buf zip = make_book(b);
    load_as(l, "a.xlsx", zip.p, zip.n, sheet);
    buf_drop(&zip);
}

static inline void assert_book(const struct book_parts *b, const char *expected)
{
    struct buf zip = make_book(b);
    assert_rows("a.xlsx", zip.p, zip.n, expected);
    buf_drop(&zip);
}

static inline void assert_book_refused(const struct book_parts *b, const char *says)
{
    struct buf zip = make_book(b);
    assert_refused("a.xlsx", zip.p, zip.n, says);
    buf_drop(&zip);
}

#endif
