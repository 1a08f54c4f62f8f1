#!/usr/bin/env python3
"""table.py FIGURES: the lines of the benches as the table of README.md, each beside what it should reach."""
import os
import platform
import sys

rows = [
    # what, name of the figure, target, least or most
    ("Start to the first painted frame, 27,000 households and 1,000,000 entries, against a bare GTK window", "start ratio to bare", 2.5, "most", "×"),
    ("The same, against the program on 100 households and 1,000 entries", "start ratio to small village", 1.2, "most", "×"),
    ("What waits today in that village, as the front page reads it", "today", 50, "most", "ms"),
    ("Start to the first lines of what waits, painted, against the bare window", "start to rows ratio to bare", None, "most", "×"),
    ("The same, against the program on 100 households and 1,000 entries", "start to rows ratio to small village", None, "most", "×"),
    ("Memory idle with 100,000 people, against the bare window", "memory ratio", 1.8, "most", "×"),
    ("Search as you type, 100,000 people, letter to painted results, p95", "search p95", 50, "most", "ms"),
    ("Rank 20,000 households over 1,000,000 entries", "rank all time", 50, "most", "ms"),
    ("The same against plain SQL in the sqlite3 shell", "rank ratio", 1.3, "most", "×"),
    ("A month's ranking of them", "rank this month", 150, "most", "ms"),
    ("The same against plain SQL in the sqlite3 shell", "month ratio", 1.3, "most", "×"),
    ("Points for 300 households in one act", "record for 300 households", 200, "most", "ms"),
    ("The same against plain SQL in the sqlite3 shell, which captures nothing", "record ratio", 1.3, "most", "×"),
    ("A hygiene round of 300 households × 9 items × 3 judges opens, in a file of 20,000 households × 12 rounds", "hygiene grid", 100, "most", "ms"),
    ("The same against the file of one village", "hygiene grid ratio of files", None, "most", "×"),
    ("The same against plain SQL in the sqlite3 shell", "hygiene grid ratio", 1.3, "most", "×"),
    ("The same in the window, from the verb to the painted rows", "typing: the grid opened", 100, "most", "ms"),
    ("A typed cell to the next, painted", "typing: a cell to the next", 16, "most", "ms"),
    ("The list of its rounds", "hygiene rounds", 100, "most", "ms"),
    ("What comes out of the round", "hygiene results", 50, "most", "ms"),
    ("One typed sheet, kept", "hygiene sheet", 16, "most", "ms"),
    ("Its lists decided", "hygiene closing", None, "most", "ms"),
    ("Words looked for in 2,000 meetings with 5 MB of minutes and 10,000 matters, p95", "said p95", 50, "most", "ms"),
    ("The same against LIKE in the sqlite3 shell", "said ratio", 1.0, "most", "×"),
    ("The meetings in which a word was said, p95", "meetings with a word p95", 150, "most", "ms"),
    ("The page 屋场会 of that village opened, painted", "open meetings", 150, "most", "ms"),
    ("The page 台账 of it", "open matters", 150, "most", "ms"),
    ("The list of the meetings, as its page opens", "meetings list", 150, "most", "ms"),
    ("Those with matters to be done", "meetings with matters to be done", 150, "most", "ms"),
    ("The list of the matters, as its page opens", "matters list", 150, "most", "ms"),
    ("Redline of two bylaws of 3,000 characters with moved clauses, from text to runs", "redline", 50, "most", "ms"),
    ("The same against git diff --word-diff, which knows no moves", "redline / git", 1.0, "most", "×"),
    ("The same against Python's difflib", "redline / difflib", None, "most", "×"),
    ("The minutes of a meeting with 300 lines and 120 households open, from the verb to the painted desk", "minutes: the desk opened", 150, "most", "ms"),
    ("A key in the line in hand, painted, while its draft is saved, p95", "minutes: a key, p95", 16, "most", "ms"),
    ("A line left and the next one begun, painted", "minutes: a line left, the next begun", 100, "most", "ms"),
    ("A report of a county of 2,100 villages and twelve months by township, the slowest of nine", "report by township", 200, "most", "ms"),
    ("The same by village", "report by village", 200, "most", "ms"),
    ("Import xlsx 50,000 × 12, checked and committed, against ssconvert to csv", "import / ssconvert", 1.0, "most", "×"),
    ("Its extra memory", "import: extra memory", 60, "most", "MB"),
    ("Export xlsx 50,000 × 12, against ssconvert", "export / ssconvert", 0.2, "most", "×"),
    ("Its extra memory", "export: extra memory", 20, "most", "MB"),
    ("Tables to PDF, a page", "print PDF", 8, "most", "ms"),
    ("The same against ssconvert", "print PDF / ssconvert PDF", 0.25, "most", "×"),
    ("First page of the preview, 300 households", "print first page of 300 households", 100, "most", "ms"),
    ("The same of a table of 20,000 rows", "print first page of 20000 rows", 100, "most", "ms"),
    ("2,000 pages of a table to PDF, extra memory", "print 2000 pages: memory", 200, "most", "MB"),
    ("Cancelled in the middle of them, until it has stopped", "print cancel", 100, "most", "ms"),
    ("Their layout cancelled, until it has stopped", "print cancel of the layout", 50, "most", "ms"),
    ("Open the page of points with 27,000 households and 1,000,000 entries, more than with 1,000 entries", "open points, more than with few entries", 150, "most", "ms"),
    ("The same, more than with 100 households and 1,000 entries", "open points, more than small village", None, "most", "ms"),
    ("Scroll the ledger of 1,000,000 × 8, a frame", "scroll frame", 12, "most", "ms"),
    ("Jumps in it, records read and painted, how much cheaper than 100,000 × 8 GtkLabels in the window's thread", "jump ratio of labels", 2.5, "least", "×"),
    ("The same, until the first frame", "jump ratio of labels, first frame", None, "least", "×"),
    ("Points pushed to the county over TLS, validated, chained, decided and added up, against sqlite3 .import of the same rows", "sync push ratio to .import", 0.30, "least", "×"),
    ("The same in seconds of the server's processor", "sync push ratio to .import by processor", 0.30, "least", "×"),
    ("Pulled and applied to a village's file, against .import", "sync pull ratio to .import", 0.40, "least", "×"),
    ("The same in seconds of all processors, the server's and the village's", "sync pull ratio to .import by all processors", None, "least", "×"),
    ("Push against PouchDB's replication, a thousand in a batch, which looks at nothing", "sync push ratio to PouchDB", 10, "least", "×"),
    ("Pull against it", "sync pull ratio to PouchDB", 10, "least", "×"),
    ("Bytes of a pushed operation, packed", "sync sqlite: bytes up", 60, "most", "bytes"),
    ("Bytes of a pulled row, packed", "sync sqlite: bytes down", 55, "most", "bytes"),
    ("A synchronisation in which nothing is new", "sync sqlite: empty sync", 1024, "most", "bytes"),
    ("Its round trips", "sync sqlite: round trips of an empty sync", 1, "most", ""),
    ("The server with PostgreSQL against the server with SQLite, push", "sync pg push ratio to sqlite", 0.7, "least", "×"),
    ("The same against PostgreSQL's \\copy", "sync pg push ratio to \\copy", 0.28, "least", "×"),
    ("4,200 computers of 2,100 villages come back at once, 200 operations each, on connections of their own: until all is taken", "sync storm: until all is taken", 40, "most", "s"),
    ("Sessions a second then", "sync storm: sessions", None, "least", "/s"),
    ("A session then, p99", "sync storm: session p99", None, "most", "s"),
    ("Sessions a second of the same computers with 20 operations each", "sync visits: sessions", 350, "least", "/s"),
    ("The server's memory with 2,000 half-open pushes over TLS", "sync half open: server's memory", 120, "most", "MB"),
    ("Somebody who sends a byte a second is cut off after", "sync slow: until it is cut off", 60, "most", "s"),
    ("fsync of this disk", "sync fsync", None, "most", "ms"),
    ("Bulk insert through acts, capture and chains, against the bare rows", "insert ratio", 0.45, "least", "×"),
]
figures = {}
left_out = {}
for line in open(sys.argv[1], encoding="utf-8"):
    parts = line.rstrip("\n").split("\t")
    if len(parts) == 3 and parts[1] == "-":
        left_out[parts[0]] = parts[2]
    elif len(parts) == 3:
        figures[parts[0]] = float(parts[1])
cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
print(f"Taken on {os.cpu_count()} cores of {cpu}, {platform.system()} {platform.release()}, cairo renderer under Xvfb.\n")
print("| What | Figure | Should be |")
print("|---|---|---|")
for what, name, target, kind, unit in rows:
    if name not in figures:
        print(f"| {what} | {'not run: ' + left_out[name] if name in left_out else 'failed'} | |")
        continue
    value = figures[name]
    text = f"{value:.2f} ×" if unit == "×" else f"{value:.1f} {unit}"
    if target is None:
        print(f"| {what} | {text} | shown beside |")
        continue
    sign = "≤" if kind == "most" else "≥"
    good = value <= target if kind == "most" else value >= target
    print(f"| {what} | {text}{'' if good else ' — missed'} | {sign} {target:g} {unit} |")
