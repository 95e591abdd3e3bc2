/*
 * hongtou completion bash|zsh|fish: what a shell offers behind each command, out of the tables that
 * the program itself goes by: commands, their options and words, and what an option's value may be.
 * Files are left to the shell.
 */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/diag.def"
#include "load/load.h"
#include "vocab/vocab.h"

/* Of the options whose values are a few words. */
static const char *const values[][2] = {
    {"lang", "zh en"},
    {"format", "text json"},
    {"names", "zh en"},
    {"stage", "tree model text pages geometry"},
};
enum { VALUES = sizeof values / sizeof *values };

struct offering {
    struct arena *arena;
    struct buf *out;
    const char *commands; /* with blanks between them, as all lists here */
    const char *actions;  /* of staff */
    const char *kinds;    /* of new */
    const char *topics;   /* of help */
};

/* Names parted by marks or blanks as a list. */
static const char *listed(struct arena *a, const char *text, size_t n)
{
    struct buf out = {0};
    for (size_t i = 0; i < n; i++) {
        bool mark = n - i >= 3 && memcmp(text + i, "、", 3) == 0;
        i += mark ? 2 : 0;
        if (!mark && text[i] != ',' && text[i] != ' ')
            buf_char(&out, text[i]);
        else if (out.n && out.p[out.n - 1] != ' ')
            buf_char(&out, ' ');
    }
    const char *list = arena_strndup(a, out.n ? out.p : "", out.n);
    buf_drop(&out);
    return list;
}

static const char *topics(struct arena *a)
{
    const char *all = "";
    for (int lang = 0; lang < 2; lang++) {
        struct buf names = {0};
        vocab_topics(lang ? VOCAB_EN : VOCAB_ZH, &names);
        all = arena_printf(a, "%s%s%s", all, *all ? " " : "", listed(a, names.p, names.n));
        buf_drop(&names);
    }
    return all;
}

/* The first word of a list, which is moved behind it; NULL: there is none. */
static const char *next_word(struct arena *a, const char **list)
{
    *list += strspn(*list, " ");
    size_t n = strcspn(*list, " ");
    const char *word = n ? arena_strndup(a, *list, n) : NULL;
    *list += n;
    return word;
}

/* ---- bash ---- */

static void add_bash_case(struct offering *o, const char *pattern, const char *words)
{
    buf_printf(o->out, "    '%s') words='%s' ;;\n", pattern, words);
}

static void add_bash_options(struct offering *o)
{
    const char *word, *list = o->commands;
    buf_str(o->out, "    case $user in\n");
    while ((word = next_word(o->arena, &list)))
        if (strcmp(word, "staff") != 0)
            add_bash_case(o, word, cli_options_of(o->arena, word, true));
    for (list = o->actions; (word = next_word(o->arena, &list));) {
        const char *user = arena_printf(o->arena, "staff %s", word);
        add_bash_case(o, user, cli_options_of(o->arena, user, true));
    }
    buf_printf(o->out, "    *) words='%s' ;;\n    esac\n", cli_options_of(o->arena, "", true));
}

static void write_bash(struct offering *o)
{
    buf_str(o->out, "# Completion of hongtou for bash, written by hongtou completion bash.\n"
                    "_hongtou() {\n"
                    "    local word=${COMP_WORDS[COMP_CWORD]} words= user=${COMP_WORDS[1]}\n"
                    "    COMPREPLY=()\n"
                    "    [ \"$user\" != staff ] || user=\"staff ${COMP_WORDS[2]}\"\n"
                    "    case ${COMP_WORDS[COMP_CWORD - 1]} in\n");
    for (size_t i = 0; i < VALUES; i++)
        add_bash_case(o, arena_printf(o->arena, "--%s", values[i][0]), values[i][1]);
    buf_str(o->out, "    *) case $COMP_CWORD:${COMP_WORDS[1]} in\n");
    buf_printf(o->out, "    1:*) words='%s' ;;\n", o->commands);
    add_bash_case(o, "2:staff", o->actions);
    add_bash_case(o, "2:new", o->kinds);
    add_bash_case(o, "2:completion", "bash zsh fish");
    add_bash_case(o, "2:help", arena_printf(o->arena, "%s %s", o->commands, o->topics));
    buf_str(o->out, "    esac ;;\n    esac\n    [ \"${word#-}\" = \"$word\" ] || {\n");
    add_bash_options(o);
    buf_str(o->out,
            "    }\n"
            "    [ -z \"$words\" ] || mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
            "}\n"
            "complete -o default -F _hongtou hongtou\n");
}

/* ---- zsh ---- */

static void add_zsh_case(struct offering *o, const char *pattern, const char *words)
{
    buf_printf(o->out, "    '%s') compadd -- %s ;;\n", pattern, words);
}

static void write_zsh(struct offering *o)
{
    const char *word, *list = o->commands;
    buf_str(o->out, "#compdef hongtou\n"
                    "# Completion of hongtou for zsh, written by hongtou completion zsh.\n"
                    "local user=$words[2]\n"
                    "[[ $user != staff ]] || user=\"staff $words[3]\"\n"
                    "case $words[CURRENT-1] in\n");
    for (size_t i = 0; i < VALUES; i++)
        buf_printf(o->out, "    --%s) compadd -- %s; return ;;\n", values[i][0], values[i][1]);
    buf_str(o->out, "esac\nif [[ $PREFIX == -* ]]; then\n    case $user in\n");
    while ((word = next_word(o->arena, &list)))
        if (strcmp(word, "staff") != 0)
            add_zsh_case(o, word, cli_options_of(o->arena, word, true));
    for (list = o->actions; (word = next_word(o->arena, &list));) {
        const char *user = arena_printf(o->arena, "staff %s", word);
        add_zsh_case(o, user, cli_options_of(o->arena, user, true));
    }
    buf_printf(o->out, "    *) compadd -- %s ;;\n    esac\n    return\nfi\n",
               cli_options_of(o->arena, "", true));
    buf_printf(o->out, "case $CURRENT:$words[2] in\n    2:*) compadd -- %s ;;\n", o->commands);
    add_zsh_case(o, "3:staff", o->actions);
    add_zsh_case(o, "3:new", o->kinds);
    add_zsh_case(o, "3:completion", "bash zsh fish");
    add_zsh_case(o, "3:help", arena_printf(o->arena, "%s %s", o->commands, o->topics));
    buf_str(o->out, "    *) _files ;;\nesac\n");
}

/* ---- fish ---- */

/* The options that a command has besides those of all, or those of all (user ""). */
static void add_fish_options(struct offering *o, const char *user, const char *condition)
{
    const char *name, *list = cli_options_of(o->arena, user, false);
    while ((name = next_word(o->arena, &list))) {
        struct cli_option option = cli_option_named(name + strlen("--"));
        buf_printf(o->out, "complete -c hongtou%s -l %s", condition, name + strlen("--"));
        if (option.letter)
            buf_printf(o->out, " -s %c", option.letter);
        size_t i = 0;
        while (i < VALUES && strcmp(values[i][0], name + strlen("--")) != 0)
            i++;
        if (i < VALUES)
            buf_printf(o->out, " -x -a '%s'", values[i][1]);
        else if (option.has_value)
            buf_str(o->out, " -r");
        buf_char(o->out, '\n');
    }
}

static void add_fish_words(struct offering *o, const char *command, const char *words)
{
    buf_printf(o->out, "complete -c hongtou -f -n '__hongtou_at 2 %s' -a '%s'\n", command, words);
}

static void write_fish(struct offering *o)
{
    const char *word, *list = o->commands;
    buf_str(o->out, "# Completion of hongtou for fish, written by hongtou completion fish.\n"
                    "# Whether the word being typed is the one behind so many, the first of which are these.\n"
                    "function __hongtou_at\n"
                    "    set -l words (commandline -opc)\n"
                    "    test (count $words) -eq $argv[1]; and __hongtou_begins $argv[2..-1]\n"
                    "end\n"
                    "function __hongtou_begins\n"
                    "    set -l words (commandline -opc)\n"
                    "    set -l n (math (count $argv) + 1)\n"
                    "    test (count $argv) -eq 0; or test \"$words[2..$n]\" = \"$argv\"\n"
                    "end\n");
    buf_printf(o->out, "complete -c hongtou -f -n '__hongtou_at 1' -a '%s'\n", o->commands);
    add_fish_words(o, "staff", o->actions);
    add_fish_words(o, "new", o->kinds);
    add_fish_words(o, "completion", "bash zsh fish");
    add_fish_words(o, "help", arena_printf(o->arena, "%s %s", o->commands, o->topics));
    add_fish_options(o, "", "");
    while ((word = next_word(o->arena, &list)))
        if (strcmp(word, "staff") != 0)
            add_fish_options(o, word, arena_printf(o->arena, " -n '__hongtou_begins %s'", word));
    for (list = o->actions; (word = next_word(o->arena, &list));)
        add_fish_options(o, arena_printf(o->arena, "staff %s", word),
                         arena_printf(o->arena, " -n '__hongtou_begins staff %s'", word));
}

/* ---- all ---- */

static const struct shell {
    const char *name;
    void (*write)(struct offering *o);
} shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};

bool cli_run_completion(const struct options *options, struct diags *d)
{
    enum { SHELLS = sizeof shells / sizeof *shells };
    struct buf out = {0};
    size_t i = 0;
    while (i < SHELLS && strcmp(shells[i].name, options->args[0]) != 0)
        i++;
    if (i == SHELLS) {
        diag_system(d, DIAG_U004, "completion", "bash zsh fish");
        return false;
    }
    struct hongtou *h = cli_open(options, d);
    const char *home = h ? office_home(h) : NULL;
    struct arena *a = arena_new();
    struct offering o = {.arena = a, .out = &out, .commands = cli_names(a), .topics = topics(a)};
    o.actions = cli_staff_actions(a);
    if (home) {
        o.kinds = arena_printf(a, "%s %s", cli_skeletons(a, home, d), load_kinds(a));
        shells[i].write(&o);
    }
    bool ok = home && cli_write(options, &out, d);
    buf_drop(&out);
    arena_drop(a);
    hongtou_close(h);
    return ok;
}
