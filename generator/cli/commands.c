/* The commands, by the names that people give them. */
#include <string.h>

#include "base/guess.h"
#include "cli/cli.h"

static const struct command commands[] = {
#define COMMAND(name, run, least, most, actions) {name, least, most, actions},
#include "cli/commands.def"
#undef COMMAND
};

const struct command *cli_find(const char *name)
{
    for (size_t i = 0; name && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* What skeletons and workbooks are called, and the file or the kind that it is. */
const char *cli_kind(const char *name)
{
    static const char *const names[][2] = {
        {"通知", "notice"},    {"方案", "plan"},           {"工作方案", "plan"},
        {"名单", "roster"},    {"入户表", "form"},         {"表单", "form"},
        {"清单", "checklist"}, {"检查清单", "checklist"},  {"流程图", "flow"},
        {"请示", "request"},   {"函", "letter"},           {"纪要", "minutes"},
        {"flowchart", "flow"}, {"household-form", "form"}, {"车辆安排", "vehicles"},
        {"车辆", "vehicles"},  {"任务清单", "tasks"},      {"任务", "tasks"},
        {"人员库", "staff"},   {"版式", "profile"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], name) == 0)
            return names[i][1];
    return name;
}

const char *cli_names(struct arena *a)
{
    const char *names = commands[0].name;
    for (size_t i = 1; i < sizeof commands / sizeof *commands; i++)
        names = arena_printf(a, "%s %s", names, commands[i].name);
    return names;
}

/* What other programs call it comes first. */
const char *cli_near(const char *written)
{
    static const char *const meant[][2] = {{"compile", "build"}, {"make", "build"},
                                           {"编译", "build"},    {"diff", "compare"},
                                           {"对照", "compare"},  {"比较", "compare"},
                                           {"签发", "issue"},    {"检查", "check"},
                                           {"校对", "check"},    {"打印", "print"}};
    struct guess guess = {.typed = written ? written : ""};
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (strcmp(guess.typed, meant[i][0]) == 0)
            return meant[i][1];
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        guess_try(&guess, commands[i].name);
    return guess.best;
}
