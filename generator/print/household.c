/*
 * A household's pages: over each layer of the form its values, ticks, members, code and serial
 * number. All that is wrong with a row is reported at once.
 */
#include <string.h>

#include "base/utf8.h"
#include "print/diag.def"
#include "print/print_int.h"

enum { WHOLE = 1000 };

/* Who a household is: its row, and those of its members. */
struct who {
    const struct sheet_row *row;
    struct sheet_row *members;
    size_t n_members;
};

static const char *utf8_of(struct printing *p, const struct sheet_row *row, size_t column)
{
    struct sheet_cell cell = sheet_row_cell(row, column);
    return arena_strndup(p->arena, cell.utf8, cell.n);
}

static bool find_members(struct printing *p, const struct household *h, struct who *w)
{
    const struct member_list *l = &p->order.members;
    size_t most = (size_t)p->form->members;
    if (!l->rows)
        return true;
    w->n_members = l->counts[h->number];
    if (w->n_members > most) {
        diag(p->diags, DIAG_Q006, sheet_row_pos(w->row, p->columns.key),
             utf8_of(p, w->row, p->columns.key), arena_printf(p->arena, "%zu", w->n_members),
             arena_printf(p->arena, "%zu", most));
        w->n_members = most;
    }
    w->members = ARENA_ARRAY(p->arena, struct sheet_row, w->n_members);
    for (size_t i = 0; i < w->n_members; i++)
        w->members[i] = sheet_row(p->job->data.members, p->arena, l->rows[l->first[h->number] + i]);
    return l->counts[h->number] <= most;
}

/* What goes into a slot; false: nothing is known. */
static bool value_of(struct printing *p, const struct who *w, const struct slot *slot,
                     struct value *out)
{
    size_t member = (size_t)slot->member;
    if (slot->column == SHEET_NONE || (member && member > w->n_members))
        return false;
    const struct sheet_row *row = member ? &w->members[member - 1] : w->row;
    *out = (struct value){.text = sheet_row_text(row, p->arena, slot->column),
                          .name = slot->part ? slot->column_name : slot->name,
                          .row = row,
                          .column = slot->column};
    return out->text.n > 0;
}

/* The day or the number that a workbook's cell holds, where what it shows says too little of it for
 * the blank: 9月19日, ¥1,200. */
static void take_exact(struct printing *p, enum entry_kind kind, struct value *v)
{
    if (entry_judge(kind, v->text) == ENTRY_GOOD)
        return;
    struct text exact = sheet_row_exact_text(v->row, p->arena, v->column);
    if (entry_judge(kind, exact) == ENTRY_GOOD)
        v->text = exact;
}

/* As a list would write several of them. */
static const char *option_names(struct arena *a, const struct slot *slot)
{
    const char *all = "", *mark = slot->options->marked ? "|" : "、";
    for (size_t i = 0; i < slot->option_names.n; i++)
        all = arena_printf(a, "%s%s%s", all, i ? mark : "", slot->option_names.v[i]);
    return all;
}

/* A value as a field has it: its line breaks are line feeds. */
static const char *lines_of(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        text_add(&b, t.cp[i] == TEXT_BREAK ? '\n' : t.cp[i], t.at[i]);
    return text_utf8(a, text_done(&b));
}

/* A place of a form that goes on to be filled in: the items that show its value are its own, not
 * the page's. */
static void fill_field(struct printing *p, const struct form_place *place, const char *value)
{
    struct setter *s = &p->setter;
    struct page_field *field = VEC_ADD(p->arena, &s->fields);
    *field = place->field;
    field->value = value;
    if (!field->option) {
        field->items = s->items.v;
        field->n_items = s->items.n;
    }
    memset(&s->items, 0, sizeof s->items);
}

/* The options that a cell chooses. False: reported. */
static bool choose(struct printing *p, const struct slot *slot, const struct page_field *field,
                   const struct value *v, bool chosen[])
{
    struct text wrong;
    size_t n = 0;
    if (!option_choose(p->arena, slot->options, v->text, chosen, &wrong)) {
        diag(p->diags, DIAG_Q005, print_cell_pos(v), print_cell_name(p->arena, v),
             text_utf8(p->arena, wrong), slot->name, option_names(p->arena, slot));
        return false;
    }
    for (size_t i = 0; i < slot->options->n; i++)
        n += chosen[i];
    if (field->kind == FIELD_RADIO && n > 1)
        diag(p->diags, DIAG_Q041, print_cell_pos(v), print_cell_name(p->arena, v),
             text_utf8(p->arena, v->text), slot->name);
    return field->kind != FIELD_RADIO || n <= 1;
}

static bool is_wide_digit(uint32_t cp)
{
    return (cp >= U'０' && cp <= U'９') || cp == U'Ｘ' || cp == U'ｘ'; /* X ends cards */
}

/* １３８… for 138…, as an input method types it: numbers are printed in usual digits, and that is told. */
static void take_usual_digits(struct printing *p, enum entry_kind kind, struct value *v)
{
    struct text typed = v->text;
    size_t i = 0;
    bool number = kind == ENTRY_CARD || kind == ENTRY_PHONE || kind == ENTRY_NUMBER;
    while (number && i < typed.n && !is_wide_digit(typed.cp[i]))
        i++;
    if (!number || i == typed.n)
        return;
    struct text_builder b = {.arena = p->arena, .src = typed.src};
    for (i = 0; i < typed.n; i++)
        text_add(&b, utf8_narrow(typed.cp[i]), typed.at[i]);
    v->text = text_done(&b);
    diag(p->diags, DIAG_Q185, print_cell_pos(v), print_cell_name(p->arena, v),
         text_utf8(p->arena, typed), text_utf8(p->arena, v->text));
}

static bool set_place(struct printing *p, const struct who *w, const struct form_place *place,
                      const char **filled)
{
    struct value v;
    const struct slot *slot = &p->form->slots.v[place->slot];
    const struct page_field *field = &place->field;
    bool known = value_of(p, w, slot, &v);
    if (field->option) {
        bool *chosen = ARENA_ARRAY(p->arena, bool, slot->options->n);
        if (known && !choose(p, slot, field, &v, chosen))
            return false;
        bool ticked = known && chosen[place->option];
        print_box(&p->setter, place, ticked);
        *filled = ticked ? field->option : NULL;
        return true;
    }
    if (!known)
        return true;
    enum entry_kind kind = slot->part ? ENTRY_DATE : field->takes;
    take_exact(p, kind, &v);
    take_usual_digits(p, kind, &v);
    if (!print_judge(&p->setter, kind, &v))
        return false;
    if (slot->part)
        v.text = print_date_part(p->arena, v.text, slot->part);
    if (!v.text.n)
        return true;
    if (p->job->options.fillable)
        *filled = lines_of(p->arena, v.text);
    return field->comb ? print_comb(&p->setter, field, &v) : print_value(&p->setter, field, &v);
}

/* ---- the code, and the serial number below it ---- */

static void place_code(struct printing *p, const struct household *h, const struct page_face *face)
{
    const struct page_square *at = &face->code;
    const struct code *code = &h->codes[face->number - 1];
    struct page_item *item = VEC_ADD(p->arena, &p->setter.items);
    item->kind = ITEM_BITS;
    item->bits = (struct placed_bits){code->bits, code->cells, at->x, at->y, at->side};
    /* Under its right half, clear of the form's text and of the code's own white. */
    struct page_field label = {.x = at->x + at->side / 2,
                               .y = at->y + at->side + p->setter.style->form_code_air,
                               .width = at->side - at->side / 2,
                               .height = face->code_label,
                               .size = face->code_label,
                               .role = ROLE_SONG};
    print_label(&p->setter, &label, arena_printf(p->arena, "%06d", h->serial));
}

static void set_codes(struct printing *p, const struct household *h, const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->n_faces; i++)
        if (sheet->faces[i].code.side)
            place_code(p, h, &sheet->faces[i]);
}

/* A code that cannot be made, or that no scanner could read. */
static bool check_code(struct printing *p, const struct household *h)
{
    const struct page_face *face = p->form->sheets.v[0].faces;
    uint32_t cells = h->codes[0].cells;
    if (cells && face->code.side / cells >= p->setter.style->form_code_cell)
        return true;
    diag(p->diags, cells ? DIAG_P060 : DIAG_Q009, sheet_row_pos(&h->row, p->columns.key),
         sheet_row_name(&h->row, p->arena, p->columns.key), utf8_of(p, &h->row, p->columns.key));
    return cells > 0;
}

/* ---- pages ---- */

static void begin_page(struct printing *p)
{
    memset(&p->setter.items, 0, sizeof p->setter.items);
    memset(&p->setter.fields, 0, sizeof p->setter.fields);
    p->setter.arena = p->arena;
}

static bool set_page(struct printing *p, const struct household *h, const struct who *w,
                     const struct sheet *sheet, struct page *out)
{
    bool ok = true;
    begin_page(p);
    for (size_t i = 0; i < sheet->n_places; i++) {
        const struct form_place *place = &sheet->places[i];
        const char *filled = NULL;
        ok = set_place(p, w, place, &filled) && ok;
        if (p->job->options.fillable)
            fill_field(p, place, filled);
    }
    if (ok)
        set_codes(p, h, sheet);
    *out = sheet->page;
    out->under = &sheet->layer;
    out->items = p->setter.items.v;
    out->n_items = p->setter.items.n;
    out->fields = p->setter.fields.v;
    out->n_fields = p->setter.fields.n;
    out->owner = arena_printf(p->arena, "%06d", h->serial);
    return ok;
}

/* The village when it begins, and the household by its key and the name that it is known by. */
static void add_bookmarks(struct printing *p, const struct household *h, struct page *page)
{
    enum { VILLAGE_LEVEL = 1, HOUSEHOLD_LEVEL = 2 };
    static const char *const names[] = {"户主", "户主姓名", "姓名"};
    struct bookmark *marks = ARENA_ARRAY(p->arena, struct bookmark, 2);
    const char *key = utf8_of(p, &h->row, p->columns.key), *householder = NULL;
    for (size_t k = 0; !householder && k < sizeof names / sizeof *names; k++)
        for (size_t i = 0; !householder && i < p->form->slots.n; i++) {
            const struct slot *slot = &p->form->slots.v[i];
            if (strcmp(slot->name, names[k]) == 0 && slot->column != SHEET_NONE && !slot->member)
                householder = utf8_of(p, &h->row, slot->column);
        }
    size_t n = 0;
    if (h->village)
        marks[n++] = (struct bookmark){VILLAGE_LEVEL, 0, h->village};
    marks[n++] = (struct bookmark){
        HOUSEHOLD_LEVEL, 0, arena_printf(p->arena, "%s %s", key, householder ? householder : "")};
    page->bookmarks = marks;
    page->n_bookmarks = n;
}

struct page *print_household_pages(struct printing *p, const struct household *h)
{
    struct who w = {.row = &h->row};
    struct page *pages = ARENA_ARRAY(p->arena, struct page, p->form->sheets.n);
    bool ok = !p->has_codes || check_code(p, h);
    ok = find_members(p, h, &w) && ok;
    for (size_t i = 0; i < p->form->sheets.n; i++)
        ok = set_page(p, h, &w, &p->form->sheets.v[i], &pages[i]) && ok;
    if (!ok)
        return NULL;
    add_bookmarks(p, h, &pages[0]);
    return pages;
}

struct page *print_blank_page(struct printing *p)
{
    return arena_copy(p->arena, &p->form->sheets.v[p->form->sheets.n - 1].page,
                      sizeof(struct page));
}

struct page *print_separator_page(struct printing *p, const char *village, size_t households)
{
    enum { NAME_SIZE = 36000, COUNT_SIZE = 16000, NAME_AT = 400, COUNT_AT = 460 };
    const struct page *like = &p->form->sheets.v[0].page;
    struct page *page = ARENA_NEW(p->arena, struct page);
    len_t width = like->turned ? like->height : like->width;
    len_t height = like->turned ? like->width : like->height;
    struct page_field name = {.width = width, .size = NAME_SIZE, .role = ROLE_HEI};
    struct page_field count = {.width = width, .size = COUNT_SIZE, .role = ROLE_SONG};
    name.y = len_scale(height, NAME_AT, WHOLE);
    count.y = len_scale(height, COUNT_AT, WHOLE);
    begin_page(p);
    print_label(&p->setter, &name, village);
    print_label(&p->setter, &count, arena_printf(p->arena, "%zu 户", households));
    *page = *like;
    page->items = p->setter.items.v;
    page->n_items = p->setter.items.n;
    return page;
}
