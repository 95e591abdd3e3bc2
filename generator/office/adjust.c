/*
 * The draft of the notice that a group's members changed, from the document that named them:
 * 关于调整……成员的通知, as XML that compiles. Its people are asked for on two days; nothing is
 * drafted when nobody changed. Roster, office and teams are the group's own, which resolve to the
 * new people; whoever left is named by reference, so that the staff file goes on telling his name.
 * The document's number is left to be given.
 *
 * Elements are written by the Chinese names that offices write them with: the draft reads as a
 * document does.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "office/adjust_int.h"
#include "office/diag.def"
#include "value/date.h"
#include "vocab/vocab.h"

/* ---- where the staff file is ---- */

/* From the folder of one file to another: ../青禾县/人员库.xml */
const char *office_relative(struct arena *a, const char *from, const char *to)
{
    char folder[PATH_MAX], file[PATH_MAX];
    const char *up = "";
    if (*to == '/' || !realpath(dirname(arena_strdup(a, from)), folder) || !realpath(to, file))
        return to;
    size_t common = 0, n = strlen(folder);
    for (size_t i = 0; folder[i] && folder[i] == file[i]; i++)
        if (folder[i] == '/' || (!folder[i + 1] && file[i + 1] == '/'))
            common = i + 1;
    for (size_t i = common; i < n; i++)
        if (i == common || folder[i] == '/')
            up = arena_printf(a, "../%s", up);
    return arena_printf(a, "%s%s", up, file + common + (file[common] == '/'));
}

/* As it is written, or as the draft has to write it. */
static const char *staff_from_draft(struct arena *a, const char *out, const struct document *doc)
{
    char real[PATH_MAX];
    const char *written = text_utf8(a, doc->staff), *file = file_beside(a, doc->staff);
    bool standard = !out || strcmp(out, "-") == 0;
    if (standard || *written == '/' || !realpath(dirname(arena_strdup(a, out)), real) ||
        !realpath(file, real))
        return written;
    return office_relative(a, out, file);
}

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

/* Who is typed in the words of the group's teams. */
static bool is_in_words(const struct draft *d, const struct fact_change *c)
{
    const struct fact *f = (c->old ? c->old : c->now)->fact;
    for (size_t i = 0; i < d->group.blocks.n; i++)
        if (office_stands_in(d->tree, d->group.blocks.v[i], f))
            return true;
    return false;
}

static bool is_of_rest(const struct fact_change *c)
{
    enum fact_kind kind = (c->old ? c->old : c->now)->fact->kind;
    return kind == FACT_VEHICLE || kind == FACT_CONTACT;
}

/* Whether anybody of the group is not on both days where he is on the other. */
static bool has_changes(const struct draft *d)
{
    for (size_t i = 0; i < d->typed.n; i++)
        if (is_in_words(d, &d->typed.v[i]))
            return true;
    tier_lists list = tiers_of(d->arena, &d->group);
    for (size_t i = 0; i < list.n; i++)
        for (const struct roster_tier *t = list.v[i].first; t; t = t->next) {
            const struct roster_entry *x = people_entries(d->before, t);
            const struct roster_entry *y = people_entries(d->after, t);
            for (; x && y && strcmp(x->person, y->person) == 0; y = y->next)
                x = x->next;
            if (x || y)
                return true;
        }
    return false;
}

/* ---- writing ---- */

static void add_line(struct draft *d, int depth, const char *s)
{
    buf_printf(d->out, "%*s%s\n", depth * 2, "", s);
}

static void add_utf8(struct draft *d, const char *s)
{
    xml_write_text(text_from_utf8(d->arena, s, (struct pos){0}), d->out);
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

static void copy_element(struct draft *d, struct pos pos)
{
    const struct node *n = office_find_node(d->tree->root, pos);
    if (!n)
        return;
    xml_write(n, 2, d->out);
    buf_char(d->out, '\n');
}

/* ---- its parts ---- */

/* 成员, 联络员 say all themselves; a tier that is called by no post (县直单位) has members. */
static const char *behind_label(const char *label)
{
    static const char *const posts[] = {"长", "任", "人", "导", "挥", "记", "委", "问"};
    enum { POSTS = sizeof posts / sizeof *posts };
    if (file_ends_in(label, "员"))
        return "";
    size_t i = 0;
    while (i < POSTS && !file_ends_in(label, posts[i]))
        i++;
    return i < POSTS ? "职务" : "成员";
}

static void add_root(struct draft *d)
{
    const struct document *doc = d->document;
    buf_str(d->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    add_line(d, 0, "<!-- hongtou staff adjust 起草：请核对内容，填上发文字号。 -->");
    buf_str(d->out, "<公文 文种=\"通知\"");
    add_attribute(d, "版式", doc->profile);
    buf_str(d->out, " 人员库=\"");
    add_utf8(d, d->staff);
    buf_char(d->out, '"');
    if (!doc->head && !(doc->signature && doc->signature->organs))
        buf_printf(d->out, " 截至=\"%s\"", d->day);
    buf_str(d->out, ">\n");
}

/* Nobody knows yet which number it will bear. */
static void add_head(struct draft *d)
{
    const struct head *head = d->document->head;
    const struct node *n = head ? office_find_node(d->tree->root, head->pos) : NULL;
    if (!n)
        return;
    add_line(d, 1, "<版头>");
    for (const struct node *child = n->first; child; child = child->next) {
        if (child->kind == NODE_ELEMENT && head->number &&
            child->pos.off == head->number->pos.off) {
            buf_str(d->out, "    <!-- 定稿后填上号：<发文字号");
            add_attribute(d, "代字", head->number->code);
            buf_printf(d->out, " 年=\"%.4s\" 号=\"\"/> -->\n", d->day);
        } else if (child->kind == NODE_ELEMENT) {
            copy_element(d, child->pos);
        }
    }
    add_line(d, 1, "</版头>");
}

/* The issuer stands before it where it does in the other document. */
static void add_title(struct draft *d)
{
    const struct document *doc = d->document;
    struct arena *a = d->arena;
    const char *issuer = doc->head ? text_utf8(a, doc->head->issuers->name) : "";
    const char *title = text_utf8(a, text_without_breaks(a, doc->title));
    bool named = *issuer && strncmp(title, issuer, strlen(issuer)) == 0;
    buf_str(d->out, "  <标题>");
    add_utf8(d, arena_printf(a, "%s关于调整%s的通知", named ? issuer : "", d->members));
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
static void find_leavers(const struct draft *d, const struct tier_list *tiers, leaver_list *out)
{
    struct arena *a = d->arena;
    for (const struct roster_tier *t = tiers->first; t; t = t->next) {
        const char *label = text_utf8(a, t->label);
        const char *role = arena_printf(a, "%s%s", tiers->whose, label);
        for (const struct roster_entry *e = people_entries(d->before, t); e; e = e->next)
            if (!e->vacant && !stays(d->after, tiers->first, e->person))
                add_role(a, out, e->person, role, behind_label(label));
    }
}

/* Those of a team's words: 第一组联络员, 第一组有关职务. */
static void find_word_leavers(const struct draft *d, leaver_list *out)
{
    struct arena *a = d->arena;
    for (size_t i = 0; i < d->typed.n; i++) {
        const struct fact_line *old = d->typed.v[i].old, *now = d->typed.v[i].now;
        if (!is_in_words(d, &d->typed.v[i]) || !old || !*old->value ||
            (now && strcmp(old->person, now->person) == 0))
            continue;
        const char *blank = strrchr(old->where, ' '), *bracket = strstr(old->where, "（");
        size_t team = bracket ? (size_t)(bracket - old->where)
                      : blank ? (size_t)(blank - old->where)
                              : strlen(old->where);
        const char *label = blank ? blank + 1 : "";
        add_role(a, out, old->person, arena_printf(a, "%.*s%s", (int)team, old->where, label),
                 *label ? behind_label(label) : "有关职务");
    }
}

/* Whether the one before was the same: both are named in one sentence. */
static bool goes_on(const leaver_list *list, size_t i)
{
    if (i == 0 || i == list->n)
        return false;
    const struct leaver *x = &list->v[i - 1], *y = &list->v[i];
    return strcmp(x->roles, y->roles) == 0 && strcmp(x->behind, y->behind) == 0;
}

static void add_person(struct draft *d, const char *person)
{
    buf_str(d->out, "<人名 人员=\"");
    add_utf8(d, person);
    buf_str(d->out, "\"/>");
}

/* 罗启明、张云岩同志不再担任成员；龙春川同志不再担任副组长、办公室主任职务。 */
static void add_left(struct draft *d)
{
    tier_lists tiers = tiers_of(d->arena, &d->group);
    leaver_list list = {0};
    for (size_t i = 0; i < tiers.n; i++)
        find_leavers(d, &tiers.v[i], &list);
    find_word_leavers(d, &list);
    for (size_t i = 0; i < list.n; i++) {
        const struct leaver *l = &list.v[i];
        buf_str(d->out, i == 0 ? "    <段>" : goes_on(&list, i) ? "、" : "；");
        add_person(d, l->person);
        if (goes_on(&list, i + 1))
            continue;
        buf_str(d->out, "同志不再担任");
        add_utf8(d, arena_printf(d->arena, "%s%s", l->roles, l->behind));
    }
    buf_str(d->out, list.n ? "。</段>\n" : "");
}

/* 1号车乘车人员由方知远调整为梁禾。 */
static void add_rest(struct draft *d)
{
    for (size_t i = 0; i < d->typed.n; i++) {
        const struct fact_line *old = d->typed.v[i].old, *now = d->typed.v[i].now;
        if (!is_of_rest(&d->typed.v[i]) || !old || !*old->value)
            continue;
        const char *blank = strrchr(old->where, ' ');
        size_t car = blank ? (size_t)(blank - old->where) : strlen(old->where);
        buf_str(d->out, "    <段>");
        add_utf8(d, arena_printf(d->arena, "%.*s%s", (int)car, old->where, blank ? blank + 1 : ""));
        buf_str(d->out, now && *now->value ? "由" : "");
        add_person(d, old->person);
        if (now && *now->value) {
            buf_str(d->out, "调整为");
            add_person(d, now->person);
            buf_str(d->out, "。</段>\n");
        } else {
            buf_str(d->out, now ? "同志已经调离，暂时空缺。</段>\n" : "同志不再参加。</段>\n");
        }
    }
}

static void add_body(struct draft *d)
{
    const struct group *group = &d->group;
    add_line(d, 1, "<正文>");
    buf_str(d->out, "    <段>因工作需要和人事变动，经研究，决定对");
    add_utf8(d, d->members);
    buf_str(d->out, "作如下调整：</段>\n");
    tier_lists tiers = tiers_of(d->arena, group);
    for (size_t i = 0; i < tiers.n; i++)
        office_renew_members(d->tree, tiers.v[i].first, d->after);
    for (size_t i = 0; i < group->blocks.n; i++) {
        office_renew_words(d->arena, d->tree, group->blocks.v[i], d->before, d->after);
        copy_element(d, group->blocks.v[i]->pos);
    }
    add_left(d);
    if (d->rest)
        add_rest(d);
    add_line(d, 1, "</正文>");
}

/* A draft has no seal yet. */
static void add_signature(struct draft *d)
{
    const struct signature *s = d->document->signature;
    const struct organ *organs = s ? s->organs : NULL;
    if (!organs && !d->document->head)
        return;
    buf_str(d->out, "  <落款");
    if (organs && !organs->next)
        add_attribute(d, "署名", organs->name);
    if (s && s->form == SIGNATURE_PLAIN)
        buf_str(d->out, " 形式=\"不加盖印章\"");
    buf_printf(d->out, " 日期=\"%s\"", d->day);
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
    const struct imprint *imprint = d->document->imprint;
    if (!imprint)
        return;
    static const char *const starts[] = {[SIDES_OF_PROFILE] = "<版记>",
                                         [SIDES_ONE] = "<版记 双面=\"否\">",
                                         [SIDES_TWO] = "<版记 双面=\"是\">"};
    add_line(d, 1, starts[imprint->sides]);
    add_element(d, 2, "抄送", imprint->cc);
    buf_str(d->out, "    <印发");
    add_attribute(d, "机关", imprint->printer);
    buf_printf(d->out, " 日期=\"%s\"/>\n", d->day);
    add_line(d, 1, "</版记>");
}

/* ---- the draft ---- */

static void write_draft(struct draft *d)
{
    bool complete = d->group.rest || !*behind_label(d->group.name);
    d->members = arena_printf(d->arena, "%s%s", d->group.name, complete ? "" : "成员");
    add_root(d);
    add_head(d);
    add_title(d);
    add_element(d, 1, "主送", d->document->to);
    add_body(d);
    add_signature(d);
    if (d->document->disclosure.n) {
        buf_str(d->out, "  <公开方式");
        add_attribute(d, "方式", d->document->disclosure);
        buf_str(d->out, "/>\n");
    }
    add_imprint(d);
    add_line(d, 0, "</公文>");
}

/* Its people on both days; what a document says of itself is for others to report, unless that is
 * why there are none. */
static bool find_people(struct hongtou *h, struct document *doc, const struct office_adjust *job,
                        struct draft *d)
{
    struct diags *own = diags_beside(h->diags);
    if (office_resolve(doc, own))
        d->before = office_people(h, doc, job->period.from, own);
    if (d->before)
        d->after = office_people(h, doc, job->period.to, own);
    if (d->after)
        diags_drop(own);
    else
        diags_take(h->diags, own);
    return d->after != NULL;
}

/* Whether somebody of the cars or contacts is another; a group that is the same is then left out,
 * and the draft is named by them. */
static bool rest_changes(struct draft *d, bool group_changes)
{
    bool cars = false, contacts = false;
    for (size_t i = 0; i < d->typed.n; i++) {
        const struct fact_line *old = d->typed.v[i].old;
        cars = cars || (old && old->fact->kind == FACT_VEHICLE);
        contacts = contacts || (old && old->fact->kind == FACT_CONTACT);
    }
    if (!group_changes && (cars || contacts)) {
        const char *names = cars && contacts ? "车辆安排和联系人" : cars ? "车辆安排" : "联系人";
        d->group = (struct group){.name = names, .rest = true};
    }
    return cars || contacts;
}

static bool find_changes(struct hongtou *h, const struct office_adjust *job, struct draft *d)
{
    size_t index = 0;
    struct document *doc = vocab_read(d->arena, d->tree, h->diags);
    if (!doc)
        return false;
    group_list list = office_groups(d->arena, doc);
    if (!office_choose_group(d->arena, &list, job->roster, doc, &index, h->diags))
        return false;
    d->document = doc;
    d->group = list.v[index];
    if (!*d->group.name && job->roster)
        d->group.name = job->roster;
    d->staff = staff_from_draft(d->arena, job->output, doc);
    if (!find_people(h, doc, job, d))
        return false;
    office_typed_changes(d->arena, d->before, d->after, &d->typed);
    bool changes = has_changes(d);
    d->rest = (list.n == 1 || d->group.rest) && rest_changes(d, changes);
    if (!changes && !d->rest) {
        struct pos pos = d->group.rest ? doc->pos : d->group.blocks.v[0]->pos;
        diag(h->diags, DIAG_C048, pos, d->group.name);
    }
    return changes || d->rest;
}

bool office_adjust(struct hongtou *h, const struct office_adjust *job, struct buf *out)
{
    struct arena *a = arena_new();
    struct draft d = {.arena = a, .out = out, .day = date_iso(a, job->period.to)};
    d.tree = office_tree(h, a, &(struct hongtou_source){.name = job->path});
    bool ok = d.tree && find_changes(h, job, &d);
    if (ok)
        write_draft(&d);
    arena_drop(a);
    return ok;
}
