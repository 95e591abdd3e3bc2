/* A colour as print knows it. */
#ifndef HONGTOU_BASE_COLOUR_H
#define HONGTOU_BASE_COLOUR_H

/* DeviceCMYK in 1/1000. */
struct colour {
    int c, m, y, k;
};

#endif
