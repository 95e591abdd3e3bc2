/*
 * A task list from rows: an empty area or task means the one above; consecutive rows of a task are
 * its measures. A measure's units and deadline are its own when they differ from the first row's.
 */
#include <uchar.h>

#include "load/diag.def"
#include "load/load_int.h"
#include "value/list.h"

struct task_reader {
    struct loader *loader;
    struct load_rows rows;
    struct task_list *list;
    struct interned areas;
    struct task_area *area; /* the last ones, and where the next ones go */
    struct task *task;
    struct task_measure **measure;
    size_t first; /* the task's first row */
};

static struct text cell(const struct task_reader *t, size_t row, enum load_column column)
{
    return load_text(&t->rows, row, column);
}

/* ---- units ---- */

/* A word before a colon that says whether the units behind it assist. */
struct unit_label {
    size_t from, to; /* with its colon */
    bool assists;
};

/* How many characters a label takes at i, its colon counted; 0: none is here. */
static size_t label_length(struct text t, size_t i, const char32_t *word)
{
    size_t n = 0;
    while (word[n] && i + n < t.n && t.cp[i + n] == word[n])
        n++;
    bool colon = i + n < t.n && (t.cp[i + n] == U'：' || t.cp[i + n] == ':');
    return !word[n] && colon ? n + 1 : 0;
}

/* The first label from i on; its from is the text's end when there is none. */
static struct unit_label find_label(struct text t, size_t i)
{
    static const struct {
        const char32_t *word;
        bool assists;
    } words[] = {{U"牵头单位", false}, {U"牵头", false},    {U"责任单位", false},
                 {U"配合单位", true},  {U"协办单位", true}, {U"配合", true}};
    for (; i < t.n; i++)
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            size_t n = label_length(t, i, words[w].word);
            if (n)
                return (struct unit_label){i, i + n, words[w].assists};
        }
    return (struct unit_label){t.n, t.n, false};
}

static void add_units(struct task_reader *t, struct task_unit **last, struct text names,
                      bool assists)
{
    while (*last)
        last = &(*last)->next;
    struct text name;
    for (size_t at = 0; list_next(names, record_marks[FIELD_RESPONSIBLE_NAME].cell, &at, &name);
         last = &(*last)->next) {
        *last = ARENA_NEW(t->loader->arena, struct task_unit);
        (*last)->pos = text_pos(name, 0);
        (*last)->name = name;
        (*last)->assists = assists;
    }
}

/* A cell of units, which may say 牵头：… 配合：… itself. */
static void add_labelled(struct task_reader *t, struct task_unit **units, struct text cell,
                         bool assists)
{
    struct unit_label label = {0, 0, assists};
    while (label.to < cell.n) {
        struct unit_label next = find_label(cell, label.to);
        add_units(t, units, text_part(cell, label.to, next.from), label.assists);
        label = next;
    }
}

static void read_units(struct task_reader *t, size_t row, struct task_unit **units)
{
    add_labelled(t, units, cell(t, row, COLUMN_TASKS_UNITS), false);
    add_labelled(t, units, cell(t, row, COLUMN_TASKS_ASSISTS), true);
}

/* The cell says something else than the task's first row. */
static bool is_own(const struct task_reader *t, size_t row, enum load_column column)
{
    struct text own = cell(t, row, column);
    return own.n && !text_same(own, cell(t, t->first, column));
}

static void add_measure(struct task_reader *t, size_t row, struct text words)
{
    struct task_measure *m = *t->measure = ARENA_NEW(t->loader->arena, struct task_measure);
    t->measure = &m->next;
    m->pos = text_pos(words, 0);
    m->inlines = ARENA_NEW(t->loader->arena, struct inline_item);
    m->inlines->pos = m->pos;
    m->inlines->text = words;
    if (is_own(t, row, COLUMN_TASKS_UNITS) || is_own(t, row, COLUMN_TASKS_ASSISTS))
        read_units(t, row, &m->units);
    if (is_own(t, row, COLUMN_TASKS_DEADLINE))
        m->deadline.text = cell(t, row, COLUMN_TASKS_DEADLINE);
}

/* Remarks of all rows stand in the task's one cell. */
static void add_remark(struct task_reader *t, size_t row)
{
    struct text remark = cell(t, row, COLUMN_TASKS_REMARK), *all = &t->task->remark;
    if (row == t->first)
        *all = remark;
    else if (is_own(t, row, COLUMN_TASKS_REMARK))
        *all = all->n ? text_joined(t->loader->arena, words_with_end(t->loader->arena, *all, "；"),
                                    remark)
                      : remark;
}

static void begin_area(struct task_reader *t, struct text title)
{
    bool fresh;
    name_intern(t->loader->arena, &t->areas, title, &fresh);
    if (!fresh)
        diag(t->loader->diags, DIAG_R052, text_pos(title, 0), text_utf8(t->loader->arena, title));
    struct task_area **next = t->area ? &t->area->next : &t->list->areas;
    t->area = *next = ARENA_NEW(t->loader->arena, struct task_area);
    t->area->pos = text_pos(title, 0);
    t->area->title = title;
    t->task = NULL;
}

static void begin_task(struct task_reader *t, size_t row, struct text title)
{
    struct task_area *area = t->area;
    struct task **next = t->task ? &t->task->next : &area->tasks;
    t->task = *next = ARENA_NEW(t->loader->arena, struct task);
    t->task->pos = text_pos(title, 0);
    t->task->title = title;
    t->task->deadline.text = cell(t, row, COLUMN_TASKS_DEADLINE);
    t->measure = &t->task->measures;
    t->first = row;
    read_units(t, row, &t->task->units);
}

/* An error at the cell that the row lacks. */
static bool report_lack(struct task_reader *t, size_t row, enum load_column column,
                        const struct diag_code *code)
{
    diag(t->loader->diags, code, load_pos(&t->rows, row, column),
         load_cell_name(&t->rows, row, column));
    t->loader->failed = true;
    return false;
}

/* The row's area and task; false: it has none, or says nothing of it. */
static bool place_row(struct task_reader *t, size_t row, struct text measure)
{
    struct text area = cell(t, row, COLUMN_TASKS_AREA), task = cell(t, row, COLUMN_TASKS_TASK);
    if (!area.n && !t->area)
        return report_lack(t, row, COLUMN_TASKS_AREA, DIAG_R037);
    if (area.n && !(t->area && text_same(area, t->area->title)))
        begin_area(t, area);
    if (!task.n && !t->task)
        return report_lack(t, row, COLUMN_TASKS_TASK, DIAG_R037);
    if (task.n && !(t->task && text_same(task, t->task->title))) {
        begin_task(t, row, task);
        return true;
    }
    return measure.n || report_lack(t, row, COLUMN_TASKS_MEASURE, DIAG_R038);
}

void load_tasks(struct loader *l, struct task_list *list)
{
    struct task_reader t = {.loader = l, .list = list};
    if (!load_open(&t.rows, l, &list->source, LOAD_TASKS))
        return;
    for (size_t row = 0; row < t.rows.sheet->n_rows; row++) {
        struct text measure = cell(&t, row, COLUMN_TASKS_MEASURE);
        if (load_passes_note(t.rows.sheet, row, l->diags) || !place_row(&t, row, measure))
            continue;
        if (measure.n)
            add_measure(&t, row, measure);
        add_remark(&t, row);
    }
}
