"""What clang says of the window: its files are read by clang with the warnings they are built with, as errors. Nothing is compiled.
   clang.py BUILD   a build folder of gcc's

GTK's headers, which are most of what clang has to read for each file, are read once."""
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

build = pathlib.Path(sys.argv[1])


def flags(entry):
    """What the file is built with, but for its name and what is made of it."""
    drop = {"-o": 1, "-c": 1, "-MD": 0, "-MQ": 1, "-MF": 1, "-include": 1, "-fpch-preprocess": 0}
    rest = iter(shlex.split(entry["command"])[1:])
    for word in rest:
        if word in drop:
            for _ in range(drop[word]):
                next(rest)
        elif not word.endswith("cc"):
            yield word


def look(entry, read):
    return subprocess.run(["clang", *flags(entry), "-Werror", "-include-pch", read, "-fsyntax-only", entry["file"]],
                          cwd=entry["directory"], capture_output=True, text=True)


entries = [e for e in json.loads((build / "compile_commands.json").read_text()) if "/app/" in e["file"] and e["file"].endswith(".c") and "libxyapp" in e["output"]]
assert entries, "there is no window in this build"
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    header, read = pathlib.Path(folder, "gtk.h"), os.path.join(folder, "gtk.pch")
    header.write_text("#include <gtk/gtk.h>\n")
    subprocess.run(["clang", *flags(entries[0]), "-x", "c-header", str(header), "-o", read], cwd=entries[0]["directory"], check=True)
    bad = [done for done in pool.map(lambda entry: look(entry, read), entries) if done.returncode != 0]
for done in bad:
    print(done.stderr[-2000:])
print(f"{len(entries)} files of the window, {len(bad)} with something to mend")
sys.exit(bool(bad))
