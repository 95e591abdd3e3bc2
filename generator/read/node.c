/*
 * Entries of fields and widgets. What a wrong byte makes of one is mostly something else that is
 * well-formed: another key, a value of another type, a text that begins with other marks. Nobody
 * would miss what it was; so all entries are looked at.
 */
#include <string.h>

#include "base/utf8.h"
#include "read/walk_int.h"

/* ---- entries ---- */

/* Line ends of every kind are one. */
static const char *clean(struct arena *a, const char *utf8)
{
    char *text = arena_strdup(a, utf8), *to = text;
    for (const char *p = text; *p; p++) {
        if (*p == '\r' && p[1] == '\n')
            continue;
        *to++ = *p == '\r' ? '\n' : *p;
    }
    while (to > text && (unsigned char)to[-1] <= ' ')
        to--;
    *to = '\0';
    while (*text && (unsigned char)*text <= ' ')
        text++;
    return text;
}

qpdf_oh read_value_of(struct walk *w, qpdf_oh dict, const char *key)
{
    qpdf_oh value = qpdf_oh_get_key(w->pdf, dict, key);
    if (qpdf_oh_is_null(w->pdf, value) && qpdf_oh_is_indirect(w->pdf, value))
        w->damaged = true;
    return value;
}

/* Names are UTF-8 as we write them; what is not comes as signs of replacement. */
static const char *name_of(struct walk *w, const char *name)
{
    size_t n = strlen(name);
    if (utf8_bad(name, n) == n)
        return arena_strdup(w->arena, name);
    w->odd = true;
    return text_utf8(w->arena, text_from_utf8(w->arena, name, (struct pos){0}));
}

const char *read_text_of(struct walk *w, qpdf_oh dict, const char *key)
{
    const char *text = "";
    qpdf_oh value = read_value_of(w, dict, key);
    if (qpdf_oh_is_string(w->pdf, value))
        text = clean(w->arena, qpdf_oh_get_utf8_value(w->pdf, value));
    else if (qpdf_oh_is_name(w->pdf, value))
        text = name_of(w, qpdf_oh_get_name(w->pdf, value) + 1);
    qpdf_oh_release(w->pdf, value);
    return text;
}

bool read_is_true(struct walk *w, qpdf_oh dict, const char *key)
{
    qpdf_oh value = read_value_of(w, dict, key);
    bool holds = qpdf_oh_is_bool(w->pdf, value) && qpdf_oh_get_bool_value(w->pdf, value);
    qpdf_oh_release(w->pdf, value);
    return holds;
}

int read_count_items(struct walk *w, qpdf_oh array)
{
    return qpdf_oh_is_array(w->pdf, array) ? qpdf_oh_get_array_n_items(w->pdf, array) : 0;
}

/* ---- texts ---- */

/* Marks before a text of UTF-16 and UTF-8 (ISO 32000-2, 7.9.2.2). */
static const char *const marks[] = {"\xFE\xFF", "\xFF\xFE", "\xEF\xBB\xBF"};
enum { MARKS = sizeof marks / sizeof *marks, BIG_ENDIAN_MARK = 0, LITTLE_ENDIAN_MARK = 1 };

/* Bits by which a text's beginning differs from a mark. */
static int bits_beside(const char *p, const char *mark)
{
    int n = 0;
    for (size_t i = 0; mark[i]; i++)
        for (unsigned x = (unsigned char)(p[i] ^ mark[i]); x; x &= x - 1)
            n++;
    return n;
}

/* Controls but for tabs and line ends, halves of characters, what is no character. */
static bool is_legal_cp(uint32_t cp)
{
    enum { TAB = 9, LINE = 10, RETURN = 13, DELETE = 0x7F, LAST_CONTROL = 0x9F };
    if (cp == TAB || cp == LINE || cp == RETURN)
        return true;
    bool control = cp < ' ' || (cp >= DELETE && cp <= LAST_CONTROL);
    return !control && (cp & 0xFFFE) != 0xFFFE && (cp < 0xFDD0 || cp > 0xFDEF) && cp <= 0x10FFFF;
}

static bool utf16_is_legal(const char *p, size_t n, bool big)
{
    uint32_t high = 0;
    for (size_t i = 2; i + 1 < n; i += 2) {
        uint32_t first = (unsigned char)p[i], second = (unsigned char)p[i + 1];
        uint32_t unit = big ? first << 8 | second : second << 8 | first;
        bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (low != (high != 0))
            return false;
        if (unit >= 0xD800 && unit <= 0xDBFF)
            high = unit;
        else if (!is_legal_cp(low ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : unit))
            return false;
        else
            high = 0;
    }
    return n % 2 == 0 && !high;
}

/* Of PDFDocEncoding: which of its bytes are no characters, or no more than accents by themselves.
 */
static bool document_text_is_legal(const char *p, size_t n)
{
    enum { DELETE = 0x7F, NONE = 0x9F, HYPHEN = 0xAD };
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if ((c < ' ' && !is_legal_cp(c)) || c == DELETE || c == NONE || c == HYPHEN)
            return false;
    }
    return true;
}

static bool text_is_legal(struct walk *w, qpdf_oh string)
{
    size_t n = 0;
    const char *p = qpdf_oh_get_binary_string_value(w->pdf, string, &n);
    for (size_t i = 0; i < MARKS; i++) {
        size_t length = strlen(marks[i]);
        int bits = n < length ? 2 : bits_beside(p, marks[i]);
        if (bits == 1)
            return false;
        if (bits == 0)
            return i <= LITTLE_ENDIAN_MARK ? utf16_is_legal(p, n, i == BIG_ENDIAN_MARK)
                                           : utf8_bad(p, n) == n && !memchr(p, 0, n);
    }
    return document_text_is_legal(p, n);
}

/* ---- keys ---- */

static const struct {
    const char *name, *types;
} keys[] = {
#define READ_KEY(name, types) {name, types},
#include "read/keys.def"
#undef READ_KEY
};
enum { KEYS = sizeof keys / sizeof *keys };

/* One sign more, less, or another. */
static bool is_beside(const char *x, const char *y)
{
    size_t n = strlen(x), m = strlen(y), same = 0;
    while (same < n && same < m && x[same] == y[same])
        same++;
    if (n == m)
        return strcmp(x + same + 1, y + same + 1) == 0;
    if (n + 1 == m)
        return strcmp(x + same, y + same + 1) == 0;
    return n == m + 1 && strcmp(x + same + 1, y + same) == 0;
}

static char letter_of(enum qpdf_object_type_e type)
{
    switch (type) {
    case ot_boolean:
        return 'b';
    case ot_integer:
        return 'i';
    case ot_real:
        return 'r';
    case ot_string:
        return 's';
    case ot_name:
        return 'n';
    case ot_array:
        return 'a';
    case ot_dictionary:
        return 'd';
    case ot_stream:
        return 'x';
    default:
        return '-';
    }
}

/* A key as it stands in the file, with its sign. */
static void check_entry(struct walk *w, qpdf_oh node, const char *key)
{
    const char *types = NULL, *name = key + 1;
    for (size_t i = 0; i < KEYS && !types; i++)
        if (strcmp(keys[i].name, name) == 0)
            types = keys[i].types;
    for (size_t i = 0; i < KEYS && !types; i++)
        w->odd = w->odd || is_beside(name, keys[i].name);
    if (!types)
        return;
    qpdf_oh value = read_value_of(w, node, key);
    enum qpdf_object_type_e type = qpdf_oh_get_type_code(w->pdf, value);
    w->odd = w->odd || (type != ot_null && !strchr(types, letter_of(type))) ||
             (type == ot_string && strcmp(name, "DA") != 0 && !text_is_legal(w, value));
    qpdf_oh_release(w->pdf, value);
}

void read_check_node(struct walk *w, qpdf_oh node)
{
    qpdf_oh_begin_dict_key_iter(w->pdf, node);
    while (qpdf_oh_dict_more_keys(w->pdf)) {
        const char *key = qpdf_oh_dict_next_key(w->pdf);
        if (*key)
            check_entry(w, node, key);
    }
}

/* ---- places ---- */

void read_check_place(struct walk *w, qpdf_oh node, qpdf_oh parent)
{
    int number = qpdf_oh_get_object_id(w->pdf, node);
    qpdf_oh above = read_value_of(w, node, "/Parent");
    bool has = !qpdf_oh_is_null(w->pdf, above);
    if (has &&
        (!parent || qpdf_oh_get_object_id(w->pdf, above) != qpdf_oh_get_object_id(w->pdf, parent)))
        w->odd = true;
    qpdf_oh_release(w->pdf, above);
    if (!number)
        return;
    if (map_get(&w->seen, (uint64_t)number)) {
        w->odd = true;
        w->again++;
        return;
    }
    map_put(w->scratch, &w->seen, (uint64_t)number, 1);
}
