"""The page 台账 driven by hand: what the journeys through the ledger of matters share."""
import pathlib
import re
import subprocess
import time


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def stage(office, title):
    return query(office, f"SELECT stage FROM matter WHERE title = '{title}'")


def reaches(office, title, wanted, what):
    office.wait(lambda: stage(office, title) == str(wanted), f"{what}: {title} at {wanted}; it is at {stage(office, title)}")


def choose(office, title):
    """The row of this matter, wherever it stands."""
    office.fill("在台账里查找", title)
    office.find(re.compile("^共 1 件事项"))
    time.sleep(0.6)


def drop(office, down):
    """The drop-down that has the keys: so many down."""
    office.key("space")
    time.sleep(0.4)
    office.key(*["Down"] * down, "Return")
    time.sleep(0.3)


def confirm(office, title, verb="登记"):
    office.click(verb, "push button", root=office.window(title))


def finish(office, title, note):
    choose(office, title)
    office.click("记办理情况…")
    office.window("记办理情况")
    time.sleep(0.5)
    drop(office, 1)
    office.fill("情况说明", note)
    confirm(office, "记办理情况")
    reaches(office, title, 3, "the result")


def ask(office, title, down, note=None, by=None, chosen=False):
    """Somebody else than the owner asks whoever raised it."""
    if not chosen:
        choose(office, title)
    office.click("回访…")
    office.window("回访")
    time.sleep(0.5)
    if down:
        drop(office, down)
    if note:
        office.fill("备注", note)
    if by:
        office.fill("回访人", by)
    confirm(office, "回访")


def close(office, title, chosen=False):
    if not chosen:
        choose(office, title)
    office.click("销号", "push button")
    reaches(office, title, 7, "the end of its number")


def save_paper(office, kind, name, shot):
    """The paper in the preview, as a PDF. Returns its text without spaces."""
    title = f"打印预览：{kind}"
    office.window(title)
    time.sleep(0.8)
    office.shot(shot)
    office.key("ctrl+s")
    dialog = office.window("存为 PDF")
    time.sleep(0.4)
    office.key("ctrl+a")
    path = pathlib.Path(office.desk) / f"{name}.pdf"
    office.type(str(path))
    office.click(re.compile("^保存"), "push button", root=dialog)
    office.wait(lambda: path.exists() and path.stat().st_size > 0, f"the file of {kind}")
    time.sleep(0.5)
    office.key("Escape")
    office.wait(lambda: all(window.get_name() != title for window in office.windows()), f"the end of the preview of {kind}")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", text)
