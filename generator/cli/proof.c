/* hongtou check FILE.xml --pdf FILE.pdf: whether a PDF is the one that was issued, and whether its
 * document still makes it. */
#include <string.h>

#include "base/diag.def"
#include "cli/build.h"
#include "cli/diag.def"

/* What is said of a PDF that is what it should be. */
static bool tell(const struct options *options, const struct proof *p, struct diags *d)
{
    static const char *const forms[] = {"%s：与 %s 签发的一致（SHA-256 %s）\n",
                                        "%s: as it was issued on %s (SHA-256 %s)\n"};
    struct buf out = {0};
    buf_printf(&out, forms[options->lang], options->pdf, p->day, p->now);
    bool ok = write_output(options, out.p, out.n, d);
    buf_drop(&out);
    return ok;
}

/* What has changed in the document is told though the PDF be another one: both may be asked. */
static bool prove(struct build *b, struct arena *a, const char *given)
{
    struct proof proof;
    if (!build_prove(b, a, b->options->args[0], &proof))
        return false;
    if (strcmp(given, proof.issued) != 0)
        diag_system(b->diags, DIAG_R108, b->options->pdf);
    return strcmp(given, proof.issued) == 0 && strcmp(given, proof.now) == 0 &&
           tell(b->options, &proof, b->diags);
}

bool check_pdf(const struct options *options, struct diags *d)
{
    char given[SHA256_HEX];
    if (options->n_args != 1) {
        diag_system(d, DIAG_U003, "check --pdf");
        return false;
    }
    if (!sha256_file(options->pdf, given)) {
        diag_system(d, DIAG_S002, options->pdf);
        return false;
    }
    struct arena *a = arena_new();
    struct build b;
    bool ok = build_open(&b, a, options, d) && prove(&b, a, given);
    build_close(&b);
    arena_drop(a);
    return ok;
}
