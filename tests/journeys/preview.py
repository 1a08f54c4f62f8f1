"""The print preview: other paper, another order, columns left out, black and white, saved as PDF and picture, copied as text, printed to
a file. What comes out is what was chosen, on the sheet that was asked for, and stands once in the register with its PDF."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office


def run(*args):
    return subprocess.run(list(map(str, args)), capture_output=True, text=True, check=True).stdout


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return run("sqlite3", f"file:{path}?mode=ro", sql).strip()


def sheet(pdf):
    """Width and height of the first page in millimetres, and the number of pages."""
    info = run("pdfinfo", pdf)
    width, height = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()
    return round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4), int(re.search(r"Pages:\s+(\d+)", info).group(1))


def body(pdf):
    """The text without the line at the foot, which has the number and the time."""
    text = run("pdftotext", "-layout", pdf, "-")
    return re.sub(r"[^\n]*第 \d+ 页 / 共 \d+ 页[^\n]*", "", text)


def save(office, title, name):
    dialog = office.window(title)
    time.sleep(0.5)
    office.key("ctrl+a")
    office.type(str(office.desk / name))
    office.click(re.compile("^保存"), "push button", root=dialog)
    return office.wait(lambda: (office.desk / name).exists() and office.desk / name, name)


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "120", "--no-papers")
        office.start()
        office.click("积分")
        time.sleep(0.5)
        office.click("打印公示榜")
        window = office.window("打印预览：积分公示榜")
        office.find("第 1 页，共 4 页", root=window)
        office.shot("preview-1-board")

        for keys, page in (("ctrl+Page_Down", 2), ("End", 4), ("ctrl+Page_Up", 3), ("Home", 1)):
            office.key(keys)
            office.find(f"第 {page} 页，共 4 页", root=window)

        # Another sheet, another order, a column less; remembered.
        office.drop("纸张", 1)
        office.drop("排序", 2)
        office.drop("盖章", 2)
        office.key(*["Tab"] * 8, "space")
        office.click("看黑白打印效果", "check box")
        time.sleep(0.8)
        office.shot("preview-2-chosen")
        kept = (office.folder / "config/glib-2.0/settings/keyfile").read_text(encoding="utf-8")
        assert "('A3', false, 'strokes', ['note'], 'two')" in kept, kept

        # The same paper as the command line makes of the same choices.
        office.key("ctrl+s")
        pdf = save(office, "存为 PDF", "board.pdf")
        assert sheet(pdf)[:2] == (297, 420), sheet(pdf)
        office.wait(lambda: query(office, "SELECT count(*) FROM paper") == "1", "the register")
        assert query(office, "SELECT width || 'x' || height || ' ' || (bytes > 1000) FROM paper") == "297x420 1"
        number, name = query(office, "SELECT number || ' ' || pdf FROM paper").split()
        attached = next(office.folder.rglob(name))
        assert attached.read_bytes() == pdf.read_bytes(), "another PDF in the register"
        board = body(pdf)
        assert "村务监督委员会" in board and "备注" not in board, board
        own = office.desk / "cli.pdf"
        office.cli("print", "points-board", "--out", own, "--period", query(office, "SELECT period FROM paper"), "--paper", "A3", "--order",
                   "strokes", "--without", "note")
        names = [re.findall(r"^\s*\d+\s+\d组\s+(\S+(?: +\S)?)", text, re.M) for text in (board, body(own))]
        assert len(names[0]) > 100 and names[0] == names[1], names

        # Until something else is chosen it goes out under the same number.
        office.point_at(office.find("存为图片", root=window))
        time.sleep(0.5)
        office.click(re.compile("^这一页"))
        picture = save(office, "把这一页存为图片", "board.png")
        size = run("identify", "-format", "%wx%h", picture)
        assert size == "1754x2480", size
        office.click(re.compile("^复制为文字"), "push button")
        office.find(re.compile("^已复制"))
        text = subprocess.run(["xclip", "-o", "-selection", "clipboard"], env=office.env, capture_output=True, text=True, timeout=20).stdout
        assert "石板溪村积分公示榜" in text and names[0][0][0] in text, text
        assert query(office, f"SELECT count(*) FROM paper WHERE number = '{number}'") == "1"

        # Another number, because the command line took one; and onto a printer, which here is a file.
        office.drop("纸张", 1)
        office.shot("preview-3-8k")
        office.key("ctrl+p")
        office.window("打印")
        time.sleep(1)
        office.key("Tab", "Down")
        time.sleep(0.5)
        office.shot("preview-4-printer")
        office.key("alt+p")
        known = {"board.pdf", "cli.pdf"}
        printed = office.wait(lambda: next((f for f in office.desk.glob("*.pdf") if f.name not in known), None), "the printed file")
        office.wait(lambda: query(office, "SELECT count(*) FROM paper") == "3", "the register")
        assert sheet(printed)[:2] == (260, 370), sheet(printed)
        assert "村务监督委员会" in body(printed)

        office.shot("preview-5-printed")
        office.key("Escape")
        office.gone(re.compile("^打印预览"), "frame")

        # A character that no typeface has wants a second look.
        who = next(name for name in (text.split()[0] for text in names[0]) if len(name) == 3)
        office.cli("person", "edit", who, "name=" + who[:2] + "\U0003134a")
        time.sleep(1)
        office.click("打印公示榜")
        window = office.window("打印预览：积分公示榜")
        office.find(re.compile("字库|字体.*\U0003134a|\U0003134a"), root=window)
        office.key("ctrl+p")
        office.find("仍然打印", "push button")
        office.shot("preview-6-character")
        office.key("Escape")
        office.gone("仍然打印")
        office.key("Escape")
        office.gone(re.compile("^打印预览"), "frame")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
