/*
 * A file that was saved by adding to its end has its objects in several editions, and a table for
 * each. One wrong byte in the last table, or where it is said to be, brings back what an object was
 * before, which is as well-formed as the newest: so all entries are held against what stands where
 * they say. Tables in streams have sums (streams.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "read/read_int.h"

/* Bytes: of the file's end that is looked at; of a trailer, of an object's beginning; of a table's
 * entry (ISO 32000-2, 7.5.4). Tables of a file. */
enum { TAIL = 4096, HEAD = 40, ENTRY = 20, MOST_TABLES = 256 };

/* Bytes from a place on, with a NUL behind them; how many. */
static size_t piece(const struct file_pieces *f, uint64_t at, char *out, size_t most)
{
    ptrdiff_t n = at < f->size ? file_piece(f, at, out, most) : 0;
    out[n > 0 ? n : 0] = '\0';
    return n > 0 ? (size_t)n : 0;
}

static const char *after_blanks(const char *p)
{
    return p + strspn(p, " \t\r\n\f");
}

/* The last one of a word; NULL: it is not there. The bytes may hold NULs. */
static const char *last_of(const char *p, size_t n, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = n; i-- > 0;)
        if (n - i >= length && memcmp(p + i, word, length) == 0)
            return p + i;
    return NULL;
}

/* ---- the end ---- */

/* startxref, a number, %%EOF, and no objects behind it. */
static bool read_end(const struct file_pieces *f, uint64_t *table)
{
    static const char word[] = "startxref", mark[] = "%%EOF";
    static const char *const objects[] = {"obj", "xref", "trailer"};
    char tail[TAIL + 1];
    size_t n = piece(f, f->size > TAIL ? f->size - TAIL : 0, tail, TAIL);
    const char *last = last_of(tail, n, word);
    if (!last)
        return false;
    char *end;
    *table = strtoull(last + strlen(word), &end, 10);
    const char *eof = after_blanks(end);
    bool ok = end > last + strlen(word) && strncmp(eof, mark, strlen(mark)) == 0;
    for (size_t i = 0; ok && i < sizeof objects / sizeof *objects; i++)
        ok = !last_of(eof, n - (size_t)(eof - tail), objects[i]);
    return ok;
}

/* ---- tables ---- */

/* Where an object is said to be, it begins. What is no entry is left to the library. */
static bool entry_holds(const struct file_pieces *f, uint64_t at, unsigned long number)
{
    char entry[ENTRY + 1], head[HEAD + 1], wanted[HEAD + 1];
    unsigned long long place;
    unsigned generation;
    char kind = 0;
    if (piece(f, at, entry, ENTRY) != ENTRY ||
        sscanf(entry, "%10llu %5u %c", &place, &generation, &kind) != 3 || kind != 'n')
        return true;
    piece(f, place, head, HEAD);
    int n = snprintf(wanted, sizeof wanted, "%lu %u obj", number, generation);
    return strncmp(after_blanks(head), wanted, (size_t)n) == 0;
}

/* The parts of a table, and the table before it: 0: it is the first. False: an entry leads astray.
 */
static bool table_holds(const struct file_pieces *f, uint64_t at, uint64_t *before)
{
    static const char prev[] = "/Prev";
    char text[TAIL + 1];
    unsigned long first, count;
    int length;
    *before = 0;
    piece(f, at, text, HEAD);
    if (strncmp(after_blanks(text), "xref", 4) != 0)
        return true;
    at += (uint64_t)(after_blanks(text) - text) + 4;
    while (piece(f, at, text, HEAD) && sscanf(text, " %lu %lu%n", &first, &count, &length) == 2) {
        at += (uint64_t)length;
        piece(f, at, text, HEAD);
        at += (uint64_t)(after_blanks(text) - text);
        for (unsigned long i = 0; i < count && at + ENTRY <= f->size; i++, at += ENTRY)
            if (!entry_holds(f, at, first + i))
                return false;
    }
    size_t n = piece(f, at, text, TAIL);
    const char *end = last_of(text, n, "startxref"), *word = last_of(text, n, prev);
    if (word && (!end || word < end || n == TAIL))
        *before = strtoull(word + strlen(prev), NULL, 10);
    return true;
}

bool read_end_is_whole(const struct file_pieces *file)
{
    uint64_t at = 0, before = 0;
    bool ok = read_end(file, &at);
    for (int i = 0; ok && at && i < MOST_TABLES; i++) {
        ok = table_holds(file, at, &before);
        at = before < at || i == 0 ? before : 0; /* that of a linear file stands before the rest */
    }
    return ok;
}
