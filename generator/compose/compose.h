/*
 * What a resolved document means as what will be set: rosters, tasks, vehicles and forms become
 * tables and paragraphs, and every table a grid.
 */
#ifndef HONGTOU_COMPOSE_COMPOSE_H
#define HONGTOU_COMPOSE_COMPOSE_H

#include "base/diag.h"
#include "model/model.h"

/* False: reported. */
bool compose(struct document *doc, struct diags *d);

#endif
