"""One person: a notice with levels written without seeing XML, looked at and saved; new documents."""
import subprocess

from browser import PROGRAM, ActionChains, By, Desk, Keys, Person, ok


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


def run():
    with Desk() as desk, Person("本机") as she:
        writing(desk, she)
        new_document(desk, she)
        a_draft_from_word(desk, she)
