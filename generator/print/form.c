/*
 * The blank form: copies of its pages, what they show as layers, and the places that are filled in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/print_int.h"

enum { PART_SIGN = '/' };

struct print_form *print_form_new(struct arena *a)
{
    struct print_form *form = ARENA_NEW(a, struct print_form);
    *form = (struct print_form){.arena = a, .hash = MAP_HASH_START};
    return form;
}

/* ---- copies ---- */

/* Characters and their places, rules' places: what makes a version of the form. */
static void hash_item(struct print_form *form, const struct page_item *item)
{
    if (item->kind == ITEM_RULE)
        form->hash = map_hash(form->hash, &item->rule, sizeof item->rule);
    for (size_t i = 0; item->kind == ITEM_GLYPHS && i < item->glyphs.n; i++)
        form->hash =
            map_hash(form->hash, item->glyphs.glyphs[i].text, sizeof item->glyphs.glyphs[i].text);
}

static const struct image *copy_image(struct arena *a, const struct image *image)
{
    enum { CHANNELS = 4 };
    struct image *out = arena_copy(a, image, sizeof *image);
    out->pixels = arena_copy(a, image->pixels, (size_t)image->width * image->height * CHANNELS);
    return out;
}

static void copy_items(struct print_form *form, const struct page_item *items, size_t n,
                       struct page_item *out)
{
    enum { BYTE = 8 };
    struct arena *a = form->arena;
    for (size_t i = 0; i < n; i++) {
        struct page_item *item = &out[i];
        *item = items[i];
        hash_item(form, item);
        if (item->kind == ITEM_GLYPHS)
            item->glyphs.glyphs =
                arena_copy(a, item->glyphs.glyphs, item->glyphs.n * sizeof *item->glyphs.glyphs);
        else if (item->kind == ITEM_IMAGE)
            item->image.image = copy_image(a, item->image.image);
        else if (item->kind == ITEM_BITS)
            item->bits.bits = arena_copy(a, item->bits.bits,
                                         (item->bits.cells + BYTE - 1) / BYTE * item->bits.cells);
    }
}

/* What lay under the page and what is on it become one layer. */
static void copy_layer(struct print_form *form, const struct page *page, struct page_layer *layer)
{
    size_t under = page->under ? page->under->n_items : 0;
    struct page_item *items = ARENA_ARRAY(form->arena, struct page_item, under + page->n_items);
    if (under)
        copy_items(form, page->under->items, under, items);
    copy_items(form, page->items, page->n_items, items + under);
    *layer = (struct page_layer){items, under + page->n_items};
}

/* ---- places ---- */

/* TABLE/ROW/COLUMN is of a member. */
static void name_member(struct slot *slot)
{
    slot->column_name = slot->name;
    for (const char *p = slot->name; (p = strchr(p, PART_SIGN)); p++) {
        char *end;
        long row = strtol(p + 1, &end, 10);
        if (end == p + 1 || *end != PART_SIGN || row < 1 || row > INT16_MAX)
            continue;
        slot->member = (int)row;
        slot->column_name = end + 1;
        return;
    }
}

/* NAME/年, NAME/月 and NAME/日 are parts of a date. */
static void name_part(struct arena *a, struct slot *slot)
{
    static const char *const parts[] = {"/年", "/月", "/日"};
    size_t n = strlen(slot->column_name);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t m = strlen(parts[i]);
        if (n <= m || strcmp(slot->column_name + n - m, parts[i]) != 0)
            continue;
        slot->part = (int)i + 1;
        slot->column_name = arena_strndup(a, slot->column_name, n - m);
        return;
    }
}

static size_t slot_for(struct print_form *form, const char *name)
{
    for (size_t i = 0; i < form->slots.n; i++)
        if (strcmp(form->slots.v[i].name, name) == 0)
            return i;
    struct slot *slot = VEC_ADD(form->arena, &form->slots);
    slot->name = arena_strdup(form->arena, name);
    slot->column = SHEET_NONE;
    name_member(slot);
    name_part(form->arena, slot);
    if (slot->member > form->members)
        form->members = slot->member;
    return form->slots.n - 1;
}

/* Once each, however many pages show the box. */
static void add_option(struct print_form *form, struct slot *slot, const char *option)
{
    if (!slot->options)
        slot->options = arena_strdup(form->arena, option);
    else if (print_no_option(text_from_utf8(form->arena, option, (struct pos){0}), slot->options).n)
        slot->options = arena_printf(form->arena, "%s、%s", slot->options, option);
}

static struct page_field copy_field(struct arena *a, const struct page_field *field)
{
    struct page_field out = *field;
    out.name = field->name ? arena_strdup(a, field->name) : "";
    out.option = field->option ? arena_strdup(a, field->option) : NULL;
    out.label = field->label ? arena_strdup(a, field->label) : NULL;
    return out;
}

static void add_places(struct print_form *form, struct sheet *sheet, const struct page *page)
{
    sheet->places = ARENA_ARRAY(form->arena, struct form_place, page->n_fields);
    for (size_t i = 0; i < page->n_fields; i++) {
        struct form_place *p = &sheet->places[sheet->n_places];
        p->field = copy_field(form->arena, &page->fields[i]);
        form->has_code = form->has_code || p->field.kind == FIELD_CODE;
        sheet->n_places++;
        if (p->field.kind == FIELD_CODE)
            continue;
        p->slot = slot_for(form, p->field.name);
        if (p->field.option)
            add_option(form, &form->slots.v[p->slot], p->field.option);
    }
}

static bool take(void *context, const struct page *page)
{
    struct print_form *form = context;
    struct sheet *sheet = VEC_ADD(form->arena, &form->sheets);
    sheet->page = (struct page){.width = page->width,
                                .height = page->height,
                                .turned = page->turned,
                                .number = page->number};
    copy_layer(form, page, &sheet->layer);
    add_places(form, sheet, page);
    return true;
}

struct page_sink print_form_sink(struct print_form *form)
{
    return (struct page_sink){take, form};
}
