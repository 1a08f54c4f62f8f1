"""Entry that is quick: one household in five keys after it is found, a list from a chat with a name that two have and one that nobody has,
the same once more, which is asked about, a usual entry, and a picture; then a sheet of points from WPS, imported twice."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office
from sheets import write_xlsx

PEOPLE = [("1组", "1-001", "曾国强"), ("1组", "1-002", "刘桂英"), ("2组", "2-001", "王建军"), ("2组", "2-002", "刘桂英"), ("3组", "3-001", "周小平")]


def number(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return int(subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip())


def entries_shown(office):
    """Their states in the ledger; the pane says one too, and comes before the table."""
    return [one for one in office.nodes() if one.get_name() == "有效"][1:]


def main(build):
    with Office(build) as office:
        village = office.folder / "data" / "431399101201.xiangyue"
        village.parent.mkdir(parents=True, exist_ok=True)
        roster = office.folder / "roster.xlsx"
        write_xlsx(roster, [("花名册", [["组别", "户号", "姓名", "与户主关系"]] + [[*one, "户主"] for one in PEOPLE], [])])
        clerk = ("--db", village, "--user", "曾小平")
        office.cli(*clerk, "init", "--code", "431399101201", "--name", "石板溪村")
        for step in ("check", "review", "approve", "post"):
            office.cli(*clerk, "settings", "set", f"points_{step}", "0")
        office.cli(*clerk, "import", "roster", roster)
        office.cli(*clerk, "points", "rules", "--adopt", "points-wendeng-household")
        subprocess.run(["convert", "-size", "2400x1800", "plasma:", "-quality", "97", str(office.desk / "照片.jpg")], check=True)
        entries = "SELECT count(*) FROM points_entry WHERE cancelled = 0"

        office.start(village)
        time.sleep(1)
        office.click("积分", "list item")
        office.click("登记积分", "push button")
        time.sleep(0.6)
        # The rule is chosen once; afterwards it stands there already.
        office.type("zgq")
        time.sleep(0.5)
        office.key("Return", "Return")
        office.type("ywx")
        time.sleep(0.5)
        office.key("Return")
        time.sleep(0.5)
        office.key("ctrl+Return")
        office.wait(lambda: number(office, entries) == 1, "the first entry")
        office.gone("登记积分", "frame")

        # One household: Enter takes the one that is found, Ctrl+Enter records.
        office.click("登记积分", "push button")
        time.sleep(0.6)
        office.type("wjj")
        time.sleep(0.5)
        office.key("Return")
        time.sleep(0.3)
        office.key("ctrl+Return")
        office.wait(lambda: number(office, entries) == 2, "the second entry, by two keys")

        # The same once more is asked about.
        time.sleep(0.5)
        office.click("登记积分", "push button")
        time.sleep(0.6)
        office.hold("1. 曾国强\n2. 刘桂英 2次\n3. 李四\n4. 3-001")
        office.key("ctrl+v")
        office.window("户的名单")
        office.find("花名册里没有叫李四的人。")
        office.find(re.compile("^认出2户 · 要选1户 · 没认出1户"))
        office.shot("record-1-list")
        office.key("Tab", "space")
        time.sleep(0.5)
        office.key("Down", "Down", "Return")
        office.find(re.compile("^认出3户"))
        office.key("ctrl+Return")
        # Who was not known stays.
        office.find(re.compile("^已加入3户"))
        office.shot("record-2-left")
        office.key("Escape")
        office.gone("户的名单", "frame")
        office.find(re.compile("曾国强.*那天已经登记过同样的一笔"))
        office.key("ctrl+Return")
        time.sleep(0.5)
        assert number(office, entries) == 2, "the same was recorded without a question"
        office.shot("record-3-again")
        office.click("去掉这几户")
        office.find("已选 2 户")
        office.click("加照片或扫描件…")
        time.sleep(1)
        office.key("Return")
        office.find("去掉", "push button")
        office.shot("record-4-photo")
        office.click("常用登记")
        office.fill("常用登记的名字", "每月义务工")
        office.click("存下这一笔")
        office.wait(lambda: number(office, "SELECT count(*) FROM points_template WHERE del = 0") == 1, "the usual entry")
        office.key("Escape")
        time.sleep(0.3)
        office.key("ctrl+Return")
        office.wait(lambda: number(office, entries) == 4, "two more entries")
        assert number(office, "SELECT amount FROM points_entry AS e JOIN household AS h ON h.id = e.household WHERE h.number = '2-002'") == 200
        kept = [p for p in village.parent.rglob("*") if re.fullmatch("[0-9a-f]{64}", p.name)]
        assert len(kept) == 1 and kept[0].stat().st_size <= 300 * 1024, kept
        assert number(office, f"SELECT count(*) FROM points_entry WHERE photo = '{kept[0].name}'") == 2

        # Rows taken with Ctrl are those alone; nobody chose the first one.
        office.click("流水")
        rows = office.wait(lambda: entries_shown(office), "the entries")
        subprocess.run(["xdotool", "keydown", "ctrl"], env=office.env, check=True)
        for n, row in enumerate(rows[1:3], 1):
            office.click_at(row)
            office.find(re.compile(f"^选中 {n} 条"))
        subprocess.run(["xdotool", "keyup", "ctrl"], env=office.env, check=True)
        office.shot("record-4-taken")

        # A sheet from WPS, pasted into the ledger: twice, which changes nothing the second time.
        for n in range(2):
            time.sleep(0.5)
            office.click("流水")
            time.sleep(0.5)
            office.hold("户主\t参加村里培训\n曾国强\t1\n王建军\t2\n")
            office.click_at(office.wait(lambda: entries_shown(office), "an entry")[-1])
            office.key("ctrl+v")
            office.window("导入积分")
            office.find(re.compile("^新登记2笔" if n == 0 else "^新登记0笔.*已登记过2笔"))
            office.shot(f"record-5-import-{n}")
            office.key("ctrl+Return" if n == 0 else "Escape")
            office.gone("导入积分", "frame")
            assert number(office, entries) == 6
        print(office.cli("--db", village, "verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
