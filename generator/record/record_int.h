/* What records and journals share: lines, and files' states in them. */
#ifndef HONGTOU_RECORD_RECORD_INT_H
#define HONGTOU_RECORD_RECORD_INT_H

#include "record/record.h"

/* The text of a file that may not be there, without a word about it; NULL: it is not. */
const char *record_read_text(struct arena *a, const char *path);

/* The rest of a line that begins so, or NULL; *at is moved to the next line. */
const char *record_read_line(struct arena *a, const char **at, const char *begin);

/* "# begun ", and when the run began. */
bool record_read_begun(struct arena *a, const char **at, struct moment *out);
void record_add_begun(struct buf *out, struct moment begun);

/* Whether a file, by its line, is still the same (expected_path: and that very file); begun: when
 * the run began that read it, which must be later than its last change. */
bool record_is_as_it_was(const char *line, const char *expected_path, const struct moment *begun);

/* "# file 1234 1758253000.123456789 path", or "# file - path" of what is not there. */
void record_add_state(struct buf *out, const char *what, const struct file_state *s,
                      const char *path);

#endif
