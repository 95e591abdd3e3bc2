#!/bin/sh
# Valgrind over the program on every sample and on some mistakes: no error, nothing lost.
set -eu
program=$1
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
check() {
    valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect \
        "$program" "$@" >/dev/null 2>"$temp/log" || {
        status=$?
        [ $status != 9 ] || { cat "$temp/log"; exit 1; }
    }
}
check build --free-fonts inputs -o "$temp/out"
check fonts
check schema
check reference
for file in tests/cases/*/*.err; do
    check build --free-fonts "${file%.err}.xml" -o "$temp/out.pdf"
done
echo "valgrind: clean"
