/*
 * A context that compiles for ever: the same page again and again in one process, its memory and
 * open files noted on the way. soak DOCUMENT TIMES; $HONGTOU_HOME has templates and fonts.
 *
 * Prints the slopes. Fails when a compilation keeps more than LEAK bytes, or a file.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "office/hongtou.h"

enum { SAMPLES = 40, DECIMAL = 10, LEAK = 64 };

static double resident(void)
{
    long pages = 0, all;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%ld %ld", &all, &pages) != 2)
        abort();
    fclose(f);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static int open_files(void)
{
    int n = 0;
    DIR *d = opendir("/proc/self/fd");
    while (d && readdir(d))
        n++;
    if (d)
        closedir(d);
    return n;
}

/* The slope of the straight line nearest to the points, of the second half: what is cached has been
 * by then. */
static double slope(const double x[], const double y[], int n)
{
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    int count = 0;
    for (int i = n / 2; i < n; i++, count++) {
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        sxy += x[i] * y[i];
    }
    return (count * sxy - sx * sy) / (count * sxx - sx * sx);
}

int main(int argc, char **argv)
{
    long times = argc > 2 ? strtol(argv[2], NULL, DECIMAL) : 0;
    if (times < SAMPLES)
        return fprintf(stderr, "soak DOCUMENT TIMES, at least %d\n", SAMPLES), 2;
    struct hongtou_config config = {.free_fonts = true};
    struct hongtou *h = hongtou_open(&config);
    struct hongtou_source source = {.name = argv[1]};
    double done[SAMPLES], bytes[SAMPLES];
    int files = 0;
    for (int i = 0; i < SAMPLES; i++) {
        for (long k = times * i / SAMPLES; k < times * (i + 1) / SAMPLES; k++) {
            struct hongtou_bytes pdf;
            if (hongtou_compile(h, &source, HONGTOU_PDF, NULL, &pdf) != HONGTOU_OK)
                return fprintf(stderr, "soak: %s does not compile\n", argv[1]), 1;
            hongtou_free(&pdf);
        }
        done[i] = (double)(times * (i + 1) / SAMPLES);
        bytes[i] = resident();
        files = i == SAMPLES / 2 ? open_files() : files;
    }
    double kept = slope(done, bytes, SAMPLES);
    int more = open_files() - files;
    printf("soak: %ld builds: %.1f MB in the end, %+.2f bytes and %+d files a build and in all\n",
           times, bytes[SAMPLES - 1] / 1e6, kept, more);
    hongtou_close(h);
    return kept > LEAK || more > 0;
}
