/*
 * Units as clerks write them in one text: 甲、乙; 甲牵头，乙、丙配合；各乡镇; 牵头单位：甲
 * 配合单位：乙. A word behind names says what those since the last such word or comma do, 牵头
 * those before commas too; a word with a colon before names, what all do up to the next one.
 */
#include <string.h>
#include <uchar.h>

#include "base/utf8.h"
#include "model/model.h"
#include "value/list.h"

/* A word that says what units do. */
struct role_word {
    const char *word;
    enum unit_role role;
};

static const struct role_word labels[] = {
    {"牵头单位", UNIT_LEADS},   {"牵头部门", UNIT_LEADS},   {"牵头", UNIT_LEADS},
    {"责任单位", UNIT_PLAIN},   {"责任部门", UNIT_PLAIN},   {"配合单位", UNIT_ASSISTS},
    {"配合部门", UNIT_ASSISTS}, {"协办单位", UNIT_ASSISTS}, {"配合", UNIT_ASSISTS}};

static const struct role_word endings[] = {
    {"（牵头）", UNIT_LEADS},       {"(牵头)", UNIT_LEADS},
    {"牵头负责", UNIT_LEADS},       {"负责牵头", UNIT_LEADS},
    {"牵头", UNIT_LEADS},           {"（配合）", UNIT_ASSISTS},
    {"(配合)", UNIT_ASSISTS},       {"协助配合", UNIT_ASSISTS},
    {"配合", UNIT_ASSISTS},         {"协助", UNIT_ASSISTS},
    {"按职责分工负责", UNIT_PLAIN}, {"分别负责", UNIT_PLAIN},
    {"具体负责", UNIT_PLAIN},       {"负责", UNIT_PLAIN}};

#define MARKS U"、，；。,;"

enum { LABELS = sizeof labels / sizeof *labels, ENDINGS = sizeof endings / sizeof *endings };

struct unit_reader {
    struct arena *a;
    struct text all;
    enum list_marks marks;
    bool worded;
    struct task_unit *first, **last;
};

/* A label with its colon at i: how many characters; 0: none. */
static size_t label_at(struct text t, size_t i, enum unit_role *role)
{
    for (size_t w = 0; w < LABELS; w++) {
        size_t n = text_word_at(t, i, labels[w].word);
        if (!n || i + n == t.n || (t.cp[i + n] != U'：' && t.cp[i + n] != ':'))
            continue;
        *role = labels[w].role;
        return n + 1;
    }
    return 0;
}

/* The word that a name ends in: how many characters; 0: none, or nothing stands before it. */
static size_t ending_of(struct text t, enum unit_role *role)
{
    for (size_t w = 0; w < ENDINGS; w++) {
        size_t n = utf8_count(endings[w].word, strlen(endings[w].word));
        if (n >= t.n || !text_word_at(t, t.n - n, endings[w].word))
            continue;
        *role = endings[w].role;
        return n;
    }
    return 0;
}

static bool is_comma(uint32_t cp)
{
    return cp == U'，' || cp == ',';
}

static bool ends_clause(uint32_t cp)
{
    return cp == U'；' || cp == ';' || cp == U'。' || cp == TEXT_BREAK || cp == '\n';
}

/* Up to the next comma, or the clause's end, outside brackets. */
static size_t phrase_end(struct text t, size_t i)
{
    int depth = 0;
    for (; i < t.n; i++) {
        depth += t.cp[i] == U'（' || t.cp[i] == '(';
        depth -= depth && (t.cp[i] == U'）' || t.cp[i] == ')');
        if (!depth && (is_comma(t.cp[i]) || ends_clause(t.cp[i])))
            break;
    }
    return i;
}

/* Whether the phrases behind a comma end in a word for those that lead before any other. */
static bool lead_follows(const struct unit_reader *r, struct text t, size_t end)
{
    while (end < t.n && is_comma(t.cp[end])) {
        size_t next = phrase_end(t, end + 1), at = 0;
        struct text phrase = text_part(t, end + 1, next), item;
        enum unit_role role;
        while (list_next(phrase, r->marks, &at, &item))
            if (ending_of(item, &role))
                return role == UNIT_LEADS;
        end = next;
    }
    return false;
}

static void give_role(struct task_unit *u, enum unit_role role)
{
    for (; u; u = u->next) {
        u->role = role;
        u->assists = role == UNIT_ASSISTS;
    }
}

/* Names between two commas; role: of those that no word behind them speaks of. */
static void read_phrase(struct unit_reader *r, struct text phrase, enum unit_role role)
{
    struct task_unit **open = r->last; /* those without a role yet */
    struct text item;
    for (size_t at = 0; list_next(phrase, r->marks, &at, &item);) {
        enum unit_role said;
        size_t n = ending_of(item, &said);
        struct task_unit *u = *r->last = ARENA_NEW(r->a, struct task_unit);
        u->name = text_part(item, 0, item.n - n);
        u->said = text_part(item, item.n - n, item.n);
        u->pos = text_pos(u->name, 0);
        r->last = &u->next;
        if (!n)
            continue;
        give_role(*open, said);
        open = r->last;
        r->worded = true;
    }
    give_role(*open, role);
}

static void read_labelled(struct unit_reader *r, struct text label, struct text t,
                          enum unit_role role)
{
    struct task_unit **first = r->last;
    for (size_t i = 0, end; i < t.n; i = end + 1) {
        end = phrase_end(t, i);
        bool leads = lead_follows(r, t, end);
        read_phrase(r, text_part(t, i, end), leads ? UNIT_LEADS : role);
    }
    if (*first)
        (*first)->label = label;
}

/* As it was typed, without the blanks beside its marks. */
static struct text typed_text(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    t = text_trimmed(t);
    for (size_t i = 0, next; i < t.n; i = next) {
        for (next = i; next < t.n && utf8_is_blank(t.cp[next]) && t.cp[next] != TEXT_BREAK;)
            next++;
        bool mark =
            next > i && (utf8_is_one_of(t.cp[next], MARKS) || utf8_is_one_of(t.cp[i - 1], MARKS));
        for (; !mark && i < next; i++)
            text_add(&b, t.cp[i], t.at[i]);
        if (next < t.n)
            text_add(&b, t.cp[next], t.at[next]);
        next++;
    }
    return text_done(&b);
}

struct task_unit *task_units_of(struct arena *a, struct text t, unsigned marks, enum unit_role role)
{
    struct unit_reader r = {.a = a, .all = t, .marks = (enum list_marks)marks};
    struct text label = {0};
    size_t from = 0;
    r.last = &r.first;
    for (size_t i = 0, n; i < t.n; i += n ? n : 1) {
        enum unit_role next;
        n = label_at(t, i, &next);
        if (!n)
            continue;
        read_labelled(&r, label, text_part(t, from, i), role);
        label = text_part(t, i, i + n);
        from = i + n;
        role = next;
        r.worded = true;
    }
    read_labelled(&r, label, text_part(t, from, t.n), role);
    if (r.first) {
        r.first->typed = typed_text(a, t);
        r.first->worded = r.worded;
    }
    return r.first;
}
