/*
 * Tables to records: the four sheets of a book, or one table with a row a tenure (a CSV file, or a
 * book without those sheets), in which units, posts and people are gathered from the rows.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "staff/book_int.h"
#include "staff/diag.def"

struct loader {
    struct staff_records *records;
    struct arena *arena;
    struct diags *diags;
    struct sheet_file *file;
    struct pos pos;
    /* of one table: what was gathered, by name */
    struct name_index people, units, posts;
};

/* A row of a sheet: a text a field, empty where the sheet has no such column. */
struct row {
    struct loader *loader;
    struct pos pos;
    struct text field[BOOK_FIELDS];
    struct pos at[BOOK_FIELDS];
    const char *head[BOOK_FIELDS];
};

/* ---- values ---- */

static const char *utf8(const struct row *r, struct text t)
{
    return text_utf8(r->loader->arena, t);
}

static void refuse(const struct row *r, enum book_field field, const char *choices)
{
    diag(r->loader->diags, DIAG_N024, r->at[field], r->head[field], utf8(r, r->field[field]),
         choices);
}

/* Which of two or three words a cell has, from 1; 0: none, or reported. */
static int take_choice(const struct row *r, enum book_field field, const char *const choices[])
{
    const char *all = "";
    if (!r->field[field].n)
        return 0;
    for (int i = 0; choices[i]; i++) {
        if (text_equals(r->field[field], choices[i]))
            return i + 1;
        all = arena_printf(r->loader->arena, "%s%s%s", all, i ? "、" : "", choices[i]);
    }
    refuse(r, field, all);
    return 0;
}

static bool take_yes(const struct row *r, enum book_field field)
{
    static const char *const choices[] = {"是", "否", "√", NULL};
    int choice = take_choice(r, field, choices);
    return choice == 1 || choice == 3;
}

static int take_number(const struct row *r, enum book_field field, int otherwise)
{
    enum { DIGITS_MOST = 4 };
    struct text t = r->field[field];
    int value = 0;
    for (size_t i = 0; i < t.n; i++) {
        bool digit = t.cp[i] >= '0' && t.cp[i] <= '9' && t.n <= DIGITS_MOST;
        value = digit && value >= 0 ? value * 10 + (int)(t.cp[i] - '0') : -1;
    }
    if (t.n && value < 1) {
        refuse(r, field, "1–9999");
        return otherwise;
    }
    return t.n ? value : otherwise;
}

static struct date take_date(const struct row *r, enum book_field field)
{
    struct date date = {.pos = r->at[field]};
    struct text t = r->field[field];
    if (t.n && !staff_read_date(t, &date))
        diag(r->loader->diags, DIAG_N023, r->at[field], utf8(r, t));
    return date;
}

static struct text joined(const struct row *r, struct text x, struct text y)
{
    struct text_builder b = {.arena = r->loader->arena, .src = y.src};
    text_add_text(&b, x);
    text_add_text(&b, y);
    return text_done(&b);
}

/* ---- rows to records ---- */

static struct staff_person *take_person(const struct row *r)
{
    static const char *const sexes[] = {"男", "女", NULL};
    struct staff_person *p = staff_add_person(r->loader->records, r->pos);
    take_choice(r, FIELD_SEX, sexes);
    p->id = r->field[FIELD_ID];
    p->name = r->field[FIELD_NAME];
    p->former = r->field[FIELD_FORMER];
    p->sex = r->field[FIELD_SEX];
    p->ethnicity = r->field[FIELD_ETHNICITY];
    p->phone = r->field[FIELD_PHONE];
    p->card = r->field[FIELD_CARD];
    return p;
}

static struct staff_unit *take_unit(const struct row *r)
{
    struct staff_unit *u = staff_add_unit(r->loader->records, r->pos);
    u->name = r->field[FIELD_UNIT];
    u->short_name = r->field[FIELD_SHORT_NAME];
    u->former = r->field[FIELD_UNIT_FORMER];
    u->parent = r->field[FIELD_PARENT];
    return u;
}

static struct staff_post *take_post(const struct row *r)
{
    static const char *const standings[] = {"正职", "副职", "其他", NULL};
    static const enum post_standing standing[] = {STANDING_OTHER, STANDING_HEAD, STANDING_DEPUTY,
                                                  STANDING_OTHER};
    struct staff_post *p = staff_add_post(r->loader->records, r->pos);
    p->id = r->field[FIELD_POST_ID];
    p->title = r->field[FIELD_TITLE];
    p->unit = r->field[FIELD_UNIT];
    p->standing = standing[take_choice(r, FIELD_STANDING, standings)];
    p->rank = take_number(r, FIELD_RANK, 0);
    p->seats = take_number(r, FIELD_SEATS, 1);
    return p;
}

static struct staff_tenure *take_tenure(const struct row *r)
{
    struct staff_tenure *t = staff_add_tenure(r->loader->records, r->pos);
    t->person = r->field[FIELD_ID].n ? r->field[FIELD_ID] : r->field[FIELD_NAME];
    t->post = joined(r, r->field[FIELD_UNIT], r->field[FIELD_TITLE]);
    t->from = take_date(r, FIELD_FROM);
    t->to = take_date(r, FIELD_UNTIL);
    t->acting = take_yes(r, FIELD_ACTING);
    t->concurrent = take_yes(r, FIELD_CONCURRENT);
    t->document = r->field[FIELD_DOCUMENT];
    return t;
}

/* ---- one table ---- */

/* The one that was gathered under a name, or NULL. Records are not constant until all is read. */
static void *gathered(struct name_index *x, struct text name, uint32_t within)
{
    const struct name_group *g = name_find(x, name, within);
    return g ? (void *)(uintptr_t)name_found(g)[0] : NULL;
}

/* What several rows say of one person must agree; what one leaves out another may have. */
static void agree(const struct row *r, const struct staff_person *p, enum book_field field,
                  struct text *known)
{
    struct text t = r->field[field];
    if (!known->n)
        *known = t;
    else if (t.n && !text_equals(t, utf8(r, *known)))
        diag(r->loader->diags, DIAG_N026, r->at[field], utf8(r, p->name), r->head[field],
             utf8(r, *known), utf8(r, t));
}

static struct staff_person *gather_person(const struct row *r)
{
    bool by_id = r->field[FIELD_ID].n > 0;
    struct text key = r->field[by_id ? FIELD_ID : FIELD_NAME];
    struct name_index *x = &r->loader->people;
    struct staff_person *p = gathered(x, key, by_id);
    if (!p) {
        p = take_person(r);
        name_add(x, key, by_id, NAME_CURRENT, p);
        return p;
    }
    agree(r, p, FIELD_SEX, &p->sex);
    agree(r, p, FIELD_ETHNICITY, &p->ethnicity);
    agree(r, p, FIELD_PHONE, &p->phone);
    agree(r, p, FIELD_CARD, &p->card);
    return p;
}

static struct staff_unit *gather_unit(const struct row *r)
{
    struct name_index *x = &r->loader->units;
    struct staff_unit *u = gathered(x, r->field[FIELD_UNIT], 0);
    if (!u)
        u = take_unit(r);
    if (!u->short_name.n)
        u->short_name = r->field[FIELD_SHORT_NAME];
    if (!u->parent.n)
        u->parent = r->field[FIELD_PARENT];
    name_add(x, u->name, 0, NAME_CURRENT, u);
    name_add(x, u->short_name, 0, NAME_CURRENT, u);
    return u;
}

/* Nobody writes 名额 into such a table: only a unit's head is alone unless it says otherwise. */
static struct staff_post *gather_post(const struct row *r, const struct staff_unit *u)
{
    enum { ANY_NUMBER = 9999 };
    struct name_index *x = &r->loader->posts;
    uint32_t within = (uint32_t)u->index + 1;
    struct staff_post *p = gathered(x, r->field[FIELD_TITLE], within);
    if (p)
        return p;
    p = take_post(r);
    p->within = u;
    if (!r->field[FIELD_SEATS].n && p->standing != STANDING_HEAD)
        p->seats = ANY_NUMBER;
    name_add(x, p->title, within, NAME_CURRENT, p);
    return p;
}

/* ---- sheets ---- */

static void take_flat(const struct row *r)
{
    const struct staff_person *person = gather_person(r);
    if (!r->field[FIELD_UNIT].n || !r->field[FIELD_TITLE].n)
        return;
    const struct staff_post *post = gather_post(r, gather_unit(r));
    struct staff_tenure *t = take_tenure(r);
    t->who = person;
    t->within = post;
}

static void take_row(const struct row *r, enum book_sheet sheet)
{
    if (sheet == SHEET_FLAT)
        take_flat(r);
    else if (sheet == SHEET_PEOPLE)
        take_person(r);
    else if (sheet == SHEET_UNITS)
        take_unit(r);
    else if (sheet == SHEET_POSTS)
        take_post(r);
    else
        take_tenure(r);
}

/* A name or title left out would be one that nothing bears; a flat row may name a person alone. */
static bool has_required(const struct row *r, const struct sheet_template *book,
                         enum book_sheet sheet)
{
    size_t n = sheet == SHEET_FLAT ? 1 : book->n_columns;
    for (size_t i = 0; i < n; i++) {
        enum book_field field = book_field(sheet, i);
        if (!book->columns[i].required || r->field[field].n)
            continue;
        diag(r->loader->diags, DIAG_N025, r->at[field], r->head[field]);
        return false;
    }
    return true;
}

/* 林 芳 for 林芳: blanks that only spread a Chinese name. The page spreads names by itself. */
static struct text without_blanks(struct loader *l, struct text t)
{
    enum { WIDE_SPACE = 0x3000, NO_BREAK_SPACE = 0xA0 };
    struct text_builder b = {.arena = l->arena, .src = t.src};
    for (size_t i = 0; i < t.n; i++) {
        bool blank = t.cp[i] == ' ' || t.cp[i] == WIDE_SPACE || t.cp[i] == NO_BREAK_SPACE;
        if (!blank && !utf8_is_han(t.cp[i]))
            return t;
        if (!blank)
            text_add(&b, t.cp[i], t.at[i]);
    }
    if (b.cp.n == t.n)
        return t;
    struct text name = text_done(&b);
    diag(l->diags, DIAG_D015, text_pos(t, 0), text_utf8(l->arena, t), text_utf8(l->arena, name));
    return name;
}

static void take_rows(struct loader *l, const struct sheet_table *s, enum book_sheet sheet,
                      const size_t columns[BOOK_FIELDS])
{
    struct sheet_template book = book_sheet(sheet);
    for (size_t row = 0; row < s->n_rows; row++) {
        struct row r = {.loader = l, .pos = sheet_pos(s, row, 0)};
        for (size_t i = 0; i < book.n_columns; i++) {
            enum book_field field = book_field(sheet, i);
            r.head[field] = book.columns[i].head;
            if (columns[i] == SHEET_NONE)
                continue;
            r.field[field] = sheet_text(s, l->arena, row, columns[i]);
            r.at[field] = sheet_pos(s, row, columns[i]);
            if (field == FIELD_NAME)
                r.field[field] = without_blanks(l, r.field[field]);
        }
        if (has_required(&r, &book, sheet))
            take_row(&r, sheet);
    }
}

static void load_sheet(struct loader *l, enum book_sheet sheet)
{
    struct sheet_template book = book_sheet(sheet);
    struct text name = {.n = 0};
    if (sheet != SHEET_FLAT)
        name = text_from_utf8(l->arena, book.name, l->pos);
    struct sheet_table *s = sheet_read_sheet(l->file, name);
    struct sheet_wanted wanted[BOOK_FIELDS] = {{.head = NULL}};
    size_t columns[BOOK_FIELDS];
    if (!s)
        return;
    for (size_t i = 0; i < book.n_columns; i++)
        wanted[i] = (struct sheet_wanted){
            .head = book.columns[i].head, .required = book.columns[i].required, .expected = true};
    if (!l->records->pos.src)
        l->records->pos.src = s->src;
    bool bound = sheet_bind(s, wanted, book.n_columns, columns, l->diags);
    bool needed = sheet == SHEET_FLAT || sheet == SHEET_PEOPLE; /* without them there is nobody */
    if (bound && (!needed || sheet_has_rows(s, l->diags)))
        take_rows(l, s, sheet, columns);
}

struct staff_records *staff_load(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    struct sheet_file *file = sheet_open(a, path, pos, d);
    if (!file)
        return NULL;
    struct loader l = {staff_records_new(a, (struct pos){0}),
                       a,
                       d,
                       file,
                       pos,
                       {a, {0}, {0}},
                       {a, {0}, {0}},
                       {a, {0}, {0}}};
    size_t errors = diags_count(d, DIAG_ERROR);
    if (!sheet_has_sheet(file, book_sheet(SHEET_PEOPLE).name))
        load_sheet(&l, SHEET_FLAT);
    else
        for (int sheet = 0; sheet < SHEET_FLAT; sheet++)
            load_sheet(&l, (enum book_sheet)sheet);
    sheet_close(file);
    return diags_count(d, DIAG_ERROR) == errors ? l.records : NULL;
}
