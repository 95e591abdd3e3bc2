/*
 * Where the fields of a file of ours stand now. A field may go on in another paragraph, when somebody
 * pressed Enter in it: what stands there is a new paragraph. Text beside the fields is the compiler's,
 * or somebody typed it there.
 */
#include <stdlib.h>
#include <string.h>

#include "import/own_int.h"

struct meeting {
    struct own *own;
    size_t last; /* the field met last, from 1 */
};

/* Its tag is NAME#NUMBER. */
size_t own_field_of(const struct own *o, const struct draft_control *c)
{
    for (; c; c = c->parent) {
        const char *sign = strrchr(c->tag, '#');
        unsigned long n = sign ? strtoul(sign + 1, NULL, 10) : 0;
        if (!n || n > o->fields.n)
            continue;
        const char *name = o->fields.v[n - 1].name;
        if (strlen(name) == (size_t)(sign - c->tag) && strncmp(c->tag, name, strlen(name)) == 0)
            return n;
    }
    return 0;
}

/* ---- beside the fields ---- */

/* What of it the compiler does not say, at its beginning or at its end. */
static struct text typed_part(const struct own *o, struct text t)
{
    size_t most = 0, from = 0, to = t.n;
    for (size_t i = 0; i < o->words.n; i++) {
        struct text w = o->words.v[i];
        if (w.n <= most || w.n > t.n)
            continue;
        if (text_starts_with(t, w)) {
            from = most = w.n;
            to = t.n;
        } else if (text_ends_with(t, w)) {
            from = 0;
            most = w.n;
            to = t.n - w.n;
        }
    }
    return text_part(t, from, to);
}

/* ---- a paragraph ---- */

/* A stretch of one field, or of none. */
struct own_part {
    struct text text;
    size_t field;
};
typedef VEC(struct own_part) own_parts;

static void take_apart(const struct own *o, const struct draft_paragraph *p, own_parts *parts)
{
    for (size_t i = 0; i < p->n_runs; i++) {
        const struct draft_run *r = &p->runs[i];
        size_t field = own_field_of(o, r->control ? r->control : p->control);
        struct text t = text_part(p->text, r->from, r->to);
        struct own_part *last = parts->n ? &parts->v[parts->n - 1] : NULL;
        if (last && last->field == field)
            last->text = text_joined(o->im->arena, last->text, t);
        else
            VEC_PUSH(o->im->arena, parts, ((struct own_part){t, field}));
    }
}

/* Whether a field begins in the paragraph: it is none that somebody wrote. */
static bool has_field(const struct own *o, const own_parts *parts)
{
    for (size_t i = 0; i < parts->n; i++)
        if (parts->v[i].field && !o->fields.v[parts->v[i].field - 1].paragraph)
            return true;
    return false;
}

/* Typed beside a field, it belongs to the one before it, or else to the one behind. */
static void meet_beside(struct meeting *m, own_parts *parts, size_t i)
{
    struct own *o = m->own;
    struct arena *a = o->im->arena;
    struct text plain = own_plain(a, parts->v[i].text);
    if (own_says(o, plain))
        return;
    struct text typed = typed_part(o, plain);
    if (i && parts->v[i - 1].field) {
        struct own_field *f = &o->fields.v[parts->v[i - 1].field - 1];
        f->now = text_joined(a, f->now, typed);
    } else if (i + 1 < parts->n) {
        parts->v[i + 1].text = text_joined(a, typed, parts->v[i + 1].text);
    }
}

/* What stands in the text, where order says something. */
static bool is_of_text(const struct own_field *f)
{
    static const char *const names[] = {"段", "项", "格", "姓名", "名单文字", "表单文字"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(f->name, names[i]) == 0)
            return true;
    return strncmp(f->name, "层次题", strlen("层次题")) == 0;
}

static void meet_fields(struct meeting *m, const struct draft_paragraph *p, own_parts *parts)
{
    struct own *o = m->own;
    for (size_t i = 0; i < parts->n; i++) {
        if (!parts->v[i].field) {
            meet_beside(m, parts, i);
            continue;
        }
        struct own_field *f = &o->fields.v[parts->v[i].field - 1];
        f->now = f->paragraph ? text_joined(o->im->arena, f->now, parts->v[i].text)
                              : parts->v[i].text;
        if (!f->paragraph && is_of_text(f))
            VEC_PUSH(o->im->arena, &o->order, parts->v[i].field);
        f->paragraph = p;
        for (struct node *n = f->node; n && !n->id; n = n->parent)
            n->id = 1;
        m->last = parts->v[i].field;
    }
}

static uint32_t columns_of(const struct draft *draft, uint32_t number)
{
    for (size_t i = 0; i < draft->blocks.n; i++) {
        const struct draft_block *b = &draft->blocks.v[i];
        if (b->kind == DRAFT_TABLE && b->table->number == number)
            return b->table->columns;
    }
    return 0;
}

/* By its style a heading; by its number, the word processor's or a typed one, one or a paragraph. */
static void see_level(struct own_new *added, const struct draft_paragraph *p)
{
    enum { LEVELS = 4 };
    struct line line = {.text = added->text};
    struct recognised r = recognise_line(&line);
    bool by_style = p->outline >= 1 && p->outline <= LEVELS;
    bool by_number = p->list && p->label.n && !p->bullet && p->level < LEVELS;
    bool typed = !by_style && !by_number && r.kind == LINE_HEADING && r.level <= LEVELS;
    added->level = by_style ? p->outline : by_number ? p->level + 1 : typed ? r.level : 0;
    added->numbered = by_number && !by_style;
    if (!typed && !(by_style && r.kind == LINE_HEADING))
        return;
    added->numbered = !by_style && (r.more.n || !r.text.n);
    added->text = text_trimmed(import_behind(line.text, r.label));
}

static void meet_new(struct meeting *m, const struct draft_paragraph *p)
{
    struct own *o = m->own;
    struct text plain = own_plain(o->im->arena, p->text);
    if (own_says(o, plain))
        return;
    struct own_new added = {.text = plain, .behind = m->last};
    if (!p->place.table)
        see_level(&added, p);
    if (p->place.table) {
        enum { ROWS = 1 << 16 };
        added.row = p->place.table * ROWS + p->place.row;
        added.column = p->place.column;
        added.columns = columns_of(o->im->draft, p->place.table);
    }
    VEC_PUSH(o->im->arena, &o->more, added);
}

static void meet(void *context, const struct draft_paragraph *p)
{
    struct meeting *m = context;
    struct own *o = m->own;
    own_parts parts = {0};
    take_apart(o, p, &parts);
    if (has_field(o, &parts))
        meet_fields(m, p, &parts);
    else
        meet_new(m, p);
    VEC_PUSH(o->im->arena, &o->met, ((struct own_met){p->place.line, m->last}));
}

void own_meet(struct own *o)
{
    const struct draft *draft = o->im->draft;
    struct meeting m = {.own = o};
    draft_each(&draft->blocks, meet, &m);
    for (size_t i = 0; i < draft->n_notes; i++)
        draft_each(&draft->notes[i].blocks, meet, &m);
}
