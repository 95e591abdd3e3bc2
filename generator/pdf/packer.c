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

void packer_emit(struct packer *p, struct objects *o, HPDF_Null handle, HPDF_Dict dict,
                 const struct buf *b)
{
    packer_run(p, b->p ? b->p : "", b->n);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    objects_emit_stream(o, handle, dict, p->bytes, p->n);
}
