#!/usr/bin/env python3
"""count.py LOG…: prints how many tests of meson's logs passed and failed, subtests counted where the test reports them; a test
that a later log has too counts as it went there.
count.py --again LOG: the tests that failed and wait for a window or a server, as "meson test" names them: a busy machine can be too
slow for them.
count.py --failed LOG…: the last lines of what each failed test said."""
import json
import re
import sys

LINES = 30


def read(paths):
    tests = {}
    for path in paths:
        for line in open(path, encoding="utf-8"):
            test = json.loads(line)
            tests[test["name"]] = test
    return tests


def is_good(test):
    return test["result"] in ("OK", "EXPECTEDFAIL", "SKIP")


def count(tests):
    passed = failed = 0
    for test in tests.values():
        output = test.get("stdout") or ""
        good = len(re.findall(r"^ok \d+", output, re.M))
        bad = len(re.findall(r"^not ok \d+", output, re.M))
        if test["result"] == "SKIP":
            continue
        passed += max(good, 1) if is_good(test) else good
        failed += 0 if is_good(test) else max(bad, 1)
    print(passed, failed)


def again(tests):
    for name, test in tests.items():
        suite = re.match(r"(\w+):(journeys|pages|server|sync)\b.* / (.*)", name)
        if suite and not is_good(test):
            print(f"{suite[1]}:{suite[3]}")


def tell(tests):
    for name, test in tests.items():
        if not is_good(test):
            said = (test.get("stdout") or "") + "\n" + (test.get("stderr") or "")
            lines = [line for line in said.splitlines() if line.strip() and not re.match(r"# (GLib|Gtk|Gdk|GSK|dconf).*DEBUG", line)]
            print(f"-- {name}: {test['result']}", *lines[-LINES:], sep="\n   ")


what, paths = (sys.argv[1], sys.argv[2:]) if sys.argv[1].startswith("--") else ("--count", sys.argv[1:])
{"--count": count, "--again": again, "--failed": tell}[what](read(paths))
