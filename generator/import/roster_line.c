/*
 * A line of a roster as clerks type it: a part and its people, 组　长：罗　明　县长; people who go
 * on from the line above; 甲、乙、丙; 罗明（县长）; posts that nobody is named for. What is a name
 * is judged by what it cannot be, and by the post beside it; where in doubt, a line is none.
 */
#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/entry.h"
#include "value/people.h"

struct line_reader {
    struct arena *arena;
    struct roster_line *out;
};

static void add_person(struct line_reader *r, struct line_person p)
{
    VEC_PUSH(r->arena, &r->out->people, p);
}

static bool is_bracket(uint32_t cp, bool closing)
{
    return closing ? cp == U'）' || cp == ')' : cp == U'（' || cp == '(';
}

/* ---- words that blanks part ---- */

/* 罗　明, 罗 启 明: characters alone are one name. */
static void add_piece(struct line_reader *r, text_list *pieces, struct text whole, size_t from,
                      size_t to)
{
    struct text *last = pieces->n ? &pieces->v[pieces->n - 1] : NULL;
    bool single = to == from + 1 && utf8_is_han(whole.cp[from]);
    enum { NAME_MOST = 3 };
    if (last && single) {
        struct text name = import_without_blanks(r->arena, *last);
        size_t start = (size_t)(last->cp - whole.cp);
        if (name.n < NAME_MOST && (name.n == 1 || name.n < last->n)) {
            *last = text_part(whole, start, to);
            return;
        }
    }
    VEC_PUSH(r->arena, pieces, text_part(whole, from, to));
}

static text_list pieces_of(struct line_reader *r, struct text t)
{
    text_list pieces = {0};
    int depth = 0;
    for (size_t i = 0, from = 0; i <= t.n; i++) {
        if (i < t.n) {
            depth += is_bracket(t.cp[i], false) - (depth && is_bracket(t.cp[i], true));
            if (depth || !utf8_is_blank(t.cp[i]))
                continue;
        }
        if (i > from)
            add_piece(r, &pieces, t, from, i);
        from = i + 1;
    }
    return pieces;
}

/* From the first character of one piece to the last of another. */
static struct text through(struct text whole, struct text first, struct text last)
{
    size_t from = (size_t)(first.cp - whole.cp);
    return text_part(whole, from, (size_t)(last.cp - whole.cp) + last.n);
}

/* ---- a person ---- */

/* 罗启明（县长） */
static bool read_bracketed(struct line_reader *r, struct text t, struct line_person *p)
{
    size_t open = 0;
    while (open < t.n && !is_bracket(t.cp[open], false))
        open++;
    if (open + 2 >= t.n || !is_bracket(t.cp[t.n - 1], true))
        return false;
    for (size_t i = open, depth = 0; i + 1 < t.n; i++) {
        depth += is_bracket(t.cp[i], false);
        depth -= is_bracket(t.cp[i], true);
        if (!depth)
            return false;
    }
    struct text name = import_without_blanks(r->arena, text_part(t, 0, open));
    *p = (struct line_person){
        .name = name, .post = text_trimmed(text_part(t, open + 1, t.n - 1)), .bracketed = true};
    return words_may_name(name) && p->post.n;
}

/* A name alone, or with a post in brackets. */
static bool read_item(struct line_reader *r, struct text t, struct line_person *p)
{
    if (read_bracketed(r, t, p))
        return true;
    *p = (struct line_person){.name = import_without_blanks(r->arena, t)};
    return people_is_name(p->name);
}

/* ---- 甲、乙、丙 ---- */

static bool read_list(struct line_reader *r, struct text t)
{
    struct text item;
    size_t n = 0;
    for (size_t at = 0; list_next(t, LIST_NAMES, &at, &item); n++) {
        struct line_person p;
        if (!read_item(r, item, &p))
            return false;
        add_person(r, p);
    }
    r->out->listed = n > 1 || (n && r->out->people.v[0].bracketed);
    return n > 1 || r->out->listed;
}

/* ---- columns: a name, and behind blanks the post ---- */

static bool all_names(struct line_reader *r, const text_list *pieces)
{
    for (size_t i = 0; i < pieces->n; i++)
        if (!people_is_name(import_without_blanks(r->arena, pieces->v[i])))
            return false;
    return pieces->n > 0;
}

static bool read_names(struct line_reader *r, const text_list *pieces)
{
    if (!all_names(r, pieces))
        return false;
    for (size_t i = 0; i < pieces->n; i++)
        add_person(r, (struct line_person){.name = import_without_blanks(r->arena, pieces->v[i])});
    return true;
}

/* 罗明　县长　13800000001; 各村党支部书记. The post of who has a surname may be any; of others it
 * must end as posts do. */
static bool read_columns(struct line_reader *r, struct text t, text_list *pieces)
{
    struct line_person p = {.name = import_without_blanks(r->arena, pieces->v[0])};
    size_t n = pieces->n;
    if (n > 1 && phone_is_callable(pieces->v[n - 1]) && utf8_is_digit(pieces->v[n - 1].cp[0]))
        p.phone = pieces->v[--n];
    if (n > 1 && words_may_name(p.name)) {
        p.post = through(t, pieces->v[1], pieces->v[n - 1]);
        bool post = words_end_in_post(p.post);
        if (post || (people_is_name(p.name) && people_are_words(p.post) && p.post.n > 2)) {
            add_person(r, p);
            return true;
        }
    }
    if (n == 1 && p.phone.n && people_is_name(p.name)) {
        add_person(r, p);
        return true;
    }
    p.name.n = 0;
    p.post = through(t, pieces->v[0], pieces->v[n - 1]);
    bool words = words_end_in_post(p.post) && !people_is_name(p.post);
    if (words)
        add_person(r, p);
    return words;
}

static bool read_people(struct line_reader *r, struct text t)
{
    r->out->people.n = 0;
    if (read_list(r, t))
        return true;
    r->out->people.n = 0;
    r->out->listed = false;
    text_list pieces = pieces_of(r, t);
    return pieces.n && (read_names(r, &pieces) || read_columns(r, t, &pieces));
}

/* ---- the line ---- */

static size_t find_colon(struct text t)
{
    enum { LABEL_MOST = 20 };
    size_t i = 0;
    while (i < t.n && i < LABEL_MOST && t.cp[i] != U'：' && t.cp[i] != ':')
        i++;
    return i < LABEL_MOST ? i : t.n;
}

bool line_read(struct arena *a, struct text t, struct roster_line *out)
{
    *out = (struct roster_line){.words = t};
    struct line_reader r = {a, out};
    size_t colon = find_colon(t);
    if (colon < t.n && words_are_role(a, text_part(t, 0, colon))) {
        out->label = import_without_blanks(a, text_part(t, 0, colon));
        out->colon = text_part(t, colon, colon + 1);
        out->words = text_trimmed(text_part(t, colon + 1, t.n));
    }
    struct text rest = out->words;
    if (rest.n && utf8_is_one_of(rest.cp[rest.n - 1], U"；;。、"))
        rest.n--;
    out->end = text_part(out->words, rest.n, out->words.n);
    out->open = text_equals(out->end, "、");
    rest = text_trimmed(rest);
    return !rest.n ? out->label.n > 0 && !out->end.n : read_people(&r, rest);
}
