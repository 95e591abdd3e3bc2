#!/bin/sh
# What runs in several threads, under a program that was built with ThreadSanitizer (make tsan):
# threads.sh PROGRAM
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# libraries order what they share in ways that it cannot see
export TSAN_OPTIONS="log_path=$work/race exitcode=66 ignore_noninstrumented_modules=1"

{ echo "户号,户主,村"; for n in $(seq 300); do echo "$n,沈望舒,村$((n % 5))"; done; } >"$work/户.csv"
"$program" build --free-fonts -j 4 inputs -o "$work/pdf" >/dev/null 2>"$work/told" || :
"$program" print inputs/排查表/村级排查表-一页.xml --data "$work/户.csv" --split 村 --free-fonts \
    -o "$work/村" >/dev/null 2>>"$work/told" || :

python3 tests/bench/office.py "$work/office" 60
"$program" staff affected "$work/office" --as-of 2026-09-30 -j 4 >/dev/null 2>>"$work/told" || :

# the desk, asked by several at once
mkdir "$work/desk"
cp inputs/关于召开乡村振兴工作推进会的通知.xml "$work/desk/"
"$program" serve "$work/desk" --free-fonts >"$work/address" 2>>"$work/told" &
desk=$!
for _ in $(seq 100); do [ -s "$work/address" ] && break; sleep 0.1; done
python3 tests/desk/at_once.py "$(head -1 "$work/address")" 8
kill "$desk"
wait "$desk" || true
# the parts that judge no memory and need no browser
/usr/bin/python3 tests/desk/run.py "$program" guarding several >"$work/parts" 2>&1 || {
    cat "$work/parts"
    exit 1
}

if ls "$work"/race* >/dev/null 2>&1; then
    cat "$work"/race*
    exit 1
fi
echo "threads: folders with -j, an office looked through, forms by village, the desk: no race"
