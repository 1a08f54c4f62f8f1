#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A county's server over TLS: computers enrol, push, pull, look at each other's villages as far as they may."""
import sys

from office import COUNTY, TOWNSHIP, VILLAGE, Computer, Server


def test(server):
    village = server.enroll(VILLAGE, "石板溪村")
    assert (village.role, village.scope, village.sid) == ("village", VILLAGE, VILLAGE)

    status, headers, found = server.ask("POST", "/v1/hello", village.hello(), village.token)
    assert status == 200 and found["a"] == "ok"
    village.check_receipt(headers, found)

    text = village.push([village.record() for _ in range(300)])
    status, headers, found = village.send(text)
    assert status == 200 and found["last"] == 300 and found["h"] == village.hash.hex() and found["res"] == []
    village.check_receipt(headers, found)
    # The answer was lost: the same again, this time as it is.
    again = village.send(text, packed=False)[2]
    assert again["last"] == 300 and again["head"] == found["head"]

    status, headers, page = server.ask("GET", village.pull(), token=village.token, Accept_Encoding="gzip")
    assert status == 200 and headers["Content-Encoding"] == "gzip" and headers["Content-Type"] == "application/x-ndjson"
    assert page[0]["to"] == 300 and page[-1]["end"] == 300
    assert server.ask("GET", village.pull(), token=village.token)[2][1:-1] == page[1:-1]

    township = server.enroll(TOWNSHIP).join(VILLAGE)
    county = server.enroll(COUNTY)
    server.enroll(VILLAGE + 1000)
    villages = server.ask("GET", "/v1/villages", token=township.token)[2]["villages"]
    assert [village[0] for village in villages] == [VILLAGE] and villages[0][2] == 301
    assert len(server.ask("GET", "/v1/villages", token=county.token)[2]["villages"]) == 2
    # One row more than the village wrote: from now on the township reviews over the line.
    pulled = server.ask("GET", township.pull(), token=township.token)[2]
    assert pulled[-1]["end"] == 301 and [row for row in pulled if row.get("t") == "_township" and row["d"]["since"] > 0]

    # A code is good once, and nobody learns why it is not.
    code = server.code(VILLAGE)
    Computer(server, code, "once")
    ask = {"p": "xy1", "ask": "enroll", "code": code, "pub": "00" * 32, "name": "twice", "nonce": "1"}
    assert server.ask("POST", "/v1/enroll", ask)[0] == 403

    listed = server.command("devices", TOWNSHIP).stdout.splitlines()
    assert len(listed) == 3 and listed[0].split("\t")[0] == township.account, listed
    assert server.command("revoke", village.account).returncode == 0
    assert server.ask("POST", "/v1/hello", village.hello(), village.token)[0] == 401
    assert server.command("revoke", "1").returncode == 1
    assert server.command("enroll-code", "4313").returncode == 1
    assert server.command("enroll-code").returncode == 2
    assert server.command("begin-epoch").returncode == 1, "the server runs"
    assert server.command("check").returncode == 0
    kept = server.folder / "kept.db"
    assert server.command("restore-drill", kept).returncode == 0 and kept.exists()
    assert server.command("restore-drill", kept).returncode == 1, "never over a backup that is there"
    assert server.command("restore-drill").returncode == 0 and not list(server.data.glob("drill*"))
    assert server.status("/ready")[0] == 200 and server.status("/health")[0] == 200
    assert server.metric('xy_requests_total{endpoint="push",status="200"}') == 2
    assert server.stop() == 0

    # Keys that are gone are not made anew.
    keys = (server.data / "server.key").read_bytes()
    (server.data / "server.key").unlink()
    assert server.command("enroll-code", VILLAGE).returncode == 1 and not (server.data / "server.key").exists()
    (server.data / "server.key").write_bytes(keys)
    (server.data / "server.key").chmod(0o600)

    # Restored: another epoch, and the device is told so.
    assert server.command("begin-epoch").returncode == 0
    server.start()
    status, _, found = server.ask("POST", "/v1/hello", township.hello(), township.token)
    assert status == 200 and found["a"] == "epoch" and found["ep"] != township.ep

    # Whoever changes the log of what happened is found.
    [log] = server.data.glob("audit-*.log")
    text = log.read_text()
    assert '"what":"revoke"' in text and village.token not in text and code not in text
    log.write_text(text.replace('"what":"revoke"', '"what":"devices"'))
    assert server.command("check").returncode != 0


with Server(sys.argv[1]) as server:
    test(server)
print("ok")
