/*
 * What the invented shop sells, who buys there and when: tables that synth draws from.
 */
#ifndef EXAMPLES_SYNTH_TABLES_H
#define EXAMPLES_SYNTH_TABLES_H

#include <stdint.h>

enum { N_AFFINITIES = 26, N_HABITS = 8, N_NOTES = 7 };

/* clang-format off */
enum item_id {
    BODY_MASSAGE, STONE_MASSAGE, FOOT_MASSAGE, LEMONGRASS_OIL, LAVENDER_OIL,
    FACIAL, GLOW_FACIAL, TURMERIC_CREAM, SERUM, MUD_MASK, HAIR_WASH, STEAM_BATH, NAILS,
    NAIL_OIL, MILK_COFFEE, BLACK_COFFEE, WHITE_COFFEE, ESPRESSO, CROISSANT, BANH_MI,
    PEACH_TEA, LOTUS_TEA, ORANGE_JUICE, AVOCADO_SHAKE, CHEESECAKE, CREAM_PUFFS, ICE_CREAM,
    COFFEE_BEANS, COFFEE_FILTER, MOONCAKES, VOUCHER, TET_VOUCHER,
    N_ITEMS,
    NONE = N_ITEMS
};
/* clang-format on */

typedef struct item {
    const char *name;
    int32_t price; /* in dong, which has no smaller unit */
} item;

/* Of a hundred orders with the first item, so many have the second too. */
typedef struct affinity {
    uint8_t first;
    uint8_t second;
    uint8_t percent;
} affinity;

enum { N_MAINS = 4, FIRST_HOUR = 7, N_HOURS = 15 };

/* clang-format off */
/* A habit, which a segmentation should find again. */
typedef struct habit {
    const char *name;
    uint8_t share;           /* of a hundred customers */
    uint8_t leaving[2];      /* of a hundred: in the end at once, bit by bit */
    uint16_t rhythm[2];      /* days between visits, from and to */
    uint8_t wobble;          /* percent that a gap differs from the rhythm at most */
    uint8_t visits[2];       /* in all, from and to; 0 for no such end */
    uint8_t mains[N_MAINS];  /* what they come for */
    uint8_t party[2];        /* how many main items in one order, from and to */
    uint8_t extra;           /* percent of orders with something from elsewhere */
    uint8_t voucher;         /* percent of orders with a voucher, before feasts */
    uint8_t weekday[7];      /* percent of the due visits that do happen; Monday first */
    uint8_t hours[N_HOURS];  /* weights of 7, 8 ... 21 o'clock */
} habit;
/* clang-format on */

extern const item items[N_ITEMS];
extern const affinity affinities[N_AFFINITIES];
extern const habit habits[N_HABITS];
extern const habit walk_in;
extern const uint8_t seasons[12]; /* percent of due visits that happen, from January */
extern const char *const notes[N_NOTES];

#endif
