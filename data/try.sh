#!/bin/sh
# Installs what is missing, builds, and opens the window on a village to practise in. Without a display it says so and draws the
# village's boards as PDF instead. Nothing of a real village is touched.
set -eu
cd "$(dirname "$0")/.."
build=${XIANGYUE_BUILD:-$(pwd)/build}/try
sh tests/install.sh build
# quietly COMMAND…: what it says is shown only when it fails.
quietly() {
  said=$("$@" 2>&1) || { echo "$said" | tail -20; exit 1; }
}
[ -f "$build/build.ninja" ] || quietly meson setup "$build" -Dtests=false
quietly ninja -C "$build"

export XIANGYUE_DATA="$build/practice" XIANGYUE_LOCALEDIR="$build/po"
export GSETTINGS_SCHEMA_DIR="$build/data"
mkdir -p "$XIANGYUE_DATA"
cli="$build/src/cli/xiangyue-cli"
village="$XIANGYUE_DATA/431399101201.xiangyue"
[ -f "$village" ] || "$cli" --db "$village" sample

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$build/src/app/xiangyue" "$village"
fi
out=${XIANGYUE_OUT:-$build}
"$cli" --db "$village" print points-board --period 2026Q3 --out "$out/points-board.pdf"
"$cli" --db "$village" print roster --out "$out/roster.pdf"
echo "There is no display here, so the window cannot open. The boards of the sample village are in:"
echo "  $out/points-board.pdf"
echo "  $out/roster.pdf"
