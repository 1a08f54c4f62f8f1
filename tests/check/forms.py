#!/usr/bin/env python3
"""The .ui files, the desktop file, the metainfo, the settings' schema and the manifests of Flatpak and Linyaps are valid."""
import json
import pathlib
import re
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

# Both bundles bring the input methods along; Linyaps builds with what the package builds with, but for the server.
flatpak = json.loads((root / "data/bundle/org.xiangyue.Xiangyue.json").read_text(encoding="utf-8"))
if "fcitx5-gtk" not in [module["name"] for module in flatpak["modules"]] or not [a for a in flatpak["finish-args"] if "IBus" in a]:
    problems.append("the Flatpak lacks an input method")
yaml = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), sys.stdout)"
done = subprocess.run(["/usr/bin/python3", "-c", yaml, root / "data/bundle/linglong.yaml"], capture_output=True, text=True)
if done.returncode:
    problems.append(f"linglong.yaml: {done.stderr}")
else:
    linyaps = json.loads(done.stdout)
    version = re.search(r"version: '(.*?)'", (root / "meson.build").read_text(encoding="utf-8"))[1]
    if linyaps["package"]["version"] != version + ".0":
        problems.append(f"linglong.yaml is of another version than {version}")
    control = re.search(r"Build-Depends:(.*?)\n\S", (root / "data/debian/control").read_text(encoding="utf-8"), re.S)[1]
    needed = {part.split()[0] for part in control.split(",")} - {"debhelper-compat", "dh-sequence-installsysusers", "libmicrohttpd-dev", "libpq-dev"}
    if set(linyaps["buildext"]["apt"]["build_depends"]) != needed | {"gcc"}:
        problems.append("linglong.yaml builds with something else than the Debian package")
    if not {"fcitx5-frontend-gtk4", "ibus-gtk4", "libgtk-4-1"} <= set(linyaps["buildext"]["apt"]["depends"]):
        problems.append("linglong.yaml lacks GTK 4 or an input method")
print("\n".join(problems))
sys.exit(bool(problems))
