"""The power goes while the minutes are being typed: at most the last second is lost.

minutes-kill.py BUILD [--long] [--seed N]: the window is killed in the middle of typing 3 times (--long: 100 times, in
20 villages), started again, and what was typed is there: lines that were left in the file, the line in hand in its place.
"""
import os
import random
import re
import sqlite3
import subprocess
import sys
import time

from driver import Office

LINE = 9  # words in a line of the minutes


class Minutes(Office):
    """The real window with the desk of a meeting in it, from its first moment."""

    def start(self, *args):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([str(self.build / "tests/app/minutes"), *map(str, args)], env=self.env, stdout=self.log,
                                        stderr=self.log, cwd=self.desk)
        self.wait(self.has_meeting, "the window with the meeting")
        self.app = self.wait(self._find_app, "what is in the window")
        self.hands = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, env=self.env, text=True, bufsize=1)

    def has_meeting(self):
        """Asked of the display: what tells of the windows' insides does not like to be asked while they are made."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "次屋场会"], env=self.env, capture_output=True, text=True)
        return found.stdout.strip()

    def do(self, command):
        self.hands.stdin.write(command + "\n")
        self.hands.stdin.flush()

    def kill(self):
        super().kill()
        self.hands.stdin.close()
        self.hands.wait()

    def composed(self):
        node = self.look("记录内容")
        return self.text(node) if node is not None else None


def kept(path):
    """What the file has of it, line after line; the village has other meetings."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return "".join(row[0] for row in db.execute("SELECT text FROM meeting_line WHERE del = 0 AND text GLOB 'w[0-9]*' ORDER BY sort"))


def disk(folder):
    """How long the disk needs now for the few writings that are under way when the power goes: it may be busy with others."""
    start = time.time()
    for _ in range(3):
        with open(folder / "probe", "wb") as file:
            file.write(bytes(8192))
            file.flush()
            os.fsync(file.fileno())
    return time.time() - start


def main():
    build = sys.argv[1]
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else random.randrange(1 << 30)
    if "--long" in sys.argv:
        # Each on its own: what looks at the windows does not bear a hundred programs that were killed.
        for i in range(20):
            subprocess.run([sys.executable, __file__, build, "--turns", "5", "--seed", str(seed + i)], check=True)
        return
    turns = int(sys.argv[sys.argv.index("--turns") + 1]) if "--turns" in sys.argv else 3
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    there, word, worst, lost = "", 0, 0.0, 0
    with Minutes(build) as office:
        village = office.folder / "village.xiangyue"
        office.cli("--db", village, "sample", "--households", 30, "--years", 1)
        office.start(village, "consult", 0, 3)
        office.wait(lambda: office.composed() == "", "the empty line")
        for turn in range(turns):
            office.do("key F5")
            time.sleep(0.3)
            # The window is as late as the machine is busy: what it has not taken in yet it cannot have kept.
            word, asked = word + 1, time.time()
            typed, sent = there + f"w{word:04d}", []  # how far the typing was, and when
            office.do(f"type --delay 4 w{word:04d}")
            office.wait(lambda: (office.composed() or "").endswith(f"w{word:04d}"), "the first word")
            late = time.time() - asked
            end = time.time() + chance.uniform(0.2, 3)
            while time.time() < end:
                word += 1
                office.do(f"type --delay 4 w{word:04d}")
                typed += f"w{word:04d}"
                if word % LINE == 0:
                    office.do("key Return")
                sent.append((len(typed), time.time()))
                time.sleep(chance.uniform(0.03, 0.12))
            killed = time.time()
            office.kill()

            wait = 1 + late + disk(office.folder)

            # The next start shows what is left of it; it must be the beginning of what was typed.
            office.start(village)
            must = max([n for n, at in sent if at < killed - wait], default=len(there))

            def restored():
                now = office.composed()
                if now is None:
                    return None
                now = kept(village) + now
                return (now,) if typed.startswith(now) and len(now) >= must else None
            try:
                there = office.wait(restored, "what was typed up to a second before the end")[0]
            except AssertionError:
                print(f"turn {turn}: typed {typed[-80:]!r}, there {kept(village)[-80:]!r} + {office.composed()!r}, must {must} of {len(typed)}")
                raise
            behind = [killed - at for n, at in sent if n > len(there)]
            worst, lost = max([worst, *behind]), lost + (len(there) < len(typed))
            # It says so, quietly.
            if office.composed():
                office.find(re.compile("已经找回"))
        print(f"{turn + 1} times; something was lost {lost} times, at most what was typed in the last {worst:.2f} s; {len(there)} characters are there", flush=True)
        assert not office.problems(), office.problems()


main()
