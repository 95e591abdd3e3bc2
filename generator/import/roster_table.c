/*
 * A table of people as 名单, when its columns are those that a roster is printed in; one with heads
 * of its own is a table, which is told.
 */
#include "import/diag.def"
#include "import/tables_int.h"
#include "sheet/sheet.h"
#include "value/number.h"

enum { COUNTER, ROLE, NAME, POST, DUTY, PHONE, REMARK, CONTENTS, USUAL = DUTY, NONE = -1 };

static const char *const heads[CONTENTS] = {
    "序号", "职务", "姓名", "单位及职务", "职责", "联系电话", "备注",
};

/* By column what it is; the usual four first, then any of the others in their order. */
static bool read_columns(const struct table_frame *f, int columns[CONTENTS])
{
    size_t at = 0;
    for (int k = 0; k < CONTENTS; k++) {
        bool here = at < f->grid.columns && words_are(table_head(f, at), heads[k]);
        columns[k] = here ? (int)at : NONE;
        at += here;
        if (!here && k < USUAL)
            return false;
    }
    return at == f->grid.columns;
}

static struct text cell(const struct grid *g, size_t row, int column)
{
    return column == NONE ? (struct text){0} : grid_at(g, row, (size_t)column)->text;
}

/* Rows of one person, counted; parts of the group may be one cell over several. */
static bool rows_fit(struct importer *im, const struct table_frame *f, const int columns[CONTENTS])
{
    enum { DIGITS = 4 };
    const struct grid *g = &f->grid;
    for (size_t r = f->body; r < g->rows; r++) {
        for (size_t c = 0; c < g->columns; c++) {
            const struct grid_cell *k = grid_at(g, r, c);
            if (k->columns > 1 || (k->rows > 1 && (int)c != columns[ROLE]) || k->lines.n > 1)
                return false;
        }
        if (number_whole(cell(g, r, columns[COUNTER]), DIGITS) != (int)(r - f->body) + 1 ||
            !cell(g, r, columns[ROLE]).n ||
            !words_may_name(import_without_blanks(im->arena, cell(g, r, columns[NAME]))))
            return false;
    }
    return true;
}

/* The compiler merges neighbours that say the same: cells that are not merged must differ. */
static bool merges_alike(const struct table_frame *f, const int columns[CONTENTS])
{
    const struct grid *g = &f->grid;
    size_t role = (size_t)columns[ROLE];
    for (size_t r = f->body + 1; r < g->rows; r++)
        if (grid_begins(g, r, role) &&
            text_same(grid_at(g, r, role)->text, grid_at(g, r - 1, role)->text))
            return false;
    return true;
}

static void add_member(struct importer *im, struct node *tier, const struct grid *g, size_t r,
                       const int columns[CONTENTS])
{
    struct node *n = import_element(im, tier, "成员");
    struct line_person p = {.name = import_without_blanks(im->arena, cell(g, r, columns[NAME])),
                            .post = cell(g, r, columns[POST]),
                            .phone = cell(g, r, columns[PHONE])};
    people_member(im, n, &p);
    if (cell(g, r, columns[DUTY]).n)
        import_attr(im, n, "职责", cell(g, r, columns[DUTY]));
    if (cell(g, r, columns[REMARK]).n)
        import_attr(im, n, "备注", cell(g, r, columns[REMARK]));
    import_change(im, cell(g, r, columns[COUNTER]), IMPORT_DERIVED, NULL);
}

/* A row of its own for everyone, and heads that speak of people. */
static bool is_of_people(struct importer *im, const struct table_frame *f)
{
    bool name = false, post = false;
    for (size_t c = 0; c < f->grid.columns; c++) {
        struct text head = table_head(f, c);
        name = name || sheet_head_is(im->arena, head, "姓名");
        post = post || sheet_head_is(im->arena, head, "职务") ||
               sheet_head_is(im->arena, head, "单位及职务");
    }
    return name && post;
}

/* ---- a roster that a table only puts in places: 组长： | 罗启明 | 县长 ---- */

/* The words of a row, as they would stand on a line. */
static struct text row_words(struct importer *im, const struct grid *g, size_t r)
{
    struct text_builder b = {.arena = im->arena};
    for (size_t c = 0; c < g->columns; c++) {
        const struct grid_cell *k = grid_at(g, r, c);
        if (!grid_begins(g, r, c) || !k->text.n)
            continue;
        if (b.cp.n)
            text_add(&b, '\t', k->text.at[0]);
        b.src = b.src ? b.src : k->text.src;
        text_add_text(&b, k->text);
    }
    return text_done(&b);
}

/* Every row is a line of it, and each label has its colon. */
static bool read_rows(struct importer *im, const struct grid *g, struct roster_run *run)
{
    enum { COLUMNS_MOST = 4 };
    enum line_trust trust;
    *run = (struct roster_run){.im = im};
    if (!g->table || g->columns > COLUMNS_MOST || g->nested)
        return false;
    for (size_t r = 0; r < g->rows; r++) {
        struct text words = row_words(im, g, r);
        struct roster_line line;
        if (!words.n)
            continue;
        if (!line_read(im->arena, words, &line) || !line.people.n ||
            (!line.label.n && !run->parts.n))
            return false;
        roster_take(run, &line, words);
    }
    return roster_is_one(run, &trust);
}

static size_t import_placed(struct importer *im, const struct table_frame *f, struct node *parent)
{
    struct roster_run run;
    if (f->title != SIZE_MAX || f->unit != SIZE_MAX || !read_rows(im, &f->grid, &run))
        return 0;
    roster_add(&run, import_element(im, parent, "名单"), true);
    import_became(im, f->table, IMPORT_ROSTER, LINE_LIKELY, 0);
    if (f->grid.table->bordered)
        diag(im->diags, DIAG_D162, text_pos(run.parts.v[0].label, 0), NULL);
    return 1;
}

size_t table_read_roster(struct importer *im, const struct table_frame *f, struct node *parent)
{
    int columns[CONTENTS];
    size_t placed = import_placed(im, f, parent);
    if (placed || f->headless || f->body >= f->grid.rows || !is_of_people(im, f))
        return placed;
    const struct grid *g = &f->grid;
    if (f->top || f->body != 1 || f->unit != SIZE_MAX || !read_columns(f, columns) ||
        !rows_fit(im, f, columns) || !merges_alike(f, columns)) {
        diag(im->diags, DIAG_D159, text_pos(table_head(f, 0), 0), NULL);
        return 0;
    }
    struct node *roster = import_element(im, parent, "名单"), *tier = NULL;
    import_word(im, roster, "形式", "表");
    table_add_title(im, f, roster);
    if (columns[PHONE] != NONE)
        import_word(im, roster, "电话", "是");
    for (size_t c = 0; c < g->columns; c++)
        import_change(im, table_head(f, c), IMPORT_DERIVED, NULL);
    for (size_t r = f->body; r < g->rows; r++) {
        if (grid_begins(g, r, (size_t)columns[ROLE])) {
            tier = import_element(im, roster, "层级");
            import_attr(im, tier, "职务", cell(g, r, columns[ROLE]));
        }
        add_member(im, tier, g, r, columns);
    }
    return table_taken(im, f, IMPORT_ROSTER, LINE_SURE, false);
}
