/*
 * hongtou staff affected: which documents name people otherwise than they would today. Each is
 * resolved twice, as of its own day and as of the day asked about; only those that differ are laid
 * out, for the pages. The list goes to standard output; the exit status is 1 when there is any.
 */
#include <string.h>
#include <time.h>

#include "cli/people_int.h"
#include "vocab/vocab.h"

/* A place in a document where what it says is not what it would say; or where it is pinned. */
struct finding {
    const char *file;
    uint32_t line, col;
    int page; /* 0: not on any */
    const char *where;
    const struct fact *says, *would; /* NULL: nothing; pinned: would is NULL */
};

struct survey {
    const struct options *options;
    struct driver *driver;
    struct diags *diags;
    struct arena *arena;
    struct date day;
    VEC(struct finding) affected, pinned;
    size_t documents, out_of_date;
    struct buf out;
};

static bool in_chinese(const struct survey *s)
{
    return s->options->lang == DIAG_ZH;
}

/* ---- looking ---- */

static struct finding finding_of(const struct survey *s, const struct fact *says,
                                 const struct fact *would)
{
    const struct fact *fact = says ? says : would;
    struct place place = source_place(fact->pos);
    return (struct finding){.file = arena_strdup(s->arena, fact->pos.src->name),
                            .line = place.line,
                            .col = place.col,
                            .where = text_utf8(s->arena, fact->where),
                            .says = says,
                            .would = would};
}

/* The pages are those of the document as it stands. */
static bool find_pages(struct survey *s, const struct document *doc, struct finding *first,
                       size_t n)
{
    struct page_words *words = page_words_new(s->arena);
    if (!driver_lay_out(s->driver, doc, page_words_sink(words)))
        return false;
    for (size_t i = 0; i < n; i++)
        if (first[i].says)
            first[i].page = page_words_find(words, doc->facts, first[i].says);
    return true;
}

static bool list_changes(struct survey *s, const struct document *before,
                         const struct document *after)
{
    const struct fact_pair *changes;
    size_t n = facts_pair(s->arena, before->facts, after->facts, &changes);
    size_t first = s->affected.n;
    for (size_t i = 0; i < n; i++)
        VEC_PUSH(s->arena, &s->affected, finding_of(s, changes[i].before, changes[i].after));
    for (const struct fact *f = after->facts; f; f = f->next)
        if (f->pinned)
            VEC_PUSH(s->arena, &s->pinned, finding_of(s, f, NULL));
    s->out_of_date += n > 0;
    return n == 0 || find_pages(s, before, &s->affected.v[first], n);
}

/* As of a day, year 0 for its own. What a document says of itself is for others to report; its
 * mistakes are not. */
static struct document *read_on(struct survey *s, const struct tree *tree, struct date day)
{
    struct diags *own = diags_new(s->options->lang);
    struct document *doc = driver_read_on(s->driver, s->arena, tree, day, own);
    if (doc)
        diags_drop(own);
    else
        diags_take(s->diags, own);
    return doc;
}

/* A document of a later day than the one asked about is not out of date. */
static bool survey_tree(struct survey *s, const struct tree *tree)
{
    struct document *before = read_on(s, tree, (struct date){0});
    if (!before)
        return false;
    s->documents++;
    if (!before->facts || staff_compare_days(before->as_of, s->day) >= 0)
        return true;
    struct document *after = read_on(s, tree, s->day);
    return after && list_changes(s, before, after);
}

/* What stays of a document is what was found in it: the arena of the others is used again. */
static bool survey_file(struct survey *s, const char *path)
{
    struct arena_mark mark = arena_mark(s->arena);
    size_t found = s->affected.n + s->pinned.n;
    const struct tree *tree = xml_read(s->arena, path, (struct pos){0}, s->diags);
    bool ok = tree && (!vocab_names_staff(tree) || survey_tree(s, tree));
    if (s->affected.n + s->pinned.n == found)
        arena_reset(s->arena, mark);
    return ok;
}

/* ---- as text ---- */

static const char *said(const struct survey *s, const struct fact *fact, bool with_post)
{
    const char *name = !fact          ? (in_chinese(s) ? "（无）" : "(nobody)")
                       : *fact->value ? fact->value
                                      : "（空缺）";
    return fact && with_post && fact->post && *fact->post
               ? arena_printf(s->arena, "%s（%s）", name, fact->post)
               : name;
}

static void add_place(struct survey *s, const struct finding *f)
{
    bool zh = in_chinese(s);
    buf_printf(&s->out, "%s:%u:%u: ", f->file, (unsigned)f->line, (unsigned)f->col);
    if (f->page)
        buf_printf(&s->out, zh ? "第%d页 " : "page %d, ", f->page);
    buf_str(&s->out, *f->where ? f->where : zh ? "文中" : "in the text");
    buf_str(&s->out, zh ? "：" : ": ");
}

/* The post is said where it tells more than the name. */
static void add_change(struct survey *s, const struct finding *f)
{
    bool same_post = f->says && f->would && f->says->post && f->would->post &&
                     strcmp(f->says->post, f->would->post) == 0;
    add_place(s, f);
    buf_printf(&s->out, "%s → %s\n", said(s, f->says, !same_post), said(s, f->would, true));
}

static void add_pinned(struct survey *s, const struct finding *f)
{
    static const char *const forms[] = {"%s（%s）；%s现在是：%s\n", "%s (%s); %s is now: %s\n"};
    const char *post = strchr(f->says->key, ':');
    const char *holder = *f->says->holder ? f->says->holder : "（空缺）";
    add_place(s, f);
    buf_printf(&s->out, forms[!in_chinese(s)], f->says->value, f->says->reason,
               post ? post + 1 : "", holder);
}

static void add_text(struct survey *s)
{
    bool zh = in_chinese(s);
    for (size_t i = 0; i < s->affected.n; i++)
        add_change(s, &s->affected.v[i]);
    if (s->pinned.n)
        buf_str(&s->out, zh ? "\n固定的，不计在内：\n" : "\npinned, not counted:\n");
    for (size_t i = 0; i < s->pinned.n; i++)
        add_pinned(s, &s->pinned.v[i]);
    if (s->affected.n || s->pinned.n)
        buf_char(&s->out, '\n');
    buf_printf(
        &s->out,
        zh ? "%04d-%02d-%02d：用人员库的公文 %zu 份，要改的 %zu 份，共 %zu 处\n"
           : "%04d-%02d-%02d: %zu documents of staff files, %zu out of date, in %zu places\n",
        s->day.year, s->day.month, s->day.day, s->documents, s->out_of_date, s->affected.n);
}

/* ---- as JSON ---- */

static void add_json_field(struct survey *s, const char *name, const char *value)
{
    buf_printf(&s->out, ", \"%s\": ", name);
    if (value)
        buf_json(&s->out, value);
    else
        buf_str(&s->out, "null");
}

static void add_json_place(struct survey *s, const struct finding *f)
{
    buf_str(&s->out, "{\"file\": ");
    buf_json(&s->out, f->file);
    buf_printf(&s->out, ", \"line\": %u, \"column\": %u", (unsigned)f->line, (unsigned)f->col);
    if (f->page)
        buf_printf(&s->out, ", \"page\": %d", f->page);
    add_json_field(s, "where", f->where);
    add_json_field(s, "key", (f->says ? f->says : f->would)->key);
}

static void add_json_list(struct survey *s, const char *name, const struct finding *list, size_t n)
{
    buf_printf(&s->out, ",\n\"%s\": [", name);
    for (size_t i = 0; i < n; i++) {
        const struct finding *f = &list[i];
        buf_str(&s->out, i ? ",\n  " : "\n  ");
        add_json_place(s, f);
        add_json_field(s, "says", f->says ? f->says->value : NULL);
        add_json_field(s, "says_post", f->says ? f->says->post : NULL);
        if (f->says && f->says->pinned) {
            add_json_field(s, "reason", f->says->reason);
            add_json_field(s, "holder", f->says->holder);
        } else {
            add_json_field(s, "would_say", f->would ? f->would->value : NULL);
            add_json_field(s, "would_say_post", f->would ? f->would->post : NULL);
        }
        buf_char(&s->out, '}');
    }
    buf_char(&s->out, ']');
}

static void add_json(struct survey *s)
{
    buf_printf(&s->out, "{\"as_of\": \"%04d-%02d-%02d\", \"documents\": %zu, \"out_of_date\": %zu",
               s->day.year, s->day.month, s->day.day, s->documents, s->out_of_date);
    add_json_list(s, "affected", s->affected.v, s->affected.n);
    add_json_list(s, "pinned", s->pinned.v, s->pinned.n);
    buf_str(&s->out, "}\n");
}

/* ---- the command ---- */

static struct date today(void)
{
    enum { EPOCH = 1900 };
    time_t now = time(NULL);
    struct tm local = {0};
    localtime_r(&now, &local);
    return (struct date){.year = local.tm_year + EPOCH, local.tm_mon + 1, local.tm_mday};
}

static bool survey_all(struct survey *s)
{
    static char here[] = ".";
    char *folders[] = {here};
    bool named = s->options->n_args > 1, ok = true;
    struct source_list sources = sources_find(s->arena, named ? s->options->args + 1 : folders,
                                              named ? s->options->n_args - 1 : 1, s->diags);
    for (size_t i = 0; i < sources.n; i++)
        ok = survey_file(s, sources.v[i].path) && ok;
    return ok;
}

static bool report(struct survey *s)
{
    if (s->options->format == DIAG_JSON)
        add_json(s);
    else
        add_text(s);
    if (s->affected.n)
        diag_system(s->diags, DIAG_C049, arena_printf(s->arena, "%zu", s->out_of_date),
                    arena_printf(s->arena, "%zu", s->affected.n));
    bool ok = write_output(s->options, s->out.p, s->out.n, s->diags);
    buf_drop(&s->out);
    return ok;
}

bool staff_affected(const struct options *options, struct arena *a, struct diags *d)
{
    struct survey s = {.options = options, .arena = a, .diags = d, .day = today()};
    if (options->as_of && !take_date(a, "--as-of", options->as_of, &s.day, d))
        return false;
    s.driver = driver_open(options, d);
    if (!s.driver)
        return false;
    bool ok = survey_all(&s);
    ok = report(&s) && ok;
    driver_close(s.driver);
    return ok && !s.affected.n;
}
