/* Facts as lines, and a difference of two as words; record_facts_compare.c finds it. */
#include "record/facts.h"

#include <string.h>

/* Lines of earlier versions end before the person. */
enum { FIELDS = 6, FIELDS_LEAST = 5, FIELD_SEPARATOR = '\t' };

static const char pinned_mark[] = "固定";

/* A line's field holds neither tab nor line end. */
static const char *field(struct arena *a, const char *s)
{
    char *copy = arena_strdup(a, s ? s : "");
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    return copy;
}

void record_facts_of(const struct document *doc, fact_lines *out)
{
    struct arena *a = doc->arena;
    for (const struct fact *f = doc->facts; f; f = f->next)
        VEC_PUSH(a, out,
                 ((struct fact_line){field(a, text_utf8(a, f->where)), field(a, f->key),
                                     field(a, f->value), field(a, f->post), field(a, f->person),
                                     f->pinned, f}));
}

void record_fact_write(const struct fact_line *f, struct buf *out)
{
    buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", f->where, f->key, f->value, f->post,
               f->pinned ? pinned_mark : "", f->person);
}

bool record_fact_read(struct arena *a, const char *line, size_t n, fact_lines *out)
{
    const char *fields[FIELDS] = {"", "", "", "", "", ""}, *end = line + n;
    size_t count = 0;
    for (const char *p = line; count < FIELDS && p <= end; count++) {
        const char *tab = memchr(p, FIELD_SEPARATOR, (size_t)(end - p));
        size_t length = (size_t)((tab ? tab : end) - p);
        fields[count] = arena_strndup(a, p, length);
        p += length + 1;
    }
    if (count < FIELDS_LEAST)
        return false;
    VEC_PUSH(a, out,
             ((struct fact_line){fields[0], fields[1], fields[2], fields[3], fields[5],
                                 strcmp(fields[4], pinned_mark) == 0, NULL}));
    return true;
}

const char *record_fact_name(struct arena *a, const struct fact_line *f,
                             const struct fact_line *other, enum diag_lang lang)
{
    static const char *const forms[] = {"%s（代号 %s）", "%s (id %s)"};
    if (!*f->value)
        return model_vacant;
    bool homonyms = other && strcmp(f->value, other->value) == 0 && !record_same_person(f, other);
    return homonyms ? arena_printf(a, forms[lang], f->value, f->person) : f->value;
}

/* Where it stands; in running text the post that was asked for. */
static const char *place_of(const struct fact_line *f, enum diag_lang lang)
{
    static const char *const texts[] = {"文中", "in the text"};
    const char *colon = strchr(f->key, ':');
    bool person = strcmp(colon ? colon + 1 : f->key, f->person) == 0;
    if (*f->where)
        return f->where;
    return person ? texts[lang] : colon ? colon + 1 : f->key;
}

/* One who moved comes and goes: by which post. */
static const char *in_brackets(struct arena *a, const char *post)
{
    return *post ? arena_printf(a, "（%s）", post) : "";
}

const char *record_change_text(struct arena *a, const struct fact_change *c, enum diag_lang lang)
{
    static const char *const came[] = {"%s：增加 %s%s", "%s: %s%s came"},
                             *const gone[] = {"%s：减少 %s%s", "%s: %s%s is gone"},
                             *const other[] = {"%s：%s→%s", "%s: %s→%s"},
                             *const posts[] = {"%s：%s（%s→%s）", "%s: %s (%s→%s)"},
                             *const pinned[] = {"%s：%s（固定与否变了）", "%s: %s (pinned or not)"};
    const struct fact_line *old = c->old, *now = c->now;
    const char *was = old ? record_fact_name(a, old, now, lang) : "";
    const char *is = now ? record_fact_name(a, now, old, lang) : "";
    if (!old)
        return arena_printf(a, came[lang], place_of(now, lang), is, in_brackets(a, now->post));
    if (!now)
        return arena_printf(a, gone[lang], place_of(old, lang), was, in_brackets(a, old->post));
    if (strcmp(was, is) != 0)
        return arena_printf(a, other[lang], place_of(now, lang), was, is);
    if (strcmp(old->post, now->post) != 0)
        return arena_printf(a, posts[lang], place_of(now, lang), is, old->post, now->post);
    return arena_printf(a, pinned[lang], place_of(now, lang), is);
}
