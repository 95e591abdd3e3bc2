"""Several people: two in one document; whoever has no key, token or right gets nothing."""
from browser import Desk, Keys, Person, browser_here, join, ok, status


def two_in_one(desk, first, second):
    join(first, desk.url, "许川", "long enough 1")
    first.click("#commands button", "账号")
    first.fill("#person", "罗启明")
    first.fill("#secret", "long enough 2")
    first.click("form button", "添加")
    first.find("td", "罗启明")
    first.shot("people")
    join(second, desk.base, "罗启明", "long enough 2")
    ok("who drafts does not manage", "账号" not in second.find("header").text)
    first.click("#commands button", "返回")
    for she in first, second:
        she.click(".files button", "防汛会议")
        she.click(".block", "段 定于")
        she.find(".text").click()
        she.type(Keys.END, f"{she.name}写的。")
        she.says("有改动没有保存（草稿留着）")
    ok("who comes second hears of the first", "许川也在写" in second.find(".notice").text)
    second.click(".block", "标题 关于")
    second.find(".text").click()
    second.type(Keys.HOME, "白石镇")
    first.click("#commands button", "保存")
    first.says("已保存")
    second.find(".notice", "许川")
    second.click("#commands button", "保存")
    told = second.find("dialog").text
    second.shot("conflict")
    ok("the second is told who", "许川" in told.splitlines()[0])
    ok("and what she wrote", "许川写的" in told and "罗启明写的" in told)
    ok("nothing is lost meanwhile", "许川写的" in desk.read("防汛会议.xml"))
    second.click("dialog button", "合在一起")
    second.says("合在一起了")
    second.click("#commands button", "保存")
    second.says("已保存")
    text = desk.read("防汛会议.xml")
    for wanted in "许川写的。罗启明写的。", "白石镇关于召开", "<!-- 这一行要留着 -->":
        ok(f"together they have {wanted}", wanted in text)


def taken_over(desk, first, second):
    """The first has the version of before, and puts hers in place; then the file changes by another program."""
    first.click(".block", "标题 关于")
    first.find(".text").click()
    first.type(Keys.HOME, "关于印发")
    first.click("#commands button", "保存")
    told = first.find("dialog").text
    ok("both changed the title", "罗启明" in told and "两人都改了" in told)
    first.click("dialog button", "用我的")
    first.says("已保存")
    ok("and can put her own in place", "罗启明写的" not in desk.read("防汛会议.xml"))
    (desk.folder / "防汛会议.xml").write_text(desk.read("防汛会议.xml").replace("准时", "按时"), encoding="utf-8")
    first.click(".block", "主送")
    first.find(".text").click()
    first.type(Keys.HOME, "镇直各单位，")
    first.click("#commands button", "保存")
    ok("another program is told of, too", "别处" in first.find("dialog").text)
    first.click("dialog button", "合在一起")
    first.click("#commands button", "保存")
    first.says("已保存")
    text = desk.read("防汛会议.xml")
    ok("both are there", "按时" in text and "镇直各单位，各村" in text)
    ok("nothing failed in the pages", not [e for e in first.errors() + second.errors()
                                          if "409" not in e and "401" not in e])


def strangers(desk):
    """Who has no key, or comes from another site's page. (Requests that no browser's page makes.)"""
    ok("without a key there is nothing", status(f"{desk.base}/api/files") == 401)
    ok("a wrong key opens nothing", status(f"{desk.base}/enter?key=0") == 403)
    ok("a stranger's name for this machine", status(
        f"{desk.base}/api/files", headers={"Host": "evil.example"}) == 403)
    ok("another site's page", status(f"{desk.base}/api/login", data=b"name=x",
                                     headers={"Origin": "http://evil.example"}) == 403)
    ok("a path out of the page's files", status(f"{desk.base}/..%2fgbt9704.xml") == 404)


def run():
    with Desk() as desk:
        strangers(desk)
    ok("it ends when it is told to", desk.ended == 0)
    if browser_here():
        with Desk("--listen", "127.0.0.1:0") as shared, Person("许川") as first, \
                Person("罗启明") as second:
            two_in_one(shared, first, second)
            taken_over(shared, first, second)
