"""One letter finds more than a small window holds: each kind keeps a few, and all that hangs down can be seen and reached."""
import pathlib
import re
import sys
import time

from driver import Atspi, Office

HITS_MOST = 16


def rows(office):
    return [n for n in office.nodes(office.find("结果", "list"), cells=False) if n.get_role_name() == "list item"]


def place(node):
    box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return box.y, box.y + box.height


def main(build):
    with Office(build, 1280, 720) as office:
        office.cli("sample", "--households", "60", "--years", "1", "--no-papers")
        office.start()
        office.key("ctrl+f")
        office.type("1")
        office.wait(lambda: len(rows(office)) == HITS_MOST, f"{HITS_MOST} results")
        time.sleep(0.5)
        office.shot("find-1-many")
        for kind in ["户籍", "积分", "卫生", "屋场会", "台账", "公示栏", "帮助"]:
            office.find(kind, "label", root=office.find("结果", "list"))
        first, last = rows(office)[0], rows(office)[-1]
        below = place(last)[1]
        assert below > 720, f"everything has room: {below}"

        # The keys bring the last into sight, and the first again with its heading.
        above = place(first)[0]
        office.key(*["Down"] * (HITS_MOST - 1))
        office.wait(lambda: place(last)[1] < 720, "the last in sight")
        office.shot("find-2-last")
        office.key(*["Up"] * (HITS_MOST - 1))
        office.wait(lambda: place(first)[0] == above, "the first in its place again")
        office.key(*["Down"] * (HITS_MOST - 1))
        office.wait(lambda: place(last)[1] < 720, "the last in sight again")

        # And open it.
        name = last.get_name()
        office.key("Return")
        office.window("帮助")
        office.find(re.compile(re.escape(name.split("：")[0])), "label", root=office.window("帮助"))
        office.key("Escape")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
