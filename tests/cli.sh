#!/bin/sh
# The command line, from outside: cli.sh PROGRAM
#   exit statuses, every U and S diagnostic, options, output files and what happens to the old one
#   when something fails. One line for each failure; 'cli: N passed, M failed' at the end.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
LC_ALL=C.UTF-8
export LC_ALL
unset SOURCE_DATE_EPOCH HONGTOU_HOME LANG MAKEFLAGS MFLAGS
exec </dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3

passed=0
failed=0

# ok NAME COMMAND…: passes when the command succeeds
ok() {
    name=$1
    shift
    if "$@" >"$work/.said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cli: $name: failed: $*"
        head -5 "$work/.said"
    fi
}

# run ARGUMENT…: the program; its status, output and messages are kept
run() {
    "$program" "$@" >"$work/.out" 2>"$work/.err" </dev/null
    status=$?
}

# gives NAME STATUS PATTERN: how the last run ended; an empty PATTERN means that it said nothing,
# but perhaps (F010, and its hint) that the machine has no office fonts
gives() {
    sed -i '/note\[F010\]/,+1d' "$work/.err"
    if [ "$status" = "$2" ] && { [ -n "$3" ] || [ ! -s "$work/.err" ]; } &&
        grep -q -- "$3" "$work/.err" "$work/.empty"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cli: $1: status $status instead of $2, or not \"$3\":"
        head -3 "$work/.err"
    fi
}
echo >"$work/.empty"
whole_pdf() { [ "$(head -c 5 "$1")" = "%PDF-" ] && [ "$(tail -c 6 "$1")" = "%%EOF" ]; }
# unlittered FOLDER NAME…: these files and no others, hidden ones counted
unlittered() {
    folder=$1
    shift
    [ "$(ls -A "$folder" | LC_ALL=C sort)" = "$(printf '%s\n' "$@" | LC_ALL=C sort)" ]
}

# Some file systems cannot keep a file without a name; there a killed run leaves a hidden one.
if python3 -c 'import os; os.close(os.open(".", os.O_TMPFILE | os.O_WRONLY))' 2>.said; then
    most_left=1 # killed between giving the finished file a name and putting it in its place
else
    most_left=1000
fi
# survived FOLDER NAME…: after kills these are the files, and next to no hidden ones
survived() {
    folder=$1
    shift
    [ "$(ls "$folder" | LC_ALL=C sort)" = "$(printf '%s\n' "$@" | LC_ALL=C sort)" ] &&
        [ "$(find "$folder" -name '.hongtou-*.tmp' | wc -l)" -le $most_left ] &&
        [ -z "$(find "$folder" -mindepth 1 -name '.*' ! -name .hongtou ! -name '.hongtou-*.tmp')" ]
}

cat >good.xml <<'XML'
<公文>
  <标题>关于做好春耕工作的通知</标题>
  <正文><段>请抓好落实。</段></正文>
</公文>
XML
sed 's/<段>/<段段>/; s/<\/段>/<\/段段>/' good.xml >bad.xml
sed 's/落实/\&#x12000;/' good.xml >missing.xml
echo '<公文>' >broken.xml

# ---- exit statuses, and what is wrong with a document ----
run build good.xml -o good.pdf
gives "a good document" 0 ""
ok "the file is whole" whole_pdf good.pdf
ok "its name and pages are told" grep -q '^good.pdf  1 页$' .out
run build bad.xml -o bad.pdf
gives "an unknown element" 1 'bad.xml:3:7: error\[V0'
ok "no file for a bad document" test ! -e bad.pdf
run build broken.xml -o bad.pdf
gives "broken XML" 1 'error\[X0'
run build missing.xml -o bad.pdf
gives "a character that no font has" 1 'error\[F002\]'
ok "no file for a missing character" test ! -e bad.pdf

# ---- U: the command line ----
run
gives "no command" 2 'error\[U009\]'
run --nonsense
gives "an unknown option" 2 'error\[U001\].*--nonsense'
run build good.xml --lang fr
gives "an unknown language" 2 'error\[U004\].*--lang'
run build good.xml -o
gives "an option without its value" 2 'error\[U012\]'
run build good.xml -o slashed/
ok "a folder with a slash" grep -q '^slashed/good.pdf ' .out
run build good.xml --fillabel
gives "an option that is nearly one" 2 'error\[U001\].*--fillabel'
ok "is guessed" grep -q -- '--fillable' .err
run build good.xml --excel
gives "an option that other programs have" 2 'error\[U001\].*--excel'
ok "is guessed by what it means" grep -q -- '--xlsx$' .err
run new vehicles
ok "a workbook's name leads to --xlsx" grep -q 'hongtou new vehicles --xlsx$' .err
run build good.xml --copies 5
gives "an option of another command" 2 'error\[U011\].*--copies'
run staff check good.xml --roster x
gives "an option of another staff command" 2 'error\[U011\].*--roster'
run bulid good.xml
gives "a command that is nearly one" 2 'error\[U013\].*bulid'
run compile
gives "what other programs call it" 2 'error\[U013\].*compile'
ok "is told by its name" grep -q build .err
run beautify
gives "an unknown command" 2 'error\[U002\].*beautify'
run build
gives "too few arguments" 2 'error\[U003\]'
run schema one two
gives "too many arguments" 2 'error\[U003\]'
run dump --stage nothing good.xml
gives "an unknown stage" 2 'error\[U004\]'
run dump good.xml
gives "a dump without a stage" 2 'error\[U004\]'
run schema --names fr
gives "unknown names" 2 'error\[U004\]'

# ---- for word processors, and back ----
run build good.xml --docx
gives "a file for word processors" 0 ""
ok "beside its source, and a ZIP" sh -c 'head -c 2 good.docx | grep -q PK'
ok "nothing is recorded of it" test ! -e .hongtou
run build good.xml -o named.docx
gives "by its name" 0 ""
ok "the same bytes" cmp -s good.docx named.docx
run import good.docx -o back.xml
gives "taken back" 0 'D188'
ok "byte for byte" cmp -s good.xml back.xml
sed 's/抓好/认真抓好/' good.xml >later.xml
run build later.xml --track-from good.xml -o tracked.docx
gives "an earlier edition's differences" 0 ""
ok "as revisions" sh -c 'python3 -c "import zipfile; print(zipfile.ZipFile(\"tracked.docx\").read(\"word/document.xml\").decode())" | grep -q "<w:ins "'
run build good.xml later.xml --track-from good.xml
gives "two documents and one earlier edition" 2 'error\[U066\]'
run build good.xml later.xml --docx -o made
gives "several, into a folder" 0 ""
ok "each by its name" test -s made/good.docx -a -s made/later.docx
rm -rf made good.docx named.docx back.xml later.xml tracked.docx
mkdir empty
run build empty
gives "an empty folder" 2 'error\[U005\]'
run build good.xml good.xml -o one.pdf
gives "two documents into one file" 2 'error\[U006\]'
run build good.xml good.xml -o -
gives "two documents to standard output" 2 'error\[U006\]'
mkdir two
cp good.xml two/a.xml
cp good.xml two/b.xml
run build two -o one.pdf
gives "a folder into one file" 2 'error\[U006\]'
run build two -o -
gives "a folder to standard output" 2 'error\[U006\]'
ok "and nothing was made of either" test ! -e one.pdf -a ! -e ./-
run new nothing
gives "an unknown skeleton" 2 'error\[U007\]'
run new ../new/notice
gives "a skeleton outside of the folder" 2 'error\[U007\]'
echo mine >mine.xml
run new notice -o mine.xml
gives "a skeleton over an old file" 2 'error\[U008\]'
ok "the old file is untouched" grep -qx mine mine.xml

# ---- staff files ----
cat >staff.xml <<'XML'
<人员库>
  <单位 名称="县财政局">
    <岗位 职务="局长">
      <任职 人员="罗启明" 止="2026-08-31"/>
      <任职 人员="李望舒" 起="2026-09-01"/>
    </岗位>
  </单位>
  <人员 姓名="罗启明"/>
  <人员 姓名="李望舒"/>
</人员库>
XML
run staff check staff.xml
gives "a good staff file" 0 ""
ok "what it holds is told" grep -q '^staff.xml：人员 2，单位 1，岗位 1，任职 2$' .out
run staff check good.xml
gives "a document as a staff file" 1 'good.xml:1:1: error\[N002\]'
run staff check nowhere.csv
gives "a staff file that is not there" 3 'error\[S002\]'
sed '0,/<公文/s//<公文 人员库="nobody.xml"/' good.xml >unstaffed.xml
run build unstaffed.xml
gives "a staff file that a document names and does not ask is not there" 3 'unstaffed.xml:.*error\[S002\]'
ok "which leaves nothing" sh -c 'test ! -e unstaffed.pdf && test ! -e .hongtou/unstaffed.d'
rm unstaffed.xml
run build staff.xml -o staff.pdf
gives "a staff file as a document" 1 'staff.xml:1:1: error\[N001\]'
mkdir office
cp good.xml staff.xml office
run build office -o offices
gives "a folder with a staff file" 0 ""
ok "and only the document is made" unlittered offices .hongtou good.pdf
cat >names.xml <<'XML'
<公文 人员库="staff.xml">
  <标题>关于工作安排的通知</标题>
  <正文><段>由<人名 岗位="县财政局局长"/>同志牵头。</段></正文>
  <落款 署名="青禾县人民政府" 日期="2026-09-19"/>
</公文>
XML
run dump --stage model names.xml
ok "names are those of the document's day" grep -q '李望舒' .out
run dump --stage model --as-of 2026-08-31 names.xml
ok "or those of the day asked for" grep -q '罗启明' .out
run build names.xml --as-of 2026-8 -o names.pdf
gives "as of no day" 2 'error\[U004\].*--as-of'
printf '姓名,单位,职务,任职时间\n钱望,县财政局,局长,2020-01-01\n' >staff.csv
sed 's/staff.xml/staff.csv/' names.xml >names-csv.xml
run dump --stage model names-csv.xml
ok "a staff file may be a table" grep -q '钱望' .out
run staff changes --from 2026-08-01 --to 2026-09-30 staff.xml
gives "changes" 0 ""
ok "who left" grep -q '县财政局局长 *罗启明 *2026-08-31' .out
ok "who came" grep -q '县财政局局长 *李望舒 *2026-09-01' .out
run staff changes --from 2026-08-01 --to 2026-09-30 staff.xml --format json
ok "as JSON" python3 -c 'import json; d = json.load(open(".out")); assert d["came"][0]["person"] == "李望舒"'
run staff changes --from 2026-08-01 staff.xml
gives "changes without an end" 2 'error\[U004\].*--to'
run staff changes --from 2026-02-30 --to 2026-09-30 staff.xml
gives "changes from no day" 2 'error\[U004\].*--from'
run staff changes --from 2026-09-30 --to 2026-08-01 staff.xml
gives "changes backwards" 2 'error\[U004\].*--to'
run staff nothing staff.xml
gives "an unknown staff command" 2 'error\[U002\]'
run new staff --xlsx -o book.xlsx
gives "an empty staff file" 0 ""
run staff check book.xlsx
gives "which has nobody yet" 1 'error\[D018\].*book.xlsx（人员）'

# ---- which documents are out of date, and the notice of it ----
mkdir -p affairs/below
cp staff.xml affairs
cat >affairs/group.xml <<'XML'
<公文 文种="通知" 人员库="staff.xml">
  <版头>
    <发文机关>青禾县人民政府</发文机关>
    <发文字号 代字="青政发" 年="2026" 号="21"/>
  </版头>
  <标题>关于成立县财源建设领导小组的通知</标题>
  <主送>各乡镇人民政府：</主送>
  <正文>
    <段>现将组成人员通知如下：</段>
    <名单>
      <层级 职务="组长"><成员 岗位="县财政局局长"/></层级>
      <层级 职务="成员"><成员 岗位="县财政局局长" 固定="罗启明" 理由="验收未完" 署职="县财政局原局长"/></层级>
    </名单>
  </正文>
  <落款 署名="青禾县人民政府" 日期="2026-08-01"/>
</公文>
XML
sed '/<成员 岗位="县财政局局长" 固定/d' affairs/group.xml >affairs/below/moved.xml
sed -i 's/人员库="staff.xml"/人员库="..\/staff.xml"/' affairs/below/moved.xml
sed 's/2026-09-19/2026-09-01/; s/人员库="staff.xml"/人员库="staff.xml"/' names.xml >affairs/now.xml
cp good.xml affairs/plain.xml
run staff affected affairs --as-of 2026-08-31
gives "nothing is out of date" 0 ""
ok "and how many were looked at" grep -q '公文 3 份，要改的 0 份' .out
mkdir says
sed 's|<段>.*</段>|<段>电话：<人名 岗位="县财政局局长" 内容="电话"/>。</段>|; s/2026-09-19/2026-08-01/' \
    names.xml >says/says.xml
sed 's/姓名="罗启明"/& 电话="13800000001"/; s/姓名="李望舒"/& 电话="13800000002"/' staff.xml >says/staff.xml
run staff affected says --as-of 2026-10-08
gives "a telephone inside a sentence is out of date" 1 'error\[C049\]'
ok "which one, and which it would be" grep -q '文中电话：13800000001 → 13800000002' .out
run staff affected affairs --as-of 2026-10-08
gives "something is out of date" 1 'error\[C049\]'
ok "where, and who it would be" grep -q \
    '^affairs/group.xml:11:.*第1页 组长：罗启明 → 李望舒（县财政局局长）$' .out
ok "the pinned apart, with why" grep -q '成员：罗启明（验收未完）；县财政局局长现在是：李望舒' .out
ok "a document of a later day is not" sh -c '! grep -q now.xml .out'
ok "the count leaves the pinned out" grep -q '公文 3 份，要改的 2 份，共 2 处' .out
cp .out affairs.out && cp .err affairs.err
run staff affected affairs --as-of 2026-10-08 --jobs 3
gives "looked at by several at a time" 1 'error\[C049\]'
ok "the same is told, in the same order" sh -c 'cmp .out affairs.out && cmp .err affairs.err'
mkdir many && cp affairs/staff.xml many/
for n in $(seq 100); do cp affairs/group.xml "many/$n.xml"; done
run staff affected many --as-of 2026-10-08
cp .out many.out
run staff affected many --as-of 2026-10-08 --jobs 1
ok "many are looked at by several, to the same end" cmp .out many.out
ok "all of them" grep -q '公文 100 份，要改的 100 份' .out
run staff affected affairs --as-of 2026-10-08 --jobs 0
gives "by none" 2 'error\[U004\].*--jobs'
run staff affected affairs/group.xml --as-of 2026-10-08 --format json
ok "as JSON" python3 -c '
import json
d = json.load(open(".out"))
assert d["out_of_date"] == 1 and d["pinned"][0]["reason"] == "验收未完", d
a = d["affected"][0]
assert (a["says"], a["would_say"], a["page"], a["where"]) == ("罗启明", "李望舒", 1, "组长"), a
assert (a["says_id"], a["would_say_id"], a["says_post"]) == ("罗启明", "李望舒", "县财政局局长"), a
assert d["pinned"][0]["page"] == 1, d'
cat >affairs/hand.xml <<'XML'
<公文 人员库="staff.xml">
  <标题>关于财源建设的通知</标题>
  <正文>
    <段>罗启明同志已经作了部署。</段>
    <段>各单位按照部署抓好落实。</段>
    <办公室 设在="县财政局"><层级 职务="主任"><成员 岗位="县财政局局长"/></层级></办公室>
  </正文>
  <落款 署名="青禾县人民政府" 日期="2026-08-01"/>
</公文>
XML
sed -i 's/<段>各单位.*/&'"$(printf '<段>各单位按照部署抓好落实。<\/段>%.0s' $(seq 30))"'/' affairs/hand.xml
run staff affected affairs/hand.xml --as-of 2026-10-08
ok "a name typed before does not give the page" grep -q ':6:.*第2页 办公室 主任：罗启明 → 李望舒' .out
rm affairs/hand.xml
mkdir issued
cp affairs/below/moved.xml issued
sed 's/="罗启明" 止="2026-08-31"/="罗启明" 止="2026-07-31"/; s/起="2026-09-01"/起="2026-08-01"/' staff.xml >staff2.xml
(cd issued && "$program" issue moved.xml --free-fonts >../.out 2>../.err)
run staff affected issued --as-of 2026-08-20
gives "an issued document on a day soon after" 0 ""
cp staff.xml staff1.xml
cp staff2.xml staff.xml
run staff affected issued --as-of 2026-08-20
gives "an issued document says what its lock has" 1 'error\[C049\]'
ok "though the staff file be mended since" grep -q '第1页 组长：罗启明 → 李望舒（县财政局局长）$' .out
sed -i '/^end/d' issued/moved.lock
run staff affected issued --as-of 2026-08-20
gives "a damaged lock" 1 'error\[R106\]'
mv staff1.xml staff.xml
rm -r issued staff2.xml
cat >homonyms.xml <<'XML'
<人员库>
  <单位 名称="县财政局">
    <岗位 职务="局长">
      <任职 人员="a" 止="2026-08-31"/>
      <任职 人员="b" 起="2026-09-01"/>
    </岗位>
  </单位>
  <人员 姓名="张伟" 代号="a"/>
  <人员 姓名="张伟" 代号="b"/>
</人员库>
XML
sed 's/人员库="staff.xml"/人员库="..\/homonyms.xml"/; s/ 固定="罗启明" 理由="验收未完"//' affairs/group.xml >affairs/homonym.xml
run staff affected affairs/homonym.xml --as-of 2026-10-08
ok "people of one name are told apart" grep -q '组长：张伟（代号 a） → 张伟（代号 b）（县财政局局长）' .out
run staff changes --from 2026-08-01 --to 2026-09-30 homonyms.xml
ok "in changes, too" grep -q '县财政局局长 *张伟（代号 b） *2026-09-01' .out
rm affairs/homonym.xml homonyms.xml
mkdir past
sed 's/2026-/2016-/g' affairs/group.xml >past/group.xml
sed 's/2026-/2016-/g' staff.xml >past/staff.xml
(cd past && "$program" staff affected >../.out 2>../.err)
status=$?
gives "the current folder, today" 1 'error\[C049\]'
run staff affected affairs --as-of yesterday
gives "affected on no day" 2 'error\[U004\].*--as-of'
run staff affected empty
gives "affected in an empty folder" 2 'error\[U005\]'
cp broken.xml affairs/below
run staff affected affairs --as-of 2026-08-31
gives "affected with broken XML" 1 'error\[X0'
rm affairs/below/broken.xml
adjust() { run staff adjust --from 2026-08-01 --to 2026-10-08 "$@"; }
adjust affairs/below/moved.xml --roster 县财源建设领导小组 -o affairs/draft.xml
gives "a draft" 0 ""
ok "of the group" grep -q '<标题>关于调整县财源建设领导小组成员的通知</标题>' affairs/draft.xml
ok "who left" grep -q '<人名 人员="罗启明"/>同志不再担任组长职务。' affairs/draft.xml
ok "its number is left open" grep -q '<!-- .*代字="青政发" 年="2026" 号=""/> -->' affairs/draft.xml
ok "the staff file is found from there" grep -q '人员库="staff.xml"' affairs/draft.xml
run build affairs/draft.xml -o draft.pdf
gives "it compiles" 0 ""
run dump --stage text affairs/draft.xml
ok "with the new people" grep -q '组长：李望舒县财政局局长' .out
run check affairs/draft.xml
ok "and nobody is named by hand" sh -c '! grep -q "C03" .err'
cat >affairs/teams.xml <<'XML'
<公文 文种="通知" 人员库="staff.xml">
  <标题>关于成立县财源建设工作专班的通知</标题>
  <正文>
    <名单><层级 职务="组长"><成员 岗位="县财政局局长"/></层级></名单>
    <办公室 设在="县财政局"><层级 职务="主任"><成员 岗位="县财政局局长"/></层级></办公室>
    <分组>
      <小组 名="综合组">
        <层级 职务="联络员"><成员 岗位="县财政局局长"/></层级>
        <事项 题="主要任务">统筹协调。</事项>
      </小组>
    </分组>
    <分组 编号="是">
      <小组 联系="白石镇" 负责="白石村"><层级 职务="组长"><成员 岗位="县财政局局长"/></层级></小组>
    </分组>
  </正文>
  <落款 署名="青禾县人民政府" 日期="2026-08-01"/>
</公文>
XML
adjust affairs/teams.xml -o affairs/teams-draft.xml
gives "a draft with teams" 0 ""
ok "all of them" test "$(grep -c '<小组' affairs/teams-draft.xml)" = 2
ok "who left says all that he was" grep -q \
    '同志不再担任组长、办公室主任职务、综合组联络员、第一组组长职务。' affairs/teams-draft.xml
run build affairs/teams-draft.xml -o draft.pdf
gives "it compiles, too" 0 ""
run dump --stage text affairs/teams-draft.xml
ok "teams have the new people" sh -c 'tr -d "\n" <.out | grep -q "第一组（联系白石镇）组长：李望舒"'
sed -i '/<名单>/d; /<办公室/d; /<分组>/,/<\/分组>/d; s/成立县财源建设工作专班/县级领导联系乡镇/' affairs/teams.xml
rm affairs/teams-draft.xml
adjust affairs/teams.xml -o affairs/teams-draft.xml
gives "a draft of teams alone" 0 ""
ok "is named by their subject" grep -q '关于调整县级领导联系乡镇工作组成员的通知' affairs/teams-draft.xml
run build affairs/teams-draft.xml -o draft.pdf
gives "and compiles" 0 ""
rm affairs/teams.xml affairs/teams-draft.xml
adjust affairs/below/moved.xml -o affairs/draft.xml
gives "a draft over an old file" 2 'error\[U008\]'
adjust affairs/below/moved.xml --roster 没有这个组
gives "a roster that is not there" 1 'error\[C046\].*没有这个组'
adjust good.xml
gives "a document without a roster" 1 'error\[C045\]'
sed 's/<名单>/<名单 题="甲组"><层级 职务="组长"><成员 岗位="县财政局局长"\/><\/层级><\/名单><名单 题="乙组">/' \
    affairs/group.xml >affairs/two.xml
adjust affairs/two.xml
gives "one of two rosters" 1 'error\[C047\]'
ok "their names are told" grep -q '甲组 乙组' .err
adjust affairs/two.xml --roster 乙组
gives "by its name" 0 ""
run staff adjust --from 2026-09-02 --to 2026-10-08 affairs/two.xml --roster 甲组
gives "nobody changed" 1 'error\[C048\]'
run staff adjust --to 2026-10-08 affairs/group.xml
gives "a draft without a beginning" 2 'error\[U004\].*--from'
run staff adjust --from 2026-08-01 --to 2026-10-08
gives "a draft from nothing" 2 'error\[U003\]'
rm affairs/two.xml affairs/draft.xml

# ---- ten old notices without a staff file: learnt, then one tenure changes ----
mkdir old
# notice NUMBER DATE SUBJECT MEMBER…: the first one leads
notice() {
    lead=$4
    roster_of=$1 roster_day=$2 roster_subject=$3
    shift 4
    text "$roster_of" "$roster_day" "$roster_subject" \
        "<名单><层级 职务=\"组长\">$lead</层级><层级 职务=\"成员\">$*</层级></名单>"
}
# text NUMBER DATE SUBJECT BLOCKS
text() {
    file=old/$1.xml day=$2 subject=$3
    cat >"$file" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<公文 文种="通知">
  <标题>关于成立白石镇${subject}领导小组的通知</标题>
  <正文>
    <段>领导小组成员如下：</段>
    $4
  </正文>
  <落款 署名="青禾县白石镇人民政府" 日期="$day"/>
</公文>
XML
}
who() { printf '<成员 姓名="%s" 职务="%s"/>' "$1" "$2"; }
secretary=$(who 许川 镇党委书记) head=$(who 李望 镇党委副书记、镇长) deputy=$(who 周言 副镇长)
farming=$(who 方知远 镇农业农村办公室主任) money=$(who 沈石 镇财政所所长)
several=$(who 丁一 '镇党委统战委员、副镇长、经济发展办公室副主任（兼）')
notice 01 2025-03-01 防汛抗旱 "$secretary" "$head$farming"
notice 02 2025-04-01 森林防灭火 "$head" "$deputy$farming"
notice 03 2025-05-01 乡村振兴 "$secretary" "$farming$money"
text 04 2025-06-01 信访维稳 '<分组 编号="是"><小组 联系="甲村">
    <事项 题="联络员">周言、方知远 13800000004、镇派出所1名民警；</事项>
    <事项 题="主要任务">周言周语要听，排查到户。</事项></小组></分组>'
notice 05 2025-07-01 安全生产 "$head" "$deputy$several"
text 06 2025-08-01 食品安全 '<车辆安排><车组 名="检查组">
    <车辆 车牌="青Z00001" 驾驶员="石桥" 电话="13800000009" 路线="甲村">
    <乘员 职务="镇农业农村办公室主任" 电话="13800000004">方知远</乘员></车辆>
    <车辆 车牌="青Z00002" 驾驶员="石桥" 路线="乙村"><乘员>沈石</乘员></车辆></车组></车辆安排>'
text 07 2025-09-01 教育督导 '<联系人 姓名="方知远" 电话="13800000004"/>'
notice 08 2025-10-01 饮水安全 "$deputy" "$farming"
notice 09 2025-11-01 项目建设 "$secretary" "$(who 石外 某公司项目负责人)"
notice 10 2025-12-01 民族团结 "$several" "$(who 许川 镇党委书记)"
run build --free-fonts old
for pdf in old/*.pdf; do cp "$pdf" "$pdf.before"; done
run staff learn old/??.xml -o old/人员库.xml
gives "ten notices learnt" 0 ""
ok "what was left out is told" grep -q '^old/09.xml:6: 看不出“某公司项目负责人”' .out
ok "and what is new" grep -q '新增人员 8，岗位 8，任职 9；没有写入、请核对的 1 处' .out
ok "from the first day seen" grep -q '<任职 人员="方知远" 起="2025-03-01"/>' old/人员库.xml
ok "the notices name it" grep -q '^<公文 人员库="人员库.xml" 文种="通知">' old/10.xml
run staff check old/人员库.xml
gives "a sound staff file" 0 ""
run build --free-fonts -B old
same_pages() { for pdf in old/*.pdf; do cmp "$pdf" "$pdf.before" || return 1; done; }
ok "not a byte of the pages is another" same_pages
run staff affected old --as-of 2026-11-30
gives "nobody has changed" 0 ""
sed -i 's|人员="方知远" 起="2025-03-01"/>|& <任职 人员="梁禾" 起="2026-09-01"/>|
s|人员="方知远" 起="2025-03-01"|& 止="2026-08-31"|; s|</人员库>|<人员 姓名="梁禾"/></人员库>|' old/人员库.xml
run staff affected old --as-of 2026-11-30
gives "one tenure changed" 1 'error\[C049\]: 7 份'
ok "those that name him" [ "$(grep -c '方知远 → 梁禾（镇农业农村办公室主任）' .out)" = 7 ]
ok "and no others" [ "$(grep ' → ' .out | sed 's/:.*//' | sort -u | tr -d '\n')" = \
    old/01.xmlold/02.xmlold/03.xmlold/04.xmlold/06.xmlold/07.xmlold/08.xml ]
ok "in a team's words, by what they are said of" grep -q '^old/04.xml:.*第一组（联系甲村） 联络员：方知远' .out
ok "in a car" grep -q '^old/06.xml:.*1号车 乘车人员：方知远' .out
ok "with the telephone" grep -q '^old/06.xml:.*1号车 乘车人员电话：13800000004 → （无）' .out
ok "as a contact" grep -q '^old/07.xml:.*联系人：方知远' .out
drafts=
for n in 01 02 03 04 05 06 07 08 09 10; do
    run staff adjust --from 2026-08-01 --to 2026-09-30 old/$n.xml -o old/draft-$n.xml
    [ $status != 0 ] || drafts="$drafts $n"
done
ok "exactly the right drafts" [ "$drafts" = " 01 02 03 04 06 07 08" ]
ok "of a team's words" grep -q '>周言、梁禾 〔电话〕、镇派出所1名民警；<' old/draft-04.xml
ok "and who left them" grep -q '<人名 人员="方知远"/>同志不再担任第一组联络员。' old/draft-04.xml
ok "of a car" grep -q '1号车乘车人员由<人名 人员="方知远"/>调整为<人名 人员="梁禾"/>。' old/draft-06.xml
ok "which is named by it" grep -q '<标题>关于调整车辆安排的通知</标题>' old/draft-06.xml
ok "of a contact" grep -q '联系人由<人名 人员="方知远"/>调整为<人名 人员="梁禾"/>。' old/draft-07.xml
run build --free-fonts old/draft-04.xml old/draft-06.xml old/draft-07.xml -o old
gives "they compile" 0 ""
ok "with who is new" grep -q '<成员 姓名="梁禾" 职务="镇农业农村办公室主任"/>' old/draft-08.xml
ok "and who left" grep -q '<人名 人员="方知远"/>同志不再担任成员' old/draft-08.xml
printf '组别,车牌号,驾驶员,乘车人员\n甲组,青Z00003,石桥,方知远（镇农业农村办公室主任）\n' |
    iconv -f UTF-8 -t GBK >old/cars.csv
text 11 2025-08-01 夏季检查 '<车辆安排 来源="cars.csv"/>'
sed -i 's/^<公文 /&人员库="人员库.xml" /' old/11.xml
run staff affected old/11.xml --as-of 2026-11-30
ok "a car from a file, by its document" grep -q '^old/11.xml:.*第1页 1号车 乘车人员：方知远 → 梁禾' .out
run staff adjust --from 2026-08-01 --to 2026-09-30 old/11.xml
ok "its draft" grep -q '1号车乘车人员由<人名 人员="方知远"/>调整为<人名 人员="梁禾"/>。' .out
run staff learn old/0?.xml old/10.xml
gives "learnt again" 0 ""
ok "nothing is new" grep -q '新增人员 0，岗位 0，任职 0' .out
rm -r old

# ---- what notices contradict each other in: one name of two people, telephones, holders ----
mkdir twice
# typed NUMBER DATE BLOCKS: a document whose people are typed
typed() {
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<公文><标题>关于检查的通知</标题><正文>\n%s\n' "$3" >twice/$1.xml
    printf '</正文><落款 署名="青禾县人民政府" 日期="%s"/></公文>\n' "$2" >>twice/$1.xml
}
member() { printf '<名单><层级 职务="成员"><成员 姓名="%s" 职务="%s" 电话="%s"/></层级></名单>' "$@"; }
typed 1 2025-03-01 "$(member 王青 县财政局局长 13800000001)"
typed 2 2025-04-01 "$(member 王青 县水利局局长 13800000002)"
typed 3 2025-05-01 "$(member 王青 县财政局党组书记、局长 13800000003)"
typed 4 2025-04-15 '<车辆安排><车组 名="甲"><车辆 驾驶员="石桥" 电话="13800000009">
<乘员 职务="县财政局局长">许川</乘员></车辆></车组></车辆安排>'
typed 5 2025-06-01 '<联系人 姓名="王青" 电话="13800000002" 邮箱="wang@qinghe.example"/>'
typed 6 2025-07-01 '<联系人 姓名="石桥" 电话="13800000009" 邮箱="shi@qinghe.example"/>'
typed 7 2025-07-01 "$(member 方知远 县农业农村局局长 13800000007)"
sed 's/UTF-8/GBK/' twice/7.xml | iconv -f UTF-8 -t GBK >twice/gbk && mv twice/gbk twice/7.xml
cp -r twice again
mkdir some && cp twice/[13].xml some/
sed 's/<标题>/<标题甲>/' twice/2.xml >some/2.xml
run staff learn some -o some/人员库.xml
gives "a bad one among others" 1 'error.*some/2.xml\|some/2.xml.*error'
ok "is named again at the end" grep -q '^some/2.xml：有错（见上面的提示），没有收集完' .out
ok "the others are learnt from" grep -q '王青' some/人员库.xml
ok "and name the staff file" test "$(grep -l '人员库="人员库.xml"' some/*.xml | tr '\n' ' ')" = "some/1.xml some/3.xml "
run staff learn some/2.xml -o some/none.xml
gives "no good one" 1 'error'
ok "makes nothing" test ! -e some/none.xml
rm -r some
run staff learn twice -o twice/人员库.xml
gives "notices that contradict each other" 0 'warning\[C062\].*twice/7.xml'
ok "one name may be two people: where, and what" grep -q \
    '^twice/2.xml:3: “王青”可能是两个人：这里是县水利局局长 13800000002，twice/1.xml:3是县财政局局长 13800000001' .out
ok "the other one is left out" sh -c '! grep -q 水利局 twice/人员库.xml'
ok "telephones that differ" grep -q '^twice/3.xml:3: 王青的电话：这里是13800000003，twice/1.xml:3是13800000001' .out
ok "an address beside another telephone is not his" sh -c '! grep -q wang@ twice/人员库.xml'
ok "two holders at once" grep -q '^twice/4.xml:4: “县财政局局长”：这里是许川，twice/3.xml:3: 王青' .out
ok "a driver with telephone and address" grep -q \
    '<人员 姓名="石桥" 电话="13800000009" 电子邮箱="shi@qinghe.example"/>' twice/人员库.xml
ok "a source in GBK is learnt from" grep -q '方知远.*13800000007' twice/人员库.xml
ok "and left as it is" cmp twice/7.xml again/7.xml
run staff check twice/人员库.xml
gives "what is written is sound" 0 ""
cat >again/人员库.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<人员库>
  <单位 名称="青禾县财政局" 简称="县财政局">
    <岗位 职务="局长" 性质="正职"><任职 人员="w1" 起="2025-01-01"/></岗位>
  </单位>
  <单位 名称="青禾县水利局" 简称="县水利局">
    <岗位 职务="局长" 性质="正职"><任职 人员="w2" 起="2025-01-01"/></岗位>
  </单位>
  <人员 姓名="王青" 代号="w1" 电话="13800000001"/>
  <人员 姓名="王青" 代号="w2" 电话="13800000002" 邮箱="wang@qinghe.example"/>
</人员库>
XML
run staff learn again/?.xml -o again/人员库.xml --format json
ok "a staff file that tells them apart; as JSON" python3 -c '
import json
d = json.load(open(".out"))
assert (d["staff"], d["people"], d["posts"], d["tenures"]) == ("again/人员库.xml", 3, 2, 2), d
assert d["bound"] == ["again/%d.xml" % n for n in range(1, 7)], d
kinds = [(c["file"], c["line"], c["kind"]) for c in d["conflicts"]]
assert kinds == [("again/3.xml", 3, "telephone"), ("again/4.xml", 4, "holders")], kinds'
ok "tenures name him by id" grep -q '<任职 人员="w1" 起="2025-05-01"/>' again/人员库.xml
run staff check again/人员库.xml
gives "which is sound" 0 ""
rm -r twice again

# ---- a folder checked ----
cat >affairs/below/hand.xml <<'XML'
<公文 文种="通知">
  <标题>关于做好财源建设的通知</标题>
  <正文><段>由罗启明同志牵头。</段></正文>
  <落款 署名="青禾县人民政府" 日期="2026-09-19"/>
</公文>
XML
run check affairs
ok "whom a document names by hand is asked of the folder's staff file" \
    grep -q 'below/hand.xml:3:11: warning\[C034\].*罗启明' .err
ok "every document is reported" test "$(grep -c '^affairs/.*\.xml$' .out)" = 5
ok "the folder is summed up" grep -q '^合计：公文 5 份' .out
ok "with what is wrong in which" grep -q '^  affairs/below/hand.xml：.*提醒 [1-9]' .out
run check affairs/below/hand.xml
ok "alone it has none" sh -c '! grep -q C034 .err'
run check affairs --format json
ok "as JSON" python3 -c 'import json; assert len(json.load(open(".out"))) == 5'
run check empty
gives "an empty folder checked" 2 'error\[U005\]'
# No sample breaches a clause, and no word of one is found wrong.
run check "$root/inputs" --free-fonts
ok "the samples checked" test "$status" = 0
ok "the samples checked: no findings" sh -c '! grep -q "\[C" .err'

# ---- S: the system ----
run build nowhere.xml
gives "no such file" 3 'error\[S002\].*nowhere.xml'
run build ''
gives "an empty name" 3 'error\[S0'
if [ -r /proc/self/mem ]; then
    run build /proc/self/mem -o mem.pdf
    gives "an unreadable file" 3 'error\[S003\]'
fi
run dump --stage tree two
gives "a folder instead of a file" 3 'error\[S004\]'
run build good.xml -o good.xml/below
gives "a folder below a file" 3 'error\[S005\]'
run build good.xml -o good.xml/below.pdf
gives "a file below a file" 3 'error\[S00[56]\]'
mkdir folder.pdf
run build good.xml -o folder.pdf
gives "a folder in the file's place" 3 'error\[S006\]'
ok "and it stays empty" unlittered folder.pdf ''
run build good.xml -o /proc/hongtou.pdf
gives "a place that cannot be written" 3 'error\[S00[56]\]'
run build good.xml --home "$work/empty"
gives "no templates" 3 'error\[S007\]'

# ---- a machine without any font: what needs none works ----
mkdir -p bare/fonts
cp -r "$root/templates" bare/
cp "$root"/fonts/*.xml "$root"/fonts/*.txt bare/fonts/
echo '<?xml version="1.0"?><fontconfig></fontconfig>' >bare/fonts.conf
# fontless NAME ARGUMENT…: gives what it gives on this machine
fontless() {
    what=$1
    shift
    run "$@"
    cp .out with.out
    FONTCONFIG_FILE=bare/fonts.conf run "$@" --home bare
    gives "without fonts: $what" 0 ""
    ok "the same without fonts: $what" cmp with.out .out
}
fontless "the tree" dump --stage tree good.xml
fontless "the model" dump --stage model good.xml
fontless "schema" schema
fontless "the manual" reference
fontless "a skeleton" new notice
fontless "a staff file" staff check staff.xml
fontless "its changes" staff changes --from 2026-01-01 --to 2026-12-31 staff.xml
fontless "documents that name people" staff affected good.xml
rm -f empty.xlsx
FONTCONFIG_FILE=bare/fonts.conf run new staff --xlsx --home bare -o empty.xlsx
gives "without fonts: a workbook" 0 ""
FONTCONFIG_FILE=bare/fonts.conf run dump --stage pages good.xml --home bare
gives "pages need fonts" 1 'error\[F003\]'
FONTCONFIG_FILE=bare/fonts.conf run dump --stage tree good.xml --home "$work/empty"
gives "a tree needs no templates" 0 ""
rm -rf bare with.out empty.xlsx
mkdir alone
cp "$program" alone/hongtou
alone/hongtou read good.pdf >/dev/null 2>.err
status=$?
gives "a program without its companion" 3 'error\[S009\]'
rm -rf alone
"$program" --version >&- 2>.err
status=$?
gives "the version to a closed output" 3 'error\[S0'
"$program" schema >&- 2>.err
status=$?
gives "a schema to a closed output" 3 'error\[S0'
"$program" build good.xml -o closed.pdf >&- 2>.err
status=$?
gives "a document with a closed output" 3 'error\[S008\]'
ok "and the document is as good" cmp good.pdf closed.pdf
if [ -c /dev/full ]; then
    "$program" build good.xml -o - >/dev/full 2>.err
    status=$?
    gives "a full output" 3 'error\[S006\]'
    "$program" build good.xml -o full.pdf >/dev/full 2>.err
    status=$?
    gives "no room for the line that tells of the file" 3 'error\[S008\]'
fi

# ---- full and read-only disks, in a name space of their own ----
mkdir disk
cat >disk.sh <<'SH'
set -u
mount -t tmpfs -o size=1m hongtou disk || exit 9
echo old >disk/good.pdf
case $2 in
full) cat /dev/zero >disk/all-else 2>.said ;;
read-only) touch disk/all-else && mount -o remount,ro disk ;;
esac
"$1" build good.xml -o disk/good.pdf
status=$?
[ "$(cat disk/good.pdf)" = old ] || echo "the old file was changed"
[ "$(ls -A disk | LC_ALL=C sort | tr '\n' ' ')" = "all-else good.pdf " ] || { echo "litter:"; ls -A disk; }
exit $status
SH
if unshare -m sh -c 'mount -t tmpfs -o size=64k hongtou disk' 2>.said; then
    unshare -m sh disk.sh "$program" full >.out 2>.err
    status=$?
    gives "a full disk" 3 'error\[S006\]'
    ok "a full disk leaves the old file and no litter" test ! -s .out
    unshare -m sh disk.sh "$program" read-only >.out 2>.err
    status=$?
    gives "a read-only disk" 3 'error\[S006\]'
    ok "a read-only disk keeps the old file" test ! -s .out
fi

# ---- the old output survives a failure ----
mkdir keep
echo old >keep/good.pdf
for source in bad broken missing; do
    run build $source.xml -o keep/good.pdf
    ok "$source: the old file is untouched" grep -qx old keep/good.pdf
done
ok "no litter beside it" unlittered keep good.pdf
run build good.xml -o keep/good.pdf
ok "a good document replaces it" cmp good.pdf keep/good.pdf
ok "and leaves no litter" unlittered keep good.pdf

# ---- a killed process leaves the old file whole ----
{
    echo '<公文><标题>甲</标题><正文>'
    i=0
    while [ $i -lt 4000 ]; do
        echo "<段>第$i项：请各乡镇人民政府、县直各有关单位认真组织实施，确保2026年各项任务落到实处。</段>"
        i=$((i + 1))
    done
    echo '</正文></公文>'
} >large.xml
run build large.xml -o keep/large.pdf
gives "a large document" 0 ""
cp keep/large.pdf large.pdf
for moment in 0.005 0.02 0.05 0.08 0.11 0.15 0.2 0.25; do
    "$program" build large.xml -o keep/large.pdf >.out 2>&1 &
    killed=$!
    sleep $moment
    kill -9 $killed 2>.said
    wait $killed 2>.said
    ok "killed after $moment s: the file is whole" cmp large.pdf keep/large.pdf
done
ok "killed: no litter" survived keep good.pdf large.pdf

# ---- where output goes ----
"$program" build - <good.xml >piped.pdf 2>.err
status=$?
gives "standard input to standard output" 0 ""
ok "the same bytes as from a file" cmp good.pdf piped.pdf
"$program" build - -o fromstdin.pdf <good.xml >.out 2>.err
ok "standard input to a file" cmp good.pdf fromstdin.pdf
"$program" build good.xml -o - >piped.pdf 2>.err
ok "a file to standard output" cmp good.pdf piped.pdf
"$program" build - <bad.xml >piped.pdf 2>.err
status=$?
gives "a bad document from standard input" 1 '^<stdin>:3:7: error\[V0'
ok "nothing goes to standard output then" test ! -s piped.pdf
mkdir -p 公文/乡村振兴/附 .hidden
cp good.xml 公文/通知.xml
cp good.xml 公文/乡村振兴/附/方案.xml
cp good.xml 公文/.hidden.xml
run build 公文/ -o 输出
gives "a folder into a folder" 0 ""
ok "sub-folders and Chinese names are kept" cmp good.pdf 输出/乡村振兴/附/方案.pdf
ok "and those at its top" cmp good.pdf 输出/通知.pdf
ok "hidden files are left out" unlittered 输出 .hongtou 通知.pdf 乡村振兴
run build 公文
ok "without -o beside the source" cmp good.pdf 公文/乡村振兴/附/方案.pdf
run build good.xml two -o several
ok "a file and a folder into a folder" cmp several/good.pdf several/b.pdf
cp bad.xml two/c.xml
run build two -o several2
gives "a folder with a bad document" 1 'two/c.xml:3:7: error'
ok "the good ones are made all the same" unlittered several2 .hongtou a.pdf b.pdf
cp good.xml ./-dash.xml
run build -o dash.pdf -- -dash.xml
gives "a name that begins with a dash" 0 ""

# ---- only what has changed is compiled ----
# stamp FILE…: times of last change, to the last digit
stamp() { stat -c '%n %y' "$@"; }
# settle: lets the file system's clock tick, be it one that counts only seconds; what changed as a
# run begins is not trusted
settle() {
    touch .tock
    until touch .tick && [ -n "$(find .tick -newer .tock)" ]; do
        sleep 0.01
    done
    case $(stat -c %y .tick) in
    *.000000000*) sleep 3 ;;
    *) sleep 0.05 ;;
    esac
}
# mark: a moment that files changed before and after can be told from
mark() { settle && touch .mark && settle; }
# looked FOLDER: how many documents were compiled, be it in vain, since .mark
looked() { find "$1" -name '*.d' -newer .mark | wc -l; }
# built NAME SUMMARY: the last run's last line
built() { ok "$1" test "$(tail -1 .out)" = "$2"; }
mkdir -p tidy/sub
cp names.xml staff.xml tidy
cp good.xml tidy/sub/'a b#c:$d.xml'
cp good.xml tidy/good.xml
settle
run build tidy -o tidied --free-fonts
built "a first build" "3 份重新生成，0 份未变"
stamp tidied/*.pdf tidied/sub/*.pdf >stamps
mark
run build tidy -o tidied --free-fonts
gives "a second build" 0 ""
built "has nothing to do" "0 份重新生成，3 份未变"
ok "compiles nothing" test "$(looked tidied)" = 0
run build tidy -o tidied --free-fonts --lang en
built "and says so in English" "0 rebuilt, 3 unchanged"
run build tidy/names.xml -o tidied --free-fonts
ok "a single document has the same record" test "$(looked tidied)" = 0
run build tidy -o tidied --free-fonts --force
built "--force finds nothing new" "0 份重新生成，3 份未变"
ok "but compiles all" test "$(looked tidied)" = 4
mark
run build tidy -o tidied --free-fonts -B
ok "as -B does" test "$(looked tidied)" = 4
mark
touch tidy/staff.xml
run build tidy -o tidied --free-fonts
built "a staff file touched" "0 份重新生成，3 份未变"
ok "has what names it compiled" test "$(looked tidied)" = 2
stamp tidied/*.pdf tidied/sub/*.pdf >stamps2
ok "and no PDF written anew" cmp stamps stamps2
ok "facts are lines" grep -q '岗位:县财政局局长	李望舒' tidied/.hongtou/names.facts
cp tidied/names.pdf before.pdf
sed 's/人员="李望舒"/人员="罗启明"/' staff.xml >tidy/staff.xml
touch -d 2020-01-01 tidy/staff.xml
run build tidy -o tidied --free-fonts
built "an older staff file is another" "1 份重新生成，2 份未变"
ok "who came is told" grep -q '^    县财政局局长：李望舒→罗启明$' .out
run build tidy -o tidied --free-fonts --as-of 2026-08-31
gives "another day" 0 ""
built "is looked into" "0 份重新生成，3 份未变"
cp staff.xml tidy
run build tidy -o tidied --free-fonts
ok "names as before give the bytes as before" cmp before.pdf tidied/names.pdf
cp good.pdf tidied/names.pdf
run build tidy -o tidied --free-fonts
built "a PDF that somebody overwrote" "1 份重新生成，2 份未变"
ok "is made again" cmp before.pdf tidied/names.pdf
rm tidied/good.pdf
run build tidy -o tidied --free-fonts
built "and one that was removed" "1 份重新生成，2 份未变"
sed 's/请抓好落实/请认真落实/' good.xml >tidy/good.xml
run build tidy -o tidied --free-fonts
built "a changed document" "1 份重新生成，2 份未变"
head -c 300 tidied/.hongtou/good.d >cut
mv cut tidied/.hongtou/good.d
mark
run build tidy -o tidied --free-fonts
built "a record cut off is not believed" "0 份重新生成，3 份未变"
ok "its document is compiled" test "$(looked tidied)" = 1
SOURCE_DATE_EPOCH=1000000000 "$program" build tidy -o tidied --free-fonts >.out 2>.err
built "SOURCE_DATE_EPOCH counts" "3 份重新生成，0 份未变"
run build tidy -o tidied --free-fonts
mkdir other
cp -r "$root/templates" other
ln -s "$root/fonts" other/fonts
settle
run build tidy -o tidied --free-fonts --home other
built "so does --home" "0 份重新生成，3 份未变"
mark
sed -i 's/name="signer-role" is="[^"]*"/name="signer-role" is="hei"/' other/templates/gbt9704.xml
run build tidy -o tidied --free-fonts --home other
ok "a profile is read by all" test "$(looked tidied)" = 3
cp bad.xml tidy/bad.xml
run build tidy -o tidied --free-fonts
gives "one with a mistake" 1 'error\[V0'
built "is counted" "0 份重新生成，3 份未变，1 份没有做成"
run build tidy -o tidied --free-fonts
gives "and told of again" 1 'error\[V0'
rm tidy/bad.xml
sed 's/岗位="县财政局局长"/岗位="县财政局副局长"/' names.xml >tidy/vacant.xml
sed 's/<岗位 职务="局长">/<岗位 职务="副局长"\/>&/' staff.xml >tidy/staff.xml
settle
run build tidy -o tidied --free-fonts
gives "a warning" 0 'warning\[R075\]'
run build tidy -o tidied --free-fonts
gives "that is not said twice" 0 ""
built "is not forgotten" "0 份重新生成，4 份未变（其中 1 份有提醒，用 --force 再看）"
(echo all: && cat tidied/.hongtou/*.d tidied/sub/.hongtou/*.d) >tidy.mk
printf 'tidied/.hongtou/names.d:\n\t@echo compile\n' >>tidy.mk
ok "make reads the records" make -f tidy.mk -q 'tidied/.hongtou/names.d'
ok "with names of any kind" make -f tidy.mk -q 'tidied/sub/.hongtou/a b#c:$d.d'
settle
touch tidy/staff.xml
if make -f tidy.mk -q tidied/.hongtou/names.d; then stale=no; else stale=yes; fi
ok "and sees what changed" test $stale = yes
rm tidy/vacant.xml
ok "nor minds what is gone" make -f tidy.mk -q tidied/sub/.hongtou/'a b#c:$d.d'
cp large.xml tidy/large.xml
"$program" build tidy -o killed --free-fonts >.out 2>&1
for moment in 0.02 0.05 0.1 0.15; do
    sed -i 's/<标题>甲*/&甲/' tidy/large.xml
    "$program" build tidy -o killed --free-fonts >.out 2>&1 &
    killed=$!
    sleep $moment
    kill -9 $killed 2>.said
    wait $killed 2>.said
    "$program" build tidy -o killed --free-fonts >.out 2>&1
    "$program" build tidy/large.xml -o fresh-large.pdf --free-fonts >.out 2>&1
    ok "killed after $moment s: nothing is believed that is not so" cmp fresh-large.pdf killed/large.pdf
done
run build good.xml -o named.pdf
stamp named.pdf >stamps
settle
run build good.xml -o named.pdf
stamp named.pdf >stamps2
ok "a file that -o names is written each time" sh -c '! cmp -s stamps stamps2'
ok "and has no record" test ! -e .hongtou/named.d

# ---- one tenure changes in the sample office ----
cp -r "$root/inputs/青禾县" county
county="--free-fonts county -o counties"
sed -i 's/<人员 姓名="郭晨舒"/<人员 姓名="石清远" 性别="男"\/>&/' county/人员库.xml
run build $county
gives "the sample office" 0 "warning.R075."
issued=$(cd counties/.hongtou && grep -l '财政局局长	薛启娟' *.facts | tail -1)
issued=${issued%.facts}
run issue "county/$issued.xml" -o "counties/$issued.pdf" --free-fonts
gives "one is issued" 0 ""
ok "its lock is a text" grep -q '^fact .*财政局局长	薛启娟' "county/$issued.lock"
ok "of the fonts it has the PDF's" grep -q '^font .*fonts/free/FandolFang-Regular.otf$' "county/$issued.lock"
ok "and no others" sh -c "! grep -q HanaMin 'county/$issued.lock'"
run build $county
built "which changes nothing" "0 份重新生成，$(ls counties/*.pdf | wc -l) 份未变$(grep -o '（.*）' .out)"
(cd counties/.hongtou && grep -l '财政局局长	薛启娟' *.facts | sed 's/facts$/pdf/' | grep -vx "$issued.pdf") >affected
ok "others name the same post" test -s affected
cp -rp counties counties.old
sed -i 's/人员="薛启娟" 起="2026-08-10"/人员="石清远" 起="2026-08-10"/' county/人员库.xml
run build $county
gives "a change of one tenure: the issued one is refused" 1 'error\[R100\]'
ok "the name that differs is told" grep -q 'note\[R101\].*薛启娟→石清远' .err
ok "and the file" grep -q 'note\[R102\].*人员库.xml' .err
ok "each difference is told" test "$(grep -c '→石清远$' .out)" -ge "$(wc -l <affected)"
for pdf in counties/*.pdf; do
    name=$(basename "$pdf")
    old=counties.old/$name
    if grep -qx "$name" affected; then
        ok "$name: is another" sh -c "! cmp -s '$pdf' '$old'"
        pdftotext -layout "$old" - | sed 's/薛启娟/石清远/g' >old.text
        pdftotext -layout "$pdf" new.text
        ok "$name: by exactly the name" cmp old.text new.text
    else
        ok "$name: is not written" test "$(stat -c %y "$pdf")" = "$(stat -c %y "$old")"
        ok "$name: is the same" cmp "$pdf" "$old"
    fi
done

# ---- issued documents ----
proven() { run check "county/$issued.xml" --pdf "$1" --free-fonts; }
proven "counties/$issued.pdf"
gives "the proof of a document that would be another" 1 'error\[R181\]'
ok "does not call the PDF false" sh -c '! grep -q R108 .err'
run build "county/$issued.xml" -o elsewhere.pdf --free-fonts
gives "refused under any name" 1 'error\[R100\]'
ok "and nothing is written" test ! -e elsewhere.pdf
run issue "county/$issued.xml" -o elsewhere.pdf --free-fonts
gives "or by issuing it again" 1 'error\[R100\]'
cp good.xml letters.xml
run issue letters.xml --free-fonts
sed -i 's/^issued .*/issued 2020-02-20/' letters.lock
run build letters.xml --free-fonts --reissue
ok "a document reissued as it was keeps its lock" grep -q '^issued 2020-02-20$' letters.lock
rm letters.lock
run build $county --reissue
ok "--reissue" test $status = 0
ok "renews the PDF" sh -c "! cmp -s 'counties/$issued.pdf' 'counties.old/$issued.pdf'"
ok "and the lock" grep -q '^fact .*财政局局长	石清远' "county/$issued.lock"
ok "of nothing else" test "$(ls county/*.lock | wc -l)" = 1
proven "counties/$issued.pdf"
gives "a true PDF is proven" 0 ""
ok "in a line" grep -q "^counties/$issued.pdf：与 .* 签发的一致（SHA-256 $(sha256sum "counties/$issued.pdf" | cut -d' ' -f1)）$" .out
proven "counties.old/$issued.pdf"
gives "the old one is not" 1 'error\[R108\]'
cp "counties/$issued.pdf" forged.pdf
printf '\n' >>forged.pdf
proven forged.pdf
gives "nor one with a byte more" 1 'error\[R108\]'
proven nothing.pdf
gives "nor one that is not there" 3 'error\[S002\]'
run check good.xml --pdf good.pdf
gives "nor that of a document never issued" 1 'error\[R107\]'
run check good.xml two/a.xml --pdf good.pdf
gives "one at a time" 2 'error\[U003\]'
# ---- two editions compared ----
mkdir editions
sed 's/请抓好落实/请于10月20日前抓好落实/' good.xml >editions/old.xml
cp editions/old.xml editions/new.xml
sed -i 's/10月20日前/10月25日前/' editions/new.xml
run compare editions/old.xml editions/old.xml --free-fonts
gives "an edition and itself" 0 ""
ok "have no changes" grep -q '没有改动$' .out
run compare editions/old.xml editions/new.xml --free-fonts
gives "two editions" 0 ""
ok "what became what" grep -q '由10月20日改为10月25日（推后5日）' .out
run compare editions/old.xml editions/new.xml --free-fonts --lang en
ok "in English" grep -q '1 changed$' .out
run compare editions/old.xml editions/new.xml --free-fonts --format json
ok "as JSON" python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); sys.exit(r["format"] != "hongtou-compare 1" or r["changed"] != 1 or r["changes"][0]["place"]["file"] != "editions/new.xml")' .out
run compare editions/old.xml editions/new.xml --free-fonts -o editions/table.xml
gives "a table to be edited" 0 ""
run build editions/table.xml --free-fonts
gives "compiles" 0 ""
run compare editions/old.xml editions/new.xml --free-fonts -o editions/table.xml
gives "and is not written over" 2 'error\[U008\]'
run compare editions/old.xml editions/new.xml --free-fonts -o editions/new.xml
gives "nor is an edition" 2 'error\[U008\]'
run compare editions/old.xml editions/new.xml --free-fonts -o editions/now.pdf
gives "a table at once" 0 ""
run check editions/now.pdf
gives "is a file for archives" 0 ""
run build editions/new.xml --free-fonts --mark-changes-since editions/old.xml
gives "a marked copy says that it is one" 0 'note\[C103\]'
ok "under a name of its own" test -e editions/new-修订标记.pdf -a ! -e editions/new.pdf
run build editions/new.xml editions/old.xml --free-fonts --mark-changes-since editions/old.xml
gives "of one document at a time" 2 'error\[U064\]'
run issue editions/new.xml --free-fonts --mark-changes-since editions/old.xml
gives "and is never issued" 2 'error\[U011\]'
run compare editions/new.xml
gives "what was not issued has nothing to be compared with" 1 'error\[R107\]'
run issue editions/new.xml --free-fonts
cp editions/new.pdf editions/issued.pdf
cp editions/new.lock editions/issued.lock
sed -i 's/10月25日前/10月28日前/' editions/new.xml
run compare editions/new.xml --free-fonts
gives "what was issued, with what it is now" 0 ""
ok "the text of then was kept" grep -q '由10月25日改为10月28日' .out
run compare editions/new.pdf --free-fonts
ok "by its PDF alone" grep -q '由10月25日改为10月28日' .out
run compare editions/new.lock editions/new.xml --free-fonts
ok "by its lock" grep -q '由10月25日改为10月28日' .out
run compare editions/new.pdf editions/new.xml --free-fonts
ok "or its PDF" grep -q '由10月25日改为10月28日' .out
run compare editions/issued.pdf editions/new.xml --free-fonts
ok "or a copy of it beside one of its lock" grep -q '由10月25日改为10月28日' .out
rm editions/issued.lock
run compare editions/issued.pdf editions/new.xml --free-fonts
gives "or with neither source nor lock" 1 'error\[C100\]'
rm -r editions/.hongtou/issued
run compare editions/new.lock editions/new.xml --free-fonts
gives "what was not kept" 1 'error\[C101\]'
# a list that was changed since the issue, and not kept, is today's
cat >editions/listed.xml <<'END'
<公文><标题>关于表的通知</标题><正文><段>见表。</段><表 来源="list.csv"><列 题="村名"/></表></正文><落款 署名="白石镇人民政府" 日期="2026-11-20"/></公文>
END
printf '村名\n白石村\n' >editions/list.csv
run issue editions/listed.xml --free-fonts
printf '村名\n白石村\n青禾村\n' >editions/list.csv
run compare editions/listed.xml --free-fonts
ok "a list of then" grep -q '增加.*青禾村' .out
rm -r editions/.hongtou/issued
run compare editions/listed.xml --free-fonts
gives "that was not kept" 0 'warning\[C102\]'
# of people the lock itself knows
cat >editions/people.xml <<'END'
<公文 人员库="people.csv"><标题>关于专班的通知</标题><正文><段>由<人名 岗位="县水利局局长"/>牵头。</段><名单><层级 职务="组长"><成员 岗位="县水利局局长"/></层级></名单></正文><落款 署名="青禾县人民政府" 日期="2026-11-20"/></公文>
END
printf '姓名,单位,职务,任职时间\n罗启明,县水利局,局长,2020-01-01\n' >editions/people.csv
run issue editions/people.xml --free-fonts
rm -r editions/.hongtou/issued
printf '姓名,单位,职务,任职时间\n周望,县水利局,局长,2020-01-01\n' >editions/people.csv
run compare editions/people.xml --free-fonts
ok "who led then, in the roster" grep -q '组长：罗启明→周望（2020年1月任职）' .out
ok "and in the text" grep -q '由{+周望+}牵头' .out
rm -r editions
run check good.pdf
gives "a finished file by itself, for archives" 0 ""
# pictures belong to what is issued
mkdir shown
cp "$root/tests/cases/layout/现场.jpg" shown/a.jpg
echo "<公文 文种='通知'><标题>关于图片的通知</标题><正文><段>见附件。</段></正文><落款 署名='白石镇人民政府' \
日期='2026-11-20'/><附件 标题='图'><图片 文件='a.jpg' 宽='20'/></附件></公文>" >shown/shown.xml
run build shown/shown.xml -o shown.docx
ok "a Word file has the picture, upright, without the camera's words" python3 -c '
import sys, zipfile
parts = zipfile.ZipFile(sys.argv[1])
photo = parts.read("word/media/image1.jpeg")
document = parts.read("word/document.xml").decode()
sys.exit(b"GPS" in photo or photo[:2] != b"\xff\xd8" or "rot=\"5400000\"" not in document)' shown.docx
run issue shown/shown.xml --free-fonts
gives "a document with a picture is issued" 0 ''
ok "without what the camera says of it" sh -c '! grep -q GPS shown/shown.pdf'
cp "$root/tests/cases/layout/灰.jpg" shown/a.jpg
run build shown/shown.xml --free-fonts
gives "another picture is another document" 1 'R102.*a\.jpg'
run build shown/shown.xml --free-fonts -o shown/draft.docx
gives "a Word file of what was changed since it was issued says so" 0 'warning.R111'
ok "and what is another" grep -q 'note\[R102\].*a.jpg' .err
ok "no more than that" test "$(grep -c R102 .err)" = 1
run build shown/shown.xml --free-fonts -o shown/page.png
gives "a picture of it is not drawn" 1 'error\[R181\]'
ok "and nothing is written" test ! -e shown/page.png -a ! -e shown/page-1.png
sed -i "s/宽='20'/宽='40'/" shown/shown.xml
run compare shown/shown.xml --free-fonts
ok "another picture and another width are told" grep -q '+ a.jpg（宽{+40+}毫米{+）（图换过+}）' .out
run compare shown/shown.xml --free-fonts -o shown/table.docx
ok "as a Word file" python3 -c 'import sys, zipfile; sys.exit("图换过" not in zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode())' shown/table.docx
run compare shown/shown.xml --free-fonts -o shown/table.jpg
gives "not as a picture" 2 'U067'
ok "there is none" test ! -e shown/table.jpg
run compare shown/shown.xml --free-fonts -o shown/table.json
ok "as JSON" python3 -c 'import json, sys; sys.exit(json.load(open(sys.argv[1]))["changed"] != 1)' shown/table.json
for ending in jpg doc html; do
    run build shown/shown.xml --free-fonts -o shown/page.$ending
    gives "no .$ending is made" 2 'U068'
    ok "no folder either" test ! -e shown/page.$ending
done
run build shown/shown.xml --docx -o shown/page.pdf
gives "a Word file is no PDF" 2 'U068'
cp shown/shown.xml shown/again.xml
run build shown/again.xml --free-fonts -o shown/2026.11
ok "a folder may have a full stop" test -e shown/2026.11/again.pdf
run build shown/again.xml --free-fonts -o shown/again.PDF
ok "an ending may be in capitals" test -f shown/again.PDF
run compare shown/again.PDF shown/shown.xml --free-fonts
gives "a PDF that was not issued is its source" 0 'note.C104'
mv shown/again.PDF shown/again.pdf
run compare shown/again.pdf shown/shown.xml --free-fonts
gives "a PDF that was not issued is its source" 0 'note.C104'
rm shown/a.jpg
run build shown/shown.xml --free-fonts
gives "no picture is none" 1 'I001'
rm -r shown shown.docx
# options longer than the name of a state may be (127 bytes) are kept beside their boxes
long=房屋为土木结构且墙体出现裂缝屋面渗漏经有资质的机构鉴定为危房需要在今年汛期以前搬迁或者拆除重建的
echo "<表单 题='表'><部分 题='甲'><问 答='单选' 选项='${long}一类、${long}二类'>住房：</问></部分></表单>" >long.xml
run build long.xml --fillable -o long.pdf
run check long.pdf
gives "a fillable file with long options is one for archives" 0 ''
rm long.xml long.pdf
run check good.pdf --format json
gives "the same as JSON" 0 "\[\]"
ok "which has every rule" python3 -c 'import json, sys; sys.exit(not all(f["conforms"] and len(f["rules"]) > 20 for f in json.load(open(sys.argv[1]))))' .out
run check good.xml good.pdf --free-fonts
gives "a document and a finished file, each by its kind" 0 ""
ok "both reports" sh -c 'grep -q "^good.xml" .out && grep -q "^good.pdf" .out'
run check good.pdf two/a.xml good.xml --free-fonts --format json -o both.json
ok "as one list of JSON" python3 -c 'import json
files = json.load(open("both.json"))
assert [f["file"] for f in files] == ["two/a.xml", "good.xml", "good.pdf"] and files[2]["rules"]'
run check good.xml nothing.pdf --free-fonts
gives "a document beside a file that is not there" 1 'error\[S002\]'
run check forged.pdf nothing.pdf
gives "one that is not there, and the other all the same" 3 'error\[S002\]'
run issue -
gives "standard input cannot be issued" 2 'error\[U004\]'
rm "counties/$issued.pdf"
run build $county
built "an issued PDF that was lost comes back" "1 份重新生成，$(($(ls counties/*.pdf | wc -l) - 1)) 份未变$(grep -o '（.*）' .out)"
proven "counties/$issued.pdf"
gives "as it was" 0 ""
run build "county/$issued.xml" -o elsewhere.pdf --free-fonts --as-of 2026-08-01
gives "its day is the locked one" 0 ""
ok "whatever --as-of says" cmp elsewhere.pdf "counties/$issued.pdf"
sed -i '0,/^pdf ./s/^pdf ./pdf g/' "county/$issued.lock"
proven "counties/$issued.pdf"
gives "nothing listed has changed" 1 'note\[R109\]'
sed -i '/^program-file/s/ ./ g/; s/^program .*/program 0.0.9/' "county/$issued.lock"
proven "counties/$issued.pdf"
gives "the program alone has" 1 'note\[R103\].*0\.0\.9'
cp "county/$issued.lock" then.lock
cp "counties/$issued.pdf" then.pdf
printf '%%\n' >>"counties/$issued.pdf" # as an earlier program wrote it
cp "counties/$issued.pdf" earlier.pdf
sed -i "s/^pdf .*/pdf $(sha256sum <earlier.pdf | cut -d' ' -f1)/" "county/$issued.lock"
proven "counties/$issued.pdf"
gives "what an earlier program wrote is proven" 0 'note\[R103\]'
ok "in words" grep -q '签发的一致' .out
run build $county
gives "and stays" 0 'note\[R180\]'
ok "as it is" cmp "counties/$issued.pdf" earlier.pdf
cp then.lock "county/$issued.lock"
mv then.pdf "counties/$issued.pdf"
sed -i 's/^settings fonts=free/settings fonts=office/; /^font .*Fandol/d' "county/$issued.lock"
proven "counties/$issued.pdf"
gives "options have" 1 'note\[R105\].*fonts=office'
ok "and the program" grep -q 'note\[R104\]' .err
ok "and fonts" grep -q 'note\[R102\].*字体“fonts/free/Fandol' .err
sed -i '/^end/d' "county/$issued.lock"
proven "counties/$issued.pdf"
gives "half a lock" 1 'error\[R106\]'
run build "county/$issued.xml" -o elsewhere.pdf --free-fonts
gives "is not taken for none" 1 'error\[R106\]'
run issue letters.xml
gives "one without a staff file is issued" 0 ""
run check letters.xml --pdf letters.pdf
gives "and proven" 0 ""
sed -i 's/请抓好落实/请认真落实/' letters.xml
run build letters.xml
gives "and kept" 1 'note\[R102\].*letters.xml'
ok "as it was" cmp good.pdf letters.pdf

# ---- the same input gives the same bytes ----
run build good.xml -o again.pdf
ok "two runs" cmp good.pdf again.pdf
SOURCE_DATE_EPOCH=1000000000 "$program" build good.xml -o dated.pdf >.out 2>.err
SOURCE_DATE_EPOCH=1000000000 "$program" build good.xml -o dated2.pdf >.out 2>.err
ok "two runs at one SOURCE_DATE_EPOCH" cmp dated.pdf dated2.pdf
ok "SOURCE_DATE_EPOCH is the document's date" sh -c 'TZ=UTC pdfinfo dated.pdf | grep -q "Date:.*2001"'
run build good.xml --free-fonts -o free1.pdf
(HOME=$work/empty && export HOME && "$program" build good.xml --free-fonts -o free2.pdf >.out 2>.err)
ok "free fonts in another home" cmp free1.pdf free2.pdf
run fonts --free-fonts
gives "the fonts are explained" 0 ""
ok "at some length" test "$(wc -l <.out)" -gt 6

# ---- messages ----
run build bad.xml -o bad.pdf --lang en
gives "English" 1 'unknown element'
run build bad.xml -o bad.pdf --lang zh
gives "Chinese" 1 '不认识的元素'
LC_ALL=en_US.UTF-8 "$program" build bad.xml -o bad.pdf >.out 2>.err
status=$?
gives "English by locale" 1 'unknown element'
for source in bad broken missing nowhere good; do
    run build $source.xml -o json.pdf --format json
    ok "JSON of $source.xml" python3 -m json.tool .err
done
run build bad.xml -o bad.pdf --format json
ok "JSON gives place and code" python3 -c '
import json
finding = json.load(open(".err", encoding="utf-8"))[0]
assert finding["file"] == "bad.xml" and finding["line"] == 3 and finding["column"] == 7
assert finding["code"].startswith("V0") and finding["level"] == "error" and finding["hint"]'
run --nonsense --format json
ok "JSON of a bad option" python3 -m json.tool .err
# unread COMMAND…: with standard output a pipe whose reader has gone
mkfifo pipe
unread() (
    exec 3<>pipe 4>pipe 3<&-
    "$@" >&4 2>.err 4>&-
)
unread env --ignore-signal=PIPE "$program" reference
status=$?
gives "a broken pipe" 3 'error\[S0'
unread env --default-signal=PIPE "$program" reference
status=$?
ok "a broken pipe that kills ends without a word" test ! -s .err
ok "and not as if all were well" test $status != 0
run --version
gives "--version" 0 ""
for command in "" build issue check new staff fonts schema reference help dump; do
    for lang in zh en; do
        run $command --help --lang $lang
        gives "$command --help" 0 ""
        ok "$command --help says something" test -s .out
    done
done
run build --help
ok "help needs no arguments" grep -q 'build' .out

# ---- the manual page knows what the help knows ----
for command in $("$program" --help --lang en | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p'); do
    ok "the manual page has $command" grep -q "^\.It Cm $command" "$root/generator/cli/hongtou.1"
    "$program" $command --help --lang en >>helps
done
for option in $(grep -o -- '--[a-z-]\{2,\}' helps | sort -u); do
    ok "the manual page has $option" grep -q -- "Fl -${option#--}" "$root/generator/cli/hongtou.1"
done
# ---- the other commands ----
run new notice -o fresh.xml
gives "a new notice" 0 ""
run build fresh.xml -o fresh.pdf
gives "it compiles" 0 ""
ok "to a whole file" whole_pdf fresh.pdf
run new notice
ok "to standard output without -o" cmp .out fresh.xml
echo '<公文><标题>关于值班的通知</标题><正文><段>请按时到岗。</段></正文></公文>' >short.xml
run build short.xml -o fresh.png
gives "a picture" 0 ""
ok "is named" grep -qx fresh.png .out
ok "is a picture" test "$(head -c 4 fresh.png | tail -c 3)" = PNG
run new plan -o plan.xml
run build plan.xml -o plan.png --dpi 50
gives "pictures of several pages" 0 ""
ok "are numbered" test -s plan-1.png -a -s plan-2.png -a ! -e plan.png
ok "and named" test "$(wc -l <.out)" = "$(ls plan-*.png | wc -l)"
cp fresh.png "plan-$(($(ls plan-*.png | wc -l) + 1)).png"
run build plan.xml -o plan.png --dpi 50
gives "a picture of another time" 0 L060
cp fresh.png fresh-1.png
run build short.xml -o fresh.png
gives "pictures of more pages" 0 L060
rm fresh-1.png
run build short.xml --docx
gives "a Word file beside a document" 0 ""
run build short.xml --docx
gives "one that is there may hold somebody's work" 2 U020
run build short.xml --docx --force
gives "and is replaced when that is said" 0 ""
rm short.docx
printf '云政发〔2026〕3号\n关于做好春耕工作的通知\n各村：\n    请抓好落实。\n        云岭镇人民政府\n        2026年11月18日\n' >bare.txt
run import bare.txt
gives "a number above the title, without a masthead" 0 D135
ok "the title is one" grep -q '<标题>关于做好春耕工作的通知</标题>' bare.xml
printf '关于做好春耕工作的通知\n\n各村：\n    请抓好落实。\n\n2026年11月18日\n\n（此件公开发布）\n' >bare.txt
run import bare.txt --force
gives "a day that nobody signs" 0 ""
ok "is the day of issue" grep -q '<落款 署名="无" 日期="2026-11-18"/>' bare.xml
rm bare.txt bare.xml
rm plan* fresh.png short.xml
run build fresh.xml -o fresh.png --dpi 10
gives "too few dots" 2 U004
run build fresh.xml -o fresh.pdf --dpi 100
gives "dots of a PDF" 2 U061
run build fresh.xml -o fresh.png --fillable
gives "a picture to fill in" 2 U062
run build fresh.xml fresh.xml -o fresh.png
gives "two documents in a picture" 2 U006
ok "nothing is left of these" test ! -e fresh.png
for kind in plan roster checklist flow request letter minutes form; do
    run new $kind -o $kind.xml
    gives "a new $kind" 0 ""
    run build $kind.xml -o $kind.pdf
    gives "the $kind compiles" 0 ""
    run check $kind.xml --free-fonts
    ok "the $kind's own words are sample words" grep -q 'warning\[C106\]' .err
    sed -i '/warning\[C106\]/,+3d' .err
    gives "the $kind conforms" 0 ""
done
for name in 通知=notice 方案=plan 名单=roster 入户表=form 清单=checklist 流程图=flow 请示=request 函=letter 纪要=minutes; do
    run new ${name%%=*}
    ok "a new ${name%%=*} is ${name#*=}'s" cmp .out "$root/templates/new/${name#*=}.xml"
done
# ---- workbooks to fill in ----
python=python3
"$python" -c 'import openpyxl' 2>.said || python=/usr/bin/python3
for kind in vehicles tasks staff; do
    run new $kind --xlsx -o $kind-book.xlsx
    gives "a workbook of $kind" 0 ""
    ok "the file is named" grep -qx "$kind-book.xlsx" .out
    run new $kind --xlsx
    ok "without -o it has the kind's name" cmp $kind.xlsx $kind-book.xlsx
    run new $kind --xlsx
    gives "a workbook over an old file" 2 'error\[U008\]'
    sleep 1
    run new $kind --xlsx -o -
    ok "the same bytes on standard output, a second later" cmp .out $kind.xlsx
    ok "$kind: heads, widths, formats, sample" "$python" -c '
import openpyxl, sys
for sheet in openpyxl.load_workbook(sys.argv[1]):
    heads = [cell.value for cell in sheet[1]]
    assert all(heads) and len(set(heads)) == len(heads), heads
    assert sheet.freeze_panes == "A2", sheet.freeze_panes
    assert sheet.max_row == 2 and sheet["A2"].value.startswith("（示例）"), sheet["A2"].value
    for cell in sheet[2]:
        assert cell.value is None or cell.font.i and cell.font.color.rgb == "FF808080", cell.value
        assert cell.value is None or isinstance(cell.value, str), cell.value
        assert cell.number_format == "@", cell.number_format
    for column in sheet.column_dimensions.values():
        assert column.width > 5, column.width' $kind.xlsx
done
ok "vehicles: the plate is required, the type is chosen from a list, hints" "$python" -c '
import openpyxl
sheet = openpyxl.load_workbook("vehicles.xlsx")["车辆安排"]
heads = [cell.value for cell in sheet[1]]
assert "车牌号*" in heads and "车号" in heads, heads
validations = sheet.data_validations.dataValidation
column = openpyxl.utils.get_column_letter(heads.index("车型") + 1)
lists = [v for v in validations if v.type == "list" and column + "2" in v.sqref]
assert len(lists) == 1 and "越野车" in lists[0].formula1, lists
assert any(v.prompt for v in validations)
assert not any(cell.comment for row in sheet for cell in row)'
"$python" -c '
import openpyxl
book = openpyxl.load_workbook("staff.xlsx")
book["单位"].append(["青禾县财政局", "县财政局"])
book["岗位"].append(["县财政局", "局长"])
book["人员"].append(["罗启明"])
book["任职"].append(["罗启明", None, "县财政局", "局长", "2023-03-01"])
book.save("staff-filled.xlsx")
book = openpyxl.load_workbook("vehicles.xlsx")
book.active.append(["入户组", "3", "青Z·00003"])
book.save("vehicles-filled.xlsx")'
run staff check staff-filled.xlsx
gives "people below the example are read, it is not" 0 'note\[D016\].*2'
ok "as many as were filled in" grep -q '人员 1，单位 1' .out
"$python" - <<'END'
import openpyxl
book = openpyxl.load_workbook("staff-filled.xlsx")
book["人员"].append(["李望舒"])
book["人员"].row_dimensions[book["人员"].max_row].hidden = True
book.save("staff-hidden.xlsx")
flat = openpyxl.Workbook()
for title, name in (("一科", "罗启明"), ("二科", "李望舒")):
    sheet = flat.create_sheet(title)
    sheet.append(["姓名", "单位", "职务", "任职时间"])
    sheet.append([name, "县" + title, "科长", "2020-01-01"])
flat.save("staff-sheets.xlsx")
END
run staff check staff-hidden.xlsx
gives "a hidden person is told" 0 'warning\[K074\]'
ok "and not read" grep -q '人员 1，' .out
run staff check staff-hidden.xlsx --hidden --no-struck
ok "staff --hidden" grep -q '人员 2，' .out
run staff check staff-sheets.xlsx
ok "all sheets of people" grep -q '人员 2，' .out
run staff check staff-sheets.xlsx --sheet 二科
ok "staff --sheet" grep -q '人员 1，' .out
run staff changes --from 2019-01-01 --to 2021-01-01 staff-sheets.xlsx --sheet 二科
ok "of a sheet, who came" sh -c 'grep -q 李望舒 .out && ! grep -q 罗启明 .out'
run staff check staff-sheets.xlsx --sheet 三科
gives "staff --sheet that is not there" 1 'error\[K011\]'
run staff learn good.xml --hidden
gives "staff learn has no sheets" 2 'error\[U011\].*--hidden'
cp staff-filled.xlsx staff-filled.xlsm
run staff check staff-filled.xlsm
gives "a staff file with macros" 0 'note\[D016\].*2'
for file in vehicles vehicles-filled; do
    sed "s|<段>.*</段>|&<车辆安排 来源=\"$file.xlsx\"/>|" good.xml >$file.xml
done
run build vehicles.xml
gives "a plan of an empty book" 1 'error\[D018\].*vehicles.xlsx'
sed "s|<段>.*</段>|&<任务清单 来源=\"tasks.xlsx\"/>|" good.xml >tasks.xml
run build tasks.xml
gives "tasks of an empty book" 1 'error\[D018\].*tasks.xlsx'
run build vehicles-filled.xml
gives "a plan of a book that was filled in" 0 'note\[D016\]'
ok "the example's car is not in it" sh -c 'pdftotext vehicles-filled.pdf - | grep -q 00003 &&
    ! pdftotext vehicles-filled.pdf - | grep -q 00001'
run new 车辆安排 --xlsx -o named.xlsx
ok "a workbook by its Chinese name" cmp named.xlsx vehicles.xlsx
run new nothing --xlsx
gives "an unknown workbook" 2 'error\[U010\].*nothing'
ok "and no file" test ! -e nothing.xlsx
TMPDIR=$work/none "$program" new vehicles --xlsx -o none.xlsx >.out 2>.err </dev/null
status=$?
gives "no folder for temporary files" 0 ""
ok "the workbook goes by another" cmp none.xlsx vehicles.xlsx
for stage in tree model text pages; do
    run dump --stage $stage good.xml
    gives "dump --stage $stage" 0 ""
    ok "dump --stage $stage has the text" grep -q '落' .out
    cp .out dumped
    run dump --stage $stage good.xml -o dumped.txt
    ok "dump --stage $stage -o" cmp dumped dumped.txt
    run dump --stage $stage broken.xml
    gives "dump --stage $stage of a broken file" 1 'error\[X0'
done
for names in zh en; do
    run schema --names $names -o $names.xsd
    gives "schema --names $names" 0 ""
    ok "schema --names $names is XML" python3 -c "import xml.dom.minidom as x; x.parse('$names.xsd')"
done
run reference -o reference.md
ok "the manual names the elements" grep -q '公文' reference.md
ok "and the columns of data files, with their other names" grep -q "^| 车牌号 | 是 | 车牌、" reference.md
for command in help reference; do
    run $command 名单
    gives "$command of a task" 0 ""
    ok "$command: its elements, their attributes, an example" sh -c '
        grep -q "^■ 名单  roster" .out && grep -q "^■ 成员  member" .out &&
        grep -q "^  姓名  name" .out && grep -q "<成员 姓名=" .out'
    run $command member --lang en
    gives "$command of an element by its English name" 0 ""
    ok "$command: in English" grep -q '^■ member  成员' .out
    run $command 名但
    gives "$command of a slip" 2 'error\[U017\].*名但'
    ok "$command: the nearest name" grep -q 'hongtou help 名单' .err
    run $command xyzzy
    gives "$command of nothing" 2 'error\[U018\].*xyzzy'
done
run help 省略号
ok "help of a word that no element has for its name" test -s .err -o -s .out
for task in 通知 方案 红头 编号 盖章 名单 分组 联系电话 入户表 清单 任务 流程图 车辆 表格 人员 抄送 会议; do
    run help $task
    gives "help $task" 0 ""
done
run help build
ok "help of a command" grep -q -- '--as-of' .out
run help
ok "help of nothing is the program's" grep -q '^命令：' .out
HONGTOU_HOME=$root "$program" build good.xml -o data.pdf >.out 2>.err
ok "HONGTOU_HOME" cmp good.pdf data.pdf
run build good.xml --home "$root" -o data2.pdf
ok "--home" cmp good.pdf data2.pdf

# ---- forms by the list ----
cat >form.xml <<'XML'
<表单 题="入户排查表" 户号="户号">
  <填表项><填 名="户号" 宽="6"/><填 名="户主" 宽="6"/><填 名="村" 宽="6"/></填表项>
  <部分 题="住房">
    <问 名="结构" 答="多选" 选项="土坯、砖木、框架">房屋的结构：</问>
    <问 名="安全" 答="是否">是否安全？</问>
    <问>鉴定日期<填 名="鉴定" 类="日期"/></问>
  </部分>
  <成员表 题="成员" 行数="2"><列 题="姓名"/><列 题="关系"/></成员表>
</表单>
XML
cat >list.csv <<'CSV'
户号,户主,村,结构,安全,鉴定
0001,许玥,白石村,砖木、框架,是,2026-09-19
0002,邩𠅤昇,柳林村,土坯,否,
0003,程砚,白石村,,,
CSV
cat >members.csv <<'CSV'
户号,姓名,关系
0002,许小一,女儿
CSV
run print form.xml --data list.csv --members members.csv
gives "print" 0 ""
ok "print names its file by form and list" whole_pdf form-list.pdf
ok "print counts" grep -q '^合计 *3 *3 *0 *0 *0 *0$' .out
ok "a page a household" sh -c 'pdfinfo form-list.pdf | grep -q "^Pages: *3$"'
ok "values are set, villages together" sh -c \
    'pdftotext -raw form-list.pdf - | tr -d "\n" | grep -q "许玥.*程砚.*邩𠅤昇.*许小一"'
ok "boxes are text, ticked or not" sh -c \
    'pdftotext -layout form-list.pdf - | tr -d " " | grep -q "①房屋的结构：□土坯☑砖木☑框架"'
mutool draw -q -R 1.5 -r 150 -c gray -o scan-%d.png form-list.pdf 2>/dev/null
ok "a reader reads the codes of a gray scan that lies askew" sh -c \
    'zbarimg --raw -q scan-*.png 2>/dev/null | cut -d: -f5 | sort | tr "\n" " " | grep -q "0001 0002 0003"'
# ---- a sheet a village, hidden rows, text that is struck out ----

"$python" - <<'END'
import openpyxl
from openpyxl.styles import Font
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "白石村"
for row in (["户号", "户主", "结构"], ["1", "许玥", "砖木"], ["2", "程砚", "土坯"], ["1", "罗启明", ""]):
    sheet.append(row)
sheet.row_dimensions[3].hidden = True
sheet["B2"].font = Font(strike=True)
sheet = book.create_sheet("柳林村")
for row in (["户主", "户号", "结构", "安全"], ["顾明远", "4", "木头", "是"]):
    sheet.append(row)
book.save("sheets.xlsx")
END
run print form.xml --data sheets.xlsx --sheet 白石村 --refused sheets-refused.xlsx -o sheets.pdf
gives "a sheet, its visible rows" 1 'warning\[K074\]'
ok "text that is struck out is told" grep -q 'warning\[K076\]' .err
ok "one of three rows" grep -q '^合计 *2 *1 *0 *1 *0 *0$' .out
run print form.xml --data sheets.xlsx --sheet 白石村 --hidden --no-struck -o sheets.pdf
gives "hidden rows too, without struck text" 1 'note\[K077\]'
ok "they are counted" grep -q '^合计 *3 *2 *0 *1 *0 *0$' .out
run print form.xml --data sheets.xlsx --sheet 全部 --sheet-column 村 -o sheets.pdf \
    --refused sheets-refused.xlsx
gives "all sheets, their names a column" 1 'error\[Q005\].*木头'
ok "by village" grep -q '^柳林村 *1 *0 *0 *1 *0 *0$' .out
ok "columns of later sheets have their heads among what was refused" "$python" - <<'END'
import openpyxl
rows = list(openpyxl.load_workbook("sheets-refused.xlsx").active.iter_rows(values_only=True))
last = dict(zip(rows[0], rows[-1]))
assert last["安全"] == "是" and last["村"] == "柳林村" and last["户主"] == "顾明远", rows
END
run print form.xml --data sheets.xlsx --sheet 无 -o sheets.pdf
gives "a sheet that is not there" 1 'error\[K011\]'

run print form.xml --data list.csv --split 村 --separators --copies 2 -o villages
gives "print --split, its members' tables left blank" 0 'note\[Q027\]'
ok "a file a village" unlittered villages .hongtou 柳林村.pdf 白石村.pdf
ok "and how many copies" grep -q '^共 8 页，每户 2 份$' .out
ok "separators and copies" sh -c 'pdfinfo villages/白石村.pdf | grep -q "^Pages: *5$"'
rm villages/白石村.pdf
run print form.xml --data list.csv --split 村 --resume -o villages
ok "--resume with other options makes all anew" grep -q '^合计 *3 *3 *0 *0 *0 *0$' .out
ok "and says why" grep -q 'note\[R190\].*“villages”' .err
run print form.xml --data list.csv --split 村 --resume --fillable -o villages
ok "--fillable is another option" grep -q '^合计 *3 *3 *0 *0 *0 *0$' .out
run print form.xml --data list.csv --split 村 --resume --fillable -o villages
ok "and then all is there" grep -q '^合计 *3 *0 *0 *0 *0 *3$' .out
run print form.xml --data list.csv --split 村 --resume --as-of 2026-10-08 -o villages
ok "so is --as-of" grep -q '^合计 *3 *3 *0 *0 *0 *0$' .out
run print form.xml --data list.csv --split 村 --resume -o villages
rm villages/白石村.pdf
run print form.xml --data list.csv --split 村 --resume -o villages
ok "--resume makes what is missing" grep -q '^合计 *3 *2 *0 *0 *0 *1$' .out
ok "and it is whole" whole_pdf villages/白石村.pdf
sed 's/柳林村,土坯/柳林村,木头/' list.csv >mended.csv
sleep 0.1
run print form.xml --data mended.csv --split 村 -o mended
run print form.xml --data mended.csv --split 村 --resume -o mended
ok "--resume tells again what was refused" grep -q '^合计 *3 *0 *0 *1 *0 *2$' .out
cp mended/白石村.pdf mended/柳林村.pdf
run print form.xml --data mended.csv --split 村 -o mended
gives "a file of another time" 1 'warning\[Q016\].*柳林村'
run print form.xml --data list.csv --sort 村，户号 -o sorted.pdf
gives "print --sort" 0 'note\[Q027\]'
ok "villages by pinyin" sh -c \
    'pdftotext -raw sorted.pdf - | tr -d "\n" | grep -q "许玥.*程砚.*邩𠅤昇"'
run print form.xml --data list.csv --sort 结构 -o sorted.pdf
ok "empty cells come last" sh -c \
    'pdftotext -raw sorted.pdf - | tr -d "\n" | grep -q "邩𠅤昇.*许玥.*程砚"'
run print form.xml --data list.csv --sort 村,年龄
gives "--sort by a column that is not there" 1 'error\[Q015\]'
run print form.xml --data list.csv --sort ,
gives "--sort by nothing" 2 'error\[U004\].*--sort'
run print form.xml --data list.csv --range 2-2 -o one.pdf
ok "--range" grep -q '^合计 *3 *1 *0 *0 *2 *0$' .out
for bad in 0 3-2 x 2-x; do
    run print form.xml --data list.csv --range $bad
    gives "--range $bad" 2 'error\[U004\].*--range'
done
{ echo 户号,村; seq 1 1001 | sed 's/$/,白石村/'; } >thousand.csv
run print form.xml --data thousand.csv --fillable -o thousand.pdf
gives "a file of too many forms to fill in" 0 'warning\[Q037\].*1001'
run print form.xml --data thousand.csv --fillable --split 村 -o thousand
gives "so of a village" 0 'warning\[Q036\].*白石村.*1001'
run print form.xml --data thousand.csv --fillable --range 1-1000 -o thousand.pdf
ok "a thousand are few" sh -c '! grep -q Q037 .err'
run print form.xml --data list.csv --copies 0
gives "--copies 0" 2 'error\[U004\].*--copies'
run print form.xml
gives "print without a list" 2 'error\[U014\]'
cp form.xml other-form.xml
run print other-form.xml --data list.csv --split 村 -o villages
gives "another form into the same folder" 2 'error\[U015\].*form.xml'
for file in villages.pdf -; do
    run print form.xml --data list.csv --split 村 -o $file
    gives "--split into $file" 2 'error\[U006\]'
    ok "makes no folder of that name" test ! -e ./$file
done
run print form.xml --data list.csv --split 组
gives "--split by a column that is not there" 1 'error\[Q010\]'
truncate -s 4097M huge.csv
run print form.xml --data huge.csv
gives "a list too large to read" 1 'error\[K003\].*huge.csv.*4096 MB'
rm -f huge.csv
run print good.xml --data list.csv
gives "print of what is no form" 1 'error\[Q008\]'
printf '户号,户主,安全\n0001,许玥,是\n,程砚,\n0001,邵青,\n0004,陆棠,也许\n' >faults.csv
run print form.xml --data faults.csv -o faults.pdf
gives "a row without its key" 1 'error\[Q001\]'
gives "a household twice" 1 'error\[Q002\].*A4.*A2'
gives "an answer that is no option" 1 'error\[Q005\].*C5'
ok "the others are printed" grep -q '^合计 *4 *1 *0 *3 *0 *0$' .out
gives "where the refused rows are" 1 'note\[Q032\].* 3 户.*faults-未印.xlsx'
cat >refused.py <<'PY'
import openpyxl, sys
rows = list(openpyxl.load_workbook(sys.argv[1])["未印"].values)
assert rows[0] == ("未印的原因", "名册行", "户号", "户主", "安全"), rows[0]
assert [row[1:3] for row in rows[1:]] == [("3", None), ("4", "0001"), ("5", "0004")], rows
assert "C5 格的“也许”不是" in rows[3][0], rows[3]
PY
ok "the workbook of refused rows" "$python" refused.py faults-未印.xlsx
run print form.xml --data faults-未印.xlsx -o faults.pdf
gives "the refused rows, printed by themselves" 1 'note\[Q032\].* 2 户.*faults-未印-2.xlsx'
run print form.xml --data list.csv -o faults.pdf
gives "an old workbook of refused rows" 0 'note\[Q033\].*faults-未印.xlsx'
run print form.xml --data faults.csv -o faults.pdf --refused bad.csv
gives "refused rows into what is no workbook" 2 'error\[U004\].*--refused'
run print form.xml --data faults.csv -o faults.pdf --refused no/where/bad.xlsx
gives "refused rows into a folder that is not there" 1 'error\[Q035\].*no/where/bad.xlsx'
printf '户号,户主\n,许玥\n,程砚\n' >keyless.csv
run print form.xml --data keyless.csv -o keyless.pdf
gives "a column of keys that is empty" 1 'error\[Q030\].*户号'
ok "nothing is printed then" test ! -e keyless.pdf -a ! -e keyless-未印.xlsx
printf '户号,户主\n1,一个长得无论怎样缩小怎样换行也写不进这一处横线上面去的名字还要再长一些再长一些再长一些才行\n' >long.csv
run print form.xml --data long.csv -o long.pdf
gives "a name too long for its blank" 1 'error\[Q003\].*B2'
ok "no file without a form" test ! -e long.pdf
printf '户号,户主\n1,\363\260\200\200\n' >glyph.csv
run print form.xml --data glyph.csv -o glyph.pdf
gives "a character that no font has" 1 'error\[Q004\].*U+F0000'
printf '户号,姓名\n0001,一\n0001,二\n0001,三\n0009,四\n' >more.csv
run print form.xml --data list.csv --members more.csv -o more.pdf
gives "more members than rows" 1 'error\[Q006\]'
gives "a member of no household" 1 'warning\[Q007\].*A5'
cat >receipt.xml <<'XML'
<表单 题="回执" 户号="户号" 版面="自由" 一页两份="是" 一题编号="否">
  <填表项><填 名="户号" 宽="6"/><填 名="户主" 宽="6"/></填表项>
  <部分 题="宣传"><问 答="是否">是否收到？</问></部分>
</表单>
XML
awk 'BEGIN { print "户号"; for (i = 1; i <= 101; i++) print i }' >hundred.csv
run print receipt.xml --data hundred.csv --copies 999 -o -
gives "more than a file of forms to standard output" 1 'error\[Q031\]'
run print receipt.xml --data hundred.csv --copies 999 -o hundred.pdf
gives "more pages than a file of forms has" 0 'note\[Q034\].*2 个文件.*hundred-1.pdf'
ok "the forms are in two files" test -s hundred-1.pdf -a -s hundred-2.pdf -a ! -e hundred.pdf
rm -f hundred*
run print receipt.xml --data list.csv --members members.csv --range 2-2 -o two.pdf
gives "members for a form without their table" 0 'warning\[Q013\]'
mutool draw -q -r 150 -c gray -o two-%d.png two.pdf 2>/dev/null
ok "both halves of a page have a code" test \
    "$(zbarimg --raw -q two-1.png 2>/dev/null | grep -c ':0003$')" = 2
run print form.xml --data list.csv --duplex --separators -o duplex.pdf
gives "--duplex of a form of one page" 0 'note\[Q070\]'
ok "each form and separator has a sheet" sh -c 'pdfinfo duplex.pdf | grep -q "^Pages: *10$"'
ok "the backs show nothing" test "$(pdftotext -f 4 -l 4 duplex.pdf - | tr -d '\f\n')" = ""
wants() { qpdf --qdf --object-streams=disable "$1" - | tr -d '\n' | grep -q "/ViewerPreferences <<$2"; }
ok "printers are told of both sides" wants duplex.pdf \
    ' */DisplayDocTitle true */Duplex /DuplexFlipLongEdge */PrintScaling /None'
ok "one side is left to the printer" wants form-list.pdf ' */DisplayDocTitle true */PrintScaling /None *>>'
sed 's/<表单 /<表单 双面="是" 纸="A3" /' form.xml >folded.xml
run build folded.xml -o folded.pdf
ok "a folded sheet turns over its short edge" wants folded.pdf \
    ' */DisplayDocTitle true */Duplex /DuplexFlipShortEdge */PrintScaling /None'
sed 's/<表单 /<表单 双面="否" /' form.xml >single.xml
run print single.xml --data list.csv --duplex -o single.pdf
gives "--duplex against the form's word" 0 'note\[D060\]'
sed 's|</公文>|<附件 标题="清单"><表单 定位标="是" 一题编号="否"><部分 题="宣传"><问 答="是否">是否收到？</问></部分></表单></附件>&|' \
    good.xml >attached.xml
run build attached.xml -o attached.pdf
ok "what has marks is not scaled, whatever it stands in" wants attached.pdf \
    ' */DisplayDocTitle true */PrintScaling /None *>>'
run print form.xml --data list.csv --geometry form.json -o form.pdf
ok "--geometry says where the boxes are" python3 -c '
import json
form = json.load(open("form.json"))
assert form["code"].startswith("HT2:") and form["unit"] == "pt/1000"
assert any(f.get("option") == "砖木" for p in form["pages"] for f in p["fields"])'
run build form.xml --geometry build.json -o build.pdf
ok "build says the same" cmp form.json build.json
run build form.xml --geometry form.xml -o build.pdf
gives "--geometry into a source" 2 'error\[U004\].*--geometry'
run build form.xml single.xml --geometry two.json
gives "--geometry of two documents" 2 'error\[U060\]'
run build good.xml --geometry good.json
gives "--geometry of what is no form" 1 'error\[D061\]'
ok "writes no file" test ! -e good.json
awk 'BEGIN { printf "户号,户主,村\n1,许玥,"; for (i = 0; i < 100; i++) printf "长"; printf "村\n" }' >longname.csv
run print receipt.xml --data longname.csv --split 村 -o longname
gives "a village whose name no file can have" 0 ""
ok "its file has as much of it as it can" test "$(ls longname | wc -c)" = 185
printf '户号,户主,村\n1,许玥,甲/乙\n2,程砚,甲_乙\n' >alike.csv
run print receipt.xml --data alike.csv --split 村 -o alike
ok "villages with names alike have files of their own" unlittered alike .hongtou 甲_乙.pdf 甲_乙-2.pdf
run print receipt.xml --data alike.csv --range 9-12 -o none.pdf
gives "a range beyond the list" 1 'error\[Q014\]'
awk 'BEGIN { printf "户号\n"; for (i = 0; i < 3000; i++) printf "x"; printf "\n" }' >key.csv
sed 's/<填 名="户号" 宽="6"\/>//; s/ 户号="户号"//' form.xml >keyless.xml
run print keyless.xml --data key.csv -o key.pdf
gives "a key too long for a code" 1 'error\[Q009\]'
ok "the same bytes twice" sh -c "'$program' print form.xml --data list.csv --free-fonts -o a1.pdf &&
    '$program' print form.xml --data list.csv --free-fonts -o a2.pdf && cmp a1.pdf a2.pdf"

# ---- a run that is killed ----
# many HOUSEHOLDS: the list of three villages
many() {
    awk -v n="$1" 'BEGIN { print "户号,户主,村"
        for (i = 0; i < n; i++)
            printf "%06d,许玥,%s村\n", i, i < n * 0.3 ? "甲" : i < n * 0.65 ? "乙" : "丙" }' >many.csv
}
# print_and_kill: when the first village is done; a slow machine is waited for
print_and_kill() {
    rm -rf stopped
    settle
    "$program" print receipt.xml --data many.csv --split 村 -o stopped --free-fonts >.out 2>&1 &
    victim=$!
    tries=0
    until grep -qs "^# target .*甲村" stopped/.hongtou/print.journal || [ $tries = 6000 ]; do
        sleep 0.01
        tries=$((tries + 1))
    done
    kill -9 $victim 2>.said
    wait $victim 2>.said
}
# a fast machine needs a longer list, or all is done before it is killed
for households in 20000 80000 320000; do
    many $households
    print_and_kill
    [ -e stopped/丙村.pdf ] || break
done
done_already=$(for village in 甲村 乙村 丙村; do
    grep -qs "^# target .*$village" stopped/.hongtou/print.journal && echo ",$village"
done | grep -cFf - many.csv)
ok "a killed run leaves whole files only" survived stopped $(cd stopped && ls 甲村.pdf 乙村.pdf 2>/dev/null)
for pdf in stopped/*.pdf; do
    ok "and they can be read" whole_pdf "$pdf"
done
run print receipt.xml --data many.csv --split 村 --resume -o stopped --free-fonts
ok "--resume goes on where it stopped" grep -q \
    "^合计 *$households *$((households - done_already)) *0 *0 *0 *$done_already$" .out
for households in 20000 80000 320000; do
    many $households
    python3 "$root/tests/terminal.py" "$program" print receipt.xml --data many.csv -o told.pdf \
        --free-fonts >told.txt
    status=$?
    ! grep -q "/$households 份" told.txt || break
done
if [ $status = 77 ]; then
    echo "cli: no terminal to be had here: whether progress is told is not tested"
else
    ok "progress is told on a terminal" grep -q \
        "/$households 份  每秒 [0-9]* 份  还要 [0-9]* 秒" told.txt
fi

# ---- filled in on screen, and back ----
run build form.xml --fillable -o blank.pdf
gives "build --fillable" 0 ""
ok "another program fills it in" python3 "$root/tests/fill.py" blank.pdf filled.pdf \
    户号=0001 户主=邩𠅤昇 结构=土坯、框架 安全=否 鉴定/年=2026
python3 "$root/tests/fill.py" blank.pdf shown.pdf 户主=欧阳玥鑫 安全=否
pdftocairo -pdf shown.pdf drawn.pdf 2>/dev/null
ok "a viewer draws it with the font of the file, and the tick" sh -c \
    'pdftotext drawn.pdf - | tr -d " \n\f" >drawn.txt; grep -q "欧阳玥鑫" drawn.txt && grep -q "☑否" drawn.txt'
ok "no file names a font that it does not hold" python3 "$root/tests/embedded.py" good.pdf \
    blank.pdf form-list.pdf
ok "a form to fill in is no larger than it must be" test "$(wc -c <blank.pdf)" -lt 1500000
run read filled.pdf blank.pdf -o back.csv
gives "read" 0 'warning\[D046\].*“blank.pdf”没有填写'
ok "what was filled in comes back" grep -q '^filled.pdf,0001,邩𠅤昇,.*,土坯、框架,.*,否,.*2026年,' back.csv
ok "a row a file" grep -q '^blank.pdf,,' back.csv
run print form.xml --data back.csv -o again.pdf
ok "what came back can be printed" grep -q '^合计 *2 *1 *0 *1 *0 *0$' .out
python3 "$root/tests/fill.py" blank.pdf second.pdf 户号=0001 户主=许玥
run read filled.pdf blank.pdf second.pdf -o two.csv
gives "a household's number on two forms" 0 \
    'warning\[D017\].*“filled.pdf”和“second.pdf”的户号都是“0001”'
sed 's/ 户号="户号"/ 户号="户主"/' form.xml >by-name.xml
run build by-name.xml --fillable -o by-name.pdf
for number in 0001 0002; do
    python3 "$root/tests/fill.py" by-name.pdf $number.pdf 户号=$number 户主=许玥
done
run read 0001.pdf 0002.pdf -o two.csv
gives "the key that the form names, on two forms" 0 'warning\[D017\].*户主都是“许玥”'
run read filled.pdf -o back.xlsx
run print form.xml --data back.xlsx -o book.pdf
ok "what came back in a workbook too, its zeros whole" sh -c 'pdftotext book.pdf - | grep -q 0001'
run read filled.pdf -o back.txt
gives "read to another kind of file" 1 'error\[D013\]'
ok "which is not written" test ! -e back.txt
run read good.xml
gives "read of what is no PDF" 1 'error\[Q012\]'
mkdir -p returned/白石村 returned/none
cp filled.pdf returned/ && cp second.pdf returned/白石村/second.PDF && cp good.xml returned/白石村/x.pdf
run read returned -o returned.csv
gives "read of a folder" 1 'error\[Q012\].*returned/白石村/x.pdf'
ok "all forms below it" test "$(grep -c '^returned/\(filled.pdf\|白石村/second.PDF\),' returned.csv)" = 2
run read returned/none
gives "read of a folder without forms" 1 'error\[Q184\].*returned/none'
run read form-list.pdf
gives "read of what has no fields" 1 'error\[Q011\]'
ok "and no list" test ! -s .out

# ---- printed by the list, and filled in on screen ----
cat >many.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<表单 题="收入调查表" 户号="户号">
  <填表项><填 名="户号" 类="代码框" 宽="4"/><填 名="户主" 宽="5"/></填表项>
  <部分 题="收入">
    <问>人口<填 名="人口" 类="数字"/>人，纯收入<填 名="纯收入" 类="数字" 宽="5"/>元。</问>
    <问 答="多选">残疾的情况：<选>重残、重病</选><选>重残</选><选>重病</选><选>其他（如肺病、肝病）</选></问>
    <问 答="单选" 选项="1,000元以下、1,000元以上">年收入：</问>
    <问>调查日期<填 名="调查日期" 类="日期"/>，电话<填 名="电话" 类="电话"/>，证号<填 名="证号" 类="身份证"/>。</问>
  </部分>
</表单>
END
cat >many.csv <<'END'
户号,户主,人口,一、②残疾的情况,1-3,调查日期
0001,许玥,3,重残|重病,"1,000元以下",2026-09-01
0002,周明,,"重残、重病、其他（如肺病、肝病）",,
0003,=1+2,,,,
END
run print many.xml --data many.csv --fillable --copies 2 -o many.pdf
gives "print --fillable" 0 ""
ok "which other programs read" qpdf --check many.pdf
qpdf many.pdf --pages . 1 -- split.pdf
run read split.pdf -o split.csv
gives "a page of several forms, cut out" 0 'warning\[D050\].*split.pdf'
ok "which is not damaged, and is taken" sh -c '! grep -q D047 .err && grep -q 许玥 split.csv'
ok "what the list knows stands in its fields" sh -c \
    'pdftotext -layout many.pdf - >many.txt; grep -q "许玥" many.txt && grep -q "□重残、重病.*☑重病" many.txt &&
     grep -q "☑1,000元以下" many.txt && grep -q "☑重残、重病" many.txt && grep -q "☑其他（如肺病、肝病）" many.txt'
sed 's/1-3/1-2/' many.csv >twice.csv
run print many.xml --data twice.csv -o twice.pdf
gives "two columns for a question" 1 'error\[Q040\].*1-2.*一、②残疾的情况'

ok "another program fills one in" python3 "$root/tests/fill.py" many.pdf many-filled.pdf \
    000003/户主=欧阳玥鑫 000003/纯收入=约8000 000003/电话=13800000000 000003/1-3=1,000元以上 \
    000003/调查日期/年=2026 000003/调查日期/月=9 000003/调查日期/日=2 000002/人口=1,234
run read many-filled.pdf -o many-back.xlsx
gives "read tells what is no number" 0 'warning\[D040\].*（000003）”的纯收入写的是“约8000”'
ok "and what was left as it was sent out" grep -q 'D049.*（000001）”里只有发出去时就印好的内容' .err
ok "a row a household, numbers numbers, dates dates, the rest text" "$python" - <<'END'
import datetime
import openpyxl
book = openpyxl.load_workbook("many-back.xlsx")
assert book.sheetnames == ["汇总", "待核对"], book.sheetnames
rows = list(book["汇总"].iter_rows(values_only=True))
head = [h for h in rows[0]]
row = {r[head.index("户号")]: dict(zip(head, r)) for r in rows[1:]}
assert len(rows) == 4, rows
assert row["0002"]["人口"] == 1234 and row["0003"]["电话"] == "13800000000", row
assert row["0003"]["调查日期"] == datetime.datetime(2026, 9, 2), row
assert row["0003"]["一、③年收入"] == "1,000元以上" and row["0003"]["纯收入"] == "约8000", row
assert row["0001"]["一、②残疾的情况"] == "重残|重病", row
check = [r[:4] for r in book["待核对"].iter_rows(min_row=2, values_only=True)]
assert ("many-filled.pdf（000003）", "0003", "纯收入", "约8000") in check, check
END
run print many.xml --data many-back.xlsx -o many-again.pdf
gives "what is no number is not printed" 1 'error\[Q025\].*约8000'
run read many.pdf -o many-back.csv
run print many.xml --data many-back.csv --fillable --copies 2 -o many-again.pdf
ok "what came back is printed as it went out" sh -c \
    'pdftotext -layout many-again.pdf - >many-again.txt; cmp many.txt many-again.txt'

run tally many-back.csv many.xml -o figures.xlsx --by 户主
gives "tally" 0 "K037"
ok "a sheet a question, numbers numbers" "$python" - <<'END'
import openpyxl
book = openpyxl.load_workbook("figures.xlsx")
rows = list(book["一、②残疾的情况"].iter_rows(values_only=True))
row = dict(zip(rows[0], rows[-1]))
assert row["户数"] == 3 and row["填报"] == 2 and row["重残"] == 1 and row["重残（占比）"] == "50.0%", row
END
run tally many-back.csv -o figures.xlsx
gives "tally without a form" 2 'U003'
run tally many-back.csv good.xml -o figures.xlsx
gives "tally by what is no form" 1 'error\[Q046\].*good.xml'
run tally many-back.csv many.xml -o figures.txt
gives "tally to another kind of file" 1 'error\[D013\]'

# ---- a profile with mistakes ----
mkdir -p own/templates
ln -s "$root/fonts" own/fonts
cp "$root"/templates/*.xml "$root/templates/phrases.txt" own/templates/
sed 's/name="signer-role" is="[^"]*"/name="signer-role" is="hand"/' \
    "$root/templates/gbt9704.xml" >own/templates/gbt9704.xml
run build good.xml --home own -o own.pdf
gives "a role that is none" 1 'error\[L002\].*hand'
sed '/group name="masthead"/,/<.group>/s/name="width" is="[^"]*"/name="width" is="0.001pt"/' \
    "$root/templates/gbt9704.xml" >own/templates/gbt9704.xml
run build good.xml --home own -o own.pdf
ok "a masthead without width is survived" test $status -lt 2

# ---- a profile whose pages are wrong ----
# set_value GROUP NAME VALUE: one figure of the general format changed in own/
set_value() {
    sed "/group name=\"$1\"/,/<.group>/s/name=\"$2\" is=\"[^\"]*\"/name=\"$2\" is=\"$3\"/" \
        "$root/templates/gbt9704.xml" >own/templates/gbt9704.xml
}
sample="$root/inputs/样张"
set_value signature seal-rise 20mm
run check --home own --free-fonts "$sample/加盖印章的通知.xml"
ok "a seal far below the text" grep -q '^不符合：7.3.5.1（规定）印章的上距正文，第 2 页' .out
gives "and the status says so" 1 'error\[C001\]'
set_value page area-top 20mm
run check --home own --free-fonts "$sample/加盖印章的通知.xml"
ok "a profile that departs from the standard is named" \
    grep -q '^不符合：5.2.1（规定）版面的天头，第 2 页：版式“党政机关.*”：20 mm；标准 37 mm±1 mm' .out
set_value letter rule-thick 0.2mm
run check --home own --free-fonts "$sample/信函.xml"
ok "a letter's rules, thin outside" grep -q '^不符合：10.1（规定）版头分隔线的粗细次序' .out

# ---- fix ----
cat >typed.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<公文>
  <!-- 一、这是注释 -->
  <标题>关于做好春耕工作的通知</标题>
  <正文>
    <段>一、\0342\0200\0213目标</段>
    <段>抓好<b>落实</b>。</段>
    <段>二、要求</段>
    <段>● 早安排</段>
  </正文>
</公文>
XML
printf '%b' "$(cat typed.xml)\n" >typed.tmp && mv typed.tmp typed.xml
cp typed.xml kept.xml
run fix typed.xml
gives "what would be mended" 0 'note\[U019\]'
ok "the file is untouched" cmp -s typed.xml kept.xml
ok "a heading becomes a section" grep -q '^+    <层次 题="目标">$' .out
ok "bold of a word processor becomes em" grep -q '^+      <段>抓好<强调>落实</强调>。</段>$' .out
ok "a bullet becomes a list" grep -q '^+        <项>早安排</项>$' .out
ok "a comment stays" sh -c "! grep -q '^-.*注释' .out"
cp typed.xml patched.xml
if command -v patch >/dev/null; then
    ok "patch(1) reads the diff" patch -s patched.xml .out
fi
run fix --write typed.xml
gives "mended" 0 ""
ok "the diff says what is written" sh -c '[ ! -e patched.xml.orig ] && { ! command -v patch >/dev/null || cmp -s typed.xml patched.xml; }'
run fix --lang en typed.xml
ok "a second run finds nothing" grep -q '^typed.xml: nothing to mend$' .out
run build --free-fonts typed.xml -o typed.pdf
gives "what is mended compiles without a word" 0 ""
{ echo '<?xml version="1.0" encoding="GB18030"?>'; sed 1d kept.xml; } | sed 's/$/\r/' |
    iconv -f UTF-8 -t GB18030 >gbk.xml
run fix --write gbk.xml
ok "a file keeps its encoding and its line ends" sh -c \
    'iconv -f GB18030 -t UTF-8 gbk.xml | tr -d "\r" | sed 1d >a; sed 1d typed.xml >b; cmp -s a b &&
     [ "$(grep -c "$(printf "\r")$" gbk.xml)" = "$(wc -l <gbk.xml)" ]'
run fix --write broken.xml
gives "what is no XML is told" 1 'error\[X0'
mkdir -p tomend/below && cp typed.xml tomend/below/ && cp good.xml tomend/
run fix tomend
ok "folders are gone through" sh -c 'grep -q "^tomend/good.xml" .out && grep -q tomend/below/typed.xml .out'
mkdir -p nothing
run fix nothing
gives "a folder without documents" 2 'error\[U005\]'
run fix missing-file.xml good.xml
gives "a file that is not there" 3 'error\[S002\]'
ok "the others are looked at all the same" grep -q '^good.xml：没有可以代改的$' .out
run build typed.xml --write
gives "--write is for fix" 2 'error\[U011\]'
mkdir shut && cp kept.xml shut/ && chmod 555 shut
if [ "$(id -u)" != 0 ]; then
    run fix --write shut/kept.xml
    gives "a folder that is shut" 3 'error\[S006\]'
fi
ok "what could not be written is as it was" cmp -s kept.xml shut/kept.xml
chmod 755 shut && chmod 444 shut/kept.xml && ln -s shut/kept.xml tied.xml
run fix --write tied.xml
gives "a file that is read-only" 3 'error\[S006\].*tied.xml'
chmod 644 shut/kept.xml
run fix --write tied.xml
gives "a link to a file" 0 ""
ok "the link stays, its file is mended" sh -c '[ -L tied.xml ] && cmp -s typed.xml shut/kept.xml'

# ---- drafts: people, and the staff file ----

mkdir drafts && cat >drafts/稿.txt <<'END'
关于成立工作组的通知
各村民委员会：
    名单如下：
    组　长：梁　禾　县财政局局长
    成　员：周　砚　县农业农村局局长
            罗启明　县教育局局长
青禾县人民政府
2026年9月18日
END
cat >人员库.xml <<'END'
<人员库>
  <单位 名称="青禾县财政局" 简称="县财政局"><岗位 职务="局长" 性质="正职"><任职 人员="梁禾" 起="2024-01-01"/></岗位></单位>
  <单位 名称="青禾县水利局" 简称="县水利局"><岗位 职务="局长" 性质="正职"><任职 人员="周砚" 起="2024-01-01"/></岗位></单位>
  <人员 姓名="梁禾"/><人员 姓名="周砚"/>
</人员库>
END
run import --staff 人员库.xml drafts/稿.txt
gives "a draft's people are looked up" 0 'D150.*罗启明'
gives "and their posts" 0 'D151.*县农业农村局局长.*县水利局局长'
ok "the document names the staff file" grep -q '人员库="../人员库.xml"' drafts/稿.xml
ok "who holds a post is asked for by it" grep -q '<成员 岗位="县财政局局长"/>' drafts/稿.xml
run check drafts/稿.xml
gives "and so it is found" 0 'R160.*罗启明'

# ---- import ----
mkdir -p drafts && cd drafts || exit 3
{
    echo '关于做好春耕工作的通知'
    echo '各村民委员会:'
    echo '　　一、抓好落实。'
    echo '　　三、2026年3月10日前报送。'
    echo '　　附件：春耕任务表'
    echo '　　　　　　　　　　　　　　白石镇人民政府'
    echo '　　　　　　　　　　　　　　二〇二六年三月二日'
} >通知.txt
cp 通知.txt 乙.txt
run import 通知.txt
gives "a draft becomes a document" 0 'warning\[D131\]'
ok "it is told where a number is not the next" grep -q '^通知.txt:4:3: ' ../.err
ok "the report counts paragraphs" grep -q '^通知.txt → 通知.xml：7 段$' ../.out
ok "the report lists what is written otherwise" grep -q '第7段 “二〇二六年三月二日” → “2026年3月2日”$' ../.out
ok "addressees" grep -q '<主送>各村民委员会</主送>' 通知.xml
ok "an attachment that is not there" grep -q '<附件 标题="春耕任务表" 另附="是"/>' 通知.xml
run build --free-fonts 通知.xml -o 通知.pdf
ok "the document compiles" sh -c 'pdftotext -raw 通知.pdf - | grep -q "^ *三、2026年3月10日前报送。"'
cp 通知.xml kept.xml && echo >>通知.xml
run import 通知.txt
gives "a document that is there stays" 2 'error\[U020\].*通知.xml'
ok "it is as it was" sh -c '! cmp -s 通知.xml kept.xml'
run import --force 通知.txt
gives "unless it is forced" 0 'D131'
ok "it is written anew" cmp -s 通知.xml kept.xml
run import 通知.txt 乙.txt -o 成稿
ok "several go to a folder" unlittered 成稿 通知.xml 乙.xml
mkdir -p again && cp 通知.txt again/
run import 通知.txt again/通知.txt -o 成稿二
gives "two of one name" 2 'error\[U021\]'
ok "nothing was written" test ! -e 成稿二
run import 通知.txt -o 别名.xml
ok "a single one may have another name" cmp -s 别名.xml kept.xml
"$program" import - <通知.txt >piped.xml 2>/dev/null
ok "standard input to standard output" cmp -s piped.xml kept.xml
run import --lang en --format json --force 通知.txt
ok "the report as JSON" python3 -c 'import json,sys
r = json.load(open("../.out"))[0]
assert [p["kind"] for p in sorted(r["paragraphs"], key=lambda p: p["block"])] == [
    "title", "to", "numbered", "numbered", "note", "signature", "date"]
assert {"line": 7, "why": "rewritten", "from": "二〇二六年三月二日", "to": "2026年3月2日"} in r["changes"]'
run import nowhere.txt 乙.txt
gives "a draft that is not there" 3 'error\[S002\]'
ok "the others are gone through" test -e 乙.xml
: >空.txt
run import 空.txt
gives "an empty one" 1 'error\[G002\]'
ok "becomes nothing" test ! -e 空.xml
run import 通知.txt --staff nobody.xml --force
gives "a staff file that is not there" 3 'error\[S002\].*nobody.xml'
run build good.xml --staff a.xml
gives "--staff is for import" 2 'error\[U011\]'
cd ..

# ---- the parts that have files of their own ----
for part in "$root"/tests/cli/*.sh; do
    . "$part"
done

echo "cli: $passed passed, $failed failed"
[ $failed = 0 ]
