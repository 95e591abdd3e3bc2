/* The command line's own rows of the catalogue: the library has no use of them. */
#include "base/diag.h"

#undef DIAG_ROW
#define DIAG_ROW(code, level, zh, en, hint_zh, hint_en)                                            \
    extern const struct diag_code DIAG_##code[1];                                                  \
    const struct diag_code DIAG_##code[1] = {{#code, DIAG_##level, {zh, en}, {hint_zh, hint_en}}};

#include "cli/diag.def"
