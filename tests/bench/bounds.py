#!/usr/bin/env python3
"""What inputs far larger than any office's take: time and memory of the whole command, cold, for
each shape at a tenth of its size and at all of it.

    bounds.py PROGRAM [SHAPE …]

Fails when a run does not end as it should, or when ten times the input takes far more than ten times
as long or as much memory: n log n is 12 or 13 times from a million characters on, and a square 100.
Time is the processor's, of the program and the system, less that of an empty document; the figures to
keep are in generator/README.md.
"""
import os
import resource
import subprocess
import sys
import tempfile
import zipfile

MOST_GROWTH = 32  # a square is 100; the pages of one size may be tried at more paces than those of the other
LEAST_SECONDS, LEAST_MEGABYTES = 0.25, 40  # what takes less is not judged
MOST_SECONDS = 300  # then it is ended

S = "各村要认真组织开展排查工作，确保全覆盖无遗漏，对发现的问题逐项建立台账并限期整改到位。"
S_BYTES = len(S.encode())


def document(body, behind="", attributes=""):
    return (f'<公文 文种="通知"{attributes}>\n<版头><发文机关>白石镇人民政府</发文机关>'
            '<发文字号 代字="白政发" 年="2026" 号="18"/></版头>\n'
            "<标题>关于做好秋季集中排查工作的通知</标题>\n<主送>各村民委员会：</主送>\n"
            f'<正文>\n{body}</正文>\n<落款 日期="2026-05-15"/>\n{behind}</公文>\n')


def times(n, row):
    return "".join(row(i) for i in range(n))


def table(columns, rows):
    return f"<表>{columns}\n{rows}</表>\n"


THREE = '<列 题="序号"/><列 题="户主"/><列 题="地址"/>'


def three(i):
    return f"<行><格>{i}</格><格>沈望舒</格><格>青禾县白石镇柳河村{i % 20 + 1}组</格></行>\n"


def form(body):
    return f'<表单 题="入户排查表" 编号="连续">\n{body}</表单>\n'


def household(i):
    return f"{i:07d},沈望舒,青禾县白石镇柳河村{i % 20 + 1}组,{i % 7 + 1},13800000000,一般农户\n"


HEADS = "户号,户主,地址,人口,电话,类别\n"


def wide_household(i):
    """A row of many words that no form asks for."""
    return household(i)[:-1] + S * (WIDE_BYTES // S_BYTES) + "\n"


WIDE_BYTES = 2000

SHEET = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}


def packed(parts):
    def write(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            for name, part in parts.items():
                z.writestr(name, part)
    return write


def workbook(rows):
    cells = ("<row r=\"{0}\">" + "".join(f'<c r="{c}{{0}}" t="inlineStr"><is><t>{{{k}}}</t></is></c>'
                                           for k, c in enumerate("ABC", 1)) + "</row>")
    lines = [cells.format(1, "户号", "户主", "地址")]
    lines += [cells.format(i, f"{i:07d}", "沈望舒", f"柳河村{i % 20 + 1}组") for i in range(2, rows + 1)]
    return packed(SHEET | {"xl/worksheets/sheet1.xml":
                           '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                           + "".join(lines) + "</sheetData></worksheet>"})


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_of(body, parts):
    return packed(DOCX | {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"} | parts)


def word(paragraphs):
    return word_of("".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs), {})


def word_with_footnotes(n):
    """All in one paragraph."""
    body = times(n, lambda i: f'<w:r><w:t>排查。</w:t></w:r><w:r><w:footnoteReference w:id="{i}"/></w:r>')
    notes = times(n, lambda i: f'<w:footnote w:id="{i}"><w:p><w:r><w:t>见第{i}号。</w:t></w:r></w:p></w:footnote>')
    relation = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
                'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>')
    return word_of(f"<w:p>{body}</w:p>", {"word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
                                           "word/_rels/document.xml.rels": relation})


BUILD = ["build", "a.xml", "-o", "out.pdf"]
CHECK = ["check", "a.xml"]
TITLE = "关于做好秋季集中排查工作的通知\n\n各村民委员会：\n"
PRINTED = ('<表单 题="入户表" 户号="户号"><填表项><填 名="户号"/><填 名="户主"/></填表项>'
           '<部分 题="住房"><问 答="是否">住房是否安全？</问></部分></表单>')


def built(body, behind="", attributes=""):
    return {"a.xml": document(body, behind, attributes)}, BUILD


def imported(name, text):
    return {name: text}, ["import", name, "-o", "out.xml"]


def counts(n):
    """Parts of a list of n villages each, of which a part has three."""
    def part(i):
        villages = "".join(f"village 1 1 0 0 0 0 第{3 * i + k}村\n" for k in range(3))
        return (f"hongtou counts 1\nform 5245\nlist 9a\nmembers -\nsettings x\nshard {i + 1}/{n}\nrows {3 * n}\n"
                f"pages 3\ncopies 1\n{villages}end\n")
    files = {f"{i}.txt": part(i) for i in range(n)}
    return files, ["merge-counts", *files]


def skips(n):
    return {"a.xml": form('<部分 题="基础设施">' + times(n, lambda i: f'<问 答="是否" 代号="q{i}">第{i}条道路是否硬化？'
                          + (f'<跳转 选="否" 到="q{n - 1}"/>' if i < n - 1 else "") + "</问>\n") + "</部分>")}, BUILD


def staff(n):
    posts = times(n, lambda i: f'<岗位 职务="第{i}组组长"><任职 人员="沈望舒{i}" 起="2024-01-01"/></岗位>\n')
    people = times(n, lambda i: f'<人员 姓名="沈望舒{i}" 电话="13800000000"/>\n')
    members = times(n, lambda i: f'<成员 岗位="白石镇人民政府第{i}组组长"/>\n')
    return {"人员库.xml": f'<人员库>\n<单位 名称="白石镇人民政府">\n{posts}</单位>\n{people}</人员库>\n',
            "a.xml": document(f'<名单><层级 职务="成员">\n{members}</层级></名单>\n',
                              attributes=' 人员库="人员库.xml"')}, BUILD


# What a shape's size counts, the whole size, the files and the command of one; an exit status that is
# not 0, where the program says what is too large.
SHAPES = {
    "paragraph": ("bytes", 10**7, lambda n: built(f"<段>{S * (n // S_BYTES)}</段>\n")),
    "paragraph checked": ("bytes", 10**7, lambda n: ({"a.xml": document(f"<段>{S * (n // S_BYTES)}</段>\n")}, CHECK)),
    "word without a blank": ("bytes", 10**7, lambda n: built(f"<段>{'a' * n}</段>\n")),
    "number": ("bytes", 10**7, lambda n: built(f"<段>{'1' * n}</段>\n")),
    "spaces within": ("characters", 10**6, lambda n: built(f"<段>排查{'　' * n}完毕</段>\n")),
    "dots": ("bytes", 10**7, lambda n: built(f"<段>{'a.' * (n // 2)}</段>\n")),
    "opening quotes": ("characters", 10**6, lambda n: built(f"<段>{'“a' * (n // 2)}</段>\n")),
    "brackets": ("characters", 10**6, lambda n: built(f"<段>{'（' * (n // 2)}{'）' * (n // 2)}</段>\n")),
    "dates": ("bytes", 10**7, lambda n: built(f"<段>{'2026年9月18日' * (n // 17)}</段>\n")),
    "emphasis": ("pieces", 10**5, lambda n: built(f"<段>{'<强调>一是</强调>排查。' * n}</段>\n")),
    "paragraphs": ("paragraphs", 10**5, lambda n: built(f"<段>{S}</段>\n" * n)),
    "paragraphs checked": ("paragraphs", 10**5, lambda n: ({"a.xml": document(f"<段>{S}</段>\n" * n)}, CHECK)),
    "sections": ("sections", 10**5, lambda n: built('<层次 题="排查安排"><段>逐户排查，不漏一户。</段></层次>\n' * n)),
    "list": ("items", 10**5, lambda n: built(f"<列表>\n{'<项>逐户排查。</项>' * n}</列表>\n")),
    "footnotes": ("notes", 10**5, lambda n: built(times(n, lambda i: f"<段>逐户排查。<脚注>见第{i}号文件。</脚注></段>\n"))),
    "footnotes of a paragraph": ("notes", 2 * 10**4, lambda n: built(
        "<段>" + times(n, lambda i: f"逐户排查<脚注>见第{i}号文件。</脚注>") + "。</段>\n")),
    "references": ("references", 10**5, lambda n: built(
        "<段>" + '按<引用 附件="1"/>执行。' * n + "</段>\n", '<附件 标题="清单"><段>略。</段></附件>\n')),
    "attachments": ("attachments", 10**4, lambda n: built(
        "<段>现予印发。</段>\n", times(n, lambda i: f'<附件 标题="第{i}村清单"><段>{S}</段></附件>\n'))),
    "contents": ("headings", 10**5, lambda n: (
        {"a.xml": document("<段>现予印发。</段>\n", '<印发件><标题>方案</标题><目录/>\n'
                          + '<层次 题="排查安排"><段>排查。</段></层次>\n' * n + "</印发件>\n")}, BUILD)),
    "contacts": ("contacts", 10**5, lambda n: built('<联系人 姓名="沈望舒" 电话="13800000000"/>\n' * n)),
    "table": ("rows", 10**5, lambda n: built(table(THREE, times(n, three)))),
    "table merged": ("rows", 10**5, lambda n: built(table(
        '<列 题="乡镇" 合并="是"/><列 题="户主"/><列 题="资金" 内容="数" 合计="是"/>',
        times(n, lambda i: f"<行><格>第{i // 50}乡镇</格><格>沈望舒</格><格>{i}</格></行>\n")))),
    "table of one cell": ("bytes", 10**7, lambda n: built(table(
        THREE, f"<行><格>1</格><格>沈望舒</格><格>{S * (n // S_BYTES)}</格></行>"))),
    "groups of a table": ("groups", 10**5, lambda n: built(table(
        THREE, times(n, lambda i: f'<组 题="第{i}组">{three(i)}</组>')))),
    "tables": ("tables", 10**4, lambda n: built(times(n, lambda i: table(THREE, three(i))))),
    "CSV table": ("bytes", 10**7, lambda n: (
        {"a.xml": document('<表 来源="名册.csv"><列 题="户号"/><列 题="户主"/><列 题="地址"/></表>\n'),
         "名册.csv": HEADS + times(n // len(household(0).encode()), household)}, BUILD)),
    "roster": ("members", 2 * 10**4, lambda n: built(
        "<名单>\n<层级 职务=\"成员\">\n"
        + times(n, lambda i: f'<成员 姓名="沈{i}" 职务="县农业农村局副局长"/>\n') + "</层级></名单>\n")),
    "levels of a roster": ("levels", 2 * 10**4, lambda n: built(
        "<名单>\n" + times(n, lambda i: f'<层级 职务="第{i}组组长"><成员 姓名="沈望舒" 职务="副局长"/></层级>\n')
        + "</名单>\n")),
    "roster from staff": ("posts", 2 * 10**4, staff),
    "people learnt": ("people", 2 * 10**4, lambda n: (
        {"a.xml": document('<名单>\n<层级 职务="成员">\n' + times(n, lambda i: f'<成员 姓名="沈{chr(0x4E00 + i // 1000)}{chr(0x5000 + i % 1000)}" '
                           f'职务="县第{i}局局长" 电话="138{i:08d}"/>\n') + "</层级></名单>\n")},
        ["staff", "learn", "a.xml", "-o", "人员库.xml"])),
    "tasks": ("tasks", 10**5, lambda n: built(
        '<任务清单>\n<领域 题="产业">\n' + times(n, lambda i: f'<任务 题="第{i}项" 时限="2026年10月底前"><措施>新建大棚1200亩。</措施>'
                               "<责任单位>县农业农村局</责任单位></任务>\n")
        + "</领域></任务清单>\n")),
    "measures of a task": ("measures", 2 * 10**4, lambda n: built(
        '<任务清单>\n<领域 题="产业"><任务 题="第一项">' + times(n, lambda i: f"<措施>新建大棚{i}亩。</措施>\n")
        + "<责任单位>县农业农村局</责任单位></任务></领域></任务清单>\n")),
    "skips": ("questions", 10**4, skips),
    "questions": ("questions", 10**4, lambda n: ({"a.xml": form(
        '<部分 题="基础设施">' + times(n, lambda i: f'<问 答="是否">第{i}条道路是否硬化？</问>\n') + "</部分>")}, BUILD)),
    "boxes": ("boxes", 10**4, lambda n: ({"a.xml": form(
        '<类别 题="享受政策">' + times(n, lambda i: f"<选>第{i}项补贴</选>") + "</类别>")}, BUILD)),
    "CSV printed": ("bytes", 10**8, lambda n: (
        {"表.xml": PRINTED, "名册.csv": HEADS + times(n // WIDE_BYTES, wide_household)},
        ["print", "表.xml", "--data", "名册.csv", "-o", "out.pdf"])),
    "XLSX printed": ("rows", 2**20, lambda n: (
        {"表.xml": PRINTED, "名册.xlsx": workbook(n)},
        ["print", "表.xml", "--data", "名册.xlsx", "-o", "out.pdf"])),
    "XLSX table": ("rows", 10**5, lambda n: (
        {"a.xml": document('<表 来源="名册.xlsx"><列 题="户号"/><列 题="户主"/><列 题="地址"/></表>\n'),
         "名册.xlsx": workbook(n)}, BUILD)),
    "counts merged": ("parts", 4 * 10**3, counts),
    "Word draft, footnotes": ("notes", 2 * 10**4, lambda n: imported("a.docx", word_with_footnotes(n))),
    "Word draft, one paragraph": ("bytes", 10**7, lambda n: imported("a.docx", word([S * (n // S_BYTES)]))),
    "Word draft": ("paragraphs", 10**5, lambda n: imported("a.docx", word([TITLE.strip()] + [S] * n))),
    "Markdown, one paragraph": ("bytes", 4 * 10**6, lambda n: imported("a.md", S * (n // S_BYTES))),
    "Markdown": ("paragraphs", 10**5, lambda n: imported("a.md", f"# {TITLE}\n" + "逐户排查。\n\n" * n)),
    "text draft": ("lines", 10**5, lambda n: imported("a.txt", TITLE + "　　逐户排查。\n" * n)),
    "headings of a draft": ("lines", 10**5, lambda n: imported("a.txt", TITLE + times(n, lambda i: f"{i}.做好排查\n"))),
    "fixed": ("paragraphs", 10**5, lambda n: (
        {"a.xml": document(times(n, lambda i: f"<段>{i}.{S}</段>\n"))}, ["fix", "a.xml"])),
    "compared": ("paragraphs", 10**5, lambda n: (
        {"a.xml": document(times(n, lambda i: f"<段>第{i}项，{S}</段>\n")),
         "b.xml": document(times(n, lambda i: f"<段>第{i}项，{S if i % 50 else '略。'}</段>\n" if i % 70 else ""))},
        ["compare", "a.xml", "b.xml"])),
}


def run(program, folder, files, command):
    for name, content in files.items():
        path = os.path.join(folder, name)
        if callable(content):
            content(path)
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
    with open(os.path.join(folder, "said"), "w+", encoding="utf-8", errors="replace") as said:
        child = subprocess.Popen([program, *command, "--free-fonts"], cwd=folder, stdout=subprocess.DEVNULL, stderr=said,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS)))
        _, status, usage = os.wait4(child.pid, 0)
        said.seek(0)
        told = said.read(200).strip().split("\n")[0]
    return (os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, told)


def fresh(program, files, command):
    with tempfile.TemporaryDirectory() as folder:
        return run(program, folder, files, command)


def growth(small, large, least):
    """0: too little to be judged."""
    return large / max(small, least / 50) if large >= least else 0


def main():
    program, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    os.environ.setdefault("HONGTOU_HOME", os.getcwd())
    failed = []
    _, start, empty, _ = fresh(program, *built("<段>略。</段>\n"))
    print(f"{'':28}{'':>18}{'a tenth':>18}{'all':>18}   growth")
    for name, (unit, n, make) in SHAPES.items():
        if wanted and name not in wanted:
            continue
        (ok, t1, m1, said1), (also, t2, m2, said2) = (fresh(program, *make(size)) for size in (n // 10, n))
        by_time = growth(t1 - start, t2 - start, LEAST_SECONDS)
        by_memory = growth(m1 - empty, m2 - empty, LEAST_MEGABYTES)
        bad = max(by_time, by_memory) > MOST_GROWTH or ok not in (0, 1) or also not in (0, 1)
        failed += [name] * bad
        print(f"{name:28}{n:>10} {unit:12}{t1:6.2f} s {m1:6.0f} MB{t2:8.2f} s {m2:6.0f} MB   ×{by_time:.0f} ×{by_memory:.0f}"
              f"{'  FAILED' if bad else ''}{f'  {also}: {said2}' if ok or also else ''}", flush=True)
    if failed:
        sys.exit(f"bounds: grow too fast or end badly: {', '.join(failed)}")


if __name__ == "__main__":
    main()
