/*
 * Heads of columns, compared as people mean them: blanks and line breaks do not count, nor full and
 * half width, nor the mark of a column that must be filled in; synonyms are the rows of heads.def.
 */
#include <string.h>

#include "base/utf8.h"
#include "sheet/sheet_int.h"

enum { HEAD_NAMES = 48, NAME_SIZE = 256 };

#define HEADS(...) {__VA_ARGS__, NULL},
#define HEADS_TOO(...)
static const char *const groups[][HEAD_NAMES] = {
#include "sheet/heads.def"
};
#undef HEADS
#undef HEADS_TOO

/* Names behind the first, which a row of groups begins with. */
#define HEADS(...)
#define HEADS_TOO(...) {__VA_ARGS__, NULL},
static const char *const groups_too[][HEAD_NAMES] = {
#include "sheet/heads.def"
};
#undef HEADS
#undef HEADS_TOO

enum {
    GROUPS = sizeof groups / sizeof *groups,
    GROUPS_TOO = sizeof groups_too / sizeof *groups_too
};

static uint32_t folded(uint32_t cp)
{
    enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_TO_ASCII = 0xFEE0 };
    if (cp >= WIDE_FIRST && cp <= WIDE_LAST)
        cp -= WIDE_TO_ASCII;
    return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

/* Marks of a required column, folded. */
static const char *const marks[] = {"(必填项)", "(必填)", "[必填]", "*"};

/* The mark's characters when the text ends in it and has more than it, else 0. */
static size_t mark_length(struct text t, const char *mark)
{
    size_t n = utf8_count(mark, strlen(mark));
    return t.n > n && text_equals(text_part(t, t.n - n, t.n), mark) ? n : 0;
}

static struct text without_marks(struct text t)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks;) {
        size_t n = mark_length(t, marks[i]);
        t.n -= n;
        i = n ? 0 : i + 1;
    }
    while (t.n > 1 && t.cp[0] == '*')
        t = text_part(t, 1, t.n);
    return t;
}

/* To be compared with hundreds of names; "" is a text that is longer than any of them. */
static void spell(struct text t, char out[NAME_SIZE])
{
    size_t n = 0;
    for (size_t i = 0; i < t.n && t.n < NAME_SIZE / UTF8_MAX; i++)
        n += utf8_encode(t.cp[i], out + n);
    out[n] = '\0';
}

static bool is_among(const char *spelt, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(spelt, *names) == 0)
            return true;
    return false;
}

/* < 0: none. *too: by one of the names that may mean something beside. */
static int group_of(struct text t, bool *too)
{
    char spelt[NAME_SIZE];
    spell(t, spelt);
    *too = false;
    for (int i = 0; i < GROUPS; i++)
        if (is_among(spelt, groups[i]))
            return i;
    *too = true;
    for (int i = 0; i < GROUPS_TOO; i++)
        if (is_among(spelt, groups_too[i] + 1))
            for (int k = 0; k < GROUPS; k++)
                if (strcmp(groups[k][0], groups_too[i][0]) == 0)
                    return k;
    return -1;
}

const char *const *sheet_head_names(const char *head)
{
    for (int i = 0; i < GROUPS; i++)
        for (const char *const *name = groups[i]; *name; name++)
            if (strcmp(*name, head) == 0)
                return groups[i];
    return NULL;
}

/* 座数(含司机): what stands before the brackets that end it. */
static size_t bare_length(struct text t)
{
    size_t n = t.n, depth = 0;
    if (!n || t.cp[n - 1] != ')')
        return n;
    while (n > 0) {
        n--;
        depth += t.cp[n] == ')';
        if (t.cp[n] == '(' && --depth == 0)
            return n ? n : t.n;
    }
    return t.n;
}

/* ---- heads of two things ---- */

/* How much of the end is one of the words; the first one counts. */
static size_t ending(struct text t, const char *const *words)
{
    for (; *words; words++) {
        size_t n = utf8_count(*words, strlen(*words));
        if (t.n >= n && text_equals(text_part(t, t.n - n, t.n), *words))
            return n;
    }
    return 0;
}

/* 随车人员姓名及电话: whoever may stand with a telephone in one cell. */
static int group_of_people(struct text t)
{
    static const char *const people[] = {"驾驶员", "联络员", "乘车人员"};
    static const char *const names[] = {"姓名", "名单", "名字", NULL};
    bool too;
    int group = group_of(text_part(t, 0, t.n - ending(t, names)), &too);
    for (size_t i = 0; group >= 0 && i < sizeof people / sizeof *people; i++)
        if (strcmp(groups[group][0], people[i]) == 0)
            return group;
    return -1;
}

/* Heads that a telephone ends, in whichever words: 带队领导手机号码 is 带队领导电话. */
static int group_of_phone(struct arena *a, struct text t)
{
    static const char *const phones[] = {"电话号码", "手机号码", "联系方式", "移动电话",
                                         "手机号",   "手机",     "电话",     NULL};
    enum { PLAIN = 6 }; /* 电话 */
    static const char *const contact[] = {"联系", NULL};
    static const char *const ands[] = {"及", "和", "与", "、", "+", NULL};
    bool too;
    size_t phone = ending(t, phones);
    struct text who = text_part(t, 0, t.n - phone);
    who.n -= ending(who, contact);
    if (!phone || !who.n)
        return -1;
    size_t joint = ending(who, ands);
    return joint ? group_of_people(text_part(who, 0, who.n - joint))
                 : group_of(text_joined(a, who, text_from_utf8(a, phones[PLAIN], (struct pos){0})),
                            &too);
}

struct sheet_head_key sheet_head_of(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]))
            text_add(&b, folded(t.cp[i]), t.at[i]);
    struct text plain = without_marks(text_done(&b));
    size_t bare = bare_length(plain);
    bool too;
    int group = group_of(plain, &too);
    if (group < 0 && bare < plain.n)
        group = group_of(text_part(plain, 0, bare), &too);
    if (group < 0) {
        group = group_of_phone(a, text_part(plain, 0, bare));
        too = true;
    }
    return (struct sheet_head_key){plain.cp, plain.n, bare, group, group >= 0 && too};
}

bool sheet_head_means(const struct sheet_head_key *asked, const struct sheet_head_key *head)
{
    if (!head->n || sheet_head_same(asked, head))
        return head->n > 0;
    if (asked->group >= 0 && asked->group == head->group)
        return true;
    bool one_tail = (asked->bare < asked->n) != (head->bare < head->n);
    return one_tail && asked->bare == head->bare &&
           memcmp(asked->cp, head->cp, head->bare * sizeof *head->cp) == 0;
}

bool sheet_head_same(const struct sheet_head_key *x, const struct sheet_head_key *y)
{
    return x->n == y->n && (!x->n || memcmp(x->cp, y->cp, x->n * sizeof *x->cp) == 0);
}

/* One holds the other: 项目名称 for 项目. */
static bool head_holds(const struct sheet_head_key *x, const struct sheet_head_key *y)
{
    size_t size = y->n * sizeof *y->cp;
    for (size_t i = 0; y->n && i + y->n <= x->n; i++)
        if (!memcmp(x->cp + i, y->cp, size))
            return true;
    return false;
}

/* Levenshtein's distance, by rows; heads longer than that are not compared. */
static size_t edit_distance(const struct sheet_head_key *x, const struct sheet_head_key *y)
{
    enum { LONGEST = 40 };
    size_t row[LONGEST + 1];
    if (x->n > LONGEST || y->n > LONGEST)
        return SIZE_MAX;
    for (size_t j = 0; j <= y->n; j++)
        row[j] = j;
    for (size_t i = 1; i <= x->n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= y->n; j++) {
            size_t change = corner + (x->cp[i - 1] != y->cp[j - 1]);
            corner = row[j];
            size_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < gap ? change : gap;
        }
    }
    return row[y->n];
}

size_t sheet_head_distance(const struct sheet_head_key *x, const struct sheet_head_key *y)
{
    size_t edits = edit_distance(x, y);
    return edits > 1 && (head_holds(x, y) || head_holds(y, x)) ? 1 : edits;
}

bool sheet_head_is(struct arena *a, struct text head, const char *standard)
{
    struct sheet_head_key asked = sheet_head_of(a, text_from_utf8(a, standard, (struct pos){0}));
    struct sheet_head_key key = sheet_head_of(a, head);
    return key.n && sheet_head_means(&asked, &key);
}
