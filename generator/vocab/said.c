/*
 * What clerks call a thing that the vocabulary says otherwise (said.def): the nearest name by letters
 * would mislead them (一级标题 is no 小标题, 发文机关署名 no 发文机关).
 */
#include <string.h>

#include "vocab/vocab_int.h"

enum advice_id {
#define SAID_ADVICE(id, zh, en) ADVICE_##id,
#include "vocab/said.def"
    ADVICES
};

/* By advice_id and language. */
static const char *const advice[ADVICES][VOCAB_LANGS] = {
#define SAID_ADVICE(id, zh, en) [ADVICE_##id] = {zh, en},
#include "vocab/said.def"
};

struct said_element {
    const char *name;
    enum advice_id advice;
};

static const struct said_element elements[] = {
#define SAID_ELEMENT(name, advice) {name, ADVICE_##advice},
#include "vocab/said.def"
};

struct said_attr {
    const char *name, *meant;
};

static const struct said_attr attrs[] = {
#define SAID_ATTR(name, attr) {name, attr},
#include "vocab/said.def"
};

const char *said_element_advice(const char *name, enum vocab_lang lang)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp(elements[i].name, name) == 0)
            return advice[elements[i].advice][lang];
    return NULL;
}

const char *said_attr_meant(enum element_id owner, const char *name)
{
    for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++)
        if (strcmp(attrs[i].name, name) == 0 && table_find_attr(owner, attrs[i].meant) != ATTR_NONE)
            return attrs[i].meant;
    return NULL;
}
