/*
 * The groups that a document names: a roster with the office and teams that follow it, or teams
 * alone; what each is called, and which one an adjustment means.
 */
#include <string.h>

#include "model/visit.h"
#include "office/adjust_int.h"
#include "office/diag.def"

/* What stands between two words of a title; "" when they do not. */
static const char *between(struct arena *a, const char *s, const char *first, const char *last)
{
    const char *from = strstr(s, first);
    from = from ? from + strlen(first) : NULL;
    const char *to = from ? strstr(from, last) : NULL;
    return to ? arena_strndup(a, from, (size_t)(to - from)) : "";
}

/* Which of some endings a name has that is longer; n: none. */
static size_t ending_of(const char *name, const char *const ends[], size_t n)
{
    size_t i = 0;
    while (i < n && !(strlen(name) > strlen(ends[i]) && file_ends_in(name, ends[i])))
        i++;
    return i;
}

/* 领导小组组成人员名单 is that of the 领导小组, 工作专班方案 that of the 工作专班. */
static const char *group_itself(struct arena *a, const char *name)
{
    static const char *const ends[] = {"名单", "名册", "方案", "安排", "组成人员", "成员"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ending_of(name, &ends[i], 1) == 0)
            name = arena_strndup(a, name, strlen(name) - strlen(ends[i]));
    return name;
}

/* By its own title; else by what the document's title sets up (关于成立县乡村振兴领导小组的通知);
 * else by what the text before it sets up; else by what the document is about, which is called a
 * group unless it is one (关于县级领导联系乡镇的通知). */
static const char *group_name(struct arena *a, const struct block *b, const char *title,
                              const char *said)
{
    static const char *const verbs[] = {"关于成立", "关于调整", "关于组建", "关于建立", "关于充实"};
    static const char *const groups[] = {"组", "队", "团", "班", "部", "会", "员"};
    enum { VERBS = sizeof verbs / sizeof *verbs, GROUPS = sizeof groups / sizeof *groups };
    struct text own = b->kind == BLOCK_TEAMS ? b->teams->title : b->roster->title;
    const char *name = own.n ? text_utf8(a, own) : "";
    for (size_t i = 0; !*name && i < VERBS; i++)
        name = between(a, title, verbs[i], "的");
    if (*name || *said)
        return *name ? group_itself(a, name) : said;
    name = between(a, title, "关于", "的");
    name = group_itself(a, *name ? name : title);
    bool is_group = !*name || ending_of(name, groups, GROUPS) < GROUPS;
    bool is_work = ending_of(name, (const char *const[]){"工作"}, 1) == 0;
    return is_group ? name : arena_printf(a, "%s%s组", name, is_work ? "" : "工作");
}

struct group_search {
    struct arena *arena;
    const struct document *doc;
    group_list list;
    struct text said; /* the paragraph before */
    bool rest;        /* there are cars, or contacts */
};

/* A roster begins a group; one office and teams belong to the one before them. */
static void find_group(void *context, struct block *b, const struct block_place *at)
{
    struct group_search *s = context;
    struct arena *a = s->arena;
    struct group *last = s->list.n ? &s->list.v[s->list.n - 1] : NULL;
    bool office = !last;
    s->rest = s->rest || b->vehicles || b->kind == BLOCK_CONTACT;
    for (const struct inline_item *i = b->inlines; i; i = i->next)
        s->rest = s->rest || i->contact;
    if (b->inlines)
        s->said = b->inlines->text;
    for (size_t i = 0; last && i < last->blocks.n; i++)
        office = office || last->blocks.v[i]->kind == BLOCK_OFFICE;
    if ((b->kind != BLOCK_ROSTER && b->kind != BLOCK_OFFICE && b->kind != BLOCK_TEAMS) ||
        (b->kind == BLOCK_OFFICE && office))
        return;
    if (b->kind == BLOCK_ROSTER || !last) {
        struct text title = at->part ? at->part->title : s->doc->title;
        last = VEC_ADD(a, &s->list);
        last->name = group_name(a, b, text_utf8(a, text_without_breaks(a, title)),
                                office_group_in_text(a, s->said));
    }
    VEC_PUSH(a, &last->blocks, b);
}

group_list office_groups(struct arena *a, const struct document *doc)
{
    struct group_search s = {.arena = a, .doc = doc};
    visit_blocks(doc, find_group, &s);
    if (s.rest && s.list.n != 1)
        VEC_PUSH(a, &s.list, ((struct group){.name = "车辆安排和联系人", .rest = true}));
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

bool office_choose_group(struct arena *a, const group_list *list, const char *name,
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
