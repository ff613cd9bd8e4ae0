/*
 * Keys as hashes: see quen_key_hash(). The kind goes in front of the key, so that a
 * number and a text whose bytes are those of the number are two keys here too.
 */
#include "data/keys/key_secret.h"

#include "core/context.h"
#include "data/keys/key_column.h"
#include "math/siphash.h"

void quen__key_hide(const uint8_t secret[QUEN_KEY_HASH_SIZE], quen_key key,
                    uint8_t hash[QUEN_KEY_HASH_SIZE])
{
    quen__siphash s;
    uint8_t kind = (uint8_t)key.kind, number[8];
    quen__siphash_begin(&s, secret);
    quen__siphash_add(&s, &kind, 1);
    for (unsigned i = 0; i < 8; i++)
        number[i] = (uint8_t)((uint64_t)key.number >> 8 * i);
    if (key.kind == QUEN_KEY_INT)
        quen__siphash_add(&s, number, sizeof number);
    else
        quen__siphash_add(&s, key.bytes, key.size);
    quen__siphash_end(&s, hash);
}

quen_status quen_key_hash(quen_context *ctx, const uint8_t *secret, quen_key key,
                          uint8_t *hash)
{
    if (key.reserved)
        return quen__bad_argument(ctx, "key: reserved is %u, not 0", key.reserved);
    if (key.kind != QUEN_KEY_INT && key.kind != QUEN_KEY_BYTES)
        return quen__bad_argument(ctx, "key: kind is %u, neither a number nor bytes",
                                  key.kind);
    if (!quen__key_is_sound(key))
        return quen__bad_argument(ctx, "key: it has no bytes, or more than %d",
                                  QUEN_KEY_MAX_SIZE);
    quen__key_hide(secret, key, hash);
    return QUEN_OK;
}
