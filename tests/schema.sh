#!/bin/sh
# The exported schemas agree with the program: schema.sh PROGRAM
#   inputs/**.xml and tests/cases/**/accept-*.xml are valid, tests/cases/**/reject-*.xml are not.
#   Chinese names, or English ones in files called *.en.xml.
set -eu

program=$1
root=$(dirname "$0")/..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
count=0

# expect NAMES VERDICT: xmllint says "FILE validates" or "FILE fails to validate" of each file that
# standard input names, one a line
expect() {
    while IFS= read -r file; do
        count=$((count + 1))
        xmllint --noout --nonet --schema "$work/$1.xsd" "$file" 2>"$work/said" || true
        grep -Fqx "$file $2" "$work/said" && continue
        failures=$((failures + 1))
        echo "schema: $file: \"$2\" was expected of the $1 schema" >&2
        head -5 "$work/said" >&2
    done
}

for names in zh en; do
    "$program" schema --names "$names" >"$work/$names.xsd"
done

find "$root/inputs" "$root/tests/cases" -name '*.xml' 2>/dev/null | LC_ALL=C sort >"$work/all"
for kind in "inputs/.*:validates" "tests/cases/.*/accept-[^/]*:validates" \
    "tests/cases/.*/reject-[^/]*:fails to validate"; do
    pattern="^$root/${kind%%:*}\.xml\$"
    verdict=${kind#*:}
    grep "$pattern" "$work/all" | grep '\.en\.xml$' >"$work/en" || true
    grep "$pattern" "$work/all" | grep -v '\.en\.xml$' >"$work/zh" || true
    expect en "$verdict" <"$work/en"
    expect zh "$verdict" <"$work/zh"
done

echo "schema: $count files, $failures failures"
[ "$failures" -eq 0 ]
