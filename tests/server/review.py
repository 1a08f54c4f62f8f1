# SPDX-License-Identifier: GPL-3.0-or-later
"""A village's bylaw over the line: submitted, returned by the township with a reason, mended, passed; and what is
refused on the way. Real server, real files, by the command line. Arguments: the server's program, xiangyue-cli."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from office import TOWNSHIP, VILLAGE, Server

BYLAW = "石板溪村村规民约"
TEXT = "一、互助友邻\n第一条 红白喜事互相帮忙，礼金不超过三百元。\n第二条 房前屋后自己打扫。\n"


class Office:
    """One computer, with the files and the configuration of its own."""

    def __init__(self, cli, server, name):
        self.cli = cli
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"xy-{name}-"))
        self.url = f"https://localhost:{server.port}"
        self.ca = server.folder / "cert.pem"
        self.env = {**os.environ, "XIANGYUE_DATA": str(self.folder), "XIANGYUE_CONFIG": str(self.folder), "LC_ALL": "C.UTF-8"}

    def run(self, *words, db=None, good=True, text=None):
        command = [self.cli, "--json", *(["--db", db] if db else []), *map(str, words)]
        done = subprocess.run(command, env=self.env, input=text, capture_output=True, text=True)
        assert (done.returncode == 0) == good, (command, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def stage(self, db=None):
        return self.run("bylaw", "list", db=db)["bylaws"][0]["stage"]


def found(village, name):
    village.run("init", "--code", VILLAGE if name == "石板溪村" else VILLAGE + 1, "--name", name)
    village.run("bylaw", "new", BYLAW, "-", text=TEXT)
    village.run("bylaw", "draft", BYLAW)


def submit(village):
    village.run("bylaw", "advise", BYLAW, "--note", "没有意见")
    village.run("bylaw", "submit", BYLAW)


def refused(office, code, *words, db=None):
    assert office.run(*words, db=db, good=False)["error"]["code"] == code, words


def test(server, cli):
    village, town = Office(cli, server, "village"), Office(cli, server, "town")
    found(village, "石板溪村")
    submit(village)
    # Nobody reviews over the line yet: what came on paper is entered, and taken back.
    village.run("bylaw", "return", BYLAW, "--note", "纸上的意见")
    village.run("undo")
    village.run("sync", "enroll", village.url, server.code(VILLAGE), "--ca", village.ca)
    assert village.run("sync", "run")["run"]["trouble"] == ""

    refused(town, "conflict", "office", "enroll", town.url, server.code(VILLAGE), "--ca", town.ca, "--office", "云岭镇",
            "--officer", "周向前")
    town.run("office", "enroll", town.url, server.code(TOWNSHIP), "--ca", town.ca)
    [listed] = town.run("office", "sync")["villages"]
    assert (listed["name"], listed["reviews"]) == ("石板溪村", 1), listed
    [review] = town.run("office", "reviews")["reviews"]
    assert review["step"] == "review" and review["bylaw"].startswith(BYLAW), review
    own = town.run("office", "open", "sbx")["message"]
    assert town.run("office", "villages")["villages"][0]["unread"] == 0
    assert town.stage(own) == village.stage()

    # The township looks, and takes its own steps only.
    refused(town, "denied", "bylaw", "write", BYLAW, 1, "改成别的", db=own)
    refused(town, "denied", "bylaw", "drop", BYLAW, "--note", "不要了", db=own)
    refused(town, "denied", "bylaw", "hear", BYLAW, "听来的", db=own)
    refused(town, "denied", "users", "add", "某人", "clerk", db=own)
    refused(town, "invalid", "bylaw", "return", BYLAW, "--note", "", db=own)
    refused(town, "conflict", "bylaw", "file", BYLAW, db=own)
    town.run("bylaw", "return", BYLAW, "--note", "礼金数目偏高，请村里再议。", "--by", "云岭镇司法所", db=own)
    refused(town, "not-found", "undo", db=own)
    [listed] = town.run("office", "sync")["villages"]
    assert (listed["waiting"], listed["returned"], listed["reviews"]) == (0, 0, 0), listed

    # It comes to the village with its reason, and from now on the township's steps are the township's.
    assert village.run("sync", "run")["run"]["trouble"] == ""
    steps = village.run("bylaw", "show", BYLAW)
    assert "礼金数目偏高，请村里再议。" in json.dumps(steps, ensure_ascii=False), steps
    village.run("bylaw", "write", BYLAW, 2, "红白喜事互相帮忙，礼金不超过一百元。")
    submit(village)
    refused(village, "denied", "bylaw", "approve", BYLAW)
    village.run("sync", "run")

    town.run("office", "sync", "石板溪")
    town.run("bylaw", "approve", BYLAW, "--note", "云司审〔2026〕3号", "--by", "云岭镇司法所", db=own)
    town.run("office", "sync", VILLAGE)
    village.run("sync", "run")
    assert village.stage() == town.stage(own) == "approved", (village.stage(), town.stage(own))
    assert village.run("sync", "status")["status"]["returned"] == 0

    # The township's computer is taken out of use: paper counts again.
    account = server.command("devices", TOWNSHIP).stdout.split("\t")[0]
    assert server.command("revoke", account).returncode == 0
    village.run("sync", "run")
    village.run("bylaw", "redraft", BYLAW)
    submit(village)
    village.run("bylaw", "approve", BYLAW, "--note", "纸质意见")
    assert village.run("sync", "run")["run"]["waiting"] == 0
    assert village.run("sync", "status")["status"]["returned"] == 0
    refused(town, "denied", "office", "sync")


with Server(sys.argv[1]) as server:
    test(server, sys.argv[2])
print("ok")
