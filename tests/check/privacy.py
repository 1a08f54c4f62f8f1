#!/usr/bin/env python3
"""No real person's data: ID numbers are of the division 431399, which is assigned to nobody, phones begin with 1990000."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
# The standard's own examples.
allowed = {"11010519491231002X", "110105491231002"}
names = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True).stdout.split("\n")
if names == [""]:
    names = [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file() and "build" not in p.parts]
problems = []
for name in names:
    path = root / name
    if not path.is_file() or path.suffix in (".png", ".gz", ".xls", ".xlsx", ".svg"):
        continue
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        continue
    for number in re.findall(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])", text):
        if not number.startswith("431399") and number.upper() not in allowed:
            problems.append(f"{name}: looks like an ID number")
    for number in re.findall(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z.])", text):
        if not number.startswith("1990000") and path.suffix in (".c", ".h", ".csv", ".txt", ".json", ".ui", ".sql", ".md"):
            problems.append(f"{name}: looks like a phone number")
print("\n".join(sorted(set(problems))))
sys.exit(bool(problems))
