/*
 * Titles: of a document, of what it issues, of an attachment. Where a title ends is told by how it
 * stands (centred, by blanks or otherwise), by its last word (通知), and by what comes behind it.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/import_int.h"

enum { LINES_MOST = 6, TITLE_MOST = 60 };

/* Read anew: lines below running text are no titles to recognise_lines. */
static bool ends_title(const struct importer *im, const struct import_block *b)
{
    struct line line = {.text = import_without_blanks(im->arena, b->line.text)};
    return recognise_line(&line).kind == LINE_TITLE || import_genre(line.text) != NULL;
}

size_t import_noted_title(const struct importer *im, size_t i, size_t end, struct text noted)
{
    struct arena *a = im->arena;
    struct text left = import_without_blanks(a, noted);
    size_t k = i;
    for (; left.n && k < end && k < i + LINES_MOST && im->blocks[k].paragraph; k++) {
        struct text line = import_without_blanks(a, im->blocks[k].line.text);
        if (im->blocks[k].taken || line.n > left.n || !text_same(line, text_part(left, 0, line.n)))
            return i;
        left = text_part(left, line.n, left.n);
    }
    return left.n ? i : k;
}

static bool is_in_brackets(struct text t)
{
    return t.n > 2 && utf8_is_one_of(t.cp[0], U"（(") && utf8_is_one_of(t.cp[t.n - 1], U"）)");
}

/* What no line of a title is. */
static bool cannot_be(const struct import_block *b)
{
    enum line_kind kind = b->found.kind;
    bool numbered = kind == LINE_HEADING && b->found.label.n;
    bool ends = import_has_end(b->line.text);
    return !b->paragraph || b->taken || ends || (numbered && !import_is_centred(b)) ||
           kind == LINE_ARTICLE || kind == LINE_TO || kind == LINE_DATE || kind == LINE_LABEL ||
           kind == LINE_NOTE || kind == LINE_CC || kind == LINE_ROSTER || kind == LINE_CONTACT ||
           kind == LINE_NUMBER || kind == LINE_SIGNER || kind == LINE_SALUTATION || b->line.text.n > TITLE_MOST ||
           is_in_brackets(b->line.text);
}

/* 的通知, （试行）的通知: the rest of a title. */
static bool goes_on(struct text t)
{
    size_t i = 0;
    if (utf8_is_one_of(t.cp[0], U"（("))
        while (i < t.n && !utf8_is_one_of(t.cp[i++], U"）)"))
            ;
    return text_char(t, i) == U'的';
}

/* …春耕方案》的, above 通知. */
static bool is_open(const struct import_block *b)
{
    struct text t = b->line.text;
    return t.cp[t.n - 1] == U'的';
}

/* 通　知, and nothing else. */
static bool is_genre(const struct importer *im, const struct import_block *b)
{
    struct text bare = import_without_blanks(im->arena, b->line.text);
    struct text of = text_from_utf8(im->arena, "的", text_pos(bare, 0));
    return bare.n <= 3 && import_genre(text_joined(im->arena, of, bare)) != NULL;
}

/* Behind the last line of the title that begins with block i. */
static size_t find_end(const struct importer *im, size_t i, size_t end)
{
    bool centred = i < end && import_is_centred(&im->blocks[i]), about = false;
    size_t k = i, by_word = i;
    for (; k < end && k < i + LINES_MOST && !cannot_be(&im->blocks[k]); k++) {
        const struct import_block *b = &im->blocks[k];
        bool open = k > i && is_open(&b[-1]), rest = open || goes_on(b->line.text);
        if (k > i && centred != import_is_centred(b) && !rest)
            break;
        if (by_word > i && !centred && !rest)
            break;
        if (k > i && b->page)
            break;
        about = about || text_has(b->line.text, "关于");
        if (ends_title(im, b) || (open && is_genre(im, b)) || (!about && recognise_ends_sheet(b->line.text)))
            by_word = k + 1;
    }
    if (by_word > i)
        return by_word;
    bool short_line = k > i && im->blocks[i].line.text.n <= TITLE_MOST;
    return centred ? k : short_line ? i + 1 : i;
}

/* …的通 知: blanks that spread a last word are none of the title. */
static bool spreads_end(struct text t, size_t i)
{
    return i + 2 == t.n && utf8_is_blank(t.cp[i]) && utf8_is_han(t.cp[i + 1]) && i &&
           utf8_is_han(t.cp[i - 1]);
}

static void add_line(struct importer *im, struct text_builder *b, struct text line)
{
    struct text t = import_unspaced(im->arena, line);
    for (size_t i = 0; i < t.n; i++) {
        bool blank = utf8_is_blank(t.cp[i]);
        if (blank && (utf8_is_blank(text_char(t, i + 1)) || spreads_end(t, i)))
            continue;
        text_add(b, blank ? ' ' : t.cp[i], t.at[i]);
    }
}

/* （试行）, （2026年2月3日） below it: brackets are the compiler's. */
static size_t read_caption(struct importer *im, size_t i, size_t end, struct node *n)
{
    bool headless = !n->parent && strcmp(n->first->name, "标题") == 0; /* whose number it may be */
    const struct import_block *b = i < end ? &im->blocks[i] : NULL;
    enum { CAPTION_MOST = 50 };
    if (!b || !b->paragraph || !is_in_brackets(b->line.text) || b->found.kind == LINE_ANNOTATION ||
        b->found.kind == LINE_HEADING || b->line.text.n > CAPTION_MOST ||
        text_has(b->line.text, "。") || (headless && import_is_number(im, b)))
        return i;
    struct text t = b->line.text, inner = text_trimmed(text_part(t, 1, t.n - 1));
    import_words(im, import_element(im, n, "题注"), inner);
    import_change(im, text_part(t, 0, 1), IMPORT_DERIVED, NULL);
    import_change(im, text_part(t, t.n - 1, t.n), IMPORT_DERIVED, NULL);
    import_became(im, i, IMPORT_CAPTION, LINE_LIKELY, 0);
    return i + 1;
}

size_t import_title(struct importer *im, size_t i, size_t end, struct text noted, struct node *n,
                    enum import_kind kind)
{
    size_t behind = import_noted_title(im, i, end, noted);
    behind = behind > i ? behind : find_end(im, i, end);
    struct text_builder b = {.arena = im->arena, .src = im->draft->src};
    for (size_t k = i; k < behind; k++) {
        add_line(im, &b, im->blocks[k].line.text);
        bool sure = ends_title(im, &im->blocks[behind - 1]) || import_is_centred(&im->blocks[k]);
        import_became(im, k, kind, sure ? LINE_SURE : LINE_LIKELY, 0);
    }
    if (behind == i)
        return i;
    import_words(im, import_element(im, n, "标题"), text_done(&b));
    return read_caption(im, behind, end, n);
}

/* Whoever they are: no sentence is so short and begins at the margin. */
bool import_are_addressees(const struct importer *im, size_t i)
{
    enum { MOST = 300, INDENT = 12000 };
    static const char *const spoken[] = {"如下", "通知", "以下", "现将", "根据", "为了", "下列"};
    const struct import_block *b = i < im->n ? &im->blocks[i] : NULL;
    if (!b || !b->paragraph || b->found.label.n)
        return b && b->paragraph && b->found.kind == LINE_TO;
    struct text t = b->line.text;
    bool colon = t.n > 1 && utf8_is_one_of(t.cp[t.n - 1], U"：:");
    bool words = colon && t.n <= MOST && b->found.kind != LINE_SALUTATION;
    for (size_t k = 0; words && k + 1 < t.n; k++) /* 单位（盖章）：　填表人： is to be filled in */
        words = !utf8_is_one_of(t.cp[k], U"：:");
    for (size_t k = 0; words && k < sizeof spoken / sizeof *spoken; k++)
        words = !text_has(t, spoken[k]);
    return words && (b->found.kind == LINE_TO || b->lead < INDENT) && !text_has(t, "。");
}
