/*
 * Registration marks: filled squares, of which the first has a hole, so that a program that looks
 * at the ink alone knows which way up the paper lies.
 */
#include "page/page.h"

struct page_item page_mark(const struct page_face *face, size_t i)
{
    enum { HOLLOW_CELLS = 4, FULL_CELLS = 1 };
    static const uint8_t hollow[HOLLOW_CELLS] = {0xF0, 0x90, 0x90, 0xF0}, full[FULL_CELLS] = {0x80};
    const struct page_square *at = &face->marks[i];
    return (struct page_item){.kind = ITEM_BITS,
                              .element = ELEMENT_FORM_MARK,
                              .bits = {.bits = i ? full : hollow,
                                       .cells = i ? FULL_CELLS : HOLLOW_CELLS,
                                       .x = at->x,
                                       .y = at->y,
                                       .side = at->side}};
}
