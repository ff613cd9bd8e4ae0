/*
 * Handles. One is a log or a model of the library, and is shared: by the object, by
 * models that must look up keys, by rows, by the calls that read it. Models do not
 * change; a log that others hold is copied before it changes, so that what was made from
 * it stays true.
 */
#include "php_quen.h"

pq_handle *pq_handle_new(const pq_noun *noun, void *thing, pq_handle *owner)
{
    pq_handle *handle = pemalloc(sizeof *handle, 1); /* workers keep some */

    *handle = (pq_handle){1, false, noun, thing, owner};
    if (owner)
        pq_handle_share(owner);
    return handle;
}

pq_handle *pq_handle_share(pq_handle *handle)
{
    if (handle)
        handle->refcount++;
    return handle;
}

void pq_handle_drop(pq_handle *handle)
{
    if (!handle || --handle->refcount > 0)
        return;
    if (handle->owner)
        pq_handle_drop(handle->owner);
    else
        handle->noun->release(handle->thing);
    pefree(handle, 1);
}
