/*
 * The file of a store: a head, an entry for each glyph in ascending order, the programs. It is
 * mapped, and of its pages those are read whose glyphs a document has. Only this program's own
 * machine reads it: numbers are as the processor has them.
 *
 * A font is the same when its head table (with the sum of the whole file), its size and the time of
 * its last change are. The store is another one when the sources that make programs, or this one,
 * are others (PROGRAMS_MADE_BY, their hash, comes from the Makefile) or HarfBuzz is. Each entry has a check of
 * itself and its program, so that a damaged file costs time and never a wrong glyph.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "font/diag.def"
#include "font/kept.h"
#include "font/programs.h"

static const char MAGIC[8] = "HTGLYPH";

/* What a store is good for. */
struct store_key {
    uint64_t font;
    uint64_t size;
    int64_t changed; /* ns */
    uint32_t made_by, index;
};

struct store_head {
    char magic[sizeof MAGIC];
    struct store_key key;
    uint64_t entries, bytes;
};

struct entry {
    uint32_t glyph, at, n;
    uint32_t check;
    int16_t box[4], ink[4];
};

/* A store's file, mapped. */
struct layer {
    const char *path; /* NULL: there is no such place */
    void *map;        /* NULL: no file, or none that is of use */
    size_t mapped;
    const struct entry *entries;
    size_t n;
    const char *bytes;
};

/* Beside the font, for all users, and the user's own for what that one lacks. */
enum { BESIDE, CACHE, LAYERS };

struct program_store {
    struct arena *arena;
    struct store_key key;
    struct layer layers[LAYERS];
};

/* ---- what a store is known by ---- */

/* Of the font, whose head table has the sum of the whole file in it, and of who draws it. */
static uint64_t font_hash(const struct open_face *f)
{
    static const hb_tag_t tables[] = {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('C', 'F', 'F', ' '),
                                      HB_TAG('h', 'm', 't', 'x')};
    const char *drawn_by = hb_version_string();
    uint64_t h = map_hash(MAP_HASH_START, drawn_by, strlen(drawn_by));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        unsigned size;
        hb_blob_t *table = hb_face_reference_table(f->hb, tables[i]);
        const char *bytes = hb_blob_get_data(table, &size);
        h = map_hash(h, &size, sizeof size);
        h = i ? h : map_hash(h, bytes, size);
        hb_blob_destroy(table);
    }
    return h;
}

static bool key_of(const struct open_face *f, struct store_key *out)
{
    enum { NS = 1000000000 };
    struct stat st;
    memset(out, 0, sizeof *out);
    if (stat(f->face.path, &st) != 0)
        return false;
    out->font = font_hash(f);
    out->size = (uint64_t)st.st_size;
    out->changed = (int64_t)st.st_mtim.tv_sec * NS + st.st_mtim.tv_nsec;
    out->made_by = PROGRAMS_MADE_BY;
    out->index = f->face.index;
    return true;
}

/* ---- where it is ---- */

static void name_files(struct program_store *s, const struct open_face *f)
{
    const char *path = f->face.path, *name = file_name(path);
    if (f->own && name > path)
        s->layers[BESIDE].path = arena_printf(s->arena, "%.*s.glyphs/%s.%u", (int)(name - path),
                                              path, name, f->face.index);
    s->layers[CACHE].path =
        font_kept_path(s->arena, arena_printf(s->arena, "glyphs/%s.%u-%016llx", name, f->face.index,
                                              (unsigned long long)s->key.font));
}

/* ---- reading ---- */

/* Multiplied and folded as in MurmurHash (Appleby, public domain), eight bytes at a time. */
static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * UINT64_C(0xC6A4A7935BD1E995);
    return h ^ h >> 47;
}

static uint32_t check_of(const struct entry *e, const char *bytes)
{
    struct entry plain = *e;
    plain.check = 0;
    uint64_t h = map_hash(MAP_HASH_START, &plain, sizeof plain), word = 0;
    size_t i = 0;
    for (; i + sizeof word <= e->n; i += sizeof word) {
        memcpy(&word, bytes + i, sizeof word);
        h = mix(h, word);
    }
    word = 0;
    if (i < e->n)
        memcpy(&word, bytes + i, e->n - i);
    return (uint32_t)(mix(h, word) >> 32);
}

static void unmap(struct layer *l)
{
    if (l->map)
        munmap(l->map, l->mapped);
    l->map = NULL;
    l->n = 0;
}

/* False: what is there is no whole store. One of something else is passed over in silence. */
static bool map_file(struct layer *l, int fd, size_t size, const struct store_key *key)
{
    const struct store_head *head;
    void *map = size >= sizeof *head ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (map == MAP_FAILED)
        return false;
    head = l->map = map;
    l->mapped = size;
    size_t rest = size - sizeof *head;
    if (memcmp(head->magic, MAGIC, sizeof MAGIC) == 0 &&
        memcmp(&head->key, key, sizeof *key) != 0) {
        unmap(l);
        return true;
    }
    if (memcmp(head->magic, MAGIC, sizeof MAGIC) == 0 &&
        head->entries <= rest / sizeof *l->entries &&
        head->bytes == rest - head->entries * sizeof *l->entries) {
        l->entries = (const struct entry *)(head + 1);
        l->n = head->entries;
        l->bytes = (const char *)(l->entries + l->n);
        return true;
    }
    unmap(l);
    return false;
}

static void load(struct program_store *s, struct layer *l, struct diags *d)
{
    struct stat st;
    int fd = l->path ? font_kept_open(l->path, &st) : -1;
    if (fd < 0)
        return;
    if (!map_file(l, fd, (size_t)st.st_size, &s->key) && d)
        diag_system(d, DIAG_F030, l->path);
    close(fd);
}

struct program_store *font_programs_open(const struct open_face *f, struct diags *d)
{
    struct arena *a = arena_new();
    struct program_store *s = ARENA_NEW(a, struct program_store);
    s->arena = a;
    if (!key_of(f, &s->key))
        return s;
    name_files(s, f);
    for (int i = 0; i < LAYERS; i++)
        load(s, &s->layers[i], d);
    return s;
}

static const struct entry *find_entry(const struct layer *l, uint32_t glyph)
{
    size_t from = 0, to = l->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (l->entries[middle].glyph < glyph)
            from = middle + 1;
        else
            to = middle;
    }
    return from < l->n && l->entries[from].glyph == glyph ? &l->entries[from] : NULL;
}

static bool take_program(const struct layer *l, const struct entry *e, struct glyph_program *out)
{
    size_t all = l->mapped - (size_t)(l->bytes - (const char *)l->map);
    if (!e || e->at > all || e->n > all - e->at || check_of(e, l->bytes + e->at) != e->check)
        return false;
    *out = (struct glyph_program){.bytes = l->bytes + e->at,
                                  .n = e->n,
                                  .ink = {e->ink[0], e->ink[1], e->ink[2], e->ink[3]}};
    memcpy(out->box, e->box, sizeof out->box);
    return true;
}

bool font_programs_find(const struct program_store *s, uint32_t glyph, struct glyph_program *out)
{
    for (int i = 0; i < LAYERS; i++)
        if (take_program(&s->layers[i], find_entry(&s->layers[i], glyph), out))
            return true;
    return false;
}

/* ---- writing ---- */

/* What becomes of a store: old and new glyphs, in ascending order. */
struct new_store {
    VEC(struct entry) entries;
    struct buf bytes;
};

static void keep(struct arena *a, struct new_store *out, uint32_t glyph,
                 const struct glyph_program *p)
{
    int least = p->ink.left < p->ink.bottom ? p->ink.left : p->ink.bottom;
    int most = p->ink.right > p->ink.top ? p->ink.right : p->ink.top;
    if (!p->bytes || p->n > UINT32_MAX - out->bytes.n || least < INT16_MIN || most > INT16_MAX)
        return;
    struct entry *e = VEC_ADD(a, &out->entries);
    e->glyph = glyph;
    e->at = (uint32_t)out->bytes.n;
    e->n = (uint32_t)p->n;
    memcpy(e->box, p->box, sizeof e->box);
    memcpy(e->ink,
           (const int16_t[]){(int16_t)p->ink.left, (int16_t)p->ink.bottom, (int16_t)p->ink.right,
                             (int16_t)p->ink.top},
           sizeof e->ink);
    e->check = check_of(e, p->bytes);
    buf_add(&out->bytes, p->bytes, p->n);
}

static int by_glyph(const void *a, const void *b)
{
    uint32_t x = ((const struct entry *)a)->glyph, y = ((const struct entry *)b)->glyph;
    return (x > y) - (x < y);
}

static void merge(struct arena *a, const struct layer *l, const uint32_t ids[],
                  const struct glyph_program programs[], size_t n, struct new_store *out)
{
    struct map known = {0};
    struct glyph_program old;
    for (size_t i = 0; i < l->n; i++)
        if (take_program(l, &l->entries[i], &old) && !map_get(&known, l->entries[i].glyph)) {
            map_put(a, &known, l->entries[i].glyph, 0);
            keep(a, out, l->entries[i].glyph, &old);
        }
    for (size_t i = 0; i < n; i++)
        if (!map_get(&known, ids[i])) {
            map_put(a, &known, ids[i], 0);
            keep(a, out, ids[i], &programs[i]);
        }
    if (out->entries.n)
        qsort(out->entries.v, out->entries.n, sizeof *out->entries.v, by_glyph);
}

void font_programs_add(struct program_store *s, const uint32_t ids[],
                       const struct glyph_program programs[], size_t n)
{
    bool done = !n;
    for (int i = 0; i < LAYERS && !done; i++) {
        struct new_store made = {0};
        if (!s->layers[i].path)
            continue;
        merge(s->arena, &s->layers[i], ids, programs, n, &made);
        struct store_head head = {.key = s->key, .entries = made.entries.n, .bytes = made.bytes.n};
        memcpy(head.magic, MAGIC, sizeof MAGIC);
        done = font_kept_put(s->arena, s->layers[i].path,
                             (const struct kept_part[]){
                                 {&head, sizeof head},
                                 {made.entries.v, made.entries.n * sizeof *made.entries.v},
                                 {made.bytes.p, made.bytes.n}},
                             3);
        buf_drop(&made.bytes);
    }
}

void font_programs_close(struct program_store *s)
{
    for (int i = 0; i < LAYERS; i++)
        unmap(&s->layers[i]);
    arena_drop(s->arena);
}
