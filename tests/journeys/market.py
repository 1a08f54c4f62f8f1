"""A market day: thirty households fetch forty things for their points, from the first click to the printed register, with every key
counted. Sentences at the field for what cannot be; one slip of the hand is undone. The totals on paper are those of the ledger."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office

VISITS, THINGS = 30, 40
SALT, SOAP = (2, 100), (4, 200)  # number and hundredths of a point of two goods of the sample village


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


class Hand:
    """Clicks and keys, counted: what is typed to say who and what, and all others."""

    def __init__(self, office):
        self.office, self.clicks, self.typed, self.others = office, 0, 0, 0

    def click(self, *args, **kw):
        self.clicks += 1
        self.office.click(*args, **kw)

    def type(self, text):
        self.typed += len(text)
        self.office.type(text)

    def key(self, key):
        self.others += 1
        self.office.key(key)


OPEN = ("SELECT coalesce(e.household, i.household) AS household FROM objection AS o LEFT JOIN points_entry AS e ON e.id = o.entry "
        "LEFT JOIN points_item AS i ON i.id = o.item WHERE o.del = 0 AND o.answered_on IS NULL "
        "UNION SELECT household FROM objection WHERE del = 0 AND answered_on IS NULL")


def plan(office):
    """Who comes and what he takes, so that all of it can be had: (number, [(good, pieces)])."""
    rows = query(office, "SELECT h.number, t.spend FROM points_total AS t JOIN household AS h ON h.id = t.household "
                 f"WHERE h.state = 'here' AND t.spend >= 500 AND h.id NOT IN (SELECT * FROM ({OPEN}) AS x WHERE x.household IS NOT NULL) ORDER BY h.number LIMIT {VISITS}").splitlines()
    assert len(rows) == VISITS, rows
    return [(row.split("|")[0], [(SALT, 1 + n % 2)] + ([(SOAP, 1)] if n % 3 == 0 else [])) for n, row in enumerate(rows)]


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "120", "--years", "1", "--no-papers")
        before = {key: int(query(office, sql)) for key, sql in
                  (("n", "SELECT count(*) FROM reward_redemption"), ("spend", "SELECT sum(spend) FROM points_total"),
                   ("total", "SELECT sum(total) FROM points_total"),
                   ("salt", "SELECT stock FROM reward_good WHERE sort = 2"), ("soap", "SELECT stock FROM reward_good WHERE sort = 4"))}
        visits = plan(office)
        things = [thing for _, wishes in visits for thing in wishes]
        assert len(things) == THINGS, len(things)
        points = sum(price * pieces for (_, price), pieces in things)

        office.start()
        hand = Hand(office)
        hand.click("积分", "list item")
        hand.click("兑换", "push button")
        office.find("积分兑换")
        time.sleep(0.8)
        office.shot("market-1-counter")

        # What cannot be is said where it was typed, and nothing is written.
        poor = query(office, "SELECT h.number FROM household AS h LEFT JOIN points_total AS t ON t.household = h.id "
                     "WHERE h.state = 'here' AND coalesce(t.spend, 0) < 3000 ORDER BY h.number LIMIT 1")
        office.type(poor)
        office.key("Return")
        office.type("9")
        office.key("Return")
        office.find(re.compile("^.+户可兑 .+ 分，这些要 30.0 分，还差"))
        office.shot("market-2-refused")
        office.key("ctrl+a")
        office.type("xyy 5")
        office.key("Return")
        office.find(re.compile("每户每季度最多兑换 2"))
        office.key("ctrl+a")
        office.type("zzz")
        office.key("Return")
        office.find("没有这种兑换品。")
        office.key("ctrl+a", "BackSpace")
        office.key("shift+Tab", "shift+Tab")
        office.key("ctrl+a")
        objected = query(office, f"SELECT number FROM household WHERE state = 'here' AND id IN ({OPEN}) LIMIT 1")
        if objected:
            office.type(objected)
            office.key("Return")
            office.find(re.compile("的积分有人提了异议"))
            office.shot("market-2-objection")
            office.key("shift+Tab", "shift+Tab")
            office.key("ctrl+a")
        assert int(query(office, "SELECT count(*) FROM reward_redemption")) == before["n"]

        done = before["n"]
        for n, (number, wishes) in enumerate(visits):
            hand.type(number)
            hand.key("Return")
            for i, ((good, _), pieces) in enumerate(wishes):
                hand.type(f"{good}*{pieces}" if pieces > 1 else f"{good}")
                hand.key("Return" if i < len(wishes) - 1 else "ctrl+Return")
            done += len(wishes)
            office.wait(lambda: int(query(office, "SELECT count(*) FROM reward_redemption WHERE del = 0")) == done, f"visit {n + 1}")
            if n == 4:
                office.shot("market-3-list")
                # The wrong household: taken back at once, and handed out again.
                time.sleep(0.8)
                office.key("ctrl+z")
                office.wait(lambda: int(query(office, "SELECT count(*) FROM reward_redemption WHERE del = 0")) == done - len(wishes),
                            "the undo")
                office.key("ctrl+shift+z")
                office.wait(lambda: int(query(office, "SELECT count(*) FROM reward_redemption WHERE del = 0")) == done, "the redo")
        time.sleep(0.8)
        office.shot("market-4-all")
        office.find(re.compile(rf"：{THINGS} 笔 · 扣 {points / 100:.1f} 分"))

        # The register as it is signed.
        hand.click("登记表…")
        window = office.window("打印预览：兑换登记表")
        office.find(re.compile("^第 1 页，共"), root=window)
        office.shot("market-5-register")
        hand.key("ctrl+s")
        dialog = office.window("存为 PDF")
        time.sleep(0.8)
        office.key("ctrl+a")
        office.type(str(office.desk / "register.pdf"))
        hand.click(re.compile("^保存"), "push button", root=dialog)
        pdf = office.wait(lambda: (office.desk / "register.pdf").exists() and office.desk / "register.pdf", "the register as PDF")
        text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        plain = re.sub(r"\s+", " ", text)
        assert "积分兑换登记表" in plain, text
        assert re.search(rf"合计 {THINGS}笔 {sum(p for _, p in things)} {points / 100:.1f} ", plain), text
        assert text.count("2026") >= THINGS or text.count("-") >= THINGS, text

        # The ledger says the same, and nothing of it counts less.
        assert int(query(office, "SELECT sum(spend) FROM points_total")) == before["spend"] - points
        assert int(query(office, "SELECT sum(total) FROM points_total")) == before["total"]
        assert int(query(office, "SELECT sum(withheld) FROM points_entry WHERE kind = 'redeem' AND cancelled = 0 AND day = "
                         "(SELECT max(day) FROM reward_redemption)")) == points
        for sort, key in ((2, "salt"), (4, "soap")):
            gone = sum(pieces for (good, _), pieces in things if good == sort)
            assert int(query(office, f"SELECT stock FROM reward_good WHERE sort = {sort}")) == before[key] - gone
        print(f"{VISITS} households, {THINGS} things: {hand.clicks} clicks, {hand.typed} keys that say who and what, "
              f"{hand.others} others, {hand.others / VISITS:.1f} a household")
        assert hand.others <= 3 * VISITS and hand.clicks <= 5
        print(office.cli("verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
