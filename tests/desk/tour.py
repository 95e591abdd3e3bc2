"""The first quarter of an hour, as inputs/README.md tells it; SHOTS=folder keeps its pictures."""
from blocks import chord, select
from browser import Desk, Keys, Person, ok
from pasting import WORD, copy


def begun(desk, she):
    she.driver.get(desk.url)
    she.fill("#new-name", "关于做好冬季防火工作的通知")
    she.shot("tour-folder")
    she.click(".kinds button", "通知")
    she.find(".sheet img")
    select(she, "标题")
    she.find(".text").click()
    chord(she, Keys.CONTROL, "a")
    she.type("关于做好冬季防火工作的通知")
    she.until(lambda d: "冬季防火" in she.find(".outline").text)
    ok("the title is typed", True)


def written(desk, she):
    select(she, "层次")
    before = she.prints()
    she.click(".chooser > button", "在后面加")
    she.click(".choices button", "层次")
    box = she.find(".field input")
    chord(she, Keys.CONTROL, "a")
    she.type("加强宣传引导")
    ok("the heading's dots are replaced", box.get_attribute("value") == "加强宣传引导")
    she.until(lambda d: she.prints() != before)
    she.shot("tour-write")


def pasted(desk, she):
    copy(she, WORD)
    select(she, "段")
    before = she.prints()
    chord(she, Keys.CONTROL, "v")
    she.until(lambda d: "强化巡查" in she.find(".outline").text)
    select(she, "表")
    she.find(".grid td")
    she.until(lambda d: she.prints() != before and d.find_elements("css selector", ".here"))
    she.shot("tour-table")
    ok("a table is a grid", "白石村" in she.find(".grid").text)


def checked_and_saved(desk, she):
    select(she, "段", "巡查情况")
    she.find(".text").click()
    she.type(Keys.END, "各村布署要到位。")
    she.click("#commands button", "检查")
    she.find(".fault-mark")
    she.shot("tour-check")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("it is saved", "加强宣传引导" in desk.read("关于做好冬季防火工作的通知.xml"))


def run():
    with Desk() as desk, Person("本机") as she:
        begun(desk, she)
        written(desk, she)
        pasted(desk, she)
        checked_and_saved(desk, she)
        ok("nothing failed in the page", not she.errors())
