"""The village's clerk changes: who takes over sets a PIN of his own, all goes to a stick, the list is signed, and who handed over cannot come
in any more. A package that was stopped leaves nothing."""
import json
import re
import subprocess
import time

from driver import Office


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def names(office):
    return [user["name"] for user in json.loads(office.cli("--json", "users", "list"))["users"]]


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "1", "--no-papers")
        old = names(office)[0]
        office.start()
        # Found by the first letters of what people call it.
        office.key("ctrl+f")
        office.type("jiaojiebao")
        time.sleep(1)
        office.shot("handover-1-found")
        office.key("Return")
        dialog = office.window("移交村务")
        time.sleep(0.8)
        office.fill("接收人", "李新民", root=dialog)
        office.fill("监交人", "周向前", root=dialog)
        office.fill("接收人口令", "190637", root=dialog)
        office.fill("再填一次", "190638", root=dialog)
        office.shot("handover-2-who")
        office.key("ctrl+Return")
        office.find("与上面填的不一样。")
        office.fill("再填一次", "190637", root=dialog)
        assert not office.unnamed(), office.unnamed()
        office.key("ctrl+Return")
        office.find(re.compile("^户 40 · "), root=dialog)
        assert names(office).count("李新民") == 1, names(office)
        time.sleep(0.8)
        office.fill("数据口令", "春耕不误农时秋收", root=dialog)
        office.fill("再填一遍口令", "春耕不误农时秋收", root=dialog)
        time.sleep(0.5)
        office.shot("handover-3-pack")
        office.key("ctrl+Return")
        time.sleep(1)
        office.click(re.compile("^写到这里"), "push button")
        folder = office.wait(lambda: next(office.desk.glob("石板溪村交接包 ????-??-??"), None), "the package", 120)
        office.find(re.compile("^交接包写在文件夹“石板溪村交接包"))
        time.sleep(0.5)
        office.shot("handover-4-sign")
        assert not office.unnamed(), office.unnamed()
        words = text_of(folder / "1 移交清单.pdf")
        assert "村务工作移交清单" in words and "李新民" in words and "周向前" in words and "已加密" in words, words
        assert any((folder / "3 存档文件").glob("*会议记录*.pdf")), list(folder.rglob("*"))
        office.cli("handover", "check", str(folder), "--password-env", "XY_TEST_PASSWORD", XY_TEST_PASSWORD="春耕不误农时秋收")
        office.cli("handover", "check", str(folder), check=False)

        # The end, asked once more; then nobody sits here until who took over comes in.
        office.key("ctrl+Return")
        office.find(f"关闭用户{old}？")
        time.sleep(0.5)
        office.shot("handover-5-ask")
        office.click("关闭用户", "push button")
        office.wait(lambda: old not in names(office), "the old user is closed")
        office.gone("移交村务")
        time.sleep(1)
        office.shot("handover-6-locked")
        problems = office.problems()
        assert not problems, problems


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
