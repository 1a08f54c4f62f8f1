"""A day at the roster: a new household, numbers in full for a reason, a birth taken back, a half-typed form that survives a kill, a
household found by its initials, members pasted from WPS, one tag for three, the roster on paper. Every control has a name."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office
from sheets import id_number

def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "60", "--years", "1", "--seed", "7")
        path = next((office.folder / "data").glob("*.xiangyue"))

        def ask(sql):
            done = subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True)
            return done.stdout.strip()

        def expect(sql, value):
            office.wait(lambda: ask(sql) == str(value), f"{sql} = {value}, not {ask(sql)}")

        def open_roster(households):
            office.open_page("户籍")
            office.find(re.compile(f"^共 {households} 户"))

        def find_tester():
            office.key("ctrl+f")
            office.focused("查找")
            office.type("csr")
            office.find(re.compile("^测试人户"), "list item")
            office.key("Return")
            office.find(re.compile("^测试人户"), "label")
            office.wait(office.row_has_keys, "the keys at the household's row")

        living = "SELECT count(*) FROM household WHERE del = 0"
        office.start()
        open_roster(60)
        assert not office.unnamed(), office.unnamed()
        office.shot("household-1-page")

        # A new household. The ID number says the rest.
        office.key("ctrl+n")
        dialog = office.find("新增户", "frame")
        office.focused("组")
        office.fill("组", "1组", dialog)
        office.fill("姓名", "测试人", dialog)
        office.tab_to("身份证号")
        office.type(id_number("19850101", 7))
        office.key("Return")
        office.fill("电话", "19900001234", dialog)
        assert not office.unnamed(), office.unnamed()
        office.shot("household-2-new")
        office.key("ctrl+Return")
        expect(living, 61)
        office.gone("新增户", "frame")
        expect("SELECT sex || birthday || phone FROM person WHERE name = '测试人'", "男1985-01-0119900001234")
        office.find(re.compile("^测试人户"))
        assert office.look(re.compile("19900001234")) is None, "a whole number on the screen"

        # A birthday to come is refused at its field; Enter held down in the last one adds one household and not several.
        office.key("ctrl+n")
        dialog = office.find("新增户", "frame")
        office.focused("组")
        office.fill("组", "1组", dialog)
        office.fill("姓名", "按住人", dialog)
        office.fill("出生日期", "2996-01-01", dialog)
        office.key("ctrl+Return")
        office.find(re.compile("^2996-01-01 还没有到"), None, dialog)
        office.fill("出生日期", "", dialog)
        office.tab_to("民族")
        subprocess.run(["xdotool", "key", "--delay", "0", *["Return"] * 30], env=office.env, check=True)
        office.gone("新增户", "frame")
        time.sleep(1)
        expect("SELECT count(*) FROM person WHERE name = '按住人' AND del = 0", 1)
        office.key("ctrl+z")
        expect(living, 61)
        find_tester()

        # Numbers in full are for a reason, and the reason is kept.
        office.click(re.compile("完整号码"), "push button")
        office.find("显示完整号码", "frame")
        office.focused(re.compile("为什么|原因|理由"))
        office.type("hedui")
        office.key("Return")
        office.find(re.compile("19900001234"))
        expect("SELECT count(*) FROM reveal WHERE reason = 'hedui'", 1)
        office.shot("household-3-revealed")

        # A birth, and back.
        office.key("ctrl+e")
        dialog = office.find(re.compile("^登记变动"), "frame")
        office.fill("姓名", "小宝", dialog)
        office.fill("出生日期", "2026-11-01", dialog)
        office.fill("与户主关系", "长子", dialog)
        assert not office.unnamed(), office.unnamed()
        office.shot("household-4-birth")
        office.key("ctrl+Return")
        expect("SELECT birthday FROM person WHERE name = '小宝' AND del = 0", "2026-11-01")
        office.gone(re.compile("^登记变动"), "frame")
        office.key("ctrl+z")
        expect("SELECT count(*) FROM person WHERE name = '小宝' AND del = 0", 0)

        # A half-typed form survives a kill.
        office.key("ctrl+n")
        office.find("新增户", "frame")
        office.focused("组")
        office.tab_to("户编号")
        office.type("9-999")
        expect("SELECT count(*) FROM draft WHERE body LIKE '%9-999%'", 1)
        office.kill()
        office.start()
        open_roster(61)
        office.key("ctrl+n")
        dialog = office.find("新增户", "frame")
        office.find(re.compile("上次没填完"), None, dialog)
        office.shot("household-5-draft")
        office.fill("组", "1组", dialog)
        office.fill("姓名", "草稿人", dialog)
        office.key("ctrl+Return")
        expect("SELECT head_name FROM household WHERE number = '9-999' AND del = 0", "草稿人")
        office.gone("新增户", "frame")
        office.key("ctrl+z")
        expect(living, 61)

        # Found by its initials and opened; the keys are in the table then.
        find_tester()
        office.shot("household-6-found")

        # Members pasted from WPS join the household that is chosen.
        office.hold("测小红\t长女\t2012-03-04\t\n测小明\t次子\t2015-06-07\t\n")
        office.key("ctrl+v")
        assistant = office.window("导入花名册")

        def see_result():
            on = office.look(re.compile("^下一步"), "push button", assistant)
            if on is not None:
                office.click(on)
            return office.look(re.compile(r"^导入 \d 行"), "push button", assistant)
        office.click(office.wait(see_result, "what the import will do"))
        expect("SELECT count(*) FROM person WHERE name IN ('测小红', '测小明') AND del = 0", 2)
        expect("SELECT count(DISTINCT household) FROM person WHERE name IN ('测小红', '测小明', '测试人') AND del = 0", 1)
        office.find("花名册导入好了", None, assistant)
        office.shot("household-7-pasted")
        office.key("Escape")
        office.gone("导入花名册", "frame")

        # One tag for three.
        links = int(ask("SELECT count(*) FROM tag_link WHERE del = 0"))
        find_tester()
        for n in (2, 3):
            office.key("shift+Up")
            office.find(re.compile(f"^选中 {n} 条"))
        office.key("ctrl+t")
        office.fill("新标签", "养蜂户", office.window("标签"))
        assert not office.unnamed(), office.unnamed()
        office.shot("household-8-tags")
        office.key("ctrl+Return")
        expect("SELECT count(*) FROM tag_link WHERE del = 0", links + 3)
        office.gone("标签", "frame")

        # The roster on paper.
        office.key("ctrl+p")
        office.find(re.compile("^存为 PDF"), "push button")
        office.shot("household-9-roster")
        office.key("Escape")
        office.gone(re.compile("^存为 PDF"), "push button")
        print(office.cli("--db", path, "verify", "--log"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
