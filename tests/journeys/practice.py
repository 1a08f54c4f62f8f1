"""Somebody who knows WPS but not this program, and has nothing but the screen: from the first start into the village to practise in, through its
eight tasks, out of it, begun anew, and left with one click. What is pressed are words that stand on the screen; whether a task is done the
program says itself. Each step is reckoned as a person would need it, by the keystroke-level model (Card, Moran, Newell 1980), and each task
must come to two minutes at most:

    K  0.28 s  a key, as of an average typist; a Chinese character by pinyin is 3.5 of them
    P  1.10 s  to point at something, and B 0.20 s to press the button of the mouse
    H  0.40 s  the hand from the keys to the mouse, or back
    M  1.35 s  to think what comes next: before each thing that is pressed, each field, and each row of figures
    R  0.20 s  to read a character: the words of the task, and those of the help where it was opened

What the program takes itself is left out: it answers within the blink of an eye, or says that it works."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Atspi, Office

K, P, B, H, M, R = 0.28, 1.10, 0.20, 0.40, 1.35, 0.20
CHARACTER = 3.5
LIMIT = 120
PRACTICE = "practice/*/*.xiangyue"


class Person:
    """Acts on what is to be seen, and is timed."""

    def __init__(self, office):
        self.office = office
        self.spent = 0.0
        self.hand = "mouse"

    def begin(self):
        self.spent = 0.0

    def takes(self, hand):
        if self.hand != hand:
            self.spent += H
            self.hand = hand

    def read(self, words):
        self.spent += R * len(words)

    def seen(self, name, role=None, root=None, cells=False):
        """The node of this name, which must lie within its window, or nobody could point at it."""
        def look():
            for node in self.office.nodes(root, cells=cells):
                label = node.get_name() or ""
                if role is not None and node.get_role_name() != role:
                    continue
                if not (label in (name, f"{name} {name}") or isinstance(name, re.Pattern) and name.search(label)):
                    continue
                box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
                if box.width > 0 and 0 <= box.x < self.office.width and 0 <= box.y < self.office.height:
                    return node
            return None
        return self.office.wait(look, f"“{name}” ({role or 'any'}) on the screen")

    def press(self, name, role="push button", window=None):
        root = self.office.window(window) if isinstance(window, str) else window
        node = self.seen(name, role, root)
        self.takes("mouse")
        self.spent += M + P + B
        self.office.point_at(node)
        time.sleep(0.3)
        return node

    def ask(self, words):
        """F1, which opens the help about what is in front: the paragraph or step in which the words stand is read."""
        self.keys("F1")
        window = self.office.window("帮助")

        def look():
            for node in self.office.nodes(window):
                text = node.get_name() or ""
                if node.get_role_name() == "label" and words in text and len(text) > len(words):
                    return text
            return None
        text = self.office.wait(look, f"“{words}” in the help")
        self.read(min(re.split("[。\n]", text), key=lambda line: (words not in line, len(line))))
        self.keys("Escape", thought=False)
        self.office.gone("帮助", "frame")
        time.sleep(0.3)

    def point(self, words):
        """At a row of the window's table in which these words stand."""
        node = self.seen(words, root=self.office.find("石板溪村", "frame"), cells=True)
        self.takes("mouse")
        self.spent += M + P + B
        self.office.point_at(node)
        time.sleep(0.5)

    def keys(self, *keys, thought=True):
        self.takes("keys")
        self.spent += K * sum(1 + key.count("+") for key in keys) + (M if thought else 0)
        self.office.key(*keys)

    def type(self, text, thought=True):
        """Letters and digits, by keys."""
        self.takes("keys")
        self.spent += K * len(text) + (M if thought else 0)
        self.office.type(text)
        time.sleep(0.5)

    def write(self, text):
        """Chinese, where the keys are, as an input method would."""
        self.takes("keys")
        self.spent += M + K * sum(CHARACTER if ord(c) > 0x2000 else 1 for c in text)
        field = self.office.wait(lambda: next((n for n in [self.office.where()] if n is not None and n.get_text_iface() is not None), None),
                                 "a field with the keys")
        Atspi.EditableText.set_text_contents(field, text)
        time.sleep(0.3)

    def to(self, name, window):
        """Into the field of that name by Tab, which shows where the keys are."""
        for _ in range(12):
            where = self.office.wait(self.office.where, "a control with the keys")
            if where.get_name() == name:
                return
            self.keys("Tab", thought=False)
            time.sleep(0.15)
        raise AssertionError(f"Tab does not come to “{name}”")

    def pick(self, name, down, window):
        """In the drop-down of that name, so many below."""
        combo = self.seen(re.compile(f"^{name}"), "combo box", self.office.window(window))
        button = next(n for n in self.office.nodes(combo) if n.get_role_name() == "push button")
        self.takes("mouse")
        self.spent += M + P + B
        self.office.point_at(button)
        time.sleep(0.6)
        self.spent += M + P + B
        self.office.key(*["Down"] * down, "Return")
        time.sleep(0.4)


def words_of(office, person, n):
    """What the bar says about the task at hand; it is the Nth."""
    title = person.seen(re.compile(f"^第 {n} 件（共 8 件）："), "label")
    bar = title.get_parent().get_parent()
    labels = [node.get_name() for node in office.nodes(bar) if node.get_role_name() == "label"]
    return title.get_name(), max(labels, key=len)


def birth(office, person):
    person.press("带我去")
    person.ask("登记变动")
    person.keys("Down")
    person.press("登记变动…")
    window = person.seen(re.compile("^登记变动："), "frame").get_name()
    person.to("姓名", window)
    person.write("小宝")
    person.to("出生日期", window)
    person.type(time.strftime("%Y-%m-%d"))
    person.to("与户主关系", window)
    person.write("孙子")
    person.press("登记", window=window)


def points(office, person):
    person.press("带我去")
    person.press("登记积分")
    office.window("登记积分")
    time.sleep(0.5)
    person.ask("户编号")
    for number in ("1-003", "2-002"):
        person.type(number)
        person.keys("Return", thought=False)
        time.sleep(0.3)
    person.keys("Return")
    time.sleep(0.5)
    # The first that is offered.
    assert person.seen("义务清扫", "label")
    person.keys("Return")
    time.sleep(0.3)
    person.press("登记", window="登记积分")


def review(office, person):
    person.press("带我去")
    person.ask("评议…")
    person.press("评议…")
    office.window("积分评议")
    time.sleep(0.6)
    person.press("其余全部同意", window="积分评议")
    person.press(re.compile(r"^登记 \d+ 项结果"), window="积分评议")


def post(office, person):
    person.press("带我去")
    person.ask("送公示")
    person.press("送公示…")
    preview = "打印预览：积分公示名单"
    office.window(preview)
    time.sleep(1)
    person.press(re.compile("^存为 PDF"), window=preview)
    time.sleep(0.8)
    person.press(re.compile("^保存"), window="存为 PDF")
    person.press(re.compile("^登记张贴.*…"), window=preview)
    office.window("登记张贴")
    time.sleep(0.6)
    person.press("已贴好", window="登记张贴")


def hygiene(office, person):
    person.press("带我去")
    person.press("开始评比")
    window = "开始评比"
    office.window(window)
    time.sleep(0.6)
    person.pick("哪种评比", 2, window)
    # The keys are on the first group then.
    person.press("全村", None, window)
    office.focused("1组")
    person.keys("space", "Escape")
    person.pick("怎么打分", 1, window)
    person.press("开始", window=window)
    time.sleep(1)
    person.press("录分")
    title = person.seen(re.compile("^录分："), "frame").get_name()
    office.shot("practice-5-scores")
    judges = 0
    while (left := person.seen(re.compile("^(还差 \\d+ 张|全部录完)"), "label", office.window(title)).get_name()) != "全部录完":
        if judges:
            person.keys(f"alt+{judges + 1}")
            time.sleep(0.4)
        count = person.seen(re.compile(r"：0 / \d+ 户$"), "label", office.window(title)).get_name()
        for n in range(int(re.search(r"/ (\d+) 户", count)[1])):
            person.keys(*str((95, 90, 85, 60)[(n + judges) % 4]), "Return", thought=n == 0)
        judges += 1
        assert judges <= 5, left
        time.sleep(0.6)
    person.press("关闭", window=title)
    person.press("定榜")
    title = person.seen(re.compile("^定榜："), "frame").get_name()
    time.sleep(0.5)
    office.shot("practice-6-lists")
    person.press("定榜", window=title)
    person.seen(re.compile("^已定榜"), "label")
    person.press("关闭", window=title)


def meeting(office, person):
    person.press("带我去")
    person.ask("新建屋场会")
    person.press("新建屋场会")
    window = "新建屋场会"
    office.window(window)
    time.sleep(0.6)
    person.to("日期", window)
    person.keys("ctrl+a")
    person.type(time.strftime("%Y-%m-%d"), thought=False)
    person.to("开始时间", window)
    person.keys("ctrl+a")
    person.type("00:01", thought=False)
    person.press("召集", window=window)
    time.sleep(1)
    person.press("开始记录")
    title = person.seen(re.compile("^屋场会（"), "frame")
    person.press("开始记录", window=title)
    time.sleep(0.8)
    person.keys("F7")
    person.type("5-001", thought=False)
    person.keys("Return", thought=False)
    time.sleep(0.4)
    person.keys("F4")
    time.sleep(0.3)
    person.write("晒谷坪加两个垃圾桶")
    person.keys("Tab", thought=False)
    time.sleep(0.3)
    person.write("曾小平")
    person.keys("Tab", thought=False)
    time.sleep(0.3)
    person.type("7")
    # Enter goes on to the next field, and after the last one keeps the line.
    for _ in range(4):
        person.keys("Return", thought=False)
        time.sleep(0.4)
    title = re.compile(r"^\d{4}年第\d+次屋场会$")
    desk = person.seen(title, "frame")
    person.seen(re.compile("^责任人 曾小平"), "label", desk)
    end = person.seen("散会时间", "text", desk)
    for _ in range(3):
        person.keys("F12")
        time.sleep(1)
        if office.text(end):
            break
    office.shot("practice-7-minutes")
    person.press("记录完成", window=desk)
    person.press("返回", window=desk)
    time.sleep(0.6)
    person.press("签字…")
    office.window("会议记录签字")
    time.sleep(0.4)
    person.press("已签字", window="会议记录签字")


def matter(office, person):
    person.press("带我去")
    person.ask("回访…")
    person.press(re.compile("^待回访"))
    time.sleep(0.6)
    person.press("回访…")
    office.window("回访")
    time.sleep(0.4)
    title = next(n.get_name() for n in office.nodes(office.window("回访")) if re.match(r"^\d{4}-\d{3} ", n.get_name() or ""))
    person.press("登记", window="回访")
    time.sleep(0.6)
    person.press(re.compile("^待销号"))
    time.sleep(0.8)
    number, words = title.split(" ", 1)
    person.point(words)
    person.seen(re.compile(rf"^{number} · "), "label")
    person.press("销号")


def backup(office, person):
    person.press(re.compile("^(还没有备份|.*备份)$"), window=office.find("石板溪村", "frame"))
    person.seen("刚刚备份", "label")


TASKS = [birth, points, review, post, hygiene, meeting, matter, backup]


def do_all(office):
    person, took = Person(office), []
    for n, task in enumerate(TASKS, 1):
        title, words = words_of(office, person, n)
        assert office.look("先跳过", "push button") is not None, f"{title} is done already"
        person.begin()
        person.read(words)
        task(office, person)
        person.seen("下一件", "label")
        took.append((title, person.spent))
        print(f"{person.spent:6.1f} s  {title}", flush=True)
        office.shot(f"practice-2-task-{n}")
        if n < len(TASKS):
            person.press("下一件")
    office.find("八件事：做好 8／8")
    late = [line for line in took if line[1] > LIMIT]
    assert not late, late


def help_of(office):
    """“怎么做” leads to what the task is about, F1 (Person.ask) to what is in front."""
    office.point_at(office.find("怎么做", "push button"))
    window = office.window("帮助")
    office.wait(lambda: any(n.get_name() == "登记变动" and n.get_role_name() == "label" for n in office.nodes(window)), "the topic of the task")
    office.key("Escape")
    office.gone("帮助", "frame")


def begin_anew(office):
    old = next((office.folder / "data").glob(PRACTICE))
    office.point_at(office.find("八件事：做好 8／8", "push button"))
    time.sleep(0.6)
    office.shot("practice-3-list")
    # What stands in a popover does not say where.
    office.click("从头练…", "push button")
    office.window("从头练一遍？")
    office.click("从头练", "push button")
    office.find("八件事：做好 0／8", seconds=60)
    office.wait(lambda: not old.exists(), "the end of the old village")
    assert len(list((office.folder / "data").glob(PRACTICE))) == 1
    words_of(office, Person(office), 1)


def leave(office):
    """By one click to the first start, where a village is founded: nothing of practice is in it."""
    office.point_at(office.find("离开练习", "push button"))
    time.sleep(1)
    for name, text in (("村名", "枫树坳村"), ("区划代码", "431399101202"), ("乡镇（街道）", "云岭镇"), ("县（市、区）", "清江县"),
                       ("您的姓名", "曾小平")):
        office.fill(name, text)
    office.point_at(office.find("建立村庄", "push button"))
    own = office.wait(lambda: next((office.folder / "data").glob("*.xiangyue"), None), "the village's file")
    time.sleep(1)
    for _ in range(3):
        office.click(re.compile("^以后再说|^继续"), "push button")
        time.sleep(0.5)
    office.point_at(office.find("开始使用", "push button"))
    time.sleep(1)
    assert office.find("枫树坳村", "frame")
    office.gone(re.compile("^练习 ——"), "label")
    assert subprocess.run(["sqlite3", f"file:{own}?mode=ro", "SELECT count(*) FROM person"], capture_output=True, text=True).stdout.strip() == "0"


def main(build):
    with Office(build) as office:
        office.start()
        office.point_at(office.find("先练习", "push button"))
        office.find(re.compile("^第 1 件"), seconds=60)
        time.sleep(0.8)
        assert not office.unnamed(), office.unnamed()
        office.shot("practice-1-first")
        help_of(office)
        do_all(office)
        begin_anew(office)
        leave(office)
        # Next morning the program opens the village of one's own.
        office.stop()
        office.start()
        office.find("枫树坳村", "frame")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
