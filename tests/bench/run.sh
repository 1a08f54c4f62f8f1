#!/bin/sh
# run.sh BUILD: runs every bench and prints one table. Each row is a ratio, or a figure beside a control, of one run.
set -eu
build=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XIANGYUE_DATA="$work/data" XDG_CONFIG_HOME="$work/config" XIANGYUE_LOCALEDIR="$build/po" XIANGYUE_LIBEXECDIR="$build/src/tabular"
export GSETTINGS_SCHEMA_DIR="$build/data" GSETTINGS_BACKEND=memory GTK_A11Y=none LC_ALL=zh_CN.UTF-8
for bench in insert find rank import export print; do
  "$build/tests/bench/bench-$bench" >>"$work/figures" 2>/dev/null || echo "bench-$bench failed" >&2
done
if [ -x "$build/tests/bench/bench-window" ]; then
  "$build/src/cli/xiangyue-cli" --db "$work/small.xiangyue" sample --households 100 --years 1 --entries 1000 >/dev/null
  "$build/src/cli/xiangyue-cli" --db "$work/big.xiangyue" sample --households 27000 --years 2 --entries 1000000 >/dev/null
  dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" \
    "$build/tests/bench/bench-window" "$work/big.xiangyue" "$work/small.xiangyue" >>"$work/figures" 2>/dev/null
fi
exec python3 "$here/table.py" "$work/figures"
