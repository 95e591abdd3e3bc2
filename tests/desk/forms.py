"""Forms: 500 households printed by village with a row that is refused; a run that is cancelled, and one
whose desk is killed, go on; filled-in forms are collected, doubts confirmed, answers counted."""
import csv
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

from blocks import chord, select
from browser import PROGRAM, By, Desk, Keys, Person, ok

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import fill  # noqa: E402

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<表单 题="农户安全排查表" 户号="户号">
  <填表项><填 名="村"/><填 名="户主"/><填 名="户号"/><填 名="联系电话" 类="电话"/></填表项>
  <部分 题="住房">
    <问 答="单选" 选项="安全、有隐患、危房">住房是否安全？</问>
    <问>住房面积<填 名="住房面积" 类="数字" 宽="6" 单位="平方米"/></问>
  </部分>
  <部分 题="饮水"><问 答="多选" 选项="自来水、水井、水窖">水从哪里来？</问></部分>
</表单>
"""
HEADS = ["村", "户主", "户号", "联系电话", "住房面积", "备注"]
VILLAGES = ["青石村", "柳树村", "红旗村", "东沟村", "西坪村"]


def household(i, area="80"):
    return [VILLAGES[i % len(VILLAGES)], f"张{i}", str(100000 + i), "13800000000", area, ""]


def write_list(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])


def open_form(she, screen):
    she.find(".files li", "农户安全排查表")
    for row in she.driver.find_elements(By.CSS_SELECTOR, ".files li"):
        if "农户安全排查表" in row.text:
            next(b for b in row.find_elements(By.CSS_SELECTOR, "button") if b.text == screen).click()
            return


def taken_away(she, folder, name):
    """What a click has put into the folder of downloads, when it is whole."""
    return she.until(lambda _: (folder / name).exists() and (folder / name).read_bytes())


def trays(desk):
    """Beside them is a folder for temporary files."""
    return [p for p in (desk.folder / ".hongtou/desk").iterdir() if not p.name.startswith("hongtou-desk-")]


def printing(desk, she, work):
    """A list with a row that cannot be printed."""
    she.driver.execute_cdp_cmd("Browser.setDownloadBehavior",
                               {"behavior": "allow", "downloadPath": str(work / "下载")})
    rows = [household(i) for i in range(500)]
    rows[7][4] = "八十"
    write_list(work / "白石镇名册.csv", rows)
    she.driver.get(desk.url)
    she.shot("forms-folder")
    open_form(she, "印表")
    she.shot("forms-begin")
    she.find("#list-file").send_keys(str(work / "白石镇名册.csv"))
    row = she.find("td.reason")
    she.shot("forms-look")
    ok("the reason stands at the row", "八十" in row.text and "住房面积" in row.text)
    ok("and how many can be printed", "能印 499 户" in she.find(".sum").text)
    ok("nothing is printed yet", not (desk.folder / "农户安全排查表").exists())
    ok("what fills nothing is told", "备注" in she.find(".folder", "没有用到").text)
    she.click("a", "未印")
    ok("what is refused can be taken away",
       taken_away(she, work / "下载", "白石镇名册-未印.xlsx").startswith(b"PK"))
    she.click("label", "在电脑上填")
    she.click("button", "印 499 户")
    she.says("印好了")
    she.find("a", "全部下载")
    she.driver.execute_script("window.scrollTo(0, 0)")
    she.shot("forms-printed")
    she.click("a", "全部下载")
    taken_away(she, work / "下载", "农户安全排查表.zip")
    with zipfile.ZipFile(work / "下载/农户安全排查表.zip") as pack:
        ok("all villages in one file", sorted(pack.namelist()) == sorted(f"{v}.pdf" for v in VILLAGES)
           and not pack.testzip())
    she.click("td a", "下载")
    ok("one village by itself", taken_away(she, work / "下载", "青石村.pdf").startswith(b"%PDF"))
    printed = sorted(p.name for p in (desk.folder / "农户安全排查表").glob("*.pdf"))
    ok("a file a village", printed == sorted(f"{v}.pdf" for v in VILLAGES))
    ok("the refused row is in the folder too", (desk.folder / "农户安全排查表/未印.xlsx").exists())
    ok("the list is kept beside the form", (desk.folder / "白石镇名册.csv").exists())
    read = subprocess.run([PROGRAM, "read", desk.folder / "农户安全排查表/青石村.pdf"],
                          capture_output=True, text=True)
    ok("the command reads what the desk printed", read.stdout.count("青石村.pdf") == 100)
    she.click("button", "返回")
    she.find(".files")
    ok("nothing is left of what was uploaded",
       she.until(lambda _: not trays(desk)))


def strange(desk, she, work):
    """What is no list is told, and nothing is left of it."""
    (work / "名册.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    with zipfile.ZipFile(work / "大.xlsx", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/workbook.xml", b"0" * (1 << 28))
    (work / "大.csv").write_text("户号\n" + "".join(f"{i}\n" for i in range(300000)), encoding="utf-8")
    (work / "别的.csv").write_text("姓名,年龄\n张,5\n", encoding="utf-8")
    she.driver.get(desk.base)
    open_form(she, "印表")
    for name, why in (("名册.xlsx", "已损坏"), ("大.xlsx", "没有工作簿"), ("大.csv", "200000"), ("别的.csv", "户号")):
        she.find("#list-file").send_keys(str(work / name))
        told = she.until(lambda _, why=why: why in she.find("section", "这份名册印不了").text)
        ok(f"{name} is told", told)
        ok("by its own name", ".hongtou" not in she.find("section", "这份名册印不了").text)
    she.shot("forms-strange")
    she.click("button", "返回")
    she.find(".files")
    ok("nothing is left of them",
       she.until(lambda _: not trays(desk)))
    ok("nor in the folder", not (desk.folder / "大.csv").exists())


def many(folder, households):
    rows = [[f"第{i * 40 // households + 1}村", f"李{i}", str(100000 + i), "", "", ""]
            for i in range(households)]
    write_list(folder / "全镇名册.csv", rows)


def begin_many(she):
    open_form(she, "印表")
    she.find("#list-known").send_keys("全镇名册.csv")
    she.click("button", "印 30000 户")
    bar = she.find("progress")
    she.until(lambda _: float(bar.get_attribute("value") or 0) > 2000)


def kept(folder):
    return {p.name: p.stat().st_mtime_ns for p in (folder / "农户安全排查表").glob("*.pdf")}


def cancelling(desk, she):
    """What was printed when it is cancelled stays, and is not printed again."""
    many(desk.folder, 30000)
    she.driver.get(desk.base)
    begin_many(she)
    she.shot("forms-running")
    she.click("button", "停下")
    she.says("已经停下")
    before = kept(desk.folder)
    ok("some villages are printed, not all", 0 < len(before) < 40)
    she.click("button", "接着印")
    she.says("印好了")
    after = kept(desk.folder)
    ok("the others are printed when it goes on", len(after) == 40)
    ok("and those before are not printed again", all(after[n] == before[n] for n in before))


def killed(she):
    """The desk is killed while it prints, and begun again."""
    desk = form_desk()
    many(desk.folder, 30000)
    she.driver.get(desk.url)
    begin_many(she)
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait()
    time.sleep(1)
    before = kept(desk.folder)
    ok("no file is torn", all((desk.folder / "农户安全排查表" / n).read_bytes().endswith(b"%%EOF\n")
                              for n in before))
    desk.start()
    with desk:
        she.driver.get(desk.url)
        open_form(she, "印表")
        told = she.find("section", "上一次没有印完").text
        ok("it says that it was interrupted", "中断" in told)
        she.shot("forms-interrupted")
        she.click("button", "接着印")
        she.says("印好了")
        after = kept(desk.folder)
        ok("all is printed", len(after) == 40)
        ok("what was whole is kept", before and all(after[n] == before[n] for n in before))


def filled_forms(desk, work):
    """Twenty forms by the command, filled in by another program; one has no number for an area."""
    write_list(desk.folder / "试点名册.csv", [household(i, "") for i in range(22)])
    subprocess.run([PROGRAM, "print", desk.folder / "农户安全排查表.xml", "--free-fonts", "--data",
                    desk.folder / "试点名册.csv", "--split", "户号", "--fillable", "-o", work / "表"],
                   check=True, capture_output=True)
    done = []
    for i in range(20):
        blank, target = work / "表" / f"{100000 + i}.pdf", work / f"张{i}.pdf"
        area = "八十" if i == 4 else str(60 + i)
        values = {"1-1": ["安全", "有隐患", "危房"][i % 3 if i < 9 else 0], "住房面积": area,
                  "2-1": "自来水、水井" if i % 2 else "水窖"}
        fill.fill(str(blank), str(target), str(work), *(f"{i + 1:06d}/{n}={v}" for n, v in values.items()))
        done.append(target)
    fill.fill(str(work / "表" / "100001.pdf"), str(work / "又填.pdf"), str(work), "000002/住房面积=99")
    shutil.rmtree(work / "表")
    return done


def filled_twice(desk, she, work):
    """A household that brings another form: both are shown, one is taken out."""
    she.find("#forms-files").send_keys(str(work / "又填.pdf"))
    row = she.find("table", "用哪一份")
    ok("a household with two forms is told", "100001" in row.text and "又填.pdf" in row.text)
    row.location_once_scrolled_into_view  # noqa: B018
    she.shot("collect-twice")
    out = next(f for f in row.find_elements(By.CSS_SELECTOR, ".file") if "又填" in f.text)
    out.find_element(By.CSS_SELECTOR, "button").click()
    she.until(lambda d: d.switch_to.alert).accept()
    she.until(lambda d: "又填.pdf" not in she.find("section", "四、总表").text)
    ok("and the other is gone", not (desk.folder / "农户安全排查表-收回/又填.pdf").exists())


def collecting(desk, she, work):
    forms = filled_forms(desk, work)
    shutil.copy(forms[0], work / "又一次.pdf")
    with zipfile.ZipFile(work / "一包.zip", "w") as pack:
        for path in forms[10:]:
            pack.write(path, f"东沟村/{path.name}")
        pack.writestr("../../坏.pdf", b"%PDF-1.4 this is none")
    she.driver.get(desk.base)
    open_form(she, "印表")
    she.find("#list-known").send_keys("试点名册.csv")
    she.click("button", "印 22 户")
    she.says("印好了")
    she.click("button", "收表")
    she.find("#forms-files")
    she.find("section", "还没有收回的表")
    she.find("#forms-files").send_keys("\n".join(map(str, [*forms[:10], work / "又一次.pdf", work / "一包.zip"])))
    counts = she.find("h2", "收了多少")
    she.shot("collect")
    ok("all are counted against what was printed", "印了 22 户，收回 20 户，还差 2 户" in counts.text)
    ok("what is no form is turned away with the reason", "坏.pdf" in she.find("table", "没有收的文件").text)
    ok("in their folder", len(list((desk.folder / "农户安全排查表-收回").glob("*.pdf"))) == 20)
    ok("one that was brought twice is there once", "1 份以前交过" in she.find("section", "一、").text)
    ok("only for this user", all(p.stat().st_mode & 0o077 == 0
                                 for p in (desk.folder / "农户安全排查表-收回").iterdir()))
    she.click("td button", "核对")
    cut = she.find(".cut img")
    ok("the place on the form is shown", she.until(lambda _: cut.get_property("naturalWidth")) > 100)
    ok("with what was filled in", she.find(".cut .here").text == "八十")
    cut.location_once_scrolled_into_view  # noqa: B018
    she.shot("collect-doubt")
    box = she.find("#settled")
    box.clear()
    box.send_keys("80")
    she.click("button", "改成这样")
    she.says("已经记下")
    ok("it is kept with who confirmed it", "本机" in she.find("table", "核对以后").text)
    ok("nothing is doubtful any more", "0 处" in she.find("h2", "要核对的").text)
    ok("the table has what was meant", "80" in she.find(".scroll table", "张4.pdf").text)
    filled_twice(desk, she, work)
    she.click("button.main", "统计")
    chart = she.find("svg.bars")
    chart.location_once_scrolled_into_view  # noqa: B018
    she.shot("tally")
    ok("bars for each question", len(she.driver.find_elements(By.CSS_SELECTOR, ".figure svg")) == 3)
    figures = [a for a in she.driver.find_elements(By.CSS_SELECTOR, ".figure") if "住房面积" in a.text]
    total = sum(60 + i for i in range(20) if i != 4) + 80
    ok("the confirmed value is counted", f"合计 {total}" in figures[0].text)
    ok("what was done is on record", "核对" in str(notes(desk)))


def choose(box, value):
    next(o for o in box.find_elements(By.CSS_SELECTOR, "option") if o.text == value).click()


def designing(desk, she):
    """A form of her own, from the blank one: a question with its answers, a place to fill in."""
    she.driver.get(desk.base)
    she.fill("#new-name", "春季排查表")
    she.click(".kinds button", "入户表")
    she.find(".sheet img")
    select(she, "部分", "饮水安全")
    she.click(".chooser > button", "在里面加")
    she.click(".choices button", "问")
    she.find(".text").click()
    chord(she, Keys.CONTROL, "a")
    she.type("家里有没有病人？")
    choose(she.find(".field", "答").find_element(By.CSS_SELECTOR, "select"), "单选")
    she.fill("input", "有、没有", label="选项")
    select(she, "填表项")
    she.click(".chooser > button", "在里面加")
    she.click(".choices button", "填")
    box = she.find(".field", "名").find_element(By.CSS_SELECTOR, "input")
    box.clear()
    box.send_keys("组别")
    she.until(lambda d: "组别" in she.find(".outline").text)
    she.shot("form-design")
    she.click("#commands button", "保存")
    she.says("已保存")
    text = desk.read("春季排查表.xml")
    ok("the question is in the file", '答="单选"' in text and '选项="有、没有"' in text
       and ">家里有没有病人？</问>" in text)
    ok("and what is filled in", '名="组别"' in text)
    built = subprocess.run([PROGRAM, "build", "--free-fonts", desk.folder / "春季排查表.xml", "-o",
                            desk.folder / "x.pdf"], capture_output=True)
    ok("the command compiles it", built.returncode == 0)
    she.click("#commands button", "印表")
    she.find("#list-file")


def notes(desk):
    with sqlite3.connect(desk.folder / ".hongtou/desk.db") as store:
        return store.execute("SELECT act, detail FROM notes").fetchall()


def form_desk():
    desk = Desk()
    (desk.folder / "农户安全排查表.xml").write_text(FORM, encoding="utf-8")
    return desk


def run():
    work = pathlib.Path(tempfile.mkdtemp())
    with Person("本机") as she:
        with form_desk() as desk:
            printing(desk, she, work)
            designing(desk, she)
            strange(desk, she, work)
        with form_desk() as desk:
            she.driver.get(desk.url)
            cancelling(desk, she)
        killed(she)
        with form_desk() as desk:
            she.driver.get(desk.url)
            collecting(desk, she, work)
        ok("nothing failed in the pages", not [e for e in she.errors() if "ERR_CONNECTION" not in e and "ERR_INCOMPLETE" not in e])
    shutil.rmtree(work)
