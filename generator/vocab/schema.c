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
    struct arena *arena;
    enum vocab_lang lang;
    int depth;
};

#define LINE(s, ...)                                                                               \
    (buf_printf((s)->out, "%*s", 2 * (s)->depth, ""), buf_printf((s)->out, __VA_ARGS__),           \
     buf_char((s)->out, '\n'))
#define OPEN(s, ...)  (LINE(s, __VA_ARGS__), (s)->depth++)
#define CLOSE(s, ...) ((s)->depth--, LINE(s, __VA_ARGS__))

static const char *escaped(const struct schema *s, const char *text)
{
    struct buf b = {0};
    buf_xml(&b, text, strlen(text));
    text = arena_strndup(s->arena, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return text;
}

/* The meaning, behind the other language's name when there is one. */
static void add_about(struct schema *s, const char *const *name, const char *about)
{
    static const char *const code[VOCAB_LANGS] = {"zh", "en"};
    const char *other = !name                 ? ""
                        : s->lang == VOCAB_ZH ? arena_printf(s->arena, "（%s）", name[VOCAB_EN])
                                              : arena_printf(s->arena, "(%s) ", name[VOCAB_ZH]);
    OPEN(s, "<xs:annotation>");
    LINE(s, "<xs:documentation xml:lang=\"%s\">%s%s</xs:documentation>", code[s->lang], other,
         escaped(s, about));
    CLOSE(s, "</xs:annotation>");
}

/* ---- types of values, and attributes ---- */

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
    const struct range_row *range = table_range(type);
    OPEN(s, "<xs:simpleType name=\"%s\">", type_id(type));
    add_about(s, NULL, row->about[s->lang]);
    OPEN(s, "<xs:restriction base=\"%s\">", row->base);
    if (row->pattern[0])
        LINE(s, "<xs:pattern value=\"%s\"/>", row->pattern);
    if (range) {
        LINE(s, "<xs:minInclusive value=\"%d\"/>", range->least);
        LINE(s, "<xs:maxInclusive value=\"%d\"/>", range->most);
    }
    for (const struct value_row *v = table_values(type); v->type == type; v++)
        LINE(s, "<xs:enumeration value=\"%s\"/>", v->name[s->lang]);
    CLOSE(s, "</xs:restriction>");
    CLOSE(s, "</xs:simpleType>");
}

static void add_attribute(struct schema *s, const struct attr_row *r, const char *name)
{
    const char *preset = r->preset; /* in the schema's language */
    for (const struct value_row *v = table_values(r->type); v->type == r->type; v++)
        if (strcmp(v->name[VOCAB_ZH], r->preset) == 0)
            preset = v->name[s->lang];
    OPEN(s, "<xs:attribute name=\"%s\" type=\"%s\"%s%s%s%s>", name, type_id(r->type),
         r->need == NEED_REQUIRED ? " use=\"required\"" : "", *preset ? " default=\"" : "",
         escaped(s, preset), *preset ? "\"" : "");
    add_about(s, r->name, r->about[s->lang]);
    CLOSE(s, "</xs:attribute>");
}

static void add_attributes(struct schema *s, enum element_id owner)
{
    for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++) {
        const char *also = s->lang == VOCAB_ZH ? table_also((enum attr_id)(r - table_attr)) : NULL;
        add_attribute(s, r, r->name[s->lang]);
        if (also)
            add_attribute(s, r, also);
    }
}

/* ---- elements ---- */

/* The type of an element; level: how deep it stands in itself, 0 when it cannot. */
static const char *type_name(const struct schema *s, enum element_id id, int level)
{
    const char *name = table_element[id].name[s->lang];
    return level ? arena_printf(s->arena, "%s-%d", name, level) : name;
}

static const char *occurs(const struct schema *s, const struct child_row *row)
{
    const char *least =
        row->least == 1 ? "" : arena_printf(s->arena, " minOccurs=\"%d\"", row->least);
    if (row->most == VOCAB_MANY)
        return arena_printf(s->arena, "%s maxOccurs=\"unbounded\"", least);
    return row->most == 1 ? least : arena_printf(s->arena, "%s maxOccurs=\"%d\"", least, row->most);
}

/* counted: what occurs() says, or "" in a choice, which says it for all. */
static void add_child(struct schema *s, const struct child_row *row, int level, const char *counted)
{
    int nest = table_nest(row->child);
    int deeper = !nest ? 0 : row->owner == row->child ? level + 1 : 1;
    if (deeper <= nest)
        LINE(s, "<xs:element name=\"%s\" type=\"%s\"%s/>", table_element[row->child].name[s->lang],
             type_name(s, row->child, deeper), counted);
}

static void add_sequence(struct schema *s, enum element_id id, int level)
{
    const struct child_row *r = table_children(id);
    if (r->owner != id)
        return;
    OPEN(s, "<xs:sequence>");
    while (r->owner == id) {
        const struct child_row *first = r;
        if (r[1].owner != id || r[1].step != r->step) {
            add_child(s, r, level, occurs(s, r));
            r++;
            continue;
        }
        OPEN(s, "<xs:choice%s>", occurs(s, first));
        for (; r->owner == id && r->step == first->step; r++)
            add_child(s, r, level, "");
        CLOSE(s, "</xs:choice>");
    }
    CLOSE(s, "</xs:sequence>");
}

static void add_element_type(struct schema *s, enum element_id id, int level)
{
    const struct element_row *row = &table_element[id];
    bool text = row->content == CONTENT_TEXT || row->content == CONTENT_MIXED;
    bool plain = table_children(id)->owner != id;
    OPEN(s, "<xs:complexType name=\"%s\"%s>", type_name(s, id, level),
         text && !plain ? " mixed=\"true\"" : "");
    add_about(s, row->name, row->about[s->lang]);
    if (text && plain) {
        OPEN(s, "<xs:simpleContent>");
        OPEN(s, "<xs:extension base=\"%s\">", type_id(table_content_type(id)));
        add_attributes(s, id);
        CLOSE(s, "</xs:extension>");
        CLOSE(s, "</xs:simpleContent>");
    } else {
        add_sequence(s, id, level);
        add_attributes(s, id);
    }
    CLOSE(s, "</xs:complexType>");
}

void vocab_schema(enum vocab_lang lang, struct buf *out)
{
    struct schema s = {out, arena_new(), lang, 0};
    LINE(&s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    OPEN(&s, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">");
    for (enum element_id id = 1; id < EL_END; id++)
        if (table_is_root(id))
            LINE(&s, "<xs:element name=\"%s\" type=\"%s\"/>", table_element[id].name[lang],
                 type_name(&s, id, 0));
    for (enum element_id id = 1; id < EL_END; id++) {
        int nest = table_nest(id);
        for (int level = nest ? 1 : 0; level <= nest; level++)
            add_element_type(&s, id, level);
    }
    for (enum value_type type = 1; type < TYPE_END; type++)
        add_value_type(&s, type);
    CLOSE(&s, "</xs:schema>");
    arena_drop(s.arena);
}
