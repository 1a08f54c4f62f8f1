"""Somebody who moved away asks that nothing personal of him is kept. Beside his name on his household's page one is told what goes and what
stays, a second person stands by, and then it is in the file no more, whoever looks."""
import json
import re
import time
from collections import Counter

from driver import Office

ID_NUMBER = "43139919630512003X"


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "30", "--years", "1", "--no-papers")
        live = json.loads(office.cli("--json", "person", "list"))["persons"]
        counts = Counter(person["name"] for person in live)
        one = next(person for person in live if counts[person["name"]] == 1 and person["relation"] != "户主")
        gone = one["name"]
        office.cli("person", "edit", gone, "phone=19900007788", "note=左腿有伤", f"id_number={ID_NUMBER}")
        office.cli("person", "edit", gone, "state=moved", "since=2026-06-01")
        path = next((office.folder / "data").glob("*.xiangyue"))

        def stands(text):
            return any(text.encode() in part.read_bytes() for part in path.parent.glob(f"{path.name}*"))

        texts = (gone, ID_NUMBER, "19900007788", "左腿有伤")
        assert all(stands(text) for text in texts)
        office.start()

        # His household is found by its number; he is among its former members.
        office.key("ctrl+f")
        office.type(one["household"])
        time.sleep(0.8)
        office.shot("purge-0-find")
        office.key("Return")
        office.find(f"清除{gone}的个人信息", "push button")
        time.sleep(0.5)
        office.shot("purge-1-household")
        office.click(f"清除{gone}的个人信息", "push button")
        dialog = office.window(f"清除{gone}的个人信息")
        time.sleep(0.5)
        office.shot("purge-2-dialog")
        assert not office.unnamed(), office.unnamed()

        # Nobody does it alone, nor without a reason.
        office.fill("理由", "本人要求", root=dialog)
        office.click("清除", "push button", dialog)
        office.find(re.compile("请填监督人"), root=dialog)
        office.shot("purge-3-alone")
        office.fill("监督人", "谢满生", root=dialog)
        office.click("清除", "push button", dialog)
        office.gone(f"清除{gone}的个人信息", "frame")
        office.wait(lambda: not any(stands(text) for text in texts), f"{[text for text in texts if stands(text)]} gone from the file", 30)
        time.sleep(0.5)
        office.shot("purge-4-gone")
        assert json.loads(office.cli("--json", "verify"))["problems"] == [], "verify"
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
