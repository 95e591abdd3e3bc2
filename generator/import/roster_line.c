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

static bool is_single(struct text t)
{
    return t.n == 1 && utf8_is_han(t.cp[0]);
}

/* Blanks between two pieces that follow each other, in half characters. */
static int gap_between(struct text whole, struct text x, struct text y)
{
    size_t from = (size_t)(x.cp - whole.cp) + x.n, to = (size_t)(y.cp - whole.cp);
    return words_width(text_part(whole, from, to));
}

/* From the first character of one piece to the last of another. */
static struct text through(struct text whole, struct text first, struct text last)
{
    size_t from = (size_t)(first.cp - whole.cp);
    return text_part(whole, from, (size_t)(last.cp - whole.cp) + last.n);
}

/* How many of the characters that stand alone, from the first on, are one name: 罗　明 of 罗　明,
 * 柯  杨 of 柯  杨   葛  强, whose gaps differ; of gaps all alike two, or three when they are all.
 */
static size_t name_length(struct text whole, const struct text *singles, size_t n)
{
    enum { NAME_MOST = 3 };
    if (n < 2)
        return n;
    int first = gap_between(whole, singles[0], singles[1]), most = first;
    for (size_t i = 1; i + 1 < n; i++) {
        int gap = gap_between(whole, singles[i], singles[i + 1]);
        most = gap > most ? gap : most;
    }
    size_t k = 2;
    if (most == first)
        return n <= NAME_MOST ? n : 2;
    while (k < n && k < NAME_MOST && gap_between(whole, singles[k - 1], singles[k]) < most)
        k++;
    return k;
}

static text_list split(struct line_reader *r, struct text t)
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
            VEC_PUSH(r->arena, &pieces, text_part(t, from, i));
        from = i + 1;
    }
    return pieces;
}

/* 川（镇长）, the rest of 许　川（镇长）. */
static bool ends_name(struct text t)
{
    return t.n > 1 && utf8_is_han(t.cp[0]) && is_bracket(t.cp[1], false);
}

/* Words, a name whose characters stand apart as one. */
static text_list pieces_of(struct line_reader *r, struct text t)
{
    text_list all = split(r, t), pieces = {0};
    for (size_t i = 0, n; i < all.n; i += n) {
        size_t singles = 0;
        while (i + singles < all.n && is_single(all.v[i + singles]))
            singles++;
        n = singles ? name_length(t, &all.v[i], singles) : 1;
        n += singles == 1 && i + 1 < all.n && ends_name(all.v[i + 1]);
        VEC_PUSH(r->arena, &pieces, through(t, all.v[i], all.v[i + n - 1]));
    }
    return pieces;
}

/* ---- a person ---- */

static bool is_number(struct text t)
{
    return phone_is_callable(t) && utf8_is_digit(t.cp[0]);
}

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
    return words_may_name(name) && p->post.n && !is_number(p->post);
}

/* A name alone, or with a post in brackets. *sure: it is hardly anything else. */
static bool read_item(struct line_reader *r, struct text t, struct line_person *p, bool *sure)
{
    *sure = read_bracketed(r, t, p);
    if (*sure)
        return true;
    *p = (struct line_person){.name = import_without_blanks(r->arena, t)};
    *sure = people_is_name(p->name);
    return words_may_name(p->name);
}

/* ---- 甲、乙、丙 ---- */

static bool read_list(struct line_reader *r, struct text t)
{
    struct text item;
    size_t n = 0, names = 0;
    for (size_t at = 0; list_next(t, LIST_NAMES, &at, &item); n++) {
        struct line_person p;
        bool sure;
        if (!read_item(r, item, &p, &sure))
            return false;
        names += sure;
        add_person(r, p);
    }
    r->out->listed = n > 1;
    return 2 * names >= n && (n > 1 || (n && r->out->people.v[0].bracketed));
}

/* ---- columns: a name, and behind blanks the post ---- */

/* 罗　明　王小川, 罗明（新街村）　王小川（上河村）: names alone, or all with posts. One whose characters
 * blanks part is a name, whatever it begins with. */
static bool read_names(struct line_reader *r, const text_list *pieces)
{
    size_t posts = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        struct text t = pieces->v[i];
        struct line_person p;
        bool sure, spread = !is_single(t) && text_skip_blanks(t, 1) > 1;
        if (!read_item(r, t, &p, &sure) || !(sure || spread)) {
            r->out->people.n = 0;
            return false;
        }
        posts += p.post.n > 0;
        add_person(r, p);
    }
    bool all = pieces->n && (!posts || (posts == pieces->n && posts > 1));
    r->out->people.n = all ? r->out->people.n : 0;
    return all;
}

/* 罗明　县长　许川　副县长, each with a telephone or without: several on a line. */
static bool read_pairs(struct line_reader *r, const text_list *pieces)
{
    size_t people = 0;
    for (size_t i = 0; i < pieces->n; people++) {
        struct line_person p = {.name = import_without_blanks(r->arena, pieces->v[i])};
        bool posted = i + 1 < pieces->n && people_is_name(p.name) && words_end_in_post(pieces->v[i + 1]);
        if (!posted) {
            r->out->people.n = 0;
            return false;
        }
        p.post = pieces->v[i + 1];
        i += 2;
        if (i < pieces->n && is_number(pieces->v[i]))
            p.phone = pieces->v[i++];
        add_person(r, p);
    }
    r->out->people.n = people > 1 ? people : 0;
    return people > 1;
}

static bool has_colon(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"：:"))
            return true;
    return false;
}

/* 教授　青禾大学, behind a name: no sentence, and nothing counted. */
static bool may_be_post(struct text t)
{
    enum { MOST = 30 };
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_han(t.cp[i]) && !utf8_is_blank(t.cp[i]) &&
            !utf8_is_one_of(t.cp[i], U"（）()、"))
            return false;
    return t.n > 1 && t.n <= MOST;
}

/* 罗启明县委副书记: pasted from a page that lost the blank. What begins a post begins no name. */
static bool read_glued(struct text t, struct line_person *p)
{
    enum { LEAST = 2, MOST = 4 };
    for (size_t n = MOST; n >= LEAST; n--) {
        struct text name = text_part(t, 0, n), post = text_part(t, n, t.n);
        if (!people_is_name(name) || !utf8_is_one_of(text_char(post, 0), U"县市省州区乡镇村国党") ||
            !words_end_in_post(post))
            continue;
        p->name = name;
        p->post = post;
        return true;
    }
    return false;
}

/* 罗明　县长　13800000001; 各村党支部书记. The post of who has a surname may be any; of others it
 * must end as posts do. */
static bool read_columns(struct line_reader *r, struct text t, text_list *pieces)
{
    enum { SENTENCE = 60 };
    struct line_person p = {.name = import_without_blanks(r->arena, pieces->v[0])};
    size_t n = pieces->n;
    if (n > 1 && is_number(pieces->v[n - 1]))
        p.phone = pieces->v[--n];
    if (n > 1 && words_may_name(p.name)) {
        p.post = through(t, pieces->v[1], pieces->v[n - 1]);
        bool words = people_are_words(p.post) && p.post.n > 2 && !has_colon(p.post);
        bool post = words_end_in_post(p.post) || (people_is_name(p.name) && words);
        r->out->unsure = !post;
        if (post || (people_is_name(p.name) && may_be_post(p.post))) {
            add_person(r, p);
            return true;
        }
    }
    if (n == 1 && ((p.phone.n && people_is_name(p.name)) || read_glued(pieces->v[0], &p))) {
        add_person(r, p);
        return true;
    }
    p.name.n = 0;
    p.post = through(t, pieces->v[0], pieces->v[n - 1]);
    bool sentence = !r->out->label.n && (text_has(p.post, "，") || p.post.n > SENTENCE);
    bool words = !sentence && words_end_in_post(p.post) && !people_is_name(p.post);
    if (words)
        add_person(r, p);
    return words;
}

static bool read_people(struct line_reader *r, struct text t)
{
    if (read_list(r, t))
        return true;
    r->out->people.n = 0;
    r->out->listed = false;
    text_list pieces = pieces_of(r, t);
    return pieces.n &&
           (read_names(r, &pieces) || read_pairs(r, &pieces) || read_columns(r, t, &pieces));
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
    if (colon < t.n && words_are_role(a, text_part(t, 0, colon), &out->weak)) {
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
