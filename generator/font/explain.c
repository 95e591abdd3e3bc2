/*
 * `hongtou fonts`: role by role which file serves it and why, which fonts were looked for in
 * vain, what supplements it, and the chain that every role falls back on.
 */
#include <string.h>

#include "font/diag.def"
#include "font/font_int.h"

enum phrase {
    PHRASE_OFFICE,
    PHRASE_FREE,
    PHRASE_FREE_ONLY,
    PHRASE_NONE_OF,
    PHRASE_SUPPLEMENT,
    PHRASE_FALLBACK,
    PHRASE_MISSING,
    PHRASE_PACKAGE,
    PHRASE_BROKEN,
    PHRASE_COMMA,
    PHRASE_HANZI,
    PHRASE_EMBEDDING,
    PHRASE_PERMITTED = PHRASE_EMBEDDING + EMBEDDING_WHOLE + 1,
    PHRASES
};

static const char *const phrases[PHRASES][2] = {
    [PHRASE_OFFICE] = {"办公字体", "the office's own font"},
    [PHRASE_FREE] = {"自由字体", "free font"},
    [PHRASE_FREE_ONLY] = {"自由字体（按要求不用办公字体）",
                          "free font (office fonts were not wanted)"},
    [PHRASE_NONE_OF] = {"    本机没有：", "    not on this machine: "},
    [PHRASE_SUPPLEMENT] = {"    补充：", "    supplemented by: "},
    [PHRASE_FALLBACK] = {"后备字体（上面的字体没有的字，依次从这里取）",
                         "fallback (characters that the fonts above lack, in this order)"},
    [PHRASE_MISSING] = {"没有这个文件", "the file is missing"},
    [PHRASE_PACKAGE] = {"软件包 ", "package "},
    [PHRASE_BROKEN] = {"文件损坏", "the file is broken"},
    [PHRASE_COMMA] = {"、", ", "},
    [PHRASE_HANZI] = {"汉字 %zu 个；", "%zu hanzi; "},
    [PHRASE_EMBEDDING + EMBEDDING_FREE] = {"可以嵌入", "may be embedded"},
    [PHRASE_EMBEDDING +
        EMBEDDING_PRINTED] = {"可以嵌入，供阅读和打印", "may be embedded to be read and printed"},
    [PHRASE_EMBEDDING + EMBEDDING_RESTRICTED] = {"声明未经许可不得嵌入，须问",
                                                 "not to be embedded without leave, says the font; "
                                                 "ask "},
    [PHRASE_EMBEDDING + EMBEDDING_BITMAPS] = {"声明只可嵌入点阵，须问",
                                              "only bitmaps to be embedded, says the font; ask "},
    [PHRASE_EMBEDDING + EMBEDDING_WHOLE] = {"声明只可整个嵌入，须问",
                                            "to be embedded only as a whole, says the font; ask "},
    [PHRASE_PERMITTED] = {"（字体表写明已获许可）", " (leave is given, says the font table)"},
};

struct explanation {
    const struct fonts *fonts;
    int lang;
    struct buf *out;
    bool read; /* every file so far */
};

static void add_phrase(const struct explanation *s, enum phrase phrase)
{
    buf_str(s->out, phrases[phrase][s->lang]);
}

static const char *short_name(const struct face_row *row)
{
    const struct string_list *names = row->families.items.n ? &row->families : &row->files;
    return names->items.n ? names->items.v[0] : row->name;
}

/* What FreeType finds in the file. */
static void explain_file(struct explanation *s, const struct open_face *f)
{
    struct arena *a = arena_new();
    struct font_file file;
    buf_str(s->out, "    ");
    if (font_inspect(a, f->face.path, f->face.index, true, &file)) {
        if (file.hanzi)
            buf_printf(s->out, phrases[PHRASE_HANZI][s->lang], file.hanzi);
        add_phrase(s, PHRASE_EMBEDDING + file.embedding);
        if (file.embedding >= EMBEDDING_RESTRICTED)
            buf_str(s->out, file.owner);
        if (file.embedding != EMBEDDING_FREE && f->permitted)
            add_phrase(s, PHRASE_PERMITTED);
    } else {
        add_phrase(s, PHRASE_BROKEN);
        s->read = false;
    }
    buf_char(s->out, '\n');
    arena_drop(a);
}

static void explain_use(const struct explanation *s, const struct face_row *row)
{
    if (row->open) {
        buf_printf(s->out, "%s\n", row->open->face.path);
        return;
    }
    buf_printf(s->out, "%s (", short_name(row));
    add_phrase(s, row->broken ? PHRASE_BROKEN : PHRASE_MISSING);
    if (row->package && !row->broken) {
        add_phrase(s, PHRASE_COMMA);
        add_phrase(s, PHRASE_PACKAGE);
        buf_str(s->out, row->package);
    }
    buf_str(s->out, ")\n");
}

/* Which file serves the role, which office fonts would have come first, had they been there, and
 * what supplements it. */
static void explain_role(struct explanation *s, enum font_role role)
{
    const struct use_list *list = &s->fonts->table->roles[role];
    const struct face *face = s->fonts->main[role];
    struct buf absent = {0};
    bool office = false, first = true;
    for (size_t i = 0; i < list->items.n; i++) {
        const struct face_row *row = list->items.v[i].face;
        bool is_main = row->open && &row->open->face == face;
        office = office || (is_main && row->office);
        first = first && !is_main;
        if (first && row->office && !row->open && !s->fonts->free_only)
            buf_printf(&absent, "%s%s", phrases[absent.n ? PHRASE_COMMA : PHRASE_NONE_OF][s->lang],
                       short_name(row));
    }
    buf_printf(s->out, "%s (%s): %s\n    ", s->fonts->table->labels[role], font_role_name(role),
               face->path);
    add_phrase(s, office ? PHRASE_OFFICE : s->fonts->free_only ? PHRASE_FREE_ONLY : PHRASE_FREE);
    buf_printf(s->out, " %s\n", face->postscript);
    explain_file(s, (const struct open_face *)face);
    if (absent.n)
        buf_printf(s->out, "%s\n", absent.p);
    buf_drop(&absent);
    for (size_t i = 0; i < list->items.n; i++) {
        if (!list->items.v[i].limited)
            continue;
        add_phrase(s, PHRASE_SUPPLEMENT);
        explain_use(s, list->items.v[i].face);
    }
}

/* Whether an office font was wanted for the role, and a free one has its place. */
static bool has_stand_in(const struct fonts *f, int role)
{
    const struct use_list *list = &f->table->roles[role];
    bool wanted = false;
    for (size_t i = 0; i < list->items.n; i++) {
        const struct face_row *row = list->items.v[i].face;
        if (row->open && !list->items.v[i].limited)
            return wanted && !row->office;
        wanted = wanted || row->office;
    }
    return false;
}

void fonts_report_stand_ins(const struct fonts *f, struct diags *d)
{
    struct buf roles = {0};
    for (int role = 0; role < FONT_ROLES && !f->free_only; role++)
        if (has_stand_in(f, role))
            buf_printf(&roles, "%s%s", roles.n ? "、" : "", f->table->labels[role]);
    if (roles.n)
        diag_system(d, DIAG_F010, roles.p);
    buf_drop(&roles);
}

bool fonts_explain(struct fonts *f, enum diag_lang lang, struct buf *out)
{
    struct explanation s = {f, lang == DIAG_EN, out, true};
    for (int role = 0; role < FONT_ROLES; role++)
        explain_role(&s, (enum font_role)role);
    add_phrase(&s, PHRASE_FALLBACK);
    buf_char(out, '\n');
    const struct use_list *fallback = &f->table->fallback;
    for (size_t i = 0; i < fallback->items.n; i++) {
        buf_str(out, "    ");
        explain_use(&s, fallback->items.v[i].face);
    }
    return s.read;
}
