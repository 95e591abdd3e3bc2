/*
 * What an office has set up once: hongtou.conf, and what lies beside it. There are three places,
 * the nearest first:
 *
 *   the documents' folder, or the nearest one above it that has a hongtou.conf
 *   ~/.config/hongtou   ($XDG_CONFIG_HOME/hongtou)
 *   /etc/hongtou        ($HONGTOU_ETC)
 *
 * Each may have hongtou.conf, profiles (NAME.xml), fonts/ (the office's own) and phrases.txt. No
 * installation touches them. The command line outweighs all; the nearest place that has a key set
 * outweighs the others; folders add up.
 *
 * hongtou.conf is UTF-8, a "key = value" a line; # begins a remark. Folders are relative to it.
 */
#ifndef HONGTOU_SETTINGS_SETTINGS_H
#define HONGTOU_SETTINGS_SETTINGS_H

#include "base/cage.h"
#include "base/diag.h"
#include "base/text.h"

#define SETTINGS_FILE "hongtou.conf"

enum settings_key {
#define SETTING(id, key, called, type, scope, zh, en) SETTINGS_##id,
#include "settings/settings.def"
#undef SETTING
    SETTINGS_KEYS
};

/* As hongtou.conf has it. */
const char *settings_name(enum settings_key key);
const char *settings_about(enum settings_key key, enum diag_lang lang);

/* A value, and where it stands; folders as paths. */
struct setting {
    const char *value;
    struct pos pos; /* its source's name is the file's path */
    bool with_documents; /* it stands in the hongtou.conf of settings' folder */
};

struct settings_list {
    struct setting *v;
    size_t n, cap;
};

struct settings {
    const char *folder; /* of the nearest hongtou.conf, as a path; NULL: there is none */
    struct settings_list set[SETTINGS_KEYS]; /* empty: nobody set it; one that counts, or folders */
    struct {
        const char **v;
        size_t n, cap;
    } places,   /* that are there, the nearest first */
        looked; /* files that were read, or looked for in vain */
};

/*
 * What holds for a folder. Memory, sources of positions included, from the arena; the files are
 * noted as read (base/file.h). NULL: mistakes in a hongtou.conf, reported.
 */
struct settings *settings_read(struct arena *a, const char *folder, struct diags *d);

/* What may be read of a folder's settings in a cage: the user's and the machine's places as they are, and
 * beside a hongtou.conf above the documents its files alone. s: may be NULL. */
void settings_let(const struct settings *s, struct cage *c);

/* The one value of a key, or NULL. */
const char *settings_value(const struct settings *s, enum settings_key key);
bool settings_yes(const struct settings *s, enum settings_key key);

/* ---- parse.c ---- */

/* A line of a text: key and value, as written, without blanks around them; value.n 0: there is
 * none. False: it is blank, or a remark. */
struct settings_line {
    struct pos key, value;
    size_t key_n, value_n;
    bool sign; /* there is a = */
};
bool settings_line(const struct source *src, const char **at, struct settings_line *out);

#endif
