/* What a row of a file says of itself by its words, as offices type them: 合 计, 小计：, 注：…. */
#include "resolve/file_rows.h"
#include "resolve/diag.def"

#include <string.h>

/* ---- words ---- */

/* Blanks that spread a word: a space, U+3000, U+00A0, TEXT_BREAK in a narrow column. Returns how
 * many bytes; 0: none is here. */
static size_t blank_size(const char *p, size_t n)
{
    static const char *const blanks[] = {" ", "\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\xA8"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t size = strlen(blanks[i]);
        if (n >= size && memcmp(p, blanks[i], size) == 0)
            return size;
    }
    return 0;
}

/* Behind the word, its blanks passed over; NULL: the cell begins with something else. */
static const char *behind_word(struct sheet_cell cell, const char *word)
{
    const char *p = cell.utf8, *end = p + cell.n;
    while (*word) {
        size_t blank = blank_size(p, (size_t)(end - p));
        if (blank) {
            p += blank;
        } else if (p < end && *p == *word) {
            p++;
            word++;
        } else {
            return NULL;
        }
    }
    return p;
}

static size_t colon_size(const char *p, const char *end)
{
    static const char wide[] = "：";
    if (p < end && *p == ':')
        return 1;
    bool is_wide = (size_t)(end - p) >= sizeof wide - 1 && memcmp(p, wide, sizeof wide - 1) == 0;
    return is_wide ? sizeof wide - 1 : 0;
}

enum row_kind file_sum_kind(struct sheet_cell cell)
{
    static const struct {
        const char *word;
        enum row_kind kind;
    } words[] = {{"合计", ROW_TOTAL},
                 {"总计", ROW_TOTAL},
                 {"总合计", ROW_TOTAL},
                 {"共计", ROW_TOTAL},
                 {"小计", ROW_SUBTOTAL}};
    const char *end = cell.utf8 + cell.n;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *p = behind_word(cell, words[i].word);
        if (p && p + colon_size(p, end) == end)
            return words[i].kind;
    }
    return ROW_PLAIN;
}

/* ---- notes ---- */

static const struct note_word {
    const char *word;
    bool alone; /* nothing else stands in the row */
} note_words[] = {{"注", true},          {"备注", true},      {"说明", true},
                  {"填表人", false},     {"填报人", false},   {"制表人", false},
                  {"填表单位", false},   {"填报单位", false}, {"制表单位", false},
                  {"填表日期", false},   {"填报日期", false}, {"审核人", false},
                  {"单位负责人", false}, {"单位公章", false}, {"单位（公章）", false}};

static size_t filled_cells(const struct sheet_table *s, size_t row, struct sheet_cell *first)
{
    size_t n = 0;
    for (size_t c = 0; c < s->n_columns; c++) {
        struct sheet_cell cell = sheet_cell(s, row, c);
        if (cell.n && !n)
            *first = cell;
        n += cell.n > 0;
    }
    return n;
}

/* cell: the first of the row that is not empty. */
static bool is_note(const struct sheet_table *s, size_t row, struct sheet_cell *cell)
{
    *cell = (struct sheet_cell){NULL, 0};
    size_t filled = filled_cells(s, row, cell);
    for (size_t i = 0; filled && i < sizeof note_words / sizeof *note_words; i++) {
        const char *p = behind_word(*cell, note_words[i].word);
        bool labels = p && colon_size(p, cell->utf8 + cell->n);
        if (labels && (filled == 1 || !note_words[i].alone))
            return true;
    }
    return false;
}

bool file_passes_note(const struct sheet_table *s, size_t row, struct diags *d)
{
    struct sheet_cell cell;
    if (!is_note(s, row, &cell))
        return false;
    struct pos pos = {s->src, (uint32_t)(cell.utf8 - s->src->bytes)};
    diag(d, DIAG_R111, pos, arena_strndup(s->arena, cell.utf8, cell.n));
    return true;
}
