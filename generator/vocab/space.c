/*
 * White space. An author may break and indent lines in the file as he likes, and the text reads
 * as if he had not: blanks at both ends go; a run of blanks with a line end in it goes when it
 * touches a Chinese character or mark, and is one space otherwise; other runs are one space. Wide
 * spaces inside a line stay, since nobody types them by accident. Blanks around a <br/> go. The
 * elements that stand in text change nothing of this.
 */
#include "base/utf8.h"
#include "vocab/vocab_int.h"

/* Nobody types it by accident. */
static bool is_wide_space(uint32_t cp)
{
    return cp > ' ' && cp != TEXT_BREAK && utf8_is_blank(cp);
}

/* XML turns a line end in an attribute's value into a space; the source still knows. */
static bool is_line_end(struct text t, size_t i)
{
    if (t.cp[i] == '\n' || t.cp[i] == '\r')
        return true;
    return t.cp[i] == ' ' && t.at[i] < t.src->size && t.src->bytes[t.at[i]] == '\n';
}

/* A break stands where its tag does; a U+2028 that was typed is a blank. */
static bool is_break(struct text t, size_t i)
{
    return t.cp[i] == TEXT_BREAK && t.at[i] < t.src->size && t.src->bytes[t.at[i]] == '<';
}

/* Characters next to which a line end of the file means nothing. */
static bool is_chinese(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } marks[] = {
        {0xB7, 0xB7},     {0x2014, 0x2014}, {0x2018, 0x2019}, {0x201C, 0x201D},
        {0x2026, 0x2026}, {0x3000, 0x303F}, {0xFF00, 0xFFEF},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cp >= marks[i].first && cp <= marks[i].last)
            return true;
    return utf8_is_han(cp);
}

size_t space_line_end(struct text t, size_t from)
{
    while (from < t.n && !is_break(t, from))
        from++;
    return from;
}

size_t space_skip(struct text t, size_t i)
{
    while (i < t.n && utf8_is_blank(t.cp[i]) && t.cp[i] != TEXT_BREAK)
        i++;
    return i;
}

bool space_is_blank(struct text t)
{
    return space_skip(t, 0) == t.n;
}

bool space_has_content(const struct node *n)
{
    const struct node *k = n->first;
    return k && (k->next || k->kind != NODE_TEXT || !space_is_blank(k->text));
}

/* Wide blanks, or two straight at the start; blanks behind a line end only lay out the file. */
size_t space_find_indent(struct text t)
{
    enum { TYPED_ON_PURPOSE = 2 };
    size_t to = space_skip(t, 0);
    bool line_end = false;
    for (size_t i = 0; to < t.n && i < to; i++) {
        if (is_wide_space(t.cp[i]))
            return i;
        line_end = line_end || is_line_end(t, i);
    }
    return to < t.n && to >= TYPED_ON_PURPOSE && !line_end ? 0 : t.n;
}

/* Several of half the width between characters, on one line of the file; a wide one among them was meant. */
size_t space_find_gap(struct text t)
{
    enum { LEAST = 3 };
    size_t i = space_skip(t, 0);
    for (size_t to; i < t.n; i = to + 1) {
        bool narrow = true;
        for (to = i; to < t.n && utf8_is_blank(t.cp[to]); to++)
            narrow = narrow && !is_wide_space(t.cp[to]) && !is_break(t, to) && !is_line_end(t, to);
        if (narrow && to >= i + LEAST && to < t.n)
            return i;
    }
    return t.n;
}

/* What is left of a gap between two characters. */
static void add_gap(struct text_builder *b, struct text t, size_t from, size_t to)
{
    bool line_end = false, wide = false;
    for (size_t i = from; i < to; i++) {
        if (is_break(t, i)) {
            text_add(b, TEXT_BREAK, t.at[i]);
            return;
        }
        line_end = line_end || is_line_end(t, i);
        wide = wide || is_wide_space(t.cp[i]);
    }
    if (line_end && (is_chinese(t.cp[from - 1]) || is_chinese(t.cp[to])))
        return;
    if (line_end || !wide) {
        text_add(b, ' ', t.at[from]);
        return;
    }
    for (size_t i = from; i < to; i++)
        if (is_wide_space(t.cp[i]))
            text_add(b, t.cp[i], t.at[i]);
}

static struct text trim(struct text t)
{
    size_t from = text_skip_blanks(t, 0), to = t.n;
    while (to > from && utf8_is_blank(t.cp[to - 1]))
        to--;
    return text_part(t, from, to);
}

/* Most texts have nothing to clean but their ends, and share the tree's memory. */
static bool is_clean(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_blank(t.cp[i]) &&
            (t.cp[i] != ' ' || utf8_is_blank(t.cp[i + 1]) || is_line_end(t, i)))
            return false;
    return true;
}

/* Nothing that is a blank or a line end, as in nearly all values. */
static bool is_plain(struct text t)
{
    size_t i = 0;
    while (i < t.n && !utf8_is_blank(t.cp[i]))
        i++;
    return i == t.n;
}

static struct text clean(struct arena *a, struct text raw)
{
    if (raw.n && is_plain(raw))
        return raw;
    struct text t = raw.n ? trim(raw) : raw;
    if (!t.n)
        return (struct text){0};
    if (is_clean(t))
        return t;
    struct text_builder b = {.arena = a, .src = t.src};
    b.cp.v = ARENA_ARRAY(a, uint32_t, t.n);
    b.at.v = ARENA_ARRAY(a, uint32_t, t.n);
    b.cp.cap = b.at.cap = t.n;
    for (size_t i = 0; i < t.n;) {
        size_t end = text_skip_blanks(t, i);
        if (end > i)
            add_gap(&b, t, i, end);
        else
            text_add(&b, t.cp[end++], t.at[i]);
        i = end;
    }
    return text_done(&b);
}

/* Stand for a reference, which will read 附件2, and for somebody's name or a blank. */
enum { REFERENCE = 0x9644, SOMEBODY = 0x67D0 };

static void add_inline(struct text_builder *b, const struct node *n);

/* Texts and what stands among them. */
static void add_content(struct text_builder *b, const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT)
            text_add_text(b, k->text);
        else
            add_inline(b, k);
    }
}

static void add_inline(struct text_builder *b, const struct node *n)
{
    enum element_id id = n->id;
    if (id == EL_BR)
        text_add(b, TEXT_BREAK, n->pos.off);
    else if (id == EL_REF)
        text_add(b, REFERENCE, n->pos.off);
    else if (table_is_words(id) || (id == EL_CONTACT && space_has_content(n)))
        add_content(b, n);
    else if (id == EL_NAME || id == EL_CONTACT || id == EL_FIELD || id == EL_CHOICE)
        text_add(b, SOMEBODY, n->pos.off);
}

struct text space_raw_text(struct arena *a, const struct node *n)
{
    const struct node *only = n->first;
    if (only && !only->next && only->kind == NODE_TEXT)
        return only->text;
    struct text_builder b = {.arena = a, .src = n->pos.src};
    add_content(&b, n);
    return text_done(&b);
}

struct text space_element_text(struct arena *a, const struct node *n)
{
    return clean(a, space_raw_text(a, n));
}

struct text space_attr_text(struct arena *a, const struct attr *attr)
{
    return clean(a, attr->value);
}

/* &#10; in a value is meant; the line ends of the file are not. */
struct text space_given_lines(struct arena *a, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return (struct text){0};
    struct text t = attr->value;
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0, from = 0; i <= t.n; i++) {
        bool breaks = i < t.n && t.cp[i] == '\n' && t.src->bytes[t.at[i]] == '&';
        if (i < t.n && !breaks)
            continue;
        text_add_text(&b, clean(a, text_part(t, from, i)));
        if (breaks)
            text_add(&b, TEXT_BREAK, t.at[i]);
        from = i + 1;
    }
    return text_done(&b);
}

struct text space_given(struct arena *a, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    return attr ? clean(a, attr->value) : (struct text){0};
}
