/* Who may do what, and who does it: a row of answers.def for each; other addresses are the page's own
 * files. */
#include <string.h>

#include "base/file.h"
#include "desk/answers.h"
#include "desk/folder.h"

/* ---- the page's own files ---- */

static void page_file(struct request *r)
{
    static const char *const types[][2] = {{"html", "text/html; charset=utf-8"},
                                           {"js", "text/javascript; charset=utf-8"},
                                           {"css", "text/css; charset=utf-8"},
                                           {"svg", "image/svg+xml"},
                                           {"png", "image/png"}};
    const char *name = *r->path != '/'               ? "" /* GET ?x has no path at all */
                       : strcmp(r->path, "/") == 0 ? "index.html"
                                                   : r->path + strlen("/");
    const char *folder = arena_printf(r->arena, "%s/templates/web", r->desk->options->home);
    struct folder_file f;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (file_has_extension(name, types[i][0]) && folder_read(r->arena, folder, name, &f)) {
            r->reply.type = types[i][1];
            buf_add(&r->reply.body, f.bytes, f.n);
            return;
        }
    request_say(r, STATUS_MISSING, "没有这一页");
}

/* ---- the table ---- */

enum { ANYBODY = -1, EVERYBODY = 0 };

static const struct {
    const char *method, *path;
    int roles;
    void (*run)(struct request *r);
} answers[] = {
#define ANSWER(method, path, roles, function) {method, path, roles, function},
#include "desk/answers.def"
};

static bool may(struct request *r, int roles)
{
    if (roles == ANYBODY || (r->session.person.id && !roles))
        return true;
    if (!r->session.person.id)
        request_say(r, STATUS_UNKNOWN, "请先登录");
    else if (r->session.person.roles & roles)
        return true;
    else
        request_say(r, STATUS_FORBIDDEN, "没有这项权限，请找管理人员");
    return false;
}

void request_answer(struct request *r)
{
    bool found = false;
    r->reply.status = STATUS_OK;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (strcmp(answers[i].path, r->path) != 0)
            continue;
        found = true;
        if (strcmp(answers[i].method, r->method) != 0)
            continue;
        if (may(r, answers[i].roles))
            answers[i].run(r);
        return;
    }
    if (found)
        request_say(r, STATUS_METHOD, "这个地址不是这样用的");
    else if (strcmp(r->method, "GET") == 0 && strncmp(r->path, "/api/", strlen("/api/")) != 0)
        page_file(r);
    else
        request_say(r, STATUS_MISSING, "没有这个地址");
}
