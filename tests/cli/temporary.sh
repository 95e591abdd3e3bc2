# A part of cli.sh: no room for temporary files. It is said where, and what to do; never a library's
# own words, never that a file is damaged.
# cramped KB ARGUMENT…: as run, where files can be no longer
cramped() {
    room=$1
    shift
    said=$(
        trap '' XFSZ
        ulimit -f "$((room * 2))"
        exec "$program" "$@" 2>&1 </dev/null
    )
    status=$?
    printf '%s\n' "$said" >.err
}
mkdir temporary
for room in 0 2 4; do
    cramped $room new staff --xlsx -o temporary/staff.xlsx
    gives "a workbook, and room for $room KB" 3 'error\[S010\].*“/'
    ok "is told once" test "$(grep -c 'error' .err)" = 1
    ok "in the program's own words" sh -c '! grep -qi "xlsx\|lxw\|workbook_close\|TMPDIR”" .err'
    ok "with what to do" grep -q '提示：.*腾出地方.*TMPDIR=文件夹 hongtou' .err
    ok "and no workbook" unlittered temporary
done
printf '\320\317\021\340\241\261\032\341' >temporary/稿.doc
TMPDIR=$work/nowhere run import temporary/稿.doc
gives "a draft of an old program, and no folder for its copy" 3 "error\[S010\].*“$work/nowhere”"
mkdir temporary/room
TMPDIR=$work/temporary/room cramped 0 import temporary/稿.doc
gives "or no room in it" 3 "error\[S010\].*“$work/temporary/room”"
ok "which is left empty" unlittered temporary/room
rm -r temporary
