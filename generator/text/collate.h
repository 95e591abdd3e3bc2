/*
 * The order of names and numbers as a reader looks for them: Chinese characters by pinyin, numbers
 * by their value however many digits they have (2组 before 10组), and so Chinese numerals where
 * they count something (二组 before 十组, but not in 三里村). Hides ICU.
 */
#ifndef HONGTOU_TEXT_COLLATE_H
#define HONGTOU_TEXT_COLLATE_H

#include "base/buf.h"

struct collator;

/* NULL: out of memory only; without ICU's rules the order is that of code points. */
struct collator *text_collator_open(void);
void text_collator_close(struct collator *c);

/* Adds a key, which ends in a NUL byte and holds no other: texts stand in the order of their keys'
 * bytes. An empty text comes last. */
void text_collator_add_key(struct collator *c, const char *utf8, size_t n, struct buf *out);

#endif
