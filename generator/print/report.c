/* The count report: a row a village, and their sum. */
#include "base/utf8.h"
#include "print/print_int.h"

#include <string.h>

enum { NAME_COLUMNS = 16, COUNTS = 5, COUNT_COLUMNS = 9 };

static int columns_of(const char *s)
{
    int n = 0;
    for (const char *end = s + strlen(s); s < end;)
        n += utf8_columns(utf8_next(&s, end));
    return n;
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

static void add_count(struct buf *out, const char *name, const struct print_count *c)
{
    enum { DIGITS = 24 };
    const int counts[COUNTS] = {c->read, c->printed, c->refused, c->outside, c->kept};
    add_padded(out, name, NAME_COLUMNS, false);
    for (size_t i = 0; i < COUNTS; i++) {
        char number[DIGITS];
        snprintf(number, sizeof number, "%d", counts[i]);
        add_padded(out, number, COUNT_COLUMNS, true);
    }
    buf_char(out, '\n');
}

void print_report_write(const struct print_report *r, enum diag_lang lang, struct buf *out)
{
    static const char *const heads[][2] = {{"村", "village"},       {"读入", "read"},
                                           {"印出", "printed"},     {"未印", "refused"},
                                           {"不在范围", "outside"}, {"已有", "kept"}};
    static const char *const unnamed[] = {"（空）", "(none)"}, *const all[] = {"合计", "all"};
    static const char *const pages[] = {"共 %d 页", "%d pages"};
    static const char *const copies[] = {"，每户 %d 份", ", %d copies of each form"};
    add_padded(out, heads[0][lang], NAME_COLUMNS, false);
    for (size_t i = 1; i <= COUNTS; i++)
        add_padded(out, heads[i][lang], COUNT_COLUMNS, true);
    buf_char(out, '\n');
    for (size_t i = 0; i < r->n && r->villages[i].village; i++)
        add_count(out, *r->villages[i].village ? r->villages[i].village : unnamed[lang],
                  &r->villages[i]);
    add_count(out, all[lang], &r->total);
    buf_printf(out, lang == DIAG_EN ? pages[DIAG_EN] : pages[DIAG_ZH], r->pages);
    if (r->copies > 1)
        buf_printf(out, lang == DIAG_EN ? copies[DIAG_EN] : copies[DIAG_ZH], r->copies);
    buf_char(out, '\n');
}
