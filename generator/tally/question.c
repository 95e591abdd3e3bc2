/* What a form asks that can be counted: its classes, its boxes, its numbers, in its order. */
#include <string.h>

#include "tally/diag.def"
#include "tally/tally_int.h"

static struct tally_question *add(struct tally *t, struct text name, struct text head)
{
    struct tally_question *q = VEC_ADD(t->arena, &t->questions);
    q->name = text_utf8(t->arena, name);
    q->head = text_utf8(t->arena, head.n ? head : name);
    q->column = SHEET_NONE;
    return q;
}

static void add_boxes(struct tally *t, struct text name, struct text head,
                      const struct form_option *options, bool several)
{
    struct tally_question *q = add(t, name, head);
    q->several = several;
    q->options = ARENA_NEW(t->arena, struct option_set);
    q->options->arena = t->arena;
    for (const struct form_option *o = options; o; o = o->next) {
        option_add(q->options, o->text, o->also);
        VEC_PUSH(t->arena, &q->answers, text_utf8(t->arena, o->text));
    }
}

static void add_field(struct tally *t, const struct form_field *f)
{
    if (f->kind == FILL_NUMBER)
        add(t, f->name, (struct text){0});
}

static void add_fields(struct tally *t, const struct form_field *first)
{
    for (const struct form_field *f = first; f; f = f->next)
        add_field(t, f);
}

static void add_question(struct tally *t, const struct form_question *q)
{
    for (const struct inline_item *i = q->inlines; i; i = i->next) {
        if (i->field)
            add_field(t, i->field);
        else if (i->choice)
            add_boxes(t, i->choice->name, i->choice->head, i->choice->options, i->choice->several);
    }
    if (q->options)
        add_boxes(t, q->name, q->head, q->options, q->answer == ANSWER_MULTIPLE);
}

void tally_ask(struct tally *t, const struct form *form)
{
    add_fields(t, form->heading);
    for (const struct form_part *p = form->parts; p; p = p->next) {
        if (p->classes)
            add_boxes(t, p->classes->title, (struct text){0}, p->classes->options,
                      p->classes->several);
        for (const struct form_question *q = p->topic ? p->topic->questions : NULL; q; q = q->next)
            add_question(t, q);
    }
    add_fields(t, form->signing);
}

/* ---- columns ---- */

/* A column bears a question's name, or its words; both are wanted, one is there. */
bool tally_bind(struct tally *t, struct sheet_table *list, size_t *group, size_t *key,
                struct diags *d)
{
    enum { GROUP, KEY, FIRST };
    size_t n = FIRST + 2 * t->questions.n, found = 0;
    struct sheet_wanted *wanted = ARENA_ARRAY(t->arena, struct sheet_wanted, n);
    size_t *columns = ARENA_ARRAY(t->arena, size_t, n), count = FIRST;
    size_t *places = ARENA_ARRAY(t->arena, size_t, 2 * t->questions.n + 1);
    wanted[GROUP] =
        (struct sheet_wanted){.head = t->options.group, .required = t->options.must_group};
    wanted[KEY] = (struct sheet_wanted){.head = t->options.key};
    for (size_t i = 0; i < t->questions.n; i++) {
        const struct tally_question *q = &t->questions.v[i];
        places[2 * i] = count;
        wanted[count++] = (struct sheet_wanted){.head = q->name};
        places[2 * i + 1] = strcmp(q->name, q->head) == 0 ? count - 1 : count;
        if (places[2 * i + 1] == count)
            wanted[count++] = (struct sheet_wanted){.head = q->head};
    }
    if (!sheet_bind_list(list, wanted, count, "户", columns, d))
        return false;
    for (size_t i = 0; i < t->questions.n; i++) {
        struct tally_question *q = &t->questions.v[i];
        size_t named = columns[places[2 * i]], headed = columns[places[2 * i + 1]];
        q->column = named != SHEET_NONE ? named : headed;
        found += q->column != SHEET_NONE;
        q->asked = q->asked || q->column != SHEET_NONE;
        if (named != SHEET_NONE && headed != SHEET_NONE && named != headed) {
            diag_system(d, DIAG_Q042, list->name, q->name, q->head);
            return false;
        }
    }
    *group = columns[GROUP];
    *key = columns[KEY];
    if (!found)
        diag_system(d, DIAG_Q043, list->name);
    return found > 0;
}
