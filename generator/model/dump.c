/*
 * The model as indented text: one line a thing, children two columns to the right. Texts stand in
 * quotes; an author's line break shows as \n. What is absent or not yet resolved is left out.
 */
#include "model/dump_int.h"

/* No document is so deep; a model that is was not made by the vocabulary. */
enum { DEEPEST = 16, INDENT = 2 };

void dump_begin(struct dump *d, const char *name)
{
    for (int i = 0; i < d->depth * INDENT; i++)
        buf_char(d->out, ' ');
    buf_str(d->out, name);
}

void dump_end(struct dump *d)
{
    buf_char(d->out, '\n');
}

static void add_character(struct buf *out, uint32_t cp)
{
    if (cp == TEXT_BREAK) {
        buf_str(out, "\\n");
        return;
    }
    if (cp == '"' || cp == '\\')
        buf_char(out, '\\');
    buf_code(out, cp);
}

void dump_add_quoted(struct dump *d, struct text t)
{
    buf_str(d->out, " \"");
    for (size_t i = 0; i < t.n; i++)
        add_character(d->out, t.cp[i]);
    buf_char(d->out, '"');
}

/* A line of its own. */
static void dump_text(struct dump *d, const char *name, struct text t)
{
    dump_begin(d, name);
    dump_add_quoted(d, t);
    dump_end(d);
}

static void dump_present(struct dump *d, const char *name, struct text t)
{
    if (t.n)
        dump_text(d, name, t);
}

/* name="text" on the line of what it belongs to. */
void dump_add_present(struct dump *d, const char *name, struct text t)
{
    if (!t.n)
        return;
    buf_str(d->out, name);
    dump_add_quoted(d, t);
}

void dump_add_word(struct dump *d, const char *word, bool holds)
{
    if (holds)
        buf_str(d->out, word);
}

static void dump_date(struct dump *d, struct date date, struct text resolved)
{
    if (!date.year)
        return;
    dump_begin(d, "date");
    buf_printf(d->out, " %04d-%02d-%02d", date.year, date.month, date.day);
    dump_add_present(d, " text", resolved);
    dump_end(d);
}

/* Plain text is its words alone. */
void dump_add_inlines(struct dump *d, const struct inline_item *i)
{
    static const char *const names[] = {[INLINE_TEXT] = "",
                                        [INLINE_EMPHASIS] = " emphasis",
                                        [INLINE_REFERENCE] = " reference",
                                        [INLINE_FOOTNOTE] = " footnote",
                                        [INLINE_NAME] = " name",
                                        [INLINE_FIELD] = " field",
                                        [INLINE_MARK] = ""};
    for (; i; i = i->next) {
        buf_str(d->out, names[i->kind]);
        if (i->target || i->number)
            buf_printf(d->out, " %d", i->target ? i->target : i->number);
        if (i->who)
            dump_add_reference(d, i->who);
        if (i->field)
            dump_add_field(d, i->field);
        if (i->mark)
            dump_add_mark(d, i->mark);
        if (i->text.n)
            dump_add_quoted(d, i->text);
    }
}

static void add_contact(struct dump *d, const struct contact *contact)
{
    if (contact->who)
        dump_add_reference(d, contact->who);
    dump_add_present(d, " name", contact->name);
    dump_add_present(d, " phone", contact->phone);
    dump_add_present(d, " email", contact->email);
}

static void dump_content(struct dump *d, const struct block *b)
{
    if (b->tasks)
        dump_task_list(d, b->tasks);
    if (b->index)
        dump_task_index(d, b->index);
    if (b->vehicles)
        dump_vehicles(d, b->vehicles);
    if (b->roster)
        dump_roster(d, b->roster);
    if (b->teams)
        dump_teams(d, b->teams);
    if (b->form)
        dump_form(d, b->form);
    if (b->flow)
        dump_flow(d, b->flow);
    if (b->table)
        dump_table(d, b->table);
    dump_blocks(d, b->first);
}

void dump_blocks(struct dump *d, const struct block *b)
{
    static const char *const names[] = {[BLOCK_PARAGRAPH] = "paragraph",
                                        [BLOCK_SECTION] = "section",
                                        [BLOCK_LIST] = "list",
                                        [BLOCK_CONTACT] = "contact",
                                        [BLOCK_TABLE] = "table",
                                        [BLOCK_TASK_LIST] = "task-list",
                                        [BLOCK_TASK_INDEX] = "task-index",
                                        [BLOCK_VEHICLES] = "vehicles",
                                        [BLOCK_ROSTER] = "roster",
                                        [BLOCK_OFFICE] = "office",
                                        [BLOCK_TEAMS] = "teams",
                                        [BLOCK_FORM] = "blank-form",
                                        [BLOCK_FLOW] = "flow-figure",
                                        [BLOCK_TASK_CHECK] = "task-check"};
    for (; b && d->depth < DEEPEST; b = b->next) {
        dump_begin(d, names[b->kind]);
        if (b->level)
            buf_printf(d->out, " level %d", b->level);
        dump_add_present(d, " label", b->label);
        dump_add_word(d, " run-in", b->run_in);
        if (b->text.n)
            dump_add_quoted(d, b->text);
        dump_add_inlines(d, b->inlines);
        if (b->contact)
            add_contact(d, b->contact);
        dump_end(d);
        d->depth++;
        dump_content(d, b);
        d->depth--;
    }
}

static void dump_toc(struct dump *d, int depth)
{
    if (!depth)
        return;
    dump_begin(d, "toc");
    buf_printf(d->out, " depth %d\n", depth);
}

static void dump_part(struct dump *d, const char *name, const struct part *part)
{
    dump_begin(d, name);
    dump_add_present(d, " label", part->label);
    dump_add_quoted(d, part->title);
    dump_add_word(d, " unbound", !part->bound);
    dump_add_word(d, " landscape", part->orientation == ORIENTATION_LANDSCAPE);
    dump_end(d);
    d->depth++;
    dump_present(d, "caption", part->caption);
    dump_toc(d, part->toc_depth);
    dump_blocks(d, part->first);
    for (const struct part *p = part->attachments; p && d->depth < DEEPEST; p = p->next)
        dump_part(d, "attachment", p);
    d->depth--;
}

static void dump_number(struct dump *d, const struct number *number)
{
    dump_begin(d, "number");
    dump_add_present(d, " text", number->text);
    dump_add_present(d, " code", number->code);
    buf_printf(d->out, " year %d serial %d\n", number->year, number->serial);
}

static void add_seal(struct dump *d, struct text seal, len_t width)
{
    dump_add_present(d, " seal", seal);
    if (width)
        buf_printf(d->out, " seal-width %lld", (long long)width);
}

static void dump_organs(struct dump *d, const char *name, const struct organ *o)
{
    for (; o; o = o->next) {
        dump_begin(d, name);
        dump_add_quoted(d, o->name);
        dump_add_present(d, " post", o->post);
        add_seal(d, o->seal, o->seal_width);
        dump_end(d);
    }
}

static void dump_secrecy(struct dump *d, const struct secrecy *secrecy)
{
    dump_begin(d, "secrecy");
    dump_add_present(d, " text", secrecy->text);
    dump_add_present(d, " level", secrecy->level);
    dump_add_present(d, " period", secrecy->period);
    dump_end(d);
}

static void dump_head(struct dump *d, const struct head *head)
{
    dump_begin(d, "head\n");
    d->depth++;
    dump_present(d, "copy-number", head->copy_number);
    if (head->secrecy)
        dump_secrecy(d, head->secrecy);
    dump_present(d, "urgency", head->urgency);
    dump_organs(d, "issuer", head->issuers);
    if (head->suffix_given)
        dump_text(d, "suffix", head->suffix);
    for (const struct text_item *i = head->signers; i; i = i->next)
        dump_text(d, "signer", i->text);
    if (head->number)
        dump_number(d, head->number);
    d->depth--;
}

static void dump_signature(struct dump *d, const struct signature *signature)
{
    static const char *const forms[] = {
        [SIGNATURE_SEALED] = "", [SIGNATURE_PLAIN] = " plain", [SIGNATURE_STAMP] = " stamp"};
    dump_begin(d, "signature");
    buf_str(d->out, forms[signature->form]);
    dump_add_present(d, " post", signature->post);
    add_seal(d, signature->seal, signature->seal_width);
    dump_end(d);
    d->depth++;
    dump_organs(d, "organ", signature->organs);
    dump_date(d, signature->date, signature->date_text);
    d->depth--;
}

static void dump_imprint(struct dump *d, const struct imprint *imprint)
{
    dump_begin(d, "imprint\n");
    d->depth++;
    dump_present(d, "cc", imprint->cc);
    dump_present(d, "printer", imprint->printer);
    if (imprint->printer.n)
        dump_date(d, imprint->date, imprint->date_text);
    d->depth--;
}

static void dump_body(struct dump *d, const struct block *body)
{
    dump_begin(d, "body\n");
    d->depth++;
    dump_blocks(d, body);
    d->depth--;
}

void model_dump(const struct document *doc, struct buf *out)
{
    struct dump d = {out, 1};
    buf_str(out, "document");
    if (doc->genre)
        buf_printf(out, " genre \"%s\"", doc->genre);
    dump_add_present(&d, " profile", doc->profile);
    dump_add_present(&d, " staff", doc->staff);
    if (doc->as_of.year)
        buf_printf(out, " as-of %04d-%02d-%02d", doc->as_of.year, doc->as_of.month, doc->as_of.day);
    dump_end(&d);
    if (doc->head)
        dump_head(&d, doc->head);
    dump_present(&d, "title", doc->title);
    dump_present(&d, "caption", doc->caption);
    dump_present(&d, "speaker", doc->speaker);
    dump_present(&d, "to", doc->to);
    dump_toc(&d, doc->toc_depth);
    if (doc->body)
        dump_body(&d, doc->body);
    if (doc->signature)
        dump_signature(&d, doc->signature);
    dump_present(&d, "annotation", doc->annotation);
    dump_present(&d, "present", doc->present);
    dump_present(&d, "absent", doc->absent);
    dump_present(&d, "attending", doc->attending);
    if (doc->enclosure)
        dump_part(&d, "enclosure", doc->enclosure);
    for (const struct part *p = doc->attachments; p; p = p->next)
        dump_part(&d, "attachment", p);
    dump_present(&d, "disclosure", doc->disclosure);
    if (doc->imprint)
        dump_imprint(&d, doc->imprint);
    dump_facts(&d, doc->facts);
}
