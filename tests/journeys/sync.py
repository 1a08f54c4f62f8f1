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

from drag import drop  # noqa: E402
from driver import Office  # noqa: E402
from office import TOWNSHIP, VILLAGE, Server  # noqa: E402


def second(office, folder, *words, check=True):
    """The same village's other computer, by command."""
    return office.cli(*words, check=check, XIANGYUE_DATA=str(folder / "data"), XDG_CONFIG_HOME=str(folder / "config"))


def note(text):
    return json.loads(text)["household"]["note"]


def tells(office):
    """What went on, and which computers there are."""
    office.click("同步记录")
    office.find(re.compile("^上报[0-9]+条"))
    office.find("成功")
    time.sleep(0.5)
    office.shot("sync-7-history")
    office.click("电脑")
    office.find(re.compile("（本机）$"))
    office.find(re.compile("^县里.*时的情况。$"))
    time.sleep(0.5)
    office.shot("sync-8-computers")
    assert not office.unnamed(), office.unnamed()
    tries = json.loads(office.cli("--json", "sync", "history"))["tries"]
    assert sum(one["sent"] for one in tries) > 0 and all(one["message"] for one in tries), tries
    computers = json.loads(office.cli("--json", "sync", "computers"))["computers"]
    assert [one["own"] for one in computers] == [True, False] and all(one["live"] for one in computers), computers


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
        # A township's code is none for a village, and is not used up by it.
        town = county.code(TOWNSHIP)
        office.type(url)
        office.key("Return")
        office.type(town)
        office.key("ctrl+Return")
        office.find(re.compile("^这个登记码是给乡镇或县里用的"))
        time.sleep(0.5)
        office.shot("sync-2-of-a-township")
        office.key("ctrl+Return")
        office.find(re.compile("^请写上单位名称"))
        code = county.code(VILLAGE)
        # As it stands on a slip: small, in two groups.
        office.fill("单位名称", "云岭镇", root=dialog)
        office.fill("您的姓名", "周向前", root=dialog)
        office.fill("登记码", f"{code[:5].lower()} {code[5:]}", root=dialog)
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
        tells(office)
        here = note(office.cli("--json", "household", "show", "3-016"))
        there = note(second(office, other, "--json", "household", "show", "3-016"))
        assert here == there and {before, here} == {"住在村口", "住在桥头"}, (before, here, there)
        assert json.loads(second(office, other, "--json", "sync", "conflicts"))["conflicts"] == []

        # A stick's files, dropped on the window: the bundle is for the county, its receipt for this computer.
        office.cli("household", "edit", "3-016", "note=住在井边")
        bundle = json.loads(office.cli("--json", "sync", "export", office.desk))["bundle"]["path"]
        assert county.command("import", bundle).returncode == 0
        office.open_page("首页")
        for path, title, words in ((bundle, "U 盘没有读成", "不是县里的回执"),
                                   (next(office.desk.glob("*.xyr")), "已从 U 盘读入", "^回执已收")):
            drop(office, path)
            office.find(re.compile(words), root=office.window(title))
            office.shot("sync-7-dropped" if path == bundle else "sync-8-dropped")
            office.key("Escape")
            office.gone(title, "frame")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(sys.argv[1])
