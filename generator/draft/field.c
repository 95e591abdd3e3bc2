/*
 * Fields: a code, of which nothing is shown, and what it last came to, which is text. They may hold
 * each other and reach over paragraphs, as a table of contents does. Codes that show something by
 * themselves are few: boxes to tick, and equations, by which signs are put over each other.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "draft/docx_int.h"

struct field_level {
    struct buf code;
    bool result;   /* behind its code */
    bool contents; /* a table of contents, an index */
    const struct draft_field *outer;
    const struct part_node *data; /* of a form's field, or NULL */
};

/* ---- codes ---- */

struct words {
    const char *p;
};

/* The next word, without quotation marks; n 0: there is none. */
static struct words next_word(struct words w, const char **word, size_t *n)
{
    const char *p = w.p + strspn(w.p, " \t\n\r");
    bool quoted = *p == '"';
    p += quoted;
    *word = p;
    *n = strcspn(p, quoted ? "\"" : " \t\n\r");
    p += *n;
    return (struct words){p + (quoted && *p)};
}

static bool is_word(const char *word, size_t n, const char *name)
{
    return strlen(name) == n && strncasecmp(word, name, n) == 0;
}

static enum draft_field_kind kind_of(const char *word, size_t n)
{
    static const struct {
        const char *name;
        enum draft_field_kind kind;
    } kinds[] = {
        {"PAGE", DRAFT_FIELD_PAGE},         {"NUMPAGES", DRAFT_FIELD_PAGE},
        {"SECTIONPAGES", DRAFT_FIELD_PAGE}, {"HYPERLINK", DRAFT_FIELD_LINK},
        {"REF", DRAFT_FIELD_REF},           {"PAGEREF", DRAFT_FIELD_REF},
        {"NOTEREF", DRAFT_FIELD_REF},       {"SEQ", DRAFT_FIELD_SEQ},
        {"DATE", DRAFT_FIELD_DATE},         {"TIME", DRAFT_FIELD_DATE},
        {"SAVEDATE", DRAFT_FIELD_DATE},     {"CREATEDATE", DRAFT_FIELD_DATE},
        {"PRINTDATE", DRAFT_FIELD_DATE},    {"FORMTEXT", DRAFT_FIELD_FORM},
        {"FORMCHECKBOX", DRAFT_FIELD_FORM}, {"FORMDROPDOWN", DRAFT_FIELD_FORM},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_word(word, n, kinds[i].name))
            return kinds[i].kind;
    return DRAFT_FIELD_OTHER;
}

/* A bookmark, or an address; of a link to a place in the file, that. */
static const char *target_of(struct docx *d, struct words w)
{
    const char *word;
    size_t n;
    w = next_word(w, &word, &n);
    while (n && *word == '\\') {
        bool place = is_word(word, n, "\\l");
        w = next_word(w, &word, &n);
        if (place)
            break;
    }
    return arena_strndup(d->arena, word, n);
}

static const struct draft_field *field_of(struct docx *d, const char *code)
{
    struct draft_field *f = ARENA_NEW(d->arena, struct draft_field);
    const char *word;
    size_t n;
    struct words rest = next_word((struct words){code}, &word, &n);
    f->kind = kind_of(word, n);
    f->code = arena_strdup(d->arena, code + strspn(code, " \t\n\r"));
    bool aims = f->kind == DRAFT_FIELD_LINK || f->kind == DRAFT_FIELD_REF;
    f->target = aims ? target_of(d, rest) : "";
    return f;
}

static bool is_contents(const char *code)
{
    static const char *const names[] = {"TOC", "INDEX", "TOA"};
    const char *word;
    size_t n;
    next_word((struct words){code}, &word, &n);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_word(word, n, names[i]))
            return true;
    return false;
}

/* ---- codes that show something ---- */

/* The argument from p on, and behind it: up to a comma or a bracket of its own. */
static const char *argument_end(const char *p)
{
    int depth = 0;
    for (; *p; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && !depth--)
            break;
        else if (*p == ',' && !depth)
            break;
    }
    return p;
}

/* A switch is a word of letters behind '\\', with a number; a sign behind one is the sign. */
static const char *skip_switch(const char *p, const char *end)
{
    while (p < end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z')))
        p++;
    const char *number = p;
    while (number < end && (*number == ' ' || (*number >= '0' && *number <= '9')))
        number++;
    return number < end && *number == '(' ? number : p;
}

/* The words among switches and brackets. */
static void bare_words(const char *p, const char *end, struct buf *out)
{
    while (p < end) {
        if (*p == '\\' && p + 1 < end && strchr("(),\\", p[1])) {
            buf_char(out, p[1]);
            p += 2;
        } else if (*p == '\\') {
            p = skip_switch(p + 1, end);
        } else {
            if (!strchr("(),", *p))
                buf_char(out, *p);
            p++;
        }
    }
}

/* ○ and 3 is ③. */
static bool put_circled(struct docx *d, const char *ring, const char *number)
{
    struct buf sign = {0};
    long n = part_number(number, 0);
    bool round = strcmp(ring, "○") == 0 || strcmp(ring, "〇") == 0 || strcmp(ring, "◯") == 0;
    if (!round || n < 1 || n > 50 || strspn(number, "0123456789 ") != strlen(number))
        return false;
    numeral_write("decimalEnclosedCircle", NULL, n, &sign);
    put_text(d, sign.p, sign.n);
    buf_drop(&sign);
    return true;
}

/* Signs one over the other, \o(…,…): a number in a ring, a word and how it is read, or others. */
static bool put_over(struct docx *d, const char *p)
{
    const char *stop = argument_end(p);
    if (*stop != ',' || *argument_end(stop + 1) != ')')
        return false;
    struct buf first = {0}, second = {0};
    bare_words(p, stop, &first);
    bare_words(stop + 1, argument_end(stop + 1), &second);
    buf_str(&first, "");
    buf_str(&second, "");
    if (memchr(p, '\\', (size_t)(stop - p))) { /* raised, hence small */
        put_left(d, DRAFT_LEFT_RUBY, first.p, NULL);
        put_text(d, second.p, second.n);
    } else if (!put_circled(d, first.p, second.p)) {
        put_left(d, DRAFT_LEFT_FORMULA, first.p, NULL);
        put_text(d, second.p, second.n);
    }
    buf_drop(&first);
    buf_drop(&second);
    return true;
}

static void put_equation(struct docx *d, const char *code)
{
    const char *over = strstr(code, "\\o"), *open = strchr(over ? over : code, '(');
    if (over && open && put_over(d, open + 1))
        return;
    struct buf words = {0};
    put_left(d, DRAFT_LEFT_FORMULA, code, NULL);
    if (open)
        bare_words(open, code + strlen(code), &words);
    put_text(d, words.p ? words.p : "", words.n);
    buf_drop(&words);
}

static void put_check_box(struct docx *d, const struct part_node *data)
{
    enum { EMPTY = 0x2610, TICKED = 0x2611 };
    const struct part_node *box = part_child(data, TAG_CHECK_BOX);
    const struct part_node *state = part_child(box, TAG_CHECKED);
    bool ticked = part_on(state ? state : part_child(box, TAG_DEFAULT));
    put_code(d, ticked ? TICKED : EMPTY);
}

/* Of a list to choose from, what is chosen. */
static void put_choice(struct docx *d, const struct part_node *data)
{
    const struct part_node *list = data ? data->first : NULL;
    while (list && !part_child(list, TAG_LIST_ENTRY))
        list = list->next;
    long chosen = part_number(part_child_value(list, TAG_RESULT), 0), i = 0;
    for (const struct part_node *n = list ? list->first : NULL; n; n = n->next)
        if (n->tag == TAG_LIST_ENTRY && i++ == chosen)
            put_text(d, part_value(n), strlen(part_value(n)));
}

/* A code without anything that it came to. */
static void show_code(struct docx *d, const char *code, const struct part_node *data)
{
    const char *word;
    size_t n;
    next_word((struct words){code}, &word, &n);
    if (is_word(word, n, "FORMCHECKBOX"))
        put_check_box(d, data);
    else if (is_word(word, n, "FORMDROPDOWN"))
        put_choice(d, data);
    else if (is_word(word, n, "EQ"))
        put_equation(d, code);
    else if (n)
        put_left(d, DRAFT_LEFT_FIELD, code, NULL);
}

/* ---- fields ---- */

static struct field_level *top(struct docx *d)
{
    return d->fields.n > d->first_field ? &d->fields.v[d->fields.n - 1] : NULL;
}

/* Text goes to the code of the innermost one, until that has come to something. */
static void aim(struct docx *d)
{
    struct field_level *f = top(d);
    d->code = f && !f->result ? &f->code : NULL;
}

void field_code(struct docx *d, const struct part_node *n)
{
    for (const struct part_node *t = n->first; d->code && t; t = t->next)
        buf_add(d->code, t->text ? t->text : "", t->n);
}

static void begin(struct docx *d, const struct part_node *data)
{
    struct field_level *f = VEC_ADD(d->scratch, &d->fields);
    *f = (struct field_level){.outer = d->now.field, .data = data};
    buf_str(&f->code, "");
    aim(d);
}

static void separate(struct docx *d)
{
    struct field_level *f = top(d);
    if (!f || f->result)
        return;
    f->result = true;
    aim(d);
    f->contents = is_contents(f->code.p);
    d->in_contents += f->contents;
    d->now.field = field_of(d, f->code.p);
}

static void end_contents(struct docx *d)
{
    d->in_contents--;
    if (d->in_contents)
        return;
    buf_str(&d->contents, "");
    put_left(d, DRAFT_LEFT_CONTENTS, d->contents.p, NULL);
    buf_clear(&d->contents);
}

static void end(struct docx *d)
{
    struct field_level *f = top(d);
    if (!f)
        return;
    struct field_level done = *f;
    d->fields.n--;
    d->now.field = done.outer;
    aim(d);
    if (done.contents)
        end_contents(d);
    else if (!done.result)
        show_code(d, done.code.p, done.data);
    buf_drop(&done.code);
}

void field_end_all(struct docx *d)
{
    while (top(d))
        end(d);
}

void field_character(struct docx *d, const struct part_node *n)
{
    const char *type = part_attr(n, "fldCharType");
    if (part_is(type, "begin"))
        begin(d, part_child(n, TAG_FIELD_DATA));
    else if (part_is(type, "separate"))
        separate(d);
    else if (part_is(type, "end"))
        end(d);
}

/* Of a field in one piece. */
void field_simple(struct docx *d, const struct part_node *n)
{
    const char *code = part_attr(n, "instr");
    begin(d, part_child(n, TAG_FIELD_DATA));
    buf_str(d->code, code ? code : "");
    if (n->first)
        separate(d);
    size_t open = d->fields.n;
    d->inlines(d, n->first);
    while (d->fields.n >= open && top(d))
        end(d);
}

void field_link(struct docx *d, const struct part_node *n)
{
    const struct draft_field *outer = d->now.field;
    const char *id = part_attr(n, "id"), *anchor = part_attr(n, "anchor");
    const struct pack_relation *r = id ? pack_by_id(&d->relations, id, strlen(id)) : NULL;
    struct draft_field *f = ARENA_NEW(d->arena, struct draft_field);
    f->kind = DRAFT_FIELD_LINK;
    f->code = "";
    f->target = r ? r->target : anchor ? anchor : "";
    d->now.field = f;
    d->inlines(d, n->first);
    if (d->now.field == f)
        d->now.field = outer;
}
