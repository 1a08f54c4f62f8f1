"""A house-site meeting from what somebody said at a visit to the quarter's board: the matter becomes a topic, the notice is
printed, 34 households are let in by their numbers, five matters are agreed and signed. Two of them are closed, one goes to
the township, one is opened again by a visit that found nobody satisfied, one waits for the villagers' meeting, and the
board of the quarter counts them so."""
import pathlib
import re
import sys
import time

from driver import Office
from matters import ask, choose, close, finish, query, reaches, save_paper
from sheets import write_xlsx

CAME, DUE = 34, 41
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云"
TOPIC = "塘坳路灯不亮"
# What is agreed: the words, who does it, until when, and how (0: the village; the drop-down's places else).
AGREED = [
    ("塘坳三盏路灯换成太阳能灯", "曾小平", "7天", 0),
    ("晒谷坪旁的垃圾桶加到四个", "李建国", "10天", 0),
    ("通村公路的坑洼报镇里修补", "曾小平", "15天", 3),
    ("水渠每月清一次淤", "李建国", "30天", 0),
    ("每户筹资修机耕路", "曾小平", "30天", 4),
]
SPEECHES = ["路灯坏了三个月，老人晚上不敢出门", "垃圾桶太少，满了没人倒", "机耕路再不修，收割机进不来"]


def number_of(n):
    return f"3-{n + 1:03d}"


def comes(office, sql, value, what):
    office.wait(lambda: query(office, sql) == str(value), f"{what}: {value} of “{sql}”; it is {query(office, sql)}")


def field(office, window, name, text):
    node = office.wait(lambda: next((n for n in office.nodes(window) if n.get_name() == name and n.get_editable_text_iface()), None),
                       f"the field “{name}”")
    node.get_editable_text_iface().set_text_contents(text)
    time.sleep(0.05)


def gone(office, name):
    office.wait(lambda: all(not (window.get_name() or "").startswith(name) for window in office.windows()), f"the end of “{name}”")


def hear_it(office):
    """At a visit somebody says what is wrong."""
    office.open_page("台账")
    office.click("登记事项", "push button")
    window = office.window("登记事项")
    time.sleep(0.4)
    field(office, window, "事项", TOPIC)
    office.key("ctrl+Return")
    comes(office, "SELECT count(*) FROM matter", 1, "the matter")
    gone(office, "登记事项")


def call_it(office):
    """The village says what meetings it holds, and calls one with what was heard."""
    office.open_page("屋场会")
    office.click("会议类型", "push button")
    office.click("采用常用类型", "push button")
    office.window("村里开哪些会？")
    time.sleep(0.4)
    office.key("ctrl+Return")
    office.wait(lambda: int(query(office, "SELECT count(*) FROM meeting_kind")) > 5, "the kinds")
    gone(office, "村里开哪些会？")
    office.click(re.compile("^议题"), "push button")
    office.click(re.compile("还没上过会"))
    time.sleep(0.5)
    office.shot("meeting-1-topics")
    office.click("用选中的新建屋场会", "push button")
    window = office.window("新建屋场会")
    time.sleep(0.6)
    field(office, window, "地点", "3组晒谷坪")
    field(office, window, "主持人", "曾国强")
    field(office, window, "记录人", "曾小平")
    field(office, window, "通知日期", time.strftime("%Y-%m-%d"))
    office.shot("meeting-2-called")
    office.key("ctrl+Return")
    comes(office, "SELECT count(*) FROM meeting", 1, "the meeting")
    gone(office, "新建屋场会")
    assert query(office, "SELECT count(*) FROM meeting_line WHERE kind = 'topic' AND matter IS NOT NULL") == "1"
    time.sleep(0.6)


def print_it(office, item, title, name):
    """A paper of the meeting as PDF; its text without spaces."""
    office.open_menu("打印…", "屋场会")
    office.click(item, "menu item")
    return save_paper(office, title, name, f"meeting-paper-{name}")


def keep_it(office):
    """The minutes, by the keyboard."""
    office.click("开始记录", "push button")
    window = office.wait(lambda: next((w for w in office.windows() if re.match("屋场会（", w.get_name() or "")), None), "the desk")
    time.sleep(0.5)
    office.click("开始记录", "push button", window)
    comes(office, "SELECT stage FROM meeting", 1, "the beginning")
    time.sleep(0.4)
    office.key("F7")
    for n in range(CAME):
        office.type(number_of(n))
        office.key("Return")
    comes(office, "SELECT count(*) FROM meeting_presence WHERE role = 'due' AND state = 'present'", CAME, "who came")
    office.shot("meeting-3-came")
    for words in SPEECHES:
        # Nobody asks who spoke here: Enter goes on to the words.
        office.key("F3", "Return")
        field(office, window, "记录内容", words)
        write_line(office)
    comes(office, "SELECT count(*) FROM meeting_line WHERE kind = 'speech'", len(SPEECHES), "what was said")
    for at, (words, owner, until, does) in enumerate(AGREED):
        office.key("F4")
        field(office, window, "记录内容", words)
        field(office, window, "责任人", owner)
        field(office, window, "最后期限", until)
        if does > 0:
            choose(office, window, "由谁办", does)
        office.key("F8")
        write_line(office)
        comes(office, "SELECT count(*) FROM meeting_line WHERE kind = 'decision'", at + 1, "what was agreed")
    office.shot("meeting-4-agreed")
    office.click_at(office.wait(lambda: next((n for n in office.nodes(window) if n.get_name() == "散会时间" and n.get_editable_text_iface()), None),
                                "the time"))
    office.key("ctrl+a")
    office.type("21:00")
    office.key("Return", "F8")
    comes(office, "SELECT ends FROM meeting", "21:00", "the end")
    office.click("记录完成", "push button", window)
    comes(office, "SELECT stage FROM meeting", 2, "the record")
    office.shot("meeting-5-complete")
    while any("屋场会" in (w.get_name() or "") for w in office.windows()):
        office.key("Escape")
        time.sleep(0.3)


def write_line(office):
    office.key("Return")
    time.sleep(0.35)


def choose(office, window, name, place):
    """The PLACE of a drop-down."""
    office.click_at(office.find(name, "combo box", root=window))
    time.sleep(0.5)
    office.key(*["Down"] * place, "Return")
    time.sleep(0.3)


def sign_it(office):
    time.sleep(0.5)
    minutes = print_it(office, "会议记录…", "会议记录", "minutes")
    for words, owner, _until, _does in AGREED:
        assert words in minutes, words
    office.click("签字…", "push button")
    office.window("会议记录签字")
    time.sleep(0.4)
    office.shot("meeting-6-sign")
    office.key("ctrl+Return")
    comes(office, "SELECT stage FROM meeting", 3, "the signature")
    # Each is a matter now; the one about the lamps goes on as that of the visit.
    comes(office, "SELECT count(*) FROM matter WHERE stage < 7", len(AGREED) + 1 - moved(office), "the ledger")
    time.sleep(0.8)
    office.shot("meeting-7-signed")


def moved(office):
    """How many of the decisions moved a matter on that was there before."""
    return int(query(office, "SELECT count(*) FROM meeting_line l JOIN matter m ON m.id = l.matter WHERE l.kind = 'decision' AND m.source = 'visit'"))


def matter_of(office, words):
    """What stands in the ledger for this decision: the one about the lamps is what was heard at the visit."""
    return query(office, f"SELECT m.title FROM meeting_line l JOIN matter m ON m.id = l.matter WHERE l.kind = 'decision' AND l.text LIKE '%{words}%'")


def go_on(office):
    """What becomes of the five: done, asked about by somebody else than the owner, closed or taken up again."""
    lamps, bins, road, ditch, fund = (matter_of(office, words) for words, *_ in AGREED)
    office.open_page("台账")
    for title in (lamps, bins):
        finish(office, title, "已办好")
        ask(office, title, 0, by="周立新", chosen=True)
        reaches(office, title, 4, "a satisfied answer")
        close(office, title, chosen=True)
    finish(office, ditch, "已办好")
    ask(office, ditch, 2, note="只清了上段", by="周立新", chosen=True)
    for title, stage in ((lamps, 7), (bins, 7), (road, 5), (ditch, 2), (fund, 6)):
        reaches(office, title, stage, "what became of it")
    office.fill("在台账里查找", "")
    office.find(re.compile(r"^共 \d+ 件事项"))
    time.sleep(0.6)
    office.shot("meeting-8-follow")
    # What the law reserves waits to be talked about by those who may decide it.
    office.open_page("屋场会")
    office.click(re.compile("^议题 1"), "push button")
    office.click(re.compile("待会议决定"))
    time.sleep(0.6)
    office.shot("meeting-9-waiting")


def board(office):
    """The quarter's board: opened, closed, visited, satisfied, as counted here."""
    office.open_page("台账")
    office.click(re.compile("^图表( 图表)?$"))
    office.click("打印公开栏…")
    text = save_paper(office, "事项办理情况公开", "board", "meeting-paper-board")
    raised = int(query(office, "SELECT count(*) FROM matter WHERE stage != 10"))
    quarter = f"{time.strftime('%Y')}年第{'一二三四'[(int(time.strftime('%m')) - 1) // 3]}季度"
    for words in (quarter, f"新登记村民的事{raised}件", "销号2件", "回访3件，满意2件、基本满意0件、不满意1件"):
        assert words in text, (words, text[:300])


def main(build):
    with Office(build) as office:
        sheet = office.desk / "roster.xlsx"
        rows = [["组别", "户号", "姓名", "与户主关系"]]
        rows += [["3组", number_of(n), SURNAMES[n] + "国强", "户主"] for n in range(DUE)]
        write_xlsx(sheet, [("花名册", rows, [])])
        village = office.folder / "data" / "431399101201.xiangyue"
        village.parent.mkdir(parents=True, exist_ok=True)
        clerk = ("--db", village, "--user", "曾小平")
        office.cli(*clerk, "init", "--code", "431399101201", "--name", "石板溪村")
        office.cli(*clerk, "import", "roster", sheet)
        office.start(village)
        time.sleep(0.8)
        hear_it(office)
        call_it(office)
        notice = print_it(office, "会议通知…", "会议通知", "notice")
        assert TOPIC in notice and "3组晒谷坪" in notice, notice[:300]
        keep_it(office)
        sign_it(office)
        go_on(office)
        board(office)
        print(office.cli("--db", village, "verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
