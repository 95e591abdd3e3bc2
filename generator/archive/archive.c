/* A file as a whole: its frame, its catalog, then its objects by their numbers. */
#include <stdlib.h>
#include <string.h>

#include "archive/archive_int.h"
#include "archive/diag.def"
#include "base/file.h"

enum { MAX_OBJECTS = 8388607 };

static void judge_frame(struct audit *a, const char *bytes, size_t n)
{
    enum { SIGNS = 4, SHORTEST = 16 };
    static const char version[] = "%PDF-1.", end[] = "%%EOF";
    const char *second = n > SHORTEST ? memchr(bytes, '\n', SHORTEST) : NULL;
    bool ok = second && memcmp(bytes, version, strlen(version)) == 0 &&
              bytes[strlen(version)] >= '0' && bytes[strlen(version)] <= '7' && second[1] == '%';
    for (int i = 0; ok && i < SIGNS; i++)
        ok = (unsigned char)second[2 + i] > INT8_MAX;
    if (!ok)
        audit_breach(a, ARCHIVE_HEADER);
    while (n && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
        n--;
    if (n < strlen(end) || memcmp(bytes + n - strlen(end), end, strlen(end)) != 0)
        audit_breach(a, ARCHIVE_END);
    if (qpdf_is_encrypted(a->pdf))
        audit_breach(a, ARCHIVE_ENCRYPTION);
    qpdf_oh name = audit_get(a, qpdf_get_trailer(a->pdf), "/ID");
    if (!qpdf_oh_is_array(a->pdf, name) || qpdf_oh_get_array_n_items(a->pdf, name) != 2)
        audit_breach(a, ARCHIVE_IDENTITY);
}

/* The profile's own words: for what device, of which colours. */
static void judge_profile(struct audit *a, qpdf_oh profile)
{
    enum { CLASS_AT = 12, SPACE_AT = 16, SIGNS = 4, HEAD = 128 };
    static const struct {
        char space[SIGNS + 1];
        int components;
    } spaces[] = {{"GRAY", 1}, {"RGB ", 3}, {"CMYK", 4}};
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    int said = 0;
    if (qpdf_oh_is_stream(a->pdf, profile) &&
        qpdf_oh_get_stream_data(a->pdf, profile, qpdf_dl_all, &filtered, &bytes, &n) <=
            QPDF_WARNINGS &&
        n > HEAD &&
        (memcmp(bytes + CLASS_AT, "mntr", SIGNS) == 0 ||
         memcmp(bytes + CLASS_AT, "prtr", SIGNS) == 0))
        for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
            if (memcmp(bytes + SPACE_AT, spaces[i].space, SIGNS) == 0)
                said = spaces[i].components;
    free(bytes);
    qpdf_oh dict = said ? qpdf_oh_get_dict(a->pdf, profile) : profile;
    if (said && qpdf_oh_get_int_value_as_int(a->pdf, audit_get(a, dict, "/N")) == said)
        a->components = said;
}

static void judge_catalog(struct audit *a)
{
    qpdf_oh trailer = qpdf_get_trailer(a->pdf), catalog = qpdf_get_root(a->pdf);
    qpdf_oh intents = audit_get(a, catalog, "/OutputIntents"), form;
    int n = qpdf_oh_is_array(a->pdf, intents) ? qpdf_oh_get_array_n_items(a->pdf, intents) : 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh intent = qpdf_oh_get_array_item(a->pdf, intents, i);
        if (strcmp(audit_name(a, intent, "/S"), "/GTS_PDFA1") == 0 &&
            qpdf_oh_is_string(a->pdf, audit_get(a, intent, "/OutputConditionIdentifier")))
            judge_profile(a, audit_get(a, intent, "/DestOutputProfile"));
    }
    if (!a->components)
        audit_breach(a, ARCHIVE_INTENT);
    form = audit_get(a, catalog, "/AcroForm");
    if (audit_is_true(a, form, "/NeedAppearances") || audit_has(a, form, "/XFA") ||
        audit_is_true(a, catalog, "/NeedsRendering"))
        audit_breach(a, ARCHIVE_FORM);
    audit_metadata(a, catalog, audit_get(a, trailer, "/Info"));
}

static void judge_objects(struct audit *a)
{
    qpdf_oh size = audit_get(a, qpdf_get_trailer(a->pdf), "/Size");
    int n = qpdf_oh_is_integer(a->pdf, size) ? qpdf_oh_get_int_value_as_int(a->pdf, size) : 0;
    struct arena *whole = a->arena;
    if (n > MAX_OBJECTS)
        audit_breach(a, ARCHIVE_LIMITS);
    a->arena = arena_sub(whole);
    struct arena_mark empty = arena_mark(a->arena);
    for (a->object = 1; a->object < n && a->object <= MAX_OBJECTS; a->object++) {
        audit_object(a, qpdf_get_object_by_id(a->pdf, a->object, 0));
        qpdf_oh_release_all(a->pdf);
        arena_reset(a->arena, empty);
    }
    a->arena = whole;
}

bool archive_check(struct arena *arena, const char *path, struct archive_report *out,
                   struct diags *d)
{
    size_t n = 0;
    *out = (struct archive_report){.results = {{0}}};
    const char *bytes = file_read(arena, path, &n, (struct pos){0}, d);
    if (!bytes)
        return false;
    struct audit a = {.arena = arena, .pdf = qpdf_init(), .report = out};
    qpdf_silence_errors(a.pdf);
    qpdf_set_suppress_warnings(a.pdf, QPDF_TRUE);
    bool ok = qpdf_read_memory(a.pdf, path, bytes, n, NULL) <= QPDF_WARNINGS &&
              qpdf_oh_is_dictionary(a.pdf, qpdf_get_root(a.pdf));
    if (ok) {
        judge_frame(&a, bytes, n);
        judge_catalog(&a);
        judge_objects(&a);
    } else {
        diag_system(d, DIAG_Q060, path);
    }
    if (qpdf_has_error(a.pdf))
        qpdf_get_error(a.pdf); /* else the library prints it */
    qpdf_cleanup(&a.pdf);
    int broken = 0;
    for (size_t i = 0; i < ARCHIVE_RULES; i++)
        broken += out->results[i].breaches > 0;
    if (broken)
        diag_system(d, DIAG_Q061, path, arena_printf(arena, "%d", broken));
    return ok;
}
