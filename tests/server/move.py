#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A county that has grown: all of it is copied from its file to PostgreSQL, and its computers go on as if nothing had been."""
import os
import sys

from office import VILLAGE, Server

database = os.environ.get("XIANGYUE_TEST_PG")
if not database:
    sys.exit(77)
with Server(sys.argv[1]) as server:
    village = server.enroll(VILLAGE)
    assert village.send(village.push([village.record() for _ in range(50)]))[2]["last"] == 50
    assert server.command("copy", database).returncode == 1, "not while the server runs"
    server.stop()
    done = server.command("copy", database)
    assert done.returncode == 0 and "50" in done.stdout, done.stderr
    assert server.command("copy", database).returncode == 1, "not onto another county"
    server.config.write_text(server.config.read_text().replace("[store]\n", f"[store]\ndatabase={database}\n"))
    server.start()
    assert server.ask("POST", "/v1/hello", village.hello(), village.token)[2]["last"] == 50
    assert village.send(village.push([village.record() for _ in range(50)]))[2]["last"] == 100
    page = server.ask("GET", village.pull(), token=village.token)[2]
    assert page[-1]["end"] == 100, page[-1]
