#!/bin/sh
# run.sh BUILD: runs every bench and prints one table. Each row is a ratio, or a figure beside a control, of one run.
# A bench that fails or hangs costs only its own rows: the table says so, and what it said is shown below.
set -u
build=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XIANGYUE_DATA="$work/data" XDG_CONFIG_HOME="$work/config" XIANGYUE_LOCALEDIR="$build/po" XIANGYUE_LIBEXECDIR="$build/src/tabular"
export GSETTINGS_SCHEMA_DIR="$build/data" GSETTINGS_BACKEND=memory GTK_A11Y=none LC_ALL=zh_CN.UTF-8
: >"$work/figures"

# measure NAME SECONDS COMMAND…: its figures, and its complaints where it failed
measure() {
  name=$1
  seconds=$2
  shift 2
  timeout -k 5 "$seconds" "$@" >>"$work/figures" 2>"$work/$name.log" && return
  echo "$name failed or took more than $seconds s"
  tail -5 "$work/$name.log"
}

# sample NAME OPTIONS…: a village to measure with
sample() {
  name=$1
  shift
  timeout 400 "$build/src/cli/xiangyue-cli" --db "$work/$name.xiangyue" sample "$@" >/dev/null 2>"$work/$name.log" && return
  echo "The village $name could not be made:"
  tail -5 "$work/$name.log"
  return 1
}

for bench in insert find rank hygiene redline meeting import export print report; do
  measure "bench-$bench" 240 "$build/tests/bench/bench-$bench"
done >"$work/failures" 2>&1
[ -x "$build/tests/bench/bench-sync" ] &&
  measure bench-sync 600 sh "$here/../server/with-pg.sh" --safe python3 "$here/sync.py" "$build" >>"$work/failures" 2>&1
if [ -x "$build/tests/bench/bench-window" ]; then
  sample small --households 100 --years 1 --entries 1000 && sample few --households 27000 --years 2 --entries 1000 &&
    sample big --households 27000 --years 2 --entries 1000000 &&
    measure bench-window 400 dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" \
      "$build/tests/bench/bench-window" "$work/big.xiangyue" "$work/few.xiangyue" "$work/small.xiangyue"
  [ -f "$work/big.xiangyue" ] && measure bench-today 60 "$build/tests/bench/bench-today" "$work/big.xiangyue"
  sample middle --households 300 --years 1 &&
    measure bench-typing 120 dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" \
      "$build/tests/bench/bench-typing" "$work/middle.xiangyue"
  [ -f "$work/middle.xiangyue" ] &&
    measure bench-minutes 120 dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" \
      "$build/tests/bench/bench-minutes" "$work/middle.xiangyue"
  sample meetings --households 300 --years 1 && "$build/tests/bench/bench-meeting" "$work/meetings.xiangyue" >/dev/null &&
    measure bench-pages 120 dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" \
      "$build/tests/bench/bench-window" --meetings "$work/meetings.xiangyue"
fi >>"$work/failures" 2>&1
python3 "$here/table.py" "$work/figures"
cat "$work/failures"
[ ! -s "$work/failures" ]
