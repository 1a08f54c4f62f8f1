"""A village that was worked in and never backed up: the window takes the backup by itself, says so, and takes no second one while nothing is done."""
import pathlib
import re
import sys
import time

from driver import Office


def main(build):
    with Office(build) as office:
        office.cli("init", "--code", "431399101201", "--name", "石板溪村", "--township", "云岭镇", "--county", "清江县", "--user", "曾小平")
        office.start()
        office.find(re.compile("^还没有备份"))
        # It looks every minute whether half an hour of work is without one; what was never backed up does not wait for that.
        backup = office.wait(lambda: next((office.folder / "data").rglob("431399101201-*-timer.xybackup"), None), "the backup", 90)
        office.find("刚刚备份")
        office.shot("backup-by-itself")
        assert "石板溪村" in office.cli("restore", backup, "--preview")
        time.sleep(65)
        assert len(list(backup.parent.glob("*.xybackup"))) == 1, list(backup.parent.glob("*"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
