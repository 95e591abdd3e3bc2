/*
 * What a field shows otherwise than it did, as edits of the source. Where characters that changed stand
 * in the source one behind the other, they are changed there, and marks between them stay; what the
 * compiler derived is said again by the attribute that it came from.
 */
#include <string.h>

#include "base/differ.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/own_int.h"
#include "value/date.h"

/* ---- in the source ---- */

/* Behind the character of the source at a byte: itself, a reference, or a tag for a line's end. */
static uint32_t behind(const struct source *src, uint32_t byte)
{
    const char *p = src->bytes + byte;
    if (*p == '&' || *p == '<') {
        const char *end = strchr(p, *p == '&' ? ';' : '>');
        return end ? (uint32_t)(end + 1 - src->bytes) : (uint32_t)src->size;
    }
    uint32_t n = 1;
    while (((unsigned char)p[n] & 0xC0) == 0x80)
        n++;
    return byte + n;
}

static const char *escaped(struct own *o, struct text t)
{
    struct buf b = {0};
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == TEXT_BREAK)
            buf_str(&b, o->tree->root->name[0] & 0x80 ? "<换行/>" : "<br/>");
        else
            xml_write_text(text_part(t, i, i + 1), &b);
    }
    const char *out = arena_strdup(o->im->arena, b.p ? b.p : "");
    buf_drop(&b);
    return out;
}

static bool is_placed(const struct own_field *f, size_t i)
{
    return i < f->shown.n && f->shown.at[i] != OWN_NOWHERE;
}

/* Nothing but something new: behind the character before it, or before the one behind. */
static bool put_in(struct own *o, const struct own_field *f, size_t at, const char *text)
{
    const struct source *src = o->tree->src;
    uint32_t byte = OWN_NOWHERE;
    if (at && is_placed(f, at - 1))
        byte = behind(src, f->shown.at[at - 1]);
    else if (is_placed(f, at))
        byte = f->shown.at[at];
    if (byte != OWN_NOWHERE)
        xml_edit(&o->edits, byte, byte, text);
    return byte != OWN_NOWHERE;
}

/* The first stretch of the source takes what is new, any other is dropped. */
static bool replace(struct own *o, const struct own_field *f, const struct differ_region *r,
                    const char *text)
{
    const struct source *src = o->tree->src;
    bool done = false;
    for (size_t i = r->from; i < r->to;) {
        if (!is_placed(f, i)) {
            i++;
            continue;
        }
        uint32_t from = f->shown.at[i], to = behind(src, from);
        for (i++; i < r->to && is_placed(f, i) && f->shown.at[i] == to; i++)
            to = behind(src, to);
        xml_edit(&o->edits, from, to, done ? "" : text);
        done = true;
    }
    return done || put_in(o, f, r->from, text) || put_in(o, f, r->to, text);
}

/* ---- what was derived ---- */

const struct attr *own_attr_at(const struct node *n, int64_t byte)
{
    for (const struct attr *a = n ? n->attrs : NULL; a; a = a->next) {
        const char *value = n->pos.src->bytes + a->value_pos.off;
        const char *end = strchr(value, value[-1]);
        if (byte >= a->value_pos.off && end && byte <= end - n->pos.src->bytes)
            return a;
    }
    return NULL;
}

static void set_attr(struct own *o, const struct attr *a, const char *value)
{
    const char *start = a->value_pos.src->bytes + a->value_pos.off;
    const char *end = strchr(start, start[-1]);
    xml_edit(&o->edits, a->value_pos.off, a->value_pos.off + (uint32_t)(end - start), value);
}

/* A day is written as days are, and is one. False: it is none. */
static bool say_day(struct own *o, const struct attr *a, struct text now)
{
    struct text end = text_from_utf8(o->im->arena, "印发", (struct pos){0});
    bool wanted = strcmp(a->name, "日期") == 0 || strcmp(a->name, "date") == 0;
    struct date day;
    if (text_ends_with(now, end))
        now = text_part(now, 0, now.n - end.n);
    bool is = date_read_day(now, &day) && date_exists(day);
    if (wanted && !is) {
        o->refused = DIAG_D206;
        return false;
    }
    set_attr(o, a, is ? date_iso(o->im->arena, day) : escaped(o, now));
    return true;
}

static bool all_digits(const char *s, size_t least, size_t most)
{
    size_t n = strspn(s, "0123456789");
    return !s[n] && n >= least && n <= most;
}

/* A number in its parts, and not in the office's own words. */
static bool is_parted(const struct node *n)
{
    return n && (xml_attr(n, "年") || xml_attr(n, "year"));
}

/* 青政发〔2026〕10号: the attributes of 发文字号. */
static bool set_number(struct own *o, const struct own_field *f, struct text now)
{
    const char *text = text_utf8(o->im->arena, now), *open = strstr(text, "〔"),
               *close = open ? strstr(open, "〕") : NULL, *end = close ? strstr(close, "号") : NULL;
    const struct attr *a = f->node ? f->node->attrs : NULL;
    enum { YEAR = 4, SERIAL = 6 };
    o->refused = DIAG_D207; /* unless it can */
    if (!end || end[strlen("号")] || !a || open == text)
        return false;
    size_t sign = strlen("〔");
    const char *year = arena_strndup(o->im->arena, open + sign, (size_t)(close - open) - sign);
    const char *serial = arena_strndup(o->im->arena, close + sign, (size_t)(end - close) - sign);
    if (!all_digits(year, YEAR, YEAR) || !all_digits(serial, 1, SERIAL))
        return false;
    for (; a; a = a->next) {
        bool of_year = strcmp(a->name, "年") == 0 || strcmp(a->name, "year") == 0;
        bool of_serial = strcmp(a->name, "号") == 0 || strcmp(a->name, "serial") == 0;
        struct text code = text_from_utf8(
            o->im->arena, arena_strndup(o->im->arena, text, (size_t)(open - text)), (struct pos){0});
        set_attr(o, a, of_year ? year : of_serial ? serial : escaped(o, code));
    }
    o->refused = NULL;
    return true;
}

/* Somebody whom the staff file names becomes who was typed; only where the element names one. */
static bool set_person(struct own *o, const struct own_field *f, struct text now)
{
    static const char *const asks[] = {"岗位", "人员", "post", "person"};
    const struct attr *by = NULL;
    size_t named = 0;
    for (size_t i = 0; i < o->fields.n; i++)
        named += o->fields.v[i].node == f->node && strcmp(o->fields.v[i].name, "姓名") == 0;
    for (size_t i = 0; f->node && i < sizeof asks / sizeof *asks; i++)
        by = by ? by : xml_attr(f->node, asks[i]);
    if (!by || named != 1 || strcmp(f->name, "姓名") != 0)
        return false;
    bool chinese = by->name[0] & 0x80;
    struct text name = import_without_blanks(o->im->arena, now), post = {0};
    const struct own_field *next = f + 1;
    if (next < o->fields.v + o->fields.n && strcmp(next->name, "职务") == 0)
        post = own_plain(o->im->arena, next->now.n ? next->now : next->shown);
    const char *title = chinese ? "职务" : "title";
    const char *words = post.n && !xml_attr(f->node, title)
                            ? arena_printf(o->im->arena, " %s=\"%s\"", title, escaped(o, post))
                            : "";
    const char *start = by->value_pos.src->bytes + by->value_pos.off, *end = strchr(start, start[-1]);
    xml_edit(&o->edits, by->name_pos.off, by->value_pos.off + (uint32_t)(end - start) + 1,
             arena_printf(o->im->arena, "%s=\"%s\"%s", chinese ? "姓名" : "name", escaped(o, name),
                          words));
    o->person = true;
    return true;
}

static bool say_whole(struct own *o, const struct own_field *f, struct text now)
{
    if (strcmp(f->name, "发文字号") == 0 && is_parted(f->node))
        return set_number(o, f, now);
    const struct attr *a = f->from >= 0 ? own_attr_at(f->node, f->from) : NULL;
    if (!a)
        return set_person(o, f, now);
    return say_day(o, a, now);
}

/* ---- a field ---- */

static bool has_placed(const struct own_field *f)
{
    for (size_t i = 0; i < f->shown.n; i++)
        if (is_placed(f, i))
            return true;
    return false;
}

/* Title lines that the compiler ended are no part of the source, wherever they end now. */
static bool only_turns(struct text was, struct text is)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < was.n && was.cp[i] == TEXT_BREAK)
            i++;
        while (k < is.n && is.cp[k] == TEXT_BREAK)
            k++;
        if (i == was.n || k == is.n)
            return i == was.n && k == is.n;
        if (was.cp[i++] != is.cp[k++])
            return false;
    }
}

/* Whether edits from one on change what an earlier one has changed: two fields that show one place say
 * two things. */
static bool contradicts(const struct own *o, size_t from)
{
    const struct xml_edit *v = o->edits.list.v;
    for (size_t i = from; i < o->edits.list.n; i++)
        for (size_t k = 0; k < from; k++) {
            bool same = v[i].from == v[k].from && v[i].to == v[k].to;
            if (same || (v[i].from < v[k].to && v[k].from < v[i].to))
                return true;
        }
    return false;
}

/* So much of a change that it can be found: a few characters on both sides. */
static void tell(struct own *o, const struct diag_code *code, const struct own_field *f,
                 struct text was, struct text is, struct differ_region r)
{
    enum { BESIDE = 4 };
    size_t head = r.from < BESIDE ? r.from : BESIDE;
    size_t tail = was.n - r.to < BESIDE ? was.n - r.to : BESIDE;
    own_change(o, code, f, text_part(was, r.from - head, r.to + tail),
               text_part(is, r.now - head, r.now_end + tail));
}

/* Whether a clause ends in it. */
static bool holds_end(struct text t)
{
    static const char *const ends[] = {"，", "。", "；", "、", "：", "！", "？"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_has(t, ends[i]))
            return true;
    return false;
}

/* Each clause that changed is a change of its own. False: it cannot be said in the source. */
static bool edit_placed(struct own *o, const struct own_field *f, struct text was, struct text is)
{
    differ_regions list = {0};
    bool ok = true;
    differ_compare(o->im->arena, was, is, &o->budget, &list);
    for (size_t i = 0, end; ok && i < list.n; i = end) {
        o->edits.group++;
        for (end = i; ok && end < list.n; end++) {
            const struct differ_region *r = &list.v[end];
            if (end > i && holds_end(text_part(was, r[-1].to, r->from)))
                break;
            ok = replace(o, f, r, escaped(o, text_part(is, r->now, r->now_end)));
        }
        const struct differ_region *first = &list.v[i], *last = &list.v[end - 1];
        tell(o, DIAG_D181, f, was, is,
             (struct differ_region){first->from, last->to, first->now, last->now_end});
    }
    return ok;
}

void own_edit_field(struct own *o, struct own_field *f)
{
    struct arena *a = o->im->arena;
    struct text was = own_plain(a, f->shown), is = own_plain(a, f->now);
    size_t edits = o->edits.list.n, changes = o->changes.n;
    bool numbered = strcmp(f->name, "发文字号") == 0 && is_parted(f->node);
    bool whole = numbered || !has_placed(f), ok;
    o->person = false;
    o->refused = NULL;
    if (only_turns(was, is))
        return;
    f->shown = was;
    o->edits.group++;
    if (only_turns(is, (struct text){0})) { /* its lines' ends are left */
        own_change(o, DIAG_D208, f, was, (struct text){0});
        return;
    }
    ok = whole ? f->node && say_whole(o, f, is) : edit_placed(o, f, was, is);
    ok = ok && !contradicts(o, edits);
    if (ok && !whole)
        return;
    if (!ok) {
        o->edits.list.n = edits;
        o->changes.n = changes;
    }
    if (o->refused)
        own_change(o, o->refused, f, was, is);
    else
        tell(o, !ok ? DIAG_D182 : o->person ? DIAG_D184 : DIAG_D181, f, was, is, differ_whole(was, is));
}
