#!/bin/sh
# Installs what is missing. sh tests/install.sh build|test: only what building and running needs, or the tests' needs too.
set -eu
list=$(dirname "$0")/packages.txt
case ${1:-test} in
build) names=$(sed '/^# test/,$d; /^#/d' "$list") ;;
*) names=$(sed '/^#/d' "$list") ;;
esac
missing=
for name in $names; do
  dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
root=
[ "$(id -u)" = 0 ] || root=sudo
echo "Installing:$missing"
$root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
