/* How characters look, and which of them XML can have. */
#include <string.h>

#include "docx/docx_int.h"

/* ---- characters ---- */

void look_code(struct buf *b, uint32_t cp)
{
    enum { ASCII = 0x80 };
    if (cp >= ASCII)
        buf_code(b, cp);
    else if (cp >= ' ')
        buf_xml(b, &(char){(char)cp}, 1);
}

void look_escaped(struct buf *b, const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s >= ' ')
            buf_xml(b, s, 1);
}

/* ---- looks ---- */

const char *look_face(enum font_role role)
{
    static const char *const faces[] = {
        [ROLE_TITLE] = "方正小标宋简体", [ROLE_BODY] = "仿宋_GB2312", [ROLE_HEI] = "黑体",
        [ROLE_KAI] = "楷体_GB2312",      [ROLE_SONG] = "宋体",        [ROLE_LATIN] = "Times New Roman",
    };
    return faces[role];
}

/* Digits and letters have the face of a role that says so, otherwise Times. */
static void look_faces(struct buf *b, enum font_role role)
{
    const char *own = look_face(role);
    const char *latin = role == ROLE_TITLE || role == ROLE_SONG ? own : look_face(ROLE_LATIN);
    buf_printf(b,
               "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\" "
               "w:cs=\"%s\"/>",
               latin, latin, own, look_face(ROLE_LATIN));
}

static void look_number(struct buf *b, const char *element, int64_t value)
{
    buf_printf(b, "<w:%s w:val=\"%lld\"/>", element, (long long)value);
}

/* Half points. */
static int64_t half_points(len_t l)
{
    return (l + (l < 0 ? -250 : 250)) / 500;
}

/* What differs from the usual one (NULL: all), inside of w:rPr. */
void look_xml(struct buf *b, const struct look *l, const struct look *usual)
{
    if (!usual || l->role != usual->role)
        look_faces(b, l->role);
    else
        buf_str(b, "<w:rFonts w:hint=\"eastAsia\"/>");
    if (l->struck)
        buf_str(b, "<w:strike/>");
    if (!usual) /* the characters' own pitch counts, in all word processors alike */
        buf_str(b, "<w:snapToGrid w:val=\"0\"/>");
    if (l->red && !(usual && usual->red))
        buf_str(b, "<w:color w:val=\"FF0000\"/>");
    if (l->spread != (usual ? usual->spread : 0))
        look_number(b, "spacing", docx_twips(l->spread));
    if (l->squeeze)
        look_number(b, "w", l->squeeze / 10);
    if (l->raise)
        look_number(b, "position", half_points(l->raise));
    if (!usual || l->size != usual->size) {
        look_number(b, "sz", half_points(l->size));
        look_number(b, "szCs", half_points(l->size));
    }
    if (l->underlined)
        buf_str(b, "<w:u w:val=\"single\"/>");
}
