"""A bylaw from nothing: drafted from a template, written, moved and ranked by keyboard alone; a fine is warned of and a lawful wording taken;
what is half typed survives a kill; a text that was pasted becomes clauses. All of it is read back from the file."""
import pathlib
import re
import sys
import time

from driver import Office

FINE = "乱倒垃圾的，罚款500元。"
PASTED = """石板溪村文明养犬公约
第一条　养犬到村里登记，每年打一次疫苗。
第二条　出门牵绳：
（一）绳子不超过两米；
（二）见到老人孩子主动避让。
"""


def text(office, name):
    return office.cli("bylaw", "text", name)


def clause(office, beginning):
    """The line that begins so."""
    return office.find(re.compile("^" + beginning), "list item")


def draft(office):
    office.find("还没有村规民约")
    office.shot("bylaw-draft-1-empty")
    office.click("起草规约")
    office.window("起草规约")
    office.find(re.compile("^9个标题 · 19条"))
    office.shot("bylaw-draft-2-template")
    office.key("ctrl+Return")
    clause(office, "第一条 热爱祖国")
    written = text(office, "石板溪村村规民约")
    assert written.startswith("为了把村里的事商量着办好") and "第十九条" in written and "第二十条" not in written


def write(office):
    """From the list of bylaws to the clauses, and there by keys alone."""
    office.focused(re.compile("^石板溪村村规民约 第1版"))
    office.key("F6")
    office.focused(re.compile("^为了把村里的事"))
    office.key("Down", "Down", "Return")
    office.focused("条文内容")
    office.key("ctrl+a")
    office.hold(FINE)
    office.key("ctrl+v")
    office.find(re.compile("罚款、变相罚款"))
    wording = office.find(re.compile("^Alt\\+1　改成："), "push button")
    lawful = wording.get_name().split("：", 1)[1]
    office.shot("bylaw-draft-3-warned")
    assert FINE not in text(office, "石板溪村村规民约")
    office.key("alt+1")
    office.gone(re.compile("^Alt\\+1　改成："))
    office.key("Return")
    office.wait(lambda: lawful in text(office, "石板溪村村规民约"), "the lawful wording in the file")
    assert "罚款" not in text(office, "石板溪村村规民约")

    # One place down, an item of the clause above it, and up again.
    office.focused(re.compile("^第一条 乱倒垃圾"))
    office.key("alt+Down")
    office.wait(lambda: re.search("第二条　乱倒垃圾", text(office, "石板溪村村规民约")), "the clause one place down")
    office.focused(re.compile("^第二条 乱倒垃圾"))
    office.key("Tab")
    office.wait(lambda: re.search("（一）乱倒垃圾", text(office, "石板溪村村规民约")), "an item")
    office.focused(re.compile("^（一） 乱倒垃圾"))
    office.key("shift+Tab")
    office.wait(lambda: re.search("第二条　乱倒垃圾", text(office, "石板溪村村规民约")), "a clause again")

    # Two further ones in a row, and one of them taken out and back.
    office.focused(re.compile("^第二条 乱倒垃圾"))
    office.key("Insert")
    office.focused("条文内容")
    for words, key in (("路灯坏了当天报修。", "ctrl+Return"), ("水渠每月清一次。", "Return")):
        office.hold(words)
        office.key("ctrl+v")
        time.sleep(0.2)
        office.key(key)
    office.wait(lambda: re.search("第三条　路灯坏了当天报修。\n第四条　水渠每月清一次。", text(office, "石板溪村村规民约")), "two new clauses")
    office.focused(re.compile("^第四条 水渠"))
    office.key("Delete")
    office.wait(lambda: "水渠每月" not in text(office, "石板溪村村规民约"), "the clause to go")
    office.key("ctrl+z")
    office.wait(lambda: "水渠每月" in text(office, "石板溪村村规民约"), "the clause back")
    assert office.unnamed() == [], office.unnamed()


def kill(office):
    """What is half typed is there again."""
    office.click(clause(office, "第三条 路灯"))
    office.key("Return")
    office.focused("条文内容")
    office.key("ctrl+End")
    office.hold("没写完")
    office.key("ctrl+v")
    time.sleep(1)
    office.kill()
    office.start()
    office.open_page("村规民约")
    office.focused("条文内容")
    office.find("上次没填完的内容已找回。")
    office.shot("bylaw-draft-4-back")
    office.key("Return")
    office.wait(lambda: "路灯坏了当天报修。没写完" in text(office, "石板溪村村规民约"), "what was half typed in the file")


def paste(office):
    office.key("ctrl+n")
    dialog = office.window("起草规约")
    office.find("用村里现有的文字", "list item", root=dialog)
    office.key("End")
    time.sleep(0.3)
    office.fill("内容", PASTED, root=dialog)
    office.find(re.compile("^0个标题 · 2条 · 2款"), root=dialog)
    office.shot("bylaw-draft-5-pasted")
    office.key("ctrl+Return")
    clause(office, "（二） 见到老人")
    assert text(office, "文明养犬公约") == ("第一条　养犬到村里登记，每年打一次疫苗。\n第二条　出门牵绳：\n（一）绳子不超过两米；\n"
                                      "（二）见到老人孩子主动避让。\n")
    listed = office.cli("bylaw", "list")
    assert "石板溪村文明养犬公约" in listed and "单项规约" in listed
    office.shot("bylaw-draft-6-two")


def main(build):
    with Office(build) as office:
        office.cli("init", "--code", "431399101201", "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县", "--user", "曾小平")
        office.start()
        office.open_page("村规民约")
        draft(office)
        write(office)
        kill(office)
        paste(office)
        assert office.problems() == [], office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
