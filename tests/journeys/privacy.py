"""Somebody asks how the village treats his data: who looked at numbers in full and why, what of his household was corrected, and the office's
impact assessment, each found by its word and on paper without a whole number."""
import json
import re
import subprocess
import time

from driver import Office


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "40", "--years", "1", "--no-papers")
        households = json.loads(office.cli("--json", "household", "list"))["households"]
        number = households[0]["number"]
        office.cli("household", "edit", number, "phone=19900001234")
        office.cli("household", "edit", number, "phone=19900005678")
        office.cli("print", "household", number, "--out", str(office.folder / "sheet.pdf"), "--unmask", "核对一卡通账号")
        office.start()
        office.key("ctrl+f")
        office.type("yinsi")
        time.sleep(1)
        office.key("Return")
        dialog = office.window("个人信息保护")
        office.find("核对一卡通账号", root=dialog)
        time.sleep(0.5)
        office.shot("privacy-1-looks")
        assert not office.unnamed(), office.unnamed()
        office.fill("查找查看记录", "没有这个理由", root=dialog)
        office.find("没有人看过完整号码。", root=dialog)
        office.fill("查找查看记录", "一卡通", root=dialog)
        office.find("核对一卡通账号", root=dialog)

        # The assessment, filled in.
        office.click(re.compile("^影响评估表"), "push button", dialog)
        office.find(re.compile("影响评估表"), "frame")
        time.sleep(2)
        office.shot("privacy-2-assessment")
        office.key("Escape")
        time.sleep(0.5)
        # The words go first, then the dialog.
        office.key("Escape")
        time.sleep(0.5)
        office.key("Escape")
        office.gone("个人信息保护", "frame")

        # What was corrected of one household, from its row's menu.
        office.open_page("户籍")
        office.find(re.compile("^共 40 户"))
        time.sleep(1)
        office.key("Home")
        office.wait(office.row_has_keys, "the keys at a row")
        office.key("Menu")
        time.sleep(0.5)
        office.shot("privacy-3-menu")
        office.click("打印更正记录…", "menu item")
        office.find(re.compile("更正记录"), "frame")
        time.sleep(2)
        office.shot("privacy-4-corrections")

        pdf = office.folder / "corrections.pdf"
        office.cli("print", "corrections", number, "--out", str(pdf))
        words = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        assert "199****1234" in words and "199****5678" in words and "1990000" not in words, words
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
