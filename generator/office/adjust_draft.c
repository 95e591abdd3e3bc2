/*
 * The notice that announces a group's new members, as XML that compiles: 关于调整……成员的通知. The
 * roster, office and teams are the group's own, which resolve to the new people; whoever left is
 * named by reference, so that the staff file goes on telling his name. The document's number is
 * left to be given.
 */
#include <string.h>

#include "office/people.h"
#include "value/date.h"

/* ---- who left ---- */

/* A list of tiers: a roster's, an office's, or those of one of several teams; and what a tier's
 * label is said with. */
struct tier_list {
    const struct roster_tier *first;
    const char *whose; /* 办公室, 综合协调组; "" for the group itself */
};

/* 综合协调组, 第一组: without where it liaises. */
static const char *team_name(struct arena *a, const struct team *t)
{
    const char *label = text_utf8(a, t->name.n ? t->name : t->label);
    const char *bracket = strstr(label, "（");
    return bracket ? arena_strndup(a, label, (size_t)(bracket - label)) : label;
}

typedef VEC(struct tier_list) tier_lists;

static tier_lists tiers_of(struct arena *a, const struct group *g)
{
    tier_lists list = {0};
    for (size_t i = 0; i < g->blocks.n; i++) {
        const struct block *b = g->blocks.v[i];
        const char *whose = b->kind == BLOCK_OFFICE ? "办公室" : "";
        if (b->kind != BLOCK_TEAMS)
            VEC_PUSH(a, &list, ((struct tier_list){b->roster->tiers, whose}));
        for (const struct team *t = b->kind == BLOCK_TEAMS ? b->teams->first : NULL; t; t = t->next)
            VEC_PUSH(a, &list, ((struct tier_list){t->tiers, team_name(a, t)}));
    }
    return list;
}

static bool same_entries(const struct roster_entry *x, const struct roster_entry *y)
{
    while (x && y && strcmp(x->person, y->person) == 0) {
        x = x->next;
        y = y->next;
    }
    return !x && !y;
}

bool office_adjustment_changes(const struct adjustment *j)
{
    tier_lists list = tiers_of(j->arena, &j->group);
    for (size_t i = 0; i < list.n; i++)
        for (const struct roster_tier *t = list.v[i].first; t; t = t->next)
            if (!same_entries(people_entries(j->before, t), people_entries(j->after, t)))
                return true;
    return false;
}

/* ---- writing ---- */

struct draft {
    const struct adjustment *j;
    struct buf *out;
};

static void add_line(struct draft *d, int depth, const char *s)
{
    buf_printf(d->out, "%*s%s\n", depth * 2, "", s);
}

static void add_utf8(struct draft *d, const char *s)
{
    xml_write_text(text_from_utf8(d->j->arena, s, (struct pos){0}), d->out);
}

/* <name>text</name>, or an attribute that stands after a space. */
static void add_element(struct draft *d, int depth, const char *name, struct text t)
{
    if (!t.n)
        return;
    buf_printf(d->out, "%*s<%s>", depth * 2, "", name);
    xml_write_text(t, d->out);
    buf_printf(d->out, "</%s>\n", name);
}

static void add_attribute(struct draft *d, const char *name, struct text t)
{
    if (!t.n)
        return;
    buf_printf(d->out, " %s=\"", name);
    xml_write_text(t, d->out);
    buf_char(d->out, '"');
}

static const struct node *find_node(const struct node *n, struct pos pos)
{
    const struct node *found = NULL;
    for (; n && !found; n = n->next)
        if (n->kind == NODE_ELEMENT)
            found = n->pos.off == pos.off ? n : find_node(n->first, pos);
    return found;
}

static void copy_block(struct draft *d, const struct block *b)
{
    const struct node *n = b ? find_node(d->j->tree->root, b->pos) : NULL;
    if (!n)
        return;
    xml_write(n, 2, d->out);
    buf_char(d->out, '\n');
}

/* ---- its parts ---- */

/* 成员, 联络员 say all themselves; a tier that is called by no post (县直单位) has members. */
static const char *behind_label(const char *label)
{
    static const struct {
        const char *end, *behind;
    } kinds[] = {{"员", ""},     {"长", "职务"}, {"任", "职务"}, {"人", "职务"}, {"导", "职务"},
                 {"挥", "职务"}, {"记", "职务"}, {"委", "职务"}, {"问", "职务"}};
    size_t n = strlen(label), i = 0, size = sizeof kinds / sizeof *kinds;
    while (i < size && !(n >= strlen(kinds[i].end) &&
                         strcmp(label + n - strlen(kinds[i].end), kinds[i].end) == 0))
        i++;
    return i < size ? kinds[i].behind : "成员";
}

static void add_root(struct draft *d)
{
    const struct document *doc = d->j->document;
    buf_str(d->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    add_line(d, 0, "<!-- hongtou staff adjust 起草：请核对内容，填上发文字号。 -->");
    buf_str(d->out, "<公文 文种=\"通知\"");
    add_attribute(d, "版式", doc->profile);
    buf_str(d->out, " 人员库=\"");
    add_utf8(d, d->j->staff);
    buf_char(d->out, '"');
    if (!doc->head && !(doc->signature && doc->signature->organs))
        buf_printf(d->out, " 截至=\"%s\"", date_iso(d->j->arena, d->j->day));
    buf_str(d->out, ">\n");
}

/* Nobody knows yet which number it will bear. */
static void add_number(struct draft *d, const struct number *number)
{
    buf_str(d->out, "    <!-- 定稿后填上号：<发文字号");
    add_attribute(d, "代字", number->code);
    buf_printf(d->out, " 年=\"%d\" 号=\"\"/> -->\n", d->j->day.year);
}

static void add_head(struct draft *d)
{
    const struct head *head = d->j->document->head;
    const struct node *n = head ? find_node(d->j->tree->root, head->pos) : NULL;
    if (!n)
        return;
    add_line(d, 1, "<版头>");
    for (const struct node *child = n->first; child; child = child->next) {
        if (child->kind != NODE_ELEMENT)
            continue;
        if (head->number && child->pos.off == head->number->pos.off) {
            add_number(d, head->number);
            continue;
        }
        xml_write(child, 2, d->out);
        buf_char(d->out, '\n');
    }
    add_line(d, 1, "</版头>");
}

/* 领导小组成员, but 联络员. */
static const char *members(struct draft *d)
{
    return arena_printf(d->j->arena, "%s%s", d->j->group.name,
                        *behind_label(d->j->group.name) ? "成员" : "");
}

/* The issuer stands before it where it does in the other document. */
static void add_title(struct draft *d)
{
    const struct document *doc = d->j->document;
    struct arena *a = d->j->arena;
    const char *issuer = doc->head ? text_utf8(a, doc->head->issuers->name) : "";
    const char *title = text_utf8(a, text_without_breaks(a, doc->title));
    bool named = *issuer && strncmp(title, issuer, strlen(issuer)) == 0;
    buf_str(d->out, "  <标题>");
    add_utf8(d, arena_printf(a, "%s关于调整%s的通知", named ? issuer : "", members(d)));
    buf_str(d->out, "</标题>\n");
}

/* Whoever left, and all that he was: 副召集人、办公室主任职务. */
struct leaver {
    const char *person, *roles, *behind;
};
typedef VEC(struct leaver) leaver_list;

static void add_role(struct arena *a, leaver_list *list, const char *person, const char *role,
                     const char *behind)
{
    size_t i = 0;
    while (i < list->n && strcmp(list->v[i].person, person) != 0)
        i++;
    if (i == list->n) {
        VEC_PUSH(a, list, ((struct leaver){person, role, behind}));
        return;
    }
    struct leaver *l = &list->v[i];
    const char *between = strcmp(l->behind, behind) == 0 ? "" : l->behind;
    l->roles = arena_printf(a, "%s%s、%s", l->roles, between, role);
    l->behind = behind;
}

static bool stays(const struct people *after, const struct roster_tier *t, const char *person)
{
    for (; t; t = t->next)
        for (const struct roster_entry *e = people_entries(after, t); e; e = e->next)
            if (strcmp(e->person, person) == 0)
                return true;
    return false;
}

/* Those of a list who are in none of its tiers any more. */
static void find_leavers(const struct adjustment *j, const struct tier_list *tiers,
                         leaver_list *out)
{
    struct arena *a = j->arena;
    for (const struct roster_tier *t = tiers->first; t; t = t->next) {
        const char *label = text_utf8(a, t->label);
        const char *role = arena_printf(a, "%s%s", tiers->whose, label);
        for (const struct roster_entry *e = people_entries(j->before, t); e; e = e->next)
            if (!e->vacant && !stays(j->after, tiers->first, e->person))
                add_role(a, out, e->person, role, behind_label(label));
    }
}

static bool same_roles(const struct leaver *x, const struct leaver *y)
{
    return strcmp(x->roles, y->roles) == 0 && strcmp(x->behind, y->behind) == 0;
}

/* 罗启明、张云岩同志不再担任成员；龙春川同志不再担任副组长、办公室主任职务。 */
static void add_left(struct draft *d)
{
    struct arena *a = d->j->arena;
    tier_lists tiers = tiers_of(a, &d->j->group);
    leaver_list list = {0};
    for (size_t i = 0; i < tiers.n; i++)
        find_leavers(d->j, &tiers.v[i], &list);
    for (size_t i = 0; i < list.n; i++) {
        const struct leaver *l = &list.v[i];
        bool goes_on = i > 0 && same_roles(l - 1, l), last = i + 1 == list.n;
        buf_str(d->out, i == 0 ? "    <段>" : goes_on ? "、" : "；");
        buf_str(d->out, "<人名 人员=\"");
        add_utf8(d, l->person);
        buf_str(d->out, "\"/>");
        if (!last && same_roles(l, l + 1))
            continue;
        buf_str(d->out, "同志不再担任");
        add_utf8(d, arena_printf(a, "%s%s", l->roles, l->behind));
        buf_str(d->out, last ? "。</段>\n" : "");
    }
}

static void add_body(struct draft *d)
{
    const struct group *group = &d->j->group;
    add_line(d, 1, "<正文>");
    buf_str(d->out, "    <段>因工作需要和人事变动，经研究，决定对");
    add_utf8(d, members(d));
    buf_str(d->out, "作如下调整：</段>\n");
    for (size_t i = 0; i < group->blocks.n; i++)
        copy_block(d, group->blocks.v[i]);
    add_left(d);
    add_line(d, 1, "</正文>");
}

/* A draft has no seal yet. */
static void add_signature(struct draft *d)
{
    const struct signature *s = d->j->document->signature;
    const struct organ *organs = s ? s->organs : NULL;
    if (!organs && !d->j->document->head)
        return;
    buf_str(d->out, "  <落款");
    if (organs && !organs->next)
        add_attribute(d, "署名", organs->name);
    if (s && s->form == SIGNATURE_PLAIN)
        buf_str(d->out, " 形式=\"不加盖印章\"");
    buf_printf(d->out, " 日期=\"%s\"", date_iso(d->j->arena, d->j->day));
    if (!organs || !organs->next) {
        buf_str(d->out, "/>\n");
        return;
    }
    buf_str(d->out, ">\n");
    for (; organs; organs = organs->next)
        add_element(d, 2, "署名方", organs->name);
    add_line(d, 1, "</落款>");
}

static void add_imprint(struct draft *d)
{
    const struct imprint *imprint = d->j->document->imprint;
    if (!imprint)
        return;
    add_line(d, 1, "<版记>");
    add_element(d, 2, "抄送", imprint->cc);
    buf_str(d->out, "    <印发");
    add_attribute(d, "机关", imprint->printer);
    buf_printf(d->out, " 日期=\"%s\"/>\n", date_iso(d->j->arena, d->j->day));
    add_line(d, 1, "</版记>");
}

void office_adjustment_draft(const struct adjustment *j, struct buf *out)
{
    struct draft d = {.j = j, .out = out};
    add_root(&d);
    add_head(&d);
    add_title(&d);
    add_element(&d, 1, "主送", j->document->to);
    add_body(&d);
    add_signature(&d);
    if (j->document->disclosure.n) {
        buf_str(out, "  <公开方式");
        add_attribute(&d, "方式", j->document->disclosure);
        buf_str(out, "/>\n");
    }
    add_imprint(&d);
    add_line(&d, 0, "</公文>");
}
