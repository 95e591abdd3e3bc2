#!/bin/sh
# Two packages of what `make install` gives: build.sh STAGE FOLDER [REVISION]
#   STAGE: where DESTDIR was, with PREFIX=/usr; FOLDER: where the .deb files go; REVISION: +1 …
# By dpkg-deb and dpkg-shlibdeps alone, on any architecture that Debian has. Needs no root.
set -eu
stage=$(cd "$1" && pwd)
mkdir -p "$2"
to=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
upstream=$(sed -n 's/.*HONGTOU_VERSION "\(.*\)"/\1/p' "$root/generator/base/version.h")
version=$upstream${3-}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
umask 022

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
main=$work/hongtou fonts=$work/hongtou-fonts

# What a document needs on the machine; the library for programmers is none of it.
mkdir -p "$main/usr" "$fonts/usr/share/hongtou/fonts"
cp -R "$stage/usr/bin" "$stage/usr/share" "$main/usr/"
mv "$main/usr/share/hongtou/fonts/free" "$fonts/usr/share/hongtou/fonts/free"
rm -rf "$fonts/usr/share/hongtou/fonts/free/.glyphs"
strip --strip-unneeded "$main"/usr/bin/*

install -D -m 644 "$here/hongtou.service" "$main/lib/systemd/system/hongtou.service"
install -D -m 644 "$here/hongtou.sysusers" "$main/usr/lib/sysusers.d/hongtou.conf"
install -D -m 644 "$here/hongtou.default" "$main/etc/default/hongtou"
install -D -m 644 "$here/hongtou.conf" "$main/etc/hongtou/hongtou.conf"
mkdir -p "$main/usr/share/zsh/vendor-completions"
mv "$main/usr/share/zsh/site-functions/_hongtou" "$main/usr/share/zsh/vendor-completions/"
rmdir "$main/usr/share/zsh/site-functions"
for companion in exchange desk; do
    echo '.so man1/hongtou.1' >"$main/usr/share/man/man1/hongtou-$companion.1"
done
find "$main/usr/share/man" -name '*.1' -exec gzip -9n {} +

# control FILE STANZA SIZE: the stanza of a package with what only the build knows
control() {
    awk -v wanted="$2" 'BEGIN { RS = ""; ORS = "\n" } $2 == wanted' "$here/control" |
        sed "s/@VERSION@/$version/; s/@UPSTREAM@/$upstream/; s/@SIZE@/$3/
             s/@ARCHITECTURE@/$(dpkg --print-architecture)/; s/@DEPENDS@/${depends-}/" >"$1"
}
# finish FOLDER PACKAGE: documents, checksums and the .deb
finish() {
    docs=$1/usr/share/doc/$2
    mkdir -p "$docs" "$1/DEBIAN" "$1/usr/share/lintian/overrides"
    cp "$here/copyright" "$docs/copyright"
    cp "$here/$2.lintian-overrides" "$1/usr/share/lintian/overrides/$2"
    printf '%s (%s) unstable; urgency=medium\n\n  * The program of this version.\n\n -- %s  %s\n' \
        hongtou "$version" "hongtou <hongtou@localhost.localdomain>" \
        "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$docs/changelog.gz"
    find "$1" -mindepth 1 ! -type l -exec chmod u+rw,go-w,a+rX {} +
    control "$1/DEBIAN/control" "$2" "$(du -k -s --apparent-size "$1" | cut -f 1)"
    (cd "$1" && find . -type f ! -path './DEBIAN/*' -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
    [ ! -d "$1/etc" ] || (cd "$1" && find etc -type f -printf '/%p\n' | LC_ALL=C sort >DEBIAN/conffiles)
    dpkg-deb --root-owner-group -Zgzip -z4 --build "$1" "$to" >"$work/said" || { cat "$work/said"; exit 1; }
}

mkdir -p "$work/source/debian"
printf 'Source: hongtou\n\nPackage: hongtou\nArchitecture: any\n' >"$work/source/debian/control"
depends=$(cd "$work/source" && dpkg-shlibdeps -O "$main"/usr/bin/* 2>"$work/said" | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || { cat "$work/said"; exit 1; }
# Those that are loaded when they are needed, which no program names in its head.
for library in $(make -s --no-print-directory -C "$root" late); do
    package=$(dpkg-query -S "*/$library" | sed 's/:.*//' | sort -u)
    case ", $depends" in *", $package "*) ;; *) depends="$depends, $package" ;; esac
done
install -D -m 755 "$here/postinst" "$main/DEBIAN/postinst"
install -m 755 "$here/prerm" "$here/postrm" "$main/DEBIAN/"
install -D -m 755 "$here/fonts.postrm" "$fonts/DEBIAN/postrm"
finish "$main" hongtou
finish "$fonts" hongtou-fonts
ls "$to"/hongtou*_"$version"_*.deb
