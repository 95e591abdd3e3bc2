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
    int *track_of; /* by column; -1: fixed */
    len_t *widths, *heights;
};

static len_t quantum_of(const struct width_task *task)
{
    return len_max(task->size / QUANTA_A_CHARACTER, 1);
}

/* ---- the height of a row ---- */

static int count_lines(const struct width_task *task, struct width_cell *cell, int64_t quanta)
{
    int64_t width = (quanta * quantum_of(task) - 2 * task->side) * EM / task->size;
    int lines = 0;
    for (int i = 0; i < cell->pieces.n; i++)
        lines += text_pieces_lines(cell->pieces.paragraphs[i], width > EM ? width : EM);
    return lines < UINT16_MAX ? lines : UINT16_MAX - 1;
}

static int lines_at(const struct width_task *task, struct width_cell *cell, len_t width)
{
    len_t quanta = len_max(len_min(width, task->width) / quantum_of(task), 0);
    uint16_t *memo = &cell->memo[quanta];
    if (!*memo)
        *memo = (uint16_t)(count_lines(task, cell, quanta) + 1);
    return *memo - 1;
}

static void memos_make(const struct width_task *task)
{
    size_t quanta = (size_t)(task->width / quantum_of(task)) + 1;
    for (size_t r = 0; r < task->n_rows; r++)
        for (int i = 0; i < task->rows[r].n; i++)
            if (!task->rows[r].cells[i].memo)
                task->rows[r].cells[i].memo = ARENA_ARRAY(task->arena, uint16_t, quanta);
}

static len_t width_over(const struct width_cell *cell, const len_t widths[])
{
    len_t width = 0;
    for (int c = cell->column; c < cell->column + cell->columns; c++)
        width += widths[c];
    return width;
}

static len_t height_asked(const struct width_task *task, struct width_cell *cell,
                          const len_t widths[], struct cost *cost)
{
    int lines = lines_at(task, cell, width_over(cell, widths));
    cost->lines += lines;
    return lines * task->pitch + 2 * task->above;
}

static void heights_of_rows(const struct width_task *task, const len_t widths[], len_t heights[],
                            struct cost *cost)
{
    for (size_t r = 0; r < task->n_rows; r++) {
        heights[r] = task->row_least;
        for (int i = 0; i < task->rows[r].n; i++) {
            struct width_cell *cell = &task->rows[r].cells[i];
            if (cell->rows == 1)
                heights[r] = len_max(heights[r], height_asked(task, cell, widths, cost));
        }
    }
}

/* A cell over several rows makes the last of them higher where it needs it. */
static void heights_for_spans(const struct width_task *task, const len_t widths[], len_t heights[],
                              struct cost *cost)
{
    for (size_t r = 0; r < task->n_rows; r++)
        for (int i = 0; i < task->rows[r].n; i++) {
            struct width_cell *cell = &task->rows[r].cells[i];
            size_t last = r + (size_t)cell->rows - 1;
            if (cell->rows == 1)
                continue;
            len_t more = height_asked(task, cell, widths, cost);
            for (size_t k = r; k <= last; k++)
                more -= heights[k];
            heights[last] += len_max(more, 0);
        }
}

static struct cost cost_of(const struct width_task *task, const len_t widths[], len_t heights[])
{
    struct cost cost = {0};
    heights_of_rows(task, widths, heights, &cost);
    heights_for_spans(task, widths, heights, &cost);
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

static void tracks_make(struct search *s)
{
    const struct width_task *task = s->task;
    int shared = -1;
    for (int c = 0; c < task->n_columns; c++) {
        const struct width_column *column = &task->columns[c];
        bool joins = column->share && shared >= 0;
        s->track_of[c] = column->fixed ? -1 : joins ? shared : s->n_tracks++;
        if (column->share && !joins && !column->fixed)
            shared = s->track_of[c];
        if (column->share && !column->fixed)
            s->tracks[shared].share += column->share;
    }
}

static len_t fixed_width(const struct width_task *task)
{
    len_t width = 0;
    for (int c = 0; c < task->n_columns; c++)
        width += task->columns[c].fixed;
    return width;
}

/* The least width of a track that gives each of its columns its own. */
static void tracks_set_least(struct search *s)
{
    const struct width_task *task = s->task;
    for (int c = 0; c < task->n_columns; c++) {
        if (s->track_of[c] < 0)
            continue;
        struct track *track = &s->tracks[s->track_of[c]];
        len_t least = task->columns[c].least;
        if (track->share)
            least = least * track->share / task->columns[c].share + 1;
        track->least = len_max(track->least, least);
    }
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

/* Rounds until one finds nothing: what small steps did may let a large one help. */
static struct cost exchange_all(struct search *s)
{
    struct cost best = cost_now(s), before;
    do {
        before = best;
        exchange_round(s, &best);
    } while (costs_less(&best, &before));
    return best;
}

/* Each track its least, and of what is left a share by weight. */
static void start_from(struct search *s, const int64_t weights[], len_t total)
{
    len_t left = total, given = 0;
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
}

/* Weights of the two ways to start: alike, and by how much text there is. */
static void weigh(const struct search *s, int64_t alike[], int64_t by_text[])
{
    const struct width_task *task = s->task;
    for (int i = 0; i < s->n_tracks; i++)
        alike[i] = by_text[i] = 1;
    for (size_t r = 0; r < task->n_rows; r++)
        for (int i = 0; i < task->rows[r].n; i++) {
            struct width_cell *cell = &task->rows[r].cells[i];
            int track = s->track_of[cell->column];
            if (cell->columns == 1 && track >= 0)
                by_text[track] += lines_at(task, cell, 0);
        }
}

static void keep_tracks(struct search *s, struct track *kept)
{
    memcpy(kept, s->tracks, (size_t)s->n_tracks * sizeof *kept);
}

static void search_best(struct search *s, len_t total)
{
    size_t n = (size_t)s->n_tracks;
    int64_t *alike = ARENA_ARRAY(s->task->arena, int64_t, n);
    int64_t *by_text = ARENA_ARRAY(s->task->arena, int64_t, n);
    struct track *first = ARENA_ARRAY(s->task->arena, struct track, n);
    weigh(s, alike, by_text);
    start_from(s, by_text, total);
    struct cost one = exchange_all(s);
    keep_tracks(s, first);
    start_from(s, alike, total);
    struct cost two = exchange_all(s);
    if (!costs_less(&two, &one))
        memcpy(s->tracks, first, n * sizeof *first);
}

len_t table_widths_height(const struct width_task *task, const len_t widths[])
{
    len_t *heights = ARENA_ARRAY(task->arena, len_t, task->n_rows);
    memos_make(task);
    return cost_of(task, widths, heights).height;
}

static struct search search_make(const struct width_task *task)
{
    size_t n = (size_t)task->n_columns;
    struct search s = {.task = task,
                       .quantum = quantum_of(task),
                       .tracks = ARENA_ARRAY(task->arena, struct track, n),
                       .track_of = ARENA_ARRAY(task->arena, int, n),
                       .widths = ARENA_ARRAY(task->arena, len_t, n),
                       .heights = ARENA_ARRAY(task->arena, len_t, task->n_rows)};
    tracks_make(&s);
    tracks_set_least(&s);
    return s;
}

len_t table_widths_least(const struct width_task *task)
{
    struct search s = search_make(task);
    len_t least = fixed_width(task);
    for (int i = 0; i < s.n_tracks; i++)
        least += s.tracks[i].least;
    return least;
}

void table_widths_find(const struct width_task *task, len_t widths[])
{
    struct search s = search_make(task);
    memos_make(task);
    if (s.n_tracks)
        search_best(&s, task->width - fixed_width(task));
    tracks_to_widths(&s, widths);
}
