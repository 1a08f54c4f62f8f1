#!/usr/bin/env python3
"""promises.py SOURCE: each line of tests/promises.txt names a test that there is, or says why none is needed.
promises.py SOURCE --list: the same as Markdown."""
import pathlib
import re
import sys

tests = pathlib.Path(sys.argv[1]) / "tests"
# The requirements of ASVS 5.0.0 level 1.
LEVEL_1 = ("1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 "
           "4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 "
           "7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 "
           "11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1").split()
problems = []


def is_there(proof):
    """FILE, FILE /path or FILE function. A path may be made of a macro's word: then its last part stands there alone."""
    file, _, what = proof.partition(" ")
    path = tests / file
    if not path.is_file():
        return False
    text = path.read_text(encoding="utf-8")
    if not what:
        return True
    if what.startswith("/"):
        first, last = what.split("/")[1], what.rsplit("/", 1)[1]
        return f'"{what}"' in text or f'"/{first}/" #name' in text and f"({last.replace('-', '_')})" in text
    return re.search(rf"^(def )?{re.escape(what)} ?\(", text, re.M) is not None


lines = {}
for line in (tests / "promises.txt").read_text(encoding="utf-8").splitlines():
    if not line.strip() or line.startswith("#"):
        continue
    number, what, *proofs = (part.strip() for part in line.split("|"))
    if number in lines:
        problems.append(f"{number}: twice")
    lines[number] = (what, proofs)
    for proof in proofs:
        if not proof.startswith("- ") and not is_there(proof):
            problems.append(f"{number}: there is no {proof}")
    if not proofs and not number.isdigit():
        problems.append(f"{number}: neither a test nor a reason")
for promise in range(1, 11):
    if str(promise) not in lines or not [number for number in lines if number.startswith(f"{promise}.")]:
        problems.append(f"promise {promise} is missing")
problems += [f"A{number} is missing" for number in LEVEL_1 if "A" + number not in lines]

if "--list" in sys.argv:
    print("# What Xiangyue promises, and the tests of it\n")
    for number, (what, proofs) in lines.items():
        shown = "; ".join(proof[2:] if proof.startswith("- ") else f"`{proof}`" for proof in proofs)
        print(f"\n## {number}. {what}\n" if number.isdigit() else f"- **{number}** {what}: {shown}")
else:
    print("\n".join(problems) or f"{len(lines)} promises and requirements, each with its test or its reason")
sys.exit(bool(problems))
