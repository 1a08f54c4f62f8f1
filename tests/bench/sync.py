#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sync.py BUILD [OPERATIONS]: the line to the county, through the real server over TLS on this machine, with SQLite and (where
XIANGYUE_TEST_PG names one: tests/server/with-pg.sh --safe) with PostgreSQL, beside what loads the same rows without looking at
them: sqlite3 .import and PostgreSQL's \\copy, each with fsync; and beside the replication of PouchDB, which is fetched by npm
into the build's folder where that can be. Then a county of 2,100 villages comes back at once, and 2,000 connections stand half
open. Prints lines as the other benches do; "name - why" for what could not be run."""
import datetime
import hashlib
import os
import pathlib
import random
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from office import VILLAGE, Server

build = pathlib.Path(sys.argv[1]).resolve()
operations = int(sys.argv[2]) if len(sys.argv) > 2 else 50000
figures = {}
DOCUMENTS = 10000
COMPUTERS = 4200
STORM = 200
VISIT = 20
HALF_OPEN = 2000
COLUMNS = "id household rule category item day amount delta kind recorder at".split()


def show(name, value, unit):
    figures[name] = value
    print(f"{name}\t{value:.3f}\t{unit}", flush=True)


def leave_out(name, why):
    print(f"{name}\t-\t{why}", flush=True)


def write_rows(path):
    draw = random.Random(1)
    today = datetime.date.today()
    households = [uuid.UUID(int=draw.getrandbits(128)) for _ in range(100)]
    with open(path, "w", encoding="utf-8") as out:
        for n in range(operations):
            out.write(f"{uuid.UUID(int=draw.getrandbits(128))},{households[n % 100]},,环境整治,义务清扫主次干道,{today - datetime.timedelta((operations - n) * 365 // operations)},100,"
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


def memory(process, what):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(what)) / 1024


def start_server(database=None, **limits):
    server = Server(build / "src/server/xiangyue-server", **limits)
    if database:
        text = server.config.read_text()
        server.config.write_text(text.replace("[store]\n", f"[store]\ndatabase={database}\n"))
    return server


def run(name, database=None):
    with start_server(database) as server:
        for what in "push", "pull":
            computer, before = server.enroll(VILLAGE), worked(server.process)
            children = children_worked()
            out = subprocess.run(
                [build / "tests/bench/bench-sync", what, f"https://localhost:{server.port}", server.folder / "cert.pem", str(VILLAGE),
                 computer.ep, computer.dev, computer.token, str(operations)],
                env={**os.environ, "XIANGYUE_BENCH_NAME": name}, check=True, capture_output=True, text=True, timeout=200).stdout
            for line in out.splitlines():
                show(line.split("\t")[0], float(line.split("\t")[1]), line.split("\t")[2])
            show(f"{name}: {what} by the server's processor", operations / (worked(server.process) - before), "ops/s")
            show(f"{name}: {what} by all processors", operations / (worked(server.process) - before + children_worked() - children), "ops/s")
        show(f"{name}: server's memory", memory(server.process, "VmHWM"), "MB")


def install_pouch():
    """The folder in which PouchDB is, or why there is none."""
    folder = build / "tests/bench/pouch"
    if (folder / "node_modules/express-pouchdb").is_dir():
        return folder, None
    if not shutil.which("npm") or not shutil.which("node"):
        return None, "node and npm are not installed"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "pouchdb@9", "express@4", "express-pouchdb@4"],
                              capture_output=True, text=True, timeout=180, check=False)
    except subprocess.TimeoutExpired:
        return None, "npm did not end within three minutes"
    return (folder, None) if done.returncode == 0 else (None, "npm could not fetch PouchDB")


def run_pouch(folder):
    """Documents a second that PouchDB pushes and pulls, a thousand in a batch."""
    pouch, why = install_pouch()
    if not pouch:
        for what in "push", "pull":
            leave_out(f"sync {what} ratio to PouchDB", why)
        return
    script = pathlib.Path(__file__).parent / "pouch.js"
    words = ["node", script, folder]
    options = {"env": {**os.environ, "NODE_PATH": str(pouch / "node_modules")}, "text": True, "cwd": folder}
    server = subprocess.Popen([*words, "serve"], stdout=subprocess.PIPE, **options)
    try:
        port = server.stdout.readline().strip()
        for what in "push", "pull":
            out = subprocess.run([*words, what, port, str(DOCUMENTS), "1000"], check=True, capture_output=True, timeout=120, **options).stdout
            show(f"sync PouchDB {what}", float(out), "documents/s")
    except (subprocess.SubprocessError, ValueError):
        for what in "push", "pull":
            leave_out(f"sync {what} ratio to PouchDB", "PouchDB failed")
        return
    finally:
        server.terminate()
        server.wait()
    show("sync push ratio to PouchDB", figures["sync sqlite: push"] / figures["sync PouchDB push"], "x")
    show("sync pull ratio to PouchDB", figures["sync sqlite: pull and apply"] / figures["sync PouchDB pull"], "x")


def enroll_county(server, path):
    """COMPUTERS computers, two in a village, past the codes that people would have typed."""
    first = server.enroll(VILLAGE)
    db = sqlite3.connect(server.data / "county.db")
    with db, open(path, "w", encoding="ascii") as out:
        columns = [row[1] for row in db.execute("PRAGMA table_info (device)")]
        device = dict(zip(columns, db.execute("SELECT * FROM device").fetchone()))
        for n in range(COMPUTERS):
            sid, token = 431399200000 + n // 2, os.urandom(32).hex()
            device.update(sid=sid, dev=1000 + n, nonce=str(n), account=1000 + n)
            if n % 2 == 0:
                db.execute("INSERT INTO stream (sid, head, same_upto) VALUES (?, 0, ?)", (sid, 2**63 - 1))
            db.execute(f"INSERT INTO device ({', '.join(columns)}) VALUES ({', '.join(':' + name for name in columns)})", device)
            db.execute("INSERT INTO account (id, scope, role, pub, tok, name, made, seen, state) VALUES (?, ?, 0, ?, ?, 'office', 0, ?, 0)",
                       (1000 + n, sid, os.urandom(32), hashlib.sha256(bytes.fromhex(token)).digest(), int(1000 * time.time())))
            out.write(f"{sid} {1000 + n:x} {first.ep} {token}\n")
    db.close()


def run_storm(name, folder, pushed):
    """The county's computers come at once, each pushes PUSHED operations on a connection of its own."""
    with start_server(connections_per_address=500) as server:
        enroll_county(server, folder / "computers")
        before = worked(server.process)
        out = subprocess.run([build / "tests/bench/bench-storm", f"https://localhost:{server.port}", server.folder / "cert.pem",
                              folder / "computers", str(pushed)], check=True, capture_output=True, text=True, timeout=300).stdout
        for line in out.splitlines():
            what, value, unit = line.split("\t")
            show(f"{name}: {what}", float(value), unit)
        show(f"{name}: by the server's processor", worked(server.process) - before, "s")
        show(f"{name}: server's memory", memory(server.process, "VmHWM"), "MB")


def half_open(server):
    """A connection on which a push has begun and does not go on."""
    line = server.socket(timeout=30)
    line.sendall(b"POST /v1/push HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + b"0" * 64
                 + b"\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{")
    return line


def run_half_open():
    with start_server(connections=HALF_OPEN + 100, connections_per_address=HALF_OPEN + 100, request_seconds=120, bytes_per_second=1) as server:
        lines = [half_open(server) for _ in range(HALF_OPEN)]
        show("sync half open: server's memory", memory(server.process, "VmRSS"), "MB")
        for line in lines:
            line.close()


def run_slow():
    """How long somebody is listened to who sends a byte a second."""
    with start_server() as server:
        line, start = half_open(server), time.monotonic()
        line.settimeout(1)
        try:
            while time.monotonic() - start < 120:
                line.sendall(b" ")
                try:
                    if not line.recv(1000):
                        break
                except socket.timeout:
                    pass
        except OSError:
            pass
        show("sync slow: until it is cut off", time.monotonic() - start, "s")


def main():
    with tempfile.TemporaryDirectory(prefix="xy-bench-sync-") as name:
        folder = pathlib.Path(name)
        rows = folder / "rows.csv"
        write_rows(rows)
        os.chmod(folder, 0o755)
        show("sync fsync", fsync_ms(folder), "ms")
        import_sqlite(rows, folder)
        run("sync sqlite")
        show("sync push ratio to .import", figures["sync sqlite: push"] / figures["sync .import"], "x")
        show("sync push ratio to .import by processor",
             figures["sync sqlite: push by the server's processor"] / figures["sync .import by processor"], "x")
        show("sync pull ratio to .import", figures["sync sqlite: pull and apply"] / figures["sync .import"], "x")
        show("sync pull ratio to .import by all processors", figures["sync sqlite: pull by all processors"] / figures["sync .import by processor"], "x")
        database = os.environ.get("XIANGYUE_TEST_PG")
        if database:
            show("sync \\copy", copy_pg(rows, database.removeprefix("postgresql:")), "rows/s")
            run("sync pg", database)
            show("sync pg push ratio to \\copy", figures["sync pg: push"] / figures["sync \\copy"], "x")
            show("sync pg push ratio to sqlite", figures["sync pg: push"] / figures["sync sqlite: push"], "x")
        else:
            for name in "sync pg push ratio to \\copy", "sync pg push ratio to sqlite":
                leave_out(name, "PostgreSQL is not installed")
        run_pouch(folder)
        run_storm("sync storm", folder, STORM)
        run_storm("sync visits", folder, VISIT)
        run_half_open()
        run_slow()


if __name__ == "__main__":
    main()
