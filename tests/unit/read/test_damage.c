/* Files that lost something: each is refused, or its forms are said to be doubtful. */
#include "bench.h"

/* A value that is not there any more looks like one that nobody filled in: the file is refused. */
static void test_what_was_lost_is_not_taken_for_blank(void **state)
{
    struct bench *b = *state;
    static const char *const files[][2] = {
        {"[3 0 R 9 0 R]", "3 0 obj\n<< /T (a) /FT /Tx /V (x) >>\nendobj\n"},
        {"[3 0 R]", "3 0 obj\n<< /T (a) /FT /Tx /V 9 0 R >>\nendobj\n"},
        {"[3 0 R]", "3 0 obj\n<< /T (a) /FT /Btn /Kids 9 0 R /V /x >>\nendobj\n"},
        {"[3 0 R]", "3 0 obj\n<< /T (a) /FT /Tx /V (x >>\nendobj\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_false(read_file(b->list, write_hostile(b, files[i][0], files[i][1]), b->diags));
    assert_int_equal(diags_count(b->diags, DIAG_ERROR), sizeof files / sizeof *files);
    assert_non_null(strstr(findings(b), "error[Q180]"));
}

/* Its table of objects is not where the end says. */
static void test_what_was_mended_is_told_whole(void **state)
{
    struct bench *b = *state;
    const char *path =
        write_hostile(b, "[3 0 R]", "3 0 obj\n<< /T (a) /FT /Tx /V (x) >>\nendobj\n");
    assert_int_equal(system(arena_printf(b->arena, "sed -i 's/^xref/xrif/' '%s'", path)), 0);
    assert_true(read_file(b->list, path, b->diags));
    assert_ends(list_of(b), "hostile.pdf,x\r\n");
    assert_non_null(strstr(findings(b), "warning[D047]"));
    size_t n;
    const struct read_sheet *s = read_list_sheets(b->list, DIAG_EN, &n);
    assert_int_equal(n, 2);
    assert_string_equal(s[1].columns[4].cells[0],
                        "the file is damaged: compare every column with it");
}

/* One wrong byte in what is well-formed before and after: the form is doubtful, not the value gone.
 */
static void test_what_cannot_be_right_is_told(void **state)
{
    struct bench *b = *state;
    static const char good[] = "3 0 obj\n<< /T (a) /FT /Tx /V (x) /F 4 >>\nendobj\n"
                               "4 0 obj\n<< /T (b) /Kids [5 0 R 6 0 R] >>\nendobj\n"
                               "5 0 obj\n<< /Parent 4 0 R /T (p) /FT /Btn /V /p /AS /p /AP << "
                               "/N << /p 9 0 R >> >> >>\nendobj\n"
                               "6 0 obj\n<< /Parent 4 0 R /T (q) /FT /Btn /V /Off /AS /Off >>\n"
                               "endobj\n"
                               "7 0 obj\n<< /T <FEFF5E74> /FT /Tx /V <FEFF5E74> >>\nendobj\n"
                               "9 0 obj\n<< >>\nendobj\n";
    static const char *const changes[][2] = {
        {"/V (x)", "/W (x)"},         {"/V (x)", "/V\xA0(x)"},      {"/T (a)", "/x (a)"},
        {"/FT /Tx", "/FT /Ty"},       {"/FT /Btn", "/FT /B4n"},     {"/FT /Btn", "/GT /Btn"},
        {"/V (x)", "/V /x)"},         {"/F 4", "/F (4)"},           {"/Parent 4", "/Parent 3"},
        {"/Parent 4", "/Parant 4"},   {"5 0 R", "6 0 R"},           {"/AS /p", "/AT /p"},
        {"/N << /p 9", "/N << /q 9"}, {"<FEFF5E74>", "<FEFE5E74>"}, {"<FEFF5E74>", "<FEFFDE74>"},
        {"/AP << /N", "/AP << /M"},   {"/V (x)", "/V (\001)"},      {"/V (x)", "/V [(x)]"}};
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R 4 0 R 7 0 R]", good), b->diags));
    assert_string_equal(findings(b), "");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const char *at = strstr(good, changes[i][0]);
        assert_non_null(at);
        const char *bad = arena_printf(b->arena, "%.*s%s%s", (int)(at - good), good, changes[i][1],
                                       at + strlen(changes[i][0]));
        diags_drop(b->diags);
        b->diags = diags_new(DIAG_EN);
        b->list = read_list_new(b->arena);
        bool read = read_file(b->list, write_hostile(b, "[3 0 R 4 0 R 7 0 R]", bad), b->diags);
        if (read && !strstr(findings(b), "[D047]") && !strstr(findings(b), "[D045]"))
            fail_msg("%s for %s: %s", changes[i][1], changes[i][0], list_of(b));
    }
}

/* Bytes of a file changed into as many others, where they stand. */
static void change(struct bench *b, const char *path, const char *from, const char *to)
{
    assert_int_equal(
        system(arena_printf(b->arena, "grep -aq '%s' '%s' && sed -i 's%%%s%%%s%%' '%s'", from, path,
                            from, to, path)),
        0);
}

/* What was printed is summed up; a head or an option that changed is no damage of PDF at all. */
static void test_a_form_is_what_was_printed(void **state)
{
    struct bench *b = *state;
    static const char *const changes[][2] = {{"/TU <feff7ed3", "/TU <feff7ed2"},
                                             {"/T <feff571f", "/T <feff571e"},
                                             {"/TU <feff6237", "/TV <feff6237"},
                                             {"/#e6#98#af", "/#e6#98#ad"}};
    const char *plain = arena_printf(b->arena, "%s/plain.pdf", b->folder);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        assert_int_equal(system(arena_printf(b->arena, "qpdf --object-streams=disable '%s' '%s'",
                                             b->blank, plain)),
                         0);
        diags_drop(b->diags);
        b->diags = diags_new(DIAG_EN);
        assert_true(read_file(b->list, plain, b->diags));
        assert_null(strstr(findings(b), "[D047]"));
        change(b, plain, changes[i][0], changes[i][1]);
        read_file(b->list, plain, b->diags);
        assert_non_null(strstr(findings(b), "[D047]"));
    }
}

/* Two copies of an entry, of which one lost a bit. */
static void test_what_is_drawn_is_held_against_the_value(void **state)
{
    struct bench *b = *state;
    static const char look[] =
        "3 0 obj\n<< /T (a) /FT /Tx %s /AP << /N 4 0 R >> >>\nendobj\n"
        "4 0 obj\n<< /Length 26 /Resources << /Font << /F 5 0 R >> >> >>\nstream\n"
        "BT /F 9 Tf (80 00) Tj ET  \nendstream\nendobj\n"
        "5 0 obj\n<< /Type /Font /Subtype /Type1 >>\nendobj\n";
    static const struct {
        const char *entry;
        bool told;
    } values[] = {{"/V (8000)", false}, {"/V (8 000)", false}, {"/V (8100)", true},
                  {"", true},           {"/V (12)", false},    {"/V (80000)", false}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        diags_drop(b->diags);
        b->diags = diags_new(DIAG_EN);
        b->list = read_list_new(b->arena);
        assert_true(read_file(
            b->list, write_hostile(b, "[3 0 R]", arena_printf(b->arena, look, values[i].entry)),
            b->diags));
        assert_int_equal(strstr(findings(b), "[D048]") != NULL, values[i].told);
        assert_int_equal(read_list_queries(b->list), values[i].told);
    }
}

/* Bytes from a place of a file on changed into as many others. */
static void change_behind(const char *path, long place, const char *from, const char *to)
{
    char text[4096];
    FILE *f = fopen(path, "r+");
    assert_non_null(f);
    fseek(f, place, SEEK_SET);
    size_t n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    const char *at = strstr(text, from);
    assert_non_null(at);
    fseek(f, place + (at - text), SEEK_SET);
    fputs(to, f);
    fclose(f);
}

/* A file that was added to, whose last end is hurt: the one before is not believed. */
static void test_the_end_before_is_not_the_end(void **state)
{
    struct bench *b = *state;
    const char *path =
        write_hostile(b, "[3 0 R]", "3 0 obj\n<< /T (a) /FT /Tx /V (old) >>\nendobj\n");
    FILE *f = fopen(path, "r+");
    assert_non_null(f);
    char text[4096];
    size_t n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    const char *table = strstr(text, "startxref\n") + strlen("startxref\n");
    fprintf(f,
            "3 0 obj\n<< /T (a) /FT /Tx /V (new) >>\nendobj\nxref\n3 1\n%010zu 00000 n \n"
            "trailer\n<< /Root 1 0 R /Size 10 /Prev %ld >>\n",
            n, atol(table));
    fprintf(f, "startxref\n%zu\n%%%%EOF\n",
            n + strlen("3 0 obj\n<< /T (a) /FT /Tx /V (new) >>\nendobj\n"));
    fclose(f);
    assert_true(read_file(b->list, path, b->diags));
    assert_ends(list_of(b), ",new\r\n");
    assert_null(strstr(findings(b), "[D047]"));
    static const struct {
        const char *was, *is;
    } hurt[] = {{"startxref", "stavtxref"}, {"00000 n", "02000 n"}, {"\n3 1\n", "\n9 1\n"}};
    for (size_t i = 0; i < sizeof hurt / sizeof *hurt; i++) {
        change_behind(path, (long)n, hurt[i].was, hurt[i].is);
        diags_drop(b->diags);
        b->diags = diags_new(DIAG_EN);
        read_file(b->list, path, b->diags);
        assert_non_null(strstr(findings(b), "D047"));
        change_behind(path, (long)n, hurt[i].is, hurt[i].was);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_was_lost_is_not_taken_for_blank),
        TEST(test_what_was_mended_is_told_whole),
        TEST(test_what_cannot_be_right_is_told),
        TEST(test_a_form_is_what_was_printed),
        TEST(test_what_is_drawn_is_held_against_the_value),
        TEST(test_the_end_before_is_not_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
