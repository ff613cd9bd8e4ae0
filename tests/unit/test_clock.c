/* The clock of a log: tables of changes against a slow reading of them, and local days of
 * all that counts them. */
#include "churn_cases.h"

#include "core/rng.h"
#include "data/clock/clock.h"

#define HOUR 3600
#define NEW_YEAR INT64_C(1767225600) /* 2026-01-01 00:00 UTC */
#define CHANGES 40
#define PIECES 64

/* New York in 2026: summer from March 8 to November 1. */
static const int64_t changes[] = {INT64_C(1772953200), INT64_C(1793512800)};
static const int32_t offsets[] = {-4 * HOUR, -5 * HOUR};
static const quen_zone new_york = {changes, offsets, 2, -5 * HOUR, 0};

typedef struct draws {
    uint64_t seed, n;
} draws;

static int64_t drawn(draws *random, int64_t least, int64_t most)
{
    uint64_t n = (uint64_t)(most - least) + 1;
    return least + (int64_t)quen__random_below(random->seed, 0, random->n++, n);
}

/* --- tables --- */

typedef struct table {
    int64_t from[CHANGES];
    int32_t offset[CHANGES];
    quen_zone zone;
} table;

/* Sound, and as odd as may be: set by up to two days. */
static void make_table(draws *random, table *t)
{
    int64_t at = NEW_YEAR - drawn(random, 0, 400) * DAY;
    size_t n = (size_t)drawn(random, 0, CHANGES);
    for (size_t i = 0; i < n; i++) {
        at += 3 * DAY + drawn(random, 1, 40 * DAY);
        t->from[i] = at;
        t->offset[i] = (int32_t)drawn(random, -DAY, DAY);
    }
    t->zone = (quen_zone){n ? t->from : NULL, n ? t->offset : NULL, n,
                          (int32_t)drawn(random, -DAY, DAY), 0};
}

static int64_t naive_local(const quen_zone *zone, int64_t time_s)
{
    int64_t offset = zone->first_offset_s;
    for (size_t i = 0; i < zone->n; i++)
        if (zone->from_s[i] <= time_s)
            offset = zone->utc_offset_s[i];
    return time_s + offset;
}

static void test_local_times(void **state)
{
    draws random = {7, 0};
    (void)state;
    for (int i = 0; i < 300; i++) {
        table t;
        make_table(&random, &t);
        for (int j = 0; j < 200; j++) {
            int64_t time_s = NEW_YEAR + drawn(&random, -500 * DAY, 2000 * DAY);
            if (j % 4 == 0 && t.zone.n > 0)
                time_s = t.from[j % (int)t.zone.n] + j % 3 - 1;
            int64_t local = naive_local(&t.zone, time_s);
            assert_int_equal(quen__clock_local(&t.zone, time_s), local);
            int odd;
            int64_t back = quen__clock_utc(&t.zone, local, &odd);
            assert_true(back == time_s || odd == QUEN__ZONE_TWICE);
        }
    }
}

/* Days go back and forth by up to 40. */
static void test_days(void **state)
{
    draws random = {8, 0};
    (void)state;
    for (int i = 0; i < 500; i++) {
        quen__clock_days days = QUEN__CLOCK_DAYS;
        int64_t seen[PIECES], at = drawn(&random, -100000, 100000);
        for (size_t n = 0; n < PIECES; n++) {
            int is_new = 1;
            for (size_t j = 0; j < n; j++)
                is_new &= seen[j] != at;
            assert_int_equal(quen__clock_is_new_day(&days, at), is_new);
            seen[n] = at;
            int64_t low = days.last - 40;
            at = i % 2 ? at + drawn(&random, 0, 200) : drawn(&random, low, low + 43);
        }
    }
}

/* --- the log's clock --- */

static void assert_clock(const quen_orders *orders, const quen_zone *want)
{
    quen_zone got;
    quen_orders_get_clock(orders, &got);
    assert_int_equal(got.n, want->n);
    assert_int_equal(got.first_offset_s, want->first_offset_s);
    for (size_t i = 0; i < want->n; i++) {
        assert_int_equal(got.from_s[i], want->from_s[i]);
        assert_int_equal(got.utc_offset_s[i], want->utc_offset_s[i]);
    }
}

static uint64_t bytes_of(const quen_orders *orders)
{
    quen_order_totals totals;
    quen_order_totals_init(&totals, sizeof totals);
    quen_orders_get_totals(orders, &totals);
    return totals.bytes;
}

static void test_kept(void **state)
{
    static const quen_zone utc = {0}, hanoi = {NULL, NULL, 0, 7 * HOUR, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL, *copy = NULL;
    quen_zone own;
    (void)state;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    uint64_t bytes = bytes_of(orders);
    assert_clock(orders, &utc);
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, &hanoi));
    assert_clock(orders, &hanoi);
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, &new_york));
    assert_clock(orders, &new_york);
    assert_int_equal(bytes_of(orders), bytes + 2 * 12);
    assert_ok(ctx, quen_orders_copy_between(ctx, orders, INT64_MIN, INT64_MAX, &copy));
    assert_clock(copy, &new_york);
    quen_orders_get_clock(orders, &own);
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, &own)); /* its own table */
    assert_clock(orders, &new_york);
    quen_orders_free(copy);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

static void test_refused(void **state)
{
    static const int64_t same[] = {5, 5}, back[] = {9, 5}, near[] = {0, HOUR},
                         first[] = {INT64_MIN, 5};
    static const int32_t two[] = {0, HOUR}, large[] = {0, 86401}, falls[] = {2 * HOUR, 0};
    static const struct {
        quen_zone zone;
        const char *words;
    } cases[] = {
        {{NULL, NULL, 0, 86401, 0}, "orders: zone: first_offset_s is 86401, not within"},
        {{NULL, NULL, 0, INT32_MIN, 0}, "first_offset_s is -2147483648"},
        {{changes, NULL, 2, 0, 0}, "zone: n is 2, but from_s or utc_offset_s is NULL"},
        {{NULL, offsets, 2, 0, 0}, "zone: n is 2, but from_s or utc_offset_s is NULL"},
        {{changes, large, 2, 0, 0}, "zone: offset 1 is 86401, not within -86400..86400"},
        {{same, two, 2, 0, 0}, "zone: change 1 does not come after the one before it"},
        {{back, two, 2, 0, 0}, "zone: change 1 does not come after the one before it"},
        {{near, falls, 2, 5 * HOUR, 0}, "change 1 does not come after"},
        {{first, two, 2, 0, 0}, "zone: change 0 is at -9223372036854775808"},
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = NULL;
    (void)state;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, &new_york));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_fails(ctx, QUEN_ERR_ARGUMENT, cases[i].words,
                     quen_orders_set_clock(ctx, orders, &cases[i].zone));
        assert_clock(orders, &new_york);
    }
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A log whose clock is told, if it is one. */
static quen_orders *log_of(quen_context *ctx, const quen_zone *zone)
{
    quen_orders *orders = NULL;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    if (zone)
        assert_ok(ctx, quen_orders_set_clock(ctx, orders, zone));
    return orders;
}

static void test_merged(void **state)
{
    static const quen_zone hanoi = {NULL, NULL, 0, 7 * HOUR, 0},
                           ceylon = {NULL, NULL, 0, 5 * HOUR + 1808, 0},
                           short_year = {changes, offsets, 1, -5 * HOUR, 0};
    static const struct {
        const quen_zone *here, *there, *both;
        const char *words;
    } cases[] = {
        {NULL, &new_york, &new_york, NULL},
        {&new_york, NULL, &new_york, NULL},
        {&new_york, &new_york, &new_york, NULL},
        {&hanoi, &hanoi, &hanoi, NULL},
        {&hanoi, &ceylon, &hanoi,
         "orders: the clock of one log is +07:00, that of the other is +05:30:08"},
        {&new_york, &hanoi, &new_york, "is a table of 2 changes, that of the other is"},
        {&short_year, &new_york, &short_year, "is a table of 1 change, that of the"},
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        quen_orders *here = log_of(ctx, cases[i].here),
                    *there = log_of(ctx, cases[i].there);
        if (cases[i].words)
            assert_fails(ctx, QUEN_ERR_ARGUMENT, cases[i].words,
                         quen_orders_merge(ctx, here, there));
        else
            assert_ok(ctx, quen_orders_merge(ctx, here, there));
        quen_orders_free(there);
        assert_clock(here, cases[i].both);
        quen_orders_free(here);
    }
    quen_context_free(ctx);
}

/* Tell, merge into a log that was not told, and copy. */
static quen_status tell_and_hand_on(quen_context *ctx, void *user)
{
    quen_order_line line = {.item = quen_key_int(1), .time_s = NEW_YEAR, .quantity = 1};
    quen_orders *told = NULL, *orders = NULL, *copy = NULL;
    quen_status status = quen_orders_new(ctx, &told);
    (void)user;
    if (status == QUEN_OK)
        status = quen_orders_add(ctx, told, &line, 1);
    if (status == QUEN_OK)
        status = quen_orders_set_clock(ctx, told, &new_york);
    if (status == QUEN_OK)
        status = quen_orders_new(ctx, &orders);
    if (status == QUEN_OK)
        status = quen_orders_merge(ctx, orders, told);
    if (status == QUEN_OK)
        assert_clock(orders, &new_york);
    if (status == QUEN_OK)
        status = quen_orders_copy_between(ctx, orders, NEW_YEAR, INT64_MAX, &copy);
    quen_orders_free(copy);
    quen_orders_free(orders);
    quen_orders_free(told);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    support_each_oom(tell_and_hand_on, NULL);
}

/* --- local days --- */

static quen_orders *log_at(quen_context *ctx, const int64_t *times, size_t n,
                           const quen_zone *zone)
{
    quen_order_line lines[PIECES];
    for (size_t i = 0; i < n; i++)
        lines[i] = (quen_order_line){.customer = quen_key_int(1),
                                     .item = quen_key_int((int64_t)i % 5),
                                     .time_s = times[i],
                                     .quantity = 1,
                                     .amount = 100};
    quen_orders *orders = support_orders(ctx, lines, n);
    assert_ok(ctx, quen_orders_set_clock(ctx, orders, zone));
    return orders;
}

/* Of the one customer: the share of weekends and the mean hour. */
static void features_of(quen_context *ctx, const quen_orders *orders, int32_t offset,
                        double out[2])
{
    quen_features_options o;
    quen_features *features = NULL;
    quen_features_options_init(&o, sizeof o);
    o.utc_offset_s = offset;
    assert_ok(ctx, quen_features_new(ctx, orders, &o, &features));
    assert_int_equal(quen_features_n_rows(features), 1);
    for (size_t i = 0; i < quen_features_n_columns(features); i++) {
        const char *name = quen_features_column_name(features, i);
        out[0] =
            strcmp(name, "weekend_share") ? out[0] : quen_features_matrix(features)[i];
        out[1] = strcmp(name, "hour") ? out[1] : quen_features_matrix(features)[i];
    }
    quen_features_free(features);
}

static int64_t days_of(quen_context *ctx, const quen_orders *orders, int32_t offset)
{
    quen_rfm_options o;
    quen_rfm *rfm = NULL;
    quen_rfm_options_init(&o, sizeof o);
    o.frequency = QUEN_RFM_FREQUENCY_DAYS;
    o.utc_offset_s = offset;
    assert_ok(ctx, quen_rfm_fit(ctx, orders, &o, &rfm));
    int64_t days = quen_rfm_frequency(rfm)[0];
    quen_rfm_free(rfm);
    return days;
}

/*
 * 23:30 of a Friday in July and in December, 22:40 of that in July: by the clock of
 * winter the first would be 22:30, by that of summer the last 00:30 of Saturday.
 */
static void test_summer(void **state)
{
    static const int64_t times[] = {
        NEW_YEAR + 191 * DAY + 2 * HOUR + 2400, /* July 10, 22:40 */
        NEW_YEAR + 191 * DAY + 3 * HOUR + 1800, /* July 10, 23:30 */
        NEW_YEAR + 345 * DAY + 4 * HOUR + 1800, /* December 11, 23:30 */
    };
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = log_at(ctx, times, 3, &new_york);
    double x[2];
    (void)state;
    features_of(ctx, orders, QUEN_CLOCK_OF_LOG, x);
    assert_close(x[0], 0, 0);
    assert_close(x[1], (22 + 2 / 3.0 + 23.5 + 23.5) / 3, 1e-15);
    features_of(ctx, orders, -4 * HOUR, x);
    assert_close(x[0], 1 / 3.0, 1e-15);
    features_of(ctx, orders, 0, x);
    assert_close(x[0], 1, 1e-15);
    assert_int_equal(days_of(ctx, orders, QUEN_CLOCK_OF_LOG), 2);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* Set back over midnight, a clock shows a day, the one before it, and the day again. */
static void test_day_comes_twice(void **state)
{
    static const int64_t at[] = {NEW_YEAR + 60};
    static const int32_t back[] = {-HOUR};
    static const quen_zone zone = {at, back, 1, 0, 0};
    static const int64_t times[] = {NEW_YEAR - HOUR, NEW_YEAR + 30, NEW_YEAR + 600,
                                    NEW_YEAR + 2 * HOUR};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *orders = log_at(ctx, times, 4, &zone);
    (void)state;
    assert_int_equal(days_of(ctx, orders, QUEN_CLOCK_OF_LOG), 2);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- random clocks, counted another way --- */

static void naive(const int64_t *times, size_t n, const quen_zone *zone, double x[2],
                  int64_t *days)
{
    int64_t seen[PIECES];
    *days = 0;
    x[0] = x[1] = 0;
    for (size_t i = 0; i < n; i++) {
        /* Days from a Thursday far before all times. */
        int64_t local = naive_local(zone, times[i]) + 7 * 5000 * DAY, day = local / DAY;
        int is_new = 1;
        for (size_t j = 0; j < i; j++)
            is_new &= seen[j] != day;
        seen[i] = day;
        *days += is_new;
        x[0] += (day % 7 == 2 || day % 7 == 3) / (double)n;
        x[1] += (double)(local % DAY) / HOUR / (double)n;
    }
}

static void assert_check_gets_through(quen_context *ctx, const quen_orders *orders)
{
    quen_check *check = NULL;
    assert_ok(ctx, quen_orders_check(ctx, orders, NULL, &check));
    assert_non_null(check);
    quen_check_free(check);
}

static void test_random_clocks(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    draws random = {9, 0};
    (void)state;
    for (int i = 0; i < 300; i++) {
        table t;
        int64_t times[PIECES], days;
        double x[2], want[2];
        size_t n = (size_t)drawn(&random, 2, PIECES);
        make_table(&random, &t);
        int64_t at = NEW_YEAR - drawn(&random, 0, 300) * DAY;
        for (size_t j = 0; j < n; j++)
            times[j] = at += drawn(&random, 1, (i % 2 ? 4 : 1) * DAY);
        quen_orders *orders = log_at(ctx, times, n, &t.zone);
        naive(times, n, &t.zone, want, &days);
        features_of(ctx, orders, QUEN_CLOCK_OF_LOG, x);
        assert_close(x[0], want[0], 1e-13);
        assert_close(x[1], want[1], 1e-13);
        assert_int_equal(days_of(ctx, orders, QUEN_CLOCK_OF_LOG), days);
        assert_check_gets_through(ctx, orders);
        quen_orders_free(orders);
    }
    quen_context_free(ctx);
}

/* --- the check's days --- */

/* One evening in New York is of two days in UTC and by the clock of winter. */
static void test_check(void **state)
{
    int64_t times[24];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_check *check = NULL;
    (void)state;
    for (int i = 0; i < 24; i++)
        times[i] =
            NEW_YEAR + 190 * DAY + 4 * HOUR + (i + 1) * 3590; /* July 10, from 01:00 */
    times[0] = NEW_YEAR + 190 * DAY + 4 * HOUR + 60;          /* 00:01 */
    times[23] = NEW_YEAR + 191 * DAY + 3 * HOUR + 3540;       /* 23:59 */
    quen_orders *orders = log_at(ctx, times, 24, &new_york);
    assert_ok(ctx, quen_orders_check(ctx, orders, NULL, &check));
    size_t i = 0;
    while (i < quen_check_n_findings(check) &&
           quen_check_finding(check, i)->kind != QUEN_FINDING_ONE_DAY)
        i++;
    assert_true(i < quen_check_n_findings(check));
    assert_string_equal(quen_check_example(check, i), "2026-07-10");
    quen_check_free(check);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* A line of years later is told with the first second of its local day. */
static void test_check_time(void **state)
{
    int64_t times[30];
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_check *check = NULL;
    (void)state;
    for (int i = 0; i < 29; i++)
        times[i] = NEW_YEAR - 2000 * DAY + i * DAY;
    times[29] = NEW_YEAR + 191 * DAY + 3 * HOUR; /* July 10, 23:00 */
    quen_orders *orders = log_at(ctx, times, 30, &new_york);
    assert_ok(ctx, quen_orders_check(ctx, orders, NULL, &check));
    size_t i = 0;
    while (i < quen_check_n_findings(check) &&
           quen_check_finding(check, i)->kind != QUEN_FINDING_LAST_TIME)
        i++;
    assert_true(i < quen_check_n_findings(check));
    assert_int_equal(quen_check_finding(check, i)->time_s,
                     NEW_YEAR + 190 * DAY + 4 * HOUR);
    assert_string_equal(quen_check_example(check, i), "2026-07-10");
    quen_check_free(check);
    quen_orders_free(orders);
    quen_context_free(ctx);
}

/* --- models that keep a clock --- */

static void assert_same_risks(quen_context *ctx, const quen_churn *a,
                              const quen_orders *of_a, const quen_churn *b,
                              const quen_orders *of_b)
{
    size_t n, m;
    quen_churn_risk *first = churn_predict_all(ctx, a, of_a, NULL, &n),
                    *second = churn_predict_all(ctx, b, of_b, NULL, &m);
    assert_int_equal(n, m);
    assert_true(n > 20);
    for (size_t i = 0; i < n; i++)
        assert_true(first[i].customer == second[i].customer &&
                    first[i].risk == second[i].risk);
    free(first);
    free(second);
}

/*
 * A table that is at +7 throughout the log's time teaches what the offset teaches. The
 * file keeps no table: it goes by the clock of the log that is asked about.
 */
static void test_churn(void **state)
{
    static const int64_t long_ago[] = {0};
    static const int32_t seven[] = {7 * HOUR};
    static const quen_zone as_table = {long_ago, seven, 1, HOUR, 0},
                           hanoi = {NULL, NULL, 0, 7 * HOUR, 0};
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_orders *of_table = churn_orders(ctx), *of_offset = churn_orders(ctx);
    quen_churn *opened = NULL;
    size_t size = 0;
    (void)state;
    assert_ok(ctx, quen_orders_set_clock(ctx, of_table, &as_table));
    assert_ok(ctx, quen_orders_set_clock(ctx, of_offset, &hanoi));
    quen_churn *by_table = fit_churn(ctx, of_table, NULL);
    quen_churn *by_offset = fit_churn(ctx, of_offset, NULL);
    assert_same_risks(ctx, by_table, of_table, by_offset, of_offset);
    assert_ok(ctx, quen_churn_save_bytes(ctx, by_table, NULL, 0, &size));
    void *bytes = malloc(size);
    assert_ok(ctx, quen_churn_save_bytes(ctx, by_table, bytes, size, &size));
    assert_ok(ctx, quen_churn_open_bytes(ctx, bytes, size, &opened));
    assert_same_risks(ctx, opened, of_offset, by_offset, of_table);
    quen_churn_free(opened);
    free(bytes);
    quen_churn_free(by_table);
    quen_churn_free(by_offset);
    quen_orders_free(of_table);
    quen_orders_free(of_offset);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_local_times),   cmocka_unit_test(test_days),
        cmocka_unit_test(test_kept),          cmocka_unit_test(test_refused),
        cmocka_unit_test(test_merged),        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_summer),        cmocka_unit_test(test_day_comes_twice),
        cmocka_unit_test(test_random_clocks), cmocka_unit_test(test_check),
        cmocka_unit_test(test_check_time),    cmocka_unit_test(test_churn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
