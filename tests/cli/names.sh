# A part of cli.sh: names and texts that a terminal would obey, or show as others, in all that is said.
mkdir -p names && cd names || exit 3
said=../.out
wrong=../.err
esc=$(printf '\033[31m')
turned=$(printf '\342\200\256')
next=$(printf '\302\205')
bytes=$(printf '\377\376')
lines=$(printf 'a\nb')
document="<公文 文种=\"通知\" 人员库=\"库.xml\"><标题>关于${turned}值班的通知</标题><主送>各村${next}</主送>
<正文><段>请按要求执行。</段><名单><层级 职务=\"组长\"><成员 岗位=\"白石镇人民政府镇长\"/></层级></名单></正文>
<落款 署名=\"白石镇人民政府\" 日期=\"2026-11-20\"/></公文>"
printf '<人员库><单位 名称="白石镇人民政府"><岗位 职务="镇长" 性质="正职"><任职 人员="周明" 起="2024-03-01"/></岗位></单位><人员 姓名="周明"/></人员库>\n' >库.xml
for odd in "$esc" "$turned" "$next" "$bytes" "$lines"; do
    echo "$document" >"$odd.xml"
    echo "<公文><坏" >"$odd-坏.xml"
    cp "$odd.xml" "$odd-旧.xml"
    sed -i 's/请按要求/请按规定/' "$odd-旧.xml"
    cp ../filled.pdf "$odd.pdf" 2>/dev/null || echo x >"$odd.pdf"
done

# harmless WHAT: nothing was said that a terminal obeys or that is no UTF-8, and no name breaks a line
harmless() {
    cat $said $wrong | tr -d '\n\t' >.all
    bad=$(iconv -f UTF-8 -t UTF-8 .all 2>&1 >/dev/null)
    ok "$1: UTF-8" test -z "$bad"
    ok "$1: no controls" test -z "$(LC_ALL=C tr -cd '\001-\037\177' <.all)"
    ok "$1: no name on two lines" sh -c '! cat "$1" "$2" | grep -q "^b[-.]"' - $said $wrong
    case $1 in fix*) return ;; esac # a diff, for patch(1): words as they are
    ok "$1: nothing that turns or is unseen" sh -c '! grep -aq "$1" .all && ! grep -aq "$2" .all' - "$turned" "$next"
}

for command in "build . -o out --free-fonts" "build . -o out --free-fonts --format json --force" "check . --free-fonts" \
    "check . --free-fonts --format json" "staff affected ." "staff affected . --format json" "fix ." \
    "staff learn ." "merge-counts"; do
    # shellcheck disable=SC2086
    run $command $(test "$command" = merge-counts && echo 库.xml)
    harmless "$command"
done
for odd in "$esc" "$turned" "$next" "$bytes" "$lines"; do
    for command in build check issue fix "staff check" "staff learn" "dump --stage text" read tally merge-counts \
        "import" "config" "compare"; do
        # shellcheck disable=SC2086
        run $command "$odd-坏.xml"
        harmless "$command, broken"
        [ "$command" = "dump --stage text" ] && continue # the document as it is, for programs
        # shellcheck disable=SC2086
        run $command "$odd.xml"
        harmless "$command"
    done
    run compare "$odd-旧.xml" "$odd.xml"
    harmless compare
    run compare "$odd-旧.xml" "$odd.xml" --format json
    harmless "compare, JSON"
    run read "$odd.pdf"
    harmless read
    run new notice -o "$odd-新.xml"
    harmless new
    run new staff --xlsx -o "$odd-新.xlsx"
    harmless "new, a workbook"
    run print "$odd.xml" --data "$odd.pdf" -o x.pdf
    harmless print
done
mkdir -p "$lines-d"
printf 'profile = 无\n' >"$lines-d/hongtou.conf"
run config "$lines-d"
harmless "config of such a folder"
run check "$turned.xml" --free-fonts
ok "what turns is shown in digits" grep -q 'u{202E}.xml' $said
run check "$bytes.xml" --free-fonts
ok "bytes that are no UTF-8 too" grep -q 'x{FF}' $said
cd ..
