/*
 * The figures as sheets and as CSV. Shares are of the households that answered; of a question with
 * several answers they may add up to more than all.
 */
#include <string.h>

#include "base/utf8.h"
#include "tally/tally_int.h"
#include "value/csv.h"

/* ---- sheets as they grow ---- */

struct figures {
    const struct tally *tally;
    enum diag_lang lang;
    struct tally_group total;
};

struct grid_column {
    const char *head;
    enum sheet_cells holds;
    VEC(const char *) cells;
};

struct grid {
    struct arena *arena;
    VEC(struct grid_column) columns;
    size_t next; /* the column of the next cell */
};

static void add_column(struct grid *g, const char *head, enum sheet_cells holds)
{
    VEC_PUSH(g->arena, &g->columns, ((struct grid_column){.head = head, .holds = holds}));
}

/* Row by row. */
static void add_cell(struct grid *g, const char *text)
{
    VEC_PUSH(g->arena, &g->columns.v[g->next].cells, text);
    g->next = (g->next + 1) % g->columns.n;
}

static void add_count(struct grid *g, uint64_t n)
{
    add_cell(g, arena_printf(g->arena, "%llu", (unsigned long long)n));
}

/* 45.2% */
static void add_share(struct grid *g, uint64_t n, uint64_t all)
{
    enum { THOUSAND = 1000, TEN = 10 };
    uint64_t share = all ? (2 * THOUSAND * n + all) / (2 * all) : 0;
    add_cell(g,
             all ? arena_printf(g->arena, "%d.%d%%", (int)(share / TEN), (int)(share % TEN)) : "");
}

static void add_sum(struct grid *g, const struct tally_count *c)
{
    add_cell(g, c->given && !c->too_long ? decimal_text(g->arena, c->sum) : "");
}

/* To two decimals. */
static void add_mean(struct grid *g, const struct tally_count *c)
{
    enum { SCALE = 1000, SCALE_DIGITS = 3, DECIMALS = 2 };
    int64_t n = (int64_t)c->given, whole = n ? c->sum.value / n : 0;
    if (!n || c->too_long || whole > INT64_MAX / SCALE || whole < INT64_MIN / SCALE) {
        add_cell(g, "");
        return;
    }
    struct decimal mean = {.value = whole * SCALE + c->sum.value % n * SCALE / n,
                           .decimals = c->sum.decimals + SCALE_DIGITS};
    decimal_round(&mean, DECIMALS);
    add_cell(g, decimal_text(g->arena, mean));
}

static struct sheet_template sheet_of(struct grid *g, const char *name)
{
    enum { WIDTH = 14 };
    struct sheet_template_column *columns =
        ARENA_ARRAY(g->arena, struct sheet_template_column, g->columns.n);
    for (size_t i = 0; i < g->columns.n; i++) {
        VEC_PUSH(g->arena, &g->columns.v[i].cells, NULL);
        columns[i] = (struct sheet_template_column){.head = g->columns.v[i].head,
                                                    .holds = g->columns.v[i].holds,
                                                    .width = WIDTH,
                                                    .cells = g->columns.v[i].cells.v};
    }
    return (struct sheet_template){name, columns, g->columns.n};
}

/* ---- words ---- */

enum word {
    WORD_ALL,
    WORD_QUESTION,
    WORD_ANSWER,
    WORD_HOUSEHOLDS,
    WORD_SHARE,
    WORD_SUM,
    WORD_MEAN,
    WORD_NUMBER,
    WORD_GIVEN,
    WORD_BLANK,
    WORD_WRONG
};

static const char *word(const struct figures *f, enum word w)
{
    static const char *const words[][2] = {[WORD_ALL] = {"合计", "all"},
                                           [WORD_QUESTION] = {"问题", "question"},
                                           [WORD_ANSWER] = {"答案", "answer"},
                                           [WORD_HOUSEHOLDS] = {"户数", "households"},
                                           [WORD_SHARE] = {"占比", "share"},
                                           [WORD_SUM] = {"合计", "sum"},
                                           [WORD_MEAN] = {"平均", "mean"},
                                           [WORD_NUMBER] = {"（数字）", "(number)"},
                                           [WORD_GIVEN] = {"填报", "given"},
                                           [WORD_BLANK] = {"未填", "left empty"},
                                           [WORD_WRONG] = {"填得不对", "no answer"}};
    return words[w][f->lang];
}

/* ---- a row an answer ---- */

static void begin_answers(const struct figures *f, struct grid *g, bool grouped)
{
    if (grouped)
        add_column(g, f->tally->options.group, SHEET_TEXTS);
    add_column(g, word(f, WORD_QUESTION), SHEET_TEXTS);
    add_column(g, word(f, WORD_ANSWER), SHEET_TEXTS);
    add_column(g, word(f, WORD_HOUSEHOLDS), SHEET_NUMBERS);
    add_column(g, word(f, WORD_SHARE), SHEET_TEXTS);
    add_column(g, word(f, WORD_SUM), SHEET_NUMBERS);
    add_column(g, word(f, WORD_MEAN), SHEET_NUMBERS);
}

/* A row without sum and mean; of: the households that its share is of, 0: it has none. */
static void add_answer(struct grid *g, const char *group, const char *question, const char *answer,
                       uint64_t n, uint64_t of)
{
    if (group)
        add_cell(g, group);
    add_cell(g, question);
    add_cell(g, answer);
    add_count(g, n);
    add_share(g, n, of);
    add_cell(g, "");
    add_cell(g, "");
}

/* group: what the rows are of; NULL: of all. */
static void add_answers(const struct figures *f, struct grid *g, const char *name,
                        const struct tally_group *group)
{
    for (size_t i = 0; i < f->tally->questions.n; i++) {
        const struct tally_question *q = &f->tally->questions.v[i];
        const struct tally_count *c = &group->counts[i];
        if (!q->asked)
            continue;
        for (size_t k = 0; k < q->answers.n; k++)
            add_answer(g, name, q->head, q->answers.v[k], c->answers[k], c->given);
        if (!q->options) {
            if (name)
                add_cell(g, name);
            add_cell(g, q->head);
            add_cell(g, word(f, WORD_NUMBER));
            add_count(g, c->given);
            add_cell(g, "");
            add_sum(g, c);
            add_mean(g, c);
        }
        add_answer(g, name, q->head, word(f, WORD_BLANK), c->blank, 0);
        if (c->wrong)
            add_answer(g, name, q->head, word(f, WORD_WRONG), c->wrong, 0);
    }
}

/* ---- a sheet a question ---- */

static void add_group_row(const struct figures *f, struct grid *g, size_t question,
                          const char *name, const struct tally_group *group)
{
    const struct tally_question *q = &f->tally->questions.v[question];
    const struct tally_count *c = &group->counts[question];
    add_cell(g, name);
    add_count(g, group->households);
    add_count(g, c->given);
    for (size_t k = 0; k < q->answers.n; k++) {
        add_count(g, c->answers[k]);
        add_share(g, c->answers[k], c->given);
    }
    if (!q->options) {
        add_sum(g, c);
        add_mean(g, c);
    }
    add_count(g, c->blank);
    add_count(g, c->wrong);
}

static struct grid question_grid(const struct figures *f, size_t question)
{
    const struct tally *t = f->tally;
    const struct tally_question *q = &t->questions.v[question];
    struct grid g = {.arena = t->arena};
    add_column(&g, t->options.group, SHEET_TEXTS);
    add_column(&g, word(f, WORD_HOUSEHOLDS), SHEET_NUMBERS);
    add_column(&g, word(f, WORD_GIVEN), SHEET_NUMBERS);
    for (size_t k = 0; k < q->answers.n; k++) {
        const char *share =
            arena_printf(t->arena, "%s（%s）", q->answers.v[k], word(f, WORD_SHARE));
        add_column(&g, q->answers.v[k], SHEET_NUMBERS);
        add_column(&g, share, SHEET_TEXTS);
    }
    if (!q->options) {
        add_column(&g, word(f, WORD_SUM), SHEET_NUMBERS);
        add_column(&g, word(f, WORD_MEAN), SHEET_NUMBERS);
    }
    add_column(&g, word(f, WORD_BLANK), SHEET_NUMBERS);
    add_column(&g, word(f, WORD_WRONG), SHEET_NUMBERS);
    for (size_t i = 0; t->grouped && i < t->groups.n; i++)
        add_group_row(f, &g, question, t->groups.v[i].name, &t->groups.v[i]);
    add_group_row(f, &g, question, word(f, WORD_ALL), &f->total);
    return g;
}

/* What a sheet's name can hold: 31 characters, some marks not; others have it already. */
static const char *sheet_name(struct arena *a, const char *name,
                              const struct sheet_template *before, size_t n)
{
    enum { MOST = 28 };
    struct text t = text_from_utf8(a, name, (struct pos){0});
    struct text_builder b = {.arena = a};
    for (size_t i = 0; i < t.n && i < MOST; i++)
        text_add(&b, utf8_is_one_of(t.cp[i], U"[]:*?/\\'") ? '-' : t.cp[i], 0);
    const char *base = text_utf8(a, text_done(&b)), *tried = base;
    for (size_t number = 2, i = 0; i < n; i++)
        if (strcmp(before[i].name, tried) == 0) {
            tried = arena_printf(a, "%s-%zu", base, number++);
            i = SIZE_MAX; /* from the first again */
        }
    return tried;
}

/* ---- what was not counted ---- */

static struct sheet_template doubt_sheet(const struct figures *f)
{
    static const char *const name[] = {"待核对", "to check"};
    static const char *const heads[][2] = {{"数据", "data"},
                                           {"单元格", "cell"},
                                           {"问题", "question"},
                                           {"内容", "entry"},
                                           {"要核对什么", "what to check"}};
    static const char *const why[][2] = {
        {"不是选项、不是数字，或者只能选一项的选了几项，没有数",
         "it is no option, no number, or several where one is asked, and was not counted"},
        {"前面已经数过这一户", "this household was counted before"}};
    struct grid g = {.arena = f->tally->arena};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        add_column(&g, heads[i][f->lang], SHEET_TEXTS);
    for (size_t i = 0; i < f->tally->doubts.n; i++) {
        const struct tally_doubt *d = &f->tally->doubts.v[i];
        add_cell(&g, d->place);
        add_cell(&g, d->cell);
        add_cell(&g, d->question);
        add_cell(&g, d->entry);
        add_cell(&g, why[d->twice][f->lang]);
    }
    return sheet_of(&g, name[f->lang]);
}

/* ---- all ---- */

static struct figures figures_of(const struct tally *t, enum diag_lang lang)
{
    struct figures f = {.tally = t, .lang = lang};
    f.total.counts = ARENA_ARRAY(t->arena, struct tally_count, t->questions.n);
    for (size_t i = 0; i < t->questions.n; i++)
        f.total.counts[i].answers = ARENA_ARRAY(t->arena, uint64_t, t->questions.v[i].answers.n);
    for (size_t g = 0; g < t->groups.n; g++) {
        const struct tally_group *group = &t->groups.v[g];
        f.total.households += group->households;
        for (size_t i = 0; i < t->questions.n; i++) {
            struct tally_count *to = &f.total.counts[i];
            const struct tally_count *from = &group->counts[i];
            for (size_t k = 0; k < t->questions.v[i].answers.n; k++)
                to->answers[k] += from->answers[k];
            to->given += from->given;
            to->blank += from->blank;
            to->wrong += from->wrong;
            to->too_long = to->too_long || from->too_long || !decimal_add(&to->sum, from->sum);
        }
    }
    return f;
}

const struct sheet_template *tally_sheets(const struct tally *t, enum diag_lang lang, size_t *n)
{
    struct figures f = figures_of(t, lang);
    struct sheet_template *sheets =
        ARENA_ARRAY(t->arena, struct sheet_template, t->questions.n + 2);
    struct grid all = {.arena = t->arena};
    size_t count = 0;
    begin_answers(&f, &all, false);
    add_answers(&f, &all, NULL, &f.total);
    sheets[count++] = sheet_of(&all, word(&f, WORD_ALL));
    for (size_t i = 0; i < t->questions.n; i++) {
        if (!t->questions.v[i].asked)
            continue;
        struct grid g = question_grid(&f, i);
        const char *name = sheet_name(t->arena, t->questions.v[i].head, sheets, count);
        sheets[count++] = sheet_of(&g, name);
    }
    if (t->doubts.n)
        sheets[count++] = doubt_sheet(&f);
    *n = count;
    return sheets;
}

void tally_write_csv(const struct tally *t, enum diag_lang lang, struct buf *out)
{
    struct figures f = figures_of(t, lang);
    struct grid g = {.arena = t->arena};
    begin_answers(&f, &g, true);
    for (size_t i = 0; t->grouped && i < t->groups.n; i++)
        add_answers(&f, &g, t->groups.v[i].name, &t->groups.v[i]);
    add_answers(&f, &g, word(&f, WORD_ALL), &f.total);
    const char **cells = ARENA_ARRAY(t->arena, const char *, g.columns.n);
    csv_begin(out);
    for (size_t c = 0; c < g.columns.n; c++)
        cells[c] = g.columns.v[c].head;
    csv_add_row(out, cells, g.columns.n);
    for (size_t r = 0; r < g.columns.v[0].cells.n; r++) {
        for (size_t c = 0; c < g.columns.n; c++)
            cells[c] = g.columns.v[c].cells.v[r];
        csv_add_row(out, cells, g.columns.n);
    }
}
