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
    *form = (struct print_form){.arena = a};
    return form;
}

/* ---- copies ---- */

/* The place to tick that an item is the text of, or NULL. */
static struct form_place *place_of_box(struct sheet *sheet, const struct page_item *item)
{
    enum { NATURAL = 1000 };
    if (item->kind != ITEM_GLYPHS || item->element != ELEMENT_FORM_BOX || item->glyphs.n != 1)
        return NULL;
    const struct glyph_run *run = &item->glyphs;
    len_t natural = len_scale(run->size, run->glyphs[0].advance, NATURAL);
    len_t end = run->x + len_scale(natural, run->squeeze, NATURAL);
    for (size_t i = 0; i < sheet->n_places; i++) {
        const struct page_field *f = &sheet->places[i].field;
        len_t x = f->x + f->width / 2, y = f->y + f->height / 2;
        if (f->option && !sheet->places[i].box && x > run->x && x < end && y < run->y &&
            y > run->y - run->size)
            return &sheet->places[i];
    }
    return NULL;
}

/* Copies of items, but the texts of boxes, which go to their places. Gives how many there are. */
static size_t copy_items(struct print_form *form, const struct page_item *items, size_t n,
                         struct sheet *sheet, struct page_item *out)
{
    enum { BYTE = 8, CHANNELS = 4 };
    struct arena *a = form->arena;
    const struct page_item *first = out;
    for (size_t i = 0; i < n; i++) {
        struct page_item *item = out;
        struct form_place *place = place_of_box(sheet, &items[i]);
        *item = items[i];
        if (item->kind == ITEM_GLYPHS) {
            item->glyphs.glyphs =
                arena_copy(a, item->glyphs.glyphs, item->glyphs.n * sizeof *item->glyphs.glyphs);
        } else if (item->kind == ITEM_IMAGE) {
            struct image *image = arena_copy(a, item->image.image, sizeof *image);
            if (image->pixels)
                image->pixels =
                    arena_copy(a, image->pixels, (size_t)image->width * image->height * CHANNELS);
            item->image.image = image;
        } else if (item->kind == ITEM_BITS) {
            item->bits.bits = arena_copy(a, item->bits.bits,
                                         (item->bits.cells + BYTE - 1) / BYTE * item->bits.cells);
        }
        if (place)
            place->box = arena_copy(a, item, sizeof *item);
        out += !place;
    }
    return (size_t)(out - first);
}

/* ---- places ---- */

/* TABLE/ROW/COLUMN is of a member; NAME/年, NAME/月 and NAME/日 are parts of a date. */
static void read_name(struct arena *a, struct slot *slot)
{
    static const char *const parts[] = {"/年", "/月", "/日"};
    slot->column_name = slot->name;
    for (const char *p = slot->name; !slot->member && (p = strchr(p, PART_SIGN)); p++) {
        char *end;
        long row = strtol(p + 1, &end, 10);
        if (end == p + 1 || *end != PART_SIGN || row < 1 || row > INT16_MAX)
            continue;
        slot->member = (int)row;
        slot->column_name = end + 1;
    }
    for (size_t i = 0; !slot->part && i < sizeof parts / sizeof *parts; i++) {
        size_t n = strlen(slot->column_name), m = strlen(parts[i]);
        if (n <= m || strcmp(slot->column_name + n - m, parts[i]) != 0)
            continue;
        slot->part = (int)i + 1;
        slot->column_name = arena_strndup(a, slot->column_name, n - m);
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
    read_name(form->arena, slot);
    if (slot->member > form->members)
        form->members = slot->member;
    return form->slots.n - 1;
}

/* Once each, however many pages show the box. */
static size_t option_of(struct arena *a, struct slot *slot, const struct page_field *box)
{
    const struct pos nowhere = {0};
    struct text option = text_from_utf8(a, box->option, nowhere);
    struct text also = text_from_utf8(a, box->also ? box->also : "", nowhere);
    if (!slot->options) {
        slot->options = ARENA_NEW(a, struct option_set);
        slot->options->arena = a;
    }
    size_t known = option_find(a, slot->options, option);
    if (known != SIZE_MAX)
        return known;
    option_add(slot->options, option, also);
    VEC_PUSH(a, &slot->option_names, arena_strdup(a, box->option));
    return slot->options->n - 1;
}

static void add_places(struct print_form *form, struct sheet *sheet, const struct page *page)
{
    struct arena *a = form->arena;
    sheet->places = ARENA_ARRAY(a, struct form_place, page->n_fields);
    for (size_t i = 0; i < page->n_fields; i++) {
        struct form_place *p = &sheet->places[sheet->n_places++];
        const struct page_field *field = &page->fields[i];
        p->field = *field;
        p->field.name = field->name ? arena_strdup(a, field->name) : "";
        p->field.option = field->option ? arena_strdup(a, field->option) : NULL;
        p->field.also = NULL;
        p->field.label = field->label ? arena_strdup(a, field->label) : NULL;
        p->slot = slot_for(form, p->field.name);
        struct slot *slot = &form->slots.v[p->slot];
        if (!slot->head)
            slot->head = p->field.label;
        if (p->field.option)
            p->option = option_of(a, slot, field);
    }
}

/* Marks are the same for all households: they go into the layer. */
static size_t add_marks(const struct sheet *sheet, struct page_item *out)
{
    size_t n = 0;
    for (size_t i = 0; i < sheet->n_faces; i++)
        for (size_t k = 0; !sheet->faces[i].marked && k < PAGE_MARKS; k++)
            if (sheet->faces[i].marks[k].side)
                out[n++] = page_mark(&sheet->faces[i], k);
    return n;
}

static bool take(void *context, const struct page *page)
{
    struct print_form *form = context;
    struct sheet *sheet = VEC_ADD(form->arena, &form->sheets);
    sheet->page = (struct page){.width = page->width,
                                .height = page->height,
                                .turned = page->turned,
                                .number = page->number};
    sheet->faces = arena_copy(form->arena, page->faces, page->n_faces * sizeof *page->faces);
    sheet->n_faces = page->n_faces;
    for (size_t i = 0; i < page->n_faces; i++)
        if (page->faces[i].number > form->n_pages)
            form->n_pages = page->faces[i].number;
    /* What lay under the page, what is on it and its marks become one layer. */
    size_t under = page->under ? page->under->n_items : 0;
    struct page_item *items = ARENA_ARRAY(form->arena, struct page_item,
                                          under + page->n_items + PAGE_MARKS * page->n_faces);
    add_places(form, sheet, page);
    if (under)
        under = copy_items(form, page->under->items, under, sheet, items);
    size_t n = copy_items(form, page->items, page->n_items, sheet, items + under);
    n += under;
    n += add_marks(sheet, items + n);
    sheet->layer = (struct page_layer){items, n};
    return true;
}

struct page_sink print_form_sink(struct print_form *form)
{
    return (struct page_sink){take, form};
}
