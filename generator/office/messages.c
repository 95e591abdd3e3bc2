/*
 * The catalogue of diagnostics: the rows of every room of the library, joined. A new message
 * compiles its room and this file anew; a code that two rooms claim is an error here.
 */
#include "base/diag.h"

#undef DIAG_ROW
#define DIAG_ROW(code, level, zh, en, hint_zh, hint_en)                                            \
    extern const struct diag_code DIAG_##code[1];                                                  \
    const struct diag_code DIAG_##code[1] = {{#code, DIAG_##level, {zh, en}, {hint_zh, hint_en}}};

#include "archive/diag.def"
#include "base/diag.def"
#include "compose/diag.def"
#include "docx/diag.def"
#include "draft/diag.def"
#include "font/diag.def"
#include "image/diag.def"
#include "import/diag.def"
#include "layout/diag.def"
#include "lexicon/diag.def"
#include "load/diag.def"
#include "office/diag.def"
#include "pdf/diag.def"
#include "print/diag.def"
#include "proof/diag.def"
#include "read/diag.def"
#include "record/diag.def"
#include "resolve/diag.def"
#include "settings/diag.def"
#include "sheet/diag.def"
#include "staff/diag.def"
#include "style/diag.def"
#include "tally/diag.def"
#include "text/diag.def"
#include "vocab/diag.def"
#include "xml/diag.def"
