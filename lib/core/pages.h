/* What the operating system should know of memory. */
#ifndef QUEN_CORE_PAGES_H
#define QUEN_CORE_PAGES_H

#include <stddef.h>

/*
 * These bytes will be used soon and all of them: may the system give them in large pages,
 * if it has any. It changes how fast they are had, nothing else. Small blocks are left
 * alone.
 */
void quen__pages_advise(void *ptr, size_t size);

#endif
