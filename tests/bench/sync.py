#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sync.py BUILD [OPERATIONS]: the line to the county, through the real server over TLS on this machine, with SQLite and (where
XIANGYUE_TEST_PG names one: tests/server/with-pg.sh --safe) with PostgreSQL, beside what loads the same rows without looking at
them: sqlite3 .import and PostgreSQL's \\copy, each with fsync. Prints lines as the other benches do."""
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from office import VILLAGE, Server

build = pathlib.Path(sys.argv[1])
operations = int(sys.argv[2]) if len(sys.argv) > 2 else 50000
figures = {}
COLUMNS = "id household rule category item day amount delta kind recorder at".split()


def show(name, value, unit):
    figures[name] = value
    print(f"{name}\t{value:.3f}\t{unit}", flush=True)


def write_rows(path):
    draw = random.Random(1)
    households = [uuid.UUID(int=draw.getrandbits(128)) for _ in range(100)]
    with open(path, "w", encoding="utf-8") as out:
        for n in range(operations):
            out.write(f"{uuid.UUID(int=draw.getrandbits(128))},{households[n % 100]},,环境整治,义务清扫主次干道,2026-11-{1 + n % 21:02},100,"
                      f"{100 * (1 + n % 7)},entry,曾小平,{1795309200000 + n}\n")


def children_worked():
    """Seconds of processors; of what else runs on the machine they say nothing."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def worked(process):
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
        parts = stat.read().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def import_sqlite(rows, folder):
    columns = ", ".join(f"{name} TEXT" for name in COLUMNS)
    script = (f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE points ({columns}, PRIMARY KEY (id)) WITHOUT ROWID;\n"
              f".mode csv\n.import {rows} points\n")
    start, worked = time.monotonic(), children_worked()
    subprocess.run(["sqlite3", folder / "import.db"], input=script, text=True, check=True, stdout=subprocess.DEVNULL)
    show("sync .import", operations / (time.monotonic() - start), "rows/s")
    show("sync .import by processor", operations / (children_worked() - worked), "rows/s")


def copy_pg(rows, where):
    columns = ", ".join(f"{name} TEXT" for name in COLUMNS)
    subprocess.run(["psql", "-q", where, "-c", f"CREATE TABLE points ({columns}, PRIMARY KEY (id))"], check=True)
    start = time.monotonic()
    subprocess.run(["psql", "-q", where, "-c", f"\\copy points FROM '{rows}' WITH (FORMAT csv)"], check=True)
    return operations / (time.monotonic() - start)


def fsync_ms(folder):
    took = []
    with open(folder / "fsync", "wb") as out:
        for _ in range(50):
            out.write(b"x" * 4096)
            out.flush()
            start = time.monotonic()
            os.fsync(out.fileno())
            took.append(1000 * (time.monotonic() - start))
    return sorted(took)[25]


def run(name, database=None):
    server = Server(build / "src/server/xiangyue-server")
    if database:
        text = server.config.read_text()
        server.config.write_text(text.replace("[store]\n", f"[store]\ndatabase={database}\n"))
    with server:
        for what in "push", "pull":
            computer, before = server.enroll(VILLAGE), worked(server.process)
            out = subprocess.run(
                [build / "tests/bench/bench-sync", what, f"https://localhost:{server.port}", server.folder / "cert.pem", str(VILLAGE),
                 computer.ep, computer.dev, computer.token, str(operations)],
                env={**os.environ, "XIANGYUE_BENCH_NAME": name}, check=True, capture_output=True, text=True, timeout=200).stdout
            for line in out.splitlines():
                show(line.split("\t")[0], float(line.split("\t")[1]), line.split("\t")[2])
            show(f"{name}: {what} by the server's processor", operations / (worked(server.process) - before), "ops/s")
        with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
            memory = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    show(f"{name}: server's memory", memory / 1024, "MB")


with tempfile.TemporaryDirectory(prefix="xy-bench-sync-") as folder:
    folder = pathlib.Path(folder)
    rows = folder / "rows.csv"
    write_rows(rows)
    os.chmod(folder, 0o755)
    show("sync fsync", fsync_ms(folder), "ms")
    import_sqlite(rows, folder)
    run("sync sqlite")
    show("sync push ratio to .import", figures["sync sqlite: push"] / figures["sync .import"], "x")
    show("sync push ratio to .import by processor", figures["sync sqlite: push by the server's processor"] / figures["sync .import by processor"], "x")
    show("sync pull ratio to .import", figures["sync sqlite: pull and apply"] / figures["sync .import"], "x")
    database = os.environ.get("XIANGYUE_TEST_PG")
    if database:
        show("sync \\copy", copy_pg(rows, database.removeprefix("postgresql:")), "rows/s")
        run("sync pg", database)
        show("sync pg push ratio to \\copy", figures["sync pg: push"] / figures["sync \\copy"], "x")
        show("sync pg push ratio to sqlite", figures["sync pg: push"] / figures["sync sqlite: push"], "x")
    else:
        print("PostgreSQL is not installed: its rows are left out.", file=sys.stderr)
