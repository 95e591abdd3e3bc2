/*
 * Task lists, in the columns that an office gives them, or in the compiler's. Their own table: a
 * group an area unless it has a column, a row a measure or measures that share one; what is the
 * task's spans its rows, and what is joined with the row above goes on.
 */
#include "compose/compose_int.h"
#include "compose/diag.def"

/* ---- units ---- */

/* The texts that units of a role were typed in, one behind the other. */
static struct text units_typed(struct composer *c, const struct task_unit *units,
                               enum unit_role role)
{
    struct text_builder list = {.arena = c->arena};
    for (const struct task_unit *u = units; u; u = u->next)
        if (u->typed.n && u->role == role)
            list_add(&list, u->typed);
    return text_done(&list);
}

/* Every unit of a role, however it was typed. */
static struct text units_named(struct composer *c, const struct task_unit *units,
                               enum unit_role role)
{
    struct text_builder list = {.arena = c->arena};
    for (const struct task_unit *u = units; u; u = u->next)
        if (u->role == role)
            list_add(&list, u->name);
    return text_done(&list);
}

/* Every unit, of all roles. */
static struct text units_listed(struct composer *c, const struct task_unit *units)
{
    struct text_builder list = {.arena = c->arena};
    for (const struct task_unit *u = units; u; u = u->next)
        list_add(&list, u->name);
    return text_done(&list);
}

static bool any_role(const struct task_unit *units, enum unit_role role)
{
    while (units && units->role != role)
        units = units->next;
    return units != NULL;
}

static void add_words(struct composer *c, struct text *to, struct text names, const char *words,
                      const char *before)
{
    if (!names.n)
        return;
    if (to->n)
        *to = text_joined(c->arena, *to, text_from_utf8(c->arena, before, text_pos(names, 0)));
    *to = text_joined(c->arena, *to, names);
    *to = text_joined(c->arena, *to, text_from_utf8(c->arena, words, text_pos(names, 0)));
}

/* 甲、乙牵头，丙配合；丁 */
static struct text units_sentence(struct composer *c, const struct task_unit *units)
{
    struct text t = {0};
    add_words(c, &t, units_typed(c, units, UNIT_LEADS), "牵头", "");
    add_words(c, &t, units_typed(c, units, UNIT_ASSISTS), "配合", "，");
    add_words(c, &t, units_typed(c, units, UNIT_PLAIN), "", "；");
    return t;
}

static struct flow *labelled(struct composer *c, const char *label, struct text names)
{
    return compose_paragraph(c, names.n ? compose_labelled(c, label, names) : names);
}

/* Texts that say themselves who does what, one below the other. */
static struct flow *units_worded(struct composer *c, const struct task_unit *units)
{
    static const char *const labels[] = {
        [UNIT_PLAIN] = "", [UNIT_LEADS] = "牵头：", [UNIT_ASSISTS] = "配合："};
    struct flow *first = NULL;
    for (const struct task_unit *u = units; u; u = u->next)
        if (u->typed.n)
            *compose_end(&first) = labelled(c, u->worded ? "" : labels[u->role], u->typed);
    return first;
}

/* The cell of the responsible: as it was typed when it says who does what; a sentence when some are
 * said to lead; 牵头：… and 配合：… when some assist; otherwise the names. */
struct flow *compose_units(struct composer *c, const struct task_unit *units)
{
    for (const struct task_unit *u = units; u; u = u->next)
        if (u->worded)
            return units_worded(c, units);
    if (any_role(units, UNIT_LEADS))
        return compose_paragraph(c, units_sentence(c, units));
    if (!resolve_units_assist(units))
        return compose_paragraph(c, units_typed(c, units, UNIT_PLAIN));
    struct flow *first = labelled(c, "牵头：", units_typed(c, units, UNIT_PLAIN));
    *compose_end(&first) = labelled(c, "配合：", units_typed(c, units, UNIT_ASSISTS));
    return first;
}

/* ---- the rows of a list ---- */

static bool same_units(const struct task_unit *x, const struct task_unit *y)
{
    for (; x && y; x = x->next, y = y->next)
        if (x->role != y->role || !text_same(x->name, y->name))
            return false;
    return !x && !y;
}

/* Whether a measure may stand in the cell of the one before it. */
static bool same_cells(const struct task *t, const struct task_measure *before,
                       const struct task_measure *m)
{
    return !(m->joins & ~(1u << TASK_MEASURE)) && !m->remark.n &&
           same_units(resolve_task_units(t, before), resolve_task_units(t, m)) &&
           text_same(resolve_task_deadline(t, before)->printed,
                     resolve_task_deadline(t, m)->printed);
}

struct task_rows compose_task_rows(struct composer *c, const struct task_list *list)
{
    struct task_rows rows = {0};
    for (const struct task_area *a = list->areas; a; a = a->next)
        for (const struct task *t = a->tasks; t; t = t->next) {
            struct task_row row = {.list = list, .area = a, .task = t, .first = t->measures};
            do {
                const struct task_measure *last = row.first;
                row.n = last != NULL;
                while (list->together && last && last->next && same_cells(t, last, last->next)) {
                    last = last->next;
                    row.n++;
                }
                row.i = row.before ? row.i + 1 : 0;
                VEC_PUSH(c->arena, &rows.list, row);
                row.before = last;
                row.first = last ? last->next : NULL;
            } while (row.first);
        }
    return rows;
}

/* ---- cells ---- */

/* A title behind its number, unless it has one. */
static struct text task_numbered(struct composer *c, enum numbers form, struct text title, int n)
{
    if (number_typed_label(title))
        return title;
    struct text label =
        text_from_utf8(c->arena, resolve_number(c->arena, form, n), text_pos(title, 0));
    return text_joined(c->arena, label, title);
}

struct flow *compose_measure(struct composer *c, const struct task_list *list,
                             const struct task_measure *m, int number)
{
    if (!m)
        return NULL;
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, m->pos);
    struct flow_piece **last = &f->pieces;
    enum numbers form = list->measure_numbers ? list->measure_numbers : NUMBERS_DIGIT_BRACKETS;
    const char *label = number ? resolve_number(c->arena, form, number) : "";
    if (*label && m->inlines && !number_typed_label(m->inlines->text)) {
        *last = compose_piece(c, text_from_utf8(c->arena, label, m->pos));
        last = &(*last)->next;
    }
    *last = compose_pieces(c, m->inlines);
    return f;
}

int compose_first_number(const struct task_row *row)
{
    const struct task_measure *m = row->task->measures;
    bool several = row->list->together ? row->n > 1 : m && m->next;
    return !several ? 0 : row->list->together ? 1 : row->i + 1;
}

static struct flow *measures_of(struct composer *c, const struct task_row *row)
{
    struct flow *first = NULL;
    const struct task_measure *m = row->first;
    int number = compose_first_number(row);
    for (int i = 0; i<row->n; i++, m = m->next, number += number> 0)
        *compose_end(&first) = compose_measure(c, row->list, m, number);
    return first;
}

/* A list's own table being made: by column, the cell that may go on into the next row. */
struct list_maker {
    struct table_maker t;
    const struct task_list *list;
    enum task_content contents[TASK_COLUMNS_MOST];
    struct flow_cell *tops[TASK_COLUMNS_MOST];
    int n;
    bool counted; /* a column has the numbers of tasks */
};

static enum numbers task_form(const struct list_maker *l)
{
    if (l->list->task_numbers)
        return l->list->task_numbers;
    return l->counted ? NUMBERS_DIGIT : NUMBERS_BRACKETS;
}

static struct text task_title(const struct list_maker *l, const struct task *task)
{
    if (l->counted)
        return task->title;
    return task_numbered(l->t.c, task_form(l), task->title, task->number);
}

static struct flow *words_of(struct composer *c, const char *s, struct pos pos)
{
    return compose_paragraph(c, text_from_utf8(c->arena, s, pos));
}

static struct flow *content_of(const struct list_maker *l, const struct task_row *row,
                               enum task_content content)
{
    struct composer *c = l->t.c;
    const struct task *task = row->task;
    const struct task_measure *m = row->first;
    const struct task_unit *units = resolve_task_units(task, m);
    switch (content) {
    case TASK_COUNTER:
        return words_of(c, resolve_number(c->arena, task_form(l), task->number), task->pos);
    case TASK_AREA:
        return compose_paragraph(c, text_joined(c->arena, row->area->label, row->area->title));
    case TASK_TITLE:
        return compose_paragraph(c, task_title(l, task));
    case TASK_MEASURE:
        return measures_of(c, row);
    case TASK_UNITS:
        return compose_units(c, units);
    case TASK_LEADS: {
        bool led = any_role(units, UNIT_LEADS);
        return compose_paragraph(c, units_named(c, units, led ? UNIT_LEADS : UNIT_PLAIN));
    }
    case TASK_ASSISTS:
        return compose_paragraph(c, units_named(c, units, UNIT_ASSISTS));
    case TASK_DEADLINE:
        return compose_paragraph(c, resolve_task_deadline(task, m)->printed);
    case TASK_REMARK:
        return compose_paragraph(c, m && m->remark.n ? m->remark : task->remark);
    case TASK_BLANK:
    case TASK_CONTENTS:
        break;
    }
    return NULL;
}

static bool has_own(const struct task_measure *m, enum task_content content)
{
    if (!m)
        return false;
    if (content == TASK_DEADLINE)
        return m->deadline.printed.n > 0;
    return content == TASK_REMARK ? m->remark.n > 0 : m->answers != NULL;
}

/* Whether the cell above goes on into the row: what is the area's, the task's, or joined. */
static bool goes_on(const struct task_row *row, const struct task_row *above,
                    enum task_content content)
{
    bool units = content == TASK_LEADS || content == TASK_ASSISTS;
    unsigned joins = row->i ? row->first->joins : row->task->joins;
    switch (content) {
    case TASK_AREA:
        return row->area == above->area;
    case TASK_COUNTER:
    case TASK_TITLE:
        return row->i > 0 || joins & 1u << TASK_TITLE;
    case TASK_UNITS:
    case TASK_LEADS:
    case TASK_ASSISTS:
    case TASK_DEADLINE:
    case TASK_REMARK:
        if (joins & 1u << (units ? TASK_UNITS : content))
            return true;
        return row->i > 0 && !has_own(row->first, content) && !has_own(above->first, content);
    case TASK_MEASURE:
        return joins & 1u << TASK_MEASURE && !row->n;
    case TASK_BLANK:
    case TASK_CONTENTS:
        break;
    }
    return false;
}

static void add_list_row(struct list_maker *l, const struct task_row *row,
                         const struct task_row *above)
{
    struct flow_row *out =
        compose_row(&l->t, ROW_PLAIN, row->first ? row->first->pos : row->task->pos);
    const struct task_measure *last = row->first;
    for (int i = 1; i < row->n; i++)
        last = last->next;
    out->joined = last && last->next;
    for (int c = 0; c < l->n; c++) {
        if (above && l->tops[c] && goes_on(row, above, l->contents[c])) {
            l->tops[c]->rows++;
            continue;
        }
        l->tops[c] = compose_cell(&l->t, content_of(l, row, l->contents[c]));
    }
}

/* ---- columns ---- */

static const struct task_column standard[] = {
    {.content = TASK_COUNTER}, {.content = TASK_TITLE},    {.content = TASK_MEASURE},
    {.content = TASK_UNITS},   {.content = TASK_DEADLINE}, {.content = TASK_REMARK},
};

static const struct column_form forms[TASK_CONTENTS] = {
    [TASK_COUNTER] = {"序号", CELL_CENTRE, COLUMN_TEXT, false},
    [TASK_AREA] = {"领域", CELL_CENTRE, COLUMN_TEXT, false},
    [TASK_TITLE] = {"工作任务", CELL_JUSTIFY, COLUMN_TEXT, false},
    [TASK_MEASURE] = {"工作措施", CELL_JUSTIFY, COLUMN_TEXT, false},
    [TASK_UNITS] = {"责任单位", CELL_JUSTIFY, COLUMN_TEXT, false},
    [TASK_LEADS] = {"牵头单位", CELL_JUSTIFY, COLUMN_TEXT, false},
    [TASK_ASSISTS] = {"配合单位", CELL_JUSTIFY, COLUMN_TEXT, false},
    [TASK_DEADLINE] = {"完成时限", CELL_CENTRE, COLUMN_TEXT, false},
    [TASK_REMARK] = {"备注", CELL_JUSTIFY, COLUMN_TEXT, false},
    [TASK_BLANK] = {"", CELL_CENTRE, COLUMN_TEXT, false},
};

static void add_column(struct list_maker *l, const struct task_column *column)
{
    struct flow_column **at = l->t.column;
    compose_columns(&l->t, &forms[column->content], 1);
    if (column->title.n)
        (*at)->title = column->title;
    (*at)->width = column->width;
    (*at)->share = column->share;
    l->contents[l->n++] = column->content;
    l->counted = l->counted || column->content == TASK_COUNTER;
}

static bool has_column(const struct list_maker *l, enum task_content content)
{
    for (int i = 0; i < l->n; i++)
        if (l->contents[i] == content)
            return true;
    return false;
}

/* What is written for a column that the list does not have would be lost. */
static void check_column(struct list_maker *l, bool written, enum task_content content,
                         struct pos pos)
{
    struct composer *c = l->t.c;
    if (!written || has_column(l, content))
        return;
    diag(c->diags, DIAG_R134, pos, forms[content].title);
    c->failed = true;
}

static void check_row(struct list_maker *l, const struct task_row *row)
{
    const struct task *t = row->task;
    const struct task_measure *m = row->first;
    const struct deadline *deadline = resolve_task_deadline(t, m);
    const struct task_unit *units = resolve_task_units(t, m);
    bool leads = has_column(l, TASK_LEADS);
    check_column(l, true, TASK_TITLE, t->pos);
    check_column(l, m, TASK_MEASURE, m ? m->pos : t->pos);
    if (!has_column(l, TASK_UNITS)) {
        check_column(l, units && !leads, TASK_UNITS, t->pos);
        check_column(l, any_role(units, UNIT_ASSISTS), TASK_ASSISTS, t->pos);
        check_column(l, any_role(units, UNIT_PLAIN) && any_role(units, UNIT_LEADS), TASK_UNITS,
                     t->pos);
    }
    check_column(l, deadline->printed.n, TASK_DEADLINE, t->pos);
    check_column(l, t->remark.n || (m && m->remark.n), TASK_REMARK, t->pos);
}

static bool all_have_own(const struct task *t, enum task_content content)
{
    const struct task_measure *m = t->measures;
    while (m && has_own(m, content))
        m = m->next;
    return t->measures && !m;
}

/* What is a task's and is said anew by each of its measures would be lost in silence. */
static void check_said(struct composer *c, const struct task *t)
{
    struct text own[TASK_CONTENTS] = {
        [TASK_UNITS] = units_listed(c, t->units),
        [TASK_DEADLINE] = t->deadline.printed,
        [TASK_REMARK] = t->remark,
    };
    for (enum task_content i = 0; i < TASK_CONTENTS; i++)
        if (own[i].n && all_have_own(t, i))
            diag(c->diags, DIAG_R137, text_pos(own[i], 0), text_utf8(c->arena, own[i]),
                 forms[i].title);
}

void compose_area(struct table_maker *t, const struct task_area *area)
{
    if (area->title.n)
        compose_group(t, text_joined(t->c->arena, area->label, area->title), area->pos);
}

struct flow *compose_tasks(struct composer *c, const struct block *b, int level)
{
    const struct task_list *list = b->tasks;
    struct list_maker *l = ARENA_NEW(c->arena, struct list_maker);
    struct task_rows rows = compose_task_rows(c, list);
    const struct task_row *above = NULL;
    (void)level;
    l->list = list;
    compose_table(&l->t, c, list->pos, list->title);
    for (const struct task_column *column = list->columns; column; column = column->next)
        add_column(l, column);
    for (size_t i = 0; !list->columns && i < sizeof standard / sizeof *standard; i++)
        add_column(l, &standard[i]);
    l->t.table->continued = list->continued;
    l->t.table->size_least = list->size_least;
    for (size_t i = 0; i < rows.list.n; i++) {
        const struct task_row *row = &rows.list.v[i];
        bool group = (!above || above->area != row->area) && !has_column(l, TASK_AREA);
        if (group && row->area->title.n) {
            compose_area(&l->t, row->area);
            for (int k = 0; k < l->n; k++)
                l->tops[k] = NULL;
        }
        if (list->columns)
            check_row(l, row);
        if (!above || above->task != row->task)
            check_said(c, row->task);
        add_list_row(l, row, above);
        above = row;
    }
    return c->failed ? compose_node(c, FLOW_GROUP, b->pos) : compose_table_node(c, l->t.table);
}
