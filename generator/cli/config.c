/* hongtou config: what is set up for a folder, and by which file; and where what is not set up
 * may be. */
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "settings/settings.h"

struct telling {
    const struct settings *settings;
    const char *home;
    struct arena *arena;
    struct buf *out;
    bool zh;
};

static uint32_t line_of(const struct setting *set)
{
    return source_place(set->pos).line;
}

/* ---- for people ---- */

static void add_path(struct telling *t, const char *path, bool there)
{
    buf_str(t->out, "  ");
    buf_shown(t->out, path);
    buf_str(t->out, there ? "\n" : t->zh ? "（没有）\n" : " (not there)\n");
}

static void add_value(struct telling *t, const char *name, const struct setting *set)
{
    buf_printf(t->out, "%s = ", name);
    buf_shown(t->out, set->value);
    buf_str(t->out, "    # ");
    buf_shown(t->out, set->pos.src->name);
    buf_printf(t->out, ":%u\n", line_of(set));
}

static void add_files(struct telling *t)
{
    const struct settings *s = t->settings;
    buf_str(t->out, t->zh ? "设置文件，近的优先：\n" : "files, the nearest first:\n");
    for (size_t i = 0; i < s->looked.n; i++)
        if (file_exists(s->looked.v[i]))
            add_path(t, s->looked.v[i], true);
    for (size_t i = 0; i < s->looked.n; i++)
        if (!file_exists(s->looked.v[i]))
            add_path(t, s->looked.v[i], false);
}

static void add_key(struct telling *t, enum settings_key key)
{
    const struct settings_list *set = &t->settings->set[key];
    if (!set->n)
        buf_printf(t->out, t->zh ? "# %s 没有设置：%s\n" : "# %s is not set: %s\n",
                   settings_name(key), settings_about(key, t->zh ? DIAG_ZH : DIAG_EN));
    for (size_t i = 0; i < set->n; i++)
        add_value(t, settings_name(key), &set->v[i]);
}

/* What lies in the places beside hongtou.conf, and in the program's own. */
static void add_places(struct telling *t, const char *name, const char *own, const char *zh,
                       const char *en)
{
    buf_str(t->out, t->zh ? zh : en);
    for (size_t i = 0; i < t->settings->places.n; i++) {
        const char *path = file_in(t->arena, t->settings->places.v[i], name);
        bool there = strchr(name, '*') || file_exists(path);
        add_path(t, path, there);
    }
    add_path(t, file_in(t->arena, t->home, own), true);
}

static void add_text(struct telling *t)
{
    add_files(t);
    buf_char(t->out, '\n');
    for (int key = 0; key < SETTINGS_KEYS; key++)
        add_key(t, (enum settings_key)key);
    add_places(t, "fonts", "fonts/office", "\n办公字体的文件夹：\n", "\nfolders of office fonts:\n");
    add_places(t, "phrases.txt", "templates/phrases.txt", "\n词语：\n", "\nphrases:\n");
    add_places(t, "*.xml", "templates/*.xml", "\n版式（公文旁边的最先）：\n",
               "\nprofiles (those beside the document come first):\n");
}

/* ---- for programs ---- */

static void add_json(struct telling *t)
{
    const struct settings *s = t->settings;
    buf_str(t->out, "{\"home\": ");
    buf_json(t->out, t->home);
    buf_str(t->out, ", \"places\": [");
    for (size_t i = 0; i < s->places.n; i++) {
        buf_str(t->out, i ? ", " : "");
        buf_json(t->out, s->places.v[i]);
    }
    buf_str(t->out, "], \"settings\": [");
    size_t n = 0;
    for (int key = 0; key < SETTINGS_KEYS; key++)
        for (size_t i = 0; i < s->set[key].n; i++) {
            const struct setting *set = &s->set[key].v[i];
            buf_printf(t->out, "%s{\"key\": \"%s\", \"value\": ", n++ ? ",\n " : "",
                       settings_name((enum settings_key)key));
            buf_json(t->out, set->value);
            buf_str(t->out, ", \"file\": ");
            buf_json(t->out, set->pos.src->name);
            buf_printf(t->out, ", \"line\": %u}", line_of(set));
        }
    buf_str(t->out, "]}\n");
}

bool cli_run_config(const struct options *options, struct diags *d)
{
    struct buf out = {0};
    struct hongtou *h = cli_open(options, d);
    const char *home = h ? office_home(h) : NULL;
    const struct settings *s = home ? office_settings(h) : NULL;
    struct telling t = {s, home, arena_new(), &out, options->lang == DIAG_ZH};
    if (s)
        (options->format == DIAG_JSON ? add_json : add_text)(&t);
    bool ok = s && cli_report(options, &out, d);
    arena_drop(t.arena);
    buf_drop(&out);
    hongtou_close(h);
    return ok;
}
