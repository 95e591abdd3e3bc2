/* The time that passes, whatever the calendar's clock is set to. */
#ifndef HONGTOU_BASE_CLOCK_H
#define HONGTOU_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some moment. */
static inline int64_t clock_ms(void)
{
    enum { MS = 1000, NS_OF_MS = 1000000 };
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * MS + now.tv_nsec / NS_OF_MS;
}

#endif
