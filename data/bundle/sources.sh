#!/bin/sh
# The libraries that the Flatpak builds beside Xiangyue, as Debian's sources have them, into data/bundle/sources: needs deb-src lines.
set -eu
cd "$(dirname "$0")"
mkdir -p sources
for name in fcitx5-gtk libsodium qrencode libzip libxlsxwriter; do
  [ -d "sources/$name" ] && continue
  work=$(mktemp -d)
  (cd "$work" && apt-get source "$name" >/dev/null)
  mv "$work"/*/ "sources/$name"
  rm -rf "$work"
done
