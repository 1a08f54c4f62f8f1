"""Once a year what is kept of people for longer than it is needed: the front page says so, one looks through it, chooses, somebody stands by,
and the record is printed to be signed. Whoever left long ago has a name afterwards and nothing else."""
import json
import re
import time
from collections import Counter

from driver import Office


def main(build):
    with Office(build) as office:
        office.cli("sample", "--households", "30", "--years", "1", "--no-papers")
        live = json.loads(office.cli("--json", "person", "list"))["persons"]
        counts = Counter(person["name"] for person in live)
        once = [person["name"] for person in live if counts[person["name"]] == 1 and person["relation"] != "户主"]
        gone, kept = once[0], once[1]

        def phone(name):
            everybody = json.loads(office.cli("--json", "person", "list", "--state", "all"))["persons"]
            return next(person["phone"] for person in everybody if person["name"] == name)

        for name, note in ((gone, "左腿有伤"), (kept, "右腿有伤")):
            office.cli("person", "edit", name, "phone=19900001234", f"note={note}", "state=moved", "since=2015-06-01")
        path = next((office.folder / "data").glob("*.xiangyue"))

        def stands(text):
            return any(text.encode() in part.read_bytes() for part in path.parent.glob(f"{path.name}*"))

        assert stands("左腿有伤") and stands("右腿有伤")
        office.start()

        # The front page says it, and one key is where it is done.
        office.find(re.compile("个人信息年度清理"), "list item")
        office.key("End", "Return")
        dialog = office.window("年度清理")
        tick = office.find(re.compile(f"^{gone}"), "check box", dialog).get_name()
        time.sleep(0.5)
        office.shot("clearing-1-list")
        assert not office.unnamed(), office.unnamed()
        office.tab_to(tick, role="check box")
        office.key("space")
        office.find("到期2项，选了1项。", root=dialog)
        office.click(re.compile("^清理选中的"), "push button", dialog)
        office.find(re.compile("请填监督人"), root=dialog)
        office.fill("监督人", "谢满生", root=dialog)
        office.click(re.compile("^清理选中的"), "push button", dialog)
        office.shot("clearing-2-ask")
        office.click("清理", "push button")

        # The record comes by itself, to be printed.
        office.find(re.compile("个人信息清理记录"), "frame")
        time.sleep(2)
        office.shot("clearing-3-record")
        office.key("Escape")
        time.sleep(0.5)
        due = [line["title"] for line in json.loads(office.cli("--json", "privacy", "due"))["due"]]
        assert not any(title.startswith(gone) for title in due) and any(title.startswith(kept) for title in due), due
        assert not phone(gone) and phone(kept), (phone(gone), phone(kept))
        # Not even the history has it, nor what was free in the file.
        assert stands("右腿有伤") and not stands("左腿有伤")
        lines = json.loads(office.cli("--json", "today"))
        assert "clear" not in json.dumps([line["kind"] for line in lines["today"]]), lines
        assert json.loads(office.cli("--json", "verify"))["problems"] == [], "verify"
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
