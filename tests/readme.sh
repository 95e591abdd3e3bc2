#!/bin/sh
# The manual of the vocabulary inside README.md, between its two markers.
#   readme.sh write PROGRAM    writes it anew
#   readme.sh check PROGRAM    fails when it is out of date
set -eu
mode=$1
program=$2
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

"$program" reference | sed 's/^#/##/' >"$temp/reference"
awk -v manual="$temp/reference" '
    /^<!-- reference:/ { print; print ""; while ((getline line < manual) > 0) print line; skip = 1 }
    /^<!-- end of reference/ { print ""; skip = 0 }
    !skip && !/^<!-- reference:/ { print }
' README.md | cat -s >"$temp/README.md"

case $mode in
write) cat "$temp/README.md" >README.md ;;
check)
    if ! cmp -s README.md "$temp/README.md"; then
        echo "readme: the manual in README.md is out of date: run make readme"
        exit 1
    fi
    echo "readme: the manual of the vocabulary is the table's"
    ;;
esac
