"""The ledger of matters: what was heard on a visit is done, asked about, taken up again and closed; a dispute goes up a level and ends in an
agreement; what is overdue stands on top; and what is printed says what it must and nobody's name where it may not."""
import datetime
import pathlib
import re
import sys
import time

from driver import Office
from matters import ask, choose, close, confirm, drop, finish, query, reaches, save_paper, stage

PARTIES = "钭大山、钭小河"
TODAY = datetime.date.today()


def days(n):
    return (TODAY + datetime.timedelta(days=n)).isoformat()


LATER = days(10)
LEAK, LAMP, WALL = "塘坳水渠漏水", "给五保老人换灯泡", "晒谷坪出入的路"


def number(office, title):
    return query(office, f"SELECT substr (day, 1, 4) || '-' || printf ('%03d', number) FROM matter WHERE title = '{title}'")


def save(office, kind, name):
    return save_paper(office, kind, name, f"ledger-{name}")


def visit(office):
    """Two matters of one visit, typed in one dialog; a wish is one of them."""
    office.click("走访登记…")
    office.window("走访登记")
    time.sleep(0.4)
    office.fill("反映的事", f"困难：{LEAK}\n微心愿：{LAMP}")
    office.fill("走访人", "周立新")
    office.shot("ledger-1-visit")
    confirm(office, "走访登记")
    office.wait(lambda: query(office, f"SELECT group_concat(source || coalesce(asked, '') || visitor, ',') FROM (SELECT * FROM matter WHERE title "
                                      f"IN ('{LEAK}', '{LAMP}') ORDER BY number)") == "visitdifficulty周立新,wish周立新", "two matters")


def assign(office, title):
    choose(office, title)
    office.click("分办…")
    office.window("分办")
    time.sleep(0.4)
    office.fill("责任人", "林秀英")
    office.fill("期限", LATER)
    confirm(office, "分办")
    reaches(office, title, 1, "the assignment")


def leak(office):
    """Done, not good enough, done again, closed."""
    assign(office, LEAK)
    finish(office, LEAK, "补了两处裂缝")
    ask(office, LEAK, 2, "下雨还是漏")
    reaches(office, LEAK, 2, "taken up again")
    time.sleep(0.5)
    office.shot("ledger-2-again")
    finish(office, LEAK, "换了一段管子")
    ask(office, LEAK, 0)
    reaches(office, LEAK, 4, "a satisfied answer")
    close(office, LEAK)
    assert query(office, f"SELECT satisfaction FROM matter WHERE title = '{LEAK}'") == "good"


def dispute(office):
    """One level up, an agreement that is printed for the parties, and closed."""
    office.cli("matter", "add", "source=dispute", f"title={WALL}", f"people={PARTIES}", "content=围墙占了路", "--owner", "林秀英", "--until", LATER)
    choose(office, WALL)
    office.click("升级…")
    office.window("升级")
    time.sleep(0.4)
    office.fill("备注", "组长没有谈成")
    confirm(office, "升级")
    office.wait(lambda: query(office, f"SELECT level FROM matter WHERE title = '{WALL}'") == "2", "the next level")
    choose(office, WALL)
    time.sleep(0.5)
    office.shot("ledger-3-dispute")
    office.click("调解成了…")
    office.window("调解成了")
    time.sleep(0.4)
    office.fill("协议内容", "1. 围墙退后一米五。\n2. 工钱两家平摊。")
    office.fill("履行方式", "两家一起动工")
    office.fill("履行期限", "2026年12月31日以前")
    confirm(office, "调解成了", "登记并打印")
    text = save(office, "人民调解协议书", "4-agreement")
    for words in ["钭大山", "钭小河", "围墙占了路", "围墙退后一米五", "方式：两家一起动工", "一式三份", "手印", "人民调解委员会"]:
        assert words in text, words
    assert stage(office, WALL) == "3"
    n = number(office, WALL)
    office.cli("matter", "satisfied", n, "--by", "周立新")
    office.cli("matter", "close", n)
    assert stage(office, WALL) == "7"


def print_all(office):
    """What is overdue stands on top; the ledger and the board say it without the dispute."""
    office.click_at(office.fill("在台账里查找", ""))
    office.find(re.compile(r"^共 \d\d 件事项"))
    time.sleep(0.6)
    office.shot("ledger-5-overdue-first")
    words = [n.get_name() for n in office.nodes(office.find("台账", "filler")) if n.get_name() in ("逾期", "已分办", "办理中", "待分办", "已办结，待回访")]
    # How many of the sample's are overdue depends on today; that of main() always is.
    late = words.count("逾期")
    assert late >= 1 and len(words) > late and words[:late] == ["逾期"] * late, words
    office.key("ctrl+p")
    text = save(office, "台账", "6-ledger")
    assert number(office, LAMP) in text and "▲逾期" in text
    assert number(office, WALL) not in text and "钭" not in text and WALL not in text
    office.click(re.compile("^图表( 图表)?$"))
    office.find(re.compile("^每个月登记和销号"))
    time.sleep(0.5)
    office.shot("ledger-7-charts")
    office.click("打印公开栏…")
    board = save(office, "事项办理情况公开", "8-board")
    quarter = f"{TODAY.year}年第{'一二三四'[(TODAY.month - 1) // 3]}季度"
    assert quarter in board and LEAK in board and "公示期" in board and "纠纷" in board
    for name in ["林秀英", "周立新", "钭", WALL]:
        assert name not in board, name


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "1", "--seed", "5", "--no-papers")
        office.cli("matter", "add", "source=visit", f"day={days(-20)}", "title=渠边护栏松动", "--owner", "周立新", "--until", days(-3))
        office.start()
        office.open_page("台账")
        office.find(re.compile(r"^共 \d+ 件事项"))
        visit(office)
        leak(office)
        dispute(office)
        print_all(office)
        assert office.problems() == [], office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
