#!/bin/sh
# Valgrind over the program on every sample and on some mistakes, forms printed and read: no error,
# nothing lost. valgrind.sh PROGRAM [few]: few: some samples, every eighth mistake.
set -eu
program=$1 how=${2-all}
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
check() {
    valgrind -q --trace-children=yes --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect \
        "$program" "$@" >/dev/null 2>"$temp/log" || {
        status=$?
        [ $status != 9 ] || { cat "$temp/log"; exit 1; }
    }
}
{ echo "户号,户主,村"; for n in 1 2 3; do echo "$n,沈望舒,村$n"; done; } >"$temp/户.csv"
check print inputs/排查表/村级排查表-一页.xml --data "$temp/户.csv" --fillable --free-fonts -o "$temp/表.pdf"
check read "$temp/表.pdf" -o "$temp/表.csv"
if [ "$how" = few ]; then
    check build --free-fonts inputs/关于召开乡村振兴工作推进会的通知.xml -o "$temp/out.pdf"
    every=8
else
    check build --free-fonts inputs -o "$temp/out"
    every=1
fi
check fonts
check schema
check reference
for file in $(ls tests/cases/*/*.err | awk "NR % $every == 0"); do
    check build --free-fonts "${file%.err}.xml" -o "$temp/out.pdf"
done
echo "valgrind: clean"
