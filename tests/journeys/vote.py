"""A question is put to the villagers' meeting: told six days before, which a typed reason clears; ballots are counted by two
whose strokes differ in one, which is found and mended; it is closed, and counted again beside it. Then 34 villagers sign:
one of seventeen is refused, one who speaks twice is asked, and by households one without a grown-up is refused."""
import datetime
import re
import subprocess
import sys
import time

from driver import Atspi, Office
from sheets import write_xlsx

QUESTION = "修河堤每户出两个工"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢"
DUE = 34


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def comes(office, sql, value, what):
    office.wait(lambda: query(office, sql) == str(value), f"{what}: {value} of “{sql}”; it is {query(office, sql)}")


def write_roster(sheet):
    """34 households with a grown-up, a girl of seventeen in the first of them, and a boy of seventeen who lives alone."""
    young = f"{datetime.date.today().year - 17}-01-02"
    rows = [["组别", "户号", "姓名", "与户主关系", "性别", "出生日期"]]
    rows += [["1组", f"1-{n + 1:03d}", SURNAMES[n] + "国强", "户主", "男", "1970-03-04"] for n in range(DUE)]
    rows.insert(2, ["1组", "1-001", "赵小雨", "女儿", "女", young])
    rows.append(["1组", "1-099", "苗小石", "户主", "男", young])
    write_xlsx(sheet, [("花名册", rows, [])])


def field(office, window, name, text):
    node = office.wait(lambda: next((n for n in office.nodes(window) if n.get_name() == name and n.get_editable_text_iface()), None),
                       f"the field “{name}”")
    node.get_editable_text_iface().set_text_contents(text)
    time.sleep(0.05)


def says(office, window, pattern):
    return office.find(re.compile(pattern), "label", window)


def put(office):
    """Told six days before: said beside the field, until there is a reason."""
    told = datetime.date.today() - datetime.timedelta(6)
    office.click("发起表决…", "push button", office.window("本次会议的表决"))
    window = office.window("发起表决")
    time.sleep(1)
    field(office, window, "表决事项", QUESTION)
    field(office, window, "通知日期", told.isoformat())
    says(office, window, f"{told}.*6")
    office.shot("vote-1-notice")
    field(office, window, "特殊情况", "河堤要赶在汛期前修好")
    office.wait(lambda: office.look(re.compile(f"{told}.*6"), "label", window) is None, "the reason that clears it")
    office.drop("怎样表决和计票", 1, window)
    office.shot("vote-2-asked")
    office.key("ctrl+Return")
    comes(office, "SELECT method FROM vote", "ballots", "the vote")


def pad(office, window, name):
    office.click_at(office.find(re.compile(f"^{name} 赞成"), None, window))


def count(office):
    """Two count; they differ in one, which is found and mended."""
    time.sleep(0.8)
    office.click("计票…", "push button")
    window = office.window("计票")
    time.sleep(0.8)
    field(office, window, "实到", "35")
    says(office, window, "应到 ?34")
    for name, text in ("实到", "30"), ("其中妇女", "12"), ("发出票", "30"), ("收回票", "31"):
        field(office, window, name, text)
    says(office, window, "30.*31")
    field(office, window, "收回票", "30")
    for name, text in ("监票人", "吴桂兰"), ("唱票人", "李建国"), ("计票人", "周小满"):
        field(office, window, name, text)
    pad(office, window, "唱票")
    office.type("1" * 20 + "2" * 9 + "3")
    pad(office, window, "计票")
    office.type("1" * 19 + "2" * 10 + "3")
    says(office, window, "不一样")
    office.shot("vote-3-differ")
    office.key("BackSpace", "BackSpace", "1", "3")
    says(office, window, "结果一致")
    office.shot("vote-4-same")
    office.key("ctrl+Return")
    time.sleep(0.6)
    office.key("ctrl+Return")
    comes(office, "SELECT yes || ' ' || no || ' ' || abstain || ' ' || passed FROM vote WHERE closed_on IS NOT NULL", "20 9 1 1", "the result")
    time.sleep(0.6)
    office.shot("vote-5-closed")
    office.click("重新计票…", "push button")
    window = office.window("重新计票")
    time.sleep(0.4)
    field(office, window, "理由", "有人对弃权票有疑问")
    office.key("ctrl+Return")
    comes(office, "SELECT count(*) FROM vote WHERE recount_of IS NOT NULL AND closed_on IS NULL", 1, "the recount")
    time.sleep(0.8)
    office.shot("vote-6-recount")
    office.key("Escape")
    time.sleep(0.5)


def find(office, window, text):
    office.key("F7")
    node = office.where()
    node.get_editable_text_iface().set_text_contents(text)
    office.key("Return")


def choose(office, title):
    """The vote of this title in the window of the meeting's votes, which stands in the middle of the screen."""
    box = office.find(title).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    frame = office.window("本次会议的表决").get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    x, y = (office.width - frame.width) // 2 + box.x + 6, (office.height - frame.height) // 2 + box.y + box.height // 2
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], env=office.env, check=True)
    time.sleep(0.3)
    office.click("计票…", "push button")


def sign(office, clerk):
    """34 sign one after another; who has no voice, or has spoken, is told so."""
    day = datetime.date.today().isoformat()
    office.cli(*clerk, "vote", "open", "title=逐人签名", "--meeting", day, "basis=person", "method=signatures")
    office.cli(*clerk, "vote", "open", "title=逐户上门", "--meeting", day, "basis=household", "method=doors")
    choose(office, "逐人签名")
    window = office.window("计票")
    time.sleep(0.8)
    find(office, window, "赵小雨")
    says(office, window, "赵小雨.*17.*18")
    office.key("Escape")
    office.type("1" * 30 + "2" * 4)
    comes(office, "SELECT count(*) FROM ballot", DUE, "the voices")
    find(office, window, "钱国强")
    office.key("2")
    says(office, window, "钱国强已经表决过")
    office.shot("vote-7-signatures")
    office.key("2")
    comes(office, "SELECT count(*) FROM ballot WHERE choice = 'no'", 5, "the other voice")
    office.key("Escape")
    time.sleep(0.5)
    choose(office, "逐户上门")
    window = office.window("计票")
    time.sleep(0.8)
    find(office, window, "1-099")
    says(office, window, "苗小石没有表决权")
    office.type("1")
    office.shot("vote-8-doors")
    comes(office, "SELECT count(*) FROM ballot", DUE, "no further voice")
    office.key("Escape")


def main(build):
    with Office(build) as office:
        sheet = office.desk / "roster.xlsx"
        write_roster(sheet)
        village = office.folder / "data" / "431399101201.xiangyue"
        village.parent.mkdir(parents=True, exist_ok=True)
        clerk = ("--db", village, "--user", "曾小平")
        today = datetime.date.today()
        office.cli(*clerk, "init", "--code", "431399101201", "--name", "石板溪村")
        office.cli(*clerk, "import", "roster", sheet)
        office.cli(*clerk, "meeting", "adopt")
        office.cli(*clerk, "meeting", "new", "村民会议", "--day", today, "place=村部", f"notified_on={today - datetime.timedelta(12)}",
                   f"party_on={today - datetime.timedelta(9)}")
        office.start(village)
        time.sleep(0.8)
        office.open_page("屋场会")
        office.click("表决…", "push button")
        office.window("本次会议的表决")
        time.sleep(0.5)
        put(office)
        count(office)
        sign(office, clerk)
        print(office.cli("--db", village, "verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(sys.argv[1])
