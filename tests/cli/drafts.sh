# A part of cli.sh: what people paste into drafts.
mkdir -p drafts && cd drafts || exit 3
said=../.out
wrong=../.err

printf '关于值班的通知\n\n各村：\n按时到岗👍🏻，完成的打✅。😀\n\n白石镇人民政府\n2026年9月20日\n' >微信.txt
run import 微信.txt
gives "emoji of a pasted draft are told" 0 'warning\[D211\].*4 个表情符号（👍'
ok "and kept" grep -q '到岗👍🏻，完成的打✅。😀' 微信.xml
run build 微信.xml --free-fonts
gives "no font has them" 1 'error\[F014\].*😀'
ok "which says what to do" grep -q 'hongtou fix --write' $wrong
run fix 微信.xml --write
ok "and that does it" grep -q '按时到岗，完成的打√。</段>' 微信.xml
run build 微信.xml --free-fonts
gives "then it compiles" 0 ""

# Any picture that is told is mended by what the hint says.
for picture in ❗ ❓ ❤️ ⏰ 1️⃣ ➕ ✔️ ☢️ ✌️ 🇨🇳 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ⚖️ ♈ ⌚; do
    printf '<公文><标题>关于值班的通知</标题><正文><段>请按时%s到岗。</段></正文></公文>\n' "$picture" >图.xml
    run build 图.xml --free-fonts
    ok "no font has it: $picture" grep -q 'error\[F014\]' $wrong
    run fix 图.xml --write
    run build 图.xml --free-fonts
    gives "and that does it: $picture" 0 ""
done

# LINES of a draft between its head and its end, and what the document then has
becomes() {
    printf '%b\n%b\n%b\n白石镇人民政府\n2026年9月20日\n' "$2" "关于值班的通知\n\n各村：\n按要求执行。" "$3" >稿.txt
    run import 稿.txt --force
    ok "$1" sh -c 'tr -d "\n" <稿.xml | sed "s/>  */>/g" | grep -q -- "$1"' - "$4"
    run build 稿.xml --free-fonts
    ok "$1: it compiles" test $status = 0
}
becomes "a masthead on two lines" "青 禾 县 人 民 政 府\n文  件\n青政发〔2026〕12号\n" "" \
    '<版头><发文机关>青禾县人民政府</发文机关><发文字号 代字="青政发" 年="2026" 号="12"/></版头>'
becomes "one without a number" "青 禾 县 人 民 政 府\n文 件\n" "" '<版头><发文机关>青禾县人民政府</发文机关></版头>'
becomes "parts" "" "第一部分 总体要求\n要抓紧。\n第二部分　安排\n要落实。" '>第一部分 总体要求</小标题>.*>第二部分　安排</小标题>'
becomes "parts that are spoken of" "" "第一部分工作由周明同志负责。" '<段>第一部分工作由周明同志负责。</段>'
becomes "a comma behind a number" "" "一，总体要求\n要抓紧。\n二，安排\n要落实。" '<层次 题="总体要求">.*<层次 题="安排">'
becomes "a sentence with one" "" "一，是要抓紧。" '<段>一，是要抓紧。</段>'
becomes "a number in a frame" "" "【一】总体要求\n要抓紧。\n【二】安排\n要落实。" '<层次 题="总体要求">.*<层次 题="安排">'
becomes "titles of one list, one of them ended" "" "一、安排\n（一）推进排查。\n1. 甲村抓紧。\n2. 乙村抓紧。\n（二）推进整改\n要整改。" \
    '<层次 题="推进排查。">.*<层次 题="推进整改">'
becomes "paragraphs of one list" "" "一、安排\n（一）推进排查。\n（二）推进整改。" '<层次><段>推进排查。</段></层次><层次><段>推进整改。</段></层次>'
becomes "a contact with his post" "" "联系人（职务）：周明（镇长），电话：13800000000" '<联系人>联系人（职务）：周明（镇长），电话：13800000000</联系人>'
cd ..
