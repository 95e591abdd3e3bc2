/*
 * People of a draft and the staff file: whoever it does not know is told, and what it has otherwise
 * on the document's day. Where it says the very same, the member is asked for by the post, and
 * changes when the post does.
 */
#include "import/diag.def"
#include "import/tables_int.h"
#include "staff/staff.h"

struct date people_day(const struct importer *im)
{
    for (size_t i = im->n; i-- > 0;)
        if (im->blocks[i].found.kind == LINE_DATE && im->blocks[i].found.date.day)
            return im->blocks[i].found.date;
    return date_today();
}

/* The only holder of a post. */
static const struct staff_person *holder(const struct importer *im, const struct staff_post *post)
{
    const struct staff_tenure *t[2];
    size_t n = staff_holders(im->staff, post, im->day, t, 2);
    return n == 1 ? staff_holder_of(im->staff, t[0]) : NULL;
}

static bool same_name(struct importer *im, struct text x, struct text y)
{
    return text_same(name_key(im->arena, x), name_key(im->arena, y));
}

/* The post that the staff file calls as it is typed, and whose only holder is the person. */
static bool confirmed(struct importer *im, const struct line_person *p)
{
    struct staff_match m = staff_find_post(im->staff, p->post);
    if (m.n != 1 || m.by_former)
        return false;
    const struct staff_post *post = m.found[0];
    const struct staff_person *who = holder(im, post);
    return who && same_name(im, who->name, p->name) &&
           text_equals(p->post, staff_post_name(im->staff, im->arena, post));
}

/* The posts that somebody holds, as they are called, parted by 、; "": none. */
static const char *posts_of(struct importer *im, const struct staff_person *who, struct text typed,
                            bool *has)
{
    enum { MOST = 4 };
    const struct staff_tenure *t[MOST];
    size_t n = staff_tenures_of(im->staff, who, im->day, t, MOST);
    const char *all = "";
    *has = false;
    for (size_t i = 0; i < n && i < MOST; i++) {
        const char *name = staff_post_name(im->staff, im->arena, staff_held_post(im->staff, t[i]));
        *has = *has || text_has(typed, name);
        all = arena_printf(im->arena, "%s%s%s", all, *all ? "、" : "", name);
    }
    return all;
}

static bool has_line(struct importer *im, struct text all, struct text line)
{
    struct text one;
    for (size_t at = 0; list_next(all, LIST_PHONES, &at, &one);)
        if (same_name(im, one, line))
            return true;
    return false;
}

static void check(struct importer *im, const struct line_person *p)
{
    struct staff_match m = staff_find_person(im->staff, p->name);
    const char *name = text_utf8(im->arena, p->name);
    if (!m.n)
        diag(im->diags, DIAG_D150, text_pos(p->name, 0), name);
    if (m.n != 1)
        return;
    const struct staff_person *who = m.found[0];
    bool has;
    const char *posts = posts_of(im, who, p->post, &has);
    if (p->post.n && *posts && !has)
        diag(im->diags, DIAG_D151, text_pos(p->post, 0), name, text_utf8(im->arena, p->post),
             posts);
    if (p->phone.n && who->phone.n && !has_line(im, who->phone, p->phone))
        diag(im->diags, DIAG_D152, text_pos(p->phone, 0), name, text_utf8(im->arena, p->phone),
             text_utf8(im->arena, who->phone));
}

void people_member(struct importer *im, struct node *member, const struct line_person *p)
{
    if (im->staff && p->name.n && p->post.n && confirmed(im, p)) {
        import_attr(im, member, "岗位", p->post);
        import_change(im, p->name, IMPORT_DERIVED, NULL);
    } else {
        if (p->name.n)
            import_attr(im, member, "姓名", p->name);
        if (p->post.n)
            import_attr(im, member, "职务", p->post);
    }
    if (p->phone.n)
        import_attr(im, member, "电话", p->phone);
    if (im->staff && p->name.n)
        check(im, p);
}
