/*
 * The typed document: plain data, as it was written.
 *
 * vocab/ fills in what the author wrote, load/ what stands in files beside it; fields marked
 * "resolved" are empty until resolve/ has derived them, once. What the staff file says of a day is
 * struct people, and what will be printed is the flow: neither changes the document. Everything
 * belongs to the document's arena. An absent part is NULL (or an empty
 * text): a plan published by itself has no head, no addressees, no imprint.
 */
#ifndef HONGTOU_MODEL_MODEL_H
#define HONGTOU_MODEL_MODEL_H

#include "base/len.h"
#include "base/text.h"
#include "flow/kinds.h"
#include "model/tasks.h"
#include "value/date.h"

struct flow_document;

/* A piece of a paragraph: plain text, or one of the elements that stand in text. */
enum inline_kind {
    INLINE_TEXT,
    INLINE_EMPHASIS,  /* 强调 */
    INLINE_DELETED,   /* 删: by a revision */
    INLINE_INSERTED,  /* 增: so */
    INLINE_REFERENCE, /* 引用: to an attachment */
    INLINE_FOOTNOTE,  /* 脚注: its mark stands here, its text at the foot of the page */
    INLINE_NAME,      /* 人名: of whoever holds a post: see struct people */
    INLINE_CONTACT,   /* 联系人, by attributes; in words of its own it is those */
    INLINE_FIELD,     /* 填: in a form's question */
    INLINE_CHOICE,    /* 框: so */
    INLINE_SKIP,      /* 跳转: so, behind a choice */
};

struct contact;
struct form_field;
struct form_choice;
struct form_skip;

struct inline_item {
    enum inline_kind kind;
    struct pos pos;
    struct text text;            /* footnote: its text; reference, resolved: 附件2; name: none */
    int target;                  /* reference: the attachment's number, from 1 */
    const struct part *part;     /* reference, resolved: it; NULL: there is none, reported */
    struct staff_reference *who; /* name */
    struct contact *contact;     /* contact */
    struct form_field *field;    /* field */
    struct form_choice *choice;  /* choice */
    struct form_skip *skip;      /* skip */
    struct inline_item *next;
};

enum block_kind {
#define MODEL_BLOCK(kind, element, name, text) BLOCK_##kind,
#include "model/blocks.def"
    BLOCK_KINDS
};

/* What a 人名 says of whom it names. */
enum name_says { SAYS_NAME, SAYS_POST, SAYS_PHONE, SAYS_EMAIL };

/* Someone the staff file knows: the holder of a post, or a person; one of the two is empty. */
struct staff_reference {
    struct pos pos;
    struct text post, person;
    enum name_says says;
    int number; /* resolved: 1 …, of those in text and in contacts, through the document */
};

struct contact {
    struct text name;            /* empty when who is given */
    struct text phone, email;    /* may be empty */
    bool asks_email;             /* 邮箱="是": the staff file's */
    struct staff_reference *who; /* may be NULL */
};

struct block {
    enum block_kind kind;
    struct pos pos;
    struct inline_item *inlines; /* paragraph: its text; never NULL */
    struct text text;            /* section, task check: its title, may be empty */
    struct contact *contact;
    struct table *table;
    struct task_list *tasks;
    struct task_index *index;
    struct vehicle_plan *vehicles;
    struct roster *roster; /* roster, office */
    struct teams *teams;
    struct form *form;
    struct flowchart *flowchart;
    struct illustration *picture;
    struct block *first; /* section, list: content */
    struct block *next;
    int numbers; /* section: level whose numbers it has; 0: as those before it, or by its depth */
    int number;  /* section: its own, and those behind it go on; 0: the next one */
    bool run_in; /* section: the first paragraph follows the heading on its line (接排) */
    int level;   /* subheading: 1 to 4 */
    bool centred; /* subheading */
};

/* ---- pictures ---- */

struct illustration {
    struct text file;
    struct text title; /* below it */
    struct text alt;   /* for those who do not see it; empty: the title */
    len_t width;       /* 0: as it comes */
};

/* ---- tables ---- */

struct table_column {
    struct pos pos;
    struct text title; /* its head when the table has no 表头; its name in a data source */
    struct text name;  /* 列名: in a data source, when it is not the title; may be empty */
    len_t width;       /* fixed; 0: not */
    int share;         /* relative to the other columns with one; 0: none. Neither: automatic */
    enum cell_align align;
    enum column_content content;
    bool sum;   /* 合计: the sum rows have this column's sum */
    bool merge; /* 合并: equal neighbours become one cell */
    struct table_column *next;
};

/* A cell that stands in the row where it starts. */
struct table_cell {
    struct pos pos;
    struct block *first; /* paragraphs and lists; NULL: empty */
    const struct figure *figure; /* that they show; NULL: they are all there is */
    int columns, rows;           /* that it spans, at least 1 */
    enum cell_align align;
    struct table_cell *next;
};

/* Of a group: one cell. */
struct table_row {
    struct pos pos;
    enum row_kind kind;
    bool opens_sheet; /* of a file: the first one of another sheet than that above */
    bool sums_sheet;  /* a subtotal of all rows of its sheet */
    bool whole;       /* 不拆: never parted by the end of a page */
    struct table_cell *first;
    struct table_row *next;
};

struct table {
    struct pos pos;
    struct text title;       /* 题, above it; may be empty */
    struct text unit;        /* 计量单位, as 万元; may be empty */
    struct text_item *notes; /* 表注, below it */
    struct table_column *columns;
    struct table_row *head; /* 表头, or NULL */
    bool headless;          /* and it is there, without rows: nothing stands for it */
    struct table_row *rows;
    struct data_source source;
    bool whole;       /* 不拆: on one page when it fits on one */
    bool continued;   /* 续表: says so above each further part */
    len_t size_least; /* 最小字号; 0: the profile's */
};

/* ---- vehicle assignments ---- */

/* What a column of a vehicle's table holds; none of them: it is left to be written in. */
enum vehicle_holds {
    HOLDS_NUMBER = 1 << 0,
    HOLDS_PLATE = 1 << 1,
    HOLDS_TYPE = 1 << 2,
    HOLDS_SEATS = 1 << 3,
    HOLDS_DRIVER = 1 << 4,
    HOLDS_PHONE = 1 << 5, /* the driver's */
    HOLDS_LIAISONS = 1 << 6,
    HOLDS_LIAISON_PHONES = 1 << 7,
    HOLDS_ROUTE = 1 << 8,
    HOLDS_PASSENGERS = 1 << 9,
    HOLDS_POSTS = 1 << 10, /* of the passengers */
    HOLDS_PASSENGER_PHONES = 1 << 11,
    HOLDS_REMARK = 1 << 12,
};

/* 栏 */
struct vehicle_column {
    struct pos pos;
    struct text title;
    struct text content; /* 填, as written; empty: what the title says */
    unsigned holds;      /* resolved: HOLDS_… */
    struct vehicle_column *next;
};

/* 首行: words of the office's own */
struct vehicle_line {
    struct pos pos;
    struct text text;
    struct vehicle_line *next;
};

/* 乘员 */
struct passenger {
    struct pos pos;
    struct text name, post, phone; /* without a name: the post is free words */
    struct passenger *next;
};

/* 联络员 */
struct liaison {
    struct pos pos;
    struct text name, phone; /* one of them may be empty */
    struct liaison *next;
};

/* 车辆. Whatever is not known yet is empty, and set as a blank. */
struct vehicle {
    struct pos pos;
    struct text title;  /* 题: its heading as the office has it; empty: made */
    struct text number; /* 号; resolved: counted when left out */
    struct text plate, driver, phone, type;
    struct text seats;                  /* 座位: digits, the driver's counted */
    struct text liaison, liaison_phone; /* one who is named by attributes */
    struct text route;                  /* 路线或村; given and empty: it says none */
    struct text remark;
    struct vehicle_line *lines;
    struct liaison *liaisons; /* any others */
    struct passenger *passengers;
    struct vehicle *next;
};

/* 车组 */
struct vehicle_group {
    struct pos pos;
    struct text name;
    bool headed;                                         /* 车题: its vehicles have headings */
    struct text route_label, liaison_label, table_label; /* given and empty: left out; neither: the
                                                            plan's */
    struct vehicle_column *columns;                      /* NULL: the plan's */
    struct vehicle_line *lines;
    struct vehicle *vehicles;
    struct vehicle_group *next;
};

enum vehicles_form {
    VEHICLES_EACH,    /* 一车一表: a card */
    VEHICLES_ROWS,    /* 一车一行: lines, and a table of one row, in the office's columns */
    VEHICLES_COMPACT, /* 总表: one table */
};

struct vehicle_plan {
    struct pos pos;
    struct text title;
    struct data_source source;
    enum vehicles_form form; /* resolved: whoever says columns wants rows */
    bool continued;          /* 续表 */
    bool headed;
    bool route_blank; /* 空路线: a vehicle without a route has （陪同到　　村）to fill in */
    struct text route_label, liaison_label, table_label; /* given and empty: left out; neither: the
                                                            usual ones */
    struct vehicle_column *columns;
    struct vehicle_group *groups;
};

/* ---- rosters ---- */

enum roster_order {
    ORDER_AS_AROUND, /* a tier: its roster's */
    ORDER_WRITTEN,   /* 原样 */
    ORDER_RANK,      /* 职务 */
    ORDER_STROKES,   /* 姓氏笔画 */
};

/* 成员 as written: one of name, post, person, unit or all_units says who; unit and all_units by
 * standing. None of them: the title alone, as 各乡镇人民政府乡镇长. */
struct roster_member {
    struct pos pos;
    struct text name;
    struct staff_reference who;
    struct text unit;
    bool all_units;             /* 成员单位: of every member unit */
    bool deputies;              /* 任职: 副职; otherwise 正职 */
    struct text pinned, reason; /* 固定, 理由: stays though the post changed hands */
    struct text title;          /* 职务: rather than the staff file's post */
    struct text phone;          /* rather than the staff file's */
    struct text duty, remark;
    struct roster_member *next;
};

/* How tiers and matters of a team are set. */
enum team_form { TEAM_AS_AROUND, TEAM_AS_LIST, TEAM_AS_TEXT };

/* What is printed of a member. */
enum member_shows { SHOWS_AS_AROUND, SHOWS_POST, SHOWS_NAME, SHOWS_PHONE, SHOWS_ALL };

/* A line of a roster on a day. */
struct roster_entry {
    struct pos pos;
    struct text name; /* model_vacant when the post is vacant; empty: the post says who */
    struct text post; /* 县财政局局长; posts held at once joined by 、 */
    struct text duty, phone, remark;
    const char *person; /* by id, else by name; "" when the post is vacant */
    bool pinned, vacant;
    bool titled, calls; /* the post, the telephone is the author's: always printed */
    struct roster_entry *next;
};

/* 层级 */
struct roster_tier {
    struct pos pos;
    struct text label; /* 职务: 组长, 副组长 … */
    enum roster_order order;
    enum team_form form;     /* resolved for a team's: never TEAM_AS_AROUND */
    enum member_shows shows; /* so */
    struct text end;         /* 标点, as text; empty: by its place */
    struct roster_member *members;
    int number; /* resolved: 1 …, through the document */
    struct roster_tier *next;
};

enum roster_form { ROSTER_LIST, ROSTER_TABLE, ROSTER_WORDS };

/* 名单, and 办公室 */
struct roster {
    struct pos pos;
    struct text title; /* may be empty; office: its name */
    struct text at;    /* office: 设在, the unit */
    struct text group; /* office: whose it is, as 指挥部; may be empty */
    bool concurrent;   /* office: 兼任, not 担任 */
    enum roster_form form;
    enum roster_order order;
    bool phones;             /* table: with a column of telephones */
    bool continued;          /* table: 续表 */
    struct text_item *units; /* 成员单位 */
    struct roster_tier *tiers;
};

/* 事项: a labelled line, as 主要任务：… */
struct team_matter {
    struct pos pos;
    struct text title;
    struct inline_item *inlines;
    enum team_form form; /* TEAM_AS_AROUND: its teams' */
    struct team_matter *next;
};

/* 段, of a team or between teams */
struct team_clause {
    struct pos pos;
    struct inline_item *inlines;
    struct team_clause *next;
};

/* 小组 */
struct team {
    struct pos pos;
    struct text name;          /* may be empty when they are numbered */
    struct text liaises;       /* 联系, may be empty */
    struct text note;          /* 括注, may be empty */
    struct text covers;        /* 负责, may be empty */
    struct roster_tier *tiers; /* these three in the order of their positions */
    struct team_matter *matters;
    struct team_clause *clauses;
    struct text label; /* resolved: 第一组（联系青禾县） */
    struct team *next;
};

enum team_numbers {
    TEAMS_NOT_NUMBERED,
    TEAMS_ORDINAL,   /* 第一组 */
    TEAMS_AS_AROUND, /* as sections at this place, and counted with them */
    TEAMS_LEVEL_1,   /* 一、; as headings of a level, and so on */
    TEAMS_LEVEL_2,
    TEAMS_LEVEL_3,
    TEAMS_LEVEL_4,
};

/* 分组 */
struct teams {
    struct pos pos;
    struct text title;
    enum team_numbers numbered;
    int start;   /* the first one's number; 0: left out */
    bool run_in; /* 接排: a team's first paragraph follows its heading on its line */
    enum team_form form;
    enum member_shows shows;
    struct team *first;          /* these two in the order of their positions */
    struct team_clause *clauses; /* between them */
};

/* Where a fact stands: in a roster, or asked for by post or person; or typed in the words of a
 * team, a car, a contact, which are printed as they are. */
enum fact_kind { FACT_ASKED, FACT_TEAM, FACT_VEHICLE, FACT_CONTACT };

/* A use of the staff file: what was asked, and what it said. */
struct fact {
    struct pos pos; /* in the document: of cars from a file, the plan's */
    enum fact_kind kind;
    struct text typed;  /* what stands in the source, unless it was asked for */
    struct text where;  /* the roster and tier, as 领导小组 组长; empty in running text */
    const char *key;    /* 岗位:青禾县财政局局长, 人员:… with the id or the name */
    const char *value;  /* the name printed; "" for a vacant post */
    const char *post;   /* printed behind it in a roster; NULL in running text */
    const char *person; /* whose name it is, by id, else by name; "": nobody's, or several's */
    bool pinned;
    const char *reason; /* why it is pinned; else NULL */
    const char *holder; /* pinned: who holds the post; "": nobody */
    struct fact *next;
};

/* What the staff file says of a document on a day. */
struct people {
    struct date day;    /* year 0: there is none, or no staff file */
    struct fact *facts; /* in the order of the document */
    struct found_person {
        struct text name; /* as a text has it: 罗启明, or several joined by 、; of a 人名
                             what it says, a telephone, too */
        struct text phone, email;  /* a contact's, when the author gave none */
    } * references;                /* by their numbers */
    struct roster_entry **entries; /* by the numbers of tiers */
    bool failed; /* the document names somebody whom the file does not know: reported */
};

/* Of a tier; people NULL: nobody has been asked for. */
const struct roster_entry *people_entries(const struct people *people, const struct roster_tier *t);
/* Of a reference: empty when nobody was found. */
struct found_person people_found(const struct people *people, const struct staff_reference *who);

/* ---- parts ---- */

enum orientation {
    ORIENTATION_AUTO, /* landscape when the part has a task list */
    ORIENTATION_PORTRAIT,
    ORIENTATION_LANDSCAPE,
};

/* 附件, and 印发件: a part on new pages with its own title, blocks and numbering. */
struct part {
    struct pos pos;
    struct text title;
    struct text title_lines; /* the same, with the author's line breaks */
    struct text caption;     /* 题注, may be empty */
    struct text form;        /* attachment: the file of the form that it is; may be empty */
    int toc_depth;           /* enclosure: levels that its 目录 lists, 1 to 4; 0: none */
    struct block *first;
    struct part *attachments; /* of an enclosure: its own */
    struct part *next;
    bool bound;                   /* attachment: with the document (装订) */
    bool apart;                   /* attachment: only named (另附) */
    bool enclosed;                /* attachment: the enclosure's, not the document's */
    enum orientation orientation; /* attachment: 方向 */
    int number;                   /* attachment, resolved: 1 …; 0 when it is the only one */
};

/* 发文字号: agency code, year, serial number. */
struct number {
    struct pos pos;
    struct text code;
    int year, serial;
    struct text words; /* instead of all these; may be empty */
};

/* 密级和保密期限 */
struct secrecy {
    struct text level;  /* 绝密, 机密 or 秘密 */
    struct text period; /* 1年, 长期; may be empty */
};

/* 版头 */
struct head {
    struct pos pos;
    struct text copy_number;   /* 份号, may be empty */
    struct secrecy *secrecy;   /* may be NULL */
    struct text urgency;       /* 特急, 加急, 特提, 平急; may be empty */
    struct organ *issuers;     /* several: a joint document, the host organ first */
    bool suffix_given;         /* otherwise it is the profile's */
    struct text suffix;        /* what the author gave to end the masthead; may be empty */
    struct text_item *signers; /* 签发人, in order; may be NULL */
    struct number *number;     /* may be NULL */
};

/* 落款: who signs, how, and the date of issue (成文日期). */
struct signature {
    struct pos pos;
    enum signature_form form;
    struct organ *organs; /* NULL: the issuers of the head. Stamp: one for each stamp */
    bool date_alone;      /* 署名="无": nobody signs */
    struct text post;     /* stamp: the signer's; this and what follows … */
    struct text seal;     /* … the picture of seal or stamp … */
    len_t seal_width;     /* … and its width (0: the profile's) are the first organ's */
    struct date date;     /* year 0: not known yet */
    struct text day;      /* what stands there then; may be empty */
};

/* 版记 */
/* 双面: how the document is printed. */
enum sides {
    SIDES_OF_PROFILE, /* as the profile has it */
    SIDES_ONE,
    SIDES_TWO,
};

struct imprint {
    struct pos pos;
    enum sides sides;
    struct text cc;      /* 抄送, may be empty */
    struct text printer; /* 印发机关 */
    struct date date;    /* 印发日期 */
};

struct document {
    struct arena *arena;
    struct pos pos;
    const char *genre;   /* 文种 in Chinese (通知 …), or NULL */
    struct text profile; /* the profile's name; empty: gbt9704 */
    struct text staff;   /* 人员库: a file beside the document; empty: none */
    struct date as_of; /* 截至: the day the staff file is asked about; year 0: of the signature */
    struct form *form; /* a form that stands alone: the body is its block; NULL otherwise */
    struct head *head;
    struct text title;
    bool title_hidden; /* not printed, whatever the profile says */
    struct text caption; /* 题注 */
    struct text speaker; /* 讲话人 */
    struct text to;
    int toc_depth; /* levels that the 目录 lists, 1 to 4; 0: none */
    struct block *body;
    struct signature *signature;
    struct text annotation;                 /* 附注 */
    struct text present, absent, attending; /* 出席, 请假, 列席: names, without the label */
    struct part *enclosure;                 /* 印发件 */
    struct part *attachments;
    struct text disclosure; /* 主动公开 … */
    struct imprint *imprint;
    int n_references, n_tiers;        /* resolved: how many numbers there are */
    const struct people *people;      /* on its own day; NULL: not asked for yet */
    const struct flow_document *flow; /* what it was composed to; NULL: it is not yet */
};

/* Documents that go up to a higher organ name their signers (7.2.6). 意见 may go either way. */
enum genre_way { GENRE_OTHER, GENRE_UP, GENRE_UP_OR_DOWN };
enum genre_way model_genre_way(const char *genre); /* NULL: GENRE_OTHER */

/* The document as indented text, for `dump --stage model` and for golden cases. */
struct buf;
void model_dump(const struct document *doc, struct buf *out);

/* In a person's place where a post has no holder. */
extern const char model_vacant[];

#endif
