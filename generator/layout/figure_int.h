/*
 * Flow figures inside layout/: a plan (which boxes stand below each other, which side by side),
 * the arrows that pass boxes, and what is drawn. figure.c chooses size, gaps, columns and pages.
 */
#ifndef HONGTOU_LAYOUT_FIGURE_INT_H
#define HONGTOU_LAYOUT_FIGURE_INT_H

#include "layout/layout_int.h"

enum side { LEFT, RIGHT, SIDES };

/* A step where it stands, from its segment's upper left corner. */
struct figure_box {
    const struct flow_box *step;
    struct set_lines lines, note;
    len_t top, height, half, middle; /* half of its width */
    int band;
    bool inner; /* in a branch */
};

/* What stands below a decision for one of its ways; n 0: it goes straight to what follows. */
struct figure_branch {
    int first, n, way;
    int columns; /* that it takes: more than one when a decision in it has branches */
    struct set_lines label;
    bool joins, ends; /* ends: without steps, and leads nowhere */
    len_t middle;
};

/* A step over the whole width, or a decision in a branch, and its branches below it. Its boxes are
 * lead to last. */
struct figure_band {
    int lead, last, segment;
    struct figure_branch branches[FLOW_WAYS];
    int n_branches;
    int columns; /* of all branches; without any 1 */
    int straight; /* way to the next band; -1: none. Of branches: 0 when one of them joins */
    len_t height, drop; /* drop: from the bar to the branches' boxes */
};

/* An arrow that passes steps, or one end of it, with a mark where the other is. */
enum { NOWHERE = -1 };
enum detour_kind { DETOUR_WHOLE, DETOUR_OUT, DETOUR_IN };
struct figure_detour {
    enum detour_kind kind;
    int from, to; /* boxes, or NOWHERE */
    enum side side;
    int exit; /* 0: at the middle of the side, 1: below it */
    int lane;
    struct text says; /* empty: nothing */
    struct set_lines label;
    len_t label_width;
};

/* Bands on one page, or in one column of it. */
struct figure_segment {
    int first, last;         /* bands; last: behind the last one */
    bool goes_on, continues; /* a mark at its foot, at its head */
    int lanes[SIDES];
    len_t height, middle;
};

struct figure {
    const struct setting *s;
    const struct flow_figure *of;
    struct figure_box *boxes;
    struct figure_band *bands;
    int n_bands;
    struct figure_band *forks; /* by box: of a decision in a branch, its own branches */
    struct figure_segment *segments;
    int n_segments;
    struct figure_detour *detours;
    int n_detours;
    int *marks; /* by box: of arrows to it from elsewhere; 0: none */
    int n_marks, lanes_most;
    int columns; /* of segments on a page */
    len_t width; /* of one */
    len_t size, pitch, gap;
    len_t box_width, notes; /* notes: beside the boxes; 0: within them */
    len_t reach[SIDES];     /* of boxes and labels, from the middle; lanes are behind it */
};

/* figure_plan.c: bands; together: branches side by side where they can be. */
void figure_plan(struct figure *f, bool together);
/* The box behind one that stands in a branch, and its own branches. */
int figure_behind(const struct figure *f, int box);
/* Its own branches, or NULL. */
struct figure_band *figure_fork(const struct figure *f, int box);
/* The arrows that pass boxes, in lanes, by the segments. */
void figure_lead(struct figure *f);
/* Warns of steps that nothing leads to. */
void figure_report_islands(const struct figure *f);

/* figure_measure.c: sets the words, and finds places. fits: whether boxes are wide enough. False:
 * as text_set. */
bool figure_measure(struct figure *f, bool *fits);
/* A label, or other words of the figure. */
bool figure_words(const struct figure *f, struct text t, len_t width, enum text_align align,
                  struct set_lines *out);
/* Of a box's words. */
len_t figure_inner_width(const struct figure *f, const struct figure_box *b);
/* The mark of a box, as ①, or where a way ends that leads NOWHERE; its width. */
struct text figure_mark(const struct figure *f, int box);
len_t figure_mark_width(const struct figure *f, int box);

/* figure_draw.c: a segment, x from the left. False: as text_set. */
bool figure_draw(const struct figure *f, int segment, len_t x, struct item_list *out);

#endif
