#ifndef QUEN_VERSION_H
#define QUEN_VERSION_H 
#include <stddef.h>
#include <stdint.h>
#define QUEN_VERSION_MAJOR 0
#define QUEN_VERSION_MINOR 1
#define QUEN_VERSION_PATCH 0
#define QUEN_VERSION_STRING "0.1.0"
#if defined(_WIN32) && !defined(QUEN_STATIC)
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
#if defined(__GNUC__)
#define QUEN_CHECKED __attribute__((warn_unused_result))
#else
#define QUEN_CHECKED 
#endif
#ifdef __cplusplus
extern "C" {
#endif
QUEN_API uint32_t quen_version(void);
QUEN_API const char *quen_version_string(void);
QUEN_API const char *quen_blas_name(void);
#ifdef __cplusplus
}
#endif
#endif
