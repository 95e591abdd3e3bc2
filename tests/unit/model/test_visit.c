/* The walks: no word that an author typed is passed over, in any sample or case, and none is given
 * twice; blocks come in reading order, each with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "model/visit.h"
#include "vocab/vocab_int.h"

/* Attributes that are words to the vocabulary, and only name something elsewhere. */
static const enum attr_id references[] = {
    ATTR_VEHICLE_COLUMN_CONTENT,
    /* a profile, a sheet, a column of a file */
    ATTR_DOCUMENT_PROFILE,
    ATTR_FORM_PROFILE,
    ATTR_TABLE_SHEET,
    ATTR_TASK_LIST_SHEET,
    ATTR_VEHICLES_SHEET,
    ATTR_TABLE_SHEET_COLUMN,
    ATTR_TASK_LIST_SHEET_COLUMN,
    ATTR_VEHICLES_SHEET_COLUMN,
    ATTR_COLUMN_NAME,
    /* who is asked for in the staff file */
    ATTR_CONTACT_PERSON,
    ATTR_CONTACT_POST,
    ATTR_NAME_PERSON,
    ATTR_NAME_POST,
    ATTR_MEMBER_PERSON,
    ATTR_MEMBER_POST,
    ATTR_MEMBER_UNIT,
    ATTR_MEMBER_PINNED,
    /* which columns go on, and what a column is called in a file */
    ATTR_TASK_JOINED,
    ATTR_MEASURE_JOINED,
    ATTR_TASK_COLUMN_NAME,
    /* names by which fields, questions and steps are found again */
    ATTR_FORM_KEY,
    ATTR_FORM_COLUMNS,
    ATTR_CHOICE_NAME,
    ATTR_FIELD_NAME, /* printed where it heads or signs a form and has no label */
    ATTR_QUESTION_NAME,
    ATTR_QUESTION_ID,
    ATTR_OPTION_ALSO,
    ATTR_SKIP_WHEN,
    ATTR_SKIP_TO,
    ATTR_STEP_ID,
    ATTR_STEP_NEXT,
    ATTR_DECISION_ID,
    ATTR_DECISION_YES,
    ATTR_DECISION_NO,
    ATTR_BRANCH_NEXT,
};

static bool names_a_file(enum value_type type)
{
    return type == TYPE_STAFF_FILE || type == TYPE_DATA_FILE || type == TYPE_FORM_FILE ||
           type == TYPE_PICTURE || type == TYPE_PICTURE_FILE;
}

/* 2026-09-19, 42.5 */
static bool is_figure(struct text t)
{
    size_t i = 0;
    while (i < t.n && (t.cp[i] == '-' || t.cp[i] == '.' || (t.cp[i] >= '0' && t.cp[i] <= '9')))
        i++;
    return i == t.n;
}

static bool is_typed(const struct attr *attr)
{
    bool typed = attr->id && !attr->choice && !names_a_file(table_attr[attr->id].type);
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        typed = typed && attr->id != references[i];
    bool nobody = attr->id == ATTR_SIGNATURE_ORGAN && text_equals(attr->value, "无");
    bool asks = attr->id == ATTR_CONTACT_EMAIL &&
                (text_equals(attr->value, "是") || text_equals(attr->value, "否"));
    return typed && !nobody && !asks && !is_figure(attr->value);
}

/* How often each byte of a source was given. */
struct typed_strings {
    const struct source *src;
    unsigned char *times;
    size_t n;
};

static void note(void *context, struct text t, const struct text_place *place)
{
    struct typed_strings *seen = context;
    assert_true(t.n > 0 && place->kind < TEXT_KINDS && place->at && place->at->level >= 1);
    for (size_t i = 0; i < t.n; i++)
        if (t.src == seen->src && t.at[i] < seen->n)
            seen->times[t.at[i]]++;
}

/* Marks between names are not of any name. */
static void assert_seen(const struct typed_strings *seen, struct text t, bool list,
                        const char *path)
{
    for (size_t i = 0; i < t.n; i++) {
        if (utf8_is_blank(t.cp[i]) || t.cp[i] == '\n' || t.cp[i] == '\r' ||
            (list && utf8_is_one_of(t.cp[i], U"、，,；;。|")))
            continue;
        if (seen->times[t.at[i]] != 1)
            fail_msg("%s, byte %u: a word is given %d times", path, t.at[i], seen->times[t.at[i]]);
    }
}

static void assert_all_seen(const struct typed_strings *seen, const struct node *n,
                            const char *path)
{
    bool list = n->id == EL_MEMBER_UNITS || n->id == EL_RESPONSIBLE;
    for (const struct attr *attr = n->attrs; attr; attr = attr->next) {
        enum value_type type = table_attr[attr->id].type;
        bool names = type == TYPE_NAMES || type == TYPE_OPTIONS || type == TYPE_HEADS;
        if (is_typed(attr))
            assert_seen(seen, attr->value, names, path);
    }
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_TEXT)
            assert_seen(seen, k->text, list, path);
        else
            assert_all_seen(seen, k, path);
}

/* Whether it is a document without mistakes. */
static bool check_file(const char *path)
{
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_ZH);
    struct tree *tree = xml_read(a, path, (struct pos){0}, d);
    struct document *doc = tree && !vocab_is_staff(tree) ? vocab_read(a, tree, d) : NULL;
    if (doc) {
        size_t n = tree->src->size + 1;
        struct typed_strings seen = {tree->src, ARENA_ARRAY(a, unsigned char, n), n};
        memset(seen.times, 0, n);
        visit_texts(doc, note, &seen);
        assert_all_seen(&seen, tree->root, path);
    }
    diags_drop(d);
    arena_drop(a);
    return doc != NULL;
}

static void every_word_of_every_sample_and_case_is_given_once(void **state)
{
    (void)state;
    enum { MANY = 60 };
    static const char *const folders[] = {"inputs", "tests/cases"};
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_ZH);
    size_t documents = 0;
    for (size_t k = 0; k < sizeof folders / sizeof *folders; k++) {
        struct file_list files = file_find(a, folders[k], ".xml", d);
        for (size_t i = 0; i < files.n; i++)
            documents += check_file(files.paths[i]);
    }
    assert_true(documents > MANY);
    diags_drop(d);
    arena_drop(a);
}

/* ---- blocks ---- */

struct walk {
    struct arena *arena;
    const char *trace; /* "表1 段2格 …": the kind's name, the level, and whether in a cell */
};

static void trace(void *context, struct block *b, const struct block_place *at)
{
    static const char *const names[BLOCK_TASK_CHECK + 1] = {[BLOCK_PARAGRAPH] = "段",
                                                            [BLOCK_SECTION] = "层",
                                                            [BLOCK_LIST] = "列",
                                                            [BLOCK_TABLE] = "表"};
    struct walk *w = context;
    w->trace = arena_printf(w->arena, "%s%s%d%s%s%s ", w->trace, names[b->kind], at->level,
                            at->cell ? "格" : "", at->part ? "附" : "", at->enclosed ? "印" : "");
    assert_true(!at->cell || at->parent);
}

static void blocks_come_in_reading_order_with_their_places(void **state)
{
    (void)state;
    static const char xml[] =
        "<公文><标题>甲</标题><正文><段>乙</段><层次 题=\"丙\"><层次 题=\"丁\"><段>戊</段></层次>"
        "<表><列 题=\"己\"/><行><格><列表><项>庚</项></列表></格></行></表></层次></正文>"
        "<印发件 标题=\"辛\"><段>壬</段><附件 标题=\"癸\"><段>子</段></附件></印发件>"
        "<附件 标题=\"丑\"><段>寅</段></附件></公文>";
    struct diags *d = diags_new(DIAG_ZH);
    struct walk w = {arena_new(), ""};
    struct tree *tree = xml_parse(w.arena, "t.xml", xml, strlen(xml), d);
    struct document *doc = vocab_read(w.arena, tree, d);
    diags_print(d, stderr, DIAG_TEXT);
    assert_non_null(doc);
    visit_blocks(doc, trace, &w);
    assert_string_equal(w.trace, "段1 层1 层2 段3 表2 列2格 段2格 段1附印 段1附印 段1附 ");
    diags_drop(d);
    arena_drop(w.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_every_sample_and_case_is_given_once),
        cmocka_unit_test(blocks_come_in_reading_order_with_their_places),
    };
    return cmocka_run_group_tests_name("model/visit", tests, NULL, NULL);
}
