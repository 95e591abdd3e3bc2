/* Questions of a form as paragraphs: words and blanks, what skips say, boxes, the lines to write
 * on.
 */
#include "compose/form_int.h"

enum { AIR = 1000, LEAST_AIR = 500 }; /* thousandths of a character */

/* ---- skips ---- */

static const struct form_question *find_question(const struct form *form, struct text id)
{
    for (const struct form_part *p = form->parts; p; p = p->next)
        for (const struct form_question *q = p->topic ? p->topic->questions : NULL; q; q = q->next)
            if (q->id.n && text_same(q->id, id))
                return q;
    return NULL;
}

/* （选“否”跳至第7题） */
static void add_skips(struct form_line *line, const struct form *form,
                      const struct form_question *q)
{
    for (const struct form_skip *s = q->skips; s; s = s->next) {
        const struct form_question *to = find_question(form, s->to);
        form_line_words(line, s == q->skips ? "（选“" : "，选“", false);
        form_line_text(line, s->when, false);
        form_line_words(line, "”跳至", false);
        if (to)
            form_line_text(line, to->reference, true);
    }
    if (q->skips)
        form_line_words(line, "）", true);
}

/* ---- paragraphs ---- */

/* Boxes that stand on the question's own line, at its end. */
static bool is_short(const struct text_item *options)
{
    enum { SHORT = 12, BOX = 2 }; /* characters; a box and its air */
    size_t n = 0;
    for (; options; options = options->next)
        n += options->text.n + BOX;
    return n <= SHORT;
}

/* Options that are sentences: side by side, one would begin where another ends in mid-line. */
static bool is_long(const struct text_item *options)
{
    enum { LONG = 15 }; /* characters */
    while (options && options->text.n <= LONG)
        options = options->next;
    return options != NULL;
}

static void add_box(struct form_line *line, const struct form_question *q,
                    const struct text_item *option, bool tied)
{
    form_line_box(line, q->name, option->text, q->answer != ANSWER_MULTIPLE, tied);
}

static void add_boxes(struct form_line *line, const struct form_question *q, bool tied)
{
    for (const struct text_item *o = q->options; o; o = o->next) {
        if (o != q->options)
            form_line_space(line, AIR, false);
        add_box(line, q, o, tied);
    }
}

/* Lines of boxes below the question: all in one paragraph, or each on its own. The place for what
 * follows. */
static struct block **add_box_lines(struct composer *r, const struct form_question *q,
                                    struct block **last)
{
    struct form_line boxes;
    if (!is_long(q->options)) {
        form_line_begin(&boxes, r, q->pos);
        add_boxes(&boxes, q, false);
        *last = form_line_block(&boxes, FORM_LEVEL_MORE);
        return &(*last)->next;
    }
    for (const struct text_item *o = q->options; o; o = o->next, last = &(*last)->next) {
        form_line_begin(&boxes, r, q->pos);
        add_box(&boxes, q, o, false);
        *last = form_line_block(&boxes, FORM_LEVEL_MORE);
    }
    return last;
}

/* The lines that a blank of several lines takes, below the question: one field. */
static void add_lines(struct composer *r, struct block **last, const struct form_field *f)
{
    for (int i = 0; i < f->lines; i++, last = &(*last)->next) {
        struct form_line line;
        form_line_begin(&line, r, f->pos);
        struct form_mark *mark = form_line_mark(&line, MARK_BLANK, false);
        mark->fills = true;
        mark->width = AIR;
        if (i == 0) {
            mark->name = mark->label = f->name;
            mark->lines = f->lines;
        }
        *last = form_line_block(&line, FORM_LEVEL_MORE);
    }
}

static void add_words(struct form_line *line, const struct form_question *q, struct block **more)
{
    for (const struct inline_item *i = q->inlines; i; i = i->next) {
        bool several = i->field && i->field->lines > 1;
        if (several) {
            while (*more)
                more = &(*more)->next;
            add_lines(line->r, more, i->field);
        } else if (i->field) {
            form_line_field(line, i->field);
        } else {
            form_line_text(line, i->text, false);
        }
    }
}

static void compose_question(struct composer *r, const struct form *form, struct form_question *q)
{
    struct form_line line;
    struct block *more = NULL;
    form_line_begin(&line, r, q->pos);
    form_line_text(&line, q->label, false);
    if (form->through)
        form_line_space(&line, LEAST_AIR, false);
    add_words(&line, q, &more);
    add_skips(&line, form, q);
    if (q->options && is_short(q->options)) {
        form_line_space(&line, LEAST_AIR, true);
        add_boxes(&line, q, true);
    }
    q->content = form_line_block(&line, FORM_LEVEL_QUESTION);
    struct block **last = &q->content->next;
    if (q->options && !is_short(q->options))
        last = add_box_lines(r, q, last);
    *last = more;
}

void questions_compose(struct composer *r, struct form *form)
{
    for (struct form_part *p = form->parts; p; p = p->next)
        for (struct form_question *q = p->topic ? p->topic->questions : NULL; q; q = q->next)
            compose_question(r, form, q);
}
