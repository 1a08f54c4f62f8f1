"""Chinese is typed with an input method, as on any office PC: while it composes, Enter, Escape and the arrows are its own, and
what takes these keys elsewhere in the window waits until it is done."""
import pathlib
import subprocess
import sys
import time

from driver import Missing, Office

PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""


class Typist(Office):
    """An office with fcitx5 and its pinyin, switched on."""

    def __enter__(self):
        super().__enter__()
        self.env["GTK_IM_MODULE"] = "fcitx"
        config = self.folder / "config/fcitx5"
        config.mkdir(parents=True)
        (config / "profile").write_text(PROFILE)
        (config / "config").write_text("[Behavior]\nActiveByDefault=True\nShareInputState=All\n")
        self.fcitx = subprocess.Popen(["fcitx5", "--disable=wayland,waylandim,quickphrase,cloudpinyin"], env=self.env, cwd=self.folder,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # The bus must not start another one, which would know nothing of these settings.
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "20", "org.fcitx.Fcitx5"], env=self.env, check=True)
        return self

    def __exit__(self, kind, value, trace):
        self.stop()
        self.fcitx.terminate()
        self.fcitx.wait()
        super().__exit__(kind, value, trace)

    def compose(self, letters):
        """Types LETTERS, which are shown with words to choose from and are no text yet."""
        subprocess.run(["xdotool", "type", "--delay", "60", letters], env=self.env, check=True)
        time.sleep(0.4)

    def press(self, key):
        self.key(key)
        time.sleep(0.4)


def find_text(office):
    """The text that has the keys."""
    return office.wait(lambda: next((n for n in [office.where()] if n is not None and n.get_text_iface() is not None), None), "a text with the keys")


def says(office, entry, text):
    try:
        office.wait(lambda: office.text(entry) == text, f"“{text}”", 5)
    except Missing:
        raise Missing(f"“{text}” did not come; there stands “{office.text(entry)}”") from None


def search(office):
    """Where results hang down the arrows go through the words of the input method first, and Escape gives up only these."""
    office.key("ctrl+f")
    entry = find_text(office)
    office.type("1")
    rows = office.find("结果", "list")
    first = office.wait(lambda: rows.get_child_count() > 2 and rows.get_child_at_index(1), "results")
    assert first is not None
    office.compose("zhongguo")
    office.shot("chinese-1-search")
    office.press("Down")
    office.press("Escape")
    says(office, entry, "1")
    # Nor does Enter open a result: it lets the letters stand.
    office.compose("zhongguo")
    office.press("Return")
    says(office, entry, "1zhongguo")
    # Whoever does not compose has the keys as ever.
    office.press("Escape")
    says(office, entry, "")


def form(office):
    """Enter goes on to the next field when it is pressed for that."""
    office.key("alt+2")
    office.find("户籍", "filler")
    office.key("ctrl+n")
    office.window("新增户")
    field = office.tab_to("住址")
    office.compose("zhongguo")
    office.press("Return")
    says(office, field, "zhongguo")
    office.compose("zhongguo")
    office.press("space")
    says(office, field, "zhongguo中国")
    assert office.where().get_name() == "住址"
    office.compose("ni")
    office.press("Escape")
    says(office, field, "zhongguo中国")
    office.window("新增户")
    office.press("Return")
    office.wait(lambda: office.where() is not None and office.where().get_name() != "住址", "the next field")
    office.shot("chinese-2-form")
    office.press("Escape")


def minutes(office):
    """In the line that is being written Enter, Escape and Up are the input method's while it composes."""
    office.key("alt+5")
    office.click("继续记录", "push button")
    office.find("记录完成", "push button")
    office.key("F8")
    text = find_text(office)
    office.compose("zhongguo")
    office.press("Up")
    office.press("Escape")
    says(office, text, "")
    office.compose("zhongguo")
    office.press("space")
    office.compose("hao")
    office.press("Return")
    says(office, text, "中国hao")
    office.shot("chinese-3-minutes")


def main(build):
    with Typist(build) as office:
        office.cli("sample", "--households", "60", "--years", "1", "--no-papers")
        office.start()
        search(office)
        form(office)
        minutes(office)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
