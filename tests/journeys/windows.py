"""Several windows open at once: each with a bus, a display and a driver (driver.py) of its own, in a process of its own,
told step by step from one script. What is told is a method of a class of the journey's, that derives from Office:

    class Desk(Office):
        def note(self, text): …

    with Window(Desk, build) as one, Window(Desk, build) as two:
        one.start()
        two.start()
        one.note("住在村口")                      waits until it is done, and gives what it gave
        together(one.begin("note", "村口"), two.begin("note", "桥头"))      both at the same time

What goes to and fro is JSON, a line for each call: methods take and give what that can say, and paths as text. Where a
step fails the script gets its traceback, and pictures of all windows are kept.
"""
import importlib
import inspect
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import traceback


class Window:
    """A driver with its window; the attributes are the methods of KIND (a class), FOLDER and DESK are its paths."""

    def __init__(self, kind, *args):
        module = pathlib.Path(inspect.getfile(kind)).resolve()
        # Else they would share the bus of the accessibility tree.
        self.runtime = tempfile.mkdtemp()
        place = os.path.join(self.runtime, "script")
        # Whatever else is started there prints where it likes: the answers have a socket of their own.
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(place)
            door.listen(1)
            door.settimeout(30)
            self.process = subprocess.Popen(
                ["dbus-run-session", "--", sys.executable, str(pathlib.Path(__file__).resolve()), place, str(module), kind.__name__,
                 json.dumps([str(arg) for arg in args])], env=dict(os.environ, XDG_RUNTIME_DIR=self.runtime))
            line = door.accept()[0]
        line.setblocking(True)
        self.line = line.makefile("rw", encoding="utf-8")
        line.close()
        self.folder = None

    def __enter__(self):
        self.folder = pathlib.Path(self.end())
        self.desk = self.folder / "stick"
        return self

    def __exit__(self, kind, value, trace):
        try:
            self.begin("__exit__", kind is not None)
            self.process.wait(30)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.line.close()
        shutil.rmtree(self.runtime, ignore_errors=True)

    def __getattr__(self, name):
        return lambda *args, **named: self.begin(name, *args, **named).end()

    def begin(self, name, *args, **named):
        """Tells it what to do; what comes of it is had by end()."""
        self.line.write(json.dumps([name, args, named], default=str) + "\n")
        self.line.flush()
        return self

    def end(self):
        line = self.line.readline()
        if not line:
            raise AssertionError(f"the driver ended with {self.process.wait(30)}")
        good, said = json.loads(line)
        if not good:
            raise AssertionError(said)
        return said


def together(*windows):
    """What came of the steps that were begun, in their order."""
    return [window.end() for window in windows]


# The driver's process

def drive(place, module, name, args):
    with socket.socket(socket.AF_UNIX) as door:
        door.connect(place)
        line = door.makefile("rw", encoding="utf-8")
    sys.path.insert(0, str(pathlib.Path(module).parent))
    office = getattr(importlib.import_module(pathlib.Path(module).stem), name)(*args)

    def answer(good, said):
        line.write(json.dumps([good, said], default=str) + "\n")
        line.flush()

    office.__enter__()
    answer(True, office.folder)
    failed = True
    for text in line:
        method, given, named = json.loads(text)
        if method == "__exit__":
            failed = given[0]
            break
        try:
            answer(True, getattr(office, method)(*given, **named))
        except Exception:  # whatever it is, the script must hear of it
            answer(False, f"{name} of {office.folder}: {traceback.format_exc()}")
    if failed and office.process is not None:
        office.shot(f"failed-{office.folder.name}")
    office.__exit__(AssertionError if failed else None, None, None)


if __name__ == "__main__":
    drive(sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4]))
