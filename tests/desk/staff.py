"""The staff file as tables, a change of staff as an act, and what it means for documents."""
import sqlite3
import subprocess

from browser import PROGRAM, By, Desk, Keys, Person, ok

STAFF = """<?xml version="1.0" encoding="UTF-8"?>
<!-- 白石镇的人员库 -->
<人员库>
  <单位 名称="白石镇人民政府" 简称="镇政府">
    <岗位 职务="镇长" 性质="正职" 排序="1">
      <!-- 上一任 -->
      <任职 人员="宋若华" 起="2023-03-01" 任免文件="白人发〔2023〕1号"/>
    </岗位>
    <岗位 职务="副镇长" 性质="副职" 排序="2" 名额="2">
      <任职 人员="李松航" 起="2024-05-01"/>
    </岗位>
    <岗位 职务="水利员"/>
  </单位>
  <人员 姓名="宋若华" 电话="13800000001"/>
  <人员 姓名="李松航" 电话="13800000002"/>
</人员库>
"""

GROUP = """<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知" 人员库="人员库.xml">
  <版头><发文机关>白石镇人民政府</发文机关><发文字号 代字="白政发" 年="2026" 号="3"/></版头>
  <标题>关于成立防汛领导小组的通知</标题>
  <主送>各村民委员会：</主送>
  <正文>
    <段>现成立防汛领导小组，组成人员如下：</段>
    <名单 题="白石镇防汛领导小组">
      <层级 职务="组长"><成员 岗位="镇政府镇长"/></层级>
      <层级 职务="成员"><成员 岗位="镇政府副镇长"/></层级>
    </名单>
  </正文>
  <落款 署名="白石镇人民政府" 日期="2026-03-15"/>
</公文>
"""


TYPED = GROUP.replace(' 人员库="人员库.xml"', "").replace('<成员 岗位="镇政府镇长"/>', '<成员 姓名="许川" 职务="镇人民政府镇长"/>').replace(
    '<成员 岗位="镇政府副镇长"/>', '<成员 姓名="罗启明" 职务="镇人民政府副镇长"/>')


def put_date(she, css, day):
    """As the field takes it: parts typed in the order of its language."""
    box = she.find(css)
    she.driver.execute_script("arguments[0].focus()", box)
    year, month, part = day.split("-")
    order = she.driver.execute_script(
        "return new Intl.DateTimeFormat(navigator.language).formatToParts(new Date()).map(p => p.type).filter(t => t !== 'literal')")
    parts = {"year": year, "month": month, "day": part}
    for name in order:
        box.send_keys(parts[name])
        if name == "year":
            box.send_keys(Keys.ARROW_RIGHT)
    ok(f"{css} has {day}", box.get_attribute("value") == day)


def cells(desk, she):
    """A slip is told at its cell, mended there, and saved with the comments."""
    she.driver.get(desk.url)
    she.click(".files button", "人员库")
    she.find(".cells td", "宋若华")
    she.shot("staff-posts")
    she.click(".tabs button", "人员")
    box = she.find('input[aria-label="李松航的电话"]')
    box.send_keys(Keys.END, Keys.BACKSPACE, Keys.TAB)
    she.find(".at-cell", "电话")
    ok("the slip is told at the cell", she.find(
        'input[aria-label="李松航的电话"]').get_attribute("aria-invalid") == "true")
    she.shot("staff-cell")
    she.click(".findings button", "电话")
    she.type(Keys.END, "9", Keys.TAB)
    she.until(lambda d: not d.find_elements(By.CSS_SELECTOR, ".at-cell"))
    she.click("#commands button", "保存")
    she.says("已保存")
    text = desk.read("人员库.xml")
    ok("the file has what was typed, and nothing else", text == STAFF.replace("13800000002", "13800000009"))


def an_act(desk, she):
    """The head of the town leaves, his deputy follows him, somebody new is the deputy."""
    she.click(".tabs button", "岗位")
    she.click("tr:nth-child(1) .acts button", "变动")
    she.find("dialog.act")
    put_date(she, "#act-from", "2026-09-10")
    she.find("#act-comes").send_keys("李松航")
    she.find("#act-document").send_keys("白人发〔2026〕3号")
    she.click(".others label", "镇政府副镇长")
    she.find(".summary", "宋若华 任镇政府镇长到 2026-09-09 为止")
    she.shot("staff-act")
    she.click("dialog button", "记下这次变动")
    she.find(".done", "记下了")
    she.find("#act-post").send_keys("白石镇人民政府副镇长")
    she.find("#act-comes").send_keys("尹景")
    she.find(".summary", "还没有“尹景”")
    she.click("dialog button", "记下这次变动")
    she.find(".done", "尹景")
    text = desk.read("人员库.xml")
    for wanted in ('<!-- 上一任 -->', '<!-- 白石镇的人员库 -->',
                   '<任职 人员="宋若华" 起="2023-03-01" 任免文件="白人发〔2023〕1号" 止="2026-09-09"/>',
                   '<任职 人员="李松航" 起="2026-09-10" 任免文件="白人发〔2026〕3号"/>',
                   '<任职 人员="李松航" 起="2024-05-01" 止="2026-09-09" 免职文件="白人发〔2026〕3号"/>',
                   '<任职 人员="尹景" 起="2026-09-10" 任免文件="白人发〔2026〕3号"/>',
                   '<人员 姓名="尹景"/>'):
        ok(f"the file has {wanted}", wanted in text)
    she.find("#act-post").clear()
    she.find("#act-post").send_keys("白石镇人民政府镇长")
    she.find("#act-comes").send_keys("尹景")
    she.find("#act-leaves").send_keys("（没有人")
    she.click("dialog button", "记下这次变动")
    she.find("dialog .findings li", "李松航")
    she.shot("staff-refused")
    ok("what cannot be is refused, and the file stays", desk.read("人员库.xml") == text)


def documents(desk, she):
    """The draft is made anew, the issued one stays; the notice of the change is drafted."""
    she.click("dialog button", "看受影响的公文")
    she.find(".affected h3", "已签发")
    she.shot("staff-affected")
    rows = [r.text for r in she.driver.find_elements(By.CSS_SELECTOR, ".affected tbody tr")]
    ok("old and new names with their pages", any("第 1 页" in r and "宋若华（镇长）" in r and "李松航（镇长）" in r
                                            for r in rows) or print(rows))
    locked = desk.read("成立领导小组.xml")
    she.click("button.main", "重编打勾的草稿")
    she.says("1 份草稿重编好了")
    ok("the draft says the day", '截至="2026-09-10"' in desk.read("成立领导小组-草稿.xml"))
    ok("its PDF is beside it", (desk.folder / "成立领导小组-草稿.pdf").exists())
    ok("the issued one is untouched", desk.read("成立领导小组.xml") == locked)
    she.shot("staff-rebuilt")
    section = she.find("section.affected", "成立领导小组")
    section.find_element(By.XPATH, ".//button[.='起草调整通知']").click()
    she.find(".sheet img")
    she.find(".block", "关于调整白石镇防汛领导小组成员的通知")
    she.shot("staff-adjust")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("the notice is a document", "关于调整白石镇防汛领导小组成员的通知" in desk.read("调整-成立领导小组.xml"))


def collected(desk, she):
    """A folder without a staff file gets one from a roster that was typed."""
    she.driver.get(desk.url)
    she.find(".staff-files", "还没有人员库")
    she.shot("staff-none")
    she.click(".staff-files button", "从公文的名单里收集")
    she.driver.switch_to.alert.accept()
    she.find("dialog p", "新加人员 2 位")
    she.shot("staff-collected")
    ok("the document names it", '人员库="人员库.xml"' in desk.read("成立专班.xml"))
    she.click("dialog button", "打开人员库")
    she.find(".cells td", "许川")
    ok("who was typed is in it", '姓名="罗启明"' in desk.read("人员库.xml"))


def turned_into(desk, she):
    """A document's own roster becomes the staff file, at the roster; others may use it then."""
    she.driver.get(desk.url)
    she.click(".files button", "成立专班")
    she.find(".sheet img")
    she.click(".block", "层级 成员")
    ok("its parts do not offer it", "转为人员库" not in she.find(".fields .commands").text)
    she.click(".block", "名单 白石镇")
    she.click(".fields .commands button", "转为人员库")
    she.alert().accept()
    she.find("dialog p", "新加人员 2 位")
    she.shot("staff-turned")
    ok("the document names it", '人员库="人员库.xml"' in desk.read("成立专班.xml"))
    ok("the other one does not yet", "人员库" not in desk.read("另一个专班.xml"))
    she.click("dialog button", "其他公文也用它")
    she.find("dialog p", "1 份公文写上了人员库的名字")
    ok("then it does", '人员库="人员库.xml"' in desk.read("另一个专班.xml"))
    she.click("dialog button", "关上")
    ok("what is written is what is saved", "已保存" in she.find("#said").text or print(she.find("#said").text))
    she.click(".block", "段 现成立")
    she.click(".block", "名单 白石镇")
    ok("it is offered once", "转为人员库" not in she.find(".fields .commands").text)
    she.click("#commands button", "返回")
    she.click(".staff-files button", "人员库")
    she.find(".cells td", "许川")


def recorded(desk):
    """What was done stands in the record. (The page of it is for those who manage; here it is read.)"""
    with sqlite3.connect(desk.folder / ".hongtou" / "desk.db") as db:
        notes = db.execute("SELECT act, document, detail FROM notes").fetchall()
    ok("the acts are in the record", any(a == "人员变动" and d == "人员库.xml" and "宋若华→李松航" in t for a, d, t in notes) or print(notes))


def run():
    with Desk() as desk, Person("本机") as she:
        (desk.folder / "人员库.xml").write_text(STAFF, encoding="utf-8")
        (desk.folder / "成立领导小组.xml").write_text(GROUP, encoding="utf-8")
        (desk.folder / "成立领导小组-草稿.xml").write_text(GROUP, encoding="utf-8")
        subprocess.run([PROGRAM, "issue", "--free-fonts", desk.folder / "成立领导小组.xml"], check=True, capture_output=True)
        cells(desk, she)
        an_act(desk, she)
        documents(desk, she)
        recorded(desk)
        ok("nothing failed in the page", not she.errors() or print(she.errors()))
        with Desk() as fresh:
            (fresh.folder / "成立专班.xml").write_text(TYPED, encoding="utf-8")
            collected(fresh, she)
        with Desk() as other:
            (other.folder / "成立专班.xml").write_text(TYPED, encoding="utf-8")
            (other.folder / "另一个专班.xml").write_text(TYPED.replace("防汛", "防火"), encoding="utf-8")
            turned_into(other, she)
            ok("nothing failed in the page then", not she.errors() or print(she.errors()))
