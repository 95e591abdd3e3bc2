/*
 * Fonts and dictionaries are mapped, not read: a run needs a few pages of tens of megabytes. One that
 * is cut short meanwhile gives SIGBUS where it is looked at. Then the run ends with what it was, and
 * leaves nothing: files have no name until they are whole. No stdio, no memory: it is a handler.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

enum { STATUS_SYSTEM = 3, LINE = 4096 };

static void say(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        _exit(STATUS_SYSTEM);
}

static uintptr_t hex(const char **at)
{
    static const char digits[] = "0123456789abcdef";
    uintptr_t n = 0;
    for (const char *found; **at && (found = strchr(digits, **at)); (*at)++)
        n = n << 4 | (uintptr_t)(found - digits);
    return n;
}

/* "7f0c2000-7f0c3000 r--p 00000000 fe:00 1234     /a/font.otf": the path, if the address is there. */
static const char *path_at(const char *line, uintptr_t address)
{
    uintptr_t from = hex(&line), to = *line == '-' ? (line++, hex(&line)) : 0;
    return from <= address && address < to ? strchr(line, '/') : NULL;
}

/* The next line, without its end; false: there is none. A longer one than any path is parted. */
static bool read_line(int fd, char line[LINE])
{
    size_t n = 0;
    while (n < LINE - 1 && read(fd, line + n, 1) == 1 && line[n] != '\n')
        n++;
    line[n] = '\0';
    return n > 0;
}

_Noreturn static void end_run(int signal, siginfo_t *info, void *context)
{
    (void)signal, (void)context;
    char line[LINE];
    const char *path = NULL;
    int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && !path && read_line(fd, line))
        path = path_at(line, (uintptr_t)info->si_addr);
    path = path ? path : "?";
    say("hongtou: error[S022]: 运行中“");
    say(path);
    say("”被改动了，这次没有写出来；等它不再变化，再运行一次 (the file changed during the run: nothing was "
        "written; wait until it is whole, and run this again)\n");
    _exit(STATUS_SYSTEM);
}

void cli_watch_mapped_files(void)
{
    struct sigaction action = {.sa_flags = SA_SIGINFO};
    action.sa_sigaction = end_run;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}
