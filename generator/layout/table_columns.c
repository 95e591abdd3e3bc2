/*
 * A table's columns: the size of its text (as large as leaves every column room), their widths,
 * and how their cells are aligned. Long tables are measured by samples, but every word is looked
 * at.
 */
#include "base/utf8.h"
#include "layout/diag.def"
#include "layout/table_int.h"

enum {
    EM = 1000,
    SAMPLE_ROWS = 160,
    SAMPLES = 8, /* taken from as many places */
    SLACK = 20,  /* for roundings: what is measured must fit when it is set */
};

/* What a column's cells ask for, in 1/1000 of the size. */
struct need {
    int natural, longest; /* widest cell on one line; widest piece */
    int word;             /* signs of the longest Latin word yet */
};

struct measurer {
    const struct setting *s; /* whose arena is for measuring only */
    struct table_set *t;
    struct need *needs;
    struct width_row *rows;
    size_t n_rows;
    struct width_column *columns;
    bool ok;
};

/* ---- measuring ---- */

/* Of the widest line between the author's breaks, and of the widest piece. */
static struct need need_of(const struct cell_pieces *pieces)
{
    struct need need = {0};
    for (int p = 0; p < pieces->n; p++) {
        int line = 0;
        for (size_t i = 0; i < pieces->paragraphs[p].n; i++) {
            const struct text_piece *piece = &pieces->paragraphs[p].v[i];
            int net = piece->width - piece->hang;
            need.natural = line + net > need.natural ? line + net : need.natural;
            need.longest = net > need.longest ? net : need.longest;
            line = piece->ends ? 0 : line + piece->width;
        }
    }
    return need;
}

static void raise_need(struct need *to, const struct need *by)
{
    to->natural = by->natural > to->natural ? by->natural : to->natural;
    to->longest = by->longest > to->longest ? by->longest : to->longest;
}

static void measure_cell(struct measurer *m, const struct cell *c, struct cell_pieces *pieces)
{
    m->ok = table_cell_pieces(m->s, c, pieces) && m->ok;
    struct need need = need_of(pieces);
    if (c->source->columns == 1)
        raise_need(&m->needs[c->source->column], &need);
}

static void measure_rows(struct measurer *m, const struct cell_grid *g, size_t from, size_t to)
{
    for (size_t r = from; r < to; r++) {
        const struct grid_row *row = &g->rows[r];
        struct width_row *out = &m->rows[m->n_rows++];
        out->cells = ARENA_ARRAY(m->s->arena, struct width_cell, (size_t)row->n);
        out->n = row->n;
        for (int i = 0; i < row->n; i++) {
            const struct flow_cell *c = row->cells[i].source;
            size_t rows = (size_t)c->rows < to - r ? (size_t)c->rows : to - r;
            out->cells[i] =
                (struct width_cell){.column = c->column, .columns = c->columns, .rows = (int)rows};
            measure_cell(m, &row->cells[i], &out->cells[i].pieces);
        }
    }
}

static void measure_sample(struct measurer *m, const struct cell_grid *g)
{
    size_t each = SAMPLE_ROWS / SAMPLES;
    if (g->n <= SAMPLE_ROWS) {
        measure_rows(m, g, 0, g->n);
        return;
    }
    for (size_t k = 0; k < SAMPLES; k++) {
        size_t from = (g->n - each) * k / (SAMPLES - 1);
        measure_rows(m, g, from, from + each);
    }
}

/* ---- words of rows that are not in the sample ---- */

static int longest_word(const struct flow *b)
{
    int longest = 0;
    for (; b; b = b->next) {
        int word = b->kind == FLOW_GROUP ? longest_word(b->first) : 0;
        longest = word > longest ? word : longest;
        for (const struct flow_piece *i = b->kind == FLOW_GROUP ? NULL : b->pieces; i;
             i = i->next, word = 0)
            for (size_t k = 0; k < i->text.n; k++) {
                bool latin = i->text.cp[k] > ' ' && i->text.cp[k] < 0x2000;
                word = latin ? word + 1 : 0;
                longest = word > longest ? word : longest;
            }
    }
    return longest;
}

/* A word no longer than one that was measured asks for no more, near enough. */
static void measure_words(struct measurer *m, const struct cell_grid *g)
{
    struct cell_pieces pieces;
    for (size_t r = 0; g->n > SAMPLE_ROWS && r < g->n; r++)
        for (int i = 0; i < g->rows[r].n; i++) {
            const struct cell *c = &g->rows[r].cells[i];
            int word = c->source->columns == 1 ? longest_word(c->source->first) : 0;
            struct need *need = &m->needs[c->source->column];
            if (word <= need->word)
                continue;
            need->word = word;
            struct arena_mark before = arena_mark(m->s->arena);
            measure_cell(m, c, &pieces);
            arena_reset(m->s->arena, before);
        }
}

/* ---- figures ---- */

/* In 1/1000 of the size, until the size is known. */
static void measure_figure(struct measurer *m, const struct cell *c)
{
    struct span whole = {.role = c->role}, rest = whole;
    struct decimals *d = &m->t->decimals[c->source->column];
    len_t before, after;
    if (c->source->columns > 1 || !table_cell_figure(c->source, &whole.text, &rest.text))
        return;
    if (!text_width(setting_typesetter(m->s), &whole, EM, &before) ||
        !text_width(setting_typesetter(m->s), &rest, EM, &after)) {
        m->ok = false;
        return;
    }
    d->whole = len_max(d->whole, before);
    d->rest = len_max(d->rest, after);
}

static void measure_figures(struct measurer *m)
{
    const struct table_set *t = m->t;
    for (size_t r = 0; r < t->body.n; r++)
        for (int i = 0; i < t->body.rows[r].n; i++) {
            const struct cell *c = &t->body.rows[r].cells[i];
            if (t->aligns[c->source->column] == CELL_DECIMAL)
                measure_figure(m, c);
        }
    for (int c = 0; c < t->n_columns; c++) {
        int block = (int)(t->decimals[c].whole + t->decimals[c].rest);
        raise_need(&m->needs[c], &(struct need){.natural = block, .longest = block});
    }
}

/* ---- widths ---- */

static len_t padded(const struct measurer *m, len_t size, int em)
{
    return len_scale(size, em, EM) + 2 * m->s->style->table_padding_side + SLACK;
}

/* A cell over several columns asks the free ones among them for what it still lacks. */
static void widen_for_span(const struct measurer *m, len_t size, const struct width_cell *cell)
{
    struct width_column *first = &m->columns[cell->column];
    len_t lacks = padded(m, size, need_of(&cell->pieces).longest);
    int free_ones = 0;
    for (int c = 0; c < cell->columns; c++) {
        lacks -= first[c].fixed ? first[c].fixed : first[c].least;
        free_ones += !first[c].fixed;
    }
    for (int c = 0; lacks > 0 && free_ones && c < cell->columns; c++)
        if (!first[c].fixed)
            first[c].least += lacks / free_ones + 1;
}

/* some: characters that each column has room for on a line, if it has as many. */
static void ask_widths(const struct measurer *m, len_t size, int some)
{
    for (int c = 0; c < m->t->n_columns; c++) {
        const struct style_column *column = &m->t->given[c];
        const struct need *need = &m->needs[c];
        int few = need->natural < some * EM ? need->natural : some * EM;
        int least = few > need->longest ? few : need->longest;
        m->columns[c] = (struct width_column){.fixed = column->width,
                                              .share = column->width ? 0 : column->share,
                                              .least = padded(m, size, least),
                                              .natural = padded(m, size, need->natural)};
    }
    for (size_t r = 0; r < m->n_rows; r++)
        for (int i = 0; i < m->rows[r].n; i++)
            if (m->rows[r].cells[i].columns > 1)
                widen_for_span(m, size, &m->rows[r].cells[i]);
}

static struct width_task task_of(const struct measurer *m, len_t width, len_t size)
{
    const struct style *st = m->s->style;
    return (struct width_task){.arena = m->s->arena,
                               .columns = m->columns,
                               .n_columns = m->t->n_columns,
                               .rows = m->rows,
                               .n_rows = m->n_rows,
                               .width = width,
                               .size = size,
                               .pitch = len_scale(size, st->table_pitch, EM),
                               .side = st->table_padding_side,
                               .above = m->s->table->padding_above,
                               .row_least = m->s->table->row_least};
}

static void report_column(const struct measurer *m, const struct diag_code *code, int c)
{
    const struct flow_column *column = m->t->columns[c];
    diag(m->s->layout->diags, code, column->pos,
         text_utf8(m->s->layout->doc->arena, column->title));
}

static len_t asked_by(const struct width_column *column)
{
    return column->fixed ? column->fixed : column->least;
}

/* The width that no column may ask more than, so that all have room: those that ask for less than
 * an equal share of what is left leave the rest to the others. */
static len_t fair_share(const struct measurer *m, len_t width)
{
    len_t fair = width / m->t->n_columns, before = 0;
    while (fair > before) {
        len_t left = width;
        int greedy = 0;
        for (int c = 0; c < m->t->n_columns; c++) {
            bool more = asked_by(&m->columns[c]) > fair;
            greedy += more;
            left -= more ? 0 : asked_by(&m->columns[c]);
        }
        before = fair;
        fair = greedy ? left / greedy : fair;
    }
    return fair;
}

/* What columns with long words ask for, cut down to what there is: a figure beside an address
 * stays whole. */
static void squeeze_columns(const struct measurer *m, len_t width)
{
    int widest = 0;
    len_t most = fair_share(m, width);
    for (int c = 0; c < m->t->n_columns; c++)
        if (asked_by(&m->columns[c]) > asked_by(&m->columns[widest]))
            widest = c;
    for (int c = 0; c < m->t->n_columns; c++) {
        struct width_column *column = &m->columns[c];
        column->share = 0;
        column->fixed = len_min(column->fixed, most);
        column->least = len_min(column->least, most);
    }
    report_column(m, DIAG_L010, widest);
}

/* What fixed widths have beyond the words of their columns is given up before any word is torn.
 * False: that is not enough. */
static bool give_up_fixed(const struct measurer *m, len_t asked, len_t width)
{
    len_t lacks = asked - width, spare = 0;
    int first = m->t->n_columns;
    for (int c = m->t->n_columns; c-- > 0;)
        if (m->columns[c].fixed > m->columns[c].least) {
            spare += m->columns[c].fixed - m->columns[c].least;
            first = c;
        }
    if (spare < lacks)
        return false;
    for (int c = first; c < m->t->n_columns; c++)
        if (m->columns[c].fixed > m->columns[c].least) {
            len_t own = m->columns[c].fixed - m->columns[c].least;
            m->columns[c].fixed = m->columns[c].least + own * (spare - lacks) / spare;
        }
    report_column(m, DIAG_L012, first);
    return true;
}

/* A column whose fixed width does not hold one of its words; -1: none. */
static int torn_column(const struct measurer *m, len_t size)
{
    for (int c = 0; c < m->t->n_columns; c++) {
        len_t fixed = m->t->given[c].width;
        if (fixed && fixed < padded(m, size, m->needs[c].longest))
            return c;
    }
    return -1;
}

/* Shares are wishes: where one leaves a column less than its own, the column has its own, and the
 * others share what is left. */
static void soften_shares(const struct measurer *m, len_t width)
{
    for (bool again = true; again;) {
        len_t room = width, shares = 0;
        again = false;
        for (int c = 0; c < m->t->n_columns; c++) {
            const struct width_column *column = &m->columns[c];
            shares += column->share;
            room -= column->share ? 0 : asked_by(column);
        }
        for (int c = 0; c < m->t->n_columns && !again; c++) {
            struct width_column *column = &m->columns[c];
            again = column->share && room * column->share < column->least * shares;
            if (again) {
                column->fixed = column->least;
                column->share = 0;
            }
        }
    }
}

/* The width that columns ask for; their shares give way when the width does not hold them. Those of
 * the profile are measured; of vehicles' rows, which have the office's own columns, only as long as
 * the text can be smaller. */
static len_t asked_width(const struct measurer *m, len_t width, len_t size, int some)
{
    ask_widths(m, size, some);
    struct width_task task = task_of(m, width, size);
    enum column_plan plan = m->t->columns[0]->plan;
    bool planned =
        plan != PLAN_NONE && (plan != PLAN_VEHICLE_ROW || size > m->s->table->size_least);
    if (!planned && table_widths_least(&task) > width)
        soften_shares(m, width);
    return table_widths_least(&task);
}

/* The largest size that leaves every column some characters a line and tears no word; then the
 * least size, and fewer characters; then words torn. */
static len_t choose_size(const struct measurer *m, len_t width)
{
    const struct style *st = m->s->style;
    len_t own = m->t->source->size_least;
    len_t size = len_max(m->s->table->size, own);
    len_t least = own ? own : len_min(m->s->table->size_least, size);
    for (; size > least; size -= st->table_size_step)
        if (torn_column(m, size) < 0 &&
            asked_width(m, width, size, st->table_column_least) <= width)
            return size;
    if (torn_column(m, least) >= 0)
        report_column(m, DIAG_L010, torn_column(m, least));
    for (int some = st->table_column_least; some >= 0; some--)
        if (asked_width(m, width, least, some) <= width)
            return least;
    for (int some = st->table_column_least; some >= 0; some--)
        if (give_up_fixed(m, asked_width(m, width, least, some), width))
            return least;
    ask_widths(m, least, st->table_column_least);
    squeeze_columns(m, width);
    return least;
}

static const char *points(struct arena *a, len_t size)
{
    bool half = size % LEN_PT != 0;
    return arena_printf(a, "%d%s", (int)(size / LEN_PT), half ? ".5" : "");
}

/* A form's tables have the sizes that fit its pages, which are told there. */
static void report_size(const struct measurer *m)
{
    struct arena *a = m->s->layout->doc->arena;
    len_t size = m->t->size, usual = m->s->table->size;
    bool planned = m->t->columns[0]->plan != PLAN_NONE;
    if (size >= usual || planned || m->s->table != &m->s->layout->tables)
        return;
    diag(m->s->layout->diags, DIAG_L042, m->t->source->pos, points(a, usual), points(a, size),
         style_size_name(usual) ? style_size_name(usual) : "");
}

/* The table is as wide as its columns when all have a width, else as the area. */
static void settle_widths(const struct measurer *m)
{
    struct table_set *t = m->t;
    len_t area = m->s->style->area_width, width = 0;
    len_t *widths = ARENA_ARRAY(m->s->arena, len_t, (size_t)t->n_columns);
    for (int c = 0; c < t->n_columns; c++)
        width += t->given[c].width ? t->given[c].width : area;
    width = len_min(width, area);
    t->size = choose_size(m, width);
    report_size(m);
    struct width_task task = task_of(m, width, t->size);
    t->pitch = task.pitch;
    table_widths_find(&task, widths);
    t->edges[0] = (area - width) / 2;
    bool strangled = false; /* something stands where there is no room for a character */
    for (int c = 0; c < t->n_columns; c++) {
        bool narrow = m->needs[c].natural && widths[c] < padded(m, t->size, EM);
        if (narrow && !strangled)
            report_column(m, DIAG_L035, c);
        strangled = strangled || narrow;
        t->edges[c + 1] = t->edges[c] + widths[c];
        t->decimals[c].whole = len_scale(t->size, t->decimals[c].whole, EM);
        t->decimals[c].rest = len_scale(t->size, t->decimals[c].rest, EM);
    }
}

/* ---- alignments ---- */

/* By its characters alone: none is wider than the size, and no author's break is among them. */
static bool surely_label(const struct measurer *m, const struct flow_cell *c, len_t width)
{
    int lines = 0;
    for (const struct flow *b = c->first; b; b = b->next, lines++) {
        len_t n = 0;
        if (b->kind == FLOW_GROUP)
            return false;
        for (const struct flow_piece *i = b->pieces; i; i = i->next)
            for (size_t k = 0; k < i->text.n; k++, n++)
                if (i->text.cp[k] == TEXT_BREAK)
                    return false;
        if (n * m->t->size > width)
            return false;
    }
    return lines <= m->s->style->table_label_lines;
}

/* A paragraph that ends as a sentence does: 全面排查。 */
static bool is_sentence(const struct flow_cell *c)
{
    for (const struct flow *b = c->first; b; b = b->next) {
        const struct flow_piece *last = b->kind == FLOW_GROUP ? NULL : b->pieces;
        while (last && last->next)
            last = last->next;
        if (last && last->text.n && utf8_is_one_of(last->text.cp[last->text.n - 1], U"。；！？"))
            return true;
    }
    return false;
}

static bool is_label(struct measurer *m, const struct cell *c)
{
    len_t width = table_cell_width(m->t, c->source) - 2 * m->s->style->table_padding_side;
    struct cell_pieces pieces;
    int lines = 0;
    if (is_sentence(c->source))
        return false;
    if (surely_label(m, c->source, width))
        return true;
    struct arena_mark before = arena_mark(m->s->arena);
    m->ok = table_cell_pieces(m->s, c, &pieces) && m->ok;
    for (int i = 0; i < pieces.n; i++)
        lines += text_pieces_lines(pieces.paragraphs[i], width * EM / m->t->size);
    arena_reset(m->s->arena, before);
    return lines <= m->s->style->table_label_lines;
}

/* A column of labels is centred, any other justified. */
static void settle_labels(struct measurer *m)
{
    struct table_set *t = m->t;
    for (size_t r = 0; r < t->body.n; r++)
        for (int i = 0; i < t->body.rows[r].n; i++) {
            const struct cell *c = &t->body.rows[r].cells[i];
            enum cell_align *align = &t->aligns[c->source->column];
            bool open = *align == CELL_AUTO && c->source->columns == 1 && c->align == CELL_AUTO;
            if (open && !is_label(m, c))
                *align = CELL_JUSTIFY;
        }
    for (int c = 0; c < t->n_columns; c++)
        if (t->aligns[c] == CELL_AUTO)
            t->aligns[c] = CELL_CENTRE;
}

static bool settle(struct measurer *m)
{
    static const enum cell_align by_content[] = {
        [COLUMN_TEXT] = CELL_AUTO,
        [COLUMN_NUMBER] = CELL_DECIMAL,
        [COLUMN_COUNTER] = CELL_CENTRE,
        [COLUMN_DATE] = CELL_CENTRE,
        [COLUMN_DAY] = CELL_CENTRE};
    struct table_set *t = m->t;
    size_t rows = t->head.n + (t->body.n < SAMPLE_ROWS ? t->body.n : SAMPLE_ROWS);
    size_t n = (size_t)t->n_columns;
    m->rows = ARENA_ARRAY(m->s->arena, struct width_row, rows);
    m->needs = ARENA_ARRAY(m->s->arena, struct need, n);
    m->columns = ARENA_ARRAY(m->s->arena, struct width_column, n);
    for (size_t c = 0; c < n; c++) {
        enum cell_align own = t->columns[c]->align;
        t->aligns[c] = own == CELL_AUTO ? by_content[t->columns[c]->content] : own;
    }
    measure_rows(m, &t->head, 0, t->head.n);
    measure_sample(m, &t->body);
    measure_words(m, &t->body);
    measure_figures(m);
    if (m->ok)
        settle_widths(m);
    if (m->ok)
        settle_labels(m);
    return m->ok;
}

bool table_settle_columns(const struct setting *s, struct table_set *t)
{
    struct setting measuring = *s;
    measuring.arena = arena_new();
    struct measurer m = {.s = &measuring, .t = t, .ok = true};
    bool ok = settle(&m);
    arena_drop(measuring.arena);
    return ok;
}
