/*
 * A web shop, always open, of things that run out. Each customer comes first at any time
 * of the log, then after gaps that are gamma distributed around a mean of their own,
 * which is inverse gamma distributed; after each order they are lost with a chance of
 * their own, which is beta distributed; what they pay is gamma distributed likewise. So
 * are the times after which a product runs out, and the chance that it is given up. These
 * are the laws that lifetime and habits suppose, each by itself; in RHYTHMS_BOTH they
 * meet, as in a real shop, and neither is quite what the models suppose.
 *
 * Lines are drawn customer by customer, to the end of the days ahead, then sorted by time
 * and written.
 */
#include "rhythms.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/calendar.h"
#include "law.h"

#define DAY 86400
#define FIRST_ORDER 100001U
#define GAP_DAYS 20  /* the mean of customers' mean gaps, */
#define GAP_SHAPE 2  /* of which the rates have this shape */
#define LEAVING 6    /* one in so many and one is lost after an order, on average */
#define PAID 1500    /* the mean of customers' mean payments, */
#define PAID_SHAPE 4 /* of which, and of payments around them, this is the shape */
#define OWN_SHAPE 10 /* the rate at which a product runs out at the customer's */
#define MOST_OWN 5
#define NEVER INT64_MAX

typedef struct product {
    const char *name;
    int32_t price;
    uint16_t days; /* that it lasts */
    uint16_t kept; /* one in so many and one who bought it gives it up */
} product;

enum { N_PRODUCTS = 12, N_EXTRAS = 4 };

/* The last four are bought for no reason. */
static const product products[N_PRODUCTS + N_EXTRAS] = {
    {"Nappies", 1890, 10, 8},
    {"Cat food", 2150, 14, 12},
    {"Coffee beans", 1490, 21, 9},
    {"Dog food", 3990, 28, 12},
    {"Contact lenses", 2490, 30, 7},
    {"Detergent", 1250, 35, 6},
    {"Green tea", 890, 40, 4},
    {"Shampoo", 750, 45, 5},
    {"Razor blades", 1690, 50, 6},
    {"Face cream", 2290, 55, 4},
    {"Vitamins", 1390, 60, 3},
    {"Printer ink", 2890, 75, 6},
    {"Mug", 990, 0, 0},
    {"Candle", 650, 0, 0},
    {"Book", 1490, 0, 0},
    {"Puzzle", 1990, 0, 0},
};

/* What a customer buys again. */
typedef struct own {
    uint32_t item;
    uint32_t leaving; /* chance in 2^-32 that it is given up after a purchase */
    int64_t gap;      /* seconds that it lasts on average */
    int64_t out;      /* when it has run out, or NEVER */
    int64_t last;     /* of the log */
    int64_t next;     /* after the log */
    bool is_used;     /* at the log's end */
} own;

typedef struct person {
    rng g;
    uint32_t number;
    uint32_t leaving;
    int64_t gap;
    uint64_t wealth;
    int64_t last;    /* order of the log: the moment of loss of who is lost */
    int64_t next;    /* order after it, or NEVER */
    uint64_t orders; /* of the days ahead */
    int64_t paid;    /* likewise */
    own owns[MOST_OWN];
    uint32_t n_owns;
} person;

typedef struct line {
    int64_t time;
    uint32_t customer;
    uint32_t item;
    int32_t price;
} line;

typedef struct shop {
    const rhythms *what;
    int64_t first, end, horizon; /* of the log, and of the days ahead */
    line *lines;
    size_t n, capacity;
    bool out_of_memory;
} shop;

static void add_line(shop *s, person *p, int64_t time, uint32_t item, int32_t price)
{
    if (s->n == s->capacity) {
        size_t wanted = s->capacity ? 2 * s->capacity : 4096;
        line *larger = realloc(s->lines, wanted * sizeof *larger);
        if (!larger) {
            s->out_of_memory = true;
            return;
        }
        s->lines = larger;
        s->capacity = wanted;
    }
    s->lines[s->n++] = (line){time, p->number, item, price};
    if (time >= s->end)
        p->paid += price;
}

/* ---- laws ---- */

/* Inverse gamma distributed; less than one in 100,000 is cut, so that nothing overflows.
 */
static int64_t draw_mean(rng *g, int64_t mean, uint32_t shape)
{
    uint64_t rate = draw_gamma(g, shape);

    if (rate < PARTS / 512)
        rate = PARTS / 512;
    return (int64_t)((uint64_t)mean * (shape - 1) * PARTS / rate) + 1;
}

static int64_t draw_gap(rng *g, int64_t mean, uint32_t shape)
{
    return (int64_t)(draw_gamma(g, shape) / shape * (uint64_t)mean / PARTS) + 1;
}

static int64_t draw_time(const shop *s, rng *g)
{
    return s->first + (int64_t)below(g, (uint32_t)(s->end - s->first));
}

static int32_t draw_payment(person *p)
{
    return (int32_t)(draw_gamma(&p->g, PAID_SHAPE) * p->wealth / PARTS / PAID_SHAPE) + 1;
}

static bool is_owned(const person *p, uint32_t item)
{
    for (uint32_t i = 0; i < p->n_owns; i++)
        if (p->owns[i].item == item)
            return true;
    return false;
}

static void draw_owns(person *p)
{
    uint32_t n = between(&p->g, 1, MOST_OWN);

    while (p->n_owns < n) {
        uint32_t item = below(&p->g, N_PRODUCTS);
        const product *made = &products[item];
        if (is_owned(p, item))
            continue;
        uint32_t leaving = draw_beta(&p->g, made->kept);
        int64_t gap = draw_mean(&p->g, (int64_t)made->days * DAY, OWN_SHAPE);
        p->owns[p->n_owns++] = (own){.item = item,
                                     .leaving = leaving,
                                     .gap = gap,
                                     .last = NEVER,
                                     .next = NEVER,
                                     .is_used = true};
    }
}

static person draw_person(const shop *s, uint32_t number)
{
    person p = {.g = stream(s->what->seed, number + UINT64_C(1)), .number = number};

    p.gap = draw_mean(&p.g, GAP_DAYS * DAY, GAP_SHAPE);
    p.leaving = draw_beta(&p.g, LEAVING);
    p.wealth = (uint64_t)draw_mean(&p.g, PAID, PAID_SHAPE);
    p.last = p.next = NEVER;
    if (s->what->kind != RHYTHMS_VISITS)
        draw_owns(&p);
    return p;
}

/* ---- orders ---- */

/* A product is bought, and lasts for a while, or is given up. */
static void buy(shop *s, person *p, own *o, int64_t time)
{
    bool is_used = !happens(&p->g, o->leaving);

    add_line(s, p, time, o->item, products[o->item].price);
    o->out = is_used ? time + draw_gap(&p->g, o->gap, s->what->shape) : NEVER;
    if (time < s->end) {
        o->last = time;
        o->is_used = is_used;
    } else if (o->next == NEVER) {
        o->next = time;
    }
}

static void fill(shop *s, person *p, int64_t time)
{
    bool is_empty = true;

    for (uint32_t i = 0; i < p->n_owns; i++)
        if (p->owns[i].out <= time) {
            buy(s, p, &p->owns[i], time);
            is_empty = false;
        }
    if (is_empty && p->n_owns > 0) {
        uint32_t item = N_PRODUCTS + below(&p->g, N_EXTRAS);
        add_line(s, p, time, item, products[item].price);
    } else if (is_empty) {
        /* One after the other: compilers draw arguments in orders of their own. */
        int32_t paid = draw_payment(p);
        add_line(s, p, time, below(&p->g, N_PRODUCTS), paid);
    }
}

static void note_order(const shop *s, person *p, int64_t time)
{
    if (time >= s->end) {
        if (p->next > time)
            p->next = time;
        p->orders += time < s->horizon;
    } else if (p->last == NEVER || p->last < time) {
        p->last = time;
    }
}

/* Up to the end of the days ahead, or to the first order after it if that is the next. */
static void visit(shop *s, person *p)
{
    int64_t time = draw_time(s, &p->g);

    while (time < s->horizon) {
        note_order(s, p, time);
        fill(s, p, time);
        if (happens(&p->g, p->leaving))
            return;
        time += draw_gap(&p->g, p->gap, s->what->shape);
    }
    note_order(s, p, time);
}

/* Each product has an order of its own. */
static void use(shop *s, person *p, own *o)
{
    int64_t time = draw_time(s, &p->g);

    for (; time < s->horizon; time = o->out) {
        note_order(s, p, time);
        buy(s, p, o, time);
    }
    if (time == NEVER)
        return;
    note_order(s, p, time);
    if (o->next == NEVER)
        o->next = time;
}

static void live(shop *s, person *p)
{
    if (s->what->kind != RHYTHMS_ITEMS)
        visit(s, p);
    else
        for (uint32_t i = 0; i < p->n_owns; i++)
            use(s, p, &p->owns[i]);
}

/* ---- writing ---- */

/* With a comma in front; nothing of a time that never comes. */
static void write_time(FILE *out, int64_t time)
{
    date d = date_of((int32_t)(time == NEVER ? 0 : time / DAY));
    unsigned t = (unsigned)(time % DAY);

    if (time == NEVER)
        fputs(",", out);
    else
        fprintf(out, ",%04d-%02d-%02d %02u:%02u:%02u", d.year, d.month, d.day, t / 3600,
                t / 60 % 60, t % 60);
}

static void write_customer(FILE *out, uint32_t number)
{
    fprintf(out, "W%06" PRIu32, number + 1);
}

/* Parts of 2^32 as millionths, which spreadsheets read. */
static uint32_t millionths(uint32_t chance)
{
    return (uint32_t)((uint64_t)chance * 1000000 >> 32);
}

static void write_truth(const shop *s, const person *p)
{
    bool is_known = s->what->kind != RHYTHMS_ITEMS;

    write_customer(s->what->truth, p->number);
    fprintf(s->what->truth, ",%d", p->next != NEVER);
    write_time(s->what->truth, p->last);
    write_time(s->what->truth, p->next);
    fprintf(s->what->truth, ",%" PRIu64 ",%" PRId64, p->orders, p->paid);
    if (is_known)
        fprintf(s->what->truth, ",%" PRId64 ",%" PRIu32 "\n", p->gap,
                millionths(p->leaving));
    else
        fputs(",,\n", s->what->truth);
}

static void write_due(const shop *s, const person *p)
{
    for (uint32_t i = 0; i < p->n_owns; i++) {
        const own *o = &p->owns[i];
        if (o->last == NEVER)
            continue;
        write_customer(s->what->due, p->number);
        fprintf(s->what->due, ",%s,%d", products[o->item].name, o->is_used);
        write_time(s->what->due, o->last);
        write_time(s->what->due, o->next);
        fprintf(s->what->due, ",%" PRId64 ",%" PRIu32 "\n", o->gap,
                millionths(o->leaving));
    }
}

static int by_time(const void *a, const void *b)
{
    const line *x = a;
    const line *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    if (x->customer != y->customer)
        return x->customer < y->customer ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

/* Lines of one customer at one second are one order. */
static void write_lines(const shop *s)
{
    uint32_t order = FIRST_ORDER;

    for (size_t i = 0; i < s->n; i++) {
        const line *l = &s->lines[i];
        FILE *out = l->time < s->end ? s->what->out : s->what->later;
        if (i > 0 && (l[-1].time != l->time || l[-1].customer != l->customer))
            order++;
        if (!out)
            continue;
        fprintf(out, "%" PRIu32 ",", order);
        write_customer(out, l->customer);
        fprintf(out, ",%s", products[l->item].name);
        write_time(out, l->time);
        fprintf(out, ",1,%" PRId32 ".%02" PRId32 ",\n", l->price / 100, l->price % 100);
    }
}

static void write_heads(const rhythms *what)
{
    static const char lines[] = "order,customer,item,time,quantity,price,note\n";

    fputs(lines, what->out);
    if (what->later)
        fputs(lines, what->later);
    if (what->truth)
        fputs("customer,alive,last,next,orders,paid,gap_s,leaving\n", what->truth);
    if (what->due)
        fputs("customer,item,used,last,next,gap_s,leaving\n", what->due);
}

bool rhythms_write(const rhythms *what)
{
    shop s = {.what = what,
              .first = (int64_t)what->first_day * DAY,
              .end = (int64_t)(what->last_day + 1) * DAY};

    s.horizon = s.end + (int64_t)what->ahead * DAY;
    write_heads(what);
    for (uint32_t i = 0; i < what->customers && !s.out_of_memory; i++) {
        person p = draw_person(&s, i);
        live(&s, &p);
        if (what->truth)
            write_truth(&s, &p);
        if (what->due)
            write_due(&s, &p);
    }
    if (s.n > 0)
        qsort(s.lines, s.n, sizeof *s.lines, by_time);
    write_lines(&s);
    free(s.lines);
    return !s.out_of_memory;
}
