/*
 * A fuzz target: bytes as a CSV file; as an XLSX file; and, since few changed ones are still ZIPs,
 * as one part of an XLSX file whose other parts are whole. The first byte says which.
 */
#include "fuzz.h"

#include "pack/pack.h"
#include "sheet/sheet.h"

static const char *const parts[][2] = {
    {"xl/worksheets/sheet1.xml",
     "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
     "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>46000.5</v></c></row>"
     "</sheetData></worksheet>"},
    {"xl/sharedStrings.xml",
     "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
     "<si><t>户主</t></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
     "<numFmts><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m'/></numFmts>"
     "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>"},
    {"xl/workbook.xml",
     "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
     "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
     "<sheet name='名册' sheetId='1' r:id='rId1'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
     "<Relationship Id='rId1' Target='worksheets/sheet1.xml' Type='http://schemas.openxmlformats."
     "org/officeDocument/2006/relationships/worksheet'/><Relationship Id='rId2' "
     "Target='sharedStrings.xml' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
     "relationships/sharedStrings'/><Relationship Id='rId3' Target='styles.xml' Type='http://"
     "schemas.openxmlformats.org/officeDocument/2006/relationships/styles'/></Relationships>"},
    {"_rels/.rels",
     "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
     "<Relationship Id='rId1' Target='xl/workbook.xml' Type='http://schemas.openxmlformats.org/"
     "officeDocument/2006/relationships/officeDocument'/></Relationships>"}};
enum { PARTS = sizeof parts / sizeof *parts };

static const char *workbook(struct arena *a, size_t changed, const char *bytes, size_t n)
{
    struct pack_writer *w = pack_writer_open(NULL);
    struct buf file = {0};
    for (size_t i = 0; i < PARTS; i++)
        pack_writer_add(w, parts[i][0], i == changed ? bytes : parts[i][1],
                        i == changed ? n : strlen(parts[i][1]));
    if (!pack_writer_finish(w, &file))
        abort();
    const char *path = fuzz_file(a, "x.xlsx", file.p, file.n);
    buf_drop(&file);
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!n)
        return 0;
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    const struct sheet_choice choice = {0};
    const char *rest = (const char *)bytes + 1, *path;
    size_t which = *bytes % (PARTS + 2);
    if (which < PARTS)
        path = workbook(a, which, rest, n - 1);
    else
        path = fuzz_file(a, which == PARTS ? "x.csv" : "x.xlsx", rest, n - 1);
    sheet_read(a, path, &choice, d);
    sheet_drop(sheet_read_list(a, path, &choice, d));
    diags_drop(d);
    arena_drop(a);
    return 0;
}
