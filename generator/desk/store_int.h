/* What the files of the store share: the database and its statements. */
#ifndef HONGTOU_DESK_STORE_INT_H
#define HONGTOU_DESK_STORE_INT_H

#include <pthread.h>

#include <sqlite3.h>

#include "desk/store.h"

struct store {
    sqlite3 *db;
    pthread_mutex_t lock;
};

/* A value for a place of a statement. */
struct value {
    enum { VALUE_END, VALUE_NUMBER, VALUE_TEXT, VALUE_BYTES } kind;
    int64_t number;
    const void *bytes;
    size_t n;
};

#define NUMBER(v)                                                                                  \
    {                                                                                              \
        VALUE_NUMBER, (v), NULL, 0                                                                 \
    }
#define TEXT(v)                                                                                    \
    {                                                                                              \
        VALUE_TEXT, 0, (v), 0                                                                      \
    }
#define BYTES(p, n)                                                                                \
    {                                                                                              \
        VALUE_BYTES, 0, (p), (n)                                                                   \
    }
#define END                                                                                        \
    {                                                                                              \
        VALUE_END, 0, NULL, 0                                                                      \
    }

typedef void store_row_call(void *context, sqlite3_stmt *row);

/* Under the lock. How many rows there were or were changed; < 0: it failed. */
int store_run(struct store *s, const char *sql, const struct value *values, store_row_call *row,
              void *context);
int store_run_locked(struct store *s, const char *sql, const struct value *values,
                     store_row_call *row, void *context);

/* A column of a row as text; until the next row. */
const char *store_column(sqlite3_stmt *row, int i);
/* A row as a JSON object, its members named as the columns are, behind others of an array; context:
 * the struct buf. */
void store_add_row(void *context, sqlite3_stmt *row);
/* Seconds, as rows note them. */
int64_t store_now(void);

/* A time of the column "at", and who the column "person" is, in a SELECT. */
#define LOCAL_TIME "datetime(at, 'unixepoch', 'localtime')"
#define WHO        "coalesce((SELECT name FROM people WHERE people.id = person), '')"

#endif
