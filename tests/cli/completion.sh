# A part of cli.sh: what shells complete is what the help, and the options' own table, have.
mkdir -p completion && cd completion || exit 3
for shell in bash zsh fish; do
    "$program" completion $shell >$shell.txt 2>../.err
    ok "what $shell completes" test $? = 0
    for command in $("$program" --help --lang en | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p'); do
        ok "$shell completes $command" grep -qw -- "$command" $shell.txt
    done
    for option in $(sed -n 's/^OPTION("\([a-z-]*\)",.*/\1/p' "$root/generator/cli/options.def"); do
        ok "$shell completes --$option" grep -q -- "\(--\|-l \)$option\b" $shell.txt
    done
    if command -v $shell >../.said; then
        ok "$shell reads it" $shell -n $shell.txt
    fi
done
run completion tcsh
gives "an unknown shell" 2 'error\[U004\]'
if command -v bash >../.said; then
    # offers WORD…: what comes after the last word of a command line, on one line
    offers() {
        bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hongtou "$1"
            echo ${COMPREPLY[@]}' bash bash.txt "$@"
    }
    ok "commands are completed" test "$(offers hongtou sch)" = schema
    ok "and skeletons" test "$(offers hongtou new ros)" = roster
    ok "and what help knows" test "$(offers hongtou help househ)" = household-form
    ok "and their options" test "$(offers hongtou staff adjust --r)" = --roster
    ok "of an action alone" test -z "$(offers hongtou staff check --r)"
    ok "and actions" test "$(offers hongtou staff ad)" = adjust
    ok "and words" test "$(offers hongtou dump a.xml --stage pa)" = pages
    ok "and files are left to the shell" test -z "$(offers hongtou build goo)"
fi
if command -v fish >../.said; then
    ok "fish offers the same" test "$(fish -c 'source fish.txt; complete -C "hongtou staff adjust --ros"' | cut -f 1)" = --roster
    ok "and actions" test "$(fish -c 'source fish.txt; complete -C "hongtou staff ad"' | cut -f 1)" = adjust
fi

# ---- the manual page in Chinese, which is made of the help ----
sh "$root/templates/man.sh" "$program" >page.1
ok "a manual page in Chinese" test $? = 0
for command in $("$program" --help --lang en | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p'); do
    ok "which has $command" grep -q "^\.SH \"hongtou $command\"" page.1
done
if command -v groff >.said; then
    ok "without a fault" sh -c 'said=$(LC_ALL=C.UTF-8 groff -K utf8 -T utf8 -man -ww -z page.1 2>&1); [ -z "$said" ]'
fi
cd ..
