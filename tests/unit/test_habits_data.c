/*
 * Habits on public logs. The next basket: of customers with three days of purchases or
 * more, the last day is to be foreseen by a model of everything before it. Hours and
 * weekdays: orders from 2011-10-01 on of customers who were known before.
 */
#include "support.h"

#include <math.h>
#include <time.h>

#define DAY INT64_C(86400)
#define MOST 600000
#define TOP 10

typedef struct row {
    int64_t customer, time_s;
    char item[24], order[12];
} row;

typedef struct rows {
    row *row;
    size_t n;
} rows;

/* --- reading --- */

/* Days from 1970-01-01 to a date. */
static int64_t days_of(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
    return 365 * (int64_t)y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 -
           719468;
}

/* Cut a line into cells, quotes taken off. */
static size_t cut_line(char *line, char *cells[8])
{
    size_t n = 0;
    char *p = line;
    while (n < 8) {
        int quoted = *p == '"';
        cells[n++] = p + quoted;
        for (p += quoted; *p && (quoted ? *p != '"' || p[1] == '"' : *p != ','); p++)
            p += quoted && *p == '"';
        if (quoted && *p)
            *p++ = '\0';
        if (!*p)
            break;
        *p++ = '\0';
    }
    return n;
}

static int read_retail(char *cells[8], size_t n, row *out)
{
    int year, month, day, hour, minute;
    char *end;
    if (n < 7 || !*cells[6] || support_number(cells[3], &end) <= 0 ||
        support_number(cells[5], &end) <= 0)
        return 0;
    out->customer = strtol(cells[6], NULL, 10);
    snprintf(out->item, sizeof out->item, "%s", cells[1]);
    snprintf(out->order, sizeof out->order, "%s", cells[0]);
    for (char *c = out->item; *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
    if (sscanf(cells[4], "%d-%d-%d %d:%d", &year, &month, &day, &hour, &minute) != 5)
        return 0;
    out->time_s = days_of(year, month, day) * DAY + hour * 3600 + minute * 60;
    return 1;
}

static int read_groceries(char *cells[8], size_t n, row *out)
{
    int year, month, day;
    if (n < 3 || sscanf(cells[1], "%d-%d-%d", &day, &month, &year) != 3)
        return 0;
    out->customer = strtol(cells[0], NULL, 10);
    snprintf(out->item, sizeof out->item, "%s", cells[2]);
    out->order[0] = '\0';
    out->time_s = days_of(year, month, day) * DAY;
    return 1;
}

static int by_customer(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->customer != y->customer)
        return x->customer < y->customer ? -1 : 1;
    if (x->time_s != y->time_s)
        return x->time_s < y->time_s ? -1 : 1;
    return strcmp(x->item, y->item);
}

static rows read_rows(const char *file, int (*read)(char *cells[8], size_t n, row *out))
{
    size_t size;
    char *text = data_read(file, &size), *p = strchr(text, '\n') + 1;
    rows all = {calloc(MOST, sizeof(row)), 0};
    assert_non_null(all.row);
    while (*p) {
        char *cells[8], *next = p + strcspn(p, "\n");
        size_t length = (size_t)(next - p);
        if (*next)
            *next++ = '\0';
        if (length > 0 && p[length - 1] == '\r')
            p[length - 1] = '\0';
        all.n += (size_t)read(cells, cut_line(p, cells), &all.row[all.n]);
        p = next;
    }
    free(text);
    qsort(all.row, all.n, sizeof(row), by_customer);
    return all;
}

/* --- the last day of each --- */

static int64_t day_of(const row *r)
{
    return r->time_s / DAY;
}

/* Where the customer's rows end, their days, and where the last day begins. */
static size_t span_of(const rows *all, size_t first, size_t *days, size_t *last)
{
    size_t i = first;
    *days = 0;
    for (; i < all->n && all->row[i].customer == all->row[first].customer; i++)
        if (i == first || day_of(&all->row[i]) != day_of(&all->row[i - 1])) {
            *last = i;
            ++*days;
        }
    return i;
}

static void add_row(quen_context *ctx, quen_orders *orders, const row *r)
{
    quen_order_line line = {.customer = quen_key_int(r->customer),
                            .item = quen_key_text(r->item),
                            .time_s = r->time_s,
                            .quantity = 1,
                            .amount = QUEN_AMOUNT_NONE};
    if (r->order[0])
        line.order = quen_key_text(r->order);
    assert_ok(ctx, quen_orders_add(ctx, orders, &line, 1));
}

static quen_orders *train_of(quen_context *ctx, const rows *all)
{
    quen_orders *orders;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (size_t i = 0, days, last = 0, end; i < all->n; i = end) {
        end = span_of(all, i, &days, &last);
        for (size_t j = i; j < (days >= 3 ? last : end); j++)
            add_row(ctx, orders, &all->row[j]);
    }
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    return orders;
}

/* --- measures --- */

typedef struct measure {
    double recall, ndcg, n;
    double *time;
} measure;

typedef struct question {
    quen_context *ctx;
    const quen_orders *orders;
    const quen_habits *habits;
    const quen_itemcf *itemcf; /* asked in place of habits */
    int only_new;
} question;

static size_t ask(const question *q, uint32_t customer, uint32_t items[TOP])
{
    quen_habits_offer offers[TOP];
    quen_offer others[TOP];
    quen_offer_filter filter;
    size_t n;
    quen_offer_filter_init(&filter, sizeof filter);
    filter.include_bought = !q->only_new;
    if (q->itemcf) {
        assert_ok(q->ctx, quen_itemcf_recommend(q->ctx, q->itemcf, customer, &filter,
                                                others, TOP, &n));
        for (size_t i = 0; i < n; i++)
            items[i] = others[i].item;
    } else {
        assert_ok(q->ctx, quen_habits_next_basket(q->ctx, q->habits, customer, &filter,
                                                  offers, TOP, &n));
        for (size_t i = 0; i < n; i++)
            items[i] = offers[i].item;
    }
    return n;
}

static int had_before(const row *first, const row *last, const row *r)
{
    for (; first < last; first++)
        if (strcmp(first->item, r->item) == 0)
            return 1;
    return 0;
}

/* The items that are to be foreseen, each once: numbers, or UINT32_MAX of unknown ones.
 */
static size_t wanted_of(const question *q, const row *first, const row *last,
                        const row *end, uint32_t *wanted)
{
    size_t n = 0;
    for (const row *r = last; r < end; r++) {
        uint32_t item = UINT32_MAX;
        if (had_before(last, r, r) || (q->only_new && had_before(first, last, r)))
            continue;
        if (quen_orders_find_item(q->ctx, q->orders, quen_key_text(r->item), &item))
            item = UINT32_MAX;
        wanted[n++] = item;
    }
    return n;
}

static void judge(const question *q, const rows *all, size_t first, size_t last,
                  size_t end, measure *m)
{
    static uint32_t wanted[4000];
    uint32_t items[TOP], customer;
    struct timespec from, to;
    double hits = 0, gain = 0, ideal = 0;
    size_t n = wanted_of(q, all->row + first, all->row + last, all->row + end, wanted);
    if (n == 0)
        return;
    assert_ok(q->ctx, quen_orders_find_customer(q->ctx, q->orders,
                                                quen_key_int(all->row[first].customer),
                                                &customer));
    timespec_get(&from, TIME_UTC);
    size_t found = ask(q, customer, items);
    timespec_get(&to, TIME_UTC);
    for (size_t i = 0; i < found; i++)
        for (size_t j = 0; j < n; j++)
            if (wanted[j] == items[i]) {
                hits += 1;
                gain += 1 / log2((double)i + 2);
            }
    for (size_t i = 0; i < n && i < TOP; i++)
        ideal += 1 / log2((double)i + 2);
    m->recall += hits / (double)n;
    m->ndcg += gain / ideal;
    m->time[(size_t)m->n] = (double)(to.tv_sec - from.tv_sec) * 1e6 +
                            (double)(to.tv_nsec - from.tv_nsec) / 1e3;
    m->n += 1;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static measure judge_all(const question *q, const rows *all)
{
    measure m = {.time = calloc(5000, sizeof(double))};
    for (size_t i = 0, days, last = 0, end; i < all->n; i = end) {
        end = span_of(all, i, &days, &last);
        if (days >= 3)
            judge(q, all, i, last, end, &m);
    }
    m.recall /= m.n;
    m.ndcg /= m.n;
    qsort(m.time, (size_t)m.n, sizeof *m.time, by_value);
    print_message("%.0f baskets: recall %.4f, NDCG %.4f, median %.2f us\n", m.n, m.recall,
                  m.ndcg, m.time[(size_t)m.n / 2]);
    free(m.time);
    return m;
}

static void print_checks(quen_context *ctx, const quen_habits *habits)
{
    quen_habits_report r;
    quen_habits_check c;
    quen_habits_report_init(&r, sizeof r);
    quen_habits_get_report(habits, &r);
    print_message("decay %g own %g popular %g recent %g related %g; new %g %g %g; again "
                  "%.3f days %.1f shape %g\n",
                  r.decay, r.weight_own, r.weight_popular, r.weight_recent,
                  r.weight_related, r.new_popular, r.new_recent, r.new_related, r.again,
                  r.gap_days, r.gap_shape);
    for (uint32_t i = 0; i <= QUEN_HABITS_CHECK_MONTH; i++) {
        assert_ok(ctx, quen_habits_get_check(ctx, habits, i, &c));
        print_message("check %u: judged %u better %u of %llu: %.5f plain %.5f z %.2f\n",
                      i, c.judged, c.better, (unsigned long long)c.customers, c.model,
                      c.plain, c.z);
    }
}

static void check_baskets(const char *file,
                          int (*read)(char *cells[8], size_t n, row *out), double baskets,
                          double recall, double ndcg)
{
    quen_context *ctx = support_context(1, 0);
    rows all = read_rows(file, read);
    question q = {.ctx = ctx, .orders = train_of(ctx, &all)};
    quen_habits *habits;
    quen_itemcf *itemcf;
    assert_ok(ctx, quen_habits_fit(ctx, q.orders, NULL, &habits));
    assert_ok(ctx, quen_itemcf_fit(ctx, q.orders, NULL, &itemcf));
    print_checks(ctx, habits);
    q.habits = habits;
    measure any = judge_all(&q, &all);
    assert_true(any.n == baskets);
    assert_true(any.recall >= recall && any.ndcg >= ndcg);
    q.only_new = 1;
    measure fresh = judge_all(&q, &all);
    q.itemcf = itemcf;
    measure plain = judge_all(&q, &all);
    assert_true(fresh.recall >= plain.recall && fresh.ndcg >= plain.ndcg);
    quen_itemcf_free(itemcf);
    quen_habits_free(habits);
    quen_orders_free((quen_orders *)q.orders);
    free(all.row);
    quen_context_free(ctx);
}

static void test_baskets_of_retail(void **state)
{
    (void)state;
    check_baskets("online_retail/online_retail.csv.gz", read_retail, 1916, 0.210, 0.325);
}

static void test_baskets_of_groceries(void **state)
{
    (void)state;
    check_baskets("groceries_members/Groceries_dataset.csv.gz", read_groceries, 2860,
                  0.385, 0.268);
}

/* --- hours and weekdays --- */

static int by_order(const void *a, const void *b)
{
    const row *x = a, *y = b;
    int order = strcmp(x->order, y->order);
    if (order != 0)
        return order;
    return x->time_s < y->time_s ? -1 : x->time_s > y->time_s;
}

static double loss_of(quen_context *ctx, const quen_habits *habits, uint32_t customer,
                      uint32_t habit, size_t value)
{
    double shares[24];
    size_t n = quen_habits_n_values(habits, habit);
    assert_ok(ctx, quen_habits_shares(ctx, habits, customer, habit, shares, n));
    return -log(shares[value]);
}

static void test_hours_of_retail(void **state)
{
    quen_context *ctx = support_context(2, 0);
    rows all = read_rows("online_retail/online_retail.csv.gz", read_retail);
    int64_t from_s = days_of(2011, 10, 1) * DAY;
    quen_habits_options options;
    quen_orders *orders;
    quen_habits *habits;
    double hour = 0, weekday = 0, n = 0;
    (void)state;
    assert_ok(ctx, quen_orders_new(ctx, &orders));
    for (size_t i = 0; i < all.n; i++)
        if (all.row[i].time_s < from_s)
            add_row(ctx, orders, &all.row[i]);
    assert_ok(ctx, quen_orders_finish(ctx, orders));
    quen_habits_options_init(&options, sizeof options);
    options.neighbors = 0;
    assert_ok(ctx, quen_habits_fit(ctx, orders, &options, &habits));
    print_checks(ctx, habits);
    qsort(all.row, all.n, sizeof(row), by_order);
    for (size_t i = 0; i < all.n; i++) {
        const row *r = &all.row[i];
        uint32_t customer;
        if ((i > 0 && strcmp(r->order, all.row[i - 1].order) == 0) ||
            r->time_s < from_s ||
            quen_orders_find_customer(ctx, orders, quen_key_int(r->customer), &customer))
            continue;
        hour += loss_of(ctx, habits, customer, QUEN_HABITS_HABIT_HOUR,
                        (size_t)(r->time_s % DAY / 3600));
        weekday += loss_of(ctx, habits, customer, QUEN_HABITS_HABIT_WEEKDAY,
                           (size_t)((day_of(r) + 3) % 7));
        n += 1;
    }
    print_message("%.0f orders: hour %.4f, weekday %.4f\n", n, hour / n, weekday / n);
    assert_true(n == 4274 && hour / n <= 2.26 && weekday / n <= 1.765);
    quen_habits_free(habits);
    quen_orders_free(orders);
    free(all.row);
    quen_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_baskets_of_retail),
        cmocka_unit_test(test_baskets_of_groceries),
        cmocka_unit_test(test_hours_of_retail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
