/*
 * Every text of a document, by the walk of model/visit.h, goes through the scans that are for its
 * kind. What the parts of a document say of each other (dates, attachments) is checked here.
 */
#include "model/visit.h"
#include "proof/diag.def"
#include "proof/proof_int.h"
#include "value/date.h"

/* ---- titles ---- */

/* Titles may end in a bracket: …办法（试行）. */
static struct text without_bracket(struct text t)
{
    size_t n = t.n;
    if (!n || t.cp[n - 1] != U'）')
        return t;
    while (n && t.cp[n - 1] != U'（')
        n--;
    return n > 1 ? text_part(t, 0, n - 1) : t;
}

/* 命令 is titled 令 too. */
static bool has_genre(struct text t, const char *genre)
{
    const char *end = strcmp(genre, "命令") == 0 ? "令" : genre;
    size_t n = utf8_count(end, strlen(end));
    return t.n >= n && text_word_at(t, t.n - n, end);
}

/* 关于 with no 的 behind it, what books' names hold left out. */
static bool lacks_de(struct text t)
{
    bool about = false, de = false;
    int depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        depth += t.cp[i] == U'《';
        depth -= t.cp[i] == U'》';
        if (depth)
            continue;
        about = about || text_word_at(t, i, "关于");
        de = de || (about && t.cp[i] == U'的');
    }
    return about && !de;
}

static void check_genre(const struct proof *p, struct text title)
{
    struct text t = without_bracket(title);
    const char *genre = p->doc->genre;
    if (!genre || !t.n)
        return;
    if (!has_genre(t, genre))
        diag(p->diags, DIAG_C015, text_pos(t, t.n - 1), genre);
    else if (lacks_de(t))
        diag(p->diags, DIAG_C016, text_pos(t, 0), genre);
}

static bool ends_in_mark(struct text t)
{
    return t.n && utf8_is_one_of(t.cp[t.n - 1], U"。，、；：,.;:");
}

static void check_title(const struct proof *p, struct text t)
{
    if (ends_in_mark(t))
        diag(p->diags, DIAG_C017, text_pos(t, t.n - 1), char_utf8(p, t.cp[t.n - 1]));
    else
        check_genre(p, t);
}

/* ---- texts ---- */

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

static bool is_title(enum text_kind kind)
{
    return kind == TEXT_TITLE || kind == TEXT_ENCLOSURE_TITLE || kind == TEXT_ATTACHMENT_TITLE;
}

/* Running text has no blanks; elsewhere they may part things, but no figure from what it counts. */
static void read_blanks(const struct proof *p, struct text t, enum text_kind kind)
{
    bool running = kind == TEXT_PARAGRAPH || kind == TEXT_MATTER || kind == TEXT_FOOTNOTE ||
                   kind == TEXT_ADDRESSEES || kind == TEXT_HEADING || is_title(kind);
    if (running)
        proof_blanks(p, t);
    else
        proof_counted_blanks(p, t);
    if (kind == TEXT_PARAGRAPH || kind == TEXT_ATTENDANCE)
        proof_padded(p, t);
    if (is_title(kind))
        proof_title_blanks(p, t);
}

static void read_text(void *context, struct text t, const struct text_place *place)
{
    static proof_scan *const words[] = {
        proof_dates,          proof_years,        proof_padding, proof_times,
        proof_series,         proof_mentions,     proof_numbers, proof_units,
        proof_half_width,     proof_doubled,      proof_pairs,   proof_quotes,
        proof_repeats,        proof_slips,        proof_until,   proof_former_holders,
        proof_phones_in_text, proof_former_units, proof_spans,   proof_angles,
        proof_stars,          proof_phone_digits, proof_twice,   proof_terms};
    static proof_scan *const names[] = {proof_slips, proof_former_holders, proof_former_units};
    struct proof p = *(const struct proof *)context;
    enum reading reading = reading_of[place->kind];
    const struct part *enclosure = p.doc->enclosure;
    if (place->at->enclosed && enclosure->attachments) /* its own come before the document's */
        p.attachments = count_parts(enclosure->attachments);
    t = text_without_breaks(p.doc->arena, t);
    for (size_t i = 0; reading == READ_WORDS && i < sizeof words / sizeof *words; i++)
        words[i](&p, t);
    for (size_t i = 0; reading == READ_NAMES && i < sizeof names / sizeof *names; i++)
        names[i](&p, t);
    if (reading == READ_WORDS)
        read_blanks(&p, t, place->kind);
    if (place->kind == TEXT_TITLE)
        check_title(&p, t);
    if (place->kind == TEXT_ATTACHMENT_TITLE && ends_in_mark(t))
        diag(p.diags, DIAG_C014, text_pos(t, t.n - 1), char_utf8(&p, t.cp[t.n - 1]));
}

/* ---- the document ---- */

static void check_print_date(const struct proof *p)
{
    const struct document *doc = p->doc;
    if (!doc->imprint || !doc->signature || !doc->imprint->date.year ||
        !doc->signature->date.year)
        return;
    if (date_compare(doc->imprint->date, doc->signature->date) < 0)
        diag(p->diags, DIAG_C004, doc->imprint->date.pos,
             date_text(p->doc->arena, doc->signature->date));
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

void proofread(const struct document *doc, const struct staff *staff, struct diags *d)
{
    struct time_form time = {.text = NULL};
    struct terms terms = {0};
    struct proof p = {.doc = doc, .diags = d, .time = &time, .terms = &terms};
    struct date day = doc->people ? doc->people->day : doc->as_of; /* that the document speaks of */
    if (!day.year)
        day = doc->as_of;
    if (!day.year && doc->signature)
        day = doc->signature->date;
    p.attachments = count_parts(doc->attachments);
    p.names = staff && day.year ? proof_index_names(doc->arena, staff, day) : NULL;
    visit_texts(doc, read_text, &p);
    proof_phones(&p);
    check_print_date(&p);
    check_signed(&p);
    proof_items(&p);
    proof_groups(&p);
}
