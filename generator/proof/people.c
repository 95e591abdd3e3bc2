/*
 * People and units that a text names by hand, against the staff file on the document's day: who
 * has left, whose telephone is another, which unit has a new name. What the compiler derived from
 * the staff file stands at one place of the source, and is passed over. Common words and names
 * that several people bear are no evidence.
 */
#include <string.h>

#include "model/visit.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

static bool is_by_hand(struct text t, size_t i)
{
    return i + 1 < t.n && t.at[i] != t.at[i + 1];
}

/* Whether the words end where character i is. */
static bool ends_before(struct text t, size_t i, struct text words)
{
    if (!words.n || i < words.n)
        return false;
    for (size_t k = 0; k < words.n; k++)
        if (t.cp[i - words.n + k] != words.cp[k])
            return false;
    return true;
}

static size_t skip_word(struct text t, size_t i, const char *word)
{
    return i + starts_with(t, i, word);
}

/* ---- who has left ---- */

static bool begins_with(struct text t, size_t i, const char *const words[], size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (starts_with(t, i, words[k]))
            return true;
    return false;
}

/* 原县财政局局长罗启明, 免去罗启明…, 罗启明同志不再担任…: the text knows. */
static bool is_known_past(struct text t, size_t from, size_t to)
{
    static const char *const before[] = {"原", "免去", "不再"};
    static const char *const after[] = {"不再", "退休", "调离", "离任", "原任", "已"};
    enum { BACK = 16 };
    to = skip_word(t, to, "同志");
    if (begins_with(t, to, after, sizeof after / sizeof *after))
        return true;
    for (size_t n = 1; n <= from && n <= BACK && !is_one_of(t.cp[from - n], "，。；："); n++)
        if (begins_with(t, from - n, before, sizeof before / sizeof *before))
            return true;
    return false;
}

static bool has_ended(const struct roll *r, const struct staff_tenure *t)
{
    return t->to.year && staff_compare_days(t->to, roll_day(r)) < 0;
}

static bool holds(const struct roll *r, const struct staff_person *p, const struct staff_post *post)
{
    enum { MOST = 16 };
    const struct staff_tenure *now[MOST];
    size_t n = staff_tenures_of(roll_staff(r), p, roll_day(r), now, MOST);
    for (size_t i = 0; i < n && i < MOST; i++)
        if (staff_held_post(roll_staff(r), now[i]) == post)
            return true;
    return false;
}

/* The post, with its unit's full or short name, stands before character i. */
static bool post_stands_before(const struct roll *r, struct text t, size_t i,
                               const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(roll_staff(r), post);
    if (!unit || !ends_before(t, i, post->title))
        return false;
    i -= post->title.n;
    return ends_before(t, i, unit->name) || ends_before(t, i, unit->short_name);
}

/* 钱望、周言同志: where a list of names that goes on here ends. */
static size_t end_of_names(const struct roll *r, struct text t, size_t end)
{
    const struct roll_name *name;
    while (end < t.n && is_one_of(t.cp[end], "、") && (name = roll_person_at(r, t, end + 1)))
        end += 1 + name->text.n;
    return end;
}

/* A name of two characters may be a word, unless it is called a person. */
static bool is_called_person(const struct roll *r, struct text t, size_t i,
                             const struct roll_name *name)
{
    enum { SURE = 3 };
    size_t end = i + name->text.n;
    if (name->text.n >= SURE || starts_with(t, end_of_names(r, t, end), "同志"))
        return true;
    const struct staff_tenure *tenure = staff_records_of(roll_staff(r))->tenures;
    for (; tenure; tenure = tenure->next) {
        struct text title = staff_held_post(roll_staff(r), tenure)->title;
        if (staff_holder_of(roll_staff(r), tenure) == name->person && title.n &&
            ends_before(t, end + title.n <= t.n ? end + title.n : 0, title))
            return true;
        if (staff_holder_of(roll_staff(r), tenure) == name->person &&
            post_stands_before(r, t, i, staff_held_post(roll_staff(r), tenure)))
            return true;
    }
    return false;
}

/* The last tenure that ended, or that of the post which stands before the name. */
static const struct staff_tenure *ended_tenure(const struct roll *r, struct text t, size_t i,
                                               const struct staff_person *p, bool of_post)
{
    const struct staff_tenure *last = NULL, *x = staff_records_of(roll_staff(r))->tenures;
    for (; x; x = x->next) {
        if (staff_holder_of(roll_staff(r), x) != p || !has_ended(r, x))
            continue;
        const struct staff_post *post = staff_held_post(roll_staff(r), x);
        if (of_post && (holds(r, p, post) || !post_stands_before(r, t, i, post)))
            continue;
        if (!last || staff_compare_days(x->to, last->to) > 0)
            last = x;
    }
    return last;
}

static void check_person(const struct proof *p, struct text t, size_t i,
                         const struct roll_name *name)
{
    const struct roll *r = p->roll;
    const struct staff_tenure *now;
    size_t end = i + name->text.n;
    bool gone = staff_tenures_of(roll_staff(r), name->person, roll_day(r), &now, 1) == 0;
    const struct staff_tenure *was = ended_tenure(r, t, i, name->person, !gone);
    if (!was || !is_called_person(r, t, i, name) || is_known_past(t, i, end))
        return;
    const struct staff_post *post = staff_held_post(roll_staff(r), was);
    diag(p->diags, gone ? DIAG_C034 : DIAG_C035, text_pos(t, i), part_utf8(p, t, i, end),
         staff_post_name(roll_staff(r), p->doc->arena, post), date_utf8(p, &was->to));
}

void scan_left(const struct proof *p, struct text t)
{
    for (size_t i = 0; p->roll && i < t.n; i++) {
        const struct roll_name *name = roll_person_at(p->roll, t, i);
        if (!name || !is_by_hand(t, i))
            continue;
        check_person(p, t, i, name);
        i += name->text.n - 1;
    }
}

/* ---- telephones ---- */

enum { PHONE_LEAST = 7, PHONE_MOST = 12 };

struct phone {
    uint32_t digits[PHONE_MOST];
    size_t n;   /* digits; 0: there is none */
    size_t end; /* behind it in the text */
};

/* Digits that hyphens and blanks may part. */
static struct phone phone_at(struct text t, size_t i)
{
    struct phone phone = {.n = 0}, none = {.n = 0};
    for (; i < t.n && (is_digit(t.cp[i]) || (phone.n && is_one_of(t.cp[i], "-－ "))); i++) {
        if (!is_digit(t.cp[i]))
            continue;
        if (phone.n == PHONE_MOST)
            return none;
        phone.digits[phone.n++] = t.cp[i];
        phone.end = i + 1;
    }
    return phone.n >= PHONE_LEAST ? phone : none;
}

static bool same_phone(const struct phone *x, const struct phone *y)
{
    return x->n == y->n && memcmp(x->digits, y->digits, x->n * sizeof *x->digits) == 0;
}

/* None in the staff file is not another one. */
static bool has_other_phone(const struct staff_person *person, const struct phone *phone)
{
    bool any = false;
    for (size_t i = 0; i < person->phone.n; i++) {
        struct phone own = phone_at(person->phone, i);
        if (same_phone(&own, phone))
            return false;
        any = any || own.n;
        i = own.n ? own.end : i;
    }
    return any;
}

static void compare_phone(const struct proof *p, struct text t, size_t i,
                          const struct staff_person *person, const struct phone *phone)
{
    if (is_by_hand(t, i) && has_other_phone(person, phone))
        diag(p->diags, DIAG_C036, text_pos(t, i), part_utf8(p, t, i, phone->end),
             text_utf8(p->doc->arena, person->name), text_utf8(p->doc->arena, person->phone));
}

/* 罗启明（电话：138…）: near behind the name, with no other name and no end between. */
void scan_phones(const struct proof *p, struct text t)
{
    enum { NEAR = 12 };
    for (size_t i = 0; p->roll && i < t.n; i++) {
        const struct roll_name *name = roll_person_at(p->roll, t, i);
        if (!name)
            continue;
        size_t end = i + name->text.n, at = end;
        while (at < t.n && at < end + NEAR && !is_digit(t.cp[at]) &&
               !is_one_of(t.cp[at], "。；、") && !roll_person_at(p->roll, t, at))
            at++;
        struct phone phone = phone_at(t, at);
        if (phone.n && at < end + NEAR)
            compare_phone(p, t, at, name->person, &phone);
        i = end - 1;
    }
}

/* ---- telephones beside names ---- */

static const struct staff_person *person_named(const struct proof *p, struct text name)
{
    const struct roll_name *found = name.n ? roll_person_at(p->roll, name, 0) : NULL;
    return found && found->text.n == name.n ? found->person : NULL;
}

/* A name and its telephone, each a text of its own. */
static void proof_pair(const struct proof *p, struct text name, struct text phone)
{
    const struct staff_person *person = person_named(p, name);
    struct phone found = phone_at(phone, 0);
    if (person && found.n && found.end == phone.n)
        compare_phone(p, phone, 0, person, &found);
}

static struct text cell_text(const struct proof *p, const struct table_cell *cell)
{
    struct text_builder b = {.arena = p->doc->arena};
    const struct block *block = cell->first;
    for (const struct inline_item *i = block ? block->inlines : NULL; i; i = i->next) {
        b.src = i->text.n ? i->text.src : b.src;
        for (size_t k = 0; k < i->text.n; k++)
            if (!is_one_of(i->text.cp[k], " 　"))
                text_add(&b, i->text.cp[k], i->text.at[k]);
    }
    return text_done(&b);
}

/* A cell that is a telephone belongs to the one name in the cells before it. */
static void proof_row(const struct proof *p, const struct table_row *row)
{
    struct text name = {0};
    size_t names = 0;
    for (const struct table_cell *cell = row->first; cell; cell = cell->next) {
        struct text t = cell_text(p, cell);
        struct phone phone = phone_at(t, 0);
        if (person_named(p, t)) {
            name = t;
            names++;
        }
        if (!phone.n || phone.end != t.n)
            continue;
        if (names == 1)
            proof_pair(p, name, t);
        names = 0;
    }
}

static void proof_vehicles(const struct proof *p, const struct vehicle_plan *plan)
{
    for (const struct vehicle_group *g = plan->groups; g; g = g->next)
        for (const struct vehicle *v = g->vehicles; v; v = v->next) {
            proof_pair(p, v->driver, v->phone);
            proof_pair(p, v->liaison, v->liaison_phone);
            for (const struct passenger *x = v->passengers; x; x = x->next)
                proof_pair(p, x->name, x->phone);
        }
}

/* A telephone beside a name from the staff file was compared when it was resolved. */
static void proof_block(void *context, struct block *b, const struct block_place *at)
{
    const struct proof *p = context;
    (void)at;
    if (b->contact && !b->contact->who)
        proof_pair(p, b->contact->name, b->contact->phone);
    if (b->vehicles)
        proof_vehicles(p, b->vehicles);
    for (const struct table_row *row = b->kind == BLOCK_TABLE ? b->table->rows : NULL; row;
         row = row->next)
        proof_row(p, row);
}

void proof_phones(struct proof *p)
{
    visit_blocks(p->doc, proof_block, p);
}

/* ---- units ---- */

static bool is_known_old(struct text t, size_t from, size_t to)
{
    static const char *const after[] = {"更名", "改为", "（现", "（原"};
    return (from && is_one_of(t.cp[from - 1], "原")) ||
           begins_with(t, to, after, sizeof after / sizeof *after);
}

void scan_old_units(const struct proof *p, struct text t)
{
    enum { SURE = 3 };
    for (size_t i = 0; p->roll && i < t.n; i++) {
        const struct roll_name *name = roll_unit_at(p->roll, t, i);
        if (!name)
            continue;
        size_t end = i + name->text.n;
        if (name->former && name->text.n >= SURE && is_by_hand(t, i) && !is_known_old(t, i, end))
            diag(p->diags, DIAG_C037, text_pos(t, i), part_utf8(p, t, i, end),
                 text_utf8(p->doc->arena, staff_unit_name(name->unit)));
        i = end - 1;
    }
}
