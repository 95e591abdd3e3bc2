/* 文种 by the way that they go. */
#include <string.h>

#include "model/model.h"

enum genre_way genre_way(const char *genre)
{
    static const struct {
        const char *genre;
        enum genre_way way;
    } ways[] = {
        {"请示", GENRE_UP}, {"报告", GENRE_UP}, {"议案", GENRE_UP}, {"意见", GENRE_UP_OR_DOWN}};
    for (size_t i = 0; genre && i < sizeof ways / sizeof *ways; i++)
        if (strcmp(genre, ways[i].genre) == 0)
            return ways[i].way;
    return GENRE_OTHER;
}
