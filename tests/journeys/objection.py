"""Three households' points from the paper to the ledger, and an objection on the way: registered, reviewed by four of whom one steps aside,
listed, printed, hung on the board; somebody objects to one of them, so it waits while the days pass and the two others are booked; the objection
is upheld, and the item never counts. In between a review and a booking are undone and done again."""
import os
import pathlib
import re
import subprocess
import sys
import time

from driver import Office
from month import HEADS, roster
from notice import CLOCK, query, start_later
from sheets import write_xlsx

JUDGES = (("zgq", "曾国强"), ("lgy", "刘桂英"), ("wjj", "王建军"), ("zxp", "周小平"))
STEPS = "SELECT count(*) FROM points_step WHERE del = 0 AND kind = '{}'"


def stages(office):
    """How each of the three stands, by its head: 周小平 0, 张春兰 0, 李志远 0."""
    return dict(line.split("|") for line in query(
        office, "SELECT h.head_name, i.stage || iif(i.frozen, '!', '') FROM points_item AS i JOIN household AS h ON h.id = i.household").splitlines())


def total(office, head):
    return query(office, "SELECT coalesce(sum(e.delta), 0) FROM points_entry AS e JOIN household AS h ON h.id = e.household"
                 f" WHERE h.head_name = '{head}'")


def until(office, kind, n):
    office.wait(lambda: query(office, STEPS.format(kind)) == str(n), f"{n} × {kind}")
    time.sleep(0.6)


def found(office):
    sheet = office.desk / "roster.xlsx"
    rows, merges = roster()
    write_xlsx(sheet, [("花名册", rows, merges)])
    office.cli("init", "--code", "431399101201", "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县", "--user", "曾小平")
    office.cli("import", "roster", sheet)
    office.cli("points", "rules", "--adopt", "points-wendeng-household")
    office.cli("settings", "set", "points_review", "1")
    office.cli("settings", "set", "points_post", "1")
    office.cli("notice", "boards", "--add", "村部公示栏", "--size", "2400x1200")
    assert query(office, "SELECT count(*) FROM household") == str(len(HEADS))


def waiting(office):
    office.open_page("积分")
    time.sleep(0.8)
    office.click(re.compile("^待办"), "push button")
    time.sleep(0.8)


def choose(office, head):
    """The row of HEAD, by keyboard."""
    entry = office.fill("户主或事项", head)
    time.sleep(0.8)
    office.click_at(entry)
    office.key("Return")
    time.sleep(0.3)
    office.key("Down", "Home")
    time.sleep(0.8)


def record(office):
    office.open_page("积分")
    time.sleep(0.8)
    office.click("登记积分", "push button")
    time.sleep(0.8)
    for head in ("zxp", "zcl", "lzy"):
        office.type(head)
        time.sleep(0.5)
        office.key("Return")
        time.sleep(0.2)
    office.key("Return")
    time.sleep(0.3)
    office.type("zyfw")
    time.sleep(0.5)
    office.key("Return")
    time.sleep(0.8)
    office.key("ctrl+Return")
    office.wait(lambda: query(office, "SELECT count(*) FROM points_item") == "3", "three items")
    assert query(office, "SELECT count(*) FROM points_entry") == "0", "points count that nobody judged"
    time.sleep(0.5)


def review(office):
    waiting(office)
    office.shot("objection-1-waiting")
    office.click("评议…", "push button")
    office.window("积分评议")
    time.sleep(0.8)
    office.key("Tab")
    office.type("cunbu")
    office.key("Tab")
    for initials, name in JUDGES:
        office.type(initials)
        time.sleep(0.7)
        office.key("Return")
        office.find(f"{name}不参加评议")
    office.key("Return")
    # 周小平 sits, and steps aside for his own household.
    office.find(re.compile("^周小平回避"))
    for _ in range(2):
        office.key("Return")
    office.find(re.compile("^登记 2 项结果"), "push button")
    # The power fails; who sat and what was judged is back.
    time.sleep(1.5)
    office.kill()
    start_later(office, 0)
    time.sleep(1)
    waiting(office)
    office.click("评议…", "push button")
    office.window("积分评议")
    office.find(re.compile("^上次没有登记完的结果找回来了"))
    office.find(re.compile("^登记 2 项结果"), "push button")
    office.find("周小平不参加评议")
    time.sleep(0.5)
    office.key("Return")
    office.find(re.compile("^登记 3 项结果"), "push button")
    office.shot("objection-2-review")
    office.key("ctrl+Return")
    until(office, "review", 3)
    assert query(office, "SELECT h.head_name || s.recused FROM points_step AS s JOIN points_item AS i ON i.id = s.item"
                 " JOIN household AS h ON h.id = i.household WHERE s.recused IS NOT NULL") == "周小平周小平"
    office.key("ctrl+z")
    until(office, "review", 0)
    office.key("ctrl+y")
    until(office, "review", 3)


def publish(office):
    office.click("送公示…", "push button")
    office.window("打印预览：积分公示名单")
    time.sleep(1.2)
    office.shot("objection-3-list")
    office.key("ctrl+s")
    dialog = office.window("存为 PDF")
    time.sleep(0.5)
    office.key("ctrl+a")
    pdf = office.desk / "list.pdf"
    office.type(str(pdf))
    office.click(re.compile("^保存"), "push button", root=dialog)
    office.wait(lambda: query(office, "SELECT count(*) FROM paper WHERE pdf IS NOT NULL") == "1", "the register")
    assert query(office, "SELECT count(*) FROM paper AS p JOIN points_sitting AS s ON s.id = p.subject WHERE s.kind = 'post'") == "1"
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    plain = re.sub(r"\s", "", text)
    assert "公示期：自张贴之日起三日" in plain and "监督" in plain, text
    assert all(head in plain for head in ("周小平", "张春兰", "李志远")), text
    assert not re.search(r"(?<!\d)(\d{11}|\d{15,19})(?!\d)", text), "a whole number on the list"
    office.click(re.compile("^登记张贴.*…"), "push button")
    office.window("登记张贴")
    office.find(re.compile("^须张贴至 .*共 15 天"))
    office.shot("objection-4-post")
    office.click("已贴好", "push button")
    until(office, "post", 3)


def object_to(office):
    waiting(office)
    choose(office, "张春兰")
    office.shot("objection-5-hangs")
    office.click("登记异议…")
    office.window("登记异议")
    time.sleep(0.5)
    office.fill("异议内容", "张春兰那天走亲戚去了，没有参加志愿服务。")
    office.click("登记", "push button", root=office.window("登记异议"))
    office.wait(lambda: stages(office)["张春兰"] == "5!", "the item waits for the answer")
    time.sleep(0.8)
    office.shot("objection-6-frozen")


def book(office):
    waiting(office)
    office.find(re.compile("^异议中 1"))
    office.shot("objection-7-days-over")
    office.click("入账", "push button")
    until(office, "book", 2)
    office.find(re.compile("^入账 2 项；有异议 1 项"))
    office.shot("objection-8-booked")
    assert (total(office, "周小平"), total(office, "张春兰"), total(office, "李志远")) == ("100", "0", "100")
    office.key("ctrl+z")
    until(office, "book", 0)
    assert (total(office, "周小平"), total(office, "李志远")) == ("0", "0")
    office.key("ctrl+y")
    until(office, "book", 2)
    assert (total(office, "周小平"), total(office, "李志远")) == ("100", "100")


def answer(office):
    choose(office, "张春兰")
    office.click("答复…")
    office.window("答复异议")
    time.sleep(0.5)
    office.fill("答复内容", "查签到表，属实，这一项不计。")
    office.shot("objection-9-answer")
    office.click("登记答复", "push button")
    office.wait(lambda: stages(office)["张春兰"] == "7", "the item is rejected")
    time.sleep(0.8)
    office.click(re.compile("^已办结"), "push button")
    time.sleep(0.8)
    choose(office, "张春兰")
    office.find(re.compile("查签到表，属实"))
    office.shot("objection-10-answered")
    assert (total(office, "周小平"), total(office, "张春兰"), total(office, "李志远")) == ("100", "0", "100")
    assert query(office, "SELECT sum(total) FROM points_total") == "200"


def main(build):
    assert os.path.exists(CLOCK), "libfaketime is not installed"
    with Office(build) as office:
        found(office)
        start_later(office, 0)
        time.sleep(1)
        record(office)
        review(office)
        publish(office)
        office.stop()
        start_later(office, 1)
        time.sleep(1)
        object_to(office)
        office.stop()
        # The three days after that of the posting are over.
        start_later(office, 4)
        time.sleep(1)
        book(office)
        answer(office)
        print(office.cli("verify", "--log"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
