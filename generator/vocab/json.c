/*
 * The vocabulary as JSON, for programs that let people write documents by fields: every element
 * with its children in their order, its attributes, their types and choices, what each means, and
 * an example. Names and texts of one language.
 */
#include "vocab/vocab_int.h"

struct listing {
    struct buf *out;
    enum vocab_lang lang;
    const char *comma; /* before the next member */
};

static void begin_member(struct listing *l, const char *name)
{
    buf_str(l->out, l->comma);
    buf_json(l->out, name);
    buf_char(l->out, ':');
    l->comma = ",";
}

static void add_string(struct listing *l, const char *name, const char *value)
{
    if (!*value)
        return;
    begin_member(l, name);
    buf_json(l->out, value);
}

static void add_number(struct listing *l, const char *name, int value)
{
    begin_member(l, name);
    buf_int(l->out, value);
}

static void open_list(struct listing *l, const char *name, char bracket)
{
    begin_member(l, name);
    buf_char(l->out, bracket);
    l->comma = "";
}

static void open_item(struct listing *l)
{
    buf_str(l->out, l->comma);
    buf_char(l->out, '{');
    l->comma = "";
}

static void end(struct listing *l, char bracket)
{
    buf_char(l->out, bracket);
    l->comma = ",";
}

/* ---- types ---- */

static const char *type_name(enum value_type type)
{
    static const char *const names[] = {
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern) [TYPE_##id] = #id,
#include "vocab/vocab.def"
    };
    return names[type];
}

static void add_type(struct listing *l, enum value_type type)
{
    const struct type_row *row = &table_type[type];
    const struct range_row *range = table_range(type);
    open_list(l, type_name(type), '{');
    add_string(l, "about", row->about[l->lang]);
    add_string(l, "sample", row->sample);
    add_string(l, "pattern", row->pattern);
    if (range) {
        add_number(l, "least", range->least);
        add_number(l, "most", range->most);
        add_number(l, "places", range->places);
    }
    if (table_values(type)->type == type) {
        open_list(l, "values", '[');
        for (const struct value_row *v = table_values(type); v->type == type; v++) {
            buf_str(l->out, l->comma);
            buf_json(l->out, v->name[l->lang]);
            l->comma = ",";
        }
        end(l, ']');
    }
    end(l, '}');
}

/* ---- elements ---- */

static void add_attributes(struct listing *l, enum element_id owner)
{
    open_list(l, "attributes", '[');
    for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++) {
        open_item(l);
        add_string(l, "name", r->name[l->lang]);
        add_string(l, "type", type_name(r->type));
        add_string(l, "preset", r->preset);
        add_string(l, "about", r->about[l->lang]);
        if (r->need == NEED_REQUIRED)
            add_number(l, "required", 1);
        end(l, '}');
    }
    end(l, ']');
}

static void add_children(struct listing *l, enum element_id owner)
{
    open_list(l, "children", '[');
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++) {
        open_item(l);
        add_string(l, "name", table_element[r->child].name[l->lang]);
        add_number(l, "step", r->step);
        add_number(l, "least", r->least);
        if (r->most != VOCAB_MANY)
            add_number(l, "most", r->most);
        end(l, '}');
    }
    end(l, ']');
}

static void add_element(struct listing *l, enum element_id id)
{
    static const char *const contents[CONTENT_KINDS] = {[CONTENT_EMPTY] = "empty",
                                                        [CONTENT_TEXT] = "text",
                                                        [CONTENT_CHILDREN] = "children",
                                                        [CONTENT_MIXED] = "mixed"};
    const struct element_row *row = &table_element[id];
    open_list(l, row->name[l->lang], '{');
    add_string(l, "content", contents[row->content]);
    add_string(l, "about", row->about[l->lang]);
    if (table_is_root(id))
        add_number(l, "root", 1);
    if (table_nest(id))
        add_number(l, "nest", table_nest(id));
    if (row->content == CONTENT_TEXT)
        add_string(l, "type", type_name(table_content_type(id)));
    add_attributes(l, id);
    add_children(l, id);
    for (const struct example_row *r = table_example; r->owner; r++)
        if (r->owner == id)
            add_string(l, "example", r->xml[l->lang]);
    end(l, '}');
}

void vocab_json(enum vocab_lang lang, struct buf *out)
{
    struct listing l = {out, lang, ""};
    buf_char(out, '{');
    open_list(&l, "elements", '{');
    for (int id = EL_NONE + 1; id < EL_END; id++)
        add_element(&l, (enum element_id)id);
    end(&l, '}');
    open_list(&l, "types", '{');
    for (int type = TYPE_NONE + 1; type < TYPE_END; type++)
        add_type(&l, (enum value_type)type);
    end(&l, '}');
    buf_str(out, "}\n");
}
