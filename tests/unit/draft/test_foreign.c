/* Files of other formats: what is said of them, and what is done with LibreOffice, whose place a
 * script takes here. */
#include <dirent.h>
#include <sys/stat.h>

#include "../outside.h"
#include "docx_testing.h"

#define DOC "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"

struct outside {
    struct arena *arena;
    const char *folder, *doc, *path;
};

static int set_up(void **state)
{
    struct outside *o = malloc(sizeof *o);
    o->arena = arena_new();
    o->folder = folder_new(o->arena);
    o->doc = arena_printf(o->arena, "%s/稿.doc", o->folder);
    o->path = arena_strdup(o->arena, getenv("PATH"));
    file_put(o->doc, DOC, sizeof DOC - 1);
    mkdir(arena_printf(o->arena, "%s/bin", o->folder), 0700);
    mkdir(arena_printf(o->arena, "%s/tmp", o->folder), 0700);
    setenv("TMPDIR", arena_printf(o->arena, "%s/tmp", o->folder), 1);
    *state = o;
    return 0;
}

static int tear_down(void **state)
{
    struct outside *o = *state;
    unsetenv("TMPDIR");
    setenv("PATH", o->path, 1);
    folder_drop(o->arena, o->folder);
    arena_drop(o->arena);
    free(o);
    return 0;
}

/* What takes LibreOffice's place; NULL: nothing does. */
static void put_office(const struct outside *o, const char *script)
{
    const char *bin = arena_printf(o->arena, "%s/bin", o->folder);
    const char *office = arena_printf(o->arena, "%s/soffice", bin);
    if (script) {
        assert_true(file_put(office, script, strlen(script)));
        chmod(office, 0700);
    }
    setenv("PATH", script ? arena_printf(o->arena, "%s:%s", bin, o->path) : bin, 1);
}

static const char *read_doc(const struct outside *o)
{
    struct diags *d = diags_new(DIAG_EN);
    struct buf out = {0};
    struct draft *draft = draft_read(o->arena, o->doc, (struct pos){0}, d);
    if (draft)
        draft_dump(draft, &out);
    char *all = arena_printf(o->arena, "%s%s", out.p ? out.p : "", findings_text(o->arena, d));
    buf_drop(&out);
    diags_drop(d);
    return all;
}

static void assert_nothing_is_left(const struct outside *o)
{
    DIR *dir = opendir(arena_printf(o->arena, "%s/tmp", o->folder));
    int n = 0;
    while (readdir(dir))
        n++;
    closedir(dir);
    assert_int_equal(n, 2);
}

static void without_one_people_are_told_how(void **state)
{
    put_office(*state, NULL);
    assert_non_null(strstr(read_doc(*state), "G007"));
    assert_nothing_is_left(*state);
}

static void what_it_makes_is_read(void **state)
{
    struct outside *o = *state;
    struct buf docx = make_docx(&(struct docx_parts){.body = P("甲")});
    const char *made = arena_printf(o->arena, "%s/made.docx", o->folder);
    assert_true(file_put(made, docx.p, docx.n));
    buf_drop(&docx);
    put_office(o, arena_printf(o->arena,
                               "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=$2; "
                               "shift; done\ngrep -q ' old' \"$1\" || exit 1\n"
                               "mkdir -p \"$out\" && cp '%s' \"$out/in.docx\"\n",
                               made));
    const char *got = read_doc(o);
    assert_non_null(strstr(got, "1 size=10 \"甲\""));
    assert_non_null(strstr(got, "G024"));
    assert_nothing_is_left(o);
}

static void what_it_cannot_do_is_told(void **state)
{
    put_office(*state, "#!/bin/sh\nexit 3\n");
    assert_non_null(strstr(read_doc(*state), "G008"));
    put_office(*state, "#!/bin/sh\nexit 0\n");
    assert_non_null(strstr(read_doc(*state), "G008"));
    put_office(*state, "#!/bin/sh\nkill -9 $$\n");
    assert_non_null(strstr(read_doc(*state), "G008"));
    assert_nothing_is_left(*state);
}

static void kinds_are_known_by_their_bytes(void **state)
{
    (void)state;
    static const char locked[] = DOC "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    static const char odt[] = "PK\3\4--------------------------mimetypeapplication/"
                              "vnd.oasis.opendocument.text--";
    drafting_has("稿.docx", DOC, sizeof DOC - 1, "error[G001]: \"稿.docx\" is .doc/.wps");
    drafting_has("稿.docx", locked, sizeof locked, "error[G004]");
    drafting_has("稿.docx", "{\\rtf1}", 7, "is RTF");
    drafting_has("稿.doc", "\xEF\xBB\xBF\n<HTML>", 10, "is HTML");
    drafting_has("稿.docx", odt, sizeof odt - 1, "is ODT");
    drafting_has("稿.docx", "PK\3\4 no zip", 11, "error[G005]");
    static const char book[] = DOC "W\0o\0r\0k\0b\0o\0o\0k";
    static const char with_book[] = DOC "W\0o\0r\0k\0b\0o\0o\0k\0"
                                        "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    drafting_has("稿.docx", book, sizeof book, "is Excel");
    drafting_has("稿.docx", with_book, sizeof with_book, "is .doc/.wps");
    drafting_has("稿.txt", "<?xml version='1.0'?><公文/>", 30, "is XML");
    drafting_has("稿.txt", "ab\0\0cd\0\0e", 9, "is binary");
    drafting_has("稿.txt", "<p>一段</p>", 13, "draft text");
}

static void other_packages_are_named(void **state)
{
    (void)state;
    static const struct part book[] = {
        {"xl/workbook.xml", "<workbook/>"}, {"_rels/.rels", "<Relationships/>"}, {NULL, NULL}};
    struct buf zip = make_zip(book);
    drafting_has("稿.docx", zip.p, zip.n, "is Excel (.xlsx)");
    buf_drop(&zip);
    DOCX_HAS("error[G001]", .document = "<w:x " W_NS "/>");
    DOCX_HAS("error[G005]", .document = "<w:document>");
    DOCX_HAS("error[G005]", .document = "<!DOCTYPE a [<!ENTITY x 'x'>]><w:document " W_NS "/>");
    DOCX_HAS("warning[G022]", .body = P("甲"), .styles = "<w:x>");
}

static void bombs_are_refused(void **state)
{
    (void)state;
    struct buf body = {0};
    for (int i = 0; i < 70000; i++)
        buf_printf(&body, "<w:p><w:r><w:t>%01000d</w:t></w:r></w:p>", 0);
    docx_has(&(struct docx_parts){.body = body.p}, "error[G006]");
    buf_clear(&body);
    for (int i = 0; i < 17; i++)
        buf_printf(&body, "<w:p><w:r><w:t>%01048576d</w:t></w:r></w:p>", i);
    docx_has(&(struct docx_parts){.body = body.p}, "error[G003]");
    buf_clear(&body);
    for (int i = 0; i < 1600000; i++)
        buf_str(&body, "<w:p/>");
    docx_has(&(struct docx_parts){.body = body.p}, "error[G010]");
    buf_drop(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_one_people_are_told_how, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_it_makes_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_it_cannot_do_is_told, set_up, tear_down),
        cmocka_unit_test(kinds_are_known_by_their_bytes),
        cmocka_unit_test(other_packages_are_named),
        cmocka_unit_test(bombs_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
