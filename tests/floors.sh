#!/bin/sh
# The floors of readability: no function over 70 lines, no file over 600, no .c below 80 without a
# reason, and every .c opens with a comment that states its contract. Prints breaches and fails.
set -eu
most_function=70
most_file=600
least_file=80

# the .c that are shorter, and why
short='
generator/print/shard.c      one rule
generator/cli/compare.c     one command: what it does is in office/
generator/cli/desk_main.c   the entry of a program
generator/desk/route.c      a table of requests and who may make them
generator/desk/worker.c     a loop over a table
generator/desk/work.c       what several works share
generator/desk/work_signing.c  what is signed and compared is in office/
generator/desk/sandbox.c    what a worker needs; base/cage.c holds it to that
generator/desk/store_drafts.c  a table of the database, and its statements
generator/cli/alloc.c       the names of an allocator, one after the other
generator/cli/columns.c     one table for the manual
generator/cli/commands.c    a table of commands
generator/cli/context.c     options to a context
generator/cli/help.c        what it prints is in help.def
generator/office/gone.c     what is found is in record/
generator/cli/command.c     what both programs share, linked without the pipeline
generator/cli/bus.c         one signal
generator/cli/main.c        the entry of a program
generator/lexicon/lexicon_main.c  the entry of a program
generator/xml/outermost.c   one look at the first bytes of a file
generator/import/check.c    one look at the whole
generator/import/readers.c  a table of readers
generator/page/mark.c       what registration marks look like
generator/font/kept.c       where files are kept, for two that keep some
generator/base/late.c       one call of the dynamic linker
generator/base/hold.c       one lock, which ends with its process
generator/base/differ.c     one algorithm that two rooms share
generator/docx/form.c       the lines of forms; what stands in them is in pieces.c
generator/vocab/said.c      what clerks say is in said.def
generator/model/model.c     what the records know by themselves
generator/sheet/strings.c   shared strings on the disk
generator/office/names.c    what a document brings to lexicon/
generator/draft/face.c      what names of faces say; their tables are long
generator/draft/text.c      a text of lines
generator/office/tally.c    the form and the lists; tally/ counts
generator/value/printed.c   one sum that two rooms share
generator/value/csv.c       how CSV is written, for rooms that share no other
generator/office/messages.c the joined catalogue of diagnostics
'

breaches=$(
    for file in generator/*/*.[ch] tests/unit/*/*.c; do
        lines=$(wc -l <"$file")
        [ "$lines" -le $most_file ] || echo "$file: $lines lines, at most $most_file"
        case $file in
        generator/*.c) [ "$lines" -ge $least_file ] || printf '%s' "$short" | grep -q "^$file " ||
            echo "$file: $lines lines, at least $least_file, or a reason in tests/floors.sh" ;;
        esac
        case $file in
        *.c) head -1 "$file" | grep -q '^/\*' || echo "$file: does not open with its contract" ;;
        esac
        awk -v file="$file" -v most=$most_function '
            /^[a-z_].*[^;]$/ && !/^(struct|enum|union|typedef|static const|#)/ { name = $0 }
            /^\{/ { start = NR }
            /^\}/ { if (start && NR - start - 1 > most)
                        print file ":" start ": " NR - start - 1 " lines: " name
                    start = 0 }
        ' "$file"
    done
)
[ -z "$breaches" ] || { echo "$breaches"; exit 1; }
echo "floors: functions, files and opening comments are within bounds"
