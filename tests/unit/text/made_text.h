/* Paragraphs made by a fixed sequence of numbers: Han, marks, numbers, Latin, dashes, quotes. */
#ifndef HONGTOU_TESTS_MADE_TEXT_H
#define HONGTOU_TESTS_MADE_TEXT_H

#include "text_test.h"

/* The same sequence on every machine (a linear congruence). */
static inline unsigned draw(uint32_t *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

/* What no line may part. */
static const char *const inseparable[] = {
    "17.33万",   "50%",          "￥3,200元", "12℃",   "138 0000 0000", "a.b@x.cn",
    "青A·12345", "〔2022〕10号", "……",        "——",    "2026年",        "9月",
    "19日",      "8亿元",        "№3",        "3.5‰",  "GB/T",          "PDF-1.4",
    "24周",      "第3号",        "￥5",       "8.5m²", "10³",
};

static inline void add_han(struct buf *b, uint32_t *seed, unsigned n)
{
    static const char *const words[] = {"乡", "村", "振", "兴", "工", "作", "是", "的", "人", "民",
                                        "防", "火", "检", "查", "各", "县", "发", "展", "和", "国"};
    while (n--)
        buf_str(b, words[draw(seed, sizeof words / sizeof *words)]);
}

static inline void add_piece(struct buf *b, uint32_t *seed)
{
    static const char *const around[][2] = {
        {"“", "”"}, {"《", "》"}, {"（", "）"}, {"〔", "〕"}, {"‘", "’"}};
    static const char *const points[] = {"，", "。", "、", "；",  "：",   "？",
                                         "！", "——", "……", "。”", "》、", "·"};
    unsigned kind = draw(seed, 8);
    if (kind < 3) {
        const char *const *pair = around[draw(seed, sizeof around / sizeof *around)];
        buf_str(b, pair[0]);
        add_han(b, seed, 1 + draw(seed, 5));
        buf_str(b, pair[1]);
    } else if (kind < 5) {
        buf_str(b, inseparable[draw(seed, sizeof inseparable / sizeof *inseparable)]);
    } else {
        add_han(b, seed, 1 + draw(seed, 12));
        buf_str(b, points[draw(seed, sizeof points / sizeof *points)]);
    }
}

static inline const char *made_paragraph(struct arena *a, unsigned number)
{
    uint32_t seed = number * 7919u + 17;
    struct buf b = {0};
    add_han(&b, &seed, 2);
    for (unsigned n = 3 + draw(&seed, 20); n; n--)
        add_piece(&b, &seed);
    add_han(&b, &seed, 2);
    buf_str(&b, "。");
    char *s = arena_strndup(a, b.p, b.n);
    buf_drop(&b);
    return s;
}

/* Widths in characters, in 1/1000: of the body, of a list, of columns, and an odd one. */
static const int made_widths[] = {28 * EM, 26 * EM, 20 * EM, 14 * EM, 21437};

enum { MADE_PARAGRAPHS = 150, MADE_WIDTHS = sizeof made_widths / sizeof *made_widths };

/* Calls check on every made paragraph at every width, indented by two characters. */
typedef void check_made(struct setting *t, const char *utf8, const struct text_shape *shape,
                        struct set_lines lines);

static inline void for_all_made(void **state, check_made *check)
{
    for (unsigned i = 0; i < MADE_PARAGRAPHS; i++)
        for (int w = 0; w < MADE_WIDTHS; w++) {
            struct setting t = setting_open(state);
            const char *utf8 = made_paragraph(t.arena, i);
            struct text_shape shape = shape_of(&t, made_widths[w]);
            shape.first_indent = 2 * shape.pitch;
            check(&t, utf8, &shape, set_shaped(&t, utf8, &shape));
            setting_close(&t);
        }
}

#endif
