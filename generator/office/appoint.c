/*
 * A change of staff as edits of the staff file: whoever leaves gets a last day, whoever comes a
 * tenure of his own, beside that of the one before; a person whom the file does not have yet, an
 * element. What stood there stays, comments and order too. The file must be without mistakes before
 * and afterwards: what the change would contradict is told instead.
 */
#include <string.h>

#include "office/diag.def"
#include "office/office_int.h"
#include "staff/diag.def"
#include "value/date.h"
#include "vocab/vocab.h"
#include "xml/edit.h"

/* A staff file being changed. */
struct appointing {
    struct hongtou *office;
    struct arena *arena;
    struct tree *tree;
    struct staff *staff;
    struct xml_edits edits;
    VEC(const char *) added; /* people whom the file has not had */
};

/* What is to be changed, with what the file has of it. */
struct appointing_one {
    const struct office_appointment *act;
    const struct staff_post *post;
    const char *post_name;
    const struct staff_tenure *old; /* of whoever leaves, or NULL */
    struct node *post_node, *old_node;
};

static struct text as_text(const struct appointing *p, const char *s)
{
    return text_from_utf8(p->arena, s ? s : "", (struct pos){0});
}

static bool is_given(const char *s)
{
    return s && *s;
}

/* ---- who and what is meant ---- */

static const char *name_of(const struct appointing *p, const void *found, bool post)
{
    const struct staff_person *person = found;
    if (post)
        return staff_post_name(p->staff, p->arena, found);
    return person->id.n ? arena_printf(p->arena, "%s（代号 %s）", text_utf8(p->arena, person->name),
                                       text_utf8(p->arena, person->id))
                        : text_utf8(p->arena, person->name);
}

/* The one that a reference finds. NULL: none, or several, which is reported. */
static const void *the_one(struct appointing *p, const struct staff_match *m, const char *ref,
                           bool post)
{
    struct diags *d = p->office->diags;
    bool zh = office_lang(p->office) == DIAG_ZH;
    const char *kind = post ? (zh ? "岗位" : "post") : zh ? "人员" : "person", *list = "";
    if (m->n == 1)
        return m->found[0];
    for (size_t i = 0; i < m->n && i < STAFF_MATCH_MOST; i++)
        list = arena_printf(p->arena, "%s%s%s", list, *list ? "、" : "", name_of(p, m->found[i], post));
    struct pos pos = p->tree->root->pos;
    if (m->n)
        diag(d, DIAG_N007, pos, kind, ref, list);
    else if (m->near)
        diag(d, DIAG_N005, pos, kind, ref, name_of(p, m->near, post));
    else
        diag(d, DIAG_N006, pos, kind, ref);
    return NULL;
}

/* 罗启明、李望舒, on the day; nobody: 空缺. */
static const char *holders_on(const struct appointing *p, const struct staff_post *post,
                              struct date day)
{
    enum { SHOWN = 8 };
    const struct staff_tenure *held[SHOWN];
    size_t n = staff_holders(p->staff, post, day, held, SHOWN);
    const char *list = "";
    for (size_t i = 0; i < n && i < SHOWN; i++)
        list = arena_printf(p->arena, "%s%s%s", list, i ? "、" : "",
                            text_utf8(p->arena, staff_holder_of(p->staff, held[i])->name));
    return n ? list : model_vacant;
}

/* The tenure that ends: the person's, in the post, on the day before. False: reported. */
static bool find_old(struct appointing *p, struct appointing_one *one)
{
    enum { MOST = 64 };
    const struct office_appointment *act = one->act;
    const struct staff_tenure *held[MOST];
    if (!is_given(act->leaves))
        return true;
    struct staff_match m = staff_find_person(p->staff, as_text(p, act->leaves));
    const struct staff_person *person = the_one(p, &m, act->leaves, false);
    if (!person)
        return false;
    struct date last = date_of_number(date_number(act->from) - 1);
    size_t n = staff_holders(p->staff, one->post, last, held, MOST);
    for (size_t i = 0; i < n && i < MOST && !one->old; i++)
        if (staff_holder_of(p->staff, held[i]) == person)
            one->old = held[i];
    if (!one->old)
        diag(p->office->diags, DIAG_C070, one->post->pos, act->leaves, date_iso(p->arena, last),
             one->post_name, holders_on(p, one->post, last));
    return one->old != NULL;
}

/* What the file has of the act. False: reported. */
static bool find_all(struct appointing *p, struct appointing_one *one)
{
    const struct office_appointment *act = one->act;
    struct staff_match m = staff_find_post(p->staff, as_text(p, act->post));
    one->post = the_one(p, &m, act->post, true);
    if (!one->post)
        return false;
    one->post_name = staff_post_name(p->staff, p->arena, one->post);
    if (!is_given(act->leaves) && !is_given(act->comes)) {
        diag(p->office->diags, DIAG_C071, one->post->pos, one->post_name);
        return false;
    }
    if (!find_old(p, one))
        return false;
    one->post_node = office_find_node(p->tree->root, one->post->pos);
    one->old_node = one->old ? office_find_node(p->tree->root, one->old->pos) : NULL;
    return true;
}

/* ---- edits ---- */

/* Files are written with the names of one language; one's own are like those beside them. */
static bool is_english(const struct node *like)
{
    return (unsigned char)like->name[0] < 0x80;
}

static const char *escaped(const struct appointing *p, const char *s)
{
    struct buf out = {0};
    xml_write_text(as_text(p, s), &out);
    const char *copy = arena_strndup(p->arena, out.p ? out.p : "", out.n);
    buf_drop(&out);
    return copy;
}

/* ' 起="2026-09-01"', or nothing without a value. */
static const char *attr_source(const struct appointing *p, bool english, const char *zh,
                               const char *en, const char *value)
{
    if (!is_given(value))
        return "";
    return arena_printf(p->arena, " %s=\"%s\"", english ? en : zh, escaped(p, value));
}

/* Where the start tag's last attribute ends, or its name. */
static uint32_t attrs_end(const struct node *n)
{
    const char *bytes = n->pos.src->bytes;
    uint32_t end = n->pos.off + 1;
    while (bytes[end] && !strchr(" \t\r\n/>", bytes[end]))
        end++;
    for (const struct attr *a = n->attrs; a; a = a->next) {
        char quote = bytes[a->value_pos.off - 1];
        const char *close = strchr(bytes + a->value_pos.off, quote);
        uint32_t behind = close ? (uint32_t)(close - bytes) + 1 : end;
        end = behind > end ? behind : end;
    }
    return end;
}

static void set_attr(struct appointing *p, const struct node *n, const char *zh, const char *en,
                     const char *value)
{
    const struct attr *a = xml_attr(n, zh);
    a = a ? a : xml_attr(n, en);
    if (!is_given(value))
        return;
    if (!a) {
        uint32_t end = attrs_end(n);
        xml_edit(&p->edits, end, end, attr_source(p, is_english(n), zh, en, value));
        return;
    }
    const char *from = n->pos.src->bytes + a->value_pos.off;
    const char *close = strchr(from, from[-1]);
    xml_edit(&p->edits, a->value_pos.off, a->value_pos.off + (uint32_t)(close - from),
             escaped(p, value));
}

/* The blanks in front of an element that begins its line; NULL: something else stands there. */
static const char *indent_of(const struct appointing *p, const struct node *n)
{
    const char *bytes = n->pos.src->bytes;
    uint32_t from = n->pos.off;
    while (from && (bytes[from - 1] == ' ' || bytes[from - 1] == '\t'))
        from--;
    bool alone = !from || bytes[from - 1] == '\n';
    return alone ? arena_strndup(p->arena, bytes + from, n->pos.off - from) : NULL;
}

/* As the file's first line ends. */
static const char *line_end(const struct appointing *p)
{
    const struct source *src = p->tree->src;
    const char *end = memchr(src->bytes, '\n', src->size);
    return end && end > src->bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

static void put_behind(struct appointing *p, const struct node *n, const char *source)
{
    struct xml_extent x = xml_extent(n);
    const char *indent = indent_of(p, n);
    xml_edit(&p->edits, x.to, x.to,
             arena_printf(p->arena, "%s%s%s", indent ? line_end(p) : "", indent ? indent : "", source));
}

static const struct node *last_child(const struct node *n, const char *zh, const char *en)
{
    const struct node *last = NULL;
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT && (strcmp(k->name, zh) == 0 || strcmp(k->name, en) == 0))
            last = k;
    return last;
}

/* As the last thing in an element that has none of the kind. */
static void put_inside(struct appointing *p, const struct node *n, const char *source)
{
    struct xml_extent x = xml_extent(n);
    const char *bytes = n->pos.src->bytes, *indent = indent_of(p, n), *end = line_end(p);
    indent = indent ? indent : "";
    if (x.inside_end == x.to) { /* <岗位 职务="局长"/> */
        const char *slash = bytes + x.to - 2;
        xml_edit(&p->edits, (uint32_t)(slash - bytes), x.to,
                 arena_printf(p->arena, ">%s%s  %s%s%s</%s>", end, indent, source, end, indent, n->name));
        return;
    }
    uint32_t at = x.inside_end;
    while (at > x.inside && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t'))
        at--;
    bool own_line = at > x.inside && bytes[at - 1] == '\n';
    if (own_line)
        xml_edit(&p->edits, at, at, arena_printf(p->arena, "%s  %s%s", indent, source, end));
    else
        xml_edit(&p->edits, x.inside_end, x.inside_end,
                 arena_printf(p->arena, "%s%s  %s%s%s", end, indent, source, end, indent));
}

/* ---- the act ---- */

/* A new person stands behind the others, once. */
static void add_person(struct appointing *p, const char *name)
{
    const struct node *root = p->tree->root, *last = last_child(root, "人员", "person");
    bool english = is_english(root);
    for (size_t i = 0; i < p->added.n; i++)
        if (strcmp(p->added.v[i], name) == 0)
            return;
    VEC_PUSH(p->arena, &p->added, name);
    const char *source = arena_printf(p->arena, "<%s%s/>", english ? "person" : "人员",
                                      attr_source(p, english, "姓名", "name", name));
    if (last)
        put_behind(p, last, source);
    else
        put_inside(p, root, source);
}

/* By the name, or the id where several have it. False: reported. */
static bool find_comer(struct appointing *p, const struct appointing_one *one, const char **ref)
{
    const char *comes = one->act->comes;
    struct staff_match m = staff_find_person(p->staff, as_text(p, comes));
    *ref = comes;
    if (!m.n) {
        add_person(p, comes);
        return true;
    }
    return the_one(p, &m, comes, false) != NULL;
}

static void begin_tenure(struct appointing *p, const struct appointing_one *one, const char *who)
{
    const struct office_appointment *act = one->act;
    const struct node *post = one->post_node, *beside = one->old_node;
    bool english = is_english(post), apart = beside && beside->parent != post;
    const struct attr *written = apart ? xml_attr(beside, english ? "post" : "岗位") : NULL;
    const char *yes = english ? "yes" : "是";
    const char *source = arena_printf(
        p->arena, "<%s%s%s%s%s%s%s/>", english ? "tenure" : "任职",
        attr_source(p, english, "人员", "person", who),
        attr_source(p, english, "岗位", "post", written ? text_utf8(p->arena, written->value) : ""),
        attr_source(p, english, "起", "from", date_iso(p->arena, act->from)),
        attr_source(p, english, "代理", "acting", act->acting ? yes : ""),
        attr_source(p, english, "兼任", "concurrent", act->concurrent ? yes : ""),
        attr_source(p, english, "任免文件", "document", act->document));
    if (!beside)
        beside = last_child(post, "任职", "tenure");
    if (beside)
        put_behind(p, beside, source);
    else
        put_inside(p, post, source);
}

/* False: reported. */
static bool appoint(struct appointing *p, const struct office_appointment *act)
{
    struct appointing_one one = {.act = act};
    const char *who = NULL;
    if (!find_all(p, &one) || (is_given(act->comes) && !find_comer(p, &one, &who)))
        return false;
    if (one.old_node) {
        set_attr(p, one.old_node, "止", "to",
                 date_iso(p->arena, date_of_number(date_number(act->from) - 1)));
        if (!who)
            set_attr(p, one.old_node, "免职文件", "removal", act->document);
    }
    if (who)
        begin_tenure(p, &one, who);
    return true;
}

/* ---- before and afterwards ---- */

/* NULL: reported; whether the file has mistakes now. */
static struct staff *open_tree(struct appointing *p, struct tree *tree, struct diags *d)
{
    struct staff_records *records = vocab_read_staff(p->arena, tree, d);
    return records ? staff_open(p->arena, records, d) : NULL;
}

/* What is doubtful in the file was so before. */
static bool read_old(struct appointing *p, const char *name, const char *bytes, size_t size)
{
    struct diags *own = diags_beside(p->office->diags);
    p->tree = xml_parse(p->arena, name, bytes, size, own);
    p->staff = p->tree ? open_tree(p, p->tree, own) : NULL;
    if (p->staff)
        diags_drop(own);
    else
        diags_take(p->office->diags, own);
    return p->staff != NULL;
}

static bool check_new(struct appointing *p, const char *name, const struct buf *bytes)
{
    struct diags *own = diags_beside(p->office->diags);
    struct tree *tree = xml_parse(p->arena, name, bytes->p, bytes->n, own);
    struct staff *staff = tree ? open_tree(p, tree, own) : NULL;
    bool ok = staff != NULL;
    if (ok)
        staff_close(staff);
    if (ok)
        diags_drop(own);
    else
        diags_take(p->office->diags, own);
    return ok;
}

bool office_staff_appoint(struct hongtou *h, const struct hongtou_source *source,
                          const struct office_appointment *acts, size_t n, struct buf *out)
{
    struct appointing p = {.office = h, .arena = arena_new()};
    size_t size = source->size;
    const char *bytes = source->bytes ? source->bytes
                                      : file_read(p.arena, source->name, &size, (struct pos){0},
                                                  h->diags);
    struct buf text = {0};
    p.edits.arena = p.arena;
    bool ok = bytes && read_old(&p, source->name, bytes, size);
    for (size_t i = 0; ok && i < n; i++)
        ok = appoint(&p, &acts[i]);
    if (ok) {
        xml_edits_apply(p.tree->src, &p.edits, &text);
        ok = xml_encode(bytes, size, &text, out);
        if (!ok)
            diag_system(h->diags, DIAG_C061, source->name);
    }
    ok = ok && check_new(&p, source->name, out);
    if (!ok)
        buf_clear(out);
    if (p.staff)
        staff_close(p.staff);
    buf_drop(&text);
    arena_drop(p.arena);
    return ok;
}
