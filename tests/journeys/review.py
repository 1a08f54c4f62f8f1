"""A bylaw between a village and its township, each at its own window, over a real server: submitted and fetched, read and
returned with the reason, come back to the village, mended, submitted again and let pass. On the way: the township only looks."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Atspi, Office

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from office import TOWNSHIP, VILLAGE, Server  # noqa: E402

BYLAW = "石板溪村移风易俗公约"
TEXT = "一、红白喜事\n第一条 红白喜事互相帮忙，礼金不超过三百元。\n第二条 酒席不超过十桌。\n二、敬老爱幼\n第三条 逢年过节看望独居老人。\n"
REASON = "礼金三百元偏高，村民代表有不同意见，请再议后报来。"
MENDED = "红白喜事互相帮忙，礼金不超过一百元。"


def found(village, server):
    """A village with a bylaw that waits for the township, and some more to look at."""
    village.cli("init", "--code", VILLAGE, "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县")
    village.cli("household", "add", "number=1-001", "head_name=钭大山")
    text = village.folder / "text"
    text.write_text(TEXT)
    village.cli("bylaw", "new", BYLAW, str(text), "--single")
    village.cli("bylaw", "draft", BYLAW)
    submit(village)
    village.cli("sync", "enroll", f"https://localhost:{server.port}", server.code(VILLAGE), "--ca", server.folder / "cert.pem")
    village.cli("sync", "run")


def submit(village):
    village.cli("bylaw", "advise", BYLAW, "--note", "没有意见", "--by", "钭律师")
    village.cli("bylaw", "submit", BYLAW)


def stage(office, path):
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", "SELECT stage FROM bylaw_version"], capture_output=True, text=True,
                          check=True).stdout.strip()


def buttons(office):
    """Names of the buttons that are to be seen and can be pressed."""
    def seen(node):
        return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width > 0

    return {node.get_name() for node in office.nodes(cells=False) if node.get_role_name() == "push button" and seen(node)}


def prints(town, own):
    """A township may print what it looks at; the village's register knows nothing of that."""
    town.click("打印花名册", "push button")
    town.find(re.compile("^打印预览"), "frame")
    time.sleep(0.8)
    town.shot("review-print")
    town.key("ctrl+s")
    dialog = town.window("存为 PDF")
    time.sleep(0.5)
    town.key("ctrl+a")
    pdf = town.desk / "roster.pdf"
    town.type(str(pdf))
    town.click(re.compile("^保存"), "push button", root=dialog)
    town.wait(pdf.exists, "the roster's PDF")
    time.sleep(0.5)
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "上级查阅件" in text, text
    town.key("Escape")
    papers = subprocess.run(["sqlite3", f"file:{own}?mode=ro", "SELECT count(*) FROM paper"], capture_output=True, text=True, check=True)
    assert papers.stdout.strip() == "0", papers


def looks(town, own):
    """The list of villages, what waits, and a village that is only looked at; back by Esc and by Alt+Left."""
    town.find("各村")
    town.find("石板溪村")
    town.find(re.compile("已同步$"), seconds=30)
    town.shot("review-villages")
    assert not town.unnamed(), town.unnamed()
    # By typing on the table, and Enter.
    town.key("Down")
    town.key("Return")
    town.find(re.compile("^正在看：石板溪村"), seconds=30)
    town.shot("review-village")
    town.open_page("户籍")
    time.sleep(0.5)
    town.shot("review-village-households")
    prints(town, own)
    assert not buttons(town) & {"导入花名册", "新建户", "去建花名册"}, buttons(town)
    town.key("Escape")
    town.gone(re.compile("^正在看"), seconds=30)
    town.find(re.compile("已同步$"), seconds=30)


def returns(town, own):
    """From the page of reviews to the version, what is compared, and the reason."""
    town.open_page("审核")
    time.sleep(0.6)
    town.find(re.compile("^" + BYLAW))
    town.shot("review-reviews")
    assert not town.unnamed(), town.unnamed()
    town.key("Down")
    town.key("Return")
    town.find("退回村里…", "push button", seconds=30)
    time.sleep(0.6)
    town.shot("review-version")
    seen = buttons(town)
    assert {"退回村里…", "审核通过…"} <= seen and not seen & {"起草规约", "表决…", "收回修改…"}, seen
    town.click("对照")
    time.sleep(0.6)
    town.shot("review-compare")
    town.click("退回村里…", "push button")
    dialog = town.window("退回村里")
    time.sleep(0.5)
    town.shot("review-return")
    town.fill("理由", REASON, root=dialog)
    town.click("退回", "push button", root=dialog)
    town.wait(lambda: stage(town, own) == "1", "the returned version in the township's file", 30)
    town.key("alt+Left")
    town.gone(re.compile("^正在看"), seconds=30)
    town.find(re.compile("已同步$"), seconds=30)
    town.find("没有等镇里审核的村规民约")
    town.shot("review-none")


def sees(village):
    """The village reads the reason at home and on the page of bylaws."""
    village.cli("sync", "run")
    village.start()
    village.find("审核退回", seconds=30)
    time.sleep(0.5)
    village.shot("review-home")
    village.open_page("村规民约")
    village.find(re.compile(REASON), seconds=30)
    time.sleep(0.5)
    village.shot("review-returned")
    assert not {"审核通过…"} & buttons(village)
    problems = village.problems()
    village.stop()
    assert problems == [], problems


def passes(town, own):
    """What comes again is let pass."""
    town.find(re.compile("已同步$"), seconds=30)
    town.open_page("审核")
    row = town.find(re.compile("^" + BYLAW), seconds=30)
    time.sleep(0.6)
    town.click_at(row, count=2)
    town.click(town.find("审核通过…", "push button", seconds=30))
    dialog = town.window("审核通过")
    time.sleep(0.4)
    town.shot("review-pass")
    town.click("审核通过", "push button", root=dialog)
    town.wait(lambda: stage(town, own) == "4", "the version that passed", 30)
    town.key("Escape")
    town.gone(re.compile("^正在看"), seconds=30)
    town.find(re.compile("已同步$"), seconds=30)


def journey(server, build):
    with Office(build) as village, Office(build) as town:
        for office in (village, town):
            office.env["XIANGYUE_CONFIG"] = str(office.folder / "config")
        found(village, server)
        folder = town.folder / "data"
        town.cli("--db", folder, "office", "enroll", f"https://localhost:{server.port}", server.code(TOWNSHIP), "--ca",
                 server.folder / "cert.pem", "--office", "云岭镇人民政府", "--officer", "周向前")
        own = folder / f"{VILLAGE}.xiangyue"
        town.start(folder)
        looks(town, own)
        returns(town, own)
        # Two windows on one bus would be one.
        problems = town.problems()
        town.stop()
        assert problems == [], problems

        sees(village)
        village.cli("bylaw", "write", BYLAW, "2", MENDED)
        submit(village)
        village.cli("sync", "run")

        town.start(folder)
        passes(town, own)
        assert town.problems() == [], town.problems()
        village.cli("sync", "run")
        [mine] = (village.folder / "data").glob("*.xiangyue")
        assert stage(village, mine) == "4"


if __name__ == "__main__":
    with Server(pathlib.Path(sys.argv[1]) / "src/server/xiangyue-server") as server:
        journey(server, sys.argv[1])
