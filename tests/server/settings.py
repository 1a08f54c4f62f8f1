#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings: each is in the example and in both manuals, as each command is; what is wrong is refused by its name."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

program, root = sys.argv[1], pathlib.Path(__file__).parents[2]
manuals = [(root / f"data/xiangyue-server{part}.1").read_text().replace("\\-", "-") for part in ("", ".zh_CN")]
example = (root / "data/server.conf").read_text()
source = (root / "src/server/conf.c").read_text()
known = re.findall(r'(?:TEXT|NUMBER) \("(\w+)", "([\w-]+)"', source)
assert len(known) > 15

for group, key in known:
    assert re.search(rf"^#{key}=", example, re.M), f"{key} is not in the example"
    for manual in manuals:
        assert f"\\fB{key}\\fR" in manual, f"{key} is in no manual"
help_text = subprocess.run([program, "--help"], capture_output=True, text=True).stdout
commands = re.findall(r"^  ([a-z-]+)", help_text, re.M)
assert len(commands) >= 9, help_text
for command in commands:
    for manual in manuals:
        assert f"\\fB{command}\\fR" in manual, f"{command} is in no manual"

folder = pathlib.Path(tempfile.mkdtemp(prefix="xy-settings-"))
config = folder / "server.conf"


def check(text):
    config.write_text(text)
    return subprocess.run([program, "--config", config, "check"], capture_output=True, text=True)


try:
    # The example as it stands, and with its lines as they would be written.
    base = f"[server]\nlisten=127.0.0.1\n[store]\nfolder={folder}/data\n"
    for key in ("certificate", "key", "database", "folder", "listen"):
        example = re.sub(rf"^#{key}=.*\n", "", example, flags=re.M)
    full = example.replace("[server]", "[server]\nlisten=127.0.0.1").replace("[store]", f"[store]\nfolder={folder}/data")
    assert check(full).returncode == 0 and check(re.sub("^#(?=[a-z])", "", full, flags=re.M)).returncode == 0
    assert (folder / "data/server.key").stat().st_mode & 0o777 == 0o600

    for text, word in [
        (base + "[limits]\nconections=5\n", "conections"),
        (base + "[limit]\nconnections=5\n", "connections"),
        (base + "[limits]\nconnections=many\n", "connections"),
        (base + "[limits]\nconnections=0\n", "connections"),
        (base.replace("127.0.0.1", "0.0.0.0"), "certificate"),
        (base.replace("127.0.0.1", "localhost"), "listen"),
        (base.replace("[store]", "certificate=/x.pem\n[store]"), "key"),
        (base.replace(f"folder={folder}", "folder=data"), "folder"),
        ("nonsense", "server.conf"),
    ]:
        found = check(text)
        assert found.returncode == 3 and word in found.stderr, (text, found)
    (folder / "data/server.key").chmod(0o644)
    assert check(base).returncode == 3, "keys that others may read"
    (folder / "data/server.key").chmod(0o600)
    (folder / "data/server.key").write_text("[keys]\nsign=00\n")
    assert check(base).returncode == 3, "keys that are damaged"

    if shutil.which("systemd-analyze"):
        for name in ("xiangyue-server.service", "xiangyue-server-drill.service"):
            unit = (root / "data" / (name + ".in")).read_text().replace("@bindir@/xiangyue-server", "/bin/true")
            (folder / name).write_text(unit)
        shutil.copy(root / "data/xiangyue-server-drill.timer", folder)
        found = subprocess.run(["systemd-analyze", "verify", "--man=no", *sorted(map(str, folder.glob("xiangyue-*")))],
                               capture_output=True, text=True)
        assert found.returncode == 0 and "xiangyue" not in found.stderr, found.stderr
finally:
    shutil.rmtree(folder)
print("ok")
