/* The order of the parts: head, title, addressees, text, attachment note, signature; enclosure;
 * attachments; imprint. */
#include "layout/layout.h"

#include "layout/layout_int.h"

enum { BOOKMARK_TITLE = 1 };

static bool roles_known(const struct style *st, struct pos pos, struct diags *d)
{
    const char *const roles[] = {
        st->masthead_role, st->title_role, st->body_role, st->level_1,
        st->level_2,       st->level_3,    st->level_4,   st->attachment_label_role,
        st->imprint_role,  st->folio_role};
    bool ok = true;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (font_role_named(roles[i]) == FONT_ROLES) {
            diag(d, DIAG_L002, pos, roles[i]);
            ok = false;
        }
    return ok;
}

/* A row that carries a title: its gap, and its bookmark. */
static struct row title_model(struct layout *l, len_t gap, struct text title, const char *label)
{
    const char *sep = *label ? " " : "";
    return (struct row){
        .gap = gap,
        .gap_kept = true,
        .mark = arena_printf(l->arena, "%s%s%s", label, sep, text_utf8(l->arena, text_without_breaks(l->arena, title))),
        .mark_level = BOOKMARK_TITLE,
    };
}

static void add_gap_to_next(struct rows *rows, size_t at, len_t gap)
{
    if (at < rows->list.n)
        rows->list.v[at].gap = gap;
}

static bool addressee_rows(struct layout *l, struct rows *rows, struct text to)
{
    struct text_shape shape = body_shape(l);
    struct span span = {to, role_of(l->style->body_role)};
    struct set_lines lines;
    if (!text_set(l->text, &span, 1, &shape, &lines))
        return false;
    rows_add_lines(l, rows, lines, 0);
    return true;
}

/* Title, addressees, text, note and signature flow as one sequence of rows. */
static bool main_part(struct layout *l)
{
    const struct document *doc = l->doc;
    const struct style *st = l->style;
    struct rows rows = {0};
    flow_open_page(l);
    if (doc->head && !head_place(l, doc->head))
        return false;
    len_t above = doc->head ? st->title_blank_above : st->title_blank_above_bare;
    struct row model = title_model(l, above, doc->title, "");
    if (!title_rows(l, &rows, doc->title, &model))
        return false;
    size_t after_title = rows.list.n;
    if (!addressee_rows(l, &rows, doc->to))
        return false;
    rows.text_start = rows.list.n;
    if (!block_rows(l, &rows, doc->body))
        return false;
    add_gap_to_next(&rows, after_title, st->title_blank_below);
    if (!note_rows(l, &rows, doc->attachments))
        return false;
    if (doc->signature && !signature_rows(l, &rows, doc->signature))
        return false;
    return flow_rows(l, &rows);
}

/* 7.3.7: on a new page, the label on the first line, the title on the third. */
static bool attachment_part(struct layout *l, const struct part *p)
{
    const struct style *st = l->style;
    struct rows rows = {0};
    struct text_shape shape = body_shape(l);
    struct span label = {p->label, role_of(st->attachment_label_role)};
    struct set_lines lines;
    if (!text_set(l->text, &label, 1, &shape, &lines))
        return false;
    rows_add_lines(l, &rows, lines, 0)->keep = true;
    struct row model =
        title_model(l, st->attachment_title_above, p->title, text_utf8(l->arena, p->label));
    if (!title_rows(l, &rows, p->title, &model))
        return false;
    size_t after_title = rows.list.n;
    if (!block_rows(l, &rows, p->first))
        return false;
    add_gap_to_next(&rows, after_title, st->attachment_title_below);
    return flow_rows(l, &rows);
}

static bool attachment_parts(struct layout *l, const struct part *first)
{
    for (const struct part *p = first; p; p = p->next)
        if (!flow_close_page(l) || !attachment_part(l, p))
            return false;
    return true;
}

/* 印发件: what a 印发 notice carries, on a new page with its own title and numbering. */
static bool enclosure_part(struct layout *l, const struct part *p)
{
    const struct style *st = l->style;
    struct rows rows = {0};
    if (!flow_close_page(l))
        return false;
    struct row model = title_model(l, st->title_blank_above_bare, p->title, "");
    if (!title_rows(l, &rows, p->title, &model))
        return false;
    size_t after_title = rows.text_start = rows.list.n;
    if (!block_rows(l, &rows, p->first))
        return false;
    add_gap_to_next(&rows, after_title, st->title_blank_below);
    return note_rows(l, &rows, p->attachments) && flow_rows(l, &rows) &&
           attachment_parts(l, p->attachments);
}

bool layout_document(const struct document *doc, const struct layout_options *options,
                     struct page_sink sink, struct diags *d)
{
    if (!roles_known(options->style, doc->pos, d))
        return false;
    struct layout l = {.arena = doc->arena,
                       .style = options->style,
                       .fonts = options->fonts,
                       .diags = d,
                       .sink = sink,
                       .doc = doc};
    l.text = text_open(doc->arena, options->fonts, options->style, options->phrases, d);
    return main_part(&l) && (!doc->enclosure || enclosure_part(&l, doc->enclosure)) &&
           attachment_parts(&l, doc->attachments) &&
           (!doc->imprint || imprint_place(&l, doc->imprint)) && flow_close_page(&l);
}
