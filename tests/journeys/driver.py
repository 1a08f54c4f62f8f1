"""Drives the real window as a person would: a private display and bus, keys and clicks, and what the accessibility tree says.

    with Office(build) as office:
        office.start()
        office.key("ctrl+f")
        office.type("zgq")
        office.shot("search")

Screenshots are kept in <build>/screenshots for review. Run under dbus-run-session (tests/journeys/run.sh does it).
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

WAIT = float(os.environ.get("XIANGYUE_TEST_WAIT", "15"))


CONTROLS = {"push button", "toggle button", "text", "entry", "combo box", "check box", "radio button", "password text"}


class Missing(AssertionError):
    """What was waited for did not come."""


def start_display(width=1366, height=768):
    """An Xvfb on a free number. Returns (process, ":N")."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    return server, f":{number}"


class Office:
    def __init__(self, build, width=1366, height=768, language="zh_CN.UTF-8", folder=None):
        self.build = pathlib.Path(build)
        self.width, self.height = width, height
        self.own_folder = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="xiangyue-journey-"))
        # Where file choosers open: what a journey brings along on a stick.
        self.desk = self.folder / "stick"
        self.desk.mkdir(parents=True, exist_ok=True)
        self.shots = self.build / "screenshots"
        self.shots.mkdir(exist_ok=True)
        self.process = None
        self.env = dict(
            os.environ, LC_ALL=language, LANGUAGE="", GTK_A11Y="atspi", GSK_RENDERER="cairo", GDK_BACKEND="x11",
            # Keys write what they say, whatever input method this machine has; chinese.py has one.
            GTK_IM_MODULE="simple",
            XIANGYUE_DATA=str(self.folder / "data"), XDG_CONFIG_HOME=str(self.folder / "config"),
            XDG_CACHE_HOME=str(self.folder / "cache"), XDG_DATA_HOME=str(self.folder / "share"),
            XIANGYUE_LOCALEDIR=str(self.build / "po"), XIANGYUE_LIBEXECDIR=str(self.build / "src/tabular"),
            GSETTINGS_SCHEMA_DIR=str(self.build / "data"), GSETTINGS_BACKEND="keyfile", TZ="Asia/Shanghai")
        self.env.pop("WAYLAND_DISPLAY", None)
        # GTK's own file chooser opens in the folder and not among the recent files.
        keys = self.folder / "config/glib-2.0/settings/keyfile"
        keys.parent.mkdir(parents=True, exist_ok=True)
        if not keys.exists():
            keys.write_text("[org/gtk/gtk4/settings/file-chooser]\nstartup-mode='cwd'\n")

    def __enter__(self):
        self.server, display = start_display(self.width, self.height)
        self.env["DISPLAY"] = display
        os.environ["DISPLAY"] = display
        # Without a window manager the keys would go to whatever is under the pointer.
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.3)
        return self

    def __exit__(self, kind, value, trace):
        try:
            if kind is not None and self.process is not None and self.process.poll() is None:
                self.shot("failed")
                print(self.describe())
        except GLib.Error as error:
            print(error)
        self.stop()
        self.manager.terminate()
        self.manager.wait()
        self.server.terminate()
        self.server.wait()
        if self.own_folder and kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)

    # the program

    def cli(self, *args, check=True, **env):
        """Runs xiangyue-cli on the same data folder. Returns its output."""
        done = subprocess.run([str(self.build / "src/cli/xiangyue-cli"), *map(str, args)], env={**self.env, **env},
                              capture_output=True, text=True)
        if check and done.returncode != 0:
            raise AssertionError(f"xiangyue-cli {args}: {done.returncode} {done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *args):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([*os.environ.get("XIANGYUE_TEST_UNDER", "").split(), str(self.build / "src/app/xiangyue"), *map(str, args)], env=self.env, stdout=self.log,
                                        stderr=self.log, cwd=self.desk)
        self.app = self.wait(self._find_app, "the window")
        # Out of the way, so that no tooltip comes up.
        subprocess.run(["xdotool", "mousemove", str(self.width - 1), str(self.height - 1)], env=self.env, check=True)

    def stop(self):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def problems(self):
        """Warnings and criticals that the program printed; but for two of GTK 4.8, of which nothing is seen: it rounds the
        least width of a line that wraps by a pixel, and misses that an entry which has the focus goes."""
        text = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
        said = [line for line in text.splitlines() if re.search(r"(CRITICAL|WARNING|AddressSanitizer|runtime error)", line)]
        return [line for line in said if "minimum width for height of 1048576" not in line
                and "did not receive a focus-out event" not in line]

    def _find_app(self):
        try:
            desktop = Atspi.get_desktop(0)
            count = desktop.get_child_count()
        except GLib.Error:
            return None  # the registry is busy with a program that was killed
        for i in range(count):
            try:
                app = desktop.get_child_at_index(i)
                # One that was looked at before it had its window would stay without one.
                if app is not None:
                    app.clear_cache()
                if app is not None and app.get_process_id() == self.process.pid and app.get_child_count() > 0:
                    return app
            except GLib.Error:
                continue  # a program that ended a moment ago is still on the list
        return None

    # looking

    def wait(self, look, what, seconds=WAIT):
        end = time.time() + seconds
        while time.time() < end:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode}; see its log in {self.folder}")
            try:
                found = look()
            except GLib.Error:
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise Missing(f"{what} did not come")

    def nodes(self, root=None, cells=True):
        """All showing nodes under ROOT, windows first to last; the insides of tables, which are many, at the end, rows whole
        where CELLS are not wanted."""
        stack, tables = [root or self.app], []
        while stack or tables:
            node = stack.pop() if stack else tables.pop()
            try:
                states = node.get_state_set()
                if node is not self.app and not (states.contains(Atspi.StateType.SHOWING) or states.contains(Atspi.StateType.VISIBLE)):
                    continue
                yield node
                if not cells and node.get_role_name() == "table row":
                    continue
                later = tables if node.get_role_name() in ("tree table", "table") else stack
                later.extend(filter(None, (node.get_child_at_index(i) for i in reversed(range(node.get_child_count())))))
            except GLib.Error:
                continue

    def windows(self):
        return filter(None, (self.app.get_child_at_index(i) for i in range(self.app.get_child_count())))

    def look(self, name, role=None, root=None):
        for node in self.windows() if role == "frame" else self.nodes(root):
            if role is not None and node.get_role_name() != role:
                continue
            label = node.get_name() or ""
            # A button's name is its label and its child's label together.
            if label in (name, f"{name} {name}") or (isinstance(name, re.Pattern) and name.search(label)):
                return node
        return None

    def find(self, name, role=None, root=None, seconds=WAIT):
        """The node of this name (text or pattern), waited for."""
        return self.wait(lambda: self.look(name, role, root), f"“{name}” ({role or 'any'})", seconds)

    def gone(self, name, role=None, seconds=WAIT):
        self.wait(lambda: self.look(name, role) is None, f"the end of “{name}”", seconds)

    def text(self, node):
        # An entry of GTK 4.8 has nothing up to -1.
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)) if node.get_text_iface() is not None else node.get_name()

    def window(self, title):
        """The window or dialog of this title."""
        def look():
            for i in range(self.app.get_child_count()):
                child = self.app.get_child_at_index(i)
                if child is not None and child.get_name() == title:
                    return child
            return None
        return self.wait(look, f"the window “{title}”")

    def describe(self):
        lines = []
        for node in self.nodes():
            name = node.get_name()
            if name:
                lines.append(f"{node.get_role_name()}: {name}")
        return "\n".join(lines[:200])

    # doing

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], env=self.env, check=True)
        time.sleep(0.08)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self.env, check=True)
        time.sleep(0.08)

    def click(self, name, role=None, root=None):
        node = name
        if isinstance(name, (str, re.Pattern)):
            roles = [role] if role else ["push button", "toggle button", "menu item", "check box", "list item", None]
            node = self.wait(lambda: next(filter(None, (self.look(name, r, root) for r in roles)), None), f"“{name}”")
        action = node.get_action_iface()
        if action is not None and Atspi.Action.get_n_actions(node) > 0:
            Atspi.Action.do_action(node, 0)
        else:
            self.click_at(node)
        time.sleep(0.1)
        return node

    def open_menu(self, name, page):
        """Opens the menu button NAME of the page of that title; other pages, which are not seen, may have one of that name too."""
        def look():
            root = self.look(page, "filler")
            # What can be pressed is the button within GTK's menu button.
            return next((n for n in self.nodes(root, cells=False) if n.get_role_name() == "push button" and n.get_name() == name
                         and Atspi.Action.get_n_actions(n) > 0), None) if root is not None else None
        Atspi.Action.do_action(self.wait(look, f"the menu “{name}”"), 0)
        time.sleep(0.6)

    def pointer(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.env, capture_output=True, text=True, check=True).stdout

    def point_at(self, node):
        """The pointer onto NODE, whichever window it is in, and a press there."""
        frame = node
        while frame.get_parent().get_role_name() != "application":
            frame = frame.get_parent()
        named = "^" + re.escape(frame.get_name()) + "$"
        window = self.wait(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--name", named], env=self.env,
                                                  capture_output=True, text=True).stdout.split(), f"“{frame.get_name()}” on the display")[-1]
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        self.pointer("mousemove", "--window", window, box.x + box.width // 2, box.y + box.height // 2)
        # Beyond the display it would stay at its edge.
        x, y = (int(word) for word in re.search(r"x:(\d+) y:(\d+)", self.pointer("getmouselocation")).groups())
        assert 0 < x < self.width - 1 and 0 < y < self.height - 1, (node.get_name(), x, y)
        self.pointer("click", 1)
        time.sleep(0.1)

    def click_at(self, node, button=1, count=1):
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        x, y = box.x + box.width // 2, box.y + box.height // 2
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(count), str(button)], env=self.env, check=True)
        time.sleep(0.1)

    def focused(self, name):
        """Waits until the keys go to the control of this name (text or pattern)."""
        def look():
            for node in self.nodes(cells=False):
                if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                    label = node.get_name() or ""
                    if label == name or (isinstance(name, re.Pattern) and name.search(label)):
                        return node
            return None
        return self.wait(look, f"the keys at “{name}”")

    def where(self):
        """The control that the keys go to, or None."""
        return next((n for n in self.nodes(cells=False) if n.get_state_set().contains(Atspi.StateType.FOCUSED)), None)

    def tab_to(self, name, key="Tab", role=None):
        """Tab until the keys go to the control of this name."""
        for _ in range(40):
            before = self.wait(self.where, "a control with the keys")
            if before.get_name() == name and role in (None, before.get_role_name()):
                return before
            self.key(key)
            self.wait(lambda: self.where() not in (None, before), "the next control", 3)
        raise Missing(f"Tab does not come to “{name}”")

    def drop(self, name, downs, root=None):
        """In the drop-down of this name, which may go on with what is chosen in it, so many down."""
        combo = self.find(re.compile(f"^{name}"), "combo box", root)
        self.point_at(next(node for node in self.nodes(combo) if node.get_role_name() == "push button"))
        time.sleep(0.5)
        self.key(*["Down"] * downs, "Return")
        time.sleep(0.8)

    def row_has_keys(self):
        """Whether the keys are in a table, at a row that is chosen."""
        node = self.where()
        return node is not None and node.get_role_name() == "table row" and node.get_state_set().contains(Atspi.StateType.SELECTED)

    def unnamed(self):
        """Controls that a screen reader could not tell of: without a name, GTK tells the name of their class."""
        found = []
        for node in self.nodes(cells=False):
            if node.get_role_name() not in CONTROLS or not re.match(r"((Gtk|Xy)[A-Z][A-Za-z]*)?$", node.get_name() or ""):
                continue
            if node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width == 0:
                continue  # in something that is not shown
            holders = [node.get_parent()]
            while holders[-1] is not None and holders[-1].get_role_name() in ("panel", "filler"):
                holders.append(holders[-1].get_parent())
            # The button in a list to choose from, whose list has a name.
            if holders[-1] is None or holders[-1].get_role_name() != "combo box" or not holders[-1].get_name():
                found.append(node)
        return [(node.get_role_name(), node.get_name(), node.get_parent().get_name()) for node in found]

    def open_page(self, title):
        """The page of this title in the sidebar, by its Alt and number."""
        row = self.find(re.compile(f"^{title}( |$)"), "list item")
        self.key(f"alt+{row.get_index_in_parent() + 1}")

    def hold(self, text):
        """TEXT on the clipboard, as WPS would leave it there."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env=self.env, check=True)

        def look():
            held = subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, env=self.env)
            return held.stdout.decode() == text
        self.wait(look, "the clipboard")

    def fill(self, name, text, root=None):
        """Puts TEXT into the field of this name, as an input method would."""
        field = self.wait(lambda: next((n for n in self.nodes(root) if n.get_name() == name
                                        and n.get_editable_text_iface() is not None), None), f"the field “{name}”")
        Atspi.EditableText.set_text_contents(field, text)
        time.sleep(0.05)
        return field

    def shot(self, name):
        """A picture of the whole screen, for review."""
        time.sleep(0.3)
        path = self.shots / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)
        return path
