/* What is read, and how: the options of an import from those of the command line. */
#include "log_options.h"

#include <stdlib.h>
#include <string.h>

void log_lent_free(log_lent *l)
{
    for (size_t i = 0; i < l->n_columns; i++)
        free(l->columns[i]);
    free(l->columns);
    free(l->nobody);
    free(l->where);
    free(l->values);
}

static size_t count_of(const session *s, option_id option)
{
    size_t at = 0, n = 0;

    while (session_next(s, option, &at))
        n++;
    return n;
}

/* ---- which rows stay ---- */

/* "COLUMN=VALUE": the bytes of the column, 0 if it is none. */
static size_t column_size(const char *where)
{
    size_t size = strcspn(where, "=");

    return where[size] ? size : 0;
}

static quen_import_filter *filter_of(log_lent *l, const char *where, size_t size)
{
    for (size_t i = 0; i < l->options.n_where; i++)
        if (strlen(l->columns[i]) == size && strncmp(l->columns[i], where, size) == 0)
            return &l->where[i];
    return NULL;
}

/* A filter for a column that has none yet; NULL if memory is out. */
static quen_import_filter *new_filter(log_lent *l, const char *where, size_t size)
{
    char *column = malloc(size + 1);
    quen_import_filter *filter = &l->where[l->options.n_where];

    if (!column)
        return NULL;
    memcpy(column, where, size);
    column[size] = '\0';
    l->columns[l->n_columns++] = column;
    *filter = (quen_import_filter){.column = column};
    l->options.n_where++;
    return filter;
}

/* Values of one column are one filter: a row has to have one of them. Each filter has the
 * part of `values` that is its number times all there are. */
static int fill_where(session *s, log_lent *l)
{
    size_t n = count_of(s, OPTION_WHERE), at = 0;
    const char *where;

    l->columns = calloc(n + 1, sizeof *l->columns);
    l->where = calloc(n + 1, sizeof *l->where);
    l->values = calloc(n * n + 1, sizeof *l->values);
    if (!l->columns || !l->where || !l->values)
        return no_memory(s);
    for (size_t i = 0; i < n && (where = session_next(s, OPTION_WHERE, &at)); i++) {
        size_t size = column_size(where);
        if (size == 0)
            return usage_fault(s, TEXT_NOT_A_FILTER, WITH("--where", where));
        quen_import_filter *filter = filter_of(l, where, size);
        if (!filter)
            filter = new_filter(l, where, size);
        if (!filter)
            return no_memory(s);
        filter->values = l->values + (size_t)(filter - l->where) * n;
        l->values[(size_t)(filter - l->where) * n + filter->n_values++] =
            where + size + 1;
    }
    l->options.where = l->where;
    return PROGRAM_DONE;
}

/* ---- how lines are understood ---- */

/* The library's own keys of nobody are asked of an empty log; those of the command line
 * stand behind them, for a list that is told takes the place of the library's. */
static int fill_rules(session *s, log_lent *l, const quen_orders *empty)
{
    size_t n = count_of(s, OPTION_NOBODY), at = 0;
    const char *key;
    uint32_t returns = QUEN_RETURNS_NO_VISIT;

    quen_order_rules_init(&l->rules, sizeof l->rules);
    quen_orders_get_rules(empty, &l->rules);
    l->nobody = calloc(l->rules.n_nobody + n + 1, sizeof *l->nobody);
    if (!l->nobody)
        return no_memory(s);
    memcpy(l->nobody, l->rules.nobody, l->rules.n_nobody * sizeof *l->nobody);
    for (size_t i = 0; i < n && (key = session_next(s, OPTION_NOBODY, &at)); i++)
        l->nobody[l->rules.n_nobody++] = quen_key_text(key);
    l->rules.nobody = l->nobody;
    if (value_word(s, OPTION_RETURNS, &returns) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    l->rules.returns = returns;
    l->options.rules = &l->rules;
    return PROGRAM_DONE;
}

/* ---- how the file is written ---- */

/* ' ' stands for runs of blanks. */
static int read_separator(session *s, uint32_t *out)
{
    const char *value = session_value(s, OPTION_SEPARATOR);

    if (!value)
        return PROGRAM_DONE;
    *out = strcmp(value, "tab") == 0     ? '\t'
           : strcmp(value, "blank") == 0 ? ' '
                                         : (unsigned char)value[0];
    if (strcmp(value, "tab") == 0 || strcmp(value, "blank") == 0)
        return PROGRAM_DONE;
    if (strlen(value) != 1 || strchr("\"\r\n", value[0]))
        return usage_fault(s, TEXT_NOT_A_SEPARATOR, WITH("--separator", value));
    return PROGRAM_DONE;
}

static int fill_csv(session *s, log_lent *l)
{
    int64_t skip = INT64_MAX;
    quen_csv_options *csv = &l->csv;

    quen_csv_options_init(csv, sizeof *csv);
    csv->no_header = session_has(s, OPTION_NO_HEADER);
    l->options.csv = csv;
    if (read_separator(s, &csv->separator) != PROGRAM_DONE ||
        value_word(s, OPTION_ENCODING, &csv->encoding) != PROGRAM_DONE ||
        value_word(s, OPTION_QUOTING, &csv->quoting) != PROGRAM_DONE ||
        value_whole(s, OPTION_SKIP_LINES, 0, 1000000, &skip) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    if (skip != INT64_MAX)
        csv->skip_lines = (uint32_t)skip;
    return PROGRAM_DONE;
}

static void fill_columns(const session *s, quen_import_options *o)
{
    o->customer = session_value(s, OPTION_CUSTOMER);
    o->order = session_value(s, OPTION_ORDER);
    o->item = session_value(s, OPTION_ITEM);
    o->time = session_value(s, OPTION_TIME);
    o->clock = session_value(s, OPTION_CLOCK);
    o->quantity = session_value(s, OPTION_QUANTITY);
    o->amount = session_value(s, OPTION_AMOUNT);
    o->price = session_value(s, OPTION_PRICE);
    o->currency = session_value(s, OPTION_CURRENCY);
    o->country = session_value(s, OPTION_COUNTRY);
    o->time_format = session_value(s, OPTION_TIME_FORMAT);
    o->thousands = session_value(s, OPTION_THOUSANDS);
    o->decimal_mark = session_value(s, OPTION_DECIMAL_MARK);
    o->fill_down = session_has(s, OPTION_FILL_DOWN);
    o->skip_bad = session_has(s, OPTION_SKIP_BAD);
}

/* A profile that is compiled in; the fault names them all. */
static int find_profile(session *s, quen_import_options *o)
{
    const char *name = session_value(s, OPTION_PROFILE);
    char all[4096] = "";
    size_t at = 0;

    o->profile = name ? quen_profile_find(name) : NULL;
    if (!name || o->profile)
        return PROGRAM_DONE;
    for (size_t i = 0; i < quen_n_profiles() && at < sizeof all; i++)
        at += fill(all + at, sizeof all - at, "{0}{1}",
                   WITH(i ? ", " : "", quen_profile_name(quen_profile_at(i))));
    return usage_fault(s, TEXT_NO_SUCH_PROFILE, WITH(name, all));
}

static int fill_numbers(session *s, quen_import_options *o)
{
    int64_t decimals = INT64_MAX, quantity_decimals = 0;

    if (value_whole(s, OPTION_DECIMALS, 0, QUEN_DECIMALS_MAX, &decimals) ||
        value_whole(s, OPTION_QUANTITY_DECIMALS, 0, QUEN_DECIMALS_MAX,
                    &quantity_decimals) ||
        value_word(s, OPTION_CUSTOMER_KIND, &o->customer_kind) ||
        value_offset(s, &o->utc_offset_s))
        return PROGRAM_USAGE;
    if (decimals != INT64_MAX)
        o->decimals = (uint32_t)decimals;
    o->quantity_decimals = (uint32_t)quantity_decimals;
    return PROGRAM_DONE;
}

/* Whether what was said is enough to read a file by. */
static int check_columns(session *s, const quen_import_options *o)
{
    bool any = o->customer || o->order || o->item || o->time || o->clock || o->quantity ||
               o->amount || o->price;

    if (o->amount && o->price)
        return usage_fault(s, TEXT_NOT_BOTH, WITH("--amount", "--price"));
    if (any && !o->profile && (!o->item || !o->time))
        return usage_fault(s, TEXT_COLUMN_MISSING, WITH(o->item ? "--time" : "--item"));
    return PROGRAM_DONE;
}

int log_options(session *s, log_lent *l, const quen_orders *empty)
{
    int status;

    quen_import_options_init(&l->options, sizeof l->options);
    fill_columns(s, &l->options);
    status = find_profile(s, &l->options);
    if (status == PROGRAM_DONE)
        status = check_columns(s, &l->options);
    if (status == PROGRAM_DONE)
        status = fill_numbers(s, &l->options);
    if (status == PROGRAM_DONE)
        status = fill_csv(s, l);
    if (status == PROGRAM_DONE)
        status = fill_where(s, l);
    return status == PROGRAM_DONE ? fill_rules(s, l, empty) : status;
}
