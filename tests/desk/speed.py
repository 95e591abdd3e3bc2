"""How soon the pages of a long notice stand there after a keystroke, and that nothing jumps meanwhile."""
import statistics

from blocks import select
from browser import Desk, Keys, Person, ok
from load import notice

KEYS = 15
SLOWEST = 2000  # ms, median: a machine that does much else is no fault; alone on two cores it is below 150


def typed(desk, she):
    (desk.folder / "长通知.xml").write_text(notice(), encoding="utf-8")
    she.driver.get(desk.url)
    she.click(".files button", "长通知")
    she.find(".sheet img")
    select(she, "层次", "工作要求之7")
    she.type(Keys.ARROW_DOWN)
    she.find('.block[aria-selected="true"]', "各村")
    she.until(lambda d: she.find(".sheet .here"))
    she.find(".text").click()
    took = []
    place = "return [document.querySelector('.pages').scrollTop, document.querySelector('.left').scrollTop, document.querySelector('.pages').dataset.took]"
    tops = set()
    she.until(lambda d: d.execute_script("const t = document.querySelector('.pages').scrollTop, same = window.lastTop === t; window.lastTop = t; return same"))
    for i in range(KEYS):
        she.driver.execute_script("document.querySelector('.pages').dataset.took = ''")
        she.type("甲乙丙丁"[i % 4])
        took.append(int(she.until(lambda d: d.execute_script(place)[2])))
        tops.add(tuple(she.driver.execute_script(place)[:2]))
    pages = she.driver.execute_script("return document.querySelectorAll('.sheet').length")
    print(f"desk: {pages} pages, after a keystroke: {statistics.median(took)} ms (median), {max(took)} ms (slowest)")
    ok("the pages follow at once", statistics.median(took) < SLOWEST)
    ok(f"and nothing jumps {tops}", len(tops) == 1)
    ok("pages out of sight are drawn when they come into sight", she.driver.execute_script(
        "return document.querySelectorAll('.sheet img').length") < pages)
    she.driver.execute_script("document.querySelector('.pages').scrollTop = 1e9")
    she.until(lambda d: d.execute_script("return document.querySelector('.sheet:last-child img') !== null"))
    ok("nothing failed in the page", not she.errors())


def run():
    with Desk() as desk, Person("本机") as she:
        typed(desk, she)
