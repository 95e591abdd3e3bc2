/*
 * A table of tasks as 任务清单, in the office's own columns: areas in rows over all columns or in a
 * column of their own, a task in as many rows as it has measures, cells over several of them. What
 * a list of tasks has no place for leaves it a table, which is told.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "sheet/sheet.h"
#include "value/number.h"

enum content { COUNTER, AREA, TASK, MEASURE, UNITS, ASSISTS, DEADLINE, REMARK, BLANK, CONTENTS };

static const struct {
    const char *standard; /* head */
    const char *content;  /* of a 任务栏 */
    const char *attr;     /* of 任务 and 措施 */
} contents[CONTENTS] = {
    [COUNTER] = {"序号", "序号", NULL},
    [AREA] = {"领域", "领域", NULL},
    [TASK] = {"工作任务", "任务", NULL},
    [MEASURE] = {"工作措施", "措施", NULL},
    [UNITS] = {"责任单位", "责任单位", NULL},
    [ASSISTS] = {"配合单位", "配合单位", NULL},
    [DEADLINE] = {"完成时限", "时限", "时限"},
    [REMARK] = {"备注", "备注", "备注"},
    [BLANK] = {"", "空白", NULL},
};

enum { NONE = -1, MEASURES_MOST = 999 };

/* How the measures of a cell, or of a task, are numbered. */
static const struct {
    const char *name, *before, *behind;
    bool chinese;
} numbers[] = {
    {"（1）", "（", "）", false}, {"（1）", "(", ")", false}, {"1.", "", ".", false},
    {"1.", "", "．", false},      {"1.", "", "、", false},    {"（一）", "（", "）", true},
    {"一、", "", "、", true},
};
enum { FORMS = sizeof numbers / sizeof *numbers };

struct task_reader {
    struct importer *im;
    const struct table_frame *f;
    const struct grid *g;
    int columns[CONTENTS]; /* where a content is; NONE: nowhere */
    enum content *holds;   /* by column */
    bool together;         /* a cell has several measures */
    int form;              /* of measures' numbers; NONE: they have none, or keep theirs */
    bool areas_numbered;   /* 一、 二、 */
    int task_form;         /* of tasks' numbers in their own cells; NONE: they have none */
};

/* ---- columns ---- */

static bool is_empty(const struct task_reader *t, size_t column)
{
    for (size_t r = t->f->body; r < t->g->rows; r++)
        if (grid_at(t->g, r, column)->text.n && !grid_only(t->g, r))
            return false;
    return true;
}

static enum content content_of(const struct task_reader *t, size_t column)
{
    struct text head = table_head(t->f, column);
    for (enum content k = 0; k < BLANK; k++)
        if (!(k == MEASURE && text_has(head, "内容")) && /* which may be a task below an area */
            sheet_head_is(t->im->arena, head, contents[k].standard))
            return k;
    return is_empty(t, column) ? BLANK : CONTENTS;
}

/* 重点任务 over several rows of 工作内容: areas, and their tasks. */
static void see_areas(struct task_reader *t)
{
    int task = t->columns[TASK];
    size_t next = (size_t)task + 1;
    bool unknown = task != NONE && next < t->g->columns && t->holds[next] == CONTENTS;
    struct text head = unknown ? table_head(t->f, next) : (struct text){0};
    if (t->columns[AREA] != NONE || !(text_has(head, "内容") || text_has(head, "事项") ||
                                      text_has(head, "任务") || text_has(head, "目标")))
        return;
    t->columns[AREA] = task;
    t->columns[TASK] = (int)next;
    t->holds[task] = AREA;
    t->holds[next] = TASK;
}

/* False: they are none of a list of tasks. */
static bool read_columns(struct task_reader *t)
{
    struct text odd = {0};
    for (size_t k = 0; k < CONTENTS; k++)
        t->columns[k] = NONE;
    for (size_t c = 0; c < t->g->columns; c++) {
        enum content k = content_of(t, c);
        bool twice = k < BLANK && t->columns[k] != NONE;
        t->holds[c] = twice ? CONTENTS : k;
        if (k < CONTENTS && !twice)
            t->columns[k] = (int)c;
    }
    see_areas(t);
    if (t->columns[TASK] == NONE && t->columns[MEASURE] != NONE) {
        t->columns[TASK] = t->columns[MEASURE];
        t->holds[t->columns[MEASURE]] = TASK;
        t->columns[MEASURE] = NONE;
    }
    for (size_t c = t->g->columns; c > 0; c--)
        if (t->holds[c - 1] == CONTENTS && (!odd.n || content_of(t, c - 1) == CONTENTS))
            odd = table_head(t->f, c - 1); /* rather one that is unknown than one that stands twice */
    bool tasks = t->columns[TASK] != NONE &&
                 (t->columns[UNITS] != NONE || t->columns[ASSISTS] != NONE) &&
                 (t->columns[DEADLINE] != NONE || t->columns[MEASURE] != NONE ||
                  t->columns[COUNTER] != NONE);
    if (tasks && odd.n)
        diag(t->im->diags, DIAG_D158, text_pos(odd, 0), text_utf8(t->im->arena, odd));
    return tasks && !odd.n;
}

/* ---- rows ---- */

static struct grid_cell *cell_of(const struct task_reader *t, size_t row, enum content k)
{
    return t->columns[k] == NONE ? NULL : grid_at(t->g, row, (size_t)t->columns[k]);
}

static bool is_blank_row(const struct task_reader *t, size_t row)
{
    for (size_t c = 0; c < t->g->columns; c++)
        if (grid_at(t->g, row, c)->text.n)
            return false;
    return true;
}

/* Behind the rows of the task that begins in a row: those that its cell reaches over, or below it
 * have none of their own. */
static size_t task_end(const struct task_reader *t, size_t row)
{
    size_t r = row + 1;
    while (r < t->g->rows && !grid_only(t->g, r) && !is_blank_row(t, r)) {
        const struct grid_cell *task = cell_of(t, r, TASK), *measure = cell_of(t, r, MEASURE);
        bool above = task->row < r, empty = !task->text.n && measure && measure->text.n;
        if (!above && !empty)
            break;
        r++;
    }
    return r;
}

/* A cell that all rows of a task have. */
static bool is_whole(const struct task_reader *t, enum content k, size_t row, size_t end)
{
    for (size_t r = row; r < end; r++)
        if (cell_of(t, r, k) != cell_of(t, row, k))
            return false;
    return true;
}

/* What a task has no more than once. */
static bool task_fits(const struct task_reader *t, size_t row, size_t end, int number)
{
    enum { DIGITS = 4 };
    const struct grid_cell *counter = cell_of(t, row, COUNTER), *task = cell_of(t, row, TASK);
    if (!task->text.n || task->row != row || task->columns > 1)
        return false;
    if (counter && (number_whole(counter->text, DIGITS) != number || counter->row != row))
        return false;
    for (size_t r = row + 1; counter && r < end; r++)
        if (cell_of(t, r, COUNTER) != counter && cell_of(t, r, COUNTER)->text.n)
            return false;
    for (size_t r = row; r < end; r++)
        for (size_t c = 0; c < t->g->columns; c++)
            if (grid_at(t->g, r, c)->columns > 1)
                return false;
    if (end > row + 1 && t->columns[MEASURE] == NONE)
        return false;
    return t->columns[ASSISTS] == NONE || is_whole(t, ASSISTS, row, end);
}

static bool rows_fit(const struct task_reader *t)
{
    int number = 0;
    for (size_t r = t->f->body, end; r < t->g->rows; r = end) {
        end = r + 1;
        if (grid_only(t->g, r) ? grid_only(t->g, r)->lines.n == 1 : is_blank_row(t, r))
            continue;
        if (grid_only(t->g, r))
            return false;
        end = task_end(t, r);
        if (!task_fits(t, r, end, ++number))
            return false;
    }
    return number > 0;
}

/* ---- numbers of measures ---- */

static const char *label_of(struct importer *im, int form, int n)
{
    const char *digits =
        numbers[form].chinese ? number_chinese(im->arena, n) : arena_printf(im->arena, "%d", n);
    return arena_printf(im->arena, "%s%s%s", numbers[form].before, digits, numbers[form].behind);
}

static size_t label_at(struct importer *im, struct text t, int form, int n)
{
    return text_word_at(t, 0, label_of(im, form, n));
}

/* A number that the compiler prints in the usual marks. */
static void drop_label(struct importer *im, struct text label, int form, int n)
{
    int usual = 0;
    while (strcmp(numbers[usual].name, numbers[form].name) != 0)
        usual++;
    bool same = usual == form;
    import_change(im, label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN,
                  same ? NULL : label_of(im, usual, n));
}

/* A measure of a task: a line of a cell. */
struct measure {
    struct text text;
    size_t row;
    int number; /* in its run; 0: it is alone */
};
typedef VEC(struct measure) measures;

static measures measures_of(const struct task_reader *t, size_t row, size_t end)
{
    measures all = {0};
    size_t from = 0;
    for (size_t r = row; r < end; r++) {
        const struct grid_cell *cell = cell_of(t, r, MEASURE);
        for (size_t i = 0; cell && cell->row == r && i < cell->lines.n; i++)
            VEC_PUSH(t->im->arena, &all, ((struct measure){cell->lines.v[i].text, r, 0}));
        for (size_t i = from; t->together && i < all.n && all.n > from + 1; i++)
            all.v[i].number = (int)(i - from) + 1;
        from = all.n;
    }
    for (size_t i = 0; !t->together && i < all.n && all.n > 1; i++)
        all.v[i].number = (int)i + 1;
    return all;
}

static bool all_numbered(const struct task_reader *t, int form, bool *any)
{
    for (size_t r = t->f->body, end; r < t->g->rows; r = end) {
        end = r + 1;
        if (grid_only(t->g, r) || is_blank_row(t, r))
            continue;
        end = task_end(t, r);
        measures all = measures_of(t, r, end);
        for (size_t i = 0; i < all.n; i++) {
            *any = *any || all.v[i].number;
            if (all.v[i].number && !label_at(t->im, all.v[i].text, form, all.v[i].number))
                return false;
        }
    }
    return true;
}

/* Whether some have numbers, and in which form; several without are not to be numbered. */
static bool find_form(struct task_reader *t)
{
    bool any = false;
    for (size_t r = t->f->body; r < t->g->rows; r++)
        t->together =
            t->together || (cell_of(t, r, MEASURE) && cell_of(t, r, MEASURE)->lines.n > 1);
    t->form = NONE;
    for (int k = 0; k < FORMS && t->form == NONE; k++)
        if (all_numbered(t, k, &any))
            t->form = k;
    return any;
}

/* ---- areas ---- */

/* The text of the n-th area, without 一、 where all have theirs. */
static struct text area_title(const struct task_reader *t, struct text title, int n)
{
    const char *label = number_label(t->im->arena, 1, n);
    size_t length = t->areas_numbered ? text_word_at(title, 0, label) : 0;
    import_change(t->im, text_part(title, 0, length), IMPORT_DERIVED, NULL);
    return text_trimmed(text_part(title, length, title.n));
}

/* Where an area begins in a row: its cell; NULL: none does. */
static const struct grid_cell *area_at(const struct task_reader *t, size_t row)
{
    const struct grid_cell *cell = cell_of(t, row, AREA);
    if (grid_only(t->g, row))
        return grid_only(t->g, row);
    return cell && cell->row == row && cell->text.n ? cell : NULL;
}

/* Whether there are areas; all numbered, or all not. */
static bool find_areas(struct task_reader *t)
{
    int n = 0, typed = 0;
    for (size_t r = t->f->body; r < t->g->rows; r++) {
        const struct grid_cell *area = area_at(t, r);
        const char *label = number_label(t->im->arena, 1, n + 1);
        n += area != NULL;
        typed += area && text_word_at(area->text, 0, label);
    }
    t->areas_numbered = n && typed == n;
    return n > 0;
}

/* ---- what a list may hold ---- */

/* A task's title without its number, where it has no column of numbers and all have theirs. */
static size_t task_label(const struct task_reader *t, size_t row, int n)
{
    return t->task_form == NONE ? 0 : label_at(t->im, cell_of(t, row, TASK)->text, t->task_form, n);
}

static void find_task_form(struct task_reader *t)
{
    t->task_form = NONE;
    for (int k = 0; k < FORMS && t->task_form == NONE && t->columns[COUNTER] == NONE; k++) {
        bool all = true;
        int n = 0;
        for (size_t r = t->f->body; r < t->g->rows; r++)
            if (!grid_only(t->g, r) && !is_blank_row(t, r) && cell_of(t, r, TASK)->row == r &&
                cell_of(t, r, TASK)->text.n)
                all = all && label_at(t->im, cell_of(t, r, TASK)->text, k, ++n);
        t->task_form = all && n ? k : NONE;
    }
}

static bool is_bare(struct text t, size_t label)
{
    return !number_typed_label(text_trimmed(text_part(t, label, t.n)));
}

/* 牵头 and 配合 in a cell beside a column of those who assist are printed once more; and of two
 * columns of units none is one with the row above. */
static bool units_fit(const struct task_reader *t, size_t row)
{
    const struct grid_cell *units = cell_of(t, row, UNITS), *assists = cell_of(t, row, ASSISTS);
    if (!units || !assists)
        return true;
    return units->row == row && assists->row == row && !text_has(units->text, "牵头") &&
           !text_has(units->text, "配合") && !text_has(units->text, "；");
}

/* Measures that share a cell have neither remarks of their own nor neighbours in a row of their own
 * whose units and deadline are the same: those would be one cell. */
static bool cells_fit(const struct task_reader *t, size_t row, size_t end)
{
    static const enum content kinds[] = {UNITS, DEADLINE};
    bool remarks = t->columns[REMARK] != NONE && !is_whole(t, REMARK, row, end);
    for (size_t r = row + 1; r < end && t->together; r++) {
        bool same = true;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (t->columns[kinds[i]] != NONE)
                same = same &&
                       text_same(cell_of(t, r, kinds[i])->text, cell_of(t, r - 1, kinds[i])->text);
        if (same || remarks)
            return false;
    }
    return true;
}

/* A number that cannot be left to the compiler cannot stand in a list. */
static bool words_fit(struct task_reader *t)
{
    int areas = 0, tasks = 0;
    for (size_t r = t->f->body, end; r < t->g->rows; r = end) {
        const struct grid_cell *area = area_at(t, r);
        end = r + 1;
        if (area) {
            const char *label = number_label(t->im->arena, 1, ++areas);
            if (!is_bare(area->text, t->areas_numbered ? text_word_at(area->text, 0, label) : 0))
                return false;
        }
        if (grid_only(t->g, r) || is_blank_row(t, r))
            continue;
        end = task_end(t, r);
        if (!is_bare(cell_of(t, r, TASK)->text, task_label(t, r, ++tasks)) || !units_fit(t, r) ||
            !cells_fit(t, r, end))
            return false;
        measures all = measures_of(t, r, end);
        for (size_t i = 0; i < all.n; i++) {
            bool dropped = t->form != NONE && all.v[i].number;
            size_t label = dropped ? label_at(t->im, all.v[i].text, t->form, all.v[i].number) : 0;
            if (!is_bare(all.v[i].text, label))
                return false;
        }
    }
    return true;
}

/* ---- elements ---- */

static struct text with_commas(struct arena *a, const struct grid_cell *cell)
{
    struct text_builder b = {.arena = a};
    if (cell->lines.n < 2)
        return cell->text;
    for (size_t i = 0; i < cell->lines.n; i++) {
        struct text line = cell->lines.v[i].text;
        b.src = b.src ? b.src : line.src;
        if (i && !utf8_is_one_of(b.cp.v[b.cp.n - 1], U"、，；"))
            text_add_utf8(&b, "、", line.at[0]);
        text_add_text(&b, line);
    }
    return text_done(&b);
}

static void add_joined(struct task_reader *t, const char **all, enum content k)
{
    *all = arena_printf(t->im->arena, "%s%s%s", *all, **all ? "、" : "", contents[k].content);
}

/* The lines of a cell of units become one text. */
static void say_commas(struct task_reader *t, const struct grid_cell *cell)
{
    for (size_t i = 1; i < cell->lines.n; i++) {
        struct text line = cell->lines.v[i].text;
        import_change(t->im, line, IMPORT_REWRITTEN,
                      arena_printf(t->im->arena, "、%s", text_utf8(t->im->arena, line)));
    }
}

static void add_units(struct task_reader *t, struct node *task, const struct grid_cell *cell,
                      bool assists)
{
    for (size_t i = 0; i < cell->lines.n; i++) {
        struct node *n = import_element(t->im, task, "责任单位");
        if (assists)
            import_word(t->im, n, "配合", "是");
        import_text(t->im, n, cell->lines.v[i].text);
    }
    say_commas(t, cell);
}

/* What the whole task has: its attributes, and what is one with the row above. */
static void say_whole(struct task_reader *t, struct node *task, size_t row, size_t end)
{
    static const enum content kinds[] = {UNITS, ASSISTS, DEADLINE, REMARK};
    const char *joined = "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        enum content k = kinds[i];
        const struct grid_cell *cell = cell_of(t, row, k);
        if (!cell || !is_whole(t, k, row, end))
            continue;
        if (cell->row < row)
            add_joined(t, &joined, k);
        else if (contents[k].attr && cell->text.n)
            import_attr(t->im, task, contents[k].attr, cell->text);
    }
    if (*joined)
        import_word(t->im, task, "与上合并", joined);
}

/* What a row of the task has of its own. */
static void say_row(struct task_reader *t, struct node *measure, size_t row, size_t first,
                    size_t end)
{
    static const enum content kinds[] = {UNITS, DEADLINE, REMARK};
    const char *joined = "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        enum content k = kinds[i];
        const struct grid_cell *cell = cell_of(t, row, k);
        if (!cell || is_whole(t, k, first, end))
            continue;
        if (cell->row < row)
            add_joined(t, &joined, k);
        else if (cell->text.n)
            import_attr(t->im, measure, k == UNITS ? "责任单位" : contents[k].attr,
                        k == UNITS ? with_commas(t->im->arena, cell) : cell->text);
        if (k == UNITS && cell->row == row)
            say_commas(t, cell);
    }
    if (*joined)
        import_word(t->im, measure, "与上合并", joined);
}

static void add_task(struct task_reader *t, struct node *area, size_t row, size_t end, int n)
{
    struct node *task = import_element(t->im, area, "任务");
    const struct grid_cell *counter = cell_of(t, row, COUNTER);
    measures all = measures_of(t, row, end);
    struct text title = cell_of(t, row, TASK)->text;
    size_t own = task_label(t, row, n);
    if (own)
        drop_label(t->im, text_part(title, 0, own), t->task_form, n);
    import_attr(t->im, task, "题", text_trimmed(text_part(title, own, title.n)));
    if (counter)
        import_change(t->im, counter->text, IMPORT_DERIVED, NULL);
    say_whole(t, task, row, end);
    for (size_t i = 0; i < all.n; i++) {
        struct node *measure = import_element(t->im, task, "措施");
        struct text words = all.v[i].text;
        size_t label = t->form == NONE || !all.v[i].number
                           ? 0
                           : label_at(t->im, words, t->form, all.v[i].number);
        say_row(t, measure, all.v[i].row, row, end);
        if (label)
            drop_label(t->im, text_part(words, 0, label), t->form, all.v[i].number);
        import_text(t->im, measure, text_trimmed(text_part(words, label, words.n)));
    }
    if (cell_of(t, row, UNITS) && is_whole(t, UNITS, row, end) &&
        cell_of(t, row, UNITS)->row == row)
        add_units(t, task, cell_of(t, row, UNITS), false);
    if (cell_of(t, row, ASSISTS) && cell_of(t, row, ASSISTS)->row == row)
        add_units(t, task, cell_of(t, row, ASSISTS), true);
}

static void add_columns(struct task_reader *t, struct node *list)
{
    for (size_t c = 0; c < t->g->columns; c++) {
        struct node *n = import_element(t->im, list, "任务栏");
        struct text head = import_unspaced(t->im->arena, table_head(t->f, c));
        bool leads = t->holds[c] == UNITS && t->columns[ASSISTS] != NONE;
        import_word(t->im, n, "内容", leads ? "牵头单位" : contents[t->holds[c]].content);
        import_attr(t->im, n, "题", head);
    }
}

static void add_areas(struct task_reader *t, struct node *list)
{
    struct node *area = NULL;
    int n = 0, tasks = 0;
    for (size_t r = t->f->body, end; r < t->g->rows; r = end) {
        const struct grid_cell *begins = area_at(t, r);
        end = r + 1;
        if (begins || !area) {
            if (is_blank_row(t, r))
                continue;
            area = import_element(t->im, list, "领域");
            if (begins)
                import_attr(t->im, area, "题", area_title(t, begins->text, ++n));
        }
        if (grid_only(t->g, r) || is_blank_row(t, r))
            continue;
        end = task_end(t, r);
        add_task(t, area, r, end, ++tasks);
    }
}

/* An area with nothing in it is none; and they stand in rows or in a column, not in both. */
static bool areas_have_tasks(const struct task_reader *t)
{
    for (size_t r = t->f->body; r < t->g->rows; r++)
        if (grid_only(t->g, r) && (t->columns[AREA] != NONE || r + 1 == t->g->rows ||
                                   grid_only(t->g, r + 1) || is_blank_row(t, r + 1)))
            return false;
    return true;
}

size_t table_read_tasks(struct importer *im, const struct table_frame *f, struct node *parent)
{
    struct task_reader t = {.im = im, .f = f, .g = &f->grid};
    if (!table_has_plain_heads(f) || f->unit != SIZE_MAX)
        return 0;
    t.holds = ARENA_ARRAY(im->arena, enum content, f->grid.columns);
    if (!read_columns(&t))
        return 0;
    bool fits = rows_fit(&t) && areas_have_tasks(&t);
    bool several = fits && find_form(&t), areas = fits && find_areas(&t);
    find_task_form(&t);
    if (!fits || !words_fit(&t)) {
        diag(im->diags, DIAG_D163, text_pos(table_head(f, 0), 0), NULL);
        return 0;
    }
    struct node *list = import_element(im, parent, "任务清单");
    table_add_title(im, f, list);
    if (areas && !t.areas_numbered)
        import_word(im, list, "领域编号", "无");
    if (t.columns[COUNTER] == NONE &&
        (t.task_form == NONE || strcmp(numbers[t.task_form].name, "（一）") != 0))
        import_word(im, list, "任务编号", t.task_form == NONE ? "无" : numbers[t.task_form].name);
    if (t.together)
        import_word(im, list, "措施", "同格");
    if (several && t.form == NONE)
        import_word(im, list, "措施编号", "无");
    else if (several && strcmp(numbers[t.form].name, "（1）") != 0)
        import_word(im, list, "措施编号", numbers[t.form].name);
    add_columns(&t, list);
    add_areas(&t, list);
    return table_taken(im, f, IMPORT_TASKS, LINE_SURE, false);
}
