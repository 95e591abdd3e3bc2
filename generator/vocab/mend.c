/*
 * What is certain of a document's mistakes, as edits of its source: misspelt names of elements,
 * headings and items typed by hand (mend_sections.c), and what was typed at the end of the body and
 * is said by elements there already, or now. What is not certain stays, and is told by the
 * validator.
 */
#include <string.h>

#include "value/number.h"
#include "vocab/vocab_int.h"

/* ---- names and words ---- */

static enum vocab_lang lang_of(const struct node *n)
{
    return n->id != EL_NONE && strcmp(n->name, table_element[n->id].name[VOCAB_EN]) == 0 ? VOCAB_EN
                                                                                         : VOCAB_ZH;
}

const char *mend_element(const struct node *like, enum element_id id)
{
    return table_element[id].name[lang_of(like)];
}

const char *mend_attr(const struct node *like, enum attr_id id)
{
    return table_attr[id].name[lang_of(like)];
}

const char *mend_value(const struct node *like, enum value_id id)
{
    return table_value[id].name[lang_of(like)];
}

const char *mend_words(struct mending *m, struct text t)
{
    struct buf out = {0};
    xml_write_text(t, &out);
    const char *s = arena_strndup(m->arena, out.p ? out.p : "", out.n);
    buf_drop(&out);
    return s;
}

const char *mend_raw(struct mending *m, uint32_t from, uint32_t to)
{
    return arena_strndup(m->arena, m->tree->src->bytes + from, to - from);
}

/* ---- lines of the file ---- */

bool mend_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static uint32_t line_start(const struct mending *m, uint32_t at)
{
    const char *bytes = m->tree->src->bytes;
    while (at && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t'))
        at--;
    return at;
}

const char *mend_indent(struct mending *m, uint32_t at)
{
    uint32_t from = line_start(m, at);
    return from && m->tree->src->bytes[from - 1] == '\n' ? mend_raw(m, from, at) : NULL;
}

const char *mend_line_end(const struct mending *m)
{
    const char *bytes = m->tree->src->bytes, *end = memchr(bytes, '\n', m->tree->src->size);
    return end && end > bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

/* Takes an element out, with its line when it has one of its own. */
static void remove_element(struct mending *m, const struct node *n)
{
    const char *bytes = m->tree->src->bytes;
    struct xml_extent x = xml_extent(n);
    uint32_t from = line_start(m, x.from), to = x.to;
    while (bytes[to] == ' ' || bytes[to] == '\t')
        to++;
    to += bytes[to] == '\r';
    bool own_line = from && bytes[from - 1] == '\n' && bytes[to] == '\n';
    xml_edit(m->edits, own_line ? from : x.from, own_line ? to + 1 : x.to, "");
}

/* Puts an element in a line of its own before another one, or behind it. */
static void put_beside(struct mending *m, const struct node *n, bool behind, const char *xml)
{
    struct xml_extent x = xml_extent(n);
    const char *indent = mend_indent(m, x.from), *line_end = indent ? mend_line_end(m) : "";
    indent = indent ? indent : "";
    if (behind)
        xml_edit(m->edits, x.to, x.to, arena_printf(m->arena, "%s%s%s", line_end, indent, xml));
    else
        xml_edit(m->edits, x.from, x.from, arena_printf(m->arena, "%s%s%s", xml, line_end, indent));
}

/* ---- misspelt names ---- */

/* What bold text of word processors and web pages means. */
static bool is_bold(const struct node *n)
{
    return strcmp(n->name, "b") == 0 || strcmp(n->name, "strong") == 0;
}

static void rename_element(struct mending *m, const struct node *n, const char *name)
{
    struct xml_extent x = xml_extent(n);
    uint32_t length = (uint32_t)strlen(n->name);
    xml_edit(m->edits, x.from + 1, x.from + 1 + length, name);
    if (x.inside_end < x.to)
        xml_edit(m->edits, x.inside_end + 2, x.inside_end + 2 + length, name);
}

/* The one name that may stand there and is near: no other is as near, nor far from it. */
static void mend_name(struct mending *m, const struct node *n)
{
    enum element_id owner = n->parent ? n->parent->id : EL_NONE;
    if (owner == EL_NONE || table_find_element(n->name) != EL_NONE ||
        table_find_child(owner, n->name) != EL_NONE)
        return;
    m->edits->group++;
    if (is_bold(n)) {
        if (table_place(owner, EL_EM))
            rename_element(m, n, mend_element(n->parent, EL_EM));
        return;
    }
    struct guess g = {.typed = n->name};
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            guess_try(&g, table_element[r->child].name[lang]);
    if (g.best && !g.tied && g.distance == 1)
        rename_element(m, n, g.best);
}

static void mend_names(struct mending *m, const struct node *n)
{
    mend_name(m, n);
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            mend_names(m, k);
}

/* ---- numbers and bullets typed into what has one ---- */

/* Takes the first characters of a text out, and the blanks behind them; never all of it. */
static void strip(struct mending *m, struct text t, size_t n)
{
    n = space_skip(t, n);
    if (n && n < t.n)
        xml_edit(m->edits, t.at[0], t.at[n], "");
}

/* Which section of its parent it is, from 1. */
static int place_of(const struct node *n)
{
    int place = 1;
    for (const struct node *k = n->parent->first; k != n; k = k->next)
        place += k->id == EL_SECTION;
    return place;
}

/* A section's title says the number that it has, an item has a bullet. */
static void mend_label(struct mending *m, const struct node *n)
{
    enum attr_id id = n->id == EL_SECTION ? ATTR_SECTION_TITLE : ATTR_ATTACHMENT_TITLE;
    bool item = n->id == EL_ITEM;
    struct line line = {.text =
                            item ? space_element_text(m->arena, n) : space_given(m->arena, n, id)};
    struct recognised r = recognise_line(&line);
    bool numbered = n->id == EL_SECTION && r.kind == LINE_HEADING && r.order == place_of(n);
    m->edits->group++;
    if (n->id == EL_ATTACHMENT)
        strip(m, line.text, number_typed_attachment(line.text));
    else if (numbered || (item && r.kind == LINE_ITEM))
        strip(m, line.text, r.label.n);
}

static void mend_labels(struct mending *m, const struct node *n)
{
    if (n->id == EL_SECTION || n->id == EL_ATTACHMENT || n->id == EL_ITEM)
        mend_label(m, n);
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            mend_labels(m, k);
}

/* ---- what stands at the ends of the body ---- */

struct document_parts {
    const struct node *root, *body, *to, *issuer, *signature, *annotation;
    size_t n_issuers, n_attachments;
};

static struct document_parts parts_of(const struct node *root)
{
    struct document_parts p = {.root = root};
    for (const struct node *k = root->first; k; k = k->next) {
        const struct node **place = k->id == EL_BODY         ? &p.body
                                    : k->id == EL_TO         ? &p.to
                                    : k->id == EL_SIGNATURE  ? &p.signature
                                    : k->id == EL_ANNOTATION ? &p.annotation
                                                             : NULL;
        if (place)
            *place = k;
        p.n_attachments += k->id == EL_ATTACHMENT;
        for (const struct node *i = k->id == EL_HEAD ? k->first : NULL; i; i = i->next)
            if (i->id == EL_ISSUER) {
                p.issuer = i;
                p.n_issuers++;
            }
    }
    return p;
}

/* The title of an attachment, as an attribute or as an element. */
static struct text attachment_title(struct mending *m, const struct node *n)
{
    const struct node *k = n->first;
    while (k && k->id != EL_TITLE)
        k = k->next;
    return text_without_breaks(m->arena, k ? space_element_text(m->arena, k)
                                           : space_given(m->arena, n, ATTR_ATTACHMENT_TITLE));
}

static bool is_note(const struct recognised *r)
{
    return r->kind == LINE_NOTE || r->kind == LINE_NOTE_MORE;
}

/* The note goes when it names the attachments that follow, all and no other. */
static void mend_note(struct mending *m, const struct document_parts *p,
                      const struct typed_lines *all)
{
    const struct node *k = p->root->first;
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (!is_note(&all->found[i]))
            continue;
        while (k && k->id != EL_ATTACHMENT)
            k = k->next;
        if (!k || !text_same(attachment_title(m, k), all->found[i].text))
            return;
        k = k->next;
        n++;
    }
    m->edits->group++;
    for (size_t i = 0; n == p->n_attachments && i < all->n; i++)
        if (is_note(&all->found[i]))
            remove_element(m, all->nodes[i]);
}

/* Who signs as it is said in the head or in the signature. */
static bool signs(struct mending *m, const struct document_parts *p, struct text organ)
{
    struct text said =
        p->signature ? space_given(m->arena, p->signature, ATTR_SIGNATURE_ORGAN) : (struct text){0};
    if (!said.n && p->n_issuers == 1)
        said = space_element_text(m->arena, p->issuer);
    return said.n && text_same(said, organ);
}

/* One organ and one day at the end of the body: they go when the signature says the same, and
 * become it when there is none. */
static void mend_signature(struct mending *m, const struct document_parts *p,
                           const struct typed_lines *all)
{
    size_t organ = all->n, day = all->n, n = 0;
    for (size_t i = 0; i < all->n; i++) {
        bool is_organ = all->found[i].kind == LINE_SIGNATURE,
             is_day = all->found[i].kind == LINE_DATE;
        organ = is_organ ? i : organ;
        day = is_day ? i : day;
        n += (is_organ || is_day) && all->found[i].trust == LINE_SURE;
    }
    if (n != 2 || day >= all->n || organ + 1 != day || !all->found[day].date.day)
        return;
    struct text name = all->found[organ].text, said = {0};
    const struct attr *date = p->signature ? table_given(p->signature, ATTR_SIGNATURE_DATE) : NULL;
    struct date have = {0};
    if (date)
        said = space_attr_text(m->arena, date);
    if (p->signature && (!signs(m, p, name) || !date_read_day(said, &have) ||
                         date_compare(have, all->found[day].date) != 0))
        return;
    m->edits->group++;
    if (!p->signature)
        put_beside(m, p->body, true,
                   arena_printf(m->arena, "<%s %s=\"%s\" %s=\"%s\"/>",
                                mend_element(p->body, EL_SIGNATURE),
                                mend_attr(p->body, ATTR_SIGNATURE_ORGAN), mend_words(m, name),
                                mend_attr(p->body, ATTR_SIGNATURE_DATE),
                                date_iso(m->arena, all->found[day].date)));
    remove_element(m, all->nodes[organ]);
    remove_element(m, all->nodes[day]);
}

/* Addressees, and the annotation, where the document has none. */
static void mend_single(struct mending *m, const struct document_parts *p,
                        const struct typed_lines *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct recognised *r = &all->found[i];
        bool to = r->kind == LINE_TO && r->trust >= LINE_LIKELY && !p->to && i == 0;
        bool annotation = r->kind == LINE_ANNOTATION && !p->annotation && p->signature;
        if (!to && !annotation)
            continue;
        m->edits->group++;
        const char *name = mend_element(p->body, to ? EL_TO : EL_ANNOTATION);
        put_beside(m, to ? p->body : p->signature, !to,
                   arena_printf(m->arena, "<%s>%s</%s>", name, mend_words(m, r->text), name));
        remove_element(m, all->nodes[i]);
        if (annotation)
            return;
    }
}

/* ---- all of it ---- */

/* Sections in a container and in those within it are one mend: they move together. */
static void mend_containers(struct mending *m, const struct node *n)
{
    if (n->id == EL_BODY || n->id == EL_ENCLOSURE || n->id == EL_ATTACHMENT)
        m->edits->group++;
    if (n->id == EL_BODY || n->id == EL_ENCLOSURE || n->id == EL_ATTACHMENT || n->id == EL_SECTION)
        mend_sections(m, n);
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            mend_containers(m, k);
}

void vocab_mend(struct arena *a, struct tree *tree, struct xml_edits *edits, const struct diags *d)
{
    struct mending m = {a, tree, edits};
    struct diags *own = diags_beside(d);
    validate_tree(tree, EL_DOCUMENT, own);
    diags_drop(own);
    if (tree->root->id != EL_DOCUMENT)
        return;
    mend_names(&m, tree->root);
    mend_labels(&m, tree->root);
    if (edits->list.n)
        return; /* once more with the right names */
    struct document_parts p = parts_of(tree->root);
    mend_containers(&m, tree->root);
    if (!p.body)
        return;
    struct typed_lines all = typed_lines(a, p.body);
    mend_note(&m, &p, &all);
    mend_signature(&m, &p, &all);
    mend_single(&m, &p, &all);
}
