/* dlopen knows what is loaded already, so nothing is remembered here. */
#define _GNU_SOURCE /* dlinfo */
#include "base/late.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

/* The linker tells in words alone why it could not. */
static bool tells_of_memory(const char *why)
{
    static const char *const words[] = {"memory", "failed to map", "cannot map"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(why, words[i]))
            return true;
    return false;
}

/* Functions' addresses come as objects' do. */
static bool load(const char *file, const char *const names[], void *functions, size_t size)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL), *found = library;
    for (size_t i = 0; found && i < size / sizeof found; i++) {
        found = dlsym(library, names[i]);
        memcpy((char *)functions + i * sizeof found, &found, sizeof found);
    }
    return found;
}

/* Why it did not go, in the linker's words, of which memory's end is none; NULL: it did. */
static const char *fault(const char *file, const char *const names[], void *functions, size_t size)
{
    if (load(file, names, functions, size))
        return NULL;
    const char *why = dlerror();
    if (why && tells_of_memory(why))
        mem_exhausted();
    return why ? why : file;
}

bool late_load(const char *file, const char *const names[], void *functions, size_t size)
{
    return !fault(file, names, functions, size);
}

/* As memory's end does (mem.c): whoever asks has no other way to go on. */
void late_need(const char *file, const char *const names[], void *functions, size_t size)
{
    enum { STATUS_SYSTEM = 3 };
    const char *why = fault(file, names, functions, size);
    if (!why)
        return;
    fprintf(stderr, "hongtou: error[S020]: 程序库 %s 用不了，请安装它，或者重新安装 hongtou "
                    "(a library is missing or too old, install it, or hongtou anew): %s\n", file, why);
    _exit(STATUS_SYSTEM);
}

void late_each_folder(void (*take)(void *context, const char *folder), void *context)
{
    void *program = dlopen(NULL, RTLD_LAZY);
    Dl_serinfo room;
    if (!program || dlinfo(program, RTLD_DI_SERINFOSIZE, &room) != 0)
        return;
    Dl_serinfo *all = mem_alloc(room.dls_size);
    bool known = dlinfo(program, RTLD_DI_SERINFOSIZE, all) == 0 &&
                 dlinfo(program, RTLD_DI_SERINFO, all) == 0;
    for (unsigned i = 0; known && i < all->dls_cnt; i++)
        take(context, all->dls_serpath[i].dls_name);
    free(all);
}
