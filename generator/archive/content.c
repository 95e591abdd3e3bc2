/* The operators of a content stream, past strings, names and inline pictures. */
#include <ctype.h>
#include <string.h>

#include "archive/archive_int.h"

enum { NESTING = 28 }; /* of q */

struct scan {
    const unsigned char *p, *end;
    int depth;
};

static bool is_space(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(int c)
{
    return c && strchr("()<>[]{}/%", c);
}

/* From behind the opening parenthesis. */
static void skip_string(struct scan *s)
{
    for (int depth = 1; s->p < s->end && depth; s->p++) {
        if (*s->p == '\\' && s->p + 1 < s->end)
            s->p++;
        else if (*s->p == '(')
            depth++;
        else if (*s->p == ')')
            depth--;
    }
}

static void skip_to(struct scan *s, const char *ends)
{
    while (s->p < s->end && !(*s->p && strchr(ends, *s->p)))
        s->p++;
}

/* The bytes of an inline picture end in EI with space around it. */
static void skip_picture(struct scan *s)
{
    while (s->p + 3 < s->end &&
           !(is_space(s->p[0]) && s->p[1] == 'E' && s->p[2] == 'I' && is_space(s->p[3])))
        s->p++;
    s->p += s->p + 3 < s->end ? 3 : s->end - s->p;
}

/* A word that is an operator, a number or a name with its sign; false: the stream ends. */
static bool next_word(struct scan *s, char *word, size_t size)
{
    while (s->p < s->end) {
        int c = *s->p;
        if (is_space(c) || (is_delimiter(c) && c != '(' && c != '%' && c != '<' && c != '/')) {
            s->p++;
        } else if (c == '%') {
            skip_to(s, "\r\n");
        } else if (c == '(') {
            s->p++;
            skip_string(s);
        } else if (c == '<') {
            s->p++;
            if (s->p < s->end && *s->p != '<')
                skip_to(s, ">");
            else
                s->p++;
        } else {
            size_t n = 0;
            do {
                if (n + 1 < size)
                    word[n++] = (char)*s->p;
                s->p++;
            } while (s->p < s->end && !is_space(*s->p) && !is_delimiter(*s->p));
            word[n] = '\0';
            return true;
        }
    }
    return false;
}

static void take_word(struct scan *s, const char *word, struct content_use *use)
{
    static const struct {
        const char *word;
        size_t flag;
    } words[] = {
        {"g", offsetof(struct content_use, gray)},
        {"G", offsetof(struct content_use, gray)},
        {"/DeviceGray", offsetof(struct content_use, gray)},
        {"rg", offsetof(struct content_use, rgb)},
        {"RG", offsetof(struct content_use, rgb)},
        {"/DeviceRGB", offsetof(struct content_use, rgb)},
        {"k", offsetof(struct content_use, cmyk)},
        {"K", offsetof(struct content_use, cmyk)},
        {"/DeviceCMYK", offsetof(struct content_use, cmyk)},
        {"Tf", offsetof(struct content_use, resources)},
        {"Do", offsetof(struct content_use, resources)},
        {"gs", offsetof(struct content_use, resources)},
        {"sh", offsetof(struct content_use, resources)},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i].word) == 0)
            *(bool *)((char *)use + words[i].flag) = true;
    if (strcmp(word, "q") == 0)
        use->deep = use->deep || ++s->depth > NESTING;
    if (strcmp(word, "Q") == 0)
        s->depth--;
    if (strcmp(word, "ID") == 0)
        skip_picture(s);
}

void audit_scan(const unsigned char *bytes, size_t n, struct content_use *out)
{
    enum { WORD_MAX_BYTES = 32 };
    char word[WORD_MAX_BYTES];
    struct scan s = {bytes, n ? bytes + n : bytes, 0};
    while (next_word(&s, word, sizeof word))
        take_word(&s, word, out);
}

void audit_colours(struct audit *a, qpdf_oh resources, const struct content_use *use)
{
    enum { RGB = 3, CMYK = 4 };
    qpdf_oh spaces = audit_get(a, resources, "/ColorSpace");
    bool gray = a->components || audit_has(a, spaces, "/DefaultGray");
    bool rgb = a->components == RGB || audit_has(a, spaces, "/DefaultRGB");
    bool cmyk = a->components == CMYK || audit_has(a, spaces, "/DefaultCMYK");
    if ((use->gray && !gray) || (use->rgb && !rgb) || (use->cmyk && !cmyk))
        audit_breach(a, ARCHIVE_COLOURS);
}
