"""The first month of an office, through the window: the village is founded, the roster comes in from a messy spreadsheet, a household is
found by its initials, ten households get points by keyboard, that is undone and redone, and the board comes out as PDF."""
import pathlib
import re
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


def main(build):
    with Office(build) as office:
        sheet = office.desk / "roster.xlsx"
        rows, merges = roster()
        write_xlsx(sheet, [("花名册", rows, merges)])

        office.start()
        for name, text in (("村名", "石板溪村"), ("区划代码", "431399101201"), ("乡镇（街道）", "云岭镇"), ("县（市、区）", "清江县"),
                           ("您的姓名", "曾小平")):
            office.fill(name, text)
        # This village wants its points to count at once; the way through review and posting is the journey of objections.
        office.click(re.compile("^积分先评议"), "check box")
        office.shot("month-1-village")
        office.click("建立村庄")
        office.wait(lambda: list((office.folder / "data").glob("*.xiangyue")), "the village's file")
        time.sleep(1)
        office.shot("month-2-users")
        office.click("以后再说")
        time.sleep(0.5)
        office.shot("month-3-roster")

        office.click("选择表格…")
        time.sleep(0.5)
        office.click(re.compile("^选表格"))
        # The one file on the stick is chosen already.
        time.sleep(1.5)
        office.click(re.compile("^(_?读取|读取)"))
        time.sleep(2)
        office.shot("month-4-columns")
        office.click(re.compile("^下一步"), root=office.window("导入花名册"))
        time.sleep(1.5)
        office.shot("month-5-result")
        office.click(re.compile(r"^导入 ?\d+"), "push button", root=office.window("导入花名册"))
        office.wait(lambda: count(office, "SELECT count(*) FROM person") == 2 * len(HEADS), "everybody on the roster")
        assert count(office, "SELECT count(*) FROM household") == len(HEADS)
        time.sleep(0.5)
        office.shot("month-6-imported")

        # Next morning.
        office.stop()
        village = next((office.folder / "data").glob("*.xiangyue"))
        office.start(village)
        time.sleep(1)
        office.key("ctrl+f")
        office.type("zgq")
        office.find("曾国强户")
        office.shot("month-7-find")
        office.key("Return")
        time.sleep(1)
        office.find("曾小梅")
        office.shot("month-8-household")

        # The village adopts its rules; then ten households swept the road.
        office.click("积分", "list item")
        office.click("细则")
        office.click("采用目录")
        office.find("采用现成细则")
        office.shot("month-8-rules")
        office.click("采用", "push button")
        office.wait(lambda: count(office, "SELECT count(*) FROM points_rule") > 20, "the rules")
        office.click("排名")
        office.click("登记积分", "push button")
        time.sleep(0.8)
        for head in ("zgq", "lgy", "wjj", "zxp", "zcl", "lzy", "cxm", "ygm", "ljw", "tyl"):
            office.type(head)
            time.sleep(0.5)
            office.key("Return")
            time.sleep(0.2)
        office.key("Return")
        time.sleep(0.3)
        office.type("zyfw")
        time.sleep(0.5)
        office.key("Return")
        time.sleep(0.8)
        office.shot("month-9-record")
        office.key("ctrl+Return")
        sum_of = "SELECT coalesce(sum(delta), 0) FROM points_entry"
        office.wait(lambda: count(office, "SELECT count(*) FROM points_entry") == 10, "ten entries")
        points = count(office, sum_of)
        assert points > 0
        time.sleep(0.5)
        office.shot("month-10-recorded")
        office.key("ctrl+z")
        office.wait(lambda: count(office, sum_of) == 0, "the undo")
        office.key("ctrl+shift+z")
        office.wait(lambda: count(office, sum_of) == points, "the redo")

        office.click("打印公示榜")
        time.sleep(2)
        office.shot("month-11-preview")
        office.click(re.compile("^存为 PDF"))
        time.sleep(1.5)
        office.click(re.compile("^保存"), "push button", root=office.window("存为 PDF"))
        board = office.wait(lambda: list(office.folder.rglob("*.pdf")), "the board as PDF")[0]
        text = subprocess.run(["pdftotext", "-layout", str(board), "-"], capture_output=True, text=True, check=True).stdout
        plain = re.sub(r"\s", "", text)
        assert "石板溪村积分公示榜" in plain and "曾国强" in plain, text
        assert not re.search(r"(?<!\d)(\d{11}|\d{15,19})(?!\d)", text), "a whole number on the board"
        office.wait(lambda: count(office, "SELECT count(*) FROM paper WHERE number LIKE 'JF-%-0001'") == 1, "the register")
        print(office.cli("--db", village, "verify", "--log"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
