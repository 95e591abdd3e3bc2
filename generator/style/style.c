/* Values of profiles: a table of keys (style.def), a reader a type, then 字 and 行 worked out. */

#include <stdlib.h>
#include <string.h>

#include "style/diag.def"
#include "style/style_int.h"

#define STYLE(field, type, group, name) {group, name, TYPE_##type, offsetof(struct style, field)},
const struct key style_keys[STYLE_KEYS] = {
#include "style/style.def"
};
#undef STYLE

/* 号: the sizes of Chinese type, in 1/1000 pt. */
static const struct size_name {
    const char *name;
    len_t size;
} size_names[] = {
    {"初号", 42000}, {"小初", 36000}, {"一号", 26000}, {"小一", 24000},
    {"二号", 22000}, {"小二", 18000}, {"三号", 16000}, {"小三", 15000},
    {"四号", 14000}, {"小四", 12000}, {"五号", 10500}, {"小五", 9000},
};

const char *style_size_name(len_t size)
{
    for (size_t i = 0; i < sizeof size_names / sizeof *size_names; i++)
        if (size_names[i].size == size)
            return size_names[i].name;
    return NULL;
}

enum { DECIMAL = 10, MICRON_PER_MM = 1000, MAX_WHOLE = 100000 };

/* A decimal with up to three places, in thousandths; *rest is what follows it. */
static bool read_thousandths(const char *s, int64_t *v, const char **rest)
{
    char *end;
    long whole = strtol(s, &end, DECIMAL);
    if (end == s || whole < 0 || whole > MAX_WHOLE)
        return false;
    *v = whole * 1000;
    if (*end == '.') {
        int64_t place = 100;
        for (end++; *end >= '0' && *end <= '9'; end++, place /= 10)
            *v += (*end - '0') * place;
    }
    *rest = end;
    return true;
}

static bool read_len(const struct style *st, const char *s, len_t *out)
{
    for (size_t i = 0; i < sizeof size_names / sizeof *size_names; i++)
        if (strcmp(s, size_names[i].name) == 0) {
            *out = size_names[i].size;
            return true;
        }
    int64_t v, sign = *s == '-' ? -1 : 1;
    const char *unit;
    if (!read_thousandths(s + (sign < 0), &v, &unit))
        return false;
    v *= sign;
    if (strcmp(unit, "mm") == 0)
        *out = len_from_micron(v * MICRON_PER_MM / 1000);
    else if (strcmp(unit, "pt") == 0)
        *out = v * LEN_PT / 1000;
    else if (strcmp(unit, "字") == 0 && st->char_pitch)
        *out = len_scale(st->area_width, v, (int64_t)st->characters * 1000);
    else if (strcmp(unit, "行") == 0 && st->line_pitch)
        *out = len_scale(st->area_height - st->body_size, v, (int64_t)(st->lines - 1) * 1000);
    else
        return false;
    return true;
}

static bool read_count(const char *s, int *out)
{
    char *end;
    long v = strtol(s, &end, DECIMAL);
    *out = (int)v;
    return end != s && !*end && v >= 0 && v <= MAX_WHOLE;
}

static bool read_colour(const char *s, struct colour *out)
{
    int *const parts[] = {&out->c, &out->m, &out->y, &out->k};
    char *end;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        long v = strtol(s, &end, DECIMAL);
        if (end == s || v < 0 || v > 1000)
            return false;
        *parts[i] = (int)v;
        s = end;
    }
    return !*s;
}

/* 70mm, 5 or *. */
static bool read_column(const struct style *st, const char *s, struct style_column *out)
{
    *out = (struct style_column){0};
    if (strcmp(s, "*") == 0)
        return true;
    if (read_count(s, &out->share))
        return out->share > 0;
    out->share = 0;
    return read_len(st, s, &out->width) && out->width > 0;
}

static bool read_columns(const struct style *st, const char *s, struct style_columns *out)
{
    enum { WORD_SIZE = 16 };
    *out = (struct style_columns){.n = 0};
    for (s += strspn(s, " "); *s; s += strspn(s, " ")) {
        char word[WORD_SIZE] = "";
        size_t n = strcspn(s, " ");
        if (n >= sizeof word || out->n == STYLE_COLUMNS_MOST)
            return false;
        memcpy(word, s, n);
        if (!read_column(st, word, &out->v[out->n++]))
            return false;
        s += n;
    }
    return out->n > 0;
}

static bool read_value(struct style *st, const struct key *key, const char *s)
{
    void *field = (char *)st + key->offset;
    switch (key->type) {
    case TYPE_LEN:
        return read_len(st, s, field) && *(len_t *)field >= 0;
    case TYPE_SIZE:
        return read_len(st, s, field) && *(len_t *)field > 0;
    case TYPE_SHIFT:
        return read_len(st, s, field);
    case TYPE_COUNT:
        return read_count(s, field);
    case TYPE_NUMBER:
        return read_count(s, field) && *(int *)field > 0;
    case TYPE_COLOUR:
        return read_colour(s, field);
    case TYPE_COLUMNS:
        return read_columns(st, s, field);
    case TYPE_ROLE:
    case TYPE_STRING:
        *(const char **)field = s;
        return true;
    }
    return false;
}

/* What a value of each type may be, by enum diag_lang. */
static const char *const wanted[][2] = {
    [TYPE_LEN] = {"写长度：37mm、16pt、2字、1行、三号", "a length: 37mm, 16pt, 2字, 1行, 三号"},
    [TYPE_SIZE] = {"写大于 0 的长度：16pt、三号、10mm", "a length above 0: 16pt, 三号, 10mm"},
    [TYPE_SHIFT] = {"写长度，可以是负的：-7mm、16pt、1行", "a length, which may be negative: -7mm, 16pt, 1行"},
    [TYPE_COUNT] = {"写整数：0、1、2……", "a whole number: 0, 1, 2 …"},
    [TYPE_NUMBER] = {"写大于 0 的整数：1、2、3……", "a whole number above 0"},
    [TYPE_ROLE] = {"写字体角色：title body hei kai song latin", "a role: title body hei kai song latin"},
    [TYPE_COLOUR] = {"写青、品、黄、黑四个千分数：0 800 800 0", "cyan, magenta, yellow and black in thousandths: 0 800 800 0"},
    [TYPE_STRING] = {"写文字", "a text"},
    [TYPE_COLUMNS] = {"一列写一个：70mm、5（几份）或者 *，用空格分开", "70mm, a share (5) or * for each column, parted by blanks"},
};

static void settle(struct style_reader *r, int i, struct pos pos)
{
    const struct key *key = &style_keys[i];
    if (r->given[i].text && read_value(r->style, key, r->given[i].text))
        return;
    const char *full = arena_printf(r->arena, "%s.%s", key->group, key->name);
    if (!r->given[i].text) {
        style_bad(r, DIAG_T005, pos, full, NULL);
        return;
    }
    diag(r->diags, DIAG_T006, r->given[i].pos, full, r->given[i].text,
         wanted[key->type][diags_lang(r->diags)]);
    r->ok = false;
}

/* Figures that others are counted in: 字 and 行. */
static void derive_pitches(struct style_reader *r, struct pos pos)
{
    struct style *st = r->style;
    if (!r->ok)
        return;
    if (st->characters < 1 || st->lines < 2 || st->area_width < st->characters ||
        st->area_height <= st->body_size) {
        style_bad(r, DIAG_T007, pos, "", NULL);
        return;
    }
    st->char_pitch = len_scale(st->area_width, 1, st->characters);
    st->line_pitch = len_scale(st->area_height - st->body_size, 1, st->lines - 1);
}

/* Pitches that lines and characters have, once the profile's own were others. Lengths that follow
 * 字 and 行 are scaled to them, so that indents and blank lines stay whole. */
static void pace(struct style *st, const struct style *own)
{
    st->line_pitch = len_scale(st->area_height - st->body_size, 1, st->lines - 1);
    st->char_pitch = len_scale(st->area_width, 1, st->characters);
    len_t *const lines[] = {
        &st->title_blank_above_bare, &st->title_blank_below,      &st->attachment_title_above,
        &st->attachment_title_below, &st->note_blank_above,       &st->signature_blank_above,
        &st->plain_above,            &st->stamp_above,            &st->stamp_between,
        &st->stamp_date_above,       &st->attendance_above,
    };
    len_t *const characters[] = {&st->body_indent, &st->note_indent, &st->annotation_indent};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        *lines[i] = len_scale(*lines[i], st->line_pitch, own->line_pitch);
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
        *characters[i] = len_scale(*characters[i], st->char_pitch, own->char_pitch);
}

struct style *style_paced(struct arena *a, const struct style *own, int lines, int characters)
{
    struct style *st = arena_copy(a, own, sizeof *own);
    st->lines = lines;
    st->characters = characters;
    pace(st, own);
    return st;
}

/* The area's sides exchange as the paper's do: the head lies at the paper's left edge. */
struct style *style_turned(struct arena *a, const struct style *paper)
{
    struct style *st = arena_copy(a, paper, sizeof *paper);
    st->page_width = paper->page_height;
    st->page_height = paper->page_width;
    st->area_top = paper->area_left;
    st->area_left = paper->page_height - style_area_bottom(paper);
    st->area_width = paper->area_height;
    st->area_height = paper->area_width;
    len_t pitches = (st->area_height - st->body_size) / paper->line_pitch;
    st->lines = (int)len_max(pitches, 1) + 1;
    st->characters = (int)len_max(st->area_width / paper->char_pitch, 1);
    pace(st, paper);
    return st;
}

struct style *style_halved(struct arena *a, const struct style *st)
{
    struct style *half = arena_copy(a, st, sizeof *st);
    half->page_height = st->page_height / 2;
    half->area_top = st->form_half_top;
    half->area_height = half->page_height - st->form_half_top - st->form_half_bottom;
    return half;
}

struct style *style_on_page(struct arena *a, const struct style *st, const struct style *page)
{
    struct style *on = arena_copy(a, st, sizeof *st);
    on->area_top = page->area_top;
    on->area_left = page->area_left;
    on->area_width = page->area_width;
    on->area_height = page->area_height;
    on->lines = page->lines;
    on->characters = page->characters;
    on->line_pitch = page->line_pitch;
    on->char_pitch = page->char_pitch;
    on->title_size = page->title_size;
    on->title_pitch = page->title_pitch;
    on->title_characters = page->title_characters;
    return on;
}

/* From the least to the usual. */
static len_t aired(len_t least, len_t usual, int air)
{
    return usual > least ? least + (usual - least) * air / STYLE_AIR : usual;
}

struct style *style_closer(struct arena *a, const struct style *st, len_t size, int air, len_t head)
{
    struct style *close = arena_copy(a, st, sizeof *st);
    len_t margin = st->form_margin_least, right = st->page_width - st->area_left - st->area_width;
    len_t foot = st->page_height - style_area_bottom(st);
    len_t below = len_scale(size, st->form_blank_below, 1000); /* a rule on the last line */
    close->closer = true;
    close->area_top = aired(len_max(margin, head), st->area_top, air);
    close->area_left = aired(len_max(margin, head), st->area_left, air);
    close->area_width =
        st->page_width - close->area_left - aired(head ? right : margin, right, air);
    close->area_height = st->page_height - close->area_top - aired(margin + below, foot, air);
    close->title_size = aired(st->form_title_least, st->title_size, air);
    close->title_pitch = len_scale(st->title_pitch, close->title_size, st->title_size);
    close->table_pitch = (int)aired(st->form_pitch_least, st->table_pitch, air);
    close->form_size = size;
    close->form_note_size = len_min(size, aired(st->form_note_least, st->form_note_size, air));
    close->form_line = aired(st->form_line_least, st->form_line, air);
    close->form_character = aired(st->form_character_least, st->form_character, air);
    close->form_cell = aired(st->form_character_least, st->form_cell, air);
    close->form_gap = aired(st->form_gap_least, st->form_gap, air);
    close->form_padding = aired(st->form_padding_least, st->form_padding, air);
    close->form_topics = st->form_topics_close;
    close->line_pitch = len_scale(close->area_height - st->body_size, 1, st->lines - 1);
    close->char_pitch = len_scale(close->area_width, 1, st->characters);
    return close;
}

struct style *style_read_from(struct arena *a, const struct style_places *places, const char *name,
                              struct pos pos, struct diags *d)
{
    struct style_reader r = {.arena = a, .diags = d, .places = places, .ok = true};
    r.style = ARENA_NEW(a, struct style);
    style_read_file(&r, name, pos, 0);
    if (!r.ok)
        return NULL;
    for (int i = 0; i <= STYLE_characters; i++)
        settle(&r, i, pos);
    derive_pitches(&r, pos);
    for (int i = STYLE_characters + 1; r.ok && i < STYLE_KEYS; i++)
        settle(&r, i, pos);
    return r.ok ? r.style : NULL;
}

struct style *style_read(struct arena *a, const char *folder, const char *name, struct pos pos,
                         struct diags *d)
{
    return style_read_from(a, &(struct style_places){.own = folder}, name, pos, d);
}

struct style_table style_table(const struct style *st)
{
    return (struct style_table){.size = st->table_size,
                                .size_least = st->table_size_least,
                                .title_size = st->table_title_size,
                                .row_least = st->table_row_least,
                                .padding_above = st->table_padding_above,
                                .above = st->table_above,
                                .title_below = st->table_title_below,
                                .below = st->table_below};
}

struct style_table style_form_table(const struct style *st)
{
    return (struct style_table){.size = st->form_size,
                                .size_least = st->form_note_size,
                                .title_size = st->form_size,
                                .row_least = st->form_line,
                                .padding_above = st->form_padding,
                                .above = st->form_gap,
                                .title_below = st->form_gap,
                                .below = st->form_gap,
                                .each_line = st->closer};
}

const char *style_role(const struct style *st, enum style_key key)
{
    const char *field = (const char *)st + style_keys[key].offset;
    return style_keys[key].type == TYPE_ROLE ? *(const char *const *)(const void *)field : NULL;
}

len_t style_line_top(const struct style *st, int64_t i)
{
    return st->area_top + len_scale(st->area_height - st->body_size, i, st->lines - 1);
}
