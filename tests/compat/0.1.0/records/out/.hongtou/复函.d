# hongtou 1
# settings fonts=free SOURCE_DATE_EPOCH=- as-of=2026-09-19 program=/usr/local/bin/hongtou data=/usr/local/share/hongtou
# begun 1795999710.516424457
# warnings 0
# target 18965 1795999710.518039754 out/复函.pdf
# file 440 1795999710.508007102 ./复函.xml
# file 5388440 1795999671.482041122 /usr/local/bin/hongtou
# file 2700 1795999671.503645819 /usr/local/share/hongtou/templates/phrases.txt
# file 9201 1795999671.509602675 /usr/local/share/hongtou/fonts/fonts.xml
# file 20361 1795999671.509799336 /usr/local/share/hongtou/fonts/gb2312.txt
# file 1074 1795999671.510065110 /usr/local/share/hongtou/fonts/names.txt
# file 27290960 1795999672.242041095 /usr/local/share/hongtou/fonts/free/NotoSerifCJK-Bold.ttc
# file 26297400 1795999672.346041091 /usr/local/share/hongtou/fonts/free/NotoSerifCJK-Regular.ttc
# file 19484784 1795999672.122041099 /usr/local/share/hongtou/fonts/free/NotoSansCJK-Regular.ttc
# file 6961384 1795999671.766041112 /usr/local/share/hongtou/fonts/free/FandolFang-Regular.otf
# file 7790552 1795999671.798041111 /usr/local/share/hongtou/fonts/free/FandolKai-Regular.otf
# file 4633128 1795999672.366041091 /usr/local/share/hongtou/fonts/free/gkai00mp.ttf
# file 393576 1795999672.039868006 /usr/local/share/hongtou/fonts/free/LiberationSerif-Regular.ttf
# file 51032464 1795999671.734041113 /usr/local/share/hongtou/fonts/free/BabelStoneHan.ttf
# file 22761228 1795999671.902041107 /usr/local/share/hongtou/fonts/free/HanaMinA.ttf
# file 30739236 1795999672.034041102 /usr/local/share/hongtou/fonts/free/HanaMinB.ttf
# file 4096 1795999672.350617221 /usr/local/share/hongtou/fonts/free
# file - /usr/local/share/hongtou/fonts/office
# file - ./复函.lock
# file 786 1795999671.503172287 /usr/local/share/hongtou/templates/letter.xml
# file 15827 1795999671.503000022 /usr/local/share/hongtou/templates/gbt9704.xml
# end

out/复函.pdf out/.hongtou/复函.d: \
  /usr/local/bin/hongtou \
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
  ./复函.xml \
  /usr/local/share/hongtou/templates/letter.xml \
  /usr/local/share/hongtou/templates/gbt9704.xml

/usr/local/bin/hongtou:

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

./复函.xml:

/usr/local/share/hongtou/templates/letter.xml:

/usr/local/share/hongtou/templates/gbt9704.xml:
