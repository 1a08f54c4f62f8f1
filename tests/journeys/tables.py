"""Filters and 存为表格: what the page 积分 is filtered by stays over a restart and can be kept under a name; every list of it becomes a
spreadsheet by its menu, with what its filters find; numbers are numbers, days are days."""
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


def choose_category(office, key):
    office.click_at(office.find("类别", "combo box", office.find("积分", "filler")))
    time.sleep(0.7)
    office.key(key, "Return")


def rows_shown(office):
    """What the foot of the ledger says, or None. Lists that are not shown have no rows."""
    found = (re.match(r"共 (\d+) 条", node.get_name() or "") for node in office.nodes(office.look("积分", "filler"), cells=False))
    return max((int(match[1]) for match in found if match), default=None)


def counted(office, n):
    office.wait(lambda: rows_shown(office) == n, f"{n} rows")


def filters(office):
    """Of the ledger: chosen, kept, there after a restart, chosen again by its name."""
    quarter = "day >= date ('now', 'localtime', 'start of month', '-' || ((strftime ('%m', 'now', 'localtime') - 1) % 3) || ' months')"
    all_of = int(query(office, f"SELECT count (*) FROM points_entry WHERE cancelled = 0 AND {quarter}"))
    office.click("流水", "push button")
    counted(office, all_of)
    choose_category(office, "Down")
    shown = office.wait(lambda: rows_shown(office) not in (None, all_of) and rows_shown(office), "the rows of one category")
    assert str(shown) in query(office, f"SELECT count (*) FROM points_entry WHERE cancelled = 0 AND {quarter} GROUP BY category").split()
    office.open_menu("常用筛选", "积分")
    office.fill("筛选的名称", "一类")
    office.key("Return")
    time.sleep(0.5)

    office.stop()
    office.start()
    office.open_page("积分")
    office.click("流水", "push button")
    counted(office, shown)
    choose_category(office, "Home")
    counted(office, all_of)
    office.open_menu("常用筛选", "积分")
    office.shot("tables-filters")
    office.click("一类", "push button")
    counted(office, shown)
    choose_category(office, "Home")
    counted(office, all_of)


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "2", "--no-papers")
        village = query(office, "SELECT name FROM village")
        office.start()
        office.open_page("积分")
        time.sleep(1)
        filters(office)
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
