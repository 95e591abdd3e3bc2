/*
 * The draft of the notice that a group's members changed, from the document that named them, whose
 * people are asked for on two days. Nothing is drafted when nobody changed.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/visit.h"
#include "office/diag.def"
#include "office/people.h"
#include "vocab/vocab.h"

typedef VEC(struct group) group_list;

/* ---- the groups of a document ---- */

/* What stands between two words of a title; "" when they do not. */
static const char *between(struct arena *a, const char *s, const char *first, const char *last)
{
    const char *from = strstr(s, first);
    from = from ? from + strlen(first) : NULL;
    const char *to = from ? strstr(from, last) : NULL;
    return to ? arena_strndup(a, from, (size_t)(to - from)) : "";
}

static const char *without_end(struct arena *a, const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n > m && strcmp(s + n - m, end) == 0 ? arena_strndup(a, s, n - m) : s;
}

/* 领导小组组成人员名单 is that of the 领导小组, 工作专班方案 that of the 工作专班. */
static const char *group_itself(struct arena *a, const char *name)
{
    static const char *const ends[] = {"名单", "名册", "方案", "安排", "组成人员", "成员"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        name = without_end(a, name, ends[i]);
    return name;
}

/* 关于成立县乡村振兴领导小组的通知 names one whose roster has no title. */
static const char *name_in_title(struct arena *a, const char *title)
{
    static const char *const verbs[] = {"关于成立", "关于调整", "关于组建", "关于建立", "关于充实"};
    const char *name = "";
    for (size_t i = 0; !*name && i < sizeof verbs / sizeof *verbs; i++)
        name = between(a, title, verbs[i], "的");
    return group_itself(a, name);
}

/* What is called a group is one: 领导小组, 工作专班, 宣讲团, 指挥部; and so are 联络员. */
static const char *called_a_group(struct arena *a, const char *subject)
{
    static const char *const ends[] = {"组", "队", "团", "班", "部", "会", "员"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (without_end(a, subject, ends[i]) != subject)
            return subject;
    return *subject ? arena_printf(a, "%s工作组", subject) : "";
}

/* What nothing names is called by what the document is about: 关于县级领导联系乡镇的通知. */
static const char *own_name(struct arena *a, const struct block *b, const char *title)
{
    struct text own = b->kind == BLOCK_TEAMS ? b->teams->title : b->roster->title;
    const char *subject = between(a, title, "关于", "的");
    const char *named = name_in_title(a, title);
    if (own.n)
        return group_itself(a, text_utf8(a, own));
    return *named ? named : called_a_group(a, group_itself(a, *subject ? subject : title));
}

static bool has_office(const struct group *g)
{
    for (size_t i = 0; i < g->blocks.n; i++)
        if (g->blocks.v[i]->kind == BLOCK_OFFICE)
            return true;
    return false;
}

struct group_search {
    struct arena *arena;
    const struct document *doc;
    group_list list;
};

/* A roster begins a group; an office and teams belong to the one before them. */
static void find_group(void *context, struct block *b, const struct block_place *at)
{
    struct group_search *s = context;
    struct group *last = s->list.n ? &s->list.v[s->list.n - 1] : NULL;
    if ((b->kind != BLOCK_ROSTER && b->kind != BLOCK_OFFICE && b->kind != BLOCK_TEAMS) ||
        (b->kind == BLOCK_OFFICE && (!last || has_office(last))))
        return;
    if (b->kind == BLOCK_ROSTER || !last) {
        struct text title = at->part ? at->part->title : s->doc->title;
        last = VEC_ADD(s->arena, &s->list);
        *last = (struct group){
            .name =
                own_name(s->arena, b, text_utf8(s->arena, text_without_breaks(s->arena, title)))};
    }
    VEC_PUSH(s->arena, &last->blocks, b);
}

static group_list groups_of(struct arena *a, const struct document *doc)
{
    struct group_search s = {.arena = a, .doc = doc};
    visit_blocks(doc, find_group, &s);
    return s.list;
}

/* ---- the one that is meant ---- */

static const char *all_names(struct arena *a, const group_list *list)
{
    const char *names = "";
    for (size_t i = 0; i < list->n; i++)
        names = arena_printf(a, "%s%s%s", names, *names ? " " : "",
                             *list->v[i].name ? list->v[i].name : "—");
    return names;
}

/* A name that is the whole of one's goes before one that is part of others'. */
static size_t match_groups(const group_list *list, const char *name, size_t *first)
{
    size_t whole = 0, part = 0, first_part = 0;
    for (size_t i = list->n; i-- > 0;) {
        const char *own = list->v[i].name;
        if (strcmp(own, name) == 0 && ++whole)
            *first = i;
        if (strstr(own, name) && ++part)
            first_part = i;
    }
    if (!whole)
        *first = first_part;
    return whole ? whole : part;
}

/* The place of the roster in the list; the only one may have any name. False: reported. */
static bool choose_group(struct arena *a, const group_list *list, const char *name,
                         const struct document *doc, size_t *index, struct diags *d)
{
    bool only = list->n == 1 && (!name || !*list->v[0].name);
    size_t n = only ? 1 : name ? match_groups(list, name, index) : list->n;
    if (only)
        *index = 0;
    if (!list->n)
        diag(d, DIAG_C045, doc->pos, NULL);
    else if (!n)
        diag(d, DIAG_C046, doc->pos, name ? name : "", all_names(a, list));
    else if (n > 1)
        diag(d, DIAG_C047, doc->pos, all_names(a, list));
    return n == 1;
}

/* ---- where the staff file is ---- */

/* From one folder to a file, both without links: ../青禾县/人员库.xml */
static const char *relative(struct arena *a, const char *folder, const char *file)
{
    size_t common = 0;
    for (size_t i = 0; folder[i] && folder[i] == file[i]; i++)
        if (folder[i] == '/' || (!folder[i + 1] && file[i + 1] == '/'))
            common = i + 1;
    const char *rest = folder + (common < strlen(folder) ? common : strlen(folder));
    const char *up = *rest ? "../" : "";
    for (; *rest; rest++)
        up = *rest == '/' ? arena_printf(a, "../%s", up) : up;
    file += common;
    return arena_printf(a, "%s%s", up, *file == '/' ? file + 1 : file);
}

static const char *staff_from_draft(struct arena *a, const char *out, const struct document *doc)
{
    char folder[PATH_MAX], file[PATH_MAX];
    const char *written = text_utf8(a, doc->staff);
    bool standard = !out || strcmp(out, "-") == 0;
    if (standard || *written == '/' || !realpath(dirname(arena_strdup(a, out)), folder) ||
        !realpath(file_beside(a, doc->staff), file))
        return written;
    return relative(a, folder, file);
}

/* ---- the draft ---- */

/* Its people on both days; what a document says of itself is for others to report, unless that is
 * why there are none. */
static bool find_people(struct hongtou *h, struct document *doc, const struct office_adjust *job,
                        struct adjustment *j)
{
    struct diags *own = diags_beside(h->diags);
    if (office_resolve(doc, own))
        j->before = office_people(h, doc, job->period.from, own);
    if (j->before)
        j->after = office_people(h, doc, job->period.to, own);
    if (j->after)
        diags_drop(own);
    else
        diags_take(h->diags, own);
    return j->after != NULL;
}

static bool find_adjustment(struct hongtou *h, const struct office_adjust *job,
                            struct adjustment *j)
{
    size_t index = 0;
    struct document *doc = vocab_read(j->arena, j->tree, h->diags);
    if (!doc)
        return false;
    group_list list = groups_of(j->arena, doc);
    if (!choose_group(j->arena, &list, job->roster, doc, &index, h->diags))
        return false;
    j->document = doc;
    j->group = list.v[index];
    if (!*j->group.name && job->roster)
        j->group.name = job->roster;
    j->staff = staff_from_draft(j->arena, job->output, doc);
    if (!find_people(h, doc, job, j))
        return false;
    bool changes = office_adjustment_changes(j);
    if (!changes)
        diag(h->diags, DIAG_C048, j->group.blocks.v[0]->pos, j->group.name);
    return changes;
}

bool office_adjust(struct hongtou *h, const struct office_adjust *job, struct buf *out)
{
    struct adjustment j = {.arena = arena_new(), .day = job->period.to};
    j.tree = office_tree(h, j.arena, &(struct hongtou_source){.name = job->path});
    bool ok = j.tree && find_adjustment(h, job, &j);
    if (ok)
        office_adjustment_draft(&j, out);
    arena_drop(j.arena);
    return ok;
}
