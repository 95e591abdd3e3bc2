/* What a line of the model's dump says: names, texts in quotes, words, what stands in text. */
#include "model/dump_int.h"

enum { INDENT = 2 };

/* ---- lines ---- */

void dump_begin(struct dump *d, const char *name)
{
    for (int i = 0; i < d->depth * INDENT; i++)
        buf_char(d->out, ' ');
    buf_str(d->out, name);
}

/* The line is ended, and what follows stands in it. */
void dump_open(struct dump *d)
{
    buf_char(d->out, '\n');
    d->depth++;
}

void dump_add_quoted(struct dump *d, struct text t)
{
    buf_str(d->out, " \"");
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] == TEXT_BREAK) {
            buf_str(d->out, "\\n");
        } else {
            if (t.cp[i] == '"' || t.cp[i] == '\\')
                buf_char(d->out, '\\');
            buf_code(d->out, t.cp[i]);
        }
    buf_char(d->out, '"');
}

/* name "text", unless there is none. */
void dump_add_text(struct dump *d, const char *name, struct text t)
{
    if (!t.n)
        return;
    buf_printf(d->out, " %s", name);
    dump_add_quoted(d, t);
}

void dump_add_word(struct dump *d, const char *word, bool holds)
{
    if (holds)
        buf_printf(d->out, " %s", word);
}

/* One of several words; "" for what is usual. */
void dump_add_one(struct dump *d, const char *const words[], unsigned i)
{
    dump_add_word(d, words[i], *words[i]);
}

void dump_add_number(struct dump *d, const char *name, long long n, int usual)
{
    if (n != usual)
        buf_printf(d->out, " %s %lld", name, n);
}

void dump_add_date(struct dump *d, const char *name, struct date date)
{
    if (date.year)
        buf_printf(d->out, "%s %04d-%02d-%02d", name, date.year, date.month, date.day);
}

/* A line of its own. */
void dump_text(struct dump *d, const char *name, struct text t)
{
    dump_begin(d, name);
    dump_add_quoted(d, t);
    buf_char(d->out, '\n');
}

void dump_given(struct dump *d, const char *name, struct text t)
{
    if (t.n)
        dump_text(d, name, t);
}

void dump_items(struct dump *d, const char *name, const struct text_item *i)
{
    for (; i; i = i->next)
        dump_text(d, name, i->text);
}

/* ---- what stands in text ---- */

void dump_add_reference(struct dump *d, const struct staff_reference *who)
{
    dump_add_text(d, "post", who->post);
    dump_add_text(d, "person", who->person);
    dump_add_word(d, "of-post", who->says == SAYS_POST);
    dump_add_word(d, "of-phone", who->says == SAYS_PHONE);
    dump_add_word(d, "of-email", who->says == SAYS_EMAIL);
}

void dump_add_contact(struct dump *d, const struct contact *contact)
{
    struct found_person found = {contact->name, contact->phone, contact->email};
    if (contact->who) {
        dump_add_reference(d, contact->who);
        found = people_found(d->people, contact->who);
    }
    dump_add_text(d, "name", found.name);
    dump_add_text(d, "phone", contact->phone.n ? contact->phone : found.phone);
    dump_add_text(d, "email", contact->email.n ? contact->email : found.email);
}

void dump_add_field(struct dump *d, const struct form_field *f)
{
    static const char *const kinds[] = {
        [FILL_TEXT] = "",       [FILL_NUMBER] = "number", [FILL_DATE] = "date",
        [FILL_PHONE] = "phone", [FILL_CARD] = "card",     [FILL_BOXES] = "boxes"};
    dump_add_quoted(d, f->name);
    dump_add_one(d, kinds, f->kind);
    dump_add_text(d, "label", f->label);
    dump_add_text(d, "unit", f->unit);
    dump_add_number(d, "width", f->width, 0);
    if (f->lines > 1)
        dump_add_number(d, "lines", f->lines, 1);
    dump_add_word(d, "behind", f->behind);
    dump_add_word(d, "bare", f->bare);
}

void dump_add_boxes(struct dump *d, struct form_boxes boxes)
{
    static const char *const places[] = {[BOX_ANYWHERE] = "",
                                         [BOX_BEFORE] = "before",
                                         [BOX_BEFORE_APART] = "before-apart",
                                         [BOX_BEHIND] = "behind",
                                         [BOX_BEHIND_APART] = "behind-apart"};
    static const char *const gaps[] = {[GAP_ANY] = "",
                                       [GAP_NONE] = "gap-none",
                                       [GAP_HALF] = "gap-half",
                                       [GAP_WHOLE] = "gap-whole"};
    dump_add_one(d, places, boxes.place);
    dump_add_one(d, gaps, boxes.gap);
}

void dump_add_options(struct dump *d, const struct form_option *first)
{
    for (; first; first = first->next) {
        dump_add_text(d, "option", first->text);
        dump_add_text(d, "also", first->also);
    }
}

void dump_add_choice(struct dump *d, const struct form_choice *choice)
{
    dump_add_quoted(d, choice->name);
    if (!text_same(choice->head, choice->name))
        dump_add_text(d, "head", choice->head);
    dump_add_word(d, "several", choice->several);
    dump_add_boxes(d, choice->boxes);
    dump_add_options(d, choice->options);
}

void dump_add_skip(struct dump *d, const struct form_skip *skip)
{
    dump_add_text(d, "skip", skip->when);
    dump_add_text(d, "to", skip->to);
}

void dump_add_mark(struct dump *d, const struct flow_mark *m)
{
    static const char *const kinds[] = {[MARK_BLANK] = "<blank",
                                        [MARK_BOX] = "<box",
                                        [MARK_CELL] = "<cell",
                                        [MARK_SPACE] = "<space"};
    dump_add_one(d, kinds, m->kind);
    if (m->name.n)
        dump_add_quoted(d, m->name);
    dump_add_text(d, "option", m->option);
    dump_add_word(d, "single", m->single);
    dump_add_number(d, "lines", m->lines, 0);
    dump_add_word(d, "fills", m->fills);
    dump_add_number(d, "width", m->width, 0);
    buf_char(d->out, '>');
}

/* Plain text is its words alone. */
void dump_add_inlines(struct dump *d, const struct inline_item *i, const struct flow_piece *piece)
{
    static const char *const kinds[] = {[INLINE_TEXT] = "",
                                        [INLINE_EMPHASIS] = "emphasis",
                                        [INLINE_DELETED] = "deleted",
                                        [INLINE_INSERTED] = "inserted",
                                        [INLINE_REFERENCE] = "reference",
                                        [INLINE_FOOTNOTE] = "footnote",
                                        [INLINE_NAME] = "name",
                                        [INLINE_CONTACT] = "contact",
                                        [INLINE_FIELD] = "field",
                                        [INLINE_CHOICE] = "choice",
                                        [INLINE_SKIP] = "skip"};
    for (; i; i = i->next, piece = piece ? piece->next : NULL) {
        dump_add_one(d, kinds, i->kind);
        if (i->target || (piece && piece->number))
            buf_printf(d->out, " %d", i->target ? i->target : piece->number);
        if (i->who)
            dump_add_reference(d, i->who);
        if (i->contact)
            dump_add_contact(d, i->contact);
        if (i->field)
            dump_add_field(d, i->field);
        if (i->choice)
            dump_add_choice(d, i->choice);
        if (i->skip)
            dump_add_skip(d, i->skip);
        struct text text = piece ? piece->text : i->text;
        if (text.n)
            dump_add_quoted(d, text);
    }
}

void dump_add_pieces(struct dump *d, const struct flow_piece *piece)
{
    static const char *const kinds[] = {[PIECE_TEXT] = "",
                                        [PIECE_EMPHASIS] = "emphasis",
                                        [PIECE_DELETED] = "deleted",
                                        [PIECE_INSERTED] = "inserted",
                                        [PIECE_REFERENCE] = "reference",
                                        [PIECE_FOOTNOTE] = "footnote",
                                        [PIECE_MARK] = ""};
    for (; piece; piece = piece->next) {
        dump_add_one(d, kinds, piece->kind);
        if (piece->number)
            buf_printf(d->out, " %d", piece->number);
        if (piece->mark)
            dump_add_mark(d, piece->mark);
        if (piece->text.n)
            dump_add_quoted(d, piece->text);
    }
}
