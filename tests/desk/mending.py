"""What the program can mend by itself: marked where it stands, shown first, made by a button, undone."""
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


def marks(desk, she):
    """What is doubtful stands on the page; a click on the page leads to the part, one on the part to the page."""
    doubtful = MISTAKEN.replace("​", "").replace("段落", "段").replace(" 缩近=\"否\"", "")
    (desk.folder / "存疑.xml").write_text(doubtful.replace("请带上值班表。", "请按布署值班。"), encoding="utf-8")
    she.driver.get(desk.base)
    she.click(".files button", "存疑")
    she.find(".sheet img")
    she.click("#commands button", "检查")
    mark = she.find(".sheet .fault-mark")
    ok("the mark says what is wrong", len(mark.get_attribute("title")) > 5)
    she.shot("marks")
    mark.click()
    ok("it leads to the part", "值班" in she.find('.block[aria-selected="true"]').text)
    ok("whose place is marked on the page", she.find(".sheet .here"))
    ok("nothing failed in the page", not she.errors())


def run():
    with Desk() as desk, Person("本机") as she:
        mending(desk, she)
        marks(desk, she)
