/* The parts of a shop, each described in a file of its own. */
#include "shop/part.h"

extern const quen__shop_part quen__shop_part_rfm, quen__shop_part_churn,
    quen__shop_part_scaler, quen__shop_part_kmeans, quen__shop_part_itemcf,
    quen__shop_part_lifetime, quen__shop_part_habits, quen__shop_part_figures;

/* Churn comes before k-means, which reads the features that it builds. */
const quen__shop_part *const quen__shop_parts[] = {
    &quen__shop_part_rfm,    &quen__shop_part_churn,   &quen__shop_part_scaler,
    &quen__shop_part_kmeans, &quen__shop_part_itemcf,  &quen__shop_part_lifetime,
    &quen__shop_part_habits, &quen__shop_part_figures, NULL,
};

uint32_t quen__shop_parts_known(void)
{
    uint32_t known = 0;
    for (const quen__shop_part *const *p = quen__shop_parts; *p; p++)
        known |= (*p)->bit;
    return known;
}
