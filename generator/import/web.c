/*
 * What a page of the web has around a document: its catalogue's lines (索引号：…, 有效性：…), and what
 * may be clicked (【打印本页】). None of it is the document's; each line is told when it is left out.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/import_int.h"

/* The first and last blocks of a draft, where such lines stand. */
enum { TOP = 40, BOTTOM = 20, LONGEST = 120 };

/* What only a catalogue of the web says; two of them make one. */
static const char *const sure[] = {
    "索引号",       "信息索引号", "主题分类", "组配分类", "信息分类", "体裁分类", "服务对象分类",
    "发布机构",     "发文机构",   "发布日期", "发布时间", "发文日期", "生成日期", "信息来源",
    "信息发布来源", "公开形式",   "公开时限", "公开范围", "有效性",   "时效性",   "效力状态",
    "内容概述",     "生效日期",   "废止日期", "失效日期", "浏览次数", "点击次数", "阅读次数",
    "访问次数",     "点击数",     "浏览量",   "阅读量"};

/* What it says, too, and a document may. */
static const char *const maybe[] = {"标题",     "名称",     "信息名称", "文件名称", "发文字号",
                                    "文号",     "文件编号", "成文日期", "来源",     "主题词",
                                    "公开方式", "公开日期", "发文机关", "制发机关", "关键词",
                                    "作者",     "状态",     "字体",     "字号",     "责任编辑"};

/* What may be clicked: only what stands in such marks is seen among other words; a line of the others has
 * nothing else (关闭窗口服务事项 is a heading). */
static const char *const clicked_marked[] = {"【打印", "【关闭", "【大中小】", "[大中小]", "【字体：", "字体：【"};
static const char *const clicked_first[] = {"分享到", "当前位置：", "您的位置：", "上一篇：", "下一篇：",
                                            "您当前的位置"};
static const char *const clicked[] = {
    "打印本页", "打印此页", "打印", "关闭窗口", "关闭本页", "关闭", "返回顶部", "收藏本页", "收藏",
    "扫一扫在手机打开当前页", "扫一扫", "手机打开当前页", "分享"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

struct web {
    struct importer *im;
    const struct import_block *v;
    size_t n;
    bool *is; /* by block */
};

/* Without blanks, bullets, and with wide colons. */
static struct text bare(const struct web *w, size_t i)
{
    struct text t = import_without_blanks(w->im->arena, w->v[i].line.text);
    struct text_builder b = {.arena = w->im->arena, .src = t.src};
    for (size_t k = 0; k < t.n; k++)
        if (!utf8_is_one_of(t.cp[k], U"•·*●▪"))
            text_add(&b, t.cp[k] == ':' || t.cp[k] == '|' ? U'：' : t.cp[k], t.at[k]);
    return text_done(&b);
}

/* Behind a label that stands here, with its colon; 0: none does. */
static size_t label_at(struct text t, size_t i, const char *const labels[], size_t n)
{
    for (size_t k = 0; k < n; k++) {
        size_t length = text_word_at(t, i, labels[k]);
        if (length && text_char(t, i + length) == U'：')
            return i + length + 1;
        if (length && length == t.n)
            return length;
    }
    return 0;
}

static size_t count_sure(struct text t)
{
    size_t count = 0;
    for (size_t i = 0; i < t.n; i++)
        count += label_at(t, i, sure, COUNT(sure)) > 0;
    return count;
}

/* Nothing but what may be clicked, two of them at least or one that says what it does. */
static bool has_only_clicked(struct text t)
{
    enum { SAYS_WHAT = 3 };
    size_t words = 0, longest = 0;
    for (size_t i = 0; i < t.n;) {
        size_t n = text_any_word_at(t, i, clicked, COUNT(clicked));
        if (!n && !utf8_is_one_of(t.cp[i], U"【】[]（）()：/、"))
            return false;
        words += n > 0;
        longest = n > longest ? n : longest;
        i += n ? n : 1;
    }
    return words > 1 || longest >= SAYS_WHAT;
}

static bool is_clicked(struct text t)
{
    bool is = text_any_word_at(t, 0, clicked_first, COUNT(clicked_first)) > 0;
    for (size_t k = 0; !is && k < COUNT(clicked_marked); k++)
        is = text_has(t, clicked_marked[k]);
    return has_only_clicked(t) || (is && !text_has(t, "。"));
}

static bool is_line(const struct web *w, size_t i)
{
    return w->v[i].paragraph && w->v[i].line.text.n <= LONGEST;
}

static size_t behind_label(struct text t)
{
    size_t behind = label_at(t, 0, sure, COUNT(sure));
    return behind ? behind : label_at(t, 0, maybe, COUNT(maybe));
}

/* Whether a line is the value of the label above it, which has none beside it. It may have none at all, and the
 * document begin here: numbers and days have figures, no title is a value, and where no other value stands below
 * its label only the next label shows that this one does. */
static bool is_value(const struct web *w, size_t k, struct text label, bool others)
{
    struct text t = bare(w, k);
    size_t last = label.n - (label.cp[label.n - 1] == U'：'), digits = 0;
    for (size_t i = 0; i < t.n; i++)
        digits += utf8_is_digit(t.cp[i]);
    if (!t.n || text_has(t, "关于") || import_genre(t) || (utf8_is_one_of(label.cp[last - 1], U"号期间数量") && !digits))
        return false;
    return others || (k + 1 < w->n && is_line(w, k + 1) && behind_label(bare(w, k + 1)));
}

/* The catalogue that begins here: lines with labels, and values below labels that have none beside
 * them. Its end; i itself: there is none. */
static size_t end_of_catalogue(const struct web *w, size_t i)
{
    size_t count = 0, end = i, values = 0;
    struct text waits = {0}; /* the label for its value */
    for (size_t k = i; k < w->n && k < TOP && is_line(w, k); k++) {
        struct text t = bare(w, k);
        size_t here = count_sure(t), behind = behind_label(t);
        bool value = !behind && !here && waits.n && is_value(w, k, waits, values > 0);
        if (!behind && !here && !is_clicked(t) && !value)
            break;
        bool empty = behind && behind == t.n;
        values += value;
        count += here;
        waits = empty ? t : (struct text){0};
        if (!empty || t.cp[t.n - 1] == U'：') /* else it may be a word of the document */
            end = k + 1;
    }
    return count > 1 ? end : i;
}

/* 【救灾】关于…: what stands in such brackets is the page's. */
static struct text headline(const struct web *w, size_t i)
{
    struct text t = bare(w, i);
    size_t k = 0;
    if (text_char(t, 0) == U'【')
        while (k < t.n && t.cp[k++] != U'】')
            ;
    return text_part(t, k, t.n);
}

/* The lines from one on, joined, say it. */
static bool says_again(const struct web *w, size_t i, struct text what)
{
    enum { LINES = 3 };
    for (size_t k = i; what.n && k < w->n && k < i + LINES && is_line(w, k) && !w->is[k]; k++) {
        struct text t = bare(w, k);
        if (!t.n || t.n > what.n || !text_same(t, text_part(what, 0, t.n)))
            return false;
        what = text_part(what, t.n, what.n);
    }
    return !what.n;
}

/* The page's headline, above its lines, where the document's own title stands below them. */
static void take_headlines(struct web *w)
{
    enum { NEAR = 6 };
    for (size_t i = 0; i + 1 < w->n && i < TOP; i++) {
        if (w->is[i] || !w->is[i + 1] || !is_line(w, i))
            continue;
        size_t k = i + 1;
        while (k < w->n && w->is[k])
            k++;
        struct text line = headline(w, i);
        for (size_t end = k + NEAR; line.n && !w->is[i] && k < end && k < w->n; k++)
            w->is[i] = says_again(w, k, line);
    }
}

/* Who edited the page, below it: a document of an office may say so, too, where no page is around it. */
static void take_editors(struct web *w)
{
    bool any = false;
    for (size_t i = 0; i < w->n; i++)
        any = any || w->is[i];
    for (size_t i = w->n > BOTTOM ? w->n - BOTTOM : 0; any && i < w->n; i++)
        w->is[i] = w->is[i] || (is_line(w, i) && text_word_at(bare(w, i), 0, "责任编辑：") > 0);
}

static void tell(const struct web *w)
{
    size_t count = 0, first = w->n;
    for (size_t i = w->n; i > 0; i--)
        if (w->is[i - 1]) {
            count++;
            first = i - 1;
        }
    if (count)
        diag(w->im->diags, DIAG_D214, text_pos(w->v[first].line.text, 0),
             arena_printf(w->im->arena, "%zu", count));
}

bool *import_find_web(struct importer *im, const struct import_block *v, size_t n)
{
    struct web w = {im, v, n, ARENA_ARRAY(im->arena, bool, n + 1)};
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        if (i < to) {
            w.is[i] = true;
            continue;
        }
        bool near = i < TOP || i + BOTTOM >= n;
        if (!near || !is_line(&w, i))
            continue;
        size_t end = i < TOP ? end_of_catalogue(&w, i) : i;
        to = end > i ? end : to;
        w.is[i] = end > i || is_clicked(bare(&w, i));
    }
    take_headlines(&w);
    take_editors(&w);
    tell(&w);
    return w.is;
}
