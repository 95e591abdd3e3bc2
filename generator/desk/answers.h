/* The answers of the table answers.def: each fills in the reply of a request that may be answered. */
#ifndef HONGTOU_DESK_ANSWERS_H
#define HONGTOU_DESK_ANSWERS_H

#include "desk/request.h"

#define ANSWER(method, path, roles, function) void function(struct request *r);
#include "desk/answers.def"

#endif
