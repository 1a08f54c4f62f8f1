#!/usr/bin/env python3
"""What the help says is so: every 「name」 stands on the screen, every window and place it is opened from is there, every page has its
topic, every text and picture is in the program, and the words that an office stumbles over are explained."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
folder = root / "data/help"
problems = []

EXPLAINED = ["积分", "公示", "异议", "冲正", "销号"]
FACES = {"start", "lock", "damaged"}
MOST_BYTES = 1_500_000
HAN = r"[\u2e80-\u9fff\uf900-\ufaff]"


def unquote(lines):
    text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines))
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def bare(words):
    """A name without the letter or keys to press and without the dots of what asks further."""
    return re.sub(r"\(_.\)|_| ?[(（][\w+]+[)）]$|…$", "", re.sub(r"\(_.\)(?=…$)", "", words)).strip()


ids, shown, translated = set(), set(), {}
for entry in (root / "po/zh_CN.po").read_text(encoding="utf-8").split("\n\n"):
    if not entry.startswith("#~"):
        ids |= {unquote(m) for m in re.findall(r'^msgid ((?:".*"\n?)+)', entry, re.M)}
        translated |= {unquote(a): unquote(b) for a, b in re.findall(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', entry, re.M)}
        shown |= {bare(unquote(m)) for m in re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', entry, re.M)}
source = {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "src/app").glob("*.c"))}
pages = set()
for text in source.values():
    for entry in re.findall(r"XyPageEntry xy_\w+ = \{(.*?)\};", text, re.S):
        name = re.search(r"\.name = (?:\"(\w+)\"|NAME)", entry)
        pages.add(name[1] or re.search(r'#define NAME "(\w+)"', text)[1] if name and (name[1] or "#define NAME" in text) else
                  re.search(r'#define NAME "(\w+)"', source["household-page-filters.c"])[1])
everything = "\n".join(source.values())

places, words = set(), set()
for path in sorted((folder / "zh_CN").glob("*.txt")):
    if path.stem == "contents":
        continue
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    for line in head.splitlines():
        what, _, value = line.partition(": ")
        if what == "window" and value not in ids:
            problems.append(f"{path.name}: there is no window “{value}”")
        if what == "place":
            page, _, tab = value.partition(" ")
            places.add(page)
            if page not in pages | FACES or (tab and f'"{tab}"' not in everything):
                problems.append(f"{path.name}: there is no place “{value}”")
    for number, line in enumerate(body.splitlines(), len(head.splitlines()) + 2):
        where = f"{path.name}:{number}"
        words |= set(re.findall(r"^= (\S+) \| ", line))
        for name in re.findall("「(.*?)」", line):
            if bare(name) not in shown:
                problems.append(f"{where}: nothing on the screen is called 「{name}」")
        text = re.sub(r"\]\([\w-]+\)", "]", line)
        for found in re.findall(f"{HAN}[,;:?!()]|[,;:?!()]{HAN}", text):
            problems.append(f"{where}: half-width punctuation at “{found}”")

# So do the tasks of the village to practise in, in both languages; and each names its topic.
tasks = (root / "src/core/practice.c").read_text(encoding="utf-8")
tasks = tasks[tasks.index("tasks[] = {"):tasks.index("G_STATIC_ASSERT")]
bare_ids = {bare(name) for name in ids}
for told in re.findall(r'N_ \(((?:"[^"]*"\s*)+)\)', tasks):
    for name in re.findall("“(.*?)”", unquote(told)):
        if bare(name) not in bare_ids:
            problems.append(f"practice.c: nothing on the screen is called “{name}”")
    for name in re.findall("“(.*?)”", translated.get(unquote(told), "")):
        if bare(name) not in shown:
            problems.append(f"a task of practice: nothing on the screen is called “{name}”")
for topic in re.findall(r'\),\s*"([\w-]+)", (?:"|NULL)', tasks):
    if not (folder / f"zh_CN/{topic}.txt").exists():
        problems.append(f"practice.c: there is no topic {topic}")

problems += [f"the page {page} has no help" for page in sorted(pages - places)]
problems += [f"{word} is not explained" for word in EXPLAINED if word not in words]

inside = set(re.findall(r">(help/[^<]+)<", (root / "data/data.gresource.xml").read_text(encoding="utf-8")))
files = {str(path.relative_to(root / "data")) for path in folder.rglob("*") if path.suffix in (".txt", ".png")}
problems += [f"{name} is not in the program" for name in sorted(files - inside)]
problems += [f"{name} is no file" for name in sorted(inside - files)]
pictures = sum(path.stat().st_size for path in folder.rglob("*.png"))
if pictures > MOST_BYTES:
    problems.append(f"the pictures take {pictures} bytes")

print("\n".join(problems))
sys.exit(bool(problems))
