/*
 * What stands behind the signature: what the notice issues, and attachments. The compiler numbers and
 * lists attachments, so the note's words and the labels are not written again; an attachment that is
 * named and not there is only named (另附).
 */
#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "value/number.h"

/* ---- the note ---- */

static bool is_note(const struct import_block *b)
{
    bool labelled = b->found.kind == LINE_LABEL && b->found.text.n && !b->page; /* 附件1.甲表 */
    return b->paragraph && !b->taken &&
           (b->found.kind == LINE_NOTE || b->found.kind == LINE_NOTE_MORE || labelled);
}

/* Where 2. begins in 甲表 2.乙表 or 甲表；2.乙表, and what stands behind it; t.n: nowhere. */
static size_t find_next_label(struct text t, int order, size_t *behind)
{
    enum { DIGITS = 2 };
    for (size_t i = 1; i < t.n; i++) {
        int value;
        bool apart = utf8_is_blank(t.cp[i - 1]) || utf8_is_one_of(t.cp[i - 1], U"；;。，");
        size_t n = apart ? number_digits(t, i, DIGITS, &value) : 0;
        if (!n || value != order || !utf8_is_one_of(text_char(t, i + n), U".．、"))
            continue;
        *behind = text_skip_blanks(t, i + n + 1);
        return i;
    }
    return t.n;
}

/* One that a line names, without the marks around it. */
static void add_noted(struct importer *im, import_notes *notes, struct import_noted noted)
{
    struct text typed = noted.title;
    while (noted.title.n && utf8_is_one_of(noted.title.cp[0], U".．、 "))
        noted.title = text_part(noted.title, 1, noted.title.n);
    import_change(im, import_before(typed, noted.title), IMPORT_DERIVED, NULL);
    while (noted.title.n && utf8_is_one_of(noted.title.cp[noted.title.n - 1], U"；;。，"))
        noted.title.n--;
    import_change(im, import_behind(typed, noted.title), IMPORT_REWRITTEN, "");
    VEC_PUSH(im->arena, notes, noted);
}

/* 附件：1.甲表, or all of them in a line. */
static void add_line(struct importer *im, size_t i, import_notes *notes)
{
    const struct recognised *r = &im->blocks[i].found;
    struct text label = r->label, rest = r->text;
    int order = r->order;
    for (size_t behind = 0, at; rest.n; order++) {
        at = order ? find_next_label(rest, order + 1, &behind) : rest.n;
        struct text title = text_trimmed(text_part(rest, 0, at));
        add_noted(im, notes, (struct import_noted){.block = i, .order = order, .label = label, .title = title});
        label = text_part(rest, at, at < rest.n ? behind : at);
        rest = text_part(rest, at < rest.n ? behind : at, rest.n);
    }
    if (r->text.n)
        return;
    import_change(im, im->blocks[i].line.text, IMPORT_DERIVED, NULL); /* 附件： above the list */
    import_became(im, i, IMPORT_NOTE, LINE_SURE, 0);
}

size_t import_note_above(struct importer *im, size_t from, size_t end, import_notes *notes)
{
    size_t first = end;
    while (first > from && is_note(&im->blocks[first - 1]))
        first--;
    for (size_t i = first; i < end; i++)
        add_line(im, i, notes);
    return first;
}

bool import_is_label(const struct importer *im, size_t i, bool below)
{
    const struct import_block *b = &im->blocks[i];
    if (!b->paragraph || b->taken)
        return false;
    struct text t = b->line.text;
    if (text_equals(t, "附：") || text_equals(t, "附:") || (below && text_equals(t, "附")))
        return true;
    if (b->found.kind == LINE_LABEL)
        return below || b->page || (!b->found.text.n && b->found.trust > LINE_PERHAPS);
    return b->found.kind == LINE_NOTE && below;
}

/* The note's line for an attachment: by its number, else by its place; NULL: none. */
static struct import_noted *find_noted(const import_notes *notes, int order, size_t place)
{
    for (size_t k = 0; k < notes->n; k++)
        if (order && notes->v[k].order == order)
            return &notes->v[k];
    return place < notes->n && (!order || !notes->v[place].order) ? &notes->v[place] : NULL;
}

size_t import_count_attachments(const struct importer *im, size_t i, const import_notes *notes)
{
    size_t n = 0;
    for (size_t k = i; k < im->n; k++)
        n += import_is_label(im, k, true);
    return n > notes->n ? n : notes->n;
}

/* ---- parts ---- */

struct parts {
    struct importer *im;
    import_notes *notes;
    struct node *root, *owner; /* of the attachments */
    size_t labels;             /* met so far */
    size_t count;              /* attachments written */
};

/* Before the imprint that may stand behind it. */
static size_t end_of_part(const struct importer *im, size_t i)
{
    size_t next = i, end;
    while (next < im->n && !import_is_label(im, next, true))
        next++;
    for (end = next; end > i && import_is_imprint(&im->blocks[end - 1]);)
        end--;
    return end;
}

/* 附件1 of the note's line, where 1. will be printed. */
static void drop_note_label(struct importer *im, const struct import_noted *noted)
{
    const struct import_block *b = &im->blocks[noted->block];
    const char *printed = im->attachments > 1 ? arena_printf(im->arena, "%d.", noted->order) : "";
    bool same = b->found.kind != LINE_LABEL;
    import_change(im, noted->label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN, same ? NULL : printed);
    import_became(im, noted->block, IMPORT_NOTE, LINE_SURE, 0);
}

static void say_note(struct importer *im, const struct import_noted *noted, enum import_why why,
                     const char *to)
{
    drop_note_label(im, noted);
    import_change(im, noted->title, why, to);
}

/* An attachment that is not in the draft. */
static void write_apart(struct parts *p, struct import_noted *noted)
{
    struct importer *im = p->im;
    struct node *n = import_element(im, p->owner, "附件");
    import_attr(im, n, "标题", noted->title);
    import_word(im, n, "另附", "是");
    drop_note_label(im, noted);
    diag(im->diags, DIAG_D133, text_pos(noted->title, 0), text_utf8(im->arena, noted->title));
    noted->met = true;
    p->count++;
}

static void write_missing(struct parts *p, int before)
{
    for (size_t k = 0; k < p->notes->n; k++)
        if (!p->notes->v[k].met && (!before || (p->notes->v[k].order && p->notes->v[k].order < before)))
            write_apart(p, &p->notes->v[k]);
}

/* What a title's element says. */
static struct text title_of(const struct node *n)
{
    const struct attr *given = xml_attr(n, "标题");
    const struct node *child = n->first;
    return given                                    ? given->value
           : child && child->first && child->name[0] ? child->first->text
                                                     : (struct text){0};
}

static void compare_titles(struct parts *p, const struct import_noted *noted, struct text title)
{
    struct importer *im = p->im;
    const char *note = text_utf8(im->arena, import_without_blanks(im->arena, noted->title));
    if (words_are(title, note)) {
        say_note(im, noted, IMPORT_ELSEWHERE, NULL);
        return;
    }
    const char *printed = text_utf8(im->arena, title);
    diag(im->diags, DIAG_D132, text_pos(noted->title, 0), note, printed);
    say_note(im, noted, IMPORT_REWRITTEN, printed);
}

/* 附件2, or 附件：题目 on a line. */
static void drop_label(struct parts *p, size_t i)
{
    struct importer *im = p->im;
    const struct import_block *b = &im->blocks[i];
    struct text label = b->found.text.n && b->found.label.n ? b->found.label : b->line.text;
    const char *printed =
        im->attachments > 1 ? arena_printf(im->arena, "附件%zu", p->count) : "附件";
    bool same = words_are(label, printed);
    import_change(im, label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN, same ? NULL : printed);
    import_became(im, i, IMPORT_LABEL, b->found.kind == LINE_LABEL ? LINE_SURE : LINE_LIKELY, 0);
}

/* A title is needed, and none was seen. */
static void untitled(struct parts *p, struct node *n, size_t i)
{
    import_word(p->im, n, "标题", "（标题）");
    diag(p->im->diags, DIAG_D144, text_pos(p->im->blocks[i].line.text, 0), NULL);
}

/* An attachment whose label, if it has one, stands above block `at`; title: typed behind that. */
static size_t write_attachment(struct parts *p, struct import_noted *noted, size_t at, struct text title)
{
    struct importer *im = p->im;
    size_t end = end_of_part(im, at);
    struct node *n = import_element(im, p->owner, "附件");
    if (title.n)
        import_attr(im, n, "标题", title);
    else
        at = import_title(im, at, end, noted ? noted->title : title, n, IMPORT_ATTACHMENT);
    title = title_of(n);
    if (!title.n && noted) {
        import_attr(im, n, "标题", noted->title);
        title = noted->title;
    } else if (!title.n) {
        untitled(p, n, at - 1);
    }
    if (noted && !noted->met)
        compare_titles(p, noted, title);
    if (noted)
        noted->met = true;
    import_run(im, at, end, n);
    if (at == end && !import_has_pictures(im, at ? at - 1 : 0, end))
        import_word(im, n, "另附", "是");
    return end;
}

static size_t write_labelled(struct parts *p, size_t i)
{
    const struct import_block *label = &p->im->blocks[i];
    struct import_noted *noted = find_noted(p->notes, label->found.order, p->labels++);
    if (noted && noted->order)
        write_missing(p, noted->order);
    p->count++;
    drop_label(p, i);
    bool titled = label->found.kind == LINE_LABEL || label->found.kind == LINE_NOTE; /* no 附： alone */
    return write_attachment(p, noted, i + 1, titled ? label->found.text : (struct text){0});
}

/* Behind the note that stands below the day, as pages of the web have it: 附件：1.甲表, 2.乙表, and no
 * more than names. i itself: there is none. */
static size_t end_of_note_below(const struct importer *im, size_t i)
{
    enum { LONGEST = 60 };
    const struct import_block *b = &im->blocks[i];
    size_t end = i;
    if (b->found.kind != LINE_NOTE || b->page)
        return i;
    for (int order = b->found.text.n != 0; end < im->n && is_note(&im->blocks[end]); end++, order++) {
        const struct import_block *one = &im->blocks[end];
        bool counts = one->found.order == order || (end == i && !one->found.text.n);
        if (!counts || one->line.text.n > LONGEST || (end > i && one->found.kind != LINE_NOTE_MORE))
            break;
    }
    return end > i + 1 ? end : i;
}

static size_t take_note_below(struct parts *p, size_t i, size_t end)
{
    diag(p->im->diags, DIAG_D212, text_pos(p->im->blocks[i].line.text, 0), NULL);
    import_note_above(p->im, i, end, p->notes);
    return end;
}

/* What has no label, and the title that the note has. NULL: it is none of the note's. */
static struct import_noted *find_titled(struct parts *p, size_t i)
{
    size_t end = end_of_part(p->im, i);
    for (size_t k = 0; k < p->notes->n; k++) {
        struct import_noted *noted = &p->notes->v[k];
        if (!noted->met && import_noted_title(p->im, i, end, noted->title) > i)
            return noted;
    }
    return NULL;
}

static size_t write_titled(struct parts *p, struct import_noted *noted, size_t i)
{
    if (noted->order)
        write_missing(p, noted->order);
    p->count++;
    diag(p->im->diags, DIAG_D145, text_pos(p->im->blocks[i].line.text, 0), NULL);
    return write_attachment(p, noted, i, (struct text){0});
}

static size_t write_enclosure(struct parts *p, size_t i)
{
    struct importer *im = p->im;
    import_notes own = {0};
    size_t end = end_of_part(im, i);
    struct node *n = import_element(im, p->root, "印发件");
    size_t head = i, at;
    i = import_skip_head(im, i, end);
    at = import_title(im, i, end, (struct text){0}, n, IMPORT_ENCLOSURE);
    if (at == i)
        untitled(p, n, at);
    import_contents(im, i, end, n);
    import_run(im, head, i, n);
    if (i > head)
        diag(im->diags, DIAG_D216, text_pos(im->blocks[head].line.text, 0), NULL);
    size_t text_end = p->notes->n ? end : import_note_above(im, at, end, &own);
    if (text_end > at && !im->blocks[i].page)
        diag(im->diags, DIAG_D140, text_pos(im->blocks[i].line.text, 0), NULL);
    import_run(im, at, text_end, n);
    if (at == text_end)
        import_words(im, import_element(im, n, "段"),
                     text_from_utf8(im->arena, "（正文）", (struct pos){0}));
    import_drop_empty_contents(n);
    if (own.n)
        *p->notes = own;
    if (!p->count && (own.n || !p->notes->n))
        p->owner = n;
    return end;
}

void import_parts(struct importer *im, size_t i, import_notes *notes, struct import_end *end,
                  struct node *root)
{
    struct parts p = {.im = im, .notes = notes, .root = root, .owner = root};
    struct import_noted *titled;
    struct node *enclosure = NULL;
    bool noted = notes->n > 0;
    while (i < im->n) {
        size_t below = notes->n || p.count ? i : end_of_note_below(im, i);
        if (below > i) {
            i = take_note_below(&p, i, below);
        } else if (im->blocks[i].taken || import_gather_end(im, i, end)) {
            i++;
        } else if (import_is_label(im, i, true)) {
            i = write_labelled(&p, i);
        } else if (!enclosure && !p.count && (titled = find_titled(&p, i)) != NULL) {
            i = write_titled(&p, titled, i);
        } else if (!enclosure && !p.count) {
            enclosure = root;
            i = write_enclosure(&p, i);
        } else {
            size_t stop = end_of_part(im, i);
            struct node *last = root->first;
            while (last->next)
                last = last->next;
            import_run(im, i, stop, last);
            i = stop;
        }
    }
    write_missing(&p, 0);
    if (p.count && !noted && !notes->n)
        diag(im->diags, DIAG_D137, im->start, "……");
}
