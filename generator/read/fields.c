/*
 * An AcroForm's fields: a tree whose inner nodes give names and whose leaves have values. A node is
 * a leaf when none of its kids has a name of its own.
 */
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "read/read_int.h"

/* Kids are looked at before they are nodes: a file may refer to the same ones again and again. */
enum { MAX_DEPTH = 8, MAX_NODES = 200000, MAX_LOOKS = 1000000 };

struct walk {
    struct read_list *list;
    qpdf_data pdf;
    int nodes, looks;
    bool any;
};

/* Larger than any form that was made to be filled in. */
static bool is_endless(const struct walk *w)
{
    return w->nodes > MAX_NODES || w->looks >= MAX_LOOKS;
}

static const char *text_of(struct walk *w, qpdf_oh dict, const char *key)
{
    qpdf_oh value = qpdf_oh_get_key(w->pdf, dict, key);
    if (qpdf_oh_is_string(w->pdf, value))
        return arena_strdup(w->list->arena, qpdf_oh_get_utf8_value(w->pdf, value));
    if (qpdf_oh_is_name(w->pdf, value))
        return arena_strdup(w->list->arena, qpdf_oh_get_name(w->pdf, value) + 1);
    return "";
}

static bool has_named_kids(struct walk *w, qpdf_oh kids)
{
    int n = qpdf_oh_is_array(w->pdf, kids) ? qpdf_oh_get_array_n_items(w->pdf, kids) : 0;
    bool found = false;
    for (int i = 0; !found && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        found = qpdf_oh_is_dictionary(w->pdf, kid) && qpdf_oh_has_key(w->pdf, kid, "/T");
        qpdf_oh_release(w->pdf, kid);
    }
    return found;
}

static bool is_ticked(const char *value)
{
    return *value && strcmp(value, "Off") != 0;
}

static bool is_key(struct walk *w, qpdf_oh node)
{
    qpdf_oh key = qpdf_oh_get_key(w->pdf, node, "/HongtouKey");
    return qpdf_oh_is_bool(w->pdf, key) && qpdf_oh_get_bool_value(w->pdf, key);
}

/* A box of a group says its option in the group's column; any other leaf has its own. */
static void take_leaf(struct walk *w, qpdf_oh node, const char *group, const char *name)
{
    enum { RADIO = 1 << 15 };
    struct arena *a = w->list->arena;
    const char *value = text_of(w, node, "/V");
    bool button = strcmp(text_of(w, node, "/FT"), "Btn") == 0;
    qpdf_oh flags = qpdf_oh_get_key(w->pdf, node, "/Ff");
    bool radio = qpdf_oh_is_integer(w->pdf, flags) && qpdf_oh_get_int_value(w->pdf, flags) & RADIO;
    if (!*name && !*group)
        return;
    w->any = true;
    if (button && !is_ticked(value))
        value = "";
    if (is_key(w, node) && !*group)
        w->list->rows.v[w->list->rows.n - 1].key = name;
    bool ok;
    if (button && !radio && *group)
        ok = read_list_add(w->list, group, *value ? name : "");
    else
        ok = read_list_add(w->list, *group ? arena_printf(a, "%s.%s", group, name) : name, value);
    if (!ok)
        w->looks = MAX_LOOKS;
}

static void take_nodes(struct walk *w, qpdf_oh nodes, const char *group, int depth);

static void take_node(struct walk *w, qpdf_oh node, const char *group, int depth)
{
    if (!qpdf_oh_is_dictionary(w->pdf, node) || ++w->nodes > MAX_NODES)
        return;
    struct arena *a = w->list->arena;
    const char *name = text_of(w, node, "/T");
    qpdf_oh kids = qpdf_oh_get_key(w->pdf, node, "/Kids");
    if (!has_named_kids(w, kids))
        take_leaf(w, node, group, name);
    else
        take_nodes(w, kids, *group ? arena_printf(a, "%s.%s", group, name) : name, depth + 1);
}

/* Recursion ends at MAX_DEPTH, whatever the file refers to. */
static void take_nodes(struct walk *w, qpdf_oh nodes, const char *group, int depth)
{
    if (depth > MAX_DEPTH || !qpdf_oh_is_array(w->pdf, nodes))
        return;
    int n = qpdf_oh_get_array_n_items(w->pdf, nodes);
    for (int i = 0; i < n && !is_endless(w); i++)
        take_node(w, qpdf_oh_get_array_item(w->pdf, nodes, i), group, depth);
}

static bool take_form(struct walk *w)
{
    qpdf_oh root = qpdf_get_root(w->pdf);
    if (!qpdf_oh_is_dictionary(w->pdf, root))
        return false;
    qpdf_oh form = qpdf_oh_get_key(w->pdf, root, "/AcroForm");
    if (qpdf_oh_is_dictionary(w->pdf, form))
        take_nodes(w, qpdf_oh_get_key(w->pdf, form, "/Fields"), "", 0);
    return w->any;
}

enum read_result read_fields(struct read_list *l, const char *path)
{
    struct walk w = {.list = l, .pdf = qpdf_init()};
    enum read_result result = READ_NO_PDF;
    qpdf_silence_errors(w.pdf);
    qpdf_set_suppress_warnings(w.pdf, QPDF_TRUE);
    if (qpdf_read(w.pdf, path, NULL) <= QPDF_WARNINGS)
        result = take_form(&w) && !is_endless(&w) ? READ_FORM : READ_NO_FORM;
    if (qpdf_has_error(w.pdf))
        qpdf_get_error(w.pdf); /* else the library prints it */
    qpdf_cleanup(&w.pdf);
    return result;
}
