/*
 * Shop::open(): a worker keeps the shops that it opened. A file is the same as long as
 * its device, inode, time and size are: who replaces it, as save() does, makes another
 * one, which is opened anew, while answers that are being given go on with the old one.
 */
#include <sys/stat.h>

#include "php_quen.h"

enum { MOST = 16 };

typedef struct kept {
    pq_handle *handle;
    zend_stat_t file;
    uint64_t asked; /* when it was last asked for, in calls */
} kept;

static bool is_same(const zend_stat_t *a, const zend_stat_t *b)
{
    bool same = a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
                a->st_size == b->st_size && a->st_mtime == b->st_mtime;

#ifdef __linux__
    same = same && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
#endif
    return same;
}

static void forget(zval *value)
{
    kept *k = Z_PTR_P(value);

    pq_handle_drop(k->handle);
    pefree(k, 1);
}

static HashTable *shops(void)
{
    if (!QUEN_G(shops)) {
        QUEN_G(shops) = pemalloc(sizeof *QUEN_G(shops), 1);
        zend_hash_init(QUEN_G(shops), MOST, NULL, forget, 1);
    }
    return QUEN_G(shops);
}

/* Make room for one more: the one that nobody asked for the longest goes. */
static void make_room(void)
{
    zend_string *path, *oldest = NULL;
    uint64_t asked = UINT64_MAX;
    kept *k;

    if (zend_hash_num_elements(shops()) < MOST)
        return;
    ZEND_HASH_FOREACH_STR_KEY_PTR(shops(), path, k)
    {
        if (k->asked < asked) {
            asked = k->asked;
            oldest = path;
        }
    }
    ZEND_HASH_FOREACH_END();
    zend_hash_del(shops(), oldest);
}

static void keep(zend_string *path, pq_handle *handle, const zend_stat_t *file)
{
    zend_string *name = zend_string_init(ZSTR_VAL(path), ZSTR_LEN(path), 1);
    kept *k = pemalloc(sizeof *k, 1);

    make_room();
    *k = (kept){pq_handle_share(handle), *file, ++QUEN_G(asked)};
    zend_hash_update_ptr(shops(), name, k);
    zend_string_release(name);
}

/* What is kept of a file as it is now; NULL: nothing. */
static pq_handle *find(zend_string *path, const zend_stat_t *file)
{
    kept *k = zend_hash_find_ptr(shops(), path);

    if (!k || !is_same(&k->file, file))
        return NULL;
    k->asked = ++QUEN_G(asked);
    return pq_handle_share(k->handle);
}

/* Open a file, and know which one it was. */
static pq_handle *open_new(pq_call *c, zend_string *path, zend_stat_t *before)
{
    zend_stat_t after;
    quen_shop *shop;
    pq_handle *handle;

    if (!pq_size_allowed("shop", (uint64_t)before->st_size) ||
        !pq_ok(c, quen_shop_open(c->ctx, ZSTR_VAL(path), &shop)))
        return NULL;
    handle = pq_handle_new(&noun_shop, shop, NULL);
    /* One that was replaced meanwhile may be either; it is opened, and not kept. */
    if (VCWD_STAT(ZSTR_VAL(path), &after) == 0 && is_same(before, &after))
        keep(path, handle, before);
    return handle;
}

static pq_handle *open_path(pq_call *c, zend_string *path)
{
    zend_stat_t file = {0};
    pq_handle *handle;

    /* Why it can not be looked at, opening it says. */
    if (VCWD_STAT(ZSTR_VAL(path), &file) == 0 && (handle = find(path, &file)) != NULL)
        return handle;
    return open_new(c, path, &file);
}

ZEND_METHOD(Quen_Shop, open)
{
    pq_call call, *c = &call;
    zend_string *text, *path = NULL;
    pq_handle *handle = NULL;
    int decimals = -1;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_string(c, 1, &text) && pq_digits(c, "decimals", &decimals))
        path = pq_path(text, "shop");
    if (path) {
        handle = open_path(c, path);
        zend_string_release(path);
    }
    if (handle)
        pq_opened(pq_make_shared(return_value, handle), decimals);
    pq_end(c);
}
