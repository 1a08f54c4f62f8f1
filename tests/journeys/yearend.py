"""The year's end: last year is closed on trial, taken back, closed again by the share that the meeting decided, confirmed; then nothing of it can
be changed any more, and the household's card says what was carried on."""
import datetime
import pathlib
import re
import subprocess
import sys
import time

from driver import Office


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def open_close(office):
    office.open_menu("更多", "积分")
    office.key("Down", "Down", "Return")
    dialog = office.window("期末结账")
    time.sleep(0.8)
    return dialog


def sums(office):
    return [int(n) for n in query(office, "SELECT sum (total), sum (spend) FROM points_total").split("|")]


def closing_entries(office):
    return int(query(office, "SELECT count (*) FROM points_entry WHERE kind = 'close' AND cancelled = 0 AND reversed = 0"))


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "2", "--no-papers")
        last_year = datetime.date.today().year - 1
        before = sums(office)
        # What there was at the end of last year, of whom it was above nought.
        cut = int(query(office, f"""SELECT coalesce (sum (total - total / 2), 0) FROM (SELECT (SELECT m.total FROM points_month AS m
            WHERE m.household = h.id AND m.month <= '{last_year}-12' ORDER BY m.month DESC LIMIT 1) AS total FROM household AS h) WHERE total > 0"""))
        office.start()
        office.open_page("积分")
        time.sleep(1)

        # On trial: all of it would go.
        dialog = open_close(office)
        office.drop("时期", 16, dialog)
        office.drop("积分处理", 2, dialog)
        office.find(re.compile("^有积分的 \\d+ 户中，\\d+ 户减分"), root=dialog)
        office.shot("yearend-1-preview")
        office.click("结账", "push button", root=dialog)
        office.gone("期末结账")
        n = closing_entries(office)
        assert n > 0 and sums(office)[0] < before[0], (n, sums(office), before)

        # Taken back as a whole.
        dialog = open_close(office)
        office.find(re.compile(f"^{last_year}年度已于 .* 结账（清零）.*确认之前可以撤回"), root=dialog)
        office.click("撤回结账", "push button", root=dialog)
        office.wait(lambda: closing_entries(office) == 0, "no entry of the close stands")
        assert sums(office) == before, (sums(office), before)
        office.key("Escape")
        time.sleep(0.5)

        # As the meeting decided: half of it is carried on.
        dialog = open_close(office)
        office.drop("时期", 16, dialog)
        office.drop("积分处理", 1, dialog)
        office.fill("会议决议", f"{last_year + 1}-01-05 村民代表会议")
        time.sleep(1)
        office.shot("yearend-2-half")
        office.click("结账", "push button", root=dialog)
        office.wait(lambda: closing_entries(office) > 0, "the entries of the close")
        assert before[0] - sums(office)[0] == cut, (before, sums(office), cut)

        # Confirmed: it stays.
        time.sleep(1)
        dialog = open_close(office)
        office.click("确认结账", "push button", root=dialog)
        office.find(re.compile("已确认"), root=dialog)
        office.shot("yearend-3-confirmed")
        office.key("Escape")
        time.sleep(0.5)
        kept = sums(office)
        office.key("ctrl+z")
        time.sleep(1)
        assert sums(office) == kept, "a confirmed close was undone"

        # Nothing of that year can be entered any more, and the sentence says why.
        household = query(office, "SELECT number FROM household WHERE state = 'here' AND del = 0 ORDER BY number LIMIT 1")
        refused = subprocess.run([str(build / "src/cli/xiangyue-cli"), "points", "record", "S01", household, "--day", f"{last_year}-06-01"],
                                 env=office.env, capture_output=True, text=True)
        assert refused.returncode == 1 and "结账" in refused.stderr, refused

        # The paper of it.
        pdf = office.folder / "card.pdf"
        office.cli("print", "points-card", household, "--out", str(pdf))
        text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        total = int(query(office, f"SELECT total FROM points_total WHERE household = (SELECT id FROM household WHERE number = '{household}')"))
        shown = f"{abs(total) / 100:.1f}" if total % 10 == 0 else f"{abs(total) / 100:.2f}"
        assert "积分卡" in text and shown in text, (shown, text)
        office.cli("verify")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
