/* Advice to the operating system on memory. */
#ifndef QUEN_CORE_PAGES_H
#define QUEN_CORE_PAGES_H

#include <stddef.h>

/*
 * Advise the system to back these bytes with huge pages, as all of them will be used
 * soon. This changes the time of the first access, nothing else. Small blocks are not
 * advised.
 */
void quen__pages_advise(void *ptr, size_t size);

#endif
