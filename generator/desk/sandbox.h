/*
 * What a worker may do, where the kernel can hold it to that: read the documents' folder, the
 * program's own and its file, the system's fonts and libraries; write nothing but temporary files
 * in $TMPDIR, which is the desk's own; start no program, open no connection. The cage is base/cage.h.
 */
#ifndef HONGTOU_DESK_SANDBOX_H
#define HONGTOU_DESK_SANDBOX_H

/* How much memory a worker may take, besides the files that it reads: one that runs away ends, and
 * with it only its own document. */
void sandbox_limit_memory(void);

/* From here on, and for good. writable: folders that it may write in too; ends in NULL. What the
 * kernel does hold, as flags of the cage. */
int sandbox_enter(const char *folder, const char *home, char *const *writable);

#endif
