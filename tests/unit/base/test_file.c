/* Files are read whole, and written whole or not at all. */
#define _GNU_SOURCE /* O_TMPFILE */

#include "file_testing.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_a_file_is_read_whole(void **state)
{
    struct world *w = *state;
    enum { LONG = 300000 };
    char *path = path_of(w, "a");
    FILE *f = fopen(path, "w");
    for (int i = 0; i < LONG; i++)
        fputc(i % 251, f);
    fclose(f);
    size_t n = 0;
    char *bytes = file_read(w->arena, path, &n, (struct pos){0}, w->diags);
    assert_int_equal(n, LONG);
    for (int i = 0; i < LONG; i++)
        assert_int_equal((unsigned char)bytes[i], i % 251);
    assert_int_equal(bytes[LONG], 0);
    put(path, "");
    assert_holds(w, path, "");
}

static void test_what_cannot_be_read_is_told(void **state)
{
    struct world *w = *state;
    size_t n;
    put(path_of(w, "plain"), "x");
    assert_null(file_read(w->arena, path_of(w, "no"), &n, (struct pos){0}, w->diags));
    assert_told(w, "S002");
    assert_null(file_read(w->arena, w->folder, &n, (struct pos){0}, w->diags));
    assert_told(w, "S004");
    assert_null(file_read(w->arena, path_of(w, "plain/x"), &n, (struct pos){0}, w->diags));
    assert_told(w, "S003");
}

static void test_folders_are_made_with_those_above(void **state)
{
    struct world *w = *state;
    assert_true(file_make_folder(path_of(w, "a/b//c/"), w->diags));
    assert_true(file_is_folder(path_of(w, "a/b/c")));
    assert_true(file_make_folder(path_of(w, "a/b"), w->diags));
    put(path_of(w, "plain"), "x");
    assert_false(file_make_folder(path_of(w, "plain/b"), w->diags));
    assert_told(w, "S005");
    assert_false(file_make_folder(path_of(w, "plain"), w->diags));
    assert_told(w, "S005");
}

static void test_files_are_found_in_order(void **state)
{
    struct world *w = *state;
    static const char *const names[] = {"b.xml",      "a/c.xml", "a.xml", ".hidden.xml",
                                        ".git/x.xml", "a.txt",   ".xml"};
    file_make_folder(path_of(w, "a"), w->diags);
    file_make_folder(path_of(w, ".git"), w->diags);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put(path_of(w, names[i]), "");
    struct file_list list = file_find(w->arena, w->folder, ".xml", w->diags);
    assert_int_equal(list.n, 3);
    assert_string_equal(list.paths[0], path_of(w, "a.xml"));
    assert_string_equal(list.paths[1], path_of(w, "a/c.xml"));
    assert_string_equal(list.paths[2], path_of(w, "b.xml"));
    file_find(w->arena, path_of(w, "no"), ".xml", w->diags);
    assert_told(w, "S003");
}

/* Two links upwards would be walked 2^40 times. */
static void test_links_upwards_are_not_followed(void **state)
{
    struct world *w = *state;
    assert_int_equal(symlink(w->folder, path_of(w, "up")), 0);
    assert_int_equal(symlink(w->folder, path_of(w, "again")), 0);
    put(path_of(w, "a.xml"), "");
    assert_int_equal(symlink(path_of(w, "a.xml"), path_of(w, "b.xml")), 0);
    struct file_list list = file_find(w->arena, w->folder, ".xml", w->diags);
    assert_int_equal(list.n, 2);
}

static void test_a_file_appears_when_it_is_whole(void **state)
{
    struct world *w = *state;
    enum { PIECES = 100000 };
    char *path = path_of(w, "a.pdf");
    struct sink *s = sink_open(path, w->diags);
    for (int i = 0; i < PIECES; i++)
        assert_true(sink_write(s, "0123456789", 10));
    assert_int_equal(sink_size(s), PIECES * 10);
    assert_false(file_exists(path));
    assert_true(sink_commit(s));
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_size, PIECES * 10);
    assert_int_equal(entries(w), 1);
}

static void test_a_large_piece_is_written_whole(void **state)
{
    struct world *w = *state;
    enum { LARGE = 3000000 };
    char *bytes = malloc(LARGE + 1);
    memset(bytes, 'x', LARGE);
    bytes[LARGE] = '\0';
    bytes[LARGE - 1] = 'y';
    struct sink *s = sink_open(path_of(w, "a"), w->diags);
    assert_true(sink_write(s, "", 0));
    assert_true(sink_write(s, bytes, 5));
    assert_true(sink_write(s, bytes + 5, LARGE - 5));
    assert_true(sink_commit(s));
    assert_holds(w, path_of(w, "a"), bytes);
    free(bytes);
}

static void test_the_old_file_is_replaced_and_keeps_its_mode(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    put(path, "old");
    chmod(path, 0640);
    struct sink *s = sink_open(path, w->diags);
    assert_true(sink_write(s, "new", 3));
    assert_holds(w, path, "old");
    assert_true(sink_commit(s));
    assert_holds(w, path, "new");
    struct stat st;
    stat(path, &st);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(entries(w), 1);
}

static void test_a_link_stays_and_its_file_is_replaced(void **state)
{
    struct world *w = *state;
    struct stat st;
    struct buf text = {.p = "new", .n = 3};
    put(path_of(w, "a.xml"), "old");
    assert_int_equal(symlink("a.xml", path_of(w, "link.xml")), 0);
    assert_true(file_write(path_of(w, "link.xml"), &text, w->diags));
    assert_int_equal(lstat(path_of(w, "link.xml"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_holds(w, path_of(w, "a.xml"), "new");
    assert_int_equal(entries(w), 2);
    assert_int_equal(symlink("none.xml", path_of(w, "lost.xml")), 0);
    assert_true(file_write(path_of(w, "lost.xml"), &text, w->diags));
    assert_holds(w, path_of(w, "lost.xml"), "new");
}

static void test_a_pipe_is_written_into(void **state)
{
    struct world *w = *state;
    struct stat st;
    struct buf text = {.p = "new", .n = 3};
    char read_back[4] = "";
    char *path = path_of(w, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(file_write(path, &text, w->diags));
    assert_int_equal(read(fd, read_back, 3), 3);
    assert_string_equal(read_back, "new");
    close(fd);
    assert_int_equal(stat(path, &st), 0);
    assert_true(S_ISFIFO(st.st_mode));
}

static void test_a_file_that_is_read_only_is_not_rewritten(void **state)
{
    struct world *w = *state;
    struct buf text = {.p = "new", .n = 3};
    char *path = path_of(w, "a.xml");
    put(path, "old");
    chmod(path, 0444);
    assert_false(file_rewrite(path, &text, w->diags));
    assert_told(w, "S006");
    assert_holds(w, path, "old");
    chmod(path, 0644);
    assert_true(file_rewrite(path, &text, w->diags));
    assert_holds(w, path, "new");
}

static void test_an_abandoned_file_leaves_the_old_one(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    put(path, "old");
    struct sink *s = sink_open(path, w->diags);
    assert_true(sink_write(s, "new", 3));
    sink_abandon(s);
    assert_holds(w, path, "old");
    assert_int_equal(entries(w), 1);
}

static void test_a_name_of_the_greatest_length(void **state)
{
    struct world *w = *state;
    enum { NAME_LENGTH = 255 };
    char name[NAME_LENGTH + 1];
    memset(name, 'n', NAME_LENGTH);
    name[NAME_LENGTH] = '\0';
    struct sink *s = sink_open(path_of(w, name), w->diags);
    assert_non_null(s);
    assert_true(sink_commit(s));
    assert_true(file_exists(path_of(w, name)));
}

static void test_several_files_at_a_time(void **state)
{
    struct world *w = *state;
    enum { MANY = 40 };
    struct sink *s[MANY];
    for (int i = 0; i < MANY; i++)
        s[i] = sink_open(path_of(w, arena_printf(w->arena, "%d", i)), w->diags);
    for (int i = 0; i < MANY; i++) {
        assert_true(sink_write(s[i], "x", 1));
        assert_true(sink_commit(s[i]));
    }
    assert_int_equal(entries(w), MANY);
}

/* A file may not grow beyond the limit, as on a full disk. */
static void test_a_full_disk_is_told_and_leaves_the_old_file(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    put(path, "old");
    struct rlimit old, small;
    getrlimit(RLIMIT_FSIZE, &old);
    small = (struct rlimit){.rlim_cur = 1000, .rlim_max = old.rlim_max};
    char block[4096] = "";
    struct sink *s = sink_open(path, w->diags);
    setrlimit(RLIMIT_FSIZE, &small);
    bool all = true;
    for (int i = 0; i < 100; i++)
        all = sink_write(s, block, sizeof block) && all;
    bool after = sink_write(s, block, 1), committed = sink_commit(s);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(all);
    assert_false(after);
    assert_false(committed);
    assert_told(w, "S006");
    assert_holds(w, path, "old");
    assert_int_equal(entries(w), 1);
}

/* The same, found out only by what is left in the buffer. */
static void test_a_disk_that_is_full_at_the_end(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    put(path, "old");
    struct rlimit old, small;
    getrlimit(RLIMIT_FSIZE, &old);
    small = (struct rlimit){.rlim_cur = 10, .rlim_max = old.rlim_max};
    struct sink *s = sink_open(path, w->diags);
    assert_true(sink_write(s, "more than ten bytes", 19));
    setrlimit(RLIMIT_FSIZE, &small);
    bool committed = sink_commit(s);
    setrlimit(RLIMIT_FSIZE, &old);
    assert_false(committed);
    assert_told(w, "S006");
    assert_holds(w, path, "old");
    assert_int_equal(entries(w), 1);
}

static void test_what_cannot_be_a_file_is_told_at_once(void **state)
{
    struct world *w = *state;
    put(path_of(w, "plain"), "x");
    file_make_folder(path_of(w, "folder"), w->diags);
    static const char *const names[] = {"plain/a.pdf", "folder", "no/a.pdf"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_null(sink_open(path_of(w, names[i]), w->diags));
        assert_told(w, "S006");
    }
    assert_int_equal(entries(w), 2);
}

static void test_a_folder_that_came_in_between_is_told(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    struct sink *s = sink_open(path, w->diags);
    assert_true(file_make_folder(path, w->diags));
    assert_false(sink_commit(s));
    assert_told(w, "S006");
    assert_int_equal(entries(w), 1);
}

static void write_and_die(struct world *w, const char *path)
{
    static char block[1 << 20];
    struct sink *s = sink_open(path, w->diags);
    sink_write(s, block, sizeof block);
    sink_write(s, block, 10);
    kill(getpid(), SIGKILL);
}

/* Not in every file system. */
static bool has_nameless_files(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_WRONLY, 0600);
    return fd >= 0 && close(fd) == 0;
}

static void test_a_killed_process_leaves_the_old_file_and_no_litter(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "a.pdf");
    put(path, "old");
    pid_t child = fork();
    if (child == 0)
        write_and_die(w, path);
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_holds(w, path, "old");
    assert_int_equal(entries(w), has_nameless_files(w->folder) ? 1 : 2);
}

static void test_a_dash_is_standard_output(void **state)
{
    struct world *w = *state;
    char *path = path_of(w, "out");
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen(path, "w", stdout))
            _exit(1);
        struct sink *s = sink_open("-", w->diags);
        bool ok = s && sink_write(s, "bytes", 5) && sink_commit(s);
        _exit(ok ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_holds(w, path, "bytes");
}

static void take_note(void *context, const char *path)
{
    strcat(strcat(context, path), "|");
}

static void test_what_is_read_is_noted_even_when_it_is_not_there(void **state)
{
    struct world *w = *state;
    char notes[256] = "";
    size_t n;
    diags_listen(w->diags, (struct diags_listener){take_note, NULL, notes});
    char *path = path_of(w, "a"), *missing = path_of(w, "b");
    put(path, "x");
    file_read(w->arena, path, &n, (struct pos){0}, w->diags);
    file_read(w->arena, missing, &n, (struct pos){0}, w->diags);
    assert_string_equal(notes, arena_printf(w->arena, "%s|%s|", path, missing));
}

static void test_the_same_bytes_are_known(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *bytes;
        bool same;
    } rows[] = {{"same", true}, {"some", false}, {"sam", false}, {"same ", false}, {"", false}};
    char *path = path_of(w, "a");
    put(path, "same");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sink *s = sink_open(path, w->diags);
        sink_write(s, rows[i].bytes, strlen(rows[i].bytes));
        assert_int_equal(sink_is_same(s), rows[i].same);
        sink_abandon(s);
    }
    struct sink *s = sink_open(path_of(w, "b"), w->diags);
    assert_false(sink_is_same(s));
    sink_abandon(s);
    assert_int_equal(entries(w), 1);
}

static void test_nowhere_bytes_are_counted_and_hashed(void **state)
{
    struct world *w = *state;
    struct sha256 hash;
    char hex[SHA256_HEX];
    sha256_begin(&hash);
    struct sink *s = sink_open(NULL, w->diags);
    sink_hash(s, &hash);
    assert_true(sink_write(s, "ab", 2) && sink_write(s, "c", 1));
    assert_int_equal(sink_size(s), 3);
    assert_true(sink_commit(s));
    sha256_end(&hash, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(entries(w), 0);
}

static void test_to_memory(void **state)
{
    struct world *w = *state;
    struct buf out = {0};
    buf_str(&out, "before ");
    struct sink *s = sink_to_memory(&out, w->diags);
    assert_true(sink_write(s, "ab", 2) && sink_write(s, "c", 1));
    assert_true(sink_commit(s));
    assert_string_equal(out.p, "before abc");
    buf_drop(&out);
}

struct kept {
    const char *path, *text, *noted;
};

static bool read_kept(void *context, const char *path, const void **bytes, size_t *size)
{
    struct kept *k = context;
    *bytes = k->text;
    *size = strlen(k->text);
    return strcmp(path, k->path) == 0;
}

static void note_kept(void *context, const char *path)
{
    ((struct kept *)context)->noted = path;
}

/* And what is read into findings apart comes from there too. */
static void test_a_caller_may_have_a_file_in_memory(void **state)
{
    struct world *w = *state;
    struct kept kept = {"名册.csv", "姓名\n", NULL};
    size_t size;
    diags_read_from(w->diags, (struct diags_reader){read_kept, &kept});
    diags_listen(w->diags, (struct diags_listener){note_kept, NULL, &kept});
    struct diags *own = diags_beside(w->diags);
    assert_string_equal(file_read(w->arena, "名册.csv", &size, (struct pos){0}, own), "姓名\n");
    assert_int_equal(size, strlen("姓名\n"));
    assert_string_equal(kept.noted, "名册.csv");
    assert_null(file_read(w->arena, "别的.csv", &size, (struct pos){0}, own));
    diags_drop(own);
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), 0);
}

static void a_pipe_that_a_document_names_is_refused(void **state)
{
    struct world *w = *state;
    const char *path = path_of(w, "a.csv");
    size_t size;
    assert_int_equal(mkfifo(path, 0600), 0);
    struct source *src = source_new(w->arena, "a.xml", "x", 1);
    assert_null(file_read(w->arena, path, &size, (struct pos){src, 0}, w->diags));
    assert_int_equal(diags_count(w->diags, DIAG_ERROR), 1);
    assert_true(file_is_special(path));
    assert_false(file_is_special(w->folder));
}

static void tables_of_other_programs_are_known(void **state)
{
    (void)state;
    assert_string_equal(file_foreign_table("名册.XLS"), ".xls");
    assert_string_equal(file_foreign_table("a/名册.et"), ".et");
    assert_string_equal(file_foreign_table("名册.numbers"), ".numbers");
    assert_null(file_foreign_table("名册.xlsx"));
    assert_null(file_foreign_table(".xls"));
    assert_int_equal(file_table_kind("名册.CSV"), FILE_TABLE_CSV);
    assert_int_equal(file_table_kind("名册.xlsx"), FILE_TABLE_XLSX);
    assert_int_equal(file_table_kind("名册.xlsm"), FILE_TABLE_XLSX);
    assert_int_equal(file_table_kind("名册.ods"), FILE_TABLE_FOREIGN);
    assert_int_equal(file_table_kind("成员"), FILE_TABLE_NONE);
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    signal(SIGXFSZ, SIG_IGN);
    const struct CMUnitTest tests[] = {
        PROMISE(test_a_file_is_read_whole),
        PROMISE(a_pipe_that_a_document_names_is_refused),
        PROMISE(tables_of_other_programs_are_known),
        PROMISE(test_what_cannot_be_read_is_told),
        PROMISE(test_folders_are_made_with_those_above),
        PROMISE(test_files_are_found_in_order),
        PROMISE(test_links_upwards_are_not_followed),
        PROMISE(test_a_file_appears_when_it_is_whole),
        PROMISE(test_a_large_piece_is_written_whole),
        PROMISE(test_the_old_file_is_replaced_and_keeps_its_mode),
        PROMISE(test_a_link_stays_and_its_file_is_replaced),
        PROMISE(test_a_pipe_is_written_into),
        PROMISE(test_a_file_that_is_read_only_is_not_rewritten),
        PROMISE(test_an_abandoned_file_leaves_the_old_one),
        PROMISE(test_a_name_of_the_greatest_length),
        PROMISE(test_several_files_at_a_time),
        PROMISE(test_a_full_disk_is_told_and_leaves_the_old_file),
        PROMISE(test_a_disk_that_is_full_at_the_end),
        PROMISE(test_what_cannot_be_a_file_is_told_at_once),
        PROMISE(test_a_folder_that_came_in_between_is_told),
        PROMISE(test_a_killed_process_leaves_the_old_file_and_no_litter),
        PROMISE(test_what_is_read_is_noted_even_when_it_is_not_there),
        PROMISE(test_the_same_bytes_are_known),
        PROMISE(test_nowhere_bytes_are_counted_and_hashed),
        PROMISE(test_to_memory),
        PROMISE(test_a_caller_may_have_a_file_in_memory),
        PROMISE(test_a_dash_is_standard_output),
    };
    return RUN(tests, "file");
}
