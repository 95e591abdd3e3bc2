/* What the staff file says of a document, and what stands in a person's place where it says none.
 */
#include "model/model.h"

const char model_vacant[] = "（空缺）";

const struct roster_entry *people_entries(const struct people *people, const struct roster_tier *t)
{
    return people ? people->entries[t->number] : NULL;
}

struct found_person people_found(const struct people *people, const struct staff_reference *who)
{
    return people ? people->references[who->number] : (struct found_person){.name = {0}};
}
