"""All that can be set is found by pinyin in one list: the office's own rules, changed and taken back; a new user, his role and his PIN; and what
is only of this computer."""
import json
import re
import subprocess
import time

from driver import Office


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "20", "--years", "1", "--no-papers")

        def setting(key):
            return json.loads(office.cli("--json", "settings", "get", key))["value"]

        def users():
            return {user["name"]: user for user in json.loads(office.cli("--json", "users", "list"))["users"]}

        office.start()
        office.key("ctrl+comma")
        dialog = office.window("设置")
        time.sleep(1)
        office.shot("settings-1-all")
        assert not office.unnamed(), office.unnamed()

        # A click on a number is an act.
        office.fill("找设置", "公示天数", root=dialog)
        time.sleep(0.8)
        office.shot("settings-2-found")
        before = setting("publicity_days")
        office.find(re.compile("^公示天数"), "spin button", dialog)
        office.key("Tab")
        office.key("Up")
        office.wait(lambda: setting("publicity_days") == str(int(before) + 1), "one day more")
        time.sleep(0.5)
        office.shot("settings-3-changed")

        # Level 2 of protection: the rules stand there in words; who has no PIN chooses one when he comes in again.
        office.fill("找设置", "dengbao", root=dialog)
        time.sleep(0.5)
        office.shot("settings-5-rules")
        office.find(re.compile("口令规则"), root=dialog)
        office.cli("settings", "set", "pin_policy", "dengbao2")
        office.key("Escape", "Escape")
        office.wait(lambda: not any(w.get_name() == "设置" for w in office.windows()), "the end of the dialog")
        office.key("ctrl+l")
        office.click(re.compile("^进入"), "push button")
        office.find(re.compile("每个人都要有口令"))
        office.shot("settings-6-new-pin")
        for pin, words in (("woaini1314", "最先试"), ("73910244", "至少要有"), ("shanqian7391", None)):
            for field in ("新口令", "再填一次"):
                assert office.fill(field, pin).get_role_name() == "password text", field
            office.click(re.compile("^进入"), "push button")
            if words:
                office.find(re.compile(words))
        office.gone("新口令")
        office.key("ctrl+l")
        office.focused("口令")
        office.hold("shanqian7391")
        office.key("ctrl+v", "Return")
        office.find(re.compile("^今天|^逾期|星期"))
        office.wait(lambda: office.where() is None or office.where().get_role_name() != "password text", "the office")
        office.cli("settings", "set", "pin_policy", "office", XIANGYUE_PIN="shanqian7391")
        office.env["XIANGYUE_PIN"] = "shanqian7391"
        office.key("ctrl+comma")
        dialog = office.window("设置")

        # A new user, who forgot his PIN at once.
        office.fill("找设置", "yonghu", root=dialog)
        time.sleep(0.5)
        office.fill("新用户姓名", "林秀英", root=dialog)
        office.click("新增", "push button", dialog)
        office.wait(lambda: "林秀英" in users(), "the new user")
        assert users()["林秀英"]["role"] == "clerk" and not users()["林秀英"]["pin"], users()
        time.sleep(0.8)
        office.shot("settings-4-users")
        office.click("给林秀英设新口令", "push button", dialog)
        office.window("给林秀英设新口令")
        office.shot("settings-7-pin")
        office.type("190637")
        office.key("Tab")
        time.sleep(0.3)
        office.type("190637")
        office.key("Return")
        office.wait(lambda: users()["林秀英"]["pin"], "her PIN")
        office.click("关闭用户林秀英", "push button", dialog)
        office.find("关闭用户林秀英？")
        office.click("关闭用户", "push button")
        office.wait(lambda: "林秀英" not in users(), "the end of the user")
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
