/* A request read, and its reply begun: what all answers use. */
#include "desk/request.h"

#include <string.h>

#include "base/file.h"
#include "desk/folder.h"

/* ---- what is given ---- */

const char *request_value(const struct request *r, const char *name)
{
    for (size_t i = 0; i < r->n_query; i++)
        if (strcmp(r->query[i].name, name) == 0)
            return r->query[i].value;
    return "";
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "+" is a blank, %XX a byte. */
static char *decoded(struct arena *a, const char *text, size_t n)
{
    enum { CODED = 2 };
    char *out = arena_alloc(a, n + 1);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        bool coded =
            text[i] == '%' && i + CODED < n && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
        char c = text[i] == '+' ? ' ' : text[i];
        if (coded) {
            c = (char)(hex(text[i + 1]) << 4 | hex(text[i + 2]));
            i += CODED;
        }
        out[m++] = c;
    }
    return out;
}

size_t request_fields(struct arena *a, const char *text, size_t n, struct field **out)
{
    VEC(struct field) fields = {0};
    const char *end = text + n;
    while (text < end) {
        const char *stop = memchr(text, '&', (size_t)(end - text));
        stop = stop ? stop : end;
        const char *equals = memchr(text, '=', (size_t)(stop - text));
        const char *value = equals ? equals + 1 : stop;
        VEC_PUSH(a, &fields,
                 ((struct field){decoded(a, text, (size_t)((equals ? equals : stop) - text)),
                                 decoded(a, value, (size_t)(stop - value))}));
        text = stop + 1;
    }
    *out = fields.v;
    return fields.n;
}

/* The body's fields go before those of the address. */
void request_take_fields(struct request *r)
{
    r->n_query = request_fields(r->arena, r->body, r->n, &r->query);
}

/* ---- what is said ---- */

void request_say(struct request *r, int status, const char *message)
{
    r->reply.status = status;
    r->reply.type = "application/json";
    buf_clear(&r->reply.body);
    buf_str(&r->reply.body, "{\"message\":");
    buf_json(&r->reply.body, message);
    buf_char(&r->reply.body, '}');
}

struct buf *request_json(struct request *r)
{
    r->reply.type = "application/json";
    return &r->reply.body;
}

void request_note(struct request *r, const char *act, const char *document, const char *detail)
{
    store_note(r->desk->store, r->session.person.id, act, document, detail);
}

/* ---- what workers do ---- */

static bool answered(struct request *r, enum pool_answer answer)
{
    switch (answer) {
    case POOL_ANSWERED:
        return true;
    case POOL_LATE:
        request_say(r, STATUS_BUSY, "做了太久，已经停下：请看看公文里有没有特别大的表或者循环引用");
        return false;
    case POOL_FAILED:
        request_say(r, STATUS_BUSY, "没有做成：内存不够，或者程序有毛病；请再试一次");
        return false;
    case POOL_PASSED:
        request_say(r, STATUS_CONFLICT, "已经有更新的要求");
        return false;
    }
    return false;
}

bool request_ask(struct request *r, const char *topic, int ms, const struct parcel parts[],
                 size_t n, struct message *out)
{
    return answered(r, pool_ask(r->desk->pool, topic, ms, parts, n, r->arena, out));
}

bool request_act(struct request *r, const char *folder, int ms, const struct parcel parts[],
                 size_t n, struct message *out)
{
    char *const writable[] = {file_in(r->arena, r->desk->options->folder, folder), NULL};
    return answered(r, pool_act(r->desk->pool, writable, ms, parts, n, r->arena, out));
}

struct parcel request_body(const struct request *r)
{
    return (struct parcel){r->body, r->n};
}

bool request_holds(struct request *r, const char *name, struct file_hold *held)
{
    if (folder_hold(r->arena, r->desk->options->folder, name, held))
        return true;
    request_say(r, STATUS_BUSY, "别的程序正在签发或者修改这份公文：请过一会儿再试");
    return false;
}

bool request_names_document(struct request *r)
{
    if (folder_may_name(request_value(r, "name")))
        return true;
    request_say(r, STATUS_WRONG,
                arena_printf(r->arena, "文件名不能用：%s", folder_fault(request_value(r, "name"))));
    return false;
}
