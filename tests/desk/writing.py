"""One person: a notice with levels written without seeing XML, looked at and saved; new documents."""
import pathlib
import re
import shutil
import subprocess
import zipfile

from blocks import chord, select
from browser import PROGRAM, ActionChains, By, Desk, Keys, Person, ok

ROOT = pathlib.Path(__file__).parents[2]


def writing(desk, she):
    """A notice with levels, without seeing XML."""
    she.driver.get(desk.url)
    she.find(".files button", "防汛会议")
    she.shot("folder")
    she.click(".files button", "防汛会议")
    she.find(".sheet img")
    before = she.prints()
    she.click(".block", "段 定于")
    area = she.find(".text")
    ok("no XML is seen", "<" not in area.text and "段" not in area.text)
    area.click()
    ActionChains(she.driver).key_down(Keys.CONTROL).send_keys(Keys.END).key_up(
        Keys.CONTROL).perform()
    she.type("不得请假。")
    she.until(lambda d: she.prints() != before)
    ok("the page shows it", True)
    she.type(Keys.ENTER, "会场设在镇政府三楼会议室。")
    she.click(".block", "正文")
    she.click(".chooser > button", "在里面加")
    she.click(".choices button", "层次")
    she.fill("input", "工作要求", label="题")
    she.shot("writing")
    she.says("有改动没有保存")
    she.click("#commands button", "保存")
    she.says("已保存")
    text = desk.read("防汛会议.xml")
    for wanted in ("不得请假。</段>", "<段>会场设在镇政府三楼会议室。</段>", '题="工作要求"',
                   "<!-- 这一行要留着 -->", '<落款 日期="2026-05-15"/>'):
        ok(f"the file has {wanted}", wanted in text)
    built = subprocess.run([PROGRAM, "build", "--free-fonts", desk.folder / "防汛会议.xml", "-o",
                            desk.folder / "x.pdf"], capture_output=True)
    ok("the command compiles it", built.returncode == 0)
    she.click("#commands button", "撤销")
    she.says("有改动没有保存")
    she.click("#commands button", "源码")
    ok("the source shows what was undone", "工作要求" not in she.find(".CodeMirror").text)
    she.shot("source")
    she.click("#commands button", "检查")
    she.find(".report tbody tr")
    she.shot("report")
    ok("nothing failed in the page", not she.errors())


def new_document(desk, she):
    she.driver.get(desk.base)
    she.fill("#new-name", "关于开展消防检查的通知")
    she.click(".kinds button", "通知")
    she.find(".sheet img")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("a new document is saved", "<公文" in desk.read("关于开展消防检查的通知.xml"))


def sample_words(desk, she):
    """What the empty document came with is told, until it is written anew; slips are told as she writes."""
    she.driver.get(desk.base)
    she.fill("#new-name", "样字")
    she.click(".kinds button", "通知")
    she.find(".block .mark", "样")
    she.find(".findings .sample button", "还有 10 处")
    she.click(".block", "段 为做好")
    she.find(".text").click()
    chord(she, Keys.CONTROL, "a")
    she.type("定于12月1日前完成排查，，请抓紧。")
    she.find(".findings .sample button", "还有 9 处")
    she.find(".findings .warning button", "，，")
    she.shot("sample-words")
    ok("she is told where the slip is", "warning" in she.find(".block", "段 定于").get_attribute("class"))
    she.click(".findings .sample button", "还有 9 处")
    ok("and led to the next sample", "样" in she.find('.block[aria-selected="true"]').text)
    she.click("#commands button", "签发")
    ok("before it is issued", "9 处是空白公文里的样字" in she.find("dialog").text)
    she.click("dialog button", "再看看")


def into(she, opener, kind):
    she.click(".chooser > button", opener)
    she.click(".choices button b", kind)


def whole_notice(desk, she):
    """Three levels, a roster and an attachment, begun from a blank one; keys and mouse."""
    she.driver.get(desk.base)
    she.answer_leaving()
    she.fill("#new-name", "关于成立防汛工作专班的通知")
    she.click(".kinds button", "通知")
    she.find(".sheet img")
    select(she, "层次", "提高思想认识")
    for title in "组织领导", "成立专班", "明确职责":
        into(she, "在里面加", "层次")
        she.find('.field input[data-attribute="题"]')
        she.type(title)  # the dots are chosen, and give way
        she.find('.block[aria-selected="true"]', title)
    select(she, "层次", "严格值班值守")
    into(she, "在里面加", "名单")
    select(she, "层级", "组长")
    she.click('.grid [data-row="0"][data-column="0"]')
    chord(she, Keys.CONTROL, "a")
    she.type("罗启明", Keys.TAB)
    chord(she, Keys.CONTROL, "a")
    she.type("镇长")
    select(she, "层级", "成员")
    she.click('.grid [data-row="0"][data-column="0"]')
    chord(she, Keys.CONTROL, "a")
    she.type("许川", Keys.TAB)
    chord(she, Keys.CONTROL, "a")
    she.type("副镇长")
    select(she, "附件")
    into(she, "在后面加", "附件")
    she.find('.field input[data-attribute="标题"]')
    she.type("工作专班通讯录")
    she.find(".sheet img")
    she.shot("notice")
    seen = she.find(".outline").text + she.find(".fields").text
    ok("no XML was seen", "<" not in seen and "/>" not in seen)
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    text = desk.read("关于成立防汛工作专班的通知.xml")
    ok("what was put in is laid out as by hand", '      <层次 题="组织领导">\n        <段>……</段>\n        <层次 题="成立专班">\n' in text)
    for wanted in ('<层次 题="组织领导">', '<层次 题="成立专班">', '<层次 题="明确职责">', '<成员 姓名="罗启明" 职务="镇长"/>',
                   '<成员 姓名="许川" 职务="副镇长"/>', '<附件 标题="工作专班通讯录">'):
        ok(f"the notice has {wanted}", wanted in text)
    built = subprocess.run([PROGRAM, "dump", "--stage", "text", "--free-fonts", desk.folder / "关于成立防汛工作专班的通知.xml"],
                           capture_output=True, text=True, check=False)
    ok("its pages have three levels and both attachments", all(w in built.stdout for w in ("（一）组织领导", "1.成立专班", "（1）明确职责", "组长：罗启明镇长", "2.工作专班通讯录")))


def a_draft_from_word(desk, she):
    """The notice as a Word file, and back under another name."""
    draft = desk.folder.parent / f"{desk.folder.name}-稿子.docx"
    subprocess.run([PROGRAM, "build", "--free-fonts", desk.folder / "防汛会议.xml", "-o", draft],
                   check=True, capture_output=True)
    plain = desk.folder.parent / f"{desk.folder.name}-草稿.txt"
    plain.write_text("关于召开春耕会议的通知\n\n各村民委员会：\n    定于3月2日召开春耕会议。\n\n"
                     "                    白石镇人民政府\n                    2026年3月1日\n",
                     encoding="utf-8")
    for path, wanted in (draft, "防汛工作会议"), (plain, "春耕会议"):
        she.driver.get(desk.base)
        she.find("#draft").send_keys(str(path))
        she.find(".sheet img")
        she.find(".block", wanted)
        she.click("#commands button", "保存")
        she.says("已保存")
        ok(f"{path.suffix} has become a document", wanted in desk.read(f"{path.stem}.xml"))
        path.unlink()
    she.shot("draft")


def rewritten(docx, change):
    """Its parts, each as change(name, bytes) has it; None: left out."""
    parts = {}
    with zipfile.ZipFile(docx) as old:
        for name in old.namelist():
            parts[name] = change(name, old.read(name))
    with zipfile.ZipFile(docx, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)


def a_draft_comes_back(desk, she):
    """Edited in Word while the document was, too: both are kept, nothing is saved by itself."""
    draft = desk.folder.parent / f"{desk.folder.name}-draft" / "春训.docx"
    draft.parent.mkdir()
    source = desk.folder / "春训.xml"
    source.write_text(desk.read("防汛会议.xml").replace("防汛工作会议", "春训工作会议"), encoding="utf-8")
    subprocess.run([PROGRAM, "build", "--free-fonts", source, "-o", draft], check=True, capture_output=True)
    rewritten(draft, lambda name, data: data.replace("请准时".encode(), "请提前".encode()) if name == "word/document.xml" else data)
    source.write_text(source.read_text(encoding="utf-8").replace("召开春训工作会议的", "召开春训动员会议的"), encoding="utf-8")
    before = desk.read("春训.xml")
    she.driver.get(desk.base)
    she.find("#draft").send_keys(str(draft))
    she.find(".notice", "春训.docx里改的收进来了")
    ok("nothing is saved yet", desk.read("春训.xml") == before)
    she.shot("draft-back")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("what was changed in both is there", "请提前" in desk.read("春训.xml") and "春训动员会议" in desk.read("春训.xml"))
    shutil.rmtree(draft.parent)


def a_draft_with_a_picture(desk, she):
    folder = desk.folder.parent / f"{desk.folder.name}-picture"
    folder.mkdir()
    shutil.copy(ROOT / "inputs/样张/签名章样章.png", folder / "图.png")
    (folder / "图.xml").write_text('<公文 文种="通知"><标题>关于看图的通知</标题><正文><段>请看下图。</段><图片 文件="图.png"/></正文></公文>', encoding="utf-8")
    draft = folder / "看图.docx"
    subprocess.run([PROGRAM, "build", "--free-fonts", folder / "图.xml", "-o", draft], check=True, capture_output=True)
    rewritten(draft, lambda name, data: re.sub(rb"<w:docVars>.*</w:docVars>", b"", data, flags=re.S) if name == "word/settings.xml" else data)
    she.driver.get(desk.base)
    she.find("#draft").send_keys(str(draft))
    she.find(".block", "图片")
    ok("its picture is in the folder", (desk.folder / "看图-图1.png").read_bytes() == (folder / "图.png").read_bytes())
    she.click("#commands button", "保存")
    she.says("已保存")
    she.driver.get(desk.base)
    she.find("#draft").send_keys(str(draft))
    she.says("不是从它来的")
    shutil.rmtree(folder)


def a_list_is_replaced(desk, she):
    """By the one that she has changed elsewhere, when she says so."""
    folder = desk.folder.parent / f"{desk.folder.name}-list"
    folder.mkdir()
    path = folder / "人员库.csv"
    for text, answer in ("姓名,职务\n许川,镇长\n", None), ("姓名,职务\n梁禾,镇长\n", "dismiss"), ("姓名,职务\n梁禾,镇长\n", "accept"):
        path.write_text(text, encoding="utf-8")
        she.driver.get(desk.base)
        she.find("#draft").send_keys(str(path))
        if answer:
            getattr(she.alert(), answer)()
        she.says("没有换" if answer == "dismiss" else "放进了文件夹")
        ok(f"the list after {answer}", desk.read("人员库.csv") == (text if answer != "dismiss" else text.replace("梁禾", "许川")))
    she.driver.get(desk.base)
    ok("a table of staff says how it is changed", "拖到这一页上换掉" in she.find(".staff-files").text)
    she.shot("staff-table")
    shutil.rmtree(folder)


def run():
    with Desk() as desk, Person("本机") as she:
        writing(desk, she)
        new_document(desk, she)
        sample_words(desk, she)
        whole_notice(desk, she)
        a_draft_from_word(desk, she)
        a_draft_comes_back(desk, she)
        a_draft_with_a_picture(desk, she)
        a_list_is_replaced(desk, she)
