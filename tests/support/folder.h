/* A folder of a test's own, and two images to be saved in it. */
#ifndef QUEN_TESTS_FOLDER_H
#define QUEN_TESTS_FOLDER_H

#include "io/container.h"

/* Makes an empty folder; the name is static, another call makes another folder. */
const char *folder_new(void);

/* The path of a name in it; of the last four at most. */
const char *folder_path(const char *name);

/* How many names are in it, and how many of them are of files that were not finished. */
size_t folder_names(void);
size_t folder_unfinished(void);

/* Removes it with all that is in it. */
void folder_remove(void);

/* A sealed image of so many entries; close it with quen__image_close(). */
quen__image folder_image(quen_context *ctx, size_t n);

/* 1 if the file is this image and opens as it. */
int folder_holds(quen_context *ctx, const char *path, const quen__image *image);

/* 1 if the file opens. */
int folder_opens(quen_context *ctx, const char *path);

/* Writes bytes as any program does, with this mode whatever the umask. */
void folder_write(const char *path, const void *data, size_t size, unsigned mode);

/* The mode of a file, 0..0777. */
unsigned folder_mode(const char *path);

#endif
