/* Compression with libdeflate. */
#include <libdeflate.h>
#include <stdlib.h>

#include "pdf/pdf_int.h"

void packer_open(struct packer *p, enum packing packing)
{
    *p = (struct packer){.compressor = libdeflate_alloc_compressor((int)packing)};
}

void packer_close(struct packer *p)
{
    libdeflate_free_compressor(p->compressor);
    free(p->bytes);
    *p = (struct packer){0};
}

void packer_run(struct packer *p, const void *bytes, size_t n)
{
    size_t bound = libdeflate_zlib_compress_bound(p->compressor, n);
    if (bound > p->cap) {
        p->bytes = mem_realloc(p->bytes, bound);
        p->cap = bound;
    }
    p->n = libdeflate_zlib_compress(p->compressor, bytes, n, p->bytes, p->cap);
}
