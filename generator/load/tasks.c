/*
 * A task list from rows: an empty area or task means the one above; consecutive rows of a task are
 * its measures. A measure's units and deadline are its own when they differ from the first row's.
 */
#include "base/file.h"
#include "load/diag.def"
#include "load/load_int.h"
#include "value/list.h"
#include "value/number.h"

struct task_reader {
    struct loader *loader;
    struct load_rows rows;
    struct task_list *list;
    struct interned areas;
    struct task_area *area; /* the last ones, and where the next ones go */
    struct task *task;
    struct task_measure **measure;
    size_t first;        /* the task's first row */
    size_t tasks, taken; /* how many yet; how many rows */
    bool own_remarks;    /* each row has its own */
};

static struct text cell(const struct task_reader *t, size_t row, enum load_column column)
{
    return load_text(&t->rows, row, column);
}

/* The cell is part of one that begins above. */
static bool is_merged(const struct task_reader *t, size_t row, enum load_column column)
{
    size_t at = t->rows.at[column];
    return at != SHEET_NONE && sheet_merged(t->rows.sheet, row, at);
}

/* ---- units ---- */

/* A cell of units, which may say itself who leads and who assists. */
static struct task_unit **add_units(struct task_reader *t, struct task_unit **last,
                                    struct text cell, enum unit_role role)
{
    unsigned marks = record_marks[FIELD_RESPONSIBLE_NAME].cell;
    *last = task_units_of(t->loader->arena, cell, marks, role);
    while (*last)
        last = &(*last)->next;
    return last;
}

static void read_units(struct task_reader *t, size_t row, struct task_unit **units)
{
    units = add_units(t, units, cell(t, row, LOAD_COLUMNS), UNIT_LEADS);
    units = add_units(t, units, cell(t, row, COLUMN_TASKS_UNITS), UNIT_PLAIN);
    add_units(t, units, cell(t, row, COLUMN_TASKS_ASSISTS), UNIT_ASSISTS);
}

/* ---- what is merged in the file ---- */

/* Contents whose cells in this row are those above. */
static unsigned joins_of(const struct task_reader *t, size_t row)
{
    static const struct {
        enum load_column column;
        enum task_content content;
    } columns[] = {{COLUMN_TASKS_UNITS, TASK_UNITS},
                   {COLUMN_TASKS_DEADLINE, TASK_DEADLINE},
                   {COLUMN_TASKS_REMARK, TASK_REMARK}};
    unsigned joins = 0;
    for (size_t i = 0; row > 0 && i < sizeof columns / sizeof *columns; i++)
        if (is_merged(t, row, columns[i].column))
            joins |= 1u << columns[i].content;
    return joins;
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
    m->joins = row == t->first ? 0 : joins_of(t, row);
    bool units = !(m->joins & 1u << TASK_UNITS);
    if (units && (is_own(t, row, COLUMN_TASKS_UNITS) || is_own(t, row, COLUMN_TASKS_ASSISTS) ||
                  is_own(t, row, LOAD_COLUMNS)))
        read_units(t, row, &m->units);
    if (!(m->joins & 1u << TASK_DEADLINE) && is_own(t, row, COLUMN_TASKS_DEADLINE))
        m->deadline.text = cell(t, row, COLUMN_TASKS_DEADLINE);
    if (t->own_remarks && !(m->joins & 1u << TASK_REMARK) && is_own(t, row, COLUMN_TASKS_REMARK))
        m->remark = cell(t, row, COLUMN_TASKS_REMARK);
}

/* Remarks of all rows stand in the task's one cell, unless the list has the file's columns. */
static void add_remark(struct task_reader *t, size_t row)
{
    struct text remark = cell(t, row, COLUMN_TASKS_REMARK), *all = &t->task->remark;
    if (row == t->first)
        *all = t->task->joins & 1u << TASK_REMARK ? (struct text){0} : remark;
    else if (t->own_remarks)
        return;
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
    t->tasks++;
    struct task **next = t->task ? &t->task->next : &area->tasks;
    t->task = *next = ARENA_NEW(t->loader->arena, struct task);
    t->task->pos = text_pos(title, 0);
    t->task->title = title;
    t->measure = &t->task->measures;
    t->first = row;
    t->task->joins = joins_of(t, row);
    if (!(t->task->joins & 1u << TASK_DEADLINE))
        t->task->deadline.text = cell(t, row, COLUMN_TASKS_DEADLINE);
    if (!(t->task->joins & 1u << TASK_UNITS))
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
    if (!area.n && !t->area && t->rows.at[COLUMN_TASKS_AREA] == SHEET_NONE)
        begin_area(t, area);
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

/* ---- columns ---- */

/* The column of the file that has what a column of the list has; LOAD_COLUMNS: none. */
static enum load_column column_of(enum task_content content)
{
    static const enum load_column columns[TASK_CONTENTS] = {
        [TASK_COUNTER] = LOAD_COLUMNS,         [TASK_AREA] = COLUMN_TASKS_AREA,
        [TASK_TITLE] = COLUMN_TASKS_TASK,      [TASK_MEASURE] = COLUMN_TASKS_MEASURE,
        [TASK_UNITS] = COLUMN_TASKS_UNITS,     [TASK_LEADS] = COLUMN_TASKS_UNITS,
        [TASK_ASSISTS] = COLUMN_TASKS_ASSISTS, [TASK_DEADLINE] = COLUMN_TASKS_DEADLINE,
        [TASK_REMARK] = COLUMN_TASKS_REMARK,   [TASK_BLANK] = LOAD_COLUMNS,
    };
    return columns[content];
}

static const struct task_column *content_of(const struct task_list *list, enum task_content content)
{
    const struct task_column *c = list->columns;
    while (c && c->content != content)
        c = c->next;
    return c;
}

static const struct task_column *column_for(const struct task_list *list, enum load_column column)
{
    const struct task_column *c = list->columns;
    while (c && column_of(c->content) != column)
        c = c->next;
    return c;
}

/* What the file is asked for. */
struct asked {
    struct sheet_wanted wanted[LOAD_COLUMNS + 1];
    enum load_column columns[LOAD_COLUMNS + 1];
    size_t n;
};

static void ask(struct asked *k, enum load_column column, struct sheet_wanted wanted)
{
    k->columns[k->n] = column;
    k->wanted[k->n++] = wanted;
}

static struct sheet_wanted own_head(struct loader *l, const struct task_column *own)
{
    struct text name = own->name.n ? own->name : own->title;
    return (struct sheet_wanted){.head = text_utf8(l->arena, text_without_breaks(l->arena, name)),
                                 .pos = text_pos(name, 0),
                                 .required = true,
                                 .expected = true};
}

/* By the heads that the list gives its columns; those of others are the program's, and need not be
 * there. */
static struct asked ask_own(struct task_reader *t)
{
    struct asked k = {.n = 0};
    const struct task_column *leads = content_of(t->list, TASK_LEADS),
                             *units = content_of(t->list, TASK_UNITS);
    for (enum load_column c = COLUMN_TASKS_AREA; c <= COLUMN_TASKS_REMARK; c++) {
        const struct task_column *own = column_for(t->list, c);
        if (c == COLUMN_TASKS_UNITS && units)
            own = units;
        ask(&k, c,
            own ? own_head(t->loader, own)
                : (struct sheet_wanted){.head = load_columns[c].template.head});
    }
    if (leads && units)
        ask(&k, LOAD_COLUMNS, own_head(t->loader, leads));
    return k;
}

/* By the program's heads; a list without areas has no column for them. Who leads may have a column
 * beside that of who answers. */
static struct asked ask_standard(void)
{
    struct asked k = {.n = 0};
    for (enum load_column c = COLUMN_TASKS_AREA; c <= COLUMN_TASKS_REMARK; c++)
        ask(&k, c,
            (struct sheet_wanted){.head = load_columns[c].template.head,
                                  .required = c == COLUMN_TASKS_TASK,
                                  .expected = true});
    ask(&k, LOAD_COLUMNS, (struct sheet_wanted){.head = "牵头单位"});
    return k;
}

static struct asked ask_file(struct task_reader *t)
{
    t->own_remarks = t->list->columns != NULL;
    return t->list->columns ? ask_own(t) : ask_standard();
}

/* ---- 重点任务｜工作内容｜…: the office's tasks are areas, and its contents tasks ---- */

static bool says(const struct task_reader *t, const struct sheet_table *sheet, size_t row,
                 size_t column, const char *const words[])
{
    struct arena *a = t->loader->arena;
    struct text head = name_key(a, text_without_breaks(a, sheet_text(sheet, a, row, column)));
    for (; *words; words++)
        if (text_equals(head, *words))
            return true;
    return false;
}

static size_t find_head(const struct task_reader *t, const struct sheet_table *sheet, size_t row,
                        const char *const words[])
{
    for (size_t c = 0; c < sheet->n_columns; c++)
        if (says(t, sheet, row, c, words))
            return c;
    return SHEET_NONE;
}

/* What a head means by its synonyms; TASK_CONTENTS: nothing of a task. */
static enum task_content content_named(struct arena *a, struct text head)
{
    static const enum task_content contents[] = {TASK_MEASURE, TASK_UNITS, TASK_ASSISTS,
                                                 TASK_DEADLINE, TASK_REMARK};
    struct text key = name_key(a, text_without_breaks(a, head));
    if (text_equals(key, "序号"))
        return TASK_COUNTER;
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        const char *name = load_columns[column_of(contents[i])].template.head;
        for (const char *const *word = sheet_head_names(name); word && *word; word++)
            if (text_equals(key, *word))
                return contents[i];
    }
    return TASK_CONTENTS;
}

/* 牵头单位 beside 责任单位 mean the same when they stand alone. */
static void name_leads(struct task_list *list)
{
    struct task_column *leads = NULL;
    size_t n = 0;
    for (struct task_column *c = list->columns; c; c = c->next) {
        n += c->content == TASK_UNITS;
        if (c->content == TASK_UNITS && text_has(c->title, "牵头"))
            leads = c;
    }
    if (leads && n > 1)
        leads->content = TASK_LEADS;
}

/* Columns as the file has them, in its order. False: its heads are not of that kind. */
static bool take_columns(struct task_reader *t, const struct sheet_table *sheet)
{
    static const char *const areas[] = {"重点任务", "重点工作", "任务类别", "工作任务", NULL};
    static const char *const titles[] = {"工作内容", "任务内容", "主要内容", "具体任务", NULL};
    enum { HEAD_ROWS = 10 };
    struct arena *a = t->loader->arena;
    struct task_column **last = &t->list->columns;
    for (size_t row = 0; row < sheet->n_rows && row < HEAD_ROWS; row++) {
        size_t area = find_head(t, sheet, row, areas), title = find_head(t, sheet, row, titles);
        const char *const *measures =
            sheet_head_names(load_columns[COLUMN_TASKS_MEASURE].template.head);
        const char *const *named = sheet_head_names(load_columns[COLUMN_TASKS_AREA].template.head);
        if (area == SHEET_NONE || title == SHEET_NONE ||
            find_head(t, sheet, row, measures) == SHEET_NONE ||
            find_head(t, sheet, row, named) != SHEET_NONE)
            continue;
        for (size_t c = 0; c < sheet->n_columns; c++) {
            struct text head = text_trimmed(sheet_text(sheet, a, row, c));
            enum task_content content = c == area    ? TASK_AREA
                                        : c == title ? TASK_TITLE
                                                     : content_named(a, head);
            if (content == TASK_CONTENTS)
                continue;
            *last = ARENA_NEW(a, struct task_column);
            (*last)->content = content;
            (*last)->title = head;
            (*last)->pos = text_pos(head, 0);
            last = &(*last)->next;
        }
        name_leads(t->list);
        return true;
    }
    return false;
}

/* 牵头单位 beside 责任单位: the one leads, the other answers. Alone it is as good as the other. */
static void part_units(struct task_reader *t)
{
    size_t *at = t->rows.at;
    if (at[COLUMN_TASKS_UNITS] == SHEET_NONE) {
        at[COLUMN_TASKS_UNITS] = at[LOAD_COLUMNS];
        at[LOAD_COLUMNS] = SHEET_NONE;
    }
}

static bool open_file(struct task_reader *t)
{
    struct loader *l = t->loader;
    struct asked k = ask_file(t);
    struct sheet_table *sheet = load_file(l, &t->list->source, k.wanted, k.n);
    if (sheet && !t->list->columns && take_columns(t, sheet))
        k = ask_file(t);
    bool bound = sheet && load_bind_heads(&t->rows, l, sheet, k.columns, k.wanted, k.n) &&
                 sheet_has_rows(sheet, l->diags);
    if (bound)
        part_units(t);
    l->failed = l->failed || !bound;
    return bound;
}

/* ---- 合计｜5项 ---- */

/* A row that counts the tasks is none: what it says is compared with what there is. */
static bool passes_sum(const struct task_reader *t, size_t row)
{
    struct loader *l = t->loader;
    bool sum = load_row_kind(t->rows.sheet, row) != ROW_PLAIN;
    int said = -1;
    for (enum load_column c = COLUMN_TASKS_AREA; c <= COLUMN_TASKS_MEASURE; c++) {
        size_t at = t->rows.at[c];
        if (at == SHEET_NONE || is_merged(t, row, c))
            continue;
        struct text words = cell(t, row, c);
        sum = sum || load_sum_kind(sheet_cell(t->rows.sheet, row, at)) != ROW_PLAIN;
        if (said < 0 && !number_digits(words, 0, NUMBER_DIGITS, &said))
            said = -1;
    }
    if (!sum)
        return false;
    struct pos pos = load_pos(&t->rows, row, COLUMN_TASKS_AREA);
    const char *tasks = arena_printf(l->arena, "%zu", t->tasks);
    bool whole = t->rows.sheet->n_parts < 2;
    if (whole && said >= 0 && (size_t)said != t->tasks && (size_t)said != t->taken)
        diag(l->diags, DIAG_R136, pos, arena_printf(l->arena, "%d", said), tasks);
    else
        diag(l->diags, DIAG_R135, pos, tasks);
    return true;
}

void load_tasks(struct loader *l, struct task_list *list)
{
    struct task_reader t = {.loader = l, .list = list};
    if (!open_file(&t))
        return;
    for (size_t row = 0; row < t.rows.sheet->n_rows; row++) {
        struct text measure = cell(&t, row, COLUMN_TASKS_MEASURE);
        if (passes_sum(&t, row) || !place_row(&t, row, measure))
            continue;
        t.taken++;
        if (measure.n)
            add_measure(&t, row, measure);
        add_remark(&t, row);
    }
}
