/* The dump of forms and flow figures. */
#include "model/form.h"

#include "model/dump_int.h"

static void dump_fields(struct dump *d, const char *name, const struct form_field *f)
{
    for (; f; f = f->next) {
        dump_begin(d, name);
        dump_add_field(d, f);
        dump_end(d);
    }
}

void dump_add_field(struct dump *d, const struct form_field *f)
{
    static const char *const kinds[] = {
        [FILL_TEXT] = "",        [FILL_NUMBER] = " number", [FILL_DATE] = " date",
        [FILL_PHONE] = " phone", [FILL_CARD] = " card",     [FILL_BOXES] = " boxes"};
    dump_add_quoted(d, f->name);
    buf_str(d->out, kinds[f->kind]);
    dump_add_present(d, " label", f->label);
    dump_add_present(d, " unit", f->unit);
    if (f->width)
        buf_printf(d->out, " width %d", f->width);
    if (f->lines > 1)
        buf_printf(d->out, " lines %d", f->lines);
}

void dump_add_mark(struct dump *d, const struct form_mark *m)
{
    static const char *const kinds[] = {
        [MARK_BLANK] = "blank", [MARK_BOX] = "box", [MARK_CELL] = "cell", [MARK_SPACE] = "space"};
    buf_printf(d->out, " <%s", kinds[m->kind]);
    if (m->name.n)
        dump_add_quoted(d, m->name);
    dump_add_present(d, " option", m->option);
    dump_add_word(d, " single", m->single);
    if (m->lines)
        buf_printf(d->out, " lines %d", m->lines);
    dump_add_word(d, " fills", m->fills);
    if (m->width)
        buf_printf(d->out, " width %d", m->width);
    buf_char(d->out, '>');
}

static void dump_question(struct dump *d, const struct form_question *q)
{
    static const char *const answers[] = {[ANSWER_FILL] = "",
                                          [ANSWER_YES_NO] = " yes-no",
                                          [ANSWER_SINGLE] = " single",
                                          [ANSWER_MULTIPLE] = " multiple"};
    dump_begin(d, "question");
    buf_str(d->out, answers[q->answer]);
    dump_add_present(d, " label", q->label);
    dump_add_present(d, " name", q->name);
    dump_add_present(d, " id", q->id);
    dump_add_inlines(d, q->inlines);
    for (const struct form_skip *s = q->skips; s; s = s->next) {
        dump_add_present(d, " skip", s->when);
        dump_add_present(d, " to", s->to);
    }
    dump_end(d);
}

static void dump_topic(struct dump *d, const struct form_topic *t)
{
    dump_begin(d, "topic");
    dump_add_present(d, " label", t->label);
    dump_add_quoted(d, t->title);
    dump_add_present(d, " tier", t->tier);
    dump_end(d);
    d->depth++;
    for (const struct form_question *q = t->questions; q; q = q->next)
        dump_question(d, q);
    d->depth--;
}

static void dump_options(struct dump *d, const struct form_classes *c)
{
    dump_begin(d, "classes");
    dump_add_quoted(d, c->title);
    dump_add_quoted(d, c->note);
    dump_add_word(d, " several", c->several);
    for (const struct text_item *o = c->options; o; o = o->next)
        dump_add_present(d, " option", o->text);
    dump_end(d);
}

void dump_flow(struct dump *d, const struct flow *flow)
{
    dump_begin(d, "flow");
    dump_add_present(d, " title", flow->title);
    dump_end(d);
    d->depth++;
    for (const struct flow_step *s = flow->steps; s; s = s->next) {
        dump_begin(d, s->decision ? "decision" : "step");
        buf_printf(d->out, " %d", s->number);
        dump_add_quoted(d, s->text);
        dump_add_present(d, " note", s->note);
        for (int way = 0; way < FLOW_WAYS; way++)
            if (s->target[way])
                buf_printf(d->out, " %s %d",
                           way           ? "no"
                           : s->decision ? "yes"
                                         : "to",
                           s->target[way]->number);
        dump_end(d);
    }
    d->depth--;
}

static void dump_part(struct dump *d, const struct form_part *p)
{
    if (p->kind == FORM_CLASSES)
        dump_options(d, p->classes);
    else if (p->kind == FORM_TOPIC)
        dump_topic(d, p->topic);
    else if (p->kind == FORM_FLOW)
        dump_flow(d, p->flow);
    if (p->kind != FORM_MEMBERS)
        return;
    dump_begin(d, "members");
    dump_add_quoted(d, p->members->title);
    buf_printf(d->out, " rows %d\n", p->members->rows);
}

static void dump_texts(struct dump *d, const char *name, const struct text_item *t)
{
    for (; t; t = t->next) {
        dump_begin(d, name);
        dump_add_quoted(d, t->text);
        dump_end(d);
    }
}

void dump_form(struct dump *d, const struct form *form)
{
    static const char *const turned[] = {[ORIENTATION_AUTO] = "",
                                         [ORIENTATION_PORTRAIT] = " portrait",
                                         [ORIENTATION_LANDSCAPE] = " landscape"};
    dump_begin(d, "form");
    dump_add_present(d, " title", form->title);
    dump_add_present(d, " key", form->key);
    dump_add_word(d, " free", form->free);
    dump_add_word(d, " through", form->through);
    dump_add_word(d, " folded", form->folded);
    dump_add_word(d, " two-up", form->two_up);
    buf_str(d->out, turned[form->orientation]);
    dump_end(d);
    d->depth++;
    dump_texts(d, "legend", form->legend ? form->legend->lines : NULL);
    dump_fields(d, "heading", form->heading);
    for (const struct form_part *p = form->parts; p; p = p->next)
        dump_part(d, p);
    dump_fields(d, "signing", form->signing);
    dump_texts(d, "guide", form->guide);
    d->depth--;
}
