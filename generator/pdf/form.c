/*
 * The same form to fill in on screen (AcroForm). Places of a page become widgets; those of one name
 * are one field, so that a value shows on every page that has the place. Boxes of which several may
 * be ticked are fields of their own under the group's name. Where a file has many forms, the fields
 * of each stand below its owner's name, and are written when its last page is.
 *
 * Entries of no standard, for `hongtou read`: HongtouOwner of a field that is an owner, HongtouKey
 * of the one that tells owners apart, HongtouTakes of one that is no text, HongtouOption of a
 * widget whose option is longer than a name may be (127 bytes), which its state has cut short,
 * HongtouSum of the form and of each owner: the sum of the fields below (value/printed.h). A
 * prefilled value is its field's default (DV) too: what differs from that was filled in.
 *
 * Typed text needs a font with whatever may be typed: one for all fields is embedded, with the
 * characters of GB 2312 and of names. It is 黑体, whose outlines are half as large as those of 仿宋
 * and show on screen what was filled in. A widget that is empty, or not ticked, shows nothing; a
 * ticked one shows a tick of strokes. The text of a box, □ or ☑, belongs to the widget, whose state
 * it says, not to the page. Programs that draw widgets anew look for the tick in a font
 * of the name /ZaDb: it is the file's own, of the same strokes, or each would show another one.
 */
#include <inttypes.h>
#include <string.h>

#include "pdf/diag.def"
#include "pdf/pdf_int.h"
#include "value/printed.h"

enum { NAME_SIGN = '.' };
/* The tick in the standard font ZapfDingbats, whose codes widgets speak. */
#define TICK_CODE "4"
#define TICK_NAME "a20"
/* Beside it in the file's own font, without ink: what a box says to whoever reads the text. */
#define EMPTY_CODE  "5"
#define TICKED_CODE "6"
enum {
    FLAG_SEVERAL_LINES = 1 << 12,
    FLAG_RADIO = 1 << 15,
    FLAG_COMB = 1 << 24,
    FLAG_IN_UNISON = 1 << 25
};

void pdf_make_fillable(struct pdf *pdf, struct fonts *fonts)
{
    pdf->forms.fonts = fonts;
    pdf->forms.arena = arena_sub(pdf->arena);
    pdf->forms.empty = arena_mark(pdf->forms.arena);
    pdf->forms.nothing = pdf_new_number(&pdf->file);
    pdf->forms.tick_font = pdf_new_number(&pdf->file);
    const struct buf none = {0};
    pdf_write_text_stream(&pdf->file, pdf->forms.nothing,
                          "/Type /XObject /Subtype /Form /Resources << >> /BBox [0 0 1 1] ", &none);
}

/* ---- the font for what is typed ---- */

static bool is_wanted(const struct fonts *fonts, uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } marks[] = {{' ', '~'}, {0xB7, 0xB7}, {0x2014, 0x2026}, {0x3000, 0x3011}, {0xFF01, 0xFF5E}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cp >= marks[i].first && cp <= marks[i].last)
            return true;
    return fonts_is_common(fonts, cp);
}

/* The face's own glyphs of all wanted characters; true: they are in the file's font now. */
static void add_typed_font(struct pdf *pdf)
{
    enum { FIRST = ' ', END = 0x10000, MOST = 16384 };
    const enum font_role role = ROLE_HEI;
    struct pdf_forms *f = &pdf->forms;
    const struct face *face = fonts_main_face(f->fonts, role);
    if (f->font || !face)
        return;
    if (!font_may_be_typed(face))
        diag_system(pdf->diags, DIAG_P005, face->path, face->postscript);
    f->font = pdf_fonts_use(pdf, face, MOST) + 1;
    for (uint32_t cp = FIRST; cp < END; cp++) {
        struct glyph g;
        if (!is_wanted(f->fonts, cp) || !fonts_glyph(f->fonts, role, cp, &g) || g.face != face)
            continue;
        struct placed_glyph placed = page_glyph(&g, 0, cp, 0);
        pdf_font_cid(pdf, f->font - 1, &placed);
    }
}

/* ---- fields ---- */

/* The field of the name below the parent (number + 1, or 0), new if need be; its index. */
static size_t field_named(struct pdf *pdf, const char *name, size_t parent)
{
    struct pdf_forms *f = &pdf->forms;
    for (size_t i = 0; i < f->fields.n; i++)
        if (f->fields.v[i].parent == parent && strcmp(f->fields.v[i].name, name) == 0)
            return i;
    struct pdf_field *field = VEC_ADD(f->arena, &f->fields);
    field->name = arena_strdup(f->arena, name);
    field->parent = parent;
    size_t index = f->fields.n - 1;
    if (parent)
        VEC_PUSH(f->arena, &f->fields.v[parent - 1].kids, index);
    return index;
}

/* The field that a place belongs to. */
static size_t field_of(struct pdf *pdf, const struct page_field *place)
{
    size_t index = field_named(pdf, place->name, 0);
    struct pdf_field *field = &pdf->forms.fields.v[index];
    struct arena *a = pdf->forms.arena;
    if (!field->label && place->label)
        field->label = arena_strdup(a, place->label);
    field->role = FORM_TEXT;
    if (place->kind == FIELD_RADIO)
        field->role = FORM_RADIO;
    if (place->kind != FIELD_CHECK) {
        field->size = place->size;
        field->comb = place->comb;
        field->several_lines = place->several_lines;
        field->centred = place->centred;
        field->key = place->key;
        field->takes = place->takes;
        if (place->value)
            field->value = arena_strdup(a, place->value);
        return index;
    }
    field->role = FORM_GROUP;
    index = field_named(pdf, place->option, index + 1);
    field = &pdf->forms.fields.v[index];
    field->role = FORM_CHECK;
    if (place->value)
        field->value = arena_strdup(a, place->value);
    return index;
}

/* ---- widgets ---- */

static void add_entry(struct buf *b, const char *key, const char *utf8)
{
    buf_printf(b, "/%s ", key);
    pdf_add_string(b, utf8);
    buf_char(b, ' ');
}

/* A tick of strokes that fills a box. */
static void add_tick(struct buf *b, len_t width, len_t height)
{
    enum { PARTS = 100, WIDTH = 9 };
    static const int points[][2] = {{18, 52}, {42, 22}, {84, 84}};
    static const char *const operators[] = {"m ", "l ", "l "};
    buf_fixed(b, len_scale(width, WIDTH, PARTS), PDF_DECIMALS);
    buf_str(b, " w 1 J 1 j ");
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        buf_fixed(b, len_scale(width, points[i][0], PARTS), PDF_DECIMALS);
        buf_char(b, ' ');
        buf_fixed(b, len_scale(height, points[i][1], PARTS), PDF_DECIMALS);
        buf_char(b, ' ');
        buf_str(b, operators[i]);
    }
    buf_str(b, "S");
}

/* One state of a box, upright to the reader of a turned page too. Its text, a little wider than it
 * is, reads as one with the word beside it. */
static unsigned write_state(struct pdf *pdf, const struct page *page,
                            const struct page_field *place, bool ticked)
{
    enum { WIDER = 118 }; /* per cent */
    struct pdf_file *file = &pdf->file;
    struct buf content = {0}, entries = {0};
    buf_str(&content, "BT /ZaDb ");
    buf_fixed(&content, place->height, PDF_DECIMALS);
    buf_printf(&content, " Tf %d Tz 0 ", WIDER);
    buf_fixed(&content, place->height / 5, PDF_DECIMALS);
    buf_printf(&content, " Td (%s) Tj ET ", ticked ? TICKED_CODE : EMPTY_CODE);
    if (ticked) {
        buf_str(&content, "0 G ");
        add_tick(&content, place->width, place->height);
    }
    buf_printf(&entries, "/Type /XObject /Subtype /Form /Resources << /Font << /ZaDb %u 0 R >> >> ",
               pdf->forms.tick_font);
    pdf_add_size(&entries, "BBox", place->width, place->height);
    buf_str(&entries, page->turned ? " /Matrix [0 1 -1 0 0 0] " : " ");
    unsigned number = pdf_new_number(file);
    pdf_write_text_stream(file, number, entries.p, &content);
    buf_drop(&content);
    buf_drop(&entries);
    return number;
}

/* Both states; boxes of one size share them. */
static struct pdf_box_states states_of(struct pdf *pdf, const struct page *page,
                                       const struct page_field *place)
{
    struct pdf_forms *f = &pdf->forms;
    for (size_t i = 0; i < f->states.n; i++) {
        const struct pdf_box_states *s = &f->states.v[i];
        if (s->width == place->width && s->height == place->height && s->turned == page->turned)
            return *s;
    }
    struct pdf_box_states states = {.width = place->width,
                                    .height = place->height,
                                    .turned = page->turned,
                                    .off = write_state(pdf, page, place, false),
                                    .on = write_state(pdf, page, place, true)};
    VEC_PUSH(pdf->arena, &f->states, states);
    return states;
}

static struct pdf_box box_of(const struct page_field *place)
{
    return (struct pdf_box){place->x, place->y, place->width, place->height};
}

/* A value as it stands on the page: what is drawn lies where the page has it. */
static unsigned write_look(struct pdf *pdf, const struct page *page, const struct page_field *place)
{
    const struct page drawn = {.width = page->width,
                               .height = page->height,
                               .turned = page->turned,
                               .items = place->items,
                               .n_items = place->n_items};
    struct pdf_box box = box_of(place);
    struct buf entries = {0};
    unsigned number = pdf_new_number(&pdf->file);
    buf_clear(&pdf->content);
    buf_str(&pdf->content, "/Tx BMC q\n");
    pdf_content_build(pdf, &drawn);
    buf_str(&pdf->content, "Q EMC");
    buf_printf(&entries, "/Type /XObject /Subtype /Form /Resources %u 0 R ", pdf->fonts.resources);
    pdf_add_box(&entries, "BBox", page, &box);
    pdf_write_text_stream(&pdf->file, number, entries.p, &pdf->content);
    buf_drop(&entries);
    return number;
}

enum { NAME_MOST = 127 }; /* bytes of a name (ISO 32000-1, annex C; ISO 19005-2, 6.1.13) */

/* The name of a box's state: its option. A long one is cut and told apart by a hash of the whole.
 */
static void add_state(struct buf *b, const char *option)
{
    enum { KEPT = NAME_MOST - 17 }; /* - and 16 digits */
    size_t n = strlen(option);
    if (n <= NAME_MOST) {
        pdf_add_name(b, option);
        return;
    }
    size_t kept = KEPT;
    while ((option[kept] & 0xC0) == 0x80) /* within a character */
        kept--;
    struct buf name = {0};
    buf_add(&name, option, kept);
    buf_printf(&name, "-%016" PRIx64, map_key(option, n));
    pdf_add_name(b, name.p);
    buf_drop(&name);
}

/* The states that a widget may have, and the one that it is in. */
static void add_appearance(struct pdf *pdf, struct buf *b, const struct page *page,
                           const struct page_field *place)
{
    if (!place->option) {
        unsigned look = place->n_items ? write_look(pdf, page, place) : pdf->forms.nothing;
        buf_printf(b, "/AP << /N %u 0 R >> ", look);
        return;
    }
    struct pdf_box_states states = states_of(pdf, page, place);
    buf_str(b, "/AS ");
    add_state(b, place->value ? place->option : "Off");
    buf_printf(b, " /AP << /N << /Off %u 0 R ", states.off);
    add_state(b, place->option);
    buf_printf(b, " %u 0 R >> >> ", states.on);
    if (strlen(place->option) > NAME_MOST)
        add_entry(b, "HongtouOption", place->option);
}

static unsigned write_widget(struct pdf *pdf, const struct page *page, unsigned page_number,
                             const struct page_field *place)
{
    struct buf b = {0};
    size_t index = field_of(pdf, place); /* which may move the list */
    struct pdf_field *field = &pdf->forms.fields.v[index];
    unsigned number = pdf_new_number(&pdf->file);
    struct pdf_box box = box_of(place);
    buf_printf(&b, "/Type /Annot /Subtype /Widget /F %d /P %u 0 R ", ANNOTATION_PRINTED,
               page_number);
    pdf_add_box(&b, "Rect", page, &box);
    add_appearance(pdf, &b, page, place);
    buf_printf(&b, "/MK << %s%s>> ", page->turned ? "/R 90 " : "",
               place->option ? "/CA (" TICK_CODE ") " : "");
    struct arena *a = pdf->forms.arena;
    const char *option = place->option ? arena_strdup(a, place->option) : NULL;
    VEC_PUSH(a, &field->widgets,
             ((struct pdf_widget){number, arena_copy(a, b.p, b.n), b.n, option}));
    buf_drop(&b);
    return number;
}

static void write_owner(struct pdf *pdf);

/* Pages of another owner follow: what there is goes to the file. */
static void change_owner(struct pdf *pdf, const char *owner)
{
    struct pdf_forms *f = &pdf->forms;
    bool same = owner && f->owner ? strcmp(owner, f->owner) == 0 : owner == f->owner;
    if (same)
        return;
    write_owner(pdf);
    f->owner = owner ? arena_strdup(f->arena, owner) : NULL;
    f->owner_number = owner ? pdf_new_number(&pdf->file) : 0;
}

void pdf_widgets_add(struct pdf *pdf, const struct page *page, unsigned page_number,
                     struct buf *annotations)
{
    if (pdf->forms.fonts && page->n_fields)
        change_owner(pdf, page->owner);
    for (size_t i = 0; pdf->forms.fonts && i < page->n_fields; i++) {
        const struct page_field *place = &page->fields[i];
        if (!place->name || !*place->name)
            continue;
        if (place->kind == FIELD_TEXT)
            add_typed_font(pdf);
        buf_printf(annotations, "%u 0 R ", write_widget(pdf, page, page_number, place));
    }
}

/* ---- at the end ---- */

static const char *const takes[] = {[ENTRY_TEXT] = "",
                                    [ENTRY_NUMBER] = "number",
                                    [ENTRY_DATE] = "date",
                                    [ENTRY_PHONE] = "phone",
                                    [ENTRY_CARD] = "card"};

/* A dot would part a name into names; it is written full-width. */
static const char *name_of(struct arena *a, const char *utf8)
{
    static const char dot[] = "．";
    struct buf name = {0};
    buf_str(&name, "");
    for (const char *p = utf8; *p; p++) {
        if (*p == NAME_SIGN)
            buf_str(&name, dot);
        else
            buf_char(&name, *p);
    }
    const char *all = arena_strndup(a, name.p ? name.p : "", name.n);
    buf_drop(&name);
    return all;
}

static int flags_of(const struct pdf_field *field)
{
    if (field->role == FORM_RADIO)
        return FLAG_RADIO | FLAG_IN_UNISON;
    if (field->role != FORM_TEXT)
        return 0;
    return field->comb ? FLAG_COMB : field->several_lines ? FLAG_SEVERAL_LINES : 0;
}

/* What a field of text is, and what it has. */
static void add_text_field(struct pdf *pdf, struct buf *b, const struct pdf_field *field)
{
    if (field->comb)
        buf_printf(b, "/MaxLen %d ", field->comb);
    buf_printf(b, "/FT /Tx /Ff %d %s/DA (/F%zu ", flags_of(field), field->centred ? "/Q 1 " : "",
               pdf->forms.font);
    buf_fixed(b, field->size, PDF_DECIMALS);
    buf_str(b, " Tf 0 g) ");
    if (field->value) {
        add_entry(b, "V", field->value);
        add_entry(b, "DV", field->value);
    }
    if (*takes[field->takes])
        buf_printf(b, "/HongtouTakes /%s ", takes[field->takes]);
    if (field->key)
        buf_str(b, "/HongtouKey true ");
}

static void add_button(struct buf *b, const struct pdf_field *field)
{
    static const char *const keys[] = {"/V ", "/DV "};
    buf_str(b, "/FT /Btn ");
    if (field->role == FORM_RADIO)
        buf_printf(b, "/Ff %d ", flags_of(field));
    for (size_t i = 0; i < (field->value ? sizeof keys / sizeof *keys : 1); i++) {
        buf_str(b, keys[i]);
        add_state(b, field->value ? field->value : "Off");
        buf_char(b, ' ');
    }
}

/* The fields of a group or an owner. */
static void add_kids(struct pdf *pdf, struct buf *b, const size_t kids[], size_t n)
{
    buf_str(b, "/Kids [");
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%u 0 R ", pdf->forms.fields.v[kids[i]].number);
    buf_str(b, "] ");
}

/* A field's only widget is one object with it, which saves a reader half of its work. */
static void add_widgets(struct pdf *pdf, struct buf *b, const struct pdf_field *field)
{
    if (field->widgets.n == 1) {
        buf_add(b, field->widgets.v[0].entries, field->widgets.v[0].n);
        return;
    }
    buf_str(b, "/Kids [");
    for (size_t i = 0; i < field->widgets.n; i++)
        buf_printf(b, "%u 0 R ", field->widgets.v[i].number);
    buf_str(b, "] ");
    for (size_t i = 0; i < field->widgets.n; i++) {
        struct buf widget = {0};
        buf_str(&widget, "<< ");
        buf_add(&widget, field->widgets.v[i].entries, field->widgets.v[i].n);
        buf_printf(&widget, "/Parent %u 0 R >>", field->number);
        pdf_write_text(&pdf->file, field->widgets.v[i].number, &widget);
        buf_drop(&widget);
    }
}

static void write_field(struct pdf *pdf, const struct pdf_field *field)
{
    const struct pdf_forms *f = &pdf->forms;
    unsigned parent = field->parent ? f->fields.v[field->parent - 1].number : f->owner_number;
    struct buf b = {0};
    buf_str(&b, "<< ");
    add_entry(&b, "T", name_of(f->arena, field->name));
    if (field->label)
        add_entry(&b, "TU", field->label);
    if (parent)
        buf_printf(&b, "/Parent %u 0 R ", parent);
    if (field->role == FORM_TEXT)
        add_text_field(pdf, &b, field);
    else if (field->role != FORM_GROUP)
        add_button(&b, field);
    if (field->role == FORM_GROUP)
        add_kids(pdf, &b, field->kids.v, field->kids.n);
    else
        add_widgets(pdf, &b, field);
    buf_str(&b, ">>");
    pdf_write_text(&pdf->file, field->number, &b);
    buf_drop(&b);
}

static uint64_t sum_of(struct pdf_forms *f, const struct pdf_field *field)
{
    static const char *const types[] = {
        [FORM_TEXT] = "Tx", [FORM_RADIO] = "Btn", [FORM_CHECK] = "Btn", [FORM_GROUP] = ""};
    struct arena *a = f->arena;
    struct printed_field printed = {
        .group = field->parent ? name_of(a, f->fields.v[field->parent - 1].name) : "",
        .name = name_of(a, field->name),
        .type = types[field->role],
        .flags = flags_of(field),
        .takes = field->role == FORM_TEXT ? takes[field->takes] : "",
        .head = field->label ? field->label : "",
        .preset = field->value ? field->value : "",
        .key = field->key};
    uint64_t sum = printed_sum(&printed);
    for (size_t i = 0; i < field->widgets.n; i++)
        if (field->widgets.v[i].option)
            sum += printed_option_sum(&printed, field->widgets.v[i].option);
    return sum;
}

static void add_sum(struct buf *b, uint64_t sum)
{
    buf_printf(b, "/HongtouSum (%016" PRIx64 ") ", sum);
}

/* All fields at hand, which are forgotten. */
static void write_owner(struct pdf *pdf)
{
    struct pdf_forms *f = &pdf->forms;
    VEC(size_t) top = {0};
    for (size_t i = 0; i < f->fields.n; i++) {
        struct pdf_field *field = &f->fields.v[i];
        bool alone = field->widgets.n == 1;
        field->number = alone ? field->widgets.v[0].number : pdf_new_number(&pdf->file);
        if (!field->parent)
            VEC_PUSH(f->arena, &top, i);
    }
    uint64_t sum = 0;
    for (size_t i = 0; i < f->fields.n; i++) {
        sum += sum_of(f, &f->fields.v[i]);
        write_field(pdf, &f->fields.v[i]);
    }
    if (f->owner && top.n) {
        struct buf b = {0};
        const char *name = name_of(f->arena, f->owner);
        buf_str(&b, "<< ");
        add_entry(&b, "T", name);
        buf_str(&b, "/HongtouOwner true ");
        add_sum(&b, sum);
        sum = printed_sum(&(struct printed_field){"", name, "", 0, "", "", "", false});
        add_kids(pdf, &b, top.v, top.n);
        buf_str(&b, ">>");
        pdf_write_text(&pdf->file, f->owner_number, &b);
        buf_drop(&b);
        VEC_PUSH(pdf->arena, &f->top, f->owner_number);
    }
    for (size_t i = 0; !f->owner && i < top.n; i++)
        VEC_PUSH(pdf->arena, &f->top, f->fields.v[top.v[i]].number);
    f->sum += sum;
    memset(&f->fields, 0, sizeof f->fields);
    f->owner = NULL;
    arena_reset(f->arena, f->empty);
}

static unsigned write_tick_text(struct pdf_file *file)
{
    static const char map[] =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Tick def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\n"
        "endcodespacerange\n3 beginbfchar\n<34> <2611>\n<35> <25A1>\n<36> <2611>\nendbfchar\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"; /* ☑ □ ☑ */
    struct buf b = {0};
    unsigned number = pdf_new_number(file);
    buf_str(&b, map);
    pdf_write_text_stream(file, number, "", &b);
    buf_drop(&b);
    return number;
}

/* A font of three glyphs, which are drawn (Type 3), or not. */
static void write_tick_font(struct pdf *pdf)
{
    enum { EM = 1000, BOX = 4 };
    static const float matrix[] = {0.001F, 0, 0, 0.001F, 0, 0};
    static const char *const names[] = {TICK_NAME, "box", "boxed"};
    struct pdf_file *file = &pdf->file;
    HPDF_Dict font = pdf_new_dict(file, "Font"), encoding = pdf_new_dict(file, "Encoding"),
              glyphs = pdf_new_dict(file, NULL);
    HPDF_Array differences = HPDF_Array_New(file->memory), widths = HPDF_Array_New(file->memory),
               box = HPDF_Array_New(file->memory), scale = HPDF_Array_New(file->memory);
    HPDF_Array_AddNumber(differences, *TICK_CODE);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf drawing = {0};
        unsigned glyph = pdf_new_number(file);
        buf_printf(&drawing, "%d 0 0 0 %d %d d1 ", EM, EM, EM);
        if (i == 0)
            add_tick(&drawing, EM * LEN_PT, EM * LEN_PT);
        pdf_write_text_stream(file, glyph, "", &drawing);
        buf_drop(&drawing);
        HPDF_Array_AddName(differences, names[i]);
        pdf_dict_refer(file, glyphs, names[i], glyph);
        HPDF_Array_AddNumber(widths, EM);
    }
    HPDF_Dict_Add(encoding, "Differences", differences);
    for (int i = 0; i < BOX; i++)
        HPDF_Array_AddNumber(box, i < BOX / 2 ? 0 : EM);
    for (size_t i = 0; i < sizeof matrix / sizeof *matrix; i++)
        HPDF_Array_AddReal(scale, matrix[i]);
    HPDF_Dict_AddName(font, "Subtype", "Type3");
    HPDF_Dict_Add(font, "FontMatrix", scale);
    HPDF_Dict_Add(font, "FontBBox", box);
    HPDF_Dict_AddNumber(font, "FirstChar", *TICK_CODE);
    HPDF_Dict_AddNumber(font, "LastChar", *TICKED_CODE);
    HPDF_Dict_Add(font, "Widths", widths);
    HPDF_Dict_Add(font, "Encoding", encoding);
    HPDF_Dict_Add(font, "CharProcs", glyphs);
    HPDF_Dict_Add(font, "Resources", pdf_new_dict(file, NULL));
    pdf_dict_refer(file, font, "ToUnicode", write_tick_text(file));
    pdf_write_value(file, pdf->forms.tick_font, font);
}

unsigned pdf_forms_finish(struct pdf *pdf)
{
    const struct pdf_forms *f = &pdf->forms;
    if (f->fonts)
        write_owner(pdf);
    if (!f->top.n)
        return 0;
    struct buf b = {0};
    buf_str(&b, "<< /NeedAppearances false /Fields [");
    for (size_t i = 0; i < f->top.n; i++)
        buf_printf(&b, "%u 0 R ", f->top.v[i]);
    write_tick_font(pdf);
    buf_printf(&b, "] /DR << /Font << /ZaDb %u 0 R ", f->tick_font);
    if (f->font)
        buf_printf(&b, "/F%zu %u 0 R >> >> /DA (/F%zu 0 Tf 0 g) ", f->font,
                   pdf->fonts.list.v[f->font - 1].number, f->font);
    else
        buf_str(&b, ">> >> ");
    add_sum(&b, f->sum);
    buf_str(&b, ">>");
    unsigned number = pdf_new_number(&pdf->file);
    pdf_write_text(&pdf->file, number, &b);
    buf_drop(&b);
    return number;
}
