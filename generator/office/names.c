/* The names that a document has, which its lines keep whole: of people and organs, typed or from
 * the staff file, and what the text defines (以下简称“白石项目”). */
#include "base/utf8.h"
#include "lexicon/lexicon.h"
#include "model/staff.h"
#include "model/visit.h"
#include "office/office_int.h"
#include "staff/staff.h"
#include "value/list.h"
#include "value/people.h"

struct naming {
    struct arena *arena;
    struct lexicon_names *names;
};

/* A list of names, as 县财政局、县审计局, or one. What a bracket tells of one is no part of it:
 * 王竹（主持工作）. */
static void add_list(struct naming *n, struct text list, bool persons)
{
    struct text name;
    for (size_t at = 0, own; list_next(list, LIST_CELL, &at, &name);) {
        for (own = 0; own < name.n && !utf8_is_one_of(name.cp[own], U"（(");)
            own++;
        lexicon_add_name(n->names, name.cp, own, persons);
    }
}

/* Who attends, beside 县政府办公室、县财政局主要负责人. */
static void add_attending(struct naming *n, struct text list)
{
    struct text name;
    for (size_t at = 0; list_next(list, LIST_CELL, &at, &name);)
        if (!people_are_words(name))
            lexicon_add_name(n->names, name.cp, name.n, true);
}

/* What is named stands in quotation marks, or up to the bracket's end. */
static size_t add_defined(struct naming *n, struct text t, size_t from)
{
    enum { LONGEST = 20 };
    bool quoted = from < t.n && t.cp[from] == U'“';
    size_t first = from + quoted, end = first;
    while (end < t.n && end - first <= LONGEST && t.cp[end] != (quoted ? U'”' : U'）'))
        end++;
    if (end < t.n && end - first <= LONGEST && end > first + 1)
        lexicon_add_name(n->names, t.cp + first, end - first, false);
    return end;
}

static void add_abbreviations(struct naming *n, struct text t)
{
    for (size_t i = 1; i + 1 < t.n; i++)
        if (t.cp[i] == U'称' && (t.cp[i - 1] == U'简' || t.cp[i - 1] == U'下'))
            i = add_defined(n, t, i + 1);
}

static void add_typed(void *context, struct text t, const struct text_place *place)
{
    switch (place->kind) {
    case TEXT_PERSON:
    case TEXT_ORGAN:
        add_list(context, t, place->kind == TEXT_PERSON);
        break;
    case TEXT_ATTENDANCE:
        add_attending(context, t);
        break;
    case TEXT_PARAGRAPH:
    case TEXT_CELL:
    case TEXT_FOOTNOTE:
        add_abbreviations(context, t);
        break;
    default:
        break;
    }
}

/* Who holds what the document names, on its day; whoever is typed is not asked for. */
static void add_found(struct naming *n, const struct people *people)
{
    for (const struct fact *f = people ? people->facts : NULL; f; f = f->next)
        if (*f->value && f->kind == FACT_ASKED)
            add_list(n, text_from_utf8(n->arena, f->value, f->pos), true);
}

/* Whoever the staff file has may be written of. */
static void add_staff(struct naming *n, const struct staff *staff)
{
    const struct staff_person *p = staff ? staff_records_of(staff)->people : NULL;
    for (; p; p = p->next)
        if (p->name.n > 1)
            lexicon_add_name(n->names, p->name.cp, p->name.n, true);
}

struct lexicon_names *office_names(struct hongtou *h, const struct document *doc)
{
    struct naming n = {doc->arena, lexicon_names_new(doc->arena)};
    visit_texts(doc, add_typed, &n);
    add_found(&n, doc->people);
    add_staff(&n, office_staff_of(h, doc));
    return n.names;
}
