/*
 * People and units that a text names by hand, against the staff file on the document's day: who
 * has left, whose telephone is another, which unit has a new name. What the compiler derived from
 * the staff file stands at one place of the source, and is passed over. Common words and names
 * that several people bear are no evidence.
 */
#include "base/mem.h"
#include "model/record.h"
#include "model/visit.h"
#include "proof/diag.def"
#include "proof/proof_int.h"
#include "value/date.h"
#include "value/list.h"

/* ---- the names of a staff file ---- */

/* A name that a text may hold: a person's, or a unit's. */
struct known_name {
    struct text text;
    const struct staff_person *person;
    const struct staff_unit *unit;
    bool former;   /* the unit has another now */
    bool shared;   /* several people bear it */
    uint32_t next; /* index + 1 of the next one that begins so; 0: none */
};

/* By their first two characters. Nothing of it changes while a document is read. */
struct known_names {
    struct arena *arena;
    const struct staff *staff;
    struct date day;
    struct map map; /* the first two characters to index + 1 */
    VEC(struct known_name) names;
};

static uint64_t key_at(struct text t, size_t i)
{
    enum { HALF = 32 };
    return ((uint64_t)text_char(t, i) << HALF) | text_char(t, i + 1);
}

static bool stands_at(struct text t, size_t i, struct text words)
{
    for (size_t k = 0; k < words.n; k++)
        if (text_char(t, i + k) != words.cp[k])
            return false;
    return true;
}

/* Whether the words end where character i is. */
static bool ends_before(struct text t, size_t i, struct text words)
{
    return words.n && i >= words.n && stands_at(t, i - words.n, words);
}

/* A name that two people bear says neither. */
static void add_name(struct known_names *x, struct known_name name)
{
    enum { LEAST = 2 };
    if (name.text.n < LEAST)
        return;
    const uint32_t *head = map_get(&x->map, key_at(name.text, 0));
    name.next = head ? *head : 0;
    for (uint32_t i = name.next; i && name.person; i = x->names.v[i - 1].next) {
        struct known_name *other = &x->names.v[i - 1];
        if (other->person && other->text.n == name.text.n && stands_at(other->text, 0, name.text))
            other->shared = name.shared = true;
    }
    VEC_PUSH(x->arena, &x->names, name);
    map_put(x->arena, &x->map, key_at(name.text, 0), (uint32_t)x->names.n);
}

/* Several parted by 、. */
static void add_former(struct known_names *x, const struct staff_unit *unit)
{
    struct text name;
    for (size_t at = 0; list_next(unit->former, LIST_FORMER_NAMES, &at, &name);)
        add_name(x, (struct known_name){.text = name, .unit = unit, .former = true});
}

struct known_names *proof_index_names(struct arena *a, const struct staff *staff, struct date day)
{
    struct known_names *x = ARENA_NEW(a, struct known_names);
    *x = (struct known_names){.arena = a, .staff = staff, .day = day};
    const struct staff_records *records = staff_records_of(staff);
    for (const struct staff_person *p = records->people; p; p = p->next)
        add_name(x, (struct known_name){.text = p->name, .person = p});
    for (const struct staff_unit *u = records->units; u; u = u->next)
        add_former(x, u);
    for (const struct staff_unit *u = records->units; u; u = u->next) {
        add_name(x, (struct known_name){.text = u->name, .unit = u});
        add_name(x, (struct known_name){.text = u->short_name, .unit = u});
    }
    return x;
}

/* The longest name at character i, or NULL. Of two that are as long, the one added last: a name
 * that is borne now hides one that was. */
static const struct known_name *name_at(const struct known_names *x, struct text t, size_t i,
                                        bool person)
{
    const struct known_name *best = NULL;
    const uint32_t *head = i + 1 < t.n ? map_get(&x->map, key_at(t, i)) : NULL;
    for (uint32_t k = head ? *head : 0; k; k = x->names.v[k - 1].next) {
        const struct known_name *name = &x->names.v[k - 1];
        if ((name->person != NULL) == person && (!best || name->text.n > best->text.n) &&
            stands_at(t, i, name->text))
            best = name;
    }
    return best;
}

/* Those alone that one person bears. */
static const struct known_name *person_at(const struct known_names *x, struct text t, size_t i)
{
    const struct known_name *name = name_at(x, t, i, true);
    return name && !name->shared ? name : NULL;
}

static bool is_by_hand(struct text t, size_t i)
{
    return i + 1 < t.n && t.at[i] != t.at[i + 1];
}

/* ---- who has left ---- */

static bool holds(const struct known_names *x, const struct staff_person *p,
                  const struct staff_post *post)
{
    enum { MOST = 16 };
    const struct staff_tenure *now[MOST];
    size_t n = staff_tenures_of(x->staff, p, x->day, now, MOST);
    for (size_t i = 0; i < n && i < MOST; i++)
        if (staff_held_post(x->staff, now[i]) == post)
            return true;
    return false;
}

/* The post, with its unit's full or short name, stands before character i. */
static bool post_stands_before(const struct known_names *x, struct text t, size_t i,
                               const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(x->staff, post);
    size_t end = i - post->title.n;
    return unit && ends_before(t, i, post->title) &&
           (ends_before(t, end, unit->name) || ends_before(t, end, unit->short_name));
}

/* A name of two characters may be a word, unless it is called a person: 钱望、周言同志, 钱望局长,
 * 县财政局局长钱望. */
static bool is_called_person(const struct known_names *x, struct text t, size_t i,
                             const struct known_name *name)
{
    enum { SURE = 3 };
    const struct known_name *next;
    size_t end = i + name->text.n, last = end;
    while (text_char(t, last) == U'、' && (next = person_at(x, t, last + 1)))
        last += 1 + next->text.n;
    if (name->text.n >= SURE || text_word_at(t, last, "同志"))
        return true;
    const struct staff_tenure *tenure;
    for (size_t k = 0; (tenure = staff_tenure_ever(x->staff, name->person, k)); k++) {
        const struct staff_post *post = staff_held_post(x->staff, tenure);
        if ((post->title.n && stands_at(t, end, post->title)) || post_stands_before(x, t, i, post))
            return true;
    }
    return false;
}

/* Of two that ended, the later one; of those of one day, the first in the file. */
static bool ended_later(const struct staff_tenure *t, const struct staff_tenure *last)
{
    int by_day = date_compare(t->to, last->to);
    return by_day > 0 || (by_day == 0 && t->index < last->index);
}

/* The last tenure that ended, or that of the post which stands before the name. */
static const struct staff_tenure *ended_tenure(const struct known_names *x, struct text t, size_t i,
                                               const struct staff_person *p, bool of_post)
{
    const struct staff_tenure *last = NULL, *ended;
    for (size_t k = 0; (ended = staff_tenure_ever(x->staff, p, k)); k++) {
        if (!ended->to.year || date_compare(ended->to, x->day) >= 0)
            continue;
        const struct staff_post *post = staff_held_post(x->staff, ended);
        if (of_post && (holds(x, p, post) || !post_stands_before(x, t, i, post)))
            continue;
        if (!last || ended_later(ended, last))
            last = ended;
    }
    return last;
}

static void check_person(const struct proof *p, struct text t, size_t i,
                         const struct known_name *name)
{
    const struct known_names *x = p->names;
    const struct staff_tenure *now;
    size_t end = i + name->text.n;
    bool gone = staff_tenures_of(x->staff, name->person, x->day, &now, 1) == 0;
    const struct staff_tenure *was = ended_tenure(x, t, i, name->person, !gone);
    if (!was || !is_called_person(x, t, i, name) || staff_has_left_by_words(t, i, end))
        return;
    diag(p->diags, gone ? DIAG_C034 : DIAG_C035, text_pos(t, i), part_utf8(p, t, i, end),
         staff_post_name(x->staff, p->doc->arena, staff_held_post(x->staff, was)),
         date_text(p->doc->arena, was->to));
}

void proof_former_holders(const struct proof *p, struct text t)
{
    for (size_t i = 0; p->names && i < t.n; i++) {
        const struct known_name *name = person_at(p->names, t, i);
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
    for (; i < t.n && (utf8_is_digit(t.cp[i]) || (phone.n && utf8_is_one_of(t.cp[i], U"-－ ")));
         i++) {
        if (!utf8_is_digit(t.cp[i]))
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
void proof_phones_in_text(const struct proof *p, struct text t)
{
    enum { NEAR = 12 };
    for (size_t i = 0; p->names && i < t.n; i++) {
        const struct known_name *name = person_at(p->names, t, i);
        if (!name)
            continue;
        size_t end = i + name->text.n, at = end;
        while (at < t.n && at < end + NEAR && !utf8_is_digit(t.cp[at]) &&
               !utf8_is_one_of(t.cp[at], U"。；、") && !person_at(p->names, t, at))
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
    const struct known_name *found = name.n ? person_at(p->names, name, 0) : NULL;
    return found && found->text.n == name.n ? found->person : NULL;
}

/* A name and its telephone, each a text of its own. */
static void compare_pair(const struct proof *p, struct text name, struct text phone)
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
            if (!utf8_is_one_of(i->text.cp[k], U" 　"))
                text_add(&b, i->text.cp[k], i->text.at[k]);
    }
    return text_done(&b);
}

/* A cell that is a telephone belongs to the one name in the cells before it. */
static void check_row(const struct proof *p, const struct table_row *row)
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
            compare_pair(p, name, t);
        names = 0;
    }
}

static void compare_person(void *context, const struct record_person *person)
{
    compare_pair(context, person->name, person->phone);
}

static void check_block(void *context, struct block *b, const struct block_place *at)
{
    struct proof *p = context;
    (void)at;
    if (b->vehicles)
        record_people(RECORD_VEHICLES, b->vehicles, compare_person, p);
    for (const struct table_row *row = b->kind == BLOCK_TABLE ? b->table->rows : NULL; row;
         row = row->next)
        check_row(p, row);
}

/* A telephone beside a name from the staff file was compared when it was resolved. */
void proof_phones(const struct proof *p)
{
    struct proof own = *p;
    if (!p->names)
        return;
    visit_contacts(p->doc, compare_person, &own);
    visit_blocks(p->doc, check_block, &own);
}

/* ---- units ---- */

void proof_former_units(const struct proof *p, struct text t)
{
    static const char *const after[] = {"更名", "改为", "（现", "（原"};
    enum { SURE = 3 };
    for (size_t i = 0; p->names && i < t.n; i++) {
        const struct known_name *name = name_at(p->names, t, i, false);
        if (!name)
            continue;
        size_t end = i + name->text.n;
        bool known = (i && t.cp[i - 1] == U'原') || STARTS_WITH_ANY(t, end, after);
        if (name->former && name->text.n >= SURE && is_by_hand(t, i) && !known)
            diag(p->diags, DIAG_C037, text_pos(t, i), part_utf8(p, t, i, end),
                 text_utf8(p->doc->arena, staff_unit_name(name->unit)));
        i = end - 1;
    }
}
