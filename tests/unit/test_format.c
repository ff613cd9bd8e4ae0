/*
 * What holds for columns of every kind: merged parts equal the whole, the order of rows
 * decides nothing, what is saved reads the same, and each way to fail has its sentence.
 */
#include "format_cases.h"

#include "data/format/format.h"

#include "core/rng.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static quen_context *ctx;

/* Columns that decide, that stay open, that contradict, and with texts of other sorts. */
static const struct {
    uint32_t kind;
    const char *lines;
} columns[] = {
    {QUEN_FORMAT_KIND_TIME,
     "05/03/2026\n31/01/2026\nTotal\n\n05/03/2026\n01/02/2026 09:05"},
    {QUEN_FORMAT_KIND_TIME, "05/03/2026\n05/05/2026\n01/02/2026"},
    {QUEN_FORMAT_KIND_TIME, "05/05/2026\n06/06/2026\n06/06/2026"},
    {QUEN_FORMAT_KIND_TIME, "13/01/2026\n01/13/2026\n05/05/2026\n13/01/2026"},
    {QUEN_FORMAT_KIND_TIME, "01/03/26\n02/03/26\n03/03/26\n04/03/26\n05/03/26\n06/03/26\n"
                            "07/03/26\n13/03/26"},
    {QUEN_FORMAT_KIND_TIME, "2026-03-01\n2026-03-01 08:00\n2026-03-01 08:00:00+07"},
    {QUEN_FORMAT_KIND_TIME, "x\ny\n\n"},
    {QUEN_FORMAT_KIND_MONEY, "45.000\n1.250.000\n12\n\nx"},
    {QUEN_FORMAT_KIND_MONEY, "45.000\n29.000\n12"},
    {QUEN_FORMAT_KIND_MONEY, "5 USD\n6 EUR\n7"},
    {QUEN_FORMAT_KIND_MONEY, "1,250.00\n8.5\n1.250,00"},
    {QUEN_FORMAT_KIND_QUANTITY, "1,5\n2,000\n3"},
    {QUEN_FORMAT_KIND_QUANTITY, "2,000\n3\n2,000"},
    {QUEN_FORMAT_KIND_KEY, "17850\n17850.0\n\n3"},
    {QUEN_FORMAT_KIND_KEY, "17850\n007\n3"},
};

/* What was decided: the saved text, or the sentence of the refusal. */
static void outcome(quen_format *format, int whole_sentence, char out[1200])
{
    int good = quen_format_finish(ctx, format) == QUEN_OK;
    snprintf(out, 1200, "%s|%s", good ? quen_format_saved(format) : "refused",
             !whole_sentence ? ""
             : good          ? quen_format_told(format)
                             : quen_context_message(ctx));
    quen_format_free(format);
}

static void parts_equal_the_whole(void **state)
{
    format_texts texts;
    char whole[1200], parts[1200];
    (void)state;
    for (size_t i = 0; i < COUNT(columns); i++) {
        quen_format_options options = format_options(columns[i].kind);
        format_texts_of(&texts, columns[i].lines);
        outcome(format_seen(ctx, &options, &texts), 1, whole);
        for (size_t cut = 0; cut <= texts.n; cut++) {
            quen_key_column behind = texts.column;
            behind.offsets += cut;
            quen_format *front = NULL, *back = NULL;
            assert_ok(ctx, quen_format_new(ctx, &options, &front));
            assert_ok(ctx, quen_format_new(ctx, &options, &back));
            assert_ok(ctx, quen_format_add(ctx, front, &texts.column, cut));
            assert_ok(ctx, quen_format_add(ctx, back, &behind, texts.n - cut));
            assert_ok(ctx, quen_format_merge(ctx, front, back));
            quen_format_free(back);
            outcome(front, 1, parts);
            assert_string_equal(parts, whole);
        }
    }
}

/* Texts in an order that a seed makes. */
static void shuffle(const format_texts *from, uint64_t seed, format_texts *to)
{
    size_t order[FORMAT_TEXTS];
    char text[256];
    for (size_t i = 0; i < from->n; i++) {
        size_t j = (size_t)quen__random_below(seed, 0, i, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
    to->n = 0;
    for (size_t i = 0; i < from->n; i++) {
        size_t start = (size_t)from->offsets[order[i]],
               size = (size_t)from->offsets[order[i] + 1] - start;
        memcpy(text, from->bytes + start, size);
        text[size] = '\0';
        format_texts_push(to, text);
    }
}

static void the_order_of_rows_decides_nothing(void **state)
{
    format_texts texts, shuffled;
    char first[1200], other[1200];
    (void)state;
    for (size_t i = 0; i < COUNT(columns); i++) {
        quen_format_options options = format_options(columns[i].kind);
        format_texts_of(&texts, columns[i].lines);
        outcome(format_seen(ctx, &options, &texts), 0, first);
        for (uint64_t seed = 0; seed < 40; seed++) {
            shuffle(&texts, seed, &shuffled);
            outcome(format_seen(ctx, &options, &shuffled), 0, other);
            assert_string_equal(other, first);
        }
    }
}

/* --- saved --- */

static void what_is_saved_reads_the_same(void **state)
{
    static const struct {
        uint32_t kind;
        const char *lines, *other;
    } table[] = {
        {QUEN_FORMAT_KIND_TIME, "31/01/2026 09:05 PM", "05/03/2026 1:00 AM\n05/03/2026"},
        {QUEN_FORMAT_KIND_TIME,
         "08:30:00 31.1.26\n1.2.26\n2.2.26\n3.2.26\n4.2.26\n5.2.26\n"
         "6.2.26",
         "09:05 5.3.26\n31/01/26"},
        {QUEN_FORMAT_KIND_TIME, "25-Jul-2026", "1-May-2026\n01-05-2026"},
        {QUEN_FORMAT_KIND_TIME, "05/05/2026", "06/06/2026\n05/06/2026\n31/01/2026"},
        {QUEN_FORMAT_KIND_TIME, "1767225600123", "1767225600999\n20260101"},
        {QUEN_FORMAT_KIND_TIME, "43831.5", "43832\n5"},
        {QUEN_FORMAT_KIND_TIME, "20260105", "20260105 08:00\n202601050800"},
        {QUEN_FORMAT_KIND_TIME, "", "2026-03-01"},
        {QUEN_FORMAT_KIND_MONEY, "1.250.000 \xe2\x82\xab", "45.000\n1'000\n5 EUR\n5,5"},
        {QUEN_FORMAT_KIND_MONEY, "1 250,50\n1'250,50", "1 000\n1.000\n1'000"},
        {QUEN_FORMAT_KIND_MONEY, "12.50", "45.000\n1,250.00"},
        {QUEN_FORMAT_KIND_MONEY, "45000", "45.000\n12"},
        {QUEN_FORMAT_KIND_QUANTITY, "1,5", "2,000\n1.5"},
        {QUEN_FORMAT_KIND_QUANTITY, "", "1"},
        {QUEN_FORMAT_KIND_KEY, "17850.0", "5\nKH1"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        quen_format_options options = format_options(table[i].kind);
        char before[4096];
        quen_format *again = NULL,
                    *format = format_learned(ctx, &options, table[i].lines);
        snprintf(before, sizeof before, "%s",
                 format_values(ctx, format, table[i].kind, table[i].other));
        assert_ok(ctx, quen_format_open(ctx, quen_format_saved(format), NULL, &again));
        assert_string_equal(format_values(ctx, again, table[i].kind, table[i].other),
                            before);
        assert_string_equal(quen_format_saved(again), quen_format_saved(format));
        assert_string_equal(quen_format_currency(again), quen_format_currency(format));
        assert_true(strlen(quen_format_told(again)) > 8);
        assert_int_equal(quen_format_is_decided(again), 1);
        quen_format_free(format);
        quen_format_free(again);
    }
}

static void other_texts_do_not_open(void **state)
{
    static const char *const texts[] = {
        "",
        "time",
        "shoe %d/%m/%Y",
        "time %d/%m",
        "time %d/%m/%Y|%m-%d-%Y",
        "time %d/%m/%Y|%m/%d/%Y|%Y/%m/%d and so on, further than any pattern goes",
        "money ",
        "money decimal_mark=;",
        "money decimal_mark=.,",
        "money thousands=.",
        "money decimal_mark=, thousands=x",
        "money decimal_mark=, thousands=.|",
        "money decimal_mark=, currency=XYZ",
        "money decimal_mark=, colour=red",
        "quantity decimal_mark=, thousands=.",
        "key ",
        "key nothing",
    };
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    quen_format *format;
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (quen_format_open(ctx, texts[i], NULL, &format) != QUEN_ERR_ARGUMENT)
            fail_msg("\"%s\" was opened", texts[i]);
        assert_null(format);
    }
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: \"shoe\" is no saved format",
                 quen_format_open(ctx, "shoe", NULL, &format));
    options.thousands = ".";
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: it is saved, and cannot be stated too",
                 quen_format_open(ctx, "money whole", &options, &format));
    options.thousands = NULL;
    options.decimal_mark = ".";
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: it is saved, and cannot be stated too",
                 quen_format_open(ctx, "money whole", &options, &format));
    options = format_options(QUEN_FORMAT_KIND_TIME);
    options.time_format = "%d/%m/%Y";
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: it is saved, and cannot be stated too",
                 quen_format_open(ctx, "time %d/%m/%Y", &options, &format));
    options.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format options: struct_size is 0",
                 quen_format_open(ctx, "time %d/%m/%Y", &options, &format));
    assert_null(format);
}

/* --- decided --- */

static void it_is_decided_once_nothing_can_leave_it_open(void **state)
{
    static const struct {
        uint32_t kind;
        const char *lines;
        int decided;
    } table[] = {
        {QUEN_FORMAT_KIND_TIME, "05/03/2026", 0},
        {QUEN_FORMAT_KIND_TIME, "05/03/2026\n31/01/2026", 1},
        {QUEN_FORMAT_KIND_TIME, "2026-03-05", 1},
        {QUEN_FORMAT_KIND_TIME, "31/12/26", 0}, /* the year may be in front */
        {QUEN_FORMAT_KIND_TIME, "31/12/69", 1},
        {QUEN_FORMAT_KIND_TIME, "Total", 0},
        {QUEN_FORMAT_KIND_MONEY, "45.500", 0},
        {QUEN_FORMAT_KIND_MONEY, "45000", 0},
        {QUEN_FORMAT_KIND_MONEY, "1.250.000", 1},
        {QUEN_FORMAT_KIND_QUANTITY, "2,000", 0},
        {QUEN_FORMAT_KIND_QUANTITY, "2,5", 1},
        {QUEN_FORMAT_KIND_KEY, "17850", 0},
        {QUEN_FORMAT_KIND_KEY, "KH1", 1},
    };
    format_texts texts;
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++) {
        quen_format_options options = format_options(table[i].kind);
        format_texts_of(&texts, table[i].lines);
        quen_format *format = format_seen(ctx, &options, &texts);
        if (quen_format_is_decided(format) != table[i].decided)
            fail_msg("\"%s\"", table[i].lines);
        quen_format_free(format);
    }
}

/* --- columns of other sorts --- */

static void whole_numbers_are_their_digits(void **state)
{
    static const int64_t numbers[] = {20260105, 20260212, 20260701, 5};
    static const uint8_t valid[] = {7};
    quen_key_column column = {numbers, NULL, NULL, valid};
    quen_format *format = NULL;
    int64_t times[4] = {9, 9, 9, 9};
    const char *faults[4];
    (void)state;
    assert_ok(ctx, quen_format_new(ctx, NULL, &format));
    assert_ok(ctx, quen_format_add(ctx, format, &column, 4));
    assert_ok(ctx, quen_format_finish(ctx, format));
    assert_string_equal(quen_format_saved(format), "time %Y%m%d");
    assert_ok(ctx, quen_format_read_times(ctx, format, &column, 4, times, faults, NULL));
    assert_int_equal(times[0], 1767571200); /* 2026-01-05 */
    assert_int_equal(times[2], 1782864000); /* 2026-07-01 */
    assert_int_equal(times[3], 9);
    assert_string_equal(faults[3], "empty");
    quen_format_free(format);
}

static void texts_may_be_missing(void **state)
{
    static const uint64_t offsets[] = {0, 0, 0}, descending[] = {4, 2, 3},
                          around[] = {UINT64_MAX, 1, 2};
    quen_key_column none = {NULL, NULL, offsets, NULL},
                    bad = {NULL, "abcd", descending, NULL},
                    worse = {NULL, "abcd", around, NULL},
                    nothing = {NULL, NULL, NULL, NULL};
    quen_format *format = NULL;
    int64_t times[2];
    (void)state;
    assert_ok(ctx, quen_format_new(ctx, NULL, &format));
    assert_ok(ctx, quen_format_add(ctx, format, &none, 2));
    assert_ok(ctx, quen_format_add(ctx, format, &nothing, 0));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: row 3: the offsets descend",
                 quen_format_add(ctx, format, &bad, 2));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: row 3: the offsets descend",
                 quen_format_add(ctx, format, &worse, 2));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "the column has neither texts nor numbers",
                 quen_format_add(ctx, format, &nothing, 2));
    assert_ok(ctx, quen_format_finish(ctx, format));
    assert_string_equal(quen_format_told(format), "time: no text");
    assert_string_equal(quen_format_saved(format), "time nothing");
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: '' in row 1: empty",
                 quen_format_read_times(ctx, format, &none, 2, times, NULL, NULL));
    quen_format_free(format);
}

static void too_many_ways_are_refused(void **state)
{
    static const char *const marks[] = {".", ",", "'", " ", "_"};
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    format_texts texts = {.n = 0};
    char text[64];
    (void)state;
    for (int currency = 0; currency < 26; currency++)
        for (size_t i = 0; i < COUNT(marks); i++) {
            static const char *const codes[] = {
                "USD", "EUR", "GBP", "VND", "JPY", "CNY", "SEK", "NOK", "DKK",
                "PLN", "BRL", "CHF", "INR", "KRW", "THB", "TRY", "ILS", "PHP",
                "UAH", "NGN", "LAK", "KHR", "IDR", "MYR", "SGD", "AUD"};
            snprintf(text, sizeof text, "1%s250%s000 %s", marks[i], marks[i],
                     codes[currency]);
            format_texts_push(&texts, text);
        }
    quen_format *format = format_seen(ctx, &options, &texts);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "texts are written in more than 64 ways",
                 quen_format_finish(ctx, format));
    quen_format_free(format);
}

/* No form of times is shared by more ways than there is room for: these are all of one.
 */
static void ways_of_times_have_room(void **state)
{
    static const char *const days[] = {"31-01-32", "13-02-14", "13-05-13", "01-02-32",
                                       "05-05-32", "5-7-05",   "5-5-05",   "01-02-03",
                                       "05-05-07", "07-05-07", "05-05-05"};
    static const char *const clocks[] = {"", " 10:15", " 10:15:30", " 10:15Z",
                                         " 10:15:30Z"};
    quen_format_options options = format_options(QUEN_FORMAT_KIND_TIME);
    format_texts texts = {.n = 0};
    (void)state;
    for (size_t day = 0; day < COUNT(days); day++)
        for (size_t clock = 0; clock < COUNT(clocks); clock++) {
            char text[32];
            snprintf(text, sizeof text, "%s%s", days[day], clocks[clock]);
            format_texts_push(&texts, text);
        }
    quen_format *format = format_seen(ctx, &options, &texts);
    assert_int_equal(format->seen.n, COUNT(days) * COUNT(clocks));
    assert_ok(ctx, quen_format_finish(ctx, format));
    quen_format_free(format);
}

/* --- misuse --- */

static void options_are_checked(void **state)
{
    quen_format_options good = format_options(QUEN_FORMAT_KIND_MONEY), o;
    quen_format *format;
    (void)state;
#define REFUSED(field, value, words)                                                     \
    o = good;                                                                            \
    o.field = value;                                                                     \
    assert_fails(ctx, QUEN_ERR_ARGUMENT, words, quen_format_new(ctx, &o, &format));      \
    assert_null(format)
    REFUSED(struct_size, 0, "format options: struct_size is 0");
    REFUSED(kind, 4, "format: kind is 4, not within 0..3");
    REFUSED(decimals, 19, "format: decimals is 19, not within 0..18");
    REFUSED(utc_offset_s, 90000, "format: utc_offset_s is set, which is of another kind");
    REFUSED(time_format, "%d", "format: time_format is set, which is of another kind");
    const quen_zone zone = {NULL, NULL, 0, 3600, 0};
    REFUSED(zone, &zone, "format: zone is set, which is of another kind");
    good.kind = QUEN_FORMAT_KIND_TIME;
    REFUSED(utc_offset_s, 90000, "format: utc_offset_s is 90000, not within");
    REFUSED(thousands, ".", "format: thousands is set, which is of another kind");
    REFUSED(decimal_mark, ".", "format: decimal_mark is set, which is of another kind");
#undef REFUSED
}

static void it_is_finished_once(void **state)
{
    quen_format *format = NULL, *other = NULL, *money = NULL;
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    format_texts texts;
    int64_t times[1];
    (void)state;
    format_texts_of(&texts, "2026-03-01");
    assert_ok(ctx, quen_format_new(ctx, NULL, &format));
    assert_ok(ctx, quen_format_new(ctx, NULL, &other));
    assert_ok(ctx, quen_format_new(ctx, &options, &money));
    assert_string_equal(quen_format_saved(format), "");
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "format: it is not finished",
        quen_format_read_times(ctx, format, &texts.column, 1, times, NULL, NULL));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: kinds or settings of the two differ",
                 quen_format_merge(ctx, format, money));
    assert_ok(ctx, quen_format_finish(ctx, format));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: it is finished, and learns no more",
                 quen_format_finish(ctx, format));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: it is finished, and learns no more",
                 quen_format_add(ctx, format, &texts.column, 1));
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "format: it is finished, and learns no more",
                 quen_format_merge(ctx, other, format));
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "format: it is of another kind",
        quen_format_read_decimals(ctx, format, &texts.column, 1, times, NULL, NULL));
    quen_format_free(format);
    quen_format_free(other);
    quen_format_free(money);
    quen_format_free(NULL);
}

static void counts_are_added(void **state)
{
    quen_format *format = format_learned(ctx, NULL, "2026-03-01");
    quen_format_counts counts;
    format_texts texts;
    int64_t times[3];
    const char *faults[3];
    (void)state;
    format_texts_of(&texts, "2026-03-01\nx\n2026-03-02");
    quen_format_counts_init(&counts, sizeof counts);
    for (int i = 0; i < 2; i++)
        assert_ok(ctx, quen_format_read_times(ctx, format, &texts.column, 3, times,
                                              faults, &counts));
    assert_int_equal(counts.read, 4);
    assert_int_equal(counts.faults, 2);
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "format: 'x' in row 2: not a time",
        quen_format_read_times(ctx, format, &texts.column, 3, times, NULL, &counts));
    assert_int_equal(counts.read, 5);
    counts.struct_size = 0;
    assert_fails(
        ctx, QUEN_ERR_ARGUMENT, "format counts: struct_size is 0",
        quen_format_read_times(ctx, format, &texts.column, 3, times, faults, &counts));
    quen_format_free(format);
}

/* --- memory --- */

static quen_status use_all(quen_context *c, void *user)
{
    static const uint64_t offsets[] = {0, 2, 4};
    static const int64_t from[] = {0};
    static const int32_t offset[] = {3600};
    quen_zone zone = {from, offset, 1, 0, 0};
    quen_key_column texts = {NULL, "1256", offsets, NULL};
    quen_format_options options = format_options(QUEN_FORMAT_KIND_MONEY);
    quen_format *money = NULL, *pieces = NULL, *key = NULL, *time = NULL;
    int64_t values[2];
    const char *faults[2];
    (void)user;
    quen_status status = quen_format_new(c, &options, &money);
    options.kind = QUEN_FORMAT_KIND_QUANTITY;
    if (status == QUEN_OK)
        status = quen_format_new(c, &options, &pieces);
    if (status == QUEN_OK)
        status = quen_format_open(c, "key whole", NULL, &key);
    options.kind = QUEN_FORMAT_KIND_TIME;
    options.zone = &zone;
    if (status == QUEN_OK)
        status = quen_format_open(c, "time %d/%m/%Y", &options, &time);
    if (status == QUEN_OK) {
        assert_ok(c, quen_format_add(c, money, &texts, 2));
        assert_ok(c, quen_format_merge(c, money, money));
        assert_ok(c, quen_format_finish(c, money));
        assert_ok(c, quen_format_add(c, pieces, &texts, 2));
        assert_ok(c, quen_format_finish(c, pieces));
        assert_ok(c, quen_format_read_decimals(c, money, &texts, 2, values, NULL, NULL));
        assert_ok(c, quen_format_read_products(c, pieces, money, &texts, &texts, 2,
                                               values, NULL, NULL));
        assert_int_equal(values[1], 56 * 5600);
        assert_ok(c, quen_format_read_keys(c, key, &texts, 2, values, NULL, NULL));
        assert_ok(c, quen_format_read_times(c, time, &texts, 2, values, faults, NULL));
    }
    quen_format_free(money);
    quen_format_free(pieces);
    quen_format_free(key);
    quen_format_free(time);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    support_each_oom(use_all, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_equal_the_whole),
        cmocka_unit_test(the_order_of_rows_decides_nothing),
        cmocka_unit_test(what_is_saved_reads_the_same),
        cmocka_unit_test(other_texts_do_not_open),
        cmocka_unit_test(it_is_decided_once_nothing_can_leave_it_open),
        cmocka_unit_test(whole_numbers_are_their_digits),
        cmocka_unit_test(texts_may_be_missing),
        cmocka_unit_test(too_many_ways_are_refused),
        cmocka_unit_test(ways_of_times_have_room),
        cmocka_unit_test(options_are_checked),
        cmocka_unit_test(it_is_finished_once),
        cmocka_unit_test(counts_are_added),
        cmocka_unit_test(every_allocation_may_fail),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
