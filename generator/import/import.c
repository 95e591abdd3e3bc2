/*
 * The frame: a draft's blocks, part by part, into elements in the order in which the vocabulary has
 * them: head, title, addressees, text, signature, remarks, enclosure, attachments, imprint.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"

/* Where the parts of the document itself begin: [text, note) is running text, [note, signers) the
 * note on attachments, [signers, behind) the signature. */
struct frame {
    size_t text, note, signers, behind;
    bool dated;
};

/* ---- addressees ---- */

/* 各村： behind the title; whoever they are, no sentence is so short and begins at the margin. */
static bool are_addressees(const struct importer *im, size_t i)
{
    enum { MOST = 300, INDENT = 12000 };
    static const char *const spoken[] = {"如下", "通知", "以下", "现将", "根据", "为了", "下列"};
    const struct import_block *b = i < im->n ? &im->blocks[i] : NULL;
    if (!b || !b->paragraph || b->found.label.n)
        return b && b->paragraph && b->found.kind == LINE_TO;
    struct text t = b->line.text;
    bool colon = t.n > 1 && utf8_is_one_of(t.cp[t.n - 1], U"：:");
    bool words = colon && t.n <= MOST && b->found.kind != LINE_SALUTATION;
    for (size_t k = 0; words && k < sizeof spoken / sizeof *spoken; k++)
        words = !text_has(t, spoken[k]);
    return words && (b->found.kind == LINE_TO || b->lead < INDENT) && !text_has(t, "。");
}

static size_t read_addressees(struct importer *im, size_t i, struct node *root)
{
    if (!are_addressees(im, i))
        return i;
    const struct import_block *b = &im->blocks[i];
    bool labelled = b->found.kind == LINE_TO && b->found.label.n;
    struct text t = labelled ? b->found.text : b->line.text;
    import_words(im, import_element(im, root, "主送"), t);
    import_change(im, import_before(b->line.text, t), IMPORT_REWRITTEN, "");
    import_change(im, import_behind(b->line.text, t), IMPORT_DERIVED, NULL);
    import_became(im, i, IMPORT_TO, b->found.kind == LINE_TO ? LINE_SURE : LINE_LIKELY, 0);
    return i + 1;
}

/* ---- the parts ---- */

static struct frame find_parts(struct importer *im, size_t text, import_notes *notes)
{
    struct frame f = {.text = text};
    size_t stop = text;
    while (stop < im->n && !import_is_label(im, stop, false))
        stop++;
    size_t day = import_find_day(im, text, stop);
    f.dated = day < stop;
    f.behind = f.dated ? day + 1 : stop;
    while (!f.dated && f.behind > text && import_is_imprint(&im->blocks[f.behind - 1]))
        f.behind--;
    f.signers = import_signers_above(im, text, f.dated ? day : f.behind);
    if (f.signers == text && text < day) /* something is the text */
        f.signers = f.dated ? day : f.behind;
    f.note = import_note_above(im, text, f.signers, notes);
    return f;
}

/* Who was present may stand above the signature. */
static size_t take_present(struct importer *im, size_t from, size_t to, struct import_end *end)
{
    while (to > from && im->blocks[to - 1].found.kind != LINE_CONTACT &&
           im->blocks[to - 1].found.kind != LINE_ANNOTATION && !im->blocks[to - 1].table) {
        size_t before = end->present.n;
        struct import_end own = *end;
        if (!import_gather_end(im, to - 1, &own) || own.present.n == before)
            break;
        *end = own;
        to--;
    }
    return to;
}

static void write_text(struct importer *im, const struct frame *f, size_t to, struct node *root)
{
    struct node *body = import_element(im, root, "正文");
    import_run(im, f->text, to, body);
    if (body->first)
        return;
    struct pos none = {0};
    import_words(im, import_element(im, body, "段"), text_from_utf8(im->arena, "（正文）", none));
    diag(im->diags, DIAG_D141, im->start, NULL);
}

/* A document without a title is called as its file is. */
static void name_it(struct importer *im, struct node *root)
{
    const char *name = im->draft->src->name, *slash = strrchr(name, '/'), *dot;
    name = slash ? slash + 1 : name;
    dot = strrchr(name, '.');
    name = dot > name ? arena_strndup(im->arena, name, (size_t)(dot - name)) : name;
    struct pos none = {0};
    import_words(im, import_element(im, root, "标题"), text_from_utf8(im->arena, name, none));
    diag(im->diags, DIAG_D134, im->start, name);
}

static struct text title_of(const struct node *root)
{
    for (const struct node *n = root->first; n; n = n->next)
        if (strcmp(n->name, "标题") == 0 && n->first)
            return n->first->text;
    return (struct text){0};
}

static void say_what_it_is(struct importer *im, struct node *root)
{
    const char *genre = import_genre(title_of(root));
    bool minutes = im->profile && strcmp(im->profile, "minutes") == 0;
    bool order = im->profile && strcmp(im->profile, "order") == 0;
    genre = minutes ? "纪要" : order ? "命令" : genre;
    if (genre)
        import_word(im, root, "文种", genre);
    if (im->profile)
        import_word(im, root, "版式", im->profile);
}

static void write_document(struct importer *im)
{
    struct node *root = im->out->root = import_element(im, NULL, "公文");
    import_notes notes = {0};
    struct import_end end = {0};
    size_t i = import_head(im, root);
    size_t title = import_title(im, i, im->n, root, IMPORT_TITLE);
    if (title == i)
        name_it(im, root);
    say_what_it_is(im, root);
    struct frame f = find_parts(im, read_addressees(im, title, root), &notes);
    im->attachments = import_count_attachments(im, f.behind, &notes);
    size_t to = take_present(im, f.text, f.note, &end);
    write_text(im, &f, to, root);
    if (f.signers < f.behind)
        import_signature(im, f.signers, f.behind, f.dated, root);
    if (!f.dated)
        diag(im->diags, DIAG_D139, im->start, NULL);
    size_t below = f.behind;
    while (below < im->n && import_gather_end(im, below, &end))
        below++;
    import_annotations(im, &end, root);
    import_parts(im, below, &notes, &end, root);
    import_imprint(im, &end, root);
}

/* ---- beside the text ---- */

struct edging {
    struct importer *im;
    bool only_number;
};

static void drop_edge(void *context, const struct draft_paragraph *p)
{
    struct edging *e = context;
    struct text t = text_trimmed(p->text);
    if (!t.n)
        return;
    import_change(e->im, t, IMPORT_REPEATED, "");
    if (!e->only_number)
        diag(e->im->diags, DIAG_D138, text_pos(t, 0), text_utf8(e->im->arena, t));
}

static void drop_edges(struct importer *im)
{
    for (size_t i = 0; i < im->draft->n_edges; i++) {
        struct edging e = {im, im->draft->edges[i].only_number};
        draft_each(&im->draft->edges[i].blocks, drop_edge, &e);
    }
}

bool import_draft(struct arena *a, const struct draft *draft, const struct staff *staff,
                  struct imported *out, struct diags *d)
{
    struct importer im = {.arena = a, .draft = draft, .staff = staff, .diags = d, .out = out};
    im.start = (struct pos){draft->src, 0};
    *out = (struct imported){0};
    import_blocks(&im);
    if (import_own(&im))
        return true;
    out->root = import_form_document(&im);
    if (!out->root)
        write_document(&im);
    drop_edges(&im);
    return import_check(&im);
}

void import_write(const struct imported *im, struct buf *xml)
{
    if (im->source) {
        buf_add(xml, im->source->bytes, im->source->size);
        return;
    }
    buf_str(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml_write(im->root, 0, xml);
    buf_char(xml, '\n');
}
