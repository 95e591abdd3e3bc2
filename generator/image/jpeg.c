/*
 * What a JPEG file is made of, without decoding it: its segments, up to the mark that ends it. A
 * picture of tens of megabytes is walked through in pieces. Kept for the page is what a decoder
 * needs; what cameras add (where and when it was taken, a thumbnail, a second picture behind the
 * end) is left out, and of it only read which side is up.
 */
#include <string.h>

#include "image/image_int.h"

enum marker {
    MARKER_TEM = 0x01,
    MARKER_SOF0 = 0xC0, /* baseline */
    MARKER_SOF1 = 0xC1, /* extended, Huffman */
    MARKER_SOF2 = 0xC2, /* progressive */
    MARKER_DHT = 0xC4,
    MARKER_JPG = 0xC8,
    MARKER_DAC = 0xCC,
    MARKER_SOF15 = 0xCF,
    MARKER_RST0 = 0xD0,
    MARKER_RST7 = 0xD7,
    MARKER_SOI = 0xD8,
    MARKER_EOI = 0xD9,
    MARKER_SOS = 0xDA,
    MARKER_DNL = 0xDC,
    MARKER_APP0 = 0xE0,
    MARKER_APP1 = 0xE1,
    MARKER_APP14 = 0xEE,
    MARKER_APP15 = 0xEF,
    MARKER_COM = 0xFE,
};

enum { BYTE_BITS = 8, GREY = 1, COLOUR = 3, CMYK = 4, MOST_SCANS = 1000 };

/* The file at a place, a window of it in memory. */
struct jpeg_walk {
    struct image_source *source;
    struct image_file *out;
    struct arena *arena; /* of what is kept */
    size_t at;
    bool adobe, framed;
    int scans;
    uint8_t ids[COLOUR];
};

/* The next byte, or -1 at the end. */
static int next_byte(struct jpeg_walk *w)
{
    const uint8_t *p = image_source_at(w->source, w->at, 1);
    w->at += p != NULL;
    return p ? *p : -1;
}

static unsigned number_at(const uint8_t *p)
{
    return (unsigned)p[0] << BYTE_BITS | p[1];
}

/* A stretch that goes to the page; it joins the one before it. */
static void keep(struct jpeg_walk *w, size_t from, size_t to)
{
    struct image_file *out = w->out;
    struct image_part *last = out->parts.n ? &out->parts.v[out->parts.n - 1] : NULL;
    if (last && last->from + last->n == from)
        last->n += to - from;
    else
        VEC_PUSH(w->arena, &out->parts, ((struct image_part){from, to - from}));
}

/* ---- which side is up ---- */

/* TIFF's numbers, in the order of bytes that it says. */
static unsigned long tiff_number(const uint8_t *p, size_t n, bool big)
{
    unsigned long v = 0;
    for (size_t i = 0; i < n; i++)
        v = v << BYTE_BITS | p[big ? i : n - 1 - i];
    return v;
}

/* The orientation that Exif data name, 1 to 8; 1: none, or they are damaged. */
static int exif_orientation(const uint8_t *p, size_t n)
{
    enum { HEAD = 8, SHORT = 2, LONG = 4, ENTRY = 12, TAG = 0x0112, TYPE_SHORT = 3, MOST = 8 };
    static const char name[] = "Exif\0";
    if (n < sizeof name + HEAD || memcmp(p, name, sizeof name) != 0)
        return 1;
    p += sizeof name;
    n -= sizeof name;
    bool big = p[0] == 'M';
    if (memcmp(p, big ? "MM\0*" : "II*\0", LONG) != 0)
        return 1;
    unsigned long at = tiff_number(p + LONG, LONG, big);
    if (at > n - SHORT)
        return 1;
    unsigned long entries = tiff_number(p + at, SHORT, big);
    for (at += SHORT; entries > 0 && at <= n && n - at >= ENTRY; entries--, at += ENTRY) {
        if (tiff_number(p + at, SHORT, big) != TAG)
            continue;
        unsigned long value = tiff_number(p + at + HEAD, SHORT, big);
        bool sound = tiff_number(p + at + SHORT, SHORT, big) == TYPE_SHORT && value >= 1;
        return sound && value <= MOST ? (int)value : 1;
    }
    return 1;
}

/* ---- segments ---- */

/* The frame's head: size, depth, colours. */
static enum image_fault read_frame(struct jpeg_walk *w, int marker, const uint8_t *p, size_t n)
{
    enum { HEAD = 6, DEPTH = 8, COMPONENT = 3 };
    struct image_file *out = w->out;
    if (marker > MARKER_SOF2)
        return IMAGE_UNSUPPORTED;
    if (w->framed || n < HEAD || n < HEAD + (size_t)p[HEAD - 1] * COMPONENT)
        return IMAGE_DAMAGED;
    w->framed = true;
    out->height = number_at(p + 1);
    out->width = number_at(p + 1 + 2);
    out->components = p[HEAD - 1];
    if (out->components == CMYK)
        return IMAGE_CMYK;
    if (p[0] != DEPTH || (out->components != GREY && out->components != COLOUR) || !out->height)
        return IMAGE_UNSUPPORTED;
    for (int i = 0; i < out->components; i++)
        w->ids[i] = p[HEAD + i * COMPONENT];
    return out->width ? IMAGE_SOUND : IMAGE_DAMAGED;
}

/* Three components are Y, Cb and Cr, unless a mark of Adobe's says, or without one their names do,
 * that they are R, G and B. */
static void read_adobe(struct jpeg_walk *w, const uint8_t *p, size_t n)
{
    enum { SIZE = 12 };
    w->adobe = w->adobe || (n >= SIZE && memcmp(p, "Adobe", strlen("Adobe")) == 0);
}

static bool is_frame(int marker)
{
    return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 && marker != MARKER_DHT &&
           marker != MARKER_JPG && marker != MARKER_DAC;
}

/* What cameras and programs say of it. */
static bool is_comment(int marker)
{
    bool application = marker > MARKER_APP0 && marker <= MARKER_APP15 && marker != MARKER_APP14;
    return application || marker == MARKER_COM;
}

/* Whatever stands behind a scan's head, up to the next mark. */
static void skip_scan(struct jpeg_walk *w)
{
    for (;;) {
        size_t n = 0;
        const uint8_t *p = image_source_window(w->source, w->at, &n);
        const uint8_t *mark = p ? memchr(p, UINT8_MAX, n) : NULL;
        if (!mark) {
            w->at += n;
            if (!n)
                return;
            continue;
        }
        w->at += (size_t)(mark - p);
        const uint8_t *two = image_source_at(w->source, w->at, 2);
        if (!two)
            return;
        bool data = two[1] == 0 || (two[1] >= MARKER_RST0 && two[1] <= MARKER_RST7);
        if (!data)
            return;
        w->at += 2;
    }
}

/* A segment whose mark has been read, which began at from. */
static enum image_fault take_segment(struct jpeg_walk *w, int marker, size_t from)
{
    enum { LENGTH = 2 };
    const uint8_t *p = image_source_at(w->source, w->at, LENGTH);
    size_t n = p ? number_at(p) : 0;
    if (!p)
        return IMAGE_CUT_OFF;
    if (n < LENGTH)
        return IMAGE_DAMAGED;
    p = image_source_at(w->source, w->at, n);
    if (!p)
        return IMAGE_CUT_OFF;
    w->at += n;
    p += LENGTH;
    n -= LENGTH;
    if (marker == MARKER_APP1 && w->out->orientation <= 1)
        w->out->orientation = exif_orientation(p, n);
    if (marker == MARKER_APP14)
        read_adobe(w, p, n);
    if (marker == MARKER_DNL || marker == MARKER_DAC)
        return IMAGE_UNSUPPORTED;
    enum image_fault fault = is_frame(marker) ? read_frame(w, marker, p, n) : IMAGE_SOUND;
    if (marker == MARKER_SOS) {
        if (!w->framed || ++w->scans > MOST_SCANS)
            return IMAGE_DAMAGED;
        skip_scan(w);
    }
    if (!is_comment(marker))
        keep(w, from, w->at);
    return fault;
}

enum image_fault image_walk_jpeg(struct arena *a, struct image_source *source,
                                 struct image_file *out)
{
    struct jpeg_walk w = {.source = source, .out = out, .arena = a, .at = 2};
    enum image_fault fault = IMAGE_SOUND;
    out->orientation = 1;
    keep(&w, 0, w.at);
    while (fault == IMAGE_SOUND) {
        size_t from = w.at;
        int byte = next_byte(&w), marker = UINT8_MAX;
        if (byte >= 0 && byte != UINT8_MAX)
            return IMAGE_DAMAGED;
        while (byte == UINT8_MAX && marker == UINT8_MAX) /* any number of them may precede it */
            marker = next_byte(&w);
        if (byte < 0 || marker < 0)
            return IMAGE_CUT_OFF;
        if (marker == MARKER_EOI) {
            keep(&w, from, w.at);
            break;
        }
        if (marker < MARKER_SOF0 || (marker >= MARKER_RST0 && marker <= MARKER_SOI))
            return IMAGE_DAMAGED;
        fault = take_segment(&w, marker, from);
    }
    if (fault == IMAGE_SOUND && (!w.framed || !w.scans))
        return IMAGE_DAMAGED;
    out->rgb = out->components == COLOUR && !w.adobe && memcmp(w.ids, "RGB", COLOUR) == 0;
    return fault;
}
