#!/usr/bin/env python3
"""The desk in a real browser, by keyboard and mouse alone: desk.py PROGRAM [SCREENSHOTS]

A notice is written without seeing XML, looked at and saved; two people write in one document; whoever
has no key, token or right gets nothing. Chromium and its driver come from Debian. Where they are not
there, the test says so and passes: `make test` installs them."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PROGRAM = os.path.abspath(sys.argv[1])
SHOTS = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
WAIT = 30  # s: a loaded machine is no fault
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--window-size=1366,900", "--lang=zh-CN"]

try:
    from selenium import webdriver
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver import ActionChains
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    webdriver = None

NOTICE = """<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知">
  <!-- 这一行要留着 -->
  <版头><发文机关>白石镇人民政府</发文机关><发文字号 代字="白政发" 年="2026" 号="18"/></版头>
  <标题>关于召开防汛工作会议的通知</标题>
  <主送>各村民委员会：</主送>
  <正文>
    <段>定于2026年5月20日召开防汛工作会议，请准时参加。</段>
  </正文>
  <落款 日期="2026-05-15"/>
</公文>
"""

checks = failures = 0


def ok(what, holds):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        print(f"desk: {what}: failed")


class Desk:
    """A server of a folder of its own."""

    def __init__(self, *options):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        (self.folder / "防汛会议.xml").write_text(NOTICE, encoding="utf-8")
        self.process = subprocess.Popen([PROGRAM, "serve", self.folder, "--free-fonts", *options],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip()
        self.base = self.url.split("/enter")[0].split("/?")[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.ended = self.process.wait(20)
        shutil.rmtree(self.folder)

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")


class Person:
    """A browser of her own."""

    def __init__(self, name):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for flag in FLAGS:
            options.add_argument(flag)
        self.name = name
        self.driver = webdriver.Chrome(options=options,
                                       service=Service(shutil.which("chromedriver")))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def until(self, condition):
        return WebDriverWait(self.driver, WAIT, ignored_exceptions=[
            StaleElementReferenceException]).until(condition)

    def find(self, css, text=""):
        """The first that is seen and has the text."""
        return self.until(lambda d: next((e for e in d.find_elements(By.CSS_SELECTOR, css)
                                          if e.is_displayed() and text in e.text), None))

    def click(self, css, text=""):
        def clicked(_):
            self.find(css, text).click()
            return True
        self.until(clicked)

    def type(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def fill(self, css, value, label=""):
        """By its label, where there are several."""
        box = self.find(".field", label).find_element(By.CSS_SELECTOR, css) if label else self.find(css)
        box.send_keys(value)

    def says(self, text):
        return self.until(lambda d: text in d.find_element(By.ID, "said").text)

    def shot(self, name):
        if SHOTS:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.driver.save_screenshot(str(SHOTS / f"{name}.png"))

    def prints(self):
        return self.driver.execute_script(
            "return [...document.querySelectorAll('.sheet img')].map(i => i.src)")

    def errors(self):
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE"]


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


def join(she, url, name, password):
    she.driver.get(url)
    she.fill("#name", name)
    she.fill("#password", password)
    she.click("form button")
    she.find(".files button")


def two_in_one(desk, first, second):
    join(first, desk.url, "许川", "long enough 1")
    first.click("#commands button", "人员和记录")
    first.fill("#person", "罗启明")
    first.fill("#secret", "long enough 2")
    first.click("form button", "添加")
    first.find("td", "罗启明")
    first.shot("people")
    join(second, desk.base, "罗启明", "long enough 2")
    ok("who drafts does not manage", "人员" not in second.find("header").text)
    first.click("#commands button", "返回")
    for she in first, second:
        she.click(".files button", "防汛会议")
        she.click(".block", "段 定于")
        she.find(".text").click()
        she.type(f"{she.name}写的。")
        she.says("有改动没有保存")
    first.click("#commands button", "保存")
    first.says("已保存")
    second.click("#commands button", "保存")
    told = second.find("dialog h2").text
    second.shot("conflict")
    ok("the second is told who", "许川" in told)
    ok("nothing is lost meanwhile", "许川写的" in desk.read("防汛会议.xml"))
    second.click("dialog button", "用我的")
    second.says("已保存")
    ok("and can put her own in place", "罗启明写的" in desk.read("防汛会议.xml"))
    ok("nothing failed in the pages", not [e for e in first.errors() + second.errors()
                                          if "409" not in e and "401" not in e])


def status(url, data=None, headers=None):
    request = urllib.request.Request(url, data=data, headers=headers or {})
    try:
        return urllib.request.urlopen(request, timeout=WAIT).status
    except urllib.error.HTTPError as error:
        return error.code


def strangers(desk):
    """Who has no key, or comes from another site's page. (Requests that no browser's page makes.)"""
    ok("without a key there is nothing", status(f"{desk.base}/api/files") == 401)
    ok("a wrong key opens nothing", status(f"{desk.base}/enter?key=0") == 403)
    ok("a stranger's name for this machine", status(
        f"{desk.base}/api/files", headers={"Host": "evil.example"}) == 403)
    ok("another site's page", status(f"{desk.base}/api/login", data=b"name=x",
                                     headers={"Origin": "http://evil.example"}) == 403)
    ok("a path out of the page's files", status(f"{desk.base}/..%2fgbt9704.xml") == 404)


def main():
    with Desk() as desk:
        strangers(desk)
        if webdriver and shutil.which("chromium") and shutil.which("chromedriver"):
            with Person("本机") as she:
                writing(desk, she)
                new_document(desk, she)
                a_draft_from_word(desk, she)
            with Desk("--listen", "127.0.0.1:0") as shared, Person("许川") as first, \
                    Person("罗启明") as second:
                two_in_one(shared, first, second)
        else:
            print("desk: no browser here (chromium, chromium-driver, python3-selenium): not tried")
    ok("it ends when it is told to", desk.ended == 0)
    print(f"desk: {checks - failures} passed, {failures} failed")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
