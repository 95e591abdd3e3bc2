/* What an author may say of how something is set, and the flow says again: of tables, of organs and
 * their signatures. */
#ifndef HONGTOU_FLOW_KINDS_H
#define HONGTOU_FLOW_KINDS_H

#include "base/len.h"
#include "base/text.h"

enum cell_align {
    CELL_AUTO,    /* the column's, or by content: see layout/ */
    CELL_JUSTIFY, /* 两端 */
    CELL_LEFT,
    CELL_CENTRE,
    CELL_RIGHT,
    CELL_DECIMAL, /* 小数点: figures below each other by their decimal points */
};

enum column_content {
    COLUMN_TEXT,
    COLUMN_NUMBER,  /* 数: figures, which may be summed */
    COLUMN_COUNTER, /* 序号: the compiler counts the rows */
    COLUMN_DATE,    /* 日期: 2026年9月19日, however it is written */
    COLUMN_DAY,     /* 月日: 9月19日 */
};

enum row_kind {
    ROW_PLAIN,
    ROW_GROUP,    /* 组's title, over all columns; stays with the row after it */
    ROW_SUBTOTAL, /* 小计: of the rows of the group */
    ROW_TOTAL,    /* 合计: of all rows */
};

enum signature_form {
    SIGNATURE_SEALED, /* 加盖印章, 7.3.5.1 */
    SIGNATURE_PLAIN,  /* 不加盖印章, 7.3.5.2 */
    SIGNATURE_STAMP,  /* 加盖签发人签名章, 7.3.5.3 */
};

/* An organ's name, and the picture of its seal or of its signer's stamp. */
struct organ {
    struct pos pos;
    struct text name;
    struct text post; /* stamp: its signer's; in the flow with the organ's name before it */
    struct text seal; /* a PNG file beside the document; empty: none */
    len_t seal_width; /* 0: the profile's */
    struct organ *next;
};

/* Arrows that may leave a step of a flowchart: a decision has several. */
enum { FLOW_WAYS = 5 };

#endif
