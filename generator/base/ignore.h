/*
 * What a folder leaves out: the patterns of a .hongtouignore, one a line, in the manner of git's.
 *
 *   # a remark; blank lines count for nothing
 *   草稿/          folders of this name, wherever they are, with all that is in them
 *   *-旧.xml       files and folders whose names are so; * stands for any characters but /, ? for one
 *   /会议/纪要.xml  with a / before its end: from the folder of the .hongtouignore on
 *   !重要.xml      not left out after all: the last line that fits decides
 *
 * Two stars before a slash stand for any folders, one in another, or none; two at the end for all
 * that is below. What lies in a folder that is left out cannot be taken back in. A deeper folder's file comes
 * after, and so outweighs, those above it.
 */
#ifndef HONGTOU_BASE_IGNORE_H
#define HONGTOU_BASE_IGNORE_H

#include <stdbool.h>

#include "base/mem.h"

#define IGNORE_FILE ".hongtouignore"

struct ignore;

/* The patterns of a text, those above them (or NULL) first. n_folder: how many bytes of paths are
 * the folder that the text lies in, its slash counted. All in the arena. */
struct ignore *ignore_new(struct arena *a, const struct ignore *above, size_t n_folder,
                          const char *text, size_t n);

/* Whether a path is left out; ig may be NULL. */
bool ignore_has(const struct ignore *ig, const char *path, bool is_folder);

#endif
