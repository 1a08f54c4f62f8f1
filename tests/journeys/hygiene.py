"""A round of household hygiene, by the keyboard: a round is made, its score sheets are printed, the sheets of three judges for 120 households are typed
cell by cell with the number pad, the power fails in the middle of it, lists are decided, and what comes out is what Python computes from the
same sheets. Both boards are printed, one hangs and is corrected, three slips are issued and
closed, and who is closed leaves the next board."""
import pathlib
import random
import re
import subprocess
import sys
import time

from driver import Office
from sheets import write_xlsx

GROUPS, EACH = 4, 30
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = ["国强", "桂英", "建军", "小平"]
ITEMS = [("门前屋后无垃圾", 60), ("庭院整齐", 40)]
ROUND = f"{time.strftime('%Y')}年第1期人居环境评比"
PROBLEM = "门前堆柴草"
BAD = (17, 48, 95)
JUDGES = ["甄一平（镇驻村干部）", "甄二妹", "甄三保"]


def number_of(n):
    return f"{n // EACH + 1}-{n % EACH + 1:03d}"


def roster():
    rows = [["组别", "户号", "姓名", "与户主关系"]]
    for n in range(GROUPS * EACH):
        rows.append([f"{n // EACH + 1}组", number_of(n), SURNAMES[n % EACH] + GIVEN[n // EACH], "户主"])
    return rows


def paper():
    """What the judges wrote: for each judge and household a score for each item. Three households are bad, many are equal."""
    dice = random.Random(20261122)
    good = [28 if n in BAD else dice.choice((68, 76, 84, 88, 90, 92, 95, 97)) for n in range(GROUPS * EACH)]
    sheets = []
    for _ in JUDGES:
        rows = []
        for n in range(GROUPS * EACH):
            total = min(100, max(0, good[n] + dice.choice((-1, 0, 0, 1))))
            first = min(60, total * 6 // 10)
            rows.append((first, total - first))
        sheets.append(rows)
    return sheets


def expected(sheets):
    """Averages, ranks and lists: red the best fifth with ties, to help whoever is below 60."""
    scores = []
    for n in range(GROUPS * EACH):
        total = sum(100 * sum(rows[n]) for rows in sheets)
        scores.append((2 * total + len(sheets)) // (2 * len(sheets)))
    ranks = [1 + sum(other > score for other in scores) for score in scores]
    room = max(1, (2 * 20 * len(scores) + 100) // 200)
    edge = sorted(scores, reverse=True)[room - 1]
    lists = ["red" if score >= edge else "low" if score < 6000 else "" for score in scores]
    return scores, ranks, lists


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def number(office, sql):
    return int(query(office, sql))


def press(office, keys):
    """KEYS are names of X keys; many at a time, as a quick hand would."""
    for at in range(0, len(keys), 200):
        subprocess.run(["xdotool", "key", "--delay", "4", *keys[at:at + 200]], env=office.env, check=True)
    time.sleep(0.2)


def keys_of(row, total=None):
    """Two items and the sum, each with its Enter."""
    return [key for cell in (*row, sum(row) if total is None else total) for key in (*str(cell), "Return")]


def fill(office, window, name, text, nth=0):
    """The NTH field of this name in WINDOW."""
    found = office.wait(lambda: [node for node in office.nodes(window) if node.get_name() == name and node.get_editable_text_iface()][nth:],
                        f"the field “{name}”")
    found[0].get_editable_text_iface().set_text_contents(text)
    time.sleep(0.05)


class Desk:
    """A dialog whose rows are gone through: what its cell with the keys and the line below the table say, without a walk over all rows."""

    def __init__(self, office, title):
        self.office = office
        self.window = office.window(title)
        row = re.compile(r"^\d-\d{3} ")
        self.cell = office.wait(lambda: next((n for n in office.nodes(self.window) if row.match(n.get_name() or "")), None), "a cell")
        self.status = office.wait(lambda: next((n for n in office.nodes(self.window) if n.get_role_name() == "label"
                                                and re.match(r"^\d-\d{3} .* · ", n.get_name() or "")), None), "the line below")

    def at(self, pattern):
        self.office.wait(lambda: re.search(pattern, self.cell.get_name()), f"“{pattern}”; the keys are at “{self.cell.get_name()}”")
        return self.cell.get_name()

    def says(self, pattern):
        self.office.wait(lambda: re.search(pattern, self.status.get_name()), f"“{pattern}”; it says “{self.status.get_name()}”")


def start_round(office):
    office.click("开始评比")
    window = office.window("开始评比")
    time.sleep(0.8)
    office.tab_to("姓名或首字母，回车加入")
    for judge in JUDGES:
        fill(office, window, "姓名或首字母，回车加入", judge)
        office.key("Return")
        time.sleep(0.4)
    office.shot("hygiene-2-round")
    office.key("ctrl+Return")
    office.wait(lambda: number(office, "SELECT count(*) FROM hygiene_result") == GROUPS * EACH, "the round")


def look_at_writing(office):
    """Where there is no checklist one can be written from nothing, and not only adopted."""
    office.click("评比表", "push button")
    office.click("自己写一张…", "push button")
    office.window("评比表")
    time.sleep(0.4)
    office.shot("hygiene-1-write")
    close_window(office, "评比表")


def print_sheets(office):
    """What the judges take along: for each of them every household once, in walking order, under each item with what it gives at most."""
    office.click("打印评分表…", "push button")
    text = save_preview(office, "评比打分表", "score-sheets")
    households = [number_of(n) + head_of(n) for n in range(GROUPS * EACH)]
    found = re.findall(r"\d-\d{3}[\u4e00-\u9fff]{3}", text)
    assert found == households * len(JUDGES), found
    for judge in JUDGES:
        assert text.count(f"评委：{judge}") == GROUPS, judge
    # A narrow head breaks its words over lines, between those of others.
    for name, most in ITEMS:
        assert all(c in text for c in name) and f"{most}分" in text, (name, text)
    assert text.count("评委签名") == GROUPS * len(JUDGES), text


def n_sheets(office):
    return number(office, "SELECT count(*) FROM hygiene_sheet WHERE del = 0")


def open_grid(office):
    office.click("录分", "push button")
    return Desk(office, f"录分：{ROUND}")


def note_problem(office, desk, n):
    office.key("F2")
    head = SURNAMES[n % EACH] + GIVEN[n // EACH]
    window = office.window(f"{number_of(n)} {head}")
    fill(office, window, "主要问题", PROBLEM)
    office.key("ctrl+Return")
    office.wait(lambda: query(office, f"SELECT count(*) FROM hygiene_result WHERE problem = '{PROBLEM}'") == str(BAD.index(n) + 1), "the problem")
    office.wait(lambda: all(window.get_name() != f"{number_of(n)} {head}" for window in office.windows()), "the end of the dialog")


def type_sheets(office, village, sheets):
    desk = open_grid(office)
    desk.at("^1-001 .*门前屋后无垃圾")
    office.shot("hygiene-3-empty")

    # Above the most it is said beside the cell, and Enter stays.
    press(office, ["6", "1"])
    desk.says("最多 60 分。$")
    press(office, ["Return"])
    desk.at("^1-001 .*门前屋后无垃圾: 61")
    office.shot("hygiene-4-above")
    first, second = sheets[0][0]
    # What the paper says and what the scores come to: both numbers.
    press(office, keys_of((first, second), first + second + 1))
    desk.says(f"各项加起来是 {first + second} 分，纸上合计是 {first + second + 1} 分")
    office.shot("hygiene-5-sum")
    assert n_sheets(office) == 0
    press(office, [*str(first + second), "Return"])
    office.wait(lambda: n_sheets(office) == 1, "the first sheet")
    desk.at("^1-002 ")

    half = GROUPS * EACH // 2
    press(office, [key for row in sheets[0][1:half] for key in keys_of(row)])
    # A whole line and a cell, and the power fails at the second cell's first digit.
    after = sheets[0][half]
    press(office, [*str(after[0]), "Return", str(after[1])[0]])
    time.sleep(0.3)
    office.shot("hygiene-6-half")
    del desk  # of a program that is gone
    office.kill()

    office.start(village)
    time.sleep(0.8)
    assert n_sheets(office) == half, n_sheets(office)
    office.open_page("卫生")
    time.sleep(0.5)
    desk = open_grid(office)
    # The first cell is there; the line is typed on from its second.
    desk.at(f"^{number_of(half)} .*庭院整齐")
    office.find("上次没录完的还在，接着录就行。", root=desk.window)
    office.shot("hygiene-7-again")
    press(office, [*str(after[1]), "Return", *str(sum(after)), "Return"])
    press(office, [key for row in sheets[0][half + 1:] for key in keys_of(row)])
    office.wait(lambda: n_sheets(office) == GROUPS * EACH, "the first judge's sheets")
    office.find("甄一平：120 / 120 户", root=desk.window)

    # The second judge; one household by its number, out of the order.
    office.key("alt+2")
    desk.at("^1-001 ")
    press(office, ["3", "minus", "0", "1", "6"])
    desk.says("跳到户编号 3-016")
    press(office, ["Return"])
    desk.at("^3-016 ")
    jumped = 2 * EACH + 15
    press(office, keys_of(sheets[1][jumped]))
    press(office, ["1", "minus", "1", "Return"])
    desk.at("^1-001 ")
    # He comes by the line that is there: Enter passes through it.
    press(office, [key for n, row in enumerate(sheets[1]) for key in (["Return"] * 3 if n == jumped else keys_of(row))])
    office.wait(lambda: n_sheets(office) == 2 * GROUPS * EACH, "the second judge's sheets")
    office.key("alt+3")
    desk.at("^1-001 ")
    press(office, [key for row in sheets[2] for key in keys_of(row)])
    office.wait(lambda: n_sheets(office) == 3 * GROUPS * EACH, "the third judge's sheets")
    time.sleep(0.5)
    office.find("全部录完", root=desk.window)
    office.shot("hygiene-8-typed")

    # The last line goes with Ctrl+Z and is typed again.
    office.key("ctrl+z")
    office.wait(lambda: n_sheets(office) == 3 * GROUPS * EACH - 1, "the undo")
    office.find("甄三保：119 / 120 户", root=desk.window)
    desk.at(f"^{number_of(GROUPS * EACH - 1)} ")
    press(office, keys_of(sheets[2][-1]))
    office.wait(lambda: n_sheets(office) == 3 * GROUPS * EACH, "the sheet again")
    # What was seen at the bad ones goes in beside their scores.
    for n in BAD:
        press(office, ["minus" if key == "-" else key for key in number_of(n)] + ["Return"])
        desk.at(f"^{number_of(n)} ")
        note_problem(office, desk, n)
    # Judged twice by one judge: it is asked, and Esc leaves it.
    press(office, ["4", "minus", "0", "3", "0", "Return", "1", "Return", "1", "Return", "2", "Return"])
    desk.says("已经评过")
    office.shot("hygiene-9-twice")
    office.key("Escape")
    time.sleep(0.3)
    close_window(office, "录分")


def decide(office, sheets):
    scores, ranks, lists = expected(sheets)
    office.click("定榜", "push button")
    desk = Desk(office, f"定榜：{ROUND}")
    office.shot("hygiene-10-suggested")
    # The first of the red list goes to neither, with its reason in the line.
    first = desk.cell.get_name()
    chosen = next(n for n in range(GROUPS * EACH) if first.startswith(number_of(n) + " "))
    assert ranks[chosen] == 1, first
    office.key("n")
    time.sleep(0.4)
    office.shot("hygiene-11-reason")
    fill(office, desk.window, "为什么不照建议", "本月被通报焚烧秸秆")
    office.key("Return")
    time.sleep(0.3)
    lists[chosen] = ""
    office.shot("hygiene-12-decided")
    office.key("ctrl+Return")
    office.wait(lambda: query(office, "SELECT closed_on FROM hygiene_round") != "", "the decision")
    time.sleep(1)
    office.shot("hygiene-13-closed")

    rows = [line.split("|") for line in
            query(office, "SELECT h.number, r.score, r.rank, coalesce(r.list, ''), coalesce(r.reason, '') FROM hygiene_result AS r "
                          "JOIN household AS h ON h.id = r.household ORDER BY r.sort").splitlines()]
    assert [row[0] for row in rows] == [number_of(n) for n in range(GROUPS * EACH)]
    for n, row in enumerate(rows):
        assert (int(row[1]), int(row[2]), row[3]) == (scores[n], ranks[n], lists[n]), (row, scores[n], ranks[n], lists[n])
    assert [row[0] for row in rows if row[4]] == [number_of(chosen)]
    assert [n for n, name in enumerate(lists) if name == "low"] == list(BAD) and lists.count("red") >= 24, lists
    print(f"{lists.count('red')} on the red list, {lists.count('low')} to help")
    return desk, lists


def head_of(n):
    return SURNAMES[n % EACH] + GIVEN[n // EACH]


def save_preview(office, title, name):
    """The paper in the preview as PDF; its text without spaces."""
    window = office.window(f"打印预览：{title}")
    time.sleep(0.8)
    office.shot(f"hygiene-paper-{name}")
    office.key("ctrl+s")
    dialog = office.window("存为 PDF")
    time.sleep(0.4)
    path = office.desk / f"{name}.pdf"
    office.key("ctrl+a")
    office.type(str(path))
    office.click(re.compile("^保存"), "push button", root=dialog)
    office.wait(lambda: path.exists() and path.stat().st_size > 0, f"the paper {title}")
    time.sleep(0.5)
    office.key("Escape")
    office.wait(lambda: all(other.get_name() != f"打印预览：{title}" for other in office.windows()), "the end of the preview")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert not re.search(r"(?<!\d)(\d{11}|\d{15,19})(?!\d)", text), "a whole number on a paper"
    return re.sub(r"\s", "", text)


def print_list(office, desk, item, title, name):
    office.click("打印…", None, desk.window)
    office.click(item, "menu item")
    return save_preview(office, title, name)


def print_boards(office, desk, lists):
    """The red list has every name of it and no other; the other board has numbers alone."""
    red = print_list(office, desk, "红榜", "人居环境红榜", "red")
    low = print_list(office, desk, "待改进", "人居环境待改进通报", "low")
    for n, name in enumerate(lists):
        assert (head_of(n) in red) == (name == "red"), (n, name)
        assert head_of(n) not in low, (n, name)
        assert (number_of(n) in low) == (name == "low"), (n, name)
    assert PROBLEM in low


def post_and_correct(office, desk, lists):
    """The board hangs; what is changed now is a correction with its reason."""
    office.click("登记张贴…", "push button", desk.window)
    window = office.window("登记张贴")
    time.sleep(0.5)
    office.click("已贴好", "push button", window)
    office.wait(lambda: number(office, "SELECT count(*) FROM notice WHERE posted_on IS NOT NULL") == 1, "the notice")
    time.sleep(0.8)
    row = desk.cell.get_name()
    office.key("n")
    time.sleep(0.4)
    fill(office, desk.window, "为什么不照建议", "算错了一户")
    office.key("Return")
    office.wait(lambda: number(office, "SELECT count(*) FROM hygiene_correction") == 1, "the correction")
    assert query(office, "SELECT was || ' ' || reason FROM hygiene_correction") == "red 算错了一户"
    time.sleep(0.5)
    office.shot("hygiene-14-corrected")
    lists[next(n for n in range(GROUPS * EACH) if row.startswith(number_of(n) + " "))] = ""


def close_window(office, name):
    office.key("Escape")
    office.wait(lambda: all(not window.get_name().startswith(name) for window in office.windows()), f"the end of “{name}”")


def issue_slips(office):
    office.click("整改", "push button")
    time.sleep(0.5)
    office.click("发通知书", "push button")
    office.window("发整改通知书")
    time.sleep(0.8)
    office.shot("hygiene-15-issue")
    office.key("ctrl+Return")
    office.wait(lambda: number(office, "SELECT count(*) FROM hygiene_slip") == len(BAD), "the slips")
    slips = save_preview(office, "整改通知书", "slips")
    assert slips.count("整改通知书（存根）") == len(BAD), slips
    time.sleep(0.5)
    office.shot("hygiene-16-slips")


def close_slip(office, household):
    """The slip of HOUSEHOLD is found by its number, put right, and closed, all by the keyboard."""
    before = number(office, "SELECT count(*) FROM hygiene_slip WHERE stage = 3")
    field = office.fill("在卫生页查找", household)
    time.sleep(0.8)
    office.click_at(field)
    office.key("Return")
    time.sleep(0.3)
    for _ in range(3):
        if office.row_has_keys():
            break
        office.key("Down")
        time.sleep(0.3)
    assert office.row_has_keys(), office.describe()
    office.key("Return")
    office.window("复查")
    time.sleep(0.5)
    office.shot("hygiene-17-recheck")
    office.key("ctrl+Return")
    office.wait(lambda: number(office, "SELECT count(*) FROM hygiene_slip WHERE stage = 3") == before + 1, "the closing")
    time.sleep(0.6)


def leave_the_board(office, lists):
    """Who is closed is on the next board no more; the others are."""
    low = [n for n in BAD if lists[n] == "low"]
    close_slip(office, number_of(low[0]))
    office.fill("在卫生页查找", "")
    office.click("评比", "push button")
    time.sleep(0.8)
    office.click("榜单…", "push button")
    desk = Desk(office, f"定榜：{ROUND}")
    board = print_list(office, desk, "待改进", "人居环境待改进通报", "low-again")
    close_window(office, "定榜")
    for n in low:
        assert (number_of(n) in board) == (n != low[0]), (n, board)
    office.click(re.compile("^整改"), "push button")
    time.sleep(0.8)
    for n in BAD:
        if n != low[0]:
            close_slip(office, number_of(n))
    office.shot("hygiene-18-closed")


def main(build):
    with Office(build) as office:
        sheet = office.desk / "roster.xlsx"
        write_xlsx(sheet, [("花名册", roster(), [])])
        village = office.folder / "data" / "431399101201.xiangyue"
        village.parent.mkdir(parents=True, exist_ok=True)
        clerk = ("--db", village, "--user", "曾小平")
        office.cli(*clerk, "init", "--code", "431399101201", "--name", "石板溪村")
        office.cli(*clerk, "import", "roster", sheet)
        checklist = office.desk / "农户卫生评比表.xlsx"
        write_xlsx(checklist, [("评分项目", [["项目", "分值"], *([name, str(most)] for name, most in ITEMS)], [])])
        office.start(village)
        time.sleep(0.8)
        office.open_page("卫生")
        look_at_writing(office)
        office.cli(*clerk, "hygiene", "checklist", "import", checklist)
        office.click("评比", "push button")
        start_round(office)
        time.sleep(0.5)
        print_sheets(office)
        sheets = paper()
        type_sheets(office, village, sheets)
        desk, lists = decide(office, sheets)
        print_boards(office, desk, lists)
        post_and_correct(office, desk, lists)
        close_window(office, "定榜")
        issue_slips(office)
        leave_the_board(office, lists)
        print(office.cli("--db", village, "verify"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
