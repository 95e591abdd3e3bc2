/*
 * Rosters typed as lines: a part of the group and its people, more of them below, posts that the
 * clerk turned himself. Lines that follow each other are one roster. What may be running text as
 * well is left to be that.
 */
#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/people.h"

/* ---- where words stand ---- */

enum { HALF = 8000 };

/* The blanks of the paragraph right before its line. */
static size_t leading_tabs(const struct import_block *b)
{
    struct text before = import_before(b->typed, b->line.text);
    size_t tabs = 0;
    for (size_t i = before.n;
         i > 0 && utf8_is_blank(before.cp[i - 1]) && before.cp[i - 1] != TEXT_BREAK; i--)
        tabs += before.cp[i - 1] == '\t';
    return tabs;
}

static size_t tabs_in(struct text t)
{
    size_t tabs = 0;
    for (size_t i = 0; i < t.n; i++)
        tabs += t.cp[i] == '\t';
    return tabs;
}

static void note_places(struct roster_run *run, const struct import_block *b,
                        const struct roster_line *line)
{
    const struct line_person *p = &line->people.v[line->people.n - 1];
    struct text whole = b->line.text, to_name = import_before(whole, line->words);
    run->name_at = b->lead / HALF + words_width(to_name);
    run->post_at = run->name_at;
    if (!p->name.n || !p->post.n || p->bracketed)
        return;
    struct text to_post = import_before(whole, p->post);
    run->post_at = b->lead / HALF + words_width(to_post);
    run->tabs = leading_tabs(b) + tabs_in(to_post);
}

/* ---- lines ---- */

static struct roster_part *last_part(struct roster_run *run)
{
    return run->parts.n ? &run->parts.v[run->parts.n - 1] : NULL;
}

/* The rest of a post that the clerk turned himself: it stands where posts do, or the post lacks its
 * end. */
static bool goes_on(struct roster_run *run, const struct import_block *b, struct text *whole)
{
    struct arena *a = run->im->arena;
    struct roster_part *t = last_part(run);
    if (!t || !t->people.n || b->line.label.n)
        return false;
    struct line_person *p = &t->people.v[t->people.n - 1];
    enum { NEAR = 2 };
    bool tabbed = run->tabs > 1 && leading_tabs(b) >= run->tabs;
    bool below = !run->tabs && run->post_at > run->name_at && b->lead / HALF + NEAR >= run->post_at;
    if (!p->post.n || p->bracketed || p->phone.n || t->end.n)
        return false;
    *whole = text_joined(a, p->post, b->line.text);
    return (tabbed || below || !words_end_in_post(p->post)) && words_end_in_post(*whole);
}

static void start_part(struct roster_run *run, const struct roster_line *line)
{
    struct roster_part *t = VEC_ADD(run->im->arena, &run->parts);
    *t = (struct roster_part){
        .label = line->label,
        .colon = line->colon,
        .weak = line->weak,
        .bare = true,
        .bracketed = true,
    };
}

static void add_people(struct roster_run *run, const struct roster_line *line)
{
    struct arena *a = run->im->arena;
    struct roster_part *t = last_part(run);
    t->lines += line->people.n && !t->open;
    for (size_t i = 0; i < line->people.n; i++) {
        VEC_PUSH(a, &t->people, line->people.v[i]);
        t->bare = t->bare && !line->people.v[i].post.n;
        t->bracketed = t->bracketed && line->people.v[i].bracketed;
    }
    t->listed = t->listed || line->listed;
    t->open = line->open;
    t->end = line->end;
}

/* A line that goes on with people stands below them, or says of itself that they are some. */
static bool fits(struct roster_run *run, const struct import_block *b,
                 const struct roster_line *line)
{
    const struct roster_part *t = last_part(run);
    const struct line_person *p = line->people.n ? &line->people.v[0] : NULL;
    enum { NEAR = 4 };
    if (!t || !p || t->end.n)
        return t && t->open && p && p->name.n;
    if (line->unsure && b->lead / HALF != run->name_at)
        return false;
    if (p->name.n && (p->post.n || t->open || line->people.n > 1))
        return true;
    int from = b->lead / HALF - run->name_at;
    bool below = b->lead / HALF == run->label_at && people_is_name(p->name); /* as its label stands */
    return !t->people.n || (from <= NEAR && from >= -NEAR) || below ||
           (leading_tabs(b) > 0 && run->tabs > 0);
}

void roster_take(struct roster_run *run, const struct roster_line *line, struct text words)
{
    if (line->label.n)
        start_part(run, line);
    add_people(run, line);
    VEC_PUSH(run->im->arena, &last_part(run)->words, words);
}

static bool take_line(struct roster_run *run, size_t i)
{
    struct importer *im = run->im;
    const struct import_block *b = &im->blocks[i];
    struct roster_line line;
    struct text whole;
    bool text = b->found.kind == LINE_TEXT || b->found.kind == LINE_ROSTER ||
                b->found.kind == LINE_TO || b->found.kind == LINE_SIGNATURE;
    if (!b->paragraph || b->taken || b->line.label.n || !text)
        return false;
    bool read = line_read(im->arena, b->line.text, &line) &&
                !(line.unsure && (line.weak || (!line.label.n && !run->parts.n)));
    if (!read || !line.label.n) {
        if (b->found.kind == LINE_SIGNATURE)
            return false;
        if (goes_on(run, b, &whole)) {
            struct roster_part *t = last_part(run);
            t->people.v[t->people.n - 1].post = whole;
            VEC_PUSH(im->arena, &t->words, b->line.text);
            return true;
        }
        if (!read || !fits(run, b, &line))
            return false;
    }
    if (line.label.n && run->parts.n && !last_part(run)->people.n)
        return false; /* a label that nobody has */
    roster_take(run, &line, b->line.text);
    run->label_at = line.label.n ? b->lead / HALF : run->label_at;
    if (line.people.n)
        note_places(run, b, &line);
    return true;
}

/* A label without people is none. */
static void drop_empty(struct roster_run *run)
{
    if (run->parts.n && !last_part(run)->people.n) {
        run->behind -= last_part(run)->words.n;
        run->parts.n--;
    }
}

struct roster_run roster_read(struct importer *im, size_t i, size_t end)
{
    struct roster_run run = {.im = im, .first = i, .behind = i};
    while (run.behind < end && take_line(&run, run.behind))
        run.behind++;
    drop_empty(&run);
    return run;
}

bool roster_is_one(const struct roster_run *run, enum line_trust *trust)
{
    size_t named = 0, posts = 0, all = 0, strong = 0;
    for (size_t k = 0; k < run->parts.n; k++) {
        strong += !run->parts.v[k].weak;
        for (size_t i = 0; i < run->parts.v[k].people.n; i++, all++) {
            const struct line_person *p = &run->parts.v[k].people.v[i];
            named += p->name.n > 0;
            posts += p->name.n && p->post.n;
        }
    }
    *trust = run->parts.n > 1 && posts == all ? LINE_SURE
             : run->parts.n > 1 && named      ? LINE_LIKELY
                                              : LINE_PERHAPS;
    bool offices = !named && strong > 1 && strong == run->parts.n; /* 组长：分管副镇长 */
    return offices || (named && (posts || (strong && (run->parts.n > 1 || named > 2))));
}

/* ---- as elements ---- */

/* A person a line, with the post in brackets. */
static bool has_bracketed_lines(const struct roster_run *run)
{
    for (size_t k = 0; k < run->parts.n; k++)
        if (run->parts.v[k].bracketed && run->parts.v[k].lines > 1)
            return true;
    return false;
}

/* A line of words, 甲、乙；, not a person a line; a lone one is what the others are. */
static bool is_words(const struct roster_run *run, const struct roster_part *t)
{
    return t->lines == 1 &&
           (t->listed || (t->bare && t->end.n) || (t->bracketed && !has_bracketed_lines(run)));
}

static void add_end(struct importer *im, struct node *tier, const struct roster_part *t, bool last)
{
    const char *usual = last ? "。" : "；";
    if (!t->end.n || t->open)
        import_word(im, tier, "标点", "无");
    else if (!text_equals(t->end, usual))
        import_attr(im, tier, "标点", t->end);
}

static void add_tier(struct importer *im, struct node *roster, const struct roster_part *t,
                     bool words, bool last)
{
    struct node *n = import_element(im, roster, "层级");
    text_list used = {0};
    import_attr(im, n, "职务", t->label);
    import_change(im, t->colon, IMPORT_DERIVED, NULL);
    VEC_PUSH(im->arena, &used, t->label);
    VEC_PUSH(im->arena, &used, t->colon);
    if (words) {
        import_word(im, n, "形式", "文字");
        add_end(im, n, t, last);
    }
    for (size_t i = 0; i < t->people.n; i++) {
        const struct line_person *p = &t->people.v[i];
        people_member(im, import_element(im, n, "成员"), p);
        VEC_PUSH(im->arena, &used, p->name);
        VEC_PUSH(im->arena, &used, p->post);
        VEC_PUSH(im->arena, &used, p->phone);
    }
    struct text_builder all = {.arena = im->arena};
    for (size_t i = 0; i < t->words.n; i++) {
        all.src = all.src ? all.src : t->words.v[i].src;
        text_add_text(&all, t->words.v[i]);
        text_add(&all, ' ', t->words.v[i].at[0]);
    }
    words_rest(im, text_done(&all), &used, IMPORT_DERIVED, words ? NULL : "");
}

static bool any_words(const struct roster_run *run)
{
    for (size_t k = 0; k < run->parts.n; k++)
        if (run->parts.v[k].listed && is_words(run, &run->parts.v[k]))
            return true;
    return false;
}

void roster_add(const struct roster_run *run, struct node *parent, bool closes)
{
    bool any = any_words(run);
    for (size_t k = 0; k < run->parts.n; k++) {
        const struct roster_part *t = &run->parts.v[k];
        bool words = is_words(run, t) || (any && t->bare && t->lines == 1);
        add_tier(run->im, parent, t, words, closes && k + 1 == run->parts.n);
    }
}

size_t import_roster(struct importer *im, size_t i, size_t end, struct node *parent)
{
    if (i < im->no_roster)
        return 0;
    struct roster_run run = roster_read(im, i, end);
    enum line_trust trust;
    if (!roster_is_one(&run, &trust)) {
        im->no_roster = run.behind; /* nor do its last lines by themselves */
        return 0;
    }
    roster_add(&run, import_element(im, parent, "名单"), true);
    for (size_t k = i; k < run.behind; k++)
        import_became(im, k, IMPORT_ROSTER, trust, 0);
    return run.behind - i;
}
