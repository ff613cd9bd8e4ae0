/**
 * @file status.h
 * What can go wrong. Values are pinned: they never change their meaning.
 */
#ifndef QUEN_STATUS_H
#define QUEN_STATUS_H

#include "version.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a call went. New ones may appear: a switch needs a default. */
typedef enum quen_status {
    QUEN_OK = 0,            /**< Done. */
    QUEN_ERR_ARGUMENT = 1,  /**< A value given is outside its limits; the message says
                                 which. */
    QUEN_ERR_MEMORY = 2,    /**< The allocator returned NULL, or would have to give more
                                 bytes than a size_t counts. */
    QUEN_ERR_OVERFLOW = 3,  /**< A count or a sum does not fit its type; or an array that
                                 is given takes more than PTRDIFF_MAX bytes, which none
                                 can. */
    QUEN_ERR_NOT_FOUND = 4, /**< No such customer, item or segment. */
    QUEN_ERR_CANCELLED = 5, /**< The progress callback said stop. */
    QUEN_ERR_IO = 6,        /**< The operating system refused to read or write a file, or
                                 a stream failed. */
    QUEN_ERR_FORMAT = 7,    /**< Not a model file, or a damaged one; or a stream that
                                 breaks the rules of its format. */
    QUEN_ERR_VERSION = 8,   /**< A model file that a newer library wrote. */
    QUEN_ERR_NUMERIC = 9,   /**< The data do not determine an answer: one class only,
                                 columns that are combinations of others, a log that is
                                 too short. */
    QUEN_ERR_NO_PART = 10   /**< The shop was trained, or this library built, without the
                                 part asked about. */
} quen_status;

/**
 * Name a status, such as "QUEN_ERR_MEMORY".
 *
 * @return  Static text; "unknown status" for a value that is none.
 */
QUEN_API const char *quen_status_name(quen_status status);

#ifdef __cplusplus
}
#endif

#endif
