"""The pictures of the help, made from the village to practise in and from what the other journeys left in BUILD/screenshots, when a page has
come to look otherwise: sh tests/journeys/run.sh tests/journeys/help-pictures.py BUILD. Each is the page without the window's frame, small enough
for a text of 560 pixels and for paper."""
import pathlib
import re
import subprocess
import sys
import time

from driver import Office

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / "data/help/pictures"
# Of a screen of 1366 × 768: right of the sidebar, below the band and the top bar.
PAGE = "1178x674+188+94"
SIZE = "920x>"
COLOURS = "24"

# name, page, tab (None: the first), the height at which a row is chosen (0: none)
PAGES = [
    ("home", "首页", None, 0),
    ("roster", "户籍", None, 272),
    ("points", "积分", None, 272),
    ("points-waiting", "积分", "待办", 318),
    ("points-reward", "积分", "兑换品", 318),
    ("points-charts", "积分", "图表", 0),
    ("points-rules", "积分", "细则", 272),
    ("hygiene", "卫生", None, 320),
    ("hygiene-results", "卫生", "结果", 318),
    ("hygiene-slips", "卫生", "整改", 364),
    ("hygiene-charts", "卫生", "图表", 0),
    ("hygiene-basis", "卫生", "评比表", 0),
    ("meetings", "屋场会", None, 318),
    ("chains", "屋场会", "四议两公开", 318),
    ("kinds", "屋场会", "会议类型", 272),
    ("meeting-charts", "屋场会", "图表", 0),
    ("bylaws", "村规民约", None, 0),
    ("matters", "台账", None, 318),
    ("matter-charts", "台账", "图表", 0),
    ("notice", "公示栏", None, 272),
    ("boards", "公示栏", "板面", 0),
    ("objections", "公示栏", "异议", 272),
    ("documents", "公示栏", "文书", 272),
    ("prints", "公示栏", "打印记录", 272),
]
# What opens over a page, out of the journeys' own screenshots: name, screenshot, the part of it
WINDOW = "1342x744+12+12"
JOURNEYS = [
    ("first-start", "month-1-village", "662x470+350+176"),
    ("practice", "practice-1-first", "1178x330+188+0"),
    ("import", "import-columns", "1102x700+131+36"),
    ("points-record", "month-9-record", "616x698+375+37"),
    ("points-sheet", "sheet-3-half", WINDOW),
    ("hygiene-typing", "hygiene-6-half", WINDOW),
    ("hygiene-deciding", "hygiene-10-suggested", WINDOW),
    ("minutes", "meeting-4-agreed", WINDOW),
    ("votes", "vote-4-same", WINDOW),
    ("printing", "preview-1-board", "1336x722+14+28"),
]


def keep(shot, name, area):
    PICTURES.mkdir(parents=True, exist_ok=True)
    subprocess.run(["convert", str(shot), "-crop", area, "+repage", "-resize", SIZE, "-dither", "None", "-colors", COLOURS, "-strip",
                    "-define", "png:compression-level=9", f"PNG8:{PICTURES / name}.png"], check=True)


def choose(office, y):
    """The row at this height, and the pointer out of the way."""
    subprocess.run(["xdotool", "mousemove", "420", str(y), "click", "1", "mousemove", str(office.width - 1), str(office.height - 1)],
                   env=office.env, check=True)


def main(build):
    for name, shot, area in JOURNEYS:
        if (build / f"screenshots/{shot}.png").exists():
            keep(build / f"screenshots/{shot}.png", name, area)
        else:
            print(f"{name} stays as it is: the journey that makes {shot} has not run here")
    with Office(build) as office:
        office.cli("sample", "--households", "120", "--years", "1")
        office.start()
        office.find(re.compile("^今天要办的|^逾期"))
        for name, page, tab, row in PAGES:
            office.open_page(page)
            time.sleep(1)
            if name == "points-reward":
                office.click("兑换", "push button", root=office.find(page, "filler"))
                time.sleep(0.5)
            if tab is not None:
                office.click(re.compile(f"^{tab}( \\d+)?$"), "push button", root=office.find(page, "filler"))
                time.sleep(0.8)
            if row:
                choose(office, row)
            time.sleep(1)
            keep(office.shot(f"help-picture-{name}"), name, PAGE)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
