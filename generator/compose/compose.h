/*
 * What a resolved document means as what will be set: rosters, teams, tasks, vehicles, forms and
 * figures become flow, and every table a grid. The document is not changed, and may be
 * composed again for another day.
 */
#ifndef HONGTOU_COMPOSE_COMPOSE_H
#define HONGTOU_COMPOSE_COMPOSE_H

#include "base/diag.h"
#include "flow/flow.h"
#include "model/model.h"

/* With the people of a day. In the document's arena. NULL: reported. */
struct flow_document *compose(const struct document *doc, const struct people *people,
                              struct diags *d);

#endif
