/* Facts as lines, and a difference of two as words; record_facts_compare.c finds it. */
#include "record/record.h"

#include <string.h>

/* Lines of earlier versions end before the person. */
enum { FIELDS = 6, FIELDS_LEAST = 5, FIELD_SEPARATOR = '\t' };

static const char pinned_mark[] = "固定", typed_mark[] = "手写";

/* A line's field holds neither tab nor line end. */
static const char *field(struct arena *a, const char *s)
{
    char *copy = arena_strdup(a, s ? s : "");
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    return copy;
}

void record_facts_of(struct arena *a, const struct people *people, fact_lines *out)
{
    for (const struct fact *f = people->facts; f; f = f->next)
        VEC_PUSH(a, out,
                 ((struct fact_line){.where = field(a, text_utf8(a, f->where)),
                                     .key = field(a, f->key),
                                     .value = field(a, f->value),
                                     .post = field(a, f->post),
                                     .person = field(a, f->person),
                                     .pinned = f->pinned,
                                     .typed = f->kind != FACT_ASKED,
                                     .fact = f}));
}

void record_fact_write(const struct fact_line *f, struct buf *out)
{
    buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", f->where, f->key, f->value, f->post,
               f->pinned  ? pinned_mark
               : f->typed ? typed_mark
                          : "",
               f->person);
}

bool record_fact_read(struct arena *a, const char *line, size_t n, fact_lines *out)
{
    const char *fields[FIELDS] = {"", "", "", "", "", ""}, *end = line + n;
    size_t count = 0;
    for (const char *p = line; count < FIELDS && p <= end; count++) {
        const char *tab = memchr(p, FIELD_SEPARATOR, (size_t)(end - p));
        size_t length = (size_t)((tab ? tab : end) - p);
        fields[count] = arena_strndup(a, p, length);
        p += length + 1;
    }
    if (count < FIELDS_LEAST)
        return false;
    VEC_PUSH(a, out,
             ((struct fact_line){.where = fields[0],
                                 .key = fields[1],
                                 .value = fields[2],
                                 .post = fields[3],
                                 .person = fields[5],
                                 .pinned = strcmp(fields[4], pinned_mark) == 0,
                                 .typed = strcmp(fields[4], typed_mark) == 0}));
    return true;
}

bool record_key_is_line(const char *key)
{
    static const char *const keys[] = {"电话:", "邮箱:"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strncmp(key, keys[i], strlen(keys[i])) == 0)
            return true;
    return false;
}

/* By name, where a line does not know the person. */
static bool same_person(const struct fact_line *x, const struct fact_line *y)
{
    bool known = *x->person && *y->person;
    return known ? strcmp(x->person, y->person) == 0 : strcmp(x->value, y->value) == 0;
}

const char *record_fact_name(struct arena *a, const struct fact_line *f,
                             const struct fact_line *other, enum diag_lang lang)
{
    static const char *const forms[] = {"%s（代号 %s）", "%s (id %s)"}, *const none[] = {"（无）",
                                                                                         "(none)"};
    if (!*f->value)
        return record_key_is_line(f->key) ? none[lang] : model_vacant;
    bool homonyms = other && strcmp(f->value, other->value) == 0 && !same_person(f, other);
    return homonyms ? arena_printf(a, forms[lang], f->value, f->person) : f->value;
}

/* Where it stands; in running text the post that was asked for. */
static const char *place_of(const struct fact_line *f, enum diag_lang lang)
{
    static const char *const texts[] = {"文中", "in the text"};
    const char *colon = strchr(f->key, ':');
    bool person = strcmp(colon ? colon + 1 : f->key, f->person) == 0;
    if (*f->where)
        return f->where;
    return person ? texts[lang] : colon ? colon + 1 : f->key;
}

/* One who moved comes and goes: by which post. */
static const char *in_brackets(struct arena *a, const char *post)
{
    return *post ? arena_printf(a, "（%s）", post) : "";
}

const char *record_change_text(struct arena *a, const struct fact_change *c, enum diag_lang lang)
{
    static const char *const came[] = {"%s：增加 %s%s", "%s: %s%s came"},
                             *const gone[] = {"%s：减少 %s%s", "%s: %s%s is gone"},
                             *const other[] = {"%s：%s→%s", "%s: %s→%s"},
                             *const posts[] = {"%s：%s（%s→%s）", "%s: %s (%s→%s)"},
                             *const pinned[] = {"%s：%s（固定与否变了）", "%s: %s (pinned or not)"};
    const struct fact_line *old = c->old, *now = c->now;
    const char *was = old ? record_fact_name(a, old, now, lang) : "";
    const char *is = now ? record_fact_name(a, now, old, lang) : "";
    if (!old)
        return arena_printf(a, came[lang], place_of(now, lang), is, in_brackets(a, now->post));
    if (!now)
        return arena_printf(a, gone[lang], place_of(old, lang), was, in_brackets(a, old->post));
    if (strcmp(was, is) != 0)
        return arena_printf(a, other[lang], place_of(now, lang), was, is);
    if (strcmp(old->post, now->post) != 0)
        return arena_printf(a, posts[lang], place_of(now, lang), is, old->post, now->post);
    return arena_printf(a, pinned[lang], place_of(now, lang), is);
}

/* ---- comparing ---- */

enum { NOBODY = -1 };

struct matching {
    struct arena *arena;
    const fact_lines *old, *now;
    ptrdiff_t *partner_of_old, *partner_of_now; /* index in the other list, or NOBODY */
};

typedef bool alike(const struct matching *m, size_t old, size_t now);

/* ---- what is alike ---- */

static bool same_place(const struct fact_line *x, const struct fact_line *y)
{
    return *x->where && strcmp(x->where, y->where) == 0;
}

static bool same_question(const struct matching *m, size_t old, size_t now)
{
    const struct fact_line *x = &m->old->v[old], *y = &m->now->v[now];
    return strcmp(x->key, y->key) == 0 && strcmp(x->where, y->where) == 0;
}

static bool same_answer(const struct fact_line *x, const struct fact_line *y)
{
    return strcmp(x->value, y->value) == 0 && strcmp(x->post, y->post) == 0 &&
           x->pinned == y->pinned && same_person(x, y);
}

static bool same_fact(const struct matching *m, size_t old, size_t now)
{
    return same_question(m, old, now) && same_answer(&m->old->v[old], &m->now->v[now]);
}

static bool same_person_asked(const struct matching *m, size_t old, size_t now)
{
    return same_question(m, old, now) && same_person(&m->old->v[old], &m->now->v[now]);
}

/* Another rule or member of the tier names him now. */
static bool same_person_there(const struct matching *m, size_t old, size_t now)
{
    const struct fact_line *x = &m->old->v[old], *y = &m->now->v[now];
    return same_place(x, y) && *x->value && same_person(x, y);
}

static bool same_tier(const struct matching *m, size_t old, size_t now)
{
    return same_place(&m->old->v[old], &m->now->v[now]);
}

/* ---- matching ---- */

/* The first old fact, from a place on, that is alike and has no partner; old->n: none. */
static size_t find(const struct matching *m, size_t now, size_t from, alike *is_alike)
{
    for (size_t k = 0; k < m->old->n; k++) {
        size_t i = (from + k) % m->old->n;
        if (m->partner_of_old[i] == NOBODY && is_alike(m, i, now))
            return i;
    }
    return m->old->n;
}

static void pair(struct matching *m, size_t old, size_t now)
{
    m->partner_of_now[now] = (ptrdiff_t)old;
    m->partner_of_old[old] = (ptrdiff_t)now;
}

/* Lists that hardly differ are in step: each search begins where the last one ended. */
static void match(struct matching *m, alike *is_alike)
{
    size_t next = 0;
    for (size_t i = 0; i < m->now->n; i++) {
        size_t k = m->partner_of_now[i] == NOBODY ? find(m, i, next, is_alike) : m->old->n;
        if (k == m->old->n)
            continue;
        pair(m, k, i);
        next = k + 1;
    }
}

static size_t count_loose(const fact_lines *list, const ptrdiff_t *partners,
                          const struct fact_line *there)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += partners[i] == NOBODY && same_place(&list->v[i], there);
    return n;
}

/* One came to a tier and one is gone from it: the one stands for the other. */
static void match_only_ones(struct matching *m)
{
    for (size_t i = 0; i < m->now->n; i++) {
        const struct fact_line *there = &m->now->v[i];
        if (m->partner_of_now[i] == NOBODY && count_loose(m->now, m->partner_of_now, there) == 1 &&
            count_loose(m->old, m->partner_of_old, there) == 1)
            pair(m, find(m, i, 0, same_tier), i);
    }
}

static ptrdiff_t *partners_new(struct arena *a, size_t n)
{
    ptrdiff_t *list = ARENA_ARRAY(a, ptrdiff_t, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = NOBODY;
    return list;
}

/* ---- what differs ---- */

/* A telephone typed by hand is a fact as long as the staff file has it too: it is told when that
 * has another one, not when it comes or goes. */
static bool is_told(const struct fact_line *alone)
{
    return !alone->typed || !record_key_is_line(alone->key);
}

/* Those that are gone, up to an old fact: they stood before it. */
static void add_gone(const struct matching *m, size_t *next, size_t end, fact_changes *out)
{
    for (; *next < end; ++*next)
        if (m->partner_of_old[*next] == NOBODY && is_told(&m->old->v[*next]))
            VEC_PUSH(m->arena, out, ((struct fact_change){&m->old->v[*next], NULL}));
}

/* Earlier programs wrote no telephones, and nobody typed outside rosters: where a list has none,
 * they did not come. */
static bool has_come(const struct matching *m, const struct fact_line *now)
{
    bool line = record_key_is_line(now->key);
    if (!line && !now->typed)
        return true;
    for (size_t i = 0; i < m->old->n; i++)
        if (record_key_is_line(m->old->v[i].key) == line && m->old->v[i].typed == now->typed)
            return is_told(now);
    return false;
}

static void list_changes(const struct matching *m, fact_changes *out)
{
    size_t next = 0;
    for (size_t i = 0; i < m->now->n; i++) {
        ptrdiff_t k = m->partner_of_now[i];
        const struct fact_line *before = k == NOBODY ? NULL : &m->old->v[k];
        if (before)
            add_gone(m, &next, (size_t)k, out);
        if (before ? !same_answer(before, &m->now->v[i]) : has_come(m, &m->now->v[i]))
            VEC_PUSH(m->arena, out, ((struct fact_change){before, &m->now->v[i]}));
    }
    add_gone(m, &next, m->old->n, out);
}

void record_facts_compare(struct arena *a, const fact_lines *old, const fact_lines *now,
                          fact_changes *out)
{
    static alike *const passes[] = {same_fact, same_person_asked, same_question, same_person_there};
    struct matching m = {a, old, now, partners_new(a, old->n), partners_new(a, now->n)};
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        match(&m, passes[i]);
    match_only_ones(&m);
    list_changes(&m, out);
}
