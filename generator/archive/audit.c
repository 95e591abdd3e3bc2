/* How a file is asked for its values, what is noted of it, and how that is told. */
#include "archive/archive_int.h"

/* ---- values ---- */

qpdf_oh audit_get(struct audit *a, qpdf_oh dict, const char *key)
{
    return qpdf_oh_is_dictionary(a->pdf, dict) ? qpdf_oh_get_key(a->pdf, dict, key)
                                               : qpdf_oh_new_null(a->pdf);
}

const char *audit_name(struct audit *a, qpdf_oh dict, const char *key)
{
    qpdf_oh value = audit_get(a, dict, key);
    return qpdf_oh_is_name(a->pdf, value) ? arena_strdup(a->arena, qpdf_oh_get_name(a->pdf, value))
                                          : "";
}

bool audit_has(struct audit *a, qpdf_oh dict, const char *key)
{
    return !qpdf_oh_is_null(a->pdf, audit_get(a, dict, key));
}

bool audit_is_true(struct audit *a, qpdf_oh dict, const char *key)
{
    qpdf_oh value = audit_get(a, dict, key);
    return qpdf_oh_is_bool(a->pdf, value) && qpdf_oh_get_bool_value(a->pdf, value);
}

/* ---- the report ---- */

void audit_breach(struct audit *a, enum archive_rule rule)
{
    struct archive_result *r = &a->report->results[rule];
    if (!r->breaches++)
        r->first = a->object;
}

bool archive_holds(const struct archive_report *r)
{
    size_t i = 0;
    while (i < ARCHIVE_RULES && !r->results[i].breaches)
        i++;
    return i == ARCHIVE_RULES;
}

static const struct {
    const char *clause, *names[2];
} rules[] = {
#define ARCHIVE_RULE(id, clause, zh, en) {clause, {zh, en}},
#include "archive/rules.def"
#undef ARCHIVE_RULE
};

static const char *const results[2][2] = {{"符合  ", "conforms"}, {"不符合", "breaches"}};

void archive_text(const struct archive_report *r, const char *path, enum diag_lang lang,
                  struct buf *out)
{
    static const char *const heads[] = {"：PDF/A-2u（ISO 19005-2）\n", ": PDF/A-2u (ISO 19005-2)\n"};
    static const char *const places[] = {"：%d 处，首先是第 %d 号对象",
                                         ": %d times, first in object %d"};
    static const char *const files[] = {"：%d 处，在整个文件", ": %d times, of the file itself"};
    static const char *const ends[] = {
        "  未检查  6.2.11.5 字体程序里的字宽和字形\n",
        "  not checked  6.2.11.5 widths and glyphs in fonts' programs\n"};
    buf_shown(out, path);
    buf_str(out, heads[lang]);
    for (size_t i = 0; i < ARCHIVE_RULES; i++) {
        const struct archive_result *found = &r->results[i];
        buf_printf(out, "  %s  %s %s", results[found->breaches > 0][lang], rules[i].clause,
                   rules[i].names[lang]);
        if (found->breaches)
            buf_printf(out, (found->first ? places : files)[lang], found->breaches, found->first);
        buf_char(out, '\n');
    }
    buf_str(out, ends[lang]);
}

void archive_json(const struct archive_report *r, const char *path, enum diag_lang lang,
                  struct buf *out)
{
    buf_str(out, "{\"file\":");
    buf_json(out, path);
    buf_printf(out, ",\"standard\":\"PDF/A-2u\",\"conforms\":%s,\"rules\":[\n",
               archive_holds(r) ? "true" : "false");
    for (size_t i = 0; i < ARCHIVE_RULES; i++) {
        const struct archive_result *found = &r->results[i];
        buf_str(out, i ? ",\n{\"clause\":" : "{\"clause\":");
        buf_json(out, rules[i].clause);
        buf_str(out, ",\"rule\":");
        buf_json(out, rules[i].names[lang]);
        buf_printf(out, ",\"conforms\":%s,\"breaches\":%d", found->breaches ? "false" : "true",
                   found->breaches);
        if (found->first)
            buf_printf(out, ",\"object\":%d", found->first);
        buf_char(out, '}');
    }
    buf_str(out, "]}");
}
