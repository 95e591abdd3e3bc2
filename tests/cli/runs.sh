# Runs beside each other, runs that were killed, pipes, and what lies where a file should.

mkdir -p runs
cp good.xml runs/n.xml
run build runs/n.xml
touch runs/.hongtou-0.tmp
run build --force runs/n.xml -o runs/n.pdf
gives "after a run that was killed" 0 ""
ok "nothing of it is left" unlittered runs .hongtou n.pdf n.xml

# One run at a time fills a folder.
printf '户号,村,户主姓名\n1,白石村,王一\n2,清河村,王二\n' >runs/l.csv
cp "$root/inputs/排查表/政策宣传回执.xml" runs/f.xml
mkdir -p runs/o
"$program" print runs/f.xml --data runs/l.csv --split 村 -o runs/o >.out 2>.err
mkfifo runs/held runs/go
flock runs/o sh -c 'echo >runs/held; cat runs/go' >/dev/null &
cat runs/held >/dev/null
run print runs/f.xml --data runs/l.csv --split 村 -o runs/o
gives "a folder that another run fills" 3 'error\[S019\].*runs/o'
echo >runs/go
wait
run print runs/f.xml --data runs/l.csv --split 村 -o runs/o
gives "once it has finished" 0 ""

# A document that another program is at is waited for, and what it leaves is what is mended.
cp good.xml runs/m.xml
flock runs/m.xml sh -c 'echo >runs/held; cat runs/go; sed "s/<\/标题>/再次<\/标题>/" runs/m.xml >runs/m.new; mv runs/m.new runs/m.xml' >/dev/null &
cat runs/held >/dev/null
(sleep 1; echo >runs/go) &
run fix --write runs/m.xml
gives "a document that another program is at" 0 ""
ok "its change stays" grep -q "再次</标题>" runs/m.xml
wait

# The staff file is not written into a document that was changed since it was read.
printf '%s\n' '<公文 文种="通知"><标题>关于值班的通知</标题><正文><段>略。</段><联系人 姓名="方知远" 电话="13800000004"/></正文><落款 署名="白石镇人民政府" 日期="2026-05-15"/></公文>' >runs/w.xml
flock runs/w.xml sh -c 'echo >runs/held; cat runs/go; sed "s/略/详/" runs/w.xml >runs/w.new; mv runs/w.new runs/w.xml' >/dev/null &
cat runs/held >/dev/null
(sleep 1; echo >runs/go) &
run staff learn runs/w.xml -o runs/人员库.xml
gives "a document changed while the staff file is made" 1 'error\[C105\].*runs/w.xml'
ok "its words are whole" grep -q '^<公文 文种="通知"><标题>.*<段>详。' runs/w.xml
wait

# A pipe that nobody writes into; one that is written into late; no file at all.
mkfifo runs/pipe.xml runs/pipe.csv
run check runs/pipe.xml
gives "a pipe that nobody writes into" 3 'error\[S003\].*pipe.xml'
(sleep 1 && cat good.xml >runs/pipe.xml) &
run build runs/pipe.xml -o runs/piped.pdf
gives "a pipe that is written into late" 0 ""
wait
run print runs/f.xml --data runs/pipe.csv -o runs/x.pdf
gives "a list that is a pipe" 1 'error\[D011\].*pipe.csv'
run read runs/pipe.csv
gives "a form that is a pipe" 1 'error\[D011\].*pipe.csv'
run build runs/n.xml -o /dev/null
ok "a device stays one" test -c /dev/null

# A kernel without Landlock: strangers' files are read all the same, and that is said once.
printf '关于值班的通知\n\n各村：\n按时到岗。\n\n白石镇人民政府\n2026年9月20日\n' >runs/值班.txt
run import runs/值班.txt -o runs/caged.xml
gives "a draft read in the cage" 0 ""
without_landlock() {
    python3 "$root/tests/uncaged.py" "$program" "$@" >.out 2>.err </dev/null
    status=$?
}
without_landlock import runs/值班.txt -o runs/uncaged.xml
gives "a draft read without" 0 'note\[D026\].*沙箱.*（Landlock）'
ok "and read alike" cmp runs/caged.xml runs/uncaged.xml
without_landlock read good.xml good.xml
gives "forms read without" 1 'note\[D026\].*（Landlock）'
ok "it is said once" test "$(grep -c D026 .err)" = 1
without_landlock build good.xml -o runs/uncaged.pdf --free-fonts
gives "own documents need no cage" 0 ""
