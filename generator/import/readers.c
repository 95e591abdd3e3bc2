/* Who is asked whether several blocks are one thing: the first that knows takes them. */
#include "import/tables_int.h"

size_t import_read_run(struct importer *im, size_t i, size_t end, struct node *parent)
{
    static import_reader *const readers[] = {
        /* in this order */
        import_form,  import_vehicles, import_tasks,  import_roster_table,  import_table,
        import_teams, import_roster,   import_office, import_contact_lines, NULL};
    for (size_t k = 0; readers[k]; k++) {
        size_t n = readers[k](im, i, end, parent);
        if (n)
            return n;
    }
    return 0;
}
