/*
 * Files of other formats, through LibreOffice where there is one: a copy in a folder of its own, a
 * profile of its own that opens nothing outside and runs no macro, a limit of time, and nothing
 * left behind. No shell has a part in it. Interrupted, the folder goes before the program does.
 */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/cage.h"
#include "base/diag.def"
#include "base/file.h"
#include "draft/diag.def"
#include "draft/docx_int.h"

enum { SECONDS = 120, MOST_WRITTEN = 256 << 20, NOT_FOUND = 127 };
#define MOST_MEMORY ((rlim_t)4 << 30) /* it takes half of that to begin */

/* ---- which ---- */

static const struct foreign {
    const char *bytes;
    size_t size;
    const char *name;   /* of the copy: its suffix says what it is */
    const char *filter; /* to read it by, where the suffix does not say enough; or NULL */
    const char *what;   /* as people know it */
} foreign[] = {
    {"\xD0\xCF\x11\xE0", 4, "in.doc", NULL, ".doc/.wps"},
    {"{\\rtf", 5, "in.rtf", NULL, "RTF"},
    {"PK\3\4", 4, "in.odt", NULL, "ODT"},
    {"<html", 5, "in.html", "HTML (StarWriter)", "HTML"},
    {"<!doctype html", 14, "in.html", "HTML (StarWriter)", "HTML"},
    {"MIME-Version:", 13, "in.mht", NULL, "MHT"},
    {"<?xml", 5, "in.xml", NULL, "XML"},
};

/* Text documents alone: nobody's sheets. */
static bool is_opendocument(const char *bytes, size_t size)
{
    static const char type[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    enum { HEADER = 30 };
    return size > HEADER + sizeof type && memcmp(bytes + HEADER, type, sizeof type - 1) == 0;
}

/* Word's own XML, or a whole .docx in one: other XML is for other commands. */
static bool is_word_xml(const char *bytes, size_t size)
{
    enum { LOOKED_AT = 1024 };
    char head[LOOKED_AT + 1] = "";
    memcpy(head, bytes, size < LOOKED_AT ? size : LOOKED_AT);
    return strstr(head, "progid=\"Word.Document\"") || strstr(head, "xmlPackage") ||
           strstr(head, "w:wordDocument") || strstr(head, "uof:UOF");
}

static const struct foreign *kind_of(const char *bytes, size_t size)
{
    size_t skip = 0;
    while (skip < size && bytes[skip] && strchr(" \t\r\n\xEF\xBB\xBF", bytes[skip]))
        skip++;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        const struct foreign *f = &foreign[i];
        if (size - skip < f->size || strncasecmp(bytes + skip, f->bytes, f->size) != 0)
            continue;
        if (strcmp(f->what, "ODT") == 0 && !is_opendocument(bytes, size))
            return NULL;
        return strcmp(f->what, "XML") != 0 || is_word_xml(bytes, size) ? f : NULL;
    }
    return NULL;
}

const char *foreign_kind(const char *bytes, size_t size)
{
    const struct foreign *f = kind_of(bytes, size);
    return f ? f->what : NULL;
}

/* ---- its folder ---- */

/* No macros, no links followed, no active content, no way to the network. */
static const char settings[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n"
#define ITEM(path, name, value)                                                                    \
    "<item oor:path=\"/org.openoffice." path "\"><prop oor:name=\"" name                           \
    "\" oor:op=\"fuse\"><value>" value "</value></prop></item>\n"
    ITEM("Office.Common/Security/Scripting", "MacroSecurityLevel", "3")
        ITEM("Office.Common/Security/Scripting", "DisableMacrosExecution", "true")
            ITEM("Office.Common/Security/Scripting", "DisableActiveContent", "true")
                ITEM("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
                    ITEM("Office.Writer/Content/Update", "Link", "2")
                        ITEM("Inet/Settings", "ooInetProxyType", "1")
                            ITEM("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1")
                                ITEM("Inet/Settings", "ooInetHTTPProxyPort", "9")
                                    ITEM("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1")
                                        ITEM("Inet/Settings", "ooInetHTTPSProxyPort", "9")
#undef ITEM
                                            "</oor:items>\n";

static bool put_file(const char *path, const char *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    size_t done = 0;
    while (fd >= 0 && done < size) {
        ssize_t n = write(fd, bytes + done, size - done);
        if (n < 0 && errno != EINTR)
            break;
        done += n > 0 ? (size_t)n : 0;
    }
    return fd >= 0 && close(fd) == 0 && done == size;
}

static bool prepare(struct arena *a, const char *folder, const struct foreign *f, const char *bytes,
                    size_t size)
{
    const char *profile = file_in(a, folder, "profile"), *user = file_in(a, profile, "user");
    return mkdir(profile, S_IRWXU) == 0 && mkdir(user, S_IRWXU) == 0 &&
           put_file(file_in(a, user, "registrymodifications.xcu"), settings, sizeof settings - 1) &&
           put_file(file_in(a, folder, f->name), bytes, size);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
    (void)st;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_folder(const char *folder)
{
    enum { OPEN_FOLDERS = 16 };
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* ---- the other program ---- */

/* In the child: does not return. */
static void run(char *const argv[], const sigset_t *signals)
{
    enum { FIRST = 3, LAST = 1024 };
    int none = open("/dev/null", O_RDWR);
    setpgid(0, 0);
    for (int fd = 0; none >= 0 && fd < FIRST; fd++)
        dup2(none, fd);
    for (int fd = FIRST; fd < LAST; fd++)
        close(fd);
    cage_limit(RLIMIT_CPU, SECONDS);
    cage_limit(RLIMIT_FSIZE, MOST_WRITTEN);
    cage_limit(RLIMIT_CORE, 0);
    cage_limit(RLIMIT_AS, MOST_MEMORY);
    sigprocmask(SIG_SETMASK, signals, NULL);
    execvp("soffice", argv);
    execvp("libreoffice", argv);
    _exit(NOT_FOUND);
}

static bool is_interrupted(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
            sigismember(&pending, SIGHUP) == 1);
}

/* Waits for it for so long, and not longer than the user does; its status, or -1. */
static int await(pid_t pid)
{
    enum { STEPS = 50 }; /* a second */
    const struct timespec step = {0, 1000000000L / STEPS};
    int status = 0;
    for (int i = 0; i < SECONDS * STEPS && !is_interrupted(); i++) {
        pid_t got = waitpid(pid, &status, WNOHANG);
        if (got == pid)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        if (got < 0 && errno != EINTR)
            return -1;
        nanosleep(&step, NULL);
    }
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return -1;
}

/* Its status; -1: it was stopped, or never began. Signals to end wait meanwhile. */
static int convert(struct arena *a, const char *folder, const struct foreign *f,
                   const sigset_t *signals)
{
    char *argv[] = {"soffice",
                    arena_printf(a, "-env:UserInstallation=file://%s/profile", folder),
                    "--headless",
                    "--norestore",
                    "--nolockcheck",
                    "--nodefault",
                    "--convert-to",
                    "docx:MS Word 2007 XML",
                    "--outdir",
                    file_in(a, folder, "out"),
                    file_in(a, folder, f->name),
                    f->filter ? arena_printf(a, "--infilter=%s", f->filter) : NULL,
                    NULL};
    pid_t pid = fork();
    if (pid == 0)
        run(argv, signals);
    if (pid < 0)
        return -1;
    setpgid(pid, pid);
    return await(pid);
}

/* No fault of the draft's. errno says why. */
static void no_room(struct reading *r, const char *folder)
{
    const char *reason = diag_reason(r->diags, errno);
    diag_system(r->diags, DIAG_S010, dirname(arena_strdup(r->arena, folder)), reason);
}

static char *converted(struct reading *r, const char *folder, const struct foreign *f,
                       const char *bytes, size_t size, size_t *n)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, &before);
    const char *result = file_in(r->arena, file_in(r->arena, folder, "out"), "in.docx");
    int status = -1;
    char *docx = NULL;
    bool prepared = prepare(r->arena, folder, f, bytes, size);
    if (prepared)
        status = convert(r->arena, folder, f, &before);
    if (!prepared)
        no_room(r, folder);
    else if (status == NOT_FOUND)
        finish_fail(r, DIAG_G007, f->what);
    else if (status != 0 || !file_exists(result))
        finish_fail(r, DIAG_G008, f->what);
    else
        docx = file_read(r->arena, result, n, (struct pos){0}, r->diags);
    remove_folder(folder);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return docx;
}

char *foreign_convert(struct reading *r, const char *bytes, size_t size, size_t *n)
{
    const struct foreign *f = kind_of(bytes, size);
    const char *temp = getenv("TMPDIR");
    char *folder =
        arena_printf(r->arena, "%s/hongtou-XXXXXX", temp && *temp == '/' ? temp : "/tmp");
    if (!mkdtemp(folder)) {
        no_room(r, folder);
        return NULL;
    }
    char *docx = converted(r, folder, f, bytes, size, n);
    if (docx)
        diag(r->diags, DIAG_G024, r->pos, r->name, f->what);
    return docx;
}
