"""A village's file that a failing disk has spoilt: the window says what happened and what the last sound backup holds, and one key brings the
village back; without a backup it still says what can be done. Nothing is ever deleted."""
import pathlib
import re
import sqlite3
import sys
import time

from driver import Office

PAGE = 4096


def village(office):
    return next((office.folder / "data").glob("*.xiangyue"))


def spoil(path, table):
    """Overwrites the first page of TABLE (None: of the file) as a dying disk would. Returns what the file is then."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = 1 if table is None else db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    db.close()
    with open(path, "r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(bytes(0xA5 ^ (n % 251) for n in range(PAGE)))
    return path.read_bytes()


def households(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = db.execute("SELECT hex (id), number, note FROM household WHERE del = 0 ORDER BY id").fetchall()
    db.close()
    return rows


def asides(office):
    return sorted((office.folder / "data").glob("*.old"))


def restore_by_key(build, table, name):
    with Office(build) as office:
        office.cli("sample", "--households", 60, "--years", 1)
        path = village(office)
        user = office.cli("--json", "users", "list")
        user = re.search(r'"name": ?"([^"]+)"[^{}]*"role": ?"administrator"', user)
        office.cli("--user", user[1], "backup")
        before = households(path)
        number = before[0][1]
        office.cli("--user", user[1], "household", "edit", number, "note=备份以后写的")
        assert households(path) != before
        spoilt = spoil(path, table)

        office.start()
        office.find(re.compile("数据文件坏了"))
        office.find("最近一份完好的备份")
        office.find(re.compile(r"60 户，\d+ 人"))
        office.find(re.compile("什么都没有删"))
        office.shot(f"damaged-{name}-1-offer")
        assert not asides(office)
        # The verb has the focus: Enter is enough.
        office.key("Return")
        office.find(re.compile("^已恢复到 2"))
        office.shot(f"damaged-{name}-2-restored")
        office.key("Escape")
        office.find("户籍", "list item")
        time.sleep(1)
        office.shot(f"damaged-{name}-3-village")
        assert households(path) == before
        # But for its first page, where SQLite notes that the journal was closed, the old file is what it was.
        kept = [p.read_bytes() for p in asides(office)]
        assert len(kept) == 1 and kept[0][PAGE:] == spoilt[PAGE:], asides(office)
        assert table is not None or kept[0] == spoilt
        office.stop()
        print(office.cli("verify"))
        # The finding itself is told in the log.
        problems = [line for line in office.problems() if "check: ***" not in line]
        assert not problems, problems


def look_only(build):
    """The page of one table is gone: the rest can be looked at, and nothing can be changed."""
    with Office(build) as office:
        office.cli("sample", "--households", 60, "--years", 1)
        path = village(office)
        spoilt = spoil(path, "points_entry")
        office.start()
        # The first page looks at the points too.
        office.find(re.compile("数据文件坏了"))
        office.find(re.compile("没有找到完好的备份"))
        office.shot("damaged-look-1-none")
        office.click(re.compile("^只读打开"))
        office.find(re.compile("现在是只读打开"))
        # Who is in the village can be read, and the page of points says that it cannot.
        office.click("积分", "list item")
        time.sleep(1)
        office.shot("damaged-look-2-points")
        office.click("户籍", "list item")
        office.find(re.compile(r"共 60 户"))
        office.shot("damaged-look-3-roster")
        office.click(re.compile("^恢复备份"))
        office.find(re.compile("没有找到完好的备份"))
        office.stop()
        assert path.read_bytes()[PAGE:] == spoilt[PAGE:] and not asides(office)


if __name__ == "__main__":
    build = pathlib.Path(sys.argv[1])
    restore_by_key(build, None, "head")
    restore_by_key(build, "village", "village")
    look_only(build)
