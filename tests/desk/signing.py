"""Checking, comparing, issuing with two people, changing what was issued, taking it away."""
import hashlib
import subprocess
import zipfile

from browser import NOTICE, PROGRAM, By, Desk, Keys, Person, join, ok


def ask_for_issue(she):
    she.click("#commands button", "签发")
    she.click("dialog button", "提出签发")
    she.find(".signing h2", "等另一位确认")


def open_waiting(she):
    she.driver.refresh()
    she.click(".waiting button", "防汛会议")


def write_at_end(she, words):
    she.click(".block", "段 定于")
    she.find(".text").click()
    she.type(words)
    she.says("有改动没有保存")


def checking(desk, she):
    """A row of the report leads to its place on the page and in the outline."""
    she.driver.get(desk.url)
    she.click(".files button", "防汛会议")
    she.find(".sheet img")
    she.click("#commands button", "检查")
    she.find(".report h2", "版面：")
    she.find(".report h2", "校对：")
    she.click(".report summary")
    row = she.find(".report tbody tr", "成文日期")
    row.find_element(By.CSS_SELECTOR, "button").click()
    she.find(".here")
    ok("the outline has the place", "落款" in she.find('.block[aria-selected="true"]').text)
    she.shot("signing-report")


def alone(desk, she):
    """One person by herself issues, looks at it, and changes it."""
    she.driver.get(desk.url)
    she.click(".files button", "防汛会议")
    she.find(".sheet img")
    write_at_end(she, "不得请假。")
    she.click("#commands button", "签发")
    she.click("dialog button", "签发")
    she.find(".signing h2", "已签发")
    she.find(".sheet img")
    she.says("签发好了")
    she.shot("signing-issued")
    pdf = (desk.folder / "防汛会议.pdf").read_bytes()
    ok("the lock stands beside it", (desk.folder / "防汛会议.lock").exists())
    ok("the lock is of that PDF", hashlib.sha256(pdf).hexdigest() in desk.read("防汛会议.lock"))
    ok("nothing can be written", not she.driver.find_elements(By.CSS_SELECTOR, ".text, .CodeMirror, .block"))
    verified = subprocess.run([PROGRAM, "check", desk.folder / "防汛会议.xml", "--free-fonts", "--pdf",
                               desk.folder / "防汛会议.pdf"], capture_output=True)
    ok("the command says the same", verified.returncode == 0)
    issued = desk.read("防汛会议.xml")
    she.click("#commands button", "变更")
    she.find("#reason").send_keys("会议改期")
    she.click("dialog button", "变更")
    write_at_end(she, "会议改到5月21日。")
    she.click("#commands button", "保存")
    she.says("已保存")
    she.click("#commands button", "比较")
    she.find(".compared ins", "21")
    she.shot("signing-compare")
    she.click("dialog button", "关上")
    she.click("#commands button", "签发")
    she.click("dialog button", "签发")
    she.find(".signing h2", "已签发")
    she.says("签发好了")
    ok("it was issued anew", (desk.folder / "防汛会议.pdf").read_bytes() != pdf)
    ok("what was issued first is kept", any(
        f.is_file() and f.read_bytes() == issued.encode() for f in (desk.folder / ".hongtou" / "issued").rglob("*")))
    again = desk.read("防汛会议.xml")
    she.click("#commands button", "变更")
    she.find("#reason").send_keys("再改")
    she.click("dialog button", "变更")
    write_at_end(she, "又改。")
    she.click("#commands button", "保存")
    she.says("已保存")
    she.click("#commands button", "放弃变更")
    she.driver.switch_to.alert.accept()
    she.find(".signing h2", "已签发")
    ok("a change can be dropped", desk.read("防汛会议.xml") == again)
    ok("nothing failed in the page", not she.errors() or print(she.errors()))


def downloads(desk, she):
    """Everything in one ZIP; a page as a picture."""
    she.driver.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(desk.folder / "取")})
    she.click("#commands button", "下载")
    she.shot("signing-downloads")
    she.click(".choices button", "全部打包")
    she.click("#commands button", "下载")
    she.click(".choices button", "图片")
    she.click("#commands button", "下载")
    she.click(".choices button", "PDF")
    taken = desk.folder / "取"
    wanted = ["防汛会议.zip", "防汛会议.png", "防汛会议.pdf"]
    she.until(lambda d: all((taken / w).exists() for w in wanted))
    names = zipfile.ZipFile(taken / wanted[0]).namelist()
    title = "关于召开防汛工作会议的通知"
    ok("the ZIP has it all", {f"{title}/{title}.pdf", f"{title}/{title}.docx", f"{title}/{title}.xml",
                              f"{title}/图片/{title}-第1页.png"} <= set(names) or print(names))
    ok("the picture is one", (taken / wanted[1]).read_bytes().startswith(b"\x89PNG"))
    ok("the PDF is what was issued", (taken / wanted[2]).read_bytes() == (desk.folder / "防汛会议.pdf").read_bytes())


def attachments(desk, she):
    """Each attachment a file of its own, with what the document draws on."""
    notice = NOTICE.replace("</公文>", """  <附件 标题="值班/表"><表 来源="值班.csv"><列 题="日期"/><列 题="姓名"/></表></附件>
  <附件 标题="回执"><段>收到。</段></附件>
</公文>""")
    (desk.folder / "值班.csv").write_text("日期,姓名\n5月20日,许川\n", encoding="utf-8")
    (desk.folder / "值班.xml").write_text(notice, encoding="utf-8")
    she.driver.get(desk.base)
    she.click(".files button", "值班")
    she.find(".sheet img")
    she.click("#commands button", "下载")
    she.click(".choices button", "附件（ZIP）")
    taken = desk.folder / "取" / "值班-附件.zip"
    she.until(lambda d: taken.exists())
    names = zipfile.ZipFile(taken).namelist()
    title = "关于召开防汛工作会议的通知"
    ok("each attachment and its table", names == [f"{title}/附件/附件1-值班_表.pdf", f"{title}/附件/附件2-回执.pdf",
                                              f"{title}/用到的文件/值班.csv"] or print(names))


def two_people(desk, first, second):
    """Who asks cannot confirm; what is changed meanwhile is not issued; what is confirmed, is."""
    join(first, desk.url, "许川", "long enough 1")
    first.click(".files button", "防汛会议")
    first.find(".sheet img")
    first.click("#commands button", "签发")
    first.click("dialog button", "提出签发")
    first.says("没有另一位")
    first.click("#commands button", "返回")
    first.click("#commands button", "账号")
    first.fill("#person", "罗启明")
    first.fill("#secret", "long enough 2")
    first.click("form .roles label", "核稿")
    first.click("form button", "添加")
    first.find("td", "罗启明")
    first.click("#commands button", "返回")
    first.click(".files button", "防汛会议")
    first.find(".sheet img")
    ask_for_issue(first)
    first.shot("signing-waiting")
    ok("who asked cannot confirm", not first.driver.find_elements(By.XPATH, "//button[.='确认签发']"))
    join(second, desk.base, "罗启明", "long enough 2")
    second.shot("signing-folder")
    second.click(".waiting button", "防汛会议")
    second.find(".signing h2", "等您确认")
    second.find(".report h2", "校对：")
    second.find(".sheet img")
    second.shot("signing-confirm")
    # the first one goes on writing all the same
    first.click(".signing button", "去修改")
    write_at_end(first, "带上雨具。")
    first.click("#commands button", "保存")
    first.says("已保存")
    second.click(".signing button", "确认签发")
    told = second.find("dialog p").text
    ok("she is told who, and that it does not count", "许川" in told and "作废" in told)
    ok("nothing was issued", not (desk.folder / "防汛会议.lock").exists())
    second.shot("signing-void")
    second.click("dialog button", "知道了")
    ask_for_issue(first)
    open_waiting(second)
    second.click(".signing button", "退回")
    second.find("#reason").send_keys("雨具不用写")
    second.click("dialog button", "退回")
    second.says("已经退回")
    ok("refused is not issued", not (desk.folder / "防汛会议.lock").exists())
    first.click("#commands button", "返回")
    first.click(".files button", "防汛会议")
    first.find(".block")
    ask_for_issue(first)
    open_waiting(second)
    second.find(".signing h2", "等您确认")
    # a file of the folder is changed behind the desk's back, by the command or an editor
    text = desk.read("防汛会议.xml")
    (desk.folder / "防汛会议.xml").write_text(text.replace("带上雨具", "不带雨具"), encoding="utf-8")
    second.click(".signing button", "确认签发")
    second.find("dialog p", "作废")
    second.click("dialog button", "知道了")
    ok("what another program changed is not issued", not (desk.folder / "防汛会议.lock").exists())
    (desk.folder / "防汛会议.xml").write_text(text, encoding="utf-8")
    first.click("#commands button", "返回")
    first.click(".files button", "防汛会议")
    first.find(".block")
    ask_for_issue(first)
    open_waiting(second)
    second.click(".signing button", "确认签发")
    second.find(".signing h2", "已签发")
    second.find("dd", "许川")
    second.find("dd", "罗启明")
    second.find(".sheet img")
    second.shot("signing-done")
    pdf = (desk.folder / "防汛会议.pdf").read_bytes()
    ok("what was confirmed is what is issued", hashlib.sha256(pdf).hexdigest() in second.find("dd code").text)
    first.click("#commands button", "返回")
    first.click("#commands button", "记录")
    first.find(".record tbody tr", "许川 提出，罗启明 确认")
    notes = first.find("body").text
    for act in "提出签发", "签发作废", "退回", "签发", "许川 提出，罗启明 确认":
        ok(f"the record has {act}", act in notes)
    first.shot("signing-record")
    first.find('.filter input[type="search"]').send_keys("没有这份")
    first.says("没有这样的记录")
    first.find('.filter input[type="search"]').send_keys(Keys.CONTROL, "a")
    first.type("防汛")
    first.find(".record tbody tr", "防汛会议")
    first.find(".filter select").send_keys("罗")
    first.until(lambda d: "提出签发" not in d.find_element(By.CSS_SELECTOR, ".record tbody").text)
    ok("the record of one person", "退回" in first.find(".record tbody").text)
    ok("nothing failed in the pages", not [e for e in first.errors() + second.errors()
                                           if "409" not in e and "401" not in e])


def run():
    with Desk() as desk, Person("本机") as she:
        checking(desk, she)
        alone(desk, she)
        downloads(desk, she)
        attachments(desk, she)
    with Desk("--listen", "127.0.0.1:0") as shared, Person("许川") as first, Person("罗启明") as second:
        two_people(shared, first, second)
