"""A day at the roster, by keyboard: a new household, a birth, a half-typed form that survives a kill, numbers in full for a reason,
tags for several, a block pasted from WPS, two households that become one, the roster on paper. Every control has a name."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Atspi, Office
from sheets import id_number

CONTROLS = {"push button", "toggle button", "text", "entry", "combo box", "check box", "radio button", "password text"}


def unnamed(office):
    """Controls that a screen reader could not tell of."""
    return [(node.get_role_name(), node.get_parent().get_name()) for node in office.nodes()
            if node.get_role_name() in CONTROLS and node.get_state_set().contains(Atspi.StateType.SHOWING)
            and not (node.get_name() or "").strip()]


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "60", "--years", "1", "--seed", "7")
        path = next((office.folder / "data").glob("*.xiangyue"))

        def ask(sql):
            done = subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True)
            return done.stdout.strip()

        def expect(sql, value):
            office.wait(lambda: ask(sql) == str(value), f"{sql} = {value}, not {ask(sql)}")

        def hold(text):
            """TEXT on the clipboard; keys of xdotool lose Chinese characters on a busy computer."""
            clip = subprocess.Popen(["xclip", "-selection", "clipboard"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, env=office.env)
            clip.stdin.write(text.encode())
            clip.stdin.close()
            time.sleep(0.3)
            return clip

        def say(text):
            clip = hold(text)
            office.key("ctrl+v")
            time.sleep(0.4)
            clip.terminate()

        households = "SELECT count(*) FROM household WHERE del = 0"
        office.start()
        office.click_at(office.find("户籍"))
        office.find(re.compile("^共 60 户"))
        assert not unnamed(office), unnamed(office)
        office.shot("household-1-page")

        # A new household. The ID number says the rest.
        office.key("ctrl+n")
        office.find("新增户", "frame")
        office.type("2")
        time.sleep(0.4)
        office.key("Down", "Return", "Return", "Return", "Return", "Return")
        say("测试人")
        office.key("Return")
        office.type(id_number("19850101", 7))
        office.key("Return", "Return", "Return")
        office.type("19900001234")
        assert not unnamed(office), unnamed(office)
        office.shot("household-2-new")
        office.key("ctrl+Return")
        expect(households, 61)
        office.gone("新增户", "frame")
        expect("SELECT sex || birthday || phone FROM person WHERE name = '测试人'", "男1985-01-0119900001234")
        office.find(re.compile("^测试人户"))
        assert office.look(re.compile("19900001234")) is None, "a whole number on the screen"

        # Numbers in full are for a reason, and the reason is kept.
        office.click(re.compile("完整号码"))
        office.find("显示完整号码", "frame")
        office.type("hedui")
        office.key("Return")
        office.find(re.compile("19900001234"))
        expect("SELECT count(*) FROM reveal WHERE reason = 'hedui'", 1)
        office.shot("household-3-revealed")

        # A birth, and back.
        office.key("ctrl+e")
        office.find(re.compile("^登记变动"), "frame")
        office.key("Return")
        say("小宝")
        office.key("Return", "Return", "Return")
        office.type("20261101")
        office.key("Return")
        say("长子")
        assert not unnamed(office), unnamed(office)
        office.shot("household-4-birth")
        office.key("ctrl+Return")
        expect("SELECT birthday FROM person WHERE name = '小宝' AND del = 0", "2026-11-01")
        office.gone(re.compile("^登记变动"), "frame")
        office.key("ctrl+z")
        expect("SELECT count(*) FROM person WHERE name = '小宝' AND del = 0", 0)

        # A half-typed form survives a kill.
        office.key("ctrl+n")
        office.find("新增户", "frame")
        office.key("Tab")
        office.type("9-999")
        time.sleep(1.5)
        office.kill()
        office.start()
        office.click_at(office.find("户籍"))
        office.find(re.compile("^共 61 户"))
        office.key("ctrl+n")
        office.find(re.compile("上次没填完"))
        office.shot("household-5-draft")
        office.key("Escape")
        office.gone("新增户", "frame")

        # Found by its initials and opened.
        office.key("ctrl+f")
        office.type("csr")
        office.find(re.compile("^测试人户"))
        time.sleep(0.5)
        office.key("Return")
        time.sleep(1)
        office.shot("household-6-found")

        # Members pasted from WPS join the household that is chosen.
        office.click_at(office.find("测试人"))
        clip = hold("测小红\t长女\t2012-03-04\t\n测小明\t次子\t2015-06-07\t\n")
        office.key("ctrl+v")
        office.find("导入花名册", "frame")
        for _ in range(3):
            time.sleep(1.5)
            office.key("ctrl+Return")
        expect("SELECT count(*) FROM person WHERE name IN ('测小红', '测小明') AND del = 0", 2)
        expect("SELECT count(DISTINCT household) FROM person WHERE name IN ('测小红', '测小明', '测试人') AND del = 0", 1)
        office.shot("household-7-pasted")
        office.key("Escape")
        clip.terminate()

        # One tag for several.
        links = int(ask("SELECT count(*) FROM tag_link WHERE del = 0"))
        time.sleep(0.5)
        office.click_at(office.find("测试人"))
        office.key("shift+Up", "shift+Up")
        office.key("ctrl+t")
        office.find("标签", "frame")
        time.sleep(0.8)
        office.fill("新标签", "养蜂户")
        assert not unnamed(office), unnamed(office)
        office.shot("household-8-tags")
        office.key("ctrl+Return")
        expect("SELECT count(*) FROM tag_link WHERE del = 0", links + 3)
        office.gone("标签", "frame")

        # The roster on paper.
        office.key("ctrl+p")
        office.find(re.compile("^存为 PDF"))
        time.sleep(1.5)
        office.shot("household-9-roster")
        office.key("Escape")
        print(office.cli("--db", path, "verify", "--log"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
