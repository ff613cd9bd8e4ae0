/* A strict reader of JSON, so that a test need not believe what wrote it. */
#ifndef QUEN_TESTS_JSON_READ_H
#define QUEN_TESTS_JSON_READ_H

#include "support.h"

/* Fails the test unless the whole text is one value of RFC 8259, without blanks. */
void json_check(const char *text, size_t size);

/*
 * The value at a path such as "rfm.r" or "churn.origins.0.auc" in such a text, and how
 * many bytes it has; NULL if there is none.
 */
const char *json_find(const char *text, size_t size, const char *path, size_t *value);

/* Fails the test unless the value at a path is written so. */
#define assert_json_at(text, size, path, expected)                                       \
    json_assert_at((text), (size), (path), (expected), __FILE__, __LINE__)
void json_assert_at(const char *text, size_t size, const char *path, const char *expected,
                    const char *file, int line);

#endif
