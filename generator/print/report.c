/* The count report: a row a village, and their sum. */
#include "base/utf8.h"
#include "print/print_int.h"

#include <string.h>

/* Columns of a terminal. */
enum { LEAST_NAME = 16, MOST_NAME = 40, COUNTS = 6, COUNT_COLUMNS = 9 };

static int columns_of(const char *s)
{
    int n = 0;
    for (const char *end = s + strlen(s); s < end;)
        n += utf8_columns(utf8_next(&s, end));
    return n;
}

/* A longer name ends in …, which takes two columns at most. */
static void add_name(struct buf *out, const char *s, int columns)
{
    enum { MARK_COLUMNS = 2 };
    static const char mark[] = "…";
    bool whole = columns_of(s) <= columns;
    int room = whole ? columns : columns - MARK_COLUMNS;
    for (const char *end = s + strlen(s), *from = s; s < end; from = s) {
        room -= utf8_columns(utf8_next(&s, end));
        if (room < 0)
            break;
        buf_add(out, from, (size_t)(s - from));
    }
    if (!whole)
        buf_str(out, mark);
}

static void add_padded(struct buf *out, const char *s, int columns, bool right)
{
    int pad = columns - columns_of(s);
    for (int i = 0; right && i < pad; i++)
        buf_char(out, ' ');
    buf_str(out, s);
    for (int i = 0; !right && i < pad; i++)
        buf_char(out, ' ');
}

static void add_count(struct buf *out, const char *name, int columns, const struct print_count *c)
{
    struct buf plain = {0}, shown = {0};
    enum { DIGITS = 24 };
    const int counts[COUNTS] = {c->read, c->printed, c->doubtful, c->refused, c->outside, c->kept};
    buf_shown(&plain, name);
    add_name(&shown, plain.p ? plain.p : "", columns);
    add_padded(out, shown.p ? shown.p : "", columns, false);
    buf_drop(&shown);
    buf_drop(&plain);
    for (size_t i = 0; i < COUNTS; i++) {
        char number[DIGITS];
        snprintf(number, sizeof number, "%d", counts[i]);
        add_padded(out, number, COUNT_COLUMNS, true);
    }
    buf_char(out, '\n');
}

void print_report_write(const struct print_report *r, enum diag_lang lang, struct buf *out)
{
    static const char *const heads[][2] = {
        {"村", "village"},   {"读入", "read"},        {"印出", "printed"}, {"其中存疑", "doubtful"},
        {"未印", "refused"}, {"不在范围", "outside"}, {"已有", "kept"}};
    static const char *const unnamed[] = {"（空）", "(none)"}, *const all[] = {"合计", "all"};
    static const char *const pages[] = {"共 %d 页", "%d pages"};
    static const char *const copies[] = {"，每户 %d 份", ", %d copies of each form"};
    int columns = LEAST_NAME;
    for (size_t i = 0; i < r->n && r->villages[i].village; i++) {
        int own = columns_of(r->villages[i].village);
        columns = own > columns ? own : columns;
    }
    columns = columns < MOST_NAME ? columns : MOST_NAME;
    add_padded(out, heads[0][lang], columns, false);
    for (size_t i = 1; i <= COUNTS; i++)
        add_padded(out, heads[i][lang], COUNT_COLUMNS, true);
    buf_char(out, '\n');
    for (size_t i = 0; i < r->n && r->villages[i].village; i++)
        add_count(out, *r->villages[i].village ? r->villages[i].village : unnamed[lang], columns,
                  &r->villages[i]);
    add_count(out, all[lang], columns, &r->total);
    buf_printf(out, lang == DIAG_EN ? pages[DIAG_EN] : pages[DIAG_ZH], r->pages);
    if (r->copies > 1)
        buf_printf(out, lang == DIAG_EN ? copies[DIAG_EN] : copies[DIAG_ZH], r->copies);
    buf_char(out, '\n');
}
