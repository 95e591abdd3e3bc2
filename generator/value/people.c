/*
 * A cell of people is read item by item, an item piece by piece: words, brackets, telephones. What
 * is a name is judged by what it cannot be: figures, what offices and posts are called. Nothing is
 * left out; what stands for two people nowhere says so is one.
 */
#include "value/people_int.h"

#include <string.h>
#include <uchar.h>

#include "base/utf8.h"
#include "value/entry.h"

/* ---- names and words ---- */

/* Whoever holds one of these is none who is named. */
static const char *const words_within[] = {
    "领导", "干部", "组长", "队长", "人员", "考察", "工作", "项目", "成员", "办公", "政府", "委员",
    "县委", "市委", "州委", "省委", "县级", "市级", "州级", "省级", "镇级", "单位", "部门", "代表",
    "专班", "专家", "记者", "机动", "备用", "待定", "未定", "待命", "驾驶", "司机", "名单", "负责", "有关",
    "相关", "随行", "陪同", "分管", "医护", "民警", "志愿", "各组", "小组", "中心", "公司", "银行",
    "局长", "主任", "书记", "县长", "镇长", "乡长", "处长", "科长", "部长", "主席", "院长", "校长",
    "所长", "站长", "股长", "经理", "秘书", "调研", "巡视",
};

static const char32_t offices[] = U"办局委部室科股所站镇乡县村院厅处队组";

static bool has_surname(struct text t)
{
    static const char *const surnames[] = {
#define SURNAME(character, shapes) character,
#define COMPOUND_SURNAME(name)     name,
#include "value/surnames.def"
#undef SURNAME
#undef COMPOUND_SURNAME
    };
    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++)
        if (text_word_at(t, 0, surnames[i]))
            return true;
    return false;
}

static bool has_compound_surname(struct text t)
{
    static const char *const surnames[] = {
#define SURNAME(character, shapes)
#define COMPOUND_SURNAME(name) name,
#include "value/surnames.def"
#undef SURNAME
#undef COMPOUND_SURNAME
    };
    return text_any_word_at(t, 0, surnames, sizeof surnames / sizeof *surnames) > 0;
}

/* 县委办; 白石镇 too, which may be somebody: whether it is words is seen beside. */
static bool is_office(struct text t)
{
    enum { LEAST = 3 };
    return t.n >= LEAST && utf8_is_one_of(t.cp[t.n - 1], offices);
}

static bool has_word_within(struct text t)
{
    for (size_t w = 0; w < sizeof words_within / sizeof *words_within; w++)
        for (size_t i = 0; i < t.n; i++)
            if (text_word_at(t, i, words_within[w]))
                return true;
    return false;
}

bool people_are_words(struct text t)
{
    enum { SHORT = 3, NO_NAME = 12 };
    size_t han = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (utf8_is_digit(utf8_narrow(t.cp[i])) || utf8_is_one_of(t.cp[i], U"、，,；;：:"))
            return true;
        han += utf8_is_han(t.cp[i]);
    }
    if (!han || (t.n <= SHORT && has_surname(t)))
        return false;
    return has_word_within(t) || (is_office(t) && (t.n > SHORT || !has_surname(t))) ||
           han > NO_NAME;
}

bool people_is_name(struct text t)
{
    enum { LEAST = 2, MOST = 3, MOST_COMPOUND = 4 };
    size_t han = 0;
    while (han < t.n && utf8_is_han(t.cp[han]))
        han++;
    size_t most = has_compound_surname(t) ? MOST_COMPOUND : MOST;
    return han == t.n && t.n >= LEAST && t.n <= most && has_surname(t) && !is_office(t) &&
           !has_word_within(t);
}

/* ---- pieces of an item ---- */

enum piece_kind { PIECE_WORDS, PIECE_BRACKETS, PIECE_PHONE };

struct piece {
    enum piece_kind kind;
    size_t from, to; /* in the cell */
    bool apart;      /* a blank, or nothing of the item, stands before it */
};

struct people_reader {
    struct arena *arena;
    struct text cell;
    person_list people;
    VEC(struct piece) pieces; /* of the item */
    text_list waiting;        /* telephones in items of their own, for whoever stands before them */
    bool line_begins;         /* the item is the first of its line */
};

static bool is_digit_at(struct text t, size_t i)
{
    return i < t.n && utf8_is_digit(utf8_narrow(t.cp[i]));
}

size_t people_skip_phone(struct text t, size_t i)
{
    enum { LEAST = 7 };
    size_t k = i + (i < t.n && t.cp[i] == '+'), digits = 0;
    while (is_digit_at(t, k) ||
           (k > i && is_digit_at(t, k + 1) && utf8_is_one_of(t.cp[k], U"-—–－转")))
        digits += is_digit_at(t, k++);
    if (digits < LEAST)
        return i;
    size_t more = k + 1 < t.n && t.cp[k] == '/' ? people_skip_phone(t, k + 1) : 0;
    return more > k + 1 ? more : k;
}

static size_t skip_brackets(struct text t, size_t i)
{
    int depth = 0;
    for (size_t k = i; k < t.n; k++) {
        depth += utf8_is_one_of(t.cp[k], U"（(") - utf8_is_one_of(t.cp[k], U"）)");
        if (depth <= 0)
            return k + 1;
    }
    return i;
}

static void add_piece(struct people_reader *r, struct piece p)
{
    struct text t = r->cell;
    struct piece *last = r->pieces.n ? &r->pieces.v[r->pieces.n - 1] : NULL;
    bool latin = last && last->kind == PIECE_WORDS && !utf8_is_han(t.cp[last->to - 1]) &&
                 !utf8_is_han(t.cp[p.from]);
    bool padded = last && last->kind == PIECE_WORDS && last->to - last->from == 1 &&
                  p.to - p.from == 1 && utf8_is_han(t.cp[last->from]) && utf8_is_han(t.cp[p.from]);
    if (last && p.kind == PIECE_WORDS && p.apart && (latin || padded))
        last->to = p.to; /* 周　明, John Smith */
    else
        VEC_PUSH(r->arena, &r->pieces, p);
}

/* False: brackets that do not fit. */
static bool take_apart(struct people_reader *r, size_t from, size_t to)
{
    struct text t = text_part(r->cell, 0, to);
    bool apart = true;
    r->pieces.n = 0;
    for (size_t i = from; i < to;) {
        size_t k = i;
        if (utf8_is_blank(t.cp[i])) {
            apart = true;
            i++;
            continue;
        }
        struct piece p = {PIECE_WORDS, i, to, apart};
        apart = false;
        if (utf8_is_one_of(t.cp[i], U"）)"))
            return false;
        if (utf8_is_one_of(t.cp[i], U"（(")) {
            p.kind = PIECE_BRACKETS;
            p.to = skip_brackets(t, i);
            if (p.to <= i + 2)
                return false;
        } else if (people_skip_phone(t, i) > i) {
            p.kind = PIECE_PHONE;
            p.to = people_skip_phone(t, i);
        } else {
            while (k < to && !utf8_is_blank(t.cp[k]) && !utf8_is_one_of(t.cp[k], U"（()）") &&
                   (k == i || is_digit_at(t, k - 1) || people_skip_phone(t, k) == k))
                k++;
            p.to = k;
        }
        i = p.to;
        add_piece(r, p);
    }
    return true;
}

/* ---- people ---- */

static struct person *last_person(struct people_reader *r)
{
    return r->people.n ? &r->people.v[r->people.n - 1] : NULL;
}

static struct person *add_person(struct people_reader *r)
{
    struct person none = {.name = {0}};
    VEC_PUSH(r->arena, &r->people, none);
    return last_person(r);
}

/* Of a part of the cell, or a text made of some. */
static bool stands_in(struct text part, struct text whole)
{
    uintptr_t at = (uintptr_t)part.cp;
    return part.n && at >= (uintptr_t)whole.cp && at < (uintptr_t)(whole.cp + whole.n);
}

/* Two parts of the cell that follow each other, and what stands between them. */
static struct text through(struct people_reader *r, struct text x, struct text y)
{
    if (x.n && !(stands_in(x, r->cell) && stands_in(y, r->cell)))
        return text_joined(r->arena, x, y);
    size_t from = (size_t)((x.n ? x : y).cp - r->cell.cp);
    return x.n ? text_part(r->cell, from, (size_t)(y.cp + y.n - r->cell.cp)) : y;
}

static struct text part_of(struct people_reader *r, struct piece p)
{
    return text_part(r->cell, p.from, p.to);
}

/* 13800000000、13800000001 */
static void add_phone(struct people_reader *r, struct text *phone, struct text more)
{
    struct text mark = text_from_utf8(r->arena, "、", text_pos(more, 0));
    *phone = phone->n ? text_joined(r->arena, text_joined(r->arena, *phone, mark), more) : more;
}

/* What stands in brackets: a post, a telephone, or both: 吴云（县财政局 13800000012）. */
static void add_brackets(struct people_reader *r, struct person *p, struct text t)
{
    struct text inner = text_trimmed(text_part(t, 1, t.n - 1)), before = p->phone;
    size_t at = 0;
    while (at < inner.n && ((at && is_digit_at(inner, at - 1)) || people_skip_phone(inner, at) == at))
        at++;
    if (at < inner.n && people_skip_phone(inner, at) == inner.n && !p->phone.n) {
        p->phone = text_part(inner, at, inner.n);
        while (at > 0 && (utf8_is_blank(inner.cp[at - 1]) ||
                          utf8_is_one_of(inner.cp[at - 1], U"，,、；;：:")))
            at--;
        inner = text_part(inner, 0, at);
    }
    if (!inner.n)
        return;
    if (!p->name.n && p->post.n && !people_are_words(inner))
        p->name = inner; /* 县级组长（吴若） */
    else if (!p->name.n || p->post.n) {
        p->phone = before; /* the words have theirs; one before them stays apart */
        p->post = before.n ? text_joined(r->arena, p->post, t) : through(r, p->post, t);
    } else
        p->post = inner;
    p->typed = through(r, p->typed, t);
}

/* Words stand before the name whose post they are (县级组长 吴若), or behind it; where an item
 * begins with a name, all do. NULL: they stand right behind brackets. */
static struct person *add_words(struct people_reader *r, struct person *p, struct piece piece)
{
    struct text t = part_of(r, piece);
    bool words = people_are_words(t);
    bool behind = piece.from > 0 && utf8_is_one_of(r->cell.cp[piece.from - 1], U"）)");
    if (p && behind && !piece.apart && (words || t.n < 2))
        return NULL;
    if (!p || p->phone.n || (words ? p->name.n && p->post.n : p->name.n > 0))
        p = add_person(r);
    if (words)
        p->post = p->name.n ? t : through(r, p->post, t);
    else
        p->name = t;
    p->typed = through(r, p->typed, t);
    return p;
}

static void add_fault(struct people_reader *r, enum people_fault fault, struct text typed)
{
    struct person *p = add_person(r);
    p->fault = fault;
    p->typed = typed;
}

/* The telephones that waited go to those before them who have none: one to each, or one to the
 * last, or all to the only one. */
static void give_waiting(struct people_reader *r)
{
    size_t n = r->waiting.n, free = 0, people = r->people.n;
    while (free < people && !r->people.v[people - 1 - free].phone.n &&
           !r->people.v[people - 1 - free].fault)
        free++;
    if (n && (!free || (n != free && n > 1 && free > 1)))
        add_fault(r, PEOPLE_STRAY_PHONE, r->waiting.v[0]);
    else
        for (size_t i = 0; i < n; i++) {
            size_t whose = people - (n == free ? n - i : 1);
            add_phone(r, &r->people.v[whose].phone, r->waiting.v[i]);
        }
    r->waiting.n = 0;
}

/* False: not understood. */
static bool read_pieces(struct people_reader *r)
{
    struct person *p = NULL;
    struct text phone = {0}; /* before the first name */
    for (size_t i = 0; i < r->pieces.n; i++) {
        struct text t = part_of(r, r->pieces.v[i]);
        switch (r->pieces.v[i].kind) {
        case PIECE_WORDS:
            p = add_words(r, p, r->pieces.v[i]);
            if (!p)
                return false;
            if (phone.n)
                p->phone = phone;
            phone.n = 0;
            break;
        case PIECE_BRACKETS:
            if (!p)
                return false;
            add_brackets(r, p, t);
            break;
        case PIECE_PHONE:
            add_phone(r, p ? &p->phone : &phone, t);
            break;
        }
    }
    return true;
}

static bool only_words(const struct person *p)
{
    return p->post.n && !p->name.n;
}

/* 组员：郑立 */
static bool is_labelled(struct text t)
{
    size_t i = 0;
    while (i < t.n && utf8_is_han(t.cp[i]))
        i++;
    return i > 0 && i < t.n && utf8_is_one_of(t.cp[i], U"：:");
}

/* 县委办、政府办各1名领导, 白石镇、黑河镇各1名: one, of words. */
static void join_words(struct people_reader *r, size_t before)
{
    struct person *p = before ? &r->people.v[before - 1] : NULL;
    if (!p || r->line_begins || r->people.n != before + 1 || !only_words(p + 1) || p->phone.n ||
        !(only_words(p) || (!p->post.n && is_office(p->name))) || is_labelled(p[1].post))
        return;
    if (p[1].phone.n && !stands_in(p[1].phone, r->cell)) /* several telephones */
        return;
    p->post = p->typed = through(r, only_words(p) ? p->post : p->name, p[1].post);
    p->name.n = 0;
    if (!stands_in(p[1].phone, p->post))
        p->phone = p[1].phone;
    r->people.n--;
}

static void read_item(struct people_reader *r, struct text item)
{
    size_t from = (size_t)(item.cp - r->cell.cp), before;
    bool clear = take_apart(r, from, from + item.n), phones = clear;
    for (size_t i = 0; i < r->pieces.n; i++)
        phones = phones && r->pieces.v[i].kind == PIECE_PHONE;
    if (phones || (clear && r->pieces.n == 1 && phone_is_callable(item))) {
        VEC_PUSH(r->arena, &r->waiting, item);
        return;
    }
    give_waiting(r);
    before = r->people.n;
    if (clear && read_pieces(r)) {
        join_words(r, before);
        return;
    }
    r->people.n = before;
    add_fault(r, PEOPLE_UNCLEAR, item);
}

person_list people_read(struct arena *a, struct text cell)
{
    struct people_reader r = {.arena = a, .cell = people_unmarked(a, cell), .line_begins = true};
    struct text item;
    size_t end = 0; /* of the last item */
    for (size_t at = 0; list_next(r.cell, LIST_CELL, &at, &item); r.line_begins = false) {
        size_t from = (size_t)(item.cp - r.cell.cp);
        for (; end < from; end++)
            r.line_begins = r.line_begins || utf8_is_one_of(cell.cp[end], U"\n\r\u2028");
        read_item(&r, item);
        end = from + item.n;
    }
    give_waiting(&r);
    return r.people;
}
