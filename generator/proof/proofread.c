/* Walks a document's texts with a table of scans. What the parts of a document say of each other
 * (dates, attachments) is checked here; the depth of sections is bounded by the vocabulary. */
#include <string.h>

#include "proof/diag.def"
#include "proof/proof_int.h"

static scan *const scans[] = {
    scan_dates,     scan_weekdays,   scan_short_years, scan_mixed_dates, scan_zero_years,
    scan_padding,   scan_months,     scan_series,      scan_mentions,    scan_number_brackets,
    scan_serials,   scan_half_width, scan_typed_marks, scan_doubled,     scan_pairs,
    scan_nested,    scan_repeats,    scan_slips,       scan_left,        scan_phones,
    scan_old_units, scan_times,      scan_mornings,    scan_spans,       scan_section_numbers,
    scan_until,     scan_quotes,     scan_units,
};

static void read_text(const struct proof *p, struct text t)
{
    for (size_t i = 0; t.n && i < sizeof scans / sizeof *scans; i++)
        scans[i](p, t);
}

/* A paragraph reads as one text; footnotes are read by themselves. */
static void read_inlines(const struct proof *p, const struct inline_item *first)
{
    struct text_builder b = {.arena = p->doc->arena};
    for (const struct inline_item *i = first; i; i = i->next) {
        if (i->kind == INLINE_FOOTNOTE)
            read_text(p, i->text);
        else if (i->text.n)
            b.src = i->text.src;
        if (i->kind != INLINE_FOOTNOTE)
            text_add_text(&b, i->text);
    }
    read_text(p, text_done(&b));
}

static void read_blocks(const struct proof *p, const struct block *first);

static void read_table(const struct proof *p, const struct table *t)
{
    read_text(p, t->title);
    for (const struct text_item *note = t->notes; note; note = note->next)
        read_text(p, note->text);
    for (const struct table_row *row = t->rows; row; row = row->next) {
        proof_row(p, row);
        for (const struct table_cell *cell = row->first; cell; cell = cell->next)
            read_blocks(p, cell->first);
    }
}

/* A telephone beside a name from the staff file was compared when it was resolved. */
static void read_contact(const struct proof *p, const struct block *b)
{
    if (!b->contact->who)
        scan_phones(p, b->text);
}

static void read_teams(const struct proof *p, const struct teams *teams)
{
    read_text(p, teams->title);
    for (const struct team *t = teams->first; t; t = t->next)
        for (const struct team_matter *m = t->matters; m; m = m->next)
            read_text(p, m->text);
}

/* An index says again what its lists say. */
static void read_blocks(const struct proof *p, const struct block *first)
{
    for (const struct block *b = first; b; b = b->next) {
        if (b->inlines)
            read_inlines(p, b->inlines);
        if (b->kind == BLOCK_SECTION)
            read_text(p, b->text);
        if (b->kind == BLOCK_CONTACT)
            read_contact(p, b);
        if (b->teams)
            read_teams(p, b->teams);
        if (b->table && b->kind != BLOCK_TASK_INDEX)
            read_table(p, b->table);
        read_blocks(p, b->first);
    }
}

static size_t count_parts(const struct part *first)
{
    size_t n = 0;
    for (; first; first = first->next)
        n++;
    return n;
}

static void read_parts(const struct proof *p, const struct part *first)
{
    for (; first; first = first->next) {
        read_text(p, first->title);
        proof_name(p, first->title);
        read_blocks(p, first->first);
    }
}

/* In an enclosure, its own attachments come before the document's. */
static void read_enclosure(const struct proof *p, const struct part *enclosure)
{
    struct proof inside = *p;
    if (enclosure->attachments)
        inside.attachments = count_parts(enclosure->attachments);
    read_text(&inside, enclosure->title);
    read_blocks(&inside, enclosure->first);
    read_parts(&inside, enclosure->attachments);
}

static void check_print_date(const struct proof *p)
{
    const struct document *doc = p->doc;
    if (!doc->imprint || !doc->signature || !doc->imprint->date.year)
        return;
    if (date_compare(&doc->imprint->date, &doc->signature->date) < 0)
        diag(p->diags, DIAG_C004, doc->imprint->date.pos, date_utf8(p, &doc->signature->date));
}

/* Those without a signature: what is issued under a head is dated and signed, but for minutes,
 * which are dated by their head. */
static void check_signed(const struct proof *p)
{
    static const char *const genres[] = {"通知", "请示", "报告", "函",   "批复", "意见", "决定",
                                         "决议", "通报", "通告", "公告", "公报", "命令", "议案"};
    const struct document *doc = p->doc;
    bool minutes = text_equals(doc->profile, "minutes");
    for (size_t i = 0; i < sizeof genres / sizeof *genres; i++)
        if (doc->head && !doc->signature && !minutes && doc->genre &&
            strcmp(doc->genre, genres[i]) == 0)
            diag(p->diags, DIAG_C051, doc->pos, doc->genre);
}

/* The day that the document speaks of. */
static const struct roll *roll_of(const struct document *doc, const struct staff *staff)
{
    struct date day = doc->as_of;
    if (!day.year && doc->signature)
        day = doc->signature->date;
    return staff && day.year ? roll_open(doc->arena, staff, day) : NULL;
}

void proofread(const struct document *doc, const struct staff *staff, struct diags *d)
{
    struct time_form time = {.text = NULL};
    struct proof p = {doc, d, count_parts(doc->attachments), roll_of(doc, staff), &time};
    const struct text single[] = {text_without_breaks(doc->arena, doc->title), doc->to,
                                  doc->annotation};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        read_text(&p, single[i]);
    proof_title(&p, doc->title);
    read_blocks(&p, doc->body);
    if (doc->enclosure)
        read_enclosure(&p, doc->enclosure);
    read_parts(&p, doc->attachments);
    if (doc->imprint)
        read_text(&p, doc->imprint->cc);
    check_print_date(&p);
    check_signed(&p);
    proof_groups(&p);
}
