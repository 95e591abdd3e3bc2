#!/bin/sh
# Puts the free fonts and the profile of the colours of pages into fonts/free/: which, and out of
# which of Debian's packages.
set -eu
cd "$(dirname "$0")"
sh ../generator/fetch.sh free <<'LIST'
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
fonts-noto-cjk usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf
texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolKai-Regular.otf
fonts-arphic-gkai00mp usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf
fonts-liberation2 usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf
fonts-liberation usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf
fonts-babelstone-han usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf
fonts-hanazono usr/share/fonts/truetype/hanazono/HanaMinA.ttf
fonts-hanazono usr/share/fonts/truetype/hanazono/HanaMinB.ttf
icc-profiles-free usr/share/color/icc/sRGB.icc
LIST
