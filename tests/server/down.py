# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes down: a township's notice and its checklist, the county's catalogue; by line and by stick, to those whom
they are for; what is refused; and a program that is too old to read. Real server, real files, by the command line.
Arguments: the server's program, xiangyue-cli."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from office import COUNTY, TOWNSHIP, VILLAGE, Server

CHECKLIST = {"name": "云岭镇评分表", "source": "云岭镇", "year": "2026", "date": "2026-11-23", "target": "household",
             "items": [{"name": "院子干净", "most": "60"}, {"name": "垃圾分类", "most": "40"}]}


class Office:
    """One computer, with the files and the configuration of its own."""

    def __init__(self, cli, server, name):
        self.cli = cli
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"xy-{name}-"))
        self.url = f"https://localhost:{server.port}"
        self.ca = server.folder / "cert.pem"
        self.env = {**os.environ, "XIANGYUE_DATA": str(self.folder), "XIANGYUE_CONFIG": str(self.folder), "LC_ALL": "C.UTF-8"}

    def run(self, *words, good=True):
        done = subprocess.run([self.cli, "--json", *map(str, words)], env=self.env, capture_output=True, text=True)
        assert (done.returncode == 0) == good, (words, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def refused(self, code, *words):
        error = self.run(*words, good=False)["error"]
        assert error["code"] == code, (words, error)
        return error

    def news(self):
        return {row["title"]: row for row in self.run("sync", "news")["news"]}


def found(cli, server, code, name):
    village = Office(cli, server, str(code))
    village.run("init", "--code", code, "--name", name, "--user", "曾小平", "--direct")
    village.run("sync", "enroll", village.url, server.code(code), "--ca", village.ca)
    village.run("sync", "run")
    return village


def test_line(server, town, village, foreign):
    notice = server.folder / "通知.txt"
    notice.write_text("附件：评比安排\n" * 3000)
    checklist = server.folder / "hygiene-yunling.json"
    checklist.write_text(json.dumps(CHECKLIST, ensure_ascii=False))

    town.run("office", "send-down", TOWNSHIP, "关于月底评比的通知", "--text", "请于30日前完成", "--file", notice)
    town.run("office", "send-down", VILLAGE, "评分表", "--file", checklist, "--rules")
    done = server.command("send-down", COUNTY, "县里的通知", "--from", "样板县农业农村局", "--text", "全县适用")
    assert done.returncode == 0, done

    # To those only whom it is for; each of them once.
    for _ in range(2):
        assert village.run("sync", "run")["run"]["trouble"] == ""
        assert set(village.news()) == {"关于月底评比的通知", "评分表", "县里的通知"}
    foreign.run("sync", "run")
    assert set(foreign.news()) == {"县里的通知"}
    assert {row["title"] for row in town.run("office", "sent-down")["news"]} == set(village.news())
    row = village.news()["关于月底评比的通知"]
    assert row["who"] == town.name and not row["read"], row
    out = village.folder / "out.txt"
    read = village.run("sync", "read", row["id"], "--out", out)["news"]
    assert read["text"] == "请于30日前完成" and out.read_bytes() == notice.read_bytes()
    assert village.news()["关于月底评比的通知"]["read"]
    assert "县里的通知" in server.command("sent-down", VILLAGE).stdout

    # Rules lie there until somebody takes them up.
    assert not (village.folder / "rules").exists()
    row = village.news()["评分表"]
    assert row["what"] != "" and not row["used"]
    village.run("sync", "adopt", row["id"])
    assert village.news()["评分表"]["used"]
    assert json.loads((village.folder / "rules" / checklist.name).read_text()) == CHECKLIST
    village.refused("invalid", "sync", "adopt", village.news()["县里的通知"]["id"])
    village.refused("not-found", "sync", "read", "0197a3f2-c1d4-7003-8000-000000000011")

    # Refused: to others, by a village, what is none.
    assert town.refused("invalid", "office", "send-down", TOWNSHIP + 1, "题", "--text", "文")["field"] == "scope"
    assert town.refused("invalid", "office", "send-down", COUNTY, "题", "--text", "文")["field"] == "scope"
    assert town.refused("invalid", "office", "send-down", TOWNSHIP, "题")["field"] == "text"
    assert town.refused("invalid", "office", "send-down", TOWNSHIP, "题", "--rules", "--file", notice)["field"] == "name"
    village.refused("not-found", "office", "send-down", VILLAGE, "题", "--text", "文")
    big = server.folder / "big.pdf"
    big.write_bytes(b"x" * (256 * 1024 + 1))
    assert town.refused("invalid", "office", "send-down", TOWNSHIP, "题", "--file", big)["field"] == "file"
    assert server.command("send-down", "12", "题", "--from", "县", "--text", "文").returncode == 1
    assert server.command("send-down", COUNTY, "题", "--text", "文", "--rules").returncode == 1
    assert len(village.news()) == 3


def test_withdraw(server, town, village):
    """What was sent is taken back, by who sent it; a village that had read it is told, and takes up nothing that was."""
    notice = village.news()["关于月底评比的通知"]
    village.run("sync", "read", notice["id"])
    county = next(row for row in town.run("office", "sent-down")["news"] if row["title"] == "县里的通知")
    assert town.refused("invalid", "office", "withdraw", notice["id"], "")["field"] == "text"
    town.refused("denied", "office", "withdraw", county["id"], "不是我们的")
    town.refused("not-found", "office", "withdraw", "0197a3f2-c1d4-7003-8000-000000000011", "没有")
    town.run("office", "withdraw", notice["id"], "日期写错了，另行通知")
    town.refused("conflict", "office", "withdraw", notice["id"], "再撤一次")
    assert {row["title"]: row["withdrawn"] for row in town.run("office", "sent-down")["news"]}[notice["title"]] == "日期写错了，另行通知"
    assert village.run("sync", "run")["run"]["trouble"] == ""
    row = village.news()[notice["title"]]
    assert row["withdrawn"] == "日期写错了，另行通知" and not row["read"], row
    assert len(village.news()) == 3
    assert "撤回：关于月底评比的通知" in server.command("sent-down", VILLAGE).stdout


def test_stick(server, village):
    """The receipt brings what is new, and brings it again where it was not known that it arrived."""
    stick = server.folder / "stick"
    stick.mkdir()
    assert server.command("send-down", VILLAGE, "坐船来的通知", "--from", "县", "--text", "没有网络也能收到").returncode == 0
    bundle = village.run("sync", "export", stick)["bundle"]["path"]
    assert server.command("import", bundle).returncode == 0
    receipt = bundle.replace(".xyb", ".xyr")
    for wanted in (1, 0):
        done = village.run("sync", "import", receipt)["receipt"]
        assert done["news"] == wanted, done
    assert "坐船来的通知" in village.news()
    assert village.run("sync", "run")["run"]["trouble"] == ""
    assert len(village.news()) == 4


def set_reader(server, schema):
    with contextlib.closing(sqlite3.connect(server.data / "county.db", timeout=20)) as db:
        db.execute("DELETE FROM county WHERE k = 'reader'")
        db.execute("INSERT INTO county VALUES ('reader', ?)", (str(schema),))
        db.commit()


def test_too_old(server, village, other):
    """A program that would read wrong pulls nothing, says so, and goes on sending: by line and by stick."""
    assert server.command("least-reader").stdout.strip() == "0"
    assert server.command("least-reader", "100000").returncode == 1
    other.run("household", "add", "head_name=李四")
    other.run("sync", "run")
    set_reader(server, 99)
    assert server.command("least-reader").stdout.strip() == "99"
    for name in ("曾国强", "王五"):
        village.run("household", "add", f"head_name={name}")
        run = village.run("sync", "run", good=False)["run"]
        assert run["trouble"] == "upgrade" and run["sent"] == 1 and run["waiting"] == 0 and run["fetched"] == 0, run
    status = village.run("sync", "status")["status"]
    assert status["trouble"] == "upgrade" and status["message"], status
    there = sqlite3.connect(server.data / "county.db").execute("SELECT count (*) FROM rec WHERE tbl = 'household'").fetchone()[0]
    assert there == 3, there
    names = [row["head"] for row in village.run("household", "list")["households"]]
    assert sorted(names) == ["曾国强", "王五"], names
    stick = server.folder / "stick"
    bundle = village.run("sync", "export", stick)["bundle"]["path"]
    assert server.command("import", bundle).returncode == 0
    done = village.run("sync", "import", bundle.replace(".xyb", ".xyr"))["receipt"]
    assert done["old"] and done["fetched"] == 0, done

    assert server.command("least-reader", "0").returncode == 0
    assert village.run("sync", "run")["run"]["trouble"] == ""
    names = [row["head"] for row in village.run("household", "list")["households"]]
    assert sorted(names) == ["曾国强", "李四", "王五"], names


def main():
    program, cli = sys.argv[1:3]
    with Server(program) as server:
        village, foreign = found(cli, server, VILLAGE, "石板溪村"), found(cli, server, VILLAGE + 1000, "外镇村")
        town = Office(cli, server, "town")
        town.run("office", "enroll", town.url, server.code(TOWNSHIP), "--ca", town.ca, "--office", "云岭镇人民政府",
                 "--officer", "周镇生")
        town.name = sqlite3.connect(server.data / "county.db").execute(
            "SELECT name FROM account WHERE scope = ?", (TOWNSHIP,)).fetchone()[0]
        other = Office(cli, server, "other")
        other.run("sync", "enroll", other.url, server.code(VILLAGE), "--ca", other.ca, "--new", VILLAGE)
        other.run("sync", "run")
        offices = [village, foreign, town, other]
        test_line(server, town, village, foreign)
        test_withdraw(server, town, village)
        test_stick(server, village)
        test_too_old(server, village, other)
    for office in offices:
        shutil.rmtree(office.folder)


main()
