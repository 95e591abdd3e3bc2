/*
 * A table of cars as 车辆安排, in the office's own columns: a car in a row, or in as many rows as
 * it has passengers; groups in rows over all columns. What a plan has no place for leaves it a
 * table, which is told.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "sheet/sheet.h"
#include "value/number.h"
#include "value/people.h"

enum content {
    NUMBER,
    PLATE,
    DRIVER,
    PHONE,
    TYPE,
    SEATS,
    LIAISON,
    LIAISON_PHONE,
    ROUTE,
    PASSENGERS,
    POSTS,
    PASSENGER_PHONES,
    REMARK,
    BLANK,
    CONTENTS
};

static const struct {
    const char *standard; /* head */
    const char *holds;    /* of a 栏 */
    const char *attr;     /* of 车辆; NULL: it takes more than the cell's words */
    bool plain;           /* the compiler knows the column by its head */
} contents[CONTENTS] = {
    [NUMBER] = {"车号", "车号", NULL, true},
    [PLATE] = {"车牌号", "车牌号", "车牌", true},
    [DRIVER] = {"驾驶员", "驾驶员", NULL, true},
    [PHONE] = {"联系电话", "驾驶员电话", "电话", true},
    [TYPE] = {"车型", "车型", "车型", true},
    [SEATS] = {"座位数", "座位数", NULL, true},
    [LIAISON] = {"联络员", "联络员", "联络员", false},
    [LIAISON_PHONE] = {"联络员电话", "联络员电话", "联络员电话", false},
    [ROUTE] = {"路线", "路线", "路线", false},
    [PASSENGERS] = {"乘车人员", "乘员", NULL, true},
    [POSTS] = {"乘员职务", "乘员职务", NULL, false},
    [PASSENGER_PHONES] = {"乘员电话", "乘员电话", NULL, false},
    [REMARK] = {"备注", "备注", "备注", true},
    [BLANK] = {"", "空", NULL, false},
};

enum { NONE = -1 };

struct car_reader {
    struct importer *im;
    const struct table_frame *f;
    const struct grid *g;
    int columns[CONTENTS];
    enum content *holds; /* by column */
    bool each;           /* a row for each passenger */
    struct text odd;     /* what a plan has no place for */
};

/* ---- columns ---- */

static bool is_empty(const struct car_reader *t, size_t column)
{
    for (size_t r = t->f->body; r < t->g->rows; r++)
        if (grid_at(t->g, r, column)->text.n && !grid_only(t->g, r))
            return false;
    return true;
}

/* 姓名, 职务, 电话 behind the passengers' column are theirs. */
static enum content content_of(const struct car_reader *t, size_t column)
{
    struct text head = table_head(t->f, column);
    bool behind = t->columns[PASSENGERS] != NONE, led = t->columns[DRIVER] != NONE;
    if (behind && (sheet_head_is(t->im->arena, head, "职务") ||
                   sheet_head_is(t->im->arena, head, "单位及职务") ||
                   sheet_head_is(t->im->arena, head, "单位")))
        return POSTS;
    if (behind && sheet_head_is(t->im->arena, head, "联系电话"))
        return PASSENGER_PHONES;
    if (led && !behind && sheet_head_is(t->im->arena, head, "姓名"))
        return PASSENGERS;
    if (!column && sheet_head_is(t->im->arena, head, "序号"))
        return NUMBER;
    for (enum content k = 0; k < BLANK; k++)
        if (sheet_head_is(t->im->arena, head, contents[k].standard))
            return k;
    return is_empty(t, column) ? BLANK : CONTENTS;
}

static bool read_columns(struct car_reader *t)
{
    for (size_t k = 0; k < CONTENTS; k++)
        t->columns[k] = NONE;
    for (size_t c = 0; c < t->g->columns; c++) {
        enum content k = content_of(t, c);
        bool twice = k < BLANK && t->columns[k] != NONE;
        if (k == CONTENTS || twice)
            t->odd = table_head(t->f, c);
        t->holds[c] = k;
        if (k < CONTENTS && !twice)
            t->columns[k] = (int)c;
    }
    t->each = t->columns[POSTS] != NONE || t->columns[PASSENGER_PHONES] != NONE;
    bool people = t->columns[DRIVER] != NONE || t->columns[PASSENGERS] != NONE;
    return t->columns[PLATE] != NONE && people && (t->columns[PASSENGERS] != NONE || !t->each);
}

/* ---- rows ---- */

static const struct grid_cell *cell_of(const struct car_reader *t, size_t row, enum content k)
{
    return t->columns[k] == NONE ? NULL : grid_at(t->g, row, (size_t)t->columns[k]);
}

static struct text words_of(const struct car_reader *t, size_t row, enum content k)
{
    const struct grid_cell *cell = cell_of(t, row, k);
    return cell ? cell->text : (struct text){0};
}

/* A car's rows: those that its plate reaches over. */
static size_t car_end(const struct car_reader *t, size_t row)
{
    const struct grid_cell *plate = cell_of(t, row, PLATE);
    size_t r = row + 1;
    while (r < t->g->rows && cell_of(t, r, PLATE) == plate)
        r++;
    return r;
}

/* The lines of a cell, as a text that people_read parts. */
static struct text lines_of(struct arena *a, const struct grid_cell *cell)
{
    struct text_builder b = {.arena = a};
    for (size_t i = 0; i < cell->lines.n; i++) {
        struct text line = cell->lines.v[i].text;
        b.src = b.src ? b.src : line.src;
        if (i)
            text_add(&b, TEXT_BREAK, line.at[0]);
        text_add_text(&b, line);
    }
    return text_done(&b);
}

static bool read_people(const struct car_reader *t, const struct grid_cell *cell, person_list *all)
{
    *all = people_read(t->im->arena, lines_of(t->im->arena, cell));
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].fault)
            return false;
    return true;
}

/* 7, 7座 */
static struct text seats_of(const struct car_reader *t, size_t row)
{
    struct text s = words_of(t, row, SEATS);
    size_t n = s.n - (s.n && s.cp[s.n - 1] == U'座');
    return text_part(s, 0, n);
}

/* 吴若兰（县长） in a row of its own: its post has a column. */
static bool has_brackets(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"（()）"))
            return true;
    return false;
}

/* Each cell of a car is over all its rows, but those of passengers, each of whom has one. */
static bool car_fits(struct car_reader *t, size_t row, size_t end)
{
    enum { DIGITS = 2 };
    person_list people;
    for (size_t c = 0; c < t->g->columns; c++) {
        enum content k = t->holds[c];
        bool own = k == PASSENGERS || k == POSTS || k == PASSENGER_PHONES;
        for (size_t r = row; r < end; r++) {
            const struct grid_cell *cell = grid_at(t->g, r, c);
            if (cell->columns > 1 || cell->row < row || cell->row + cell->rows > end ||
                (own && t->each ? cell->rows > 1 : cell->row != row))
                return false;
            bool names = (k == PASSENGERS && !t->each) || k == DRIVER;
            if (names && cell->row == r && !read_people(t, cell, &people))
                return false;
            if (k == PASSENGERS && t->each && has_brackets(cell->text))
                return false;
            if (k == DRIVER && cell->row == r &&
                (people.n > 1 || (people.n && people.v[0].phone.n && words_of(t, r, PHONE).n)))
                return false;
        }
    }
    for (size_t r = row; r < end && t->each; r++) /* a telephone that is nobody's */
        if (words_of(t, r, PASSENGER_PHONES).n && !words_of(t, r, PASSENGERS).n &&
            !words_of(t, r, POSTS).n)
            return false;
    struct text seats = seats_of(t, row);
    if (t->columns[NUMBER] != NONE && !words_of(t, row, NUMBER).n) /* it would be counted */
        return false;
    return (!seats.n || number_whole(seats, DIGITS) > 0) && (end == row + 1 || t->each);
}

static bool rows_fit(struct car_reader *t)
{
    size_t cars = 0;
    for (size_t r = t->f->body, end; r < t->g->rows; r = end) {
        const struct grid_cell *only = grid_only(t->g, r);
        end = only ? r + 1 : car_end(t, r);
        if (only ? only->lines.n != 1 || end == t->g->rows || grid_only(t->g, end)
                 : !car_fits(t, r, end)) {
            t->odd = only ? only->text : words_of(t, r, PLATE);
            return false;
        }
        cars += !only;
    }
    return cars > 0;
}

/* ---- elements ---- */

/* 1号车: the compiler prints 1 in a column of numbers. */
static void add_number(struct car_reader *t, struct node *car, struct text number)
{
    static const char *const behind[] = {"号车", "号"};
    size_t digits = 0;
    while (digits < number.n && utf8_is_digit(number.cp[digits]))
        digits++;
    struct text rest = text_part(number, digits, number.n);
    if (!number.n)
        return;
    for (size_t i = 0; digits && i < sizeof behind / sizeof *behind; i++)
        if (text_equals(rest, behind[i])) {
            import_change(t->im, rest, IMPORT_REWRITTEN, "");
            number = text_part(number, 0, digits);
        }
    import_attr(t->im, car, "号", number);
}

static void add_driver(struct car_reader *t, struct node *car, const struct grid_cell *cell)
{
    person_list people;
    if (!cell || !cell->text.n || !read_people(t, cell, &people) || !people.n)
        return;
    const struct person *p = &people.v[0];
    bool named = p->name.n && !p->post.n;
    struct text name = named ? import_without_blanks(t->im->arena, p->name) : cell->text;
    text_list used = {0};
    import_attr(t->im, car, "驾驶员", name);
    VEC_PUSH(t->im->arena, &used, name);
    if (named && p->phone.n) {
        import_attr(t->im, car, "电话", p->phone);
        VEC_PUSH(t->im->arena, &used, p->phone);
    }
    words_rest(t->im, cell->text, &used, IMPORT_REWRITTEN, "");
}

static void add_passenger(struct car_reader *t, struct node *car, struct text name,
                          struct text post, struct text phone)
{
    struct node *n = import_element(t->im, car, "乘员");
    if (post.n)
        import_attr(t->im, n, "职务", post);
    if (phone.n)
        import_attr(t->im, n, "电话", phone);
    import_words(t->im, n, name);
}

/* Brackets around posts are printed again; the marks between people are not. */
static void drop_marks(struct car_reader *t, struct text whole, text_list *used)
{
    for (size_t i = 0; i < whole.n; i++)
        if (utf8_is_one_of(whole.cp[i], U"（()）")) {
            import_change(t->im, text_part(whole, i, i + 1), IMPORT_DERIVED, NULL);
            VEC_PUSH(t->im->arena, used, text_part(whole, i, i + 1));
        }
    words_rest(t->im, whole, used, IMPORT_DERIVED, "");
}

static void add_listed(struct car_reader *t, struct node *car, const struct grid_cell *cell)
{
    person_list people;
    text_list used = {0};
    struct arena *a = t->im->arena;
    if (!cell || !read_people(t, cell, &people))
        return;
    for (size_t i = 0; i < people.n; i++) {
        const struct person *p = &people.v[i];
        struct text name = p->name.n ? import_without_blanks(a, p->name) : p->post;
        struct text post = p->name.n ? p->post : (struct text){0};
        add_passenger(t, car, name, post, p->phone);
        VEC_PUSH(a, &used, name);
        VEC_PUSH(a, &used, post);
        VEC_PUSH(a, &used, p->phone);
    }
    drop_marks(t, cell->text, &used);
}

static void add_rows(struct car_reader *t, struct node *car, size_t row, size_t end)
{
    for (size_t r = row; r < end; r++) {
        struct text name = words_of(t, r, PASSENGERS), post = words_of(t, r, POSTS),
                    phone = words_of(t, r, PASSENGER_PHONES);
        if (name.n && !people_are_words(name))
            name = import_without_blanks(t->im->arena, name);
        if (name.n || post.n || phone.n)
            add_passenger(t, car, name.n ? name : post, name.n ? post : (struct text){0}, phone);
    }
}

static void add_car(struct car_reader *t, struct node *group, size_t row, size_t end)
{
    struct node *car = import_element(t->im, group, "车辆");
    struct text seats = seats_of(t, row);
    add_number(t, car, words_of(t, row, NUMBER));
    for (enum content k = 0; k < BLANK; k++) {
        struct text words = words_of(t, row, k);
        if (contents[k].attr && words.n)
            import_attr(t->im, car, contents[k].attr, words);
    }
    add_driver(t, car, cell_of(t, row, DRIVER));
    if (seats.n) {
        import_attr(t->im, car, "座位", seats);
        import_change(t->im, import_behind(words_of(t, row, SEATS), seats), IMPORT_REWRITTEN, "");
    }
    if (t->each)
        add_rows(t, car, row, end);
    else
        add_listed(t, car, cell_of(t, row, PASSENGERS));
}

/* A head that does not say it itself says what it holds. */
static void add_columns(struct car_reader *t, struct node *plan)
{
    for (size_t c = 0; c < t->g->columns; c++) {
        struct node *n = import_element(t->im, plan, "栏");
        enum content k = t->holds[c];
        struct text head = import_unspaced(t->im->arena, table_head(t->f, c));
        bool plain = contents[k].plain && sheet_head_is(t->im->arena, head, contents[k].standard);
        import_attr(t->im, n, "题", head);
        if (!plain)
            import_word(t->im, n, "填", contents[k].holds);
    }
}

static void add_groups(struct car_reader *t, struct node *plan)
{
    struct node *group = NULL;
    for (size_t r = t->f->body, end; r < t->g->rows; r = end) {
        const struct grid_cell *only = grid_only(t->g, r);
        end = only ? r + 1 : car_end(t, r);
        if (only || !group)
            group = import_element(t->im, plan, "车组");
        if (only)
            import_attr(t->im, group, "名", only->text);
        else
            add_car(t, group, r, end);
    }
}

size_t table_read_cars(struct importer *im, const struct table_frame *f, struct node *parent)
{
    struct car_reader t = {.im = im, .f = f, .g = &f->grid};
    if (!table_has_plain_heads(f) || f->unit != SIZE_MAX)
        return 0;
    t.holds = ARENA_ARRAY(im->arena, enum content, f->grid.columns);
    if (!read_columns(&t))
        return 0;
    if (t.odd.n || !rows_fit(&t)) {
        diag(im->diags, DIAG_D160, text_pos(t.odd, 0), text_utf8(im->arena, t.odd));
        return 0;
    }
    struct node *plan = import_element(im, parent, "车辆安排");
    import_word(im, plan, "形式", "总表");
    table_add_title(im, f, plan);
    add_columns(&t, plan);
    add_groups(&t, plan);
    return table_taken(im, f, IMPORT_VEHICLES, LINE_SURE, false);
}
