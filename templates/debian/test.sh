#!/bin/sh
# The packages in a fresh system of Debian's: test.sh OLD NEW
#   OLD, NEW: folders with the packages of two versions. Installed, upgraded, removed and purged in
#   a debootstrap of the release and from the mirror that this machine has its own packages from.
#   Needs root. KEEP=1 leaves the system there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
old=$(cd "$1" && pwd)
new=$(cd "$2" && pwd)
passed=0 failed=0
# ok NAME COMMAND…
ok() {
    name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "deb: $name: failed: $*"
        tail -5 "$work/said"
    fi
}
work=$(mktemp -d)
system=$work/system
leave() {
    umount "$system/proc" 2>/dev/null || true
    [ -n "${KEEP-}" ] && echo "deb: the system is in $system" || rm -rf "$work"
}
trap leave EXIT

# The machine's own release and mirror, as apt has them.
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Suite: $release" | head -1)
[ -n "$mirror" ] || mirror=$(apt-get indextargets --format '$(REPO_URI)' | head -1)
[ -n "$mirror" ] || { echo "deb: apt knows no mirror here: run apt-get update"; exit 1; }

if command -v lintian >"$work/said"; then
    for package in "$new"/*.deb; do
        ok "lintian is quiet about $(basename "$package")" sh -c \
            'said=$(lintian --allow-root --fail-on none "$1" 2>&1); echo "$said"; [ -z "$said" ]' sh "$package"
    done
else
    echo "deb: lintian is not installed: not asked"
fi
command -v systemd-analyze >"$work/said" && ok "the unit is well-formed" sh -c \
    '! systemd-analyze verify "$1" 2>&1 | grep "$1" | grep -v "not executable"' sh "$here/hongtou.service"

echo "deb: a fresh $release"
debootstrap --variant=minbase "$release" "$system" "$mirror" >"$work/log" 2>&1 || { tail -5 "$work/log"; exit 1; }
mount -t proc proc "$system/proc" 2>/dev/null || true
mkdir "$system/old" "$system/new"
cp "$old"/*.deb "$system/old/"
cp "$new"/*.deb "$system/new/"
inside() { chroot "$system" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
apt() { inside apt-get -o Acquire::Check-Valid-Until=false -y -q --no-install-recommends "$@"; }
ok "apt knows its mirror" apt update

# packages FOLDER: as they are called inside
packages() { (cd "$system" && ls "$1"/*.deb | sed 's,^,/,'); }
# shellcheck disable=SC2046
ok "it is installed" apt install $(packages old)
[ $failed = 0 ] || sed 's/^/    /' "$work/said" | tail -20
ok "a document is written" inside hongtou new 通知 -o /tmp/通知.xml
ok "and compiled" inside hongtou build /tmp/通知.xml
ok "into a PDF" sh -c '[ "$(head -c 5 "$1")" = %PDF- ]' sh "$system/tmp/通知.pdf"
ok "a workbook is written" inside hongtou new vehicles --xlsx -o /tmp/v.xlsx
ok "no library is missing" sh -c '! chroot "$1" sh -c "ldd /usr/bin/hongtou*" | grep "not found"' sh "$system"
ok "the desk has a user" inside getent passwd hongtou
for page in man1 zh_CN/man1; do
    ok "a manual page in $page" test -s "$system/usr/share/man/$page/hongtou.1.gz"
done
ok "bash completes" test -s "$system/usr/share/bash-completion/completions/hongtou"
ok "zsh completes" test -s "$system/usr/share/zsh/vendor-completions/_hongtou"
ok "fish completes" test -s "$system/usr/share/fish/vendor_completions.d/hongtou.fish"
ok "the unit is there" test -s "$system/lib/systemd/system/hongtou.service"
ok "the schema is there" test -s "$system/usr/share/hongtou/schema/hongtou.zh.xsd"

# What the office set up, and what it put there.
echo 'profile = 青禾县' >>"$system/etc/hongtou/hongtou.conf"
inside hongtou new profile -o /etc/hongtou/青禾县.xml >"$work/said"
echo 巡查专班 >"$system/etc/hongtou/phrases.txt"
cp "$system/usr/share/hongtou/fonts/free/FandolKai-Regular.otf" "$system/etc/hongtou/fonts/simkai.ttf"
mkdir -p "$system/var/lib/hongtou/documents"
cp "$system/tmp/通知.xml" "$system/var/lib/hongtou/documents/"
ok "its fonts are found" sh -c 'chroot "$1" env LC_ALL=C.UTF-8 hongtou fonts | grep -q /etc/hongtou/fonts/simkai.ttf' sh "$system"
ok "its settings hold" sh -c 'chroot "$1" env LC_ALL=C.UTF-8 hongtou config /tmp | grep -q "^profile = 青禾县 "' sh "$system"
kept() {
    ok "its settings stay when the package is $1" grep -q '^profile = 青禾县' "$system/etc/hongtou/hongtou.conf"
    office "$1"
}
office() {
    ok "its profile stays when the package is $1" test -s "$system/etc/hongtou/青禾县.xml"
    ok "its phrases stay when the package is $1" grep -q 巡查专班 "$system/etc/hongtou/phrases.txt"
    ok "its fonts stay when the package is $1" test -s "$system/etc/hongtou/fonts/simkai.ttf"
    ok "its documents stay when the package is $1" test -s "$system/var/lib/hongtou/documents/通知.xml"
}

# shellcheck disable=SC2046
ok "it is upgraded" apt -o DPkg::Options::=--force-confdef -o DPkg::Options::=--force-confold \
    install $(packages new)
ok "to the new version" sh -c '[ "$(chroot "$1" dpkg-query -W -f "\${Version}" hongtou)" = "$(dpkg-deb -f "$2"/hongtou_*.deb Version)" ]' sh "$system" "$new"
kept upgraded
ok "documents are compiled" inside hongtou build /tmp/通知.xml --force

ok "it is removed" apt remove hongtou hongtou-fonts
ok "the program is gone" test ! -e "$system/usr/bin/hongtou" -a ! -e "$system/usr/share/hongtou"
kept removed
ok "it is purged" apt purge hongtou hongtou-fonts
ok "the package's settings are gone" test ! -e "$system/etc/hongtou/hongtou.conf" -a ! -e "$system/etc/default/hongtou"
office purged
ok "dpkg is well" sh -c '[ -z "$(chroot "$1" dpkg --audit)" ]' sh "$system"
echo "deb: $passed passed, $failed failed"
[ $failed = 0 ]
