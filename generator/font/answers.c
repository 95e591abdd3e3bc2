/*
 * The file is a text: a head with the setting that it is good for, a line for each thing that
 * answers stand on with its state (times of change, size, number), a line for each folder of fonts
 * and each answer, and the sum of it all. A time of change (ctime) is the system's alone to set.
 * What changed after the run had begun, or as it did, may have been read before or after: then
 * nothing is kept.
 */
#include "font/answers.h"

#include <dirent.h>
#include <errno.h>
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "font/diag.def"
#include "font/kept.h"

/* ns: what passes between two times that files have, at most. */
enum { TICK = 20000000, SECOND = 1000000000 };
enum { SLOTS = 16, SUM_SIZE = 19 /* "= ", 16 digits, line's end */, MOST_GROUNDS = 4000, DEEPEST = 16 };

struct answer {
    const char *question;
    struct found_file file; /* path NULL: there is none */
};

struct font_answers {
    struct arena *arena;
    const char *path, *head;
    bool whole; /* no name is such that a line could not hold it, and there are not too many */
    struct timespec begun;
    VEC(struct answer) answers;
    size_t next; /* questions come in the same order every time */
    VEC(const char *) grounds;
    VEC(const char *) folders;
};

/* ---- what it is good for ---- */

/* Whatever fontconfig looks at besides files. */
static const char *const variables[] = {
    "HOME",           "XDG_CONFIG_HOME",  "XDG_CONFIG_DIRS",    "XDG_DATA_HOME",
    "XDG_DATA_DIRS",  "XDG_CACHE_HOME",   "FONTCONFIG_FILE",    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
};

static uint64_t add_words(uint64_t h, const char *s)
{
    return map_hash(h, s ? s : "", s ? strlen(s) + 1 : 0);
}

/* Relative paths are those of the working folder. */
static uint64_t setting_hash(const char *const folders[], size_t n)
{
    int version = FcGetVersion();
    char here[4096] = "";
    uint64_t h = map_hash(MAP_HASH_START, &version, sizeof version);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        h = map_hash(add_words(h, getenv(variables[i])), "", 1);
    for (size_t i = 0; i < n; i++)
        h = add_words(h, folders[i]);
    return add_words(h, getcwd(here, sizeof here) ? here : "");
}

/* ---- states ---- */

static bool is_before(const struct timespec *x, const struct timespec *y)
{
    return x->tv_sec < y->tv_sec || (x->tv_sec == y->tv_sec && x->tv_nsec < y->tv_nsec);
}

/* False: it changed when others were read, or later. */
static bool add_state(struct buf *b, const char *path, const struct timespec *begun)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        buf_str(b, "-");
        return true;
    }
    buf_printf(b, "%lld.%ld/%lld/%llu/%llu", (long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec,
               (long long)st.st_size, (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
    return is_before(&st.st_ctim, begun);
}

/* "STATE PATH" */
static bool is_as_it_was(const struct font_answers *k, const char *line)
{
    const char *path = strchr(line, ' ');
    struct buf now = {0};
    bool same = path && add_state(&now, path + 1, &k->begun) &&
                now.n == (size_t)(path - line) && memcmp(now.p, line, now.n) == 0;
    buf_drop(&now);
    return same;
}

/* ---- reading ---- */

/* "INDEX OWN PATH\tQUESTION", or of none "\tQUESTION". */
static bool read_answer(struct font_answers *k, char *line)
{
    char *question = strchr(line, '\t'), *end = line;
    struct answer *answer = VEC_ADD(k->arena, &k->answers);
    if (!question)
        return false;
    *question = '\0';
    answer->question = question + 1;
    if (!*line)
        return true;
    answer->file.index = (unsigned)strtoul(line, &end, 10);
    answer->file.own = end[0] == ' ' && end[1] == '1';
    answer->file.path = end[0] == ' ' && end[1] && end[2] == ' ' ? end + 3 : NULL;
    return answer->file.path;
}

static bool read_line(struct font_answers *k, char *line)
{
    switch (*line) {
    case '?':
        return read_answer(k, line + 1);
    case '/':
        VEC_PUSH(k->arena, &k->folders, line + 1);
        return true;
    case '@':
        return is_as_it_was(k, line + 1);
    default:
        return false;
    }
}

static const char *sum_line(struct arena *a, const char *text, size_t n)
{
    return arena_printf(a, "= %016llx\n", (unsigned long long)map_hash(MAP_HASH_START, text, n));
}

/* False: damaged. What no longer holds is passed over in silence. */
static bool read_text(struct font_answers *k, char *text, size_t n)
{
    size_t head = strlen(k->head);
    if (n < SUM_SIZE || memcmp(text + n - SUM_SIZE, sum_line(k->arena, text, n - SUM_SIZE), SUM_SIZE) != 0)
        return false;
    bool holds = n >= head + SUM_SIZE && memcmp(text, k->head, head) == 0;
    text[n - SUM_SIZE] = '\0';
    for (char *line = text + head, *end; holds && *line; line = end + 1) {
        end = line + strcspn(line, "\n");
        holds = *end == '\n';
        *end = '\0';
        holds = holds && read_line(k, line);
    }
    if (!holds)
        k->answers.n = k->folders.n = 0;
    return true;
}

/* False: it is shorter than it was, or the disk fails. */
static bool read_all(int fd, char *to, size_t n)
{
    ssize_t got = 1;
    for (; n && got; to += got > 0 ? got : 0, n -= got > 0 ? (size_t)got : 0)
        if ((got = read(fd, to, n)) < 0 && errno != EINTR)
            return false;
    return !n;
}

static void load(struct font_answers *k, struct diags *d)
{
    enum { MOST = 1 << 20 };
    struct stat st;
    int fd = font_kept_open(k->path, &st);
    if (fd < 0)
        return;
    size_t n = st.st_size <= MOST ? (size_t)st.st_size : 0;
    char *text = arena_alloc(k->arena, n + 1);
    bool ok = read_all(fd, text, n) && read_text(k, text, n);
    close(fd);
    if (!ok)
        diag_system(d, DIAG_F031, k->path);
}

struct font_answers *font_answers_open(struct arena *a, const char *const folders[], size_t n,
                                       struct diags *d)
{
    struct font_answers *k = ARENA_NEW(a, struct font_answers);
    unsigned long long setting = setting_hash(folders, n);
    k->arena = a;
    k->whole = !getenv("FONTCONFIG_SYSROOT");
    k->path = font_kept_path(a, arena_printf(a, "answers-%llu", setting % SLOTS));
    k->head = arena_printf(a, "hongtou fonts 1 %016llx\n", setting);
    clock_gettime(CLOCK_REALTIME, &k->begun);
    k->begun.tv_sec -= k->begun.tv_nsec < TICK;
    k->begun.tv_nsec += k->begun.tv_nsec < TICK ? SECOND - TICK : -TICK;
    if (k->whole)
        load(k, d);
    return k;
}

enum font_answer font_answers_find(struct font_answers *k, const char *question,
                                   struct found_file *out)
{
    for (size_t tried = 0; tried < k->answers.n; tried++) {
        const struct answer *answer = &k->answers.v[k->next++ % k->answers.n];
        if (strcmp(answer->question, question) != 0)
            continue;
        if (!answer->file.path)
            return ANSWER_NONE;
        *out = answer->file;
        return ANSWER_FILE;
    }
    return ANSWER_UNKNOWN;
}

/* ---- what is added ---- */

static const char *a_line(struct font_answers *k, const char *text)
{
    k->whole = k->whole && !strpbrk(text, "\t\n");
    return arena_strdup(k->arena, text);
}

void font_answers_add(struct font_answers *k, const char *question, const struct found_file *file)
{
    struct answer *answer = VEC_ADD(k->arena, &k->answers);
    answer->question = a_line(k, question);
    if (!file)
        return;
    answer->file = *file;
    answer->file.path = a_line(k, file->path);
}

static void add_path(struct font_answers *k, const char *path)
{
    k->whole = k->whole && k->grounds.n < MOST_GROUNDS;
    if (k->whole)
        VEC_PUSH(k->arena, &k->grounds, a_line(k, path));
}

/* A folder and those below it, but hidden ones, where nobody looks for fonts. */
static void add_tree(struct font_answers *k, const char *path, int depth)
{
    add_path(k, path);
    DIR *dir = k->whole && depth < DEEPEST ? opendir(path) : NULL;
    for (const struct dirent *e; dir && (e = readdir(dir));) {
        const char *below = file_in(k->arena, path, e->d_name);
        if (e->d_name[0] != '.' && file_is_folder(below))
            add_tree(k, below, depth + 1);
    }
    if (dir)
        closedir(dir);
    k->whole = k->whole && depth < DEEPEST;
}

/* What is included, there or not: by its own name, or in each place where fontconfig looks. */
static void add_included(struct font_answers *k, const char *from, const char *name)
{
    const char *home = getenv("HOME"), *config = getenv("XDG_CONFIG_HOME");
    const char *last = strrchr(from, '/'), *paths = getenv("FONTCONFIG_PATH");
    if (*name == '/') {
        add_path(k, name);
        return;
    }
    if (*name == '~') {
        add_path(k, arena_printf(k->arena, "%s%s", home ? home : "", name + 1));
        return;
    }
    if (last)
        add_path(k, arena_printf(k->arena, "%.*s/%s", (int)(last - from), from, name));
    if (config)
        add_path(k, file_in(k->arena, config, name));
    if (home)
        add_path(k, arena_printf(k->arena, "%s/.config/%s", home, name));
    for (const char *p = paths; p && *p; p += strcspn(p, ":"), p += *p == ':')
        add_path(k, arena_printf(k->arena, "%.*s/%s", (int)strcspn(p, ":"), p, name));
    add_path(k, file_in(k->arena, "/etc/fonts", name));
}

/* <include …>name</include>, as many as there are. */
static void add_configuration(struct font_answers *k, const char *path)
{
    size_t n;
    struct diags *unheard = diags_new(DIAG_EN);
    add_path(k, path);
    char *p = file_is_folder(path) ? NULL : file_read(k->arena, path, &n, (struct pos){0}, unheard);
    while (p && (p = strstr(p, "<include")) && (p = strchr(p, '>'))) {
        p += strspn(p, "> \t\r\n");
        const char *name = p;
        size_t length = strcspn(name, "<\r\n");
        while (length && name[length - 1] == ' ')
            length--;
        add_included(k, path, arena_strndup(k->arena, name, length));
    }
    diags_drop(unheard);
}

void font_answers_renew(struct font_answers *k)
{
    k->grounds.n = k->folders.n = 0;
}

void font_answers_stand_on(struct font_answers *k, enum font_ground ground, const char *path)
{
    switch (ground) {
    case GROUND_FONTS:
        VEC_PUSH(k->arena, &k->folders, a_line(k, path));
        add_path(k, path);
        return;
    case GROUND_TREE:
        add_tree(k, path, 0);
        return;
    case GROUND_CONFIGURATION:
        add_configuration(k, path);
        return;
    case GROUND_PATH:
        add_path(k, path);
        return;
    }
}

size_t font_answers_folders(const struct font_answers *k, const char *const **out)
{
    *out = k->folders.v;
    return k->folders.n;
}

/* ---- writing ---- */

void font_answers_keep(struct font_answers *k)
{
    struct buf b = {0};
    bool still = k->whole;
    buf_str(&b, k->head);
    for (size_t i = 0; still && i < k->grounds.n; i++) {
        buf_char(&b, '@');
        still = add_state(&b, k->grounds.v[i], &k->begun);
        buf_printf(&b, " %s\n", k->grounds.v[i]);
    }
    for (size_t i = 0; i < k->folders.n; i++)
        buf_printf(&b, "/%s\n", k->folders.v[i]);
    for (size_t i = 0; i < k->answers.n; i++) {
        const struct answer *answer = &k->answers.v[i];
        buf_char(&b, '?');
        if (answer->file.path)
            buf_printf(&b, "%u %d %s", answer->file.index, answer->file.own, answer->file.path);
        buf_printf(&b, "\t%s\n", answer->question);
    }
    buf_str(&b, sum_line(k->arena, b.p, b.n));
    if (still)
        font_kept_put(k->arena, k->path, &(struct kept_part){b.p, b.n}, 1);
    buf_drop(&b);
}
