/*
 * The tables of synth. Each habit names what its customers come for; affinities add what
 * goes with it; so a model can be asked whether it found both again.
 */
#include "tables.h"

/* clang-format off */

const item items[N_ITEMS] = {
    [BODY_MASSAGE] = {"Massage body, 60 phút", 350000},
    [STONE_MASSAGE] = {"Massage đá nóng, 90 phút", 520000},
    [FOOT_MASSAGE] = {"Massage chân", 220000},
    [LEMONGRASS_OIL] = {"Dầu massage sả chanh", 180000},
    [LAVENDER_OIL] = {"Dầu massage \"Oải hương\"", 195000},
    [FACIAL] = {"Chăm sóc da mặt", 320000},
    [GLOW_FACIAL] = {"Chăm sóc da mặt \"Glow\", 75 phút", 480000},
    [TURMERIC_CREAM] = {"Kem dưỡng da nghệ", 260000},
    [SERUM] = {"Serum vitamin C, 30 ml", 390000},
    [MUD_MASK] = {"Mặt nạ bùn khoáng", 90000},
    [HAIR_WASH] = {"Gội đầu dưỡng sinh", 150000},
    [STEAM_BATH] = {"Xông hơi thảo dược", 120000},
    [NAILS] = {"Sơn gel", 200000},
    [NAIL_OIL] = {"Dầu dưỡng móng", 85000},
    [MILK_COFFEE] = {"Cà phê sữa đá", 35000},
    [BLACK_COFFEE] = {"Cà phê đen", 29000},
    [WHITE_COFFEE] = {"Bạc xỉu", 39000},
    [ESPRESSO] = {"Espresso", 40000},
    [CROISSANT] = {"Croissant bơ", 38000},
    [BANH_MI] = {"Bánh mì \"đặc biệt\"", 45000},
    [PEACH_TEA] = {"Trà đào, cam, sả", 49000},
    [LOTUS_TEA] = {"Trà sen vàng", 45000},
    [ORANGE_JUICE] = {"Nước cam", 45000},
    [AVOCADO_SHAKE] = {"Sinh tố bơ", 55000},
    [CHEESECAKE] = {"Cheesecake", 55000},
    [CREAM_PUFFS] = {"Bánh su kem (hộp 6)", 60000},
    [ICE_CREAM] = {"Kem dừa", 42000},
    [COFFEE_BEANS] = {"Cà phê hạt, gói 250 g", 140000},
    [COFFEE_FILTER] = {"Phin nhôm", 65000},
    [MOONCAKES] = {"Bánh trung thu", 320000},
    [VOUCHER] = {"Thẻ quà tặng 500.000đ", 500000},
    [TET_VOUCHER] = {"Thẻ quà tặng \"Tết\", 1.000.000đ", 1000000},
};

const affinity affinities[] = {
    {BODY_MASSAGE, LEMONGRASS_OIL, 30}, {BODY_MASSAGE, STEAM_BATH, 25},
    {BODY_MASSAGE, LOTUS_TEA, 20},      {STONE_MASSAGE, LAVENDER_OIL, 35},
    {STONE_MASSAGE, LOTUS_TEA, 30},     {FOOT_MASSAGE, HAIR_WASH, 25},
    {FACIAL, TURMERIC_CREAM, 35},       {FACIAL, MUD_MASK, 40},
    {GLOW_FACIAL, SERUM, 40},           {GLOW_FACIAL, TURMERIC_CREAM, 25},
    {HAIR_WASH, FOOT_MASSAGE, 15},      {NAILS, NAIL_OIL, 30},
    {NAILS, PEACH_TEA, 35},             {MILK_COFFEE, BANH_MI, 45},
    {MILK_COFFEE, CROISSANT, 15},       {BLACK_COFFEE, BANH_MI, 35},
    {WHITE_COFFEE, CROISSANT, 40},      {ESPRESSO, CROISSANT, 50},
    {PEACH_TEA, CHEESECAKE, 35},        {LOTUS_TEA, CHEESECAKE, 20},
    {ORANGE_JUICE, ICE_CREAM, 35},      {AVOCADO_SHAKE, CREAM_PUFFS, 40},
    {ICE_CREAM, CREAM_PUFFS, 30},       {COFFEE_BEANS, COFFEE_FILTER, 45},
    {ESPRESSO, COFFEE_BEANS, 4},        {BLACK_COFFEE, COFFEE_BEANS, 2},
};

#define OFFICE {100, 100, 100, 100, 95, 40, 25}
#define WEEKEND {15, 15, 20, 25, 60, 100, 100}
#define ANY_DAY {70, 70, 75, 80, 90, 100, 95}
#define MORNING {20, 30, 18, 8, 4, 6, 8, 6, 4, 3, 2, 1, 0, 0, 0}
#define AFTERNOON {0, 2, 6, 10, 8, 4, 6, 12, 16, 14, 8, 6, 6, 4, 1}
#define EVENING {0, 0, 2, 6, 6, 3, 4, 8, 8, 8, 12, 18, 16, 10, 3}

const habit habits[] = {
    {"morning coffee", 9, {18, 14}, {2, 4}, 45, {0, 0},
     {MILK_COFFEE, BLACK_COFFEE, WHITE_COFFEE, ESPRESSO}, {1, 1}, 6, 1, OFFICE, MORNING},
    {"office team", 3, {20, 10}, {5, 8}, 30, {0, 0},
     {MILK_COFFEE, PEACH_TEA, WHITE_COFFEE, ORANGE_JUICE}, {3, 5}, 10, 2, OFFICE,
     AFTERNOON},
    {"family on weekends", 9, {14, 18}, {7, 11}, 35, {0, 0},
     {ORANGE_JUICE, AVOCADO_SHAKE, ICE_CREAM, PEACH_TEA}, {2, 4}, 12, 4, WEEKEND,
     AFTERNOON},
    {"massage regular", 18, {16, 20}, {12, 24}, 25, {0, 0},
     {BODY_MASSAGE, STONE_MASSAGE, FOOT_MASSAGE, BODY_MASSAGE}, {1, 1}, 15, 8, ANY_DAY,
     EVENING},
    {"skin care", 16, {14, 22}, {24, 35}, 20, {0, 0},
     {FACIAL, GLOW_FACIAL, FACIAL, GLOW_FACIAL}, {1, 1}, 20, 10, ANY_DAY, AFTERNOON},
    {"nails and hair", 12, {18, 18}, {14, 26}, 30, {0, 0},
     {NAILS, HAIR_WASH, NAILS, FOOT_MASSAGE}, {1, 2}, 20, 6, ANY_DAY, AFTERNOON},
    {"now and then", 21, {10, 10}, {40, 110}, 80, {0, 0},
     {BODY_MASSAGE, PEACH_TEA, FACIAL, MILK_COFFEE}, {1, 2}, 25, 6, ANY_DAY, AFTERNOON},
    {"tourist", 12, {0, 0}, {1, 3}, 50, {1, 6},
     {FOOT_MASSAGE, BODY_MASSAGE, AVOCADO_SHAKE, MILK_COFFEE}, {1, 2}, 30, 0, ANY_DAY,
     EVENING},
};

/* Walk-ins leave no name; they need no rhythm. */
const habit walk_in = {
    "walk-in", 0, {0, 0}, {1, 1}, 0, {0, 0},
    {MILK_COFFEE, PEACH_TEA, AVOCADO_SHAKE, FOOT_MASSAGE}, {1, 2}, 10, 1, ANY_DAY,
    AFTERNOON,
};

const uint8_t seasons[12] = {90, 70, 85, 90, 95, 100, 100, 95, 80, 80, 85, 100};

const char *const notes[] = {
    "khách quen",
    "ít đá, ít đường",
    "bàn cạnh cửa sổ",
    "dị ứng đậu phộng, nhớ hỏi lại",
    "sinh nhật: tặng 1 bánh su",
    "khách nói \"sẽ quay lại\"",
    "đặt trước qua điện thoại,\nđến trễ 15 phút",
};
