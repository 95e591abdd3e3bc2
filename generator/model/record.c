/* The fields of records, from the rows of records.def. */
#include "model/record.h"

#include <stddef.h>

#define NEED_REQUIRED true
#define NEED_OPTIONAL false

const struct record_field record_fields[] = {
#define RECORD_FIELD(owner, id, member, kind, zh, en, type, need, preset, about_zh, about_en)      \
    {RECORD_##owner, FIELD_IS_##kind, offsetof(record_##owner, member), en, NEED_##need},
#define RECORD_CONTENT(owner, id, member, kind)                                                    \
    {RECORD_##owner, FIELD_IS_##kind, offsetof(record_##owner, member), NULL, true},
#include "model/records.def"
};

void *record_member(const void *record, enum field_id field)
{
    return (char *)(uintptr_t)record + record_fields[field].offset;
}
