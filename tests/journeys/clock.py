"""The window stays open over midnight: what is due today and what is late is read anew by itself, on the page that is in front. And a
computer whose clock fell back a year is told of, before anything is recorded under a wrong date; with the clock set right it goes."""
import datetime
import os
import pathlib
import re
import sys
import time

from driver import Office
from notice import CLOCK

NIGHT = 24 * 3600


class Clock:
    """What time the programs of an office take it for; it can be set while they run."""

    def __init__(self, office):
        self.file = office.folder / "clock"
        office.env.update(LD_PRELOAD=CLOCK, FAKETIME_TIMESTAMP_FILE=str(self.file), FAKETIME_CACHE_DURATION="1",
                          FAKETIME_DONT_FAKE_MONOTONIC="1")

    def set(self, seconds):
        """So many seconds from what it is."""
        self.file.write_text(f"{seconds:+d}\n")


def main(build):
    assert os.path.exists(CLOCK), "libfaketime is not installed"
    with Office(build) as office:
        # Just before midnight in the village.
        now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
        before = int((now.replace(hour=23, minute=50, second=0) - now).total_seconds())
        clock = Clock(office)
        clock.set(before)
        office.cli("sample", "--households", "40", "--years", "1", "--no-papers")
        office.start()
        office.open_page("台账")
        late = office.find(re.compile(r" · 超 \d+ 天$")).get_name()
        office.open_page("首页")
        today = office.find(re.compile(rf"^{now.month}月{now.day}日 星期"), "label").get_name()
        office.open_page("台账")
        office.find(late)
        assert office.look(re.compile("^电脑的日期是")) is None
        clock.set(before + NIGHT)
        office.gone(late, seconds=30)
        office.shot("clock-1-after-midnight")
        office.open_page("首页")
        office.gone(today, "label")

        # The battery of the clock is empty.
        office.stop()
        clock.set(before - 365 * NIGHT)
        office.start()
        office.find(re.compile(rf"^电脑的日期是 {now.year - 1}-.*最近一笔是 {now.date()} 记的"), "label")
        office.shot("clock-2-year-back")
        clock.set(before)
        office.gone(re.compile("^电脑的日期是"), "label", 30)
        time.sleep(0.5)
        assert not office.problems(), office.problems()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
