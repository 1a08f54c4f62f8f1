#!/bin/sh
# run.sh JOURNEY.py BUILD: a journey on a bus of its own.
set -eu
here=$(dirname "$0")
export PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1 NO_AT_BRIDGE=0
exec dbus-run-session -- /usr/bin/python3 "$1" "$2"
