/* Names in hints: in the language of the messages, joined as that language joins them. */
#include <string.h>

#include "base/buf.h"
#include "vocab/vocab_int.h"

struct names {
    struct buf b;
    enum vocab_lang lang;
};

static void add(struct names *l, const char *const name[VOCAB_LANGS])
{
    static const char *const comma[VOCAB_LANGS] = {"、", ", "};
    if (l->b.n)
        buf_str(&l->b, comma[l->lang]);
    buf_str(&l->b, name[l->lang]);
}

static const char *done(const struct check *c, struct names *l)
{
    const char *s = arena_strndup(c->arena, l->b.p ? l->b.p : "", l->b.n);
    buf_drop(&l->b);
    return s;
}

const char *names_children(const struct check *c, enum element_id owner)
{
    struct names l = {.lang = c->lang};
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        add(&l, table_element[r->child].name);
    return done(c, &l);
}

const char *names_parents(const struct check *c, enum element_id child)
{
    struct names l = {.lang = c->lang};
    for (enum element_id id = 1; id < EL_END; id++)
        if (table_place(id, child))
            add(&l, table_element[id].name);
    return done(c, &l);
}

const char *names_attrs(const struct check *c, enum element_id owner)
{
    struct names l = {.lang = c->lang};
    for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++)
        add(&l, r->name);
    return done(c, &l);
}

const char *names_values(const struct check *c, enum value_type type)
{
    struct names l = {.lang = c->lang};
    for (const struct value_row *r = table_values(type); r->type == type; r++)
        add(&l, r->name);
    return done(c, &l);
}

const char *names_element(const struct check *c, enum element_id id)
{
    return table_element[id].name[c->lang];
}

const char *names_excerpt(const struct check *c, struct text t)
{
    enum { SHOWN = 24 };
    if (t.n <= SHOWN)
        return text_utf8(c->arena, t);
    return arena_printf(c->arena, "%s……", text_utf8(c->arena, text_part(t, 0, SHOWN)));
}
