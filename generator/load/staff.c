/*
 * Tables to the records of a staff file: the four sheets of a book, or one table with a row a
 * tenure (a CSV file, or a book without those sheets), in which units, posts and people are
 * gathered from the rows.
 */
#include "base/utf8.h"
#include "load/diag.def"
#include "load/load_int.h"
#include "value/list.h"
#include "value/people.h"

/* What was gathered from one table, by name. */
struct gathered {
    struct interned names;
    VEC(void *) records; /* by the numbers of names */
};

struct staff_loader {
    struct loader loader;
    struct staff_records *records;
    struct sheet_file *file;
    const struct sheet_choice *choice;
    struct gathered people[2], units, posts; /* people by name, and by code */
};

/* A row of a bound sheet. */
struct row {
    struct staff_loader *l;
    const struct load_rows *rows;
    size_t i;
};

static struct text cell(const struct row *r, enum load_column column)
{
    return load_text(r->rows, r->i, column);
}

static const char *utf8(const struct row *r, struct text t)
{
    return text_utf8(r->l->loader.arena, t);
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

/* ---- rows to records ---- */

/* What lists write behind a name: 马丽（女）, 马丽（女，回族）. */
struct beside_name {
    struct text name, sex, ethnicity;
};

/* False: the brackets hold something else (（挂职）), and are left. */
static bool read_beside(struct text inner, struct beside_name *b)
{
    struct text word;
    for (size_t at = 0; list_next(inner, LIST_COMMAS, &at, &word);) {
        bool ethnicity = word.n > 1 && word.cp[word.n - 1] == U'族';
        if (text_equals(word, "女") || text_equals(word, "男"))
            b->sex = word;
        else if (ethnicity)
            b->ethnicity = word;
        else
            return false;
    }
    return b->sex.n || b->ethnicity.n;
}

static struct beside_name parted_name(struct text t)
{
    struct beside_name b = {.name = t};
    size_t open = 0;
    while (open < t.n && !utf8_is_one_of(t.cp[open], U"（("))
        open++;
    if (open > 0 && open + 2 < t.n && utf8_is_one_of(t.cp[t.n - 1], U"）)") &&
        read_beside(text_part(t, open + 1, t.n - 1), &b)) {
        b.name = text_trimmed(text_part(t, 0, open));
        return b;
    }
    return (struct beside_name){.name = t};
}

static struct text name_of(const struct row *r, enum load_column column)
{
    return without_blanks(&r->l->loader, parted_name(cell(r, column)).name);
}

static struct pos row_pos(const struct row *r)
{
    return sheet_pos(r->rows->sheet, r->i, 0);
}

/* A column, or a row above, says the same as the brackets, 回 for 回族 too; what differs is told, and is not
 * what the brackets say. */
static struct text agreed(const struct row *r, enum load_column column, struct text own, struct text beside)
{
    if (own.n && beside.n && !text_starts_with(own, beside) && !text_starts_with(beside, own))
        diag(r->l->loader.diags, DIAG_N033, load_pos(r->rows, r->i, COLUMN_PEOPLE_NAME),
             utf8(r, cell(r, COLUMN_PEOPLE_NAME)), load_columns[column].template.head, utf8(r, own));
    return own.n ? own : beside;
}

static void take_beside(const struct row *r, struct staff_person *p)
{
    struct beside_name beside = parted_name(cell(r, COLUMN_PEOPLE_NAME));
    p->sex = agreed(r, COLUMN_PEOPLE_SEX, p->sex, beside.sex);
    p->ethnicity = agreed(r, COLUMN_PEOPLE_ETHNICITY, p->ethnicity, beside.ethnicity);
    if (beside.sex.n || beside.ethnicity.n)
        diag(r->l->loader.diags, DIAG_N029, text_pos(beside.name, 0),
             utf8(r, cell(r, COLUMN_PEOPLE_NAME)), utf8(r, p->name));
}

static struct staff_person *take_person(const struct row *r)
{
    struct staff_person *p = staff_add_person(r->l->records, row_pos(r));
    load_record(r->rows, r->i, RECORD_PERSON, p);
    p->name = name_of(r, COLUMN_PEOPLE_NAME);
    take_beside(r, p);
    return p;
}

static struct staff_unit *take_unit(const struct row *r)
{
    struct staff_unit *u = staff_add_unit(r->l->records, row_pos(r));
    load_record(r->rows, r->i, RECORD_ORGANIZATION, u);
    return u;
}

static struct staff_post *take_post(const struct row *r)
{
    struct staff_post *p = staff_add_post(r->l->records, row_pos(r));
    load_record(r->rows, r->i, RECORD_POST, p);
    return p;
}

static struct staff_tenure *take_tenure(const struct row *r, struct text person, struct text unit,
                                        struct text title)
{
    struct staff_tenure *t = staff_add_tenure(r->l->records, row_pos(r));
    load_record(r->rows, r->i, RECORD_TENURE, t);
    t->person = person;
    struct text_builder b = {.arena = r->l->loader.arena, .src = title.src};
    text_add_text(&b, unit);
    text_add_text(&b, title);
    t->post = text_done(&b);
    return t;
}

/* ---- one table ---- */

/* The place of what bears a name, as a key. NULL: no name. */
static void **find(const struct row *r, struct gathered *g, struct text key)
{
    struct arena *a = r->l->loader.arena;
    bool fresh;
    if (!key.n)
        return NULL;
    size_t i = name_intern(a, &g->names, key, &fresh);
    if (fresh)
        VEC_PUSH(a, &g->records, NULL);
    return &g->records.v[i];
}

/* A name of nothing but dots is its own key. */
static struct text key_of(const struct row *r, struct text name)
{
    struct text key = name_key(r->l->loader.arena, name);
    return key.n ? key : name;
}

/* The first that bears a name keeps it. */
static void bear(const struct row *r, struct gathered *g, struct text name, void *record)
{
    void **place = find(r, g, key_of(r, name));
    if (place && !*place)
        *place = record;
}

/* What several rows say of one person must agree; what one leaves out another may have. */
static void agree(const struct row *r, const struct staff_person *p)
{
    for (enum load_column c = COLUMN_PEOPLE_SEX; c <= COLUMN_PEOPLE_CARD; c++) {
        struct text t = cell(r, c), *known = record_member(p, load_columns[c].field);
        if (!known->n)
            *known = t;
        else if (t.n && !text_same(t, *known))
            diag(r->l->loader.diags, DIAG_N026, load_pos(r->rows, r->i, c), utf8(r, p->name),
                 load_columns[c].template.head, utf8(r, *known), utf8(r, t));
    }
}

static struct staff_person *gather_person(const struct row *r)
{
    struct text id = cell(r, COLUMN_PEOPLE_ID);
    struct gathered *people = &r->l->people[id.n > 0];
    struct text name = parted_name(cell(r, COLUMN_PEOPLE_NAME)).name;
    void **place = find(r, people, id.n ? id : key_of(r, name));
    if (*place) {
        agree(r, *place);
        take_beside(r, *place);
    } else {
        *place = take_person(r);
    }
    return *place;
}

static struct staff_unit *gather_unit(const struct row *r)
{
    struct gathered *units = &r->l->units;
    struct text name = cell(r, COLUMN_POSTS_UNIT), short_name = cell(r, COLUMN_UNITS_SHORT_NAME);
    void **place = find(r, units, key_of(r, name));
    struct staff_unit *u = *place;
    if (!u) {
        u = take_unit(r);
        u->name = name;
        u->short_name = (struct text){0};
        bear(r, units, name, u);
    }
    if (!u->short_name.n && short_name.n) {
        u->short_name = short_name;
        bear(r, units, short_name, u);
    }
    if (!u->parent.n)
        u->parent = cell(r, COLUMN_UNITS_PARENT);
    return u;
}

/* Titles count within their unit. Nobody writes 名额 into such a table: only a unit's head is alone
 * unless it says otherwise. */
static struct staff_post *gather_post(const struct row *r, const struct staff_unit *u)
{
    enum { ANY_NUMBER = 9999 };
    struct text title = cell(r, COLUMN_POSTS_TITLE);
    struct text_builder key = {.arena = r->l->loader.arena, .src = title.src};
    text_add(&key, (uint32_t)u->index + 1, title.at[0]);
    text_add_text(&key, key_of(r, title));
    void **place = find(r, &r->l->posts, text_done(&key));
    if (*place)
        return *place;
    struct staff_post *p = *place = take_post(r);
    p->within = u;
    if (!cell(r, COLUMN_POSTS_SEATS).n && p->standing != STANDING_HEAD)
        p->seats = ANY_NUMBER;
    return p;
}

/* 空缺 for a name: a post that nobody holds. */
static bool is_vacant(const struct row *r)
{
    static const char *const words[] = {"空缺", "暂缺", "缺", "待定", "待配", "暂无", "无", "-", "－",
                                        "—",    "——",   "/",  "／"};
    struct text name = name_of(r, COLUMN_PEOPLE_NAME);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equals(name, words[i]))
            return true;
    return false;
}

/* What only somebody could have: his telephone, since when he holds the post. */
static void tell_unread(const struct row *r)
{
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++) {
        enum load_sheet sheet = load_columns[c].sheet;
        if (c == COLUMN_PEOPLE_NAME || (sheet != LOAD_PEOPLE && sheet != LOAD_TENURES) || !cell(r, c).n)
            continue;
        diag(r->l->loader.diags, DIAG_N032, load_pos(r->rows, r->i, c), load_columns[c].template.head,
             utf8(r, cell(r, c)));
    }
}

static void take_vacancy(const struct row *r)
{
    struct text unit = cell(r, COLUMN_POSTS_UNIT), title = cell(r, COLUMN_POSTS_TITLE);
    diag(r->l->loader.diags, DIAG_N030, load_pos(r->rows, r->i, COLUMN_PEOPLE_NAME),
         utf8(r, cell(r, COLUMN_PEOPLE_NAME)), utf8(r, unit), utf8(r, title));
    tell_unread(r);
    if (unit.n && title.n)
        gather_post(r, gather_unit(r));
}

static void take_flat(const struct row *r)
{
    if (is_vacant(r)) {
        take_vacancy(r);
        return;
    }
    const struct staff_person *person = gather_person(r);
    struct text id = cell(r, COLUMN_PEOPLE_ID), unit = cell(r, COLUMN_POSTS_UNIT),
                title = cell(r, COLUMN_POSTS_TITLE);
    if (!unit.n || !title.n)
        return;
    const struct staff_post *post = gather_post(r, gather_unit(r));
    struct staff_tenure *t =
        take_tenure(r, id.n ? id : name_of(r, COLUMN_PEOPLE_NAME), unit, title);
    t->who = person;
    t->within = post;
}

/* ---- sheets ---- */

/* A name or title left out would be one that nothing bears; a row of one table may name a person
 * alone. */
static bool has_required(const struct row *r, enum load_sheet sheet)
{
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++) {
        const struct sheet_template_column *column = &load_columns[c].template;
        bool needed = sheet == LOAD_SHEETS ? c == COLUMN_PEOPLE_NAME
                                           : load_columns[c].sheet == sheet && column->required;
        if (!needed || cell(r, c).n)
            continue;
        diag(r->l->loader.diags, DIAG_N025, load_pos(r->rows, r->i, c), column->head);
        return false;
    }
    return true;
}

/* 杨帆、赵倩 in a cell would be one whom nobody is called. */
static bool names_one(const struct row *r, enum load_sheet sheet)
{
    enum load_column column = sheet == LOAD_TENURES ? COLUMN_TENURES_NAME : COLUMN_PEOPLE_NAME;
    bool asked = sheet == LOAD_SHEETS || sheet == LOAD_PEOPLE || sheet == LOAD_TENURES;
    struct text item;
    size_t names = 0, items = 0;
    for (size_t at = 0; asked && list_next(cell(r, column), LIST_CELL | LIST_SLASHES, &at, &item); items++)
        names += people_is_name(name_key(r->l->loader.arena, item));
    if (names < 2 || names < items)
        return true;
    diag(r->l->loader.diags, DIAG_N031, load_pos(r->rows, r->i, column), utf8(r, cell(r, column)));
    return false;
}

/* The columns of the one table are those of the sheets. */
static const enum load_column flat[] = {
    COLUMN_PEOPLE_NAME,        COLUMN_PEOPLE_ID,        COLUMN_PEOPLE_FORMER,
    COLUMN_PEOPLE_SEX,         COLUMN_PEOPLE_ETHNICITY, COLUMN_PEOPLE_PHONE,
    COLUMN_PEOPLE_EMAIL,       COLUMN_PEOPLE_CARD,      COLUMN_POSTS_UNIT,
    COLUMN_UNITS_SHORT_NAME,   COLUMN_UNITS_PARENT,     COLUMN_POSTS_TITLE,
    COLUMN_POSTS_STANDING,     COLUMN_POSTS_RANK,       COLUMN_POSTS_SEATS,
    COLUMN_TENURES_FROM,       COLUMN_TENURES_UNTIL,    COLUMN_TENURES_ACTING,
    COLUMN_TENURES_CONCURRENT, COLUMN_TENURES_DOCUMENT,
};
enum { FLAT = sizeof flat / sizeof *flat };

static void take_row(const struct row *r, enum load_sheet sheet)
{
    if (sheet == LOAD_PEOPLE) {
        take_person(r);
    } else if (sheet == LOAD_UNITS) {
        take_unit(r);
    } else if (sheet == LOAD_POSTS) {
        take_post(r);
    } else if (sheet == LOAD_TENURES) {
        struct text id = cell(r, COLUMN_TENURES_ID);
        take_tenure(r, id.n ? id : name_of(r, COLUMN_TENURES_NAME), cell(r, COLUMN_TENURES_UNIT),
                    cell(r, COLUMN_TENURES_TITLE));
    } else {
        take_flat(r);
    }
}

/* LOAD_SHEETS: the one table. */
static void load_sheet(struct staff_loader *l, enum load_sheet sheet)
{
    bool one = sheet == LOAD_SHEETS;
    struct sheet_wanted people[LOAD_COLUMNS];
    const char *name = one ? "全部" : load_sheet_name(sheet);
    struct sheet_choice choice = *l->choice;
    if (!choice.sheet.n)
        choice.sheet = text_from_utf8(l->loader.arena, name, choice.pos);
    choice.wanted = people;
    choice.n_wanted = load_wanted(LOAD_PEOPLE, people);
    struct sheet_table *s = sheet_read_sheet(l->file, &choice);
    struct load_rows rows;
    if (!s)
        return;
    if (!l->records->pos.src)
        l->records->pos = sheet_pos(s, 0, 0);
    bool bound = one ? load_bind(&rows, &l->loader, s, flat, FLAT)
                     : load_bind_sheet(&rows, &l->loader, s, sheet);
    bool needed = one || sheet == LOAD_PEOPLE; /* without them there is nobody */
    if (!bound || (needed && !sheet_has_rows(s, l->loader.diags)))
        return;
    for (size_t i = 0; i < s->n_rows; i++) {
        struct row r = {l, &rows, i};
        if (has_required(&r, sheet) && names_one(&r, sheet))
            take_row(&r, sheet);
    }
}

struct staff_records *load_staff(struct arena *a, const char *path,
                                 const struct sheet_choice *choice, struct diags *d)
{
    struct staff_loader l = {.loader = {.arena = a, .diags = d, .unit = "人"}, .choice = choice};
    size_t errors = diags_count(d, DIAG_ERROR);
    l.file = sheet_open(a, path, choice->pos, d);
    if (!l.file)
        return NULL;
    l.records = staff_records_new(a, (struct pos){0});
    if (choice->sheet.n || !sheet_has_sheet(l.file, load_sheet_name(LOAD_PEOPLE)))
        load_sheet(&l, LOAD_SHEETS);
    else
        for (enum load_sheet sheet = LOAD_PEOPLE; sheet <= LOAD_TENURES; sheet++)
            load_sheet(&l, sheet);
    sheet_close(l.file);
    return diags_count(d, DIAG_ERROR) == errors ? l.records : NULL;
}
