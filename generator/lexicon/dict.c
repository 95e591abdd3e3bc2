/* The dictionary: packed from a list of words at set-up, mapped and walked in a run. A damaged file
 * gives wrong words at worst: every step is held within the file. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/lexicon_int.h"

const char dict_magic[8] = "HTWORDS2";

/* ---- in a run ---- */

bool dict_open(struct dict *d, const char *path)
{
    *d = (struct dict){NULL, 0};
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    void *map = MAP_FAILED;
    if (fstat(fd, &st) == 0) {
        if (S_ISREG(st.st_mode) && st.st_size > 0)
            map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        else
            errno = EINVAL;
    }
    int error = errno;
    close(fd);
    if (map == MAP_FAILED && error == ENOMEM)
        mem_exhausted();
    errno = error;
    if (map == MAP_FAILED)
        return false;
    const struct dict_header *header = map;
    size_t size = (size_t)st.st_size;
    if (size < sizeof *header || memcmp(header->magic, dict_magic, sizeof dict_magic) != 0 ||
        header->nodes < HAN_COUNT ||
        size != sizeof *header + header->nodes * sizeof(struct dict_node)) {
        munmap(map, size);
        errno = EINVAL;
        return false;
    }
    *d = (struct dict){(const struct dict_node *)(header + 1), header->nodes};
    return true;
}

void dict_close(struct dict *d)
{
    if (d->n)
        munmap((char *)(uintptr_t)d->nodes - sizeof(struct dict_header),
               sizeof(struct dict_header) + d->n * sizeof *d->nodes);
    *d = (struct dict){NULL, 0};
}

const struct dict_node *dict_first(const struct dict *d, char32_t cp)
{
    return d->n && cp >= HAN_FIRST && cp <= HAN_LAST ? &d->nodes[cp - HAN_FIRST] : NULL;
}

const struct dict_node *dict_next(const struct dict *d, const struct dict_node *node, char32_t cp)
{
    size_t low = node->first, high = low + node->n;
    if (high > d->n)
        return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->nodes[middle].cp == cp)
            return &d->nodes[middle];
        if (d->nodes[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- packing ---- */

enum { LONGEST = 8 }; /* characters of a word */

struct listed {
    uint16_t cp[LONGEST + 1]; /* ends in 0 */
    enum dict_kind kind;
    uint64_t count;
};

struct packer {
    struct listed *words;
    size_t n, cap;
    uint64_t total;
    struct dict_node *nodes;
    size_t n_nodes, cap_nodes;
};

/* A word of Han characters alone, and its count; false: the line has none. */
static bool read_line(const char *s, const char *end, struct listed *out)
{
    size_t n = 0;
    *out = (struct listed){{0}, KIND_OTHER, 0};
    while (s < end && *s != ' ') {
        uint32_t cp = utf8_next(&s, end);
        if (cp < HAN_FIRST || cp > HAN_LAST || n == LONGEST)
            return false;
        out->cp[n++] = (uint16_t)cp;
    }
    for (s++; s < end && *s >= '0' && *s <= '9'; s++)
        out->count = out->count * 10 + (uint64_t)(*s - '0');
    if (s + 1 < end && s[1] == 'n') /* n, nr, ns, nt, nz */
        out->kind = KIND_NOUN;
    else if (s + 1 < end && (s[1] == 'd' || (s[1] == 'a' && s + 2 < end && s[2] == 'd')))
        out->kind = KIND_ADVERB;
    return n > 0 && out->count > 0;
}

static int compare_words(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    for (size_t i = 0;; i++)
        if (x->cp[i] != y->cp[i] || !x->cp[i])
            return (x->cp[i] > y->cp[i]) - (x->cp[i] < y->cp[i]);
}

static void read_words(struct packer *p, const char *list, size_t size)
{
    for (const char *s = list, *end = list + size; s < end;) {
        const char *newline = memchr(s, '\n', (size_t)(end - s));
        const char *stop = newline ? newline : end;
        struct listed word;
        if (read_line(s, stop, &word)) {
            if (p->n == p->cap) {
                p->cap = p->cap ? 2 * p->cap : 1024;
                p->words = mem_realloc(p->words, p->cap * sizeof *p->words);
            }
            p->words[p->n++] = word;
            p->total += word.count;
        }
        s = stop + 1;
    }
    if (p->n)
        qsort(p->words, p->n, sizeof *p->words, compare_words);
}

/* COST_UNIT · log2(total / count), by squaring: the same on every machine. */
static uint16_t cost_of(uint64_t total, uint64_t count)
{
    enum { FRACTION = 30 };
    unsigned whole = 0;
    while (count << (whole + 1) <= total)
        whole++;
    uint64_t x = ((total >> whole) << FRACTION) / count; /* 1 to 2 */
    unsigned cost = whole;
    for (int bit = 1; bit < COST_UNIT; bit *= 2) {
        x = (x * x) >> FRACTION;
        cost = 2 * cost + (x >> (FRACTION + 1) & 1);
        x >>= x >> (FRACTION + 1) & 1;
    }
    return (uint16_t)(cost + 1);
}

static size_t add_nodes(struct packer *p, size_t n)
{
    if (p->n_nodes + n > p->cap_nodes) {
        p->cap_nodes = 2 * (p->cap_nodes + n);
        p->nodes = mem_realloc(p->nodes, p->cap_nodes * sizeof *p->nodes);
    }
    memset(p->nodes + p->n_nodes, 0, n * sizeof *p->nodes);
    p->n_nodes += n;
    return p->n_nodes - n;
}

/* The words from..to share depth characters: what comes next is a node each, below node. */
static void pack_below(struct packer *p, size_t node, size_t from, size_t to, size_t depth)
{
    size_t n = 0, i = from;
    if (from < to && !p->words[from].cp[depth]) {
        p->nodes[node].cost = cost_of(p->total, p->words[from].count);
        p->nodes[node].kind = (uint16_t)p->words[from].kind;
        i = ++from;
    }
    for (; i < to; i++)
        n += i == from || p->words[i].cp[depth] != p->words[i - 1].cp[depth];
    size_t first = add_nodes(p, n);
    p->nodes[node].first = (uint32_t)first;
    p->nodes[node].n = (uint16_t)n;
    for (size_t start = from, below = first; start < to; below++) {
        size_t end = start + 1;
        while (end < to && p->words[end].cp[depth] == p->words[start].cp[depth])
            end++;
        p->nodes[below].cp = p->words[start].cp[depth];
        pack_below(p, below, start, end, depth + 1);
        start = end;
    }
}

static void pack_all(struct packer *p)
{
    add_nodes(p, HAN_COUNT);
    for (size_t start = 0; start < p->n;) {
        size_t end = start + 1, node = (size_t)(p->words[start].cp[0] - HAN_FIRST);
        while (end < p->n && p->words[end].cp[0] == p->words[start].cp[0])
            end++;
        p->nodes[node].cp = p->words[start].cp[0];
        pack_below(p, node, start, end, 1);
        start = end;
    }
}

bool dict_pack(const char *list, size_t size, const char *path, struct diags *d)
{
    struct packer p = {0};
    read_words(&p, list, size);
    pack_all(&p);
    struct dict_header header = {.nodes = (uint32_t)p.n_nodes};
    memcpy(header.magic, dict_magic, sizeof header.magic);
    struct sink *sink = sink_open(path, d);
    bool ok = sink && sink_write(sink, &header, sizeof header) &&
              sink_write(sink, p.nodes, p.n_nodes * sizeof *p.nodes);
    if (ok)
        ok = sink_commit(sink);
    else if (sink)
        sink_abandon(sink);
    free(p.words);
    free(p.nodes);
    return ok;
}
