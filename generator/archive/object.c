/* Objects one by one: what each must have and must not have by its kind. */
#include <stdlib.h>
#include <string.h>

#include "archive/archive_int.h"

enum { MAX_DEPTH = 32, NAME_MOST = 127, STRING_MOST = 32767 };

static bool is_one_of(const char *name, const char *const names[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

#define IS_ONE_OF(name, names) is_one_of((name), (names), sizeof(names) / sizeof *(names))

/* ---- by kind ---- */

static int integer_of(struct audit *a, qpdf_oh dict, const char *key)
{
    qpdf_oh value = audit_get(a, dict, key);
    return qpdf_oh_is_integer(a->pdf, value) ? qpdf_oh_get_int_value_as_int(a->pdf, value) : 0;
}

static void judge_action(struct audit *a, qpdf_oh dict)
{
    static const char *const forbidden[] = {"/JavaScript",  "/Launch",     "/Sound",     "/Movie",
                                            "/ResetForm",   "/ImportData", "/Hide",      "/Trans",
                                            "/SetOCGState", "/Rendition",  "/GoTo3DView"};
    if (audit_has(a, dict, "/AA") || audit_has(a, dict, "/JS") ||
        audit_has(a, dict, "/JavaScript") || IS_ONE_OF(audit_name(a, dict, "/S"), forbidden))
        audit_breach(a, ARCHIVE_ACTIONS);
}

static void judge_annotation(struct audit *a, qpdf_oh dict)
{
    enum { INVISIBLE = 1, HIDDEN = 2, PRINTED = 4, NO_VIEW = 32, TOGGLED = 256 };
    static const char *const unseen[] = {"/Link", "/Popup"};
    static const char *const foreign[] = {"/3D", "/Sound", "/Screen", "/Movie"};
    const char *kind = audit_name(a, dict, "/Subtype");
    int flags = integer_of(a, dict, "/F");
    if ((flags & (INVISIBLE | HIDDEN | PRINTED | NO_VIEW | TOGGLED)) != PRINTED ||
        IS_ONE_OF(kind, foreign))
        audit_breach(a, ARCHIVE_ANNOTATIONS);
    qpdf_oh looks = audit_get(a, dict, "/AP");
    bool normal =
        audit_has(a, looks, "/N") && !audit_has(a, looks, "/R") && !audit_has(a, looks, "/D");
    if (!normal && !IS_ONE_OF(kind, unseen))
        audit_breach(a, ARCHIVE_LOOKS);
}

/* The descendants of a composite font are objects with programs of their own. */
static void judge_font(struct audit *a, qpdf_oh dict)
{
    static const char *const simple[] = {"/Type1", "/TrueType", "/MMType1"};
    static const char *const composed[] = {"/CIDFontType0", "/CIDFontType2"};
    static const char *const standard[] = {"/WinAnsiEncoding", "/MacRomanEncoding"};
    const char *kind = audit_name(a, dict, "/Subtype");
    qpdf_oh about = audit_get(a, dict, "/FontDescriptor");
    bool program = audit_has(a, about, "/FontFile") || audit_has(a, about, "/FontFile2") ||
                   audit_has(a, about, "/FontFile3");
    if (!program && (IS_ONE_OF(kind, simple) || IS_ONE_OF(kind, composed)))
        audit_breach(a, ARCHIVE_EMBEDDING);
    bool known = IS_ONE_OF(kind, composed) || audit_has(a, dict, "/ToUnicode") ||
                 (IS_ONE_OF(kind, simple) && IS_ONE_OF(audit_name(a, dict, "/Encoding"), standard));
    if (!known)
        audit_breach(a, ARCHIVE_UNICODE);
}

static void judge_image(struct audit *a, qpdf_oh dict)
{
    const char *space = audit_name(a, dict, "/ColorSpace");
    struct content_use use = {.gray = strcmp(space, "/DeviceGray") == 0,
                              .rgb = strcmp(space, "/DeviceRGB") == 0,
                              .cmyk = strcmp(space, "/DeviceCMYK") == 0};
    if (audit_is_true(a, dict, "/Interpolate") || audit_has(a, dict, "/Alternates") ||
        audit_has(a, dict, "/OPI"))
        audit_breach(a, ARCHIVE_IMAGES);
    audit_colours(a, dict, &use);
}

/* ---- contents ---- */

static void scan_stream(struct audit *a, qpdf_oh stream, struct content_use *use)
{
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (!qpdf_oh_is_stream(a->pdf, stream) ||
        qpdf_oh_get_stream_data(a->pdf, stream, qpdf_dl_all, &filtered, &bytes, &n) >
            QPDF_WARNINGS ||
        !filtered)
        audit_breach(a, ARCHIVE_STREAMS);
    else
        audit_scan(bytes, n, use);
    free(bytes);
}

static void judge_contents(struct audit *a, qpdf_oh dict, const struct content_use *use)
{
    qpdf_oh resources = audit_get(a, dict, "/Resources");
    if (use->resources && !qpdf_oh_is_dictionary(a->pdf, resources))
        audit_breach(a, ARCHIVE_RESOURCES);
    if (use->deep)
        audit_breach(a, ARCHIVE_LIMITS);
    audit_colours(a, resources, use);
}

static void judge_page(struct audit *a, qpdf_oh page)
{
    enum { SMALLEST = 3, LARGEST = 14400, CORNERS = 4, WIDE = 2 };
    struct content_use use = {.gray = false};
    qpdf_oh contents = audit_get(a, page, "/Contents"), box = audit_get(a, page, "/MediaBox");
    bool several = qpdf_oh_is_array(a->pdf, contents);
    int n =
        several ? qpdf_oh_get_array_n_items(a->pdf, contents) : qpdf_oh_is_stream(a->pdf, contents);
    for (int i = 0; i < n; i++)
        scan_stream(a, several ? qpdf_oh_get_array_item(a->pdf, contents, i) : contents, &use);
    judge_contents(a, page, &use);
    double at[CORNERS] = {0, 0, SMALLEST, SMALLEST}; /* a page may inherit its size */
    for (int i = 0; qpdf_oh_is_array(a->pdf, box) && i < CORNERS; i++)
        at[i] = qpdf_oh_get_numeric_value(a->pdf, qpdf_oh_get_array_item(a->pdf, box, i));
    for (int i = 0; i < WIDE; i++)
        if (at[i + WIDE] - at[i] < SMALLEST || at[i + WIDE] - at[i] > LARGEST)
            audit_breach(a, ARCHIVE_LIMITS);
}

/* ---- any object ---- */

static void judge_dictionary(struct audit *a, qpdf_oh dict)
{
    const char *type = audit_name(a, dict, "/Type"), *kind = audit_name(a, dict, "/Subtype");
    judge_action(a, dict);
    if (strcmp(type, "/Annot") == 0 || (audit_has(a, dict, "/Rect") && *kind))
        judge_annotation(a, dict);
    if (strcmp(type, "/Font") == 0)
        judge_font(a, dict);
    if (strcmp(type, "/Page") == 0)
        judge_page(a, dict);
    if (audit_has(a, dict, "/TR") || audit_has(a, dict, "/HTP"))
        audit_breach(a, ARCHIVE_STATES);
    if (audit_has(a, dict, "/EF") || audit_has(a, dict, "/EmbeddedFiles"))
        audit_breach(a, ARCHIVE_FILES);
}

static void judge_stream(struct audit *a, qpdf_oh stream, qpdf_oh dict)
{
    const char *kind = audit_name(a, dict, "/Subtype");
    qpdf_oh filters = audit_get(a, dict, "/Filter");
    int n = qpdf_oh_is_array(a->pdf, filters) ? qpdf_oh_get_array_n_items(a->pdf, filters) : 0;
    bool lzw = strcmp(audit_name(a, dict, "/Filter"), "/LZWDecode") == 0;
    for (int i = 0; i < n; i++)
        lzw = lzw || qpdf_oh_is_name_and_equals(a->pdf, qpdf_oh_get_array_item(a->pdf, filters, i),
                                                "/LZWDecode");
    if (lzw || audit_has(a, dict, "/F") || audit_has(a, dict, "/FFilter"))
        audit_breach(a, ARCHIVE_STREAMS);
    if (strcmp(kind, "/Image") == 0)
        judge_image(a, dict);
    if (strcmp(kind, "/Form") == 0) {
        struct content_use use = {.gray = false};
        scan_stream(a, stream, &use);
        judge_contents(a, dict, &use);
    }
}

static void judge_value(struct audit *a, qpdf_oh value, int depth);

/* Keys first, since the library goes through one dictionary at a time. */
static void judge_entries(struct audit *a, qpdf_oh dict, int depth)
{
    VEC(const char *) keys = {0};
    qpdf_oh_begin_dict_key_iter(a->pdf, dict);
    while (qpdf_oh_dict_more_keys(a->pdf))
        VEC_PUSH(a->arena, &keys, arena_strdup(a->arena, qpdf_oh_dict_next_key(a->pdf)));
    for (size_t i = 0; i < keys.n; i++) {
        if (strlen(keys.v[i]) > NAME_MOST + 1)
            audit_breach(a, ARCHIVE_LIMITS);
        judge_value(a, qpdf_oh_get_key(a->pdf, dict, keys.v[i]), depth);
    }
}

/* A value that stands in the object itself. */
static void judge_value(struct audit *a, qpdf_oh value, int depth)
{
    size_t n = 0;
    if (qpdf_oh_is_indirect(a->pdf, value) && depth)
        return;
    if (depth > MAX_DEPTH) {
        audit_breach(a, ARCHIVE_LIMITS);
    } else if (qpdf_oh_is_string(a->pdf, value)) {
        qpdf_oh_get_binary_string_value(a->pdf, value, &n);
        if (n > STRING_MOST)
            audit_breach(a, ARCHIVE_LIMITS);
    } else if (qpdf_oh_is_name(a->pdf, value)) {
        if (strlen(qpdf_oh_get_name(a->pdf, value)) > NAME_MOST + 1)
            audit_breach(a, ARCHIVE_LIMITS);
    } else if (qpdf_oh_is_array(a->pdf, value)) {
        int items = qpdf_oh_get_array_n_items(a->pdf, value);
        for (int i = 0; i < items; i++)
            judge_value(a, qpdf_oh_get_array_item(a->pdf, value, i), depth + 1);
    } else if (qpdf_oh_is_dictionary(a->pdf, value)) {
        judge_dictionary(a, value);
        judge_entries(a, value, depth + 1);
    }
}

void audit_object(struct audit *a, qpdf_oh object)
{
    if (!qpdf_oh_is_stream(a->pdf, object)) {
        judge_value(a, object, 0);
        return;
    }
    qpdf_oh dict = qpdf_oh_get_dict(a->pdf, object);
    judge_stream(a, object, dict);
    judge_entries(a, dict, 1);
}
