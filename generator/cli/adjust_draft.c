/*
 * The notice that announces a group's new members, as XML that compiles: 关于调整……成员的通知. The
 * roster is the group's own, which resolves to the new people; whoever left is named by reference,
 * so that the staff file goes on telling his name. The document's number is left to be given.
 */
#include <string.h>

#include "cli/people_int.h"

/* ---- who left ---- */

static const struct roster_entry *find_entry(const struct roster_tier *tiers, const char *person)
{
    for (; tiers; tiers = tiers->next)
        for (const struct roster_entry *e = tiers->entries; e; e = e->next)
            if (strcmp(e->person, person) == 0)
                return e;
    return NULL;
}

static const struct roster_tier *tiers_of(const struct block *b)
{
    return b ? b->roster->tiers : NULL;
}

static bool same_entries(const struct roster_entry *x, const struct roster_entry *y)
{
    while (x && y && strcmp(x->person, y->person) == 0) {
        x = x->next;
        y = y->next;
    }
    return !x && !y;
}

static bool same_tiers(const struct roster_tier *x, const struct roster_tier *y)
{
    while (x && y && same_entries(x->entries, y->entries)) {
        x = x->next;
        y = y->next;
    }
    return !x && !y;
}

bool adjustment_changes(const struct adjustment *j)
{
    return !same_tiers(tiers_of(j->before.roster), tiers_of(j->after.roster)) ||
           !same_tiers(tiers_of(j->before.office), tiers_of(j->after.office));
}

/* ---- writing ---- */

struct draft {
    const struct adjustment *j;
    struct buf *out;
    bool any; /* somebody who left was named */
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

static const char *second_day(struct draft *d)
{
    const struct date *to = &d->j->to;
    return arena_printf(d->j->arena, "%04d-%02d-%02d", to->year, to->month, to->day);
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

static void add_root(struct draft *d)
{
    const struct document *doc = d->j->written;
    buf_str(d->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    add_line(d, 0, "<!-- hongtou staff adjust 起草：请核对内容，填上发文字号。 -->");
    buf_str(d->out, "<公文 文种=\"通知\"");
    add_attribute(d, "版式", doc->profile);
    buf_str(d->out, " 人员库=\"");
    add_utf8(d, d->j->staff);
    buf_char(d->out, '"');
    if (!doc->head && !(doc->signature && doc->signature->organs))
        buf_printf(d->out, " 截至=\"%s\"", second_day(d));
    buf_str(d->out, ">\n");
}

/* Nobody knows yet which number it will bear. */
static void add_number(struct draft *d, const struct number *number)
{
    buf_str(d->out, "    <!-- 定稿后填上号：<发文字号");
    add_attribute(d, "代字", number->code);
    buf_printf(d->out, " 年=\"%d\" 号=\"\"/> -->\n", d->j->to.year);
}

static void add_head(struct draft *d)
{
    const struct head *head = d->j->written->head;
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

/* The issuer stands before it where it does in the other document. */
static void add_title(struct draft *d)
{
    const struct document *doc = d->j->written;
    struct arena *a = d->j->arena;
    const char *issuer = doc->head ? text_utf8(a, doc->head->issuers->name) : "";
    const char *title = text_utf8(a, text_without_breaks(a, doc->title));
    bool named = *issuer && strncmp(title, issuer, strlen(issuer)) == 0;
    buf_str(d->out, "  <标题>");
    add_utf8(d, arena_printf(a, "%s关于调整%s成员的通知", named ? issuer : "", d->j->name));
    buf_str(d->out, "</标题>\n");
}

/* Those of a tier who are in none of the group's any more: 罗启明、张云岩同志不再担任成员. */
static void add_left_tier(struct draft *d, const struct roster_tier *t,
                          const struct roster_tier *after, const char *office)
{
    const char *label = text_utf8(d->j->arena, t->label);
    bool member = strcmp(label, "成员") == 0 || strcmp(label, "组员") == 0, any = false;
    for (const struct roster_entry *e = t->entries; e; e = e->next) {
        if (e->vacant || find_entry(after, e->person))
            continue;
        buf_str(d->out, any ? "、" : d->any ? "；" : "    <段>");
        buf_str(d->out, "<人名 人员=\"");
        add_utf8(d, e->person);
        buf_str(d->out, "\"/>");
        any = d->any = true;
    }
    if (!any)
        return;
    buf_printf(d->out, "同志不再担任%s", office);
    add_utf8(d, label);
    buf_str(d->out, member ? "" : "职务");
}

static void add_left(struct draft *d)
{
    const struct roster_tier *t = tiers_of(d->j->before.roster);
    for (; t; t = t->next)
        add_left_tier(d, t, tiers_of(d->j->after.roster), "");
    for (t = tiers_of(d->j->before.office); t; t = t->next)
        add_left_tier(d, t, tiers_of(d->j->after.office), "办公室");
    buf_str(d->out, d->any ? "。</段>\n" : "");
}

static void add_body(struct draft *d)
{
    add_line(d, 1, "<正文>");
    buf_str(d->out, "    <段>因工作需要和人事变动，经研究，决定对");
    add_utf8(d, d->j->name);
    buf_str(d->out, "成员作如下调整：</段>\n");
    copy_block(d, d->j->after.roster);
    add_left(d);
    copy_block(d, d->j->after.office);
    add_line(d, 1, "</正文>");
}

/* A draft has no seal yet. */
static void add_signature(struct draft *d)
{
    const struct signature *s = d->j->written->signature;
    const struct organ *organs = s ? s->organs : NULL;
    if (!organs && !d->j->written->head)
        return;
    buf_str(d->out, "  <落款");
    if (organs && !organs->next)
        add_attribute(d, "署名", organs->name);
    if (s && s->form == SIGNATURE_PLAIN)
        buf_str(d->out, " 形式=\"不加盖印章\"");
    buf_printf(d->out, " 日期=\"%s\"", second_day(d));
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
    const struct imprint *imprint = d->j->written->imprint;
    if (!imprint)
        return;
    add_line(d, 1, "<版记>");
    add_element(d, 2, "抄送", imprint->cc);
    buf_str(d->out, "    <印发");
    add_attribute(d, "机关", imprint->printer);
    buf_printf(d->out, " 日期=\"%s\"/>\n", second_day(d));
    add_line(d, 1, "</版记>");
}

void adjustment_draft(const struct adjustment *j, struct buf *out)
{
    struct draft d = {.j = j, .out = out};
    add_root(&d);
    add_head(&d);
    add_title(&d);
    add_element(&d, 1, "主送", j->written->to);
    add_body(&d);
    add_signature(&d);
    if (j->written->disclosure.n) {
        buf_str(out, "  <公开方式");
        add_attribute(&d, "方式", j->written->disclosure);
        buf_str(out, "/>\n");
    }
    add_imprint(&d);
    add_line(&d, 0, "</公文>");
}
