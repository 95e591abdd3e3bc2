#!/bin/sh
# Takes files out of Debian's packages without installing them: no root, the same files on every
# machine with the same Debian. Does nothing when all are there.
#   fetch.sh FOLDER <LIST
# LIST: a package and the path of the file in it, a line each; a file that comes from one package or
# another has a line for each, the first that has it wins.
set -eu
folder=$1
mkdir -p "$folder"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$temp"
cat >"$temp/list"

# missing [PACKAGE]: lines whose file is not there, of one package or of all
missing() {
    while read -r package path; do
        [ "${1-$package}" != "$package" ] || [ -s "$folder/$(basename "$path")" ] || echo "$package $path"
    done <"$temp/list"
}
[ -n "$(missing)" ] || exit 0

command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || {
    echo "hongtou: 没有 apt，请把下列文件放进 $folder/：" >&2
    echo "hongtou: there is no apt here; put these files into $folder/:" >&2
    missing | while read -r package path; do
        echo "    $(basename "$path")    (Debian: $package)" >&2
    done
    exit 1
}

download() {
    (cd "$temp" && apt-get download -q -o Acquire::Retries=3 "$1")
}
update() {
    if [ "$(id -u)" = 0 ]; then apt-get update -q; else sudo apt-get update -q; fi >/dev/null
}

for package in $(cut -d' ' -f1 "$temp/list" | uniq); do
    [ -n "$(missing "$package")" ] || continue
    echo "fetching files of $package"
    download "$package" >/dev/null 2>&1 || { update && download "$package"; } || continue
    dpkg-deb -x "$temp/$package"_*.deb "$temp/$package"
    missing "$package" | while read -r _ path; do
        [ -s "$temp/$package/$path" ] || continue
        # a whole file or none: copied beside, then renamed
        cp "$temp/$package/$path" "$folder/.part"
        mv "$folder/.part" "$folder/$(basename "$path")"
    done
done
[ -z "$(missing)" ] || { echo "hongtou: 这些软件包里没有文件 / no file in:" >&2; missing >&2; exit 1; }
