/*
 * The end of a document: who signs, the day, remarks below it, who was present, how it is published,
 * the imprint. Blocks of the imprint are gathered wherever they stand, since some have it behind the
 * signature and some behind the attachments.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "value/number.h"

/* ---- the day and who signs ---- */

static bool in_brackets(struct text t)
{
    return t.n > 2 && utf8_is_one_of(t.cp[0], U"（(") && utf8_is_one_of(t.cp[t.n - 1], U"）)");
}

static bool is_organ(struct text t)
{
    struct line line = {.text = t};
    return recognise_line(&line).kind == LINE_SIGNATURE;
}

/* 6月12日, as a clerk in haste signs. */
static bool is_day_of_year(struct text t)
{
    enum { DIGITS = 2 };
    int value;
    size_t n = number_digits(t, 0, DIGITS, &value), from = n + 1;
    size_t day = n && text_char(t, n) == U'月' ? number_digits(t, from, DIGITS, &value) : 0;
    return day && from + day + 1 == t.n && t.cp[from + day] == U'日';
}

/* 2026年7月21日20时, of an order in haste. */
static bool is_day_and_hour(struct text t)
{
    enum { DIGITS = 2 };
    size_t behind = 0;
    struct date date;
    int value;
    while (behind < t.n && t.cp[behind] != U'日')
        behind++;
    if (behind == t.n || !date_read_day(text_part(t, 0, behind + 1), &date))
        return false;
    size_t i = text_skip_blanks(t, behind + 1), n = number_digits(t, i, DIGITS, &value);
    if (!n || !utf8_is_one_of(text_char(t, i + n), U"时点"))
        return false;
    i += n + 1;
    n = number_digits(t, i, DIGITS, &value);
    return i == t.n || (n && i + n + 1 == t.n && t.cp[i + n] == U'分') || text_equals(text_part(t, i, t.n), "整");
}

/* A day that a line is, or ends in behind wide blanks or an organ. date.year 0: left to be filled
 * in. */
static bool read_day(const struct import_block *b, struct text *day, struct date *date)
{
    struct text t = b->line.text, part = t;
    *date = (struct date){0};
    if (b->table || !t.n)
        return false;
    for (size_t at = 0; import_next_part(t, &at, &part);)
        *day = part;
    struct text before = text_trimmed(import_before(t, *day));
    if (before.n && utf8_is_one_of(before.cp[before.n - 1], U"：:")) /* 签字：　日期：　年 月 日 */
        return false;
    struct line last = {.text = *day}, whole = {.text = t};
    struct recognised r = recognise_line(&whole);
    if (r.kind == LINE_DATE)
        *day = t;
    else
        r = recognise_line(&last);
    if (r.kind == LINE_DATE || is_day_of_year(t) || is_day_and_hour(t)) {
        *day = r.kind == LINE_DATE ? *day : t;
        *date = r.kind == LINE_DATE ? r.date : (struct date){0};
        return true;
    }
    return t.n <= 30 && date_read_day(*day, date) && (day->n == t.n || is_organ(import_before(t, *day)));
}

bool import_is_organ_and_day(const struct import_block *b)
{
    struct text day;
    struct date date;
    return read_day(b, &day, &date) && date.year &&
           is_organ(text_trimmed(import_before(b->line.text, day)));
}

/* No sentence, nor of another kind. */
static bool is_short(const struct import_block *b)
{
    enum { MOST = 60 };
    enum line_kind kind = b->found.kind;
    return b->paragraph && !b->taken && b->line.text.n <= MOST && !import_has_end(b->line.text) && kind != LINE_HEADING && kind != LINE_NOTE && kind != LINE_NOTE_MORE &&
           kind != LINE_LABEL && kind != LINE_DATE;
}

/* Short, and set off to the right or an organ's name. */
static bool may_sign(const struct import_block *b)
{
    return is_short(b) &&
           (b->found.kind == LINE_SIGNATURE || is_organ(b->line.text) || import_is_right(b));
}

/* Right above the day: 国务院, 张三. What a text ends in is none. */
static bool may_be_signer(const struct import_block *b)
{
    enum { MOST = 25 };
    static const char *const ends[] = {"特此", "此复", "妥否", "此致", "敬礼", "以上"};
    bool may = is_short(b) && b->line.text.n <= MOST && b->found.kind == LINE_TEXT;
    for (size_t i = 0; may && i < sizeof ends / sizeof *ends; i++)
        may = !text_word_at(b->line.text, 0, ends[i]);
    return may;
}

/* From where on nothing but the imprint and remarks stands. */
static size_t find_tail(const struct importer *im, size_t i, size_t end)
{
    while (end > i && (import_is_imprint(&im->blocks[end - 1]) ||
                       in_brackets(im->blocks[end - 1].line.text)))
        end--;
    return end;
}

size_t import_find_day(const struct importer *im, size_t i, size_t end)
{
    size_t tail = find_tail(im, i, end);
    for (size_t k = i; k < end; k++) {
        struct text day;
        struct date date;
        const struct import_block *b = &im->blocks[k];
        if (b->taken || !read_day(b, &day, &date))
            continue;
        bool alone = date.year && day.n == text_trimmed(b->line.text).n;
        bool ends = k + 1 >= tail;
        if (!ends && is_day_of_year(b->line.text))
            continue;
        if (alone && ends) /* nobody signs: as copied from a page of the web */
            return k;
        if (day.n < b->line.text.n || import_is_right(b) || (k > i && may_sign(b - 1)) ||
            (k > i && (may_be_signer(b - 1) || (ends && is_short(b - 1)))))
            return k;
    }
    return end;
}

size_t import_signers_above(const struct importer *im, size_t from, size_t behind, bool dated)
{
    enum { MOST = 12 };
    size_t i = behind;
    while (i > from && behind - i < MOST && may_sign(&im->blocks[i - 1]))
        i--;
    if (dated && i == behind && i > from && may_be_signer(&im->blocks[i - 1]))
        i--;
    return i;
}

/* The next word of a text; blanks part words. False: no more. */
static bool next_word(struct text t, size_t *at, struct text *word)
{
    size_t from = text_skip_blanks(t, *at);
    for (*at = from; *at < t.n && !utf8_is_blank(t.cp[*at]);)
        ++*at;
    *word = text_part(t, from, *at);
    return word->n > 0;
}

/* 青禾县财政局　青禾县审计局 are two; 县长　林海东 is one line. */
static void add_organs(struct importer *im, struct text t, text_list *organs)
{
    struct text whole = import_unspaced(im->arena, t), word;
    bool all = true;
    for (size_t at = 0; all && next_word(whole, &at, &word);)
        all = is_organ(word);
    if (!all && whole.n)
        VEC_PUSH(im->arena, organs, whole);
    for (size_t at = 0; all && next_word(whole, &at, &word);)
        VEC_PUSH(im->arena, organs, word);
}

static void write_day(struct importer *im, struct node *n, struct text day, struct date date)
{
    if (!date.year) {
        import_attr(im, n, "日期文字", day);
        return;
    }
    const char *printed = date_text(im->arena, date);
    bool same = words_are(day, printed);
    import_says(im, n, "日期", date_iso(im->arena, date), day, same ? NULL : printed);
}

struct node *import_signature(struct importer *im, size_t i, size_t behind, bool dated, struct node *root)
{
    text_list organs = {0};
    struct text day = {0};
    struct date date = {0};
    for (size_t k = i; k < behind; k++) {
        const struct import_block *b = &im->blocks[k];
        bool last = dated && k + 1 == behind;
        struct text organ = b->line.text;
        if (last && read_day(b, &day, &date))
            organ = text_trimmed(import_before(organ, day));
        add_organs(im, organ, &organs);
        import_became(im, k, last ? IMPORT_DATE : IMPORT_SIGNATURE,
                      b->found.kind == LINE_TEXT ? LINE_LIKELY : LINE_SURE, 0);
    }
    struct node *n = import_element(im, root, "落款");
    if (!organs.n)
        import_word(im, n, "署名", "无");
    else if (organs.n == 1)
        import_attr(im, n, "署名", organs.v[0]);
    if (dated)
        write_day(im, n, day, date);
    else
        import_word(im, n, "日期文字", "");
    for (size_t k = 0; organs.n > 1 && k < organs.n; k++)
        import_words(im, import_element(im, n, "署名方"), organs.v[k]);
    return n;
}

/* ---- what stands below ---- */

/* 主题词：…, （共印30份）: what imprints had before, and no element has now. */
static bool is_of_old(struct text t)
{
    return text_has(t, "共印") || text_word_at(t, 0, "主题词");
}

bool import_is_imprint(const struct import_block *b)
{
    enum line_kind kind = b->found.kind;
    return b->paragraph && (kind == LINE_CC || kind == LINE_PRINT || kind == LINE_DISCLOSURE ||
                            is_of_old(b->line.text));
}

static const char *const presences[][2] = {
    {"出席", "出席"}, {"参加", "出席"}, {"请假", "请假"}, {"缺席", "请假"}, {"列席", "列席"}};
enum { PRESENCES = sizeof presences / sizeof *presences };

/* 出席人员：…: which row, and what stands behind the colon. */
static int read_presence(struct text t, struct text *names)
{
    static const char *const behind[] = {"人员", "人", "单位", "同志"};
    for (int k = 0; k < PRESENCES; k++) {
        size_t i = text_word_at(t, 0, presences[k][0]);
        i += i ? text_any_word_at(t, i, behind, sizeof behind / sizeof *behind) : 0;
        if (!i || i >= t.n || !utf8_is_one_of(t.cp[i], U"：:"))
            continue;
        *names = text_trimmed(text_part(t, i + 1, t.n));
        return names->n ? k : -1;
    }
    return -1;
}

/* One of the three ways of disclosure; others are told, and become a remark. */
static bool is_way(struct importer *im, const struct import_block *b)
{
    struct text way = import_without_blanks(im->arena, b->found.text);
    bool known = text_equals(way, "主动公开") || text_equals(way, "依申请公开") ||
                 text_equals(way, "不予公开");
    if (!known)
        diag(im->diags, DIAG_D143, text_pos(b->found.text, 0), text_utf8(im->arena, way));
    return known;
}

bool import_gather_end(struct importer *im, size_t i, struct import_end *end)
{
    struct import_block *b = &im->blocks[i];
    struct text names;
    if (!b->paragraph || b->taken)
        return false;
    enum line_kind kind = b->found.kind;
    if (kind == LINE_CC) {
        VEC_PUSH(im->arena, &end->copies, i);
    } else if (kind == LINE_PRINT && !end->prints.n) {
        VEC_PUSH(im->arena, &end->prints, i);
    } else if (kind == LINE_DISCLOSURE && !end->disclosures.n && is_way(im, b)) {
        VEC_PUSH(im->arena, &end->disclosures, i);
    } else if (read_presence(b->line.text, &names) >= 0) {
        VEC_PUSH(im->arena, &end->present, i);
    } else if (kind == LINE_ANNOTATION || kind == LINE_CONTACT || kind == LINE_DISCLOSURE ||
               kind == LINE_TABLE_NOTE || kind == LINE_PRINT || in_brackets(b->line.text) ||
               is_of_old(b->line.text)) {
        VEC_PUSH(im->arena, &end->annotations, i);
    } else {
        return false;
    }
    return true;
}

/* Several stand behind each other, each in brackets. */
static void write_annotations(struct importer *im, const struct import_end *end, struct node *root)
{
    struct text_builder all = {.arena = im->arena, .src = im->draft->src};
    size_t n = end->annotations.n;
    for (size_t k = 0; k < n; k++) {
        size_t i = end->annotations.v[k];
        struct text t = im->blocks[i].line.text;
        enum line_kind kind = im->blocks[i].found.kind;
        bool known = kind == LINE_ANNOTATION || kind == LINE_CONTACT || kind == LINE_TABLE_NOTE;
        bool bracketed = in_brackets(t);
        size_t from = bracketed, to = t.n - bracketed;
        if (k)
            text_add_utf8(&all, "）（", t.at[0]);
        text_add_text(&all, text_part(t, from, to));
        import_change(im, text_part(t, 0, from), IMPORT_DERIVED, NULL);
        import_change(im, text_part(t, to, t.n), IMPORT_DERIVED, NULL);
        if (known && !bracketed)
            diag(im->diags, DIAG_D146, text_pos(t, 0), text_utf8(im->arena, t));
        if (!known)
            diag(im->diags, DIAG_D213, text_pos(t, 0), text_utf8(im->arena, t));
        import_became(im, i, known ? IMPORT_ANNOTATION : IMPORT_UNKNOWN,
                      known ? LINE_SURE : LINE_PERHAPS, 0);
    }
    if (n)
        import_words(im, import_element(im, root, "附注"), text_trimmed(text_done(&all)));
}

void import_annotations(struct importer *im, const struct import_end *end, struct node *root)
{
    static const char *const order[] = {"出席", "请假", "列席"};
    write_annotations(im, end, root);
    for (size_t o = 0; o < sizeof order / sizeof *order; o++) {
        struct node *n = NULL;
        for (size_t k = 0; k < end->present.n; k++) {
            size_t i = end->present.v[k];
            struct text t = im->blocks[i].line.text, names;
            int row = read_presence(t, &names);
            if (row < 0 || strcmp(presences[row][1], order[o]) != 0)
                continue;
            struct text label = import_before(t, names);
            const char *printed = arena_printf(im->arena, "%s：", order[o]);
            bool same = words_are(label, printed);
            if (!n)
                n = import_element(im, root, order[o]);
            import_change(im, label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN, same ? NULL : printed);
            import_words(im, n, names);
            import_became(im, i, IMPORT_PRESENT, LINE_SURE, 0);
        }
    }
}

/* ---- imprint ---- */

static void write_disclosure(struct importer *im, size_t i, struct node *root)
{
    const struct recognised *r = &im->blocks[i].found;
    bool same = words_are(r->label, "公开方式：");
    import_attr(im, import_element(im, root, "公开方式"), "方式",
                import_without_blanks(im->arena, r->text));
    import_change(im, r->label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN,
                  same ? NULL : "公开方式：");
    import_became(im, i, IMPORT_DISCLOSURE, LINE_SURE, 0);
}

/* 抄报： below 抄送： keeps its label. */
static void write_copies(struct importer *im, const struct import_end *end, struct node *imprint)
{
    struct node *n = end->copies.n ? import_element(im, imprint, "抄送") : NULL;
    for (size_t k = 0; k < end->copies.n; k++) {
        size_t i = end->copies.v[k];
        const struct recognised *r = &im->blocks[i].found;
        bool same = words_are(r->label, "抄送：");
        if (k) {
            import_words(im, n, text_from_utf8(im->arena, "　", (struct pos){0}));
            import_words(im, n, im->blocks[i].line.text);
        } else {
            import_words(im, n, r->text);
            import_change(im, r->label, same ? IMPORT_DERIVED : IMPORT_REWRITTEN,
                          same ? NULL : "抄送：");
        }
        import_became(im, i, IMPORT_CC, LINE_SURE, 0);
    }
}

static void write_print(struct importer *im, size_t i, struct node *imprint)
{
    const struct import_block *b = &im->blocks[i];
    struct node *n = import_element(im, imprint, "印发");
    const char *printed = arena_printf(im->arena, "%s印发", date_text(im->arena, b->found.date));
    struct text day = text_trimmed(import_behind(b->line.text, b->found.text));
    bool same = words_are(day, printed);
    import_attr(im, n, "机关", b->found.text);
    import_says(im, n, "日期", date_iso(im->arena, b->found.date), day, same ? NULL : printed);
    import_became(im, i, IMPORT_PRINT, LINE_SURE, 0);
}

void import_imprint(struct importer *im, const struct import_end *end, struct node *root)
{
    if (end->disclosures.n)
        write_disclosure(im, end->disclosures.v[0], root);
    if (!end->copies.n && !end->prints.n)
        return;
    struct node *imprint = import_element(im, root, "版记");
    write_copies(im, end, imprint);
    if (end->prints.n)
        write_print(im, end->prints.v[0], imprint);
}
