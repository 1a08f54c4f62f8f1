"""A village's computer is connected with the county: enrolled with a code, points are recorded and reported, the county
confirms. A second computer writes another telephone note for one household: the window shows both values, the secretary
chooses, and both computers have the same."""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "server"))

from driver import Office  # noqa: E402
from office import VILLAGE, Server  # noqa: E402


def second(office, folder, *words, check=True):
    """The same village's other computer, by command."""
    return office.cli(*words, check=check, XIANGYUE_DATA=str(folder / "data"), XDG_CONFIG_HOME=str(folder / "config"))


def note(text):
    return json.loads(text)["household"]["note"]


def main(build):
    with Server(str(pathlib.Path(build) / "src/server/xiangyue-server"), tls=False) as county, Office(build) as office:
        other = office.folder / "other"
        url = f"http://127.0.0.1:{county.port}"
        office.cli("init", "--code", str(VILLAGE), "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县", "--user", "曾小平")
        office.cli("household", "add", "head_name=曾国强", "number=3-016")
        office.start()
        office.open_page("同步")
        office.find("这台电脑还没有接到县里")
        office.find("接入以后，会上报给县里的内容")
        office.shot("sync-1-not-enrolled")
        office.click("接到县里…", "push button")
        dialog = office.window("接到县里")
        time.sleep(0.5)
        code = county.code(VILLAGE)
        # As it stands on a slip: small, in two groups.
        office.type(url)
        office.key("Return")
        office.type(f"{code[:5].lower()} {code[5:]}")
        office.shot("sync-2-enroll")
        office.key("ctrl+Return")
        office.find("已接入")
        office.find("这台电脑上的内容已全部上报")
        office.shot("sync-3-enrolled")

        # The other computer begins with what the county has.
        second(office, other, "sync", "enroll", url, county.code(VILLAGE), "--new", str(VILLAGE))
        second(office, other, "sync", "run")
        assert note(second(office, other, "--json", "household", "show", "3-016")) is None

        # Both write, and neither knows of the other; this one through the window's own file.
        office.cli("household", "edit", "3-016", "note=住在村口")
        second(office, other, "household", "edit", "3-016", "note=住在桥头")
        second(office, other, "sync", "run")
        office.click("立即同步", "push button")
        office.find("1处冲突")
        office.shot("sync-4-conflict")
        office.click(re.compile("^需要处理"))
        office.find("两台电脑在同一栏填了不同的内容，请选定哪个对。")
        time.sleep(0.5)
        office.shot("sync-5-both-values")
        before = note(office.cli("--json", "household", "show", "3-016"))
        # One key: the other value stands.
        office.key("F8")
        office.find("没有需要处理的")
        office.shot("sync-6-settled")
        office.click("同步情况")
        office.find("已全部上报")
        second(office, other, "sync", "run")
        here = note(office.cli("--json", "household", "show", "3-016"))
        there = note(second(office, other, "--json", "household", "show", "3-016"))
        assert here == there and {before, here} == {"住在村口", "住在桥头"}, (before, here, there)
        assert json.loads(second(office, other, "--json", "sync", "conflicts"))["conflicts"] == []
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(sys.argv[1])
