/* See parts.h. */
#include "parts.h"

static const struct {
    uint32_t part;
    const char *name;
    text_id words;
} parts_known[] = {
    {QUEN_SHOP_RFM, "rfm", TEXT_PART_RFM},
    {QUEN_SHOP_KMEANS, "kmeans", TEXT_PART_KMEANS},
    {QUEN_SHOP_ITEMCF, "itemcf", TEXT_PART_ITEMCF},
    {QUEN_SHOP_CHURN, "churn", TEXT_PART_CHURN},
    {QUEN_SHOP_LIFETIME, "lifetime", TEXT_PART_LIFETIME},
    {QUEN_SHOP_HABITS, "habits", TEXT_PART_HABITS},
    {QUEN_SHOP_FIGURES, "figures", TEXT_PART_FIGURES},
};

enum { PARTS = sizeof parts_known / sizeof *parts_known };

void parts_words(const texts *t, uint32_t parts, char *to, size_t size)
{
    size_t at = 0;

    to[0] = '\0';
    for (size_t i = 0; i < PARTS && at < size; i++)
        if (parts & parts_known[i].part)
            at += fill(to + at, size - at, "{0}{1}",
                       WITH(at ? "; " : "", say(t, parts_known[i].words)));
}

void parts_put_json(json_out *j, const char *name, uint32_t parts)
{
    json_name(j, name);
    json_open(j, '[');
    for (size_t i = 0; i < PARTS; i++)
        if (parts & parts_known[i].part)
            json_text(j, parts_known[i].name);
    json_close(j, ']');
}
