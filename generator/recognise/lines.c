/*
 * The room's face: a line with its looks, and lines that say of each other what they are. A line is
 * first read by itself; then walks over all of them raise or lower the trust.
 */
#include "base/utf8.h"
#include "recognise/recognise_int.h"

const char *recognise_kind_name(enum line_kind kind)
{
    static const char *const names[LINE_KINDS] = {
        [LINE_TEXT] = "text",
        [LINE_BLANK] = "blank",
        [LINE_COPY_NUMBER] = "copy-number",
        [LINE_SECRECY] = "secrecy",
        [LINE_URGENCY] = "urgency",
        [LINE_MASTHEAD] = "masthead",
        [LINE_NUMBER] = "number",
        [LINE_SIGNER] = "signer",
        [LINE_TITLE] = "title",
        [LINE_TO] = "to",
        [LINE_SALUTATION] = "salutation",
        [LINE_HEADING] = "heading",
        [LINE_ARTICLE] = "article",
        [LINE_ITEM] = "item",
        [LINE_TABLE_TITLE] = "table-title",
        [LINE_TABLE_NOTE] = "table-note",
        [LINE_ROSTER] = "roster",
        [LINE_CONTACT] = "contact",
        [LINE_BLANKS] = "blanks",
        [LINE_BOXES] = "boxes",
        [LINE_NOTE] = "note",
        [LINE_NOTE_MORE] = "note-more",
        [LINE_LABEL] = "label",
        [LINE_SIGNATURE] = "signature",
        [LINE_DATE] = "date",
        [LINE_ANNOTATION] = "annotation",
        [LINE_DISCLOSURE] = "disclosure",
        [LINE_CC] = "cc",
        [LINE_PRINT] = "print",
        [LINE_PAGE] = "page",
    };
    return names[kind];
}

static void raise(struct recognised *r)
{
    if (r->trust < LINE_SURE)
        r->trust++;
}

static void make_text(struct recognised *r, struct text t)
{
    *r = (struct recognised){.kind = LINE_TEXT, .trust = LINE_SURE, .text = text_trimmed(t)};
}

/* ---- one line ---- */

/* Looks confirm what the text says, and alone say nothing. */
static void see_looks(struct recognised *r, const struct line_looks *looks)
{
    bool centered = looks->align == ALIGN_CENTER, song = looks->face == FACE_SONG;
    enum { LOOKED_AT = 2 }; /* levels: those below look like running text */
    static const enum line_face faces[LOOKED_AT + 1] = {[1] = FACE_HEI, [2] = FACE_KAI};
    if ((r->kind == LINE_TITLE && (centered || song)) || (r->kind == LINE_MASTHEAD && looks->red) ||
        (r->kind == LINE_SIGNATURE && looks->align == ALIGN_RIGHT) ||
        (r->kind == LINE_DATE && looks->align == ALIGN_RIGHT) ||
        (r->kind == LINE_HEADING && r->level <= LOOKED_AT &&
         (looks->bold || looks->face == faces[r->level])))
        raise(r);
}

/* The number that a word processor gives a line stands before it. */
static void take_label(struct recognised *r, struct text given, struct text text)
{
    struct recognised label = {.kind = LINE_HEADING, .trust = LINE_SURE};
    if (!words_from(given, 0).n || r->kind != LINE_TEXT)
        return;
    if (!label_heading(given, &label))
        label.kind = label_article(given, &label) ? LINE_ARTICLE : LINE_ITEM;
    label.label = given;
    if (label.kind == LINE_HEADING)
        line_part_heading(text_trimmed(text), &label);
    else
        label.text = text_trimmed(text);
    *r = label;
}

struct recognised recognise_line(const struct line *line)
{
    struct recognised r = line_of_text(line->text);
    take_label(&r, line->label, line->text);
    see_looks(&r, &line->looks);
    return r;
}

/* ---- lines ---- */

struct walk {
    const struct line *lines;
    struct recognised *out;
    size_t n;
    bool begun;                          /* running text has begun */
    size_t heading[HEADING_BELOW + 1];   /* index + 1 of the last one of a level; 0: none */
};

enum { OF_DIGITS = 3 }; /* the level of 1. */

/* What stands before the text and is none of it. */
static bool is_of_head(enum line_kind kind)
{
    return kind == LINE_BLANK || (kind >= LINE_COPY_NUMBER && kind <= LINE_TITLE) ||
           kind == LINE_LABEL || kind == LINE_PAGE;
}

/* What may stand below the day. */
static bool is_of_tail(enum line_kind kind)
{
    return kind == LINE_BLANK || (kind >= LINE_NOTE && kind <= LINE_PAGE);
}

/* Numbers that follow each other vouch for both. */
static void follow_heading(struct walk *w, size_t i)
{
    struct recognised *r = &w->out[i];
    struct recognised *last = w->heading[r->level] ? &w->out[w->heading[r->level] - 1] : NULL;
    if (last && r->order == last->order + 1) {
        r->trust = LINE_SURE;
        last->trust = LINE_SURE;
    }
    w->heading[r->level] = i + 1;
    for (int below = r->level + 1; below <= HEADING_BELOW; below++)
        w->heading[below] = 0;
}

/* 1.进度表 or 1.进度表；: behind its number a line has a title and nothing else, which then is its text.
 */
static bool names_one(struct recognised *r)
{
    struct text t = r->more;
    bool ended = !r->text.n && t.n > 1 && utf8_is_one_of(t.cp[t.n - 1], U"；;。");
    for (size_t i = 0; ended && i + 1 < t.n; i++)
        ended = !utf8_is_one_of(t.cp[i], U"；;。：:，");
    if (ended) {
        r->text = t;
        r->more = (struct text){0};
    }
    return r->kind == LINE_HEADING && r->level == OF_DIGITS && r->text.n && !r->more.n;
}

/* 2.30日内办结, 3.2.5米以上: the number that follows `before` is no decimal's. */
static bool see_next_number(const struct walk *w, size_t i, int before)
{
    struct recognised *r = &w->out[i];
    struct text t = text_trimmed(w->lines[i].text);
    struct recognised next = {.kind = LINE_HEADING, .level = OF_DIGITS};
    size_t n = r->kind == LINE_TEXT ? label_of_note(t, &next.order) : 0;
    if (!n || n == t.n || next.order != before + 1)
        return false;
    next.label = text_trimmed(text_part(t, 0, n));
    line_part_heading(text_part(t, n, t.n), &next);
    *r = next;
    return true;
}

/* 2.进度表 below 附件：1.任务分解表, and 2.2027年计划. */
static bool see_more_of_note(const struct walk *w, size_t i)
{
    struct recognised *r = &w->out[i], *before = i ? r - 1 : NULL;
    if (!before || (before->kind != LINE_NOTE && before->kind != LINE_NOTE_MORE))
        return false;
    see_next_number(w, i, before->order);
    return r->order == before->order + 1 && names_one(r);
}

/* 附件： on a line of its own, above 1.任务分解表 or 附件1 任务分解表. */
static bool heads_note(const struct walk *w, size_t i)
{
    struct recognised found;
    bool noted = false;
    struct text t = text_trimmed(w->lines[i].text);
    size_t next = i + 1;
    bool is = w->out[i].kind == LINE_TEXT && label_attachment(t, &found, &noted) == t.n && noted &&
              !found.order;
    if (!is || next == w->n || w->out[next].order != 1)
        return false;
    return names_one(&w->out[next]) || (w->out[next].kind == LINE_LABEL && w->out[next].text.n);
}

static void see_place(struct walk *w, size_t i)
{
    struct recognised *r = &w->out[i];
    struct text whole = w->lines[i].text;
    bool named = r->label.n > 0;
    if (w->heading[OF_DIGITS])
        see_next_number(w, i, w->out[w->heading[OF_DIGITS] - 1].order);
    if (heads_note(w, i))
        *r = (struct recognised){.kind = LINE_NOTE, .trust = LINE_SURE, .label = whole};
    if (see_more_of_note(w, i)) {
        r->kind = LINE_NOTE_MORE;
        r->level = 0;
        r->trust = LINE_SURE;
    } else if (r->kind == LINE_HEADING) {
        follow_heading(w, i);
    } else if (r->kind == LINE_ITEM && i && r[-1].kind == LINE_ITEM) {
        r->trust = r[-1].trust = LINE_SURE;
    } else if ((r->kind == LINE_TO || r->kind == LINE_SALUTATION) && !named) {
        if (w->begun)
            make_text(r, whole);
        else
            raise(r);
    } else if (r->kind == LINE_TITLE && w->begun && r->trust < LINE_SURE &&
               !(i && r[-1].kind == LINE_LABEL)) {
        make_text(r, whole);
    }
    w->begun = w->begun || !is_of_head(r->kind);
}

/* ---- siblings ---- */

/* Headings of one level that follow each other: run-ins, and those that are a paragraph. */
struct siblings {
    size_t first, behind; /* lines; behind 0: there are none */
    int last;             /* the last one's number */
    size_t run_ins, paragraphs, titles;
};

static bool stands_out(const struct line_looks *looks)
{
    return looks->bold || looks->face == FACE_HEI || looks->face == FACE_KAI;
}

/* （二）推进整改。 with something of its own below it, beside （一）推进排查: a title, ended by a slip. */
static bool is_ended_title(const struct walk *w, size_t i)
{
    enum { TITLE_MOST = 20 };
    const struct recognised *r = &w->out[i];
    struct text t = r->more;
    bool is = !r->text.n && t.n > 1 && t.n <= TITLE_MOST && t.cp[t.n - 1] == U'。' && i + 1 < w->n;
    for (size_t k = 0; is && k + 1 < t.n; k++)
        is = !utf8_is_one_of(t.cp[k], U"。；;：:，,！？");
    const struct recognised *below = r + 1;
    return is && (below->kind == LINE_TEXT || below->kind == LINE_ITEM ||
                  (below->kind == LINE_HEADING && below->level > r->level));
}

/* Text runs on behind the title of all, or of none: 车位不少于20个。…… among sentences is no title, and
 * 突出重点，分类施策。…… among titles is one. */
static void agree(struct walk *w, struct siblings *g, int level)
{
    bool none = g->paragraphs > g->run_ins, all = g->run_ins > 1 && g->run_ins > g->paragraphs;
    for (size_t i = g->first; i < g->behind && (none || all || g->titles); i++) {
        struct recognised *r = &w->out[i];
        if (r->kind != LINE_HEADING || r->level != level || !r->more.n)
            continue;
        if (g->titles && is_ended_title(w, i)) {
            r->text = r->more;
            r->more = (struct text){0};
            continue;
        }
        struct text rest = r->more;
        if (r->text.n && none && !stands_out(&w->lines[i].looks)) {
            rest.n += (size_t)(r->more.cp - r->text.cp);
            rest = (struct text){.src = rest.src, .cp = r->text.cp, .at = r->text.at, .n = rest.n};
            r->text = (struct text){0};
            r->more = rest;
        } else if (!r->text.n && all) {
            line_part_run_in(rest, r);
        }
    }
    *g = (struct siblings){0};
}

static void see_siblings(struct walk *w)
{
    struct siblings open[HEADING_BELOW + 1] = {0};
    for (size_t i = 0; i < w->n; i++) {
        const struct recognised *r = &w->out[i];
        if (r->kind != LINE_HEADING)
            continue;
        struct siblings *g = &open[r->level];
        if (g->behind && r->order != g->last + 1)
            agree(w, g, r->level);
        for (int below = r->level + 1; below <= HEADING_BELOW; below++)
            agree(w, &open[below], below);
        if (!g->behind)
            g->first = i;
        g->behind = i + 1;
        g->last = r->order;
        g->titles += r->text.n && !r->more.n;
        g->run_ins += r->text.n && r->more.n;
        g->paragraphs += !r->text.n;
    }
    for (int level = 2; level <= HEADING_BELOW; level++)
        agree(w, &open[level], level);
}

/* ---- 1, 1.1, 1.2, 2 … ---- */

enum { PARTS_MOST = HEADING_LEVELS };

struct decimal_number {
    int parts[PARTS_MOST];
    size_t n;
};

/* Whether y is the number that follows x, or one below it. */
static bool is_next_decimal(const struct decimal_number *x, const struct decimal_number *y)
{
    bool below = y->n == x->n + 1;
    size_t same = below ? x->n : y->n - 1;
    if (!below && y->n > x->n)
        return false;
    for (size_t i = 0; i < same; i++)
        if (x->parts[i] != y->parts[i])
            return false;
    return y->parts[same] == (below ? 1 : x->parts[same] + 1);
}

/* A line that may bear one: running text or 1.总则. */
static size_t read_decimal(const struct walk *w, size_t i, struct decimal_number *out)
{
    const struct recognised *r = &w->out[i];
    bool may = r->kind == LINE_TEXT || r->kind == LINE_TITLE ||
               (r->kind == LINE_HEADING && r->level == OF_DIGITS && !w->lines[i].label.n);
    return may ? label_decimal(text_trimmed(w->lines[i].text), out->parts, PARTS_MOST, &out->n) : 0;
}

/* The line as an article: a heading, when it is short and no sentence. */
static void make_decimal(const struct walk *w, size_t i)
{
    enum { HEADING_MOST = 30 };
    struct decimal_number number;
    size_t from = read_decimal(w, i, &number);
    struct text t = text_trimmed(w->lines[i].text), rest = text_part(t, from, t.n);
    struct recognised heading = {.level = (int)number.n};
    line_part_heading(rest, &heading);
    w->out[i] = (struct recognised){.kind = LINE_ARTICLE,
                                    .trust = LINE_SURE,
                                    .order = number.parts[number.n - 1],
                                    .label = text_trimmed(text_part(t, 0, from)),
                                    .text = rest};
    if (heading.text.n && !heading.more.n && rest.n <= HEADING_MOST)
        w->out[i].level = (int)number.n;
}

/* Numbers that follow each other, of several parts: 1.5万亩 alone is none, nor are 1. 2. 3. */
static void see_decimals(struct walk *w)
{
    enum { LEAST = 3 };
    struct decimal_number last = {.n = 0}, number;
    size_t first = 0, behind = 0, met = 0, deepest = 0;
    for (size_t i = 0; i <= w->n; i++) {
        bool read = i < w->n && read_decimal(w, i, &number);
        bool begins = read && number.parts[0] == 1 && (number.n == 1 || (number.n == 2 && number.parts[1] == 1));
        bool next = read && met && is_next_decimal(&last, &number);
        if (i == w->n || (begins && !next)) {
            bool taken = met >= LEAST && deepest > 1;
            last = (struct decimal_number){.n = 0};
            for (size_t k = first; taken && k < behind; k++)
                if (read_decimal(w, k, &number) &&
                    (!last.n || is_next_decimal(&last, &number))) {
                    last = number;
                    make_decimal(w, k);
                }
            read = i < w->n && read_decimal(w, i, &number);
            first = i;
            met = deepest = 0;
        }
        if (!read || (met && !next) || (!met && !begins))
            continue;
        last = number;
        behind = i + 1;
        met++;
        deepest = number.n > deepest ? number.n : deepest;
    }
}

/* ---- the end ---- */

/* Behind blank lines from i on. */
static size_t skip_blank(const struct walk *w, size_t i)
{
    while (i < w->n && w->out[i].kind == LINE_BLANK)
        i++;
    return i;
}

/* From the last line up: organs sign that stand above a day. ends: nothing but the tail is below. */
static void see_end(struct walk *w, size_t i, bool ends)
{
    struct recognised *r = &w->out[i];
    if (r->kind == LINE_DATE && ends)
        raise(r);
    if (r->kind != LINE_SIGNATURE)
        return;
    size_t next = skip_blank(w, i + 1);
    bool below = next < w->n;
    if (!below || (w->out[next].kind != LINE_DATE && w->out[next].kind != LINE_SIGNATURE)) {
        if (r->trust == LINE_PERHAPS)
            make_text(r, w->lines[i].text);
        return;
    }
    r->trust = LINE_SURE;
    if (w->out[next].kind == LINE_DATE)
        w->out[next].trust = LINE_SURE;
}

void recognise_lines(const struct line lines[], size_t n, struct recognised out[])
{
    struct walk w = {.lines = lines, .out = out, .n = n};
    for (size_t i = 0; i < n; i++)
        out[i] = recognise_line(&lines[i]);
    for (size_t i = 0; i < n; i++)
        see_place(&w, i);
    see_decimals(&w);
    see_siblings(&w);
    bool ends = true;
    for (size_t i = n; i-- > 0;) {
        see_end(&w, i, ends);
        ends = ends && is_of_tail(out[i].kind);
    }
}
