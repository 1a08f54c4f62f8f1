"""The window fills the screen at first, and comes back as it was left: as large, or filling the screen."""
import pathlib
import re
import sys
import time

from driver import Office

WIDTH, HEIGHT = 1600, 900


def size(office):
    """Of the program's window on the display."""
    windows = office.pointer("search", "--onlyvisible", "--name", "石板溪村").split()
    said = office.pointer("getwindowgeometry", "--shell", windows[-1])
    return tuple(int(re.search(rf"{name}=(\d+)", said).group(1)) for name in ("WIDTH", "HEIGHT"))


def is_size(office, width, height):
    office.wait(lambda: size(office) == (width, height), f"a window of {width} × {height}, it has {size(office)}", 5)


def leave(office):
    """By the cross; what it says of itself is kept then."""
    office.key("alt+F4")
    office.process.wait(15)
    office.process = None


def main(build):
    with Office(build, WIDTH, HEIGHT) as office:
        office.cli("sample", "--households", "10", "--years", "1", "--no-papers")
        office.start()
        is_size(office, WIDTH, HEIGHT)
        office.shot("window-1-fills")
        window = office.pointer("search", "--onlyvisible", "--name", "石板溪村").split()[-1]
        # The bar on top of it is its frame.
        office.pointer("mousemove", 1100, 60, "click", "--repeat", 2, 1)
        time.sleep(0.5)
        office.pointer("windowsize", "--sync", window, 1200, 700)
        is_size(office, 1200, 700)
        leave(office)

        office.start()
        is_size(office, 1200, 700)
        office.shot("window-2-as-left")
        leave(office)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
