/* A model's sections in another model's image: see owner.h. */
#include "owner.h"

#include "shop/shop.h"

quen__image copy_to_owner(quen_context *ctx, const quen__image *from, uint32_t base)
{
    quen__section sections[64];
    size_t n = quen__image_sections(from);
    quen__image image;
    assert_true(n <= 64);
    for (size_t i = 0; i < n; i++) {
        sections[i] = quen__image_section(from, i);
        sections[i].id += base;
    }
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_SHOP, sections, n, &image));
    quen__image_seal(ctx, &image);
    return image;
}
