/* Texts are hashed with their ends, so that two never make what two others do; sums are added. */
#include "value/printed.h"

#include <string.h>

#include "base/mem.h"

static uint64_t add_text(uint64_t h, const char *text)
{
    for (const char *end; *text; text = end) {
        for (end = text; (unsigned char)*end > ' ';)
            end++;
        h = map_hash(h, text, (size_t)(end - text));
        while (*end && (unsigned char)*end <= ' ')
            end++;
    }
    return map_hash(h, "", 1);
}

static uint64_t add_names(const struct printed_field *f)
{
    return add_text(add_text(MAP_HASH_START, f->group), f->name);
}

uint64_t printed_sum(const struct printed_field *f)
{
    uint64_t h = add_text(add_text(add_names(f), f->type), f->takes);
    h = add_text(add_text(h, f->head), f->preset);
    unsigned char rest[] = {(unsigned char)(f->flags >> 24), (unsigned char)(f->flags >> 16),
                            (unsigned char)(f->flags >> 8), (unsigned char)f->flags, f->key};
    return map_hash(h, rest, sizeof rest);
}

uint64_t printed_option_sum(const struct printed_field *f, const char *option)
{
    static const char sign[] = "option";
    return add_text(map_hash(add_names(f), sign, sizeof sign), option);
}
