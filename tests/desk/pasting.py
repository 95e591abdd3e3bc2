"""What was copied in Word, WPS or a sheet, by the browser's own clipboard; rows typed and pasted into grids;
files dropped on the page; samples."""
import base64
import pathlib
import tempfile

from blocks import chord, select
from browser import By, Desk, Keys, Person, ok

# As Word writes it to the clipboard.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">
<style>p.MsoNormal {mso-style-parent:""; text-indent:32.0pt}</style></head><body><!--StartFragment-->
<p class=MsoNormal><span lang=EN-US style='font-family:黑体'>一、</span><span style='font-family:黑体'>加强值守<o:p></o:p></span></p>
<p class=MsoNormal style='text-indent:32.0pt'>各村要落实24小时值班，<b>不得</b>脱岗<span style='display:none;mso-hide:all'>看不见的话</span>\u200b。</p>
<p class=MsoNormal>二、强化巡查</p>
<p class=MsoNormal>巡查分工如下：</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>村名</p></td><td><p class=MsoNormal>河段</p></td><td><p class=MsoNormal>里程</p></td></tr>
<tr><td><p class=MsoNormal>白石村</p></td><td><p class=MsoNormal>上游*段</p></td><td><p class=MsoNormal>3.5</p></td></tr>
<tr><td><p class=MsoNormal>青山村</p></td><td><p class=MsoNormal>下游段</p></td><td><p class=MsoNormal>4.2</p></td></tr></table>
<p class=MsoNormal>巡查情况每日上报。</p><!--EndFragment--></body></html>"""
# A sheet with cells over several places.
SPANNED = """<meta charset="utf-8"><table><tr><td rowspan=2>村名</td><td colspan=2>监测对象</td></tr><tr><td>户数</td><td>人数</td></tr>
<tr><td>白石村</td><td>12</td><td>41</td></tr></table>"""
SHEET = """<meta charset="utf-8"><table><tr><td>5月2日</td><td>周平</td><td>13800000000</td></tr><tr><td>5月3日</td><td>许玥</td><td>13800000001</td></tr></table>"""


def copy(she, html):
    """In a page of its own, by keys."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as page:
        page.write(html)
        page.flush()
        home = she.driver.current_window_handle
        she.driver.switch_to.new_window("tab")
        she.driver.get(pathlib.Path(page.name).as_uri())
        chord(she, Keys.CONTROL, "a")
        chord(she, Keys.CONTROL, "c")
        she.driver.close()
        she.driver.switch_to.window(home)


def from_word(desk, she):
    she.driver.get(desk.url)
    she.click(".files button", "防汛会议")
    she.find(".sheet img")
    copy(she, WORD)
    select(she, "段", "定于")
    she.find(".text").click()
    chord(she, Keys.CONTROL, "v")
    she.says("粘贴了")
    she.until(lambda d: "强化巡查" in she.find(".outline").text)
    she.shot("pasted")
    copy(she, SPANNED)
    select(she, "段", "定于")
    chord(she, Keys.CONTROL, "v")
    she.find('.block[aria-selected="true"]', "表")
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    text = desk.read("防汛会议.xml")
    for wanted in ('<层次 题="加强值守">', "各村要落实24小时值班，不得脱岗。", '<层次 题="强化巡查">', "<格>上游*段</格>", "巡查情况每日上报。",
                   '<格 跨行="2">村名</格><格 跨列="2">监测对象</格>', "<!-- 这一行要留着 -->"):
        ok(f"pasted: {wanted}", wanted in text)
    ok("the invented title does not come along", "粘贴内容" not in text)
    copy(she, "<meta charset=utf-8><b>一句</b>话。")
    select(she, "段", "定于")
    she.find(".text").click()
    she.type(Keys.END)
    chord(she, Keys.CONTROL, "v")
    she.until(lambda d: "一句话。" in she.find(".text").text)
    chord(she, Keys.CONTROL, "z")
    she.until(lambda d: "一句话" not in she.find(".text").text)
    ok("words go where the caret is, and back", True)


def grids(desk, she):
    (desk.folder / "值班.xml").write_text("""<公文 文种="通知">
  <标题>关于值班的通知</标题>
  <正文>
    <段>如下：</段>
    <表><列 题="序号" 内容="序号"/><列 题="日期"/><列 题="值班人"/><!-- 行 --><行><格>5月1日</格><格>罗<强调>启</强调>明</格></行></表>
    <名单><层级 职务="成员"><成员 姓名="罗启明" 职务="镇长"/></层级></名单>
  </正文>
  <落款 署名="白石镇人民政府" 日期="2026-05-15"/>
</公文>
""", encoding="utf-8")
    copy(she, SHEET)
    she.driver.get(desk.base)
    she.answer_leaving()
    she.click(".files button", "值班")
    select(she, "表")
    she.click('.grid [data-row="0"][data-column="1"]')
    she.type(Keys.ENTER)
    ok("Enter leads to a new row", she.find('.grid [data-row="1"][data-column="1"]'))
    chord(she, Keys.CONTROL, "v")
    she.find('.grid th[data-column="3"]')
    she.find('.grid [data-row="2"]', "许玥")
    she.click('.grid th[data-column="3"]')
    chord(she, Keys.CONTROL, "a")
    she.type("电话")
    she.shot("grid")
    she.find(".sheet img")
    she.click('.grid [data-row="1"][data-column="2"]')
    she.click(".grid .commands button", "上移一行")
    select(she, "层级")
    she.click('.grid [data-row="0"][data-column="0"]')
    she.type(Keys.ENTER, "许玥", Keys.TAB, "副镇长")
    she.shot("roster")
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    text = desk.read("值班.xml")
    ok("rows and a column came", '<列 题="电话"/>' in text and "<格>许玥</格><格>13800000001</格>" in text)
    ok("a row went up", text.index("周平") < text.index("5月1日"))
    ok("what has a form of its own is left alone", "罗<强调>启</强调>明" in text and "<!-- 行 -->" in text)
    ok("members are rows, too", '姓名="许玥" 职务="副镇长"' in text)
    built = she.find(".sheet img")
    ok("it compiles", built)
    select(she, "表")
    she.click('.grid [data-row="0"][data-column="3"]')
    she.click(".grid .commands button", "删这一列")
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    ok("a column goes with its cells", "13800000001" not in desk.read("值班.xml") and "电话" not in desk.read("值班.xml"))


def drop(she, name, content):
    """As a mouse lets a file go over the middle of the page."""
    she.driver.execute_script("""
        const bytes = Uint8Array.from(atob(arguments[1]), (c) => c.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], arguments[0]));
        for (const kind of ["dragover", "drop"])
          document.querySelector("header").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
        """, name, base64.b64encode(content).decode())


def brought(desk, she):
    she.driver.get(desk.base)
    she.find("#draft")
    drop(she, "稿子.txt", "关于召开春耕会议的通知\n\n各村民委员会：\n    定于3月2日召开春耕会议。\n\n    白石镇人民政府\n    2026年3月1日\n".encode())
    she.find(".block", "春耕会议")
    ok("a draft dropped anywhere is a document", "定于3月2日" in she.find(".outline").text)
    she.click("#commands button", "保存")
    she.says("已保存")
    png = (pathlib.Path(__file__).parents[2] / "inputs/样张/公章样章.png").read_bytes()
    drop(she, "公章.png", png)
    she.says("放进了文件夹")
    ok("a picture goes into the folder as it is", (desk.folder / "公章.png").read_bytes() == png)
    drop(she, "公章.png", b"")
    question = she.alert()
    ok("and replaces none unasked", "已经有“公章.png”" in question.text)
    question.dismiss()
    she.says("没有换")
    ok("nor when she does not want it", (desk.folder / "公章.png").read_bytes() == png)
    drop(she, "坏.exe", b"MZ")
    she.says("不认识")
    drop(she, "坏.docx", b"PK\x03\x04" + bytes(60))
    she.until(lambda d: "fault" in she.find("#said").get_attribute("class"))
    ok("what cannot be read is told", not (desk.folder / "坏.xml").exists())


def samples(desk, she):
    she.driver.get(desk.base)
    she.fill("#new-name", "仿照的通知")
    she.click("summary", "照样张写")
    she.shot("samples")
    she.click(".samples button", "请示-上行文")
    she.find(".sheet img")
    ok("its pictures came along", list(desk.folder.glob("公章样章*.png")))
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("a sample is a document of one's own", "<公文" in desk.read("仿照的通知.xml"))


def run():
    with Desk() as desk, Person("本机") as she:
        from_word(desk, she)
        grids(desk, she)
        brought(desk, she)
        samples(desk, she)
        ok("nothing failed in the page", not [e for e in she.errors() if "409" not in e])
