/*
 * The fields of a file, by libqpdf. An AcroForm is a tree whose inner nodes give names and whose
 * leaves have values. A node is a leaf when none of its kids has a name of its own; boxes below a
 * node are the options of one group. Files come from strangers: how deep and how far the tree is
 * followed is limited.
 *
 * What the library mends or passes over is not believed: a value that it could not decode looks
 * like one that nobody filled in. Where it says a word on the way to the fields, or a node is not
 * there that should be, the whole file is damaged. What is well-formed and cannot be right all the
 * same (node.c), or is not what was printed (value/printed.h), makes a form doubtful.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "read/walk_int.h"
#include "value/option.h"
#include "value/printed.h"

/* A file may refer to the same nodes again and again; kids are looked at before they are nodes.
 * MAX_FIELDS: of one form. */
enum {
    MAX_DEPTH = 8,
    MAX_FIELDS = 10000,
    MAX_NODES = 4000000,
    MAX_LOOKS = 4000000,
    MAX_AGAIN = 1000
};

/* Boxes of a group, as they are met. */
struct boxes {
    VEC(const char *) value, preset, shown;
    bool any, marked; /* marked: an option has a mark that parts entries */
};

/* Larger than any form that was made to be filled in. */
static bool is_endless(const struct walk *w)
{
    return w->nodes > MAX_NODES || w->looks >= MAX_LOOKS || w->of_owner > MAX_FIELDS ||
           w->again > MAX_AGAIN;
}

/* ---- entries of a node ---- */

static long long flags_of(struct walk *w, qpdf_oh dict)
{
    qpdf_oh value = read_value_of(w, dict, "/Ff");
    long long flags = qpdf_oh_is_integer(w->pdf, value) ? qpdf_oh_get_int_value(w->pdf, value) : 0;
    qpdf_oh_release(w->pdf, value);
    return flags;
}

static bool has_named_kids(struct walk *w, qpdf_oh kids)
{
    int n = read_count_items(w, kids);
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
    const char *name = read_text_of(w, node, "/HongtouTakes");
    for (enum entry_kind k = ENTRY_NUMBER; k <= ENTRY_CARD; k++)
        if (strcmp(name, names[k]) == 0)
            return k;
    return ENTRY_TEXT;
}

/* ---- what is ticked ---- */

static const char *state_of(struct walk *w, qpdf_oh dict, const char *key)
{
    const char *state = read_text_of(w, dict, key);
    return strcmp(state, "Off") == 0 ? "" : state;
}

/* The option of a widget that has a state, if that is not the option itself; else NULL. */
static const char *long_option(struct walk *w, qpdf_oh widget, const char *state)
{
    const char *option = read_text_of(w, widget, "/HongtouOption");
    if (!*option)
        return NULL;
    qpdf_oh looks = read_value_of(w, widget, "/AP");
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
    int n = read_count_items(w, kids);
    for (int i = 0; !option && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        if (qpdf_oh_is_dictionary(w->pdf, kid))
            option = long_option(w, kid, state);
        qpdf_oh_release(w->pdf, kid);
    }
    return option ? option : state;
}

/* Options of a widget go to the field's sum; whether one of its states is the one there. *any: it
 * has states. */
static bool add_options(struct walk *w, qpdf_oh widget, const struct printed_field *printed,
                        const char *state, bool *any)
{
    VEC(const char *) names = {0};
    qpdf_oh looks = read_value_of(w, widget, "/AP");
    qpdf_oh states = qpdf_oh_is_dictionary(w->pdf, looks) ? read_value_of(w, looks, "/N") : looks;
    bool has = qpdf_oh_is_dictionary(w->pdf, looks) && qpdf_oh_is_dictionary(w->pdf, states);
    w->odd = w->odd || (qpdf_oh_is_dictionary(w->pdf, looks) && !has);
    if (has)
        qpdf_oh_begin_dict_key_iter(w->pdf, states);
    while (has && qpdf_oh_dict_more_keys(w->pdf))
        VEC_PUSH(w->arena, &names, arena_strdup(w->arena, qpdf_oh_dict_next_key(w->pdf) + 1));
    if (states != looks)
        qpdf_oh_release(w->pdf, states);
    qpdf_oh_release(w->pdf, looks);
    bool found = false;
    for (size_t i = 0; i < names.n; i++) {
        found = found || strcmp(names.v[i], state) == 0;
        if (strcmp(names.v[i], "Off") == 0)
            continue;
        const char *option = long_option(w, widget, names.v[i]);
        w->sum += printed_option_sum(printed, option ? option : names.v[i]);
    }
    *any = *any || has;
    return found;
}

/* What the widgets of a button show; NULL: they do not say. */
static const char *shown_state(struct walk *w, qpdf_oh node, qpdf_oh kids)
{
    const char *shown = qpdf_oh_has_key(w->pdf, node, "/AS") ? state_of(w, node, "/AS") : NULL;
    int n = read_count_items(w, kids);
    for (int i = 0; (!shown || !*shown) && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        if (qpdf_oh_is_dictionary(w->pdf, kid) && qpdf_oh_has_key(w->pdf, kid, "/AS"))
            shown = state_of(w, kid, "/AS");
        qpdf_oh_release(w->pdf, kid);
    }
    return shown;
}

/* ---- what was printed ---- */

/* A field goes to the sum of its form. preset: of a button; NULL: it is of text, or a group. */
static void add_to_sum(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *group,
                       const char *preset)
{
    bool any = false, found = !preset;
    const char *state = preset ? read_text_of(w, node, "/V") : "";
    struct printed_field printed = {.group = group,
                                    .name = read_text_of(w, node, "/T"),
                                    .type = read_text_of(w, node, "/FT"),
                                    .flags = flags_of(w, node),
                                    .takes = read_text_of(w, node, "/HongtouTakes"),
                                    .head = read_text_of(w, node, "/TU"),
                                    .preset = preset ? preset : read_text_of(w, node, "/DV"),
                                    .key = read_is_true(w, node, "/HongtouKey")};
    w->sum += printed_sum(&printed);
    if (preset)
        found = add_options(w, node, &printed, state, &any);
    for (int i = 0, n = preset ? read_count_items(w, kids) : 0; i < n && w->looks < MAX_LOOKS;
         i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        if (qpdf_oh_is_dictionary(w->pdf, kid))
            found = add_options(w, kid, &printed, state, &any) || found;
        qpdf_oh_release(w->pdf, kid);
    }
    w->odd = w->odd || (any && !found && *state && strcmp(state, "Off") != 0);
}

/* Widgets below a field have entries too. */
static void check_widgets(struct walk *w, qpdf_oh node, qpdf_oh kids)
{
    for (int i = 0, n = read_count_items(w, kids); i < n && !is_endless(w); i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        w->damaged = w->damaged || !qpdf_oh_is_dictionary(w->pdf, kid);
        if (!w->damaged) {
            read_check_node(w, kid);
            read_check_place(w, kid, node);
        }
        qpdf_oh_release(w->pdf, kid);
    }
}

/* Whether what the form says of its fields' sum, if anything, is what was met. */
static bool sum_is(const struct walk *w, const char *said, uint64_t sum)
{
    return !*said || strcmp(said, arena_printf(w->arena, "%016" PRIx64, sum)) == 0;
}

/* ---- fields ---- */

static struct read_field *add_field(struct walk *w, qpdf_oh node, const char *name)
{
    struct read_field *field = VEC_ADD(w->arena, &w->fields->list);
    w->of_owner++;
    const char *head = read_text_of(w, node, "/TU");
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
                    const char *group)
{
    const char *option = read_text_of(w, node, "/T");
    const char *state = state_of(w, node, "/V"), *shown = shown_state(w, node, kids);
    const char *preset = state_of(w, node, "/DV");
    add_to_sum(w, node, kids, group, chosen(w, node, kids, preset));
    boxes->any = true;
    boxes->marked = boxes->marked || option_has_mark(option);
    if (*state)
        VEC_PUSH(w->arena, &boxes->value, option_of(option, state));
    if (*preset)
        VEC_PUSH(w->arena, &boxes->preset, option_of(option, preset));
    if (shown ? *shown : *state)
        VEC_PUSH(w->arena, &boxes->shown, option_of(option, shown ? shown : state));
}

static const char *below(struct arena *a, const char *group, const char *name)
{
    return *group ? arena_printf(a, "%s.%s", group, name) : name;
}

/* What stands there for the eye, where that is not the value. */
static const char *drawn_instead(struct walk *w, qpdf_oh node, qpdf_oh kids,
                                 const struct read_field *field)
{
    const char *drawn = qpdf_oh_has_key(w->pdf, node, "/AP") ? read_drawn(w, node) : NULL;
    for (int i = 0, n = read_count_items(w, kids); !drawn && i < n && w->looks < MAX_LOOKS;
         i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        drawn = qpdf_oh_is_dictionary(w->pdf, kid) ? read_drawn(w, kid) : NULL;
        qpdf_oh_release(w->pdf, kid);
    }
    if (!drawn || read_is_drawn(drawn, field->value))
        return NULL;
    bool printed = *drawn && read_is_drawn(drawn, field->preset);
    return printed || read_is_nearly(drawn, field->value) ? drawn : NULL;
}

/* A field of text: what was printed and not changed needs no other witness. */
static void take_text(struct walk *w, qpdf_oh node, qpdf_oh kids, struct read_field *field)
{
    bool kept = *field->value && strcmp(field->value, field->preset) == 0;
    qpdf_oh value = read_value_of(w, node, "/V");
    w->odd = w->odd || qpdf_oh_is_name(w->pdf, value) || qpdf_oh_is_array(w->pdf, value);
    qpdf_oh_release(w->pdf, value);
    if (w->redrawn || kept)
        return;
    field->shown = drawn_instead(w, node, kids, field);
    field->drawn = field->shown;
}

/* A leaf that is no box of a group. */
static void take_leaf(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *group,
                      const char *type)
{
    bool button = strcmp(type, "Btn") == 0;
    struct read_field *field =
        add_field(w, node, below(w->arena, group, read_text_of(w, node, "/T")));
    field->takes = takes_of(w, node);
    field->key = read_is_true(w, node, "/HongtouKey");
    field->value = read_text_of(w, node, "/V");
    field->preset = read_text_of(w, node, "/DV");
    if (strcmp(type, "Tx") == 0)
        take_text(w, node, kids, field);
    if (button) {
        const char *shown = shown_state(w, node, kids);
        field->value = chosen(w, node, kids, state_of(w, node, "/V"));
        field->preset = chosen(w, node, kids, state_of(w, node, "/DV"));
        shown = shown ? chosen(w, node, kids, shown) : NULL;
        if (shown && strcmp(shown, field->value) != 0)
            field->shown = shown;
    }
    add_to_sum(w, node, kids, group, button ? field->preset : NULL);
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

static void take_nodes(struct walk *w, qpdf_oh nodes, qpdf_oh parent, const char *group,
                       struct boxes *boxes, int depth);

/* A form of many. */
static void take_owner(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *name)
{
    struct boxes none = {.any = false};
    uint64_t outside = w->sum;
    w->owner = name;
    w->of_owner = 0;
    w->sum = 0;
    take_nodes(w, kids, node, "", &none, 1);
    w->odd = !sum_is(w, read_text_of(w, node, "/HongtouSum"), w->sum) || w->odd;
    w->owner = NULL;
    w->sum = outside + printed_sum(&(struct printed_field){"", name, "", 0, "", "", "", false});
    arena_reset(w->scratch, w->empty);
    w->seen = (struct map){0};
}

/* A node with kids that have names: an owner, or a group. */
static void take_group(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *group, int depth)
{
    struct boxes boxes = {.any = false};
    const char *name = below(w->arena, group, read_text_of(w, node, "/T")), *outer = w->type;
    if (depth == 0 && read_is_true(w, node, "/HongtouOwner")) {
        take_owner(w, node, kids, name);
        return;
    }
    add_to_sum(w, node, kids, group, NULL);
    if (qpdf_oh_has_key(w->pdf, node, "/FT"))
        w->type = read_text_of(w, node, "/FT");
    take_nodes(w, kids, node, name, &boxes, depth + 1);
    w->type = outer;
    if (boxes.any)
        take_boxes(w, node, &boxes, name);
}

/* A field that has none below it. */
static void take_field(struct walk *w, qpdf_oh node, qpdf_oh kids, const char *group,
                       struct boxes *boxes)
{
    enum { RADIO = 1 << 15 };
    static const char *const types[] = {"Tx", "Btn", "Ch", "Sig"};
    const char *type =
        qpdf_oh_has_key(w->pdf, node, "/FT") ? read_text_of(w, node, "/FT") : w->type;
    bool known = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        known = known || strcmp(type, types[i]) == 0;
    w->odd = w->odd || !known;
    check_widgets(w, node, kids);
    if (strcmp(type, "Btn") == 0 && *group && !(flags_of(w, node) & RADIO))
        add_box(w, boxes, node, kids, group);
    else
        take_leaf(w, node, kids, group, type);
}

static void take_node(struct walk *w, qpdf_oh node, qpdf_oh parent, const char *group,
                      struct boxes *boxes, int depth)
{
    if (!qpdf_oh_is_dictionary(w->pdf, node)) {
        w->damaged = true;
        return;
    }
    if (++w->nodes > MAX_NODES)
        return;
    const char *name = read_text_of(w, node, "/T");
    qpdf_oh kids = read_value_of(w, node, "/Kids");
    read_check_node(w, node);
    read_check_place(w, node, parent);
    w->odd = w->odd || !*name;
    if (has_named_kids(w, kids))
        take_group(w, node, kids, group, depth);
    else if (*name || *group)
        take_field(w, node, kids, group, boxes);
    qpdf_oh_release(w->pdf, kids);
}

static void take_item(struct walk *w, qpdf_oh nodes, int i, qpdf_oh parent, const char *group,
                      struct boxes *boxes, int depth)
{
    qpdf_oh node = qpdf_oh_get_array_item(w->pdf, nodes, i);
    take_node(w, node, parent, group, boxes, depth);
    qpdf_oh_release(w->pdf, node);
}

/* Recursion ends at MAX_DEPTH, whatever the file refers to. */
static void take_nodes(struct walk *w, qpdf_oh nodes, qpdf_oh parent, const char *group,
                       struct boxes *boxes, int depth)
{
    int n = read_count_items(w, nodes);
    if (depth > MAX_DEPTH) {
        w->damaged = w->damaged || n;
        return;
    }
    for (int i = 0; i < n && !is_endless(w); i++)
        take_item(w, nodes, i, parent, group, boxes, depth);
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

/* Opens a file: how many fields its tree's root has; 0: it is no PDF, or no form. *said: the sum of
 * them as they were printed. */
static int open_file(struct walk *w, const struct file_pieces *file, qpdf_oh *fields,
                     const char **said, enum read_result *result)
{
    w->pdf = qpdf_init();
    qpdf_silence_errors(w->pdf);
    qpdf_set_suppress_warnings(w->pdf, QPDF_TRUE);
    *result = READ_NO_PDF;
    if (qpdf_read_memory(w->pdf, "form", file->bytes, file->size, NULL) > QPDF_WARNINGS)
        return 0;
    w->fields->mended = has_spoken(w) || w->fields->mended;
    *result = READ_NO_FORM;
    qpdf_oh root = qpdf_get_root(w->pdf);
    if (!qpdf_oh_is_dictionary(w->pdf, root))
        return 0;
    qpdf_oh form = read_value_of(w, root, "/AcroForm");
    if (!qpdf_oh_is_dictionary(w->pdf, form))
        return 0;
    w->redrawn = read_is_true(w, form, "/NeedAppearances");
    *said = read_text_of(w, form, "/HongtouSum");
    *fields = read_value_of(w, form, "/Fields");
    return read_count_items(w, *fields);
}

static void close_file(struct walk *w)
{
    w->damaged = has_spoken(w) || w->damaged;
    w->fonts = (struct map){0};
    w->blank_look = 0;
    qpdf_cleanup(&w->pdf);
}

/* What the whole file must be, before its fields are read. */
static void check_file(struct walk *w, const struct file_pieces *file)
{
    w->damaged = !qpdf_is_encrypted(w->pdf) && !read_streams_are_whole(file);
    w->odd = !read_end_is_whole(file);
}

/* A form of many is doubted apart from the others. */
static void take_top(struct walk *w, qpdf_oh fields, int i)
{
    struct boxes none = {.any = false};
    size_t first = w->fields->list.n;
    bool before = w->odd;
    w->odd = false;
    take_item(w, fields, i, 0, "", &none, 0);
    bool many = first < w->fields->list.n && w->fields->list.v[first].owner;
    if (many)
        w->fields->list.v[first].odd = w->odd;
    w->sound = w->sound && many && !w->odd;
    w->odd = before || (w->odd && !many);
}

/* The library keeps each object that it has seen, some kilobytes a field: a file of many forms is
 * opened anew for each part of them. */
static enum read_result read_parts(struct walk *w, const struct file_pieces *file)
{
    enum { PART = 256 };
    enum read_result result = READ_FORM;
    qpdf_oh fields = 0;
    const char *said = "";
    w->sound = true;
    for (int first = 0, n = 1; first < n && !is_endless(w) && !w->damaged; first += PART) {
        n = open_file(w, file, &fields, &said, &result);
        if (n && !first)
            check_file(w, file);
        for (int i = first; i < n && i < first + PART && !is_endless(w); i++)
            take_top(w, fields, i);
        close_file(w);
    }
    bool as_printed = sum_is(w, said, w->sum);
    w->fields->regrouped = !as_printed && w->sound;
    w->fields->mended = w->fields->mended || w->odd || (!as_printed && !w->sound);
    return result;
}

enum read_result read_fields(struct arena *a, const struct file_pieces *file,
                             struct read_fields *out)
{
    struct walk w = {.arena = a, .scratch = arena_new(), .fields = out, .type = ""};
    w.empty = arena_mark(w.scratch);
    enum read_result result = read_parts(&w, file);
    arena_drop(w.scratch);
    if (w.damaged && result != READ_NO_PDF)
        return READ_DAMAGED;
    return out->list.n && !is_endless(&w) ? READ_FORM : result;
}
