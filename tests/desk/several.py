"""Several people: two in one document; whoever has no key, token or right gets nothing."""
from browser import Desk, Person, browser_here, join, ok, status


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
