/*
 * Walks over a document in reading order: the body, the enclosure with its own attachments, the
 * attachments. What is done with each block and each text is the visitor's.
 */
#ifndef HONGTOU_MODEL_VISIT_H
#define HONGTOU_MODEL_VISIT_H

#include "model/model.h"

/* Where a block stands. */
struct block_place {
    struct part *part;             /* the enclosure, or the attachment; NULL: the body */
    bool enclosed;                 /* the enclosure, or an attachment of it */
    const struct block *parent;    /* the section, list or table around it, or NULL */
    const struct table_cell *cell; /* of the parent that it stands in, or NULL */
    int level; /* that a heading has here: 1 in the part, 2 in its sections … */
};

typedef void block_visitor(void *context, struct block *b, const struct block_place *place);

/* Every block, before what it holds: the cells of its table, and its content. */
void visit_blocks(const struct document *doc, block_visitor *visit, void *context);

/* What an author typed a text for. */
enum text_kind {
    /* the head */
    TEXT_COPY_NUMBER,
    TEXT_SECRECY_PERIOD,
    TEXT_AGENCY_CODE,
    TEXT_SUFFIX, /* of the masthead */
    /* titles and what stands below them */
    TEXT_TITLE,
    TEXT_ENCLOSURE_TITLE,
    TEXT_ATTACHMENT_TITLE,
    TEXT_CAPTION, /* 题注, of the document or of a part */
    TEXT_ADDRESSEES,
    TEXT_HEADING,     /* of sections, areas of tasks, topics, matters */
    TEXT_BLOCK_TITLE, /* of tables, plans, rosters, teams, forms, figures */
    /* running text */
    TEXT_PARAGRAPH, /* of an item and a question too */
    TEXT_CELL,
    TEXT_FOOTNOTE,
    TEXT_MATTER, /* 事项, of a team */
    TEXT_ANNOTATION,
    TEXT_ATTENDANCE, /* 出席, 请假, 列席 */
    TEXT_COPIES_TO,
    /* beside tables and in plans */
    TEXT_COLUMN,
    TEXT_TABLE_UNIT, /* 计量单位 */
    TEXT_TABLE_NOTE,
    TEXT_TASK,
    TEXT_DEADLINE,
    TEXT_REMARK,
    TEXT_ROUTE,
    TEXT_VEHICLE_TYPE,
    TEXT_DUTY,
    TEXT_ROLE, /* 层级: 组长 … */
    /* forms and figures */
    TEXT_LEGEND, /* 法定标识 */
    TEXT_FIELD,  /* what a place to fill in asks for */
    TEXT_FIELD_UNIT,
    TEXT_CLASS_NOTE,
    TEXT_OPTION, /* of a question, a class */
    TEXT_GUIDE,  /* 填表说明 */
    TEXT_STEP,
    TEXT_STEP_NOTE,
    /* names */
    TEXT_PERSON, /* one, or several */
    TEXT_POST,
    TEXT_ORGAN, /* a unit's name, a team's */
    /* what is no words */
    TEXT_PHONE,
    TEXT_EMAIL,
    TEXT_VEHICLE, /* its number, plate, seats */
    TEXT_KINDS,
    TEXT_NONE = TEXT_KINDS /* nothing that is read in the document */
};

struct text_place {
    enum text_kind kind;
    const struct block *block;    /* that it stands in, or NULL */
    const struct block_place *at; /* of that block; of a part's own texts, the part's */
    const struct inline_item *inlines; /* that it is put together of; NULL: it is typed as a whole */
};

typedef void text_visitor(void *context, struct text t, const struct text_place *place);

/*
 * Every text that an author typed to be read, once, in the document or in a file that a table or a
 * plan takes its rows from; none that is empty. A paragraph is one text, with what references and
 * names stand for and U+FFFC for each place to fill in and each contact, whose texts follow it as
 * its footnotes do. Not visited: ids and names of files, words of an enumeration, and what the
 * program derived.
 */
void visit_texts(const struct document *doc, text_visitor *visit, void *context);

/* Somebody whom a record names, with what it says beside; empty: nothing. */
struct record_person {
    struct text name, post, phone, email;
};
typedef void record_person_visitor(void *context, const struct record_person *p);

/* Everybody who is typed in rosters, groups, cars and contacts, with the post and the telephone
 * beside the name. */
void visit_people(const struct document *doc, record_person_visitor *visit, void *context);
/* Of them, those typed in 联系人 by attributes, as blocks or in running text. */
void visit_contacts(const struct document *doc, record_person_visitor *visit, void *context);

#endif
