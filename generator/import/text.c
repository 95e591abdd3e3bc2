/*
 * Running text: sections by the numbers of their headings, lists by their bullets, paragraphs. The
 * compiler counts; a number that it would give otherwise than it was typed is said (序号, 编号), and
 * what is no number of the four levels stays in the paragraph's words.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"

enum { LEVELS = HEADING_LEVELS };

/* A section that is open, and what stands in it so far. Level 0: the text itself. */
struct open_section {
    struct node *node;
    int level;         /* whose numbers its own has */
    int last, inside;  /* the last number of a section in it, and whose level that had; 0: none */
    bool titled;       /* that one had a title */
    bool listed;       /* or was an item of a list, as 身份证复印件 or 申请表； */
};

struct writing {
    struct importer *im;
    size_t end;
    struct open_section open[LEVELS + 1];
    size_t depth;
    int counted[LEVELS + 1]; /* the last number of each level, wherever it stood */
    struct node *list; /* the list that the last block was an item of; or NULL */
};

static struct open_section *innermost(struct writing *w)
{
    return &w->open[w->depth];
}

/* ---- numbers ---- */

static const char *const level_names[LEVELS + 1] = {"", "一、", "（一）", "1.", "（1）"};

/* Up to 99, as headings are numbered. */
static const char *chinese(struct arena *a, int n)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    enum { TEN = 10 };
    const char *tens = n < TEN ? "" : n < 2 * TEN ? "十" : arena_printf(a, "%s十", digits[n / TEN % TEN]);
    return arena_printf(a, "%s%s", tens, digits[n % TEN]);
}

/* What the compiler prints. */
static const char *label_of(struct arena *a, int level, int n)
{
    const char *number = level < 3 ? chinese(a, n) : arena_printf(a, "%d", n);
    return level == 1   ? arena_printf(a, "%s、", number)
           : level == 3 ? arena_printf(a, "%s.", number)
                        : arena_printf(a, "（%s）", number);
}

/* The words of a heading's number are dropped: printed the same, or as the standard writes them. */
static void drop_label(struct writing *w, const struct recognised *r)
{
    struct importer *im = w->im;
    const char *printed = label_of(im->arena, r->level, r->order);
    bool same = words_are(r->label, printed);
    import_change(im, r->label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN, same ? NULL : printed);
}

/* Says what the compiler would count otherwise. */
static void say_number(struct writing *w, struct node *section, const struct recognised *r)
{
    struct importer *im = w->im;
    struct open_section *in = innermost(w);
    int level = in->inside ? in->inside : in->level + 1;
    if (level != r->level)
        import_word(im, section, "编号", level_names[r->level]);
    const char *order = arena_printf(im->arena, "%d", r->order);
    bool anew = r->order == 1, on = r->order == w->counted[r->level] + 1; /* through all sections */
    if (r->order != in->last + 1)
        import_word(im, section, "序号", order);
    if (r->order != in->last + 1 && !anew && !on)
        diag(im->diags, DIAG_D131, text_pos(r->label, 0), text_utf8(im->arena, r->label),
             label_of(im->arena, r->level, in->last + 1), order);
    in->inside = r->level;
    in->last = w->counted[r->level] = r->order;
}

/* ---- headings ---- */

/* Whether something stands below a heading: not the next one of its level, nor an article or the end.
 */
static bool is_followed(const struct writing *w, size_t i)
{
    if (i + 1 == w->end)
        return false;
    const struct recognised *r = &w->im->blocks[i + 1].found, *own = &w->im->blocks[i].found;
    return r->kind == LINE_HEADING ? r->level > own->level : r->kind != LINE_ARTICLE;
}

/* All of it is bold, or of a face that running text has not. */
static bool stands_out(const struct import_block *b)
{
    const struct line_looks *looks = &b->line.looks;
    return looks->bold || looks->face == FACE_HEI || looks->face == FACE_KAI;
}

/* 1.因地制宜，分类指导。 in bold: a heading, although it ends as a sentence does. */
static void see_whole_heading(const struct import_block *b, struct recognised *r)
{
    enum { MOST = 30 };
    const struct draft_paragraph *p = b->paragraph;
    bool one = r->more.n && r->more.n <= MOST && !r->text.n && stands_out(b);
    for (size_t i = 0; one && i < p->n_runs; i++)
        one = p->runs[i].looks.bold == p->runs[0].looks.bold &&
              p->runs[i].looks.kind == p->runs[0].looks.kind;
    for (size_t i = 0; one && i + 1 < r->more.n; i++)
        one = !utf8_is_one_of(r->more.cp[i], U"。；：;:");
    if (!one)
        return;
    r->text = r->more;
    r->more = (struct text){0};
}

/* Whether character i looks as a title does that running text follows. */
static bool is_of_title(const struct draft_looks *looks, const struct draft_looks *text)
{
    bool face = looks->kind != text->kind && (looks->kind == FACE_HEI || looks->kind == FACE_KAI);
    return (looks->bold && !text->bold) || face;
}

/* Its first words look otherwise than the rest, up to a mark: they are the title, whatever it says. */
static void see_run_in(const struct import_block *b, struct recognised *r)
{
    enum { LEAST = 2, MOST = 40 };
    const struct draft_paragraph *p = b->paragraph;
    struct text rest = r->text.n ? (struct text){0} : r->more;
    size_t from = import_before(p->text, rest).n, n = 0;
    if (!rest.n || from + rest.n > p->text.n)
        return;
    const struct draft_looks *text = draft_looks_at(p, from + rest.n - 1);
    while (n < rest.n && n <= MOST && is_of_title(draft_looks_at(p, from + n), text))
        n++;
    n += n && n < rest.n && utf8_is_one_of(rest.cp[n], U"。："); /* the mark may look as the text does */
    struct text behind = text_trimmed(text_part(rest, n, rest.n));
    bool stop = n && rest.cp[n - 1] == U'。', colon = n && rest.cp[n - 1] == U'：';
    if (n < LEAST || n > MOST || !behind.n || !(stop || colon))
        return;
    r->text = text_part(rest, 0, n - stop);
    r->more = behind;
}

static void close_to(struct writing *w, int level)
{
    while (w->depth && innermost(w)->level >= level)
        w->depth--;
    w->list = NULL;
}

static void add_heading(struct writing *w, size_t i)
{
    struct importer *im = w->im;
    const struct import_block *b = &im->blocks[i];
    struct recognised r = b->found;
    see_whole_heading(b, &r);
    see_run_in(b, &r);
    close_to(w, r.level);
    struct open_section *in = innermost(w);
    bool colon = r.text.n && utf8_is_one_of(r.text.cp[r.text.n - 1], U"：:");
    bool untitled = in->inside == r.level && in->listed && !stands_out(b) && !colon;
    bool run_in = r.text.n && r.more.n;
    bool titled = r.text.n && (run_in || (!r.more.n && is_followed(w, i) && !untitled));
    bool looks_titled = titled || (r.text.n && !r.more.n && in->inside == r.level && in->titled);
    struct text whole = b->line.label.n ? b->line.text
                                        : text_trimmed(import_behind(b->line.text, r.label));
    struct node *section = import_element(im, in->node, "层次");
    if (titled)
        import_attr(im, section, "题", r.text);
    if (run_in)
        import_word(im, section, "接排", "是");
    say_number(w, section, &r);
    in->titled = looks_titled; /* a title with nothing below it yet says no more of the next one */
    in->listed = !looks_titled && (r.text.n || utf8_is_one_of(r.more.cp[r.more.n - 1], U"；;，、"));
    drop_label(w, &r);
    if (run_in) {
        struct text stop = import_before(import_behind(whole, r.text), r.more);
        import_change(im, stop, IMPORT_DERIVED, NULL);
        import_paragraph(im, import_element(im, section, "段"), b, r.more);
    } else if (!titled) {
        import_paragraph(im, import_element(im, section, "段"), b, whole);
    }
    w->open[++w->depth] = (struct open_section){.node = section, .level = r.level};
    import_became(im, i, looks_titled ? IMPORT_HEADING : IMPORT_NUMBERED, r.trust, r.level);
}

/* ---- other blocks ---- */

static void add_item(struct writing *w, size_t i)
{
    struct importer *im = w->im;
    const struct recognised *r = &im->blocks[i].found;
    if (!w->list)
        w->list = import_element(im, innermost(w)->node, "列表");
    import_paragraph(im, import_element(im, w->list, "项"), &im->blocks[i], r->text);
    import_change(im, r->label, IMPORT_REWRITTEN, "——");
    import_became(im, i, IMPORT_ITEM, r->trust, 0);
}

/* Of a table that no reader knows, the words. */
static void add_cells(struct writing *w, size_t i)
{
    struct importer *im = w->im;
    const struct draft_table *t = im->blocks[i].table;
    for (size_t r = 0; r < t->n; r++)
        for (size_t c = 0; c < t->rows[r].n; c++) {
            const struct draft_blocks *in = &t->rows[r].cells[c].blocks;
            for (size_t k = 0; k < in->n; k++)
                if (in->v[k].kind == DRAFT_PARAGRAPH && text_trimmed(in->v[k].paragraph->text).n)
                    import_words(im, import_element(im, innermost(w)->node, "段"),
                                 text_trimmed(in->v[k].paragraph->text));
        }
    import_became(im, i, IMPORT_UNKNOWN, LINE_PERHAPS, 0);
}

/* What a paragraph's words are when they are running text, and nothing says that it is not. */
static void add_paragraph(struct writing *w, size_t i)
{
    struct importer *im = w->im;
    const struct import_block *b = &im->blocks[i];
    enum { HEADING_MOST = 20 };
    struct text t = b->line.text;
    struct node *p = import_element(im, innermost(w)->node, "段");
    if (b->line.label.n) { /* a number of no level that the compiler has */
        import_words(im, p, b->line.label);
        import_words(im, p, text_from_utf8(im->arena, b->found.kind == LINE_ARTICLE ? "　" : "", (struct pos){0}));
    }
    import_paragraph(im, p, b, t);
    if (t.n <= HEADING_MOST && !import_has_end(t) && stands_out(b) && !import_is_right(b) &&
        b->found.kind != LINE_ARTICLE)
        diag(im->diags, DIAG_D142, text_pos(t, 0), text_utf8(im->arena, t));
    import_became(im, i, IMPORT_PARAGRAPH, b->found.kind == LINE_TEXT ? LINE_SURE : LINE_LIKELY, 0);
}

/* 第二章　规划, 1.1 编制目的: as typed. A text says nothing of how it stands: chapters are centred. */
static void add_subheading(struct writing *w, size_t i)
{
    struct importer *im = w->im;
    const struct import_block *b = &im->blocks[i];
    int level = b->found.level;
    bool chapter = b->found.label.n && b->found.label.cp[0] == U'第';
    close_to(w, 1);
    struct node *n = import_element(im, innermost(w)->node, "小标题");
    if (level > 1)
        import_word(im, n, "级", arena_printf(im->arena, "%d", level));
    if (import_is_centred(b) || (chapter && im->draft->format != DRAFT_DOCX))
        import_word(im, n, "居中", "是");
    if (b->line.label.n) {
        import_words(im, n, b->line.label);
        import_words(im, n, text_from_utf8(im->arena, "　", (struct pos){0}));
    }
    import_words(im, n, b->line.text);
    import_became(im, i, IMPORT_HEADING, b->found.trust, level);
}

/* Organs right below the title of an attachment; what the document itself says so is its 主送. */
static bool is_addressed(const struct writing *w, size_t i)
{
    const struct node *n = w->open[0].node;
    struct text t = w->im->blocks[i].line.text;
    struct line line = {.text = t};
    bool first = !n->first || (n->first->kind == NODE_ELEMENT && !n->first->next &&
                               strcmp(n->first->name, "标题") == 0);
    return first && !w->depth && strcmp(n->name, "正文") != 0 && import_are_addressees(w->im, i) &&
           (recognise_line(&line).kind == LINE_TO || utf8_is_one_of(t.cp[t.n - 2], U"院府委局厅部"));
}

static void add_block(struct writing *w, size_t i)
{
    struct importer *im = w->im;
    const struct import_block *b = &im->blocks[i];
    enum line_kind kind = b->found.kind;
    if (kind != LINE_ITEM)
        w->list = NULL;
    if (b->table) {
        add_cells(w, i);
    } else if (kind == LINE_HEADING && b->found.level <= LEVELS) {
        add_heading(w, i);
    } else if (kind == LINE_ITEM && (!b->line.label.n || b->paragraph->bullet)) {
        add_item(w, i);
    } else if (kind == LINE_ARTICLE && b->found.level) {
        add_subheading(w, i);
    } else if (kind == LINE_SALUTATION || is_addressed(w, i)) {
        import_words(im, import_element(im, innermost(w)->node, "称谓"), b->line.text);
        import_became(im, i, IMPORT_SALUTATION, LINE_LIKELY, 0);
    } else {
        if (kind == LINE_ARTICLE) /* it is in no section */
            close_to(w, 1);
        add_paragraph(w, i);
    }
}

void import_run(struct importer *im, size_t i, size_t end, struct node *parent)
{
    struct writing w = {.im = im, .end = end};
    w.open[0].node = parent;
    while (i < end) {
        size_t n = im->blocks[i].taken ? 1 : import_read_run(im, i, end, innermost(&w)->node);
        if (n) {
            w.list = NULL;
            i += n;
        } else {
            add_block(&w, i++);
        }
    }
}
