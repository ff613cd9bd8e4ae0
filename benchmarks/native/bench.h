/* What the harness calls through ctypes, and what these files share. */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define BENCH_API __attribute__((visibility("default")))

/* Nanoseconds of a clock that never goes back. */
static inline uint64_t bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Work for each of `threads` threads at once; the seconds until the last is done. */
typedef void (*bench_work)(void *arg, size_t thread);
double bench_together(bench_work work, void *arg, size_t threads);

#endif
