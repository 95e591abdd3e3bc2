/*
 * A line by itself. Readers are asked one after another, those that running text hardly resembles
 * first; the first that knows the line says what it is.
 */
#include <uchar.h>

#include "base/utf8.h"
#include "recognise/recognise_int.h"
#include "value/list.h"
#include "value/number.h"

static bool has_one_of(struct text t, const char32_t *set)
{
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], set))
            return true;
    return false;
}

static size_t find(struct text t, size_t i, const char32_t *set)
{
    while (i < t.n && !utf8_is_one_of(t.cp[i], set))
        i++;
    return i;
}

/* ---- the head ---- */

/* 第 3 页, 第3页 共9页, 第3页/共9页 */
static bool is_page_of(struct text t, int *value)
{
    int of;
    size_t i = words_begins(t, "第");
    size_t n = i ? words_digits(t, text_skip_blanks(t, i), NUMBER_DIGITS, value) : 0;
    struct text rest = n ? words_from(t, text_skip_blanks(t, i) + n) : (struct text){0};
    if (!rest.n || rest.cp[0] != U'页')
        return false;
    rest = words_from(rest, 1);
    if (rest.n && utf8_is_one_of(rest.cp[0], U"，,/／、"))
        rest = words_from(rest, 1);
    i = words_begins(rest, "共");
    n = i ? words_digits(rest, text_skip_blanks(rest, i), NUMBER_DIGITS, &of) : 0;
    struct text end = n ? words_from(rest, text_skip_blanks(rest, i) + n) : (struct text){0};
    return !rest.n || (end.n == 1 && end.cp[0] == U'页');
}

static bool read_page(struct text t, struct recognised *out)
{
    static const char32_t dashes[] = U"-—–－─";
    int value;
    if (is_page_of(t, &value)) {
        *out = (struct recognised){.kind = LINE_PAGE, .trust = LINE_LIKELY, .order = value};
        return true;
    }
    bool dashed =
        t.n > 2 && utf8_is_one_of(t.cp[0], dashes) && utf8_is_one_of(t.cp[t.n - 1], dashes);
    struct text inner = dashed ? words_from(text_part(t, 0, t.n - 1), 1) : t;
    while (dashed && inner.n && utf8_is_one_of(inner.cp[0], dashes))
        inner = words_from(inner, 1);
    size_t n = words_digits(inner, 0, NUMBER_DIGITS, &value);
    if (!dashed || !n || (n < inner.n && !utf8_is_one_of(inner.cp[n], dashes)))
        return false;
    *out = (struct recognised){.kind = LINE_PAGE, .trust = LINE_LIKELY, .order = value};
    return true;
}

static bool read_copy_number(struct text t, struct recognised *out)
{
    enum { DIGITS = 6 };
    int value = number_whole(t, DIGITS);
    if (t.n != DIGITS || value < 0 || t.cp[0] != '0')
        return false;
    *out = (struct recognised){
        .kind = LINE_COPY_NUMBER, .trust = LINE_LIKELY, .text = t, .order = value};
    return true;
}

/* 青政发〔2026〕12号, in brackets of any kind. */
static bool read_number(struct text t, struct recognised *out)
{
    enum { CODE_MOST = 20, YEAR_DIGITS = 4, SERIAL_DIGITS = 5 };
    size_t open = find(t, 0, U"〔[［【（(");
    for (size_t i = 0; i < open; i++)
        if (!utf8_is_han(t.cp[i]) && !utf8_is_blank(t.cp[i]) &&
            !utf8_is_one_of(t.cp[i], U"×XxＸ○*＊")) /* left out */
            return false;
    int year, serial;
    size_t i = open + 1;
    if (!open || open > CODE_MOST || words_digits(t, i, YEAR_DIGITS, &year) != YEAR_DIGITS)
        return false;
    i += YEAR_DIGITS;
    if (i == t.n || !utf8_is_one_of(t.cp[i], U"〕]］】）)"))
        return false;
    i = text_skip_blanks(t, i + 1);
    i += i < t.n && t.cp[i] == U'第';
    size_t n = words_digits(t, i, SERIAL_DIGITS, &serial);
    if (!n || i + n + 1 != t.n || t.cp[i + n] != U'号')
        return false;
    *out = (struct recognised){.kind = LINE_NUMBER, .trust = LINE_SURE, .order = serial};
    out->date.year = year;
    out->text = text_trimmed(text_part(t, 0, open));
    return true;
}

static bool read_masthead(struct text t, struct recognised *out)
{
    enum { WORD = 2 };
    if (t.n <= WORD || t.cp[t.n - 1] != U'件' || t.cp[t.n - WORD] != U'文')
        return false;
    struct text organ = text_trimmed(text_part(t, 0, t.n - WORD));
    if (!words_is_organ(organ))
        return false;
    *out = (struct recognised){.kind = LINE_MASTHEAD, .trust = LINE_LIKELY, .text = organ};
    return true;
}

/* ---- the main part ---- */

/* A line for those whom the document goes to: each is an organ, or several (各村, 镇直各单位). */
static bool read_addressees(struct text t, struct recognised *out)
{
    enum { MOST = 300 };
    if (!t.n || t.n > MOST || !words_is_colon(t.cp[t.n - 1]))
        return false;
    struct text all = text_trimmed(text_part(t, 0, t.n - 1)), item;
    if (words_is_hall(all)) {
        *out = (struct recognised){.kind = LINE_SALUTATION, .trust = LINE_PERHAPS, .text = all};
        return true;
    }
    size_t n = 0;
    for (size_t at = 0; list_next(all, LIST_NAMES, &at, &item); n++)
        if (!words_is_addressee(item))
            return false;
    if (!n || has_one_of(all, U"。？！“”"))
        return false;
    *out = (struct recognised){.kind = LINE_TO, .trust = LINE_PERHAPS, .text = all};
    return true;
}

bool line_part_run_in(struct text rest, struct recognised *out)
{
    enum { MOST = 30 };
    size_t stop = find(rest, 0, U"。！？；;:：");
    if (stop + 1 >= rest.n || rest.cp[stop] != U'。' || stop > MOST || out->level < 2)
        return false;
    out->text = text_part(rest, 0, stop);
    out->more = words_from(rest, stop + 1);
    return true;
}

/* 会议时间： above its text; 各村要做到以下几点： is a sentence. */
static bool is_title_with_colon(struct text t)
{
    enum { MOST = 12 };
    static const char *const spoken[] = {"如下", "以下", "下列", "分别", "要求是", "包括", "要做"};
    bool is = t.n > 1 && t.n <= MOST && words_is_colon(t.cp[t.n - 1]) &&
              find(t, 0, U"。！？；;:：，,") + 1 == t.n;
    for (size_t i = 0; is && i < sizeof spoken / sizeof *spoken; i++)
        is = !text_has(t, spoken[i]);
    return is;
}

void line_part_heading(struct text rest, struct recognised *out)
{
    enum { TITLE_MOST = 50 };
    bool ends = find(rest, 0, U"。！？；;:：") < rest.n;
    if ((!ends && rest.n <= TITLE_MOST) || is_title_with_colon(rest))
        out->text = rest;
    else if (find(rest, 0, U"，,") < find(rest, 0, U"。") || !line_part_run_in(rest, out))
        out->more = rest;
}

static bool read_heading(struct text t, struct recognised *out)
{
    struct recognised found = {.kind = LINE_HEADING};
    size_t n = label_heading(t, &found);
    if (!n || n == t.n)
        return false;
    found.trust = found.order == 1 ? LINE_LIKELY : LINE_PERHAPS;
    line_part_heading(words_from(t, n), &found);
    *out = found;
    return true;
}

/* A line of a kind that begins with a label. */
static bool read_labelled(struct text t, enum line_kind kind,
                          size_t (*label)(struct text t, struct recognised *out),
                          struct recognised *out)
{
    struct recognised found = {.kind = kind, .trust = LINE_LIKELY};
    size_t n = label(t, &found);
    found.text = words_from(t, n);
    if (n)
        *out = found;
    return n > 0;
}

/* 第一条　为了……; 第二章总则, as short as a heading is. */
static bool read_article(struct text t, struct recognised *out)
{
    enum { HEADING_MOST = 20 };
    struct recognised found;
    if (!read_labelled(t, LINE_ARTICLE, label_article, &found) || !found.text.n)
        return false;
    size_t n = found.label.n;
    bool heading = t.cp[n - 1] != U'条' && t.n <= HEADING_MOST && !has_one_of(t, U"。，；：的");
    if (!utf8_is_blank(t.cp[n]) && !heading)
        return false;
    if (t.cp[n - 1] != U'条' && !has_one_of(found.text, U"。；"))
        found.level = t.cp[n - 1] == U'节' ? 2 : 1;
    *out = found;
    return true;
}

static bool read_item(struct text t, struct recognised *out)
{
    return read_labelled(t, LINE_ITEM, label_bullet, out);
}

static bool read_table_title(struct text t, struct recognised *out)
{
    size_t word = words_begins(t, "附表"), plain = words_begins(t, "表"), i = word ? word : plain;
    int value;
    size_t n = i ? words_digits(t, text_skip_blanks(t, i), NUMBER_DIGITS, &value) : 0;
    size_t end = text_skip_blanks(t, i) + n;
    if (!n || end == t.n || has_one_of(t, U"。，；") ||
        !(utf8_is_blank(t.cp[end]) || words_is_colon(t.cp[end])))
        return false;
    *out = (struct recognised){.kind = LINE_TABLE_TITLE, .trust = LINE_LIKELY, .order = value};
    out->label = text_part(t, 0, end + 1);
    out->text = words_from(t, end + 1);
    return true;
}

static bool read_title(struct text t, struct recognised *out)
{
    enum { LEAST = 4, MOST = 80 };
    bool about = text_has(t, "关于");
    if (t.n < LEAST || t.n > MOST || has_one_of(t, U"。，；：！？:;") || !words_ends_title(t))
        return false;
    *out = (struct recognised){
        .kind = LINE_TITLE, .trust = about ? LINE_LIKELY : LINE_PERHAPS, .text = t};
    return true;
}

static bool read_to_fill_in(struct text t, struct recognised *out)
{
    enum { BLANKS_LEAST = 3 };
    size_t lines = 0;
    for (size_t i = 0; i < t.n; i++)
        lines += utf8_is_one_of(t.cp[i], U"_＿");
    bool boxes = has_one_of(t, U"□☐");
    if (!boxes && lines < BLANKS_LEAST)
        return false;
    *out = (struct recognised){
        .kind = boxes ? LINE_BOXES : LINE_BLANKS, .trust = LINE_LIKELY, .text = t};
    return true;
}

/* ---- the end ---- */

/* 甲表 2.乙表；3.丙表, behind 附件：1.: all of them in a line. */
static bool names_several(struct text t)
{
    int order;
    for (size_t i = 1; i < t.n; i++)
        if ((utf8_is_blank(t.cp[i - 1]) || utf8_is_one_of(t.cp[i - 1], U"；;")) &&
            label_of_note(text_part(t, i, t.n), &order) && order == 2)
            return true;
    return false;
}

/* 附件：1.表 notes; 附件1 begins one. 附件1的要求 is running text. */
static bool read_attachment(struct text t, struct recognised *out)
{
    enum { TITLE_MOST = 60 };
    struct recognised found = {.kind = LINE_NOTE, .trust = LINE_LIKELY};
    bool noted;
    size_t n = label_attachment(t, &found, &noted);
    if (!n)
        return false;
    found.text = words_from(t, n);
    size_t bare = found.text.n; /* 附件：进度表。 ends as a sentence does */
    bare -= noted && bare > 1 && utf8_is_one_of(found.text.cp[bare - 1], U"。；;");
    bool several = noted && found.order == 1 && names_several(found.text);
    if ((bare > TITLE_MOST && !several) || (noted && !found.text.n) ||
        has_one_of(text_part(found.text, 0, bare), several ? U"。，" : U"。，；"))
        return false;
    if (!noted) {
        found.kind = LINE_LABEL;
        bool spoken = found.text.n && utf8_is_one_of(found.text.cp[0], U"的所中为是和、");
        found.trust = found.text.n ? LINE_PERHAPS : LINE_LIKELY;
        if (spoken)
            return false;
    }
    *out = found;
    return true;
}

/* 2026年9月: a month at most. */
static bool is_month(struct text t)
{
    enum { YEAR = 4, MONTH = 2 };
    int year, month;
    size_t n = words_digits(t, 0, YEAR, &year), i = text_skip_blanks(t, n);
    bool is = n == YEAR && i < t.n && t.cp[i] == U'年';
    i = text_skip_blanks(t, i + is);
    n = is ? words_digits(t, i, MONTH, &month) : 0;
    return n && text_skip_blanks(t, i + n) + 1 == t.n;
}

/* 2026年9月18日; 2026年　月　日, XXXX年X月X日 to be filled in; 2026年9月. */
static bool read_date(struct text t, struct recognised *out)
{
    struct date day = {0};
    bool month = t.cp[t.n - 1] == U'月' && is_month(t);
    if (!has_one_of(t, U"年") || !has_one_of(t, U"月") || (t.cp[t.n - 1] != U'日' && !month))
        return false;
    if (!month && !date_read_day(t, &day)) {
        for (size_t i = 0; i < t.n; i++)
            if (number_digit(t.cp[i]) < 0 && !utf8_is_blank(t.cp[i]) &&
                !utf8_is_one_of(t.cp[i], U"年月日十×XxＸ_＿"))
                return false;
        day = (struct date){0};
    }
    *out = (struct recognised){.kind = LINE_DATE, .trust = LINE_PERHAPS, .text = t, .date = day};
    return true;
}

static bool read_print(struct text t, struct recognised *out)
{
    enum { LONGEST_DAY = 20 };
    size_t word = t.n && t.cp[t.n - 1] == U'发' ? 2 : 1; /* 印发, 印 */
    if (t.n <= word || t.cp[t.n - word] != U'印')
        return false;
    struct text said = text_trimmed(text_part(t, 0, t.n - word));
    size_t i = said.n > LONGEST_DAY ? said.n - LONGEST_DAY : 0;
    struct date day = {0};
    while (i < said.n &&
           !(number_digit(said.cp[i]) >= 0 && date_read_day(text_part(said, i, said.n), &day)))
        i++;
    if (i == said.n)
        return false;
    *out = (struct recognised){.kind = LINE_PRINT, .trust = LINE_SURE, .date = day};
    out->text = text_trimmed(text_part(said, 0, i));
    return true;
}

static bool read_signature(struct text t, struct recognised *out)
{
    if (!words_is_organ(t))
        return false;
    *out = (struct recognised){.kind = LINE_SIGNATURE, .trust = LINE_PERHAPS, .text = t};
    return true;
}

/* ---- words and what stands behind them ---- */

static bool is_of_phone(uint32_t cp)
{
    return utf8_is_digit(utf8_narrow(cp)) || utf8_is_one_of(cp, U"-－—");
}

/* 周川，电话：13800000000 is one name and one telephone; anything else stays whole. */
static void part_contact(struct recognised *out)
{
    enum { NAME_LEAST = 2, NAME_MOST = 15, PHONE_LEAST = 7 };
    static const char *const labels[] = {"联系电话", "电话", "手机", "手机号"};
    struct text t = out->text;
    size_t name = 0;
    while (name < t.n && (utf8_is_han(t.cp[name]) || t.cp[name] == U'·'))
        name++;
    size_t i = name;
    while (i < t.n && (utf8_is_blank(t.cp[i]) || utf8_is_one_of(t.cp[i], U"，,；;")))
        i++;
    struct text rest = text_part(t, i, t.n);
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        size_t n = words_begins(rest, labels[k]);
        if (n && n < rest.n && words_is_colon(rest.cp[n]))
            rest = words_from(rest, n + 1);
    }
    size_t phone = 0;
    while (phone < rest.n && is_of_phone(rest.cp[phone]))
        phone++;
    bool ends = phone == rest.n || (phone + 1 == rest.n && utf8_is_one_of(rest.cp[phone], U"。；"));
    if (i == name || name < NAME_LEAST || name > NAME_MOST || phone < PHONE_LEAST || !ends)
        return;
    out->text = text_part(t, 0, name);
    out->more = text_part(rest, 0, phone);
}

static bool read_words(struct text t, struct recognised *out)
{
    if (words_whole(t, out))
        return true;
    if (!words_lead(t, out))
        return false;
    if (out->kind == LINE_CONTACT)
        part_contact(out);
    if (out->kind == LINE_TO && out->text.n && words_is_colon(out->text.cp[out->text.n - 1]))
        out->text = text_trimmed(text_part(out->text, 0, out->text.n - 1));
    if (out->text.n)
        return true;
    *out = (struct recognised){0};
    return false;
}

struct recognised line_of_text(struct text typed)
{
    static bool (*const readers[])(struct text, struct recognised *) = {
        read_page,       read_copy_number, read_number,    read_words,
        read_attachment, read_masthead,    read_print,     read_date,
        read_article,    read_heading,     read_item,      read_table_title,
        read_addressees, read_title,       read_signature, read_to_fill_in,
    };
    struct text t = text_trimmed(typed);
    struct recognised found = {.kind = t.n ? LINE_TEXT : LINE_BLANK, .trust = LINE_SURE};
    for (size_t i = 0; t.n && i < sizeof readers / sizeof *readers; i++) {
        struct recognised read = {0};
        if (readers[i](t, &read))
            return read;
    }
    found.text = t;
    return found;
}
