#!/usr/bin/env python3
"""count.py testlog.json: prints how many tests passed and failed, subtests counted where the test reports them."""
import json
import re
import sys

passed = failed = 0
for line in open(sys.argv[1], encoding="utf-8"):
    test = json.loads(line)
    output = test.get("stdout") or ""
    good = len(re.findall(r"^ok \d+", output, re.M))
    bad = len(re.findall(r"^not ok \d+", output, re.M))
    if test["result"] in ("OK", "EXPECTEDFAIL"):
        passed += max(good, 1)
    elif test["result"] != "SKIP":
        passed += good
        failed += max(bad, 1)
print(passed, failed)
