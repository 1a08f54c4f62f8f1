#!/usr/bin/env python3
"""POTFILES.in names every file with words, and zh_CN has all of them, none with a letter for Alt: 保存(S) is no Chinese."""
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
problems = []
listed = {l.strip() for l in (root / "po/POTFILES.in").read_text(encoding="utf-8").splitlines() if l.strip() and l[0] != "#"}
found = set()
for path in (root / "src").rglob("*.[ch]"):
    if re.search(r'\b(N?C?_|ngettext) ?\("', path.read_text(encoding="utf-8")):
        found.add(str(path.relative_to(root)))
for path in (root / "ui").rglob("*.ui"):
    if 'translatable="yes"' in path.read_text(encoding="utf-8"):
        found.add(str(path.relative_to(root)))
problems += [f"not in POTFILES.in: {name}" for name in sorted(found - listed)]
problems += [f"gone, but in POTFILES.in: {name}" for name in sorted(listed) if not (root / name).exists()]

with tempfile.TemporaryDirectory() as folder:
    pot, merged = f"{folder}/x.pot", f"{folder}/zh.po"
    subprocess.run(["xgettext", "--from-code=UTF-8", "-k_", "-kN_", "-kC_:1c,2", "-kNC_:1c,2", "-kngettext:1,2", "-o", pot,
                    *sorted(listed)], cwd=root, check=True, capture_output=True)
    subprocess.run(["msgmerge", "-q", "--no-fuzzy-matching", "po/zh_CN.po", pot, "-o", merged], cwd=root, check=True)
    missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", merged], capture_output=True, text=True).stdout
    fuzzy = subprocess.run(["msgattrib", "--only-fuzzy", "--no-obsolete", "--no-wrap", merged], capture_output=True, text=True).stdout
    for text, kind in ((missing, "untranslated"), (fuzzy, "fuzzy")):
        problems += [f"{kind}: {line}" for line in text.splitlines() if line.startswith("msgid ") and line != 'msgid ""']
    translated = subprocess.run(["msgattrib", "--translated", "--no-obsolete", "--no-wrap", merged], capture_output=True, text=True).stdout
    problems += [f"a letter for Alt: {line}" for line in translated.splitlines()
                 if line.startswith("msgstr ") and re.search(r"\(_|[\u2e80-\uffef]_?\([A-Z]\)|_[A-Za-z](?![A-Za-z_])", line)]
    check = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", "po/zh_CN.po"], cwd=root, capture_output=True, text=True)
    if check.returncode:
        problems.append(check.stderr)
print("\n".join(problems[:60]))
sys.exit(bool(problems))
