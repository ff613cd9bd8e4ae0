/*
 * Writes what a fuzz target begins with into a folder, which must be there:
 * seeds FOLDER TARGET.
 */
#include "seeds.h"

#include "core/rng.h"
#include "shop_log.h"

void write_file(const char *folder, const char *name, const void *data, size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    MUST(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static void write_shop(const char *folder, quen_context *ctx, int numbers, uint32_t parts,
                       size_t customers, int has_money)
{
    shop_log shape = {customers, 4, 400, 5, numbers};
    quen_orders *orders = NULL;
    quen_shop *shop = NULL;
    quen_kmeans_options kmeans;
    quen_shop_options options;
    char name[64];
    size_t n;
    quen_order_line *lines = shop_log_lines(&shape, &n);
    for (size_t i = 0; i < n && !has_money; i++)
        lines[i].amount = QUEN_AMOUNT_NONE;
    quen_kmeans_options_init(&kmeans, sizeof kmeans);
    kmeans.k = 2;
    quen_shop_options_init(&options, sizeof options);
    options.kmeans = &kmeans;
    options.parts = parts;
    assert_ok(ctx, shop_log_orders(ctx, lines, n, &orders));
    assert_ok(ctx, quen_shop_train(ctx, orders, &options, &shop));
    unsigned char *bytes = shop_log_bytes(ctx, shop, &n);
    snprintf(name, sizeof name, "%s-%u-%zu%s", numbers ? "numbers" : "texts", parts,
             customers, has_money ? "" : "-no-money");
    write_file(folder, name, bytes, n);
    free(bytes);
    quen_shop_free(shop);
    quen_orders_free(orders);
    free(lines);
}

static void write_shops(const char *folder)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    for (uint32_t parts = 1; parts <= QUEN_SHOP_ALL; parts *= 2)
        write_shop(folder, ctx, 1, parts, 12, 1);
    for (int numbers = 0; numbers < 2; numbers++)
        for (size_t customers = 12; customers <= 24; customers += 12)
            write_shop(folder, ctx, numbers, QUEN_SHOP_ALL, customers, 1);
    write_shop(folder, ctx, 0, QUEN_SHOP_ALL, 12, 0);
    quen_context_free(ctx);
}

/* Bytes that fill a log and then call everything: see step() in fuzz_orders.c. */
static void write_orders(const char *folder)
{
    static const uint8_t asks[] = {8, 73, 74, 75, 76, 77, 78, 6, 7};
    static const uint8_t rules[] = {2, 1, 0, 1, 2, 3, 7, 11, 15}; /* 3 and 7 are nobody */
    char name[64];
    for (uint64_t seed = 0; seed < 24; seed++) {
        uint8_t bytes[3000];
        size_t n = 1;
        bytes[0] = (uint8_t)seed; /* 8 to 15: no money */
        for (size_t i = 0; i < sizeof rules && seed % 3 == 1; i++)
            bytes[n++] = rules[i];
        for (size_t batch = 0; batch < 12; batch++) {
            bytes[n++] = 0;
            bytes[n++] = 16;
            for (size_t i = 0; i < 16 * 6; i++, n++)
                bytes[n] = (uint8_t)quen__random_below(seed, 0, n, i % 6 < 3 ? 120 : 200);
        }
        for (size_t ask = 0; ask < 2 * sizeof asks; ask++) {
            bytes[n++] = asks[(ask + seed) % sizeof asks];
            for (size_t i = 0; i < 40; i++, n++)
                bytes[n] = (uint8_t)quen__random_below(seed, 1, n, seed % 2 ? 256 : 64);
        }
        snprintf(name, sizeof name, "%u", (unsigned)seed);
        write_file(folder, name, bytes, n);
    }
}

/* Bytes that stand for any calls: see fuzz_calls.c. */
static void write_calls(const char *folder)
{
    uint8_t bytes[700];
    char name[64];
    for (uint64_t seed = 0; seed < 48; seed++) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (uint8_t)quen__random_below(seed, 2, i, seed % 3 ? 200 : 256);
        snprintf(name, sizeof name, "%u", (unsigned)seed);
        write_file(folder, name, bytes, sizeof bytes);
    }
}

/* What is compiled in, and headers of theirs. */
static void write_profiles(const char *folder)
{
    static const char header[] =
        "Date,Time,Item,Qty,Gross Sales,Net Sales,Transaction ID,Mã hóa đơn,Name";
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    char name[64], text[8192];
    for (size_t i = 0; i < quen_n_profiles(); i++) {
        size_t size;
        assert_ok(ctx,
                  quen_profile_text(ctx, quen_profile_at(i), text, sizeof text, &size));
        snprintf(name, sizeof name, "%s", quen_profile_name(quen_profile_at(i)));
        write_file(folder, name, text, size);
    }
    write_file(folder, "header", header, strlen(header));
    quen_context_free(ctx);
}

/* How many decimals, a text, and on another line a second factor. */
static void write_parse(const char *folder)
{
    static const char *const texts[] = {
        "\2-0012.505\n3.0",
        "\1"
        "2024-03-01T09:05:30.25+07:00",
        "\3"
        "20240301 9:05",
        "\22"
        "9223372036854775807\n1",
        "\22"
        ".000000000000000000500\n-99",
        "\1"
        "0001/1/1 00:00 -0700",
        "\1"
        "9999-12-31 23:59:59Z",
        "\2"
        "0.335\n2.99",
    };
    char name[64];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(name, sizeof name, "%u", (unsigned)i);
        write_file(folder, name, texts[i], strlen(texts[i]));
    }
}

/* A byte of settings, then a cell. */
static void write_keys(const char *folder)
{
    static const char *const cells[] = {
        "0912345678",
        "+84 (0) 912.345.678",
        "=\"84912345678\"",
        "'0912345678.0",
        "0084 123 4567890 ext 12",
        "1900 1234; 0912345678",
        "8.49E+10",
        "tel:+1 (212) 555-0123",
        "An Le <MAILTO:A.n+tea@GoogleMail.com?subject=x>",
        "o'neil@b\xc3\xbc"
        "cher.example, b@c.de",
        "Mr. TR\xe1\xba\xa6N Bi\xcc\x80nh",
        "ch\xe1\xbb\x8b H\xc3\xb2"
        "a, kh\xe1\xbb\x8f"
        "e",
        "\xef\xbb\xbf\xc2\xa0thu\xcc\x89y \xe2\x80\x8d ng\xc6\xb0\xcc\x80"
        "oi",
        "\xce\xb1\xcd\x85\xcc\x81\xea\xb0\x80\xe1\x86\xa8\xf0\x9d\x85\xa0",
        "\xed\xa0\x80\xc0\x80\xff",
    };
    char name[64], bytes[128];
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        bytes[0] = (char)(i % 16);
        memcpy(bytes + 1, cells[i], strlen(cells[i]));
        snprintf(name, sizeof name, "%u", (unsigned)i);
        write_file(folder, name, bytes, strlen(cells[i]) + 1);
    }
}

/* Bytes that stand for options, see fuzz_rows.c, in front of a file. */
static void write_rows(const char *folder)
{
    static const char *const files[] = {
        "a,b,c\n1,2,3\n\"x\"\"y\",\"two\nlines\",-0.335\nTotal,,3\n",
        "sep=;\r\na;b\r\n1;12,5\r\n;\r\n\"20240301\" ;7;\r\n\x1a",
        "=eport\nfrom, to\n\na|item|n\n1|Tea 5\"|2\n2|\"Cup|1\n3|Mug\"|1\n,,\nend : 3",
        " 004  1997 1  2.5\r 004 1997 2 9.5\r",
        "a\titem\n1\tcaf\xe9\n2\tTr\xe2\xccn \xf0\xe2\xf2u\n3\t\x80\x81\n",
        ("\xef\xbb\xbf"
         "a,item\n1,Tr\xc3\xa0\n2,\xe1\xba\xa1 \xf0\x9f\x98\x80\n3,\xff\n"),
        "PK\3\4....[Content_Types].xml",
        "<html><table>",
    };
    static const uint8_t wide[] = {0,    0,   0,    0,   0, 0,   0, 0,    0, 0xff,
                                   0xfe, 'a', 0,    ',', 0, 'b', 0, '\n', 0, 0x3d,
                                   0xd8, 0,   0xde, ',', 0, '1', 0, '\n', 0};
    static const uint8_t hows[] = {0, 1, 2, 77};
    char name[64];
    uint8_t bytes[512];
    for (size_t i = 0; i < sizeof files / sizeof *files * sizeof hows; i++) {
        const char *file = files[i / sizeof hows];
        size_t size = strlen(file);
        uint8_t how = hows[i % sizeof hows];
        uint8_t front[9] = {how % 3, 1, 0, 0, 0, how == 1, how == 2, 3, how};
        memcpy(bytes, front, sizeof front);
        memcpy(bytes + sizeof front, file, size);
        snprintf(name, sizeof name, "%u", (unsigned)i);
        write_file(folder, name, bytes, sizeof front + size);
    }
    write_file(folder, "wide", wide, sizeof wide);
}

/* Bytes that stand for options, see fuzz_import.c, in front of a file. */
static void write_imports(const char *folder)
{
    static const char *const files[] = {
        "b,c,i,t,a,q\n1,0912345678,Tea,31/01/2026,1.50,2\n1,,Cup,31/01/2026,x,1\n"
        ",,Cup,,3,1\n2,sale,Tea,05/03/2026,\"1,250.00\",0.5\n3,4\n",
        "b;c;i;t;a;q\n1;17850;Tea;2026-03-01 08:00;45.000;1,5\n"
        "2;17850.0;Tea;2026-03-02;45.500;1\nTotal;;;;90.500;2\n",
        "Name,Email,Financial Status,Currency,Subtotal,Created at,Lineitem quantity,"
        "Lineitem name,Lineitem price,Refunded Amount\n"
        "#1,an@example.com,paid,USD,9.00,2026-09-03 10:14:00 -0400,2,Tea,3.00,1.00\n"
        "#1,an@example.com,,,,2026-09-03 10:14:00 -0400,1,Cup,4.00,\n",
        "Order Reference,Order Date,Customer,Status,Order Lines/Product,"
        "Order Lines/Quantity,Order Lines/Unit Price,Order Lines/Discount (%)\n"
        "S1,2026-03-02 09:15:00,An,Sales Order,Tea,2.0,70.0,10.0\n,,,,Cup,1.0,30.75,\n",
    };
    static const uint8_t fronts[][12] = {
        {2, 1, 2, 1, 2, 1, 1, 1, 1, 0, 1, 0}, /* roles, telephone numbers, a price */
        {2, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0}, /* roles, whole numbers, whole dong */
        {0, 0, 0, 1, 2, 0},                   /* what the header shows */
        {1, 1, 4, 1, 2, 0, 6},                /* a profile */
    };
    static const size_t sizes[] = {12, 12, 6, 7};
    char name[64];
    uint8_t bytes[1024];
    for (size_t i = 0; i < 16; i++) {
        size_t front = sizes[i % 4], size = strlen(files[i / 4]);
        memcpy(bytes, fronts[i % 4], front);
        memcpy(bytes + front, files[i / 4], size);
        snprintf(name, sizeof name, "%u", (unsigned)i);
        write_file(folder, name, bytes, front + size);
    }
}

/* Columns, each behind a line that says its kind: see fuzz_format.c. */
static void write_format(const char *folder)
{
    static const char *const files[] = {
        "@1x\n31/01/2026\n05/03/2026 9:05\n\n01/02/2026 23:59:59.5\n",
        "\x40\x02%d/%m/%Y %I:%M %p %Z\n1/2/2026 9:05 PM EST\n05/12/2026 12:00 a.m.\n",
        "\x20\x01x\n2026-03-01T08:00:00+07:00\n2026-03-01\n2023-11-14 20:30:00 UTC+7\n",
        "\x04\x01x\nJul-25-26\n5 th\xc3\xa1ng 3, 2026\nTh\xc6\xb0 2 05/03/26\n"
        "8h30 SA 5 Thg 3 2026\nMarch 5th, 2026\n",
        "\x08\x03x\n20260105\n202601051230\n1767225600\n1767225600123\n43831.5\n",
        "\x01\x01.\n45.000\n45.500 \xe2\x82\xab\n1.250.000\n(5)\n",
        "\x09\x01x\n$1,250.00\n-$8.00\n5.00-\n1,25,000.00 CR\n=\"12.50\"\n'7\n",
        "\x09\x02x\n1 250,50 EUR\n12,5\n1\xc2\xa0"
        "000,00\nkr 5\nRs.500\n1250.-\n",
        "\x0e\x01x\n2.0000\n1,5\n1,250\n-1\n",
        "\x03\x01x\n17850\n17850.0\n007\n-3\n99999999999999999999\n",
        "\x11\x01"
        "money decimal_mark=, thousands=.|blank currency=VND\n",
        "\x10\x01"
        "time %d/%m/%Y %H:%M|%m/%d/%Y %H:%M\n",
    };
    char name[64];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(name, sizeof name, "%u", (unsigned)i);
        write_file(folder, name, files[i], strlen(files[i]));
    }
}

static const struct target {
    const char *name;
    void (*write)(const char *folder);
} targets[] = {
    {"shop", write_shops},        {"scaler", write_scaler}, {"rfm", write_rfm},
    {"kmeans", write_kmeans},     {"logit", write_logit},   {"churn", write_churn},
    {"lifetime", write_lifetime}, {"habits", write_habits}, {"calls", write_calls},
    {"options", write_calls},     {"arrow", write_calls},   {"parse", write_parse},
    {"itemcf", write_itemcf},     {"orders", write_orders}, {"profile", write_profiles},
    {"keys", write_keys},         {"rows", write_rows},     {"format", write_format},
    {"import", write_imports},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 3 && i < sizeof targets / sizeof *targets; i++)
        if (strcmp(targets[i].name, argv[2]) == 0) {
            targets[i].write(argv[1]);
            return 0;
        }
    fprintf(stderr, "usage: seeds FOLDER TARGET\n");
    return 1;
}
