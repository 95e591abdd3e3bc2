#!/bin/sh
# The manual page in Chinese, out of what the program's own help says: man.sh PROGRAM
set -eu
program=$1
# The help's lines as they stand: none is a request of the typesetter's.
lines() { sed 's/\\/\\e/g; s/^\([.'"'"']\)/\\\&\1/; s/-/\\-/g'; }
version=$("$program" --version | cut -d ' ' -f 2)
printf '.\\" made by templates/man.sh\n.TH HONGTOU 1 "" "hongtou %s" "hongtou 手册"\n' "$version"
printf '.SH 名称\nhongtou \\- 把结构化的 XML 编译成公文 PDF\n.SH 说明\n.nf\n'
"$program" --help --lang zh | sed 1,2d | lines
printf '.fi\n'
for command in $("$program" --help --lang en | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p'); do
    text=$("$program" $command --help --lang zh)
    [ -n "$text" ] || continue
    printf '.SH "hongtou %s"\n.nf\n' $command
    printf '%s\n' "$text" | lines
    printf '.fi\n'
done
printf '.SH 环境变量\n.nf\n'
lines <<'TEXT'
HONGTOU_HOME       同 --home
HONGTOU_ETC        代替 /etc/hongtou
SOURCE_DATE_EPOCH  PDF 里写的日期；没有就不写
TEXT
printf '.fi\n'
