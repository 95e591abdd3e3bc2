/* Inside resolve/: rows of offices' files that are no data: totals, and what stands below. */
#ifndef HONGTOU_RESOLVE_FILE_ROWS_H
#define HONGTOU_RESOLVE_FILE_ROWS_H

#include "model/model.h"
#include "sheet/sheet.h"

/* 合计, 小　计：, blanks and a colon aside; ROW_PLAIN: something else. */
enum row_kind file_sum_kind(struct sheet_cell cell);

/* The row says 注：… or 填表人：… below the table: reported, and passed over. */
bool file_passes_note(const struct sheet_table *s, size_t row, struct diags *d);

#endif
