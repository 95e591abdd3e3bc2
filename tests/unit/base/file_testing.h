/* A folder for tests of files, and what is seen in it. */
#include "../findings.h"
#include "../outside.h"
#include "check.h"

#include <dirent.h>
#include <string.h>

#include "base/file.h"

struct world {
    struct arena *arena;
    struct diags *diags;
    char *folder;
};

static int setup(void **state)
{
    struct world *w = malloc(sizeof *w);
    w->arena = arena_new();
    w->diags = diags_new(DIAG_EN);
    w->folder = folder_new(w->arena);
    *state = w;
    return w->folder ? 0 : -1;
}

static int teardown(void **state)
{
    struct world *w = *state;
    int status = folder_drop(w->arena, w->folder);
    diags_drop(w->diags);
    arena_drop(w->arena);
    free(w);
    return status;
}

static char *path_of(struct world *w, const char *name)
{
    return arena_printf(w->arena, "%s/%s", w->folder, name);
}

static void put(const char *path, const char *bytes)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
}

static void assert_holds(struct world *w, const char *path, const char *bytes)
{
    size_t n = 0;
    char *text = file_read(w->arena, path, &n, (struct pos){0}, w->diags);
    assert_non_null(text);
    assert_int_equal(n, strlen(bytes));
    assert_string_equal(text, bytes);
}

/* Names in the folder, hidden ones too. */
static size_t entries(struct world *w)
{
    size_t n = 0;
    DIR *dir = opendir(w->folder);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(dir);
    return n;
}

/* The one finding since the last look is this one. */
static void assert_told(struct world *w, const char *code)
{
    const char *row = strstr(findings_text(w->arena, w->diags), "error[");
    assert_non_null(row);
    assert_memory_equal(row + strlen("error["), code, strlen(code));
    assert_null(strstr(row + 1, "error["));
}
