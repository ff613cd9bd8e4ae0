/**
 * @file model.h
 * Files and bytes of a model, described once for every noun that is one.
 *
 * A model is what a fit or a training returns: scaler, rfm, kmeans, itemcf, logit,
 * churn, lifetime, habits and shop are models. Each has these five functions, declared in
 * its own header:
 *
 * @verbatim
 * void quen_<noun>_free(quen_<noun> *<noun>);
 * quen_status quen_<noun>_save(quen_context *ctx, const quen_<noun> *<noun>,
 *                              const char *path);
 * quen_status quen_<noun>_open(quen_context *ctx, const char *path, quen_<noun> **out);
 * quen_status quen_<noun>_save_bytes(quen_context *ctx, const quen_<noun> *<noun>,
 *                                    void *bytes, size_t capacity, size_t *size);
 * quen_status quen_<noun>_open_bytes(quen_context *ctx, const void *bytes, size_t size,
 *                                    quen_<noun> **out);
 * @endverbatim
 *
 * @section free quen_<noun>_free
 *
 * Free a model that came out of a fit, a training or one of the open functions; an opened
 * file is unmapped. NULL is allowed. A part of another model (quen_shop_rfm(),
 * quen_churn_logit()) is freed with it.
 *
 * @section save quen_<noun>_save
 *
 * Write the model, be it a part of another, to a file of its own, replacing that whole or
 * not at all: a file of another name is written beside it, brought to the disk and
 * renamed over it. With QUEN_OK the new file is there; with any other status what was
 * there before is, and nothing else.
 *
 * A file that is replaced keeps its mode and, where the system allows it, its group and
 * its owner; a new one gets 0640 less the umask, for it holds keys of customers. Another
 * mode chooses quen_context_set_file_mode(). What could not be kept tells
 * quen_context_note(); rights that a group has and others have not are not given to
 * another group. Access control lists and other names of the file (hard links) stay with
 * the old file.
 *
 * A process that is killed while it saves may leave a file called as the path, ".tmp-"
 * and 16 digits; nothing reads it, and it may be deleted.
 *
 * - path: As the operating system's open() takes it. A symbolic link is followed: what
 *   it leads to is replaced, and the link stays. A folder, a device, a pipe or a socket
 *   is refused.
 * - QUEN_ERR_IO: The operating system refused, or the path is no regular file; the
 *   message says why.
 * - QUEN_ERR_MEMORY: Out of memory.
 *
 * Time O(size of the file). Scratch 12 KiB and three times the path; for a part of
 * another model also as many bytes as its file has.
 *
 * @section open quen_<noun>_open
 *
 * Open a model file: map it into memory and check every byte once, so that asking the
 * model needs no checks. Any file at all gives a model or an error.
 *
 * Several processes that open one file share its memory. Replace a file only as
 * quen_<noun>_save() does, by renaming a new one over it, never by writing into it. On
 * Windows the file is read, not mapped, so that it can be replaced while it is open; the
 * memory is of the context's allocator.
 *
 * - path: As the operating system's open() takes it; on Windows UTF-8, of any length.
 * - out: Receives a model the caller frees with quen_<noun>_free(); NULL on error.
 * - QUEN_ERR_IO: The file cannot be opened or mapped; the message says why.
 * - QUEN_ERR_FORMAT: Not a file of this noun, or a damaged one; the message says where.
 * - QUEN_ERR_VERSION: A newer library wrote it.
 * - QUEN_ERR_MEMORY: Out of memory.
 *
 * Time O(size of the file), at memory speed.
 *
 * @section save_bytes quen_<noun>_save_bytes
 *
 * Write what quen_<noun>_save() writes to a file into the caller's memory instead.
 *
 * - bytes: Room for `capacity` bytes, of any alignment. NULL with a capacity of 0 asks
 *   for the size alone.
 * - capacity: At least the size, or nothing is written.
 * - size: Receives how many bytes there are, whether they find room or not; 0 when memory
 *   ran out.
 * - QUEN_ERR_ARGUMENT: The capacity is too small; the message names both numbers.
 * - QUEN_ERR_MEMORY: Out of memory.
 *
 * Time and scratch as quen_<noun>_save().
 *
 * @section open_bytes quen_<noun>_open_bytes
 *
 * Open a model from a copy of `size` bytes in memory.
 *
 * - bytes: What quen_<noun>_save() or quen_<noun>_save_bytes() wrote, of any alignment.
 *   Borrowed until return.
 * - out, QUEN_ERR_FORMAT, QUEN_ERR_VERSION, QUEN_ERR_MEMORY: As quen_<noun>_open().
 *
 * @code
 * quen_rfm *rfm = NULL, *copy = NULL;
 * if (quen_rfm_fit(ctx, orders, NULL, &rfm) == QUEN_OK &&
 *     quen_rfm_save(ctx, rfm, "rfm.quen") == QUEN_OK &&
 *     quen_rfm_open(ctx, "rfm.quen", &copy) == QUEN_OK)
 *     printf("%zu customers\n", quen_rfm_n_customers(copy));
 * quen_rfm_free(copy);
 * quen_rfm_free(rfm);
 * @endcode
 */
#ifndef QUEN_MODEL_H
#define QUEN_MODEL_H

#include "context.h"

#endif
