/*
 * How the pages of the main part turn: what follows the text takes lines of it along, and the page
 * before is left so much shorter. Each way has a price, by the profile's "turn" figures: what is
 * wrong with the pages, and what was done about it. The cheapest is taken; of two that cost the
 * same, the one that does less.
 */
#include "layout/layout_int.h"

size_t turns_carried(const struct rows *rows, size_t n)
{
    size_t least = rows->text_start + 1; /* page 1 must show text (7.3.3) */
    size_t from = rows->text_end > n ? rows->text_end - n : 0;
    return from > least ? from : least;
}

static bool is_of(const struct page_row *row, enum element element)
{
    return row->n_items && row->items[0].element == element;
}

bool turns_signature_alone(const struct rows *rows, const int pages[])
{
    size_t last = rows->text_end;
    if (last == rows->text_start || rows->list.v[last - 1].table)
        return false;
    while (last < rows->list.n && is_of(&rows->list.v[last], ELEMENT_NOTE))
        last++;
    for (size_t i = last; i < rows->list.n; i++)
        if (is_of(&rows->list.v[i], ELEMENT_DATE) && pages[i] > pages[last - 1])
            return true;
    return false;
}

/* 7.3.6: whether 附注 stands on another page than the date above it. */
static bool is_parted(const struct rows *rows, const int pages[])
{
    for (size_t i = rows->list.n; i-- > 1;)
        if (is_of(&rows->list.v[i], ELEMENT_ANNOTATION) &&
            is_of(&rows->list.v[i - 1], ELEMENT_DATE))
            return pages[i] != pages[i - 1];
    return false;
}

/* Whether the last page has nothing of the text but what was kept with what follows it. */
static bool only_carried(const struct rows *rows, const int pages[], int last)
{
    size_t i = rows->text_end;
    if (i == rows->text_start || i <= rows->carried)
        return false;
    while (i > rows->text_start && pages[i - 1] == last)
        if (--i < rows->carried && !rows->list.v[i].keep)
            return false;
    /* some of a table's rows stand there */
    return i > rows->text_start && !rows->list.v[i - 1].table && !rows->list.v[i].table;
}

static int64_t deviation(int n, int usual)
{
    return n > usual ? n - usual : usual - n;
}

int64_t turns_pace_price(const struct style *usual, int lines, int characters, int pages)
{
    return pages * (deviation(lines, usual->lines) * usual->turn_lines +
                    deviation(characters, usual->characters) * usual->turn_characters);
}

/* Pages that the imprint takes behind the rows: on both sides of paper, an even one. */
static int imprint_pages(const struct turns_job *job, const struct page_cursor *end)
{
    const struct style *st = job->plan.s->style;
    bool odd = st->imprint_even_page && end->page % 2;
    if (!job->foot || (!odd && imprint_fits(st, end, job->foot)))
        return 0;
    return st->imprint_even_page && !odd ? 2 : 1;
}

/* The rows turned so. */
static void weigh(const struct turns_job *job, struct turns *t)
{
    const struct style *st = job->plan.s->style;
    struct rows *rows = job->rows;
    int *pages = ARENA_ARRAY(job->plan.s->arena, int, rows->list.n + 1);
    rows->carried = t->carried;
    rows->turn = t->turn;
    struct page_cursor end = pages_try(&job->plan, job->from, rows, pages);
    struct pages_short blank = pages_short(&job->plan, job->from, rows);
    bool alone = turns_signature_alone(rows, pages);
    int imprint = imprint_pages(job, &end);
    t->imprint = imprint && (!st->imprint_even_page || end.page % 2 == 0);
    t->bare = alone;
    t->parted = is_parted(rows, pages);
    t->spared = blank.pages && only_carried(rows, pages, end.page);
    t->pages = end.page - job->from.page + 1;
    t->price = turns_pace_price(job->plan.s->paper, st->lines, st->characters, t->pages) +
               (int64_t)st->turn_page * (t->pages + imprint) +
               (int64_t)st->turn_short * blank.pages + (int64_t)st->turn_blank * blank.lines +
               (alone || t->parted ? st->turn_signature : 0) + (imprint ? st->turn_imprint : 0) +
               st->turn_lone * (int64_t)(t->carried - job->carried);
}

static void take(struct turns *best, const struct turns *t)
{
    if (t->price < best->price)
        *best = *t;
}

/* The text's last lines, and what follows them, on the imprint's page. */
static void try_turn(const struct turns_job *job, struct turns t, struct turns *best)
{
    const struct rows *rows = job->rows;
    size_t least = turns_carried(rows, (size_t)job->plan.s->style->kept_lines);
    size_t turn = t.carried < rows->text_end ? t.carried : least;
    while (turn > rows->text_start + 1 && rows->list.v[turn - 1].keep)
        turn--;
    if (turn >= rows->text_end || turn <= rows->text_start)
        return;
    t.turn = turn;
    weigh(job, &t);
    take(best, &t);
}

struct turns turns_best(const struct turns_job *job)
{
    struct turns best = {.carried = job->carried}, t;
    weigh(job, &best);
    for (t = best; t.bare || t.parted || t.spared || t.imprint; take(&best, &t)) {
        if (t.imprint)
            try_turn(job, t, &best);
        if (t.carried + 1 >= job->rows->text_end)
            break;
        t.carried++;
        weigh(job, &t);
    }
    job->rows->carried = best.carried;
    job->rows->turn = best.turn;
    return best;
}
