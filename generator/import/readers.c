/* Who is asked whether several blocks are one thing: the first that knows takes them. */
#include <string.h>

#include "import/tables_int.h"

/* An attachment lies as the table's page does in the draft; a list of tasks would turn it. */
static void keep_turned(struct importer *im, const struct table_frame *f, struct node *parent)
{
    const struct draft_table *t = f->grid.table;
    if (!t || strcmp(parent->name, "附件") != 0 || xml_attr(parent, "方向"))
        return;
    const struct draft_section *page = &im->draft->sections[t->section];
    const struct node *last = import_last(im, parent);
    bool turns =
        last && (strcmp(last->name, "任务清单") == 0 || strcmp(last->name, "车辆安排") == 0);
    if (page->width > 0 && page->landscape != turns)
        import_word(im, parent, "方向", page->landscape ? "横" : "纵");
}

/* What a table is: found once, then each kind is asked. */
static size_t read_table(struct importer *im, size_t i, size_t end, struct node *parent)
{
    static table_reader *const readers[] = {table_read_cars, table_read_tasks, table_read_roster,
                                            table_read_plain};
    struct table_frame f;
    size_t taken = 0;
    if (!table_find(im, i, end, &f))
        return 0;
    for (size_t k = 0; k < sizeof readers / sizeof *readers && !taken; k++)
        taken = readers[k](im, &f, parent);
    if (taken)
        keep_turned(im, &f, parent);
    return taken;
}

size_t import_read_run(struct importer *im, size_t i, size_t end, struct node *parent)
{
    static import_reader *const readers[] = {/* in this order */
                                             import_form,   read_table,    import_teams,
                                             import_roster, import_office, import_contact_lines,
                                             NULL};
    struct arena_mark before = arena_mark(im->arena);
    for (size_t k = 0; readers[k]; k++) {
        size_t n = readers[k](im, i, end, parent);
        if (n)
            return n;
        arena_reset(im->arena, before); /* what it looked at */
    }
    return 0;
}
