/*
 * A draft's pictures: each becomes a file beside the document, and an element behind the words that it
 * stands behind in the draft; a line below it that begins with 图1 becomes its title.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "import/diag.def"
#include "import/import_int.h"

/* ---- files ---- */

static bool is_same(struct arena *a, const char *path, const struct draft_picture *p)
{
    struct arena *scratch = arena_sub(a);
    struct diags *own = diags_new(DIAG_EN);
    size_t n = 0;
    const char *bytes = file_read(scratch, path, &n, (struct pos){0}, own);
    bool same = bytes && n == p->n && memcmp(bytes, p->bytes, n) == 0;
    diags_drop(own);
    return same;
}

/* 通知-图1.png beside 通知.xml; what has the name already is kept. */
const char *import_picture_file(struct importer *im, const struct draft_picture *p)
{
    struct arena *a = im->arena;
    size_t n = strlen(im->target);
    n -= file_has_extension(im->target, ".xml") ? strlen(".xml") : 0;
    for (size_t i = 0; i < im->out->files.n; i++)
        if (im->out->files.v[i].bytes == p->bytes)
            return file_name(im->out->files.v[i].path);
    for (;;) {
        const char *path = arena_printf(a, "%.*s-图%d.%s", (int)n, im->target, ++im->pictures,
                                        p->jpeg ? "jpg" : "png");
        bool there = file_exists(path);
        if (there && !is_same(a, path, p))
            continue;
        VEC_PUSH(a, &im->out->files, ((struct import_file){path, p->bytes, p->n}));
        return file_name(path);
    }
}

/* ---- what the element says ---- */

/* In whole millimetres; 0: as wide as the text, or not known. */
int import_picture_width(const struct draft_left *l)
{
    enum { THOUSANDTHS_A_MM = 72000 * 10 / 254, LEAST = 20, MOST = 150 };
    int mm = (l->width + THOUSANDTHS_A_MM / 2) / THOUSANDTHS_A_MM;
    return mm >= LEAST && mm <= MOST ? mm : 0;
}

/* What somebody wrote of it, and not a word processor. */
static bool is_description(const char *words)
{
    static const char *const names[] = {"图片", "图像", "文本框", "图形", "形状", "组合"};
    bool chinese = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(words, names[i], strlen(names[i])) == 0)
            return false;
    for (const char *p = words; *p; p++)
        chinese = chinese || (*p & 0x80);
    return chinese && !strpbrk(words, "./\\:\n");
}

const struct diag_code *import_picture_code(const struct draft_left *l)
{
    bool in_table = l->paragraph && l->paragraph->place.table;
    return l->picture->cropped ? DIAG_D196 : in_table ? DIAG_D210 : DIAG_D199;
}

static struct node *picture_element(struct importer *im, const struct draft_left *l)
{
    struct node *n = import_element(im, NULL, "图片");
    const char *file = import_picture_file(im, l->picture);
    int width = import_picture_width(l);
    import_word(im, n, "文件", file);
    if (width)
        import_word(im, n, "宽", arena_printf(im->arena, "%d", width));
    if (is_description(l->text))
        import_word(im, n, "替代文字", l->text);
    diag(im->diags, import_picture_code(l), l->pos, file);
    return n;
}

/* ---- where it stands ---- */

/* A text of the draft, where it begins, and the element that has it. */
struct placed {
    uint32_t at;
    struct node *node;
    bool attr;
};

struct placing {
    struct importer *im;
    VEC(struct placed) texts;
    struct node *behind, *last; /* the last picture was put behind the one, and is the other */
};

static void gather(struct placing *p, struct text t, struct node *n, bool attr)
{
    if (t.n && t.src == p->im->draft->src)
        VEC_PUSH(p->im->arena, &p->texts, ((struct placed){t.at[0], n, attr}));
}

static void gather_all(struct placing *p, struct node *n)
{
    for (const struct attr *a = n->attrs; a; a = a->next)
        gather(p, a->value, n, true);
    for (struct node *c = n->first; c; c = c->next)
        if (c->kind == NODE_TEXT)
            gather(p, c->text, n, false);
        else
            gather_all(p, c);
}

static int compare(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* How many texts begin before a place. */
static size_t texts_before(const struct placing *p, uint32_t at)
{
    size_t low = 0, high = p->texts.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->texts.v[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool holds_blocks(const struct node *n)
{
    static const char *const names[] = {"正文", "层次", "附件", "印发件"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(n->name, names[i]) == 0)
            return true;
    return false;
}

static struct node *body_of(struct node *root)
{
    struct node *n = root->first;
    while (n && (n->kind != NODE_ELEMENT || strcmp(n->name, "正文") != 0))
        n = n->next;
    return n;
}

static struct node *last_child(struct node *n)
{
    struct node *last = n->first;
    while (last && last->next)
        last = last->next;
    return last;
}

/* Between two blocks: behind one (NULL: before the first) of what holds them; parent NULL: nowhere. */
struct gap {
    struct node *parent, *behind;
};

/* Beside the text: before it, or at its end. */
static struct gap gap_beside(struct node *root, const struct node *top)
{
    struct node *body = body_of(root);
    bool before = !top;
    for (const struct node *n = top; n; n = n->next)
        before = before || n == body;
    return (struct gap){body, body && !before ? last_child(body) : NULL};
}

static struct gap gap_at(const struct placing *p, struct node *root, uint32_t at)
{
    size_t i = texts_before(p, at);
    struct node *n = i ? p->texts.v[i - 1].node : NULL;
    if (n && p->texts.v[i - 1].attr && holds_blocks(n))
        return (struct gap){n, NULL};
    while (n && n->parent && n->parent != root && !holds_blocks(n->parent))
        n = n->parent;
    if (n && n->parent && holds_blocks(n->parent))
        return (struct gap){n->parent, n};
    return gap_beside(root, n == root ? NULL : n);
}

static void put(struct placing *p, struct gap gap, struct node *picture)
{
    struct node *key = gap.behind ? gap.behind : gap.parent;
    struct node *behind = p->behind == key ? p->last : gap.behind;
    struct node **place = behind ? &behind->next : &gap.parent->first;
    picture->parent = gap.parent;
    picture->next = *place;
    *place = picture;
    p->behind = key;
    p->last = picture;
}

/* Where its text begins, or that of the next one that has a text. */
static uint32_t place_of(const struct importer *im, size_t i)
{
    while (i < im->n && !im->blocks[i].line.text.n)
        i++;
    return i < im->n ? im->blocks[i].line.text.at[0] : UINT32_MAX;
}

bool import_has_pictures(const struct importer *im, size_t from, size_t end)
{
    uint32_t low = place_of(im, from), high = place_of(im, end);
    for (size_t i = 0; im->target && i < im->draft->n_left; i++) {
        const struct draft_left *l = &im->draft->left[i];
        if (l->kind == DRAFT_LEFT_PICTURE && l->picture && l->pos.off >= low && l->pos.off < high)
            return true;
    }
    return false;
}

/* ---- titles ---- */

static bool is_title(struct text t)
{
    enum { MOST = 40 };
    bool numbered = t.n > 2 && t.n <= MOST && t.cp[0] == U'图' &&
                    (utf8_is_digit(t.cp[1]) || utf8_is_one_of(t.cp[1], U"一二三四五六七八九十 "));
    return numbered && !import_has_end(t);
}

/* The paragraph behind it, of which nothing else is left. */
static void take_title(struct importer *im, struct node *picture)
{
    struct node *n = picture->next;
    if (!n || n->kind != NODE_ELEMENT || strcmp(n->name, "段") != 0 || !n->first || n->first->next ||
        n->first->kind != NODE_TEXT || !is_title(n->first->text))
        return;
    import_attr(im, picture, "题", n->first->text);
    picture->next = n->next;
}

/* ---- all of them ---- */

void import_pictures(struct importer *im, struct node *root)
{
    struct placing p = {.im = im};
    const struct draft *draft = im->draft;
    gather_all(&p, root);
    if (p.texts.n)
        qsort(p.texts.v, p.texts.n, sizeof *p.texts.v, compare);
    for (size_t i = 0; i < draft->n_left; i++) {
        const struct draft_left *l = &draft->left[i];
        if (l->kind != DRAFT_LEFT_PICTURE || !l->picture)
            continue;
        struct gap gap = im->target ? gap_at(&p, root, l->pos.off) : (struct gap){0};
        if (!gap.parent) {
            diag(im->diags, im->target ? DIAG_D201 : DIAG_D200, l->pos, l->text);
            continue;
        }
        struct node *picture = picture_element(im, l);
        put(&p, gap, picture);
        take_title(im, picture);
    }
}
