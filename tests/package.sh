#!/bin/sh
# The Debian package as an office meets it: made, looked over by lintian, installed on a bare Debian 12 in a chroot over the
# version before, opened on a village there, printed from, removed. Root only, for the chroot. sh tests/run.sh --package.
#   sh tests/package.sh FOLDER
set -eu
cd "$(dirname "$0")/.."
out=$(mkdir -p "$1" && cd "$1" && pwd)
need=
for name in debhelper dpkg-dev lintian debootstrap; do
  dpkg-query -W -f '${Status}' $name 2>/dev/null | grep -q 'install ok installed' || need="$need $name"
done
[ -z "$need" ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null

deb=$(sh data/package.sh "$out")
found=$(lintian --tag-display-limit 0 "$deb" "$out"/xiangyue-server_*.deb "$out"/xiangyue-common_*.deb 2>/dev/null | grep '^[EW]:' || true)
[ -z "$found" ] || { echo "$found"; exit 1; }
echo "lintian: nothing found"

# The version before is the same files under a lower number.
old=$out/old
rm -rf "$old" && dpkg-deb -R "$deb" "$old"
sed -i 's/^Version: .*/Version: 0.0.1/' "$old/DEBIAN/control"
dpkg-deb --root-owner-group -b "$old" "$out/before.deb" >/dev/null

bare=$out/bare
[ -f "$bare/ready" ] || { rm -rf "$bare"; debootstrap --variant=minbase bookworm "$bare" >"$out/debootstrap.log" 2>&1 && touch "$bare/ready"; }
cp /etc/resolv.conf "$bare/etc/resolv.conf"
cp "$deb" "$bare/tmp/now.deb"
for part in common server; do cp "$(ls -t "$out"/xiangyue-${part}_*.deb | head -1)" "$bare/tmp/$part.deb"; done
cp "$out/before.deb" "$bare/tmp/before.deb"
mountpoint -q "$bare/proc" || mount -t proc proc "$bare/proc"
trap 'umount "$bare/proc"' EXIT
cat >"$bare/tmp/office.sh" <<'END'
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends --allow-downgrades /tmp/common.deb /tmp/before.deb xvfb xauth xdotool dbus-x11 poppler-utils >/dev/null
id secretary >/dev/null 2>&1 || useradd -m secretary
office() { su secretary -c "LC_ALL=C.UTF-8 XIANGYUE_LANGUAGE=zh_CN $1"; }
rm -rf /home/secretary/.local/share/xiangyue /var/lib/xiangyue-server
office 'xiangyue-cli sample --households 60 --years 1 --seed 7 --no-papers'
office 'xiangyue-cli --json verify' >/tmp/verify.before
apt-get install -y -qq /tmp/now.deb >/dev/null
office 'xiangyue-cli --json verify' >/tmp/verify.after
cmp /tmp/verify.before /tmp/verify.after
office 'xiangyue-cli print roster --out /tmp/roster.pdf'
[ "$(pdfinfo /tmp/roster.pdf | sed -n 's/^Pages: *//p')" -ge 1 ]
pdffonts /tmp/roster.pdf | grep -q Noto
cat >/tmp/window.sh <<'W'
xiangyue &
for i in $(seq 60); do
  sleep 1
  window=$(xdotool search --name 石板溪村 2>/dev/null | head -1)
  [ -z "$window" ] || break
done
[ -n "$window" ] && kill -0 $! && echo "The window is open." && kill $!
W
# A display's number is taken on the whole machine, where the chroot does not see who has it.
office 'dbus-run-session -- xvfb-run -a -n 4100 sh /tmp/window.sh' | grep 'The window is open'
apt-get install -y -qq --no-install-recommends /tmp/server.deb >/dev/null
id xiangyue-server >/dev/null
mkdir -p /etc/xiangyue && printf '[server]\nlisten=127.0.0.1\n[limits]\ndisk-megabytes=0\n' >/etc/xiangyue/server.conf
install -d -m 700 -o xiangyue-server -g xiangyue-server /var/lib/xiangyue-server
LC_ALL=C.UTF-8 XIANGYUE_LANGUAGE=zh_CN xiangyue-server enroll-code 431399101201 | grep 登记
[ "$(stat -c %U /var/lib/xiangyue-server/county.db)" = xiangyue-server ]
apt-get remove -y -qq xiangyue-server >/dev/null
[ -f /var/lib/xiangyue-server/county.db ]
apt-get remove -y -qq xiangyue >/dev/null
! command -v xiangyue
[ -n "$(ls /home/secretary/.local/share/xiangyue/*.xiangyue)" ]
echo "Installed, upgraded, opened, printed, removed; the village is still there."
END
chroot "$bare" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 sh /tmp/office.sh
