/*
 * How libmicrohttpd hands over requests (http.c), and what serves them (serve.c).
 */
#ifndef HONGTOU_DESK_HTTP_H
#define HONGTOU_DESK_HTTP_H

#include <microhttpd.h>

#include "desk/request.h"

/* Called once for the head of a request, then for each piece of its body, then for its end; context:
 * the struct desk. */
enum MHD_Result http_handle(void *context, struct MHD_Connection *c, const char *url,
                            const char *method, const char *version, const char *data, size_t *n,
                            void **state);
void http_completed(void *context, struct MHD_Connection *c, void **state,
                    enum MHD_RequestTerminationCode code);

#endif
