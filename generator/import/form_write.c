/*
 * A form that was read, as elements. Numbers, boxes and strokes are the compiler's; fields are
 * named by the words before them, each name once.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/form_int.h"

static const char *const label_names[FILL_LABELS] = {"一、", "（一）", "1.", "（1）", "①"};
static const char *const box_names[] = {"前", "前空", "后", "后空"};

/* ---- names of fields ---- */

/* The words between the mark before and the end: 建于 of …平方米，建于. */
static struct text last_words(struct text t)
{
    size_t to = t.n, from;
    while (to > 0 && (utf8_is_blank(t.cp[to - 1]) || utf8_is_one_of(t.cp[to - 1], U"：:（(，,、")))
        to--;
    for (from = to; from > 0 && !utf8_is_one_of(t.cp[from - 1], U"，,。；;、：:（(）)？?！ \t　");)
        from--;
    return text_part(t, from, to);
}

/* A name that no other field has; the words themselves, when they are free. */
static const char *name_of(struct form_reader *f, struct text words)
{
    struct arena *a = f->im->arena;
    struct text bare = import_without_blanks(a, words);
    const char *wanted = bare.n ? text_utf8(a, bare) : "填写", *name = wanted;
    bool fresh;
    for (int n = 2;; n++) {
        struct text t = text_from_utf8(a, name, (struct pos){0});
        name_intern(a, &f->names, name_key(a, t), &fresh);
        if (fresh)
            return name;
        name = arena_printf(a, "%s%d", wanted, n);
    }
}

/* ---- fields and boxes ---- */

/* A field that ends its line takes what is left of it. */
static void say_width(struct form_reader *f, struct node *n, const struct fill_item *it, bool last)
{
    enum { MOST = 99 };
    int characters = (it->halves + 1) / 2;
    if (it->kind == FILL_DATE)
        import_word(f->im, n, "类", "日期");
    else if (!last && characters >= 1 && characters <= MOST)
        import_word(f->im, n, "宽", arena_printf(f->im->arena, "%d", characters));
}

static bool is_yes_no(const text_list *options)
{
    return options->n == 2 && text_equals(options->v[0], "是") && text_equals(options->v[1], "否");
}

static struct text listed(struct arena *a, const text_list *options)
{
    struct text_builder b = {.arena = a, .src = options->v[0].src};
    for (size_t i = 0; i < options->n; i++)
        list_add(&b, options->v[i]);
    return text_done(&b);
}

static void say_box(struct form_reader *f, struct node *n, const struct fill_item *it)
{
    if (it->box != f->box)
        import_word(f->im, n, "框位", box_names[it->box]);
}

static void note_used(struct form_reader *f, text_list *used, const struct fill_item *it)
{
    for (size_t i = 0; i < it->options.n; i++)
        VEC_PUSH(f->im->arena, used, it->options.v[i]);
}

/* 万元 right behind a blank is its unit. */
static struct text unit_at(struct text t)
{
    static const char *const units[] = {
        "平方米", "立方米", "万元", "公里", "公斤", "千米", "人次", "元", "亩", "人", "户", "个",
        "次",     "间",     "年",   "月",   "天",   "具",   "台",   "辆", "套", "座", "处", "项",
        "米",     "吨",     "头",   "只",   "株",   "岁",   "名",   "件", "份", "层", "克", "%",
    };
    size_t n = text_any_word_at(t, 0, units, sizeof units / sizeof *units);
    bool ends = n == t.n || utf8_is_blank(t.cp[n]) || utf8_is_one_of(t.cp[n], U"，,。；;、）)？?");
    return text_part(t, 0, ends ? n : 0);
}

/* ---- questions ---- */

/* Boxes at the end of a question, behind no open bracket, answer it. */
static bool answers(const struct fill_line *l)
{
    const struct fill_item *last = l->items.n > 1 ? &l->items.v[l->items.n - 1] : NULL;
    if (!last || last->kind != FILL_CHOICE)
        return false;
    struct text before = last[-1].text;
    return last[-1].kind == FILL_WORDS && !utf8_is_one_of(before.cp[before.n - 1], U"（(");
}

static void say_answer(struct form_reader *f, struct node *question, const struct fill_line *l,
                       text_list *used)
{
    const struct fill_item *it = &l->items.v[l->items.n - 1];
    bool several = text_has(l->text, "多选");
    import_word(f->im, question, "答",
                is_yes_no(&it->options) ? "是否"
                : several               ? "多选"
                                        : "单选");
    if (!is_yes_no(&it->options))
        import_attr(f->im, question, "选项", listed(f->im->arena, &it->options));
    note_used(f, used, it);
    if (is_yes_no(&it->options))
        import_change(f->im, it->text, IMPORT_DERIVED, NULL);
    say_box(f, question, it);
}

static void add_choice(struct form_reader *f, struct node *question, const struct fill_item *it,
                       text_list *used)
{
    struct node *n = import_element(f->im, question, "框");
    if (!is_yes_no(&it->options))
        import_attr(f->im, n, "选项", listed(f->im->arena, &it->options));
    else
        import_change(f->im, it->text, IMPORT_DERIVED, NULL);
    note_used(f, used, it);
    say_box(f, n, it);
}

struct node *form_add_question(struct form_reader *f, struct node *topic,
                               const struct fill_line *line, size_t number_length)
{
    struct importer *im = f->im;
    struct node *question = import_element(im, topic, "问");
    size_t n = line->items.n - answers(line);
    text_list used = {0};
    struct text said = {0}; /* the words before a field */
    if (answers(line))
        say_answer(f, question, line, &used);
    for (size_t i = 0; i < n; i++) {
        const struct fill_item *it = &line->items.v[i];
        struct text words = it->text;
        if (it->kind == FILL_CHOICE) {
            add_choice(f, question, it, &used);
            continue;
        }
        if (it->kind == FILL_WORDS) {
            if (!i)
                words = text_trimmed(text_part(words, number_length, words.n));
            import_words(im, question, words);
            VEC_PUSH(im->arena, &used, words);
            said = words;
            continue;
        }
        struct node *field = import_element(im, question, "填");
        struct text unit = {0};
        import_word(im, field, "名", name_of(f, last_words(said)));
        say_width(f, field, it, i + 1 == n);
        if (i + 1 < n && it[1].kind == FILL_WORDS)
            unit = unit_at(it[1].text);
        if (!unit.n)
            continue;
        import_attr(im, field, "单位", unit);
        VEC_PUSH(im->arena, &used, unit);
        said = text_part(it[1].text, unit.n, it[1].text.n);
        if (text_trimmed(said).n)
            import_words(im, question, said);
        VEC_PUSH(im->arena, &used, said);
        i++;
    }
    words_rest(im, line->text, &used, IMPORT_DERIVED, NULL);
    return question;
}

void form_say_topic(struct form_reader *f, struct node *topic, struct text title, size_t number)
{
    struct text words = text_trimmed(text_part(title, number, title.n));
    import_attr(f->im, topic, "题", words);
    import_change(f->im, text_part(title, 0, number), IMPORT_DERIVED, NULL);
}

/* ---- above and below the questions ---- */

static void add_pairs(struct form_reader *f, struct node *parent, const struct form_row *row)
{
    struct importer *im = f->im;
    text_list used = {0};
    for (size_t i = 0; i + 1 < row->line.items.n; i += 2) {
        const struct fill_item *it = &row->line.items.v[i + 1];
        struct text label = it[-1].text;
        label = import_without_blanks(im->arena, text_part(label, 0, label.n - 1));
        bool choice = it->kind == FILL_CHOICE;
        struct node *n = import_element(im, parent, choice ? "框" : "填");
        const char *name = name_of(f, label);
        VEC_PUSH(im->arena, &used, label);
        if (text_equals(label, name))
            import_attr(im, n, "名", label);
        else
            import_word(im, n, "名", name);
        if (!text_equals(label, name) && !choice)
            import_attr(im, n, "题", label);
        if (!choice) {
            say_width(f, n, it, i + 2 >= row->line.items.n);
            continue;
        }
        import_attr(im, n, "选项", listed(im->arena, &it->options));
        note_used(f, &used, it);
        say_box(f, n, it);
    }
    words_rest(im, row->line.text, &used, IMPORT_DERIVED, NULL);
}

/* 农户类别（在对应类别上划“√”）：… */
static void add_classes(struct form_reader *f, struct node *form, const struct form_row *row)
{
    struct importer *im = f->im;
    const struct fill_item *it = &row->line.items.v[1];
    struct text words = it[-1].text, note = {0};
    text_list used = {0};
    size_t open = 0;
    words.n--;
    while (open < words.n && !utf8_is_one_of(words.cp[open], U"（("))
        open++;
    bool noted = open + 2 < words.n && utf8_is_one_of(words.cp[words.n - 1], U"）)");
    if (noted)
        note = text_part(words, open + 1, words.n - 1);
    struct text title = noted ? text_trimmed(text_part(words, 0, open)) : words;
    struct node *n = import_element(im, form, "类别");
    import_attr(im, n, "题", title);
    VEC_PUSH(im->arena, &used, title);
    name_of(f, title);
    if (!noted)
        import_word(im, n, "说明位", "无");
    else if (!text_equals(note, "在对应类别上划“√”")) {
        import_attr(im, n, "说明", note);
        VEC_PUSH(im->arena, &used, note);
    }
    say_box(f, n, it);
    for (size_t i = 0; i < it->options.n; i++)
        import_words(im, import_element(im, n, "选"), it->options.v[i]);
    note_used(f, &used, it);
    words_rest(im, row->line.text, &used, IMPORT_DERIVED, NULL);
}

/* Lines of strokes below a question are more room for its last field. */
static void add_more(struct form_reader *f, const struct form_row *row, struct node *question)
{
    struct node *field = NULL;
    for (struct node *n = question ? question->first : NULL; n; n = n->next)
        field = n->kind == NODE_ELEMENT && strcmp(n->name, "填") == 0 ? n : NULL;
    if (!field)
        field = import_element(f->im, question, "填");
    struct attr *lines = NULL;
    for (struct attr *at = field->attrs; at; at = at->next)
        lines = strcmp(at->name, "行数") == 0 ? at : lines;
    int n = lines ? number_whole(lines->value, 2) + 1 : 2;
    if (!field->attrs)
        import_word(f->im, field, "名", name_of(f, (struct text){0}));
    const char *count = arena_printf(f->im->arena, "%d", n);
    if (lines)
        lines->value = text_from_utf8(f->im->arena, count, (struct pos){0});
    else
        import_word(f->im, field, "行数", count);
    import_change(f->im, row->line.text, IMPORT_DERIVED, NULL);
}

/* ---- the form ---- */

/* Where its first boxes stand. */
static void find_box(struct form_reader *f, const struct fill_line *l)
{
    for (size_t i = 0; i < l->items.n && !f->boxed; i++)
        if (l->items.v[i].kind == FILL_CHOICE) {
            f->box = l->items.v[i].box;
            f->boxed = true;
        }
}

static void say_form(struct form_reader *f, struct node *form)
{
    struct importer *im = f->im;
    enum fill_label usual = f->through ? FILL_DIGITS : FILL_CIRCLED;
    if (f->has_table)
        form_say_heads(f, form);
    else
        import_word(im, form, "版面", "自由");
    if (f->through)
        import_word(im, form, "编号", "连续");
    if (f->unnumbered)
        import_word(im, form, "题号", "无");
    else if (f->question_label != usual)
        import_word(im, form, "题号", label_names[f->question_label]);
    if (f->lone)
        import_word(im, form, "一题编号", "是");
    if (!f->has_table && f->n_topics && f->topic_label != FILL_CHINESE)
        import_word(im, form, "部分编号", label_names[f->topic_label]);
    for (size_t i = 0; i < f->rows.n; i++)
        find_box(f, &f->rows.v[i].line);
    if (f->box != FILL_BEFORE)
        import_word(im, form, "框位", box_names[f->box]);
}

/* The element that rows of a kind go into, one after the other. */
static struct node *group_of(struct form_reader *f, struct node *form, struct node **group,
                             const char *name)
{
    if (!*group)
        *group = import_element(f->im, form, name);
    return *group;
}

void form_write(struct form_reader *f, struct node *form)
{
    struct importer *im = f->im;
    struct node *heading = NULL, *topic = NULL, *question = NULL, *signing = NULL;
    if (f->rows.v[0].kind == FORM_TITLE)
        import_attr(im, form, "题", import_unspaced(im->arena, f->rows.v[0].line.text));
    say_form(f, form);
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct form_row *row = &f->rows.v[i];
        switch (row->kind) {
        case FORM_HEADING:
            add_pairs(f, group_of(f, form, &heading, "填表项"), row);
            break;
        case FORM_CLASSES:
            add_classes(f, form, row);
            break;
        case FORM_TOPIC:
            topic = import_element(im, form, "部分");
            form_say_topic(f, topic, row->line.text, row->number_length);
            break;
        case FORM_QUESTION:
            question = form_add_question(f, group_of(f, form, &topic, "部分"), &row->line,
                                         row->number_length);
            break;
        case FORM_MORE:
            add_more(f, row, question);
            break;
        case FORM_TABLE:
            form_add_table(f, form);
            break;
        case FORM_SIGNING:
            add_pairs(f, group_of(f, form, &signing, "签名"), row);
            break;
        case FORM_GUIDE: {
            size_t label = text_word_at(row->line.text, 0, "填写说明：");
            import_change(im, text_part(row->line.text, 0, label), IMPORT_DERIVED, NULL);
            import_words(im, import_element(im, form, "填写说明"),
                         text_trimmed(text_part(row->line.text, label, row->line.text.n)));
            break;
        }
        case FORM_TITLE:
        case FORM_ODD:
        case FORM_ROW_KINDS:
            break;
        }
        import_became(im, row->block, row->kind == FORM_TITLE ? IMPORT_TITLE : IMPORT_FORM,
                      LINE_LIKELY, 0);
    }
}
