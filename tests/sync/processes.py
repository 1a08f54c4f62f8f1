#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A county and two computers of a village, as programs, and what befalls them; after each fault all three must agree.

   processes.py CLI SERVER [--seed N] [--all] [--only NAME]

Without --all a sample of the points at which something can be killed, cut or refused, drawn by the seed."""
import argparse
import collections
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "server"))
import proxy as line
from office import Server
from village import VILLAGE, Oracle, Village, check, settle

# What changes a file or speaks to somebody.
CALLS = ["pwrite64", "write", "fdatasync", "fsync", "ftruncate", "fallocate", "unlink", "rename", "sendto", "sendmsg", "writev", "recvfrom", "connect"]
WRITES = ["pwrite64", "ftruncate", "fallocate", "write"]


class World:
    """A server behind a line that can be made bad, and two computers enrolled with it."""

    def __init__(self, options):
        self.options = options
        self.oracle = Oracle()

    def __enter__(self):
        self.server = Server(self.options.server, tls=False)
        # One worker, so that the k-th call of a thread is the k-th of all.
        self.server.config.write_text(self.server.config.read_text().replace("[store]", "workers=1\n[store]"))
        self.server.start()
        self.line = line.Proxy(self.server.port)
        self.one = Village(self.options.cli, self.oracle, self.line.url).found()
        self.one.enroll(self.server).sync()
        self.two = Village(self.options.cli, self.oracle, self.line.url).enroll(self.server)
        self.villages = [self.one, self.two]
        settle(self.server, self.villages, self.oracle)
        return self

    def __exit__(self, *_):
        for village in self.villages:
            village.remove()
        self.server.__exit__()

    def settle(self):
        self.line.begin()
        settle(self.server, self.villages, self.oracle)

    def restart(self):
        self.server.process.wait(60)
        self.server.process.stdout.close()
        self.server.start()


def count_calls(village, calls):
    """How often each is made in a run."""
    log = village.folder / "strace"
    village.sync(wrap=["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(calls)])
    counts = {call: 0 for call in calls}
    for text in log.read_text(errors="replace").splitlines():
        call = text.split(None, 1)[1].split("(")[0]
        if call in counts:
            counts[call] += 1
    log.unlink()
    return counts


def points(options, counts, sample):
    """(call, k) of all calls, or of a sample of them."""
    every = [(call, k) for call, n in counts.items() for k in range(1, n + 1)]
    return every if options.all else sorted(options.random.sample(every, min(sample, len(every))))


def wrap_client(call, k, what):
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={k}"]


def kill_client(world):
    """A push of one computer and a pull of the other are killed at each call."""
    done = 0
    for village, other in ((world.one, world.two), (world.two, world.one)):
        pushing = village is world.one
        world.one.write()
        if not pushing:
            world.one.sync()
        counts = count_calls(village, CALLS)
        print(f"  {'push' if pushing else 'pull'}: {counts}", flush=True)
        world.settle()
        for call, k in points(world.options, counts, 5):
            world.one.write(points=k % 4 == 0)
            if not pushing:
                world.one.sync()
            village.try_sync(wrap=wrap_client(call, k, "signal=SIGKILL"))
            village.sync()
            other.sync()
            check(world.server, world.villages, world.oracle)
            done += 1
        world.settle()
    return f"{done} points"


class Attached:
    """strace on the server, from when it is there until it is let go or the server is dead."""

    def __init__(self, process, *arguments):
        self.process = process
        self.strace = subprocess.Popen(["strace", "-f", "-qq", *([] if "-o" in arguments else ["-o", "/dev/null"]), *arguments, "-p", str(process.pid)],
                                       stderr=subprocess.DEVNULL)
        tasks = pathlib.Path(f"/proc/{process.pid}/task")
        for _ in range(500):
            status = [(task / "status").read_text() for task in tasks.iterdir()]
            if all("TracerPid:\t0\n" not in text for text in status):
                return
            time.sleep(0.01)
        raise RuntimeError("strace does not attach")

    def let_go(self):
        self.strace.terminate()
        self.strace.wait(20)


def count_server_calls(world):
    """How often a thread of the server makes each while one computer pushes and both pull."""
    log = world.server.folder / "strace"
    world.one.write()
    held = Attached(world.server.process, "-o", str(log), "-e", "trace=" + ",".join(CALLS))
    world.one.sync()
    world.two.sync()
    held.let_go()
    counts = collections.Counter()
    for text in log.read_text(errors="replace").splitlines():
        task, call = text.split(None, 1)
        call = call.split("(")[0]
        if call in CALLS:
            counts[task, call] += 1
    return {call: max((n for (_, name), n in counts.items() if name == call), default=0) for call in CALLS}


def kill_server(world):
    """The server is killed at each call while one computer pushes and both pull."""
    killed, tried = 0, 0
    counts = count_server_calls(world)
    print(f"  server: {counts}", flush=True)
    for call, k in points(world.options, counts, 5):
        world.one.write(points=k % 4 == 0)
        held = Attached(world.server.process, "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={k}")
        world.one.try_sync()
        world.two.try_sync()
        held.let_go()
        try:
            world.server.process.wait(0.3)
            world.restart()
            killed += 1
        except subprocess.TimeoutExpired:
            pass
        world.one.sync()
        world.two.sync()
        check(world.server, world.villages, world.oracle)
        tried += 1
    world.settle()
    assert killed > 0, f"killed at none of {tried} points"
    return f"{killed} points"


def disk_full(world):
    """No room from the k-th write on, first here, then there; when there is room again nothing was lost."""
    done = 0
    for call in WRITES:
        counts = count_calls(world.one, [call])
        for _, k in points(world.options, counts, 2):
            world.one.write()
            world.one.try_sync(wrap=wrap_client(call, f"{k}+", "error=ENOSPC"))
            world.one.sync()
            done += 1
    world.settle()
    for call in ("pwrite64", "ftruncate", "fallocate"):
        for k in range(1, 40) if world.options.all else (1, 4):
            world.one.write()
            held = Attached(world.server.process, "-e", f"trace={call}", "-e", f"inject={call}:error=ENOSPC:when={k}+")
            said = world.one.try_sync()
            held.let_go()
            assert world.server.process.poll() is None, "the server has died of a full disk"
            assert said is not None and said["trouble"] in ("", "disk-there", "busy", "server", "cut"), said
            done += 1
        world.settle()
    return f"{done} points"


def small_disk(world):
    """A real disk without room, under the village's file."""
    folder = world.two.folder
    kept = world.two.keep()
    photos = sum(path.stat().st_size for path in folder.glob("*.attachments/*"))
    size = max((2 * sum(map(len, kept.values())) + 2 * photos) // 1024, 1500)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k,mode=700", "none", folder], capture_output=True).returncode:
        return "no right to mount"
    try:
        world.two.put_back(kept)
        for _ in range(12):
            world.one.write()
        world.one.sync()
        filler = folder / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1024))
            except OSError:
                pass
        said = world.two.try_sync()
        assert said is None or said["trouble"] in ("disk-here", "file", "error"), said
        filler.unlink(missing_ok=True)
        world.two.sync()
        check(world.server, world.villages, world.oracle)
        kept = world.two.keep()
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
    world.two.put_back(kept)
    world.settle()
    return "1 disk"


def cut_answers(world):
    """Each answer of a push and a pull ends at each of its bytes, quietly or with a reset."""
    done = 0
    for end in (line.cut, line.reset):
        world.one.write()
        world.line.begin()
        world.one.sync()
        lengths = list(world.line.lengths)
        every = [(which, offset) for which, length in enumerate(lengths) for offset in range(length)]
        if end is line.reset:
            every = every[::7]
        for which, offset in every if world.options.all else world.options.random.sample(every, 6):
            if offset % 16 == 0 or not world.options.all:
                world.one.write()
            world.line.begin(end(which, offset))
            said = world.one.try_sync()
            assert said is not None and said["trouble"] in ("", "cut", "portal", "server"), (which, offset, said)
            done += 1
            world.line.begin()
            if offset % 16 == 0 or not world.options.all:
                world.one.sync()
        world.settle()
    return f"{done} offsets"


def bad_lines(world):
    """What a line does beside breaking off."""
    faults = {
        "html": (line.html, ("portal",)),
        "bomb": (line.bomb, ("cut", "server")),
        "longer": (line.wrong_length(7), ("cut", "server")),
        "shorter": (line.wrong_length(-7), ("cut", "portal", "server", "")),
        "nothing": (line.wrong_length(-10**9), ("cut", "portal", "server", "")),
    }
    done = 0
    for name, (answer, troubles) in faults.items():
        for which in range(3) if world.options.all else [world.options.random.randrange(3)]:
            world.one.write()
            world.line.begin(line.replace(which, answer))
            said = world.one.try_sync()
            assert said is not None and said["trouble"] in troubles, (name, which, said)
            assert said["trouble"] or name in ("shorter", "nothing"), (name, which, said)
            world.settle()
            done += 1
    for _ in range(3 if world.options.all else 1):
        world.one.write()
        world.line.begin(line.twice)
        world.one.sync()
        world.two.sync()
        world.settle()
        done += 1
    # Slow, but alive.
    world.one.write()
    world.line.begin(line.slow(0, 0.002))
    world.one.sync()
    world.settle()
    if world.options.all:
        # A byte a second is given up after a minute.
        world.one.write()
        world.line.begin(line.slow(1, 1))
        began = time.monotonic()
        said = world.one.try_sync()
        assert said["trouble"] == "cut" and 50 < time.monotonic() - began < 140, said
        world.settle()
        done += 1
    return f"{done} faults"


def faketime():
    for path in pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"):
        return str(path)
    return None


def clock(world):
    """Ten years too early and too late."""
    library = faketime()
    if library is None:
        return "no libfaketime"
    for village, days in ((world.one, "-3650d"), (world.two, "+3650d")):
        village.env = {"LD_PRELOAD": library, "FAKETIME": days}
        # Points of a day so far off would wait for somebody at the county.
        village.write(points=False)
        village.sync()
        village.write(points=False)
    world.settle()
    for village in world.villages:
        village.env = {}
    world.settle()
    return "2 clocks"


def clock_tls(world):
    """A certificate does not hold by a wrong clock; the mark of its key does."""
    library = faketime()
    with Server(world.options.server) as server:
        url = f"https://localhost:{server.port}"
        certificate = server.folder / "cert.pem"
        oracle = Oracle()
        village = Village(world.options.cli, oracle, url).found().enroll(server, "--ca", certificate)
        village.write()
        village.sync()
        stranger = Village(world.options.cli, oracle, url)
        assert stranger.run("sync", "enroll", url, server.code(VILLAGE), "--new", VILLAGE, ok=False).returncode == 1
        assert not stranger.file.exists()
        key = subprocess.run(f"openssl x509 -in {certificate} -noout -pubkey | openssl pkey -pubin -outform der | "
                             "openssl dgst -sha256 -binary | openssl base64", shell=True, capture_output=True, text=True, check=True)
        pin = "sha256//" + key.stdout.strip()
        wrong = "sha256//" + "A" * 43 + "="
        done = village.run("sync", "enroll", url, server.code(VILLAGE), "--ca", certificate, "--pin", wrong, ok=False)
        assert done.returncode == 1 and "not the county" in done.stderr, done
        if library:
            village.env = {"LD_PRELOAD": library, "FAKETIME": "-3650d"}
            assert village.try_sync()["trouble"] == "clock"
            village.enroll(server, "--ca", certificate, "--pin", pin)
            village.write()
            village.sync()
            village.env = {}
        settle(server, [village], oracle)
        village.remove()
        stranger.remove()
    return "3 keys"


def cloned(world):
    """A folder that was copied, and a whole disk that was."""
    three = Village(world.options.cli, world.oracle, world.line.url)
    shutil.copytree(world.one.folder, three.folder, dirs_exist_ok=True)
    for village in (three, world.one):
        village.write()
    assert three.sync()["copied"]
    assert not world.one.sync()["copied"]
    four = Village(world.options.cli, world.oracle, world.line.url)
    four.remove()
    shutil.copytree(world.one.folder, four.folder)
    # Nothing shows it: the same inode, the same machine.
    writer = four.folder / "writer"
    inode = str(four.file.stat().st_ino)
    writer.write_text("\n".join(f"inode={inode}" if text.startswith("inode=") else text for text in writer.read_text().split("\n")))
    four.write()
    world.one.write()
    world.one.sync()
    assert not four.sync()["copied"]
    villages = [*world.villages, three, four]
    settle(world.server, villages, world.oracle)
    three.remove()
    four.remove()
    return "2 copies"


def restored(world):
    """Back to a backup of the program, to an old copy, to an old state of the whole disk; with changes that were not sent."""
    village = world.one
    village.write()
    village.sync()
    backup = village.folder / "one.xybackup"
    village.run("backup", backup)
    village.write()
    village.sync()
    village.run("restore", backup)
    assert village.status()["enrolment"] == "again"
    village.write()
    assert village.sync()["copied"]
    world.settle()
    backup.unlink()

    # On another computer nothing says who it is: a new code.
    village.run("backup", backup)
    village.write()
    village.sync()
    village.run("restore", backup)
    (village.folder / "writer").unlink()
    assert village.try_sync()["trouble"] == "refused"
    village.write()
    village.enroll(world.server)
    world.settle()
    backup.unlink()

    kept = village.keep()
    village.write()
    village.sync()
    lost = village.keep()
    village.put_back(kept)
    village.write()
    world.settle()
    # And once more from before the last answer came.
    village.put_back(lost)
    world.settle()
    return "4 restores"


def county_restored(world):
    """The county is put back, with its tool and without."""
    for tool in (True, False):
        world.one.write()
        world.settle()
        assert world.server.stop() == 0
        kept = {path.name: path.read_bytes() for path in world.server.data.glob("county.db*")}
        world.server.start()
        world.one.write()
        world.one.sync()
        world.two.write()
        world.settle()
        world.one.write()
        assert world.server.stop() == 0
        for path in world.server.data.glob("county.db*"):
            path.unlink()
        for name, content in kept.items():
            (world.server.data / name).write_bytes(content)
        if not tool:
            world.server.start()
            said = world.one.try_sync()
            assert said["trouble"] == "behind", said
            state = world.one.status()
            assert state["waiting"] > 0 and state["trouble"] == "behind", state
            assert world.server.stop() == 0
        assert world.server.command("begin-epoch").returncode == 0
        world.server.start()
        world.settle()

    # And with it the computer on which it was written: only the other one has it yet.
    assert world.server.stop() == 0
    county = {path.name: path.read_bytes() for path in world.server.data.glob("county.db*")}
    disk = world.one.keep()
    world.server.start()
    world.one.write()
    world.one.sync()
    world.two.sync()
    assert world.server.stop() == 0
    for path in world.server.data.glob("county.db*"):
        path.unlink()
    for name, content in county.items():
        (world.server.data / name).write_bytes(content)
    world.one.put_back(disk)
    assert world.server.command("begin-epoch").returncode == 0
    world.server.start()
    world.settle()
    return "3 restores"


def revoked(world):
    """One computer is struck off, writes on, and comes back with another code."""
    account = next(text.split("=")[1] for text in (world.two.folder / "writer").read_text().split("\n") if text.startswith("account"))
    world.two.write()
    world.two.sync()
    world.two.write()
    assert world.server.command("revoke", account).returncode == 0
    assert world.two.try_sync()["trouble"] == "refused"
    state = world.two.status()
    assert state["enrolment"] == "again" and state["waiting"] > 0, state
    world.two.write()
    world.one.sync()
    world.two.enroll(world.server)
    world.settle()
    return "1 computer"


def together(world):
    """Window and command line at one file at once, and somebody who writes meanwhile."""
    done = 0
    for _ in range(10 if world.options.all else 3):
        world.two.write()
        world.two.sync()
        world.one.write()
        runs = [threading.Thread(target=world.one.try_sync) for _ in range(3)]
        for run in runs:
            run.start()
        world.one.write()
        for run in runs:
            run.join()
        world.settle()
        done += len(runs)
    return f"{done} runs"


def county_files(world):
    return {path.name for path in (world.server.data / "files" / str(VILLAGE)).glob("*") if not path.name.endswith(".part")}


def same_files(world):
    world.settle()
    names = world.one.files()
    assert names and names == world.two.files() == county_files(world), (len(names), len(world.two.files()), len(county_files(world)))
    assert all(village.status()["photos"] == 0 for village in world.villages)
    left = [path.name for path in world.server.data.glob("files/*/*.part")] + \
        [path.name for village in world.villages for path in village.folder.glob("*.attachments/.part-*")]
    assert not left, left


def files(world):
    """Photos and papers: carried whole or not at all, from any byte on."""
    done = 0
    world.one.write()
    world.one.post()
    world.line.begin()
    world.one.sync()
    answers = len(world.line.lengths)
    assert answers > 5, (answers, "in pieces")
    same_files(world)
    # Cut off while a file goes up, and while it comes down.
    for village in (world.one, world.two):
        for _ in range(40 if world.options.all else 1):
            world.one.write()
            world.one.post()
            if village is world.two:
                world.one.sync()
            world.line.begin(line.cut(world.options.random.randrange(2, answers), world.options.random.randrange(20000)))
            village.try_sync()
            same_files(world)
            done += 1
    # Killed meanwhile.
    for village, other in ((world.one, world.two), (world.two, world.one)):
        for _ in range(40 if world.options.all else 1):
            world.one.write(points=False)
            world.one.post()
            if village is world.two:
                world.one.sync()
            call, most = world.options.random.choice([("sendto", 12), ("recvfrom", 12), ("write", 6), ("rename", 2), ("fsync", 3)])
            village.try_sync(wrap=wrap_client(call, world.options.random.randrange(1, most + 1), "signal=SIGKILL"))
            same_files(world)
            done += 1
    # What is half there has gone bad: it begins anew.
    world.one.write()
    world.one.post()
    world.line.begin(line.cut(5, 0))
    world.one.try_sync()
    for path in world.server.data.glob("files/*/*.part"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    world.line.begin()
    world.one.sync()
    same_files(world)
    # The county's disk was lost, files and all.
    assert world.server.stop() == 0
    shutil.rmtree(world.server.data / "files")
    assert world.server.command("begin-epoch").returncode == 0
    world.server.start()
    same_files(world)
    return f"{done} breaks"


SCENARIOS = [together, files, bad_lines, cut_answers, clock, clock_tls, cloned, restored, county_restored, revoked, disk_full, small_disk, kill_client, kill_server]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("server")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only")
    options = parser.parse_args()
    options.random = random.Random(options.seed)
    chosen = [s for s in SCENARIOS if options.only in (None, s.__name__)]
    with World(options) as world:
        for scenario in chosen:
            began = time.monotonic()
            found = scenario(world)
            print(f"{scenario.__name__}: {found} in {time.monotonic() - began:.1f} s", flush=True)
    print(f"seed {options.seed}: {len(world.oracle.households)} households, {world.oracle.points / 100:g} points, none lost, none doubled")


main()
