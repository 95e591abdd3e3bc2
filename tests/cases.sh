#!/bin/sh
# Golden cases: a document beside what is expected of it.
#
#   cases.sh run PROGRAM [CASE…]      compares; prints differences and fails on any
#   cases.sh accept PROGRAM [CASE…]   writes what the program gives now; read the diff, commit
#
# A case is tests/cases/ROOM/NAME.xml (CASE: ROOM/NAME, or a part of it). Beside it:
#   NAME.err    what `hongtou build` says on standard error; the exit status is 0 without an
#               error in it, and 1, 2 or 3 as `exit N` in its last line says otherwise
#   NAME.check  what `hongtou check` says, report and findings, and the exit status if not 0
#   NAME.changes  what `hongtou staff changes` says of a staff file from 2026-08-01 to 2026-09-30
#   NAME.compare  what `hongtou compare` says of old/NAME.xml and it; and of its table compiled
#   NAME.tree, NAME.model, NAME.text, NAME.pages    what `hongtou dump --stage …` gives
# A case of staff/ may be NAME.csv too; its .err is what `hongtou staff check` says.
# A new case needs no more than its XML: accept writes .err when the program has anything to
# say, .tree for xml/, .model for vocab/ and resolve/, .check for conform/ and proof/, .compare for
# compare/, and .pages for any other room.
set -u
mode=$1
program=$2
shift 2
cd "$(dirname "$0")/.."
LC_ALL=C.UTF-8
export LC_ALL
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# give SUFFIX FILE: what the program gives now
give() {
    case $1 in
    changes)
        "$program" staff changes --lang zh --from 2026-08-01 --to 2026-09-30 "$2" 2>/dev/null
        ;;
    err)
        case $2 in
        */staff/*) "$program" staff check --lang zh "$2" 2>&1 >/dev/null ;;
        *) "$program" build --free-fonts --lang zh "$2" -o "$temp/out.pdf" 2>&1 >/dev/null ;;
        esac
        status=$?
        [ $status = 0 ] || echo "exit $status"
        ;;
    compare)
        old=$(dirname "$2")/old/$(basename "$2")
        "$program" compare --free-fonts --lang zh "$old" "$2" 2>&1 | sed "s|$(dirname "$2")/||g"
        "$program" compare --free-fonts --lang zh "$old" "$2" -o "$temp/table.pdf" 2>&1 >/dev/null
        status=$?
        [ $status = 0 ] || echo "exit $status"
        ;;
    check)
        "$program" check --free-fonts --lang zh "$2" 2>&1
        status=$?
        [ $status = 0 ] || echo "exit $status"
        ;;
    *) "$program" dump --free-fonts --lang zh --stage "$1" "$2" 2>/dev/null ;;
    esac
}

# what a case without expectations should have
default_suffix() {
    give err "$1" >"$temp/err"
    if grep -q '^exit' "$temp/err"; then echo err; return; fi
    case $1 in
    */xml/*) echo tree ;;
    */conform/* | */proof/*) echo check; return ;;
    */compare/*) echo compare; return ;;
    */staff/*) echo changes ;;
    */vocab/* | */resolve/*) echo model ;;
    *) echo pages ;;
    esac
    [ ! -s "$temp/err" ] || echo err
}

wanted_suffixes() {
    for suffix in err changes compare tree model text pages check; do
        [ ! -e "${1%.*}.$suffix" ] || echo $suffix
    done
}

passed=0
failed=0

accept_case() {
    suffixes=$(wanted_suffixes "$1")
    for suffix in ${suffixes:-$(default_suffix "$1")}; do
        give "$suffix" "$1" >"${1%.*}.$suffix"
    done
}

run_case() {
    suffixes=$(wanted_suffixes "$1")
    if [ -z "$suffixes" ]; then
        echo "$1: no expectation beside it; run: make accept CASE=$(basename "${1%.*}")"
        failed=$((failed + 1))
    fi
    for suffix in $suffixes; do
        give "$suffix" "$1" >"$temp/now"
        if diff -u "${1%.*}.$suffix" "$temp/now" >"$temp/diff"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "${1%.*}.$suffix:"
            head -20 "$temp/diff"
        fi
    done
}

for file in tests/cases/*/*.xml tests/cases/staff/*.csv; do
    chosen=${1:+no}
    for part in "$@"; do
        case $file in *"$part"*) chosen=yes ;; esac
    done
    [ "$chosen" != no ] || continue
    "${mode}_case" "$file"
done
[ "$mode" = accept ] || echo "cases: $passed passed, $failed failed"
[ $failed = 0 ]
