/*
 * The parts of a shop, each described in a file of its own; a library may be built
 * without some of them (meson's -Dparts, QUEN_NO_... of the one source). What a file has
 * of these is passed over, and their functions say it: absent.c.
 */
#include "shop/part.h"

#if defined(QUEN_NO_ITEMCF) && !defined(QUEN_NO_HABITS)
#error "habits find what goes with a basket by itemcf: define QUEN_NO_HABITS, too"
#endif

extern const quen__shop_part quen__shop_part_rfm, quen__shop_part_churn,
    quen__shop_part_scaler, quen__shop_part_kmeans, quen__shop_part_itemcf,
    quen__shop_part_lifetime, quen__shop_part_habits, quen__shop_part_figures;

/* Churn comes before k-means, which reads the features that it builds. */
const quen__shop_part *const quen__shop_parts[] = {
#ifndef QUEN_NO_RFM
    &quen__shop_part_rfm,
#endif
#ifndef QUEN_NO_CHURN
    &quen__shop_part_churn,
#endif
#ifndef QUEN_NO_KMEANS
    &quen__shop_part_scaler,
    &quen__shop_part_kmeans,
#endif
#ifndef QUEN_NO_ITEMCF
    &quen__shop_part_itemcf,
#endif
#ifndef QUEN_NO_LIFETIME
    &quen__shop_part_lifetime,
#endif
#ifndef QUEN_NO_HABITS
    &quen__shop_part_habits,
#endif
    &quen__shop_part_figures, /* of the log alone: always there */
    NULL,
};

uint32_t quen__shop_parts_known(void)
{
    uint32_t known = 0;
    for (const quen__shop_part *const *p = quen__shop_parts; *p; p++)
        known |= (*p)->bit;
    return known;
}
