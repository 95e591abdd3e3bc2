/* Days of the calendar as numbers, and dates as offices write them in tables. */
#include "staff/staff_int.h"
#include "value/date.h"

int64_t day_from(const struct staff_tenure *t)
{
    return t->from.year ? date_number(t->from) : DAY_FIRST;
}

int64_t day_to(const struct staff_tenure *t)
{
    return t->to.year ? date_number(t->to) : DAY_LAST;
}

const char *day_text(struct arena *a, int64_t day)
{
    return day == DAY_FIRST || day == DAY_LAST ? "……" : date_iso(a, date_of_number(day));
}
