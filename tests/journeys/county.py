"""Two computers of a village and one of the township, three windows open at once, and one county. Without a line both of
the village's change one household and record points; one takes a vote and submits a bylaw. Then they report, one over the
line and the other on a stick; the township reviews; what met is settled in the window; at the end all three have the same.

That is played through the windows in one order; in each other order of the three by command line, all from the same files,
now this one on a stick and now that. XIANGYUE_TEST_LONG: each order with each of the sticks, and through the windows too."""
import contextlib
import datetime
import itertools
import json
import os
import pathlib
import re
import sqlite3
import sys
import time

from driver import Atspi, Office
from windows import Window, together

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "server"))
from office import TOWNSHIP, VILLAGE, Server  # noqa: E402

BYLAW = "石板溪村移风易俗公约"
QUESTION = "路灯装在村口"
TODAY = datetime.date.today()
LONG = "XIANGYUE_TEST_LONG" in os.environ
STICKS = (("one", "two"), ("two",), ("one",), ())


class Desk(Office):
    """A computer with a file of the village."""

    def __init__(self, build, folder=None):
        super().__init__(build, folder=folder)
        self.env["XIANGYUE_CONFIG"] = str(self.folder / "config")
        self.file = self.folder / "data" / f"{VILLAGE}.xiangyue"

    def read(self, sql, file=None):
        with contextlib.closing(sqlite3.connect((file or self.file).as_uri() + "?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchall()

    def ask(self, *words):
        return json.loads(self.cli("--json", *words))

    def state(self):
        return self.ask("sync", "status")["status"]

    def comes(self, sql, value, file=None):
        """Until the file says VALUE."""
        self.wait(lambda: str(self.read(sql, file)[0][0]) == str(value), f"{value} of “{sql}”, not {self.read(sql, file)}", 30)

    def put(self, name, text, window):
        """Into a field whose label may have a letter of its own behind it."""
        field = self.wait(lambda: next((n for n in self.nodes(window) if n.get_name() == name
                                        and n.get_editable_text_iface() is not None), None), f"the field “{name}”")
        Atspi.EditableText.set_text_contents(field, text)
        time.sleep(0.05)

    def go(self, page):
        self.open_page(page)
        time.sleep(0.4)

    def done(self):
        problems = self.problems()
        self.stop()
        assert problems == [], problems


class Village(Desk):
    def open(self):
        self.start()
        self.find(re.compile("^已全部上报"), seconds=30)

    def note(self, text):
        """Another note for the first household."""
        self.go("户籍")
        self.find(re.compile("^1-1"))
        self.key("Return")
        dialog = self.window("修改户信息")
        time.sleep(0.4)
        self.put("备注", text, dialog)
        self.key("ctrl+Return")
        self.comes("SELECT note FROM household WHERE number = '1-1'", text)
        self.gone("修改户信息", "frame")

    def record(self, initials):
        """Points for one household."""
        self.go("积分")
        before = self.read("SELECT count(*) FROM points_entry")[0][0]
        self.click("登记积分", "push button")
        time.sleep(0.8)
        self.type(initials)
        time.sleep(0.6)
        self.key("Return", "Return")
        self.type("ywx")
        time.sleep(0.6)
        self.key("Return")
        time.sleep(0.5)
        self.key("ctrl+Return")
        self.gone("登记积分", "frame")
        self.comes("SELECT count(*) FROM points_entry", before + 1)

    def vote(self):
        """A question is put to the meeting, and counted by who signed."""
        self.go("屋场会")
        self.click("表决…", "push button")
        self.window("本次会议的表决")
        time.sleep(0.5)
        self.click("发起表决…", "push button")
        dialog = self.window("发起表决")
        time.sleep(0.8)
        self.put("表决事项", QUESTION, dialog)
        self.drop("怎样表决和计票", 2, dialog)
        self.key("ctrl+Return")
        self.comes("SELECT count(*) || max(method) FROM vote", "1signatures")
        time.sleep(0.8)
        self.click("计票…", "push button")
        self.window("计票")
        time.sleep(0.8)
        self.type("112")
        self.comes("SELECT count(*) FROM ballot", 3)
        self.shot("county-2-vote")
        self.key("ctrl+Return")
        time.sleep(0.6)
        self.key("ctrl+Return")
        self.comes("SELECT yes || ' ' || no FROM vote WHERE closed_on IS NOT NULL", "2 1")
        time.sleep(0.5)
        self.key("Escape")
        self.gone("计票", "frame")
        self.key("Escape")
        self.gone("本次会议的表决", "frame")

    def submit(self):
        """The bylaw goes to the township."""
        self.go("村规民约")
        for verb, title, confirm, stage in (("法律顾问已看…", "法律顾问审看", "登记", 2), ("提请镇里审核…", "提请镇里审核", "提请审核", 3)):
            self.click(verb)
            dialog = self.window(title)
            time.sleep(0.4)
            if stage == 2:
                self.put("法律顾问", "钭律师", dialog)
                self.put("审看意见", "没有意见", dialog)
            self.click(confirm, "push button", root=dialog)
            self.comes("SELECT stage FROM bylaw_version", stage)
            time.sleep(0.4)

    def waits(self, name):
        self.find(re.compile("^待报[2-9]条|^待报1[0-9]条"))
        self.go("首页")
        line = self.find(re.compile("等候 [0-9]+ 条"), "push button")
        self.shot(name)
        self.click(line)
        self.find("同步情况")

    def report(self):
        """Over the line."""
        before = self.state()["last_try_at"]
        self.go("同步")
        self.click("同步情况")
        self.click("立即同步", "push button")
        self.wait(lambda: self.state()["last_try_at"] > before, "the end of reporting", 30)
        state = self.state()
        assert state["trouble"] == "" and state["waiting"] == 0, state

    def write_stick(self):
        """A bundle on the stick, which is the folder that the chooser opens in."""
        self.go("同步")
        self.click("同步情况")
        self.click("导出到 U 盘…", "push button")
        self.window("选择 U 盘")
        time.sleep(0.8)
        self.click(re.compile("^写到这里"), "push button", root=self.window("选择 U 盘"))
        self.window("已写到 U 盘")
        time.sleep(0.3)
        self.key("Escape")
        self.gone("已写到 U 盘", "frame")
        return str(max(self.desk.glob("*.xyb"), key=lambda path: path.stat().st_mtime_ns))

    def read_stick(self, receipt):
        self.click("从 U 盘导入…", "push button")
        self.window("选择县里给的回执")
        time.sleep(0.8)
        self.key("slash")
        self.type(receipt[1:])
        time.sleep(0.3)
        self.key("Return")
        self.window("已从 U 盘读入")
        time.sleep(0.3)
        self.shot("county-4-stick")
        self.key("Escape")
        self.gone("已从 U 盘读入", "frame")
        assert self.state()["waiting"] == 0, self.state()

    def settle(self):
        """From the household itself to what met, and one key chooses."""
        self.go("户籍")
        self.find("冲突", seconds=30)
        self.shot("county-5-marked")
        self.click("去处理", "push button")
        self.find("两台电脑在同一栏填了不同的内容，请选定哪个对。")
        time.sleep(0.5)
        self.shot("county-6-conflict")
        self.key("F8")
        self.find("没有需要处理的")
        self.wait(lambda: self.state()["conflicts"] == 0, "the settled conflict")


class Town(Desk):
    def __init__(self, build, folder=None):
        super().__init__(build, folder)
        self.own = self.folder / "data" / "office.xiangyue"

    def open(self):
        self.start(self.folder / "data")
        self.find("石板溪村", seconds=30)
        self.find(re.compile("已同步$"), seconds=30)

    def synced(self):
        return self.read("SELECT synced_at FROM office_village", self.own)[0][0]

    def report(self):
        """All villages; what waits for review is let pass."""
        self.go("各村")
        self.fetch()
        if self.read("SELECT count(*) FROM office_review", self.own)[0][0]:
            self.review()
            self.go("各村")
            self.fetch()

    def fetch(self):
        before = self.synced()
        self.click("同步各村", "push button")
        self.wait(lambda: self.synced() > before, "the villages", 60)
        self.find(re.compile("已同步$"), seconds=30)

    def review(self):
        self.go("审核")
        self.find(re.compile("^" + BYLAW), seconds=30)
        time.sleep(0.6)
        self.shot("county-3-review")
        self.key("Down")
        time.sleep(0.3)
        self.key("Return")
        self.click(self.find("审核通过…", "push button", seconds=30))
        dialog = self.window("审核通过")
        time.sleep(0.4)
        self.click("审核通过", "push button", root=dialog)
        self.comes("SELECT stage FROM bylaw_version", 4)
        # The dialog goes after the act: an Escape before that would be its own.
        self.gone("审核通过", "frame", seconds=30)
        self.key("Escape")
        self.gone(re.compile("^正在看"), seconds=30)
        self.find(re.compile("已同步$"), seconds=30)


def found(server, one, two, town):
    """By command line, before the story begins: the village, its three households, a meeting that is called, a draft."""
    url = f"http://127.0.0.1:{server.port}"
    one.cli("init", "--code", VILLAGE, "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县", "--user", "曾小平")
    for step in ("check", "review", "approve", "post"):
        one.cli("settings", "set", f"points_{step}", "0")
    one.cli("points", "rules", "--adopt", "points-wendeng-household")
    for number, name in enumerate(("曾国强", "刘桂英", "王建军"), 1):
        one.cli("household", "add", "--group", "1组", f"number=1-{number}", f"head_name={name}")
        one.cli("person", "add", f"1-{number}", f"name={name}", "birthday=1970-01-01", "relation=户主")
    text = one.folder / "text"
    text.write_text("一、红白喜事\n第一条 红白喜事互相帮忙，酒席不超过十桌。\n")
    one.cli("bylaw", "new", BYLAW, text, "--single")
    one.cli("bylaw", "draft", BYLAW)
    one.cli("meeting", "adopt")
    one.cli("meeting", "new", "村民会议", "--day", TODAY, "place=村部", f"party_on={TODAY - datetime.timedelta(12)}",
            f"notified_on={TODAY - datetime.timedelta(11)}")
    one.cli("sync", "enroll", url, server.code(VILLAGE))
    one.cli("sync", "run")
    two.cli("sync", "enroll", url, server.code(VILLAGE), "--new", VILLAGE)
    two.cli("sync", "run")
    town.cli("--db", town.folder / "data", "office", "enroll", url, server.code(TOWNSHIP), "--office", "云岭镇人民政府", "--officer", "周向前")
    town.cli("--db", town.folder / "data", "office", "sync")


def file_of(office):
    return office.folder / "data" / f"{VILLAGE}.xiangyue"


def rows(office, fields):
    """All that travels, by table."""
    out = {}
    with contextlib.closing(sqlite3.connect(file_of(office).as_uri() + "?mode=ro", uri=True)) as db:
        for table, names in fields.items():
            out[table] = db.execute(f"SELECT id, del, {', '.join(names)} FROM {table} ORDER BY id").fetchall()
    return out


def fields_of(one):
    fields = {}
    for line in json.loads(one.cli("--json", "sync", "leave-list"))["leaving"]:
        fields.setdefault(line["table"], []).append(line["field"])
    return fields


def alike(offices, what):
    """All three have the same, and it is what was written."""
    fields = fields_of(offices[0])
    one, two, town = (rows(office, fields) for office in offices)
    different = [(table, one[table], two[table], town[table]) for table in fields if not one[table] == two[table] == town[table]]
    assert different == [], (what, different)
    for office in offices[:2]:
        state = json.loads(office.cli("--json", "sync", "status"))["status"]
        assert (state["waiting"], state["returned"], state["held"], state["conflicts"]) == (0, 0, 0, 0), (what, state)
    with contextlib.closing(sqlite3.connect(file_of(offices[2]).as_uri() + "?mode=ro", uri=True)) as db:
        def say(sql):
            return db.execute(sql).fetchone()[0]
        assert say("SELECT note FROM household WHERE number = '1-1'") in ("住在村口", "住在桥头"), what
        assert say("SELECT count(*) FROM points_entry") == 2, what
        assert say("SELECT yes || ' ' || no || ' ' || (SELECT count(*) FROM ballot) FROM vote WHERE closed_on IS NOT NULL") == "2 1 3", what
        assert say("SELECT stage FROM bylaw_version") == 4, what


def carry(server, bundle):
    """The stick comes to the county, and back with its receipt."""
    done = server.command("import", bundle)
    assert done.returncode == 0, done
    return str(max(pathlib.Path(bundle).parent.glob(pathlib.Path(bundle).stem + "*.xyr"), key=lambda path: path.stat().st_mtime_ns))


# Through the windows

def play(build, order, sticks):
    """ORDER of the three, and which of the village's reports on a stick."""
    server = Server(pathlib.Path(build) / "src/server/xiangyue-server", tls=False)
    with server, Window(Village, build) as one, Window(Village, build) as two, Window(Town, build) as town:
        offices = {"one": one, "two": two, "town": town}
        found(server, one, two, town)
        together(*(office.begin("open") for office in offices.values()))

        # The line is cut, and all go on working.
        server.stop()
        together(one.begin("note", "住在村口"), two.begin("note", "住在桥头"))
        together(one.begin("record", "zgq"), two.begin("record", "wjj"))
        one.vote()
        one.submit()
        together(one.begin("waits", "county-1-no-line"), two.begin("waits", "county-1-no-line-two"))

        server.start()
        for name in order:
            if name in sticks:
                offices[name].read_stick(carry(server, offices[name].write_stick()))
            else:
                offices[name].report()
        # Whoever came first knows of the others now; the township of what came after it.
        together(one.begin("report"), two.begin("report"))
        town.report()
        two.settle()
        for name in ("two", "one", "town"):
            offices[name].report()
        alike([one, two, town], (order, sticks))
        together(*(office.begin("done") for office in offices.values()))


# By command line

class Kept:
    """What lies in folders, to be put back into the same files, so that nothing tells that it was."""

    def __init__(self, *folders):
        self.content = {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}
        self.folders = folders

    def put_back(self):
        for folder in self.folders:
            for path in list(folder.rglob("*")):
                if path.is_file() and path not in self.content:
                    path.unlink()
        for path, content in self.content.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "r+b" if path.exists() else "wb") as file:
                file.truncate()
                file.write(content)


class Line:
    """The same steps by command."""

    def __init__(self, office):
        self.office = office

    def report(self):
        done = self.office.ask("sync", "run")["run"]
        assert done["trouble"] == "", done

    def carry(self, server):
        bundle = self.office.ask("sync", "export", self.office.desk)["bundle"]["path"]
        self.office.cli("sync", "import", carry(server, bundle))

    def settle(self):
        for conflict in self.office.ask("sync", "conflicts")["conflicts"]:
            self.office.cli("sync", "settle", conflict["row"], "take")


class TownLine(Line):
    def report(self):
        data = self.office.folder / "data"
        self.office.cli("--db", data, "office", "sync")
        if self.office.ask("--db", data, "office", "reviews")["reviews"]:
            self.office.cli("--db", self.office.file, "bylaw", "approve", BYLAW, "--note", "同意", "--by", "云岭镇司法所")
            self.office.cli("--db", data, "office", "sync")


def work(one, two):
    """What is done without a line."""
    for office, note, household in ((one, "住在村口", "1-1"), (two, "住在桥头", "1-3")):
        office.cli("household", "edit", "1-1", f"note={note}")
        office.cli("points", "record", "J01", household)
    voices = one.folder / "voices"
    voices.write_text("1-1,同意\n1-2,同意\n1-3,反对\n")
    one.cli("vote", "open", f"title={QUESTION}", "--meeting", TODAY, "basis=household", "method=doors")
    one.cli("vote", "tally", QUESTION, voices)
    one.cli("vote", "close", QUESTION)
    one.cli("bylaw", "advise", BYLAW, "--note", "没有意见", "--by", "钭律师")
    one.cli("bylaw", "submit", BYLAW)


def every_order(build):
    """From the same files in each order of the three, each of the village's over the line or on a stick. How many."""
    server = Server(pathlib.Path(build) / "src/server/xiangyue-server", tls=False)
    offices = {"one": Village(build), "two": Village(build), "town": Town(build)}
    lines = {name: (TownLine if name == "town" else Line)(office) for name, office in offices.items()}
    with server:
        found(server, *offices.values())
        server.stop()
        work(offices["one"], offices["two"])
        kept = Kept(server.data, *(office.folder for office in offices.values()))
        tried = 0
        for n, order in enumerate(itertools.permutations(offices)):
            for sticks in STICKS if LONG else [STICKS[n % len(STICKS)]]:
                kept.put_back()
                server.start()
                for name in order:
                    if name in sticks:
                        lines[name].carry(server)
                    else:
                        lines[name].report()
                for name in ("one", "two", "town"):
                    lines[name].report()
                lines["two"].settle()
                for name in ("two", "one", "town"):
                    lines[name].report()
                alike(list(offices.values()), (order, sticks))
                server.stop()
                tried += 1
    return tried


def main(build):
    began = time.monotonic()
    play(build, ("one", "two", "town"), ("two",))
    print(f"through the windows in {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    print(f"{every_order(build)} orders in {time.monotonic() - began:.1f} s")
    if LONG:
        for order in itertools.permutations(("one", "two", "town")):
            for sticks in STICKS:
                began = time.monotonic()
                play(build, order, sticks)
                print(f"{order}, sticks {sticks}: {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
