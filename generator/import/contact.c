/*
 * Whom to ask, on lines of their own: 联系人：许玥，电话：13800000001, or in an office's own words
 * and order, on several lines. And the sentence that says where a group's office is.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/entry.h"
#include "value/people.h"

/* ---- contacts ---- */

/* What stands before the colon of a line that goes on with somebody's contacts. */
static const char *const labels[] = {
    "联系人",   "联络人",   "联系人及电话", "联系人及联系电话", "联系人和电话",
    "联系电话", "电话",     "手机",         "手机号码",         "传真",
    "传真电话", "电子邮箱", "邮箱",         "电子邮件",         "邮编",
    "邮政编码", "地址",     "联系地址",     "通讯地址",         "通信地址",
    "微信",     "微信号",   "QQ",           "咨询电话",         "监督电话",
    "举报电话", "值班电话", "报名电话",
};

static size_t colon_of(struct text t)
{
    size_t i = 0;
    while (i < t.n && t.cp[i] != U'：' && t.cp[i] != ':')
        i++;
    return i;
}

/* 联系人（职务）： is 联系人：; what stands in brackets says of what it is. */
static struct text label_of(struct text t)
{
    struct text label = text_trimmed(text_part(t, 0, colon_of(t)));
    size_t open = label.n;
    if (!label.n || !utf8_is_one_of(label.cp[label.n - 1], U"）)"))
        return label;
    while (open && !utf8_is_one_of(label.cp[open - 1], U"（("))
        open--;
    return open > 1 ? text_trimmed(text_part(label, 0, open - 1)) : label;
}

static bool has_label(struct text t)
{
    struct text label = label_of(t);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (words_are(label, labels[i]))
            return colon_of(t) < t.n;
    return false;
}

/* 联系人：请各单位明确1名联系人… speaks of one; a sentence is none. */
static bool is_sentence(struct text t)
{
    enum { MOST = 60 };
    for (size_t i = 0; i + 1 < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"。？！"))
            return true;
    return t.n > MOST || text_has(t, "请") || text_has(t, "明确") || text_has(t, "报送");
}

/* Somebody's name, telephone or address. */
static bool says_somebody(struct importer *im, struct text t)
{
    enum { PHONE_LEAST = 7 };
    size_t digits = 0;
    struct text rest = text_part(t, colon_of(t) + (colon_of(t) < t.n), t.n);
    for (size_t i = 0; i < rest.n; i++)
        digits += utf8_is_digit(rest.cp[i]);
    size_t name = text_skip_blanks(rest, 0), end = name;
    while (end < rest.n && !utf8_is_one_of(rest.cp[end], U"，,、；;（(") &&
           !utf8_is_digit(rest.cp[end]))
        end++;
    struct text who = import_without_blanks(im->arena, text_part(rest, name, end));
    return digits >= PHONE_LEAST || people_is_name(who) || text_has(rest, "@");
}

static bool is_contact(struct importer *im, const struct import_block *b)
{
    return b->paragraph && !b->taken && !b->line.label.n && has_label(b->line.text) &&
           !is_sentence(b->line.text) && says_somebody(im, b->line.text);
}

/* A line that goes on: an address has neither name nor telephone. */
static bool goes_on(const struct import_block *b)
{
    return b->paragraph && !b->taken && !b->line.label.n && has_label(b->line.text) &&
           !is_sentence(b->line.text);
}

/* 联系人：许玥，电话：13800000001, as the compiler prints it. */
static bool read_usual(struct importer *im, struct text t, struct text *name, struct text *phone)
{
    static const char between[] = "，电话：";
    size_t from = text_word_at(t, 0, "联系人："), at = from;
    while (at < t.n && !text_word_at(t, at, between))
        at++;
    size_t word = text_word_at(t, at, between);
    if (!from || !word)
        return false;
    *name = import_without_blanks(im->arena, text_part(t, from, at));
    *phone = text_part(t, at + word, t.n);
    return people_is_name(*name) && phone_is_callable(*phone);
}

static void add_usual(struct importer *im, struct node *n, struct text whole, struct text name,
                      struct text phone)
{
    text_list used = {0};
    import_attr(im, n, "姓名", name);
    import_attr(im, n, "电话", phone);
    VEC_PUSH(im->arena, &used, name);
    VEC_PUSH(im->arena, &used, phone);
    words_rest(im, whole, &used, IMPORT_DERIVED, NULL);
}

size_t import_contact_lines(struct importer *im, size_t i, size_t end, struct node *parent)
{
    struct text name, phone;
    size_t behind = i + 1;
    if (!is_contact(im, &im->blocks[i]))
        return 0;
    struct node *n = import_element(im, parent, "联系人");
    bool usual = read_usual(im, im->blocks[i].line.text, &name, &phone);
    while (!usual && behind < end && goes_on(&im->blocks[behind]) &&
           !read_usual(im, im->blocks[behind].line.text, &name, &phone))
        behind++;
    if (usual)
        add_usual(im, n, im->blocks[i].line.text, name, phone);
    for (size_t k = i; k < behind; k++) {
        if (k > i)
            import_element(im, n, "换行");
        if (!usual)
            import_words(im, n, im->blocks[k].line.text);
        import_became(im, k, IMPORT_CONTACT, LINE_LIKELY, 0);
    }
    return behind - i;
}

/* ---- 领导小组办公室设在县农业农村局，办公室主任由吴岚同志兼任。 ---- */

struct office_words {
    struct text group, at, role, names;
    bool concurrent;
};

static size_t find(struct text t, size_t i, const char *word)
{
    while (i < t.n && !text_word_at(t, i, word))
        i++;
    return i;
}

/* Nothing more than the compiler would print. */
static bool read_office(struct text t, struct office_words *out)
{
    static const char office[] = "办公室设在", head[] = "，办公室", by[] = "由";
    size_t at = find(t, 0, office), from = at + text_word_at(t, at, office);
    size_t comma = find(t, from, head), role = comma + text_word_at(t, comma, head);
    size_t by_at = find(t, role, by), names = by_at + text_word_at(t, by_at, by);
    size_t also = find(t, names, "同志兼任。"), only = find(t, names, "同志担任。");
    size_t end = also < only ? also : only;
    enum { ENDING = 5, ROLE_MOST = 4, MOST = 80 };
    if (t.n > MOST || comma >= t.n || names >= t.n || end + ENDING != t.n ||
        by_at > role + ROLE_MOST)
        return false;
    *out = (struct office_words){text_part(t, 0, at), text_part(t, from, comma),
                                 text_part(t, role, by_at), text_part(t, names, end), also < only};
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"；，：") && i != comma)
            return false;
    return out->group.n && out->at.n && out->role.n;
}

/* Every one a name. */
static bool all_names(struct importer *im, struct text names)
{
    struct text one;
    size_t n = 0;
    for (size_t at = 0; list_next(names, LIST_NAMES, &at, &one); n++)
        if (!people_is_name(import_without_blanks(im->arena, one)))
            return false;
    return n > 0;
}

size_t import_office(struct importer *im, size_t i, size_t end, struct node *parent)
{
    struct office_words o;
    struct text t = im->blocks[i].line.text, one;
    (void)end;
    if (!im->blocks[i].paragraph || im->blocks[i].taken || im->blocks[i].line.label.n ||
        !read_office(t, &o) || !all_names(im, o.names))
        return 0;
    text_list used = {0};
    struct node *n = import_element(im, parent, "办公室");
    import_attr(im, n, "设在", o.at);
    VEC_PUSH(im->arena, &used, o.at);
    if (!text_equals(o.group, "领导小组")) {
        import_attr(im, n, "小组", o.group);
        VEC_PUSH(im->arena, &used, o.group);
    }
    if (!o.concurrent)
        import_word(im, n, "兼任", "否");
    struct node *tier = import_element(im, n, "层级");
    import_attr(im, tier, "职务", o.role);
    VEC_PUSH(im->arena, &used, o.role);
    for (size_t at = 0; list_next(o.names, LIST_NAMES, &at, &one);) {
        struct line_person p = {.name = import_without_blanks(im->arena, one)};
        people_member(im, import_element(im, tier, "成员"), &p);
        VEC_PUSH(im->arena, &used, p.name);
    }
    words_rest(im, t, &used, IMPORT_DERIVED, NULL);
    import_became(im, i, IMPORT_ROSTER, LINE_SURE, 0);
    return 1;
}
