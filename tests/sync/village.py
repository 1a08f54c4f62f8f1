# SPDX-License-Identifier: GPL-3.0-or-later
"""Villages' folders on which the real xiangyue-cli works, and what must be true of them and the county when all is said."""
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

VILLAGE = 431399101201


class Oracle:
    """What people were told is written: households by their names, points in hundredths."""

    def __init__(self):
        self.households, self.points = [], 0


class Village:
    """A computer of the village; all that it keeps is in its folder."""

    def __init__(self, cli, oracle, url=None):
        self.cli, self.oracle, self.url = cli, oracle, url
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="xy-village-"))
        self.file = self.folder / f"{VILLAGE}.xiangyue"
        self.env = {}

    def remove(self):
        shutil.rmtree(self.folder)

    def run(self, *words, wrap=(), ok=True):
        env = dict(os.environ, XIANGYUE_DATA=str(self.folder), XIANGYUE_CONFIG=str(self.folder), LC_ALL="C.UTF-8", **self.env)
        done = subprocess.run([*wrap, self.cli, *map(str, words)], env=env, capture_output=True, text=True, timeout=150)
        if ok and done.returncode:
            raise RuntimeError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
        return done

    def ask(self, *words):
        return json.loads(self.run("--json", *words).stdout)

    def found(self):
        """The first computer: it makes the village."""
        self.run("init", "--code", VILLAGE, "--name", "石板溪村", "--user", "曾小平", "--direct")
        self.run("points", "rules", "--adopt", "points-xutang")
        return self

    def enroll(self, server, *more, url=None):
        new = () if self.file.exists() else ("--new", VILLAGE)
        self.run("sync", "enroll", url or self.url, server.code(VILLAGE), *new, *more)
        return self

    def sync(self, **more):
        """A run that must go well."""
        done = self.run("--json", "sync", "run", **more)
        return json.loads(done.stdout)["run"]

    def try_sync(self, **more):
        """A run that need not. Returns what it said, or None where it was killed."""
        done = self.run("--json", "sync", "run", ok=False, **more)
        try:
            return json.loads(done.stdout).get("run", {"trouble": "error"})
        except ValueError:
            return None

    def status(self):
        return self.ask("sync", "status")["status"]

    def write(self, points=True):
        """One more household, and points for it."""
        name = "户" + "".join(chr(0x4E00 + int(c, 16) * 13) for c in f"{len(self.oracle.households):03x}")
        number = self.run("household", "add", "head_name=" + name).stdout.split()[-1].rstrip(".")
        self.oracle.households.append(name)
        if points:
            self.run("points", "record", "XT01", number)
            self.oracle.points += 500

    def read(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self.file.as_uri() + "?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    def total(self):
        return self.read("SELECT coalesce (sum (delta), 0) FROM points_entry")[0][0]

    def fields(self):
        """The fields that travel, by table."""
        if not hasattr(self, "tables"):
            self.tables = {}
            for line in self.ask("sync", "leave-list")["leaving"]:
                self.tables.setdefault(line["table"], []).append(line["field"])
        return self.tables

    def sums(self):
        """Of each table how many rows, and a hash over all that travels."""
        out = {}
        for table, fields in self.fields().items():
            rows = self.read(f"SELECT id, del, {', '.join(fields)} FROM {table} ORDER BY id")
            out[table] = len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
        return out

    def post(self):
        """A board for the wall, of which the office keeps what was printed."""
        self.run("print", "points-board", "--out", self.folder / "board.pdf")
        (self.folder / "board.pdf").unlink()

    def files(self):
        """Photos and papers that are whole here, by their names."""
        folder = self.folder / f"{VILLAGE}.attachments"
        found = [path for path in folder.glob("*") if not path.name.startswith(".")] if folder.exists() else []
        for path in found:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name, f"{path} is not what its name says"
        return {path.name for path in found}

    def keep(self):
        """All that is in the folder, to be put back."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}

    def put_back(self, kept):
        """Into the same files, so that nothing shows it: a disk that was put back as a whole."""
        for path in self.folder.iterdir():
            if path.is_file() and path.name not in kept:
                path.unlink()
        for name, content in kept.items():
            with open(self.folder / name, "r+b" if (self.folder / name).exists() else "wb") as file:
                file.truncate()
                file.write(content)


def county_read(server, sql):
    with contextlib.closing(sqlite3.connect((server.data / "county.db").as_uri() + "?mode=ro", uri=True)) as db:
        return db.execute(sql).fetchall()


def check(server, villages, oracle):
    """Nothing lost, nothing doubled, all the same everywhere."""
    sums = [village.sums() for village in villages]
    for other in sums[1:]:
        different = {table for table in sums[0] if sums[0][table] != other[table]}
        assert not different, f"villages differ in {different}: {[{t: s[t] for t in different} for s in sums]}"
    for village in villages:
        names = [row[0] for row in village.read("SELECT head_name FROM household WHERE del = 0")]
        assert sorted(names) == sorted(oracle.households), (
            f"lost {set(oracle.households) - set(names)}, foreign {set(names) - set(oracle.households)}, {len(names)} names")
        assert village.total() == oracle.points, f"points {village.total()}, written {oracle.points}"
    there = dict(county_read(server, "SELECT tbl, count (*) FROM rec WHERE tbl NOT LIKE '\\_%' ESCAPE '\\' GROUP BY tbl"))
    there.update(county_read(server, "SELECT tbl, count (*) FROM entry GROUP BY tbl"))
    here = {table: found[0] for table, found in sums[0].items() if found[0]}
    assert there == here, f"county {there}, village {here}"
    [(points,)] = county_read(server, "SELECT coalesce (sum (body ->> 'delta'), 0) FROM entry WHERE tbl = 'points_entry'")
    assert points == oracle.points, f"county's points {points}, written {oracle.points}"
    [(twice,)] = county_read(server, "SELECT count (*) - count (DISTINCT id) FROM entry")
    assert twice == 0, f"{twice} entries are there twice"


def settle(server, villages, oracle, rounds=6):
    """Until nobody has anything to say any more; then it must be right."""
    for _ in range(rounds):
        moved = sum(run["sent"] + run["fetched"] for run in [village.sync() for village in villages])
        if not moved:
            break
    check(server, villages, oracle)
    for village in villages:
        state = village.status()
        assert state["waiting"] == 0 and state["returned"] == 0, state
