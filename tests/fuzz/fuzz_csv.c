/*
 * The examples' CSV reader on a file of any bytes, plain or gzip as they say themselves;
 * each field through each of the parsers, the library's and the examples'.
 */
#include "fuzz.h"

#include "common/csv.h"
#include "common/utf8.h"
#include "common/whole.h"
#include "data/parse/parse.h"

static void parse(csv_field field, size_t column)
{
    int64_t number;
    int rounded;
    uint32_t decimals = (uint32_t)(column * 3 % (QUEN_DECIMALS_MAX + 1));
    int32_t offset = (int32_t)(column % 3) * 86400 - 86400;
    (void)quen__parse_time(field.text, field.size, offset, &number);
    (void)whole_number(field.text, &number);
    (void)quen__parse_decimal(field.text, field.size, decimals, &number, &rounded);
    (void)utf8_fault(field.text, field.size);
}

static void check_row(const csv_reader *r)
{
    int64_t amount;
    MUST(r->bad || r->n_fields == r->n_columns);
    for (size_t i = 0; i < r->n_fields; i++) {
        MUST(r->fields[i].text[r->fields[i].size] == '\0');
        parse(r->fields[i], i);
        (void)quen__parse_product(r->fields[0].text, r->fields[0].size, r->fields[i].text,
                                  r->fields[i].size, (uint32_t)i % 19, &amount, NULL);
    }
}

static void read_rows(const char *path, char separator)
{
    char error[CSV_MESSAGE_SIZE] = "";
    csv_reader *r = csv_open(path, separator, error, sizeof error);
    int got;
    if (!r) {
        MUST(error[0]);
        return;
    }
    MUST(r->n_columns >= 1);
    (void)csv_find(r, r->header[0].text);
    while ((got = csv_next(r)) == 1)
        check_row(r);
    MUST(got == 0 || (r->error && r->error[0]));
    MUST(csv_next(r) == got);
    csv_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separators[] = {0, ';', '\t', '"', '\n'};
    char path[4096];
    fuzz_path(path, sizeof path);
    FILE *file = fopen(path, "wb");
    MUST(file && (size == 0 || fwrite(data, 1, size, file) == size) && fclose(file) == 0);
    read_rows(path, size ? separators[data[size - 1] % sizeof separators] : 0);
    remove(path);
    return 0;
}
