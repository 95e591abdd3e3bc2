/* What the store keeps of forms: which were printed by which list, and what people confirmed or
 * mended in those that came back. */
#include <inttypes.h>
#include <string.h>

#include "desk/store_int.h"

/* ---- jobs ---- */

/* Those that are not kept get a number too, which no other has until the desk ends. */
int64_t store_begin_job(struct store *s, bool kept, int64_t person, const char *kind,
                        const char *document, const char *list, const char *settings)
{
    const struct value row[] = {NUMBER(store_now()), NUMBER(person), TEXT(kind), TEXT(document),
                                TEXT(list),          TEXT(settings), END};
    pthread_mutex_lock(&s->lock);
    int added = store_run(s,
                          "INSERT INTO jobs (at, person, kind, document, list, settings, state,"
                          " result, beside) VALUES (?, ?, ?, ?, ?, ?, 'running', '', '')",
                          row, NULL, NULL);
    int64_t id = added > 0 ? sqlite3_last_insert_rowid(s->db) : 0;
    if (!kept) /* AUTOINCREMENT: the number is not given again */
        store_run(s, "DELETE FROM jobs WHERE id = ?", (struct value[]){NUMBER(id), END}, NULL,
                  NULL);
    pthread_mutex_unlock(&s->lock);
    return id;
}

void store_end_job(struct store *s, int64_t id, const char *state, const char *result,
                   const char *beside)
{
    const struct value row[] = {TEXT(state),  NUMBER(store_now()), TEXT(result),
                                TEXT(beside), NUMBER(id),          END};
    store_run_locked(s, "UPDATE jobs SET state = ?, ended = ?, result = ?, beside = ? WHERE id = ?",
                     row, NULL, NULL);
}

void store_break_jobs(struct store *s)
{
    store_run_locked(s, "UPDATE jobs SET state = 'broken' WHERE state = 'running'",
                     (struct value[]){END}, NULL, NULL);
}

static void add_job(void *context, sqlite3_stmt *row)
{
    enum { RESULT = 6 };
    struct buf *b = context;
    buf_str(b, b->p[b->n - 1] == '[' ? "{" : ",{");
    for (int i = 0; i < RESULT; i++) {
        buf_json(b, sqlite3_column_name(row, i));
        buf_char(b, ':');
        buf_json(b, store_column(row, i));
        buf_char(b, ',');
    }
    const char *result = store_column(row, RESULT);
    buf_str(b, "\"result\":");
    buf_str(b, *result ? result : "null");
    buf_char(b, '}');
}

void store_jobs(struct store *s, const char *document, struct buf *out)
{
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT id, state, list, settings, " WHO " AS who, " LOCAL_TIME " AS time,"
                     " result FROM jobs WHERE document = ? ORDER BY id DESC LIMIT 20",
                     (struct value[]){TEXT(document), END}, add_job, out);
    buf_char(out, ']');
}

struct printed_taken {
    struct arena *arena;
    store_texts *out;
};

/* LIST, the sheet, then the rows that were not printed, parted by a sign that no name has. */
static void take_printed(void *context, sqlite3_stmt *row)
{
    struct printed_taken *t = context;
    VEC_PUSH(t->arena, t->out,
             arena_printf(t->arena, "%s\x1f%s", store_column(row, 0), store_column(row, 1)));
}

void store_printed(struct store *s, struct arena *a, const char *document, store_texts *out)
{
    store_run_locked(s,
                     "SELECT list, beside FROM jobs WHERE document = ? AND kind = 'print'"
                     " AND state = 'done' GROUP BY list HAVING id = max(id) ORDER BY id",
                     (struct value[]){TEXT(document), END}, take_printed,
                     &(struct printed_taken){a, out});
}

/* ---- what was confirmed ---- */

void store_confirm(struct store *s, int64_t person, const struct confirmed *c)
{
    const struct value row[] = {TEXT(c->form),  TEXT(c->file),       TEXT(c->owner),
                                TEXT(c->entry), TEXT(c->seen),       TEXT(c->value),
                                NUMBER(person), NUMBER(store_now()), END};
    store_run_locked(s, "INSERT OR REPLACE INTO confirmed VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row,
                     NULL, NULL);
}

static void take_confirmed(void *context, sqlite3_stmt *row)
{
    enum { COLUMNS = 7 };
    struct printed_taken *t = context;
    const char *text = "";
    for (int i = 0; i < COLUMNS; i++)
        text = arena_printf(t->arena, "%s%s%s", text, i ? "\x1f" : "", store_column(row, i));
    VEC_PUSH(t->arena, t->out, text);
}

void store_confirmed(struct store *s, struct arena *a, const char *form, store_texts *out)
{
    store_run_locked(s,
                     "SELECT file, owner, entry, seen, value, " WHO ", " LOCAL_TIME
                     " FROM confirmed WHERE form = ?",
                     (struct value[]){TEXT(form), END}, take_confirmed,
                     &(struct printed_taken){a, out});
}
