#!/bin/sh
# inputs/手册.md, the manual of the vocabulary and of the columns of data files, made from the tables.
#   manual.sh write PROGRAM    writes it anew
#   manual.sh check PROGRAM    fails when it is out of date
set -eu
manual="$(dirname "$0")/../inputs/手册.md"
case $1 in
write) "$2" reference -o "$manual" ;;
check)
    "$2" reference | cmp -s - "$manual" || {
        echo "manual: inputs/手册.md is out of date: run make manual"
        exit 1
    }
    echo "manual: it is the tables'"
    ;;
esac
