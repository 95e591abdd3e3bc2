/*
 * The vocabulary as an XML Schema (XSD 1.0) for editors: the names of one language, the order and
 * number of children, the shape of values. What stands in itself gets one type a level, so that the
 * schema knows how deep it may go. Stricter rules that XSD cannot say stay with the validator.
 */
#include <string.h>

#include "base/buf.h"
#include "vocab/vocab_int.h"

struct schema {
    struct buf *out;
    enum vocab_lang lang;
    int depth;
};

static const char *const lang_code[VOCAB_LANGS] = {"zh", "en"};

/* ---- lines ---- */

static void add_escaped(struct buf *out, const char *s)
{
    static const char special[] = "&<>\"";
    static const char *const entity[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
    for (; *s; s++) {
        const char *found = strchr(special, *s);
        if (found)
            buf_str(out, entity[found - special]);
        else
            buf_char(out, *s);
    }
}

static void indent(struct schema *s)
{
    for (int i = 0; i < s->depth; i++)
        buf_str(s->out, "  ");
}

static void line(struct schema *s, const char *text)
{
    indent(s);
    buf_str(s->out, text);
    buf_char(s->out, '\n');
}

static void open_tag(struct schema *s, const char *text)
{
    line(s, text);
    s->depth++;
}

static void close_tag(struct schema *s, const char *text)
{
    s->depth--;
    line(s, text);
}

static void add_attr(struct schema *s, const char *name, const char *value)
{
    buf_printf(s->out, " %s=\"", name);
    add_escaped(s->out, value);
    buf_char(s->out, '"');
}

/* The other language's name, then the meaning. */
static void add_about(struct schema *s, const char *other, const char *about)
{
    open_tag(s, "<xs:annotation>");
    indent(s);
    buf_printf(s->out, "<xs:documentation xml:lang=\"%s\">", lang_code[s->lang]);
    if (other)
        buf_printf(s->out, s->lang == VOCAB_ZH ? "（%s）" : "(%s) ", other);
    add_escaped(s->out, about);
    buf_str(s->out, "</xs:documentation>\n");
    close_tag(s, "</xs:annotation>");
}

static const char *other_name(const struct schema *s, const char *const name[VOCAB_LANGS])
{
    return name[s->lang == VOCAB_ZH ? VOCAB_EN : VOCAB_ZH];
}

/* ---- types of values ---- */

static const char *type_id(enum value_type type)
{
    static const char *const ids[] = {
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern) [TYPE_##id] = "value-" #id,
#include "vocab/vocab.def"
    };
    return ids[type];
}

static void add_value_type(struct schema *s, enum value_type type)
{
    const struct type_row *row = &table_type[type];
    indent(s);
    buf_printf(s->out, "<xs:simpleType name=\"%s\">\n", type_id(type));
    s->depth++;
    add_about(s, NULL, row->about[s->lang]);
    indent(s);
    buf_printf(s->out, "<xs:restriction base=\"%s\">\n", row->base);
    s->depth++;
    if (row->pattern[0]) {
        indent(s);
        buf_printf(s->out, "<xs:pattern value=\"%s\"/>\n", row->pattern);
    }
    const struct range_row *range = table_range(type);
    if (range) {
        indent(s);
        buf_printf(s->out, "<xs:minInclusive value=\"%d\"/>\n", range->least);
        indent(s);
        buf_printf(s->out, "<xs:maxInclusive value=\"%d\"/>\n", range->most);
    }
    for (const struct value_row *v = table_values(type); v->type == type; v++) {
        indent(s);
        buf_printf(s->out, "<xs:enumeration value=\"%s\"/>\n", v->name[s->lang]);
    }
    close_tag(s, "</xs:restriction>");
    close_tag(s, "</xs:simpleType>");
}

/* ---- attributes ---- */

/* The preset in the schema's language. */
static const char *preset_name(const struct schema *s, const struct attr_row *row)
{
    for (const struct value_row *v = table_values(row->type); v->type == row->type; v++)
        if (strcmp(v->name[VOCAB_ZH], row->preset) == 0)
            return v->name[s->lang];
    return row->preset;
}

static void add_attribute(struct schema *s, const struct attr_row *row)
{
    indent(s);
    buf_str(s->out, "<xs:attribute");
    add_attr(s, "name", row->name[s->lang]);
    add_attr(s, "type", type_id(row->type));
    if (row->need == NEED_REQUIRED)
        add_attr(s, "use", "required");
    if (row->preset[0])
        add_attr(s, "default", preset_name(s, row));
    buf_str(s->out, ">\n");
    s->depth++;
    add_about(s, other_name(s, row->name), row->about[s->lang]);
    close_tag(s, "</xs:attribute>");
}

static void add_attributes(struct schema *s, enum element_id owner)
{
    for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++)
        add_attribute(s, r);
}

/* ---- elements ---- */

/* The type of an element; level: how deep it stands in itself, 0 when it cannot. */
static void add_type_name(struct schema *s, const char *attr, enum element_id id, int level)
{
    buf_printf(s->out, " %s=\"%s", attr, table_element[id].name[s->lang]);
    if (level)
        buf_printf(s->out, "-%d", level);
    buf_char(s->out, '"');
}

static void add_occurs(struct schema *s, const struct child_row *row)
{
    if (row->least != 1)
        buf_printf(s->out, " minOccurs=\"%d\"", row->least);
    if (row->most == VOCAB_MANY)
        buf_str(s->out, " maxOccurs=\"unbounded\"");
    else if (row->most != 1)
        buf_printf(s->out, " maxOccurs=\"%d\"", row->most);
}

static void add_child(struct schema *s, const struct child_row *row, int level, bool counted)
{
    int nest = table_nest(row->child);
    int deeper = !nest ? 0 : row->owner == row->child ? level + 1 : 1;
    if (deeper > nest)
        return;
    indent(s);
    buf_printf(s->out, "<xs:element name=\"%s\"", table_element[row->child].name[s->lang]);
    add_type_name(s, "type", row->child, deeper);
    if (counted)
        add_occurs(s, row);
    buf_str(s->out, "/>\n");
}

static bool same_step(const struct child_row *x, const struct child_row *y)
{
    return x->owner == y->owner && x->step == y->step;
}

static const struct child_row *add_choice(struct schema *s, const struct child_row *first,
                                          int level)
{
    const struct child_row *r = first;
    indent(s);
    buf_str(s->out, "<xs:choice");
    add_occurs(s, first);
    buf_str(s->out, ">\n");
    s->depth++;
    for (; same_step(r, first); r++)
        add_child(s, r, level, false);
    close_tag(s, "</xs:choice>");
    return r;
}

static void add_sequence(struct schema *s, enum element_id id, int level)
{
    const struct child_row *r = table_children(id);
    if (r->owner != id)
        return;
    open_tag(s, "<xs:sequence>");
    while (r->owner == id) {
        if (same_step(r, r + 1))
            r = add_choice(s, r, level);
        else
            add_child(s, r++, level, true);
    }
    close_tag(s, "</xs:sequence>");
}

static void add_text_content(struct schema *s, enum element_id id)
{
    open_tag(s, "<xs:simpleContent>");
    indent(s);
    buf_printf(s->out, "<xs:extension base=\"%s\">\n", type_id(table_content_type(id)));
    s->depth++;
    add_attributes(s, id);
    close_tag(s, "</xs:extension>");
    close_tag(s, "</xs:simpleContent>");
}

static void add_element_type(struct schema *s, enum element_id id, int level)
{
    const struct element_row *row = &table_element[id];
    bool text = row->content == CONTENT_TEXT || row->content == CONTENT_MIXED;
    bool plain = table_children(id)->owner != id;
    indent(s);
    buf_str(s->out, "<xs:complexType");
    add_type_name(s, "name", id, level);
    buf_str(s->out, text && !plain ? " mixed=\"true\">\n" : ">\n");
    s->depth++;
    add_about(s, other_name(s, row->name), row->about[s->lang]);
    if (text && plain) {
        add_text_content(s, id);
    } else {
        add_sequence(s, id, level);
        add_attributes(s, id);
    }
    close_tag(s, "</xs:complexType>");
}

static void add_element_types(struct schema *s, enum element_id id)
{
    int nest = table_nest(id);
    for (int level = nest ? 1 : 0; level <= nest; level++)
        add_element_type(s, id, level);
}

static void add_roots(struct schema *s)
{
    for (enum element_id id = 1; id < EL_END; id++) {
        if (!table_is_root(id))
            continue;
        indent(s);
        buf_printf(s->out, "<xs:element name=\"%s\"", table_element[id].name[s->lang]);
        add_type_name(s, "type", id, 0);
        buf_str(s->out, "/>\n");
    }
}

void vocab_schema(enum vocab_lang lang, struct buf *out)
{
    struct schema s = {out, lang, 0};
    line(&s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    open_tag(&s, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">");
    add_roots(&s);
    for (enum element_id id = 1; id < EL_END; id++)
        add_element_types(&s, id);
    for (enum value_type type = 1; type < TYPE_END; type++)
        add_value_type(&s, type);
    close_tag(&s, "</xs:schema>");
}
