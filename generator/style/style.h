/*
 * Profiles: the figures of the page, read from templates/. Each value keeps the clause it comes
 * from and how hard the rule is. A profile may extend another and give only what differs.
 */
#ifndef HONGTOU_STYLE_STYLE_H
#define HONGTOU_STYLE_STYLE_H

#include "base/colour.h"
#include "base/diag.h"
#include "base/len.h"

enum strength {
    STRENGTH_MUST,
    STRENGTH_NORMALLY,
    STRENGTH_ADVISED,
    STRENGTH_DERIVED,
    STRENGTH_HABIT,
    STRENGTHS
};

typedef int style_COUNT, style_NUMBER;
typedef len_t style_LEN, style_SIZE, style_SHIFT;
typedef const char *style_ROLE; /* a role's name, as font/ knows it */
typedef const char *style_STRING;
typedef struct colour style_COLOUR;
typedef struct style_columns style_COLUMNS;

/* What a profile says of the columns of a table that the compiler makes. */
enum { STYLE_COLUMNS_MOST = 12 };
struct style_column {
    len_t width; /* fixed; 0: not */
    int share;   /* relative to the other columns with one; 0: none. Neither: automatic */
};
struct style_columns {
    struct style_column v[STYLE_COLUMNS_MOST];
    int n;
};

struct style_source {
    const char *clause;
    enum strength strength;
};

#define STYLE(field, type, group, name) STYLE_##field,
enum style_key {
#include "style/style.def"
    STYLE_KEYS
};
#undef STYLE

enum { STYLE_FILES_MOST = 9 };

#define STYLE(field, type, group, name) style_##type field;
struct style {
#include "style/style.def"
    struct style_source sources[STYLE_KEYS];
    const char *files[STYLE_FILES_MOST]; /* that were read: the profile's, and those it extends */
    size_t n_files;
    const char *title; /* the profile's own, for people; may be empty */
    len_t char_pitch; /* 字: area_width / characters */
    len_t line_pitch; /* 行: (area_height - body_size) / (lines - 1) */
    bool closer;      /* of a form that takes the pages it is given */
};
#undef STYLE

/* Whether a file is a profile, by the name of its outermost element. */
bool style_is_profile(const char *outermost);

/* Where profiles are: the program's own, and the office's folders, the nearest first. What the
 * program has by a name is never another's. */
struct style_places {
    const char *own;
    const char *const *office;
    size_t n;
};

/* NAME.xml of these places, with what it extends. All in the arena. pos: where the document names
 * the profile. NULL: reported. */
struct style *style_read_from(struct arena *a, const struct style_places *places, const char *name,
                              struct pos pos, struct diags *d);
/* The same of one folder alone. */
struct style *style_read(struct arena *a, const char *folder, const char *name, struct pos pos,
                         struct diags *d);

/*
 * The profile of what is turned on its paper (GB/T 9704 clause 8): page and type area exchange
 * their sides, the white at the binding is above. As many lines and characters as fit at the
 * profile's own pitch fill the area. In the arena.
 */
struct style *style_turned(struct arena *a, const struct style *st);

/* A profile with other numbers of lines a page and characters a line, what is counted in them scaled
 * as in style_turned. In the arena. */
struct style *style_paced(struct arena *a, const struct style *st, int lines, int characters);

/* The profile of half a page, for two copies on one: its width, and room for the cut. In the
 * arena. */
struct style *style_halved(struct arena *a, const struct style *st);

/* A document's profile with the page, the grid and the titles of another: of its forms. In the
 * arena. */
struct style *style_on_page(struct arena *a, const struct style *st, const struct style *page);

/* A form's figures with text of a size, between the least (air 0) and the profile's own
 * (STYLE_AIR). head: the upper white, of a turned page too, is no less where it is not now, and the
 * right one as it is; 0: nothing stands there. In the arena. */
enum { STYLE_AIR = 8 };
struct style *style_closer(struct arena *a, const struct style *st, len_t size, int air,
                           len_t head);

/* The figures of tables that those in forms have of their own. */
struct style_table {
    len_t size, size_least, title_size; /* of their text */
    len_t row_least, padding_above;
    len_t above, title_below, below;
    bool each_line; /* lines stand as far apart as each needs, not as the widest */
};
struct style_table style_table(const struct style *st);
struct style_table style_form_table(const struct style *st);

/* The role that a key names; NULL for a key of another type. */
const char *style_role(const struct style *st, enum style_key key);

/* 三号 for 16 pt; NULL for a size without such a name. */
const char *style_size_name(len_t size);

/* Lower edge of the type area. */
static inline len_t style_area_bottom(const struct style *st)
{
    return st->area_top + st->area_height;
}

/* What the printed code of a form keeps free: above this, right of that. 0 where there is none. */
static inline len_t style_code_bottom(const struct style *st)
{
    return st->form_code_side ? st->form_code_edge + st->form_code_side + st->form_code_air : 0;
}
static inline len_t style_code_left(const struct style *st)
{
    return st->page_width - st->form_code_edge - st->form_code_side - st->form_code_air;
}

/* Top of the character boxes of line i (0 …) on the page's grid, from the paper's upper edge. */
len_t style_line_top(const struct style *st, int64_t i);

#endif
