/*
 * The frame: a draft's blocks, part by part, into elements in the order in which the vocabulary has
 * them: head, title, addressees, text, signature, remarks, enclosure, attachments, imprint.
 */
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "value/number.h"

/* Where the parts of the document itself begin: [text, note) is running text, [note, signers) the
 * note on attachments, [signers, behind) the signature. */
struct frame {
    size_t text, note, signers, behind;
    bool dated;
};

/* ---- addressees ---- */

static size_t read_addressees(struct importer *im, size_t i, struct node *root)
{
    if (!import_are_addressees(im, i))
        return i;
    const struct import_block *b = &im->blocks[i];
    bool labelled = b->found.kind == LINE_TO && b->found.label.n;
    struct text t = labelled ? b->found.text : b->line.text;
    while (t.n && utf8_is_one_of(t.cp[t.n - 1], U"：: "))
        t = text_part(t, 0, t.n - 1);
    import_words(im, import_element(im, root, "主送"), t);
    import_change(im, import_before(b->line.text, t), IMPORT_REWRITTEN, "");
    struct text colon = import_behind(b->line.text, t);
    bool same = text_equals(colon, "：");
    import_change(im, colon, same ? IMPORT_DERIVED : IMPORT_REWRITTEN, same ? NULL : "：");
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
    f.signers = import_signers_above(im, text, f.dated ? day : f.behind, f.dated);
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

/* Minutes and orders may have no title below their masthead, and are called as that is. */
static bool name_by_masthead(struct importer *im, struct node *root)
{
    const struct node *organ = root->first && root->first->first ? root->first->first : NULL;
    if (!im->profile || strcmp(im->profile, "letter") == 0)
        return false;
    while (organ && strcmp(organ->name, "发文机关") != 0)
        organ = organ->next;
    if (!organ)
        return false;
    bool minutes = strcmp(im->profile, "minutes") == 0;
    const struct attr *suffix = xml_attr(organ, "后缀");
    struct text last = suffix ? suffix->value
                              : text_from_utf8(im->arena, minutes ? "纪要" : "令", text_pos(organ->first->text, 0));
    struct node *title = import_element(im, root, "标题");
    import_word(im, title, "印出", "否");
    import_words(im, title, text_joined(im->arena, organ->first->text, last));
    return true;
}

/* A document without a title is called as its file is. */
static void name_it(struct importer *im, struct node *root)
{
    if (name_by_masthead(im, root))
        return;
    const char *name = file_name(im->draft->src->name), *dot = strrchr(name, '.');
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

/* Remarks may stand behind attachments; the vocabulary has one order. */
static void put_in_order(struct node *root)
{
    static const char *const order[] = {"版头", "标题", "题注", "主送", "目录", "正文",     "落款", "附注",
                                        "出席", "请假", "列席", "印发件", "附件", "公开方式", "版记"};
    struct node *rest = root->first, *first = NULL, **last = &first;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (struct node **from = &rest; *from;) {
            struct node *n = *from;
            if (strcmp(n->name, order[k]) != 0) {
                from = &n->next;
                continue;
            }
            *from = n->next;
            n->next = NULL;
            *last = n;
            last = &n->next;
        }
    *last = rest;
    root->first = first;
}

static int count_children(const struct node *n, const char *name)
{
    int count = 0;
    for (const struct node *k = n->first; k; k = k->next)
        count += k->kind == NODE_ELEMENT && strcmp(k->name, name) == 0;
    return count;
}

/* A reference to an attachment that came to nothing is its words again. There are so many of the
 * document, and of the enclosure. */
static void settle_references(struct node *n, int attachments, int enclosed)
{
    for (struct node *k = n->first; k; k = k->next) {
        if (k->kind != NODE_ELEMENT)
            continue;
        bool is_ref = strcmp(k->name, "引用") == 0;
        int which = is_ref ? number_whole(k->attrs->value, 2) : 0;
        if (is_ref && which > enclosed && which > attachments)
            k->kind = NODE_TEXT; /* its text is what was typed */
        bool encloses = strcmp(k->name, "印发件") == 0;
        settle_references(k, attachments, encloses ? count_children(k, "附件") : enclosed);
    }
}

/* 白石镇人民政府 of 白石镇人民政府关于……的通知; empty: the title names none. */
static struct text organ_of_title(struct importer *im, struct text title)
{
    struct text t = import_without_blanks(im->arena, title);
    size_t about = 0;
    while (about < t.n && !text_word_at(t, about, "关于"))
        about++;
    struct line line = {.text = text_part(t, 0, about)};
    bool is = about < t.n && recognise_line(&line).kind == LINE_SIGNATURE;
    return is ? line.text : (struct text){0};
}

/* Blocks [from, to), then another if it is there (im->n: none), stand above the text and begin it. */
static void put_first(struct importer *im, size_t from, size_t to, size_t other, struct node *root)
{
    struct node *body = root->first;
    while (strcmp(body->name, "正文") != 0)
        body = body->next;
    struct node *text = body->first;
    body->first = NULL;
    import_run(im, from, to, body);
    if (other < im->n)
        import_run(im, other, other + 1, body);
    struct node *last = import_last(im, body), **place = last ? &last->next : &body->first;
    *place = text;
}

/* Lines of a head without a masthead. Nobody signs, nor does the title say who: then they begin the text.
 */
static void place_head(struct importer *im, size_t small, size_t number,
                       const struct node *signature, struct node *root)
{
    const struct attr *organ = signature ? xml_attr(signature, "署名") : NULL;
    bool person = organ && (text_has(organ->value, "：") || text_has(organ->value, ":")); /* 指挥长：李建国 */
    bool nobody = !signature || person || (organ && text_equals(organ->value, "无"));
    struct text titled = nobody ? organ_of_title(im, title_of(root)) : (struct text){0};
    if (!nobody || titled.n) {
        import_head_by_signature(im, small, number, nobody ? NULL : signature, titled, root);
        return;
    }
    put_first(im, 0, small, number, root);
}

/* A draft that is an attachment by itself begins with its label. The block behind the title; 0: it does
 * not. */
static size_t read_attachment_alone(struct importer *im, struct node *root)
{
    if (!im->n || !import_is_label(im, 0, true))
        return 0;
    const struct import_block *b = &im->blocks[0];
    struct text title = b->found.text, label = title.n ? b->found.label : b->line.text;
    diag(im->diags, DIAG_D147, text_pos(label, 0), text_utf8(im->arena, label));
    import_change(im, label, IMPORT_REWRITTEN, "");
    import_became(im, 0, IMPORT_LABEL, LINE_LIKELY, 0);
    if (title.n)
        import_words(im, import_element(im, root, "标题"), title);
    return title.n ? 1 : import_title(im, 1, im->n, title, root, IMPORT_ATTACHMENT);
}

/* Minutes have who issues them and when below the masthead; the vocabulary has it behind the text. The block
 * behind it. */
static size_t skip_issued(const struct importer *im, size_t i)
{
    bool minutes = im->profile && strcmp(im->profile, "minutes") == 0;
    return i + (i && i < im->n && minutes && import_is_organ_and_day(&im->blocks[i]));
}

/* As the signature, unless the text has one. */
static void write_issued(struct importer *im, size_t i, bool has_signature, struct node *root)
{
    if (!has_signature) {
        diag(im->diags, DIAG_D215, text_pos(im->blocks[i].line.text, 0), NULL);
        import_signature(im, i, i + 1, true, root);
        return;
    }
    put_first(im, i, i + 1, im->n, root);
}

static void write_document(struct importer *im)
{
    struct node *root = im->out->root = import_element(im, NULL, "公文");
    import_notes notes = {0};
    struct import_end end = {0};
    size_t head = import_head(im, root), small = head ? 0 : import_small_lines(im);
    bool above = !head && small < im->n && import_is_number(im, &im->blocks[small]);
    size_t i = skip_issued(im, head) + small + above;
    bool is_issued = i > head + small + above;
    size_t alone = i ? 0 : read_attachment_alone(im, root);
    size_t title = alone ? alone : import_title(im, i, im->n, (struct text){0}, root, IMPORT_TITLE);
    if (!title_of(root).n)
        name_it(im, root);
    say_what_it_is(im, root);
    bool under = !head && !above && title < im->n && import_is_number(im, &im->blocks[title]);
    size_t number = above ? small : under ? title : im->n;
    struct frame f = find_parts(im, read_addressees(im, title + under, root), &notes);
    im->attachments = import_count_attachments(im, f.behind, &notes);
    size_t to = take_present(im, f.text, f.note, &end);
    import_contents(im, 0, f.behind, root);
    write_text(im, &f, to, root);
    struct node *signature = NULL;
    if (f.signers < f.behind)
        signature = import_signature(im, f.signers, f.behind, f.dated, root);
    if (is_issued)
        write_issued(im, head, signature != NULL, root);
    if (above || under || small)
        place_head(im, small, number, signature, root);
    if (!f.dated && !alone && !is_issued)
        diag(im->diags, DIAG_D139, im->start, NULL);
    size_t below = f.behind;
    while (below < im->n && import_gather_end(im, below, &end))
        below++;
    import_parts(im, below, &notes, &end, root);
    import_annotations(im, &end, root);
    import_imprint(im, &end, root);
    put_in_order(root);
    import_drop_empty_contents(root);
    settle_references(root, count_children(root, "附件"), 0);
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
                  const char *target, struct imported *out, struct diags *d)
{
    struct importer im = {
        .arena = a, .draft = draft, .staff = staff, .target = target, .diags = d, .out = out};
    im.start = (struct pos){draft->src, 0};
    *out = (struct imported){0};
    import_blocks(&im);
    if (import_own(&im))
        return out->root != NULL;
    import_recognise(&im);
    import_sort_notes(&im);
    im.day = people_day(&im);
    out->root = import_form_document(&im);
    if (!out->root)
        write_document(&im);
    import_pictures(&im, out->root);
    drop_edges(&im);
    import_check(&im);
    import_tell_emoji(&im);
    return true;
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
