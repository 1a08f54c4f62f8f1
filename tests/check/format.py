#!/usr/bin/env python3
"""Every C file is as clang-format 14 writes it."""
import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
files = sorted(str(p) for folder in ("src", "tests") for p in (root / folder).rglob("*.[ch]"))
done = subprocess.run(["clang-format", "--dry-run", "--Werror", *files], cwd=root, capture_output=True, text=True)
print(done.stderr[:4000])
sys.exit(done.returncode)
