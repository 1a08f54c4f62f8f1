#!/bin/sh
# run.sh JOURNEY.py BUILD: a journey on a bus of its own.
set -eu
here=$(dirname "$0")
export PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1 NO_AT_BRIDGE=0
# Or two journeys at a time would share the bus of the accessibility tree.
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
dbus-run-session -- /usr/bin/python3 "$1" "$2"
