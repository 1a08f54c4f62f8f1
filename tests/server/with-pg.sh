#!/bin/sh
# with-pg.sh [--safe] PROGRAM ARGUMENTS…: runs PROGRAM with XIANGYUE_TEST_PG naming a PostgreSQL of its own, which is made for
# it in a temporary folder, listens on a socket there only, and is gone afterwards. --safe: with fsync, for a bench.
# Where PostgreSQL is not installed a test is skipped, and a bench runs without XIANGYUE_TEST_PG.
set -u
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
# PostgreSQL refuses to be root.
as=
[ "$(id -u)" != 0 ] || as="setpriv --reuid=postgres --regid=postgres --clear-groups"
# In some containers /dev/null is root's alone, and PostgreSQL's tools write to it: then with another one, seen from here only.
if [ -n "$bin$as" ] && [ -z "${XIANGYUE_OWN_NULL:-}" ] && ! $as sh -c ': >/dev/null' 2>&-; then
  XIANGYUE_OWN_NULL=1 exec unshare -m sh "$0" "$@"
fi

fsync=off
[ "$1" != --safe ] || { fsync=on; shift; }
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  [ $fsync = off ] || exec "$@"
  echo "1..0 # SKIP PostgreSQL is not installed"
  case $1 in *python3) exit 77 ;; *) exit 0 ;; esac
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/xiangyue-pg.XXXXXX")
stop() {
  $as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >"$folder/stop" 2>&1
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP
[ -z "${XIANGYUE_OWN_NULL:-}" ] || { mknod -m 666 "$folder/null" c 1 3 && mount --bind "$folder/null" /dev/null; }

PGPASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export PGPASSWORD
(umask 077 && printf %s "$PGPASSWORD" >"$folder/word")
[ -z "$as" ] || chown postgres:postgres "$folder" "$folder/word"
(
  cd "$folder" &&
    $as "$bin/initdb" -D "$folder/data" -U postgres -A scram-sha-256 --pwfile="$folder/word" -E UTF8 --locale=C --no-sync &&
    $as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
      -o "-c listen_addresses= -c unix_socket_directories=$folder -c fsync=$fsync" start
) >"$folder/start" 2>&1 || { cat "$folder/start" "$folder/log" >&2; exit 99; }
# The server's role is no superuser, so that the rules for rows bind it.
"$bin/psql" -q -h "$folder" -U postgres -d postgres -c "CREATE ROLE xiangyue LOGIN PASSWORD '$PGPASSWORD'" \
  -c "CREATE DATABASE county OWNER xiangyue" >"$folder/start" 2>&1 || { cat "$folder/start" >&2; exit 99; }
XIANGYUE_TEST_PG="postgresql:host=$folder user=xiangyue dbname=county"
export XIANGYUE_TEST_PG
"$@"
