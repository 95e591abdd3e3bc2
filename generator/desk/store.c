/* Every statement is prepared, bound and finished in one place (run); what it gives is read row by
 * row by the caller's function. */
#include "desk/store_int.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "base/buf.h"
#include "base/file.h"
#include "desk/diag.def"

static const char schema[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "CREATE TABLE IF NOT EXISTS people (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL,"
    " password TEXT NOT NULL, roles INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS sessions (secret BLOB PRIMARY KEY, person INTEGER NOT NULL,"
    " token TEXT NOT NULL, seen INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS failures (key TEXT NOT NULL, at INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
    " person INTEGER NOT NULL, act TEXT NOT NULL, document TEXT NOT NULL, detail TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS versions (id INTEGER PRIMARY KEY, document TEXT NOT NULL,"
    " hash TEXT NOT NULL, at INTEGER NOT NULL, person INTEGER NOT NULL, text BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS drafts (person INTEGER NOT NULL, document TEXT NOT NULL,"
    " base TEXT NOT NULL, text BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, document));"
    "CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
    " ended INTEGER, person INTEGER NOT NULL, kind TEXT NOT NULL, document TEXT NOT NULL,"
    " list TEXT NOT NULL, settings TEXT NOT NULL, state TEXT NOT NULL, result TEXT NOT NULL,"
    " beside TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS confirmed (form TEXT NOT NULL, file TEXT NOT NULL,"
    " owner TEXT NOT NULL, entry TEXT NOT NULL, seen TEXT NOT NULL, value TEXT NOT NULL,"
    " person INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (form, file, owner, entry));"
    "CREATE TABLE IF NOT EXISTS signings (id INTEGER PRIMARY KEY, document TEXT NOT NULL,"
    " hash TEXT NOT NULL, pdf TEXT NOT NULL, person INTEGER NOT NULL, at INTEGER NOT NULL,"
    " state TEXT NOT NULL DEFAULT '', second INTEGER, reason TEXT NOT NULL DEFAULT '',"
    " ended INTEGER);"
    "CREATE TABLE IF NOT EXISTS changes (document TEXT PRIMARY KEY, person INTEGER NOT NULL,"
    " at INTEGER NOT NULL, reason TEXT NOT NULL);"
    "CREATE INDEX IF NOT EXISTS versions_of ON versions (document, id);";

/* Nobody else of this machine reads it; what SQLite keeps beside it has the same rights. */
static bool make_private(const char *path)
{
    enum { OWNER = 0600 };
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, OWNER);
    bool ok = fd >= 0 && fchmod(fd, OWNER) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

struct store *store_open(const char *folder, struct diags *d)
{
    struct arena *a = arena_new();
    char *hidden = file_in(a, folder, ".hongtou"), *path = file_in(a, hidden, "desk.db");
    struct store *s = mem_alloc(sizeof *s);
    *s = (struct store){0};
    pthread_mutex_init(&s->lock, NULL);
    bool ok = file_make_folder(hidden, d);
    if (ok && (sodium_init() < 0 || !make_private(path) || sqlite3_open(path, &s->db) != SQLITE_OK ||
               sqlite3_exec(s->db, schema, NULL, NULL, NULL) != SQLITE_OK)) {
        diag_system(d, DIAG_E002, path, s->db ? sqlite3_errmsg(s->db) : "libsodium");
        ok = false;
    }
    if (ok)
        sqlite3_busy_timeout(s->db, 5000);
    arena_drop(a);
    if (ok)
        return s;
    store_close(s);
    return NULL;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    sqlite3_close(s->db);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* ---- statements ---- */

/* The values outlast the statement. */
static void bind(sqlite3_stmt *statement, const struct value *values)
{
    for (int i = 1; values->kind != VALUE_END; values++, i++) {
        if (values->kind == VALUE_NUMBER)
            sqlite3_bind_int64(statement, i, values->number);
        else if (values->kind == VALUE_TEXT)
            sqlite3_bind_text(statement, i, values->bytes, -1, SQLITE_STATIC);
        else
            sqlite3_bind_blob(statement, i, values->bytes, (int)values->n, SQLITE_STATIC);
    }
}

int store_run(struct store *s, const char *sql, const struct value *values, store_row_call *row,
              void *context)
{
    sqlite3_stmt *statement;
    int rows = 0, step;
    if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return -1;
    bind(statement, values);
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        rows++;
        if (row)
            row(context, statement);
    }
    sqlite3_finalize(statement);
    if (step != SQLITE_DONE)
        return -1;
    return rows ? rows : sqlite3_changes(s->db);
}

int store_run_locked(struct store *s, const char *sql, const struct value *values,
                     store_row_call *row, void *context)
{
    pthread_mutex_lock(&s->lock);
    int rows = store_run(s, sql, values, row, context);
    pthread_mutex_unlock(&s->lock);
    return rows;
}

const char *store_column(sqlite3_stmt *row, int i)
{
    const char *text = (const char *)sqlite3_column_text(row, i);
    return text ? text : "";
}

static void take_number(void *context, sqlite3_stmt *row)
{
    *(int64_t *)context = sqlite3_column_int64(row, 0);
}

static int64_t number_of(struct store *s, const char *sql, const struct value *values)
{
    int64_t out = 0;
    store_run(s, sql, values, take_number, &out);
    return out;
}

/* ---- people ---- */

bool store_has_people(struct store *s)
{
    int64_t n = 0;
    store_run_locked(s, "SELECT count(*) FROM people", (struct value[]){END}, take_number, &n);
    return n > 0;
}

/* Each takes 64 MB: one after the other, however many come in at once. */
static pthread_mutex_t hashing = PTHREAD_MUTEX_INITIALIZER;

static bool hash_password(const char *password, char out[crypto_pwhash_STRBYTES])
{
    pthread_mutex_lock(&hashing);
    int failed = crypto_pwhash_str(out, password, strlen(password),
                                   crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_MEMLIMIT_INTERACTIVE);
    pthread_mutex_unlock(&hashing);
    return !failed;
}

int64_t store_add_person(struct store *s, const char *name, const char *password, int roles)
{
    char hash[crypto_pwhash_STRBYTES];
    if (!hash_password(password, hash))
        mem_exhausted();
    pthread_mutex_lock(&s->lock);
    int added = store_run(s, "INSERT INTO people (name, password, roles) VALUES (?, ?, ?)",
                          (struct value[]){TEXT(name), TEXT(hash), NUMBER(roles), END}, NULL, NULL);
    int64_t id = added > 0 ? sqlite3_last_insert_rowid(s->db) : 0;
    pthread_mutex_unlock(&s->lock);
    return id;
}

/* Whoever gets another password or fewer rights comes in anew. */
bool store_change_person(struct store *s, int64_t id, const char *password, int roles)
{
    char hash[crypto_pwhash_STRBYTES];
    if (password && !hash_password(password, hash))
        mem_exhausted();
    pthread_mutex_lock(&s->lock);
    int changed = 1;
    if (password)
        changed = store_run(s, "UPDATE people SET password = ? WHERE id = ?",
                            (struct value[]){TEXT(hash), NUMBER(id), END}, NULL, NULL);
    if (roles >= 0 && changed > 0)
        changed = store_run(s, "UPDATE people SET roles = ? WHERE id = ?",
                            (struct value[]){NUMBER(roles), NUMBER(id), END}, NULL, NULL);
    store_run(s, "DELETE FROM sessions WHERE person = ?", (struct value[]){NUMBER(id), END}, NULL,
              NULL);
    pthread_mutex_unlock(&s->lock);
    return changed > 0;
}

struct people_taken {
    struct arena *arena;
    struct person_list *list;
};

static void take_person(void *context, sqlite3_stmt *row)
{
    struct people_taken *t = context;
    VEC_PUSH(
        t->arena, t->list,
        ((struct person){sqlite3_column_int64(row, 0), arena_strdup(t->arena, store_column(row, 1)),
                         sqlite3_column_int(row, 2)}));
}

void store_people(struct store *s, struct arena *a, struct person_list *out)
{
    *out = (struct person_list){0};
    store_run_locked(s, "SELECT id, name, roles FROM people ORDER BY id", (struct value[]){END},
                     take_person, &(struct people_taken){a, out});
}

/* ---- sessions ---- */

enum {
    HASH_SIZE = 32,
    SESSION_SECONDS = 12 * 3600,
    FAILURE_SECONDS = 900,
    MOST_FAILURES = 8,
    MOST_FAILURES_OF_ADDRESS = 40
};

int64_t store_now(void)
{
    return (int64_t)time(NULL);
}

static void new_secret(char out[STORE_SECRET])
{
    unsigned char random[HASH_SIZE];
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(out, STORE_SECRET, random, sizeof random);
}

/* Who reads the database has nobody's session. */
static void hash_secret(const char *secret, unsigned char out[HASH_SIZE])
{
    crypto_generichash(out, HASH_SIZE, (const unsigned char *)secret, strlen(secret), NULL, 0);
}

void store_enter(struct store *s, int64_t person, char secret[STORE_SECRET])
{
    unsigned char hash[HASH_SIZE];
    char token[STORE_SECRET];
    new_secret(secret);
    new_secret(token);
    hash_secret(secret, hash);
    pthread_mutex_lock(&s->lock);
    store_run(s, "DELETE FROM sessions WHERE seen < ?",
              (struct value[]){NUMBER(store_now() - SESSION_SECONDS), END}, NULL, NULL);
    store_run(s, "INSERT INTO sessions VALUES (?, ?, ?, ?)",
              (struct value[]){BYTES(hash, sizeof hash), NUMBER(person), TEXT(token),
                               NUMBER(store_now()), END},
              NULL, NULL);
    pthread_mutex_unlock(&s->lock);
}

struct login_row {
    int64_t id;
    char password[crypto_pwhash_STRBYTES];
};

static void take_login(void *context, sqlite3_stmt *row)
{
    struct login_row *r = context;
    r->id = sqlite3_column_int64(row, 0);
    strncpy(r->password, store_column(row, 1), sizeof r->password - 1);
}

/* A name that nobody has takes as long as a wrong password. */
static int64_t person_of(struct store *s, const char *name, const char *password)
{
    static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    struct login_row r = {0};
    store_run_locked(s, "SELECT id, password FROM people WHERE name = ? AND roles > 0",
                     (struct value[]){TEXT(name), END}, take_login, &r);
    if (!r.id)
        strcpy(r.password, nobody);
    pthread_mutex_lock(&hashing);
    bool right = crypto_pwhash_str_verify(r.password, password, strlen(password)) == 0;
    pthread_mutex_unlock(&hashing);
    return right ? r.id : 0;
}

static int64_t failures_of(struct store *s, const char *key)
{
    return number_of(s, "SELECT count(*) FROM failures WHERE key = ? AND at > ?",
                     (struct value[]){TEXT(key), NUMBER(store_now() - FAILURE_SECONDS), END});
}

/* A whole office may come from one address. */
enum login store_login(struct store *s, const char *name, const char *password, const char *address,
                       char secret[STORE_SECRET])
{
    pthread_mutex_lock(&s->lock);
    bool later = failures_of(s, name) >= MOST_FAILURES ||
                 failures_of(s, address) >= MOST_FAILURES_OF_ADDRESS;
    pthread_mutex_unlock(&s->lock);
    if (later)
        return LOGIN_LATER;
    int64_t person = person_of(s, name, password);
    if (person) {
        store_enter(s, person, secret);
        return LOGIN_DONE;
    }
    pthread_mutex_lock(&s->lock);
    store_run(s, "DELETE FROM failures WHERE at < ?",
              (struct value[]){NUMBER(store_now() - FAILURE_SECONDS), END}, NULL, NULL);
    store_run(s, "INSERT INTO failures VALUES (?1, ?3), (?2, ?3)",
              (struct value[]){TEXT(name), TEXT(address), NUMBER(store_now()), END}, NULL, NULL);
    pthread_mutex_unlock(&s->lock);
    return LOGIN_WRONG;
}

struct session_taken {
    struct arena *arena;
    struct session *session;
};

static void take_session(void *context, sqlite3_stmt *row)
{
    struct session_taken *t = context;
    t->session->person =
        (struct person){sqlite3_column_int64(row, 0), arena_strdup(t->arena, store_column(row, 1)),
                        sqlite3_column_int(row, 2)};
    strncpy(t->session->token, store_column(row, 3), STORE_SECRET - 1);
}

bool store_session(struct store *s, struct arena *a, const char *secret, struct session *out)
{
    unsigned char hash[HASH_SIZE];
    *out = (struct session){0};
    hash_secret(secret, hash);
    const struct value key[] = {BYTES(hash, sizeof hash), NUMBER(store_now() - SESSION_SECONDS),
                                END};
    pthread_mutex_lock(&s->lock);
    int found = store_run(s,
                          "SELECT p.id, p.name, p.roles, s.token FROM sessions s JOIN people p"
                          " ON p.id = s.person WHERE s.secret = ? AND s.seen > ?",
                          key, take_session, &(struct session_taken){a, out});
    if (found > 0 && out->person.id)
        store_run(s, "UPDATE sessions SET seen = ?2 WHERE secret = ?1 AND seen < ?2 - 60",
                  (struct value[]){BYTES(hash, sizeof hash), NUMBER(store_now()), END}, NULL, NULL);
    pthread_mutex_unlock(&s->lock);
    return out->person.id != 0;
}

void store_leave(struct store *s, const char *secret)
{
    unsigned char hash[HASH_SIZE];
    hash_secret(secret, hash);
    store_run_locked(s, "DELETE FROM sessions WHERE secret = ?",
                     (struct value[]){BYTES(hash, sizeof hash), END}, NULL, NULL);
}

/* ---- what was done; versions ---- */

void store_note(struct store *s, int64_t person, const char *act, const char *document,
                const char *detail)
{
    store_run_locked(s,
                     "INSERT INTO notes (at, person, act, document, detail) VALUES (?, ?, ?, ?, ?)",
                     (struct value[]){NUMBER(store_now()), NUMBER(person), TEXT(act),
                                      TEXT(document), TEXT(detail), END},
                     NULL, NULL);
}

void store_add_row(void *context, sqlite3_stmt *row)
{
    struct buf *b = context;
    buf_str(b, b->p[b->n - 1] == '[' ? "{" : ",{");
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        buf_str(b, i ? "," : "");
        buf_json(b, sqlite3_column_name(row, i));
        buf_char(b, ':');
        buf_json(b, store_column(row, i));
    }
    buf_char(b, '}');
}

/* Words that a person looks for stand in a text as they are. */
#define HAS(column, place) "(" place " = '' OR instr(" column ", " place ") > 0)"

void store_notes(struct store *s, const struct note_filter *f, int most, struct buf *out)
{
    const struct value values[] = {NUMBER(most),   TEXT(f->document),  TEXT(f->who),
                                   TEXT(f->act),   TEXT(f->from),      TEXT(f->to),
                                   NUMBER(f->before ? f->before : INT64_MAX), END};
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT id, time, who, act, document, detail FROM (SELECT id, " LOCAL_TIME
                     " AS time, " WHO " AS who, act, document, detail FROM notes WHERE id < ?7)"
                     " WHERE " HAS("document", "?2") " AND (?3 = '' OR who = ?3)"
                     " AND (?4 = '' OR act = ?4) AND (?5 = '' OR date(time) >= ?5)"
                     " AND (?6 = '' OR date(time) <= ?6) ORDER BY id DESC LIMIT ?1",
                     values, store_add_row, out);
    buf_char(out, ']');
}

void store_keep(struct store *s, const char *document, const char *hash, int64_t person,
                const char *text, size_t n)
{
    const struct value row[] = {TEXT(document), TEXT(hash),     NUMBER(store_now()),
                                NUMBER(person), BYTES(text, n), END};
    static const char older[] = "DELETE FROM versions WHERE document = ?1 AND id <= (SELECT id"
                                " FROM versions WHERE document = ?1 ORDER BY id DESC"
                                " LIMIT 1 OFFSET 200)";
    pthread_mutex_lock(&s->lock);
    store_run(s, "INSERT INTO versions (document, hash, at, person, text) VALUES (?, ?, ?, ?, ?)",
              row, NULL, NULL);
    store_run(s, older, (struct value[]){TEXT(document), END}, NULL, NULL);
    pthread_mutex_unlock(&s->lock);
}

struct version_taken {
    struct arena *arena;
    struct version *version;
    char *text;
    size_t n;
};

static void take_version(void *context, sqlite3_stmt *row)
{
    struct version_taken *t = context;
    *t->version = (struct version){arena_strdup(t->arena, store_column(row, 0)),
                                   arena_strdup(t->arena, store_column(row, 1)),
                                   arena_strdup(t->arena, store_column(row, 2))};
}

bool store_latest(struct store *s, struct arena *a, const char *document, struct version *out)
{
    *out = (struct version){NULL, NULL, NULL};
    store_run_locked(s,
                     "SELECT hash, " WHO ", " LOCAL_TIME " FROM versions WHERE document = ?"
                     " ORDER BY id DESC LIMIT 1",
                     (struct value[]){TEXT(document), END}, take_version,
                     &(struct version_taken){.arena = a, .version = out});
    return out->hash != NULL;
}

void store_keep_found(struct store *s, const char *document, const char *hash, const char *text,
                      size_t n)
{
    int64_t known = 0;
    store_run_locked(s, "SELECT count(*) FROM versions WHERE document = ? AND hash = ?",
                     (struct value[]){TEXT(document), TEXT(hash), END}, take_number, &known);
    if (!known)
        store_keep(s, document, hash, 0, text, n);
}

void store_versions(struct store *s, const char *document, struct buf *out)
{
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT hash, " WHO " AS who, " LOCAL_TIME " AS time FROM versions"
                     " WHERE document = ? ORDER BY id DESC",
                     (struct value[]){TEXT(document), END}, store_add_row, out);
    buf_char(out, ']');
}

static void take_text(void *context, sqlite3_stmt *row)
{
    struct version_taken *t = context;
    t->n = (size_t)sqlite3_column_bytes(row, 0);
    t->text = arena_strndup(t->arena, sqlite3_column_blob(row, 0), t->n);
}

char *store_version(struct store *s, struct arena *a, const char *document, const char *hash,
                    size_t *n)
{
    struct version_taken taken = {.arena = a};
    store_run_locked(s, "SELECT text FROM versions WHERE document = ? AND hash = ? LIMIT 1",
                     (struct value[]){TEXT(document), TEXT(hash), END}, take_text, &taken);
    *n = taken.n;
    return taken.text;
}
