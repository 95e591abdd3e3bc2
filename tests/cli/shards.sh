# A part of cli.sh: a list that is printed in parts, and their counts.
mkdir -p shards && cd shards || exit 3
said=../.out
wrong=../.err
form=$root/inputs/排查表/村级排查表-一页.xml
{ echo "户号,户主,村"; for n in $(seq 40); do echo "$n,沈望舒,村$((n % 7))"; done; echo ",无号,村1"; } >户.csv

for k in 1 2 3; do
    run print "$form" --data 户.csv --free-fonts --shard $k/3 -o 表.pdf --counts $k.counts
done
ok "no part takes the place of another" test -s 表-1-3.pdf -a -s 表-2-3.pdf -a -s 表-3-3.pdf -a ! -e 表.pdf
run merge-counts 1.counts 2.counts 3.counts
gives "parts that make the whole" 0 ""
ok "are added up" grep -q '^合计  *41  *40  *0  *1 ' $said
run merge-counts 1.counts 3.counts
gives "a part is missing" 1 'error\[Q093\].*第 2 部分（共 3 部分）'
run merge-counts 1.counts 1.counts 2.counts 3.counts
gives "a part comes twice" 1 'error\[Q092\].*第 1 部分'
head -c 100 2.counts >half.counts
run merge-counts 1.counts half.counts 3.counts
gives "half a file" 1 'error\[Q090\].*half.counts'
sed 's/ 40 / 39 /; s/^\(village [0-9]*\) \([0-9]\)/\1 1\2/' 2.counts >wrong.counts
run merge-counts 1.counts wrong.counts 3.counts
gives "counts that do not add up" 1 'error\[Q094\].*wrong.counts'
# what no run comes to: PATTERN of sed, what is said
impossible() {
    sed "$1" 2.counts >odd.counts
    run merge-counts odd.counts
    gives "impossible: $1" 1 "error\\[Q097\\].*odd.counts.*$2"
}
impossible 's/^pages .*/pages 1/' 页数比印出的表还少
impossible 's/^pages .*/pages 2000000000/' 页数太多
impossible 's/^copies 1/copies 0/' 份数
impossible 's/^copies 1/copies 1000000/' 份数
impossible 's/^\(village [0-9]* [0-9]*\) 0 /\1 900 /' 村.*存疑的比印出的多
impossible "s/^\\(village.*\\)村/\\1$(printf '\033')村/" 看不见的字符
impossible 's/^rows .*/rows 1/' 读入的比名册还多
echo "41,沈望舒,村1" >>户.csv
run print "$form" --data 户.csv --free-fonts --shard 2/3 -o 表.pdf --counts 2.counts
run merge-counts 1.counts 2.counts 3.counts
gives "parts of two lists" 1 'error\[Q091\].*2.counts.*1.counts'
cp 户.csv kept.csv
run print "$form" --data 户.csv --counts 户.csv --free-fonts -o x.pdf
gives "counts over an input" 2 'error\[U004\].*--counts'
ok "which is as it was" cmp -s kept.csv 户.csv
cp 户.csv notes.txt
run print "$form" --data 户.csv --counts notes.txt --free-fonts -o x.pdf
gives "counts over another file" 1 'error\[Q096\].*notes.txt'
sed 's,^shard 1/3,shard 1/2000000000,' 1.counts >many.counts
run merge-counts many.counts
gives "more parts than can be" 1 'error\[Q090\]'
run print "$form" --data 户.csv --shard 4/3
gives "a part that cannot be" 2 'error\[U004\].*--shard'

# villages as files: in one folder, each as the whole run makes it
run print "$form" --data 户.csv --free-fonts --split 村 -o whole
for k in 1 2; do # side by side
    "$program" print "$form" --data 户.csv --free-fonts --split 村 -o parts --shard $k/2 \
        --counts v$k.counts >v$k.said 2>&1 &
done
wait
for f in whole/*.pdf; do cmp -s "$f" "parts/${f##*/}" || echo "$f"; done >differs
ok "villages are the same bytes" test ! -s differs -a "$(ls parts/*.pdf | wc -l)" = "$(ls whole/*.pdf | wc -l)"
run print "$form" --data 户.csv --free-fonts --split 村 -o parts --shard 1/2 --counts v1.counts --resume
run merge-counts v1.counts v2.counts
gives "a part that went on adds up" 0 ""

if command -v parallel >/dev/null; then
    HONGTOU=$program "$root/templates/cluster/print-parallel.sh" \
        4 "$form" 户.csv out --free-fonts >$said 2>$wrong
    ok "GNU parallel prints the parts" grep -q '^合计  *42  *41  *0  *1 ' $said
    rm out/3.counts out/*-3-4.pdf
    HONGTOU=$program "$root/templates/cluster/print-parallel.sh" \
        4 "$form" 户.csv out --free-fonts >$said 2>$wrong
    ok "and a part that failed alone" test "$(wc -l <out/joblog)" = 2
else
    echo "cli: no GNU parallel here: not tried"
fi
cd ..
