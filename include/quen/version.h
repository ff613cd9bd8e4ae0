/**
 * @file version.h
 * Version numbers and the macros that every other header uses.
 */
#ifndef QUEN_VERSION_H
#define QUEN_VERSION_H

#include <stddef.h>
#include <stdint.h>

/** The version of these headers. */
#define QUEN_VERSION_MAJOR 0
#define QUEN_VERSION_MINOR 1
#define QUEN_VERSION_PATCH 0
#define QUEN_VERSION_STRING "0.1.0"

/**
 * Marks what the library exports. Define QUEN_STATIC when linking it statically: on
 * Windows it must be, elsewhere it keeps the names within what is linked, where that is
 * compiled with hidden visibility.
 */
#if defined(QUEN_STATIC)
#define QUEN_API
#elif defined(_WIN32)
#ifdef QUEN_BUILDING
#define QUEN_API __declspec(dllexport)
#else
#define QUEN_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define QUEN_API __attribute__((visibility("default")))
#else
#define QUEN_API
#endif

/** Marks a status that must be looked at. */
#if defined(__GNUC__)
#define QUEN_CHECKED __attribute__((warn_unused_result))
#else
#define QUEN_CHECKED
#endif

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Tell the version of the library that runs, which may be newer than these headers.
 *
 * @return  major * 1000000 + minor * 1000 + patch.
 */
QUEN_API uint32_t quen_version(void);

/** The same as text, such as "0.1.0". Static. */
QUEN_API const char *quen_version_string(void);

/** Where dense algebra comes from: "openblas" or "builtin". Static text. */
QUEN_API const char *quen_blas_name(void);

#ifdef __cplusplus
}
#endif

#endif
