/*
 * HTTP: from libmicrohttpd to a request and back. What changes something needs the session's token
 * in a header, which no other site's page can send, and comes from this site as far as the browser
 * says; every reply says what the page may load, which is nothing from anywhere else.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <microhttpd.h>
#include <sodium.h>

#include "base/file.h"
#include "desk/diag.def"
#include "desk/folder.h"
#include "desk/jobs.h"
#include "desk/pictures.h"
#include "desk/request.h"
#include "desk/trays.h"

#define COOKIE "hongtou"

/* A request while its body comes in. */
struct incoming {
    struct buf body;
    bool too_large;
};

/* ---- the request ---- */

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? value : "";
}

static const char *address_of(struct arena *a, struct MHD_Connection *c)
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
    return arena_strdup(a, text);
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

static const char *percent_coded(struct arena *a, const char *name)
{
    struct buf b = {0};
    for (const char *p = name; *p; p++) {
        bool plain = (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'z') ||
                     (*p >= 'A' && *p <= 'Z') || *p == '.' || *p == '-';
        if (plain)
            buf_char(&b, *p);
        else
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*p);
    }
    const char *out = arena_strdup(a, b.p ? b.p : "");
    buf_drop(&b);
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
    bool safe = r->desk->options->certificate != NULL;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        add_header(response, always[i][0], always[i][1]);
    add_header(response, "Content-Type", reply->type ? reply->type : "text/plain");
    add_header(response, "Cache-Control",
               reply->lasting ? "private, max-age=86400, immutable" : "no-store");
    if (reply->cookie)
        add_header(response, "Set-Cookie",
                   arena_printf(r->arena, COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                                reply->cookie, safe ? "; Secure" : "",
                                *reply->cookie ? "" : "; Max-Age=0"));
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

static enum MHD_Result send_reply(struct MHD_Connection *c, struct request *r)
{
    struct buf *body = &r->reply.body;
    struct MHD_Response *response =
        r->reply.stream ? stream_of(&r->reply)
        : r->reply.file ? file_of(&r->reply)
                        : MHD_create_response_from_buffer(
                              body->n, body->p ? body->p : (char *)(uintptr_t) "",
                              MHD_RESPMEM_MUST_COPY);
    if (!response)
        mem_exhausted();
    add_headers(response, r);
    enum MHD_Result queued = MHD_queue_response(c, (unsigned)r->reply.status, response);
    MHD_destroy_response(response);
    buf_drop(body);
    return queued;
}

static void answer(struct request *r, struct MHD_Connection *c, const struct incoming *in)
{
    bool changes = strcmp(r->method, "GET") != 0;
    r->secret = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, COOKIE);
    if (r->secret)
        store_session(r->desk->store, r->arena, r->secret, &r->session);
    if (r->desk->alone && !is_host_of_one(header(c, "Host")))
        request_say(r, STATUS_FORBIDDEN, "请用 127.0.0.1 打开");
    else if (in->too_large)
        request_say(r, STATUS_LARGE, "文件太大");
    else if (changes && !is_meant(r, c))
        request_say(r, STATUS_FORBIDDEN, "这一页已经过时，请重新打开");
    else
        request_answer(r);
}

/* libmicrohttpd calls once for the head, then for each piece of the body, then for its end. */
static enum MHD_Result handle(void *context, struct MHD_Connection *c, const char *url,
                              const char *method, const char *version, const char *data, size_t *n,
                              void **state)
{
    (void)version;
    struct incoming *in = *state;
    if (!in) {
        in = mem_alloc(sizeof *in);
        *in = (struct incoming){{0}, false};
        *state = in;
        return MHD_YES;
    }
    if (*n) {
        in->too_large = in->too_large || in->body.n + *n > FOLDER_MOST_BYTES;
        if (!in->too_large)
            buf_add(&in->body, data, *n);
        *n = 0;
        return MHD_YES;
    }
    struct arena *a = arena_new();
    struct query query = {.arena = a};
    struct request r = {.desk = context,
                        .arena = a,
                        .method = method,
                        .path = url,
                        .address = address_of(a, c),
                        .body = in->body.p ? in->body.p : "",
                        .n = in->body.n};
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_field, &query);
    r.query = query.fields.v;
    r.n_query = query.fields.n;
    answer(&r, c, in);
    enum MHD_Result sent = send_reply(c, &r);
    arena_drop(a);
    return sent;
}

static void completed(void *context, struct MHD_Connection *c, void **state,
                      enum MHD_RequestTerminationCode code)
{
    (void)context, (void)c, (void)code;
    struct incoming *in = *state;
    if (in)
        buf_drop(&in->body);
    free(in);
}

/* ---- the server ---- */

/* ADDR:PORT, the port 0 for any. */
static bool read_address(const char *text, struct sockaddr_in *out)
{
    enum { DECIMAL = 10, PORTS = 65536, LONGEST = 64 };
    char host[LONGEST], *end;
    const char *colon = strrchr(text, ':');
    *out = (struct sockaddr_in){.sin_family = AF_INET};
    if (!colon || (size_t)(colon - text) >= sizeof host)
        return false;
    memcpy(host, text, (size_t)(colon - text));
    host[colon - text] = '\0';
    long port = strtol(colon + 1, &end, DECIMAL);
    out->sin_port = htons((uint16_t)port);
    return end != colon + 1 && !*end && port >= 0 && port < PORTS &&
           inet_pton(AF_INET, host, &out->sin_addr) == 1;
}

/* NULL: there is none, or it cannot be read (reported). */
static char *read_pem(struct arena *a, const char *path, struct diags *d)
{
    size_t n;
    char *text = path ? file_read(a, path, &n, (struct pos){0}, d) : NULL;
    if (path && (!text || !strstr(text, "-----BEGIN"))) {
        diag_system(d, DIAG_E003, path);
        return NULL;
    }
    return text;
}

static struct MHD_Daemon *listen_at(struct desk *desk, const struct sockaddr_in *address,
                                    const char *certificate, const char *key)
{
    enum { CONNECTIONS = 400, OF_ONE = 64, SECONDS = 60, STACK = 256 << 10 };
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD |
                     MHD_USE_POLL | MHD_USE_ITC | (certificate ? MHD_USE_TLS : 0U);
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)certificate},
                                   {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)key},
                                   {MHD_OPTION_END, 0, NULL}};
    return MHD_start_daemon(
        flags, 0, NULL, NULL, handle, desk, MHD_OPTION_SOCK_ADDR, address,
        MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)OF_ONE,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS, MHD_OPTION_THREAD_STACK_SIZE,
        (size_t)STACK, MHD_OPTION_ARRAY, certificate ? tls : &tls[2], MHD_OPTION_END);
}

static void tell_address(const struct desk *desk, struct MHD_Daemon *daemon,
                         const struct sockaddr_in *address)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    char host[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &address->sin_addr, host, sizeof host);
    printf("%s://%s:%u/%s%s\n", desk->options->certificate ? "https" : "http", host,
           info ? info->port : 0U,
           desk->alone  ? "enter?key="
           : *desk->key ? "?key="
                        : "",
           desk->key);
    fflush(stdout);
}

static int wait_for_end(void)
{
    int signal;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    sigwait(&ends, &signal);
    return signal;
}

/* One person alone needs no password, but her browser a key: others use this machine, too. */
static void let_in(struct desk *desk)
{
    unsigned char random[(STORE_SECRET - 1) / 2];
    bool alone = !desk->options->address;
    if (alone || !store_has_people(desk->store)) {
        randombytes_buf(random, sizeof random);
        sodium_bin2hex(desk->key, sizeof desk->key, random, sizeof random);
    }
    if (!alone)
        return;
    struct arena *a = arena_new();
    struct person_list list;
    store_people(desk->store, a, &list);
    desk->alone = list.n ? list.v[0].id
                         : store_add_person(desk->store, "本机", desk->key,
                                            ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE);
    arena_drop(a);
}

static bool serve(struct desk *desk, struct arena *a, struct diags *d)
{
    const struct desk_options *o = desk->options;
    const char *text = o->address ? o->address : "127.0.0.1:0";
    struct sockaddr_in address;
    size_t errors = diags_count(d, DIAG_ERROR);
    char *certificate = read_pem(a, o->certificate, d), *key = read_pem(a, o->key, d);
    if (diags_count(d, DIAG_ERROR) > errors)
        return false;
    if (!read_address(text, &address)) {
        diag_system(d, DIAG_E001, text, diag_reason(d, EINVAL));
        return false;
    }
    if (o->address && !certificate)
        diag_system(d, DIAG_E004, NULL);
    struct MHD_Daemon *daemon = listen_at(desk, &address, certificate, key);
    if (!daemon) {
        diag_system(d, DIAG_E001, text, diag_reason(d, errno));
        return false;
    }
    tell_address(desk, daemon, &address);
    wait_for_end();
    jobs_stop(desk->jobs); /* nobody watches one any more, and the daemon can end */
    MHD_stop_daemon(daemon);
    return true;
}

bool desk_serve(const struct desk_options *options, struct diags *d)
{
    enum { PICTURE_BYTES = 96 << 20 };
    struct arena *a = arena_new();
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before any thread is */
    struct desk desk = {.options = options, .store = store_open(options->folder, d)};
    desk.trays = desk.store ? trays_new(options->folder, d) : NULL;
    bool ok = desk.trays != NULL;
    if (ok) {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        desk.pool = pool_new(options, processors > 1 ? (int)processors : 2);
        desk.pictures = pictures_new(PICTURE_BYTES);
        desk.jobs = jobs_new(options, desk.store);
        let_in(&desk);
        ok = serve(&desk, a, d);
        jobs_drop(desk.jobs);
        pool_drop(desk.pool);
        pictures_drop(desk.pictures);
    }
    trays_drop(desk.trays);
    store_close(desk.store);
    arena_drop(a);
    return ok;
}
