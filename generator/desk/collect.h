/*
 * Forms that came back filled in: taken from a tray into the folder beside their document, read
 * together, with what people have said of their doubts (collect.c), and held against what was
 * printed (collect_count.c).
 */
#ifndef HONGTOU_DESK_COLLECT_H
#define HONGTOU_DESK_COLLECT_H

#include "desk/work_job.h"
#include "read/read.h"

struct collected {
    struct errand *errand;
    struct arena *arena;
    struct read_list *list;
    const char *key; /* the name of what tells the form's households apart */
};

/* Takes what is in the tray; tells of it as members of the answer's JSON: "added", "same", and
 * "turned_away", each with the reason. False: it is to end. */
bool collect_take(struct collected *c);

/* Held against what was printed: members of the answer's JSON, "printed" and "twice". False: a list
 * could not be read, reported; the rest is told. */
bool collect_count(struct collected *c);

#endif
