/*
 * From cells to what the log wants of them: see arrow_take.h.
 *
 * Whole numbers, decimals and text are computed with exactly (decimal.c). A float stands
 * for the decimal that it was made from. That decimal was rounded once, the product with
 * a whole quantity once, scaling to units once, and a quantity above 2^53 once: each by
 * 2^-53 of the value at most, together by 2^-51 of it. So what is that near to a tie is
 * taken for one, and quantities that near to a whole number for that. Up to 2^49 units
 * that is a quarter of a unit, and whole units stay what they are.
 */
#include "data/arrow/arrow_take.h"

#include <float.h>
#include <math.h>

#include "data/arrow/arrow_read.h"
#include "data/arrow/arrow_spell.h"
#include "data/clock/clock.h"
#include "data/format/format_rows.h"
#include "data/parse/calendar.h"
#include "data/parse/calendar_form.h"

#define TOLERANCE 0x1p-51
#define LARGEST_FLOAT 0x1p49

/* --- reasons --- */

static const char *const missing[QUEN__ROLES] = {
    [QUEN__ITEM] = "every line needs an item",
    [QUEN__ROLE_TIME] = "every line needs a time",
    [QUEN__ROLE_QUANTITY] = "every line needs a quantity",
    [QUEN__ROLE_AMOUNT] = "every line needs an amount",
    [QUEN__ROLE_PRICE] = "every line needs a price",
};

/* Why a cell is no value at all; for kinds that a column's type does not lead to, too. */
static const char *why_not(const quen__arrow_cell *cell, uint32_t role)
{
    if (cell->kind == QUEN__CELL_NULL)
        return missing[role];
    if (cell->kind == QUEN__CELL_BROKEN)
        return cell->text;
    if (cell->kind == QUEN__CELL_STRAY)
        return "outside its dictionary";
    return "too large for 64 bits";
}

/* --- keys --- */

static int is_nothing(const quen__arrow_cell *cell)
{
    return cell->kind == QUEN__CELL_NULL ||
           (cell->kind == QUEN__CELL_FLOAT && cell->number != cell->number);
}

static const char *number_key(const quen__arrow_cell *cell, uint32_t role,
                              int64_t *number)
{
    if (cell->kind == QUEN__CELL_INT) {
        *number = cell->integer;
        return NULL;
    }
    if (cell->kind != QUEN__CELL_FLOAT)
        return why_not(cell, role);
    if (!(fabs(cell->number) <= 0x1p53) || (double)(int64_t)cell->number != cell->number)
        return "as a key, a float must be whole and within 2^53";
    *number = (int64_t)cell->number;
    return NULL;
}

static const char *text_key(const quen__arrow_cell *cell, uint32_t role, quen_key *key)
{
    if (cell->kind != QUEN__CELL_TEXT)
        return why_not(cell, role);
    if (cell->size > QUEN_KEY_MAX_SIZE)
        return "longer than 65535 bytes, the limit of a key";
    *key = quen_key_bytes(cell->text, cell->size);
    return NULL;
}

static void set_bit(uint8_t *bits, size_t i)
{
    bits[i / 8] |= (uint8_t)(1u << i % 8);
}

/* The bits of the n rows from `row` on, a multiple of 8. */
static void clear_bits(uint8_t *bits, size_t row, size_t n)
{
    memset(bits + row / 8, 0, (n + 7) / 8);
}

static size_t take_numbers(const quen__arrow_units *units, const quen__arrow_use *use,
                           size_t row, const quen__arrow_cell *cells, size_t n,
                           const char **reason)
{
    int64_t *numbers = (int64_t *)(void *)use->room + row;
    (void)units;
    clear_bits(use->bits, row, n);
    for (size_t i = 0; i < n; i++) {
        if (is_nothing(&cells[i])) {
            *reason = missing[use->role];
            if (*reason)
                return i;
            numbers[i] = 0;
            continue;
        }
        *reason = number_key(&cells[i], use->role, &numbers[i]);
        if (*reason)
            return i;
        set_bit(use->bits, row + i);
    }
    return n;
}

/* A text, or none. */
static const char *any_text(const quen__arrow_cell *cell, uint32_t role, quen_key *key)
{
    static const quen_key none = {0};
    if (cell->kind != QUEN__CELL_NULL || missing[role])
        return text_key(cell, role, key);
    *key = none;
    return NULL;
}

static size_t take_texts(const quen__arrow_units *units, const quen__arrow_use *use,
                         size_t row, const quen__arrow_cell *cells, size_t n,
                         const char **reason)
{
    quen_key *keys = (quen_key *)(void *)use->room + row;
    (void)units;
    for (size_t i = 0; i < n; i++) {
        *reason = any_text(&cells[i], use->role, &keys[i]);
        if (*reason)
            return i;
    }
    return n;
}

/* Telephone numbers, e-mail addresses, names: as they are spelled. */
static size_t take_spelled(const quen__arrow_units *units, const quen__arrow_use *use,
                           size_t row, const quen__arrow_cell *cells, size_t n,
                           const char **reason)
{
    quen_key *keys = (quen_key *)(void *)use->room + row;
    (void)units;
    for (size_t i = 0; i < n; i++) {
        quen__arrow_cell cell = cells[i];
        quen__arrow_spell_cell(use->spelling, row + i, &cell);
        if (cell.kind == QUEN__CELL_ODD) {
            quen__arrow_spell_odd(use->spelling, row + i);
            cell.kind = QUEN__CELL_TEXT;
        }
        *reason = any_text(&cell, use->role, &keys[i]);
        if (*reason)
            return i;
    }
    return n;
}

/* Whole numbers, where the whole column is; a log has keys of one kind, so nobody's texts
 * are none. */
static size_t take_wholes(const quen__arrow_units *units, const quen__arrow_use *use,
                          size_t row, const quen__arrow_cell *cells, size_t n,
                          const char **reason)
{
    quen_key *keys = (quen_key *)(void *)use->room + row;
    n = take_texts(units, use, row, cells, n, reason);
    for (size_t i = 0; i < n && quen_format_is_whole(use->format); i++) {
        quen_key key = keys[i];
        quen__format_text text = {key.bytes, key.size};
        int64_t number;
        keys[i].kind = QUEN_KEY_NONE;
        text = quen__format_trim(text);
        if (text.size == 0 ||
            quen__rows_is_nobody(&use->spelling->nobody, key.bytes, key.size))
            continue;
        *reason = quen__format_read_key(text, &number);
        if (*reason)
            return i;
        keys[i] = quen_key_int(number);
    }
    return n;
}

/* --- times --- */

/* Division by a constant takes a quarter of the time of one by any number. */
static int64_t whole_seconds(const quen__arrow_type *type, int64_t value)
{
    switch (type->per) {
    case 1:
        return value * type->seconds;
    case 1000:
        return quen__calendar_floor_div(value, 1000);
    case 1000000:
        return quen__calendar_floor_div(value, 1000000);
    case 1000000000:
        return quen__calendar_floor_div(value, 1000000000);
    default:
        return quen__calendar_floor_div(value, type->per) * type->seconds;
    }
}

static quen__format_text text_of(const quen__arrow_cell *cell)
{
    return (quen__format_text){cell->text, cell->size};
}

static const char *time_of(const quen__arrow_units *units, const quen__arrow_use *use,
                           const quen__arrow_cell *cell, int64_t *time, int *odd)
{
    static const char outside[] = "outside 1900..2199";
    const quen__arrow_type *type = &use->column.type;
    const char *reason = NULL;
    if (cell->kind == QUEN__CELL_TEXT) {
        reason = quen__format_time(use->format, text_of(cell), time, odd);
    } else if (cell->kind == QUEN__CELL_INT) {
        *time = whole_seconds(type, cell->integer);
        if (type->family == QUEN__ARROW_INT &&
            (*time < QUEN_TIME_MIN || *time > QUEN_TIME_MAX))
            return quen__calendar_form_reason(*time);
        if (*time < 2 * QUEN_TIME_MIN || *time > 2 * QUEN_TIME_MAX)
            return outside;
        if (type->local)
            *time = quen__clock_utc(&units->clock, *time, odd);
    } else {
        reason = why_not(cell, QUEN__ROLE_TIME);
    }
    if (!reason && (*time < QUEN_TIME_MIN || *time > QUEN_TIME_MAX))
        reason = outside;
    return reason;
}

/* --- numbers --- */

/* A cell in units of 10^-decimals, `times` as much, exactly. */
static const char *exact_units(const quen__arrow_use *use, const quen__arrow_cell *cell,
                               int64_t times, int32_t decimals, int64_t *value,
                               int *rounded)
{
    uint64_t size = times < 0 ? 0 - (uint64_t)times : (uint64_t)times;
    quen__decimal d = {cell->digits, use->column.type.scale, 0};
    const char *reason = NULL;
    if (cell->kind == QUEN__CELL_WIDE) {
        int negative;
        quen__decimal_wide digits = quen__arrow_cell_digits(cell, &negative);
        d.negative = negative != (times < 0);
        return quen__decimal_wide_units(digits, d, size, decimals, value, rounded);
    }
    if (cell->kind == QUEN__CELL_TEXT)
        reason = quen__format_digits(use->format, text_of(cell), &d);
    else if (cell->kind == QUEN__CELL_INT)
        d.negative = cell->integer < 0;
    else if (cell->kind != QUEN__CELL_UINT)
        reason = why_not(cell, use->role);
    if (reason)
        return reason;
    if (cell->kind == QUEN__CELL_INT && d.negative)
        d.digits = 0 - d.digits;
    d.negative = d.negative != (times < 0);
    return quen__decimal_units(d, size, decimals, value, rounded);
}

/* x * 10^decimals. Powers up to 10^22 are doubles. */
static double scaled(double x, int32_t decimals)
{
    static const double power[QUEN_DECIMALS_MAX + 1] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
        1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    return decimals < 0 ? x / power[-decimals] : x * power[decimals];
}

/*
 * Round half away from zero, as the decimal that the float stands for. `rounded` tells
 * whether that changed it.
 */
static const char *float_units(double x, double units, int64_t *value, int *rounded)
{
    double size = fabs(units), slack = size * TOLERANCE;
    if (!(fabs(x) <= DBL_MAX))
        return "not a finite number";
    if (!(size <= LARGEST_FLOAT))
        return "above 2^49 units, where a float does not tell one from the next";
    int64_t whole = (int64_t)size;
    double rest = size - (double)whole;
    *rounded = rest > slack && 1 - rest > slack;
    whole += rest >= 0.5 - slack;
    *value = units < 0 ? -whole : whole;
    return NULL;
}

static const char *quantity_of(const quen__arrow_units *units, const quen__arrow_use *use,
                               const quen__arrow_cell *cell, int64_t *value)
{
    int rounded = 0;
    int32_t decimals = units->quantity_decimals;
    const char *reason =
        cell->kind == QUEN__CELL_FLOAT
            ? float_units(cell->number, scaled(cell->number, decimals), value, &rounded)
        : cell->kind == QUEN__CELL_TEXT
            ? quen__format_units(use->format, text_of(cell), value, &rounded)
            : exact_units(use, cell, 1, decimals, value, &rounded);
    return rounded ? "more decimals than quantity_decimals" : reason;
}

static const char *amount_of(const quen__arrow_units *units, const quen__arrow_use *use,
                             const quen__arrow_cell *cell, int64_t *value, int *rounded)
{
    int32_t decimals = units->decimals;
    if (cell->kind == QUEN__CELL_FLOAT)
        return float_units(cell->number, scaled(cell->number, decimals), value, rounded);
    if (cell->kind == QUEN__CELL_TEXT)
        return quen__format_units(use->format, text_of(cell), value, rounded);
    return exact_units(use, cell, 1, decimals, value, rounded);
}

static const char *price_of(const quen__arrow_units *units, const quen__arrow_use *use,
                            const quen__arrow_cell *cell, int64_t quantity,
                            int64_t *amount, int *rounded)
{
    int32_t decimals = units->decimals;
    if (units->quantity)
        decimals -= units->quantity_decimals;
    if (cell->kind == QUEN__CELL_FLOAT)
        return float_units(cell->number,
                           scaled(cell->number * (double)quantity, decimals), amount,
                           rounded);
    return exact_units(use, cell, quantity, decimals, amount, rounded);
}

/* --- columns of numbers and times --- */

static size_t take_times(const quen__arrow_units *units, const quen__arrow_use *use,
                         size_t row, const quen__arrow_cell *cells, size_t n,
                         const char **reason)
{
    int64_t *times = (int64_t *)(void *)use->room + row;
    quen__arrow_odd *odd = &use->odd[row / QUEN__ARROW_CHUNK];
    for (size_t i = 0; i < n; i++) {
        int how = QUEN__ZONE_ONCE;
        *reason = time_of(units, use, &cells[i], &times[i], &how);
        if (*reason)
            return i;
        odd->twice += how == QUEN__ZONE_TWICE;
        odd->moved += how == QUEN__ZONE_SKIPPED;
    }
    return n;
}

static size_t take_quantities(const quen__arrow_units *units, const quen__arrow_use *use,
                              size_t row, const quen__arrow_cell *cells, size_t n,
                              const char **reason)
{
    int64_t *values = (int64_t *)(void *)use->room + row;
    for (size_t i = 0; i < n; i++) {
        *reason = quantity_of(units, use, &cells[i], &values[i]);
        if (*reason)
            return i;
    }
    return n;
}

static size_t take_amounts(const quen__arrow_units *units, const quen__arrow_use *use,
                           size_t row, const quen__arrow_cell *cells, size_t n,
                           const char **reason)
{
    int64_t *amounts = (int64_t *)(void *)use->room + row;
    uint64_t rounded_rows = 0;
    for (size_t i = 0; i < n; i++) {
        int rounded = 0;
        *reason = amount_of(units, use, &cells[i], &amounts[i], &rounded);
        if (*reason)
            return i;
        rounded_rows += rounded != 0;
    }
    use->rounded[row / QUEN__ARROW_CHUNK] += rounded_rows;
    return n;
}

static size_t take_prices(const quen__arrow_units *units, const quen__arrow_use *use,
                          size_t row, const quen__arrow_cell *cells, size_t n,
                          const char **reason)
{
    int64_t *amounts = (int64_t *)(void *)use->room + row, quantity = 1;
    uint64_t rounded_rows = 0;
    for (size_t i = 0; i < n; i++) {
        int rounded = 0;
        if (units->quantity)
            memcpy(&quantity, units->quantity + (row + i) * sizeof quantity,
                   sizeof quantity);
        *reason = price_of(units, use, &cells[i], quantity, &amounts[i], &rounded);
        if (*reason)
            return i;
        rounded_rows += rounded != 0;
    }
    use->rounded[row / QUEN__ARROW_CHUNK] += rounded_rows;
    return n;
}

/* --- columns that are read where they lie --- */

static size_t take_nothing(const quen__arrow_units *units, const quen__arrow_use *use,
                           size_t row, const quen__arrow_cell *cells, size_t n,
                           const char **reason)
{
    (void)units, (void)use, (void)row, (void)cells, (void)reason;
    return n;
}

/* Validity by row of the block, wherever the array's bits begin. */
static size_t take_bits(const quen__arrow_use *use, size_t row, size_t n,
                        const char **reason)
{
    const quen__arrow_bound *bound = &use->column.values;
    if (!bound->valid)
        return n;
    clear_bits(use->bits, row, n);
    *reason = missing[use->role];
    for (size_t i = 0; i < n; i++)
        if (quen__arrow_is_valid(bound, bound->first + use->first + row + i))
            set_bit(use->bits, row + i);
        else if (*reason)
            return i;
    return n;
}

static size_t look_at_numbers(const quen__arrow_units *units, const quen__arrow_use *use,
                              size_t row, const quen__arrow_cell *cells, size_t n,
                              const char **reason)
{
    (void)units, (void)cells;
    return take_bits(use, row, n, reason);
}

static size_t look_at_texts(const quen__arrow_units *units, const quen__arrow_use *use,
                            size_t row, const quen__arrow_cell *cells, size_t n,
                            const char **reason)
{
    const uint64_t *ends = (const uint64_t *)(const void *)use->out + row;
    const quen__arrow_bound *bound = &use->column.values;
    (void)units, (void)cells;
    n = take_bits(use, row, n, reason);
    for (size_t i = 0; i < n; i++) {
        uint64_t size = ends[i + 1] - ends[i];
        if (ends[i + 1] <= bound->total && ends[i] <= ends[i + 1] &&
            size <= QUEN_KEY_MAX_SIZE)
            continue;
        if (!quen__arrow_is_valid(bound, bound->first + use->first + row + i))
            continue;
        *reason = "longer than 65535 bytes, the limit of a key";
        return i;
    }
    return n;
}

/* --- plans --- */

#define KEYS                                                                             \
    (QUEN__ARROW_NONE | QUEN__ARROW_INT | QUEN__ARROW_FLOAT | QUEN__ARROW_TEXT |         \
     QUEN__ARROW_BYTES)
#define NUMBERS                                                                          \
    (QUEN__ARROW_NONE | QUEN__ARROW_INT | QUEN__ARROW_FLOAT | QUEN__ARROW_DECIMAL |      \
     QUEN__ARROW_TEXT)
#define TIMES (QUEN__ARROW_NONE | QUEN__ARROW_INT | QUEN__ARROW_TIME | QUEN__ARROW_TEXT)

static const char key_words[] = "keys are whole numbers, floats, strings or bytes";
static const char number_words[] = "numbers are whole numbers, floats, decimals or text";

static const struct {
    uint32_t families;
    const char *words;
    quen__arrow_take take;
} roles[QUEN__ROLES] = {
    [QUEN__CUSTOMER] = {KEYS, key_words, take_numbers},
    [QUEN__ORDER] = {KEYS, key_words, take_numbers},
    [QUEN__ITEM] = {KEYS, key_words, take_numbers},
    [QUEN__ROLE_TIME] = {TIMES, "times are timestamps, dates, Unix seconds or text",
                         take_times},
    [QUEN__ROLE_QUANTITY] = {NUMBERS, number_words, take_quantities},
    [QUEN__ROLE_AMOUNT] = {NUMBERS, number_words, take_amounts},
    [QUEN__ROLE_PRICE] = {NUMBERS, number_words, take_prices},
};

uint32_t quen__arrow_role_families(uint32_t role)
{
    return roles[role].families;
}

const char *quen__arrow_role_words(uint32_t role)
{
    return roles[role].words;
}

static int has_text_keys(const quen__arrow_use *use)
{
    return use->role < QUEN__KEY_COLUMNS &&
           (use->column.type.family & (QUEN__ARROW_TEXT | QUEN__ARROW_BYTES));
}

void quen__arrow_use_plan(quen__arrow_use *use)
{
    use->take = has_text_keys(use) ? take_texts : roles[use->role].take;
    if (use->spelling)
        use->take =
            use->spelling->kind == QUEN_IMPORT_KEY_WHOLE ? take_wholes : take_spelled;
    use->width = has_text_keys(use) ? sizeof(quen_key) : sizeof(int64_t);
}

/* 1: the array's own buffer is what the log reads. */
static int can_be_direct(const quen__arrow_units *units, const quen__arrow_use *use)
{
    const quen__arrow_column *column = &use->column;
    const quen__arrow_type *type = &column->type;
    const quen__arrow_bound *bound = &column->values;
    int numbers = type->read == quen__arrow_read_i64;
    if (column->from || use->spelling || column->coded ||
        (uintptr_t)bound->data % sizeof(int64_t))
        return 0;
    if (use->role < QUEN__KEY_COLUMNS)
        return numbers || type->read == quen__arrow_read_text_64;
    if (!numbers || bound->valid)
        return 0;
    return (use->role == QUEN__ROLE_AMOUNT && type->scale == units->decimals) ||
           (use->role == QUEN__ROLE_QUANTITY && type->scale == units->quantity_decimals);
}

void quen__arrow_use_begin(const quen__arrow_units *units, quen__arrow_use *use,
                           size_t first)
{
    const quen__arrow_bound *bound = &use->column.values;
    use->first = first;
    use->direct = can_be_direct(units, use);
    use->out = use->room;
    if (use->direct)
        use->out = (const char *)bound->data + (bound->first + first) * sizeof(int64_t);
    if (!use->direct)
        quen__arrow_use_plan(use);
    else if (use->role >= QUEN__KEY_COLUMNS)
        use->take = take_nothing;
    else
        use->take = has_text_keys(use) ? look_at_texts : look_at_numbers;
}

/* A log that need not ask row by row whether there is a key is a good deal faster. */
static const uint8_t *bits_of(const quen__arrow_use *use, size_t n)
{
    if (use->direct && !use->column.values.valid)
        return NULL;
    size_t i = 0;
    while (i < n / 8 && use->bits[i] == 0xff)
        i++;
    int all = i == n / 8 && (use->bits[i] & ((1u << n % 8) - 1)) == (1u << n % 8) - 1;
    return all ? NULL : use->bits;
}

quen__key_rows quen__arrow_use_keys(const quen__arrow_use *use, size_t n)
{
    quen__key_rows rows = {.keys = NULL};
    quen_key_column column = {NULL, NULL, NULL, NULL};
    const quen__arrow_bound *bound = &use->column.values;
    if (!use->take)
        return rows;
    if (use->width == sizeof(quen_key) && !use->direct) {
        rows.keys = use->out;
        rows.stride = sizeof(quen_key);
        return rows;
    }
    if (has_text_keys(use)) {
        column.offsets = (const uint64_t *)(const void *)use->out;
        column.bytes = (const char *)bound->bytes;
    } else {
        column.numbers = (const int64_t *)(const void *)use->out;
    }
    column.valid = bits_of(use, n);
    return quen__key_rows_of(&column, n);
}
