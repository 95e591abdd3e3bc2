/*
 * A fuzz target: bytes as what a browser, or something else, sends to the desk: requests with their
 * heads, cookies and bodies, read by libmicrohttpd as in `hongtou serve`, over a pair of sockets
 * inside the process. "SECRET" in them stands for the cookie of a session, "TOKEN" for what is to
 * be given with changes, "KEY" for what lets the first one in. No worker can be started: what
 * documents become, other targets try.
 */
#include "fuzz.h"

#include <netinet/in.h>
#include <sodium.h>
#include <sys/select.h>
#include <sys/socket.h>

#include "desk/folder.h"
#include "desk/http.h"
#include "desk/jobs.h"
#include "desk/limits.h"
#include "desk/pictures.h"
#include "desk/trays.h"

/* Argon2 takes a tenth of a second by design. */
int crypto_pwhash_str(char out[crypto_pwhash_STRBYTES], const char *password, unsigned long long n,
                      unsigned long long operations, size_t memory)
{
    (void)operations, (void)memory;
    memset(out, 0, crypto_pwhash_STRBYTES);
    memcpy(out, password, n < crypto_pwhash_STRBYTES ? (size_t)n : crypto_pwhash_STRBYTES - 1);
    return 0;
}

int crypto_pwhash_str_verify(const char *hash, const char *password, unsigned long long n)
{
    return strlen(hash) == n && memcmp(hash, password, (size_t)n) == 0 ? 0 : -1;
}

/* ---- a desk ---- */

static struct desk_options options = {.program = "/nonexistent", .free_fonts = true};
static struct desk desk;
static char secret[STORE_SECRET], token[STORE_SECRET];

static void close_desk(void)
{
    jobs_stop(desk.jobs);
    jobs_drop(desk.jobs);
    pool_drop(desk.pool);
    pictures_drop(desk.pictures);
    trays_drop(desk.trays);
    store_close(desk.store);
    fuzz_drop(options.folder);
}

/* In a folder of documents, with a person who may do everything. */
static void open_desk(struct arena *a, struct diags *d)
{
    enum { PICTURE_BYTES = 1 << 20, ALL = ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE };
    static char folder[sizeof fuzz_folder + sizeof "/desk"];
    static const char password[] = "12345678";
    snprintf(folder, sizeof folder, "%s/desk", fuzz_own_folder());
    options.folder = folder;
    options.home = getenv("HONGTOU_HOME") ? getenv("HONGTOU_HOME") : ".";
    if (mkdir(folder, 0700) != 0)
        abort();
    fuzz_file(a, "desk/x.xml", "<公文/>", strlen("<公文/>"));
    desk = (struct desk){.options = &options,
                         .cookie = "hongtou",
                         .store = store_open(folder, d),
                         .trays = trays_new(folder, d),
                         .pool = pool_new(&options, 1),
                         .pictures = pictures_new(PICTURE_BYTES)};
    desk.jobs = jobs_new(&options, desk.store);
    memset(desk.key, 'k', sizeof desk.key - 1);
    struct session session;
    store_enter(desk.store, store_add_person(desk.store, "周柏", password, ALL), secret);
    if (!store_session(desk.store, a, secret, &session))
        abort();
    memcpy(token, session.token, sizeof token);
}

/* ---- what is sent ---- */

static void with_secrets(const uint8_t *bytes, size_t n, struct buf *out)
{
    const struct {
        const char *word, *value;
    } words[] = {{"SECRET", secret}, {"TOKEN", token}, {"KEY", desk.key}};
    for (size_t i = 0; i < n;) {
        size_t k = 0, length = 1;
        const void *p = bytes + i;
        for (; k < sizeof words / sizeof *words; k++)
            if (n - i >= strlen(words[k].word) &&
                memcmp(p, words[k].word, strlen(words[k].word)) == 0)
                break;
        if (k < sizeof words / sizeof *words) {
            length = strlen(words[k].word);
            buf_str(out, words[k].value);
        } else {
            buf_add(out, p, length);
        }
        i += length;
    }
}

/* As long as there is something to be done for the connection, which the end of what is sent
 * ends. */
static void converse(struct MHD_Daemon *daemon, int browser)
{
    enum { ROUNDS = 64 };
    char answer[1 << 14];
    shutdown(browser, SHUT_WR);
    for (int i = 0; i < ROUNDS; i++) {
        MHD_run(daemon);
        if (recv(browser, answer, sizeof answer, MSG_DONTWAIT) == 0)
            return;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { FRESH = 500, MOST = 100 << 10 };
    static unsigned runs;
    int ends[2];
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct buf sent = {0};
    if (runs++ % FRESH == 0) {
        if (runs > 1)
            close_desk();
        open_desk(a, d);
    }
    desk.limits = limits_new(); /* a second of fuzzing is an hour of an office */
    with_secrets(bytes, n, &sent);
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, http_handle, &desk,
                         MHD_OPTION_NOTIFY_COMPLETED, http_completed, NULL, MHD_OPTION_END);
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (sent.n && sent.n < MOST && daemon && socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0) {
        if (send(ends[1], sent.p, sent.n, MSG_DONTWAIT) > 0 &&
            MHD_add_connection(daemon, ends[0], (const struct sockaddr *)&from, sizeof from) ==
                MHD_YES)
            converse(daemon, ends[1]);
        close(ends[1]);
    }
    MHD_stop_daemon(daemon);
    limits_drop(desk.limits);
    buf_drop(&sent);
    diags_drop(d);
    arena_drop(a);
    return 0;
}
