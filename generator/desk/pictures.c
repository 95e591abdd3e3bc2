/* A ring: the newest takes the place of the oldest. */
#include "desk/pictures.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { PLACES = 4096, NAME = 32 };

struct kept_picture {
    char name[NAME];
    struct buf bytes;
};

struct pictures {
    pthread_mutex_t lock;
    struct kept_picture kept[PLACES];
    size_t first, n; /* the oldest, and how many */
    size_t bytes, most;
};

struct pictures *pictures_new(size_t most_bytes)
{
    struct pictures *p = mem_alloc(sizeof *p);
    memset(p, 0, sizeof *p);
    p->most = most_bytes;
    pthread_mutex_init(&p->lock, NULL);
    return p;
}

static void drop_oldest(struct pictures *p)
{
    struct kept_picture *k = &p->kept[p->first];
    p->bytes -= k->bytes.n;
    buf_drop(&k->bytes);
    p->first = (p->first + 1) % PLACES;
    p->n--;
}

void pictures_drop(struct pictures *p)
{
    while (p->n)
        drop_oldest(p);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static struct kept_picture *find(struct pictures *p, const char *name)
{
    for (size_t i = p->n; i-- > 0;) {
        struct kept_picture *k = &p->kept[(p->first + i) % PLACES];
        if (strcmp(k->name, name) == 0)
            return k;
    }
    return NULL;
}

void pictures_put(struct pictures *p, const char *name, const void *bytes, size_t n)
{
    pthread_mutex_lock(&p->lock);
    if (strlen(name) < NAME && !find(p, name)) {
        while (p->n && (p->n == PLACES || p->bytes + n > p->most))
            drop_oldest(p);
        struct kept_picture *k = &p->kept[(p->first + p->n++) % PLACES];
        strcpy(k->name, name);
        k->bytes = (struct buf){0};
        buf_add(&k->bytes, bytes, n);
        p->bytes += n;
    }
    pthread_mutex_unlock(&p->lock);
}

bool pictures_get(struct pictures *p, const char *name, struct buf *out)
{
    pthread_mutex_lock(&p->lock);
    const struct kept_picture *k = find(p, name);
    if (k)
        buf_add(out, k->bytes.p, k->bytes.n);
    pthread_mutex_unlock(&p->lock);
    return k != NULL;
}
