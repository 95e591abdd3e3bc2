/* Walks a document's texts with a table of scans. What the parts of a document say of each other
 * (dates, attachments) is checked here; the depth of sections is bounded by the vocabulary. */
#include <string.h>

#include "model/visit.h"
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

static size_t count_parts(const struct part *first)
{
    size_t n = 0;
    for (; first; first = first->next)
        n++;
    return n;
}

/* What is read of a text by its kind: all, as words are; names alone, where commas part them and
 * the program sets its own; nothing, where there are no words. */
enum reading { READ_WORDS, READ_NAMES, READ_NOTHING };

static const enum reading reading_of[TEXT_KINDS] = {
    [TEXT_COPY_NUMBER] = READ_NOTHING, [TEXT_AGENCY_CODE] = READ_NOTHING,
    [TEXT_PERSON] = READ_NAMES,        [TEXT_PHONE] = READ_NOTHING,
    [TEXT_EMAIL] = READ_NOTHING,       [TEXT_VEHICLE] = READ_NOTHING,
};

static void read_text(void *context, struct text t, const struct text_place *place)
{
    static scan *const names[] = {scan_slips, scan_left, scan_old_units};
    struct proof p = *(const struct proof *)context;
    enum reading reading = reading_of[place->kind];
    const struct part *enclosure = p.doc->enclosure;
    if (place->at->enclosed && enclosure->attachments) /* its own come before the document's */
        p.attachments = count_parts(enclosure->attachments);
    t = text_without_breaks(p.doc->arena, t);
    for (size_t i = 0; reading == READ_WORDS && i < sizeof scans / sizeof *scans; i++)
        scans[i](&p, t);
    for (size_t i = 0; reading == READ_NAMES && i < sizeof names / sizeof *names; i++)
        names[i](&p, t);
    if (place->kind == TEXT_TITLE)
        proof_title(&p, t);
    if (place->kind == TEXT_ATTACHMENT_TITLE)
        proof_name(&p, t);
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
    visit_texts(doc, read_text, &p);
    if (p.roll)
        proof_phones(&p);
    check_print_date(&p);
    check_signed(&p);
    proof_groups(&p);
}
