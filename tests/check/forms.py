#!/usr/bin/env python3
"""The .ui files, the desktop file, the metainfo and the settings' schema are valid."""
import pathlib
import subprocess
import sys
import xml.dom.minidom

root, build = map(pathlib.Path, sys.argv[1:3])
problems = []


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        problems.append(f"{command}: {done.stdout}{done.stderr}")


for path in sorted((root / "ui").glob("*.ui")):
    xml.dom.minidom.parse(str(path))
    if path.read_text(encoding="utf-8").count("\n") > 400:
        problems.append(f"{path}: too long")
for path in build.glob("data/*.desktop"):
    run("desktop-file-validate", path)
for path in build.glob("data/*.metainfo.xml"):
    run("appstreamcli", "validate", "--no-net", path)
for path in root.glob("data/*.gschema.xml"):
    run("glib-compile-schemas", "--strict", "--dry-run", path.parent)
print("\n".join(problems))
sys.exit(bool(problems))
