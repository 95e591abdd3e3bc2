/*
 * Pictures that stay in their files until a page is written: looked through, so that what is wrong
 * is told where the document names them, and copied when their turn comes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "image/diag.def"
#include "image/image_int.h"

static bool begins(struct image_source *s, const char *magic, size_t n)
{
    const uint8_t *p = image_source_at(s, 0, n);
    return p && memcmp(p, magic, n) == 0;
}

static bool report_fault(struct image_source *s, enum image_fault fault)
{
    static const struct diag_code *const codes[] = {[IMAGE_CUT_OFF] = DIAG_I006,
                                                    [IMAGE_DAMAGED] = DIAG_I012,
                                                    [IMAGE_UNSUPPORTED] = DIAG_I013,
                                                    [IMAGE_CMYK] = DIAG_I014};
    if (fault != IMAGE_SOUND && !s->failed)
        diag(s->diags, codes[fault], s->pos, s->path);
    return fault == IMAGE_SOUND && !s->failed;
}

static bool look_at_jpeg(struct arena *a, struct image_source *s, struct image_file *f)
{
    enum { DIGITS = 24 };
    char width[DIGITS], height[DIGITS], most[DIGITS];
    if (!report_fault(s, image_walk_jpeg(a, s, f)))
        return false;
    if ((uint64_t)f->width * f->height <= IMAGE_MAX_JPEG_PIXELS)
        return true;
    snprintf(width, sizeof width, "%" PRIu32, f->width);
    snprintf(height, sizeof height, "%" PRIu32, f->height);
    snprintf(most, sizeof most, "%d", IMAGE_MAX_JPEG_PIXELS);
    diag(s->diags, DIAG_I016, s->pos, s->path, width, height, most);
    return false;
}

/* Its pixels are only tried: they are read again when the page is written. */
static bool look_at_png(struct image_source *s, struct image_file *f)
{
    struct arena *passing = arena_new();
    const struct image *image = image_read(passing, s->path, s->pos, s->diags);
    if (image) {
        f->width = image->width;
        f->height = image->height;
        f->orientation = 1;
    }
    arena_drop(passing);
    return image != NULL;
}

/* Of what the caller has, its bytes; of a file, when it was written and how large it is. */
static uint64_t version_of(const struct image_source *s)
{
    if (s->given)
        return map_key(s->given, s->size);
    const int64_t marks[] = {s->stat.st_mtim.tv_sec, s->stat.st_mtim.tv_nsec,
                             (int64_t)s->stat.st_ino, (int64_t)s->stat.st_size};
    return map_key(marks, sizeof marks);
}

/* What else it is, by its first bytes. */
static bool refuse(struct image_source *s)
{
    const char *name = s->failed ? NULL : image_kind_name(s);
    if (!s->failed)
        diag(s->diags, name ? DIAG_I011 : DIAG_I010, s->pos, s->path, name ? name : "");
    return false;
}

struct image *image_look(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    enum { TURNED = 5 }; /* and above: the sides change places */
    static const char jpeg[] = "\xFF\xD8\xFF", png[] = "\x89PNG";
    struct image_source s;
    if (!image_source_open(&s, path, pos, d))
        return NULL;
    struct image_file *f = ARENA_NEW(a, struct image_file);
    *f = (struct image_file){.path = arena_strdup(a, path), .pos = pos, .size = s.size};
    f->jpeg = begins(&s, jpeg, sizeof jpeg - 1);
    bool ok = f->jpeg                           ? look_at_jpeg(a, &s, f)
              : begins(&s, png, sizeof png - 1) ? look_at_png(&s, f)
                                                : refuse(&s);
    uint64_t version = version_of(&s);
    image_source_close(&s);
    if (!ok)
        return NULL;
    bool turned = f->orientation >= TURNED;
    struct image *image = ARENA_NEW(a, struct image);
    *image = (struct image){.width = turned ? f->height : f->width,
                            .height = turned ? f->width : f->height,
                            .file = f,
                            .version = version};
    return image;
}

bool image_same(const struct image_file *a, const struct image_file *b, struct diags *d)
{
    struct image_source s, t;
    bool same = a->size == b->size && a->jpeg == b->jpeg && a->width == b->width;
    if (!same || !image_source_open(&s, a->path, a->pos, d))
        return false;
    same = image_source_open(&t, b->path, b->pos, d);
    for (size_t at = 0, n = 0, m = 0; same && at < a->size; at += n) {
        const uint8_t *p = image_source_window(&s, at, &n), *q = image_source_window(&t, at, &m);
        n = n < m ? n : m;
        same = n > 0 && memcmp(p, q, n) == 0;
    }
    image_source_close(&s);
    image_source_close(&t);
    return same;
}

bool image_copy(const struct image_file *file,
                void (*put)(void *context, const void *bytes, size_t n), void *context,
                struct diags *d)
{
    struct image_source s;
    if (!image_source_open(&s, file->path, file->pos, d))
        return false;
    bool ok = s.size == file->size;
    for (size_t i = 0; ok && i < file->parts.n; i++) {
        const struct image_part *part = &file->parts.v[i];
        for (size_t done = 0, n; ok && done < part->n; done += n) {
            const uint8_t *p = image_source_window(&s, part->from + done, &n);
            n = n < part->n - done ? n : part->n - done;
            ok = p != NULL;
            if (ok)
                put(context, p, n);
        }
    }
    if (!ok && !s.failed)
        diag(d, DIAG_I015, file->pos, file->path);
    image_source_close(&s);
    return ok;
}
