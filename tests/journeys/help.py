"""F1 on three pages, in a dialog and over a paper opens the help about just that; what one looks for in it is found by its characters and by initials, a
link leads to the word it names, and all of it comes out as a booklet whose contents name the right pages."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office


def read(office, title):
    """F1: the help is in front, at the topic of this title."""
    office.key("F1")
    window = office.window("帮助")
    # The last label of that name is the article's; the list at the left has it too.
    office.wait(lambda: any(n.get_name() == title and n.get_role_name() == "label" for n in office.nodes(window)), f"the topic “{title}”")
    return window


def close(office):
    office.key("Escape")
    office.gone("帮助", "frame")


def said(office, words):
    """Something in the article says so."""
    return office.find(re.compile(words), "label", root=office.window("帮助"))


def found(office):
    """The search box for everything knows the help too, behind what is in the village."""
    office.key("ctrl+f")
    office.hold("冲正")
    office.key("ctrl+v")
    office.find("帮助", "label")
    office.find(re.compile("^入账的分有错"), "label")
    office.shot("help-0-found")
    office.key("Return")
    window = office.window("帮助")
    office.find(re.compile("另记一笔相反的"), "label", root=window)
    close(office)


def booklet(office):
    office.key("ctrl+s")
    dialog = office.window("存为 PDF")
    time.sleep(0.5)
    office.key("ctrl+a")
    office.type(str(office.desk / "help.pdf"))
    office.click(re.compile("^保存"), "push button", root=dialog)
    pdf = office.desk / "help.pdf"
    office.wait(pdf.exists, "the booklet")
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    entries = [(title, int(page)) for text in pages[1:4] for title, page in re.findall(r"^ +(\S.*?) *(?:\. ?){4,} *(\d+)$", text, re.M)]
    assert len(entries) >= 25, entries
    for title, page in entries:
        assert title in pages[page - 1], (title, page, pages[page - 1])
    assert "冲正" in "".join(pages)


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "30", "--years", "1", "--no-papers")
        office.start()
        office.find(re.compile("^今天要办的|^逾期"))
        found(office)
        read(office, "首页：今天要办的")
        office.shot("help-1-home")
        close(office)
        office.open_page("公示栏")
        office.find("登记张贴", "push button")
        read(office, "公示栏：该公示的和在贴的")
        close(office)
        office.open_page("积分")
        office.click(re.compile("^待办"), "push button")
        read(office, "评议、公示、入账")
        close(office)

        # Over a dialog, which waits for its answer meanwhile.
        office.click("排名", "push button")
        office.click("登记积分", "push button")
        office.window("登记积分")
        time.sleep(0.4)
        read(office, "登记积分")
        office.shot("help-2-dialog")

        office.key("ctrl+f")
        office.type("cz")
        office.find("冲正", "list item", root=office.window("帮助"))
        office.key("Return")
        said(office, "另记一笔相反的")
        office.shot("help-3-word")
        office.key("ctrl+a", "BackSpace")
        office.key("alt+Left")
        said(office, "谁做了什么事")
        booklet(office)
        close(office)
        office.key("Escape")
        office.gone("登记积分", "frame")

        # And over a paper.
        office.click("打印公示榜", "push button")
        office.window("打印预览：积分公示榜")
        time.sleep(0.4)
        read(office, "打印预览")
        office.shot("help-4-paper")
        close(office)
        office.key("Escape")
        office.gone(re.compile("^打印预览"), "frame")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
