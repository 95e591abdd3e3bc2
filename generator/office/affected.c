/*
 * Which documents name people otherwise than they would today. Each is
 * resolved twice, as of its own day and as of the day asked about; an issued one says what its lock
 * has, whatever has become of the staff file since. Only those with something to tell are laid out,
 * for the pages.
 */
#include <string.h>
#include <unistd.h>

#include "office/diag.def"
#include "office/page_words.h"
#include "record/record.h"
#include "value/date.h"
#include "vocab/vocab.h"

/* A place in a document where what it says is not what it would say; or where it is pinned. */
struct place_of_change {
    const char *file;
    uint32_t line, col;
    int page;                             /* 0: not on any */
    const struct fact_line *says, *would; /* NULL: nothing; pinned: the same */
    const char *reason, *holder;          /* of a pinned one */
};
typedef VEC(struct place_of_change) change_places;

/* Of one document while it is looked at, on any thread; then of all. */
struct survey {
    struct hongtou *office;
    struct arena *arena; /* NULL: nothing was found in the document */
    struct arena *one;   /* of the document at hand; what was found in it is copied */
    struct date day;
    change_places affected, pinned;
    size_t documents, out_of_date;
    bool ok;
    struct buf *out;
};

static bool in_chinese(const struct survey *s)
{
    return office_lang(s->office) == DIAG_ZH;
}

/* ---- looking ---- */

/* A document as it stands, and as it would; and its words by page, once they are asked for. */
struct views {
    const struct document *before;
    const struct people *after;
    fact_lines says, would;
    struct page_words *words;
};

/* What only a lock remembers stands nowhere any more, but its tier may. */
static const struct fact *fact_there(const struct views *v, const struct fact_line *gone)
{
    for (size_t i = 0; i < v->would.n; i++)
        if (*gone->where && strcmp(v->would.v[i].where, gone->where) == 0)
            return v->would.v[i].fact;
    return NULL;
}

static const struct fact_line *kept(const struct survey *s, const struct fact_line *f)
{
    struct arena *a = s->arena;
    if (!f)
        return NULL;
    struct fact_line copy = {.where = arena_strdup(a, f->where),
                             .key = arena_strdup(a, f->key),
                             .value = arena_strdup(a, f->value),
                             .post = arena_strdup(a, f->post),
                             .person = arena_strdup(a, f->person),
                             .pinned = f->pinned,
                             .typed = f->typed};
    return arena_copy(a, &copy, sizeof copy);
}

/* Without a place of its own it stands at the document as a whole, on no page. */
static void add_change_place(const struct survey *s, const struct views *v, change_places *list,
                             const struct fact_line *says, const struct fact_line *would)
{
    const struct fact *fact = says && says->fact ? says->fact
                              : would            ? would->fact
                                                 : fact_there(v, says);
    struct pos pos = fact ? fact->pos : v->before->pos;
    struct place place = source_place(pos);
    bool pinned = says && says == would;
    struct place_of_change f = {.file = arena_strdup(s->arena, pos.src->name),
                                .line = place.line,
                                .col = place.col,
                                .says = kept(s, says)};
    f.would = pinned ? f.says : kept(s, would);
    if (pinned) {
        f.reason = arena_strdup(s->arena, fact->reason);
        f.holder = arena_strdup(s->arena, fact->holder);
    }
    uint32_t off = fact && fact->typed.n ? text_pos(fact->typed, 0).off : pos.off;
    if (fact)
        f.page = office_words_find(v->words, pinned ? &v->would : &v->says, says, off);
    VEC_PUSH(s->arena, list, f);
}

/* The pages are those of the document as it stands; most documents have nothing to look up. */
static bool compare_views(struct survey *s, struct views *v)
{
    fact_changes changes = {0};
    record_facts_of(s->one, v->after, &v->would);
    record_facts_compare(s->one, &v->says, &v->would, &changes);
    s->out_of_date += changes.n > 0;
    size_t pinned = 0;
    for (size_t i = 0; i < v->would.n; i++)
        pinned += v->would.v[i].pinned;
    if (!changes.n && !pinned)
        return true;
    s->arena = arena_new();
    v->words = office_words_new(s->one);
    if (!office_lay_out(s->office, v->before, office_words_sink(v->words)))
        return false;
    for (size_t i = 0; i < changes.n; i++)
        add_change_place(s, v, &s->affected, changes.v[i].old, changes.v[i].now);
    for (size_t i = 0; i < v->would.n; i++)
        if (v->would.v[i].pinned)
            add_change_place(s, v, &s->pinned, &v->would.v[i], &v->would.v[i]);
    return true;
}

/* What a document says of itself is for others to report; its mistakes are not. */
static void settle(struct survey *s, struct diags *own, bool ok)
{
    if (ok)
        diags_drop(own);
    else
        diags_take(s->office->diags, own);
}

static struct fact_line *find_question(fact_lines *list, const struct fact_line *f)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->v[i].key, f->key) == 0 && strcmp(list->v[i].where, f->where) == 0)
            return &list->v[i];
    return NULL;
}

/* A staff file has no telephones of other days: what the finished document has tells what it says;
 * of those typed by hand, whether they were the staff file's. */
static void remember_phones(const struct survey *s, const char *path, fact_lines *says)
{
    fact_lines made = {0};
    size_t n = strlen(path), xml = strlen(".xml");
    if (n <= xml || !file_ends_in(path, ".xml") ||
        !record_facts(s->one, arena_printf(s->one, "%.*s.pdf", (int)(n - xml), path), &made))
        return;
    for (size_t i = 0; i < made.n; i++) {
        struct fact_line *now =
            record_key_is_line(made.v[i].key) ? find_question(says, &made.v[i]) : NULL;
        if (now)
            now->value = made.v[i].value;
        else if (made.v[i].typed && record_key_is_line(made.v[i].key))
            VEC_PUSH(s->one, says, made.v[i]);
    }
}

/* Locks of earlier programs have nobody who is typed outside rosters; the document still says whom.
 */
static void add_typed(const struct survey *s, const struct people *people, fact_lines *says)
{
    fact_lines all = {0};
    record_facts_of(s->one, people, &all);
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].typed && !record_key_is_line(all.v[i].key) && !find_question(says, &all.v[i]))
            VEC_PUSH(s->one, says, all.v[i]);
}

/* False: reported. */
static bool read_before(struct survey *s, struct tree *tree, const char *path, struct views *v)
{
    const char *lock_file = record_lock_path(s->one, path);
    bool issued = file_exists(lock_file);
    const struct lock *lock = issued ? record_lock_read(s->one, lock_file, s->office->diags) : NULL;
    if (issued && !lock)
        return false;
    struct diags *own = diags_beside(s->office->diags);
    if (lock && !lock->as_of.year) /* it was issued before there was a staff file to ask */
        lock = NULL;
    struct date day = lock ? lock->as_of : (struct date){0};
    v->before = office_document(s->office, s->one, tree, day, own);
    settle(s, own, v->before);
    if (!v->before)
        return false;
    if (lock) {
        v->says = lock->facts;
        add_typed(s, v->before->people, &v->says);
    } else {
        record_facts_of(s->one, v->before->people, &v->says);
        remember_phones(s, path, &v->says);
    }
    return true;
}

/* A document of a later day than the one asked about is not out of date. */
static bool survey_tree(struct survey *s, struct tree *tree, const char *path)
{
    struct views v = {.before = NULL};
    if (!read_before(s, tree, path, &v))
        return false;
    s->documents++;
    const struct people *before = v.before->people;
    if (!before->facts || date_compare(before->day, s->day) >= 0)
        return true;
    struct diags *own = diags_beside(s->office->diags);
    v.after = office_people(s->office, v.before, s->day, own);
    settle(s, own, v.after);
    return v.after && compare_views(s, &v);
}

static bool survey_file(struct survey *s, const char *path)
{
    s->one = arena_new();
    struct tree *tree = office_tree(s->office, s->one, &(struct hongtou_source){.name = path});
    bool ok = tree && (!vocab_names_staff(tree) || survey_tree(s, tree, path));
    arena_drop(s->one);
    return ok;
}

/* ---- as text ---- */

static const char *name_in(const struct survey *s, const struct place_of_change *f, bool now)
{
    const struct fact_line *fact = now ? f->would : f->says;
    const struct fact_line *other = now ? f->says : f->would;
    if (!fact)
        return in_chinese(s) ? "（无）" : "(nobody)";
    return record_fact_name(s->arena, fact, other, office_lang(s->office));
}

static void add_place(struct survey *s, const struct place_of_change *f)
{
    bool zh = in_chinese(s);
    const char *where = (f->says ? f->says : f->would)->where;
    buf_shown(s->out, f->file);
    buf_printf(s->out, ":%u:%u: ", (unsigned)f->line, (unsigned)f->col);
    if (f->page)
        buf_printf(s->out, zh ? "第%d页 " : "page %d, ", f->page);
    buf_str(s->out, *where ? where : zh ? "文中" : "in the text");
    buf_str(s->out, zh ? "：" : ": ");
}

/* The post is written where it tells more than the name. */
static void add_change(struct survey *s, const struct place_of_change *f)
{
    bool same_post = f->says && f->would && strcmp(f->says->post, f->would->post) == 0;
    add_place(s, f);
    buf_str(s->out, name_in(s, f, false));
    if (f->says && *f->says->post && !same_post)
        buf_printf(s->out, "（%s）", f->says->post);
    buf_printf(s->out, " → %s", name_in(s, f, true));
    if (f->would && *f->would->post)
        buf_printf(s->out, "（%s）", f->would->post);
    buf_char(s->out, '\n');
}

static void add_pinned(struct survey *s, const struct place_of_change *f)
{
    static const char *const forms[] = {"%s（%s）；%s现在是：%s\n", "%s (%s); %s is now: %s\n"};
    const char *post = strchr(f->says->key, ':');
    const char *holder = *f->holder ? f->holder : model_vacant;
    add_place(s, f);
    buf_printf(s->out, forms[!in_chinese(s)], f->says->value, f->reason, post ? post + 1 : "",
               holder);
}

static void add_text(struct survey *s)
{
    bool zh = in_chinese(s);
    for (size_t i = 0; i < s->affected.n; i++)
        add_change(s, &s->affected.v[i]);
    if (s->pinned.n)
        buf_str(s->out, zh ? "\n固定的，不计在内：\n" : "\npinned, not counted:\n");
    for (size_t i = 0; i < s->pinned.n; i++)
        add_pinned(s, &s->pinned.v[i]);
    if (s->affected.n || s->pinned.n)
        buf_char(s->out, '\n');
    buf_printf(
        s->out,
        zh ? "%04d-%02d-%02d：用人员库的公文 %zu 份，要改的 %zu 份，共 %zu 处\n"
           : "%04d-%02d-%02d: %zu documents of staff files, %zu out of date, in %zu places\n",
        s->day.year, s->day.month, s->day.day, s->documents, s->out_of_date, s->affected.n);
}

/* ---- as JSON ---- */

static void add_json_field(struct survey *s, const char *name, const char *value)
{
    buf_printf(s->out, ", \"%s\": ", name);
    if (value)
        buf_json(s->out, value);
    else
        buf_str(s->out, "null");
}

static void add_json_place(struct survey *s, const struct place_of_change *f)
{
    const struct fact_line *fact = f->says ? f->says : f->would;
    buf_str(s->out, "{\"file\": ");
    buf_json(s->out, f->file);
    buf_printf(s->out, ", \"line\": %u, \"column\": %u", (unsigned)f->line, (unsigned)f->col);
    if (f->page)
        buf_printf(s->out, ", \"page\": %d", f->page);
    add_json_field(s, "where", fact->where);
    add_json_field(s, "key", fact->key);
}

/* What a line says: the name, who that is, and the post. */
static void add_json_said(struct survey *s, const char *name, const struct fact_line *fact)
{
    add_json_field(s, name, fact ? fact->value : NULL);
    add_json_field(s, arena_printf(s->arena, "%s_id", name), fact ? fact->person : NULL);
    add_json_field(s, arena_printf(s->arena, "%s_post", name),
                   fact && *fact->post ? fact->post : NULL);
}

static void add_json_list(struct survey *s, const char *name, const struct place_of_change *list,
                          size_t n)
{
    buf_printf(s->out, ",\n\"%s\": [", name);
    for (size_t i = 0; i < n; i++) {
        const struct place_of_change *f = &list[i];
        buf_str(s->out, i ? ",\n  " : "\n  ");
        add_json_place(s, f);
        add_json_said(s, "says", f->says);
        if (f->reason) {
            add_json_field(s, "reason", f->reason);
            add_json_field(s, "holder", f->holder);
        } else {
            add_json_said(s, "would_say", f->would);
        }
        buf_char(s->out, '}');
    }
    buf_char(s->out, ']');
}

static void add_json(struct survey *s)
{
    buf_printf(s->out, "{\"as_of\": \"%04d-%02d-%02d\", \"documents\": %zu, \"out_of_date\": %zu",
               s->day.year, s->day.month, s->day.day, s->documents, s->out_of_date);
    add_json_list(s, "affected", s->affected.v, s->affected.n);
    add_json_list(s, "pinned", s->pinned.v, s->pinned.n);
    buf_str(s->out, "}\n");
}

/* ---- all ---- */

struct surveying {
    struct survey all;
    struct source_list sources;
    struct survey *each; /* of sources.n */
};

static void survey_one(struct hongtou *h, size_t i, void *context)
{
    struct surveying *all = context;
    struct survey *s = &all->each[i];
    s->office = h;
    s->day = all->all.day;
    s->ok = survey_file(s, all->sources.v[i].path);
}

/* What was found stays where it was copied to. */
static void add_survey(struct hongtou *h, size_t i, struct diags *findings, void *context)
{
    (void)h, (void)findings;
    struct survey *s = &((struct surveying *)context)->all;
    const struct survey *one = &((struct surveying *)context)->each[i];
    s->ok = s->ok && one->ok;
    s->documents += one->documents;
    s->out_of_date += one->out_of_date;
    for (size_t k = 0; k < one->affected.n; k++)
        VEC_PUSH(s->arena, &s->affected, one->affected.v[k]);
    for (size_t k = 0; k < one->pinned.n; k++)
        VEC_PUSH(s->arena, &s->pinned, one->pinned.v[k]);
}

/* The same comes out of any number of threads. */
static int threads_for(const struct office_survey *job, size_t files)
{
    enum { FEW = 100, MOST = 16 };
    if (job->threads || files < FEW)
        return job->threads;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < MOST ? (int)processors : MOST;
}

bool office_affected(struct hongtou *h, const struct office_survey *job, struct buf *out,
                     size_t *places)
{
    struct surveying all = {
        .all = {.office = h, .arena = arena_new(), .day = job->day, .ok = true, .out = out}};
    struct survey *s = &all.all;
    all.sources = office_sources(s->arena, job->paths, job->n_paths, h->diags);
    all.each = ARENA_ARRAY(s->arena, struct survey, all.sources.n);
    office_each(h, &(struct office_each){.n = all.sources.n,
                                         .threads = threads_for(job, all.sources.n),
                                         .work = survey_one,
                                         .take = add_survey,
                                         .context = &all});
    if (job->json)
        add_json(s);
    else
        add_text(s);
    *places = s->affected.n;
    if (*places)
        diag_system(h->diags, DIAG_C049, arena_printf(s->arena, "%zu", s->out_of_date),
                    arena_printf(s->arena, "%zu", *places), date_iso(s->arena, job->day),
                    s->affected.v[0].file);
    bool ok = s->ok && !h->broken && !office_is_cancelled(h);
    for (size_t i = 0; i < all.sources.n; i++)
        arena_drop(all.each[i].arena);
    arena_drop(s->arena);
    return ok;
}
