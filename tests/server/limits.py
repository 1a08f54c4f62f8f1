#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the server does with those who send too much, too slowly, too often, or something else."""
import gzip
import json
import os
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from office import VILLAGE, Server

program = sys.argv[1]


def head(target="/v1/push", method="POST", token="0" * 64, **headers):
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", f"Authorization: Bearer {token}"]
    lines += [f"{key.replace('_', '-')}: {value}" for key, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def read_all(line):
    """What comes until the other end closes."""
    text = b""
    try:
        while part := line.recv(65536):
            text += part
    except (ConnectionError, TimeoutError, OSError):
        pass
    return text


def status_of(text):
    return int(text.split()[1]) if text.startswith(b"HTTP/1.1 ") else None


def test_shapes(server, village):
    """Statuses, and that a refused request costs no waiting for its body."""
    cases = [
        (head(Content_Length=256 * 1024 + 1), 413, "too long"),
        (head(Transfer_Encoding="chunked"), 411, "chunks"),
        (head(), 411, "no length"),
        (head(Content_Length=10, Content_Type="text/html"), 415, "another type"),
        (head(Content_Length=10, Content_Encoding="br"), 415, "another packing"),
        (head("/v1/pull", "POST", Content_Length=0), 405, "method"),
        (head("/v1/nothing", "GET"), 404, "path"),
        (head("/v1/../etc/passwd", "GET"), 404, "path"),
        (head("/v1/pull?s=%31", "GET"), 400, "what would have to be decoded"),
        (head("/v1/" + "a" * 2000, "GET"), 400, "long target"),
        (b"POST /v1/push HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n", 401, "no token"),
        (head(token="zz", Content_Length=5), 401, "a token that is none"),
        (b"GET /v1/villages HTTP/1.1\r\nX: " + b"a" * 40000 + b"\r\n\r\n", 431, "a head that is too long"),
        (b"\x16\x03\x01 nonsense\r\n\r\n", None, "no HTTP"),
    ]
    for text, status, what in cases:
        with server.socket(10) as line:
            line.sendall(text)
            answer = line.recv(65536)
            if b"Content-Length: 0" not in answer and answer.endswith(b"\r\n\r\n"):
                answer += line.recv(65536)
            found = status_of(answer)
            assert found == status or (status is None and found in (None, 400)), (what, answer[:200])
            if found and found not in (431,) and status:
                assert b'"p":"xy1"' in answer, (what, answer)
    # 405 says what would be right.
    assert server.ask("GET", "/v1/push", token=village.token)[1]["Allow"] == "POST"


def test_bombs(server, village):
    """What unpacks to more than may be is refused; deep, long and poisonous lines cost themselves only."""
    bomb = gzip.compress(b"0" * 50_000_000)
    assert server.ask("POST", "/v1/push", bomb, village.token, Content_Encoding="gzip")[0] == 413
    assert server.ask("POST", "/v1/push", gzip.compress(b"x" * 1000)[:-3], village.token, Content_Encoding="gzip")[0] == 413
    assert server.ask("POST", "/v1/push", b"<html>\n", village.token)[0] == 400
    deep = {"a": {"a": {"a": {"a": 1}}}}
    text = village.push([village.record(), village.record(fields=deep), village.record(fields={"note": "x" * 70000}), village.record()])
    status, _, found = village.send(text)
    assert status == 200 and [line[:3] for line in found["res"]] == [[2, "rejected", "depth"], [3, "rejected", "length"]], found
    ask = json.dumps({"p": "xy1", "ask": "join", "sid": {"a": [[[[1]]]]}, "nonce": "1"})
    assert server.ask("POST", "/v1/join", ask, village.token)[0] == 400


def test_slow():
    """Whoever holds a connection with a byte now and then is cut off, in whatever part of a request."""
    with Server(program, head_seconds=2, request_seconds=4, bytes_per_second=1) as server:
        village = server.enroll(VILLAGE)
        start = time.monotonic()

        def drip(first, byte, found, key):
            with server.socket(30) as line:
                try:
                    line.sendall(first)
                    line.settimeout(0.3)
                    while time.monotonic() - start < 20:
                        try:
                            answer = line.recv(1000)
                            found[key] = (time.monotonic() - start, answer)
                            return
                        except TimeoutError:
                            line.sendall(byte)
                except OSError:
                    found[key] = (time.monotonic() - start, b"")

        found = {}
        cases = {
            "head": (b"GET /v1/villages HTTP/1.1\r\n", b"X"),
            "body": (head(token=village.token, Content_Length=1000), b"{"),
            "nothing": (b"", b""),
        }
        threads = [threading.Thread(target=drip, args=(*case, found, key)) for key, case in cases.items()]
        # An honest computer is served meanwhile.
        for thread in threads:
            thread.start()
        assert server.ask("POST", "/v1/hello", village.hello(), village.token)[0] == 200
        for thread in threads:
            thread.join()
        assert found["head"][0] < 8 and found["head"][1] == b"", found
        assert found["nothing"][0] < 8, found
        assert 3.5 < found["body"][0] < 12 and status_of(found["body"][1]) == 408, found
        assert server.metric('xy_cut_total{why="idle"}') >= 2 and server.metric('xy_cut_total{why="slow"}') == 1
        # One that stops in the middle hears nothing, and is cut off as well.
        with server.socket(30) as line:
            line.sendall(head(token=village.token, Content_Length=1000) + b"{")
            start = time.monotonic()
            assert read_all(line) == b"" and time.monotonic() - start < 12
        assert server.metric("xy_connections") <= 1


def test_many():
    """Connections of one address, requests of one account, codes that are tried."""
    with Server(program, connections=40, connections_per_address=8, requests_per_minute=20, enrolments_per_minute=5) as server:
        village = server.enroll(VILLAGE)
        lines = []
        for _ in range(8):
            line = server.socket(5)
            lines.append(line)
        try:
            extra = server.socket(3)
            extra.sendall(b"GET /v1/villages HTTP/1.1\r\n\r\n")
            assert extra.recv(10) == b"", "one connection too many was served"
        except OSError:
            pass
        for line in lines:
            line.close()
        time.sleep(1)
        answers = [server.ask("POST", "/v1/hello", village.hello(), village.token) for _ in range(30)]
        limited = [answer for answer in answers if answer[0] == 429]
        assert 5 <= len(limited) <= 11 and answers[0][0] == 200, [answer[0] for answer in answers]
        assert 1 <= int(limited[0][1]["Retry-After"]) <= 60

        ask = {"p": "xy1", "ask": "enroll", "code": "3333333333", "pub": "00" * 32, "name": "x", "nonce": "1"}
        start = time.monotonic()
        tries = [server.ask("POST", "/v1/enroll", ask)[0] for _ in range(6)]
        # One was the village's own; each wrong one waits a second.
        assert tries == [403] * 4 + [429] * 2 and time.monotonic() - start >= 4, tries


def test_full():
    """The disk is full: 507, nothing is taken, and reading goes on."""
    with Server(program) as server:
        village = server.enroll(VILLAGE)
        assert village.send(village.push([village.record() for _ in range(5)]))[0] == 200
        server.stop()
        size = (server.data / "county.db").stat().st_size
        server.wrap = ["prlimit", f"--fsize={size + 20000}"]
        server.start()
        statuses = []
        for _ in range(10):
            before = village.n, village.hash
            text = village.push([village.record(fields={"note": os.urandom(300).hex()}) for _ in range(300)])
            status, headers, found = village.send(text)
            statuses.append(status)
            if status != 200:
                village.n, village.hash = before
                break
        assert status == 507 and "Retry-After" in headers, statuses
        assert server.ask("POST", "/v1/hello", village.hello(), village.token)[2]["last"] == village.n
        assert server.ask("GET", village.pull(), token=village.token)[2][-1]["end"] == village.n
        server.stop()
        server.wrap = []
        server.start()
        assert village.send(text)[2]["last"] == village.n + 300

    # Kept free for those who are to make room.
    with Server(program, disk_megabytes=1_000_000) as server:
        assert server.status("/ready")[0] == 503
        code = server.code(VILLAGE)
        ask = {"p": "xy1", "ask": "enroll", "code": code, "pub": "00" * 32, "name": "x", "nonce": "1"}
        assert server.ask("POST", "/v1/enroll", ask)[0] == 507


def test_stop():
    """Told to end, it answers what was asked and takes nothing more."""
    with Server(program, stop_seconds=2) as server:
        village = server.enroll(VILLAGE)
        text = gzip.compress(village.push([village.record() for _ in range(2000)]))
        with server.socket(20) as line, server.socket(20) as other:
            other.sendall(head("/v1/villages", "GET", token=village.token))
            assert status_of(other.recv(65536)) == 200
            line.sendall(head(token=village.token, Content_Length=len(text), Content_Encoding="gzip") + text[:-10])
            time.sleep(0.3)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            assert server.process.poll() is None
            other.sendall(head("/v1/villages", "GET", token=village.token))
            answer = read_all(other)
            assert b"HTTP/1.1 503" in answer and b"Retry-After" in answer, answer
            line.sendall(text[-10:])
            answer = read_all(line)
            assert status_of(answer) == 200 and b"Connection: close" in answer and b'"last":2000' in answer, answer[:300]
        assert server.process.wait(10) == 0
        server.process.stdout.close()
        server.start()
        assert server.ask("POST", "/v1/hello", village.hello(), village.token)[2]["last"] == 2000
        # Whoever is slow is not waited for longer than stop-seconds.
        with server.socket(20) as line:
            line.sendall(head(token=village.token, Content_Length=1000) + b"{")
            time.sleep(0.3)
            start = time.monotonic()
            assert server.stop() == 0 and time.monotonic() - start < 8
        server.start()
        # Killed in the middle of pushes, what was answered is there.
        for _ in range(3):
            with server.socket(20) as line:
                more = gzip.compress(village.push([village.record() for _ in range(500)], keep=False))
                line.sendall(head(token=village.token, Content_Length=len(more), Content_Encoding="gzip") + more)
                time.sleep(0.02)
                server.process.kill()
                server.process.wait()
                server.process.stdout.close()
            server.start()
            last = server.ask("POST", "/v1/hello", village.hello(), village.token)[2]["last"]
            assert last in (2000, 2500), last
            if last == 2500:
                break
        assert server.command("check").returncode == 0


def test_together():
    """Many computers at once, two of each village: each operation arrives once, each answer is its own computer's."""
    with Server(program, workers=4) as server:
        computers = [server.enroll(VILLAGE + n // 2) for n in range(12)]

        def work(computer):
            for _ in range(6):
                status, headers, found = computer.send(computer.push([computer.record() for _ in range(20)]))
                assert status == 200 and found["last"] == computer.n and found["h"] == computer.hash.hex(), found
                computer.check_receipt(headers, found)
                status, headers, found = server.ask("POST", "/v1/hello", computer.hello(), computer.token)
                assert status == 200 and found["dev"] == computer.dev and found["last"] == computer.n, found
                assert server.ask("GET", computer.pull(), token=computer.token)[2][0]["last"] == computer.n

        with ThreadPoolExecutor(len(computers)) as pool:
            for done in [pool.submit(work, computer) for computer in computers]:
                done.result()
        for computer in computers:
            rows = server.ask("GET", computer.pull(), token=computer.token)[2]
            assert rows[-1]["end"] == 240 and len({row["id"] for row in rows[1:-1]}) == 240, rows[-1]
        assert server.command("check").returncode == 0


def test_one():
    with Server(program) as server:
        village = server.enroll(VILLAGE)
        test_shapes(server, village)
        test_bombs(server, village)


# They mostly wait.
with ThreadPoolExecutor() as pool:
    for test in [pool.submit(test) for test in (test_one, test_slow, test_many, test_full, test_stop, test_together)]:
        test.result()
print("ok")
