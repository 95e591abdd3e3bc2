"""What the program can mend by itself: marked where it stands, shown first, made by a button, undone."""
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import By, Desk, Person, ok

MISTAKEN = """<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知">
  <版头><发文机关>白石镇人民政府</发文机关><发文字号 代字="白政发" 年="2026" 号="18"/></版头>
  <标题>关于召开\u200b防汛工作会议的通知</标题>
  <主送>各村民委员会：</主送>
  <正文>
    <段>定于2026年5月20日召开\u200b防汛工作会议，请准时参加。</段>
    <!-- 这一行要留着 -->
    <段落>会场设在镇政府三楼会议室。</段落>
    <段>请带上值班表。</段>
  </正文>
  <落款 日期="2026-05-15"/>
</公文>
"""
MENDED = MISTAKEN.replace("\u200b", "").replace("段落", "段")


def mending(desk, she):
    (desk.folder / "有错.xml").write_text(MISTAKEN, encoding="utf-8")
    she.driver.get(desk.url)
    she.click(".files button", "有错")
    she.find(".findings .error", "段落")
    she.find(".block.error")
    ok("its source has the mistake below its line", True)
    she.click(".findings .error .mender", "代改")
    shown = she.find("dialog .difference")
    ok("the mend is shown first", "段落" in shown.find_element(By.CSS_SELECTOR, "del").text)
    ok("and nothing is changed yet", "段落" in she.find(".outline").text)
    she.shot("mend-one")
    she.click("dialog button", "改")
    she.until(lambda d: "段落" not in d.find_element(By.CSS_SELECTOR, ".outline").text)
    she.click(".findings .mender", "代改 2 处")
    she.find("dialog .mend")
    she.shot("mend-all")
    she.click("dialog button.main")
    she.until(lambda d: not d.find_elements(By.CSS_SELECTOR, ".mender"))
    she.find(".sheet img")
    she.click("#commands button", "撤销")
    ok("a mend is undone as everything is", she.find(".findings .mender", "代改 2 处"))
    she.click("#commands button", "重做")
    she.until(lambda d: not d.find_elements(By.CSS_SELECTOR, ".mender"))
    she.click("#commands button", "保存")
    she.says("已保存")
    text = desk.read("有错.xml")
    ok("the rest is as it was written", text == MISTAKEN.replace("​", "").replace("段落", "段").replace(
        " 缩近=\"否\"", "") or "缩进" in text)
    ok("nothing failed in the page", not she.errors())


PICTURED = MISTAKEN.replace("\u200b", "").replace("段落", "段").replace("请准时参加。", "请准时参加😀❗")


def pictures(desk, she):
    """An emoji that came with pasted text: told in the desk's own words, and taken out by the button."""
    (desk.folder / "表情.xml").write_text(PICTURED, encoding="utf-8")
    she.driver.get(desk.base)
    she.click(".files button", "表情")
    she.find(".findings .error", "表情符号")
    ok("no command is named", "hongtou" not in she.find(".findings").text)
    she.click(".findings .error .mender", "代改")
    she.find("dialog .difference")
    she.click("dialog button", "改")
    she.find(".sheet img")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("the pictures are gone, or signs", "请准时参加！</段>" in desk.read("表情.xml"))


TYPED = """<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知">
  <版头><发文机关>白石镇人民政府</发文机关><发文字号 代字="白政发" 年="2026" 号="18"/></版头>
  <标题>关于做好国庆期间值班工作的通知</标题>
  <主送>各村民委员会：</主送>
  <正文>
    <段>一、国庆期间实行24小时值班</段>
    <段>1、各村要安排2人值班；</段>
    <段>2、遇有情况及时上报。</段>
    <层次 题="提高思想认识">
      <段>各村要把值班\u200b摆在突出位置。</段>
    </层次>
    <层次 题="严格值班值守">
      <段>执行值班制度。</段>
    </层次>
  </正文>
  <落款 日期="2026-09-15"/>
</公文>
"""


def whole(desk, she):
    """A mend by itself is whole: what it takes from one place stands at another."""
    (desk.folder / "手打.xml").write_text(TYPED, encoding="utf-8-sig")  # the mark counts in no place
    she.driver.get(desk.base)
    she.click(".files button", "手打")
    she.find(".sheet img")
    she.click(".findings .mender", "代改 2 处")
    she.find("dialog .mend")
    shown = she.find("dialog .mends").text
    ok("it is told in words", " 完" not in shown and "!--" not in shown and "<" not in shown)
    she.shot("mend-whole")
    mends = she.driver.find_elements(By.CSS_SELECTOR, "dialog .mend")
    typed = next(m for m in mends if "24" in m.text)
    typed.find_element(By.CSS_SELECTOR, "button").click()
    she.find(".findings .mender", "代改 1 处")
    ActionChains(she.driver).key_down(Keys.CONTROL).send_keys("s").key_up(Keys.CONTROL).perform()
    she.says("已保存")
    text = desk.read("手打.xml")
    said = ["国庆期间实行24小时值班", "各村要安排2人值班；", "遇有情况及时上报。", "提高思想认识",
            "各村要把值班\u200b摆在突出位置。", "严格值班值守", "执行值班制度。"]
    places = [text.find(words) for words in said]
    ok("no word is lost, nor moved", -1 not in places and places == sorted(places))
    ok("sections that were there are no parts of the typed one", '\n    <层次 题="提高思想认识">' in text)
    ActionChains(she.driver).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()
    she.find(".findings .mender", "代改 2 处")
    ok("the keys are heard after the dialog", True)
    ok("nothing failed in the page", not she.errors())


def marks(desk, she):
    """What is doubtful stands on the page; a click on the page leads to the part, one on the part to the page."""
    doubtful = MISTAKEN.replace("​", "").replace("段落", "段").replace(" 缩近=\"否\"", "")
    (desk.folder / "存疑.xml").write_text(doubtful.replace("请带上值班表。", "请按布署值班。"), encoding="utf-8")
    she.driver.get(desk.base)
    she.click(".files button", "存疑")
    she.find(".sheet img")
    she.click("#commands button", "检查")
    ok("the mark says what is wrong", she.until(lambda _: len(she.find(".sheet .fault-mark").get_attribute("title")) > 5))
    she.shot("marks")
    she.click(".sheet .fault-mark")
    ok("it leads to the part", "值班" in she.find('.block[aria-selected="true"]').text)
    ok("whose place is marked on the page", she.find(".sheet .here"))
    ok("nothing failed in the page", not she.errors())


JUMP = """<表单 题="农户排查表" 部分编号="无" 题号="无">
  <部分 题="住房"><问 答="是否">是否鉴定？<跳转 选="否" 到="水"/></问><问 代号="水">是否通水？</问></部分>
</表单>
"""
TOLD = {
    '要一题一行，就在表单上写 排列="分行"': "要一题一行，就在表单上“排列”填“分行”",
    '请写成 <层次 题="提高">……</层次>，下面的段写在里面；编号由程序来编。hongtou fix 可以代改': "请写成 层次 题：提高……，下面的段写在里面；编号由程序来编",
    '要印的，请在“表单”上写 一题编号="是"；不用再提醒的，写 一题编号="否"': "要印的，请在“表单”上“一题编号”填“是”；不用再提醒的，“一题编号”填“否”",
    '请自己在“公文”里加上 人员库="……"': "请自己在“公文”里填上“人员库”",
    '都改成数；不用合计的，不写 合计="是"': "都改成数；不用合计的，不写“合计”",
    '“表”不带属性，请删去 题="…"': "“表”不带属性，请删去“题”",
}


def hints(desk, she):
    """What is to be done is said of boxes and buttons; a value that is named is a button."""
    (desk.folder / "跳转.xml").write_text(JUMP, encoding="utf-8")
    she.driver.get(desk.base)
    she.click(".files button", "跳转")
    told = she.find(".findings li.error", "印不出跳到第几题")
    ok("no XML is spoken", '="' not in told.text and "“一题编号”填“是”" in told.text)
    she.shot("hints")
    she.click(".findings .mender", "一题编号：是")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("the button has done it", '一题编号="是"' in desk.read("跳转.xml").split(">")[0])
    for written, wanted in TOLD.items():
        said = she.driver.execute_async_script("const [hint, done] = arguments; import('/hints.js').then((m) => done(m.plainText(hint)))", written)
        ok(f"{wanted} ({said})", said == wanted)


def run():
    with Desk() as desk, Person("本机") as she:
        mending(desk, she)
        pictures(desk, she)
        whole(desk, she)
        marks(desk, she)
        hints(desk, she)
