/*
 * What changes mean: figures with what they count (由12户改为15户), days with how far they moved,
 * names with the post and since when it is held.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "compare/compare_int.h"
#include "value/date.h"

/* Each once. */
static void add_note(struct note_job *job, const char *text)
{
    struct compare_note **at = job->notes;
    for (; *at; at = &(*at)->next)
        if (strcmp((*at)->text, text) == 0)
            return;
    *at = ARENA_NEW(job->arena, struct compare_note);
    (*at)->text = text;
}

/* ---- figures and days ---- */

/* A replaced piece: what went, what came, and the words behind both. */
struct piece {
    const struct unit_cell *old, *now;
    const struct word_run *gone, *came;
};

static bool is_figure(const struct unit_cell *c, size_t from, size_t to)
{
    bool digit = false;
    for (size_t i = from; i < to; i++) {
        digit = digit || utf8_is_digit(c->cp.v[i]);
        if (!utf8_is_digit(c->cp.v[i]) && !utf8_is_one_of(c->cp.v[i], U".,%‰-"))
            return false;
    }
    return digit;
}

/* What the figure counts: 户, 万元, 个村, up to what ends a word. */
static const char *counted(struct arena *a, const struct unit_cell *c, size_t i)
{
    static const char *const units[] = {
        "万元", "亿元", "万人", "公里", "平方米", "万亩", "千瓦", "户", "人", "个",   "项",  "名",
        "元",   "亩",   "次",   "天",   "日",     "台",   "辆",   "份", "吨", "米",   "件",  "年",
        "月",   "条",   "期",   "场",   "村",     "处",   "座",   "所", "套", "小时", "分钟"};
    char *rest = unit_utf8(a, c, i, i + 3 < c->cp.n ? i + 3 : c->cp.n);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (strncmp(rest, units[k], strlen(units[k])) == 0)
            return units[k];
    return "";
}

static void note_figure(struct note_job *job, const struct piece *p)
{
    struct arena *a = job->arena;
    const char *unit = counted(a, p->now, p->came->now_to);
    const char *old_unit = counted(a, p->old, p->gone->old_to);
    const char *old = unit_utf8(a, p->old, p->gone->old_from, p->gone->old_to);
    const char *now = unit_utf8(a, p->now, p->came->now_from, p->came->now_to);
    const char *head = text_utf8(a, p->now->head);
    add_note(job, arena_printf(a, "%s由%s%s改为%s%s", head, old, old_unit, now, unit));
}

enum { A_LEAP_YEAR = 2024 }; /* of days without a year */

/* A day that exists; year 0: it says none. */
static bool read_day(const struct unit_cell *c, size_t from, size_t to, struct date *out)
{
    int part[3] = {0}, n = 0, year = 0;
    *out = (struct date){0};
    for (size_t i = from; i < to; i++) {
        int value = 0;
        size_t begin = i;
        while (i < to && utf8_is_digit(c->cp.v[i]) && value <= DATE_LAST_YEAR)
            value = value * 10 + (int)(c->cp.v[i++] - '0');
        if (i == begin || i == to || value > DATE_LAST_YEAR)
            return false;
        if (c->cp.v[i] == U'年')
            year = value;
        else if ((c->cp.v[i] == U'月' && n == 0) || (c->cp.v[i] == U'日' && n == 1))
            part[n++] = value;
        else
            return false;
    }
    *out = (struct date){.year = year, .month = part[0], .day = part[1]};
    return n == 2 && date_is_day(year ? year : A_LEAP_YEAR, part[0], part[1]);
}

static void note_day(struct note_job *job, const struct piece *p)
{
    struct arena *a = job->arena;
    struct date old, now;
    const char *was = unit_utf8(a, p->old, p->gone->old_from, p->gone->old_to);
    const char *is = unit_utf8(a, p->now, p->came->now_from, p->came->now_to);
    bool days = read_day(p->old, p->gone->old_from, p->gone->old_to, &old) &&
                read_day(p->now, p->came->now_from, p->came->now_to, &now) &&
                (!old.year == !now.year);
    const char *moved = "";
    if (days) {
        int base = old.year ? 0 : A_LEAP_YEAR; /* neither says its year: the same one */
        old.year += base;
        now.year += base;
        long by = (long)(date_number(now) - date_number(old));
        if (by)
            moved = arena_printf(a, "（%s%ld日）", by > 0 ? "推后" : "提前", labs(by));
    }
    add_note(job, arena_printf(a, "%s由%s改为%s%s", text_utf8(a, p->now->head), was, is, moved));
}

/* Han characters of time at its end, and a figure at its beginning. */
static bool is_day(const struct unit_cell *c, size_t from, size_t to)
{
    return to > from + 1 && utf8_is_digit(c->cp.v[from]) &&
           utf8_is_one_of(c->cp.v[to - 1], U"年月日时分底初末");
}

static void note_piece(struct note_job *job, const struct piece *p)
{
    const struct word_run *g = p->gone, *c = p->came;
    if (is_figure(p->old, g->old_from, g->old_to) && is_figure(p->now, c->now_from, c->now_to))
        note_figure(job, p);
    else if (is_day(p->old, g->old_from, g->old_to) && is_day(p->now, c->now_from, c->now_to))
        note_day(job, p);
}

/* ---- people ---- */

/* Since when somebody holds what a fact is about; year 0: not known. */
static struct date since(const struct compare_edition *e, struct arena *a, const struct fact *f)
{
    enum { MOST = 8 };
    const struct staff_tenure *held[MOST];
    const char *colon = strchr(f->key, ':');
    struct staff_match post = {.n = 0}, person;
    if (!e->staff || !e->people)
        return (struct date){0};
    struct text name = text_from_utf8(a, *f->person ? f->person : f->value, (struct pos){0});
    const char *about = colon ? colon + 1 : f->post ? f->post : "";
    if (*about)
        post = staff_find_post(e->staff, text_from_utf8(a, about, (struct pos){0}));
    if (post.n != 1 && f->post && *f->post)
        post = staff_find_post(e->staff, text_from_utf8(a, f->post, (struct pos){0}));
    person = staff_find_person(e->staff, name);
    if (person.n != 1)
        return (struct date){0};
    size_t n = staff_tenures_of(e->staff, person.found[0], e->people->day, held, MOST);
    for (size_t i = 0; i < n && i < MOST; i++)
        if (post.n != 1 || staff_held_post(e->staff, held[i]) == post.found[0])
            return held[i]->from;
    return (struct date){0};
}

/* The fact that says these characters. */
static const struct fact *fact_of(const struct compare_edition *e, const struct unit_cell *c,
                                  size_t from, const char *words)
{
    for (const struct fact *f = e->people ? e->people->facts : NULL; f; f = f->next) {
        if (strcmp(f->value, words) != 0)
            continue;
        const struct unit_origin *o = &c->from.v[from];
        if (o->text->src == f->pos.src && text_pos(*o->text, o->at).off == f->pos.off)
            return f;
    }
    return NULL;
}

static bool all_han(const struct unit_cell *c, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!utf8_is_han(c->cp.v[i]) && c->cp.v[i] != U'·')
            return false;
    return to > from + 1;
}

/* 组长：甲→乙（2026年9月任职） */
static void note_person(struct note_job *job, const struct piece *p, bool in_roster)
{
    enum { NAME_MOST = 12 };
    struct arena *a = job->arena;
    const struct word_run *g = p->gone, *c = p->came;
    if (!all_han(p->now, c->now_from, c->now_to) || !all_han(p->old, g->old_from, g->old_to) ||
        c->now_to - c->now_from > NAME_MOST)
        return;
    const char *was = unit_utf8(a, p->old, g->old_from, g->old_to);
    const char *is = unit_utf8(a, p->now, c->now_from, c->now_to);
    const struct fact *f = fact_of(job->now_edition, p->now, c->now_from, is);
    if (!f && !in_roster)
        return;
    struct date from = f ? since(job->now_edition, a, f) : (struct date){0};
    const char *colon = f ? strchr(f->key, ':') : NULL;
    const char *role = in_roster    ? job->now->name
                       : f->where.n ? text_utf8(a, f->where)
                       : colon      ? colon + 1
                                    : "";
    const char *held = from.year ? arena_printf(a, "（%d年%d月任职）", from.year, from.month) : "";
    add_note(job, arena_printf(a, "%s%s%s→%s%s", role, *role ? "：" : "", was, is, held));
}

/* ---- all ---- */

/* Whether the piece is the name of a roster's line. */
static bool is_name(const struct note_job *job, const struct piece *p)
{
    return job->now && job->now->kind == UNIT_ENTRY && !p->came->now_from &&
           p->came->now_to == job->now->name_length && p->gone->old_to == job->old->name_length;
}

void note_changes(struct note_job *job)
{
    for (const struct tell_pair *pair = job->pairs; pair; pair = pair->next) {
        const struct word_run *runs = pair->runs.list.v;
        for (size_t i = 0; pair->old && pair->now && i + 1 < pair->runs.list.n; i++) {
            struct piece p = {pair->old, pair->now, &runs[i], &runs[i + 1]};
            if (p.gone->mark != COMPARE_GONE || p.came->mark != COMPARE_CAME)
                continue;
            note_piece(job, &p);
            note_person(job, &p, is_name(job, &p));
        }
    }
}
