# What documents may name: nothing outside their folders, unless the user says so.

mkdir -p roots/county/docs/2026 roots/secret roots/county/.hidden
printf '村,任务\n白石村,排查\n' >roots/secret/a.csv
cp roots/secret/a.csv roots/county/a.csv
cp roots/secret/a.csv roots/county/docs/a.csv
cp roots/secret/a.csv roots/county/.hidden/a.csv
ln -s ../../secret/a.csv roots/county/docs/link.csv
names() {
    printf '<公文><标题>关于排查的通知</标题><正文><段>见表。</段><表 来源="%s"><列 题="村"/><列 题="任务"/></表></正文></公文>\n' "$2" \
        >roots/county/docs/"$1".xml
}
names own a.csv
run check roots/county/docs/own.xml
gives "a file beside the document" 0 ""
names above ../a.csv
run build roots/county/docs/above.xml
gives "one in the folder above" 0 ""
for path in ../../secret/a.csv "$work/roots/secret/a.csv" link.csv ../.hidden/a.csv /etc/none.csv; do
    names out "$path"
    run build roots/county/docs/out.xml
    gives "outside: $path" 1 'error\[D256\]'
done
names out ../../secret/a.csv
run build roots/county/docs/out.xml --allow roots/secret
gives "allowed on the command line" 0 ""
run build roots/county/docs/out.xml --allow roots/none --allow roots/secret
gives "allowed among others" 0 ""
cp "$root/inputs/样张/签名章样章.png" roots/secret/s.png
echo '<公文><标题>关于做好春耕工作的通知</标题><正文><图片 文件="../../secret/s.png"/></正文></公文>' \
    >roots/county/docs/picture.xml
run build roots/county/docs/picture.xml
gives "a picture outside" 1 'error\[D256\]'
echo '<公文><标题>关于做好春耕工作的通知</标题><正文><图片 文件="../../secret/s.png"/></正文><附件 标题="图"><图片 文件="../../secret/t.png"/></附件></公文>' \
    >roots/county/docs/picture.xml
for kind in "" --docx; do
    run build roots/county/docs/picture.xml $kind
    ok "each picture outside is named ($kind)" test "$(grep -c 'error\[D256\].*secret/[st].png' .err)" = 2
done
rm roots/county/docs/picture.xml
mkdir -p roots/config/hongtou
printf 'allow = %s\n' "$work/roots/secret" >roots/config/hongtou/hongtou.conf
XDG_CONFIG_HOME=$work/roots/config "$program" build roots/county/docs/out.xml --force >.out 2>.err
status=$?
gives "allowed for the user" 0 ""
# A county's one file above all its documents; what is beside it in other folders is not.
names out x.csv
cp roots/secret/a.csv roots/a.csv
sed 's,x.csv,../../../a.csv,' roots/county/docs/out.xml >roots/county/docs/2026/deep.xml
run build roots/county/docs/2026/deep.xml
gives "a file above all" 0 ""
sed 's,x.csv,../../../secret/a.csv,' roots/county/docs/out.xml >roots/county/docs/2026/deep.xml
run build roots/county/docs/2026/deep.xml
gives "in another folder" 1 'error\[D256\]'
rm -r roots/county/docs/*.xml roots/county/docs/*.pdf roots/county/docs/.hongtou
run build roots
gives "within the folder that is compiled" 0 ""
echo >roots/hongtou.conf
run build roots/county/docs/2026/deep.xml --force
gives "below the nearest hongtou.conf" 0 ""
# The program's own files may lie elsewhere by links.
mkdir roots/home && ln -s "$root/templates" "$root/fonts" roots/home
run build roots/county/docs/2026/deep.xml --force --home roots/home
gives "templates that are a link" 0 ""
