/* The program's version, as --version and the files that it makes say it. */
#ifndef HONGTOU_BASE_VERSION_H
#define HONGTOU_BASE_VERSION_H

#define HONGTOU_VERSION "0.2.0"

#endif
