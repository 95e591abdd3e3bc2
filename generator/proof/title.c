/* Titles and names of attachments. */
#include <string.h>

#include "proof/diag.def"
#include "proof/proof_int.h"

enum { BOOK_OPEN = 0x300A, BOOK_CLOSE = 0x300B, BRACKET_OPEN = 0xFF08, BRACKET_CLOSE = 0xFF09 };

/* Titles may end in a bracket: …办法（试行）. */
static struct text without_bracket(struct text t)
{
    size_t n = t.n;
    if (!n || t.cp[n - 1] != BRACKET_CLOSE)
        return t;
    while (n && t.cp[n - 1] != BRACKET_OPEN)
        n--;
    return n > 1 ? text_part(t, 0, n - 1) : t;
}

/* 命令 is titled 令 too. */
static bool has_genre(struct text t, const char *genre)
{
    bool order = strcmp(genre, "命令") == 0;
    return ends_with(t, order ? "令" : genre);
}

/* 关于 with no 的 behind it, what books' names hold left out. */
static bool lacks_de(struct text t)
{
    enum { DE = 0x7684 };
    bool about = false, de = false;
    int depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        depth += t.cp[i] == BOOK_OPEN;
        depth -= t.cp[i] == BOOK_CLOSE;
        if (depth)
            continue;
        about = about || starts_with(t, i, "关于");
        de = de || (about && t.cp[i] == DE);
    }
    return about && !de;
}

static void check_genre(const struct proof *p, struct text title)
{
    struct text t = without_bracket(title);
    const char *genre = p->doc->genre;
    if (!genre || !t.n)
        return;
    if (!has_genre(t, genre))
        diag(p->diags, DIAG_C015, text_pos(t, t.n - 1), genre);
    else if (lacks_de(t))
        diag(p->diags, DIAG_C016, text_pos(t, 0), genre);
}

void proof_title(const struct proof *p, struct text title)
{
    struct text t = text_without_breaks(p->doc->arena, title);
    if (t.n && is_one_of(t.cp[t.n - 1], "。，、；：,.;:"))
        diag(p->diags, DIAG_C017, text_pos(t, t.n - 1), char_utf8(p, t.cp[t.n - 1]));
    else
        check_genre(p, t);
}

void proof_name(const struct proof *p, struct text name)
{
    if (name.n && is_one_of(name.cp[name.n - 1], "。，、；：,.;:"))
        diag(p->diags, DIAG_C014, text_pos(name, name.n - 1), char_utf8(p, name.cp[name.n - 1]));
}
