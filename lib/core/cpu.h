/* Which instruction sets this CPU and this build have. */
#ifndef QUEN_CORE_CPU_H
#define QUEN_CORE_CPU_H

#include "quen/context.h"

/* Which kernel tables exist in this build; the kernels' files ask the same questions. */
#if defined(__GNUC__) && (defined(__x86_64__) || (defined(__i386__) && defined(__SSE2__)))
#define QUEN__HAVE_X86 1
#else
#define QUEN__HAVE_X86 0
#endif
#if defined(__GNUC__) && defined(__aarch64__)
#define QUEN__HAVE_NEON 1
#else
#define QUEN__HAVE_NEON 0
#endif

/* A function that is compiled anew, with the constants it is given, at each call. */
#if defined(__GNUC__)
#define QUEN__INLINE static inline __attribute__((always_inline))
#else
#define QUEN__INLINE static inline
#endif

/* A function that stays out of its callers, whose loops are hotter than its own. */
#if defined(__GNUC__)
#define QUEN__NOINLINE static __attribute__((noinline))
#else
#define QUEN__NOINLINE static
#endif

/*
 * Have memory fetched that will soon be read. A function that does nothing else must be
 * QUEN__INLINE: gcc takes calls of it for useless.
 */
#if defined(__GNUC__)
#define QUEN__PREFETCH(p) __builtin_prefetch(p)
#else
#define QUEN__PREFETCH(p) (void)(p)
#endif

/* The best instruction set, one of QUEN_SIMD_* but not AUTO. */
uint32_t quen__cpu_best(void);

#endif
