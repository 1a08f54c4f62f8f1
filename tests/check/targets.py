#!/usr/bin/env python3
"""What ninja has to build for the tests of some suites and for all fuzzers.

   targets.py BUILD SUITE…"""
import json
import pathlib
import sys

build, suites = pathlib.Path(sys.argv[1]).resolve(), set(sys.argv[2:])
info = build / "meson-info"
files = {target["id"]: target["filename"] for target in json.loads((info / "intro-targets.json").read_text())}
wanted = {name for names in files.values() for name in names if "/tests/fuzz/fuzz-" in name}
for test in json.loads((info / "intro-tests.json").read_text()):
    if suites & {suite.split(":")[-1] for suite in test["suite"]}:
        wanted.update(test["cmd"][:1])
        wanted.update(name for target in test["depends"] for name in files.get(target, []))
print(*sorted(str(pathlib.Path(name).relative_to(build)) for name in wanted if pathlib.Path(name).is_relative_to(build)))
