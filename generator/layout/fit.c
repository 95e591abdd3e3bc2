/*
 * Forms on pages of their own, alone or in attachments: by the profile's figures; or, where they
 * are given a number of pages, as large as that allows. Then the text goes down by half points from
 * the profile's size until the closest setting of a size fits, its questions a row each before they
 * run on; and of that size the one with the most air is taken. Every try sets the form anew, which
 * is the same on every machine; what the last try made stays, when that is the one.
 *
 * What follows on a form's last page, the imprint, is a row without anything on it while the form
 * is tried: it gets its room when that costs no page, and half a point at most.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

/* A form and what stands above it. */
struct form_job {
    const struct flow_form *form;
    const struct flow *content;
    struct heading heading;
    struct text label; /* of an attachment; empty: none */
    const struct style *paper;
    bool turned;
    struct part_imprint imprint;
    int first; /* its first page */
};

/* How it is set. */
struct form_fit {
    len_t size; /* of its text; 0: by the profile in all */
    int air;
    bool run_on;
    bool imprint; /* that has room */
};

/* Set so. */
struct form_set {
    struct setting s;
    struct rows rows;
    struct running running;
    struct page_cursor end;
    bool imprint; /* the last row is its room */
};

/* A form being fitted. What a try finds is told when the form stays so. */
struct fitter {
    const struct form_job *job;
    struct layout layout;
    struct arena_mark before;
    bool failed;         /* a character that no face has */
    struct form_fit fit; /* of the last try */
    struct form_set set; /* and what it made */
};

/* ---- a form, set ---- */

/* 7.3.7 */
static bool add_label(const struct setting *s, struct rows *rows, struct text label)
{
    const struct style *st = s->style;
    struct text_shape shape = setting_shape(s);
    struct page_row like = {.box = st->body_size, .advance = st->body_size, .keep = true};
    struct set_lines lines;
    if (!setting_text(s, label, st->attachment_label_role, &shape, &lines))
        return false;
    rows_add_like(s, rows, lines, &like, 0, ELEMENT_ATTACHMENT_LABEL);
    return true;
}

/* What stands above the form: the legend, the label, the title. */
static bool add_above(const struct setting *s, struct rows *rows, const struct form_job *job)
{
    struct heading h = job->heading;
    if (job->form->legend && !form_legend_rows(s, rows, job->form->legend))
        return false;
    if (job->label.n && !add_label(s, rows, job->label))
        return false;
    if (rows->list.n) /* clear of the statutory head, of the label */
        h.gap = job->label.n ? 2 * s->style->form_gap : s->style->form_gap;
    return title_rows(s, rows, &h);
}

static struct page_plan plan_of(const struct form_set *set)
{
    return (struct page_plan){.s = &set->s, .running = &set->running};
}

/* The printed code in the upper right corner, which a legend must not run into. */
static len_t head_of(const struct form_job *job)
{
    return job->form->legend ? style_code_bottom(job->paper) : 0;
}

static bool add_imprint_room(struct form_set *set, const struct form_job *job)
{
    len_t room;
    if (!imprint_room(&set->s, job->imprint.with_to, &room))
        return false;
    set->imprint = room > 0;
    if (room)
        VEC_PUSH(set->s.arena, &set->rows.list,
                 ((struct page_row){.box = room + LEN_PT, .advance = room}));
    return true;
}

static bool set_form(const struct layout *l, const struct form_job *job, struct form_fit fit,
                     struct form_set *out)
{
    const struct style *paper = job->paper;
    if (fit.size)
        paper = style_closer(l->part, paper, fit.size, fit.air, head_of(job));
    *out = (struct form_set){.s = setting_form(l, paper, job->turned, job->form->runs_on)};
    out->s.run_on = fit.run_on;
    out->running.first = job->first;
    out->running.run_on = fit.run_on;
    out->running.marked = job->form->marked || paper->form_marks_built;
    if (!add_above(&out->s, &out->rows, job) ||
        !block_list_rows(&out->s, &out->rows, job->content) ||
        !form_running(&out->s, &out->running, job->heading.title, job->form))
        return false;
    if (fit.imprint && !add_imprint_room(out, job))
        return false;
    struct page_plan plan = plan_of(out);
    out->end = pages_try(&plan, builder_head(&plan, job->first), &out->rows, NULL);
    out->running.last = out->end.page;
    return true;
}

/* ---- tries ---- */

/* Pages that the form takes; 0: a character that no face has. */
static int pages_taken(struct fitter *f, struct form_fit fit)
{
    struct diags *last = f->layout.diags;
    f->layout.diags = diags_beside(last);
    diags_drop(last);
    arena_reset(f->layout.part, f->before);
    f->fit = fit;
    f->failed = f->failed || !set_form(&f->layout, f->job, fit, &f->set);
    return f->failed ? 0 : f->set.end.page - f->job->first + 1;
}

/* The form as it stays: as the last try made it, or anew. False: reported. */
static bool finish(struct fitter *f, const struct layout *l, struct form_fit fit,
                   struct form_set *out)
{
    const struct form_fit *last = &f->fit;
    bool made = f->set.s.layout && !f->failed && last->size == fit.size && last->air == fit.air &&
                last->run_on == fit.run_on && last->imprint == fit.imprint;
    if (!made) {
        arena_reset(l->part, f->before);
        return set_form(l, f->job, fit, out);
    }
    *out = f->set;
    out->s.layout = l;
    diags_take(l->diags, f->layout.diags);
    f->layout.diags = NULL;
    return true;
}

/* The most air that a fit leaves room for; with none it fits. */
static int most_air(struct fitter *f, struct form_fit fit, int pages)
{
    int least = 0, most = STYLE_AIR;
    while (least < most) {
        fit.air = (least + most + 1) / 2;
        if (pages_taken(f, fit) <= pages)
            least = fit.air;
        else
            most = fit.air - 1;
    }
    return least;
}

/* The largest text, from one size down to another, with which the form takes so many pages. */
static bool find_largest(struct fitter *f, int pages, struct form_fit *fit, len_t from, len_t to)
{
    const struct style *st = f->job->paper;
    bool imprint = fit->imprint;
    *fit = (struct form_fit){.imprint = imprint};
    if (from == st->form_size && pages_taken(f, *fit) <= pages)
        return true;
    for (len_t size = from; size >= to; size -= st->form_size_step)
        for (int run_on = 0; run_on <= f->job->form->may_run_on; run_on++) {
            *fit = (struct form_fit){.size = size, .run_on = run_on, .imprint = imprint};
            if (pages_taken(f, *fit) > pages)
                continue;
            fit->air = most_air(f, *fit, pages);
            return true;
        }
    return false;
}

/* ---- what is said of it ---- */

/* 10.5 */
static const char *points(struct arena *a, len_t size)
{
    enum { TENTH = 100 };
    long tenths = (long)(size / TENTH);
    return tenths % 10 ? arena_printf(a, "%ld.%ld", tenths / 10, tenths % 10)
                       : arena_printf(a, "%ld", tenths / 10);
}

static const char *in_mm(struct arena *a, len_t length)
{
    return arena_printf(a, "%d", (int)(length / len_from_micron(1000)));
}

/* How much more than its pages the form takes at the closest, and how many it would take. */
static void report_too_much(struct fitter *f, struct diags *d, int pages)
{
    enum { MM_TENTHS = 10 };
    const struct form_job *job = f->job;
    struct arena *a = f->layout.doc->arena;
    len_t size = job->paper->form_size_least;
    struct form_set set;
    arena_reset(f->layout.part, f->before);
    if (!set_form(&f->layout, job, (struct form_fit){size, 0, job->form->may_run_on, false}, &set))
        return;
    int taken = set.end.page - job->first + 1;
    len_t head = style_area_bottom(set.s.style) - set.s.style->area_height;
    len_t over = (taken - pages - 1) * set.s.style->area_height + set.end.y - head;
    int tenths = (int)(over * MM_TENTHS / len_from_micron(1000)) + 1;
    diag(d, DIAG_L037, job->form->pos, arena_printf(a, "%d", pages), points(a, size),
         arena_printf(a, "%d", (tenths + MM_TENTHS - 1) / MM_TENTHS), arena_printf(a, "%d", taken));
}

static void report_fit(const struct form_job *job, struct diags *d, struct arena *a,
                       struct form_fit fit)
{
    const char *pages = arena_printf(a, "%d", job->form->pages), *size = points(a, fit.size);
    bool given = job->form->pages > 0;
    if (given && fit.size && fit.size < job->paper->form_size)
        diag(d, DIAG_L038, job->form->pos, pages, size);
    else if (given && fit.size)
        diag(d, DIAG_L039, job->form->pos, pages, size);
    else if (fit.size)
        diag(d, DIAG_L041, job->form->pos, NULL);
    if (fit.run_on)
        diag(d, DIAG_L040, job->form->pos, pages);
}

/* ---- the fit ---- */

/* With room for the imprint, where that costs no page and no more than a step of the size. */
static void make_room(struct fitter *f, int pages, struct form_fit *fit)
{
    const struct style *st = f->job->paper;
    struct form_fit with = {.imprint = true};
    len_t from = fit->size ? fit->size : st->form_size;
    len_t to = f->job->form->pages ? len_max(from - st->form_size_step, st->form_size_least) : from;
    if (find_largest(f, pages, &with, from, to))
        *fit = with;
}

/* False: reported. */
static bool find_fit(struct fitter *f, struct diags *d, struct form_fit *out)
{
    const struct form_job *job = f->job;
    const struct style *st = job->paper;
    bool imprint = job->imprint.follows && !job->turned, fits = true;
    int pages = job->form->pages;
    *out = (struct form_fit){0};
    if (!pages && !imprint)
        return true;
    if (pages)
        fits = find_largest(f, pages, out, st->form_size, st->form_size_least);
    else
        pages = pages_taken(f, *out);
    if (fits && imprint)
        make_room(f, pages, out);
    if (fits)
        report_fit(job, d, f->layout.doc->arena, *out);
    else
        report_too_much(f, d, pages);
    return fits;
}

/* The form as it stays. False: reported. */
static bool fit_form(const struct layout *l, const struct form_job *job, struct form_fit *fit,
                     struct form_set *out)
{
    struct fitter f = {.job = job, .layout = *l, .before = arena_mark(l->part)};
    f.layout.diags = diags_beside(l->diags);
    bool ok = find_fit(&f, l->diags, fit) && finish(&f, l, *fit, out);
    diags_drop(f.layout.diags);
    return ok;
}

/* Of a form that is made to fit: a step smaller, for who squeezes no marks where these pages do. */
static const struct style *slack_of(const struct layout *l, const struct form_job *job,
                                    struct form_fit fit)
{
    const struct style *st = job->paper;
    len_t size = len_max(fit.size - st->form_size_step, st->form_size_least);
    return style_closer(l->part, st, size, fit.air, head_of(job));
}

/* Further pages repeat what is filled in at the head: below it there must be room for some lines. */
static bool has_room(const struct layout *l, const struct form_job *job, const struct form_set *set)
{
    enum { LINES = 3 };
    const struct style *st = set->s.style;
    len_t most = st->area_height - LINES * st->form_line;
    if (set->end.page == job->first || set->running.height <= most)
        return true;
    struct arena *a = l->doc->arena;
    diag(l->diags, DIAG_L063, job->form->pos, in_mm(a, set->running.height), in_mm(a, most));
    return false;
}

static bool place_form(struct page_builder *b, struct form_job *job)
{
    const struct layout *l = b->layout;
    struct form_fit fit;
    struct form_set set;
    job->first = b->at.page + 1;
    if (!fit_form(l, job, &fit, &set) || !has_room(l, job, &set))
        return false;
    set.running.slack = fit.size ? slack_of(l, job, fit) : NULL;
    struct page_plan plan = plan_of(&set);
    pages_spread(&plan, builder_head(&plan, job->first), &set.rows);
    /* the last page stays open, and asks for it when it is closed */
    plan.running = arena_copy(set.s.arena, &set.running, sizeof set.running);
    set.rows.list.n -= set.imprint; /* a document without an imprint has no such row */
    return pages_fill(&plan, b, &set.rows);
}

/* ---- alone, and in an attachment ---- */

bool form_document(struct page_builder *b)
{
    const struct flow_document *doc = b->layout->doc;
    struct form_job job = {.form = doc->form,
                           .content = doc->body,
                           .heading = {.title = doc->title, .label = "", .element = ELEMENT_TITLE},
                           .paper = b->layout->paper,
                           .turned = doc->form->turned};
    struct setting unused;
    return builder_start_part(b, doc->form->turned, &unused) && place_form(b, &job) &&
           builder_close(b);
}

bool form_attachment(struct page_builder *b, const struct flow_part *p, struct part_imprint imprint)
{
    struct setting unused;
    struct form_job job = {.form = p->form,
                           .content = p->first,
                           .heading = {.title = p->title,
                                       .caption = p->caption,
                                       .anchor = p->anchor,
                                       .element = ELEMENT_ATTACHMENT_TITLE},
                           .label = p->label,
                           .paper = b->layout->forms,
                           .turned = p->turned,
                           .imprint = imprint};
    if (!builder_start_part(b, p->turned, &unused))
        return false;
    job.heading.label = text_utf8(b->layout->part, p->label);
    return place_form(b, &job);
}
