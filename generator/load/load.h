/*
 * Records from files: rows of a CSV or XLSX file become those of a document's table, its tasks, its
 * vehicles, or a staff file's records; and the empty workbooks to fill in, whose heads are those
 * that the rows are read by. Columns, and the fields they fill, are rows of model/records.def.
 */
#ifndef HONGTOU_LOAD_LOAD_H
#define HONGTOU_LOAD_LOAD_H

#include "model/staff.h"
#include "sheet/sheet.h"

/* Reads the files that a document's tables, task lists and vehicle plans take their rows from, into
 * the document as if they stood in it. False: reported; what could be read is there. */
bool load_sources(struct document *doc, struct diags *d);

/* Records of a CSV file (one row a tenure: person, unit and post in one) or an XLSX book (sheets
 * 人员, 单位, 岗位, 任职; or one sheet as the CSV, or those that are chosen). Of the choice its
 * sheet, hidden, unstruck and pos count. NULL: reported. */
struct staff_records *load_staff(struct arena *a, const char *path,
                                 const struct sheet_choice *choice, struct diags *d);

enum load_sheet {
#define RECORD_SHEET(id, kind, name) LOAD_##id,
#include "model/records.def"
    LOAD_SHEETS /* how many there are */
};

/* A sheet as it is written: its columns with drop-down lists and an example. */
struct sheet_template load_template(struct arena *a, enum load_sheet sheet);

/* The sheets of a kind of workbook; 0: there is no such kind. */
size_t load_workbook(struct arena *a, const char *kind, struct sheet_template out[LOAD_SHEETS]);

/* The kinds there are, parted by blanks: "vehicles tasks staff". */
const char *load_kinds(struct arena *a);

#endif
