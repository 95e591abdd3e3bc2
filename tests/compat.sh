#!/bin/sh
# What earlier programs wrote, read by this one: compat.sh PROGRAM
# Works on copies of tests/compat/VERSION/; see the README there. One line for each failure;
# 'compat: N passed, M failed' at the end.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
files=$(cd "$(dirname "$0")/compat" && pwd)
LC_ALL=C.UTF-8
export LC_ALL
unset SOURCE_DATE_EPOCH LANG
exec </dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# verdict NAME COMMAND…: passes when the command succeeds
verdict() {
    what=$1
    shift
    if "$@" >/dev/null 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "compat: $version: $what"
        cat "$work/.out" "$work/.err" | head -8
    fi
}

run() {
    "$program" "$@" --lang zh >"$work/.out" 2>"$work/.err"
    status=$?
}

# Proven; or refused for a reason that names a file, the options or a library. That the program lays it
# out in another way (R103) is one for what the first one issued alone: it is no reason to change bytes.
proven_or_explained() {
    case $status in
    0) grep -q "签发的一致" "$work/.out" ;;
    1)
        ! grep -qE 'R10[678]' "$work/.err" && grep -qE 'R10[1-59]' "$work/.err" &&
            { [ "$version" = 0.1.0 ] || ! grep -q R103 "$work/.err"; }
        ;;
    *) false ;;
    esac
}

issued() {
    for lock in *.lock; do
        name=${lock%.lock}
        run check "$name.xml" --pdf "$name.pdf" --free-fonts
        verdict "$name.pdf is neither proven nor is said why" proven_or_explained
        cp "$name.pdf" false.pdf
        printf '\n' >>false.pdf
        run check "$name.xml" --pdf false.pdf --free-fonts
        verdict "a false $name.pdf is not told" grep -q R108 "$work/.err"
    done
    if [ -d .hongtou/issued ]; then
        sed -i 's/屋面维修列入/屋面改造列入/' 复函.xml
        run compare 复函.lock 复函.xml
        verdict "what was issued is not known any more" grep -q 改造 "$work/.out"
    fi
}

counts() {
    run merge-counts 1.counts 2.counts
    verdict "the parts are not added up" test $status = 0
    run merge-counts 1.counts
    verdict "a missing part is not told" test $status != 0
}

# Changed by the office since, and taken back onto its source.
returned() {
    sed -i 's/列入2026年/列入2027年/' 复函.xml
    run import 复函.docx -o 复函.xml --force
    verdict "the Word file is not taken back" test $status = 0
    verdict "what was changed in the XML since is lost" grep -q 列入2027年 复函.xml
}

records() {
    sed -i 's/止="2026-10-15"/止="2026-09-15"/; s/起="2026-10-16"/起="2026-09-16"/' 人员库.xml
    run build . -o out --free-fonts --as-of 2026-09-19
    verdict "the folder is not built" test $status = 0
    verdict "who was replaced is not told" grep -q "许川→吴云" "$work/.out" "$work/.err"
}

printed() {
    run print 回执.xml --data 名册.csv --split 村 -o 村 --free-fonts --resume
    verdict "the printing does not go on" test $status = 0
    sed 's/惠农政策宣传回执/另一份回执/' 回执.xml >另一份.xml
    run print 另一份.xml --data 名册.csv --split 村 -o 村 --free-fonts
    verdict "another form is printed over it" test $status != 0
}

filled() {
    run read 甲河村.pdf -o 现在.csv
    verdict "the form is not read" test $status = 0
    verdict "the form is read otherwise" cmp 汇总.csv 现在.csv
}

for folder in "$files"/*/; do
    version=$(basename "$folder")
    for kind in issued records printed filled counts returned; do
        [ -d "$folder$kind" ] || continue
        cp -r "$folder$kind" "$work/$version-$kind"
        cd "$work/$version-$kind" || exit 3
        $kind
    done
done
echo "compat: $passed passed, $failed failed"
[ $failed = 0 ]
