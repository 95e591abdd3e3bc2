"""Every part of the vocabulary put in and taken back; parts moved, taken up and down, turned into others,
deleted, undone: by mouse, and by keys alone."""
from browser import ActionChains, By, Desk, Keys, Person, ok

RICH = """<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知">
  <版头><发文机关>白石镇人民政府</发文机关></版头>
  <标题>关于做好防汛工作的通知</标题>
  <主送>各村民委员会：</主送>
  <正文>
    <段>现将有关事项通知如下。</段>
    <层次 题="加强领导">
      <段>压实责任。</段>
      <段>督促检查。</段>
    </层次>
    <!-- 这一行要留着 -->
    <层次 题="做好准备">
      <段>备足物资。</段>
    </层次>
  </正文>
  <落款 日期="2026-05-15"/>
  <附件 标题="值班安排">
    <段>安排如下。</段>
    <表 题="值班表"><列 题="日期"/><列 题="值班人"/><行><格>5月1日</格><格>罗启明</格></行></表>
    <名单><层级 职务="组长"><成员 姓名="罗启明" 职务="镇长"/></层级></名单>
    <任务清单><领域 题="防汛"><任务 题="巡查"><措施>每日巡查。</措施><责任单位>水利站</责任单位></任务></领域></任务清单>
    <车辆安排><车组><车辆 车牌="青A00001" 驾驶员="周平"><乘员>罗启明</乘员></车辆></车组></车辆安排>
  </附件>
  <附件 标题="核查表"><表单><部分 题="住房"><问>住房是否安全？</问></部分></表单></附件>
  <版记><印发 机关="白石镇人民政府办公室" 日期="2026-05-16"/></版记>
</公文>
"""
# Parts into which all that they take is put, one after the other.
HOLDERS = ["公文", "版头", "正文", "层次", "附件", "表", "名单", "层级", "任务清单", "领域", "任务", "车辆安排", "车组", "车辆", "表单", "部分", "版记", "落款"]


def names(she):
    return she.driver.execute_script("return [...document.querySelectorAll('.block > b')].map((e) => e.textContent)")


def chord(she, *keys):
    chain = ActionChains(she.driver)
    for key in keys[:-1]:
        chain.key_down(key)
    chain.send_keys(keys[-1])
    for key in keys[:-1]:
        chain.key_up(key)
    chain.perform()


def select(she, kind, text=""):
    """By clicking its line."""
    def clicked(driver):
        lines = driver.execute_script("return [...document.querySelectorAll('.block')].map((e) => [e.querySelector('b').textContent, e.textContent])")
        i = next((i for i, (name, all_of_it) in enumerate(lines) if name == kind and text in all_of_it), None)
        if i is not None:
            driver.find_elements(By.CSS_SELECTOR, ".block")[i].click()
        return i is not None
    she.until(clicked)


def selected(she):
    return she.until(lambda d: d.find_element(By.CSS_SELECTOR, '.block[aria-selected="true"]').text).strip("▾▸ ✕!\n").replace("\n", "")


def every_part(desk, she):
    tried = 0
    for holder in HOLDERS:
        select(she, holder)
        if holder == "表":
            she.type(Keys.ARROW_RIGHT)  # its rows are a grid, and closed
        before = names(she)
        openers = [b for b in she.driver.find_elements(By.CSS_SELECTOR, ".chooser > button") if "在里面加" in b.text]
        if not openers:
            continue
        openers[0].click()
        choices = she.driver.execute_script("return [...document.querySelectorAll('.choices:not([hidden]) button b')].map((e) => e.textContent)")
        she.type(Keys.ESCAPE)
        for i, choice in enumerate(choices):
            she.click(".chooser > button", "在里面加")
            she.driver.find_elements(By.CSS_SELECTOR, ".choices:not([hidden]) button")[i].click()
            now = names(she)
            ok(f"{choice} is put into {holder}", len(now) > len(before) and choice in now)
            she.click("#commands button", "撤销")
            she.until(lambda d: names(she) == before)
            select(she, holder)
            tried += 1
    ok("many parts were tried", tried > 80)
    she.says("已保存")
    ok("and nothing is left of it", desk.read("样样都有.xml") == RICH)


def moved(desk, she):
    select(she, "段", "压实责任")
    she.click(".fields .commands button", "下移")
    order = she.until(lambda d: [e.text for e in d.find_elements(By.CSS_SELECTOR, ".block")])
    ok("a part is moved down", [i for i, t in enumerate(order) if "督促检查" in t][0] < [i for i, t in enumerate(order) if "压实责任" in t][0])
    ok("and stays chosen", "压实责任" in selected(she))
    chord(she, Keys.ALT, Keys.ARROW_UP)
    chord(she, Keys.ALT, Keys.ARROW_LEFT)
    ok("by keys it comes out of its heading", she.find('.block[aria-selected="true"]').get_attribute("aria-level") == "3")
    chord(she, Keys.ALT, Keys.ARROW_RIGHT)
    ok("and back into it", she.find('.block[aria-selected="true"]').get_attribute("aria-level") == "4")
    select(she, "层次", "做好准备")
    chord(she, Keys.ALT, Keys.ARROW_UP)
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    text = desk.read("样样都有.xml")
    ok("remarks stay where they are", text.index("做好准备") < text.index("这一行要留着") < text.index("加强领导"))
    select(she, "标题", "关于")
    chord(she, Keys.ALT, Keys.ARROW_UP)
    ok("what must stand elsewhere is not moved", desk.read("样样都有.xml") == text and "已保存" in she.find("#said").text)


def turned(desk, she):
    select(she, "段", "现将有关")
    she.click(".chooser > button", "变成")
    she.shot("turn")
    she.click(".choices button", "称谓")
    ok("a paragraph becomes a salutation", "称谓" in selected(she))
    she.click("#commands button", "撤销")
    select(she, "段", "压实责任")
    she.click(".chooser > button", "变成")
    she.click(".choices button", "层次")
    ok("a line becomes a heading", selected(she).startswith("层次"))
    she.click(".chooser > button", "变成")
    she.click(".choices button", "段")
    ok("and a line again", selected(she).startswith("段 压实责任"))
    she.click(".chooser > button", "变成")
    she.click(".choices button", "列表")
    ok("a paragraph becomes a list", selected(she).startswith("列表"))
    she.click(".chooser > button", "变成")
    she.click(".choices button", "段")
    typed_headings(desk, she)
    select(she, "段", "督促检查")
    chord(she, Keys.DELETE)
    ok("a part is deleted", "督促检查" not in she.find(".outline").text)
    chord(she, Keys.CONTROL, "z")
    ok("and comes back", "督促检查" in she.find(".outline").text)
    chord(she, Keys.CONTROL, "y")
    ok("and goes again", "督促检查" not in she.find(".outline").text)
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")


def becomes(she, kind, text, wanted):
    """What is chosen afterwards."""
    select(she, kind, text)
    she.click(".chooser > button", "变成")
    she.until(lambda d: next((b for b in d.find_elements(By.CSS_SELECTOR, ".choices:not([hidden]) button")
                              if b.find_element(By.CSS_SELECTOR, "b").text == wanted), None)).click()
    return she.until(lambda d: (now := selected(she)).startswith(wanted) and now)


def saved(desk, she):
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    return "".join(line.strip() for line in desk.read("样样都有.xml").splitlines())


def typed_headings(desk, she):
    """A heading whose number is typed becomes one that the program numbers, a line, and back."""
    before = saved(desk, she)
    becomes(she, "层次", "加强领导", "小标题")
    text = saved(desk, she)
    ok("a heading becomes one as typed", "<小标题>加强领导</小标题><段>" in text)
    ok("and one that the program numbers again", "加强领导" in becomes(she, "小标题", "加强领导", "层次"))
    ok("over what it was over", saved(desk, she) == before)
    becomes(she, "段", "备足物资", "小标题")
    ok("a line becomes a typed heading", "<小标题>备足物资。</小标题>" in saved(desk, she))
    becomes(she, "小标题", "备足物资", "段")
    ok("and a line", saved(desk, she) == before)
    she.click("#commands button", "撤销")
    select(she, "小标题", "备足物资")
    she.find(".text").click()
    chord(she, Keys.CONTROL, "a")
    she.type("（一）储备物资")
    she.until(lambda d: "（一）储备物资" in she.find(".outline").text)
    becomes(she, "小标题", "储备物资", "层次")
    ok("a number that the program gives is not typed as well", '<层次 题="储备物资"><段>……</段></层次>' in saved(desk, she))
    for _ in range(3):
        she.click("#commands button", "撤销")
    ok("and each is undone", saved(desk, she) == before)


def by_keys(desk, she):
    """From the outline to a new paragraph and back, no mouse."""
    select(she, "段", "备足物资")
    she.type("+")
    she.find(".choices:not([hidden])")
    she.type(Keys.ENTER, "储备沙袋。")
    she.until(lambda d: "储备沙袋。" in she.find(".outline").text)
    ok("typing takes the place of the dots", "……" not in she.find(".text").text)
    she.type(Keys.ENTER, "检修水泵。")
    she.until(lambda d: "检修水泵。" in she.find(".outline").text)
    chord(she, Keys.CONTROL, "z")
    she.until(lambda d: "检修水泵。" not in she.find(".outline").text)
    chord(she, Keys.CONTROL, "y")
    chord(she, Keys.CONTROL, "s")
    she.says("已保存")
    ok("all of it is in the file", "<段>储备沙袋。</段>" in desk.read("样样都有.xml") and "<段>检修水泵。</段>" in desk.read("样样都有.xml"))


def run():
    with Desk() as desk, Person("本机") as she:
        (desk.folder / "样样都有.xml").write_text(RICH, encoding="utf-8")
        she.driver.get(desk.url)
        she.click(".files button", "样样都有")
        she.find(".sheet img")
        she.shot("rich")
        every_part(desk, she)
        moved(desk, she)
        turned(desk, she)
        by_keys(desk, she)
        ok("nothing failed in the page", not she.errors())
