/* What waits to be issued, what became of it, and which issued documents are being changed. */
#include "desk/signing.h"
#include "desk/store_int.h"

static const char *const ends[] = {
    [SIGNING_DONE] = "签发", [SIGNING_REFUSED] = "退回", [SIGNING_VOID] = "作废"};

int64_t store_ask_signing(struct store *s, const char *document, const char *hash, const char *pdf,
                          int64_t person)
{
    const struct value row[] = {TEXT(document), TEXT(hash),          TEXT(pdf),
                                NUMBER(person), NUMBER(store_now()), END};
    const struct value before[] = {TEXT(document), TEXT(ends[SIGNING_VOID]), NUMBER(store_now()),
                                   END};
    pthread_mutex_lock(&s->lock);
    store_run(s, "UPDATE signings SET state = ?2, ended = ?3 WHERE document = ?1 AND state = ''",
              before, NULL, NULL);
    int added = store_run(s,
                          "INSERT INTO signings (document, hash, pdf, person, at)"
                          " VALUES (?, ?, ?, ?, ?)",
                          row, NULL, NULL);
    int64_t id = added > 0 ? sqlite3_last_insert_rowid(s->db) : 0;
    pthread_mutex_unlock(&s->lock);
    return id;
}

struct signing_taken {
    struct arena *arena;
    struct signing *signing;
};

static void take_signing(void *context, sqlite3_stmt *row)
{
    struct signing_taken *t = context;
    enum { ID, PERSON, DOCUMENT, HASH, PDF, NAME, WHEN };
    *t->signing = (struct signing){.id = sqlite3_column_int64(row, ID),
                                   .person = sqlite3_column_int64(row, PERSON),
                                   .document = arena_strdup(t->arena, store_column(row, DOCUMENT)),
                                   .hash = arena_strdup(t->arena, store_column(row, HASH)),
                                   .pdf = arena_strdup(t->arena, store_column(row, PDF)),
                                   .who = arena_strdup(t->arena, store_column(row, NAME)),
                                   .when = arena_strdup(t->arena, store_column(row, WHEN))};
}

#define SIGNING                                                                                    \
    "SELECT id, person, document, hash, pdf, " WHO ", " LOCAL_TIME " FROM signings"                \
    " WHERE state = '' AND "

bool store_signing_of(struct store *s, struct arena *a, const char *document, struct signing *out)
{
    *out = (struct signing){0};
    store_run_locked(s, SIGNING "document = ?", (struct value[]){TEXT(document), END}, take_signing,
                     &(struct signing_taken){a, out});
    return out->id != 0;
}

bool store_signing(struct store *s, struct arena *a, int64_t id, struct signing *out)
{
    *out = (struct signing){0};
    store_run_locked(s, SIGNING "id = ?", (struct value[]){NUMBER(id), END}, take_signing,
                     &(struct signing_taken){a, out});
    return out->id != 0;
}

bool store_end_signing(struct store *s, int64_t id, enum signing_end how, int64_t person,
                       const char *reason)
{
    const struct value row[] = {NUMBER(id),   TEXT(ends[how]),     NUMBER(person),
                                TEXT(reason), NUMBER(store_now()), END};
    return store_run_locked(s,
                            "UPDATE signings SET state = ?2, second = ?3, reason = ?4, ended = ?5"
                            " WHERE id = ?1 AND state = ''",
                            row, NULL, NULL) > 0;
}

void store_signings(struct store *s, struct buf *out)
{
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT id, document, " WHO " AS who, " LOCAL_TIME " AS time FROM signings"
                     " WHERE state = '' ORDER BY id",
                     (struct value[]){END}, store_add_row, out);
    buf_char(out, ']');
}

void store_signing_history(struct store *s, const char *document, struct buf *out)
{
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT " WHO " AS who, " LOCAL_TIME " AS time, state,"
                     " coalesce((SELECT name FROM people WHERE people.id = second), '') AS second,"
                     " datetime(ended, 'unixepoch', 'localtime') AS ended, reason, pdf"
                     " FROM signings WHERE document = ? AND state <> '' ORDER BY id DESC LIMIT 50",
                     (struct value[]){TEXT(document), END}, store_add_row, out);
    buf_char(out, ']');
}

/* ---- changes of issued documents ---- */

void store_begin_change(struct store *s, const char *document, int64_t person, const char *reason)
{
    store_run_locked(
        s, "INSERT OR REPLACE INTO changes (document, person, at, reason) VALUES (?, ?, ?, ?)",
        (struct value[]){TEXT(document), NUMBER(person), NUMBER(store_now()), TEXT(reason), END},
        NULL, NULL);
}

struct change_taken {
    struct arena *arena;
    struct change *change;
};

static void take_change(void *context, sqlite3_stmt *row)
{
    struct change_taken *t = context;
    *t->change = (struct change){arena_strdup(t->arena, store_column(row, 0)),
                                 arena_strdup(t->arena, store_column(row, 1)),
                                 arena_strdup(t->arena, store_column(row, 2))};
}

bool store_change_of(struct store *s, struct arena *a, const char *document, struct change *out)
{
    *out = (struct change){NULL, NULL, NULL};
    store_run_locked(s,
                     "SELECT " WHO ", " LOCAL_TIME ", reason FROM changes WHERE document = ?",
                     (struct value[]){TEXT(document), END}, take_change,
                     &(struct change_taken){a, out});
    return out->who != NULL;
}

void store_end_change(struct store *s, const char *document)
{
    store_run_locked(s, "DELETE FROM changes WHERE document = ?",
                     (struct value[]){TEXT(document), END}, NULL, NULL);
}
