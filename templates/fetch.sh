#!/bin/sh
# Puts the dictionary into templates/, unless a whole one is there: fetch.sh PACK, the program that
# packs a list of words (hongtou-lexicon).
set -eu
pack=$1
cd "$(dirname "$0")"
! "$pack" words.dict || exit 0
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
sh ../generator/fetch.sh "$temp" <<'LIST'
python3-jieba usr/lib/python3/dist-packages/jieba/dict.txt
LIST
"$pack" "$temp/dict.txt" words.dict
