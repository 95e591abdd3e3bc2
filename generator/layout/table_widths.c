/*
 * Widths of a table's columns: of the ways to share the table's width, nearly the one whose rows
 * are lowest by estimate; of equally low ones, the one with the fewest lines in all cells, then
 * that with room where texts are long. Widths are exchanged between two columns at a time, first
 * in large quanta and then in smaller ones. All in integers: the same on every machine.
 */
#include <string.h>

#include "layout/table_int.h"

enum { EM = 1000, QUANTA_A_CHARACTER = 4, FIRST_EXCHANGE = 64, SPREAD = 1000 };

struct cost {
    len_t height;
    int64_t lines;
    int64_t spread;
};

/* What is exchanged: an automatic column, or all relative ones together. */
struct track {
    int share; /* of its columns; 0: an automatic column */
    len_t width, least;
};

struct search {
    const struct width_task *task;
    len_t quantum;
    struct track *tracks;
    int n_tracks;
    len_t fixed;   /* of the columns that are in none */
    int *track_of; /* by column; -1: fixed */
    len_t *widths, *heights;
};

static len_t quantum_of(const struct width_task *task)
{
    return len_max(task->size / QUANTA_A_CHARACTER, 1);
}

/* ---- the cost of widths ---- */

static int lines_at(const struct width_task *task, struct width_cell *cell, len_t width)
{
    len_t quantum = quantum_of(task), quanta = len_max(len_min(width, task->width) / quantum, 0);
    uint16_t *memo = &cell->memo[quanta];
    int lines = 0;
    if (*memo)
        return *memo - 1;
    int64_t inner = len_max((quanta * quantum - 2 * task->side) * EM / task->size, EM);
    for (int i = 0; i < cell->pieces.n; i++)
        lines += text_pieces_lines(cell->pieces.paragraphs[i], inner);
    lines = lines < UINT16_MAX ? lines : UINT16_MAX - 1;
    *memo = (uint16_t)(lines + 1);
    return lines;
}

static void make_memos(const struct width_task *task)
{
    size_t quanta = (size_t)(task->width / quantum_of(task)) + 1;
    for (size_t r = 0; r < task->n_rows; r++)
        for (int i = 0; i < task->rows[r].n; i++)
            if (!task->rows[r].cells[i].memo)
                task->rows[r].cells[i].memo = ARENA_ARRAY(task->arena, uint16_t, quanta);
}

static len_t height_asked(const struct width_task *task, struct width_cell *cell,
                          const len_t widths[], struct cost *cost)
{
    len_t width = 0;
    for (int c = cell->column; c < cell->column + cell->columns; c++)
        width += widths[c];
    int lines = lines_at(task, cell, width);
    cost->lines += lines;
    return lines * task->pitch + 2 * task->above;
}

/* A cell over several rows makes the last of them higher where it needs it. */
static struct cost cost_of(const struct width_task *task, const len_t widths[], len_t heights[])
{
    struct cost cost = {0};
    for (size_t r = 0; r < task->n_rows; r++) {
        heights[r] = task->row_least;
        for (int i = 0; i < task->rows[r].n; i++) {
            struct width_cell *cell = &task->rows[r].cells[i];
            if (cell->rows == 1)
                heights[r] = len_max(heights[r], height_asked(task, cell, widths, &cost));
        }
    }
    for (size_t r = 0; r < task->n_rows; r++)
        for (int i = 0; i < task->rows[r].n; i++) {
            struct width_cell *cell = &task->rows[r].cells[i];
            size_t last = r + (size_t)cell->rows - 1;
            if (cell->rows == 1)
                continue;
            len_t more = height_asked(task, cell, widths, &cost);
            for (size_t k = r; k <= last; k++)
                more -= heights[k];
            heights[last] += len_max(more, 0);
        }
    for (size_t r = 0; r < task->n_rows; r++)
        cost.height += heights[r];
    for (int c = 0; c < task->n_columns; c++)
        cost.spread += task->columns[c].natural * SPREAD / len_max(widths[c], 1);
    return cost;
}

static bool costs_less(const struct cost *a, const struct cost *b)
{
    if (a->height != b->height)
        return a->height < b->height;
    if (a->lines != b->lines)
        return a->lines < b->lines;
    return a->spread < b->spread;
}

/* ---- tracks ---- */

/* The tracks of the columns, each at least as wide as gives each of its columns its own. */
static struct search search_make(const struct width_task *task)
{
    size_t n = (size_t)task->n_columns;
    int shared = -1; /* the track of the relative columns */
    struct search s = {.task = task,
                       .quantum = quantum_of(task),
                       .tracks = ARENA_ARRAY(task->arena, struct track, n),
                       .track_of = ARENA_ARRAY(task->arena, int, n),
                       .widths = ARENA_ARRAY(task->arena, len_t, n),
                       .heights = ARENA_ARRAY(task->arena, len_t, task->n_rows)};
    for (int c = 0; c < task->n_columns; c++) {
        const struct width_column *column = &task->columns[c];
        s.fixed += column->fixed;
        if (column->share && !column->fixed && shared < 0)
            shared = s.n_tracks++;
        s.track_of[c] = column->fixed ? -1 : column->share ? shared : s.n_tracks++;
        if (column->share && !column->fixed)
            s.tracks[shared].share += column->share;
    }
    for (int c = 0; c < task->n_columns; c++) {
        const struct width_column *column = &task->columns[c];
        if (s.track_of[c] < 0)
            continue;
        struct track *track = &s.tracks[s.track_of[c]];
        len_t least = column->least;
        if (track->share)
            least = least * track->share / column->share + 1;
        track->least = len_max(track->least, least);
    }
    return s;
}

/* Widths of columns from those of tracks; the running total keeps shares exact. */
static void tracks_to_widths(const struct search *s, len_t widths[])
{
    const struct width_task *task = s->task;
    int shares = 0;
    for (int c = 0; c < task->n_columns; c++) {
        const struct width_column *column = &task->columns[c];
        if (s->track_of[c] < 0) {
            widths[c] = column->fixed;
            continue;
        }
        const struct track *track = &s->tracks[s->track_of[c]];
        widths[c] = track->width;
        if (track->share) {
            len_t before = len_scale(track->width, shares, track->share);
            shares += column->share;
            widths[c] = len_scale(track->width, shares, track->share) - before;
        }
    }
}

/* ---- the search ---- */

static struct cost cost_now(struct search *s)
{
    tracks_to_widths(s, s->widths);
    return cost_of(s->task, s->widths, s->heights);
}

/* Gives some of one track's width to another where that lowers the cost. */
static bool try_exchange(struct search *s, int from, int to, len_t step, struct cost *best)
{
    if (from == to || s->tracks[from].width - step < s->tracks[from].least)
        return false;
    s->tracks[from].width -= step;
    s->tracks[to].width += step;
    struct cost cost = cost_now(s);
    if (costs_less(&cost, best)) {
        *best = cost;
        return true;
    }
    s->tracks[from].width += step;
    s->tracks[to].width -= step;
    return false;
}

/* One round of exchanges of ever smaller steps. */
static void exchange_round(struct search *s, struct cost *best)
{
    for (int64_t step = FIRST_EXCHANGE; step > 0; step /= 2)
        for (bool better = true; better;) {
            better = false;
            for (int from = 0; from < s->n_tracks; from++)
                for (int to = 0; to < s->n_tracks; to++)
                    while (try_exchange(s, from, to, step * s->quantum, best))
                        better = true;
        }
}

/* Starts with the least of each track, and of what is left a share by weight; then exchanges in
 * rounds until one finds nothing: what small steps did may let a large one help. */
static struct cost search_from(struct search *s, const int64_t weights[])
{
    len_t left = s->task->width - s->fixed, given = 0;
    int64_t sum = 0, seen = 0;
    for (int i = 0; i < s->n_tracks; i++) {
        left -= s->tracks[i].least;
        sum += weights[i];
    }
    for (int i = 0; i < s->n_tracks; i++) {
        seen += weights[i];
        len_t upto = left > 0 && sum ? left * seen / sum : 0;
        s->tracks[i].width = s->tracks[i].least + upto - given;
        given = upto;
    }
    struct cost best = cost_now(s), before;
    do {
        before = best;
        exchange_round(s, &best);
    } while (costs_less(&best, &before));
    return best;
}

/* From two sides: with weights by how much text there is, and alike. */
static void search_best(struct search *s)
{
    const struct width_task *task = s->task;
    size_t n = (size_t)s->n_tracks;
    int64_t *alike = ARENA_ARRAY(task->arena, int64_t, n);
    int64_t *by_text = ARENA_ARRAY(task->arena, int64_t, n);
    for (size_t i = 0; i < n; i++)
        alike[i] = by_text[i] = 1;
    for (size_t r = 0; r < task->n_rows; r++)
        for (int i = 0; i < task->rows[r].n; i++) {
            struct width_cell *cell = &task->rows[r].cells[i];
            int track = s->track_of[cell->column];
            if (cell->columns == 1 && track >= 0)
                by_text[track] += lines_at(task, cell, 0);
        }
    struct cost one = search_from(s, by_text);
    struct track *first = arena_copy(task->arena, s->tracks, n * sizeof *first);
    struct cost two = search_from(s, alike);
    if (!costs_less(&two, &one))
        memcpy(s->tracks, first, n * sizeof *first);
}

len_t table_widths_height(const struct width_task *task, const len_t widths[])
{
    len_t *heights = ARENA_ARRAY(task->arena, len_t, task->n_rows);
    make_memos(task);
    return cost_of(task, widths, heights).height;
}

len_t table_widths_least(const struct width_task *task)
{
    struct search s = search_make(task);
    len_t least = s.fixed;
    for (int i = 0; i < s.n_tracks; i++)
        least += s.tracks[i].least;
    return least;
}

void table_widths_find(const struct width_task *task, len_t widths[])
{
    struct search s = search_make(task);
    make_memos(task);
    if (s.n_tracks)
        search_best(&s);
    tracks_to_widths(&s, widths);
}
