# hongtou 1
# settings fonts=free SOURCE_DATE_EPOCH=- as-of=2026-09-19 program=/usr/local/bin/hongtou data=/usr/local/share/hongtou
# begun 1796050187.682088697
# warnings 0
# pages 2
# origin ../成立领导小组.xml
# target 34448 1796050188.111025189 out/成立领导小组.pdf
# file 961 1796050187.524282050 ./成立领导小组.xml
# file 2897752 1796050161.019923873 /usr/local/bin/hongtou
# file - hongtou.conf
# file - /srv/0.2.0/hongtou.conf
# file - /srv/hongtou.conf
# file - /hongtou.conf
# file - /root/.config/hongtou/hongtou.conf
# file - /etc/hongtou/hongtou.conf
# file 6046428 1796049646.880214244 /usr/local/share/hongtou/templates/words.dict
# file 15583 1796049646.860944864 /usr/local/share/hongtou/templates/phrases.txt
# file 11199 1796049646.881803939 /usr/local/share/hongtou/fonts/fonts.xml
# file 20361 1796049646.881833402 /usr/local/share/hongtou/fonts/gb2312.txt
# file 1074 1796049646.881864138 /usr/local/share/hongtou/fonts/names.txt
# file 27290960 1796049646.932290239 /usr/local/share/hongtou/fonts/free/NotoSerifCJK-Bold.ttc
# file 26297400 1796049646.963713501 /usr/local/share/hongtou/fonts/free/NotoSerifCJK-Regular.ttc
# file 19484784 1796049647.005388036 /usr/local/share/hongtou/fonts/free/NotoSansCJK-Regular.ttc
# file 6961384 1796049647.007716586 /usr/local/share/hongtou/fonts/free/FandolFang-Regular.otf
# file 7790552 1796049647.020290235 /usr/local/share/hongtou/fonts/free/FandolKai-Regular.otf
# file 4633128 1796049647.025887874 /usr/local/share/hongtou/fonts/free/gkai00mp.ttf
# file 393576 1796049647.027319204 /usr/local/share/hongtou/fonts/free/LiberationSerif-Regular.ttf
# file 51032464 1796049647.075744155 /usr/local/share/hongtou/fonts/free/BabelStoneHan.ttf
# file 22761228 1796049646.895718880 /usr/local/share/hongtou/fonts/free/HanaMinA.ttf
# file 30739236 1796049647.120310585 /usr/local/share/hongtou/fonts/free/HanaMinB.ttf
# file 4096 1796049647.288290226 /usr/local/share/hongtou/fonts/free
# file - /usr/local/share/hongtou/fonts/office
# file 638 1796050187.524149834 ./人员库.xml
# file 6922 1796049646.899430945 /usr/local/share/hongtou/fonts/free/sRGB.icc
# file 21545 1796049646.860560284 /usr/local/share/hongtou/templates/gbt9704.xml
# file - ./成立领导小组.lock
# end

out/成立领导小组.pdf out/.hongtou/成立领导小组.d: \
  /usr/local/bin/hongtou \
  /usr/local/share/hongtou/templates/words.dict \
  /usr/local/share/hongtou/templates/phrases.txt \
  /usr/local/share/hongtou/fonts/fonts.xml \
  /usr/local/share/hongtou/fonts/gb2312.txt \
  /usr/local/share/hongtou/fonts/names.txt \
  /usr/local/share/hongtou/fonts/free/NotoSerifCJK-Bold.ttc \
  /usr/local/share/hongtou/fonts/free/NotoSerifCJK-Regular.ttc \
  /usr/local/share/hongtou/fonts/free/NotoSansCJK-Regular.ttc \
  /usr/local/share/hongtou/fonts/free/FandolFang-Regular.otf \
  /usr/local/share/hongtou/fonts/free/FandolKai-Regular.otf \
  /usr/local/share/hongtou/fonts/free/gkai00mp.ttf \
  /usr/local/share/hongtou/fonts/free/LiberationSerif-Regular.ttf \
  /usr/local/share/hongtou/fonts/free/BabelStoneHan.ttf \
  /usr/local/share/hongtou/fonts/free/HanaMinA.ttf \
  /usr/local/share/hongtou/fonts/free/HanaMinB.ttf \
  /usr/local/share/hongtou/fonts/free \
  ./人员库.xml \
  /usr/local/share/hongtou/fonts/free/sRGB.icc \
  /usr/local/share/hongtou/templates/gbt9704.xml \
  ./成立领导小组.xml

/usr/local/bin/hongtou:

/usr/local/share/hongtou/templates/words.dict:

/usr/local/share/hongtou/templates/phrases.txt:

/usr/local/share/hongtou/fonts/fonts.xml:

/usr/local/share/hongtou/fonts/gb2312.txt:

/usr/local/share/hongtou/fonts/names.txt:

/usr/local/share/hongtou/fonts/free/NotoSerifCJK-Bold.ttc:

/usr/local/share/hongtou/fonts/free/NotoSerifCJK-Regular.ttc:

/usr/local/share/hongtou/fonts/free/NotoSansCJK-Regular.ttc:

/usr/local/share/hongtou/fonts/free/FandolFang-Regular.otf:

/usr/local/share/hongtou/fonts/free/FandolKai-Regular.otf:

/usr/local/share/hongtou/fonts/free/gkai00mp.ttf:

/usr/local/share/hongtou/fonts/free/LiberationSerif-Regular.ttf:

/usr/local/share/hongtou/fonts/free/BabelStoneHan.ttf:

/usr/local/share/hongtou/fonts/free/HanaMinA.ttf:

/usr/local/share/hongtou/fonts/free/HanaMinB.ttf:

/usr/local/share/hongtou/fonts/free:

./人员库.xml:

/usr/local/share/hongtou/fonts/free/sRGB.icc:

/usr/local/share/hongtou/templates/gbt9704.xml:

./成立领导小组.xml:
