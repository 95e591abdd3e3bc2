/* Questions of a form: ①②③ in each topic or 1. 2. 3. through the form. */
#include "resolve/plans_int.h"

/* ① to ⑳, and （21） beyond. */
static struct text circled(struct resolver *r, int n, struct pos pos)
{
    enum { FIRST = 0x2460, MOST = 20 };
    if (n > MOST)
        return words_derived(r->arena, arena_printf(r->arena, "（%d）", n), pos);
    struct text_builder b = {.arena = r->arena, .src = pos.src};
    text_add(&b, (uint32_t)(FIRST + n - 1), pos.off);
    return text_done(&b);
}

static void number_question(struct resolver *r, const struct form *form, struct form_question *q,
                            const int numbers[3])
{
    int topic = numbers[0], in_topic = numbers[1], through = numbers[2];
    const char *number = arena_printf(r->arena, "%d", through);
    struct text circle = circled(r, in_topic, q->pos);
    q->label = form->through
                   ? words_derived(r->arena, arena_printf(r->arena, "%s.", number), q->pos)
                   : circle;
    q->reference = words_derived(r->arena, arena_printf(r->arena, "第%s题", number), q->pos);
    if (!form->through) {
        const char *before = arena_printf(r->arena, "第%s项", number_chinese(r->arena, topic));
        q->reference = words_joined(r->arena, words_derived(r->arena, before, q->pos), circle);
    }
    if (!q->name.n)
        q->name = words_derived(r->arena, arena_printf(r->arena, "%d-%d", topic, in_topic), q->pos);
}

static struct text_item *yes_and_no(struct resolver *r, struct pos pos)
{
    struct text_item *yes = ARENA_NEW(r->arena, struct text_item);
    struct text_item *no = ARENA_NEW(r->arena, struct text_item);
    yes->text = words_derived(r->arena, "是", pos);
    no->text = words_derived(r->arena, "否", pos);
    yes->next = no;
    return yes;
}

/* Of the topic, of the question in it, of the question through the form. */
void questions_resolve(struct resolver *r, struct form *form)
{
    int numbers[3] = {0};
    for (struct form_part *p = form->parts; p; p = p->next) {
        if (p->kind != FORM_TOPIC)
            continue;
        numbers[0]++;
        numbers[1] = 0;
        p->topic->label = words_derived(r->arena, number_label(r->arena, 1, numbers[0]), p->pos);
        for (struct form_question *q = p->topic->questions; q; q = q->next) {
            numbers[1]++;
            numbers[2]++;
            number_question(r, form, q, numbers);
            if (q->answer == ANSWER_YES_NO)
                q->options = yes_and_no(r, q->pos);
        }
    }
}
