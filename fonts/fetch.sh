#!/bin/sh
# Puts the free fonts into fonts/free/, taken out of Debian's packages without installing them:
# no root, the same files on every machine. Does nothing when all are there.
set -eu
cd "$(dirname "$0")"
mkdir -p free

# package, path of the font in it
wanted() {
    cat <<'LIST'
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf
texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolKai-Regular.otf
fonts-arphic-gkai00mp usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf
fonts-liberation2 usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf
fonts-babelstone-han usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf
fonts-hanazono usr/share/fonts/truetype/hanazono/HanaMinA.ttf
fonts-hanazono usr/share/fonts/truetype/hanazono/HanaMinB.ttf
LIST
}

packages=$(wanted | while read -r package path; do
    [ -s "free/$(basename "$path")" ] || echo "$package"
done | sort -u)
[ -n "$packages" ] || exit 0

command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || {
    echo "hongtou: 没有 apt，请把下列字体文件放进 fonts/free/（或安装到系统字体文件夹）：" >&2
    echo "hongtou: there is no apt here; put these font files into fonts/free/:" >&2
    wanted | while read -r package path; do
        echo "    $(basename "$path")    (Debian: $package)" >&2
    done
    exit 1
}

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$temp"

for package in $packages; do
    echo "fetching fonts of $package"
    (cd "$temp" && apt-get download -q -o Acquire::Retries=3 "$package" >/dev/null 2>&1) || {
        if [ "$(id -u)" = 0 ]; then apt-get update -q >/dev/null; else sudo apt-get update -q >/dev/null; fi
        (cd "$temp" && apt-get download -q -o Acquire::Retries=3 "$package")
    }
    dpkg-deb -x "$temp/$package"_*.deb "$temp/$package"
    wanted | while read -r name path; do
        [ "$name" = "$package" ] || continue
        # a whole file or none: copied beside, then renamed
        cp "$temp/$package/$path" "free/.part"
        mv "free/.part" "free/$(basename "$path")"
    done
done
