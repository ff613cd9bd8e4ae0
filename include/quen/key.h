/**
 * @file key.h
 * How the outside world names a customer, an order or an item: a number or a byte string.
 *
 * @code
 * quen_key a = quen_key_int(17850);
 * quen_key b = quen_key_text("KH0001");
 * quen_key c = {0}; // nobody: a sale without a customer card
 * @endcode
 */
#ifndef QUEN_KEY_H
#define QUEN_KEY_H

#include <string.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of keys. Keys of two kinds are never the same. */
enum {
    QUEN_KEY_NONE = 0, /**< No key: a line without a customer, or without an order
                            number. */
    QUEN_KEY_INT = 1,  /**< A number. */
    QUEN_KEY_BYTES = 2 /**< A byte string, which may be empty. */
};

/** Longest byte string that may be a key, in bytes. */
#define QUEN_KEY_MAX_SIZE 65535

/** One key. All zero is QUEN_KEY_NONE. This struct never grows. */
typedef struct quen_key {
    const char *bytes; /**< QUEN_KEY_BYTES: the bytes, any values, not terminated.
                            Borrowed; may be NULL if size is 0. */
    size_t size;       /**< QUEN_KEY_BYTES: how many, 0..QUEN_KEY_MAX_SIZE. */
    int64_t number;    /**< QUEN_KEY_INT: any value. */
    uint32_t kind;     /**< QUEN_KEY_*. */
    uint32_t reserved; /**< 0. */
} quen_key;

/**
 * A column of n keys: numbers in `numbers`, or byte strings in `bytes` and `offsets`.
 * This struct never grows.
 */
typedef struct quen_key_column {
    const int64_t *numbers;  /**< n numbers, or NULL. */
    const char *bytes;       /**< All strings one after another; NULL if all are empty. */
    const uint64_t *offsets; /**< n + 1 offsets into `bytes`, none below the one before:
                                  where string i begins, i + 1 where it ends. Or NULL. */
    const uint8_t *valid;    /**< n bits: bit i (least significant first) is 0 where row i
                                  has no key. NULL: every row has one. */
} quen_key_column;

/** Make a key of a number. */
static inline quen_key quen_key_int(int64_t number)
{
    quen_key key = {NULL, 0, 0, QUEN_KEY_INT, 0};
    key.number = number;
    return key;
}

/** Make a key of `size` bytes, borrowed as long as the key is used. */
static inline quen_key quen_key_bytes(const char *bytes, size_t size)
{
    quen_key key = {NULL, 0, 0, QUEN_KEY_BYTES, 0};
    key.bytes = bytes;
    key.size = size;
    return key;
}

/** Make a key of a C string without its zero byte, borrowed likewise. */
static inline quen_key quen_key_text(const char *text)
{
    return quen_key_bytes(text, strlen(text));
}

/** Bytes of a hash of a key, and of the secret that it is under. */
#define QUEN_KEY_HASH_SIZE 16

/**
 * Hash a key under a secret, for a shop that was trained with
 * QUEN_SHOP_CUSTOMER_KEYS_HASHED: what it is asked with is quen_key_bytes() of the hash.
 *
 * The key is hashed as it stands; two spellings have two hashes. So hash what the log has
 * for keys: where customers were read as telephone numbers, what quen_parse_phone() makes
 * of one.
 *
 * It is SipHash-2-4 of 128 bits (Aumasson and Bernstein, 2012) of a byte, QUEN_KEY_INT or
 * QUEN_KEY_BYTES, followed by the number as 8 bytes, the lowest first, or by the bytes.
 * Whoever has the secret can try keys one by one, so it is kept where the keys may be.
 *
 * @param secret  QUEN_KEY_HASH_SIZE bytes, random ones: the shop's, always the same.
 * @param hash    Receives QUEN_KEY_HASH_SIZE bytes; unchanged on error.
 *
 * @retval QUEN_ERR_ARGUMENT  The key is QUEN_KEY_NONE or malformed.
 *
 * Time O(size of the key).
 */
QUEN_CHECKED QUEN_API quen_status quen_key_hash(quen_context *ctx, const uint8_t *secret,
                                                quen_key key, uint8_t *hash);

#ifdef __cplusplus
}
#endif

#endif
