"""A house-site meeting from what somebody said at a visit to the quarter's board: the matter becomes a topic, the notice is
printed, 34 households are let in by their numbers, five matters are agreed and signed. Two of them are closed, one goes to
the township, one is opened again by a visit that found nobody satisfied, one waits for the villagers' meeting, and the
board of the quarter counts them so."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office
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


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def comes(office, sql, value, what):
    office.wait(lambda: query(office, sql) == str(value), f"{what}: {value} of “{sql}”; it is {query(office, sql)}")


def field(office, window, name, text):
    named = re.compile(rf"^{name}(\([A-Z]\))?$")
    node = office.wait(lambda: next((n for n in office.nodes(window) if named.match(n.get_name() or "") and n.get_editable_text_iface()), None),
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
    window = office.window(f"打印预览：{title}")
    time.sleep(0.8)
    office.shot(f"meeting-paper-{name}")
    office.key("ctrl+s")
    dialog = office.window("存为 PDF")
    time.sleep(0.4)
    path = office.desk / f"{name}.pdf"
    office.key("ctrl+a")
    office.type(str(path))
    office.click(re.compile("^保存"), "push button", root=dialog)
    office.wait(lambda: path.exists() and path.stat().st_size > 0, f"the paper {title}")
    time.sleep(0.4)
    office.key("Escape")
    gone(office, "打印预览")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", text)


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
        time.sleep(0.2)
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


def step(office, clerk, words, *args):
    number = query(office, f"SELECT substr(day, 1, 4) || '-' || printf('%03d', number) FROM matter WHERE title LIKE '%{words}%' OR id IN "
                           f"(SELECT matter FROM meeting_line WHERE text LIKE '%{words}%')")
    office.cli(*clerk, "matter", args[0], number.splitlines()[0], *args[1:])


def stage_of(office, words):
    return int(query(office, f"SELECT m.stage FROM meeting_line l JOIN matter m ON m.id = l.matter WHERE l.kind = 'decision' AND l.text LIKE '%{words}%'"))


def go_on(office, clerk):
    """What becomes of the five, up to the visits."""
    lamps, bins, road, ditch, fund = (words for words, *_ in AGREED)
    for words in (lamps, bins, ditch):
        step(office, clerk, words, "finish", "--note", "已办好")
    for words in (lamps, bins):
        step(office, clerk, words, "satisfied", "--by", "周立新")
        step(office, clerk, words, "close")
    step(office, clerk, ditch, "unsatisfied", "--by", "周立新", "--note", "只清了上段")
    for words, stage in ((lamps, 7), (bins, 7), (road, 5), (ditch, 2), (fund, 6)):
        assert stage_of(office, words) == stage, (words, stage_of(office, words))
    time.sleep(0.6)
    office.shot("meeting-8-follow")
    # What the law reserves waits to be talked about by those who may decide it.
    office.click(re.compile("^议题 1"), "push button")
    office.click(re.compile("待会议决定"))
    time.sleep(0.6)
    office.shot("meeting-9-waiting")


def board(office, clerk):
    """The quarter's board: opened, closed, visited, satisfied, as counted here."""
    quarter = f"{time.strftime('%Y')}Q{(int(time.strftime('%m')) + 2) // 3}"
    path = office.desk / "board.pdf"
    office.cli(*clerk, "print", "matter-summary", "--out", path, "--period", quarter)
    text = re.sub(r"\s", "", subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout)
    raised = int(query(office, "SELECT count(*) FROM matter WHERE stage != 10"))
    for words in (f"新登记村民的事{raised}件", "销号2件", "回访3件，满意2件、基本满意0件、不满意1件"):
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
        go_on(office, clerk)
        board(office, clerk)
        print(office.cli("--db", village, "verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
