# SPDX-License-Identifier: GPL-3.0-or-later
"""A real xiangyue-server on a port of its own with a certificate made for it, and computers that talk to it."""
import base64
import gzip
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time

VILLAGE = 431399101201
TOWNSHIP = 431399101
COUNTY = 431399


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, program, tls=True, wrap=(), workers=2, **limits):
        self.program = program
        self.wrap = list(wrap)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="xy-server-"))
        self.port, self.status_port = free_port(), free_port()
        self.tls = tls
        lines = ["[server]", "listen=127.0.0.1", f"port={self.port}", f"status-port={self.status_port}", f"workers={workers}"]
        if tls:
            cert, key = self.folder / "cert.pem", self.folder / "cert.key"
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                check=True, capture_output=True)
            lines += [f"certificate={cert}", f"key={key}"]
            self.context = ssl.create_default_context(cafile=cert)
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        self.data = data
        lines += ["[store]", f"folder={data}", "[limits]"]
        limits = {"disk_megabytes": 0, "enrolments_per_minute": 1000, "requests_per_minute": 100000, **limits}
        lines += [f"{key.replace('_', '-')}={value}" for key, value in limits.items()]
        self.config = self.folder / "server.conf"
        self.config.write_text("\n".join(lines) + "\n")
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process:
            self.stop()
        shutil.rmtree(self.folder)

    def start(self):
        self.process = subprocess.Popen([*self.wrap, self.program, "--config", self.config, "serve"],
                                        stdout=subprocess.PIPE, stderr=open(self.folder / "log", "ab"))
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError((self.folder / "log").read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        self.process.stdout.close()
        self.process = None
        return code

    def command(self, *words):
        return subprocess.run([self.program, "--config", self.config, *map(str, words)], capture_output=True, text=True)

    def code(self, scope):
        return self.command("enroll-code", scope).stdout.splitlines()[0]

    def status(self, path):
        line = http.client.HTTPConnection("127.0.0.1", self.status_port, timeout=20)
        line.request("GET", path)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, text

    def metric(self, name):
        for line in self.status("/metrics")[1].splitlines():
            key, _, value = line.rpartition(" ")
            if key == name:
                return int(value)
        return 0

    def socket(self, timeout=60):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.context.wrap_socket(plain, server_hostname="localhost") if self.tls else plain

    def line(self):
        if self.tls:
            return http.client.HTTPSConnection("localhost", self.port, timeout=60, context=self.context)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method, target, body=None, token=None, line=None, **headers):
        """The answer's status, headers and JSON (or lines of JSON)."""
        own = line or self.line()
        headers = {key.replace("_", "-"): value for key, value in headers.items()}
        if token:
            headers["Authorization"] = "Bearer " + token
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
        own.request(method, target, body, headers)
        answer = own.getresponse()
        data = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        if not line:
            own.close()
        try:
            found = [json.loads(part) for part in data.decode().splitlines()]
        except ValueError:
            found = [data]
        return answer.status, answer.headers, found[0] if len(found) == 1 else found

    def enroll(self, scope, name="office"):
        return Computer(self, self.code(scope), name)


class Computer:
    """One that was enrolled; of a village it writes operations, as a machine does."""

    def __init__(self, server, code, name):
        self.server = server
        nonce = os.urandom(8).hex()
        status, _, found = server.ask("POST", "/v1/enroll", {
            "p": "xy1", "ask": "enroll", "code": code, "pub": os.urandom(32).hex(), "name": name, "nonce": nonce})
        assert status == 200 and found["a"] == "ok", (status, found)
        self.__dict__.update({key: found.get(key) for key in ("account", "token", "role", "scope", "sid", "dev", "ep", "server_key")})
        self.public = found["server"]
        self.n, self.hash = 0, bytes(32)

    def join(self, sid):
        status, _, found = self.server.ask("POST", "/v1/join", {"p": "xy1", "ask": "join", "sid": sid, "nonce": os.urandom(8).hex()}, self.token)
        assert status == 200, found
        self.sid, self.dev, self.ep = sid, found["dev"], found["ep"]
        self.n, self.hash = 0, bytes(32)
        return self

    def hello(self, **changes):
        ask = {"p": "xy1", "ask": "hello", "sid": self.sid, "dev": self.dev, "ep": self.ep, "acked": self.n, "max": self.n,
               "ha": self.hash.hex(), "hm": self.hash.hex(), "cursor": 0, "sch": 12, "nonce": "1", **changes}
        return ask

    def record(self, table="household", kind="i", fields=None, at=1795309200000, id=None):
        id = id or "0197a3f2-c1d4-7003-8000-" + os.urandom(6).hex()
        return {"t": table, "k": kind, "id": id, "b": 0, "at": at, "by": "u3", "d": fields or {"head_name": "曾国强"}}

    def push(self, records, sid=None, dev=None, keep=True):
        """The bytes of a push; KEEP: it counts as sent."""
        head = json.dumps({"p": "xy1", "sid": sid or self.sid, "dev": dev or self.dev, "ep": self.ep, "from": self.n + 1,
                           "h": self.hash.hex(), "old": 0, "sch": 12, "off": 0}, separators=(",", ":"))
        lines, after, n = [], self.hash, self.n
        for record in records:
            n += 1
            line = json.dumps({"n": n, **record}, ensure_ascii=False, separators=(",", ":")).encode()
            after = hashlib.sha256(after + line).digest()
            lines.append(line)
        total = hashlib.sha256(after + head.encode()).hexdigest()
        text = b"\n".join([head.encode(), *lines, b'{"end":%d,"sum":"%s"}' % (len(lines), total.encode())]) + b"\n"
        if keep:
            self.n, self.hash = n, after
        return text

    def send(self, text, packed=True, **headers):
        if packed:
            text = gzip.compress(text)
            headers["Content-Encoding"] = "gzip"
        return self.server.ask("POST", "/v1/push", text, self.token, Content_Type="application/x-ndjson", **headers)

    def pull(self, cursor=0, **changes):
        ask = {"s": self.sid, "d": self.dev, "c": cursor, "ep": self.ep, "n": 1000, **changes}
        return "/v1/pull?" + "&".join(f"{key}={value}" for key, value in ask.items())

    def check_receipt(self, headers, found):
        """Whether the county's signature is of what it said."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        text = f"xy1 receipt\n{self.sid} {self.dev} {found['last']} {found['h']} {found['ep']} {found['now']}\n"
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public)).verify(base64.b64decode(headers["X-Xy-Receipt"]), text.encode())
