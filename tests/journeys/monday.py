"""Monday morning: the window opens with what waits. From 首页 to an overdue matter, an objection and a paper that has hung its days, each by Enter;
done there, each is gone from the page, and the keys are where they were."""
import json
import pathlib
import re
import subprocess
import sys
import time

from driver import Office


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def today(office):
    return json.loads(office.cli("--json", "today"))["today"]


def wanted(office, kind):
    """The first line of this kind that is one thing, and its place in the list."""
    return next((at, line) for at, line in enumerate(today(office)) if line["kind"] == kind and line["record"])


def blob(line):
    return f"x'{line['record'].replace('-', '')}'"


def enter(office, at, line):
    """By keyboard to the line and to its place."""
    office.wait(lambda: office.where() is not None and office.where().get_role_name() == "list item", "the keys in the list")
    office.key("Home", *["Down"] * at)
    office.focused(re.compile(re.escape(line["title"])))
    office.key("Return")
    office.wait(office.row_has_keys, f"the keys at “{line['title']}”")


def home(office, line):
    """Back, where the line is gone."""
    time.sleep(0.5)
    office.key("alt+1")
    office.gone(re.compile(f"{re.escape(line['word'])} {re.escape(line['title'])}"), "list item")
    # A matter that is done waits for something else then.
    assert (line["kind"], line["record"]) not in [(other["kind"], other["record"]) for other in today(office)]


def matter(office):
    at, line = wanted(office, "matter")
    assert line["when"] == "overdue", line
    enter(office, at, line)
    office.shot("monday-2-matter")
    # Enter on the row goes on with it.
    office.key("Return")
    office.window("记办理情况")
    time.sleep(0.5)
    office.key("space")
    time.sleep(0.4)
    office.key("Down", "Return")
    time.sleep(0.3)
    office.fill("情况说明", "换了新水泵")
    office.click("登记", "push button", root=office.window("记办理情况"))
    office.wait(lambda: query(office, f"SELECT stage FROM matter WHERE id = {blob(line)}") == "3", "the result")
    home(office, line)


def objection(office):
    at, line = wanted(office, "answer")
    enter(office, at, line)
    office.shot("monday-3-objection")
    office.key("Return")
    office.window("答复异议")
    time.sleep(0.5)
    office.fill("答复内容", "查了原始凭证，没有错。")
    office.click("登记答复", "push button")
    office.wait(lambda: query(office, f"SELECT answered_on IS NOT NULL FROM objection WHERE id = {blob(line)}") == "1", "the answer")
    home(office, line)


def take_down(office):
    at, line = wanted(office, "take-down")
    enter(office, at, line)
    office.shot("monday-4-paper")
    office.click("撤下…")
    office.window("撤下")
    time.sleep(0.5)
    office.click("已撤下", "push button", root=office.window("撤下"))
    office.wait(lambda: query(office, f"SELECT taken_down_on IS NOT NULL FROM notice WHERE id = {blob(line)}") == "1", "it is down")
    home(office, line)


def several(office):
    """Points wait together: their list opens."""
    at, line = next((at, line) for at, line in enumerate(today(office)) if line["kind"] == "review")
    office.wait(lambda: office.where() is not None and office.where().get_role_name() == "list item", "the keys in the list")
    office.key("Home", *["Down"] * at)
    office.focused(re.compile(re.escape(line["title"])))
    office.key("Return")
    office.find(f"共 {line['n']} 项")
    office.shot("monday-5-points")


def verbs(office):
    """What is to be done is found by its word, and begun from there."""
    office.key("ctrl+f")
    office.type("dyhb")
    office.find("打印红榜 卫生")
    office.shot("monday-6-verb")
    office.key("Return")
    office.find(re.compile("^开始评比"))
    office.key("ctrl+f")
    office.hold("登记积分")
    office.key("ctrl+v")
    office.find("登记积分 积分")
    office.key("Return")
    office.window("登记积分")
    office.key("Escape")


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "60", "--years", "1", "--no-papers")
        office.start()
        office.find(re.compile(r"^\d+月\d+日 星期."))
        office.find(re.compile("^逾期"))
        assert not office.unnamed(), office.unnamed()
        office.shot("monday-1-home")
        matter(office)
        objection(office)
        take_down(office)
        several(office)
        verbs(office)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
