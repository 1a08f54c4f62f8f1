#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The line itself: which versions of TLS, nothing in the clear, and what each answer says of itself."""
import socket
import ssl
import sys
import warnings

from office import COUNTY, VILLAGE, Server

warnings.simplefilter("ignore", DeprecationWarning)


def shakes_hands(server, version):
    """Whether the server speaks VERSION with a client that would take any cipher for it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain, context.wrap_socket(plain) as line:
            return line.version()
    except (ssl.SSLError, OSError):
        return None


def test_versions(server):
    """1.3 first, 1.2 for old systems, nothing before."""
    assert shakes_hands(server, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
    assert shakes_hands(server, ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
    for version in (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1):
        assert shakes_hands(server, version) is None, version
    with server.socket() as line:
        assert line.version() == "TLSv1.3"


def test_in_the_clear(server):
    """A request without TLS gets no answer, not even one that sends it elsewhere."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(b"GET /v1/villages HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = b""
        try:
            while part := line.recv(4096):
                said += part
        except ConnectionError:
            pass
        assert not said.startswith(b"HTTP/"), said


def test_answers(server):
    """Each says what it is, may be kept by nobody on its way, lets no other site read it and sets no cookie."""
    village, county = server.enroll(VILLAGE), server.enroll(COUNTY)
    asked = [
        ("POST", "/v1/hello", village.hello(), village.token, 200),
        ("POST", "/v1/push", village.push([village.record()]), village.token, 200),
        ("GET", village.pull(), None, village.token, 200),
        ("GET", "/v1/villages", None, county.token, 200),
        ("GET", "/v1/report", None, county.token, 200),
        ("GET", "/v1/villages", None, None, 401),
        ("GET", "/v1/nothing", None, county.token, 404),
        ("GET", "/v1/villages?token=" + county.token, None, None, 401),
    ]
    for method, target, body, token, status in asked:
        got, headers, _ = server.ask(method, target, body, token, Origin="https://elsewhere.example")
        what = f"{method} {target[:20]}: {got} {dict(headers)}"
        assert got == status, what
        assert headers["Content-Type"] in ("application/json", "application/x-ndjson"), what
        assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff", what
        assert not [name for name in headers if name.lower().startswith("access-control-")], what
        assert headers["Set-Cookie"] is None and headers["Server"] is None, what


with Server(sys.argv[1]) as server:
    test_versions(server)
    test_in_the_clear(server)
    test_answers(server)
