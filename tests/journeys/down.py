"""From above, at the windows of a township and of a village: a notice and a checklist are sent, seen on the first page,
read, taken up by hand and then among the ready ones. And what the county would delete waits for one press."""
import json
import re
import sqlite3
import subprocess
import sys
import pathlib
import time

from driver import Atspi, Office

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "server"))
from office import TOWNSHIP, VILLAGE, Server  # noqa: E402

CHECKLIST = {"name": "云岭镇农户评分表", "source": "云岭镇", "year": "2026", "date": "2026-11-23", "target": "household",
             "items": [{"name": "院子干净", "most": "60"}, {"name": "垃圾分类", "most": "40"}]}
N = 26


def households(village):
    return [row["number"] for row in json.loads(village.cli("--json", "household", "list"))["households"]]


def sync(office, server, *words):
    return office.cli("sync", "enroll", f"https://localhost:{server.port}", server.code(VILLAGE), "--ca", server.folder / "cert.pem", *words)


def put(office, name, text, window):
    field = office.wait(lambda: next((n for n in office.nodes(window) if n.get_name() == name
                                      and n.get_editable_text_iface() is not None), None), f"the field “{name}”")
    Atspi.EditableText.set_text_contents(field, text)
    time.sleep(0.05)


def send(town):
    """A notice by the window; the checklist by command line, as it comes from a file."""
    town.start(town.folder / "data")
    town.find("石板溪村", seconds=30)
    town.click("发到各村…", "push button")
    dialog = town.window("发到各村")
    time.sleep(0.5)
    put(town, "标题", "关于月底评比的通知", dialog)
    put(town, "正文", "请各村于30日前完成评比，评比表一并发下。", dialog)
    town.shot("down-1-send")
    assert not town.unnamed(), town.unnamed()
    town.click("发出", "push button", root=dialog)
    town.gone("发到各村", "frame", 20)
    town.stop()
    checklist = town.folder / "hygiene-yunling.json"
    checklist.write_text(json.dumps(CHECKLIST, ensure_ascii=False))
    town.cli("office", "send-down", VILLAGE, "云岭镇农户评分表", "--file", checklist, "--rules")


def receive(village):
    village.start()
    village.find(re.compile("^已全部上报"), seconds=30)
    village.open_page("同步")
    village.click("立即同步", "push button")
    village.find("上级来件 2 件未看", seconds=30)
    village.open_page("首页")
    line = village.find(re.compile("上级来件 2 件未看"), "push button", seconds=40)
    village.shot("down-2-home")
    village.click(line)
    village.click("上级来件")
    time.sleep(0.8)
    village.click_at(village.find("云岭镇农户评分表"))
    village.find("收下这些规则", "push button")
    village.shot("down-3-news")
    assert not (village.folder / "data/rules").exists()
    village.click("收下这些规则", "push button")
    village.wait((village.folder / "data/rules/hygiene-yunling.json").exists, "the rules")
    village.find(re.compile("^已在现成评比表里"))
    village.click_at(village.find("关于月底评比的通知"))
    village.find(re.compile("请各村于30日前完成评比"))
    village.wait(lambda: json.loads(village.cli("--json", "sync", "status"))["status"]["news"] == 0, "that both were read")
    village.shot("down-4-read")


def withdraw(town, village):
    """What was sent is listed at the township, and taken back there; the village that had read it is told."""
    village.stop()
    town.start(town.folder / "data")
    town.open_page("已发下")
    town.find("发过 2 件", seconds=20)
    town.click_at(town.find("关于月底评比的通知"))
    town.shot("down-7-sent")
    town.click("撤回…", "push button")
    dialog = town.window("撤回已发的")
    time.sleep(0.5)
    put(town, "为什么", "日期写错了，另行通知", dialog)
    town.shot("down-8-withdraw")
    assert not town.unnamed(), town.unnamed()
    town.click("撤回", "push button", root=dialog)
    town.gone("撤回已发的", "frame", 20)
    town.find("已撤回", seconds=10)
    town.find("日期写错了，另行通知")
    time.sleep(0.5)
    town.shot("down-9-withdrawn")
    town.stop()
    village.start()
    village.find(re.compile("^已全部上报"), seconds=30)
    village.open_page("同步")
    village.click("立即同步", "push button")
    village.find("上级来件 1 件未看", seconds=30)
    village.click("上级来件")
    village.click_at(village.find("关于月底评比的通知"))
    village.find(re.compile("已撤回：日期写错了，另行通知$"))
    village.shot("down-10-told")


def empty(server, other):
    """At another computer most of the roster is deleted, and the county lets that pass."""
    for number in households(other)[:N - 5]:
        other.cli("household", "delete", number)
    other.cli("sync", "run")
    held = sqlite3.connect(server.data / "county.db").execute("SELECT dev, n FROM op_log WHERE disp = 'held'").fetchall()
    assert len(held) > 15, held
    for device, n in held:
        done = server.command("release", VILLAGE, f"{device:x}", n)
        assert done.returncode == 0, done


def brake(village):
    village.open_page("同步")
    village.click("同步情况")
    village.click("立即同步", "push button")
    village.find(re.compile(f"^县里来的改动要删掉本村 {2 * (N - 5)} 条记录"), seconds=30)
    village.find("放行删除", "push button")
    time.sleep(1)
    village.shot("down-5-brake")
    assert not village.unnamed(), village.unnamed()
    assert len(households(village)) == N
    village.click("放行删除", "push button")
    village.wait(lambda: len(households(village)) == 5, "the deletions")
    village.gone(re.compile("^县里来的改动要删掉"), seconds=20)
    time.sleep(0.5)
    village.shot("down-6-through")


def main():
    build = sys.argv[1]
    with Server(f"{build}/src/server/xiangyue-server") as server, Office(build) as village, Office(build) as town:
        other = Office(build, folder=village.folder / "other")
        for office in (village, town, other):
            office.env["XIANGYUE_CONFIG"] = str(office.folder / "config")
        village.cli("init", "--code", VILLAGE, "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县", "--direct")
        roster = village.folder / "roster.csv"
        roster.write_text("户编号,户主姓名\n" + "".join(f"1-{i:03d},曾国{chr(0x5F00 + i)}\n" for i in range(1, N + 1)))
        village.cli("import", "roster", roster)
        sync(village, server)
        village.cli("sync", "run")
        town.cli("office", "enroll", f"https://localhost:{server.port}", server.code(TOWNSHIP), "--ca", server.folder / "cert.pem",
                 "--office", "云岭镇人民政府", "--officer", "周镇生")
        town.cli("office", "sync")
        sync(other, server, "--new", VILLAGE)
        other.cli("sync", "run")
        send(town)
        receive(village)
        withdraw(town, village)
        empty(server, other)
        brake(village)
        problems = [line for line in village.problems() + town.problems() if "minimum width for height of 1048576" not in line]
        village.stop()
        assert problems == [], problems


main()
