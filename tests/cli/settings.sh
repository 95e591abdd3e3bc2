# A part of cli.sh: hongtou.conf, and what lies beside it.
mkdir -p settings/etc settings/own/hongtou settings/county/镇 && cd settings || exit 3
said=../.out
wrong=../.err
HONGTOU_ETC=$PWD/etc
XDG_CONFIG_HOME=$PWD/own
export HONGTOU_ETC XDG_CONFIG_HOME
paper() { printf '<公文%s><标题>关于做好%s工作的通知</标题><正文><段>请抓好落实。</段></正文></公文>\n' "${2-}" "$1"; }
paper 春耕 >county/a.xml
paper 秋收 >county/镇/b.xml
paper 信访 ' 版式="gbt9704"' >county/general.xml

# ---- profiles ----
printf '<profile title="青禾县"><group name="page"><value name="lines" is="20"/></group></profile>\n' >county/青禾县.xml
run build county -o plain --free-fonts
gives "a profile beside documents is none of them" 0 ""
paper 春耕 ' 版式="青禾县"' >county/named.xml
run build county/named.xml -o named.pdf --free-fonts
gives "a profile of the office's own, without clause and strength" 0 ""
printf '# 本县的设置\nprofile = 青禾县\noutput = 成文\n' >county/hongtou.conf
run build county --free-fonts
gives "as it is set up" 0 ""
ok "documents that name no profile have it" sh -c 'pdftotext -bbox named.pdf - | sed -n "s/.*yMin=\"\([0-9.]*\)\".*/\1/p" | tail -2 >n; pdftotext -bbox county/成文/a.pdf - | sed -n "s/.*yMin=\"\([0-9.]*\)\".*/\1/p" | tail -2 | cmp - n'
ok "those that name one keep it" cmp county/成文/general.pdf plain/general.pdf
ok "PDFs lie as the documents do" test -e county/成文/镇/b.pdf -a ! -e county/a.pdf
run build county/镇/b.xml --free-fonts
ok "whoever is named" grep -qx 'county/成文/镇/b.pdf  未变' $said
run build "$PWD/county/镇" --free-fonts
ok "and however" grep -q '1 份未变' $said
(cd county/镇 && "$program" build b.xml --free-fonts --quiet) 2>$wrong
ok "and from wherever" test $? = 0 -a ! -e county/镇/b.pdf -a ! -e county/镇/成文
run build county/a.xml --free-fonts -o elsewhere
ok "the command line outweighs it" test -e elsewhere/a.pdf
touch -d '2 hours ago' county/*.xml county/hongtou.conf county/镇/b.xml
run build county --free-fonts
run build county --free-fonts
ok "nothing has changed" grep -q '^0 份重新生成' $said
printf '<profile><group name="page"><value name="lines" is="21"/></group></profile>\n' >county/青禾县.xml
run build county --free-fonts
ok "a profile that changed counts" grep -q '^3 份重新生成' $said
printf 'output = 成文\n' >county/hongtou.conf
run build county --free-fonts
ok "and so do settings" grep -q '^2 份重新生成' $said
mkdir -p left/镇
paper 春耕 >left/a.xml
paper 春耕 >left/镇/b.xml
run build left --free-fonts
printf 'output = 成文\n' >left/hongtou.conf
run build left --free-fonts
gives "PDFs that were made beside their documents before" 0 'note\[D095\].*left/a.pdf.*left/成文'
ok "are told once a folder" test "$(grep -c 'D095' $wrong)" = 2
rm left/a.pdf left/镇/b.pdf
run build left --free-fonts
gives "until they are gone" 0 ""
run new profile -o mine.xml
gives "a profile to begin with" 0 ""
mv mine.xml county/mine.xml
paper 春耕 ' 版式="mine"' >county/named.xml
run build county/named.xml -o named.pdf --free-fonts
gives "it can be used" 0 ""
printf '<公文 版式="mine"><版头><发文机关>青禾县人民政府</发文机关></版头><标题>关于值班的通知</标题><正文><段>略。</段></正文></公文>\n' >county/head.xml
run dump --stage pages county/head.xml --free-fonts
ok "and does something" grep -q '^text .* 54pt .*青禾县人民政府' $said
rm county/head.xml
run new 版式
ok "by its Chinese name" grep -q '<profile ' $said
sed -i 's/name="size" is="54pt"/name="sise" is="54pt"/' county/mine.xml
run build county/named.xml -o named.pdf
gives "a slip in it" 1 'mine.xml:[0-9:]*: error\[T008\].*masthead.sise'
ok "is guessed" grep -q 'masthead.size' $wrong
paper 春耕 ' 版式="青河县"' >county/named.xml
run build county/named.xml -o named.pdf
gives "a profile that is not there" 1 'named.xml:1:[0-9]*: error\[T001\]'
ok "the way to one is told" grep -q 'hongtou new profile' $wrong
mv county/青禾县.xml etc/
paper 春耕 ' 版式="青禾县"' >county/named.xml
run build county/named.xml -o named.pdf --free-fonts
gives "a profile of the whole machine" 0 ""
run issue county/named.xml --free-fonts -o issued.pdf
ok "is one in the lock" grep -q '^profile [0-9a-f]* .*etc/青禾县.xml$' county/named.lock
rm county/named.xml county/named.lock county/mine.xml

# ---- fonts, phrases ----
mkdir -p own/hongtou/fonts
cp "$root/fonts/free/FandolKai-Regular.otf" own/hongtou/fonts/simfang.ttf
run fonts
ok "office fonts of the user's own" grep -q 'own/hongtou/fonts/simfang.ttf' $said
run fonts --free-fonts
ok "unless they are passed over" sh -c '! grep -q simfang.ttf "$1"' sh $said
printf 'free-fonts = yes\n' >own/hongtou/hongtou.conf
run fonts
ok "also as it is set up" sh -c '! grep -q simfang.ttf "$1"' sh $said
mkdir shared && mv own/hongtou/fonts/simfang.ttf shared/ && printf 'fonts = %s\n' "$PWD/shared" >own/hongtou/hongtou.conf
run fonts
ok "fonts of a folder that is named" grep -q 'shared/simfang.ttf' $said
rm own/hongtou/hongtou.conf
long='关于开展青禾县乌兰哈达白音塔拉联合巡查专项整治行动情况的通知'
printf '<公文><标题>%s</标题><正文><段>略。</段></正文></公文>\n' "$long" >title.xml
run dump --stage pages title.xml --free-fonts
cp $said before
printf '# 本地的词\n塔拉联合巡查专\n兰哈达白音塔拉\n' >etc/phrases.txt
run dump --stage pages title.xml --free-fonts
ok "words of the office's own move a title's lines" sh -c '! cmp -s before "$1"' sh $said

# ---- languages, mistakes, and what holds ----
printf 'language = en\n' >etc/hongtou.conf
run build nothing.xml
gives "the language as it is set up" 3 'no such file'
run build nothing.xml --lang zh
gives "the command line outweighs it" 3 '找不到文件'
printf 'fonts = nowhere\noutput = x\nprofil = y\n' >etc/hongtou.conf
run build county/a.xml
gives "a mistake in it" 1 'etc/hongtou.conf:3:1: error\[T021\]'
ok "stops all" test ! -s $said
run check county/a.xml
gives "checks, too" 1 'error\[T021\]'
printf 'allow = ../shared\n' >etc/hongtou.conf
run config county
gives "what holds" 0 ""
ok "with its place" grep -q "^output = county/成文    # county/hongtou.conf:1$" $said
ok "and what may be set" grep -q '^# language ' $said
run config county --format json
ok "as JSON" python3 -c 'import json, sys
s = json.load(open(sys.argv[1]))
assert [(x["key"], x["line"]) for x in s["settings"]] == [("output", 1), ("allow", 1)], s' $said
printf 'profile = gbt9704\nlanguage = en\n' >county/镇/hongtou.conf
run build county --free-fonts
gives "of a deeper folder's settings the profile counts" 0 'note\[T032\].*language'
printf 'output = ../..\n' >county/镇/hongtou.conf
run build county/镇
gives "no output beyond the folder" 1 'error\[T029\]'
unset HONGTOU_ETC XDG_CONFIG_HOME
cd ..
