/* Inside resolve/: numbers and dates as official documents write them. */
#ifndef HONGTOU_RESOLVE_RESOLVE_INT_H
#define HONGTOU_RESOLVE_RESOLVE_INT_H

#include "base/mem.h"
#include "model/model.h"

enum { LEVELS = 4 };

/* 1 … 9999 in Chinese: 十, 十二, 一百零五. */
char *number_chinese(struct arena *a, int n);

/* The label of the n-th section of a level (1 …): 一、 （一） 1. （1） (GB/T 9704 7.3.3). */
char *number_label(struct arena *a, int level, int n);

/* 2026年9月19日: no zero padding (GB/T 9704 7.3.5.4). */
char *date_text(struct arena *a, struct date date);

#endif
