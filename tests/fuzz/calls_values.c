/* Numbers, arrays and structs as arguments of calls: see calls.h. */
#include "calls.h"

/* --- numbers --- */

int calls_maybe(calls *c)
{
    return fuzz_below(&c->bytes, 4) == 3;
}

int calls_set(calls *c)
{
    return fuzz_below(&c->bytes, 8) == 7;
}

size_t calls_size(calls *c)
{
    return fuzz_below(&c->bytes, 13);
}

size_t calls_width(calls *c)
{
    return (fuzz_byte(&c->bytes) + 1u) % 5;
}

size_t calls_capacity(calls *c)
{
    return fuzz_below(&c->bytes, 32);
}

size_t calls_room_size(calls *c)
{
    uint32_t choice = fuzz_below(&c->bytes, 64);
    return choice < 32 ? choice : choice < 48 ? 700 : (size_t)1 << 13;
}

size_t calls_struct_size(calls *c, size_t whole)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 128 ? whole : 4 + choice % (2 * whole);
}

uint32_t calls_number(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 248 ? choice % 8 : fuzz_uint(&c->bytes);
}

uint32_t calls_choice(calls *c, uint32_t n)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 254 ? choice % (n + 1) : UINT32_MAX;
}

int32_t calls_offset(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 224 ? (choice - 112) * 900 : (int32_t)fuzz_int(&c->bytes);
}

/* A moment, or a length of time. */
int64_t calls_moment(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    if (choice < 128)
        return 1700000000 + choice * INT64_C(1000000);
    return choice < 224 ? (choice - 127) * INT64_C(86400) : fuzz_int(&c->bytes);
}

/* --- arrays --- */

/* Small values mostly, so that arrays pass checks: classes, labels, items. */
static uint32_t small(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 252 ? choice % 4 : fuzz_uint(&c->bytes);
}

const uint8_t *calls_bytes8(calls *c, size_t n)
{
    uint8_t *x = calls_room(c, n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = (uint8_t)(fuzz_byte(&c->bytes) % 17 & 1);
    return x;
}

const uint32_t *calls_numbers32(calls *c, size_t n)
{
    uint32_t *x = calls_room(c, n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = small(c);
    return x;
}

const uint64_t *calls_numbers64(calls *c, size_t n)
{
    uint64_t *x = calls_room(c, n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = small(c);
    return x;
}

const int32_t *calls_signed32(calls *c, size_t n)
{
    int32_t *x = calls_room(c, n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = calls_offset(c);
    return x;
}

const int64_t *calls_signed64(calls *c, size_t n)
{
    int64_t *x = calls_room(c, n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = fuzz_int(&c->bytes);
    return x;
}

/* All of them tame, or any. */
static double value(calls *c, int tame)
{
    return tame ? fuzz_byte(&c->bytes) / 255.0 : fuzz_double(&c->bytes);
}

const float *calls_floats(calls *c, size_t n)
{
    float *x = calls_room(c, n, sizeof *x);
    int tame = !calls_maybe(c);
    for (size_t i = 0; i < n; i++) {
        double v = value(c, tame);
        x[i] = v > 3e38 || v < -3e38 ? 3e38f : (float)v;
    }
    return x;
}

const double *calls_doubles(calls *c, size_t n)
{
    double *x = calls_room(c, n, sizeof *x);
    int tame = !calls_maybe(c);
    for (size_t i = 0; i < n; i++)
        x[i] = value(c, tame);
    return x;
}

/* --- texts --- */

static const char *const texts[] = {
    "",
    "a",
    "item",
    "time",
    "customer,order,item,time,amount,quantity\n1,7,Tea,2026-03-01,1.50,2\n",
    "2,8,Cup,2026-03-05,1.25,1\n,8,Cup,2026-03-06,0.75,-1\nTotal,,,,3,\n",
    "customer",
    "order",
    "amount",
    "quantity",
    "a;b;c",
    "VN",
    "+84 912 345 678",
    "0912345678",
    "An Le <an.n+tea@gmail.com>",
    "Mr. TR\xe1\xba\xa6N B\xc3\xacnh",
    "2026-03-01 08:00:59+07:00",
    "31/01/2026",
    "%d/%m/%Y %H:%M",
    "1.250,50",
    "-12.5",
    ".",
    ",",
    "\xff\xc0",
    "money decimal_mark=. thousands=,",
    "time %d/%m/%Y",
    "key whole",
    "square",
    "Champions",
    "EUR",
    "\"q,\n",
};
#define N_TEXTS (sizeof texts / sizeof *texts)

/* One of those, or bytes of the input; without a zero byte behind it. */
const char *calls_text(calls *c, size_t *size)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    const uint8_t *from = c->bytes.at;
    *size = choice % 40;
    if (choice < 160) {
        from = (const uint8_t *)texts[choice % N_TEXTS];
        *size = strlen(texts[choice % N_TEXTS]);
    } else {
        *size = *size < c->bytes.left ? *size : c->bytes.left;
        c->bytes.at += *size;
        c->bytes.left -= *size;
    }
    char *text = calls_room(c, *size, 1);
    if (*size)
        memcpy(text, from, *size);
    return text;
}

const char *calls_string(calls *c)
{
    size_t size;
    const char *text = calls_text(c, &size);
    char *string = calls_room(c, size + 1, 1);
    memcpy(string, text, size);
    string[size] = '\0';
    return string;
}

const char *const *calls_strings(calls *c, size_t n)
{
    const char **strings = calls_room(c, n, sizeof *strings);
    for (size_t i = 0; i < n; i++)
        strings[i] = i < 8 ? calls_string(c) : "name";
    return strings;
}

/* --- keys --- */

quen_key calls_key(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    quen_key key = {0};
    if (choice < 140)
        return quen_key_int(choice % 12);
    if (choice < 220)
        return quen_key_bytes(&"a-b\0c,d"[choice % 4], choice % 4);
    if (choice < 232)
        return quen_key_int(fuzz_int(&c->bytes));
    if (choice < 240) {
        key.bytes = calls_text(c, &key.size);
        key.kind = QUEN_KEY_BYTES;
    } else if (choice < 244) {
        key.kind = choice;
        key.reserved = choice % 2;
    }
    return key;
}

const quen_key *calls_keys(calls *c, size_t n)
{
    quen_key *keys = calls_room(c, n, sizeof *keys);
    for (size_t i = 0; i < n; i++)
        keys[i] = calls_key(c);
    return keys;
}

static const uint8_t *valid_bits(calls *c, size_t n)
{
    uint8_t *bits = calls_room(c, (n + 7) / 8, 1);
    for (size_t i = 0; i < (n + 7) / 8; i++)
        bits[i] = fuzz_byte(&c->bytes);
    return bits;
}

/* Texts that ascend; or offsets within the bytes that need not, as they may be read. */
static void fill_texts(calls *c, quen_key_column *column, size_t n, int orderly)
{
    uint64_t *offsets = calls_room(c, n + 1, sizeof *offsets), at = 0;
    char *bytes = calls_room(c, 40 * n, 1);
    for (size_t i = 0; i < n; i++) {
        size_t size;
        const char *text = calls_text(c, &size);
        size = size < 40 ? size : 40;
        offsets[i] = orderly ? at : fuzz_below(&c->bytes, (uint32_t)(at + 1) % 256 + 1);
        if (offsets[i] > 40 * n)
            offsets[i] = 0;
        memcpy(bytes + at, text, size);
        at += size;
    }
    offsets[n] = at;
    column->offsets = offsets;
    column->bytes = bytes;
}

static quen_key_column column_of(calls *c, size_t n)
{
    quen_key_column column = {0};
    uint8_t choice = fuzz_byte(&c->bytes);
    if (choice % 8 < 4) {
        int64_t *numbers = calls_room(c, n, sizeof *numbers);
        for (size_t i = 0; i < n; i++)
            numbers[i] = choice & 32 ? fuzz_int(&c->bytes) : fuzz_byte(&c->bytes) % 12;
        column.numbers = numbers;
    }
    if (choice % 8 >= 4 || choice > 250)
        fill_texts(c, &column, n, choice % 64 < 60);
    if (choice & 64)
        column.valid = valid_bits(c, n);
    if (choice == 255)
        column = (quen_key_column){0};
    return column;
}

const quen_key_column *calls_column(calls *c, size_t n)
{
    quen_key_column *column = calls_room(c, 1, sizeof *column);
    *column = column_of(c, n);
    return column;
}

/* --- logs --- */

static int64_t amount(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 240   ? (int64_t)choice * 100 - 2000
           : choice < 246 ? QUEN_AMOUNT_NONE
                          : fuzz_int(&c->bytes);
}

static int64_t quantity(calls *c)
{
    uint8_t choice = fuzz_byte(&c->bytes);
    return choice < 240 ? choice % 8 - 1 : fuzz_int(&c->bytes);
}

const quen_order_line *calls_lines(calls *c, size_t n)
{
    quen_order_line *lines = calls_room(c, n, sizeof *lines);
    memset(lines, 0, n * sizeof *lines);
    for (size_t i = 0; i < n; i++) {
        lines[i].customer = calls_key(c);
        lines[i].order = calls_key(c);
        lines[i].item = calls_key(c);
        lines[i].time_s = calls_moment(c);
        lines[i].quantity = quantity(c);
        lines[i].amount = amount(c);
    }
    return lines;
}

static const int64_t *column_by(calls *c, size_t n, int64_t (*draw)(calls *c))
{
    int64_t *x = calls_room(c, n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = draw(c);
    return x;
}

const quen_order_columns *calls_order_columns(calls *c)
{
    quen_order_columns *columns = calls_room(c, 1, sizeof *columns);
    quen_order_columns_init(columns, sizeof *columns);
    size_t n = columns->n = calls_size(c);
    columns->customer = column_of(c, n);
    columns->order = column_of(c, n);
    columns->item = column_of(c, n);
    columns->time_s = column_by(c, n, calls_moment);
    columns->quantity = calls_maybe(c) ? NULL : column_by(c, n, quantity);
    columns->amount = calls_maybe(c) ? NULL : column_by(c, n, amount);
    columns->rules = any_quen_order_rules(c);
    return calls_sized(c, columns, sizeof *columns);
}

const quen_order_rules *any_quen_order_rules(calls *c)
{
    if (!calls_set(c))
        return NULL;
    quen_order_rules *rules = calls_room(c, 1, sizeof *rules);
    quen_order_rules_init(rules, sizeof *rules);
    rules->returns = calls_choice(c, 2);
    if (calls_maybe(c)) {
        rules->n_nobody = calls_size(c) % 4;
        rules->nobody = calls_keys(c, rules->n_nobody);
    }
    return calls_sized(c, rules, sizeof *rules);
}

/* Lines that a shop has: few customers, who come again, and half of whom then leave. */
static void add_visits(calls *c, quen_orders *orders)
{
    quen_order_line lines[48];
    uint8_t first = fuzz_byte(&c->bytes), has_money = fuzz_byte(&c->bytes) % 8 != 7;
    memset(lines, 0, sizeof lines);
    for (uint32_t i = 0; i < 48; i++) {
        lines[i].customer = quen_key_int((i * 7 + first) % (i < 24 ? 6 : 3));
        lines[i].item = quen_key_int((i * i + first) % 5);
        lines[i].time_s = 1700000000 + (int64_t)i * (1000000 + first * 1000);
        lines[i].quantity = 1;
        lines[i].amount = has_money ? (int64_t)(i % 9) * 100 + 50 : QUEN_AMOUNT_NONE;
    }
    MUST(quen_orders_add(c->ctx, orders, lines, 48) == QUEN_OK);
}

/* --- the other structs --- */

static void fill_attribute(calls *c, quen_attribute *a)
{
    static const char *const names[] = {"age", "city", "orders", ""};
    memset(a, 0, sizeof *a);
    a->n = calls_size(c);
    a->name = names[fuzz_below(&c->bytes, 4)];
    a->customers = column_of(c, a->n);
    if (fuzz_below(&c->bytes, 2))
        a->numbers = calls_doubles(c, a->n);
    else
        a->categories = column_of(c, a->n);
    a->max_levels = calls_number(c);
}

const quen_attribute *calls_attributes(calls *c, size_t n)
{
    quen_attribute *attributes = calls_room(c, n, sizeof *attributes);
    for (size_t i = 0; i < n; i++)
        fill_attribute(c, &attributes[i]);
    return attributes;
}

/* Columns of as many rows as a call may name. */
const quen_link_field *calls_link_fields(calls *c, size_t n)
{
    static const char *const names[] = {"name", "phone", "born", "street", "number", ""};
    quen_link_field *fields = calls_room(c, n, sizeof *fields);
    for (size_t i = 0; i < n; i++) {
        fields[i].name = names[fuzz_below(&c->bytes, 8) ? i % 5 : 5];
        fields[i].values = column_of(c, 12);
        fields[i].kind = calls_choice(c, QUEN_LINK_KIND_EXACT);
        fields[i].blocks = calls_number(c);
    }
    return fields;
}

const quen_import_filter *calls_filters(calls *c, size_t n)
{
    quen_import_filter *filters = calls_room(c, n, sizeof *filters);
    for (size_t i = 0; i < n; i++) {
        filters[i].column = calls_string(c);
        filters[i].n_values = calls_size(c) % 4;
        filters[i].values = calls_strings(c, filters[i].n_values);
        filters[i].drop = calls_choice(c, 1);
        filters[i].reserved = calls_choice(c, 0);
    }
    return filters;
}

const quen_rfm_rule *calls_rules(calls *c, size_t n)
{
    quen_rfm_rule *rules = calls_room(c, n, sizeof *rules);
    for (size_t i = 0; i < n; i++) {
        uint8_t bins = (uint8_t)(2 + fuzz_below(&c->bytes, 9));
        rules[i] = (quen_rfm_rule){calls_string(c), 1, bins, 1, bins, 1, bins, {0, 0}};
        if (calls_maybe(c))
            rules[i].m_min = fuzz_byte(&c->bytes);
    }
    return rules;
}

const quen_money *calls_money(calls *c)
{
    quen_money *money = calls_room(c, 1, sizeof *money);
    money->decimals = calls_number(c);
    for (size_t i = 0; i < sizeof money->currency; i++)
        money->currency[i] = calls_maybe(c) ? (char)fuzz_byte(&c->bytes) : "EUR"[i];
    return money;
}

const quen_zone *calls_zone(calls *c)
{
    quen_zone *zone = calls_room(c, 1, sizeof *zone);
    size_t n = calls_size(c);
    *zone = (quen_zone){NULL, NULL, n, calls_offset(c), calls_choice(c, 0)};
    int64_t *from = calls_room(c, n, sizeof *from);
    for (size_t i = 0; i < n; i++)
        from[i] = calls_set(c) ? fuzz_int(&c->bytes) : 1700000000 + (int64_t)i * 15000000;
    if (n)
        zone->from_s = from;
    if (n)
        zone->utc_offset_s = calls_signed32(c, n);
    return zone;
}

/* Entries as many as the last offset says, or as many as any offset may say. */
const quen_csr *calls_csr(calls *c)
{
    quen_csr *csr = calls_room(c, 1, sizeof *csr);
    uint64_t *start = NULL, entries = 0;
    csr->n_rows = calls_size(c) % 6;
    csr->n_columns = calls_number(c) % CALLS_ROOM; /* of popularity, too */
    start = calls_room(c, csr->n_rows + 1, sizeof *start);
    for (size_t i = 0; i <= csr->n_rows; i++) {
        start[i] = calls_set(c) ? fuzz_below(&c->bytes, 9) : entries;
        entries += fuzz_below(&c->bytes, 3);
    }
    csr->row_start = start;
    csr->column = calls_numbers32(c, 32);
    csr->value = calls_maybe(c) ? calls_doubles(c, 32) : NULL;
    return csr;
}

void calls_log(calls *c, unsigned noun)
{
    quen_orders *orders = calls_untold(c);
    int done = fuzz_status(c->ctx, quen_orders_new(c->ctx, &orders));
    if (done) {
        add_visits(c, orders);
        if (calls_maybe(c) && !c->sized)
            fuzz_status(c->ctx,
                        quen_orders_add_columns(c->ctx, orders, calls_order_columns(c)));
        if (!calls_set(c))
            fuzz_status(c->ctx, quen_orders_finish(c->ctx, orders));
    }
    calls_made(c, noun, orders, done);
}

void calls_profile(calls *c, unsigned noun)
{
    static const char text[] =
        "profile: till\nmust: order\ncustomer text: customer\norder: order\nitem: item\n"
        "time: time\namount: amount\nquantity: quantity\nnobody: 8 | \"\"\ncurrency: "
        "EUR\n";
    quen_profile *profile = calls_untold(c);
    int done =
        fuzz_status(c->ctx, quen_profile_parse(c->ctx, text, sizeof text - 1, &profile));
    calls_made(c, noun, profile, done);
}
