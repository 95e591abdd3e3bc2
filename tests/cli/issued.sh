# A part of cli.sh: documents that were issued and changed since.
mkdir issued && cp good.xml issued/n.xml
run issue issued/n.xml --free-fonts
cp issued/n.pdf issued.pdf
run check issued/n.xml --pdf issued/n.pdf --free-fonts
gives "what was issued is proven" 0 ""
sed -i 's/春耕/秋收/' issued/n.xml
run check issued/n.xml --pdf issued/n.pdf --free-fonts
gives "a proof of what changed since" 1 'error\[R181\].*签发.*以后改过'
ok "says that nothing was written" grep -q '什么都没有写' .err
run build issued/n.xml --free-fonts --mark-changes-since issued/n.lock
gives "a copy marked since the issue" 0 'note\[C103\].*修订标记稿'
ok "stands beside it" whole_pdf issued/n-修订标记.pdf
run build issued/n.xml --free-fonts --mark-changes-since issued/n.pdf -o marked.pdf
gives "or elsewhere, since the PDF" 0 'note\[C103\]'
ok "with its marks" whole_pdf marked.pdf
for way in "" --reissue; do
    run build issued/n.xml --free-fonts --mark-changes-since issued/n.lock -o issued/n.pdf $way
    gives "never in the place of what was issued ($way)" 1 'error\[R182\].*issued/n.pdf.*签发'
    ok "which is as it was" cmp issued.pdf issued/n.pdf
done
ok "and so is its lock" grep -q "^pdf $(sha256sum <issued.pdf | cut -d' ' -f1)$" issued/n.lock
rm -r issued issued.pdf marked.pdf
