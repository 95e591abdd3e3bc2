/*
 * A program of somebody else's: it knows hongtou.h, the library, and the command beside it, whose
 * files it compares with what the library gives.
 * test_hongtou PROGRAM
 */
#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <hongtou.h>

enum { PATH = 512, PARAGRAPHS = 120 };

static const char *program;
static char folder[] = "/tmp/hongtou-api-XXXXXX";

static const char notice[] = "<公文>\n"
                             "  <标题>关于做好春耕工作的通知</标题>\n"
                             "  <主送>各村民委员会：</主送>\n"
                             "  <正文><段>请抓好落实。</段></正文>\n"
                             "  <落款 署名=\"白石镇人民政府\" 日期=\"2026-03-02\"/>\n"
                             "</公文>\n";
static const char mistaken[] = "<公文>\n"
                               "  <标题>关于做好春耕工作的通知</标题>\n"
                               "  <正文><段落>请抓好落实。</段落></正文>\n"
                               "</公文>\n";
static const char form[] = "<表单 题=\"入户核查表\">\n"
                           "  <部分 题=\"政策落实\"><问>救助金是否按月发放？</问></部分>\n"
                           "</表单>\n";
static const char listed[] = "<公文 人员库=\"库/人员.csv\">\n"
                             "  <标题>关于值班的通知</标题>\n"
                             "  <正文><段>由<人名 岗位=\"镇长\"/>带班。</段></正文>\n"
                             "  <落款 署名=\"白石镇人民政府\" 日期=\"2026-03-02\"/>\n"
                             "</公文>\n";

/* ---- files ---- */

static const char *path_of(char out[PATH], const char *name)
{
    snprintf(out, PATH, "%s/%s", folder, name);
    return out;
}

static void put(const char *name, const char *text)
{
    char path[PATH];
    FILE *f = fopen(path_of(path, name), "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static struct hongtou_bytes get(const char *name)
{
    char path[PATH];
    struct hongtou_bytes b = {malloc(1 << 22), 0};
    FILE *f = fopen(path_of(path, name), "rb");
    assert_non_null(f);
    b.n = fread(b.p, 1, 1 << 22, f);
    fclose(f);
    return b;
}

/* Hidden ones counted. */
static int files_in(const char *name)
{
    char path[PATH];
    int n = 0;
    DIR *dir = opendir(path_of(path, name));
    assert_non_null(dir);
    while (readdir(dir))
        n++;
    closedir(dir);
    return n - 2;
}

/* In the folder, with free fonts. */
static int command(const char *arguments)
{
    char line[2 * PATH];
    snprintf(line, sizeof line, "cd %s && '%s' %s --free-fonts >.said 2>&1", folder, program,
             arguments);
    return system(line);
}

/* ---- contexts ---- */

static struct hongtou *open_free(hongtou_progress_call *progress, void *user)
{
    return hongtou_open(
        &(struct hongtou_config){.free_fonts = true, .progress = progress, .user = user});
}

static struct hongtou_source in_memory(const char *xml)
{
    return (struct hongtou_source){.name = "通知.xml", .bytes = xml, .size = strlen(xml)};
}

static struct hongtou_bytes compile(struct hongtou *h, const char *xml, enum hongtou_kind kind)
{
    struct hongtou_source source = in_memory(xml);
    struct hongtou_bytes out;
    assert_int_equal(hongtou_compile(h, &source, kind, NULL, &out), HONGTOU_OK);
    return out;
}

static void assert_same(const struct hongtou_bytes *x, const struct hongtou_bytes *y)
{
    assert_int_equal(x->n, y->n);
    assert_memory_equal(x->p, y->p, x->n);
}

/* A document of several pages. */
static char *long_notice(void)
{
    static const char paragraph[] = "<段>各单位要抓好落实，按时报送情况，不得延误农时。</段>\n";
    char *xml = malloc(sizeof notice + PARAGRAPHS * sizeof paragraph);
    strcpy(xml, "<公文><标题>关于做好春耕工作的通知</标题><正文>\n");
    for (int i = 0; i < PARAGRAPHS; i++)
        strcat(xml, paragraph);
    return strcat(xml, "</正文></公文>\n");
}

static bool finds(struct hongtou *h, const char *code)
{
    for (size_t i = 0; i < hongtou_finding_count(h); i++)
        if (strcmp(hongtou_finding(h, i)->code, code) == 0)
            return true;
    return false;
}

/* ---- compiling ---- */

static void assert_has(const struct hongtou_bytes *b, const char *text)
{
    if (!strstr(b->p, text))
        fail_msg("no %s in %s", text, b->p);
}

static void test_memory_to_memory_is_what_the_command_writes(void **state)
{
    (void)state;
    struct hongtou *h = open_free(NULL, NULL);
    put("通知.xml", notice);
    assert_int_equal(command("build 通知.xml -o 命令.pdf"), 0);
    struct hongtou_bytes ours = compile(h, notice, HONGTOU_PDF), theirs = get("命令.pdf");
    assert_same(&ours, &theirs);
    hongtou_free(&theirs);
    for (int again = 0; again < 2; again++) {
        struct hongtou_bytes same = compile(h, notice, HONGTOU_PDF);
        assert_same(&ours, &same);
        hongtou_free(&same);
    }
    hongtou_free(&ours);
    hongtou_close(h);
}

static void test_every_kind_is_what_the_command_dumps(void **state)
{
    (void)state;
    static const char *const stages[HONGTOU_KINDS] = {[HONGTOU_TREE] = "tree",
                                                      [HONGTOU_MODEL] = "model",
                                                      [HONGTOU_TEXT] = "text",
                                                      [HONGTOU_PAGES] = "pages",
                                                      [HONGTOU_GEOMETRY] = "geometry"};
    struct hongtou *h = open_free(NULL, NULL);
    for (int kind = 0; kind < HONGTOU_KINDS; kind++) {
        char arguments[PATH];
        const char *source = kind == HONGTOU_GEOMETRY ? form : notice;
        put("通知.xml", source);
        snprintf(arguments, sizeof arguments, "dump --stage %s 通知.xml -o 命令.txt", stages[kind]);
        const char *built = kind == HONGTOU_DOCX ? "命令.docx" : "命令.pdf";
        if (!stages[kind])
            snprintf(arguments, sizeof arguments, "build 通知.xml -o %s %s", built,
                     kind == HONGTOU_PDF_FILLABLE ? "--fillable" : "");
        assert_int_equal(command(arguments), 0);
        struct hongtou_bytes ours = compile(h, source, (enum hongtou_kind)kind);
        struct hongtou_bytes theirs = get(stages[kind] ? "命令.txt" : built);
        assert_same(&ours, &theirs);
        hongtou_free(&ours);
        hongtou_free(&theirs);
    }
    hongtou_close(h);
}

static void test_editions_are_compared(void **state)
{
    (void)state;
    static const char earlier[] = "<公文>\n"
                                  "  <标题>关于做好春耕工作的通知</标题>\n"
                                  "  <主送>各村民委员会：</主送>\n"
                                  "  <正文><段>请于3月10日前抓好落实。</段></正文>\n"
                                  "  <落款 署名=\"白石镇人民政府\" 日期=\"2026-03-02\"/>\n"
                                  "</公文>\n";
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source old = {.name = "原稿.xml", .bytes = earlier, .size = strlen(earlier)};
    struct hongtou_source now = {.name = "现稿.xml", .bytes = notice, .size = strlen(notice)};
    struct hongtou_bytes out;
    assert_int_equal(hongtou_compare(h, &old, &now, HONGTOU_COMPARE_JSON, NULL, &out), HONGTOU_OK);
    assert_has(&out, "\"changed\": 1, \"inserted\": 0");
    assert_has(&out, "{\"mark\": \"deleted\", \"text\": \"于3月10日前\"}");
    hongtou_free(&out);
    assert_int_equal(hongtou_compare(h, &old, &now, HONGTOU_COMPARE_XML, NULL, &out), HONGTOU_OK);
    struct hongtou_bytes table = compile(h, out.p, HONGTOU_PDF), pdf;
    hongtou_free(&out);
    assert_int_equal(hongtou_compare(h, &old, &now, HONGTOU_COMPARE_PDF, NULL, &pdf), HONGTOU_OK);
    assert_same(&table, &pdf);
    hongtou_free(&table);
    hongtou_free(&pdf);
    assert_int_equal(hongtou_compare(h, &old, &now, HONGTOU_COMPARE_TEXT, NULL, NULL),
                     HONGTOU_USAGE);
    assert_int_equal(hongtou_compare(h, NULL, &now, HONGTOU_COMPARE_TEXT, NULL, &out),
                     HONGTOU_DOCUMENT);
    assert_true(finds(h, "R107"));
    hongtou_close(h);
}

static void test_file_to_file(void **state)
{
    (void)state;
    char from[PATH], to[PATH];
    struct hongtou *h = open_free(NULL, NULL);
    put("通知.xml", notice);
    struct hongtou_source source = {.name = path_of(from, "通知.xml")};
    assert_int_equal(
        hongtou_compile(h, &source, HONGTOU_PDF, path_of(to, "新文件夹/通知.pdf"), NULL),
        HONGTOU_OK);
    struct hongtou_bytes memory = compile(h, notice, HONGTOU_PDF), file = get("新文件夹/通知.pdf");
    assert_same(&memory, &file);
    hongtou_free(&memory);
    hongtou_free(&file);
    hongtou_close(h);
}

static void test_what_was_issued_stays(void **state)
{
    (void)state;
    char from[PATH], to[PATH];
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source source = {.name = path_of(from, "签发.xml")};
    put("签发.xml", notice);
    assert_int_equal(command("issue 签发.xml"), 0);
    struct hongtou_bytes issued = get("签发.pdf");
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, path_of(to, "签发.pdf"), NULL),
                     HONGTOU_OK);
    char *xml = long_notice();
    put("签发.xml", xml);
    free(xml);
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, to, NULL), HONGTOU_DOCUMENT);
    assert_true(finds(h, "R100"));
    struct hongtou_bytes now = get("签发.pdf");
    assert_same(&issued, &now);
    hongtou_free(&issued);
    hongtou_free(&now);
    hongtou_close(h);
}

/* ---- files that a document names ---- */

static const char *holder = "罗启明";

/* A staff file that no disk has. */
static bool read_staff(void *user, const char *path, const void **bytes, size_t *size)
{
    static char csv[PATH];
    (void)user;
    if (strcmp(path, "/不存在/库/人员.csv") != 0)
        return false;
    *size =
        (size_t)snprintf(csv, sizeof csv, "姓名,单位,职务,起\n%s,白石镇,镇长,2020-01-01\n", holder);
    *bytes = csv;
    return true;
}

static void test_files_come_from_the_caller_or_a_folder(void **state)
{
    (void)state;
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.read = read_staff});
    struct hongtou_source source = in_memory(listed);
    struct hongtou_bytes out;
    source.folder = "/不存在";
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_TEXT, NULL, &out), HONGTOU_OK);
    assert_has(&out, "由罗启明带班");
    hongtou_free(&out);
    holder = "许川"; /* nothing of the last call is left */
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_TEXT, NULL, &out), HONGTOU_OK);
    assert_has(&out, "由许川带班");
    hongtou_free(&out);
    char path[PATH];
    mkdir(path_of(path, "库"), 0777);
    put("库/人员.csv", "姓名,单位,职务,起\n吴云,白石镇,镇长,2020-01-01\n");
    source.folder = folder;
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_TEXT, NULL, &out), HONGTOU_OK);
    assert_has(&out, "由吴云带班");
    hongtou_free(&out);
    source.folder = "/不存在/别处";
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_TEXT, NULL, &out), HONGTOU_SYSTEM);
    assert_null(out.p);
    hongtou_close(h);
}

/* ---- findings ---- */

static void test_findings_are_data(void **state)
{
    (void)state;
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source source = in_memory(mistaken);
    struct hongtou_bytes out = {0};
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, NULL, &out), HONGTOU_DOCUMENT);
    assert_null(out.p);
    assert_true(hongtou_finding_count(h) > 0);
    const struct hongtou_finding *f = hongtou_finding(h, 0);
    assert_int_equal(f->level, HONGTOU_ERROR);
    assert_string_equal(f->file, "通知.xml");
    assert_int_equal(f->line, 3);
    assert_int_equal(f->column, 7);
    assert_int_equal(f->code[0], 'V');
    assert_non_null(strstr(f->message, "段落"));
    assert_non_null(strstr(f->hint, "段"));
    assert_null(hongtou_finding(h, hongtou_finding_count(h)));
    struct hongtou_bytes good = compile(h, notice, HONGTOU_TREE);
    assert_int_equal(hongtou_finding_count(h), 0); /* those of the last call */
    hongtou_free(&good);
    hongtou_close(h);
}

static void test_messages_are_in_the_language_asked_for(void **state)
{
    (void)state;
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.language = HONGTOU_EN});
    struct hongtou_source source = in_memory(mistaken);
    struct hongtou_bytes out;
    hongtou_compile(h, &source, HONGTOU_MODEL, NULL, &out);
    assert_non_null(strstr(hongtou_finding(h, 0)->message, "unknown element"));
    hongtou_close(h);
}

static void test_faults_of_the_call_and_of_the_system(void **state)
{
    (void)state;
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source none = {.name = NULL}, missing = {.name = "/不存在/通知.xml"};
    struct hongtou_source source = in_memory(notice);
    struct hongtou_bytes out;
    assert_int_equal(hongtou_compile(h, &none, HONGTOU_PDF, NULL, &out), HONGTOU_USAGE);
    assert_true(finds(h, "U016"));
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, NULL, NULL), HONGTOU_USAGE);
    assert_int_equal(hongtou_compile(h, &missing, HONGTOU_PDF, NULL, &out), HONGTOU_SYSTEM);
    assert_true(finds(h, "S002"));
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, "/proc/通知.pdf", NULL),
                     HONGTOU_SYSTEM);
    hongtou_close(h);
    h = hongtou_open(&(struct hongtou_config){.home = folder});
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_TREE, NULL, &out), HONGTOU_OK);
    hongtou_free(&out);
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, NULL, &out), HONGTOU_SYSTEM);
    assert_true(finds(h, "S007"));
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, NULL, &out), HONGTOU_SYSTEM);
    assert_true(finds(h, "S007")); /* told again */
    hongtou_close(h);
}

static void test_a_longer_document_than_allowed_is_refused(void **state)
{
    (void)state;
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.free_fonts = true, .most_pages = 2});
    char *xml = long_notice();
    struct hongtou_source source = in_memory(xml);
    struct hongtou_bytes out = compile(h, notice, HONGTOU_PDF);
    hongtou_free(&out);
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, NULL, &out), HONGTOU_DOCUMENT);
    assert_true(finds(h, "L036"));
    free(xml);
    hongtou_close(h);
}

/* ---- checking ---- */

static void test_measures_are_rows(void **state)
{
    (void)state;
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source source = in_memory(notice);
    const struct hongtou_measure *rows;
    size_t n, conforming = 0;
    assert_int_equal(hongtou_check(h, &source, &rows, &n), HONGTOU_OK);
    for (size_t i = 0; i < n; i++) {
        assert_non_null(rows[i].clause);
        assert_int_not_equal(rows[i].verdict, HONGTOU_BREACHES);
        conforming += rows[i].verdict == HONGTOU_CONFORMS;
    }
    assert_true(conforming > 10);
    source = in_memory(mistaken);
    assert_int_equal(hongtou_check(h, &source, &rows, &n), HONGTOU_DOCUMENT);
    assert_int_equal(n, 0);
    hongtou_close(h);
}

/* ---- pictures ---- */

struct seen {
    uint64_t prints[8];
    int pages, drawn, stop_at;
};

static bool see(void *user, const struct hongtou_picture *p)
{
    static const char signature[] = "\x89PNG\r\n\x1A\n";
    struct seen *s = user;
    assert_int_equal(p->page, ++s->pages);
    assert_true(s->pages <= 8);
    s->prints[s->pages - 1] = p->fingerprint;
    if (p->png) {
        assert_memory_equal(p->png, signature, sizeof signature - 1);
        assert_true(p->n > 1000 && p->width == 794 && p->height == 1123);
        s->drawn++;
    }
    return s->pages != s->stop_at;
}

static struct seen pictures(struct hongtou *h, const char *xml, const struct seen *known,
                            int stop_at)
{
    struct seen now = {.stop_at = stop_at};
    struct hongtou_source source = in_memory(xml);
    struct hongtou_pictures job = {.dpi = 96,
                                   .known = known ? known->prints : NULL,
                                   .n_known = known ? (size_t)known->pages : 0,
                                   .put = see,
                                   .user = &now};
    assert_int_equal(hongtou_pictures(h, &source, &job) == HONGTOU_OK, !stop_at);
    return now;
}

static void test_only_pages_that_changed_are_drawn(void **state)
{
    (void)state;
    struct hongtou *h = open_free(NULL, NULL);
    char *one = long_notice(), *two = long_notice();
    struct seen first = pictures(h, one, NULL, 0);
    assert_true(first.pages > 2);
    assert_int_equal(first.drawn, first.pages);
    assert_int_equal(pictures(h, one, &first, 0).drawn, 0);
    static const char season[] = "农时", matter[] = "农事";
    char *last = strstr(two + strlen(two) - sizeof "农时。</段>\n</正文></公文>\n", season);
    assert_non_null(last);
    memcpy(last, matter, strlen(matter));
    struct seen second = pictures(h, two, &first, 0);
    assert_int_equal(second.pages, first.pages);
    assert_int_equal(second.drawn, 1);
    assert_true(second.prints[0] == first.prints[0]);
    assert_true(second.prints[second.pages - 1] != first.prints[first.pages - 1]);
    assert_int_equal(pictures(h, one, NULL, 2).pages, 2);
    struct hongtou_source source = in_memory(notice);
    struct hongtou_pictures job = {.dpi = 5, .put = see};
    assert_int_equal(hongtou_pictures(h, &source, &job), HONGTOU_USAGE);
    source = in_memory(mistaken);
    job.dpi = 96;
    assert_int_equal(hongtou_pictures(h, &source, &job), HONGTOU_DOCUMENT);
    hongtou_close(h);
    free(one);
    free(two);
}

/* ---- progress, cancelling ---- */

struct watcher {
    struct hongtou *h;
    int reading, pages, stop_at; /* stop_at 0: never */
    bool by_thread;
};

static void *cancel(void *h)
{
    hongtou_cancel(h);
    return NULL;
}

static bool watch(void *user, const struct hongtou_progress *p)
{
    struct watcher *w = user;
    assert_non_null(p->document);
    w->reading += p->stage == HONGTOU_READING;
    if (p->stage == HONGTOU_LAYING_OUT)
        w->pages = p->done;
    if (!w->stop_at || w->pages < w->stop_at)
        return true;
    if (!w->by_thread)
        return false;
    pthread_t other;
    assert_int_equal(pthread_create(&other, NULL, cancel, w->h), 0);
    pthread_join(other, NULL);
    return true;
}

/* Pasted text becomes a document that compiles, and what became of each paragraph is told. */
static void test_a_draft_becomes_a_document(void **state)
{
    (void)state;
    static const char pasted[] = "关于做好春耕工作的通知\n各村民委员会:\n　　1、请抓好落实。\n"
                                 "　　　　　　　　　　　　白石镇人民政府\n　　　　　　　　　　　　2026.3.2\n";
    static const char *const kinds[] = {"title", "to", "numbered", "signature", "date"};
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.free_fonts = true});
    struct hongtou_source draft = {"粘贴", pasted, strlen(pasted), folder};
    struct hongtou_bytes xml, pdf;
    struct hongtou_imported told;
    assert_int_equal(hongtou_import(h, &draft, NULL, NULL, &xml, &told), HONGTOU_OK);
    assert_int_equal(told.n_paragraphs, 5);
    for (size_t i = 0; i < told.n_paragraphs; i++) {
        size_t k = 0;
        while (k < 5 && strcmp(kinds[k], told.paragraphs[i].kind) != 0)
            k++;
        assert_true(k < 5 && told.paragraphs[i].line == k + 1);
    }
    assert_int_equal(told.n_changes, 3);
    assert_non_null(strstr(xml.p, "<主送>各村民委员会</主送>"));
    struct hongtou_source made = {"粘贴.xml", xml.p, xml.n, folder};
    assert_int_equal(hongtou_compile(h, &made, HONGTOU_PDF, NULL, &pdf), HONGTOU_OK);
    hongtou_free(&pdf);
    hongtou_free(&xml);
    draft.bytes = "";
    draft.size = 0;
    assert_int_equal(hongtou_import(h, &draft, NULL, NULL, &xml, &told), HONGTOU_DOCUMENT);
    assert_null(xml.p);
    assert_int_equal(told.n_paragraphs, 0);
    assert_int_equal(hongtou_import(h, &draft, NULL, NULL, NULL, NULL), HONGTOU_USAGE);
    hongtou_close(h);
}

static void test_what_is_certain_is_mended(void **state)
{
    (void)state;
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.free_fonts = true});
    struct hongtou_source source = {.name = "错.xml", .bytes = mistaken, .size = strlen(mistaken)};
    struct hongtou_bytes xml;
    assert_int_equal(hongtou_fix(h, &source, &xml), HONGTOU_OK);
    assert_non_null(strstr(xml.p, "<正文><段>请抓好落实。</段></正文>"));
    hongtou_free(&xml);
    source = (struct hongtou_source){.name = "通知.xml", .bytes = notice, .size = strlen(notice)};
    assert_int_equal(hongtou_fix(h, &source, &xml), HONGTOU_OK);
    assert_string_equal(xml.p, notice);
    hongtou_free(&xml);
    source = (struct hongtou_source){.name = "坏.xml", .bytes = "<公文>", .size = strlen("<公文>")};
    assert_int_equal(hongtou_fix(h, &source, &xml), HONGTOU_DOCUMENT);
    assert_null(xml.p);
    assert_true(hongtou_finding_count(h) > 0);
    assert_int_equal(hongtou_fix(h, &source, NULL), HONGTOU_USAGE);
    hongtou_close(h);
}

/* The source with one mend made, its edits in the order of their places. */
static char *with_mend(const char *source, const struct hongtou_edit *edits, size_t n, uint32_t mend)
{
    static char out[4096];
    size_t at = 0, used = 0;
    for (size_t i = 0; i < n; i++) {
        if (edits[i].mend != mend)
            continue;
        used += (size_t)snprintf(out + used, sizeof out - used, "%.*s%s", (int)(edits[i].from - at),
                                 source + at, edits[i].text);
        at = edits[i].to;
    }
    snprintf(out + used, sizeof out - used, "%s", source + at);
    return out;
}

static void test_a_mend_is_whole(void **state)
{
    (void)state;
    static const char typed[] = "<公文 文种=\"通知\">\n<标题>关于值班\u200b的通知</标题>\n<正文>\n"
                                "<段>一、实行值班</段>\n<段>1、安排人员；</段>\n<段>2、及时上报。</段>\n"
                                "<层次 题=\"提高认识\"><段>压实责任。</段></层次>\n</正文>\n"
                                "<落款 机关=\"白石镇人民政府\" 日期=\"2026-09-15\"/>\n</公文>\n";
    static const char *const words[] = {"实行值班", "安排人员；", "及时上报。", "提高认识", "压实责任。"};
    struct hongtou *h = hongtou_open(&(struct hongtou_config){.free_fonts = true});
    struct hongtou_source source = in_memory(typed);
    const struct hongtou_edit *edits;
    size_t n, sections = 0;
    uint32_t last = 0;
    assert_int_equal(hongtou_mends(h, &source, &edits, &n), HONGTOU_OK);
    for (size_t i = 0; i < n; i++)
        last = edits[i].mend > last ? edits[i].mend : last;
    assert_true(n > 3);
    for (uint32_t mend = 0; mend <= last; mend++) {
        const char *made = with_mend(typed, edits, n, mend), *at = made;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            at = strstr(at, words[k]);
            assert_non_null(at);
        }
        sections += strstr(made, "<层次 题=\"实行值班\">") != NULL;
    }
    assert_int_equal(sections, 1);
    source = in_memory(notice);
    assert_int_equal(hongtou_mends(h, &source, &edits, &n), HONGTOU_OK);
    assert_int_equal(n, 0);
    source = in_memory("<公文>");
    assert_int_equal(hongtou_mends(h, &source, &edits, &n), HONGTOU_DOCUMENT);
    assert_int_equal(n, 0);
    hongtou_close(h);
}

static void test_progress_is_told(void **state)
{
    (void)state;
    struct watcher w = {0};
    struct hongtou *h = open_free(watch, &w);
    char *xml = long_notice();
    struct hongtou_bytes out = compile(h, xml, HONGTOU_PDF);
    assert_int_equal(w.reading, 1);
    assert_true(w.pages > 2);
    hongtou_free(&out);
    free(xml);
    hongtou_close(h);
}

/* The old file stays, and no half of a new one lies beside it. */
static void test_a_cancelled_call_leaves_nothing(void **state)
{
    (void)state;
    char to[PATH], from[PATH];
    char *xml = long_notice();
    put("长.xml", xml);
    mkdir(path_of(to, "取消"), 0777);
    put("取消/长.pdf", "旧的");
    struct hongtou_source source = {.name = path_of(from, "长.xml")};
    for (int by_thread = 0; by_thread < 2; by_thread++) {
        struct watcher w = {.stop_at = 2, .by_thread = by_thread};
        struct hongtou *h = w.h = open_free(watch, &w);
        enum hongtou_status status =
            hongtou_compile(h, &source, HONGTOU_PDF, path_of(to, "取消/长.pdf"), NULL);
        assert_int_equal(status, HONGTOU_CANCELLED);
        assert_int_equal(w.pages, 2);
        assert_int_equal(files_in("取消"), 1);
        struct hongtou_bytes old = get("取消/长.pdf");
        assert_memory_equal(old.p, "旧的", old.n);
        hongtou_free(&old);
        w.stop_at = 0; /* and the next call is whole */
        struct hongtou_bytes whole = compile(h, xml, HONGTOU_PDF);
        assert_true(whole.n > 0);
        hongtou_free(&whole);
        hongtou_close(h);
    }
    free(xml);
}

static void test_a_call_may_be_cancelled_before_it_begins(void **state)
{
    (void)state;
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source source = in_memory(notice);
    struct hongtou_bytes out;
    hongtou_cancel(h);
    assert_int_equal(hongtou_compile(h, &source, HONGTOU_PDF, NULL, &out), HONGTOU_CANCELLED);
    assert_null(out.p);
    assert_int_equal(hongtou_finding_count(h), 0);
    out = compile(h, notice, HONGTOU_PDF);
    hongtou_free(&out);
    hongtou_close(h);
}

/* ---- threads ---- */

struct worker {
    const char *xml;
    struct hongtou_bytes out[3];
};

static void *work(void *context)
{
    struct worker *w = context;
    struct hongtou *h = open_free(NULL, NULL);
    struct hongtou_source source = in_memory(w->xml);
    for (int i = 0; i < 3; i++)
        hongtou_compile(h, &source, HONGTOU_PDF, NULL, &w->out[i]);
    hongtou_close(h);
    return NULL;
}

static void test_two_contexts_in_two_threads(void **state)
{
    (void)state;
    char *xml = long_notice();
    struct worker workers[2] = {{.xml = notice}, {.xml = xml}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    struct hongtou *h = open_free(NULL, NULL);
    for (int i = 0; i < 2; i++) {
        struct hongtou_bytes alone = compile(h, workers[i].xml, HONGTOU_PDF);
        for (int k = 0; k < 3; k++) {
            assert_same(&alone, &workers[i].out[k]);
            hongtou_free(&workers[i].out[k]);
        }
        hongtou_free(&alone);
    }
    hongtou_close(h);
    free(xml);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_to_memory_is_what_the_command_writes),
        cmocka_unit_test(test_every_kind_is_what_the_command_dumps),
        cmocka_unit_test(test_editions_are_compared),
        cmocka_unit_test(test_file_to_file),
        cmocka_unit_test(test_what_was_issued_stays),
        cmocka_unit_test(test_files_come_from_the_caller_or_a_folder),
        cmocka_unit_test(test_findings_are_data),
        cmocka_unit_test(test_messages_are_in_the_language_asked_for),
        cmocka_unit_test(test_faults_of_the_call_and_of_the_system),
        cmocka_unit_test(test_a_longer_document_than_allowed_is_refused),
        cmocka_unit_test(test_measures_are_rows),
        cmocka_unit_test(test_only_pages_that_changed_are_drawn),
        cmocka_unit_test(test_a_draft_becomes_a_document),
        cmocka_unit_test(test_what_is_certain_is_mended),
        cmocka_unit_test(test_a_mend_is_whole),
        cmocka_unit_test(test_progress_is_told),
        cmocka_unit_test(test_a_cancelled_call_leaves_nothing),
        cmocka_unit_test(test_a_call_may_be_cancelled_before_it_begins),
        cmocka_unit_test(test_two_contexts_in_two_threads),
    };
    if (argc != 2 || !mkdtemp(folder))
        return 2;
    program = argv[1];
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char line[PATH];
    snprintf(line, sizeof line, "rm -rf %s", folder);
    return system(line) || failed;
}
