/*
 * A finding as text, with the line of its source and a caret below, or as JSON. What a terminal would
 * obey, and what is not seen, stands in digits.
 */
#include <string.h>

#include "base/diag_int.h"
#include "base/name.h"
#include "base/utf8.h"

static const char *level_name(enum diag_level level)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[level];
}

/* A terminal obeys control characters: the next one of a text as it is shown; how many bytes. */
static size_t next_shown(const char **s, const char *end, char out[NAME_SHOWN])
{
    enum { BREAK_SIGN = 0x21B5 }; /* ↵ */
    const char *next = *s;
    uint32_t cp = utf8_next(&next, end);
    if (cp != TEXT_BREAK && cp != '\t')
        return name_shown(s, end, out);
    *s = next;
    return utf8_encode(cp == '\t' ? cp : BREAK_SIGN, out);
}

static void add_harmless(struct buf *b, const char *s, size_t n)
{
    char shown[NAME_SHOWN];
    for (const char *end = s + n; s < end;)
        buf_add(b, shown, next_shown(&s, end, shown));
}

/* A cell of a sheet may hold more than it shows: what is behind a unit separator, up to the next
 * cell. */
static bool is_seen(const struct finding *f, uint32_t cp, bool seen)
{
    enum { UNIT_SEPARATOR = 0x1F };
    if (!f->place.cell || cp == '\t')
        return true;
    return seen && cp != UNIT_SEPARATOR;
}

static void add_line(struct buf *b, const struct finding *f)
{
    const char *p = f->place.text, *end = p + f->place.length;
    char shown[NAME_SHOWN];
    for (bool seen = true; p < end;) {
        const char *next = p;
        seen = is_seen(f, utf8_next(&next, end), seen);
        size_t n = next_shown(&p, end, shown);
        if (seen)
            buf_add(b, shown, n);
    }
}

/* Blanks as wide as the line's text before the mistake, so that the caret stands under it. */
static void add_caret(struct buf *b, const struct finding *f)
{
    const char *p = f->place.text, *end = p + f->place.length;
    bool seen = true;
    char shown[NAME_SHOWN];
    for (uint32_t col = 1; col < f->caret && p < end; col++) {
        const char *next = p;
        uint32_t cp = utf8_next(&next, end);
        seen = is_seen(f, cp, seen);
        const char *s = shown, *last = shown + next_shown(&p, end, shown);
        if (cp == '\t')
            buf_char(b, '\t');
        while (cp != '\t' && seen && s < last)
            for (int i = utf8_columns(utf8_next(&s, last)); i > 0; i--)
                buf_char(b, ' ');
    }
    buf_str(b, "^\n");
}

void diag_print_text(struct buf *b, const struct finding *f, enum diag_lang lang)
{
    char column[SOURCE_COLUMN_NAME_SIZE];
    source_column_name(column, f->place.cell);
    buf_shown(b, f->file ? f->file : "hongtou");
    if (!f->file)
        buf_str(b, ": ");
    else if (f->place.cell) /* in a workbook's sheet 车辆.xlsx（车辆安排）:12:C */
        buf_printf(b, ":%u:%s: ", f->place.line, column);
    else
        buf_printf(b, ":%u:%u: ", f->place.line, f->place.col);
    buf_printf(b, "%s[%s]: ", level_name(f->code->level), f->code->name);
    add_harmless(b, f->text, strlen(f->text));
    buf_char(b, '\n');
    if (f->file && f->place.length) {
        buf_str(b, "    ");
        add_line(b, f);
        buf_str(b, "\n    ");
        add_caret(b, f);
    }
    if (!f->hint[0])
        return;
    buf_str(b, lang == DIAG_ZH ? "  提示：" : "  hint: ");
    add_harmless(b, f->hint, strlen(f->hint));
    buf_char(b, '\n');
}

void diag_print_json(struct buf *b, const struct finding *f)
{
    buf_printf(b, "{\"level\":\"%s\",\"code\":\"%s\"", level_name(f->code->level), f->code->name);
    if (f->file) {
        buf_str(b, ",\"file\":");
        buf_json(b, f->file);
        buf_printf(b, ",\"line\":%u,\"column\":%u", f->place.line,
                   f->place.cell ? f->place.cell : f->place.col);
    }
    buf_str(b, ",\"message\":");
    buf_json(b, f->text);
    if (f->hint[0]) {
        buf_str(b, ",\"hint\":");
        buf_json(b, f->hint);
    }
    buf_char(b, '}');
}
