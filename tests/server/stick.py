#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two computers of a village that have no line: what they write goes to the county on a stick and comes back, in any
order, with the real programs; and what a stick that fails, or is pulled out, leaves behind.

   stick.py SERVER CLI [SEED]"""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

from office import VILLAGE, Server

program, cli = sys.argv[1:3]
seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
chance = random.Random(seed)
LONG = "XIANGYUE_TEST_LONG" in os.environ


class Office:
    """A village's file, and who works with it."""

    def __init__(self, server, name, stick):
        self.folder = server.folder / name
        self.folder.mkdir()
        self.stick = stick
        self.n = 0
        self.name = name
        self.run("--user", "曾小平", "init", "--code", VILLAGE, "--name", "清溪村", "--township", "云岭镇", "--county", "样板县")
        self.run("--user", "曾小平", "sync", "enroll", f"http://127.0.0.1:{server.port}", server.code(VILLAGE))

    def start(self, *words, wrap=()):
        own = {"XIANGYUE_DATA": str(self.folder), "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
        if wrap:
            # Who is traced cannot trace itself to look for leaks.
            own["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        return subprocess.run([*wrap, cli, "--json", *map(str, words)], capture_output=True, text=True, timeout=60,
                              env=os.environ | own)

    def run(self, *words):
        done = self.start(*words)
        assert done.returncode == 0, (words, done)
        return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout

    def write(self):
        self.n += 1
        self.run("--user", "曾小平", "household", "add", f"head_name={self.name}{self.n}")

    def export(self):
        return pathlib.Path(self.run("sync", "export", self.stick)["bundle"]["path"])

    def waiting(self):
        return self.run("sync", "status")["status"]["waiting"]

    def households(self):
        found = self.run("household", "list")
        return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in found["households"])


def test_any_order(server, offices, stick):
    """Bundles and receipts late, twice, and the last before the first."""
    bundles = []
    for _ in range(3):
        for office in offices:
            office.write()
            bundles.append(office.export())
    many = bundles + chance.sample(bundles, 3)
    chance.shuffle(many)
    for bundle in many:
        done = server.command("import", bundle)
        assert done.returncode == 0, done
    receipts = sorted(stick.glob("*.xyr")) * 2
    chance.shuffle(receipts)
    refused = 0
    for receipt in receipts:
        for office in offices:
            done = office.start("sync", "import", receipt)
            # Another computer's is refused in a sentence.
            assert done.returncode == 0 or "another computer" in done.stdout, done
            refused += done.returncode != 0
    assert refused == len(receipts)
    assert [office.waiting() for office in offices] == [0, 0]
    settle(server, offices)


def settle(server, offices):
    """Everybody sends what there is, then everybody reads."""
    for _ in range(2):
        for office in offices:
            bundle = office.export()
            assert server.command("import", bundle).returncode == 0
            receipt = max(bundle.parent.glob(bundle.stem + "*.xyr"), key=lambda path: path.stat().st_mtime_ns)
            answer = office.run("sync", "import", receipt)["receipt"]
            assert answer["result"] == "taken" and answer["waiting"] == 0, answer
    first, second = [office.households() for office in offices]
    assert first == second and len(first) == sum(office.n for office in offices), (len(first), len(second))


def test_refused(server, offices, stick):
    """What is damaged, cut, or somebody else's is told in a sentence, and nothing is taken of it."""
    bundle = offices[0].export()
    text = bundle.read_bytes()
    for wrong in (text[:-1], text[:100], text[:300] + bytes([text[300] ^ 1]) + text[301:], b"", b"PK\3\4" + text):
        path = stick / "wrong.xyb"
        path.write_bytes(wrong)
        done = server.command("import", path)
        assert done.returncode == 1 and "wrong.xyb" in done.stderr and not (stick / "wrong.xyr").exists(), done
        path.unlink()
    assert offices[0].start("sync", "import", bundle).returncode == 1
    assert offices[0].start("sync", "export", stick / "nowhere").returncode == 3
    assert server.command("import", stick / "nowhere.xyb").returncode == 1


def test_inbox(server, offices, stick):
    """A folder that the server watches: a bundle on its way into it is not yet one."""
    inbox = server.folder / "inbox"
    inbox.mkdir()
    server.config.write_text(server.config.read_text() + f"[inbox]\nfolder={inbox}\nseconds=1\n")
    offices[0].write()
    bundle = offices[0].export()
    server.start()
    copy = inbox / bundle.name
    text = bundle.read_bytes()
    copy.write_bytes(text[: len(text) // 2])
    time.sleep(2)
    assert not list(inbox.glob("*.xyr"))
    copy.write_bytes(text)
    for _ in range(100):
        if list(inbox.glob("*.xyr")):
            break
        time.sleep(0.1)
    server.stop()
    receipt, = inbox.glob("*.xyr")
    assert offices[0].run("sync", "import", receipt)["receipt"]["waiting"] == 0
    audit = "".join(path.read_text() for path in server.data.glob("audit-*.log"))
    assert '"what":"bundle"' in audit
    assert server.command("check").returncode == 0


def look(server, office, stick, before, done):
    """After an export that was broken off: what was there is there, what is there is whole, and nothing went."""
    for path in stick.iterdir():
        if path.suffix == ".part":
            continue
        if path.name in before:
            assert path.stat().st_size == before[path.name], path
        else:
            assert path.suffix == ".xyb", path
            assert server.command("import", path).returncode == 0, (path, done)
    assert set(before) <= {path.name for path in stick.iterdir()}
    assert len(list(stick.glob("*.part"))) <= 1


def test_pulled_out(server, office):
    """SIGKILL at each write of an export, one after the other, until it comes to its end."""
    stick = server.folder / "pulled"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"x" * 1000)
    office.write()
    calls = "write,pwrite64,fsync,fdatasync,rename,ftruncate,unlink"
    waiting, k, kills = office.waiting(), 1, 0
    while True:
        before = {path.name: path.stat().st_size for path in stick.iterdir() if path.suffix != ".part"}
        done = office.start("sync", "export", stick,
                            wrap=["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + calls, "-e", f"inject={calls}:signal=SIGKILL:when={k}"])
        look(server, office, stick, before, done)
        assert office.waiting() == waiting
        if done.returncode == 0:
            break
        assert done.returncode in (-9, 137), done
        kills += 1
        k += 1 if LONG else chance.randrange(1, 4)
    assert kills >= 3, kills
    return kills


def test_failing(server, office):
    """A stick that is full, write-protected or gone says so, and nothing of the bundle is left."""
    stick = server.folder / "failing"
    stick.mkdir()
    part = stick / f"XY-{VILLAGE}-{re.search('XY-[0-9]+-([0-9a-f]+)-', office.export().name)[1]}.part"
    words = {"write": {"ENOSPC": "not enough room", "EIO": "does not answer", "EFBIG": "this large"},
             "fsync": {"EIO": "does not answer", "ENOSPC": "not enough room"}, "read": {"EIO": "does not answer"},
             "rename": {"EROFS": "write-protected"}, "openat": {"EROFS": "write-protected", "ENOENT": "does not answer"}}
    for call, errors in words.items():
        for error, word in errors.items():
            done = office.start("sync", "export", stick,
                                wrap=["strace", "-f", "-qq", "-o", "/dev/null", "-P", part, "-e", "trace=" + call,
                                      "-e", f"inject={call}:error={error}"])
            assert done.returncode == 3 and word in done.stderr, (call, error, done)
            assert not list(stick.iterdir()), (call, error)


stick = None
with Server(program, tls=False) as server:
    stick = server.folder / "stick"
    stick.mkdir()
    offices = [Office(server, "A", stick), Office(server, "B", stick)]
    # From here on there is no line.
    server.stop()
    test_any_order(server, offices, stick)
    test_refused(server, offices, stick)
    test_inbox(server, offices, stick)
    settle(server, offices)
    # Not every place lets one program trace another.
    if shutil.which("strace") and subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0:
        print("killed at", test_pulled_out(server, offices[1]), "calls")
        test_failing(server, offices[1])
    settle(server, offices)
print("seed", seed)
