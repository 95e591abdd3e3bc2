/* Facts as lines; two lists of them compared. */
#include "record/facts.h"

#include <string.h>

enum { FIELDS = 5, FIELD_SEPARATOR = '\t' };

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

void facts_of(const struct document *doc, fact_lines *out)
{
    struct arena *a = doc->arena;
    for (const struct fact *f = doc->facts; f; f = f->next)
        VEC_PUSH(a, out,
                 ((struct fact_line){field(a, text_utf8(a, f->where)), field(a, f->key),
                                     field(a, f->value), field(a, f->post), f->pinned, f->pos}));
}

void fact_print(const struct fact_line *f, struct buf *out)
{
    buf_printf(out, "%s\t%s\t%s\t%s\t%s\n", f->where, f->key, f->value, f->post,
               f->pinned ? pinned_mark : "");
}

bool fact_read(struct arena *a, const char *line, size_t n, fact_lines *out)
{
    const char *fields[FIELDS], *end = line + n;
    size_t count = 0;
    for (const char *p = line; count < FIELDS && p <= end; count++) {
        const char *tab = memchr(p, FIELD_SEPARATOR, (size_t)(end - p));
        size_t length = (size_t)((tab ? tab : end) - p);
        fields[count] = arena_strndup(a, p, length);
        p += length + 1;
    }
    if (count < FIELDS)
        return false;
    VEC_PUSH(
        a, out,
        ((struct fact_line){
            fields[0], fields[1], fields[2], fields[3], strcmp(fields[4], pinned_mark) == 0, {0}}));
    return true;
}

static bool same_question(const struct fact_line *x, const struct fact_line *y)
{
    return strcmp(x->key, y->key) == 0 && strcmp(x->where, y->where) == 0;
}

static bool same_answer(const struct fact_line *x, const struct fact_line *y)
{
    return strcmp(x->value, y->value) == 0 && strcmp(x->post, y->post) == 0 &&
           x->pinned == y->pinned;
}

/* The first old fact, from a place on, that asks the same and was not met yet; old->n: none. Lists
 * that hardly differ are in step: the search begins where the last one ended. */
static size_t find(const fact_lines *old, const bool met[], const struct fact_line *now,
                   size_t from)
{
    for (size_t k = 0; k < old->n; k++) {
        size_t i = (from + k) % old->n;
        if (!met[i] && same_question(&old->v[i], now))
            return i;
    }
    return old->n;
}

void facts_compare(struct arena *a, const fact_lines *old, const fact_lines *now, fact_changes *out)
{
    bool *met = ARENA_ARRAY(a, bool, old->n + 1);
    size_t next = 0;
    for (size_t i = 0; i < now->n; i++) {
        size_t k = find(old, met, &now->v[i], next);
        const struct fact_line *before = k < old->n ? &old->v[k] : NULL;
        if (before) {
            met[k] = true;
            next = k + 1;
        }
        if (!before || !same_answer(before, &now->v[i]))
            VEC_PUSH(a, out, ((struct fact_change){before, &now->v[i]}));
    }
    for (size_t i = 0; i < old->n; i++)
        if (!met[i])
            VEC_PUSH(a, out, ((struct fact_change){&old->v[i], NULL}));
}

static const char *name_of(const struct fact_line *f)
{
    return *f->value ? f->value : "（空缺）";
}

/* Where it stands; in running text the post that was asked for. */
static const char *place_of(const struct fact_line *f)
{
    const char *colon = strchr(f->key, ':');
    return *f->where ? f->where : colon ? colon + 1 : f->key;
}

const char *fact_change_text(struct arena *a, const struct fact_change *c, enum diag_lang lang)
{
    static const char *const came[] = {"%s：增加 %s", "%s: %s came"},
                             *const gone[] = {"%s：减少 %s", "%s: %s is gone"},
                             *const other[] = {"%s：%s→%s", "%s: %s→%s"},
                             *const posts[] = {"%s：%s（%s→%s）", "%s: %s (%s→%s)"},
                             *const pinned[] = {"%s：%s（固定与否变了）", "%s: %s (pinned or not)"};
    const struct fact_line *old = c->old, *now = c->now;
    if (!old)
        return arena_printf(a, came[lang], place_of(now), name_of(now));
    if (!now)
        return arena_printf(a, gone[lang], place_of(old), name_of(old));
    if (strcmp(old->value, now->value) != 0)
        return arena_printf(a, other[lang], place_of(now), name_of(old), name_of(now));
    if (strcmp(old->post, now->post) != 0)
        return arena_printf(a, posts[lang], place_of(now), name_of(now), old->post, now->post);
    return arena_printf(a, pinned[lang], place_of(now), name_of(now));
}
