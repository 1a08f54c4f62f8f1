"""The first month of an office, through the window: the village is founded, the roster comes in from a messy spreadsheet, a household is
found by its initials, ten households get points by keyboard, that is undone and redone, and the board comes out as PDF."""
import pathlib
import subprocess
import sys
import time

from driver import Office
from sheets import id_number, write_xlsx

HEADS = ["曾国强", "刘桂英", "王建军", "周小平", "张春兰", "李志远", "陈秀梅", "杨光明", "罗家旺", "谭玉兰", "仇满生", "单德胜"]


def roster():
    """A title over the table, a two-line head, group and head of household merged over the members, sums at the end."""
    rows = [["石板溪村户籍花名册"], ["单位：石板溪村", "", "", "", "", "2026年11月"],
            ["组别", "户主", "家庭成员", "", "", ""], ["", "", "姓名", "与户主关系", "身份证号码", "联系电话"]]
    merges = ["A1:F1", "A3:A4", "B3:B4", "C3:F3"]
    for n, head in enumerate(HEADS):
        group = f"第{'一二三'[n % 3]}村民小组"
        first = len(rows) + 1
        rows.append([group, head, head, "户主", id_number("19630512", 2 * n + 1), f"1990000{n:04d}"])
        rows.append(["", "", head[0] + "小梅", "女儿", id_number("19900308", 2 * n + 2), ""])
        merges += [f"A{first}:A{first + 1}", f"B{first}:B{first + 1}"]
    rows.append(["合计", "", f"{2 * len(HEADS)}人"])
    return rows, merges


def count(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return int(subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip())


def choose_file(office, path):
    """In GTK's own file chooser a slash opens the place to type in."""
    time.sleep(1)
    office.focus()
    office.type(str(path))
    time.sleep(0.5)
    office.key("Return")
    time.sleep(0.5)


def main(build):
    with Office(build) as office:
        sheet = office.folder / "roster.xlsx"
        rows, merges = roster()
        write_xlsx(sheet, [("花名册", rows, merges)])

        office.start()
        for name, text in (("村名", "石板溪村"), ("区划代码", "431399101201"), ("乡镇（街道）", "云岭镇"), ("县（市、区）", "清江县"),
                           ("您的姓名", "曾小平")):
            office.fill(name, text)
        office.shot("month-1-village")
        office.click("建立村庄")
        office.wait(lambda: list((office.folder / "data").glob("*.xiangyue")), "the village's file")
        time.sleep(1)
        office.shot("month-2-users")
        office.click("跳过")
        time.sleep(0.5)
        office.shot("month-3-roster")

        office.click("选表格…")
        choose_file(office, sheet)
        time.sleep(1)
        office.shot("month-4-file")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
