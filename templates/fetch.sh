#!/bin/sh
# Puts the dictionary of words into templates/: fetch.sh WORDS, WORDS being the program that packs it.
set -eu
words=$1
cd "$(dirname "$0")"
[ ! -s words.dict ] || exit 0
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
sh ../generator/fetch.sh "$temp" <<'LIST'
python3-jieba usr/lib/python3/dist-packages/jieba/dict.txt
LIST
"$words" "$temp/dict.txt" words.dict
