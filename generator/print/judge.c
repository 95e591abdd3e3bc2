/*
 * Whether what a list says can stand in a blank of its kind: what cannot is refused with its cell,
 * or printed with a warning where a blank says the same as the list. The parts of a date go into
 * blanks of their own.
 */
#include "base/diag.def"
#include "print/diag.def"
#include "print/print_int.h"
#include "value/date.h"
#include "value/entry.h"

struct verdict {
    const struct diag_code *code;
    bool refused;
};

/* By fault; of ENTRY_GOOD nothing is said. */
static const struct verdict verdicts[] = {
    [ENTRY_NO_DATE] = {DIAG_Q023, true},   [ENTRY_IMPOSSIBLE_DATE] = {DIAG_Q024, true},
    [ENTRY_NO_NUMBER] = {DIAG_Q025, true}, [ENTRY_BELOW_ZERO] = {DIAG_P015, false},
    [ENTRY_NO_CARD] = {DIAG_Q026, true},   [ENTRY_WRONG_CARD] = {DIAG_P013, false},
    [ENTRY_NO_PHONE] = {DIAG_P014, false},
};

static void report_serial(struct setter *s, const struct value *v)
{
    struct date date;
    if (date_read(v->text, &date) == DATE_SERIAL)
        diag(s->diags, DIAG_D010, v->pos, text_utf8(s->arena, v->text), date_text(s->arena, date));
}

bool print_judge(struct setter *s, enum entry_kind kind, const struct value *v)
{
    enum entry_fault fault = entry_judge(kind, v->text);
    if (fault == ENTRY_GOOD) {
        if (kind == ENTRY_DATE)
            report_serial(s, v);
        return true;
    }
    diag(s->diags, verdicts[fault].code, v->pos, value_cell(v), text_utf8(s->arena, v->text),
         v->name);
    return !verdicts[fault].refused;
}

struct text print_date_part(struct arena *a, struct text t, int part)
{
    struct date date;
    if (!date_read(t, &date))
        return (struct text){0};
    const int parts[] = {date.year, date.month, date.day};
    int value = parts[part - 1];
    return value ? text_from_utf8(a, arena_printf(a, "%d", value), text_pos(t, 0))
                 : (struct text){0};
}
