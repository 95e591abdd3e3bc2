/* The browser is opened on a file that only its owner can read, and that leads on to the page. */
#define _GNU_SOURCE /* mkostemps; ifaddrs' flags */
#include "desk/addresses.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { HOST = INET6_ADDRSTRLEN + 2 };

bool address_read(const char *text, struct address *out)
{
    enum { DECIMAL = 10, PORTS = 65536 };
    char host[HOST], *end;
    const char *colon = strrchr(text, ':');
    memset(out, 0, sizeof *out);
    if (!colon || (size_t)(colon - text) >= sizeof host)
        return false;
    size_t n = (size_t)(colon - text);
    memcpy(host, text, n);
    host[n] = '\0';
    long port = strtol(colon + 1, &end, DECIMAL);
    if (end == colon + 1 || *end || port < 0 || port >= PORTS)
        return false;
    if (n && host[0] == '[' && host[n - 1] == ']') {
        host[n - 1] = '\0';
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons((uint16_t)port);
        return inet_pton(AF_INET6, host + 1, &out->v6.sin6_addr) == 1;
    }
    out->v4.sin_family = AF_INET;
    out->v4.sin_port = htons((uint16_t)port);
    return inet_pton(AF_INET, host, &out->v4.sin_addr) == 1;
}

static const char *host_of(struct arena *a, const struct sockaddr *address)
{
    const struct address *any = (const struct address *)(const void *)address;
    char text[INET6_ADDRSTRLEN];
    if (address->sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &any->v6.sin6_addr, text, sizeof text);
        return arena_printf(a, "[%s]", text);
    }
    inet_ntop(AF_INET, &any->v4.sin_addr, text, sizeof text);
    return arena_strdup(a, text);
}

static bool is_any(const struct address *address)
{
    return address->as.sa_family == AF_INET6
               ? memcmp(&address->v6.sin6_addr, &in6addr_any, sizeof in6addr_any) == 0
               : address->v4.sin_addr.s_addr == htonl(INADDR_ANY);
}

struct text_list addresses_of(struct arena *a, const struct address *address)
{
    struct text_list list = {0};
    struct ifaddrs *all = NULL;
    if (is_any(address) && getifaddrs(&all) == 0) {
        for (const struct ifaddrs *i = all; i; i = i->ifa_next)
            if (i->ifa_addr && i->ifa_addr->sa_family == AF_INET && (i->ifa_flags & IFF_UP) &&
                !(i->ifa_flags & IFF_LOOPBACK))
                VEC_PUSH(a, &list, host_of(a, i->ifa_addr));
        freeifaddrs(all);
        VEC_PUSH(a, &list, "127.0.0.1");
    }
    if (!list.n)
        VEC_PUSH(a, &list, host_of(a, &address->as));
    return list;
}

/* ---- the browser ---- */

void addresses_show(const char *url)
{
    const char *folder = getenv("XDG_RUNTIME_DIR");
    char path[4096];
    static const char script[] =
        "(xdg-open \"$0\" >/dev/null 2>&1; sleep 20; rm -f \"$0\") </dev/null >/dev/null 2>&1 &";
    char *argv[] = {(char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c", (char *)(uintptr_t)script,
                    path, NULL};
    pid_t pid;
    if (!getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY"))
        return;
    snprintf(path, sizeof path, "%s/hongtou-XXXXXX.html", folder ? folder : "/tmp");
    int fd = mkostemps(path, (int)strlen(".html"), 0);
    FILE *page = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!page)
        return;
    fprintf(page, "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=%s\">\n", url);
    fclose(page);
    if (posix_spawnp(&pid, "sh", NULL, NULL, argv, environ) == 0)
        waitpid(pid, NULL, 0);
    else
        unlink(path);
}
