"""A roster with merged cells comes in at the first start; again it changes nothing; edited it shows what is new."""
import json
import re
import sys
import time

from driver import Office
from sheets import merged_roster, write_csv, write_xlsx

GROUPS, EACH = 6, 20


def counts(office):
    """Households and persons, as the command line lists them."""
    return tuple(len(json.loads(office.cli("--json", noun, "list"))[noun + "s"]) for noun in ("household", "person"))


def starts(words):
    """A button whose label has a mnemonic is called by its label twice."""
    return re.compile("^" + re.escape(words))


def window(office):
    """The assistant's, or None."""
    office.app.clear_cache()
    for i in range(office.app.get_child_count()):
        child = office.app.get_child_at_index(i)
        if child is not None and child.get_name() == "导入花名册":
            return child
    return None


def choose(office, path):
    """In the file chooser: "/" opens a place to type the path in."""
    office.click("选表格…", "push button")
    time.sleep(1)
    office.key("slash")
    office.type(str(path)[1:])
    office.key("Return")
    time.sleep(0.4)


def figure(office, name):
    """The figure over the word NAME in the result, once it is there."""

    def look():
        above = ""
        for node in office.nodes(window(office)):
            if node.get_role_name() == "label":
                word = node.get_name() or ""
                if word == name:
                    return above
                above = word
        return None

    return office.wait(look, f"the figure {name}")


def wait_for_assistant(office):
    office.wait(lambda: window(office), "the assistant")
    time.sleep(0.4)


def open_assistant(office):
    office.click(starts("导入花名册"), "push button")
    wait_for_assistant(office)


def see(office, words, role=None):
    return office.find(words, role, window(office))


def close(office):
    office.key("Escape")
    office.wait(lambda: window(office) is None, "the end of the assistant")
    time.sleep(0.3)


def first_start(office):
    for name, text in (("村名", "石板溪村"), ("区划代码", "431399101201"), ("乡镇\uff08街道\uff09", "云岭镇"),
                       ("县\uff08市、区\uff09", "清江县"), ("您的姓名", "曾小平")):
        office.fill(name, text)
    office.click("建立村庄")
    office.find("谁来用", "label")
    office.click("以后再说")
    office.find("花名册", "label")
    time.sleep(0.3)
    office.click("选择表格…")
    wait_for_assistant(office)


def run(build):
    with Office(build) as office:
        folder = office.desk
        rows, merges, households, persons = merged_roster(GROUPS, EACH)
        roster = folder / "roster.xlsx"
        write_xlsx(roster, [("户籍花名册", rows, merges)])

        office.start()
        first_start(office)
        choose(office, roster)
        # One sheet and nothing to decide about it: the columns come by themselves.
        see(office, re.compile("一个户主开一户"))
        office.shot("import-columns")
        office.key("Return")
        see(office, starts(f"导入 {persons} 行"), "push button")
        office.shot("import-result")
        assert figure(office, "新增") == f"{households} 户 {persons} 人", figure(office, "新增")
        assert figure(office, "有问题") == "0 行"
        assert counts(office) == (0, 0), "something was saved before it was confirmed"

        office.key("ctrl+Return")
        see(office, "花名册导入好了")
        assert counts(office) == (households, persons), counts(office)
        close(office)
        office.find(re.compile(f"{households} 户"))  # the first start's look at it
        office.click(starts("下一步"), "push button")
        office.click(starts("开始使用"), "push button")

        # Undo, from the page; the assistant says what it will do again.
        office.find(re.compile("星期.$"))
        time.sleep(0.5)
        office.open_page("户籍")
        office.find(starts("导入花名册"), "push button")
        office.key("ctrl+z")
        office.wait(lambda: counts(office) == (0, 0), "the undoing")
        open_assistant(office)
        choose(office, roster)
        see(office, re.compile("一个户主开一户"))
        office.key("Return")
        see(office, starts(f"导入 {persons} 行"), "push button")
        office.key("ctrl+Return")
        see(office, "花名册导入好了")
        close(office)
        office.find(re.compile("导入 roster.xlsx"), "label")
        office.shot("import-toast")

        # The same file: nothing new.
        open_assistant(office)
        choose(office, roster)
        see(office, re.compile("一个户主开一户"))
        office.key("Return")
        see(office, starts("没有要导入的"), "push button")
        assert figure(office, "无变化") == f"{persons} 人"
        assert figure(office, "新增") == "0 人"
        office.shot("import-again")
        close(office)

        # Edited: a phone changed, a person more, a number that a spreadsheet spoiled.
        edited = [list(row) for row in rows]
        edited[3][7] = "19900009999"
        edited[6][6] = "4.31399E+17"
        edited.insert(6, ["", "", "", "罗小妹", "次女", "女", "", "", ""])
        write_csv(folder / "edited.csv", edited, "gb18030")
        open_assistant(office)
        choose(office, folder / "edited.csv")
        see(office, re.compile("认出 9 栏"))
        office.shot("import-charset")
        office.key("Return")
        see(office, re.compile("一个户主开一户"))
        office.key("Return")
        see(office, re.compile("有问题"))
        office.click(see(office, starts("问题 "), "push button"))
        see(office, re.compile("身份证号被表格当成数值"))
        office.shot("import-problems")
        assert figure(office, "新增") == "1 人", figure(office, "新增")
        assert figure(office, "有问题") == "4 行", figure(office, "有问题")
        close(office)

        # What is no roster is refused in a sentence.
        broken = folder / "broken.xlsx"
        broken.write_bytes(roster.read_bytes()[:3000])
        open_assistant(office)
        choose(office, broken)
        see(office, starts("选别的文件"), "push button")
        see(office, re.compile("损坏"))
        close(office)
        assert counts(office) == (households, persons)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    run(sys.argv[1])
