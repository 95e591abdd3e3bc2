/* Lines and columns are worked out when a message is printed: positions cost 16 bytes until then.
 */
#include "base/source.h"

#include <string.h>

#include "base/utf8.h"

struct source *source_new(struct arena *a, const char *name, const char *bytes, size_t size)
{
    struct source *s = ARENA_NEW(a, struct source);
    s->name = arena_strdup(a, name);
    s->bytes = bytes;
    s->size = size;
    return s;
}

struct place source_place(struct pos pos)
{
    const char *start = pos.src->bytes, *end = start + pos.src->size;
    size_t off = pos.off < pos.src->size ? pos.off : pos.src->size;
    struct place place = {.line = 1, .text = start};
    for (const char *p = start; (p = memchr(p, '\n', (size_t)(start + off - p))); p++) {
        place.line++;
        place.text = p + 1;
    }
    const char *stop = memchr(place.text, '\n', (size_t)(end - place.text));
    place.length = (size_t)((stop ? stop : end) - place.text);
    if (place.length && place.text[place.length - 1] == '\r')
        place.length--;
    for (const char *p = place.text; pos.src->sheet && p <= start + off; p++)
        place.cell += p == place.text || p[-1] == '\t';
    place.col = (uint32_t)utf8_count(place.text, (size_t)(start + off - place.text)) + 1;
    return place;
}

void column_letters(char out[COLUMN_LETTERS_SIZE], uint32_t column)
{
    enum { LETTERS = 26 };
    char letters[COLUMN_LETTERS_SIZE];
    int n = 0, at = 0;
    for (uint32_t c = column; c && n < COLUMN_LETTERS_SIZE - 1; c = (c - 1) / LETTERS)
        letters[n++] = (char)('A' + (c - 1) % LETTERS);
    while (n)
        out[at++] = letters[--n];
    out[at] = '\0';
}
