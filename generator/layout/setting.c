/*
 * How a part is set: texts by the profile, the pitch and the arena of their part. A setting is
 * copied where one of them is another.
 */
#include <string.h>

#include "layout/layout_int.h"

struct setting setting_new(const struct layout *l, bool turned)
{
    const struct style *st = turned ? l->turned : l->paper;
    return (struct setting){
        .layout = l, .arena = l->part, .style = st, .table = &l->tables, .pitch = st->char_pitch};
}

struct text_shape setting_shape(const struct setting *s)
{
    return (struct text_shape){.size = s->style->body_size,
                               .pitch = s->pitch,
                               .width = s->style->area_width,
                               .align = ALIGN_JUSTIFY};
}

bool setting_text(const struct setting *s, struct text text, const char *role,
                  const struct text_shape *shape, struct set_lines *out)
{
    struct span span = {.text = text, .role = font_role_named(role)};
    return text_set(setting_typesetter(s), &span, 1, shape, out);
}

/* One line of a label's glyphs and those of the line behind it. */
static struct set_line joined(const struct setting *s, const struct set_line *label,
                              const struct set_line *line)
{
    struct set_glyph *glyphs = ARENA_ARRAY(s->arena, struct set_glyph, label->n + line->n);
    len_t behind = line->x - label->x;
    memcpy(glyphs, label->glyphs, label->n * sizeof *glyphs);
    for (size_t i = 0; i < line->n; i++) {
        glyphs[label->n + i] = line->glyphs[i];
        glyphs[label->n + i].x += behind;
    }
    return (struct set_line){glyphs, label->n + line->n, label->x, behind + line->width};
}

bool setting_hanging(const struct setting *s, const struct span *label, const struct span *text,
                     const struct text_shape *shape, struct set_lines *out)
{
    struct text_shape alone = *shape, behind = *shape;
    struct set_lines first;
    len_t width;
    alone.align = ALIGN_LEFT;
    if (!text_width(setting_typesetter(s), label, shape->pitch, &width))
        return false;
    behind.first_indent += width;
    behind.turned_indent = behind.first_indent;
    if (!text_set(setting_typesetter(s), label, 1, &alone, &first) ||
        !text_set(setting_typesetter(s), text, 1, &behind, out) || !out->n)
        return false;
    struct set_line *lines = ARENA_ARRAY(s->arena, struct set_line, out->n);
    memcpy(lines, out->v, out->n * sizeof *lines);
    lines[0] = joined(s, &first.v[0], &out->v[0]);
    out->v = lines;
    return true;
}
