/* Boxes that are ticked: which ones a value chooses, and the tick. */
#include <string.h>

#include "base/utf8.h"
#include "print/print_int.h"

/* Signs between the options of a value. */
static bool parts(uint32_t cp)
{
    static const uint32_t signs[] = {0x3001, ',', 0xFF0C, ';', 0xFF1B, '/', '|', TEXT_BREAK};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cp == signs[i])
            return true;
    return false;
}

/* The next option of a value, without blanks at its ends; false: no more. */
static bool next_option(struct text value, size_t *at, struct text *out)
{
    size_t from = *at, to;
    while (from < value.n && (parts(value.cp[from]) || value.cp[from] == ' '))
        from++;
    for (to = from; to < value.n && !parts(value.cp[to]);)
        to++;
    *at = to;
    while (to > from && value.cp[to - 1] == ' ')
        to--;
    *out = text_part(value, from, to);
    return to > from;
}

bool print_chooses(struct text value, const char *option)
{
    if (text_equals(value, option))
        return true;
    struct text part;
    for (size_t at = 0; next_option(value, &at, &part);)
        if (text_equals(part, option))
            return true;
    return false;
}

/* Whether the list (parted by 、) has the name. */
static bool has_option(const char *options, struct text name)
{
    static const char sign[] = "、";
    for (const char *p = options, *end; *p; p = end) {
        size_t i = 0;
        end = strstr(p, sign);
        end = end ? end : p + strlen(p);
        const char *at = p;
        while (i < name.n && at < end && utf8_next(&at, end) == name.cp[i])
            i++;
        if (i == name.n && at == end)
            return true;
        end += *end ? strlen(sign) : 0;
    }
    return false;
}

/* An option may itself hold a sign that parts: then the value is that option alone. */
struct text print_no_option(struct text value, const char *options)
{
    struct text part;
    if (has_option(options, value))
        return (struct text){0};
    for (size_t at = 0; next_option(value, &at, &part);)
        if (!has_option(options, part))
            return part;
    return (struct text){0};
}

void print_tick(struct setter *s, const struct page_field *box)
{
    enum { LARGER = 1250, WHOLE = 1000 }; /* as a hand would: over the box's edge a little */
    static const char tick[] = "√";
    struct page_field field = *box;
    field.size = len_scale(len_min(box->width, box->height), LARGER, WHOLE);
    field.role = ROLE_SONG;
    print_label(s, &field, tick);
}
