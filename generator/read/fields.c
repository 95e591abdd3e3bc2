/*
 * The fields of a file, by libqpdf. An AcroForm is a tree whose inner nodes give names and whose
 * leaves have values. A node is a leaf when none of its kids has a name of its own; boxes below a
 * node are the options of one group. Files come from strangers: how deep and how far the tree is
 * followed is limited.
 *
 * What the library mends or passes over is not believed: a value that it could not decode looks
 * like one that nobody filled in. Where it says a word on the way to the fields, or a node is not
 * there that should be, the whole file is damaged.
 */
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "base/utf8.h"
#include "read/read_int.h"
#include "value/option.h"

/* A file may refer to the same nodes again and again; kids are looked at before they are nodes.
 * MAX_FIELDS: of one form. */
enum { MAX_DEPTH = 8, MAX_FIELDS = 10000, MAX_NODES = 4000000, MAX_LOOKS = 4000000 };

/* Boxes of a group, as they are met. */
struct boxes {
    VEC(const char *) value, preset, shown;
    bool any, marked; /* marked: an option has a mark that parts entries */
};

struct walk {
    struct arena *arena;
    struct read_fields *fields;
    qpdf_data pdf;
    const char *owner;
    int nodes, looks, of_owner; /* of_owner: fields */
    bool damaged;
};

/* Larger than any form that was made to be filled in. */
static bool is_endless(const struct walk *w)
{
    return w->nodes > MAX_NODES || w->looks >= MAX_LOOKS || w->of_owner > MAX_FIELDS;
}

/* ---- entries of a node ---- */

/* Line ends of every kind are one. */
static const char *clean(struct arena *a, const char *utf8)
{
    char *text = arena_strdup(a, utf8), *to = text;
    for (const char *p = text; *p; p++) {
        if (*p == '\r' && p[1] == '\n')
            continue;
        *to++ = *p == '\r' ? '\n' : *p;
    }
    while (to > text && (unsigned char)to[-1] <= ' ')
        to--;
    *to = '\0';
    while (*text && (unsigned char)*text <= ' ')
        text++;
    return text;
}

/* The value of a key; what is referred to and not there was lost. */
static qpdf_oh value_of(struct walk *w, qpdf_oh dict, const char *key)
{
    qpdf_oh value = qpdf_oh_get_key(w->pdf, dict, key);
    if (qpdf_oh_is_null(w->pdf, value) && qpdf_oh_is_indirect(w->pdf, value))
        w->damaged = true;
    return value;
}

static const char *text_of(struct walk *w, qpdf_oh dict, const char *key)
{
    const char *text = "";
    qpdf_oh value = value_of(w, dict, key);
    if (qpdf_oh_is_string(w->pdf, value))
        text = clean(w->arena, qpdf_oh_get_utf8_value(w->pdf, value));
    else if (qpdf_oh_is_name(w->pdf, value))
        text = arena_strdup(w->arena, qpdf_oh_get_name(w->pdf, value) + 1);
    qpdf_oh_release(w->pdf, value);
    return text;
}

static bool is_true(struct walk *w, qpdf_oh dict, const char *key)
{
    qpdf_oh value = value_of(w, dict, key);
    bool holds = qpdf_oh_is_bool(w->pdf, value) && qpdf_oh_get_bool_value(w->pdf, value);
    qpdf_oh_release(w->pdf, value);
    return holds;
}

static bool has_flag(struct walk *w, qpdf_oh dict, int flag)
{
    qpdf_oh flags = value_of(w, dict, "/Ff");
    bool holds = qpdf_oh_is_integer(w->pdf, flags) && qpdf_oh_get_int_value(w->pdf, flags) & flag;
    qpdf_oh_release(w->pdf, flags);
    return holds;
}

static int count_items(struct walk *w, qpdf_oh array)
{
    return qpdf_oh_is_array(w->pdf, array) ? qpdf_oh_get_array_n_items(w->pdf, array) : 0;
}

static bool has_named_kids(struct walk *w, qpdf_oh kids)
{
    int n = count_items(w, kids);
    bool found = false;
    for (int i = 0; !found && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        found = qpdf_oh_is_dictionary(w->pdf, kid) && qpdf_oh_has_key(w->pdf, kid, "/T");
        qpdf_oh_release(w->pdf, kid);
    }
    return found;
}

static enum entry_kind takes_of(struct walk *w, qpdf_oh node)
{
    static const char *const names[] = {[ENTRY_NUMBER] = "number",
                                        [ENTRY_DATE] = "date",
                                        [ENTRY_PHONE] = "phone",
                                        [ENTRY_CARD] = "card"};
    const char *name = text_of(w, node, "/HongtouTakes");
    for (enum entry_kind k = ENTRY_NUMBER; k <= ENTRY_CARD; k++)
        if (strcmp(name, names[k]) == 0)
            return k;
    return ENTRY_TEXT;
}

/* ---- what is ticked ---- */

static const char *state_of(struct walk *w, qpdf_oh dict, const char *key)
{
    const char *state = text_of(w, dict, key);
    return strcmp(state, "Off") == 0 ? "" : state;
}

/* The option of a widget that has a state, if that is not the option itself; else NULL. */
static const char *long_option(struct walk *w, qpdf_oh widget, const char *state)
{
    const char *option = text_of(w, widget, "/HongtouOption");
    if (!*option)
        return NULL;
    qpdf_oh looks = value_of(w, widget, "/AP");
    bool any = qpdf_oh_is_dictionary(w->pdf, looks), has = false;
    qpdf_oh states = any ? qpdf_oh_get_key(w->pdf, looks, "/N") : 0;
    if (any && qpdf_oh_is_dictionary(w->pdf, states))
        has = qpdf_oh_has_key(w->pdf, states, arena_printf(w->arena, "/%s", state));
    if (any)
        qpdf_oh_release(w->pdf, states);
    qpdf_oh_release(w->pdf, looks);
    return has ? option : NULL;
}

/* What a state of a choice says: an option too long for a name stands beside its widget. */
static const char *chosen(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *state)
{
    if (!*state)
        return state;
    const char *option = long_option(w, node, state);
    int n = count_items(w, kids);
    for (int i = 0; !option && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        if (qpdf_oh_is_dictionary(w->pdf, kid))
            option = long_option(w, kid, state);
        qpdf_oh_release(w->pdf, kid);
    }
    return option ? option : state;
}

/* What the widgets of a button show; NULL: they do not say. */
static const char *shown_state(struct walk *w, qpdf_oh node, qpdf_oh kids)
{
    const char *shown = qpdf_oh_has_key(w->pdf, node, "/AS") ? state_of(w, node, "/AS") : NULL;
    int n = count_items(w, kids);
    for (int i = 0; (!shown || !*shown) && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        if (qpdf_oh_is_dictionary(w->pdf, kid) && qpdf_oh_has_key(w->pdf, kid, "/AS"))
            shown = state_of(w, kid, "/AS");
        qpdf_oh_release(w->pdf, kid);
    }
    return shown;
}

/* ---- fields ---- */

static struct read_field *add_field(struct walk *w, qpdf_oh node, const char *name)
{
    struct read_field *field = VEC_ADD(w->arena, &w->fields->list);
    w->of_owner++;
    const char *head = text_of(w, node, "/TU");
    *field = (struct read_field){.owner = w->owner, .name = name, .value = "", .preset = ""};
    field->head = *head ? head : NULL;
    return field;
}

/* A dot in an option is full-width in its field's name, not in its state. */
static const char *option_of(const char *name, const char *state)
{
    const char *p = name, *q = state, *ends[] = {name + strlen(name), state + strlen(state)};
    while (p < ends[0] && q < ends[1])
        if (utf8_narrow(utf8_next(&p, ends[0])) != utf8_narrow(utf8_next(&q, ends[1])))
            return name;
    return p == ends[0] && q == ends[1] ? state : name;
}

static void add_box(struct walk *w, struct boxes *boxes, qpdf_oh node, qpdf_oh kids,
                    const char *option)
{
    const char *state = state_of(w, node, "/V"), *shown = shown_state(w, node, kids);
    const char *preset = state_of(w, node, "/DV");
    boxes->any = true;
    boxes->marked = boxes->marked || option_has_mark(option);
    if (*state)
        VEC_PUSH(w->arena, &boxes->value, option_of(option, state));
    if (*preset)
        VEC_PUSH(w->arena, &boxes->preset, option_of(option, preset));
    if (shown ? *shown : *state)
        VEC_PUSH(w->arena, &boxes->shown, option_of(option, shown ? shown : state));
}

/* A leaf that is no box of a group. */
static void take_leaf(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *name)
{
    bool button = strcmp(text_of(w, node, "/FT"), "Btn") == 0;
    struct read_field *field = add_field(w, node, name);
    field->takes = takes_of(w, node);
    field->key = is_true(w, node, "/HongtouKey");
    field->value = text_of(w, node, "/V");
    field->preset = text_of(w, node, "/DV");
    if (!button)
        return;
    const char *shown = shown_state(w, node, kids);
    field->value = chosen(w, node, kids, state_of(w, node, "/V"));
    field->preset = chosen(w, node, kids, state_of(w, node, "/DV"));
    shown = shown ? chosen(w, node, kids, shown) : NULL;
    if (shown && strcmp(shown, field->value) != 0)
        field->shown = shown;
}

/* As a list has several options, whose own marks must not part them. */
static const char *joined(struct arena *a, const char *const options[], size_t n, bool marked)
{
    struct buf b = {0};
    buf_str(&b, "");
    for (size_t i = 0; i < n; i++) {
        buf_str(&b, i ? marked ? "|" : "、" : "");
        buf_str(&b, options[i]);
    }
    const char *all = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return all;
}

static void take_boxes(struct walk *w, qpdf_oh node, const struct boxes *boxes, const char *name)
{
    struct arena *a = w->arena;
    struct read_field *field = add_field(w, node, name);
    field->value = joined(a, boxes->value.v, boxes->value.n, boxes->marked);
    field->preset = joined(a, boxes->preset.v, boxes->preset.n, boxes->marked);
    const char *shown = joined(a, boxes->shown.v, boxes->shown.n, boxes->marked);
    if (strcmp(shown, field->value) != 0)
        field->shown = shown;
}

/* ---- the tree ---- */

static void take_nodes(struct walk *w, qpdf_oh nodes, const char *group, struct boxes *boxes,
                       int depth);

static const char *below(struct arena *a, const char *group, const char *name)
{
    return *group ? arena_printf(a, "%s.%s", group, name) : name;
}

/* A node with kids that have names: an owner, or a group. */
static void take_group(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *name, int depth)
{
    struct boxes boxes = {.any = false};
    if (depth == 0 && is_true(w, node, "/HongtouOwner")) {
        w->owner = name;
        w->of_owner = 0;
        take_nodes(w, kids, "", &boxes, 1);
        w->owner = NULL;
        return;
    }
    take_nodes(w, kids, name, &boxes, depth + 1);
    if (boxes.any)
        take_boxes(w, node, &boxes, name);
}

static void take_node(struct walk *w, qpdf_oh node, const char *group, struct boxes *boxes,
                      int depth)
{
    enum { RADIO = 1 << 15 };
    if (!qpdf_oh_is_dictionary(w->pdf, node)) {
        w->damaged = true;
        return;
    }
    if (++w->nodes > MAX_NODES)
        return;
    const char *name = text_of(w, node, "/T");
    qpdf_oh kids = value_of(w, node, "/Kids");
    bool box = strcmp(text_of(w, node, "/FT"), "Btn") == 0 && !has_flag(w, node, RADIO);
    if (has_named_kids(w, kids))
        take_group(w, node, kids, below(w->arena, group, name), depth);
    else if (box && *group)
        add_box(w, boxes, node, kids, name);
    else if (*name || *group)
        take_leaf(w, node, kids, below(w->arena, group, name));
    qpdf_oh_release(w->pdf, kids);
}

static void take_item(struct walk *w, qpdf_oh nodes, int i, const char *group, struct boxes *boxes,
                      int depth)
{
    qpdf_oh node = qpdf_oh_get_array_item(w->pdf, nodes, i);
    take_node(w, node, group, boxes, depth);
    qpdf_oh_release(w->pdf, node);
}

/* Recursion ends at MAX_DEPTH, whatever the file refers to. */
static void take_nodes(struct walk *w, qpdf_oh nodes, const char *group, struct boxes *boxes,
                       int depth)
{
    int n = count_items(w, nodes);
    if (depth > MAX_DEPTH) {
        w->damaged = w->damaged || n;
        return;
    }
    for (int i = 0; i < n && !is_endless(w); i++)
        take_item(w, nodes, i, group, boxes, depth);
}

/* ---- the file ---- */

/* Whether the library has said anything since the last time. */
static bool has_spoken(struct walk *w)
{
    bool spoken = qpdf_has_error(w->pdf);
    if (spoken)
        qpdf_get_error(w->pdf); /* else the library prints it */
    for (; qpdf_more_warnings(w->pdf); spoken = true)
        qpdf_next_warning(w->pdf);
    return spoken;
}

/* Opens a file: how many fields its tree's root has; 0: it is no PDF, or no form. */
static int open_file(struct walk *w, const char *path, qpdf_oh *fields, enum read_result *result)
{
    w->pdf = qpdf_init();
    qpdf_silence_errors(w->pdf);
    qpdf_set_suppress_warnings(w->pdf, QPDF_TRUE);
    *result = READ_NO_PDF;
    if (qpdf_read(w->pdf, path, NULL) > QPDF_WARNINGS)
        return 0;
    w->fields->mended = has_spoken(w) || w->fields->mended;
    *result = READ_NO_FORM;
    qpdf_oh root = qpdf_get_root(w->pdf);
    if (!qpdf_oh_is_dictionary(w->pdf, root))
        return 0;
    qpdf_oh form = value_of(w, root, "/AcroForm");
    if (!qpdf_oh_is_dictionary(w->pdf, form))
        return 0;
    *fields = value_of(w, form, "/Fields");
    return count_items(w, *fields);
}

static void close_file(struct walk *w)
{
    w->damaged = has_spoken(w) || w->damaged;
    qpdf_cleanup(&w->pdf);
}

/* The library keeps each object that it has seen, some kilobytes a field: a file of many forms is
 * opened anew for each part of them. */
enum read_result read_fields(struct arena *a, const char *path, struct read_fields *out)
{
    enum { PART = 256 };
    struct walk w = {.arena = a, .fields = out};
    struct boxes none = {.any = false};
    enum read_result result = READ_FORM;
    qpdf_oh fields = 0;
    for (int first = 0, n = 1; first < n && !is_endless(&w) && !w.damaged; first += PART) {
        n = open_file(&w, path, &fields, &result);
        if (n && !first)
            w.damaged = !qpdf_is_encrypted(w.pdf) && !read_streams_are_whole(path);
        for (int i = first; i < n && i < first + PART && !is_endless(&w); i++)
            take_item(&w, fields, i, "", &none, 0);
        close_file(&w);
    }
    if (w.damaged && result != READ_NO_PDF)
        return READ_DAMAGED;
    return out->list.n && !is_endless(&w) ? READ_FORM : result;
}
