"""存为表格: every list of the page 积分 becomes a spreadsheet by its menu, with what its filters find; numbers are numbers, days are days."""
import html
import pathlib
import re
import subprocess
import sys
import time
import zipfile

from driver import Office

# Tab, part of it, how its file begins, some of its head, the least rows.
LISTS = [
    ("排名", None, "积分名次 ", ["名次", "户主", "本期"], 40),
    ("流水", None, "积分台账 ", ["日期", "户主", "事项", "原因", "备注"], 50),
    ("待办", None, "积分待办 ", ["日期", "户主"], 1),
    ("兑换", "兑换品", "兑换品", ["货号", "物品"], 3),
    ("兑换", "库存台账", "库存台账", ["日期"], 3),
]


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def rows_of(path):
    """The rows of the first sheet: texts as str, numbers as float, by their columns."""
    with zipfile.ZipFile(path) as file:
        xml = file.read("xl/worksheets/sheet1.xml").decode()
    rows = []
    for row in re.findall(r"<row [^>]*>(.*?)</row>", xml, re.S):
        cells = {}
        for letters, text, number in re.findall(r'<c r="([A-Z]+)\d+"[^>]*>(?:<is><t[^>]*>([^<]*)</t></is>|<v>([^<]*)</v>)</c>', row):
            cells[letters] = float(number) if number else html.unescape(text)
        rows.append(cells)
    return rows


def save(office, menu, item):
    """The one list that is shown, as a file on the stick. Returns its path."""
    before = set(office.desk.iterdir())
    office.open_menu(menu, "积分")
    time.sleep(0.5)
    office.click(item, "menu item")
    office.window("把列表存成表格")
    time.sleep(1)
    office.key("Return")
    path, = office.wait(lambda: {p for p in office.desk.iterdir() if not p.name.startswith(".")} - before, "the spreadsheet")
    office.find(re.compile(f"^已存 .*{re.escape(path.name)}"))
    return path


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "2", "--no-papers")
        village = query(office, "SELECT name FROM village")
        office.start()
        office.open_page("积分")
        time.sleep(1)
        for tab, part, begins, head, least in LISTS:
            office.click(re.compile(f"^{tab}( \\d+)?$"), "push button")
            time.sleep(0.8)
            if part is not None:
                office.click(part, "push button")
                time.sleep(0.5)
            path = save(office, "更多", "把列表存成表格…")
            rows = rows_of(path)
            assert path.name.startswith(village + begins) and path.name.endswith(".xlsx"), path.name
            assert rows[0]["A"].startswith(f"{village} {begins}".strip()), rows[0]
            assert set(head) <= set(rows[1].values()), rows[1]
            assert len(rows) - 2 >= least, (tab, len(rows))
            if tab == "排名":
                # The column of the period, as numbers, is what the ledger has of it.
                column = next(k for k, v in rows[1].items() if v == "本期")
                wanted = query(office, """SELECT sum (delta) FROM points_entry WHERE account IS NULL AND cancelled = 0 AND amount <> 0
                    AND day >= date ('now', 'localtime', 'start of month', '-' || ((strftime ('%m', 'now', 'localtime') - 1) % 3) || ' months')""")
                assert round(sum(row.get(column, 0) for row in rows[2:]) * 100) == int(wanted), (wanted, rows[:5])
        office.shot("tables-saved")

        # The rules go out as the sheet that comes back in.
        office.click("细则", "push button")
        time.sleep(0.8)
        path = save(office, "办法与文件", "存为表格…")
        assert "积分细则" in path.name and len(rows_of(path)) > 10
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
