/*
 * Teams typed as lines: 第一组（联系白石镇） or 综合协调组 on a line of its own, below it a roster
 * and matters, 主要任务：…. A heading that is numbered as sections are is one.
 */
#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/number.h"

/* A line that begins a team. */
struct team_head {
    struct text number;        /* 第一组 */
    int order;                 /* 0: it has no number */
    struct text name;          /* 综合协调组 */
    struct text liaises, note; /* 白石镇, of （联系白石镇）; or what else the brackets say */
    struct text whole;
};

static bool ends_as_team(struct text t)
{
    static const char32_t ends[] = U"组队班";
    enum { LEAST = 3, MOST = 20 };
    return t.n >= LEAST && t.n <= MOST && utf8_is_one_of(t.cp[t.n - 1], ends);
}

static bool all_han(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_han(t.cp[i]))
            return false;
    return t.n > 0;
}

/* 第十二组 */
static int team_order(struct text t)
{
    struct numeral n = {0};
    size_t i = 1;
    if (text_char(t, 0) != U'第')
        return 0;
    while (i < t.n && numeral_add(&n, t.cp[i]))
        i++;
    bool is = n.n && (text_equals(text_part(t, i, t.n), "组") ||
                      text_equals(text_part(t, i, t.n), "小组"));
    return is && text_equals(text_part(t, i, t.n), "组") ? numeral_value(&n) : 0;
}

static void read_brackets(struct text inner, struct team_head *out)
{
    size_t word = text_word_at(inner, 0, "联系");
    if (word && word < inner.n)
        out->liaises = text_part(inner, word, inner.n);
    else
        out->note = inner;
}

static bool read_head(const struct import_block *b, struct team_head *out)
{
    struct text t = b->line.text, head = t;
    *out = (struct team_head){.whole = t};
    size_t open = 0;
    if (!b->paragraph || b->line.label.n ||
        !(b->found.kind == LINE_TEXT || b->found.kind == LINE_SIGNATURE))
        return false;
    while (open < t.n && !utf8_is_one_of(t.cp[open], U"（("))
        open++;
    if (open < t.n) {
        if (open + 2 >= t.n || !utf8_is_one_of(t.cp[t.n - 1], U"）)"))
            return false;
        read_brackets(text_trimmed(text_part(t, open + 1, t.n - 1)), out);
        head = text_trimmed(text_part(t, 0, open));
    }
    out->order = team_order(head);
    if (out->order)
        out->number = head;
    else
        out->name = head;
    return ends_as_team(head) && all_han(head);
}

/* 主要任务：…, of a team. */
static bool read_matter(struct importer *im, const struct import_block *b, struct text *title,
                        struct text *words)
{
    enum { MOST = 10 };
    struct text t = b->line.text;
    size_t i = 0;
    while (i < t.n && t.cp[i] != U'：' && t.cp[i] != ':')
        i++;
    if (!b->paragraph || b->line.label.n || i + 1 >= t.n || i > MOST)
        return false;
    *title = import_without_blanks(im->arena, text_part(t, 0, i));
    *words = text_trimmed(text_part(t, i + 1, t.n));
    return all_han(*title) && words->n && b->found.kind != LINE_CONTACT &&
           b->found.kind != LINE_TABLE_NOTE && b->found.kind != LINE_HEADING;
}

/* Where a team that begins at block i ends; i: there is none. A team has a roster first. */
static size_t team_end(struct importer *im, size_t i, size_t end, struct team_head *head)
{
    struct roster_run run;
    enum line_trust trust;
    struct text title, words;
    if (i >= end || !read_head(&im->blocks[i], head))
        return i;
    run = roster_read(im, i + 1, end);
    if (run.behind == i + 1 || !roster_is_one(&run, &trust))
        return i;
    size_t k = run.behind;
    while (k < end && read_matter(im, &im->blocks[k], &title, &words))
        k++;
    return k;
}

static void add_matter(struct importer *im, struct node *team, const struct import_block *b)
{
    struct text title, words;
    read_matter(im, b, &title, &words);
    struct node *n = import_element(im, team, "事项");
    import_attr(im, n, "题", title);
    import_text(im, n, words);
    text_list used = {0};
    VEC_PUSH(im->arena, &used, title);
    VEC_PUSH(im->arena, &used, words);
    words_rest(im, b->line.text, &used, IMPORT_DERIVED, NULL);
}

static void add_team(struct importer *im, struct node *teams, size_t i, size_t behind,
                     const struct team_head *head, bool counted)
{
    struct node *n = import_element(im, teams, "小组");
    struct roster_run run = roster_read(im, i + 1, behind);
    text_list used = {0};
    struct text name = counted ? (struct text){0} : head->number.n ? head->number : head->name;
    const struct {
        const char *attr;
        struct text value;
    } said[] = {{"名", name}, {"联系", head->liaises}, {"括注", head->note}};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (said[k].value.n) {
            import_attr(im, n, said[k].attr, said[k].value);
            VEC_PUSH(im->arena, &used, said[k].value);
        }
    words_rest(im, head->whole, &used, IMPORT_DERIVED, NULL);
    roster_add(&run, n, run.behind == behind);
    for (size_t k = run.behind; k < behind; k++)
        add_matter(im, n, &im->blocks[k]);
}

size_t import_teams(struct importer *im, size_t i, size_t end, struct node *parent)
{
    struct team_head head;
    size_t behind = i, n = 0;
    bool counted = true;
    for (size_t k; (k = team_end(im, behind, end, &head)) > behind; behind = k)
        counted = head.order == (int)++n && counted;
    if (n < 2 && !(n && counted)) /* one name may be the roster's title */
        return 0;
    struct node *teams = import_element(im, parent, "分组");
    if (counted)
        import_word(im, teams, "编号", "是");
    for (size_t at = i, k; at < behind; at = k) {
        k = team_end(im, at, end, &head);
        add_team(im, teams, at, k, &head, counted);
    }
    for (size_t k = i; k < behind; k++)
        import_became(im, k, IMPORT_TEAMS, LINE_LIKELY, 0);
    return behind - i;
}
