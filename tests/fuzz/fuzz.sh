#!/bin/sh
# Fuzzes targets of this folder, each so many seconds: fuzz.sh FOLDER SECONDS TARGET…
#
# FOLDER/target/ has the targets, FOLDER/corpus/NAME/ what earlier runs found to be of use, and
# FOLDER/NAME-… what a target fails on: a file to give it again. The seeds are files of the tests and
# samples, small ones; some targets want a byte in front that says what the rest is.
set -eu
folder=$1 seconds=$2
shift 2
export HONGTOU_HOME="$PWD" ASAN_OPTIONS=detect_leaks=0
small="-size -40k"

# copies what find gives, with the byte in front if there is one
seed() { # corpus byte find-arguments
    corpus=$1 byte=$2
    shift 2
    find "$@" $small -type f | while read -r file; do
        name=$(printf '%s' "$byte$file" | cksum | tr -d ' ')
        { printf "$byte"; cat "$file"; } >"$corpus/$name"
    done
}

seeds() { # target corpus
    case $1 in
    import) seed "$2" '' tests/import '(' -name '*.docx' -o -name '*.txt' -o -name '*.md' ')' ;;
    document) seed "$2" '' inputs tests/cases -name '*.xml' ;;
    sheet)
        seed "$2" '\006' inputs tests -name '*.csv'
        seed "$2" '\007' inputs tests -name '*.xlsx'
        ;;
    staff)
        seed "$2" '' inputs tests -name '人员库*.xml'
        seed "$2" '' tests -name '*.csv'
        ;;
    picture) seed "$2" '' inputs tests '(' -name '*.png' -o -name '*.jpg' ')' ;;
    filled) seed "$2" '' tests/compat -name '*.pdf' ;;
    records) seed "$2" '' tests/compat '(' -name '*.lock' -o -name '*.d' -o -name '*.facts' -o \
        -name '*.journal' ')' ;;
    profile) seed "$2" '' templates -maxdepth 1 -name '*.xml' ;;
    font) python3 tests/fuzz/font_seeds.py fonts/free "$2" ;;
    esac
}

failed=0
for name in "$@"; do
    corpus=$folder/corpus/$name
    [ -d "$corpus" ] || { mkdir -p "$corpus" && seeds "$name" "$corpus"; }
    log=$folder/$name.log
    if "$folder/target/$name" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=3072 \
        -print_final_stats=1 -artifact_prefix="$folder/$name-" "$corpus" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
        echo "fuzz: $name: $runs runs, $edges edges, nothing"
    else
        failed=1
        echo "fuzz: $name failed, see $log:"
        grep -E 'ERROR|runtime error|Test unit written' "$log" || tail -3 "$log"
    fi
done
exit $failed
