/*
 * What the draft of an adjustment takes from the words of the other document: what its text calls
 * the group, and members typed by name and post, who become those that hold the posts now.
 */
#include <string.h>

#include "office/office_int.h"

/* ---- what a text calls a group ---- */

/* Past the first of the ends, or 0: 迎检工作领导小组 of 迎检工作领导小组，成员如下. */
static size_t group_length(const char *s)
{
    static const char *const ends[] = {"组", "队", "团", "班", "部", "会"};
    static const char *const behind[] = {"，",   "。",   "：",   "；",   "、",    "（",
                                         "成员", "组成", "名单", "如下", "办公室"};
    for (const char *p = s; *p && strncmp(p, "。", strlen("。")) != 0; p++)
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            size_t n = strlen(ends[i]);
            if (strncmp(p, ends[i], n) != 0)
                continue;
            for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
                if (strncmp(p + n, behind[k], strlen(behind[k])) == 0)
                    return (size_t)(p - s) + n;
            if (!p[n])
                return (size_t)(p - s) + n;
        }
    return 0;
}

const char *office_group_in_text(struct arena *a, struct text t)
{
    static const char *const verbs[] = {"成立", "组建", "建立", "设立", "调整", "充实"};
    enum { MOST = 60 };
    const char *s = text_utf8(a, t), *best = NULL;
    size_t length = 0;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        for (const char *p = strstr(s, verbs[i]); p; p = strstr(p + 1, verbs[i])) {
            const char *name = p + strlen(verbs[i]);
            size_t n = group_length(name);
            if (n && n <= MOST && (!best || name > best)) {
                best = name;
                length = n;
            }
        }
    if (best && strncmp(best, "了", strlen("了")) == 0) {
        best += strlen("了");
        length -= strlen("了");
    }
    return best ? arena_strndup(a, best, length) : "";
}

/* ---- typed members ---- */

struct node *office_find_node(struct node *n, struct pos pos)
{
    struct node *found = NULL;
    for (; n && !found; n = n->next)
        if (n->kind == NODE_ELEMENT)
            found = n->pos.off == pos.off ? n : office_find_node(n->first, pos);
    return found;
}

static bool is_called(const struct attr *attr, const char *const names[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attr->name, names[i]) == 0)
            return true;
    return false;
}

static void remove_node(struct node *n)
{
    struct node **at = &n->parent->first;
    while (*at != n)
        at = &(*at)->next;
    *at = n->next;
}

static bool has_elements(const struct node *n)
{
    const struct node *k = n->first;
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    return k != NULL;
}

/* Name and post are those of the entry; a telephone that was typed, its. */
static void rewrite(struct node *n, const struct roster_entry *e)
{
    static const char *const names[] = {"姓名", "name"},
                             *const titles[] = {"职务", "署职", "title"},
                             *const phones[] = {"电话", "phone"};
    for (struct attr **at = &n->attrs; *at;) {
        struct attr *attr = *at;
        bool phone = is_called(attr, phones, 2);
        if (is_called(attr, names, 2))
            attr->value = e->name;
        else if (is_called(attr, titles, 3))
            attr->value = e->post;
        else if (phone)
            attr->value = e->phone;
        if (phone && !e->phone.n)
            *at = attr->next;
        else
            at = &attr->next;
    }
}

static void renew_member(struct tree *tree, const struct roster_member *m,
                         const struct roster_entry *entries)
{
    struct node *n = office_find_node(tree->root, m->pos);
    const struct roster_entry *e = entries;
    while (e && e->pos.off != m->pos.off)
        e = e->next;
    if (!n)
        return;
    if (e && !e->vacant) {
        if (!text_same(e->name, m->name) || !text_same(e->post, m->title))
            rewrite(n, e);
        return;
    }
    struct node *tier = n->parent;
    remove_node(n);
    if (!has_elements(tier))
        remove_node(tier);
}

void office_renew_members(struct tree *tree, const struct roster_tier *first,
                          const struct people *after)
{
    for (const struct roster_tier *t = first; t; t = t->next)
        for (const struct roster_member *m = t->members; m; m = m->next)
            if (m->name.n)
                renew_member(tree, m, people_entries(after, t));
}
