/* Titles, keys and names. */
#include "report.h"

#include <inttypes.h>
#include <stdio.h>

void report_title(const char *title)
{
    printf("\n%s\n\n", title);
}

csv_field report_key(quen_key key, char *buffer, size_t size)
{
    int length;

    if (key.kind == QUEN_KEY_BYTES)
        return (csv_field){key.bytes, key.size};
    length = snprintf(buffer, size, "%" PRId64, key.number);
    return (csv_field){buffer, (size_t)length};
}

csv_field report_item(const report *r, uint32_t item)
{
    quen_key key = quen_shop_item_key(r->shop, item);

    return names_get(r->names, (csv_field){key.bytes, key.size});
}
