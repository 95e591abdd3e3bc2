/*
 * Forms: lines of fields, paragraphs with blanks and boxes, and the legend above the title. Further
 * pages repeat the title and the first fields; every page says which it is of how many; what height
 * is left goes to the room to write in.
 */
#include "layout/layout_int.h"

/* ---- lines ---- */

/* How lines of a form stand. */
struct form_lines {
    len_t size, pitch;
    len_t gap; /* above the first */
    len_t first_indent, turned_indent;
    enum text_align align;
    enum element element;
    bool writes; /* the lines may be higher */
};

/* A line that is written on stands as far below the one before it as handwriting needs. */
static void add_line(const struct setting *s, struct rows *rows, const struct set_line *line,
                     const struct inline_text *text, const struct form_lines *how)
{
    len_t pitch = mark_pitch(s, line, text, how->pitch);
    struct ink_style ink = place_ink(s->style, how->size, how->element);
    struct item_list items = {.arena = s->arena};
    struct field_list fields = {.arena = s->arena};
    place_line(&items, line, 0, how->size / 2, &ink);
    mark_place(s, &items, &fields, line, text,
               &(struct mark_spot){0, how->size / 2, how->size, pitch});
    *VEC_ADD(s->arena, &rows->list) = (struct page_row){.gap = pitch - how->size,
                                                        .gap_kept = true,
                                                        .box = how->size,
                                                        .advance = how->size,
                                                        .items = items.list.v,
                                                        .n_items = items.list.n,
                                                        .fields = fields.list.v,
                                                        .n_fields = fields.list.n,
                                                        .writes = how->writes};
}

static bool add_spans(const struct setting *s, struct rows *rows, const struct inline_text *text,
                      const struct form_lines *how)
{
    struct text_shape shape = {.size = how->size,
                               .pitch = how->size,
                               .width = s->style->area_width,
                               .first_indent = how->first_indent,
                               .turned_indent = how->turned_indent,
                               .align = how->align,
                               .stretch_most = s->style->table_stretch};
    struct set_lines lines;
    size_t first = rows->list.n;
    if (!text_set(setting_typesetter(s), text->spans.v, text->spans.n, &shape, &lines))
        return false;
    for (size_t i = 0; i < lines.n; i++)
        add_line(s, rows, &lines.v[i], text, how);
    if (rows->list.n > first)
        rows->list.v[first].gap += how->gap;
    rows_keep_from(rows, first);
    return true;
}

static bool add_text(const struct setting *s, struct rows *rows, struct text t,
                     const struct form_lines *how)
{
    struct inline_text text = {0};
    inline_add(s, &text, t, font_role_named(s->style->table_role));
    return add_spans(s, rows, &text, how);
}

static len_t pitch_of(const struct setting *s, len_t size)
{
    enum { EM = 1000 };
    return len_scale(size, s->style->table_pitch, EM);
}

/* ---- fields below the title, and where it is signed ---- */

/* Their natural widths, to share them among lines. */
struct field_width {
    const struct flow_field *field;
    len_t width;
};

struct field_widths {
    VEC(struct field_width) list;
};

static bool measure_field(const struct setting *s, const struct flow_field *f, len_t *width)
{
    enum { ENDLESS = 100 };
    struct inline_text text = {0};
    struct set_lines lines;
    inline_spans_in(s, &text, f->pieces, font_role_named(s->style->table_role));
    for (size_t i = 0; i < text.spans.n; i++)
        text.spans.v[i].fills = false;
    struct text_shape shape = {.size = s->style->form_size,
                               .pitch = s->style->form_size,
                               .width = ENDLESS * s->style->area_width,
                               .align = ALIGN_LEFT};
    if (!text_set(setting_typesetter(s), text.spans.v, text.spans.n, &shape, &lines) || !lines.n)
        return false;
    *width = lines.v[0].width;
    return true;
}

/* Fields from first on that fit in a width. */
static size_t fields_fitting(const struct field_widths *all, size_t first, len_t width, len_t air)
{
    len_t used = all->list.v[first].width;
    size_t n = 1;
    while (first + n < all->list.n && used + air + all->list.v[first + n].width <= width)
        used += air + all->list.v[first + n++].width;
    return n;
}

static size_t lines_needed(const struct field_widths *all, len_t width, len_t air)
{
    size_t lines = 0;
    for (size_t i = 0; i < all->list.n; lines++)
        i += fields_fitting(all, i, width, air);
    return lines;
}

/* The least width of lines as few as can be: none much fuller than another. */
static len_t balanced_width(const struct setting *s, const struct field_widths *all)
{
    enum { STEPS = 24 };
    len_t most = s->style->area_width, air = s->style->form_field_air;
    size_t lines = lines_needed(all, most, air);
    for (int step = 1; step < STEPS; step++) {
        len_t width = len_scale(most, step, STEPS);
        if (lines_needed(all, width, air) == lines)
            return width;
    }
    return most;
}

/* Air between two fields of a line. */
static void add_air(const struct setting *s, struct inline_text *text, struct pos pos)
{
    enum { EM = 1000 };
    const struct style *st = s->style;
    const struct flow_mark air = {.kind = MARK_SPACE,
                                  .width = (int)(st->form_field_air * EM / st->form_size)};
    const struct flow_piece piece = {.kind = PIECE_MARK, .pos = pos, .mark = &air};
    struct span span = mark_span(s, &piece, font_role_named(st->table_role));
    span.tied = true;
    VEC_PUSH(s->arena, &text->spans, span);
    VEC_PUSH(s->arena, &text->from, NULL);
}

/* On a line blanks take what is left, so that the rules end where the page does. */
static bool add_field_line(const struct setting *s, struct rows *rows,
                           const struct field_width *fields, size_t n, len_t gap)
{
    struct inline_text text = {0};
    struct form_lines how = {.size = s->style->form_size,
                             .pitch = s->style->form_line,
                             .gap = gap,
                             .align = ALIGN_LEFT,
                             .element = ELEMENT_FORM_TEXT};
    for (size_t k = 0; k < n; k++) {
        if (k)
            add_air(s, &text, fields[k].field->pos);
        size_t i = text.spans.n;
        inline_spans_in(s, &text, fields[k].field->pieces, font_role_named(s->style->table_role));
        for (; i < text.spans.n; i++) {
            const struct flow_mark *m = text.from.v[i]->mark;
            if (m && m->kind == MARK_BLANK && !m->fixed)
                text.spans.v[i].fills = true;
        }
    }
    return add_spans(s, rows, &text, &how);
}

static bool field_rows(const struct setting *s, struct rows *rows, const struct flow_field *first,
                       len_t gap)
{
    struct field_widths all = {0};
    for (const struct flow_field *f = first; f; f = f->next) {
        len_t width;
        if (!measure_field(s, f, &width))
            return false;
        VEC_PUSH(s->arena, &all.list, ((struct field_width){f, width}));
    }
    len_t width = balanced_width(s, &all);
    for (size_t i = 0, n; i < all.list.n; i += n) {
        n = fields_fitting(&all, i, width, s->style->form_field_air);
        if (!add_field_line(s, rows, &all.list.v[i], n, i ? 0 : gap))
            return false;
    }
    return true;
}

/* Those that end the form stand clear of what is above. */
bool form_field_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    return field_rows(s, rows, f->fields, f->closing ? s->style->form_gap : 0);
}

/* ---- paragraphs ---- */

bool form_paragraph_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    static const struct {
        bool small, apart;  /* of a note's size; with air above */
        bool turned, first; /* indented */
        bool boxes;         /* in lines that are not stretched */
    } looks[] = {
        [PARAGRAPH_FORM] = {.apart = true, .boxes = true},
        [PARAGRAPH_TOPIC] = {.apart = true},
        [PARAGRAPH_QUESTION] = {.turned = true},
        [PARAGRAPH_ANSWER] = {.turned = true, .first = true, .boxes = true},
        [PARAGRAPH_GUIDE] = {.small = true, .apart = true, .turned = true},
        [PARAGRAPH_GUIDE_MORE] = {.small = true, .turned = true, .first = true},
    };
    const struct style *st = s->style;
    const char *role = f->paragraph == PARAGRAPH_TOPIC ? st->form_topic_role : st->table_role;
    const struct flow_mark *mark = f->pieces->mark;
    bool small = looks[f->paragraph].small;
    len_t size = small ? st->form_note_size : st->form_size;
    len_t indent = small ? st->form_guide_turned * size : size;
    struct form_lines how = {.size = size,
                             .pitch = pitch_of(s, size),
                             .gap = looks[f->paragraph].apart ? st->form_gap : 0,
                             .first_indent = looks[f->paragraph].first ? indent : 0,
                             .turned_indent = looks[f->paragraph].turned ? indent : 0,
                             .align = looks[f->paragraph].boxes ? ALIGN_LEFT : ALIGN_JUSTIFY,
                             .element = ELEMENT_FORM_TEXT,
                             .writes = mark && mark->kind == MARK_BLANK && mark->fills};
    struct inline_text text = {0};
    size_t first = rows->list.n;
    inline_spans_in(s, &text, f->pieces, font_role_named(role));
    if (!add_spans(s, rows, &text, &how))
        return false;
    if (rows->list.n > first && f->keep)
        rows->list.v[rows->list.n - 1].keep = true;
    return true;
}

/* Further left when its first line would run into the code. */
static len_t legend_start(const struct style *st, len_t first, len_t widest)
{
    len_t start = st->area_width - widest - 1;
    if (st->area_top < style_code_bottom(st))
        start = len_min(start, style_code_left(st) - st->area_left - first);
    return len_max(0, start);
}

/* At the right, below each other from the longest one's start. */
bool form_legend_rows(const struct setting *s, struct rows *rows, const struct flow *legend)
{
    const struct style *st = s->style;
    len_t widest = 0, first = 0, width;
    struct form_lines how = {.size = st->form_note_size,
                             .pitch = pitch_of(s, st->form_note_size),
                             .align = ALIGN_LEFT,
                             .element = ELEMENT_FORM_LEGEND};
    for (const struct flow *f = legend; f; f = f->next) {
        struct span span = {.text = f->pieces->text, .role = font_role_named(st->table_role)};
        if (!text_width(setting_typesetter(s), &span, how.size, &width))
            return false;
        widest = len_max(widest, width);
        first = f == legend ? width : first;
    }
    how.first_indent = how.turned_indent = legend_start(st, first, widest);
    for (const struct flow *f = legend; f; f = f->next)
        if (!add_text(s, rows, f->pieces->text, &how))
            return false;
    rows_keep_from(rows, 0);
    if (rows->list.n)
        rows->list.v[rows->list.n - 1].keep = true;
    return true;
}

/* ---- pages ---- */

static void add_moved(struct item_list *items, struct field_list *fields,
                      const struct page_row *row, len_t top)
{
    for (size_t i = 0; i < row->n_items; i++)
        VEC_PUSH(items->arena, &items->list, place_moved(&row->items[i], 0, top));
    for (size_t i = 0; i < row->n_fields; i++) {
        struct page_field *field = VEC_ADD(fields->arena, &fields->list);
        *field = row->fields[i];
        field->y += top;
    }
}

/* The title in small, and the fields, from the type area's corner. */
bool form_running(const struct setting *s, struct running *r, struct text title,
                  const struct flow_form *form)
{
    struct rows rows = {0};
    struct form_lines how = {.size = s->style->form_note_size,
                             .pitch = pitch_of(s, s->style->form_note_size),
                             .align = ALIGN_CENTRE,
                             .element = ELEMENT_FORM_HEAD};
    struct item_list items = {.arena = s->arena};
    struct field_list fields = {.arena = s->arena};
    if (!add_text(s, &rows, text_without_breaks(s->arena, title), &how) ||
        !field_rows(s, &rows, form->repeated, 0))
        return false;
    for (size_t i = 0; i < rows.list.n; i++) {
        const struct page_row *row = &rows.list.v[i];
        r->height += i ? row->gap : 0;
        if (i && s->style->closer) /* clear of the code */
            r->height = len_max(r->height, style_code_bottom(s->style) - s->style->area_top);
        add_moved(&items, &fields, row, r->height);
        r->height += row->advance;
    }
    r->height += 2 * s->style->form_gap;
    r->items = items.list.v;
    r->n_items = items.list.n;
    r->fields = fields.list.v;
    r->n_fields = fields.list.n;
    return true;
}
