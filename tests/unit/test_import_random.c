/*
 * Logs that are known, written in a thousand ways by chance: separators, quotes, line
 * ends, encodings, orders of the date, marks of numbers, lines above and below. None may
 * give another log; what is refused must name its doubt, and is to be rare.
 */
#include "import_cases.h"

#define FILES 1000

typedef struct dice {
    uint64_t state;
} dice;

static uint32_t below(dice *d, uint32_t n)
{
    d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(d->state >> 33) % n;
}

/* How a file is written. */
typedef struct dialect {
    char separator, decimal, thousands; /* thousands 0: none */
    const char *end, *date;
    int above, below, quotes, blanks, encoding;
} dialect;

static dialect any_dialect(dice *d)
{
    static const char separators[] = ",;\t|";
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    static const char *const dates[] = {"YMD", "DMY", "MDY", "D.M", "8"};
    dialect x;
    x.separator = separators[below(d, 4)];
    x.decimal = below(d, 2) ? '.' : ',';
    x.thousands = (char)(below(d, 2) ? 0 : x.decimal == '.' ? ',' : '.');
    x.end = ends[below(d, 3)];
    x.date = dates[below(d, 5)];
    x.above = (int)below(d, 4);
    x.below = (int)below(d, 3);
    x.quotes = below(d, 3) == 0;
    x.blanks = below(d, 4) == 0;
    x.encoding = (int)below(d, 3);
    return x;
}

/* --- writing --- */

/* A value, in quotes where it needs them. */
static void put(csv_page *page, const dialect *x, const char *text, int last)
{
    int needs = x->quotes || strchr(text, x->separator) || strchr(text, '"');
    const char *blank = x->blanks && !needs ? " " : "";
    csv_page_add(page, "%s", needs ? "\"" : blank);
    for (const char *c = text; *c; c++)
        csv_page_add(page, "%s%c", *c == '"' ? "\"" : "", *c);
    csv_page_add(page, "%s", needs ? "\"" : blank);
    if (last)
        csv_page_add(page, "%s", x->end);
    else
        csv_page_add(page, "%c", x->separator);
}

static void put_time(csv_page *page, const dialect *x, int day, int month, int year,
                     int minute)
{
    char date[32], text[48];
    if (x->date[0] == 'Y')
        snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
    else if (x->date[0] == '8')
        snprintf(date, sizeof date, "%04d%02d%02d", year, month, day);
    else if (x->date[1] == '.')
        snprintf(date, sizeof date, "%d.%d.%04d", day, month, year);
    else
        snprintf(date, sizeof date, "%02d/%02d/%04d", x->date[0] == 'D' ? day : month,
                 x->date[0] == 'D' ? month : day, year);
    if (x->date[0] == '8')
        snprintf(text, sizeof text, "%s%02d%02d", date, minute / 60, minute % 60);
    else
        snprintf(text, sizeof text, "%s %02d:%02d", date, minute / 60, minute % 60);
    put(page, x, text, 0);
}

static void put_money(csv_page *page, const dialect *x, int cents)
{
    char text[48], mark[2] = {x->thousands, '\0'};
    int whole = cents / 100;
    if (x->thousands && whole >= 1000)
        snprintf(text, sizeof text, "%d%s%03d%c%02d", whole / 1000, mark, whole % 1000,
                 x->decimal, cents % 100);
    else
        snprintf(text, sizeof text, "%d%c%02d", whole, x->decimal, cents % 100);
    put(page, x, text, 1);
}

/* What the log must be. */
typedef struct truth {
    int rows;
    int64_t revenue, first_s, last_s;
} truth;

static const char *const names[] = {"bill", "who", "item", "when", "paid"};

static void put_row(csv_page *page, const dialect *x, dice *d, int row, truth *t)
{
    static const char *const items[] = {"Tea", "Cup, small", "Tray 24\" round",
                                        "Tr\xc3\xa0 sen", "Jam; red"};
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    char text[32];
    int month = 1 + (int)below(d, 12), day = 1 + (int)below(d, 28);
    int year = 2025 + (int)below(d, 2), minute = (int)below(d, 1440);
    int cents = 1 + (int)below(d, 250000);
    int64_t days = 20089 + (year - 2025) * 365 + before[month - 1] + day - 1;
    int64_t time_s = days * 86400 + minute * 60;
    snprintf(text, sizeof text, "B%d", row);
    put(page, x, text, 0);
    snprintf(text, sizeof text, "K%d", row % 7);
    put(page, x, text, 0);
    put(page, x, items[below(d, 5)], 0);
    put_time(page, x, day, month, year, minute);
    put_money(page, x, cents);
    t->first_s = row == 0 || time_s < t->first_s ? time_s : t->first_s;
    t->last_s = row == 0 || time_s > t->last_s ? time_s : t->last_s;
    t->revenue += cents;
    t->rows++;
}

static void put_file(csv_page *page, const dialect *x, dice *d, truth *t)
{
    static const char *const above[] = {"Sales report", "", "Printed on Monday"};
    int rows = 40 + (int)below(d, 100);
    for (int i = 0; i < x->above; i++)
        csv_page_add(page, "%s%s", above[i], x->end);
    for (int i = 0; i < 5; i++)
        put(page, x, names[i], i == 4);
    for (int i = 0; i < rows; i++)
        put_row(page, x, d, i, t);
    if (x->below > 0)
        csv_page_add(page, "%s%d record(s) downloaded%s", x->end, rows, x->end);
    if (x->below > 1)
        csv_page_add(page, "Printed by the till%s", x->end);
}

/* UTF-8, the same with a mark in front, or UTF-16. */
static char *encode(const csv_page *page, int encoding, size_t *size)
{
    const unsigned char *from = (const unsigned char *)page->text;
    char *bytes = malloc(2 * page->size + 3);
    assert_non_null(bytes);
    memcpy(bytes, encoding == 2 ? "\xff\xfe" : "\xef\xbb\xbf", 3);
    *size = encoding == 2 ? 2 : encoding == 1 ? 3 : 0;
    for (size_t i = 0; i < page->size; i++) {
        unsigned code = from[i];
        if (encoding == 2 && code >= 0xc0) /* all are of two bytes */
            code = (code & 0x1f) << 6 | (from[++i] & 0x3f);
        bytes[(*size)++] = (char)code;
        if (encoding == 2)
            bytes[(*size)++] = (char)(code >> 8);
    }
    return bytes;
}

/* --- reading --- */

/* 1 if the file became its log, 0 if it was refused. */
static int is_read(quen_context *ctx, uint64_t seed)
{
    dice d = {seed * UINT64_C(0x9e3779b97f4a7c15) + 1};
    dialect x = any_dialect(&d);
    truth right = {0, 0, 0, 0};
    csv_page file = {NULL, 0, 0}, page = {NULL, 0, 0};
    quen_import_options o =
        import_naming(names[0], names[1], names[2], names[3], names[4]);
    quen_orders *orders = NULL;
    quen_order_totals t;
    size_t size;
    put_file(&file, &x, &d, &right);
    char *bytes = encode(&file, x.encoding, &size);
    import_page(ctx, bytes, size, &o, seed % 3, &page, &orders);
    quen_order_totals_init(&t, sizeof t);
    if (orders)
        quen_orders_get_totals(orders, &t);
    if (orders && (t.lines != (uint64_t)right.rows || t.revenue != right.revenue ||
                   t.first_s != right.first_s || t.last_s != right.last_s ||
                   t.customers != 7 || t.orders != t.lines)) {
        print_error("file %d became another log:\n%s\n%s", (int)seed, page.text,
                    file.text);
        fail();
    }
    if (!orders)
        print_message("file %d: %s", (int)seed, page.text);
    int read = orders != NULL;
    quen_orders_free(orders);
    free(bytes);
    csv_page_free(&file);
    csv_page_free(&page);
    return read;
}

static void test_dialects(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    int read = 0;
    (void)state;
    for (uint64_t seed = 0; seed < FILES; seed++)
        read += is_read(ctx, seed);
    assert_in_range(read, FILES * 95 / 100, FILES);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dialects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
