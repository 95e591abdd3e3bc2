#!/bin/sh
# Fuzzes targets of this folder, each so many seconds: fuzz.sh FOLDER SECONDS TARGET…
# Packs what these runs found to be of use, as few files as reach all of it, into corpus/TARGET.tar.gz:
# fuzz.sh FOLDER keep TARGET…
#
# FOLDER/target/ has the targets, FOLDER/corpus/NAME/ what earlier runs found to be of use, and
# FOLDER/NAME-… what a target fails on: a file to give it again. The seeds are files of the tests and
# samples, small ones, what seeds.py makes and what was kept of earlier runs; some targets want a byte in front that says what the
# rest is. Words of the tables help where the format has some.
set -eu
folder=$1 seconds=$2
shift 2
export HONGTOU_HOME="$PWD"
small="-size -9k"

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
    records) seed "$2" '' tests/compat '(' -name '*.lock' -o -name '*.d' -o -name '*.facts' -o \
        -name '*.journal' ')' ;;
    profile) seed "$2" '' templates -maxdepth 1 -name '*.xml' ;;
    font) python3 tests/fuzz/seeds.py "$1" "$2" ;;
    list)
        python3 tests/fuzz/seeds.py "$1" "$2"
        seed "$2" '\000' inputs tests -name '*.csv'
        seed "$2" '\020' inputs tests -name '*.xlsx'
        ;;
    settings)
        python3 tests/fuzz/seeds.py "$1" "$2"
        seed "$2" '' inputs tests -name hongtou.conf
        ;;
    faces | filled | counts | requests) python3 tests/fuzz/seeds.py "$1" "$2" ;;
    esac
}

# the words that a target's inputs are made of
words() { # target
    case $1 in
    document) python3 tests/fuzz/dictionary.py generator/vocab/vocab.def ;;
    staff) python3 tests/fuzz/dictionary.py generator/vocab/vocab.def generator/sheet/heads.def ;;
    list | sheet) python3 tests/fuzz/dictionary.py generator/sheet/heads.def ;;
    profile) python3 tests/fuzz/dictionary.py generator/style/style.def ;;
    settings) python3 tests/fuzz/dictionary.py generator/settings/settings.def ;;
    filled) sed -n 's,.*\("/[A-Za-z]*"\).*,\1,p' generator/read/*.c | sort -u ;;
    requests) python3 tests/fuzz/dictionary.py generator/desk/answers.def ;;
    esac
}

keep() { # target
    few=$(mktemp -d)
    "$folder/target/$1" -set_cover_merge=1 -timeout=60 "$few" "$folder/corpus/$1" 2>"$folder/$1.log"
    mkdir -p tests/fuzz/corpus
    tar -C "$few" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=644 -c . |
        gzip -n9 >"tests/fuzz/corpus/$1.tar.gz"
    rm -r "$few"
}

failed=0
for name in "$@"; do
    corpus=$folder/corpus/$name kept=tests/fuzz/corpus/$name.tar.gz
    if [ "$seconds" = keep ]; then
        keep "$name"
        continue
    fi
    if ! [ -d "$corpus" ]; then
        mkdir -p "$corpus"
        seeds "$name" "$corpus"
        [ ! -f "$kept" ] || tar -xzf "$kept" -C "$corpus"
    fi
    log=$folder/$name.log
    words "$name" >"$folder/$name.dict"
    dictionary=
    [ ! -s "$folder/$name.dict" ] || dictionary=-dict=$folder/$name.dict
    if "$folder/target/$name" $dictionary -max_total_time="$seconds" -timeout=60 -rss_limit_mb=3072 \
        -print_final_stats=1 -artifact_prefix="$folder/$name-" "$corpus" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
        echo "fuzz: $name: $runs runs, $edges edges, nothing found"
    else
        failed=1
        echo "fuzz: $name failed, see $log:"
        grep -E 'ERROR|runtime error|Test unit written' "$log" || tail -3 "$log"
    fi
done
exit $failed
