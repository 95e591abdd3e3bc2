/*
 * What people have written and not saved: of each person and document the latest text, with the
 * hash of the file that she began with. A program, a machine or a browser that ends in the middle
 * costs the last seconds.
 */
#include "desk/store_int.h"

void store_put_draft(struct store *s, int64_t person, const char *document, const char *base,
                     const char *text, size_t n)
{
    const struct value row[] = {NUMBER(person), TEXT(document),        TEXT(base),
                                BYTES(text, n), NUMBER(store_now()), END};
    store_run_locked(s,
                     "INSERT OR REPLACE INTO drafts (person, document, base, text, at)"
                     " VALUES (?, ?, ?, ?, ?)",
                     row, NULL, NULL);
}

void store_drop_draft(struct store *s, int64_t person, const char *document)
{
    store_run_locked(s, "DELETE FROM drafts WHERE person = ? AND document = ?",
                     (struct value[]){NUMBER(person), TEXT(document), END}, NULL, NULL);
}

struct draft_taken {
    struct arena *arena;
    struct draft *draft;
};

static void take_draft(void *context, sqlite3_stmt *row)
{
    struct draft_taken *t = context;
    enum { BASE, WHEN, WORDS };
    t->draft->base = arena_strdup(t->arena, store_column(row, BASE));
    t->draft->when = arena_strdup(t->arena, store_column(row, WHEN));
    t->draft->n = (size_t)sqlite3_column_bytes(row, WORDS);
    t->draft->text = arena_strndup(t->arena, sqlite3_column_blob(row, WORDS), t->draft->n);
}

bool store_draft(struct store *s, struct arena *a, int64_t person, const char *document,
                 struct draft *out)
{
    *out = (struct draft){NULL, NULL, NULL, 0};
    store_run_locked(s,
                     "SELECT base, " LOCAL_TIME ", text FROM drafts"
                     " WHERE person = ? AND document = ?",
                     (struct value[]){NUMBER(person), TEXT(document), END}, take_draft,
                     &(struct draft_taken){a, out});
    return out->text != NULL;
}

void store_drafts(struct store *s, int64_t person, struct buf *out)
{
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT document AS name, " LOCAL_TIME " AS time FROM drafts"
                     " WHERE person = ? ORDER BY at DESC",
                     (struct value[]){NUMBER(person), END}, store_add_row, out);
    buf_char(out, ']');
}

void store_others(struct store *s, int64_t person, const char *document, int seconds,
                  struct buf *out)
{
    buf_char(out, '[');
    store_run_locked(s,
                     "SELECT " WHO " AS name FROM drafts"
                     " WHERE document = ? AND person <> ? AND at > ? ORDER BY at DESC",
                     (struct value[]){TEXT(document), NUMBER(person),
                                      NUMBER(store_now() - seconds), END},
                     store_add_row, out);
    buf_char(out, ']');
}
