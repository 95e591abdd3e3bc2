/* Lists of what systems make of names; what Unicode says comes from ICU. */
#include "base/name.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

bool name_is_unseen(uint32_t cp)
{
    enum { DELETE = 0x7F, LAST_CONTROL = 0x9F, SOFT_HYPHEN = 0xAD, ARABIC_MARK = 0x61C, NO_BREAK = 0xFEFF };
    return cp < ' ' || (cp >= DELETE && cp <= LAST_CONTROL) || cp == SOFT_HYPHEN ||
           cp == ARABIC_MARK || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == NO_BREAK || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
           (cp >= 0xE0000 && cp <= 0xE007F);
}

size_t name_shown(const char **s, const char *end, char out[NAME_SHOWN])
{
    const char *from = *s;
    uint32_t cp = utf8_next(s, end);
    if (cp == UTF8_REPLACEMENT && *s == from + 1)
        return (size_t)snprintf(out, NAME_SHOWN, "\\x{%02X}", (unsigned)(unsigned char)*from);
    if (name_is_unseen(cp))
        return (size_t)snprintf(out, NAME_SHOWN, "\\u{%X}", (unsigned)cp);
    return utf8_encode(cp, out);
}

bool name_is_refused(uint32_t cp)
{
    return name_is_unseen(cp) || (cp < 0x80 && strchr("/\\:*?\"<>|", (int)cp));
}

bool name_is_device(const char *name, size_t n)
{
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL"}, *const ports[] = {"COM", "LPT"};
    const char *dot = memchr(name, '.', n);
    size_t stem = dot ? (size_t)(dot - name) : n;
    while (stem && name[stem - 1] == ' ')
        stem--;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (stem == 3 && strncasecmp(name, devices[i], stem) == 0)
            return true;
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
        if (stem == 4 && strncasecmp(name, ports[i], 3) == 0 && name[3] >= '0' && name[3] <= '9')
            return true;
    return false;
}

static bool is_blank_at(const char *part, size_t n)
{
    static const char wide[] = "\u3000";
    size_t k = strlen(wide);
    return part[0] == ' ' || part[n - 1] == ' ' || part[n - 1] == '.' ||
           (n >= k && (memcmp(part, wide, k) == 0 || memcmp(part + n - k, wide, k) == 0));
}

enum name_fault name_fault(const char *part, size_t n)
{
    enum { MOST = 200 };
    bool sign = false;
    if (!n || n > MOST)
        return n ? NAME_LONG : NAME_EMPTY;
    if (utf8_bad(part, n) < n)
        return NAME_BYTES;
    for (const char *p = part; p < part + n;) {
        uint32_t cp = utf8_next(&p, part + n);
        if (name_is_unseen(cp) || cp == '\\' || cp == '/')
            return cp == '\\' || cp == '/' ? NAME_SLASH : NAME_UNSEEN;
        sign = sign || name_is_refused(cp);
    }
    return part[0] == '.'            ? NAME_HIDDEN
           : part[0] == '-'          ? NAME_DASH
           : sign                    ? NAME_SIGN
           : is_blank_at(part, n)    ? NAME_BLANK
           : name_is_device(part, n) ? NAME_DEVICE
                                     : NAME_FINE;
}

const char *name_folded(struct arena *a, const char *name)
{
    enum { GROWS = 4 }; /* units that one becomes, at most, when it is folded, and when it is composed */
    size_t n = strlen(name), room = GROWS * GROWS * n + 1;
    char *out = arena_alloc(a, UTF8_MAX * room);
    UChar *from = ARENA_ARRAY(a, UChar, room), *to = ARENA_ARRAY(a, UChar, room);
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *apart = unorm2_getNFDInstance(&error), *together = unorm2_getNFCInstance(&error);
    int32_t most = (int32_t)room, k = 0;
    u_strFromUTF8WithSub(from, most, &k, name, (int32_t)n, UTF8_REPLACEMENT, NULL, &error);
    k = unorm2_normalize(apart, from, k, to, most, &error);
    k = u_strFoldCase(from, most, to, k, U_FOLD_CASE_DEFAULT, &error);
    k = unorm2_normalize(together, from, k, to, most, &error);
    u_strToUTF8(out, (int32_t)(UTF8_MAX * room), NULL, to, k, &error);
    return U_FAILURE(error) ? name : out;
}
