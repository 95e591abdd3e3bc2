/*
 * The model as indented text: one line a thing, children two columns to the right. Texts stand in
 * quotes; an author's line break shows as \\n. What is absent or not yet resolved is left out.
 * Records show by the rows of records.def, everything else by its own function.
 */
#include "model/dump_int.h"
#include "model/record.h"

/* No document is so deep; a model that is was not made by the vocabulary. */
enum { DEEPEST = 16 };

/* ---- records ---- */

static void dump_units(struct dump *d, const struct task_unit *u)
{
    static const char *const names[] = {
        [UNIT_PLAIN] = "responsible", [UNIT_LEADS] = "leading", [UNIT_ASSISTS] = "assisting"};
    for (; u; u = u->next)
        dump_text(d, names[u->role], u->name);
}

static void dump_entries(struct dump *d, const struct roster_entry *e)
{
    for (; e; e = e->next) {
        dump_begin(d, "entry");
        dump_add_quoted(d, e->name);
        dump_add_quoted(d, e->post);
        dump_add_text(d, "duty", e->duty);
        dump_add_text(d, "phone", e->phone);
        dump_add_text(d, "remark", e->remark);
        dump_add_word(d, "pinned", e->pinned);
        dump_add_word(d, "vacant", e->vacant);
        buf_char(d->out, '\n');
    }
}

/* Flags that say by one word that they are set, and choices of several. */
static void add_choice(struct dump *d, enum field_id field, const void *member)
{
    static const char *const flags[FIELD_NONE] = {
        [FIELD_TASK_LIST_CONTINUED] = "continued", [FIELD_TASK_INDEX_CONTINUED] = "continued",
        [FIELD_ROSTER_CONTINUED] = "continued",    [FIELD_VEHICLES_CONTINUED] = "continued",
        [FIELD_ROSTER_PHONES] = "phones",          [FIELD_MEMBER_UNITS] = "all-units",
        [FIELD_OFFICE_CONCURRENT] = "concurrent",  [FIELD_TASK_LIST_MEASURES] = "together",
    };
    static const char *const contents[] = {
        [TASK_COUNTER] = "counter",   [TASK_AREA] = "area",         [TASK_TITLE] = "task",
        [TASK_MEASURE] = "measure",   [TASK_UNITS] = "units",       [TASK_LEADS] = "leading",
        [TASK_ASSISTS] = "assisting", [TASK_DEADLINE] = "deadline", [TASK_REMARK] = "remark",
        [TASK_BLANK] = "blank"};
    static const char *const orders[] = {[ORDER_AS_AROUND] = "",
                                         [ORDER_WRITTEN] = "",
                                         [ORDER_RANK] = "by-rank",
                                         [ORDER_STROKES] = "by-strokes"};
    static const char *const forms[] = {
        [ROSTER_LIST] = "", [ROSTER_TABLE] = "table", [ROSTER_WORDS] = "words"};
    static const char *const numbers[] = {
        [TEAMS_NOT_NUMBERED] = "",   [TEAMS_ORDINAL] = "numbered", [TEAMS_AS_AROUND] = "as-around",
        [TEAMS_LEVEL_1] = "level-1", [TEAMS_LEVEL_2] = "level-2",  [TEAMS_LEVEL_3] = "level-3",
        [TEAMS_LEVEL_4] = "level-4"};
    static const char *const team_forms[] = {
        [TEAM_AS_AROUND] = "", [TEAM_AS_LIST] = "", [TEAM_AS_TEXT] = "text"};
    static const char *const shows[] = {[SHOWS_AS_AROUND] = "",
                                        [SHOWS_POST] = "",
                                        [SHOWS_NAME] = "names",
                                        [SHOWS_PHONE] = "names-and-phones",
                                        [SHOWS_ALL] = "posts-and-phones"};
    if (field == FIELD_TEAMS_NUMBERED)
        dump_add_one(d, numbers, *(const enum team_numbers *)member);
    else if (field == FIELD_TEAMS_FORM || field == FIELD_TIER_FORM || field == FIELD_MATTER_FORM)
        dump_add_one(d, team_forms, *(const enum team_form *)member);
    else if (field == FIELD_TEAMS_SHOWS || field == FIELD_TIER_SHOWS)
        dump_add_one(d, shows, *(const enum member_shows *)member);
    else if (flags[field])
        dump_add_word(d, flags[field], *(const bool *)member);
    else if (field == FIELD_ROSTER_ORDER || field == FIELD_TIER_ORDER)
        dump_add_one(d, orders, *(const enum roster_order *)member);
    else if (field == FIELD_TASK_COLUMN_CONTENT)
        dump_add_one(d, contents, *(const enum task_content *)member);
    else if (field == FIELD_ROSTER_FORM || field == FIELD_OFFICE_FORM)
        dump_add_one(d, forms, *(const enum roster_form *)member);
}

/* What a record is called by stands without a name. */
static void add_member(struct dump *d, enum field_id field, const void *member)
{
    const struct record_field *row = &record_fields[field];
    const struct deadline *deadline = member;
    switch (row->kind) {
    case FIELD_IS_TEXT:
    case FIELD_IS_WORD:
        if (field == FIELD_AREA_TITLE || (row->required && field != FIELD_OFFICE_AT))
            dump_add_quoted(d, *(const struct text *)member);
        else
            dump_add_text(d, row->name, *(const struct text *)member);
        break;
    case FIELD_IS_DEADLINE:
        dump_add_text(d, row->name, deadline->printed.n ? deadline->printed : deadline->text);
        dump_add_date(d, " first", deadline->first);
        dump_add_date(d, " last", deadline->last);
        break;
    case FIELD_IS_INLINES:
        dump_add_inlines(d, *(struct inline_item *const *)member, NULL);
        break;
    case FIELD_IS_POST:
        dump_add_reference(d, member);
        break;
    case FIELD_IS_FLAG:
    case FIELD_IS_CHOICE:
        add_choice(d, field, member);
        break;
    case FIELD_IS_PERSON: /* shown with the post */
    case FIELD_IS_DATE:
    case FIELD_IS_COUNT:
    case FIELD_IS_LENGTH:
    case FIELD_IS_UNITS: /* lines below */
        break;
    }
}

/* Which of a member's unit are asked for stands behind the unit. What is printed behind the post
 * shows in the entries. */
static void add_roster_member(struct dump *d, const struct roster_member *m)
{
    for (enum field_id f = FIELD_MEMBER_NAME; f < FIELD_MEMBER_DUTY; f++) {
        add_member(d, f, record_member(m, f));
        if (f == FIELD_MEMBER_STANDING && (m->unit.n || m->all_units))
            dump_add_word(d, m->deputies ? "deputies" : "heads", true);
    }
}

/* What was counted stands before what was written. */
static void add_record(struct dump *d, enum record_id id, const void *record)
{
    if (id == RECORD_AREA)
        dump_add_text(d, "label", ((const struct task_area *)record)->label);
    if (id == RECORD_TEAM)
        dump_add_text(d, "label", ((const struct team *)record)->label);
    if (id == RECORD_TASK && ((const struct task *)record)->number)
        buf_printf(d->out, " %d", ((const struct task *)record)->number);
    for (enum field_id f = record_first_field(id); f < FIELD_NONE; f = record_next_field(f))
        add_member(d, f, record_member(record, f));
}

/* What a team covers is its first matter. */
static void dump_covered(struct dump *d, const struct team *t)
{
    if (!t->covers.n)
        return;
    dump_begin(d, "matter \"负责村\"");
    dump_add_quoted(d, t->covers);
    buf_char(d->out, '\n');
}

static const char *line_name(enum record_id id)
{
    return id == RECORD_VEHICLE_GROUP  ? "group"
           : id == RECORD_MEMBER_UNITS ? "unit"
                                       : record_name(id);
}

static void dump_record(struct dump *d, const char *name, enum record_id id, const void *record)
{
    dump_begin(d, name);
    if (id == RECORD_MEMBER)
        add_roster_member(d, record);
    else
        add_record(d, id, record);
    dump_open(d);
    if (id == RECORD_MEASURE)
        dump_units(d, ((const struct task_measure *)record)->units);
    for (const struct record_list *l = record_lists; l->owner < RECORDS; l++) {
        const void *child = l->owner == id ? record_follow(record, l->offset) : NULL;
        if (l->owner == id && l->child == RECORD_MATTER)
            dump_covered(d, record);
        if (child && l->child == RECORD_RESPONSIBLE)
            dump_units(d, child);
        else
            for (; child; child = record_follow(child, l->next))
                dump_record(d, line_name(l->child), l->child, child);
    }
    if (id == RECORD_TIER)
        dump_entries(d, people_entries(d->people, record));
    d->depth--;
}

/* ---- forms ---- */

static void dump_fields(struct dump *d, const char *name, const struct form_field *f)
{
    for (; f; f = f->next) {
        dump_begin(d, name);
        dump_add_field(d, f);
        if (f->choice)
            dump_add_choice(d, f->choice);
        buf_char(d->out, '\n');
    }
}

static void dump_topic(struct dump *d, const struct form_topic *t)
{
    static const char *const answers[] = {[ANSWER_FILL] = "",
                                          [ANSWER_YES_NO] = "yes-no",
                                          [ANSWER_SINGLE] = "single",
                                          [ANSWER_MULTIPLE] = "multiple"};
    dump_begin(d, "topic");
    dump_add_text(d, "label", t->label);
    dump_add_quoted(d, t->title);
    dump_add_text(d, "tier", t->tier);
    dump_open(d);
    for (const struct form_question *q = t->questions; q; q = q->next) {
        dump_begin(d, "question");
        dump_add_one(d, answers, q->answer);
        dump_add_text(d, "label", q->label);
        dump_add_text(d, "name", q->name);
        if (q->options && !text_same(q->head, q->name))
            dump_add_text(d, "head", q->head);
        dump_add_text(d, "id", q->id);
        dump_add_inlines(d, q->inlines, NULL);
        dump_add_boxes(d, q->boxes);
        for (const struct form_skip *s = q->skips; s; s = s->next)
            dump_add_skip(d, s);
        buf_char(d->out, '\n');
    }
    d->depth--;
}

/* figure: where the next one of the form may stand. */
static void dump_form_part(struct dump *d, const struct form_part *p, const struct flow **figure)
{
    if (p->topic)
        dump_topic(d, p->topic);
    if (p->flowchart) {
        while (*figure && !(*figure)->figure)
            *figure = (*figure)->next;
        dump_figure(d, p->flowchart->title, *figure ? (*figure)->figure : NULL);
        *figure = *figure ? (*figure)->next : NULL;
    }
    if (p->classes) {
        dump_begin(d, "classes");
        dump_add_quoted(d, p->classes->title);
        dump_add_quoted(d, p->classes->note);
        dump_add_word(d, "several", p->classes->several);
        dump_add_word(d, "note-behind", p->classes->note_place == NOTE_BEHIND);
        dump_add_word(d, "no-note", p->classes->note_place == NOTE_NONE);
        dump_add_word(d, "bare", p->classes->how == CLASS_BARE);
        dump_add_word(d, "written", p->classes->how == CLASS_WRITTEN);
        dump_add_boxes(d, p->classes->boxes);
        dump_add_options(d, p->classes->options);
        buf_char(d->out, '\n');
    }
    if (p->members) {
        dump_begin(d, "members");
        dump_add_quoted(d, p->members->title);
        buf_printf(d->out, " rows %d\n", p->members->rows);
    }
}

/* Paragraphs of words alone, as of a legend. */
static void dump_words(struct dump *d, const char *name, const struct flow *first)
{
    for (; first; first = first->next)
        if (first->kind == FLOW_PARAGRAPH)
            dump_text(d, name, first->pieces->text);
}

static void dump_form(struct dump *d, const struct form *form, const struct flow *content)
{
    static const char *const turned[] = {[ORIENTATION_AUTO] = "",
                                         [ORIENTATION_PORTRAIT] = "portrait",
                                         [ORIENTATION_LANDSCAPE] = "landscape"};
    const struct flow *figure = content, *closing = content;
    while (closing && !closing->closing)
        closing = closing->next;
    dump_begin(d, "form");
    dump_add_text(d, "title", form->title);
    dump_add_text(d, "key", form->key);
    dump_add_word(d, "free", form->free);
    dump_add_word(d, "through", form->count == COUNT_THROUGH);
    dump_add_word(d, "by-tier", form->count == COUNT_BY_TIER);
    dump_add_boxes(d, form->boxes);
    dump_add_word(d, "folded", form->folded);
    dump_add_word(d, "two-up", form->two_up);
    dump_add_word(d, "duplex", form->duplex);
    dump_add_word(d, "marked", form->marked);
    dump_add_number(d, "pages", form->pages, 0);
    dump_add_word(d, "rows", form->arrange == ARRANGE_ROWS);
    dump_add_word(d, "run-on", form->arrange == ARRANGE_RUN_ON);
    dump_add_one(d, turned, form->orientation);
    dump_open(d);
    dump_words(d, "legend", d->form ? d->form->legend : NULL);
    dump_fields(d, "heading", form->heading);
    for (const struct form_part *p = form->parts; p; p = p->next)
        dump_form_part(d, p, &figure);
    dump_fields(d, "signing", form->signing);
    dump_words(d, "guide", closing ? closing->first : NULL);
    d->depth--;
}

/* ---- blocks ---- */

static void dump_blocks(struct dump *d, const struct block *b, const struct flow *f);

/* What was composed of a block stands behind what was written. */
static void dump_content(struct dump *d, const struct block *b, const struct flow *f)
{
    static const char *const plans[] = {[VEHICLES_EACH] = "plan",
                                        [VEHICLES_ROWS] = "plan rows",
                                        [VEHICLES_COMPACT] = "plan compact"};
    const struct flow *content = f ? f->first : NULL;
    if (b->tasks)
        dump_record(d, "tasks", RECORD_TASK_LIST, b->tasks);
    if (b->index)
        dump_record(d, b->index->by_deadline ? "by-deadline" : "by-unit", RECORD_TASK_INDEX,
                    b->index);
    if (b->vehicles)
        dump_record(d, plans[b->vehicles->form], RECORD_VEHICLES, b->vehicles);
    if (b->roster)
        dump_record(d, "members", b->kind == BLOCK_OFFICE ? RECORD_OFFICE : RECORD_ROSTER,
                    b->roster);
    if (b->teams)
        dump_record(d, "groups", RECORD_TEAMS, b->teams);
    if (b->form)
        dump_form(d, b->form, content);
    if (b->flowchart)
        dump_figure(d, b->flowchart->title, f ? f->figure : NULL);
    if (f && f->table)
        dump_grid(d, f->table, b->table);
    if (b->first)
        dump_blocks(d, b->first, content);
    else if (b->form || b->vehicles)
        dump_flows(d, content);
}

/* Its title with its number. */
static void add_picture(struct dump *d, const struct illustration *p, const struct flow *f)
{
    struct text title = f ? f->picture->title : p->title;
    if (title.n)
        dump_add_quoted(d, title);
    dump_add_text(d, "file", p->file);
    dump_add_text(d, "alt", p->alt);
    dump_add_number(d, "width", p->width, 0);
}

static void add_words(struct dump *d, const struct block *b, const struct flow *f)
{
    if (b->picture)
        add_picture(d, b->picture, f);
    else if (b->kind == BLOCK_OFFICE && f)
        dump_add_pieces(d, f->first->pieces);
    else if (b->kind == BLOCK_CONTACT && f)
        dump_add_pieces(d, f->pieces);
    else if (f && f->title.n)
        dump_add_quoted(d, f->title);
    else if (b->text.n)
        dump_add_quoted(d, b->text);
}

/* f: what the blocks were composed to, one node each; NULL: they are not. */
static void dump_blocks(struct dump *d, const struct block *b, const struct flow *f)
{
    static const char *const names[BLOCK_KINDS] = {
#define MODEL_BLOCK(kind, element, name, text) name,
#include "model/blocks.def"
    };
    for (; b && d->depth < DEEPEST; b = b->next, f = f ? f->next : NULL) {
        dump_begin(d, names[b->kind]);
        if (f && f->level)
            buf_printf(d->out, " level %d", f->level);
        if (f)
            dump_add_text(d, "label", f->label);
        dump_add_word(d, "run-in", b->run_in);
        add_words(d, b, f);
        dump_add_inlines(d, b->inlines, f ? f->pieces : NULL);
        if (b->contact)
            dump_add_contact(d, b->contact);
        dump_open(d);
        dump_content(d, b, f);
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

static void dump_attachments(struct dump *d, const struct part *p, const struct flow_part *f);

static void dump_part(struct dump *d, const char *name, const struct part *part,
                      const struct flow_part *f)
{
    dump_begin(d, name);
    if (f)
        dump_add_text(d, "label", f->label);
    dump_add_quoted(d, part->title);
    dump_add_word(d, "unbound", !part->bound);
    dump_add_word(d, "apart", part->apart);
    dump_add_word(d, "landscape", f ? f->turned : part->orientation == ORIENTATION_LANDSCAPE);
    dump_open(d);
    dump_given(d, "caption", f ? f->caption : part->caption);
    dump_toc(d, part->toc_depth);
    d->form = f ? f->form : NULL;
    dump_blocks(d, part->first, f ? f->first : NULL);
    if (d->depth < DEEPEST)
        dump_attachments(d, part->attachments, f ? f->attachments : NULL);
    d->depth--;
}

static void dump_attachments(struct dump *d, const struct part *p, const struct flow_part *f)
{
    for (; p; p = p->next, f = f ? f->next : NULL)
        dump_part(d, "attachment", p, f);
}

static void dump_date(struct dump *d, struct date date, struct text resolved)
{
    if (!date.year)
        return;
    dump_begin(d, "");
    dump_add_date(d, "date", date);
    dump_add_text(d, "text", resolved);
    buf_char(d->out, '\n');
}

static void dump_number(struct dump *d, const struct number *number, const struct flow_head *f)
{
    dump_begin(d, "number");
    if (f)
        dump_add_text(d, "text", f->number);
    if (number->words.n) {
        dump_add_text(d, "words", number->words);
        buf_char(d->out, '\n');
        return;
    }
    dump_add_text(d, "code", number->code);
    buf_printf(d->out, " year %d serial %d\n", number->year, number->serial);
}

static void add_seal(struct dump *d, struct text seal, len_t width)
{
    dump_add_text(d, "seal", seal);
    dump_add_number(d, "seal-width", width, 0);
}

static void dump_organs(struct dump *d, const char *name, const struct organ *o)
{
    for (; o; o = o->next) {
        dump_begin(d, name);
        dump_add_quoted(d, o->name);
        dump_add_text(d, "post", o->post);
        add_seal(d, o->seal, o->seal_width);
        buf_char(d->out, '\n');
    }
}

static void dump_head(struct dump *d, const struct head *head, const struct flow_head *f)
{
    dump_begin(d, "head\n");
    d->depth++;
    dump_given(d, "copy-number", f ? f->copy_number : head->copy_number);
    if (head->secrecy) {
        dump_begin(d, "secrecy");
        if (f)
            dump_add_text(d, "text", f->secrecy);
        dump_add_text(d, "level", head->secrecy->level);
        dump_add_text(d, "period", head->secrecy->period);
        buf_char(d->out, '\n');
    }
    dump_given(d, "urgency", head->urgency);
    dump_organs(d, "issuer", head->issuers);
    if (head->suffix_given)
        dump_text(d, "suffix", head->suffix);
    dump_items(d, "signer", head->signers);
    if (head->number)
        dump_number(d, head->number, f);
    d->depth--;
}

static void dump_signature(struct dump *d, const struct signature *signature,
                           const struct flow_signature *f)
{
    static const char *const forms[] = {
        [SIGNATURE_SEALED] = "", [SIGNATURE_PLAIN] = "plain", [SIGNATURE_STAMP] = "stamp"};
    dump_begin(d, "signature");
    dump_add_one(d, forms, signature->form);
    dump_add_text(d, "post", signature->post);
    add_seal(d, signature->seal, signature->seal_width);
    dump_open(d);
    dump_organs(d, "organ", f ? f->organs : signature->organs);
    if (signature->date.year)
        dump_date(d, signature->date, f ? f->date : (struct text){0});
    else
        dump_given(d, "day", signature->day);
    d->depth--;
}

static void dump_imprint(struct dump *d, const struct imprint *imprint,
                         const struct flow_imprint *f)
{
    dump_begin(d, "imprint");
    dump_add_word(d, "two-sided", imprint->sides == SIDES_TWO);
    dump_add_word(d, "one-sided", imprint->sides == SIDES_ONE);
    dump_open(d);
    dump_given(d, "cc", f ? f->cc : imprint->cc);
    dump_given(d, "printer", imprint->printer);
    if (imprint->printer.n)
        dump_date(d, imprint->date, f ? f->date : (struct text){0});
    d->depth--;
}

static void dump_body(struct dump *d, const struct block *body, const struct flow *f)
{
    dump_begin(d, "body\n");
    d->depth++;
    dump_blocks(d, body, f);
    d->depth--;
}

static void dump_facts(struct dump *d, const struct fact *fact)
{
    for (; fact; fact = fact->next) {
        dump_begin(d, "fact");
        dump_add_quoted(d, fact->where);
        buf_printf(d->out, " \"%s\" \"%s\"", fact->key, fact->value);
        dump_add_word(d, "pinned", fact->pinned);
        buf_char(d->out, '\n');
    }
}

void model_dump(const struct document *doc, struct buf *out)
{
    const struct flow_document *f = doc->flow;
    struct dump d = {out, 1, f ? f->form : NULL, doc->people};
    buf_str(out, "document");
    if (doc->genre)
        buf_printf(out, " genre \"%s\"", doc->genre);
    dump_add_text(&d, "profile", doc->profile);
    dump_add_text(&d, "staff", doc->staff);
    dump_add_date(&d, " as-of", doc->people ? doc->people->day : doc->as_of);
    buf_char(out, '\n');
    if (doc->head)
        dump_head(&d, doc->head, f ? f->head : NULL);
    dump_given(&d, "title", doc->title);
    dump_given(&d, "caption", f ? f->caption : doc->caption);
    dump_given(&d, "speaker", doc->speaker);
    dump_given(&d, "to", f ? f->to : doc->to);
    dump_toc(&d, doc->toc_depth);
    if (doc->body)
        dump_body(&d, doc->body, f ? f->body : NULL);
    if (doc->signature)
        dump_signature(&d, doc->signature, f ? f->signature : NULL);
    dump_given(&d, "annotation", f ? f->annotation : doc->annotation);
    dump_given(&d, "present", doc->present);
    dump_given(&d, "absent", doc->absent);
    dump_given(&d, "attending", doc->attending);
    if (doc->enclosure)
        dump_part(&d, "enclosure", doc->enclosure, f ? f->enclosure : NULL);
    dump_attachments(&d, doc->attachments, f ? f->attachments : NULL);
    dump_given(&d, "disclosure", f ? f->disclosure : doc->disclosure);
    if (doc->imprint)
        dump_imprint(&d, doc->imprint, f ? f->imprint : NULL);
    if (doc->people)
        dump_facts(&d, doc->people->facts);
}
