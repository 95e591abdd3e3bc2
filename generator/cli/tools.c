/* Small commands: schema, reference, fonts, new. */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "load/load.h"
#include "vocab/vocab.h"

bool cli_run_schema(const struct options *options, struct diags *d)
{
    const char *names = options->names ? options->names : "zh";
    if (strcmp(names, "zh") != 0 && strcmp(names, "en") != 0) {
        diag_system(d, DIAG_U004, "--names", "zh en");
        return false;
    }
    struct buf out = {0};
    vocab_schema(*names == 'z' ? VOCAB_ZH : VOCAB_EN, &out);
    bool ok = cli_write(options, &out, d);
    buf_drop(&out);
    return ok;
}

/* The columns of data files, from the same tables as `hongtou new --xlsx`: which heads each sheet
 * of a workbook has, which of them must be there, what else they may be called. */
static void add_column(struct buf *out, const struct sheet_template_column *column)
{
    buf_printf(out, "| %s | %s | ", column->head, column->required ? "是" : "");
    const char *comma = "";
    const char *const *names = sheet_head_names(column->head);
    for (; names && *names; names++)
        if (strcmp(*names, column->head) != 0) {
            buf_printf(out, "%s%s", comma, *names);
            comma = "、";
        }
    buf_printf(out, " | %s |\n", column->hint ? column->hint : "");
}

static void add_sheet(struct buf *out, const struct sheet_template *sheet)
{
    buf_printf(out,
               "\n## 表格“%s”的列 / columns of a sheet\n\n"
               "| 列名 / head | 必填 / required | 也可以叫 / or | 说明 / note |\n"
               "| --- | --- | --- | --- |\n",
               sheet->name);
    for (size_t i = 0; i < sheet->n_columns; i++)
        add_column(out, &sheet->columns[i]);
}

static void write_columns(struct buf *out)
{
    struct arena *a = arena_new();
    buf_str(
        out,
        "\n# 数据文件的列 / Columns of data files\n\n"
        "CSV、XLSX 按第一行（表头）认列，次序不限，没有用的列不管。表头后面的括号、空格、换行、`*` "
        "不影响。\n"
        "日期可以写成 "
        "2026-9-1、2026/9/"
        "1、2026.9.1、2026年9月1日、20260901。电话、身份证号请把单元格设成“文本”。\n"
        "XLSX 的格子印出来和 Excel、WPS "
        "里看到的一样（`138-0000-0001`、`9月19日`、`12.5%`、`3.5万元`）；"
        "求和、核对用格子里真正的数，\n"
        "日期用它真正的年月日。没有算过的公式、错误值和格子里的图片都会指出。\n"
        "第一格以“（示例）”或者“示例”开头的行是示例，不会读入，并且说明是哪一行。\n"
        "人员库是一张 CSV 时，一行是一个人的一次任职，列取“人员”“单位”“任职”三张表的。\n"
        "打印表单的名册，列名就是表单里“填”的名称，每户一行，必须有“户号”（或者表单的属性“户号”所说"
        "的那一列）。\n\n"
        "Columns are found by their heads, in any order; what stands in brackets behind a head "
        "does not\n"
        "count. Dates may be written in each of these ways. A cell of a workbook is printed as "
        "Excel\n"
        "shows it; sums and dates are reckoned from what it holds. A row whose first cell begins\n"
        "with （示例） or 示例 is an example: it is not read, and a note says so.\n");
    for (enum load_sheet i = 0; i < LOAD_SHEETS; i++) {
        struct sheet_template sheet = load_template(a, i);
        add_sheet(out, &sheet);
    }
    arena_drop(a);
}

/* The part of the manual that a name stands for. */
static bool write_part(const struct options *options, struct diags *d)
{
    struct buf out = {0}, names = {0};
    enum vocab_lang lang = options->lang == DIAG_EN ? VOCAB_EN : VOCAB_ZH;
    const char *name = options->args[0], *near = vocab_near(name);
    bool ok = vocab_help(name, lang, &out);
    if (!ok) {
        vocab_topics(lang, &names);
        buf_char(&names, '\0');
        diag_system(d, near ? DIAG_U017 : DIAG_U018, name, near ? near : names.p);
    }
    ok = ok && cli_write(options, &out, d);
    buf_drop(&out);
    buf_drop(&names);
    return ok;
}

bool cli_run_reference(const struct options *options, struct diags *d)
{
    struct buf out = {0};
    if (options->n_args)
        return write_part(options, d);
    vocab_reference(&out);
    write_columns(&out);
    bool ok = cli_write(options, &out, d);
    buf_drop(&out);
    return ok;
}

bool cli_run_help(const struct options *options, struct diags *d)
{
    struct options named = *options;
    named.command = options->n_args ? options->args[0] : "";
    if (options->n_args && !cli_find(named.command))
        return write_part(options, d);
    cli_help(&named);
    return true;
}

bool cli_run_fonts(const struct options *options, struct diags *d)
{
    struct buf out = {0};
    struct hongtou *h = cli_open(options, d);
    struct fonts *fonts = h ? office_fonts(h) : NULL;
    bool read = fonts && fonts_explain(fonts, options->lang, &out);
    bool ok = fonts && cli_report(options, &out, d) && read;
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}

/* The skeletons that there are: notice request … */
const char *cli_skeletons(struct arena *a, const char *data, struct diags *d)
{
    const char *folder = arena_printf(a, "%s/templates/new", data), *names = "";
    struct file_list files = file_find(a, folder, ".xml", d);
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.paths[i] + strlen(folder) + 1;
        names = arena_printf(a, "%s%s%.*s", names, *names ? " " : "",
                             (int)(strlen(name) - strlen(".xml")), name);
    }
    return names;
}

/* A commented skeleton from templates/new/. */
static bool write_skeleton(const struct options *options, struct arena *a, const char *home,
                           struct diags *d)
{
    const char *kind = cli_kind(options->args[0]);
    const char *path = arena_printf(a, "%s/templates/new/%s.xml", home, kind);
    if (strchr(kind, '/') || !file_exists(path)) {
        struct sheet_template sheets[LOAD_SHEETS];
        const char *kinds = load_kinds(a);
        bool book = load_workbook(a, kind, sheets) > 0;
        diag_system(d, DIAG_U007, kind, cli_skeletons(a, home, d), kinds,
                    book ? kind : arena_strndup(a, kinds, strcspn(kinds, " ")));
        return false;
    }
    struct buf text = {0};
    if (!cli_may_write(options->output, d) ||
        !(text.p = file_read(a, path, &text.n, (struct pos){0}, d)) ||
        !cli_write(options, &text, d))
        return false;
    if (options->output && strcmp(options->output, "-") != 0) {
        cli_print_name(options->output);
        putchar('\n');
    }
    return true;
}

static bool new_document(const struct options *options, struct diags *d)
{
    struct arena *a = arena_new();
    struct hongtou *h = cli_open(options, d);
    const char *home = h ? office_home(h) : NULL;
    bool ok = home && write_skeleton(options, a, home, d);
    hongtou_close(h);
    arena_drop(a);
    return ok;
}

bool cli_run_new(const struct options *options, struct diags *d)
{
    return options->xlsx ? cli_run_exchange(options, d) : new_document(options, d);
}
