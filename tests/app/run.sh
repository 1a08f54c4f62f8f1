#!/bin/sh
# run.sh PROGRAM ARGS…: on a display of its own, without a bus.
set -eu
export GTK_A11Y=test DBUS_SESSION_BUS_ADDRESS=disabled:
exec xvfb-run -a -s "-screen 0 1366x768x24 -nolisten tcp" "$@"
