/*
 * Whether what a list says can stand in a blank of its kind: what cannot is refused with its cell,
 * or printed with a warning where a blank says the same as the list. The parts of a date go into
 * blanks of their own; boxes are ticked by the options that a value chooses.
 */
#include "base/diag.def"
#include "print/diag.def"
#include "print/print_int.h"
#include "value/date.h"
#include "value/entry.h"

struct verdict {
    const struct diag_code *code;
    bool refused;
};

/* By fault; of ENTRY_GOOD nothing is said. */
static const struct verdict verdicts[] = {
    [ENTRY_NO_DATE] = {DIAG_Q023, true},   [ENTRY_IMPOSSIBLE_DATE] = {DIAG_Q024, true},
    [ENTRY_NO_NUMBER] = {DIAG_Q025, true}, [ENTRY_BELOW_ZERO] = {DIAG_P015, false},
    [ENTRY_NO_CARD] = {DIAG_Q026, true},   [ENTRY_WRONG_CARD] = {DIAG_P013, false},
    [ENTRY_NO_PHONE] = {DIAG_P014, false},
};

bool print_judge(struct setter *s, enum entry_kind kind, const struct value *v)
{
    enum entry_fault fault = entry_judge(kind, v->text);
    if (fault == ENTRY_GOOD) {
        struct date date;
        if (kind == ENTRY_DATE && date_read(v->text, &date) == DATE_SERIAL)
            diag(s->diags, DIAG_D010, print_cell_pos(v), text_utf8(s->arena, v->text),
                 date_text(s->arena, date));
        return true;
    }
    diag(s->diags, verdicts[fault].code, print_cell_pos(v), print_cell_name(s->arena, v),
         text_utf8(s->arena, v->text), v->name);
    return !verdicts[fault].refused;
}

struct text print_date_part(struct arena *a, struct text t, int part)
{
    struct date date;
    if (!date_read(t, &date))
        return (struct text){0};
    const int parts[] = {date.year, date.month, date.day};
    int value = parts[part - 1];
    return value ? text_from_utf8(a, arena_printf(a, "%d", value), text_pos(t, 0))
                 : (struct text){0};
}

/* ---- boxes ---- */

/* Of the box's own glyph, which has no ink. */
static void add_box_text(struct setter *s, const struct page_item *box, uint32_t cp)
{
    if (!box)
        return;
    struct page_item *item = VEC_ADD(s->arena, &s->items);
    struct placed_glyph *glyph = arena_copy(s->arena, box->glyphs.glyphs, sizeof *glyph);
    glyph->text[0] = cp;
    *item = *box;
    item->glyphs.glyphs = glyph;
}

static void add_tick(struct setter *s, const struct page_field *box)
{
    enum { LARGER = 1250, WHOLE = 1000 }; /* as a hand would: over the box's edge a little */
    static const char tick[] = "√";
    struct page_field field = *box;
    field.size = len_scale(len_min(box->width, box->height), LARGER, WHOLE);
    field.role = ROLE_SONG;
    print_label(s, &field, tick);
}

void print_box(struct setter *s, const struct form_place *place, bool ticked)
{
    enum { EMPTY = 0x25A1, TICKED = 0x2611 };
    size_t before = s->items.n;
    if (ticked)
        add_tick(s, &place->field);
    bool drawn = s->items.n == before + 1 && s->items.v[before].glyphs.n == 1;
    if (!drawn) {
        add_box_text(s, place->box, ticked ? TICKED : EMPTY);
        return;
    }
    struct glyph_run *run = &s->items.v[before].glyphs;
    struct placed_glyph *glyph = arena_copy(s->arena, run->glyphs, sizeof *glyph);
    glyph->text[0] = TICKED;
    run->glyphs = glyph;
}
