#!/bin/sh
# Puts the free fonts into fonts/free/, taken out of Debian's packages without installing them:
# no root, the same files on every machine with the same Debian. Does nothing when all are there.
set -eu
cd "$(dirname "$0")"
mkdir -p free

# package, path of the font in it; a file that comes from one package or another has a row for each,
# the first that has it wins
wanted() {
    cat <<'LIST'
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf
texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolKai-Regular.otf
fonts-arphic-gkai00mp usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf
fonts-liberation2 usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf
fonts-liberation usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf
fonts-babelstone-han usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf
fonts-hanazono usr/share/fonts/truetype/hanazono/HanaMinA.ttf
fonts-hanazono usr/share/fonts/truetype/hanazono/HanaMinB.ttf
LIST
}

# missing [PACKAGE]: rows whose font is not there, of one package or of all
missing() {
    wanted | while read -r package path; do
        [ "${1-$package}" != "$package" ] || [ -s "free/$(basename "$path")" ] || echo "$package $path"
    done
}
[ -n "$(missing)" ] || exit 0

command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || {
    echo "hongtou: 没有 apt，请把下列字体文件放进 fonts/free/（或安装到系统字体文件夹）：" >&2
    echo "hongtou: there is no apt here; put these font files into fonts/free/:" >&2
    missing | while read -r package path; do
        echo "    $(basename "$path")    (Debian: $package)" >&2
    done
    exit 1
}

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$temp"

download() {
    (cd "$temp" && apt-get download -q -o Acquire::Retries=3 "$1")
}
update() {
    if [ "$(id -u)" = 0 ]; then apt-get update -q; else sudo apt-get update -q; fi >/dev/null
}

for package in $(wanted | cut -d' ' -f1 | uniq); do
    [ -n "$(missing "$package")" ] || continue
    echo "fetching fonts of $package"
    download "$package" >/dev/null 2>&1 || { update && download "$package"; } || continue
    dpkg-deb -x "$temp/$package"_*.deb "$temp/$package"
    missing "$package" | while read -r _ path; do
        [ -s "$temp/$package/$path" ] || continue
        # a whole file or none: copied beside, then renamed
        cp "$temp/$package/$path" "free/.part"
        mv "free/.part" "free/$(basename "$path")"
    done
done
[ -z "$(missing)" ] || { echo "hongtou: 这些软件包里没有字体 / no font in:" >&2; missing >&2; exit 1; }
