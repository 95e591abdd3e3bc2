/*
 * What fontconfig answered, kept from run to run (kept.h): to start it costs more than all the rest
 * of a short document. Answers are good as long as nothing has changed on which they stand: its
 * configuration, the folders of fonts, its own caches, where more of each could be. Private to the
 * room.
 */
#ifndef HONGTOU_FONT_ANSWERS_H
#define HONGTOU_FONT_ANSWERS_H

#include "font/font_int.h"

struct font_answers;

enum font_answer { ANSWER_UNKNOWN, ANSWER_NONE, ANSWER_FILE };

/* What was kept for these folders and this user's settings, if it still holds. A file that is
 * damaged is told and passed over. Memory is the arena's, strings too. */
struct font_answers *font_answers_open(struct arena *a, const char *const folders[], size_t n,
                                       struct diags *d);

enum font_answer font_answers_find(struct font_answers *k, const char *question,
                                   struct found_file *out);
/* file NULL: there is none. */
void font_answers_add(struct font_answers *k, const char *question, const struct found_file *file);

/* fontconfig is asked anew: what answers stand on is told anew. */
void font_answers_renew(struct font_answers *k);
/* All that an answer may stand on; what a folder holds, those below it, and
 * what a file of the configuration includes, comes by itself. */
enum font_ground { GROUND_PATH, GROUND_FONTS, GROUND_TREE, GROUND_CONFIGURATION };
void font_answers_stand_on(struct font_answers *k, enum font_ground ground, const char *path);

/* The folders of fonts (GROUND_FONTS), kept or told in this run. */
size_t font_answers_folders(const struct font_answers *k, const char *const **out);

/* For the next run. Where it cannot be kept, or something has changed since they were opened, that
 * one asks again. */
void font_answers_keep(struct font_answers *k);

#endif
