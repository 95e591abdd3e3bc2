"""What the desk's tests share: a server of a folder, and a person with a browser of her own, who works
by keyboard and mouse alone. Chromium and its driver come from Debian."""
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
SHOTS = os.environ.get("SHOTS")  # a folder for pictures of the screens
WAIT = 30  # s: a loaded machine is no fault
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--window-size=1366,900", "--lang=zh-CN"]

try:
    from selenium import webdriver
    from selenium.common.exceptions import NoAlertPresentException, StaleElementReferenceException
    from selenium.webdriver import ActionChains
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.expected_conditions import alert_is_present
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
        self.options = options
        self.start()

    def start(self):
        self.process = subprocess.Popen([PROGRAM, "serve", self.folder, "--free-fonts", *self.options],
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
        return WebDriverWait(self.driver, WAIT, poll_frequency=0.05, ignored_exceptions=[
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

    def alert(self):
        """What the browser asks."""
        return WebDriverWait(self.driver, WAIT).until(alert_is_present())

    def answer_leaving(self):
        """The browser asks whether she leaves what is not saved."""
        try:
            self.driver.switch_to.alert.accept()
        except NoAlertPresentException:
            pass

    def shot(self, name):
        if SHOTS:
            os.makedirs(SHOTS, exist_ok=True)
            self.driver.save_screenshot(os.path.join(SHOTS, f"{name}.png"))

    def prints(self):
        return self.driver.execute_script(
            "return [...document.querySelectorAll('.sheet img')].map(i => i.src)")

    def errors(self):
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE"]


def join(she, url, name, password):
    she.driver.get(url)
    she.fill("#name", name)
    she.fill("#password", password)
    she.click("form button")
    she.find(".files button")


def status(url, data=None, headers=None):
    request = urllib.request.Request(url, data=data, headers=headers or {})
    try:
        return urllib.request.urlopen(request, timeout=WAIT).status
    except urllib.error.HTTPError as error:
        return error.code


def browser_here():
    return bool(webdriver and shutil.which("chromium") and shutil.which("chromedriver"))
