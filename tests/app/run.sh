#!/bin/sh
# run.sh PROGRAM ARGS…: on a display of its own, as large as XIANGYUE_DISPLAY says, without a bus. What it puts aside goes with it.
set -eu
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 1' INT TERM
export GTK_A11Y=test GTK_IM_MODULE=simple DBUS_SESSION_BUS_ADDRESS=disabled:
xvfb-run -a -s "-screen 0 ${XIANGYUE_DISPLAY:-1366x768}x24 -nolisten tcp" "$@"
