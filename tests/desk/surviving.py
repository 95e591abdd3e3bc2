"""The server is killed in the middle: what was typed is offered again, the files are whole."""
import signal

from browser import Desk, Person, ok


def killed(desk, she):
    before = desk.read("防汛会议.xml")
    she.driver.get(desk.url)
    she.click(".files button", "防汛会议")
    she.click(".block", "段 定于")
    she.find(".text").click()
    she.type("没有保存的话。")
    she.says("草稿留着")
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait(20)
    she.type("断线以后的话。")
    she.says("连不上工作台")
    she.shot("killed")
    ok("the file is as it was", desk.read("防汛会议.xml") == before)
    desk.start()
    she.driver.get(desk.url)
    she.answer_leaving()
    she.find(".drafts button", "防汛会议")
    she.shot("drafts")
    she.click(".drafts button", "防汛会议")
    ok("what was written is offered", "没有保存的话" in she.find("dialog").text)
    she.shot("resume")
    she.click("dialog button", "接着写")
    she.says("有改动没有保存")
    she.click("#commands button", "保存")
    she.says("已保存")
    ok("and saved at last", "没有保存的话。" in desk.read("防汛会议.xml"))
    she.driver.get(desk.base)
    she.find(".files button", "防汛会议")
    ok("nothing is left over", not she.driver.find_elements("css selector", ".drafts"))


def run():
    with Desk() as desk, Person("本机") as she:
        killed(desk, she)
