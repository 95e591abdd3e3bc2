/*
 * What a face is by its name, and what the symbol faces show. Their characters come as letters, or
 * in the private use from U+F000 on; the nearest sign that every font of Chinese has is taken.
 */
#include <string.h>
#include <strings.h>

#include "draft/docx_int.h"

static const struct {
    const char *word;
    enum line_face kind;
} faces[] = {
#define FACE(word, kind) {word, FACE_##kind},
#include "draft/faces.def"
};

static const struct {
    const char *face;
    uint32_t code, sign;
} signs[] = {
#define SIGN(face, code, character) {face, code, character},
#include "draft/faces.def"
};

static bool has_word(const char *name, const char *word)
{
    size_t n = strlen(word);
    for (; *name; name++)
        if (strncasecmp(name, word, n) == 0)
            return true;
    return false;
}

enum line_face face_kind(const char *name)
{
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++)
        if (has_word(name, faces[i].word))
            return faces[i].kind;
    return FACE_UNKNOWN;
}

bool face_is_foreign(const char *name)
{
    static const char *const words[] = {"明朝", "ゴシック", "Mincho", "Gothic", "Batang", "Malgun"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(name, words[i]))
            return true;
    return false;
}

bool face_is_symbol(const char *name)
{
    static const char *const known[] = {"Wingdings", "Wingdings 2", "Wingdings 3", "Webdings",
                                        "Symbol"};
    for (size_t i = 0; name && i < sizeof known / sizeof *known; i++)
        if (strcasecmp(name, known[i]) == 0)
            return true;
    return false;
}

/* Digits and marks of Symbol, and letters that are no letters in none of them, are themselves. */
static bool is_itself(const char *name, uint32_t code)
{
    return strcasecmp(name, "Symbol") == 0 && code >= ' ' && code < 0x7F &&
           !(code >= 'A' && code <= 'Z') && !(code >= 'a' && code <= 'z');
}

uint32_t face_sign(const char *name, uint32_t cp)
{
    enum { PRIVATE = 0xF000, LAST = 0xFF };
    uint32_t code = cp >= PRIVATE && cp <= PRIVATE + LAST ? cp - PRIVATE : cp;
    if (code == ' ' || code == '\t')
        return code;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].code == code && strcasecmp(signs[i].face, name) == 0)
            return signs[i].sign;
    return is_itself(name, code) ? code : 0;
}
