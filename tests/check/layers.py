#!/usr/bin/env python3
"""Arrows only downwards: what each folder includes and what a test of the core links. Only db.c calls sqlite3_*."""
import pathlib
import re
import subprocess
import sys

root, build = map(pathlib.Path, sys.argv[1:3])
may = {
    "core": {"core"},
    "tabular": {"core", "tabular"},
    "print": {"core", "print"},
    "sync": {"core", "sync"},
    "server": {"core", "tabular", "sync", "server"},
    "cli": {"core", "tabular", "print", "sync", "cli"},
    "app": {"core", "tabular", "print", "sync", "app"},
}
problems = []
for path in sorted((root / "src").rglob("*.[ch]")):
    layer = path.relative_to(root / "src").parts[0]
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r'#include "([a-z]+)/', text):
        if name in may and name not in may[layer]:
            problems.append(f"{path}: {layer} includes {name}")
    if layer != "app" and re.search(r"#include <(gtk|gdk|adwaita)", text):
        problems.append(f"{path}: GTK below app")
    if layer not in ("sync", "server") and re.search(r"#include <(curl|microhttpd|libpq)", text):
        problems.append(f"{path}: network outside sync and server")
    if not path.name.startswith("http") and re.search(r"#include <microhttpd", text):
        problems.append(f"{path}: only http*.c speaks to the sockets' library")
    if path.name != "base-pg.c" and re.search(r"#include <(libpq|postgresql)", text):
        problems.append(f"{path}: libpq outside base-pg.c")
    if path.name != "db.c" and re.search(r"\bsqlite3_\w+ \(", text):
        problems.append(f"{path}: sqlite3_* outside db.c")
    for word in ("sprintf", "strcpy", "strcat", "atoi", "gets", "system"):
        if re.search(rf"(?<![\w_]){word} \(", text):
            problems.append(f"{path}: {word} is banned")
    lines = text.count("\n")
    if lines > 800:
        problems.append(f"{path}: {lines} lines; split it by topic")
    if not text.startswith("/* SPDX-License-Identifier: GPL-3.0-or-later */"):
        problems.append(f"{path}: no licence line")

program = build / "tests/core/test-id"
linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
for library in ("libgtk", "libcurl", "libcairo", "libpango"):
    if library in linked:
        problems.append(f"the core links {library}")
print("\n".join(problems))
sys.exit(bool(problems))
