/*
 * Huge pages, where the system gives them on request (Linux by default). Fresh memory
 * then arrives 2 MiB at a time instead of 4 KiB: for a column of twenty million numbers
 * that is 80 requests to the system in place of 40,000, which took longer than the pass
 * that fills it. One of the files that know the operating system.
 */
#if defined(__linux__) && !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE
#endif
#include "core/pages.h"

#ifdef __linux__
#include <stdint.h>
#include <sys/mman.h>
#endif

#if defined(__linux__) && defined(MADV_HUGEPAGE)

#define LARGE ((uintptr_t)1 << 21)

/* Only whole huge pages are advised, and only two of them or more. */
void quen__pages_advise(void *ptr, size_t size)
{
    uintptr_t start = (uintptr_t)ptr;
    uintptr_t first = (start + LARGE - 1) & ~(LARGE - 1),
              last = (start + size) & ~(LARGE - 1);
    if (size >= 2 * LARGE && last > first)
        (void)madvise((char *)ptr + (first - start), last - first, MADV_HUGEPAGE);
}

#else

void quen__pages_advise(void *ptr, size_t size)
{
    (void)ptr;
    (void)size;
}

#endif
