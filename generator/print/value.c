/*
 * A value in its blank. On one line at the blank's size when it fits; else as small as it must be,
 * down to SMALLEST; else on as many lines as the blank is high. Most values are short and fit: they
 * are set here, glyph by glyph; those on several lines by text/.
 */
#include <string.h>

#include "print/diag.def"
#include "print/print_int.h"

enum { EM = 1000 };
enum { SMALLEST = 700, SMALLEST_WRAPPED = 600 }; /* of the blank's size, 1/1000 */
enum { SIDE = 80 };                              /* left free at a blank's ends, 1/1000 of size */
enum { LEADING = 1150, WIDE_LEADING = 1500 };    /* of lines where none are ruled */
enum { WRAP_STEPS = 3 };

static const struct colour black = {0, 0, 0, EM};

struct letter {
    struct text_cell cell;
    uint32_t cp;
};

struct pos print_cell_pos(const struct value *v)
{
    return sheet_row_pos(v->row, v->column);
}

const char *print_cell_name(struct arena *a, const struct value *v)
{
    return sheet_row_name(v->row, a, v->column);
}

/* The index of the first character without a glyph, or text.n. */
static size_t find_letters(struct setter *s, const struct page_field *field, struct text text,
                           struct letter *out)
{
    size_t i = 0;
    for (; i < text.n; i++) {
        uint32_t cp = out[i].cp = text.cp[i] == TEXT_BREAK ? ' ' : text.cp[i];
        if (!text_glyph(s->fonts, field->role, cp, &out[i].cell))
            break;
    }
    return i;
}

static len_t advance_of(const struct letter *l, len_t size)
{
    return len_scale(size, l->cell.width, EM);
}

static len_t width_of(const struct letter letters[], size_t n, len_t size)
{
    len_t width = 0;
    for (size_t i = 0; i < n; i++)
        width += advance_of(&letters[i], size);
    return width;
}

/* A run that starts with a glyph at x, centred on y; its glyphs follow. */
static struct glyph_run *start_run(struct setter *s, const struct face *face, len_t size, len_t x,
                                   len_t y)
{
    struct page_item *item = VEC_ADD(s->arena, &s->items);
    len_t drawn = len_scale(size, face->scale, EM);
    item->kind = ITEM_GLYPHS;
    item->glyphs = (struct glyph_run){
        .face = face, .size = drawn, .colour = black, .x = x, .y = y, .squeeze = EM};
    item->glyphs.y += len_scale(drawn, face->centre, EM);
    return &item->glyphs;
}

/* Letters from x on, centred on y; a run for each stretch of one face. */
static void place_letters(struct setter *s, const struct letter letters[], size_t n,
                          const struct glyph_run *at)
{
    struct placed_glyph *glyphs = ARENA_ARRAY(s->arena, struct placed_glyph, n);
    struct glyph_run *run = NULL;
    len_t x = at->x;
    for (size_t i = 0; i < n; i++) {
        const struct glyph *g = &letters[i].cell.glyph;
        len_t spare = advance_of(&letters[i], at->size) -
                      len_scale(len_scale(at->size, g->face->scale, EM), g->advance, EM);
        if (!run || run->face != g->face) {
            run = start_run(s, g->face, at->size, x, at->y);
            run->glyphs = &glyphs[i];
        }
        glyphs[i] = page_glyph(g, x + spare / 2 - run->x, letters[i].cp, 0);
        run->n++;
        x += advance_of(&letters[i], at->size);
    }
}

/* Where lines stand: the middle of the first, and from one to the next. */
struct ruling {
    len_t first, leading;
    int n; /* how many there is room for */
};

/* Where a blank goes on over several lines they are ruled: the first is as high as a blank of one
 * line, and the next ones share what is left. */
static struct ruling ruled_lines(const struct page_field *field)
{
    enum { HIGH = 1250 };
    len_t high = len_min(len_scale(field->size, HIGH, EM), field->height);
    len_t rest = field->height - high;
    int more = field->ruled - 1;
    return (struct ruling){field->y + high / 2, more ? rest / more : 0, more + 1};
}

/* Else as many lines as its height holds stand in its middle, further apart where there is room. */
static struct ruling centred_lines(const struct page_field *field, len_t size, size_t n)
{
    len_t least = len_scale(size, LEADING, EM), most = len_scale(size, WIDE_LEADING, EM);
    len_t leading = n ? len_max(least, len_min(most, field->height / (len_t)n)) : least;
    len_t spare = field->height - leading * (len_t)n;
    return (struct ruling){field->y + spare / 2 + leading / 2, leading,
                           (int)(field->height / least)};
}

/* A line of text/ from x on; a run for each stretch of one face. */
static void place_line(struct setter *s, const struct set_line *line, len_t size, len_t x, len_t y)
{
    struct placed_glyph *glyphs = ARENA_ARRAY(s->arena, struct placed_glyph, line->n);
    struct glyph_run *run = NULL;
    for (size_t i = 0; i < line->n; i++) {
        const struct set_glyph *g = &line->glyphs[i];
        if (!run || run->face != g->glyph.face) {
            run = start_run(s, g->glyph.face, size, x + g->x, y);
            run->glyphs = &glyphs[i];
        }
        glyphs[i] = page_glyph(&g->glyph, x + g->x - run->x, g->text[0], g->text[1]);
        run->n++;
    }
}

/* Tries to set the value on several lines at a size; place: and does, where it fits. */
static bool wrap(struct setter *s, const struct page_field *field, struct text text, len_t size,
                 bool place)
{
    struct text_shape shape = {.size = size,
                               .pitch = size,
                               .width = field->width - 2 * len_scale(size, SIDE, EM),
                               .align = ALIGN_LEFT};
    struct span span = {.text = text, .role = field->role};
    struct set_lines lines = {0};
    text_use_arena(s->typesetter, s->arena);
    if (shape.width < size || !text_set(s->typesetter, &span, 1, &shape, &lines))
        return false;
    struct ruling r = field->ruled ? ruled_lines(field) : centred_lines(field, size, lines.n);
    bool fits = lines.n <= (size_t)r.n;
    for (size_t i = 0; i < lines.n; i++)
        fits = fits && lines.v[i].width <= shape.width;
    len_t x = field->x + len_scale(size, SIDE, EM);
    if (lines.n == 1 && !field->ruled)
        x = field->x + (field->width - lines.v[0].width) / 2 - lines.v[0].x;
    for (size_t i = 0; place && fits && i < lines.n; i++)
        place_line(s, &lines.v[i], size, x + lines.v[i].x, r.first + r.leading * (len_t)i);
    return fits;
}

/* The size at which the letters take one line, or 0. */
static len_t size_on_one_line(const struct page_field *field, const struct letter letters[],
                              size_t n)
{
    len_t room = field->width - 2 * len_scale(field->size, SIDE, EM);
    len_t width = width_of(letters, n, field->size);
    if (width <= room)
        return field->size;
    len_t size = room > 0 ? field->size * room / width : 0;
    while (size > 0 && width_of(letters, n, size) > room)
        size--;
    return size >= len_scale(field->size, SMALLEST, EM) ? size : 0;
}

/* The value's letters; NULL: a character has no glyph, reported. */
static struct letter *letters_of(struct setter *s, const struct page_field *field,
                                 const struct value *v)
{
    struct letter *letters = ARENA_ARRAY(s->arena, struct letter, v->text.n);
    size_t at = find_letters(s, field, v->text, letters);
    if (at == v->text.n)
        return letters;
    struct buf b = {0};
    buf_code(&b, v->text.cp[at]);
    diag(s->diags, DIAG_Q004, text_pos(v->text, at), print_cell_name(s->arena, v), b.p,
         arena_printf(s->arena, "U+%04X", (unsigned)v->text.cp[at]));
    buf_drop(&b);
    return NULL;
}

/* The sizes at which it may stand on several lines, the largest first. */
static bool wraps(struct setter *s, const struct page_field *field, struct text text, bool place)
{
    int least = field->several_lines ? SMALLEST : SMALLEST_WRAPPED;
    for (int i = 0; i <= WRAP_STEPS; i++)
        if (wrap(s, field, text, len_scale(field->size, EM - (EM - least) * i / WRAP_STEPS, EM),
                 place))
            return true;
    return false;
}

/* Whether it would fit but for the line ends that were typed in it. */
static bool fits_on_end(struct setter *s, const struct page_field *field, const struct value *v)
{
    struct text_builder joined = {.arena = s->arena};
    for (size_t i = 0; i < v->text.n; i++)
        if (v->text.cp[i] != TEXT_BREAK)
            text_add(&joined, v->text.cp[i], 0);
    struct text text = text_done(&joined);
    struct letter *letters = ARENA_ARRAY(s->arena, struct letter, text.n + 1);
    if (text.n == v->text.n || find_letters(s, field, text, letters) < text.n)
        return false;
    if (field->comb)
        return text.n <= (size_t)field->comb;
    return size_on_one_line(field, letters, text.n) || wraps(s, field, text, false);
}

/* False. */
static bool refuse(struct setter *s, const struct page_field *field, const struct value *v)
{
    const struct diag_code *code = fits_on_end(s, field, v) ? DIAG_Q019 : DIAG_Q003;
    diag(s->diags, code, print_cell_pos(v), print_cell_name(s->arena, v), v->name);
    return false;
}

bool print_value(struct setter *s, const struct page_field *field, const struct value *v)
{
    struct letter *letters = letters_of(s, field, v);
    if (!letters)
        return false;
    bool lines = field->several_lines;
    for (size_t i = 0; i < v->text.n; i++)
        lines = lines || v->text.cp[i] == TEXT_BREAK;
    len_t size = lines ? 0 : size_on_one_line(field, letters, v->text.n);
    if (size) {
        struct glyph_run at = {.size = size};
        at.x = field->x + len_scale(size, SIDE, EM);
        at.y = field->y + field->height / 2;
        if (field->centred)
            at.x = field->x + (field->width - width_of(letters, v->text.n, size)) / 2;
        place_letters(s, letters, v->text.n, &at);
        return true;
    }
    return wraps(s, field, v->text, true) || refuse(s, field, v);
}

bool print_comb(struct setter *s, const struct page_field *field, const struct value *v)
{
    size_t n = v->text.n;
    struct letter *letters = letters_of(s, field, v);
    if (!letters)
        return false;
    if (n > (size_t)field->comb)
        return refuse(s, field, v);
    for (size_t i = 0; i < n; i++) {
        struct glyph_run at = {.size = field->size, .y = field->y + field->height / 2};
        len_t width = width_of(&letters[i], 1, field->size);
        at.x = field->x + (field->width * (2 * (len_t)i + 1) / field->comb - width) / 2;
        place_letters(s, &letters[i], 1, &at);
    }
    return true;
}

void print_label(struct setter *s, const struct page_field *field, const char *utf8)
{
    struct text text = text_from_utf8(s->arena, utf8, (struct pos){0});
    struct letter *letters = ARENA_ARRAY(s->arena, struct letter, text.n);
    if (find_letters(s, field, text, letters) < text.n)
        return;
    struct glyph_run at = {.size = field->size};
    at.x = field->x + (field->width - width_of(letters, text.n, field->size)) / 2;
    at.y = field->y + field->height / 2;
    place_letters(s, letters, text.n, &at);
}
