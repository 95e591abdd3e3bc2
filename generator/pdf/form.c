/*
 * The same form to fill in on screen (AcroForm). Places of a page become widgets; those of one name
 * are one field, so that a value shows on every page that has the place. Boxes of which several may
 * be ticked are fields of their own under the group's name.
 *
 * Typed text needs a font with whatever may be typed: one for all fields is embedded, with the
 * characters of GB 2312 and of names. It is 黑体, whose outlines are half as large as those of 仿宋
 * and show on screen what was filled in. A widget that is empty, or not ticked, shows nothing; a
 * ticked one shows a tick of strokes. The text of a box, □ or ☑, belongs to the widget, whose state
 * it says, not to the page. Programs that draw widgets anew look for the tick in a font
 * of the name /ZaDb: it is the file's own, of the same strokes, or each would show another one.
 */
#include <string.h>

#include "pdf/diag.def"
#include "pdf/pdf_int.h"

enum { PRINTED = 4, NAME_SIGN = '.' };
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
    pdf->forms.nothing = pdf_new_number(&pdf->file);
    pdf->forms.tick_font = pdf_new_number(&pdf->file);
    const struct buf none = {0};
    pdf_write_text_stream(&pdf->file, pdf->forms.nothing,
                          "/Type /XObject /Subtype /Form /BBox [0 0 1 1] ", &none);
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
        struct placed_glyph placed = {g.id, g.advance, 0, {cp, 0}};
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
    struct pdf_field *field = VEC_ADD(pdf->arena, &f->fields);
    field->name = arena_strdup(pdf->arena, name);
    field->parent = parent;
    field->number = pdf_new_number(&pdf->file);
    unsigned number = field->number;
    size_t index = f->fields.n - 1;
    if (parent)
        VEC_PUSH(pdf->arena, &f->fields.v[parent - 1].kids, number);
    return index;
}

/* The field that a place belongs to. */
static size_t field_of(struct pdf *pdf, const struct page_field *place)
{
    size_t index = field_named(pdf, place->name, 0);
    struct pdf_field *field = &pdf->forms.fields.v[index];
    if (!field->label && place->label)
        field->label = arena_strdup(pdf->arena, place->label);
    field->role = FORM_TEXT;
    if (place->kind == FIELD_RADIO)
        field->role = FORM_RADIO;
    if (place->kind != FIELD_CHECK) {
        field->size = place->size;
        field->comb = place->comb;
        field->several_lines = place->several_lines;
        field->centred = place->centred;
        field->key = place->key;
        return index;
    }
    field->role = FORM_GROUP;
    index = field_named(pdf, place->option, index + 1);
    pdf->forms.fields.v[index].role = FORM_CHECK;
    return index;
}

/* ---- widgets ---- */

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

/* The states that a widget may have. */
static void add_appearance(struct pdf *pdf, struct buf *b, const struct page *page,
                           const struct page_field *place)
{
    if (!place->option) {
        buf_printf(b, "/AP << /N %u 0 R >> ", pdf->forms.nothing);
        return;
    }
    buf_printf(b, "/AS /Off /AP << /N << /Off %u 0 R ", write_state(pdf, page, place, false));
    pdf_add_name(b, place->option);
    buf_printf(b, " %u 0 R >> >> ", write_state(pdf, page, place, true));
}

static unsigned write_widget(struct pdf *pdf, const struct page *page, unsigned page_number,
                             const struct page_field *place)
{
    struct buf b = {0};
    size_t index = field_of(pdf, place); /* which may move the list */
    struct pdf_field *field = &pdf->forms.fields.v[index];
    unsigned number = pdf_new_number(&pdf->file);
    VEC_PUSH(pdf->arena, &field->kids, number);
    buf_printf(&b, "<< /Type /Annot /Subtype /Widget /F %d /P %u 0 R /Parent %u 0 R ", PRINTED,
               page_number, field->number);
    pdf_add_box(&b, page, &(struct pdf_box){place->x, place->y, place->width, place->height});
    add_appearance(pdf, &b, page, place);
    buf_printf(&b, "/MK << %s%s>> >>", page->turned ? "/R 90 " : "",
               place->option ? "/CA (" TICK_CODE ") " : "");
    pdf_write_text(&pdf->file, number, &b);
    buf_drop(&b);
    return number;
}

void pdf_widgets_add(struct pdf *pdf, const struct page *page, unsigned page_number,
                     struct buf *annotations)
{
    for (size_t i = 0; pdf->forms.fonts && i < page->n_fields; i++) {
        const struct page_field *place = &page->fields[i];
        if (place->kind == FIELD_CODE || !place->name || !*place->name)
            continue;
        if (place->kind == FIELD_TEXT)
            add_typed_font(pdf);
        buf_printf(annotations, "%u 0 R ", write_widget(pdf, page, page_number, place));
    }
}

/* ---- at the end ---- */

/* A dot would part a name into names; it is written full-width. */
static void add_title(struct pdf *pdf, struct buf *b, const char *key, const char *utf8)
{
    static const char dot[] = "．";
    struct buf name = {0};
    for (const char *p = utf8; *p; p++) {
        if (*p == NAME_SIGN)
            buf_str(&name, dot);
        else
            buf_char(&name, *p);
    }
    buf_printf(b, "/%s ", key);
    pdf_add_string(b, arena_strdup(pdf->arena, name.p ? name.p : ""));
    buf_char(b, ' ');
    buf_drop(&name);
}

static void write_field(struct pdf *pdf, const struct pdf_field *field)
{
    struct buf b = {0};
    buf_str(&b, "<< ");
    add_title(pdf, &b, "T", field->name);
    if (field->label)
        add_title(pdf, &b, "TU", field->label);
    if (field->parent)
        buf_printf(&b, "/Parent %u 0 R ", pdf->forms.fields.v[field->parent - 1].number);
    if (field->role == FORM_TEXT) {
        if (field->comb)
            buf_printf(&b, "/MaxLen %d ", field->comb);
        buf_printf(&b, "/FT /Tx /Ff %d %s/DA (/F%zu ",
                   field->comb            ? FLAG_COMB
                   : field->several_lines ? FLAG_SEVERAL_LINES
                                          : 0,
                   field->centred ? "/Q 1 " : "", pdf->forms.font);
        buf_fixed(&b, field->size, PDF_DECIMALS);
        buf_str(&b, " Tf 0 g) ");
        if (field->key) /* of no standard: for `hongtou read` */
            buf_str(&b, "/HongtouKey true ");
    } else if (field->role == FORM_RADIO) {
        buf_printf(&b, "/FT /Btn /Ff %d /V /Off ", FLAG_RADIO | FLAG_IN_UNISON);
    } else if (field->role == FORM_CHECK) {
        buf_str(&b, "/FT /Btn /V /Off ");
    }
    buf_str(&b, "/Kids [");
    for (size_t i = 0; i < field->kids.n; i++)
        buf_printf(&b, "%u 0 R ", field->kids.v[i]);
    buf_str(&b, "] >>");
    pdf_write_text(&pdf->file, field->number, &b);
    buf_drop(&b);
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
    if (!f->fields.n)
        return 0;
    struct buf b = {0};
    buf_str(&b, "<< /NeedAppearances false /Fields [");
    for (size_t i = 0; i < f->fields.n; i++) {
        write_field(pdf, &f->fields.v[i]);
        if (!f->fields.v[i].parent)
            buf_printf(&b, "%u 0 R ", f->fields.v[i].number);
    }
    write_tick_font(pdf);
    buf_printf(&b, "] /DR << /Font << /ZaDb %u 0 R ", f->tick_font);
    if (f->font)
        buf_printf(&b, "/F%zu %u 0 R >> >> /DA (/F%zu 0 Tf 0 g) ", f->font,
                   pdf->fonts.list.v[f->font - 1].number, f->font);
    else
        buf_str(&b, ">> >> ");
    buf_str(&b, ">>");
    unsigned number = pdf_new_number(&pdf->file);
    pdf_write_text(&pdf->file, number, &b);
    buf_drop(&b);
    return number;
}
