/*
 * People as clerks write them in one cell: names, posts, telephones and free words, in lines,
 * behind marks or with nothing but blanks between.
 */
#ifndef HONGTOU_VALUE_PEOPLE_H
#define HONGTOU_VALUE_PEOPLE_H

#include "value/list.h"

enum people_fault {
    PEOPLE_GOOD,
    PEOPLE_UNCLEAR,     /* brackets that do not fit, or words right behind them */
    PEOPLE_STRAY_PHONE, /* a telephone that nobody stands before */
};

/* Somebody in a cell. */
struct person {
    struct text name, post, phone; /* without a name: the post is free words, 县级组长 */
    struct text typed;             /* name and post as they were typed */
    enum people_fault fault;       /* then typed is what is not understood, and the rest empty */
};
typedef VEC(struct person) person_list;

/* 吴兰⏎13800000014⏎王竹, 吴云13800000012、郑川（县财政局）, 县级组长 吴若 13800000011,
 * 县委办、政府办各1名领导 (one, of free words): everybody in the cell. A telephone on a line of its
 * own is that of whoever stands before it; as many as there are people before them go one to each.
 */
person_list people_read(struct arena *a, struct text cell);

/* It can only be words about people: 县级组长, 项目实地考察, 县委办、政府办各1名领导. A name,
 * however long, is none, nor what cannot be told from one. */
bool people_are_words(struct text t);

/* The name of a person and nothing else, by its surname: 罗明, 罗启明, 欧阳若川. */
bool people_is_name(struct text t);

#endif
