#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The county draws its figures over the line, on its server and at a township's computer; nobody sees more than his
scope. Arguments: the server's program, xiangyue-cli."""
import json
import os
import pathlib
import subprocess
import sys

from office import COUNTY, TOWNSHIP, VILLAGE, Server


def entry(computer, household, delta):
    return computer.record("points_entry", fields={
        "household": household, "category": "环境", "item": "清扫", "day": "2026-11-05", "amount": 100, "delta": delta, "cut": 0,
        "kind": "entry", "at": 1795309200000})


def draw_at_township(server, cli):
    folder = server.folder / "town"
    env = {**os.environ, "XIANGYUE_CONFIG": str(server.folder / "config"), "LC_ALL": "C.UTF-8"}

    def run(*words, code=0):
        done = subprocess.run([cli, "--db", folder, *map(str, words)], env=env, capture_output=True, text=True)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout

    run("office", "enroll", f"http://127.0.0.1:{server.port}", server.code(TOWNSHIP), "--office", "枫树镇人民政府", "--officer", "周向前")
    assert "points" in [report["name"] for report in json.loads(run("--json", "office", "report"))["reports"]]
    text = run("office", "report", "points", "--from", "2026-11")
    assert "枫树镇积分情况统计表（2026年11月）" in text and "枫树镇\t石板溪村\t7.5\t0.0\t5\t5\t0" in text, text
    assert "合计\t\t7.5" in text, text
    assert json.loads(run("--json", "office", "report", "points", "--from", "2026-11"))["rows"][0][1] == "石板溪村"
    out = server.folder / "镇.xlsx"
    run("office", "report", "points", "--from", "2026-01", "--to", "2026-11", "--each", "month", "--out", out)
    assert out.read_bytes()[:2] == b"PK"
    run("office", "report", "people", code=1)
    run("office", "report", "points", "--from", "2026-13", code=1)
    run("office", "report", "points", "--scope", COUNTY, code=1)
    run("office", "report", "points", "--scope", "town", code=1)


def test(server, cli):
    village = server.enroll(VILLAGE, "石板溪村")
    families = [village.record() for _ in range(5)]
    records = [village.record("village", fields={"code": str(VILLAGE), "name": "石板溪村", "township": "枫树镇", "county": "清江县"})]
    records += families + [entry(village, family["id"], 150) for family in families]
    found = village.send(village.push(records))[2]
    assert found["a"] == "ok" and found["res"] == [], found
    other = server.enroll(VILLAGE + 1000)
    township, county = server.enroll(TOWNSHIP), server.enroll(COUNTY)

    def ask(computer, query):
        return server.ask("GET", "/v1/report" + query, token=computer.token)

    names = [name for name, _ in ask(county, "")[2]["reports"]]
    assert "points" in names and "notices" in names, names
    status, _, report = ask(county, "/points?from=2026-11&by=township")
    assert status == 200 and report["title"] == "积分情况统计表" and report["scope_name"] == "清江县", report
    keys = [key for key, _, _ in report["columns"]]
    rows = {row[0]: dict(zip(keys, row[5])) for row in report["rows"]}
    assert rows[str(TOWNSHIP)]["awarded"] == 750 and rows[str(TOWNSHIP)]["households"] == 5, rows
    assert rows[str(TOWNSHIP + 1)]["awarded"] == 0, rows
    # Without a scope it is the computer's own.
    assert ask(township, "/points?from=2026-11")[2]["rows"][0][1] == "石板溪村"
    assert ask(village, "/points?from=2026-11")[0] == 200
    status, headers, data = server.ask("GET", "/v1/report/points?from=2026-11&format=xlsx", token=county.token)
    assert status == 200 and data[:2] == b"PK" and headers["Content-Type"].endswith("spreadsheetml.sheet")
    status, headers, data = server.ask("GET", "/v1/report/points?from=2026-11&format=csv", token=county.token)
    assert status == 200 and headers["Content-Type"].startswith("text/csv")

    for name in names:
        for computer, scope in [(township, COUNTY), (township, TOWNSHIP + 1), (village, TOWNSHIP), (other, VILLAGE), (county, COUNTY + 1)]:
            assert ask(computer, f"/{name}?scope={scope}&from=2026")[0] == 403, (name, scope)
        assert ask(county, f"/{name}?from=2026&by=county")[0] == 200, name
    assert server.ask("GET", "/v1/report/points?from=2026")[0] == 401
    for query, status in [("/people", 404), ("/points?from=2026-13", 400), ("/points?scope=43", 403), ("/points?by=house", 400),
                          ("/points?format=doc", 400), ("/points?scope=4313990x", 400), ("/a/b", 404)]:
        assert ask(county, query)[0] == status, query
    assert server.ask("POST", "/v1/report/points", {}, county.token)[0] == 405
    draw_at_township(server, cli)
    assert server.stop() == 0

    listed = json.loads(server.command("report").stdout)
    assert [name for name, _ in listed["reports"]] == names
    words = ("report", "points", "--scope", COUNTY, "--from", "2026-11", "--to", "2026Q4", "--by", "township")
    text = server.command(*words).stdout
    assert text.count("\n") == 4 and "枫树镇" in text and "7.5" in text, text
    before = server.command(*words, "--format", "json").stdout
    assert server.command("rebuild-reports").returncode == 0
    after = server.command(*words, "--format", "json").stdout
    assert json.loads(before)["rows"] == json.loads(after)["rows"] and json.loads(after)["total"] == json.loads(before)["total"]
    out = server.folder / "表.xlsx"
    assert server.command(*words, "--out", out).returncode == 0 and out.read_bytes()[:2] == b"PK"
    assert server.command("report", "people").returncode == 1
    assert server.command("report", "points", "--by", "house").returncode == 1
    assert server.command("rebuild-reports", VILLAGE + 1).returncode == 1


if __name__ == "__main__":
    with Server(sys.argv[1], tls=False) as server:
        test(server, pathlib.Path(sys.argv[2]).absolute())
