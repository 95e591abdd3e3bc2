/*
 * The members of a tier: in a sentence, or as lines of columns with their label at the first. Who
 * they are was found before.
 */
#include "compose/compose_int.h"

/* ---- what is printed of members; what is typed always is ---- */

static bool shows_post(const struct roster_tier *t, const struct roster_entry *e)
{
    return e->titled || e->vacant || (t->shows != SHOWS_NAME && t->shows != SHOWS_PHONE);
}

static bool shows_phone(const struct roster_tier *t, const struct roster_entry *e)
{
    return e->phone.n && (e->calls || t->shows == SHOWS_PHONE || t->shows == SHOWS_ALL);
}

/* ---- in a sentence ---- */

/* 罗启明（县财政局局长）, 罗启明（兼）, 罗启明 13800000001, 县财政局1名业务骨干 */
static void add_member(struct text_builder *b, const struct roster_tier *t,
                       const struct roster_entry *e)
{
    text_add_text(b, e->name);
    if (shows_post(t, e))
        text_add_text(b, e->name.n ? words_in_brackets(b->arena, e->post) : e->post);
    if (shows_phone(t, e)) {
        text_add(b, ' ', e->phone.at[0]);
        text_add_text(b, e->phone);
    }
    if (e->duty.n) {
        text_add_utf8(b, "，", e->duty.at[0]);
        text_add_text(b, e->duty);
    }
}

/* 责任领导：甲（兼）、乙； as a paragraph. */
static struct flow *sentence(struct composer *c, const struct roster_tier *t, bool last)
{
    const struct roster_entry *first = people_entries(c->people, t);
    struct text_builder b = {.arena = c->arena, .src = t->pos.src};
    bool calls = false;
    for (const struct roster_entry *e = first; e; e = e->next) {
        if (e != first)
            text_add_utf8(&b, "、", e->pos.off);
        add_member(&b, t, e);
        calls = calls || shows_phone(t, e);
    }
    if (!t->end.n)
        text_add_utf8(&b, last ? "。" : "；", t->pos.off);
    else if (!text_equals(t->end, "无"))
        text_add_text(&b, t->end);
    struct flow *f = compose_labelled_pieces(c, t->label, compose_piece(c, text_done(&b)), t->pos);
    if (calls)
        f->paragraph = PARAGRAPH_CONTACT; /* a telephone turns whole */
    return f;
}

/* ---- as lines ---- */

/* What stands behind a name: post, duty, and the telephone that was typed. */
static struct text entry_words(struct composer *c, const struct roster_tier *t,
                               const struct roster_entry *e)
{
    struct text none = {.n = 0};
    const struct {
        struct text text;
        const char *before;
    } parts[] = {
        {shows_post(t, e) ? e->post : none, ""},
        {e->duty, "，"},
        {shows_phone(t, e) ? e->phone : none, "　"},
    };
    struct text_builder words = {.arena = c->arena};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct text part = parts[i].text;
        if (!part.n)
            continue;
        if (words.cp.n)
            text_add_utf8(&words, parts[i].before, part.at[0]);
        else
            words.src = part.src;
        text_add_text(&words, part);
    }
    return text_done(&words);
}

static struct flow_line **add_line(struct composer *c, struct flow_line **last, enum line_kind kind,
                                   struct text label)
{
    struct flow_line *line = *last = ARENA_NEW(c->arena, struct flow_line);
    line->kind = kind;
    line->label = label;
    return &line->next;
}

/* Neither the first member of a tier nor its last stands alone on a page. */
static struct flow_line **add_members(struct composer *c, const struct roster_tier *t,
                                      struct flow_line **last)
{
    const struct roster_entry *first = people_entries(c->people, t);
    struct text label = t->label;
    if (t->order == ORDER_STROKES && first && first->next) {
        struct flow_line **end = add_line(c, last, LINE_SORTED, label);
        (*last)->pos = t->pos;
        (*last)->keep = true;
        last = end;
        label.n = 0;
    }
    for (const struct roster_entry *e = first; e; e = e->next, label.n = 0) {
        struct flow_line **end = add_line(c, last, LINE_ENTRY, label);
        (*last)->pos = e->pos;
        (*last)->words = entry_words(c, t, e);
        (*last)->name = e->name;
        (*last)->vacant = e->vacant;
        (*last)->keep = e->next && (e == first || !e->next->next);
        last = end;
    }
    return last;
}

struct flow_line **compose_tier(struct composer *c, const struct roster_tier *t, bool closes,
                                struct flow_line **last)
{
    if (t->form != TEAM_AS_TEXT)
        return add_members(c, t, last);
    struct flow_line **end = add_line(c, last, LINE_FLOW, (struct text){0});
    (*last)->flow = sentence(c, t, closes);
    return end;
}
