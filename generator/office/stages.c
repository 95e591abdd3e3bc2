/*
 * The way of a document: bytes, tree, model, resolved text, pages. What several documents of a
 * call name (staff files, profiles) is read for the first of them.
 */
#include <string.h>

#include "compose/compose.h"
#include "layout/layout.h"
#include "load/load.h"
#include "office/diag.def"
#include "office/office_int.h"
#include "resolve/resolve.h"
#include "settings/settings.h"
#include "vocab/vocab.h"

struct staff_file {
    const char *path;
    struct staff *staff;
    struct staff_file *next;
};

struct profile {
    const char *name, *folder;
    const struct style *style;
    struct profile *next;
};

/* ---- bytes to tree ---- */

struct tree *office_tree(struct hongtou *h, struct arena *a, const struct hongtou_source *source)
{
    const char *name = source->name;
    mem_at(name);
    if (!office_progress(h, HONGTOU_READING, name, 0, 0))
        return NULL;
    if (!source->bytes)
        return xml_read(a, name, (struct pos){0}, h->diags);
    if (source->folder)
        name = file_in(a, source->folder, name);
    return xml_parse(a, name, source->bytes, source->size, h->diags);
}

/* ---- staff files ---- */

void office_staff_sheets(struct hongtou *h, const char *sheet, bool hidden, bool unstruck)
{
    h->staff_choice = (struct sheet_choice){
        .sheet = text_from_utf8(h->arena, sheet ? sheet : "", (struct pos){0}),
        .hidden = hidden,
        .unstruck = unstruck};
}

struct staff *office_staff_open(struct hongtou *h, struct arena *a, const char *path,
                                struct pos pos, struct diags *d)
{
    struct staff_records *records = NULL;
    if (file_table_kind(path) != FILE_TABLE_NONE) {
        struct sheet_choice choice = h->staff_choice;
        choice.pos = pos;
        records = load_staff(a, path, &choice, d);
    } else {
        struct tree *tree = xml_read(a, path, pos, d);
        records = tree ? vocab_read_staff(a, tree, d) : NULL;
    }
    return records ? staff_open(a, records, d) : NULL;
}

/* What is wrong with a staff file that can be used is for `staff check` to say. */
static struct staff *open_quietly(struct hongtou *h, const char *path, struct pos pos)
{
    struct diags *own = diags_beside(h->diags);
    struct staff *staff = office_staff_open(h, h->call, path, pos, own);
    if (staff)
        diags_drop(own);
    else
        diags_take(h->diags, own);
    return staff;
}

/* One that has mistakes is read again for each document, and they are told of each: which of them
 * is the first is not to be seen. */
const struct staff *office_staff_at(struct hongtou *h, const char *path, struct pos pos)
{
    file_note(path, h->diags);
    for (const struct staff_file *f = h->staff; f; f = f->next)
        if (strcmp(f->path, path) == 0)
            return f->staff;
    struct staff *staff = open_quietly(h, path, pos);
    if (!staff)
        return NULL;
    struct staff_file *file = ARENA_NEW(h->call, struct staff_file);
    *file = (struct staff_file){arena_strdup(h->call, path), staff, h->staff};
    h->staff = file;
    return staff;
}

const struct staff *office_staff_of(struct hongtou *h, const struct document *doc)
{
    if (!doc->staff.n)
        return NULL;
    return office_staff_at(h, file_beside(h->call, doc->staff), text_pos(doc->staff, 0));
}

struct staff_file *office_staff_swap(struct hongtou *h, struct staff_file *list)
{
    struct staff_file *before = h->staff;
    h->staff = list;
    return before;
}

/* The later ones come behind, where they are closed and not found. */
void office_staff_join(struct hongtou *h, struct staff_file *list)
{
    struct staff_file **end = &list;
    while (*end)
        end = &(*end)->next;
    *end = h->staff;
    for (struct staff_file *f = h->staff; f; f = f->next)
        f->path = "";
    h->staff = list;
}

static void close_staff(struct hongtou *h)
{
    for (struct staff_file *f = h->staff; f; f = f->next)
        staff_close(f->staff);
}

void office_forget(struct hongtou *h)
{
    close_staff(h);
    arena_drop(h->call);
    h->call = arena_new();
    h->staff = NULL;
    h->profiles = NULL;
    h->broken = h->laid_out = false;
}

void hongtou_close(struct hongtou *h)
{
    if (!h)
        return;
    close_staff(h);
    painter_drop(h->painter);
    fonts_close(h->lent_fonts);
    fonts_close(h->fonts);
    lexicon_close(h->lexicon);
    diags_listen(h->diags, (struct diags_listener){.noted = NULL});
    diags_read_from(h->diags, (struct diags_reader){NULL, NULL});
    if (h->owns_diags)
        diags_drop(h->diags);
    arena_drop(h->call);
    arena_drop(h->arena);
}

/* ---- tree to model ---- */

/* The forms that attachments take from files of their own. */
static bool read_part_forms(struct document *doc, struct part *first, struct diags *d)
{
    bool ok = true;
    for (struct part *p = first; p; p = p->next) {
        if (!p->form.n)
            continue;
        const char *path = file_beside(doc->arena, p->form);
        struct tree *tree = xml_read(doc->arena, path, text_pos(p->form, 0), d);
        p->first = tree ? vocab_read_form(doc->arena, tree, d) : NULL;
        ok = ok && p->first;
    }
    return ok;
}

static bool read_forms(struct document *doc, struct diags *d)
{
    bool own = read_part_forms(doc, doc->attachments, d);
    return (!doc->enclosure || read_part_forms(doc, doc->enclosure->attachments, d)) && own;
}

bool office_resolve(struct document *doc, struct diags *d)
{
    bool read = read_forms(doc, d);
    bool loaded = read && load_sources(doc, d);
    return read && resolve(doc, d) && loaded;
}

const struct people *office_people(struct hongtou *h, const struct document *doc, struct date day,
                                   struct diags *d)
{
    const struct people *people = resolve_people_then(doc, office_staff_of(h, doc), day, d);
    return people->failed ? NULL : people;
}

/* Mistakes of one stage leave the next ones something to find. */
struct document *office_document(struct hongtou *h, struct arena *a, struct tree *tree,
                                 struct date as_of, struct diags *d)
{
    struct document *doc = vocab_read(a, tree, d);
    if (!doc)
        return NULL;
    bool resolved = office_resolve(doc, d);
    const struct staff *staff = office_staff_of(h, doc);
    bool known = staff || !doc->staff.n; /* though nobody be asked for */
    doc->people = resolve_people(doc, staff, as_of, d);
    doc->flow = compose(doc, doc->people, d);
    return resolved && known && !doc->people->failed && doc->flow ? doc : NULL;
}

struct document *office_document_today(struct hongtou *h, struct arena *a, struct tree *tree)
{
    struct hongtou_date day = h->config.as_of;
    struct date as_of = {.year = day.year, .month = day.month, .day = day.day};
    return office_document(h, a, tree, as_of, h->diags);
}

/* ---- profiles ---- */

/* A profile names roles, but only font/ knows which there are. */
static bool roles_known(const struct style *st, struct pos pos, struct diags *d)
{
    bool known = true;
    for (int key = 0; key < STYLE_KEYS; key++) {
        const char *role = style_role(st, (enum style_key)key);
        if (!role || font_role_named(role) != FONT_ROLES)
            continue;
        diag(d, DIAG_L002, pos, role);
        known = false;
    }
    return known;
}

/* Of a document; "" for the working folder. */
static const char *folder_of(struct hongtou *h, const struct document *doc)
{
    const char *name = doc->pos.src->name, *slash = strrchr(name, '/');
    return slash ? arena_strndup(h->call, name, (size_t)(slash + 1 - name)) : "";
}

/* One that cannot be used is read, and reported, for each document that names it. */
static const struct style *open_profile(struct hongtou *h, const char *folder, const char *name,
                                        struct pos pos)
{
    struct arena *a = h->call;
    const char *home = office_home(h);
    const struct settings *s = home ? office_settings(h) : NULL;
    if (!s)
        return NULL;
    const char **office = ARENA_ARRAY(a, const char *, s->places.n + 1);
    struct style_places places = {.own = file_in(a, home, "templates"), .office = office};
    office[places.n++] = folder;
    for (size_t i = 0; i < s->places.n; i++)
        office[places.n++] = s->places.v[i];
    const struct style *st = style_read_from(a, &places, name, pos, h->diags);
    if (!st || !roles_known(st, pos, h->diags))
        return NULL;
    struct profile *profile = ARENA_NEW(a, struct profile);
    *profile = (struct profile){arena_strdup(a, name), arena_strdup(a, folder), st, h->profiles};
    h->profiles = profile;
    return st;
}

/* folder: of the document, beside which a profile may be. */
static const struct style *profile_named(struct hongtou *h, const char *folder, const char *name,
                                         struct pos pos)
{
    const struct profile *p = h->profiles;
    while (p && (strcmp(p->name, name) != 0 || strcmp(p->folder, folder) != 0))
        p = p->next;
    if (!p)
        return open_profile(h, folder, name, pos);
    for (size_t i = 0; i < p->style->n_files; i++)
        file_note(p->style->files[i], h->diags);
    return p->style;
}

const struct style *office_style(struct hongtou *h, const struct document *doc)
{
    const struct settings *s = office_settings_for(h, doc);
    struct pos pos = doc->pos;
    const char *name = doc->form ? "form" : "gbt9704";
    if (!s)
        return NULL;
    if (doc->profile.n) {
        name = text_utf8(doc->arena, doc->profile);
        pos = text_pos(doc->profile, 0);
    } else if (!doc->form && s->set[SETTINGS_PROFILE].n) {
        name = s->set[SETTINGS_PROFILE].v[0].value;
        pos = s->set[SETTINGS_PROFILE].v[0].pos;
    }
    const struct style *profile = profile_named(h, folder_of(h, doc), name, pos);
    if (!profile || !doc->imprint || doc->imprint->sides == SIDES_OF_PROFILE)
        return profile;
    struct style *own = arena_copy(doc->arena, profile, sizeof *profile);
    own->imprint_even_page = doc->imprint->sides == SIDES_TWO;
    return own;
}

font_paths office_profile_files(struct hongtou *h, struct arena *a)
{
    font_paths list = {0};
    for (const struct profile *p = h->profiles; p; p = p->next)
        for (size_t i = 0; i < p->style->n_files; i++)
            VEC_PUSH(a, &list, p->style->files[i]);
    return list;
}

static bool has_form(const struct flow_part *p)
{
    while (p && !p->form && !has_form(p->attachments))
        p = p->next;
    return p != NULL;
}

/* The page of the forms in attachments; *out NULL: there are none. False: reported. */
static bool find_forms_style(struct hongtou *h, const struct document *doc,
                             const struct style **out)
{
    const struct flow_document *flow = doc->flow;
    bool wanted = has_form(flow->enclosure) || has_form(flow->attachments);
    *out = wanted ? profile_named(h, folder_of(h, doc), "form", doc->pos) : NULL;
    return *out || !wanted;
}

/* ---- model to pages ---- */

/* Pages on their way to a sink, as long as the run goes on. */
struct counter {
    struct hongtou *office;
    const struct document *doc;
    struct page_sink next;
    int pages;
};

static bool count_page(void *context, const struct page *page)
{
    struct counter *c = context;
    int most = c->office->config.most_pages;
    c->pages++;
    if (most > 0 && c->pages > most) {
        struct arena *a = c->doc->arena;
        diag(c->office->diags, DIAG_L036, c->doc->pos, arena_printf(a, "%d", most));
        return false;
    }
    return office_progress(c->office, HONGTOU_LAYING_OUT, c->doc->pos.src->name, c->pages, 0) &&
           c->next.put(c->next.context, page);
}

bool office_layout_options(struct hongtou *h, const struct document *doc,
                           struct layout_options *out)
{
    struct fonts *fonts = office_fonts(h);
    const struct style *style = fonts ? office_style(h, doc) : NULL;
    const struct style *forms;
    if (!style || !find_forms_style(h, doc, &forms))
        return false;
    *out = (struct layout_options){.fonts = fonts,
                                   .style = style,
                                   .forms = forms,
                                   .lexicon = h->lexicon,
                                   .names = office_names(h, doc)};
    h->laid_out = true;
    return true;
}

bool office_lay_out(struct hongtou *h, const struct document *doc, struct page_sink sink)
{
    struct layout_options options;
    if (!office_layout_options(h, doc, &options))
        return false;
    struct counter counter = {h, doc, sink, 0};
    size_t errors = diags_count(h->diags, DIAG_ERROR);
    return layout_document(doc->flow, &options, (struct page_sink){count_page, &counter},
                           h->diags) &&
           diags_count(h->diags, DIAG_ERROR) == errors && office_is_undisturbed(h);
}

/* The colours of pages are those of most screens and printers. */
struct page_info office_info(struct hongtou *h, const struct document *doc)
{
    const struct flow_document *flow = doc->flow;
    struct arena *a = doc->arena;
    struct page_info info = {.title = text_utf8(a, text_without_breaks(a, flow->title))};
    const char *home = office_home(h);
    if (home)
        info.colours = arena_printf(a, "%s/fonts/free/sRGB.icc", home);
    if (flow->signature && flow->signature->organs)
        info.author = text_utf8(a, flow->signature->organs->name);
    else if (flow->head)
        info.author = text_utf8(a, flow->head->issuers->name);
    if (flow->head && flow->head->number.n)
        info.subject = text_utf8(a, flow->head->number);
    return info;
}
