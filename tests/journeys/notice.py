"""The quarter's list of points on the notice board: it is due, is printed, hangs, somebody objects and gets an answer, it comes down after its
fifteen days, and all of it is in the archive with the PDF."""
import datetime
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import time

from driver import Office

CLOCK = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


# The one paper that this journey prints.
OURS = "notice WHERE paper IN (SELECT id FROM paper WHERE pdf IS NOT NULL)"


def clock(days):
    return dict(LD_PRELOAD=CLOCK, FAKETIME=f"{days:+d}d", FAKETIME_DONT_FAKE_MONOTONIC="1")


def start_later(office, days):
    """The window so many days from now."""
    env = dict(office.env)
    if days:
        office.env.update(clock(days))
    office.start()
    office.env = env


def last_quarter(today):
    """In words, as the program writes it, and its last day."""
    first = datetime.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    before = first - datetime.timedelta(days=1)
    return f"{before.year}年第{'一二三四'[(before.month - 1) // 3]}季度", f"{before.year}Q{(before.month - 1) // 3 + 1}", before


def tab(office, name):
    office.click(re.compile(f"^{name}( \\d+)?( {name}( \\d+)?)?$"), "push button")
    time.sleep(0.8)


def choose(office, text):
    """The first row that has TEXT, by keyboard."""
    entry = office.fill("在公示栏里查找", text)
    time.sleep(1)
    office.click_at(entry)
    office.key("Return")
    time.sleep(0.4)
    office.key("Down", "Home")
    time.sleep(0.8)


def due_to_posted(office, words, period):
    office.click("公示栏", "list item")
    office.find(re.compile("^该公示 \\d+"))
    office.shot("notice-1-due")
    choose(office, f"{words}积分公示")
    office.shot("notice-2-due-chosen")
    office.click("去打印…")
    office.window("打印预览：积分公示榜")
    time.sleep(1)
    office.key("ctrl+s")
    dialog = office.window("存为 PDF")
    time.sleep(0.5)
    office.key("ctrl+a")
    office.type(str(office.desk / "board.pdf"))
    office.click(re.compile("^保存"), "push button", root=dialog)
    office.wait(lambda: query(office, "SELECT count(*) FROM paper WHERE pdf IS NOT NULL") == "1", "the register")
    assert query(office, "SELECT period FROM paper") == period
    office.click(re.compile("^登记张贴.*…"), "push button")
    office.window("登记张贴")
    office.find(re.compile("^须张贴至 .*共 15 天"))
    office.shot("notice-3-post")
    office.click("已贴好", "push button")
    office.wait(lambda: query(office, f"SELECT count(*) FROM {OURS} AND posted_on IS NOT NULL") == "1", "the notice")
    days = query(office, f"SELECT julianday(hang_until) - julianday(posted_on) FROM {OURS}")
    assert days == "15.0", days
    time.sleep(1)
    office.shot("notice-4-hanging")
    # What hangs is not due any more.
    tab(office, "该公示")
    office.fill("在公示栏里查找", f"{words}积分公示")
    office.find("没有符合条件的内容")


def object_and_answer(office, words):
    tab(office, "在贴")
    choose(office, f"积分公示榜 {words}")
    office.click("登记异议…")
    office.window("登记异议")
    time.sleep(0.5)
    office.fill("异议内容", "我家八月参加义务清扫没有记上。")
    office.shot("notice-5-objection")
    office.click("登记", "push button", root=office.window("登记异议"))
    office.wait(lambda: query(office, "SELECT count(*) FROM objection WHERE about LIKE '我家%'") == "1", "the objection")
    time.sleep(0.8)
    tab(office, "异议")
    choose(office, "八月参加")
    office.shot("notice-6-objections")
    office.click("答复…")
    office.window("答复异议")
    time.sleep(0.5)
    office.fill("答复内容", "查义务劳动登记表，属实，已补记 2 分。")
    office.shot("notice-7-answer")
    office.click("登记答复", "push button")
    office.wait(lambda: query(office, "SELECT count(*) FROM objection WHERE about LIKE '我家%' AND answered_on IS NOT NULL") == "1", "the answer")
    time.sleep(0.8)
    office.shot("notice-8-answered")


def stamp(office, words):
    """The printed paper was stamped; the register of the seal says so, on the screen and on paper."""
    tab(office, "打印记录")
    choose(office, f"积分公示榜 {words}")
    office.click("登记用印…", "push button")
    office.window("登记用印")
    time.sleep(0.5)
    office.fill("份数", "2")
    office.fill("申请人", "周小平")
    office.fill("批准人", "曾国强")
    office.shot("notice-14-stamp")
    office.click("登记", "push button", root=office.window("登记用印"))
    office.wait(lambda: query(office, "SELECT copies || paper || approver FROM stamp WHERE applicant = '周小平'").startswith("2JF-"), "the use of the seal")
    time.sleep(0.5)
    office.click_at(office.find(re.compile("^用印")))
    office.click("打印今年的用印登记簿…")
    office.window("打印预览：用印登记簿")
    time.sleep(1.5)
    office.shot("notice-15-register")
    office.key("Escape")


def take_down(office, words):
    office.click("公示栏", "list item")
    time.sleep(0.8)
    tab(office, "板面")
    sheet = office.find(re.compile(f"^石板溪村积分公示榜 {words}"), "push button")
    office.click_at(sheet)
    time.sleep(0.8)
    office.shot("notice-9-board")
    office.click("撤下…")
    office.window("撤下")
    time.sleep(0.5)
    office.shot("notice-10-take-down")
    office.click("已撤下", "push button", root=office.window("撤下"))
    office.wait(lambda: query(office, f"SELECT count(*) FROM {OURS} AND taken_down_on IS NOT NULL AND reason IS NULL") == "1", "it is down")
    time.sleep(0.5)
    # Undone and done again, like all.
    office.key("ctrl+z")
    office.wait(lambda: query(office, f"SELECT count(*) FROM {OURS} AND taken_down_on IS NULL") == "1", "it hangs again")
    office.key("ctrl+y")
    office.wait(lambda: query(office, f"SELECT count(*) FROM {OURS} AND taken_down_on IS NULL") == "0", "it is down again")
    tab(office, "已撤下")
    choose(office, f"积分公示榜 {words}")
    office.shot("notice-11-down")


def archive(office):
    office.click("年度归档")
    office.window("年度归档")
    time.sleep(0.5)
    office.shot("notice-12-archive")
    office.click("选择文件夹…", "push button")
    time.sleep(1)
    office.click(re.compile("^存到这里"), "push button")
    folder = office.wait(lambda: next(office.desk.glob("石板溪村*年公示档案"), None), "the archive")
    office.wait(lambda: next(folder.glob("*.xlsx"), None), "the index")
    pdf = next(folder.glob("*积分公示榜*.pdf"))
    data = pdf.read_bytes()
    assert data == (office.desk / "board.pdf").read_bytes(), "another PDF in the archive"
    assert hashlib.sha256(data).hexdigest() == query(office, "SELECT pdf FROM paper")
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "积分公示榜" in text, text[:200]
    office.shot("notice-13-archived")


def main(build):
    today = (datetime.datetime.utcnow() + datetime.timedelta(hours=8)).date()
    words, period, last = last_quarter(today)
    assert os.path.exists(CLOCK), "libfaketime is not installed"
    with Office(build) as office:
        # A village whose clerk last published in the middle of that quarter.
        office.cli("sample", "--households", "60", "--no-papers", **clock((last - today).days - 20))
        start_later(office, 0)
        due_to_posted(office, words, period)
        stamp(office, words)
        object_and_answer(office, words)
        office.stop()
        start_later(office, 15)
        time.sleep(1)
        take_down(office, words)
        # In January the year of the posting is the one before.
        archive(office)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
