/*
 * 版头 and title. What stands above the red rule is placed from the paper's edge: marks at the left
 * in frames of their own, so that one more or less moves nothing; the masthead by the air above it.
 */
#include "docx/docx_int.h"

enum { EM = 1000 };

/* Air within a line above and below its characters. */
static len_t half_gap(const struct style *st)
{
    return (st->line_pitch - st->body_size) / 2;
}

/* ---- 份号, 密级, 紧急程度 ---- */

static void add_mark(struct docx *x, const char *name, struct text text, const char *role, len_t y)
{
    const struct style *st = x->style;
    struct tree_paragraph *p = tree_field(x, DOCX_MARK, name, text);
    if (!p)
        return;
    p->runs->look.role = font_role_named(role);
    len_t width = tree_width(x, text, role, st->body_size) + st->body_size;
    p->frame = arena_printf(x->arena,
                            "w:w=\"%lld\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"margin\" "
                            "w:x=\"1\" w:y=\"%lld\"",
                            (long long)docx_twips(width),
                            (long long)docx_twips(y - half_gap(st)));
}

/* 7.2.1 to 7.2.3; of a letter below its rules. */
static void add_marks(struct docx *x, const struct flow_head *h, len_t first)
{
    const struct style *st = x->style;
    int line = 0;
    if (h->copy_number.n)
        add_mark(x, "份号", h->copy_number, st->body_role, first + line++ * st->line_pitch);
    if (h->secrecy.n && !line && !st->letter)
        line = 1;
    if (h->secrecy.n)
        add_mark(x, "密级", h->secrecy, st->mark_role, first + line++ * st->line_pitch);
    if (h->urgency.n)
        add_mark(x, "紧急程度", h->urgency, st->mark_role, first + line * st->line_pitch);
}

/* ---- 发文机关标志 ---- */

static struct text suffix_of(struct docx *x, const struct flow_head *h)
{
    if (h->suffix_given)
        return h->suffix;
    return text_from_utf8(x->arena, x->style->masthead_suffix, h->issuers->pos);
}

/* Size and squeeze with which the longest name takes no more than the line. */
static struct look masthead_look(struct docx *x, const struct flow_head *h, int *lines)
{
    const struct style *st = x->style;
    struct look look = x->looks[DOCX_MASTHEAD];
    struct text suffix = suffix_of(x, h);
    len_t suffix_ems = tree_width(x, suffix, st->masthead_role, EM), longest = 1, most;
    *lines = 0;
    for (const struct organ *o = h->issuers; o; o = o->next, ++*lines)
        longest = len_max(longest, tree_width(x, o->name, st->masthead_role, EM));
    longest += suffix_ems + (*lines > 1 && suffix.n ? EM / 2 : 0);
    most = *lines > 1 ? len_scale(st->masthead_height, EM, st->masthead_pitch) / *lines : look.size;
    look.size = len_min(look.size, most);
    if (len_scale(look.size, longest, EM) <= st->masthead_width)
        return look;
    look.squeeze = (int)(st->masthead_width * EM / longest * EM / look.size);
    if (look.squeeze < st->masthead_squeeze) {
        look.squeeze = st->masthead_squeeze;
        look.size = st->masthead_width * EM / longest * EM / look.squeeze;
    }
    return look;
}

static len_t masthead_pitch(const struct style *st, const struct look *look, int lines)
{
    return len_scale(look->size, lines > 1 ? st->masthead_pitch : EM, EM);
}

/* As wide as a letter's rules; no text stands beside it. */
static const char *letter_frame(struct docx *x, len_t y)
{
    return arena_printf(x->arena,
                        "w:w=\"%lld\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" "
                        "w:xAlign=\"center\" w:y=\"%lld\"",
                        (long long)docx_twips(x->style->letter_rule_width),
                        (long long)docx_twips(y));
}

/* So much more air within a name, none of it behind its last character. */
static void spread_name(struct docx *x, struct tree_paragraph *p, len_t more)
{
    struct tree_run *r = p->runs;
    struct text name = r->text;
    if (name.n < 2)
        return;
    r->text = text_part(name, 0, name.n - 1);
    tree_run(x, p, text_part(name, name.n - 1, name.n), r->control)->look = r->look;
    r->look.spread += more / (len_t)(name.n - 1);
}

/* Several names each on a line, the host organ's first; 文件 stands behind the middle one. */
static void add_masthead(struct docx *x, const struct flow_head *h)
{
    const struct style *st = x->style;
    struct text suffix = suffix_of(x, h);
    int lines, line = 0;
    struct look look = masthead_look(x, h, &lines);
    len_t pitch = masthead_pitch(st, &look, lines);
    const char *frame = letter_frame(x, st->area_top + st->masthead_top);
    len_t names = 0, tail = tree_width(x, suffix, st->masthead_role, look.size);
    for (const struct organ *o = h->issuers; o; o = o->next)
        names = len_max(names, tree_width(x, o->name, st->masthead_role, look.size));
    x->below = (pitch - look.size) / 2;
    for (const struct organ *o = h->issuers; o; o = o->next, line++) {
        struct tree_paragraph *p = tree_field(x, DOCX_MASTHEAD, "发文机关标志", o->name);
        if (!p)
            continue;
        p->line = pitch;
        if (st->letter)
            p->frame = frame;
        else
            p->before = line ? 0 : st->masthead_top + half_gap(st) - (pitch - look.size) / 2;
        x->y += docx_height(p->before, st->letter ? 0 : pitch, 1);
        p->runs->look = look;
        if (lines == 1) {
            tree_run(x, p, suffix, p->runs->control)->look = look;
            continue;
        }
        len_t squeeze = look.squeeze ? look.squeeze : EM;
        p->own_indents = true;
        p->align = "left";
        p->left = (st->area_width - len_scale(names + tail + look.size / 2, squeeze, EM)) / 2;
        spread_name(x, p,
                    len_scale(names - tree_width(x, o->name, st->masthead_role, look.size), squeeze,
                              EM));
        if (line == (lines - 1) / 2 && suffix.n) {
            tree_tab(p, p->left + len_scale(names + look.size / 2, squeeze, EM), "left");
            tree_words(x, p, "\t")->look = look;
            tree_run(x, p, suffix, 0)->look = look;
        }
    }
}

/* ---- 发文字号, 签发人, 红线 ---- */

/* The rule below the number's line, which ends half a gap below its characters. */
static void add_rule(struct docx *x, struct tree_paragraph *p)
{
    const struct style *st = x->style;
    if (!p || !st->rule_shown)
        return;
    len_t points = (st->rule_gap - half_gap(st) + LEN_PT / 2) / LEN_PT; /* whole, as they are written */
    p->bottom = (struct tree_border){.kind = "single",
                                     .width = st->rule_thickness,
                                     .space = len_max(0, points) * LEN_PT,
                                     .red = true};
    /* the title's place is reckoned from the rule's middle */
    x->below = p->bottom.space + p->bottom.width -
               (st->rule_gap - half_gap(st) + st->rule_thickness / 2);
}

/* The number, where it stands here, and the place where the label ends. */
static struct tree_paragraph *signers_line(struct docx *x, const struct flow_head *h, len_t first,
                                           bool last)
{
    struct tree_paragraph *p = tree_paragraph(x, DOCX_NUMBER);
    p->align = "left"; /* the rule below it is as wide as the area, wherever the line begins */
    p->own_indents = true;
    p->first = x->style->number_left;
    tree_tab(p, first, "right");
    if (last && h->number.n)
        tree_run(x, p, h->number, tree_control(x, "发文字号", text_pos(h->number, 0)));
    tree_words(x, p, "\t");
    return p;
}

/* Where the columns of names start, each as wide as its widest one. */
static void signer_columns(struct docx *x, const struct flow_head *h, int a_line, len_t *left)
{
    const struct style *st = x->style;
    len_t at = st->area_width - st->signer_right;
    int i = 0;
    for (const struct text_item *s = h->signers; s; s = s->next, i++) {
        len_t own = tree_width(x, s->text, st->signer_role, st->char_pitch);
        left[i % a_line] = len_max(left[i % a_line], len_max(own, st->signer_width));
    }
    for (i = a_line; i-- > 0; at -= st->char_pitch)
        at = left[i] = at - left[i];
}

/* 7.2.6: a line for as many signers as stand on one; the number beside the last of them. */
static struct tree_paragraph *add_signers(struct docx *x, const struct flow_head *h)
{
    const struct style *st = x->style;
    enum { BEHIND = LEN_PT / 20 }; /* the label: a tab goes on to what is behind it */
    struct tree_paragraph *p = NULL;
    int n = 0, i = 0;
    for (const struct text_item *s = h->signers; s; s = s->next)
        n++;
    int a_line = st->signers_a_line < n ? st->signers_a_line : n;
    len_t *left = ARENA_ARRAY(x->arena, len_t, (size_t)a_line);
    signer_columns(x, h, a_line, left);
    for (const struct text_item *s = h->signers; s; s = s->next, i++) {
        if (i % a_line == 0) {
            p = signers_line(x, h, left[0], i + a_line >= n);
            p->before = i ? 0 : st->number_blank_above - half_gap(st) - x->below;
            x->y += docx_height(p->before, st->line_pitch, 1);
            if (!i)
                tree_words(x, p, st->signer_label);
        }
        tree_tab(p, left[i % a_line] + BEHIND, "left");
        tree_words(x, p, "\t");
        tree_run_in(x, p, tree_spread(x, s->text, st->signer_width, st->char_pitch),
                    st->signer_role, tree_control(x, "签发人", text_pos(s->text, 0)));
    }
    return p;
}

static void add_number(struct docx *x, const struct flow_head *h)
{
    const struct style *st = x->style;
    struct tree_paragraph *p = h->signers ? add_signers(x, h)
                                          : tree_field(x, DOCX_NUMBER, "发文字号", h->number);
    if (!p) /* the rule stands where it stands below a number */
        p = tree_paragraph(x, DOCX_NUMBER);
    if (!h->signers) {
        p->before = st->number_blank_above - half_gap(st) - x->below;
        x->y += docx_height(p->before, st->line_pitch, 1);
    }
    x->below = half_gap(st);
    add_rule(x, p);
    x->y += p->bottom.space + p->bottom.width;
    x->number = p;
}

/* 10.1: the rules across the page, the number below them at the right. low: the masthead's foot, below
 * which the text begins. */
static void add_letter_number(struct docx *x, const struct flow_head *h, len_t low)
{
    const struct style *st = x->style;
    len_t rules = st->letter_rule_thick + st->letter_rule_between + st->letter_rule_thin;
    len_t number = low + st->letter_rule_gap + rules + st->letter_number_gap;
    struct tree_paragraph *rule = tree_paragraph(x, DOCX_FOLIO);
    rule->line = LEN_PT;
    rule->frame = letter_frame(x, low + st->letter_rule_gap - LEN_PT);
    rule->bottom = (struct tree_border){
        .kind = "thickThinSmallGap", .width = st->letter_rule_thick, .red = true};
    tree_paragraph(x, DOCX_BODY)->line = LEN_PT; /* which the frames hang on */
    struct tree_paragraph *p = tree_field(x, DOCX_NUMBER, "发文字号", h->number);
    if (!p)
        p = tree_paragraph(x, DOCX_NUMBER);
    p->align = "right";
    p->before = len_max(0, number - half_gap(st) - len_max(st->area_top - half_gap(st), low) - LEN_PT);
    x->y += docx_height(number - st->area_top, st->line_pitch, 1);
    x->below = half_gap(st);
    x->number = p;
}

void head_add(struct docx *x, const struct flow_head *h)
{
    const struct style *st = x->style;
    if (st->letter) {
        int lines;
        struct look look = masthead_look(x, h, &lines);
        len_t rules = st->letter_rule_thick + st->letter_rule_between + st->letter_rule_thin;
        len_t low = st->area_top + st->masthead_top + masthead_pitch(st, &look, lines) * lines;
        add_masthead(x, h);
        add_marks(x, h, low + st->letter_rule_gap + rules + st->letter_number_gap);
        add_letter_number(x, h, low);
        return;
    }
    add_marks(x, h, st->area_top);
    add_masthead(x, h);
    add_number(x, h);
}

/* ---- the title and what is below it ---- */

/* Turned where the page turns it: between words. */
static struct text turned(struct docx *x, struct text title)
{
    const struct style *st = x->style;
    const struct layout_turns how = {
        .pitch = st->title_size,
        .width = len_min(st->area_width, st->title_characters * st->title_size)};
    return layout_probe_turns(x->probe, title, st->title_role, &how);
}

struct tree_paragraph *head_title_lines(struct docx *x, enum docx_style style, const char *name,
                                        struct text title, len_t blank_above)
{
    const struct style *st = x->style;
    len_t more = (st->title_pitch - st->title_size) / 2;
    struct tree_paragraph *p = tree_field(x, style, name, title);
    if (!p)
        return NULL;
    p->runs->look.size = st->title_size;
    p->line = st->title_size == x->paper->title_size ? 0 : st->title_pitch;
    struct text lines = turned(x, title);
    p->runs->text = lines;
    p->before = len_max(0, blank_above - more - x->below);
    x->below = 0;
    x->y += docx_height(p->before, st->title_pitch, 1);
    for (size_t i = 0; i < lines.n; i++)
        x->y += lines.cp[i] == TEXT_BREAK ? docx_height(0, st->title_pitch, 1) : 0;
    return p;
}

/* What follows stands on the line of the grid that is nearest: see gap_below_title in layout/. */
void head_blank_below(struct docx *x, struct tree_paragraph *title, struct tree_paragraph *below,
                      len_t blank)
{
    enum { AS_NEAR = LEN_PT * 3 / 2 };
    const struct style *st = x->style;
    len_t more = title ? (st->title_pitch - st->title_size) / 2 : 0;
    struct tree_paragraph *last = below ? below : title ? title : x->number;
    bool addressed = x->doc->to.n && !x->to_in_imprint && title && title->style == DOCX_TITLE;
    if (!last)
        return;
    len_t pitch = docx_height(0, st->line_pitch, 1);
    x->y += below ? pitch : 0;
    len_t low = x->y + (!title || below ? -half_gap(st) : addressed ? AS_NEAR - more : more) + blank;
    len_t line = (low - half_gap(st) + pitch / 2) / pitch;
    while (line * pitch < x->y)
        line++;
    last->after = line * pitch - x->y;
}

void head_title(struct docx *x)
{
    const struct flow_document *doc = x->doc;
    const struct style *st = x->style;
    len_t above = doc->head ? st->title_blank_above : st->title_blank_above_bare + half_gap(st);
    struct tree_paragraph *title = NULL, *caption, *speaker;
    if (st->title_shown)
        title = head_title_lines(x, DOCX_TITLE, "标题", doc->title, above);
    caption = tree_field(x, DOCX_CAPTION, "题注", doc->caption);
    speaker = tree_field(x, DOCX_CAPTION, "讲话人", doc->speaker);
    x->y += caption && speaker ? docx_height(0, st->line_pitch, 1) : 0;
    head_blank_below(x, title, speaker ? speaker : caption, st->title_blank_below);
    if (!x->to_in_imprint)
        tree_field(x, DOCX_TO, "主送", doc->to);
}
