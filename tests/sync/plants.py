#!/usr/bin/env python3
"""Is the simulator any good? Plants a known fault, one after the other, and counts the seeds until it is found.

   python3 tests/sync/plants.py BUILD [--seeds N] [--only NAME…] [--table]

Each fault is one file with one text replaced by another, compiled beside the build and linked before its library. A text
that is no longer there is an error: the fault must be planted anew. A fault that is not found is a hole in the
simulator. What a simulated village cannot come to, as a program that is replaced by a newer one, is named with the test
that finds it."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

# Name (the story that it belongs to), file, text, what is put there instead; the test, where it is not the simulator's.
PLANTS = [
    ("chain-unchecked-by-device", "src/sync/machine.c",
     "  if (!same_history (event))\n    return begin_fork (machine, event);\n  if (event->answer->last < machine->acked)",
     "  if (event->answer->last < machine->acked)"),
    ("cursor-before-rows", "src/sync/machine.c", "  if (page->more)\n    return pull (machine, XY_DO_STAGE);",
     "  machine->cursor = page->to;\n  if (page->more)\n    return pull (machine, 0);"),
    ("fork-forgets-what-waits", "src/sync/session.c", "step->local.first += step->session->local.machine.acked;",
     "step->local.first += event->max;"),
    ("fork-forgets-what-a-county-lost", "src/sync/session.c",
     "  if ((todo & XY_DO_RENUMBER) != 0 && g_str_equal (step->local.machine.epoch, step->session->local.machine.epoch))",
     "  if ((todo & XY_DO_RENUMBER) != 0)"),
    ("epoch-keeps-cursor", "src/sync/machine.c", "  machine->cursor = 0;\n  machine->staged = 0;\n  machine->old", "  machine->old"),
    ("epoch-sends-nothing-again", "src/sync/machine.c",
     "      forget_last (machine);\n    }\n  else if", "    }\n  else if"),
    ("epoch-keeps-results", "src/server/inbox-receipt.c", "epoch ? ask->acked + 1 : 1", "ask->acked + 1"),
    ("retry-only-when-wanted", "src/sync/machine.c", "event->wanted || event->now >= machine->next_at",
     "event->wanted || machine->failures == 0"),
    ("pending-not-replayed", "src/sync/apply.c", "AND op.n > ?2 ", "AND op.n > ?2 + 1000000 "),
    ("tombstones-ignored", "src/sync/apply.c", "  record->deleted = row->gone;", "  record->deleted = FALSE;"),
    ("one-row-too-few", "src/sync/apply.c", "WHERE tbl = ?1 ORDER BY seq\"", "WHERE tbl = ?1 ORDER BY seq LIMIT 5\""),
    ("sum-of-push-unchecked", "src/sync/wire.c", "  xy_wire_chain (sum, first, first_length);\n  if (memcmp (sum, claimed, XY_HASH_SIZE) != 0)",
     "  if (FALSE)"),
    ("chain-unchecked-by-county", "src/server/push.c", "  if (memcmp (hash_behind (push, from), there, XY_HASH_SIZE) != 0)", "  if (FALSE)"),
    ("answer-before-commit", "src/server/push.c", "  memcpy (answer->hash, device->hash, XY_HASH_SIZE);\n  return xy_batch_commit (&batch, error);",
     "  memcpy (answer->hash, device->hash, XY_HASH_SIZE);\n  if (batch.head % 7 == 0)\n    {\n      xy_batch_rollback (&batch);\n      return TRUE;\n    }\n  return xy_batch_commit (&batch, error);"),
    ("later-wins-silently", "src/server/decide-patch.c", "  return field->seq > patch->base &&", "  return FALSE && field->seq > patch->base &&"),
    ("conflict-not-shown", "src/server/decide-patch.c",
     "return xy_batch_write_own (patch->batch, CONFLICT_TABLE, &conflict, FALSE, body, error);", "return TRUE;"),
    ("edit-after-deletion-lost", "src/server/decide-patch.c",
     "  return xy_error_pass (error, &problem) ? mentions_del || !patch->deleted || revive (patch, error) : FALSE;",
     "  if (patch->deleted)\n    g_string_assign (patch->taken, \"{\");\n  return xy_error_pass (error, &problem);"),
    ("returned-not-shown", "src/server/batch.c", "         || write_returned (batch, n, text, op, decision, error);", "         || TRUE;"),
    ("number-given-twice", "src/server/batch.c", "  return ++batch->head;", "  return batch->head += batch->head % 50 != 7;"),
    ("old-receipt-counts", "src/sync/machine.c", "  else if (answer->last < machine->acked || answer->head < machine->cursor)\n    return carried (XY_CARRIED_OLD);", ""),
    ("receipt-of-another-history-taken", "src/sync/machine.c",
     "  if (!same_history (event) || event->asked->acked > machine->acked)\n    return split", "  if (event->asked->acked > machine->acked)\n    return split"),
    ("receipt-loses-its-results", "src/sync/machine.c",
     "  else\n    todo = XY_DO_KEEP_RESULTS;\n  take_last (machine, answer);\n  return take_carried (machine, todo);",
     "  take_last (machine, answer);\n  return take_carried (machine, todo);"),
    ("page-skips-a-row", "src/server/pull.c", "      *last = xy_base_rows_int (rows, 0);", "      *last = xy_base_rows_int (rows, 0) + 1;"),
    ("answer-before-the-disk-has-it", "src/core/db.c", "PRAGMA synchronous = FULL;", "PRAGMA synchronous = OFF;"),
    ("state-kept-before-commit", "src/sync/session.c", "  if (!xy_store_receive (session->store, do_step, &step, error))\n    return FALSE;\n  session->local = step.local;",
     "  session->local = step.local;\n  if (!xy_store_receive (session->store, do_step, &step, error))\n    return FALSE;"),
    ("brake-lets-all-through", "src/sync/session.c", "  if (!stop)\n    return xy_apply", "  if (TRUE)\n    return xy_apply"),
    ("lost-answers-not-asked", "src/sync/machine.c", "  if (answer->last > machine->acked)\n    {\n      machine->phase = XY_PHASE_RESULTS;",
     "  if (answer->last > machine->acked)\n    take_last (machine, answer);\n  if (FALSE)\n    {\n      machine->phase = XY_PHASE_RESULTS;"),
    ("page-unchecked", "src/sync/wire.c", "  xy_sha256 (sum, text, (gsize) (last - text), \"\", 0);\n  if (memcmp (sum, claimed, XY_HASH_SIZE) != 0)",
     "  if (FALSE)"),
    ("newer-field-dropped", "src/sync/apply.c", "  return names->len == 0\n", "  return names->len < 9999\n"),
    ("newer-table-dropped", "src/sync/apply.c", "json_set (body, '$.del', gone) FROM sync_staged\"", "json_set (body, '$.del', gone) FROM sync_staged WHERE tbl GLOB '_quar*' OR tbl GLOB '_conf*'\""),
    ("refused-row-forgotten", "src/sync/apply.c", "  return retry (txn, newest, error)\n         && ", "  return (retry != NULL)\n         && ",
     "sync/test-session"),
    ("deletions-without-brake", "src/server/decide.c", "  *mass = before + GPOINTER_TO_INT", "  *mass = FALSE && before + GPOINTER_TO_INT"),
    ("deletions-counted-by-push", "src/server/decide.c", "  *mass = before + GPOINTER_TO_INT", "  *mass = GPOINTER_TO_INT"),
    ("page-of-all-villages", "src/server/pull.c", "FROM rec WHERE sid = ?1 AND seq > ?2 AND", "FROM rec WHERE (sid = ?1 OR sid > 0) AND seq > ?2 AND"),
    ("revoked-goes-on", "src/server/store.c", "  return (device->revoked && !store->aside)", "  return (FALSE && !store->aside)"),
    ("history-of-before-taken", "src/server/push.c", "  if (!g_str_equal (head->epoch, store->epoch))", "  if (FALSE)"),
    ("bases-of-before-believed", "src/server/decide-patch.c", "op->n <= batch->old ? MIN (op->base, batch->same_upto) : op->base", "op->base"),
    ("waiting-forgotten", "src/server/batch.c", "  if (batch->n_waiting == 0 || op->kind", "  if (batch->n_waiting >= 0 || op->kind"),
    ("bad-line-stops-all", "src/server/push.c", "  if (line->flaw != XY_WIRE_FINE || line->op.n != n)\n    {\n",
     "  if (line->flaw != XY_WIRE_FINE || line->op.n != n)\n    {\n      g_set_error (error, XY_ERROR, XY_ERROR_FAILED, \"bad\");\n      return FALSE;\n"),
    ("overdraft-not-said", "src/server/rules.c", "points >= 0 || change >= 0)", "points >= 0 || change <= 0)"),
    ("vote-closed-over-others", "src/server/rules.c", "contested->len == 0 && g_str_equal (seal, here)", "contested->len == 0"),
    ("contested-voice-counted", "src/server/rules.c", "contested->len == 0 && g_str_equal (seal, here)", "g_str_equal (seal, here)"),
    ("voice-behind-the-closing", "src/server/rules.c", "  if (closed != NULL)\n    xy_decision_set", "  if (FALSE)\n    xy_decision_set"),
    ("bylaw-goes-any-way", "src/server/rules.c", "  if (!fine)\n    xy_decision_set", "  if (FALSE)\n    xy_decision_set"),
    ("reviewed-text-changed", "src/server/rules.c", "  if (stage_of (rule->way, steps) > rule->last)\n", "  if (FALSE)\n"),
    ("returned-not-given-back", "src/server/rules.c", "decision->kind != XY_RESULT_REJECTED || give_back (&look, error)", "give_back != NULL"),
    ("answered-twice-other-number", "src/server/store.c", "  if (*device != 0)\n    return TRUE;", "  if (*device == 1)\n    return TRUE;"),
    ("sent-again-is-another", "src/server/decide-patch.c", "  *same = found != 0;\n", "  *same = FALSE && found != 0;\n"),
    ("own-pending-lost-by-fork", "src/sync/machine.c", "    machine->old = MAX (machine->old - machine->acked, 0);", "    machine->old = 0;",
     "sync/test-session"),
    ("answer-forgets-what-a-stick-brought", "src/server/push.c",
     "xy_server_results_read (store, &device, head->from, device.last, answer, error)",
     "xy_server_results_read (store, &device, head->from, from, answer, error)"),
    ("new-number-keeps-results", "src/sync/machine.c", "    todo |= XY_DO_FORGET_RESULTS;", "    todo |= 0;",
     "sync/test-session"),
    ("taken-back-unheard", "src/server/fix.c",
     "  *taken = FALSE;\n  if (op->fixes_device == 0 ||", "  *taken = FALSE;\n  if (TRUE ||",
     "server/test-store"),
    ("lost-not-offered", "src/sync/salvage.c", "  if (!lost)\n    return TRUE;", "  if (!lost || TRUE)\n    return TRUE;"),
    ("salvaged-is-news", "src/server/decide-patch.c", "patch->op->salvaged ? 0 : patch->decision->seq", "patch->decision->seq",
     "server/test-store"),
    ("author-undoes-what-was-salvaged", "src/server/decide-patch.c", "(!patch->late || derived) &&", "(!patch->late || TRUE) &&",
     "server/test-store"),
    ("said-again-is-news", "src/server/decide-patch.c", "field->same && !deletes && is_of_before (patch)", "FALSE && is_of_before (patch)",
     "server/test-store"),
    ("salvaged-wins", "src/server/decide-patch.c", "  if (patch->op->salvaged || (known", "  if ((known", "server/test-store"),
    ("clock-stops-the-line", "src/sync/machine.c", "              || machine->next_at - event->now > MAX (XY_MACHINE_PAUSE_MOST, XY_MACHINE_INTERVAL)))", "              ))"),
]

parser = argparse.ArgumentParser()
parser.add_argument("build", type=pathlib.Path)
parser.add_argument("--seeds", type=int, default=300)
parser.add_argument("--jobs", type=int, default=os.cpu_count())
parser.add_argument("--table", action="store_true", help="closes with the table for CONTRIBUTING.md")
parser.add_argument("--check", action="store_true", help="only look whether each can still be planted")
parser.add_argument("--only", dest="names", nargs="+", default=[])
arguments = parser.parse_args()
root = pathlib.Path(__file__).resolve().parents[2]
build = arguments.build.resolve()
commands = {pathlib.Path(build, entry["file"]).resolve(): entry["command"]
            for entry in json.loads((build / "compile_commands.json").read_text())}
# What a fault of the machine does is seen soon.
MODELS = [["--most", "1000000", "--restore", "1", "--copy"]]


def link_command(program):
    return subprocess.run(["ninja", "-C", build, "-t", "commands", f"tests/{program}"],
                          capture_output=True, text=True, check=True).stdout.splitlines()[-1]


links = {program: link_command(program) for program in ("sync/simulate", "sync/model", *{plant[4] for plant in PLANTS if plant[4:]})}


def pattern_of(old):
    return re.sub(r"(\\?\s)+", lambda match: r"\s+", re.escape(old))


def count_text(file, old):
    return len(re.findall(pattern_of(old), (root / file).read_text(encoding="utf-8")))


def plant(folder, file, old, new):
    """Compiles FILE with NEW for OLD."""
    source = root / file
    text = source.read_text(encoding="utf-8")
    pattern = pattern_of(old)
    if len(re.findall(pattern, text)) != 1:
        raise SystemExit(f"{file}: there is no single {old!r} any longer")
    changed = folder / source.name
    changed.write_text(re.sub(pattern, lambda match: new, text), encoding="utf-8")
    words = shlex.split(commands[source])
    words[words.index("-c") + 1] = str(changed)
    words[words.index("-o") + 1] = str(folder / "planted.o")
    subprocess.run(words + ["-Wno-error", "-w"], cwd=build, check=True)


def link(folder, program):
    """Links PROGRAM with what was planted in the place of its library's."""
    words = shlex.split(links[program])
    planted = folder / pathlib.Path(program).name
    words[words.index("-o") + 1] = str(planted)
    words[words.index("-o") + 2:words.index("-o") + 2] = [str(folder / "planted.o"), "-Wl,--allow-multiple-definition"]
    subprocess.run(words, cwd=build, check=True)
    return planted


def look_for(fault):
    """What is found of FAULT: after how many seeds, or by what else, None where it is not; and what was said."""
    name, file, old, new, *tests = fault
    with tempfile.TemporaryDirectory() as path:
        folder = pathlib.Path(path)
        plant(folder, file, old, new)
        seeds = 1 if tests else arguments.seeds
        run = subprocess.run([link(folder, "sync/simulate"), "--seed", "1", "--seeds", str(seeds)],
                             capture_output=True, text=True, env=os.environ | {"G_DEBUG": "fatal-criticals"})
        modelled = ""
        if file.endswith("machine.c"):
            models = [subprocess.run([link(folder, "sync/model"), *options], capture_output=True, text=True) for options in MODELS]
            said = [model.stdout.split(", by")[0] for model in models if model.returncode]
            modelled = f"; the model: {said[0]}" if said else "; not by the model"
        tested = [test for test in tests if subprocess.run([link(folder, test)], capture_output=True, cwd=build).returncode]
    if tests:
        return (tested or [None])[0], f"{name}: {'found by ' + tested[0] if tested else 'NOT FOUND by ' + tests[0]}"
    found = re.search(r"number (\d+) of this run\): (.*)", run.stdout)
    if found:
        return int(found[1]), f"{name}: seed {found[1]}: {found[2][:70]}{modelled}"
    if run.returncode != 0:
        return "the program stops", f"{name}: it does not run on: {(run.stderr.strip().splitlines() or ['?'])[-1][:80]}{modelled}"
    return None, f"{name}: NOT FOUND in {arguments.seeds} seeds{modelled}"


if arguments.check:
    stale = [f"{name}: {file}" for name, file, old, *_ in PLANTS if count_text(file, old) != 1]
    print("\n".join(f"{line}: what it changes is no longer there" for line in stale) or f"{len(PLANTS)} can be planted")
    sys.exit(bool(stale))


def print_table(found):
    """What was found after how many seeds, or by which test: few lines."""
    print("| Seeds | Faults |\n|---|---|")
    seeds = sorted((n, name) for name, n in found.items() if isinstance(n, int))
    for low, high in ((1, 1), (2, 3), (4, 10), (11, 30), (31, 100), (101, 1000)):
        names = [name if low == high else f"{name} {n}" for n, name in seeds if low <= n <= high]
        if names:
            print(f"| {low if low == high else f'{low}–{high}'} | {', '.join(names)} |")
    for test in sorted({n for n in found.values() if isinstance(n, str)}):
        print(f"| {test} | {', '.join(name for name, n in found.items() if n == test)} |")


chosen = [fault for fault in PLANTS if not arguments.names or fault[0] in arguments.names]
results = {}
with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
    for fault, (by, said) in zip(chosen, pool.map(look_for, chosen)):
        results[fault[0]] = by
        print(said, flush=True)
missed = sum(by is None for by in results.values())
if arguments.table:
    print_table(results)
print(f"{len(chosen)} planted, {missed} not found")
sys.exit(missed > 0)
