/* Facts: every use of the staff file, in the order of the document. */
#include "resolve/roster_int.h"

const char *fact_post_key(struct resolver *r, const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(r->staff, post);
    const struct staff_unit *around = who_unit_around(r, post);
    const char *name = unit ? text_utf8(r->arena, unit->name) : "";
    return arena_printf(r->arena, "岗位:%s%s%s", around ? text_utf8(r->arena, around->name) : "",
                        name, text_utf8(r->arena, post->title));
}

const char *fact_person(struct resolver *r, const struct staff_person *p)
{
    return p ? text_utf8(r->arena, p->id.n ? p->id : p->name) : "";
}

const char *fact_person_key(struct resolver *r, const struct staff_person *p)
{
    return arena_printf(r->arena, "人员:%s", fact_person(r, p));
}

void fact_add(struct resolver *r, struct fact fact)
{
    if (!r->last_fact)
        r->last_fact = &r->doc->facts;
    *r->last_fact = arena_copy(r->arena, &fact, sizeof fact);
    r->last_fact = &(*r->last_fact)->next;
}
