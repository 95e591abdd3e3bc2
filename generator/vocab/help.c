/*
 * A part of the manual for a terminal, in one language: an element by its name, or what a task
 * takes by the task's; else what speaks of the word.
 */
#include <string.h>

#include "base/guess.h"
#include "vocab/vocab_int.h"

enum { IDS_MOST = 16 };

static const struct topic {
    const char *name[VOCAB_LANGS], *more;
    enum element_id ids[IDS_MOST];
} topics[] = {
#define VOCAB_TOPIC(zh, en, more, ...) {{zh, en}, more, {__VA_ARGS__}},
#include "vocab/topics.def"
};

enum { TOPICS = sizeof topics / sizeof *topics };

/* ---- an element ---- */

/* What a table's cell may say after its name: need, preset, values. */
static void add_attr(struct buf *out, const struct attr_row *r, enum vocab_lang lang)
{
    bool zh = lang == VOCAB_ZH;
    buf_printf(out, "  %s  %s", r->name[lang], r->name[!lang]);
    if (r->need == NEED_REQUIRED)
        buf_str(out, zh ? "（必写）" : " (required)");
    buf_printf(out, "\n      %s", r->about[lang]);
    if (r->preset && *r->preset)
        buf_printf(out, zh ? "不写时是 %s。" : " Preset: %s.", r->preset);
    const struct value_row *first = table_values(r->type);
    for (const struct value_row *v = first; v->type == r->type; v++)
        buf_printf(out, "%s%s",
                   v > first ? zh ? "、" : ", "
                   : zh      ? "\n      可以写："
                             : "\n      one of: ",
                   v->name[lang]);
    if (first->type != r->type)
        buf_printf(out, zh ? "（%s）" : " (%s)", table_type[r->type].about[lang]);
    buf_char(out, '\n');
}

/* The elements that one stands in, or that stand in it. */
static void add_relatives(struct buf *out, enum element_id id, bool inside, enum vocab_lang lang)
{
    static const char *const heads[2][VOCAB_LANGS] = {{"写在：", "Stands in: "},
                                                      {"里面写：", "Contains: "}};
    const char *before = heads[inside][lang];
    for (enum element_id other = 1; other < EL_END; other++) {
        if (!(inside ? table_place(id, other) : table_place(other, id)))
            continue;
        buf_printf(out, "%s%s", before, table_element[other].name[lang]);
        before = lang == VOCAB_ZH ? "、" : ", ";
    }
    if (before != heads[inside][lang])
        buf_char(out, '\n');
}

static void add_element(struct buf *out, enum element_id id, enum vocab_lang lang)
{
    const struct element_row *row = &table_element[id];
    buf_printf(out, "■ %s  %s\n%s\n", row->name[lang], row->name[!lang], row->about[lang]);
    add_relatives(out, id, false, lang);
    add_relatives(out, id, true, lang);
    const struct attr_row *r = table_attrs(id);
    if (r->owner == id)
        buf_str(out, lang == VOCAB_ZH ? "属性：\n" : "Attributes:\n");
    for (; r->owner == id; r++)
        add_attr(out, r, lang);
    for (const struct example_row *e = table_example; e->owner != EL_NONE; e++)
        if (e->owner == id)
            buf_printf(out, "%s\n%s", lang == VOCAB_ZH ? "例：" : "Example:", e->xml[lang]);
    buf_char(out, '\n');
}

/* ---- finding ---- */

static bool is_name_of(const struct topic *t, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = strstr(t->more, name); at; at = strstr(at + 1, name))
        if ((at == t->more || at[-1] == ' ') && (!at[n] || at[n] == ' '))
            return true;
    return strcmp(t->name[VOCAB_ZH], name) == 0 || strcmp(t->name[VOCAB_EN], name) == 0;
}

static bool speaks_of(enum element_id id, const char *word)
{
    for (int lang = 0; lang < VOCAB_LANGS; lang++) {
        const struct element_row *row = &table_element[id];
        if (strstr(row->name[lang], word) || strstr(row->about[lang], word))
            return true;
        for (const struct attr_row *r = table_attrs(id); r->owner == id; r++)
            if (strstr(r->name[lang], word) || strstr(r->about[lang], word))
                return true;
    }
    return false;
}

/* One line for each that speaks of the word. False: none does. */
static bool add_mentions(struct buf *out, const char *word, enum vocab_lang lang)
{
    bool any = false;
    for (enum element_id id = 1; id < EL_END; id++) {
        if (!speaks_of(id, word))
            continue;
        if (!any)
            buf_printf(out,
                       lang == VOCAB_ZH ? "说到“%s”的有（hongtou help 名称 看全部）：\n"
                                        : "These speak of \"%s\" (hongtou help NAME for all):\n",
                       word);
        buf_printf(out, "  %s  %s\n", table_element[id].name[lang], table_element[id].about[lang]);
        any = true;
    }
    return any;
}

const char *vocab_near(const char *name)
{
    struct guess guess = {.typed = name};
    for (int lang = 0; lang < VOCAB_LANGS; lang++) {
        for (size_t i = 0; i < TOPICS; i++)
            guess_try(&guess, topics[i].name[lang]);
        for (enum element_id id = 1; id < EL_END; id++)
            guess_try(&guess, table_element[id].name[lang]);
    }
    return guess.best;
}

void vocab_topics(enum vocab_lang lang, struct buf *out)
{
    for (size_t i = 0; i < TOPICS; i++)
        buf_printf(out, "%s%s", i ? lang == VOCAB_ZH ? "、" : ", " : "", topics[i].name[lang]);
}

bool vocab_help(const char *name, enum vocab_lang lang, struct buf *out)
{
    const struct topic *t = topics;
    while (t < topics + TOPICS && !is_name_of(t, name))
        t++;
    enum element_id id = table_find_element(name);
    if (id != EL_NONE)
        add_element(out, id, lang);
    for (size_t i = 0; t < topics + TOPICS && i < IDS_MOST && t->ids[i]; i++)
        if (t->ids[i] != id)
            add_element(out, t->ids[i], lang);
    if (id != EL_NONE || t < topics + TOPICS)
        return true;
    return add_mentions(out, name, lang);
}
