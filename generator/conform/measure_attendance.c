/* 出席, 请假, 列席 of minutes (10.3): labels in 黑体, the names behind their colons. */
#include "conform/conform_int.h"

enum { COLON = 0xFF1A, LABEL = 3 /* characters, with the colon */ };

static const uint32_t labels[][LABEL] = {
    {0x51FA, 0x5E2D, COLON}, /* 出席： */
    {0x8BF7, 0x5047, COLON}, /* 请假： */
    {0x5217, 0x5E2D, COLON}, /* 列席： */
};
enum { LABELS = sizeof labels / sizeof *labels };

int line_attendance(const struct line *line)
{
    for (int k = 0; k < LABELS; k++) {
        size_t same = 0;
        while (same < LABEL && same < line->chars.n && line->chars.v[same].cp == labels[k][same])
            same++;
        if (same == LABEL)
            return k;
    }
    return -1;
}

bool indent_of_label(const struct conform *c, const struct line *line, len_t *out)
{
    *out = line_left(line, 0) - area_left(c);
    return line_attendance(line) >= 0;
}

/* A copy of the report's lines: of each one of the element, its label or its names. */
static void measure_part(const struct conform *c, const struct clause *item, bool names,
                         struct result *out)
{
    struct conform part = *c;
    part.lines.v = ARENA_ARRAY(c->arena, struct line, c->lines.n + 1);
    part.lines.n = 0;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        size_t label = line_attendance(l) >= 0 ? LABEL : 0;
        struct line *cut = &part.lines.v[part.lines.n];
        *cut = *l;
        cut->chars.v += names ? label : 0;
        cut->chars.n = names ? l->chars.n - label : label;
        part.lines.n += cut->chars.n > 0;
    }
    measure_face(&part, item, out);
}

void measure_label_face(const struct conform *c, const struct clause *item, struct result *out)
{
    measure_part(c, item, false, out);
}

void measure_names_face(const struct conform *c, const struct clause *item, struct result *out)
{
    measure_part(c, item, true, out);
}

void measure_attendance_order(const struct conform *c, const struct clause *item,
                              struct result *out)
{
    int last = -1;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        int k = line_attendance(l);
        if (k < 0 || out->verdict == VERDICT_BREACHES)
            continue;
        result_set(out, k > last, l->page);
        out->wanted = say(c, "出席、请假、列席依次排列", "present, excused, attending");
        out->measured = k > last ? say(c, "是", "it is so") : line_text(c, l);
        last = k;
    }
}
