/* Numbers as they are typed and printed: digits, Chinese numerals, the labels of sections. */
#ifndef HONGTOU_VALUE_NUMBER_H
#define HONGTOU_VALUE_NUMBER_H

#include "base/text.h"

/* ---- digits ---- */

/* 0 to 9 for ASCII and full-width digits and for 〇零一…九; -1 for anything else. */
int number_digit(uint32_t cp);

enum { NUMBER_DIGITS = 9 }; /* that an int holds */

/* ASCII digits at i, most of them (up to NUMBER_DIGITS) at most: how many there are; their value.
 */
size_t number_digits(struct text t, size_t i, size_t most, int *value);

/* A text of 1 to most ASCII digits alone; -1: anything else. */
int number_whole(struct text t, size_t most);

/* The same of bytes, and no larger than limit. False: anything else. */
bool number_parse(const char *p, size_t n, uint32_t limit, uint32_t *out);

/* ---- Chinese numerals ---- */

/* A number that is read a character at a time: 十九, 二〇二六, 一百零三, ２０. Start with {0}. */
struct numeral {
    size_t n; /* characters taken; 0: no number yet */
    int sum, run, unit;
    bool in_run;
};

/* False: the number ends before the character. */
bool numeral_add(struct numeral *x, uint32_t cp);
/* At most 99999999. */
int numeral_value(const struct numeral *x);

/* 1 … 9999 in Chinese: 十, 十二, 一百零五. */
char *number_chinese(struct arena *a, int n);

/* ---- labels ---- */

enum { LEVELS = 4 }; /* of sections */

/* The label of the n-th section of a level (1 …): 一、 （一） 1. （1） (GB/T 9704 7.3.3). */
char *number_label(struct arena *a, int level, int n);

/* How much of a heading is a typed number (一、 （1） ①), and of an attachment's title a typed
 * label (附件2：): 0 for none. */
size_t number_typed_label(struct text heading);
size_t number_typed_attachment(struct text title);

#endif
