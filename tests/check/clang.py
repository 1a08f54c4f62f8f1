"""What clang says of the window: its files are read by clang with the warnings they are built with, as errors. Nothing is compiled.
   clang.py BUILD   a build folder of gcc's"""
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

build = pathlib.Path(sys.argv[1])


def look(entry):
    words, drop = ["clang", "-fsyntax-only", "-Werror"], {"-o": 1, "-c": 0, "-MD": 0, "-MQ": 1, "-MF": 1}
    rest = iter(shlex.split(entry["command"])[1:])
    for word in rest:
        if word in drop:
            for _ in range(drop[word]):
                next(rest)
        elif not word.endswith("cc"):
            words.append(word)
    return subprocess.run(words, cwd=entry["directory"], capture_output=True, text=True)


entries = [e for e in json.loads((build / "compile_commands.json").read_text()) if "/app/" in e["file"] and "libxyapp" in e["output"]]
assert entries, "there is no window in this build"
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    bad = [done for done in pool.map(look, entries) if done.returncode != 0]
for done in bad:
    print(done.stderr[-2000:])
print(f"{len(entries)} files of the window, {len(bad)} with something to mend")
sys.exit(bool(bad))
