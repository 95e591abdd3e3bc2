/*
 * A staff file made, or extended, from the notices that an office has: whoever is typed by name and
 * post in rosters, groups, cars and contacts. The documents then name the staff file, which is all
 * that is written into them: they print as before.
 */
#include <stdlib.h>
#include <string.h>

#include "base/usual.h"
#include "base/utf8.h"
#include "model/visit.h"
#include "office/diag.def"
#include "office/learn_int.h"
#include "resolve/resolve.h"
#include "value/list.h"
#include "vocab/vocab.h"

/* A document that names no staff file yet. */
struct unbound {
    const char *path;
    size_t at; /* in its bytes: behind the root's name; 0: nothing can be written there */
    char hash[SHA256_HEX]; /* of those bytes */
    bool english;
    bool seen; /* people are typed in it; otherwise they may stand in its words */
    struct document *doc;
};

struct gathering {
    struct learn *learn;
    VEC(struct learn_sighting) list;
    VEC(struct unbound) unbound;
    const char *file; /* at hand */
    struct source_lines lines;
    struct date day;
    const char *staff; /* that a document names, as a path; or NULL */
};

/* ---- documents ---- */

/* 林 芳 is 林芳. */
static struct text bare_name(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]))
            text_add(&b, t.cp[i], t.at[i]);
    return text_done(&b);
}

/* 罗启明, 艾力·买买提: what else stands in a name's place is words. */
static bool is_name(struct text t)
{
    enum { LEAST = 2, USUAL = 4, MOST = 15 };
    static const char32_t no_ends[] = U"长员组局部名人位室村镇县办";
    bool dotted = false;
    for (size_t i = 0; i < t.n; i++) {
        bool dot = usual_dot(t.cp[i]) == U'·';
        dotted = dotted || dot;
        if (!utf8_is_han(t.cp[i]) && !dot)
            return false;
    }
    return t.n >= LEAST && t.n <= (dotted ? MOST : USUAL) &&
           (t.n < USUAL || dotted || !utf8_is_one_of(t.cp[t.n - 1], no_ends));
}

static void see(void *context, const struct record_person *p)
{
    struct gathering *g = context;
    struct text name = bare_name(g->learn->arena, p->name);
    if (!is_name(name) || (!p->post.n && !p->phone.n && !p->email.n))
        return;
    struct learn_sighting s = {
        .name = name, .post = p->post, .phone = p->phone, .email = p->email, .index = g->list.n};
    s.place = (struct learn_place){g->file, source_line(&g->lines, text_pos(p->name, 0)), g->day};
    VEC_PUSH(g->learn->arena, &g->list, s);
}

static struct date day_of(const struct document *doc)
{
    struct date none = {0};
    return doc->as_of.year  ? doc->as_of
           : doc->signature ? doc->signature->date
           : doc->imprint   ? doc->imprint->date
                            : none;
}

/* Nothing can be written into files of other encodings. */
static bool is_utf8(const char *bytes)
{
    const char *end = strstr(bytes, "?>"), *encoding = strstr(bytes, "encoding=");
    if ((unsigned char)*bytes >= 0xFE)
        return false;
    return !encoding || !end || encoding > end ||
           strncmp(encoding + strlen("encoding=") + 1, "UTF-8", 5) == 0 ||
           strncmp(encoding + strlen("encoding=") + 1, "utf-8", 5) == 0;
}

/* Its place in the file's bytes; a byte order mark is not counted in places. */
static void note_unbound(struct gathering *g, const char *path, const struct tree *tree,
                         struct document *doc, bool seen, struct diags *d)
{
    struct arena *a = g->learn->arena;
    size_t size, name = strlen(tree->root->name);
    char *bytes = file_read(a, path, &size, (struct pos){0}, d);
    const char *tag = arena_printf(a, "<%s", tree->root->name);
    size_t at = tree->root->pos.off, mark = strlen("\xEF\xBB\xBF");
    if (bytes && at + name < size && strncmp(bytes + at, tag, name + 1) != 0)
        at += mark;
    bool fits =
        bytes && is_utf8(bytes) && at + name < size && strncmp(bytes + at, tag, name + 1) == 0;
    struct unbound u = {.path = path, .at = fits ? at + 1 + name : 0, .seen = seen, .doc = doc};
    u.english = strcmp(tree->root->name, "document") == 0;
    sha256_of(bytes ? bytes : "", bytes ? size : 0, u.hash);
    VEC_PUSH(a, &g->unbound, u);
}

/* A staff file among the documents is passed over. */
static bool read_document(struct hongtou *h, struct gathering *g, const char *path)
{
    struct arena *a = g->learn->arena;
    struct tree *tree = office_tree(h, a, &(struct hongtou_source){.name = path});
    if (!tree || vocab_is_staff(tree))
        return tree != NULL;
    struct document *doc = vocab_read(a, tree, h->diags);
    if (!doc)
        return false;
    struct diags *own = diags_beside(h->diags);
    bool ok = office_resolve(doc, own);
    if (ok)
        diags_drop(own);
    else
        diags_take(h->diags, own);
    g->file = path;
    g->day = day_of(doc);
    if (!ok)
        return false;
    if (!g->day.year && !doc->form)
        diag(h->diags, DIAG_C060, doc->pos, path);
    if (!g->day.year)
        return true;
    size_t before = g->list.n;
    visit_people(doc, see, g);
    if (doc->staff.n && !g->staff)
        g->staff = file_beside(a, doc->staff);
    if (!doc->staff.n)
        note_unbound(g, path, tree, doc, g->list.n > before, h->diags);
    return true;
}

/* ---- what was seen ---- */

static int compare_days(const void *a, const void *b)
{
    const struct learn_sighting *x = a, *y = b;
    int by_day = date_compare(x->place.day, y->place.day);
    return by_day ? by_day : (x->index > y->index) - (x->index < y->index);
}

static struct learn_seen *post_seen(struct learn *l, const struct learn_post *post,
                                    struct text typed)
{
    struct staff_match m = {.n = 0};
    struct pos none = {0};
    const char *name = arena_printf(l->arena, "%s\n%s", post->unit, post->title);
    bool fresh;
    size_t known = name_intern(l->arena, &l->post_names, text_from_utf8(l->arena, name, none), &fresh);
    if (!fresh)
        return &l->posts.v[known];
    const char *whole = arena_printf(l->arena, "%s%s", post->unit, post->title);
    if (l->staff)
        m = staff_find_post(l->staff, text_from_utf8(l->arena, whole, none));
    if (l->staff && m.n != 1)
        m = staff_find_post(l->staff, typed);
    struct learn_seen *seen = VEC_ADD(l->arena, &l->posts);
    *seen = (struct learn_seen){.post = *post, .known = m.n == 1 ? m.found[0] : NULL};
    return seen;
}

static void add_holder(struct learn *l, struct learn_seen *p, const char *person,
                       const struct learn_place *at, bool concurrent)
{
    bool fresh;
    size_t known = name_intern(l->arena, &p->held,
                               text_from_utf8(l->arena, person, (struct pos){0}), &fresh);
    if (!fresh) {
        p->holders.v[known].last = *at;
        return;
    }
    VEC_PUSH(l->arena, &p->holders, ((struct learn_holder){person, *at, *at, concurrent}));
}

struct typed_post {
    struct learn_post post;
    struct text typed;
    bool concurrent;
};
typedef VEC(struct typed_post) typed_posts;

/* The posts that are typed as one; what cannot be told is listed. */
static void read_posts(struct learn *l, const struct learn_sighting *s, typed_posts *out)
{
    static const char *const forms[] = {
        "看不出“%s”（%s）的单位和职务，没有记下任职",
        "what is unit and what is title in \"%s\" (%s) cannot be told: no tenure"};
    const char *first = "", *person = text_utf8(l->arena, s->name);
    struct text one;
    for (size_t at = 0; list_next(s->post, LIST_COMMAS | LIST_BRACKETS, &at, &one);) {
        const char *typed = text_utf8(l->arena, one), *bracket = strstr(typed, "（");
        struct typed_post p = {.concurrent =
                                   bracket && strncmp(bracket, "（兼", strlen("（兼")) == 0};
        if (bracket && bracket > typed)
            typed = arena_strndup(l->arena, typed, (size_t)(bracket - typed));
        if (!office_learn_post(l->arena, typed, first, &p.post)) {
            office_learn_conflict(l, &s->place, "post",
                                  arena_printf(l->arena, forms[l->lang], typed, person));
            continue;
        }
        if (!*first)
            first = p.post.unit;
        p.typed = text_from_utf8(l->arena, typed, (struct pos){0});
        VEC_PUSH(l->arena, out, p);
    }
}

static void add_sighting(struct learn *l, const struct learn_sighting *s)
{
    typed_posts typed = {0};
    read_posts(l, s, &typed);
    struct learn_post *posts = ARENA_ARRAY(l->arena, struct learn_post, typed.n + 1);
    for (size_t i = 0; i < typed.n; i++)
        posts[i] = typed.v[i].post;
    const struct learn_person *who = office_learn_who(l, s, posts, typed.n);
    const char *key = who ? who->key : NULL;
    for (size_t i = 0; key && i < typed.n; i++)
        add_holder(l, post_seen(l, &posts[i], typed.v[i].typed), key, &s->place,
                   typed.v[i].concurrent);
}

static void add_sightings(struct gathering *g)
{
    if (g->list.n)
        qsort(g->list.v, g->list.n, sizeof *g->list.v, compare_days);
    for (size_t i = 0; i < g->list.n; i++)
        add_sighting(g->learn, &g->list.v[i]);
}

/* ---- files ---- */

static bool write_staff(struct hongtou *h, struct learn *l, const char *path,
                        const struct buf *rows)
{
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<人员库>\n",
                      end[] = "</人员库>";
    struct buf out = {0};
    if (l->staff) {
        size_t size;
        char *bytes = file_read(l->arena, path, &size, (struct pos){0}, h->diags), *last = NULL;
        for (char *p = bytes; p && (p = strstr(p, "</")); p++)
            last = p;
        if (!last || !is_utf8(bytes)) {
            diag_system(h->diags, DIAG_C061, path);
            return false;
        }
        buf_add(&out, bytes, (size_t)(last - bytes));
        buf_add(&out, rows->p, rows->n);
        buf_str(&out, last);
    } else {
        buf_str(&out, head);
        buf_add(&out, rows->p, rows->n);
        buf_printf(&out, "%s\n", end);
    }
    bool ok = file_rewrite(path, &out, h->diags);
    buf_drop(&out);
    return ok;
}

/* The document is held. */
static bool name_staff(struct hongtou *h, struct learn *l, const struct unbound *u, const char *staff)
{
    size_t size;
    char hash[SHA256_HEX];
    char *bytes = file_read(l->arena, u->path, &size, (struct pos){0}, h->diags);
    struct buf out = {0};
    if (!bytes)
        return false;
    sha256_of(bytes, size, hash);
    if (strcmp(hash, u->hash) != 0) {
        diag_system(h->diags, DIAG_C105, u->path);
        return false;
    }
    buf_add(&out, bytes, u->at);
    buf_printf(&out, " %s=\"", u->english ? "staff" : "人员库");
    xml_write_text(
        text_from_utf8(l->arena, office_relative(l->arena, u->path, staff), (struct pos){0}), &out);
    buf_char(&out, '"');
    buf_add(&out, bytes + u->at, size - u->at);
    bool ok = file_rewrite(u->path, &out, h->diags);
    buf_drop(&out);
    return ok;
}

static bool bind_document(struct hongtou *h, struct learn *l, const struct unbound *u,
                          const char *staff)
{
    struct file_hold held;
    bool ok = file_hold(&held, u->path, OFFICE_PATIENCE, h->diags) && name_staff(h, l, u, staff);
    file_release(&held);
    return ok;
}

/* The one named; else the one that a document names; else beside the first. */
static const char *staff_path(const struct gathering *g, const char *output, const char *first)
{
    const char *slash = strrchr(first, '/');
    if (output || g->staff)
        return output ? output : g->staff;
    return arena_printf(g->learn->arena, "%.*s人员库.xml", slash ? (int)(slash - first) + 1 : 0,
                        first);
}

static bool open_known(struct hongtou *h, struct learn *l, const char *path)
{
    if (!file_has_extension(path, ".xml")) {
        diag_system(h->diags, DIAG_C061, path);
        return false;
    }
    if (!file_exists(path))
        return true;
    struct diags *own = diags_beside(h->diags);
    l->staff = office_staff_open(h, l->arena, path, (struct pos){0}, own);
    if (l->staff)
        diags_drop(own);
    else
        diags_take(h->diags, own);
    return l->staff != NULL;
}

/* Whether the staff file knows anybody in the words of a document. */
static bool is_named_in(struct hongtou *h, const struct unbound *u, const struct staff *staff)
{
    struct diags *ignored = diags_beside(h->diags);
    struct text none = u->doc->staff;
    u->doc->staff = u->doc->title; /* it names one, for as long as is asked */
    bool any = resolve_people(u->doc, staff, (struct date){0}, ignored)->facts != NULL;
    u->doc->staff = none;
    diags_drop(ignored);
    return any;
}

static bool bind_all(struct hongtou *h, struct gathering *g, const char *path)
{
    struct learn *l = g->learn;
    struct diags *own = diags_beside(h->diags);
    struct staff *staff = office_staff_open(h, l->arena, path, (struct pos){0}, own);
    bool ok = true;
    diags_drop(own); /* what is wrong with it is for `staff check` to say */
    for (size_t i = 0; i < g->unbound.n; i++) {
        const struct unbound *u = &g->unbound.v[i];
        if (!u->seen && (!staff || !is_named_in(h, u, staff)))
            continue;
        if (!u->at) {
            diag(h->diags, DIAG_C062, u->doc->pos, u->path);
            continue;
        }
        bool named = bind_document(h, l, u, path);
        if (named)
            VEC_PUSH(l->arena, &l->bound, u->path);
        else
            VEC_PUSH(l->arena, &l->bad, u->path);
        ok = named && ok;
    }
    if (staff)
        staff_close(staff);
    return ok;
}

static void add_text(const struct learn *l, const char *path, struct buf *out)
{
    static const char *const forms[] = {
        "：新增人员 %zu，岗位 %zu，任职 %zu；没有写入、请核对的 %zu 处\n",
        ": %zu people, %zu posts, %zu tenures are new; %zu to be checked were left out\n"};
    static const char *const bound[] = {"：写上了 人员库=\"", ": names the staff file now, \""};
    static const char *const bad[] = {"：有错（见上面的提示），没有收集完\n",
                                      ": has errors (see above) and was left out\n"};
    for (size_t i = 0; i < l->conflicts.n; i++) {
        const struct learn_conflict *c = &l->conflicts.v[i];
        buf_shown(out, c->place.file);
        buf_printf(out, ":%u: %s\n", (unsigned)c->place.line, c->text);
    }
    for (size_t i = 0; i < l->bound.n; i++) {
        buf_shown(out, l->bound.v[i]);
        buf_str(out, bound[l->lang]);
        buf_shown(out, office_relative(l->arena, l->bound.v[i], path));
        buf_str(out, "\"\n");
    }
    for (size_t i = 0; i < l->bad.n; i++) {
        buf_shown(out, l->bad.v[i]);
        buf_str(out, bad[l->lang]);
    }
    buf_shown(out, path);
    buf_printf(out, forms[l->lang], l->new_people, l->new_posts, l->new_tenures, l->conflicts.n);
}

static void add_json(const struct learn *l, const char *path, struct buf *out)
{
    buf_str(out, "{\"staff\": ");
    buf_json(out, path);
    buf_printf(out, ", \"people\": %zu, \"posts\": %zu, \"tenures\": %zu,\n\"bound\": [",
               l->new_people, l->new_posts, l->new_tenures);
    for (size_t i = 0; i < l->bound.n; i++) {
        buf_str(out, i ? ", " : "");
        buf_json(out, l->bound.v[i]);
    }
    buf_str(out, "],\n\"failed\": [");
    for (size_t i = 0; i < l->bad.n; i++) {
        buf_str(out, i ? ", " : "");
        buf_json(out, l->bad.v[i]);
    }
    buf_str(out, "],\n\"conflicts\": [");
    for (size_t i = 0; i < l->conflicts.n; i++) {
        const struct learn_conflict *c = &l->conflicts.v[i];
        buf_str(out, i ? ",\n  {\"file\": " : "\n  {\"file\": ");
        buf_json(out, c->place.file);
        buf_printf(out, ", \"line\": %u, \"kind\": \"%s\", \"text\": ", (unsigned)c->place.line,
                   c->kind);
        buf_json(out, c->text);
        buf_char(out, '}');
    }
    buf_str(out, "]}\n");
}

static bool finish(struct hongtou *h, struct gathering *g, const char *path)
{
    struct learn *l = g->learn;
    struct buf rows = {0};
    office_learn_write(l, &rows);
    bool ok = (!rows.n || write_staff(h, l, path, &rows)) &&
              ((!rows.n && !l->staff) || bind_all(h, g, path));
    buf_drop(&rows);
    return ok;
}

bool office_learn(struct hongtou *h, char *const *paths, int n, const char *output, bool json,
                  struct buf *report)
{
    struct learn l = {.arena = arena_new(), .lang = office_lang(h)};
    struct gathering g = {.learn = &l, .lines = {.arena = l.arena}};
    struct source_list sources = office_sources(l.arena, paths, n, h->diags);
    for (size_t i = 0; i < sources.n && !office_is_cancelled(h); i++)
        if (!read_document(h, &g, sources.v[i].path))
            VEC_PUSH(l.arena, &l.bad, sources.v[i].path);
    bool ok = l.bad.n < sources.n && !office_is_cancelled(h); /* others are learnt from */
    const char *path = sources.n ? staff_path(&g, output, sources.v[0].path) : NULL;
    struct file_hold held = {-1};
    ok = ok && file_hold(&held, path, OFFICE_PATIENCE, h->diags) && open_known(h, &l, path);
    if (ok) {
        add_sightings(&g);
        ok = finish(h, &g, path);
        (json ? add_json : add_text)(&l, path, report);
        ok = ok && !l.bad.n;
    }
    if (l.staff)
        staff_close(l.staff);
    file_release(&held);
    arena_drop(l.arena);
    return ok;
}
