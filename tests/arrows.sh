#!/bin/sh
# The arrows between the rooms: which room may include which, and which library hides behind
# which room. Run from the root; prints each breach and fails.
set -eu

# room: rooms that it may include besides itself
rooms='
base:
value: base
xml: base
pack: base xml
sheet: base value xml pack
flow: base value
model: base flow value
load: base value sheet model
vocab: base value xml model recognise
staff: base value model
record: base value model
resolve: base value model staff
compose: base flow value model resolve
lexicon: base
settings: base
compare: base value flow model staff lexicon
recognise: base value
draft: base value xml pack recognise
import: base value xml sheet recognise draft staff
style: base xml
font: base xml
text: base value font style lexicon
page: base value font
image: base value page
picture: base font page image
layout: base value flow font image page style text lexicon
pdf: base value font page image
docx: base value flow font image pack page style layout
conform: base value font model page style
proof: base value model staff
code: base
tally: base value sheet model
print: base value sheet font page style text code lexicon
read: base value
archive: base
office: base value xml recognise draft import sheet record model vocab staff load resolve compose style font text page image picture layout docx pdf conform proof print read archive tally lexicon compare settings
desk: base office pack print read settings sheet tally value vocab
cli: base value sheet vocab staff load read archive office tally desk settings
'
# header prefix: the only rooms that may include it
libraries='
libxml/: xml
iconv.h: xml pack
hb: font
ft2build.h: font
freetype/: font
fontconfig/: font
unicode/: base text sheet staff draft
csv.h: sheet
zip.h: pack
xlsxwriter.h: sheet
hpdf: pdf
libdeflate.h: pdf pack read image
png.h: image
jpeglib.h: image
qrencode.h: code
md4c.h: draft
nettle/: base
qpdf/: read archive
microhttpd.h: desk
sqlite3.h: desk
sodium.h: desk
landlock.h: base
seccomp.h: base
'

breaches=$(
    for file in generator/*/*.[ch] generator/*/*.def; do
        [ -e "$file" ] || continue
        room=$(basename "$(dirname "$file")")
        allowed=$(printf '%s' "$rooms" | sed -n "s/^$room: *//p")
        printf '%s' "$rooms" | grep -q "^$room:" || echo "$file: the room $room is not in tests/arrows.sh"
        sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file" | while read -r header; do
            other=${header%%/*}
            case " $room $allowed " in
            *" $other "*) ;;
            *) echo "$file: $room may not include $header" ;;
            esac
            case $header in
            */*_int.h) [ "$other" = "$room" ] || echo "$file: $header is private to $other" ;;
            esac
        done
        sed -n 's/^#include <\([^>]*\)>.*/\1/p' "$file" | while read -r header; do
            printf '%s' "$libraries" | while IFS=': ' read -r prefix owner; do
                [ -n "$prefix" ] || continue
                case $header in
                "$prefix"*) case " $owner " in
                            *" $room "*) ;;
                            *) echo "$file: $header belongs behind $owner/" ;;
                            esac ;;
                esac
            done
        done
    done
)
[ -z "$breaches" ] || { echo "$breaches"; exit 1; }
echo "arrows: every include follows the design"
