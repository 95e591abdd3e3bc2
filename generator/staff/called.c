/*
 * What a post is called with its unit: 县财政局局长. A government's posts drop the word for it,
 * since the title names the place: 白石镇镇长, 副县长.
 */
#include <uchar.h>

#include "base/buf.h"
#include "staff/staff_int.h"

static bool ends_in(struct text t, const char32_t *end, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (t.n < n || t.cp[t.n - n + i] != end[i])
            return false;
    return true;
}

static struct text without_end(struct text t, const char32_t *end, size_t n)
{
    return ends_in(t, end, n) ? text_part(t, 0, t.n - n) : t;
}

static bool begins_with(struct text t, struct text start)
{
    size_t i = 0;
    while (i < start.n && i < t.n && t.cp[i] == start.cp[i])
        i++;
    return i == start.n;
}

/* 镇 of 副镇长; 0: the title is not of that kind. */
static uint32_t place_of(struct text title)
{
    size_t i = title.n && title.cp[0] == U'副';
    return title.n == i + 2 && title.cp[i + 1] == U'长' ? title.cp[i] : 0;
}

struct text staff_unit_name(const struct staff_unit *unit)
{
    return unit->short_name.n ? unit->short_name : unit->name;
}

/* What of the unit's name stands before the title. */
static struct text unit_part(const struct staff_unit *unit, struct text title)
{
    struct text name = staff_unit_name(unit), none = {.n = 0};
    if (begins_with(title, name))
        return none;
    struct text place = without_end(without_end(name, U"政府", 2), U"人民", 2);
    if (place.n == name.n || place.n == 0 || place.cp[place.n - 1] != place_of(title))
        return name;
    return place.n == 1 ? none : place;
}

const char *staff_post_name(const struct staff *s, struct arena *a, const struct staff_post *post)
{
    const struct staff_unit *unit = s->unit_of[post->index];
    struct text before = unit ? unit_part(unit, post->title) : (struct text){.n = 0};
    struct buf b = {0};
    for (size_t i = 0; i < before.n; i++)
        buf_code(&b, before.cp[i]);
    for (size_t i = 0; i < post->title.n; i++)
        buf_code(&b, post->title.cp[i]);
    const char *name = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return name;
}
