#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The yearly clearing on one of a village's computers: the county and the other computers have the names only then, the file
goes on the other one too, and a third does not fetch it. Real server, real files, by the command line.
Arguments: the server's program, xiangyue-cli."""
import contextlib
import pathlib
import sqlite3
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "sync"))
from office import Server  # noqa: E402
from village import VILLAGE, Oracle, Village, county_read  # noqa: E402

LONG_AGO = 6 * 366 * 24 * 3600 * 1000


def age(village):
    """What was printed on this computer was printed long ago."""
    with contextlib.closing(sqlite3.connect(village.file)) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'paper'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        assert db.execute("UPDATE paper SET at = at - ?", (LONG_AGO,)).rowcount > 0
        for _, sql in triggers:
            db.execute(sql)
        db.commit()


def add(cli, server):
    village = Village(cli, Oracle(), f"https://localhost:{server.port}")
    village.more = ("--ca", server.folder / "cert.pem")
    return village


def phones(village):
    return {person["name"]: person["phone"] for person in village.ask("person", "list", "--state", "all")["persons"]}


def main(program, cli):
    with Server(program) as server, contextlib.ExitStack() as all_of:
        first, second, third = (add(cli, server) for _ in range(3))
        for village in (first, second, third):
            all_of.callback(village.remove)
        first.found()
        first.run("household", "add", "head_name=曾国强", "number=3-016")
        for name, note, since in (("曾国安", "左腿有伤", "2001-02-03"), ("曾国平", "右腿有伤", "2001-02-04")):
            first.run("person", "add", "3-016", f"name={name}", "phone=19900001234", f"note={note}", "state=moved", f"since={since}")
        first.run("print", "roster", "--out", first.folder / "a.pdf", "--unmask", "发证核对")
        first.run("print", "points-board", "--out", first.folder / "b.pdf")
        first.enroll(server, *first.more)
        first.sync()
        second.enroll(server, *second.more)
        second.sync()
        assert second.files() == first.files() and len(first.files()) == 2, (first.files(), second.files())
        full, masked = (first.read("SELECT pdf FROM paper WHERE (unmasked IS NOT NULL) = ?", want)[0][0] for want in (1, 0))
        age(first)
        age(second)

        due = [line["kind"] for line in first.ask("privacy", "due")["due"]]
        assert sorted(due) == ["moved", "moved", "papers"], due
        first.run("privacy", "clear", "moved", "--find", "国安", "--witness", "谢满生")
        first.run("privacy", "clear", "papers", "--witness", "谢满生")
        assert first.files() == {masked}, first.files()
        assert second.files() == {full, masked}
        first.sync()
        second.sync()

        # The other computer has followed, and the county's own copy of the record.
        assert second.files() == {masked}, second.files()
        for village in (first, second):
            found = phones(village)
            assert not found["曾国安"] and found["曾国平"], found
            assert len(village.read("SELECT 1 FROM cleaning")) == 2
        [(county,)] = county_read(server, "SELECT group_concat (body) FROM rec WHERE tbl = 'person' AND body LIKE '%曾国安%'")
        assert "19900001234" not in county and "左腿有伤" not in county, county
        [(kept,)] = county_read(server, "SELECT group_concat (body) FROM rec WHERE tbl = 'person' AND body LIKE '%曾国平%'")
        assert "19900001234" in kept, kept
        # Nor do the histories have it.
        lines = [line for (line,) in county_read(server, "SELECT CAST (line AS TEXT) FROM op_log WHERE tbl = 'person'")]
        assert any("右腿有伤" in line for line in lines) and not any("左腿有伤" in line for line in lines), lines
        for village in (first, second):
            assert "左腿有伤".encode() not in pathlib.Path(village.file).read_bytes()
        assert "右腿有伤".encode() in pathlib.Path(first.file).read_bytes()
        assert [line["title"] for line in second.ask("privacy", "due")["due"]] == ["曾国平"]
        assert "clear" not in [line["kind"] for line in second.ask("today")["today"]]

        # Who comes later has neither, and misses nothing.
        third.enroll(server, *third.more)
        third.sync()
        assert third.files() == {masked}, third.files()
        assert not phones(third)["曾国安"]
        for village in (first, second, third):
            state = village.status()
            assert state["waiting"] == 0 and state["returned"] == 0 and state["photos"] == 0, state
        assert third.ask("verify")["sound"]


main(*sys.argv[1:3])
