/*
 * The head of a document: who issues it, its number, who signs for it, how secret and how urgent it
 * is. It ends with the number, wherever that stands among the first lines; without one only what
 * ends in 文件 is a head. Lines of several parts (number and signer) are taken apart by their blanks.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"

enum { HEAD_MOST = 14 };

struct part {
    struct text text;
    struct text typed; /* with brackets around it */
    struct recognised found;
};

struct head {
    struct importer *im;
    struct part copy_number, secrecy, urgency, number;
    VEC(struct text) organs, signers;
    struct text suffix; /* 文件, 令, … as typed; empty: none */
};

/* ---- numbers ---- */

/* 第12号, 〔2026〕9号, 青政发〔2026〕　号: what an office has where the usual form is not. */
static bool is_own_number(struct text t)
{
    enum { MOST = 30 };
    bool ends = t.n > 2 && utf8_is_one_of(t.cp[t.n - 1], U"号期");
    bool year = text_has(t, "〔") || text_has(t, "[") || text_has(t, "［");
    return ends && t.n <= MOST && !text_has(t, "。") &&
           (year || text_word_at(t, 0, "第") || text_word_at(t, 0, "总第"));
}

/* （青政发〔2026〕12号）, as below a title. */
static struct text without_brackets(struct text t)
{
    bool in = t.n > 2 && utf8_is_one_of(t.cp[0], U"（(") && utf8_is_one_of(t.cp[t.n - 1], U"）)");
    return in ? text_trimmed(text_part(t, 1, t.n - 1)) : t;
}

static struct part read_part(struct importer *im, struct text typed)
{
    struct text t = without_brackets(typed);
    struct line line = {.text = t}, close = {.text = import_without_blanks(im->arena, t)};
    struct part p = {.text = t, .found = recognise_line(&line)};
    if (p.found.kind == LINE_TEXT && recognise_line(&close).kind == LINE_NUMBER)
        p = (struct part){.text = close.text, .found = recognise_line(&close)};
    if (p.found.kind != LINE_NUMBER && is_own_number(t))
        p.found = (struct recognised){.kind = LINE_NUMBER, .trust = LINE_PERHAPS, .text = t};
    if (t.n < typed.n && p.found.kind != LINE_NUMBER) {
        line.text = p.text = typed;
        p.found = recognise_line(&line);
    }
    p.typed = typed;
    return p;
}

/* A line whose parts are asked for one after the other; one that wide blanks part although it is a
 * whole is not parted. */
struct line_parts {
    struct text text;
    size_t signer; /* where 签发人 stands; text.n: nowhere */
    bool parted;
    size_t at; /* behind the last part */
};

static struct line_parts parts_of(struct importer *im, const struct import_block *b)
{
    struct line_parts l = {.text = b->line.text};
    enum line_kind kind = read_part(im, l.text).found.kind;
    while (l.signer < l.text.n && !text_word_at(l.text, l.signer, "签发人"))
        l.signer++;
    bool spaced = import_unspaced(im->arena, l.text).n < l.text.n; /* 文  件 is one word */
    l.parted = (kind == LINE_TEXT && !spaced) || (l.signer < l.text.n && kind != LINE_NUMBER);
    return l;
}

static bool next_part(struct importer *im, struct line_parts *l, struct part *out)
{
    struct text t = l->text, found;
    bool signed_by = l->signer < t.n;
    if (l->at >= t.n)
        return false;
    if (l->at == 0 && l->signer && signed_by)
        found = text_trimmed(text_part(t, 0, l->signer)), l->at = l->signer;
    else if (l->at == l->signer && signed_by)
        found = text_part(t, l->signer, t.n), l->at = t.n;
    else if (l->parted)
        import_next_part(t, &l->at, &found);
    else
        found = t, l->at = t.n;
    *out = read_part(im, found);
    return found.n > 0;
}

static bool has_number(struct importer *im, const struct import_block *b)
{
    struct part p;
    struct line_parts line = parts_of(im, b);
    while (b->paragraph && next_part(im, &line, &p))
        if (p.found.kind == LINE_NUMBER)
            return true;
    return false;
}

/* ---- mastheads ---- */

static bool ends_in(struct text t, const char *word)
{
    size_t n = utf8_count(word, strlen(word));
    return t.n > n && text_word_at(t, t.n - n, word);
}

static bool is_organ(struct text t)
{
    struct line line = {.text = t};
    enum line_kind kind = recognise_line(&line).kind;
    return kind == LINE_SIGNATURE || kind == LINE_MASTHEAD;
}

/* 青禾县人民政府办公室便函: how much of it is no organ's; 0: it is no letter's. */
static size_t letter_ending(struct text t)
{
    static const char *const words[] = {"便函", "公函", "函"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ends_in(t, words[i]))
            return utf8_count(words[i], strlen(words[i]));
    return 0;
}

static bool is_masthead(struct importer *im, const struct import_block *b)
{
    struct text t = import_without_blanks(im->arena, b->line.text);
    bool about = text_has(t, "关于"); /* 关于……的命令 is a title */
    size_t letter = letter_ending(t);
    return b->line.looks.red || is_organ(t) || ends_in(t, "文件") || text_equals(t, "文件") ||
           ((ends_in(t, "令") || ends_in(t, "纪要")) && !about) ||
           (letter && is_organ(text_part(t, 0, t.n - letter)));
}

static bool is_small(enum line_kind kind)
{
    return kind == LINE_COPY_NUMBER || kind == LINE_SECRECY || kind == LINE_URGENCY ||
           kind == LINE_SIGNER;
}

/* 文件, below the organ's line. */
static bool ends_masthead(struct importer *im, size_t i)
{
    if (i >= im->n || !im->blocks[i].paragraph)
        return false;
    struct text t = import_without_blanks(im->arena, im->blocks[i].line.text);
    return ends_in(t, "文件") || text_equals(t, "文件");
}

/* 青禾县防汛抗旱 above 指挥部文件: the masthead that two lines are; empty: they are none. */
static struct text masthead_of_two(struct importer *im, size_t i)
{
    const struct import_block *b = &im->blocks[i];
    if (i + 1 >= im->n || !b->paragraph || !b[1].paragraph || is_small(b->found.kind))
        return (struct text){0};
    struct text first = import_without_blanks(im->arena, b->line.text);
    struct text all = text_joined(im->arena, first, import_without_blanks(im->arena, b[1].line.text));
    bool is = ends_in(all, "文件") && !text_has(all, "关于") && !is_organ(first) &&
              is_organ(text_part(all, 0, all.n - utf8_count("文件", strlen("文件"))));
    return is ? all : (struct text){0};
}

/* Behind the head: behind its number when all above it is of a head, else behind what ends in 文件.
 */
static size_t find_end(struct importer *im)
{
    size_t number = 0, lines = 0;
    while (number < im->n && number < HEAD_MOST && !has_number(im, &im->blocks[number]))
        number++;
    bool found = number < im->n && number < HEAD_MOST;
    bool masthead = false;
    for (size_t i = 0; i < im->n && (found ? i < number : i < HEAD_MOST); i++) {
        const struct import_block *b = &im->blocks[i];
        bool small = is_small(b->found.kind);
        bool organ = b->paragraph && is_masthead(im, b);
        struct text bare = import_without_blanks(im->arena, b->line.text);
        if (!small && !organ && masthead_of_two(im, i).n) {
            masthead = true;
            lines = ++i + 1;
            continue;
        }
        if (!small && !organ)
            return found || !masthead ? 0 : lines;
        bool whole = ends_in(bare, "文件") || text_equals(bare, "文件") || b->line.looks.red;
        if (!found && organ && !whole && !ends_masthead(im, i + 1))
            return masthead ? lines : 0;
        masthead = masthead || organ;
        lines = i + 1;
    }
    size_t behind = number + 1; /* 签发人：…… may stand below it */
    while (found && behind < im->n && im->blocks[behind].found.kind == LINE_SIGNER)
        behind++;
    return found && masthead ? behind : found ? 0 : masthead ? lines : 0;
}

/* 青禾县人民政府文件: the organ, and what ends the masthead. */
static void take_masthead(struct head *h, struct text typed)
{
    static const char *const words[] = {"文件", "令"};
    struct text t = import_unspaced(h->im->arena, typed);
    if (text_equals(t, "文件")) {
        import_change(h->im, h->suffix, IMPORT_DERIVED, NULL);
        h->suffix = t;
        return;
    }
    size_t cut = t.n;
    for (size_t i = 0; i < sizeof words / sizeof *words && cut == t.n; i++)
        if (ends_in(t, words[i]))
            cut = t.n - utf8_count(words[i], strlen(words[i]));
    for (size_t i = t.n; cut == t.n && ends_in(t, "纪要") && i > 3; i--)
        if (is_organ(text_part(t, 0, i)))
            cut = i;
    if (cut < t.n) {
        import_change(h->im, h->suffix, IMPORT_DERIVED, NULL); /* one of several is printed */
        h->suffix = text_part(t, cut, t.n);
    }
    struct text organ = text_trimmed(text_part(t, 0, cut));
    if (organ.n)
        VEC_PUSH(h->im->arena, &h->organs, import_unspaced(h->im->arena, organ));
}

/* 罗 明　王小川: names that blanks or marks part. */
static void take_signers(struct head *h, const struct recognised *r)
{
    struct text item, name;
    import_change(h->im, r->label, IMPORT_DERIVED, NULL);
    for (size_t at = 0; list_next(r->text, LIST_WORDS, &at, &item);)
        for (size_t in = 0; import_next_part(item, &in, &name);)
            VEC_PUSH(h->im->arena, &h->signers, import_without_blanks(h->im->arena, name));
}

static enum import_kind take_part(struct head *h, const struct part *p)
{
    switch (p->found.kind) {
    case LINE_COPY_NUMBER:
        h->copy_number = *p;
        return IMPORT_COPY_NUMBER;
    case LINE_SECRECY:
        h->secrecy = *p;
        return IMPORT_SECRECY;
    case LINE_URGENCY:
        h->urgency = *p;
        return IMPORT_URGENCY;
    case LINE_NUMBER:
        h->number = *p;
        import_change(h->im, import_before(p->typed, p->text), IMPORT_REWRITTEN, "");
        import_change(h->im, import_behind(p->typed, p->text), IMPORT_REWRITTEN, "");
        return IMPORT_NUMBER;
    case LINE_SIGNER:
        take_signers(h, &p->found);
        return IMPORT_SIGNER;
    default:
        take_masthead(h, p->text);
        return IMPORT_MASTHEAD;
    }
}

/* ---- elements ---- */

/* 机密★1年 */
static void write_secrecy(struct importer *im, struct node *head, const struct part *p)
{
    if (!p->text.n)
        return;
    struct node *n = import_element(im, head, "密级");
    import_attr(im, n, "等级", import_without_blanks(im->arena, p->found.text));
    if (p->found.more.n)
        import_attr(im, n, "期限", import_without_blanks(im->arena, p->found.more));
    struct text behind = import_behind(p->text, p->found.text);
    if (p->found.more.n)
        import_change(im, import_before(behind, p->found.more), IMPORT_DERIVED, NULL);
}

/* 〔2026〕 whatever its brackets, 3号 for 第03号: as it will be printed. */
static void write_number(struct importer *im, struct node *head, const struct part *p)
{
    if (!p->text.n)
        return;
    struct node *n = import_element(im, head, "发文字号");
    const struct recognised *r = &p->found;
    if (!r->date.year) {
        import_attr(im, n, "文字", p->text);
        return;
    }
    const char *year = arena_printf(im->arena, "%d", r->date.year);
    const char *order = arena_printf(im->arena, "%d", r->order);
    import_attr(im, n, "代字", import_without_blanks(im->arena, r->text));
    import_word(im, n, "年", year);
    import_word(im, n, "号", order);
    const char *printed = arena_printf(im->arena, "〔%s〕%s号", year, order);
    struct text rest = import_behind(p->text, r->text);
    bool same = words_are(rest, printed);
    import_change(im, rest, same ? IMPORT_DERIVED : IMPORT_REWRITTEN, same ? NULL : printed);
}

/* The profile by what the masthead ends in; its own word is not typed again. */
static void write_issuers(struct head *h, struct node *head)
{
    struct importer *im = h->im;
    struct text suffix = import_without_blanks(im->arena, h->suffix);
    bool minutes = ends_in(suffix, "纪要") || text_equals(suffix, "纪要");
    bool order = text_equals(suffix, "令"), usual = text_equals(suffix, "文件");
    im->profile = minutes ? "minutes" : order ? "order" : suffix.n || h->organs.n > 1 ? NULL
                                                                                       : "letter";
    for (size_t i = 0; i < h->organs.n; i++) {
        struct node *n = import_element(im, head, "发文机关");
        if (i == 0 && minutes && !text_equals(suffix, "纪要"))
            import_attr(im, n, "后缀", suffix);
        else if (i == 0 && !suffix.n && h->organs.n > 1)
            import_word(im, n, "后缀", "");
        else if (i == 0 && (usual || order || minutes))
            import_change(im, h->suffix, IMPORT_DERIVED, NULL);
        import_words(im, n, h->organs.v[i]);
    }
}

static void write_head(struct head *h, struct node *root)
{
    struct importer *im = h->im;
    struct node *head = import_element(im, root, "版头");
    if (h->copy_number.text.n)
        import_words(im, import_element(im, head, "份号"), h->copy_number.text);
    write_secrecy(im, head, &h->secrecy);
    if (h->urgency.text.n)
        import_attr(im, import_element(im, head, "紧急程度"), "等级",
                    import_without_blanks(im->arena, h->urgency.text));
    write_issuers(h, head);
    for (size_t i = 0; i < h->signers.n; i++)
        import_words(im, import_element(im, head, "签发人"), h->signers.v[i]);
    write_number(im, head, &h->number);
}

static void take_lines(struct head *h, size_t i, size_t end)
{
    for (; i < end; i++) {
        struct text two = i + 1 < end ? masthead_of_two(h->im, i) : (struct text){0};
        if (two.n) {
            take_masthead(h, two);
            import_became(h->im, i++, IMPORT_MASTHEAD, LINE_LIKELY, 0);
            import_became(h->im, i, IMPORT_MASTHEAD, LINE_LIKELY, 0);
            continue;
        }
        struct part p;
        struct line_parts line = parts_of(h->im, &h->im->blocks[i]);
        enum import_kind kind = IMPORT_MASTHEAD;
        enum line_trust trust = LINE_SURE;
        for (size_t n = 0; next_part(h->im, &line, &p); n++) {
            enum import_kind is = take_part(h, &p);
            kind = n ? kind : is;
            trust = p.found.kind == LINE_TEXT ? LINE_LIKELY : trust;
        }
        import_became(h->im, i, kind, trust, 0);
    }
}

bool import_is_number(struct importer *im, const struct import_block *b)
{
    return b->paragraph && !b->taken && read_part(im, b->line.text).found.kind == LINE_NUMBER;
}

size_t import_skip_head(struct importer *im, size_t i, size_t end)
{
    enum { MOST = 3 };
    if (i >= end || !im->blocks[i].paragraph || !is_masthead(im, &im->blocks[i]))
        return i;
    for (size_t k = i + 1; k < end && k <= i + MOST; k++)
        if (import_is_number(im, &im->blocks[k]))
            return k + 1;
    return i;
}

size_t import_small_lines(const struct importer *im)
{
    size_t i = 0;
    while (i < im->n && is_small(im->blocks[i].found.kind))
        i++;
    return i;
}

/* Who issues is who signs, or whom the title names. */
void import_head_by_signature(struct importer *im, size_t small, size_t number,
                              const struct node *signature, struct text titled, struct node *root)
{
    struct head h = {.im = im};
    const struct attr *organ = signature ? xml_attr(signature, "署名") : NULL;
    struct node *first = root->first;
    if (titled.n)
        VEC_PUSH(im->arena, &h.organs, titled);
    if (organ)
        VEC_PUSH(im->arena, &h.organs, organ->value);
    for (const struct node *n = signature ? signature->first : NULL; n; n = n->next)
        VEC_PUSH(im->arena, &h.organs, n->first->text);
    h.suffix = text_from_utf8(im->arena, "文件", (struct pos){0});
    take_lines(&h, 0, small);
    if (number < im->n)
        take_lines(&h, number, number + 1);
    diag(im->diags, DIAG_D135, im->start, text_utf8(im->arena, h.organs.v[0]));
    root->first = NULL;
    write_head(&h, root);
    root->first->next = first;
}

size_t import_head(struct importer *im, struct node *root)
{
    struct head h = {.im = im};
    size_t end = find_end(im);
    take_lines(&h, 0, end);
    if (h.organs.n)
        write_head(&h, root);
    return end;
}
