"""A month of three hundred households from its paper sheet into the ledger, by the number pad, with every key counted: at most three a
household beyond the digits. In the middle the power fails. Then the second reading finds a slip, and all of it is one act."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office
from sheets import write_xlsx

GROUPS, EACH = 6, 50
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = ["国强", "桂英", "建军", "小平", "春兰", "志远", "秀梅", "光明", "家旺", "玉兰"]


def roster():
    rows = [["组别", "户号", "姓名", "与户主关系"]]
    for n in range(GROUPS * EACH):
        group = n // EACH + 1
        rows.append([f"{group}组", f"{group}-{n % EACH + 1:03d}", SURNAMES[n % 30] + GIVEN[n // 30], "户主"])
    return rows


def paper():
    """What stands on the sheet: how many times the one thing and the other."""
    return [((n * 7) % 4, (n * 5) % 3) for n in range(GROUPS * EACH)]


class Counted:
    """Presses keys and counts them: digits, and all others."""

    def __init__(self, office):
        self.office, self.digits, self.others = office, 0, 0

    def run(self, keys):
        """KEYS are names of X keys; many at a time, as a quick hand would."""
        self.digits += sum(k.isdigit() for k in keys)
        self.others += sum(not k.isdigit() for k in keys)
        for at in range(0, len(keys), 200):
            subprocess.run(["xdotool", "key", "--delay", "6", *keys[at:at + 200]], env=self.office.env, check=True)
        time.sleep(0.2)


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def number(office, sql):
    return int(query(office, sql))


def keys_of(row):
    """Two columns: digits, Tab, digits, Enter."""
    return [*str(row[0]), "Tab", *str(row[1]), "Return"]


def open_sheet(office):
    office.click("积分", "list item")
    office.click("按表登记")
    office.window("按表登记")


def main(build):
    with Office(build) as office:
        sheet = office.desk / "roster.xlsx"
        write_xlsx(sheet, [("花名册", roster(), [])])
        village = office.folder / "data" / "431399101201.xiangyue"
        village.parent.mkdir(parents=True, exist_ok=True)
        clerk = ("--db", village, "--user", "曾小平")
        office.cli(*clerk, "init", "--code", "431399101201", "--name", "石板溪村")
        # This journey ends in the ledger, without the steps between.
        for step in ("check", "review", "approve", "post"):
            office.cli(*clerk, "settings", "set", f"points_{step}", "0")
        office.cli(*clerk, "import", "roster", sheet)
        office.cli(*clerk, "points", "rules", "--adopt", "points-wendeng-household")
        # Two rules that give so much for each time.
        found = query(office, "SELECT name, find FROM points_rule WHERE score = score_max AND score > 0 AND step = 0 AND cap = 0 AND "
                              "unit = '次' AND tiers IS NULL AND pool IS NULL AND repeat_period IS NULL AND cap_act = 0 AND "
                              "target IS NULL ORDER BY sort DESC LIMIT 2").splitlines()
        rules = [(line.split("|")[0], line.split("|")[1].split()[-1]) for line in found]
        assert number(office, "SELECT count(*) FROM household") == GROUPS * EACH

        office.start(village)
        time.sleep(1)
        open_sheet(office)
        time.sleep(0.8)
        hand = Counted(office)
        rows = paper()
        for _, initials in rules:
            hand.run(["ctrl+n", *initials])
            time.sleep(0.6)
            office.shot("sheet-1-rule")
            hand.run(["Return"])
            time.sleep(0.6)
        office.shot("sheet-2-empty")
        office.focused(re.compile("^1-001 "))

        half = GROUPS * EACH // 2
        hand.run([key for row in rows[:half] for key in keys_of(row)])
        office.focused(re.compile("^4-001 "))
        time.sleep(1.5)
        office.shot("sheet-3-half")
        office.kill()

        # After the power cut.
        office.start(village)
        time.sleep(1)
        open_sheet(office)
        office.find("这张表上次没登完，接着登就行。")
        office.shot("sheet-4-again")
        time.sleep(0.5)
        hand.run(["ctrl+f", "4", "minus", "0", "0", "1"])
        time.sleep(0.6)
        hand.run(["Return"])
        office.focused(re.compile("^4-001 "))
        # One slip of the finger at the end: 6-050 gets one more than the paper says.
        hand.run([key for row in rows[half:-1] for key in keys_of(row)])
        hand.run([str(rows[-1][0] + 1), "Tab", str(rows[-1][1]), "Return"])

        sums = [sum(row[k] for row in rows) for k in range(2)]
        # Enter in the last row went on to the second reading.
        hand.run([*str(sums[0]), "Return"])
        office.find(re.compile("多 1"))
        office.shot("sheet-5-slip")
        assert number(office, "SELECT count(*) FROM points_entry") == 0
        hand.run(["ctrl+f", "6", "minus", "0", "5", "0"])
        time.sleep(0.6)
        hand.run(["Return"])
        office.focused(re.compile("^6-050 "))
        hand.run([str(rows[-1][0]), "Return"])
        # Enter in the last row again: to the sum that was not read yet.
        office.find(re.compile("对上了"))
        office.focused(f"复核合计：{rules[1][0]}")
        hand.run([*str(sums[1]), "Return"])
        time.sleep(0.5)
        office.shot("sheet-6-agrees")
        hand.run(["ctrl+Return"])
        filled = [sum(row[k] > 0 for row in rows) for k in range(2)]
        office.wait(lambda: number(office, "SELECT count(*) FROM points_entry") == sum(filled), "the ledger")
        time.sleep(0.8)
        office.shot("sheet-7-recorded")

        for k in range(2):
            entered = number(office, f"SELECT sum(amount) FROM points_entry WHERE item = '{rules[k][0]}'")
            assert entered == 100 * sums[k], (entered, sums[k])
        assert number(office, "SELECT count(*) FROM act WHERE title LIKE '%记分%'") == 1, query(office, "SELECT title FROM act")
        households = GROUPS * EACH
        print(f"{households} households: {hand.digits} digits, {hand.others} other keys, {hand.others / households:.2f} a household")
        assert hand.others <= 3 * households
        office.key("ctrl+z")
        office.wait(lambda: number(office, "SELECT coalesce(sum(delta), 0) FROM points_entry") == 0, "the undo")
        print(office.cli("--db", village, "verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
