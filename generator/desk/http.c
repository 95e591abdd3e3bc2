/*
 * HTTP: from libmicrohttpd to a request and back. What changes something needs the session's token
 * in a header, which no other site's page can send, and comes from this site as far as the browser
 * says; every reply says what the page may load, which is nothing from anywhere else.
 */
#include "desk/http.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <sodium.h>

#include "desk/body.h"
#include "desk/folder.h"
#include "desk/limits.h"

enum { STRANGER_BYTES = 64 << 10 }; /* a name and a password */

/* A request while its body comes in. */
struct incoming {
    struct request r;
    struct body *body;
};

/* ---- the request ---- */

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? value : "";
}

static const char *peer_of(struct arena *a, struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";
    if (info && info->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr,
                  text, sizeof text);
    else if (info && info->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6,
                  &((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr, text,
                  sizeof text);
    static const char mapped[] = "::ffff:"; /* an address of IPv4, as one of IPv6 */
    bool four = strncmp(text, mapped, strlen(mapped)) == 0;
    return arena_strdup(a, text + (four ? strlen(mapped) : 0));
}

/* The other end; behind a proxy that we were told of, whom it names, which is the last of them: what
 * stands before it anybody may have written. */
static const char *address_of(struct request *r, struct MHD_Connection *c)
{
    const char *peer = peer_of(r->arena, c), *proxy = r->desk->options->proxy;
    if (!proxy || strcmp(peer, proxy) != 0)
        return peer;
    const char *list = header(c, "X-Forwarded-For"), *comma = strrchr(list, ',');
    const char *last = comma ? comma + 1 : list;
    last += strspn(last, " ");
    r->safe = strcmp(header(c, "X-Forwarded-Proto"), "https") == 0;
    return *last ? arena_strdup(r->arena, last) : peer;
}

struct query {
    struct arena *arena;
    VEC(struct field) fields;
};

static enum MHD_Result take_field(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    (void)kind;
    struct query *q = context;
    VEC_PUSH(q->arena, &q->fields, ((struct field){name, value ? value : ""}));
    return MHD_YES;
}

/* Whether what changes something may: it comes from a page of this site, which has the token. */
static bool is_meant(const struct request *r, struct MHD_Connection *c)
{
    const char *origin = header(c, "Origin"), *host = header(c, "Host");
    const char *token = header(c, "X-Hongtou-Token"), *slashes = strstr(origin, "://");
    if (*origin && (!slashes || strcmp(slashes + strlen("://"), host) != 0))
        return false;
    if (!r->session.person.id)
        return true; /* to log in: there is nothing to lose yet */
    return strlen(token) == strlen(r->session.token) &&
           sodium_memcmp(token, r->session.token, strlen(token)) == 0;
}

/* Names that lead to this machine from itself alone, so that no name of a stranger's does. */
static bool is_host_of_one(const char *host)
{
    size_t n = strcspn(host, ":");
    return (n == strlen("127.0.0.1") && strncmp(host, "127.0.0.1", n) == 0) ||
           (n == strlen("localhost") && strncmp(host, "localhost", n) == 0);
}

/* ---- the reply ---- */

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (MHD_add_response_header(response, name, value) != MHD_YES)
        mem_exhausted();
}

/* As it may be seen: whoever keeps it reads the name again in a folder of her own. */
static const char *percent_coded(struct arena *a, const char *name)
{
    struct buf b = {0}, shown = {0};
    buf_shown(&shown, name);
    for (const char *p = shown.p ? shown.p : ""; *p; p++) {
        bool plain = (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
                     (*p >= 'A' && *p <= 'Z') || *p == '.' || *p == '-';
        if (plain)
            buf_char(&b, *p);
        else
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*p);
    }
    const char *out = arena_strdup(a, b.p ? b.p : "");
    buf_drop(&b);
    buf_drop(&shown);
    return out;
}

static void add_headers(struct MHD_Response *response, const struct request *r)
{
    static const char *const always[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
         "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"}};
    const struct reply *reply = &r->reply;
    bool safe = r->safe || r->desk->options->certificate != NULL;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        add_header(response, always[i][0], always[i][1]);
    add_header(response, "Content-Type", reply->type ? reply->type : "text/plain");
    add_header(response, "Cache-Control",
               reply->lasting ? "private, max-age=86400, immutable" : "no-store");
    if (reply->cookie)
        add_header(response, "Set-Cookie",
                   arena_printf(r->arena, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                                r->desk->cookie, reply->cookie, safe ? "; Secure" : "",
                                *reply->cookie ? "" : "; Max-Age=0"));
    if (reply->stream)
        add_header(response, "X-Accel-Buffering", "no"); /* a proxy hands it on as it comes */
    if (reply->location)
        add_header(response, "Location", reply->location);
    if (reply->hash)
        add_header(response, "X-Hongtou-Hash", reply->hash);
    if (reply->download)
        add_header(response, "Content-Disposition",
                   arena_printf(r->arena, "attachment; filename*=UTF-8''%s",
                                percent_coded(r->arena, reply->download)));
}

/* What comes as it comes has an end, too, when nobody reads it any more. */
struct stream {
    ptrdiff_t (*read)(void *context, char *out, size_t most);
    void (*end)(void *context);
    void *context;
};

static ssize_t read_stream(void *context, uint64_t at, char *out, size_t most)
{
    (void)at;
    struct stream *s = context;
    ptrdiff_t n = s->read(s->context, out, most);
    return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

static void end_stream(void *context)
{
    struct stream *s = context;
    s->end(s->context);
    free(s);
}

static struct MHD_Response *stream_of(const struct reply *reply)
{
    enum { BLOCK = 4096 };
    struct stream *s = mem_alloc(sizeof *s);
    *s = (struct stream){reply->stream, reply->stream_end, reply->stream_context};
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_stream, s, end_stream);
}

static struct MHD_Response *file_of(const struct reply *reply)
{
    struct stat st;
    bool ok = fstat(reply->file, &st) == 0;
    return ok ? MHD_create_response_from_fd64((uint64_t)st.st_size, reply->file) : NULL;
}

/* The library frees the bytes when they are sent. */
static struct MHD_Response *text_of(struct buf *body)
{
    static char nothing[] = "";
    struct MHD_Response *response =
        body->p ? MHD_create_response_from_buffer(body->n, body->p, MHD_RESPMEM_MUST_FREE)
                : MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
    *body = (struct buf){0};
    return response;
}

static enum MHD_Result send_reply(struct MHD_Connection *c, struct request *r)
{
    struct MHD_Response *response =
        r->reply.stream ? stream_of(&r->reply)
        : r->reply.file ? file_of(&r->reply)
                        : text_of(&r->reply.body);
    if (!response)
        mem_exhausted();
    add_headers(response, r);
    enum MHD_Result queued = MHD_queue_response(c, (unsigned)r->reply.status, response);
    MHD_destroy_response(response);
    return queued;
}

/* Strangers by their address, others each for herself: an office may have one address for all. */
static bool may_ask(struct request *r)
{
    struct limits *l = r->desk->limits;
    return r->session.person.id ? limits_take(l, LIMIT_PERSON, r->session.token, 1)
                                : limits_take(l, LIMIT_STRANGER, r->address, 1);
}

/* Whose bytes a body's are: a person's, however often she came in. */
static const char *sender_of(struct request *r)
{
    int64_t person = r->session.person.id;
    return person ? arena_printf(r->arena, "%" PRId64, person) : r->address;
}

static bool say_refused(struct incoming *in)
{
    const char *why;
    int status = body_refused(in->body, &why);
    if (status)
        request_say(&in->r, status, why);
    return status != 0;
}

/* Whether it is to be answered; else the reply says why not. */
static bool is_admitted(struct incoming *in, struct MHD_Connection *c)
{
    enum { DECIMAL = 10 };
    struct request *r = &in->r;
    bool changes = strcmp(r->method, "GET") != 0;
    if (r->desk->alone && !is_host_of_one(header(c, "Host")))
        request_say(r, STATUS_FORBIDDEN, "请用 127.0.0.1 打开");
    else if (changes && !is_meant(r, c))
        request_say(r, STATUS_FORBIDDEN, "这一页已经过时，请重新打开");
    else if (!may_ask(r))
        request_say(r, STATUS_MANY, "要求得太多太快了：请等一会儿再试");
    else if (!body_expect(in->body, strtoull(header(c, "Content-Length"), NULL, DECIMAL)))
        say_refused(in);
    else
        return true;
    return false;
}

/* ---- as libmicrohttpd has it ---- */

static struct incoming *begin(struct desk *desk, struct MHD_Connection *c, const char *url,
                              const char *method)
{
    struct incoming *in = mem_alloc(sizeof *in);
    struct arena *a = arena_new();
    struct query query = {.arena = a};
    *in = (struct incoming){.r = {.desk = desk,
                                  .arena = a,
                                  .method = arena_strdup(a, method),
                                  .path = arena_strdup(a, url),
                                  .body = ""}};
    struct request *r = &in->r;
    r->address = address_of(r, c);
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_field, &query);
    r->query = query.fields.v;
    r->n_query = query.fields.n;
    r->secret = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, desk->cookie);
    if (r->secret)
        store_session(desk->store, a, r->secret, &r->session);
    in->body = body_new(desk->limits, sender_of(r),
                        r->session.person.id ? FOLDER_MOST_BYTES : STRANGER_BYTES);
    return in;
}

enum MHD_Result http_handle(void *context, struct MHD_Connection *c, const char *url,
                            const char *method, const char *version, const char *data, size_t *n,
                            void **state)
{
    (void)version;
    struct incoming *in = *state;
    if (!in) { /* the head: what will not be answered is not read */
        *state = in = begin(context, c, url, method);
        return is_admitted(in, c) ? MHD_YES : send_reply(c, &in->r);
    }
    if (*n) {
        bool going = body_add(in->body, data, *n);
        *n = 0;
        return going ? MHD_YES : MHD_NO;
    }
    in->r.body = body_text(in->body, &in->r.n);
    if (!say_refused(in))
        request_answer(&in->r);
    return send_reply(c, &in->r);
}

void http_completed(void *context, struct MHD_Connection *c, void **state,
                    enum MHD_RequestTerminationCode code)
{
    (void)context, (void)c, (void)code;
    struct incoming *in = *state;
    if (!in)
        return;
    body_drop(in->body);
    buf_drop(&in->r.reply.body);
    arena_drop(in->r.arena);
    free(in);
}
