/*
 * What a resolved document means as what will be set: rosters, teams, tasks, vehicles, forms and
 * figures become flow, and every table a grid. The document is not changed.
 */
#ifndef HONGTOU_COMPOSE_COMPOSE_H
#define HONGTOU_COMPOSE_COMPOSE_H

#include "base/diag.h"
#include "flow/flow.h"
#include "model/model.h"

/* In the document's arena. NULL: reported. */
struct flow_document *compose(const struct document *doc, struct diags *d);

#endif
