/*
 * A paragraph: its shape and number by its own properties, its list and its styles, and what stands
 * in it: runs, and what is wrapped around them. Tracked changes are taken as accepted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draft/docx_int.h"

/* ---- its shape ---- */

/* What is given in characters is as wide as they are. */
static int by_characters(int chars, int size, int length)
{
    enum { HUNDREDTHS = 100, MOST = 200000, DEFAULT_SIZE = 10500 };
    int64_t width = (int64_t)chars * (size ? size : DEFAULT_SIZE) / HUNDREDTHS;
    return chars && width < INT32_MAX && width > -INT32_MAX ? (int)width : length;
}

static void take_shape(struct draft_paragraph *p, const struct shape *s, int size)
{
    p->outline = s->outline;
    p->align = s->align == ALIGN_UNKNOWN ? ALIGN_LEFT : s->align;
    p->spread = s->spread;
    p->left = by_characters(s->left_chars, size, s->left);
    p->right = s->right;
    p->first = by_characters(s->first_chars, size, s->first);
    p->left_chars = s->left_chars;
    p->first_chars = s->first_chars;
    p->before = s->before;
    p->after = s->after;
    p->line_height = s->line;
    p->ruled = s->ruled;
    p->red_rule = s->red_rule;
    p->page_before = p->page_before || s->page_before;
    p->frame = s->frame;
}

/* The numbers that a file gives lists, as they come: 1, 2 … */
static uint32_t list_of(struct docx *d, long number)
{
    const uint32_t *known = map_get(&d->list_numbers, (uint64_t)number);
    if (known)
        return *known;
    map_put(d->scratch, &d->list_numbers, (uint64_t)number, ++d->lists);
    return d->lists;
}

static void take_number(struct docx *d, const struct shape *s)
{
    struct draft_paragraph *p = put_paragraph(d);
    struct number_label label;
    if (s->number <= 0 || !number_next(d->numbers, d->arena, s->number, s->level, &label))
        return;
    p->list = list_of(d, s->number);
    p->level = s->level;
    p->bullet = label.bullet;
    put_label(d, label.text);
    if (label.unknown && !d->unknown_format) {
        d->unknown_format = label.unknown;
        d->unknown_at = (uint32_t)d->text.n;
    }
}

/* A list's indents go over the style that has the list, and below the one that is based on it; of a
 * list named by the paragraph itself they go over all styles. */
static struct shape shape_of(const struct docx *d, const struct style *style,
                             const struct part_node *properties)
{
    struct shape own = {0}, s = *styles_usual_shape(d->styles);
    props_shape(&own, properties);
    bool direct = own.known & SHAPE_NUMBER;
    long number = direct ? own.number : style->shape.number;
    int level = own.known & SHAPE_LEVEL ? own.level : style->shape.level;
    if (!direct && number > 0 && !(style->shape.known & SHAPE_LEVEL))
        level = number_level_of_style(d->numbers, number, style->id);
    const struct shape *list = number > 0 ? number_shape(d->numbers, number, level) : NULL;
    if (list && !direct)
        props_shape_over(&s, list);
    props_shape_over(&s, &style->shape);
    if (list && direct)
        props_shape_over(&s, list);
    props_shape_over(&s, &own);
    s.number = number;
    s.level = level;
    return s;
}

/* ---- runs ---- */

static void set_looks(struct docx *d, const struct part_node *properties)
{
    const struct style *style =
        styles_by_id(d->styles, part_child_value(properties, TAG_RUN_STYLE));
    if (style)
        styles_characters_over(&d->look, style);
    props_look(&d->look, properties, styles_theme(d->styles));
    d->now.looks = styles_looks(d->styles, &d->look);
}

/* A letter of a symbol face as its sign; what it shows is not known of some. */
static void put_sign(struct docx *d, const char *face, uint32_t cp)
{
    enum { BLACK_SQUARE = 0x25A0 };
    uint32_t sign = face_sign(face, cp);
    if (!sign) {
        char name[64];
        snprintf(name, sizeof name, "%.40s U+%04X", face, (unsigned)cp);
        put_left(d, DRAFT_LEFT_SIGN, name, NULL);
    }
    put_code(d, sign ? sign : BLACK_SQUARE);
}

/* The face that a text's letters are signs of, or NULL. */
static const char *symbol_face(const struct look *l)
{
    if (face_is_symbol(l->latin))
        return l->latin;
    return face_is_symbol(l->east) ? l->east : NULL;
}

static void put_signs(struct docx *d, const char *face, const char *p, const char *end)
{
    while (p < end) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        bool letter = cp < 0x100 || (cp >= 0xF000 && cp <= 0xF0FF);
        if (letter)
            put_sign(d, face, cp);
        else
            put_text(d, at, (size_t)(p - at));
    }
}

static bool is_xml_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Line ends are blanks. */
static void put_lines(struct docx *d, const char *p, const char *end)
{
    while (p < end) {
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        put_text(d, p, (size_t)(stop - p));
        if (stop < end)
            put_code(d, ' ');
        p = stop + (stop < end);
    }
}

/* Blanks at the ends count only where the file says so. */
static void read_text(struct docx *d, const struct part_node *n)
{
    bool keeps = part_is(part_attr(n, "space"), "preserve");
    const char *face = symbol_face(&d->look);
    for (const struct part_node *t = n->first; t; t = t->next) {
        const char *p = t->text ? t->text : "", *end = p + (t->text ? t->n : 0);
        while (!keeps && t == n->first && p < end && is_xml_blank(*p))
            p++;
        while (!keeps && !t->next && end > p && is_xml_blank(end[-1]))
            end--;
        if (face)
            put_signs(d, face, p, end);
        else
            put_lines(d, p, end);
    }
}

static void read_symbol(struct docx *d, const struct part_node *n)
{
    enum { HEX = 16, LAST = 0x10FFFF };
    const char *face = part_attr(n, "font"), *code = part_attr(n, "char");
    unsigned long cp = code ? strtoul(code, NULL, HEX) : 0;
    if (!cp || cp > LAST)
        return;
    if (face_is_symbol(face))
        put_sign(d, face, (uint32_t)cp);
    else
        put_code(d, (uint32_t)cp);
}

static void read_break(struct docx *d, const struct part_node *n)
{
    if (part_is(part_attr(n, "type"), "page"))
        put_page_break(d);
    else
        put_code(d, TEXT_BREAK);
}

/* Word last laid it out so that a page began here. */
static void read_page(struct docx *d)
{
    if (!d->in_body || d->aside)
        return;
    d->page++;
    d->paged = true;
    if (d->put && put_is_empty(d))
        put_paragraph(d)->place.page = d->page;
}

static void read_page_number(struct docx *d)
{
    static const struct draft_field page = {DRAFT_FIELD_PAGE, "PAGE", ""};
    const struct draft_field *outer = d->now.field;
    d->now.field = &page;
    put_code(d, '#');
    d->now.field = outer;
}

/* ---- what stands at a place ---- */

/* Each is taken once: whoever refers to it a thousand times shall not have it read so often. */
static const struct part_node *take_by_id(struct docx *d, const struct map *ids,
                                          const struct part_node *n)
{
    const char *id = part_attr(n, "id");
    const uint32_t *i = id ? map_get(ids, map_key(id, strlen(id))) : NULL;
    const struct part_node *node = i ? d->nodes.v[*i] : NULL;
    if (node)
        d->nodes.v[*i] = NULL;
    return node;
}

static void read_note(struct docx *d, const struct part_node *n, enum draft_note_kind kind)
{
    const struct map *ids = kind == DRAFT_FOOTNOTE ? &d->footnotes : &d->endnotes;
    const struct part_node *node = d->aside || d->in_contents ? NULL : take_by_id(d, ids, n);
    if (!node)
        return;
    struct docx_note *note = VEC_ADD(d->scratch, &d->notes);
    note->node = node;
    note->note.kind = kind;
    note->note.paragraph = d->put ? put_paragraph(d) : NULL;
    note->note.at = d->put ? put_length(d) : 0;
}

static void read_comment(struct docx *d, const struct part_node *n)
{
    const struct part_node *comment = take_by_id(d, &d->comments, n);
    struct buf words = {0};
    if (!comment)
        return;
    buf_str(&words, "");
    wrap_words(comment, &words);
    while (words.n && words.p[words.n - 1] == '\n')
        words.p[--words.n] = '\0';
    put_left(d, DRAFT_LEFT_COMMENT, words.p, part_attr(comment, "author"));
    buf_drop(&words);
}

/* The text beside a word that says how it is read. */
static void read_ruby(struct docx *d, const struct part_node *n)
{
    struct buf words = {0};
    buf_str(&words, "");
    for (const struct part_node *child = n->first; child; child = child->next)
        if (child->tag == TAG_RUBY_TEXT)
            wrap_words(child, &words);
        else
            paragraph_inlines(d, child->first);
    if (words.n)
        put_left(d, DRAFT_LEFT_RUBY, words.p, NULL);
    buf_drop(&words);
}

/* What stands in a run. */
static void read_in_run(struct docx *d, const struct part_node *n)
{
    const struct part_node *choice;
    switch (n->tag) {
    case TAG_TEXT:
    case TAG_DELETED_TEXT:
        read_text(d, n);
        break;
    case TAG_TAB:
    case TAG_P_TAB:
        put_code(d, '\t');
        break;
    case TAG_BREAK:
        read_break(d, n);
        break;
    case TAG_CR:
        put_code(d, TEXT_BREAK);
        break;
    case TAG_NO_BREAK_HYPHEN:
        put_code(d, '-');
        break;
    case TAG_SYMBOL:
        read_symbol(d, n);
        break;
    case TAG_LAST_PAGE_BREAK:
        read_page(d);
        break;
    case TAG_PAGE_NUMBER:
        read_page_number(d);
        break;
    case TAG_FIELD_CHARACTER:
        field_character(d, n);
        break;
    case TAG_FIELD_CODE:
    case TAG_DELETED_CODE:
        field_code(d, n);
        break;
    case TAG_FOOTNOTE_REFERENCE:
        read_note(d, n, DRAFT_FOOTNOTE);
        break;
    case TAG_ENDNOTE_REFERENCE:
        read_note(d, n, DRAFT_ENDNOTE);
        break;
    case TAG_COMMENT_REFERENCE:
        read_comment(d, n);
        break;
    case TAG_RUBY:
        read_ruby(d, n);
        break;
    case TAG_DRAWING:
    case TAG_PICTURE:
    case TAG_OBJECT:
    case TAG_CONTENT_PART:
        drawing_read(d, n);
        break;
    case TAG_ALTERNATE:
        choice = wrap_choice(n);
        for (const struct part_node *c = choice ? choice->first : NULL; c; c = c->next)
            read_in_run(d, c);
        break;
    case TAG_RUN_PROPERTIES:
        break;
    default:
        paragraph_inlines(d, n->first);
    }
}

static void read_hidden(struct docx *d, const struct part_node *n)
{
    struct buf *outer = d->aside, hidden = {0};
    d->aside = &hidden;
    for (const struct part_node *child = n->first; child; child = child->next)
        read_in_run(d, child);
    d->aside = outer;
    if (hidden.n)
        put_left(d, DRAFT_LEFT_HIDDEN, hidden.p, NULL);
    buf_drop(&hidden);
}

static void read_run(struct docx *d, const struct part_node *n)
{
    struct look look = d->look;
    struct draft_looks looks = d->now.looks;
    const struct part_node *properties = part_child(n, TAG_RUN_PROPERTIES);
    set_looks(d, properties);
    if ((d->look.on & LOOK_HIDDEN) && !d->aside)
        read_hidden(d, n);
    else
        for (const struct part_node *child = n->first; child; child = child->next)
            read_in_run(d, child);
    d->look = look;
    d->now.looks = looks;
}

/* ---- what is wrapped around runs ---- */

static void read_deleted(struct docx *d, const struct part_node *n)
{
    struct buf *outer = d->aside, deleted = {0};
    d->aside = outer ? outer : &deleted;
    paragraph_inlines(d, n->first);
    d->aside = outer;
    if (deleted.n)
        put_left(d, DRAFT_LEFT_DELETED, deleted.p, part_attr(n, "author"));
    buf_drop(&deleted);
}

static void read_inserted(struct docx *d, const struct part_node *n)
{
    bool outer = d->now.inserted;
    d->now.inserted = true;
    paragraph_inlines(d, n->first);
    d->now.inserted = outer;
}

static void read_control(struct docx *d, const struct part_node *n)
{
    const struct draft_control *outer = d->now.control;
    const struct part_node *content = part_child(n, TAG_SDT_CONTENT);
    d->now.control = wrap_control(d, n, outer);
    paragraph_inlines(d, content ? content->first : NULL);
    d->now.control = outer;
}

void paragraph_inline(struct docx *d, const struct part_node *n)
{
    const struct part_node *choice;
    switch (n->tag) {
    case TAG_RUN:
        read_run(d, n);
        break;
    case TAG_HYPERLINK:
        field_link(d, n);
        break;
    case TAG_FIELD_SIMPLE:
        field_simple(d, n);
        break;
    case TAG_INSERTED:
    case TAG_MOVED_TO:
        read_inserted(d, n);
        break;
    case TAG_DELETED:
    case TAG_MOVED_FROM:
        read_deleted(d, n);
        break;
    case TAG_SDT:
        read_control(d, n);
        break;
    case TAG_BOOKMARK_START:
    case TAG_BOOKMARK_END:
        put_bookmark(d, n);
        break;
    case TAG_ALTERNATE:
        choice = wrap_choice(n);
        paragraph_inlines(d, choice ? choice->first : NULL);
        break;
    case TAG_MATH:
    case TAG_MATH_PARAGRAPH:
        drawing_math(d, n);
        break;
    case TAG_SUB_DOC:
        put_left(d, DRAFT_LEFT_OUTSIDE, "subDoc", NULL);
        break;
    case TAG_PARAGRAPH_PROPERTIES:
    case TAG_RUN_PROPERTIES:
        break;
    case TAG_OTHER:
        paragraph_inlines(d, n->first);
        break;
    default:
        read_in_run(d, n); /* in no run, as some programs leave it */
    }
}

void paragraph_inlines(struct docx *d, const struct part_node *first)
{
    for (const struct part_node *n = first; n; n = n->next)
        paragraph_inline(d, n);
}

/* ---- a paragraph ---- */

static void end_section(struct docx *d)
{
    if (!d->in_body || d->section + 1 >= d->draft->n_sections)
        return;
    d->section++;
    d->page_next = d->page_next || d->draft->sections[d->section].new_page;
}

static bool mark_is_deleted(const struct part_node *mark)
{
    return part_child(mark, TAG_DELETED) || part_child(mark, TAG_MOVED_FROM);
}

/* Whose end nobody sees: what follows stands behind it in one line. */
static bool goes_on(const struct part_node *mark, const struct shape *shape)
{
    return mark_is_deleted(mark) || shape->drop_cap || part_on(part_child(mark, TAG_SPEC_VANISH));
}

void paragraph_read(struct docx *d, const struct part_node *n)
{
    const struct part_node *properties = part_child(n, TAG_PARAGRAPH_PROPERTIES);
    const struct part_node *mark = part_child(properties, TAG_RUN_PROPERTIES);
    const struct style *style =
        styles_of_paragraph(d->styles, part_child_value(properties, TAG_PARAGRAPH_STYLE));
    struct shape shape = shape_of(d, style, properties);
    d->look = *styles_usual_look(d->styles);
    props_look_over(&d->look, &style->look);
    struct look of_mark = d->look;
    props_look(&of_mark, mark, styles_theme(d->styles));
    put_open(d);
    struct draft_paragraph *p = put_paragraph(d);
    p->style = style == styles_of_paragraph(d->styles, NULL) ? "" : style->name;
    p->mark = styles_looks(d->styles, &of_mark);
    take_shape(p, &shape, of_mark.size);
    bool on = goes_on(mark, &shape);
    if (!on)
        take_number(d, &shape);
    d->now.looks = styles_looks(d->styles, &d->look);
    d->now.control = d->control;
    paragraph_inlines(d, n->first);
    if (on)
        put_carry(d);
    else
        put_close(d, of_mark.on & LOOK_HIDDEN);
    drawing_boxes_behind(d);
    if (part_child(properties, TAG_SECTION))
        end_section(d);
}
