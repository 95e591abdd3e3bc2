# A part of cli.sh: folders. What is left out and passed over, several at a time, results as JSON,
# PDFs whose documents are gone, watching.
mkdir -p folders && cd folders || exit 3
said=../.out
wrong=../.err
village() { printf '<公文><标题>关于做好%s工作的通知</标题><正文><段>请抓好落实。</段></正文></公文>\n' "$1"; }
mkdir -p county/草稿 county/会议/旧
for n in 1 2 3 4 5 6; do village "春耕$n" >county/n$n.xml; done
village 草稿 >county/草稿/a.xml
village 会议 >county/会议/纪要.xml
village 旧 >county/会议/旧/纪要.xml
village 留下 >county/会议/旧/留.xml

# ---- what is left out, what is passed over ----
printf '\357\273\277# 不编译的\r\n草稿/\r\n/会议/纪要.xml\n*6.xml\n' >county/.hongtouignore
printf '*\n!留.xml\n' >county/会议/旧/.hongtouignore
echo '<project xmlns="x"><a></project>' >county/pom.xml
echo '<!DOCTYPE plist PUBLIC "-//X//Y" "z" [<!ENTITY a "b">]><plist/>' >county/list.xml
echo '<?xml version="1.0" encoding="GBK"?><xs:schema xmlns:xs="s"/>' >county/s.xml
run build county --free-fonts
gives "a folder with others' XML" 0 'note\[D[0-9]*\].*3 个.*list.xml（plist）、county/pom.xml（project）、county/s.xml（schema）'
ok "what is left out is not compiled" test "$(tail -1 $said)" = "6 份重新生成，0 份未变"
ok "nor what a deeper file leaves out" test ! -e county/会议/旧/纪要.pdf -a -e county/会议/旧/留.pdf
ok "nor what it names by its path" test ! -e county/会议/纪要.pdf
run build county/草稿/a.xml --free-fonts
gives "a file that is named is compiled" 0 ""
run build county/pom.xml
gives "what is named is no document" 1 'error'
printf 'list.xml\npom.xml\ns.xml\n' >>county/.hongtouignore
run build county --free-fonts
gives "and nothing is said of what is left out" 0 ""
echo '<公纹><标题>甲</标题></公纹>' >county/slip.xml
run build county --free-fonts
gives "a slip is no other program's file" 1 'slip.xml:1:1: error'
rm county/slip.xml
mkdir others && cp county/pom.xml others/
run build others
gives "a folder without documents" 2 'error\[U005\]'
printf '\261\250\n' >others/.hongtouignore
run build others
gives "patterns in another encoding" 2 'error\[D019\].*others/.hongtouignore'

# ---- a word for what has not changed ----
run build county/n1.xml --free-fonts
ok "an unchanged file" grep -qx 'county/n1.pdf  未变' $said
run build county/n1.xml --free-fonts --lang en
ok "in English" grep -qx 'county/n1.pdf  unchanged' $said
run build county/n1.xml --free-fonts -B
ok "and one that came out the same" grep -qx 'county/n1.pdf  未变' $said
run build county --free-fonts --quiet
gives "quiet" 0 ""
ok "says nothing" test ! -s $said

# ---- other fonts, though no folder of fonts has changed ----
mkdir -p faces/none faces/some faces/papers
village 字体 >faces/papers/n.xml
cp "$root/fonts/free/FandolKai-Regular.otf" faces/some/simfang.ttf
for kind in none some; do
    echo "<fontconfig><dir>$PWD/faces/$kind</dir><cachedir>$PWD/faces/cache</cachedir></fontconfig>" >faces/$kind.conf
done
FONTCONFIG_FILE=$PWD/faces/none.conf run build faces/papers
ok "a document in free fonts" test "$(tail -1 $said)" = "1 份重新生成，0 份未变"
FONTCONFIG_FILE=$PWD/faces/none.conf run build faces/papers
ok "has not changed" test "$(tail -1 $said)" = "0 份重新生成，1 份未变"
FONTCONFIG_FILE=$PWD/faces/some.conf run build faces/papers
ok "is made anew where fontconfig knows of others" test "$(tail -1 $said)" = "1 份重新生成，0 份未变"
FONTCONFIG_FILE=$PWD/faces/some.conf run build faces/papers
ok "and then has not changed" test "$(tail -1 $said)" = "0 份重新生成，1 份未变"
cp faces/none.conf faces/some.conf
FONTCONFIG_FILE=$PWD/faces/some.conf run build faces/papers
ok "a configuration that changes is seen" test "$(tail -1 $said)" = "1 份重新生成，0 份未变"

# ---- several at a time ----
village '失误</标题><段落>' >county/broken.xml
printf '<人员库><人 编号="a" 姓名=""/></人员库>\n' >bad-staff.xml
for n in 1 2 3; do
    village "缺$n" | sed 's/<公文>/<公文 人员库="..\/bad-staff.xml">/' >county/staff$n.xml
done
run build county --free-fonts -o one --format json
cp $said one.json
cp $wrong one.err
run build county --free-fonts -o three --format json -j 3
sed 's/"three\//"one\//' $said | cmp -s - one.json
ok "the same results, whatever the number" test $? = 0
ok "the same findings" cmp $wrong one.err
ok "the same files" test "$(cd one && cksum *.pdf */*.pdf */*/*.pdf 2>../.said)" = "$(cd three && cksum *.pdf */*.pdf */*/*.pdf 2>../.said)"
rm county/broken.xml county/staff?.xml
run check county --free-fonts
cp $said one.report
run check county --free-fonts -j 4
ok "the same report" cmp $said one.report
run check county --free-fonts --quiet
ok "check can be quiet" test ! -s $said
run check county --free-fonts --quiet -o some.report
ok "but for a file" cmp some.report one.report
for jobs in 0 65 x 2x -1; do
    run build county "--jobs=$jobs"
    gives "--jobs $jobs" 2 'error\[U004\].*--jobs'
done

# ---- results as JSON ----
village '甲（' >odd.xml
run build odd.xml county/n1.xml nowhere.xml --free-fonts --format json
ok "a result each" python3 -c 'import json, sys
r = json.load(open(sys.argv[1]))
assert [(x["file"], x["status"], x["outputs"]) for x in r] == [
    ("odd.xml", "made", ["odd.pdf"]), ("county/n1.xml", "unchanged", ["county/n1.pdf"]),
    ("nowhere.xml", "failed", [])], r
assert r[0]["pages"] == 1 and r[1]["pages"] == 1, r
assert len(r[2]["diagnostics"]) == 1 and r[2]["diagnostics"][0]["code"] == "S002", r' $said
run build odd.xml --free-fonts --format json -o odd.png
ok "of pictures, too" grep -q '"outputs": \["odd.png"\]' $said
run build odd.xml --free-fonts --format json -o -
ok "not where the PDF goes" test "$(head -c 5 $said)" = "%PDF-"
run issue odd.xml --free-fonts --format json
ok "with the lock" grep -q '"outputs": \["odd.pdf", "odd.lock"\]' $said

# ---- PDFs whose documents are gone ----
mkdir out && cp -r county gone && rm -r gone/.hongtouignore gone/list.xml gone/pom.xml gone/s.xml
run build gone -o out --free-fonts
run issue gone/n5.xml --free-fonts -o out/n5.pdf
cp out/n4.pdf out/stranger.pdf
rm gone/n[2345].xml
echo scanned >>out/n3.pdf
echo '%PDF-1.4 scanned' >out/n4.pdf
run build gone -o out --free-fonts
gives "documents that are gone" 0 'note\[D092\].*“out/n2.pdf”的源文件“gone/n2.xml”'
ok "are told each" test "$(grep -c 'D092' $wrong)" = 4
ok "and nothing else is done" test -e out/n2.pdf
mkdir elsewhere && village 别处 >elsewhere/x.xml
run build elsewhere -o out --free-fonts
ok "those of other folders may be elsewhere" sh -c '! grep -q D092 "$1"' sh $wrong
run build gone -o out --free-fonts --prune --format json
ok "what may go is removed" test ! -e out/n2.pdf -a ! -e out/.hongtou/n2.d -a ! -e out/.hongtou/n2.facts
ok "and told" grep -q '"gone/n2.xml", "status": "removed"' $said
ok "what was changed stays" test -e out/n3.pdf -a -e out/n4.pdf
ok "what was issued stays" test -e out/n5.pdf
ok "and what nobody knows" test -e out/stranger.pdf
ok "with the reasons" test "$(grep -o 'D09[34]' $wrong | sort | uniq -c | tr -d ' \n')" = 1D0932D094

# ---- watching ----
# shown PATTERN: within some seconds it stands in what the watched run said
shown() {
    for _ in $(seq 100); do
        grep -q -- "$1" watch.out watch.err && return
        sleep 0.1
    done
    return 1
}
mkdir watched && village 看守 >watched/a.xml
printf '村,户数\n甲村,31\n' >list.csv
printf '<公文><标题>关于表的通知</标题><正文><表 来源="../list.csv"><列 题="村"/><列 题="户数"/></表></正文></公文>\n' >watched/b.xml
"$program" build watched --free-fonts --watch -j 2 >watch.out 2>watch.err &
watcher=$!
ok "a watched folder is built" shown '^[0-9:]\{8\} watched/b.pdf  1 页$'
ok "and it says that it goes on" shown 'Ctrl-C'
: >watch.out
printf '村,户数\n甲村,32\n' >list.new # at once: half of it would be read, and told, too
mv list.new list.csv
ok "what a document includes" shown 'watched/b.pdf'
ok "brings that one alone" sh -c '! grep -q watched/a.pdf watch.out'
village 新的 >watched/c.xml
ok "a new document" shown 'watched/c.pdf'
village '坏的</标题><段落>' >watched/.c && mv watched/.c watched/c.xml
ok "a broken one is told" shown 'watched/c.xml:.*error'
: >watch.err
village 深 >watched/.e && mv watched/.e watched/e.xml
ok "another change" shown 'watched/e.pdf'
ok "does not tell it again" sh -c '! grep -q c.xml watch.err'
village '坏的</标题><段落>' >watched/.c && mv watched/.c watched/c.xml
ok "who changes it is told again" shown 'watched/c.xml:.*error'
mkdir watched/深 && village 深 >watched/深/d.xml
ok "and one in a new folder" shown 'watched/深/d.pdf'
kill -INT $watcher
wait $watcher
ok "it ends when it is told to" test $? = 0
"$program" build odd.xml --free-fonts -w -o named.pdf --reissue >watch.out 2>watch.err &
watcher=$!
ok "a file is watched, too" shown '^[0-9:]\{8\} named.pdf'
: >watch.out
village 改过 >odd.xml
ok "and built again" shown '^[0-9:]\{8\} named.pdf'
kill -TERM $watcher
wait $watcher
ok "and so ended" test $? = 0
# One change makes one line, whenever it comes: while a round goes on, before what it concerns is read;
# and while somebody is still writing.
lines_of() { grep -c "$1" watch.out; }
mkdir busy && printf '村,户数\n甲村,31\n' >list.csv && cp list.csv all.csv
names_list() { printf '<公文><标题>关于表的通知</标题><正文><表 来源="../%s"><列 题="村"/><列 题="户数"/></表></正文></公文>\n' "$1"; }
for n in $(seq 10 49); do
    names_list all.csv >busy/a$n.xml
done
names_list list.csv >busy/z.xml
sed 's,</表>,</表><表 来源="../all.csv"><列 题="村"/><列 题="户数"/></表>,' busy/z.xml >busy/.z && mv busy/.z busy/z.xml
sleep 0.1
"$program" build busy --free-fonts --watch >watch.out 2>watch.err &
watcher=$!
shown 'Ctrl-C'
: >watch.out
printf '村,户数\n甲村,33\n' >all.new && mv all.new all.csv
for _ in $(seq 1000); do # lines come at the round's end
    [ busy/a10.pdf -nt all.csv ] && break
    sleep 0.01
done
printf '村,户数\n甲村,34\n' >list.new && mv list.new list.csv
shown 'busy/z.pdf'
sleep 1
ok "a change while a round goes on makes one line" test "$(lines_of busy/z.pdf)" = 1
ok "others have one, too" test "$(lines_of busy/a)" = 40
: >watch.out
village 乡村 >busy/.a && mv busy/.a busy/a10.xml
shown 'busy/a10.pdf'
sleep 0.3
ok "and no other change brings it back" test "$(lines_of 'busy/z.pdf')" = 0
: >watch.out
python3 - <<'END'
import time
with open("list.csv", "w") as file:
    time.sleep(0.3)
    file.write("村,户数\n甲村,35\n")
    file.flush()
    open("busy/a11.xml", "a").close()  # something else begins a round meanwhile
    time.sleep(0.3)
    file.write("乙村,36\n")
END
shown 'busy/z.pdf'
sleep 0.5
ok "what is written in steps makes one line" test "$(lines_of busy/z.pdf)" = 1
ok "of all of it" sh -c 'pdftotext busy/z.pdf - | grep -q 36'
kill -INT $watcher
wait $watcher
run build - --watch
gives "standard input is not watched" 2 'error\[U075\]'
cd ..
