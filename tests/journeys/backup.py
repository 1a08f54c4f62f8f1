"""A village that was worked in and never backed up: the window takes the backup by itself, says so, and takes no second one while nothing is done.
Where the stick that backups go to is not plugged in, no folder is made in its place; the backup is taken here, and the window says both."""
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

        office.stop()
        stick = office.folder / "unplugged/backup"
        keys = office.folder / "config/glib-2.0/settings/keyfile"
        settings = keys.read_text()
        place = f"backup-folder='{stick}'\n"
        head = "[org/xiangyue/Xiangyue]\n"
        keys.write_text(settings.replace(head, head + place) if head in settings else settings + head + place)
        office.start()
        office.click(re.compile("备份$"), "push button")
        office.find(re.compile("unplugged/backup 不在。请插好 U 盘.*这次先备份在本机。$"), "label")
        office.find("刚刚备份")
        office.shot("backup-no-stick")
        assert not stick.parent.exists()
        assert len(list(backup.parent.glob("*.xybackup"))) == 2, list(backup.parent.glob("*"))
        # Plugged in, the next one goes there.
        stick.mkdir(parents=True)
        office.click("再备份一次")
        office.gone(re.compile("unplugged/backup 不在"), "label")
        assert len(list(stick.glob("*.xybackup"))) == 1, list(stick.glob("*"))
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
