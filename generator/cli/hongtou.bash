# Completion for bash: the commands and options are those that the program's own help names.
_hongtou() {
    local word=${COMP_WORDS[COMP_CWORD]} help words=
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        help=$("$1" --help --lang en 2>/dev/null)
        words=$(printf '%s\n' "$help" | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
    elif [ "${COMP_WORDS[1]}" = new ] && [ "${word#-}" = "$word" ]; then
        help=$("$1" new --help --lang en 2>/dev/null)
        words=$(printf '%s\n' "$help" | tr -d '\n' |
            sed 's/^.*hongtou new \([a-z| ]*\).*hongtou new \([a-z|]*\).*/\1|\2/' | tr '|' ' ')
    elif [ "${COMP_WORDS[1]}" = help ] && [ "$COMP_CWORD" = 2 ]; then
        help=$("$1" --help --lang en 2>/dev/null)
        words=$(printf '%s\n' "$help" | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
        words="$words $("$1" help '?' --lang en 2>&1 | sed -n 's/^.*look up \(.*\), or any.*/\1/p' | tr -d ,)"
    elif [ "${word#-}" != "$word" ]; then
        help=$("$1" --help --lang en && "$1" "${COMP_WORDS[1]}" --help --lang en 2>/dev/null)
        words=$(printf '%s\n' "$help" | grep -o -- '--[a-z-]\{1,\}' | sort -u)
    fi
    # Files otherwise: see -o default below.
    [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _hongtou hongtou
