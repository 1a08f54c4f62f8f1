# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line: between a village and its county, it does to the answers what it is told."""
import gzip
import socket
import struct
import threading
import time


def read_message(line):
    """One message of HTTP, whole; b"" at the end of the line."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = line.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for header in head.split(b"\r\n")[1:]:
        name, _, value = header.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        part = line.recv(65536)
        if not part:
            break
        body += part
    return head + b"\r\n\r\n" + body


class Proxy:
    def __init__(self, port):
        self.to = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.fault, self.lengths, self.n = None, [], 0
        threading.Thread(target=self.serve, daemon=True).start()

    def begin(self, fault=None):
        """FAULT (number of the answer, its bytes) → the bytes to send, or None where it has sent and closed all itself."""
        self.fault, self.lengths, self.n = fault, [], 0

    def serve(self):
        while True:
            near, _ = self.listener.accept()
            threading.Thread(target=self.carry, args=(near,), daemon=True).start()

    def carry(self, near):
        try:
            with near, socket.create_connection(("127.0.0.1", self.to)) as far:
                while True:
                    asked = read_message(near)
                    if not asked:
                        return
                    far.sendall(asked)
                    answer = read_message(far)
                    if not answer:
                        return
                    n, self.n = self.n, self.n + 1
                    self.lengths.append(len(answer))
                    if self.fault is None:
                        near.sendall(answer)
                    elif not self.fault(self, near, asked, n, answer):
                        return
        except OSError:
            pass


# Faults: what is done with answer number N. True: the line stays.

def cut(which, offset):
    def fault(proxy, near, asked, n, answer):
        near.sendall(answer[:offset] if n == which else answer)
        return n != which
    return fault


def reset(which, offset):
    def fault(proxy, near, asked, n, answer):
        if n != which:
            near.sendall(answer)
            return True
        near.sendall(answer[:offset])
        time.sleep(0.02)
        near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    return fault


def slow(which, seconds):
    """One byte in so many seconds."""
    def fault(proxy, near, asked, n, answer):
        if n != which:
            near.sendall(answer)
            return True
        for at in range(len(answer)):
            near.sendall(answer[at:at + 1])
            time.sleep(seconds)
        return True
    return fault


def replace(which, answer_of):
    def fault(proxy, near, asked, n, answer):
        near.sendall(answer_of(answer) if n == which else answer)
        return n != which
    return fault


def twice(proxy, near, asked, n, answer):
    """Each request comes to the county twice; the second answer is given."""
    with socket.create_connection(("127.0.0.1", proxy.to)) as far:
        far.sendall(asked)
        near.sendall(read_message(far))
    return True


def html(answer):
    page = b"<html><body>Please log in</body></html>"
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)


def bomb(answer):
    packed = gzip.compress(b'{"p":"xy1","a":"ok",' + b" " * (64 << 20), 9)
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(packed), packed)


def wrong_length(by):
    def answer_of(answer):
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
        return b"\r\n".join([*lines, b"Content-Length: %d" % max(len(body) + by, 0)]) + b"\r\n\r\n" + body
    return answer_of
