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
cd ..
