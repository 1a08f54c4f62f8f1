"""A township's computer from nothing: enrolled in its window by code, where a village's code is told from its own; the
villages come; a report is drawn for the month and for the year, saved as a spreadsheet and read back, and printed; without
a line what was drawn last is shown and said to be old, until the line is there again."""
import datetime
import pathlib
import re
import subprocess
import sys
import time
import zipfile
from xml.etree import ElementTree

from driver import Office

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "server"))
from office import TOWNSHIP, VILLAGE, Server  # noqa: E402

TODAY = datetime.date.today()
AT = int(time.time() * 1000)
OTHER = VILLAGE + 1
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def reported(server, sid, name, points):
    """A village that has reported: five households with so many points each."""
    village = server.enroll(sid, name)
    families = [village.record(at=AT) for _ in range(5)]
    records = [village.record("village", fields={"code": str(sid), "name": name, "township": "云岭镇", "county": "清江县"}, at=AT)]
    records += families
    records += [village.record("points_entry", at=AT, fields={
        "household": family["id"], "category": "环境", "item": "清扫", "day": str(TODAY), "amount": 100, "delta": points, "cut": 0,
        "kind": "entry", "at": AT}) for family in families]
    found = village.send(village.push(records))[2]
    assert found["a"] == "ok" and found["res"] == [], found


def cells(path):
    """The texts and numbers of a spreadsheet's first sheet, row by row."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        shared = []
        if "xl/sharedStrings.xml" in names:
            shared = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(MAIN + "row"):
        texts = []
        for cell in row.iter(MAIN + "c"):
            value = cell.findtext(MAIN + "v") or "".join(t.text or "" for t in cell.iter(MAIN + "t"))
            texts.append(shared[int(value)] if cell.get("t") == "s" else value)
        rows.append(texts)
    return rows


def enrolls(town, server):
    """First start: with a village's code it is said what that is, with the township's the office opens."""
    town.click("乡镇或县里用…", "push button")
    dialog = town.window("接到县里")
    time.sleep(0.5)
    town.fill("单位名称", "云岭镇人民政府", root=dialog)
    town.fill("您的姓名", "周向前", root=dialog)
    town.fill("县里的地址", f"http://127.0.0.1:{server.port}", root=dialog)
    town.fill("登记码", server.code(VILLAGE), root=dialog)
    town.shot("report-1-enroll")
    assert not town.unnamed(), town.unnamed()
    town.key("ctrl+Return")
    town.find(re.compile("^这个登记码是给村里电脑的"), seconds=30)
    town.shot("report-2-other-kind")
    code = server.code(TOWNSHIP)
    town.fill("登记码", f"{code[:5].lower()} {code[5:]}", root=dialog)
    town.key("ctrl+Return")
    town.gone("接到县里", "frame", 30)
    town.find("各村", seconds=30)
    town.find("石板溪村", seconds=30)
    town.find("枫树坪村", seconds=30)
    town.find(re.compile("已同步$"), seconds=30)
    assert (town.folder / "data/office.xiangyue").exists() and not (town.folder / "data/.office-begun").exists()
    town.shot("report-3-villages")


def draws(town):
    town.open_page("报表")
    month = f"云岭镇积分情况统计表（{TODAY.year}年{TODAY.month}月）"
    town.find(month, seconds=30)
    for text in ("石板溪村", "枫树坪村", "7.5", "10.0", "合计", "17.5"):
        town.find(text)
    time.sleep(0.5)
    town.shot("report-4-month")
    assert not town.unnamed(), town.unnamed()
    return month


def saves(town, title):
    town.click("存为表格…", "push button")
    dialog = town.window("把列表存成表格")
    time.sleep(0.5)
    town.key("ctrl+a")
    path = town.desk / "points.xlsx"
    town.type(str(path))
    town.click(re.compile("^保存"), "push button", root=dialog)
    town.wait(path.exists, "the spreadsheet")
    rows = cells(path)
    assert rows[0][0] == title and rows[1][:3] == ["乡镇", "村", "加分"], rows
    assert [row[1] for row in rows[2:4]] == ["石板溪村", "枫树坪村"], rows
    assert [float(row[2]) for row in rows[2:4]] == [7.5, 10] and rows[4][:2] == ["合计", "17.5"], rows
    assert any(row and row[0].startswith("来源：") for row in rows[5:]), rows


def prints(town, title):
    town.click("打印…", "push button")
    town.find(re.compile("^打印预览"), "frame")
    time.sleep(0.8)
    town.shot("report-5-print")
    town.key("ctrl+s")
    dialog = town.window("存为 PDF")
    time.sleep(0.5)
    town.key("ctrl+a")
    pdf = town.desk / "report.pdf"
    town.type(str(pdf))
    town.click(re.compile("^保存"), "push button", root=dialog)
    town.wait(pdf.exists, "the report's PDF")
    time.sleep(0.5)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "石板溪村" in text and "17.5" in text and "不足3" not in text, text
    town.key("Escape")
    town.gone(re.compile("^打印预览"), "frame")


def chooses(town, name, downs):
    """Of the filter of this name the entry so many further down."""
    town.click_at(town.find(name, "combo box"))
    time.sleep(0.4)
    town.key(*["Down"] * downs, "Return")


def again(town, server):
    """The county has taken the computer off: the list of villages says so, and a new code mends it."""
    account = server.command("devices", TOWNSHIP).stdout.split("\t")[0]
    assert server.command("revoke", account).returncode == 0
    town.open_page("各村")
    town.click("同步各村", "push button")
    town.find("接到县里…", "push button", seconds=30)
    time.sleep(0.4)
    town.shot("report-9-taken-off")
    town.click("接到县里…", "push button")
    dialog = town.window("接到县里")
    time.sleep(0.4)
    town.fill("县里的地址", f"http://127.0.0.1:{server.port}", root=dialog)
    town.fill("登记码", server.code(TOWNSHIP), root=dialog)
    town.key("ctrl+Return")
    town.gone("接到县里", "frame", 30)
    town.find(re.compile("已同步$"), seconds=30)


def main(build):
    with Server(pathlib.Path(build) / "src/server/xiangyue-server", tls=False) as server, Office(build) as town:
        town.env["XIANGYUE_CONFIG"] = str(town.folder / "config")
        reported(server, VILLAGE, "石板溪村", 150)
        reported(server, OTHER, "枫树坪村", 200)
        town.start()
        enrolls(town, server)
        month = draws(town)
        saves(town, month)
        prints(town, month)

        # Another time and other rows, and it is asked at once.
        chooses(town, "时间长短", 2)
        town.find(f"云岭镇积分情况统计表（{TODAY.year}年度）")
        chooses(town, "每行是什么", 1)
        town.find(re.compile("^共1行"))
        town.find("云岭镇")
        town.shot("report-6-year")

        # Without a line: what was drawn is there, and it is said of when it is; what was not drawn cannot be.
        server.stop()
        town.click("重新取数", "push button")
        town.find(re.compile("从县里取来的"), seconds=30)
        town.find("17.5")
        town.shot("report-7-no-line")
        chooses(town, "哪张报表", 2)
        town.find(re.compile("^连不上县里|^县里的服务器"), seconds=30)
        town.shot("report-8-nothing-kept")
        server.start()
        town.click("重新取数", "push button")
        town.find(re.compile("^云岭镇人居环境评比统计表"), seconds=30)
        again(town, server)
        assert town.problems() == [], town.problems()


if __name__ == "__main__":
    main(sys.argv[1])
