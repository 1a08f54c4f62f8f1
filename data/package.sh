#!/bin/sh
# Makes the Debian package of what is committed: sh data/package.sh [FOLDER]. The .deb is in FOLDER (build/package) then.
# Needs debhelper and dpkg-dev beside what data/try.sh installs.
set -eu
cd "$(dirname "$0")/.."
out=$(mkdir -p "${1:-build/package}" && cd "${1:-build/package}" && pwd)
version=$(sed -n "s/^  version: '\(.*\)',/\1/p" meson.build)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/xiangyue-$version
mkdir "$tree"
git archive HEAD | tar -x -C "$tree"
mv "$tree/data/debian" "$tree/debian"
sed "s/@version@/$version/; s/@date@/$(git log -1 --format=%cD)/" "$tree/debian/changelog.in" >"$tree/debian/changelog"
rm "$tree/debian/changelog.in"
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign >"$out/package.log" 2>&1) || { tail -40 "$out/package.log"; exit 1; }
mv "$work"/*.deb "$out"
echo "$out/$(cd "$out" && ls -t xiangyue_*.deb | head -1)"
