/*
 * Files of random dialects from a table that is known: what comes out is that table, or
 * the file is refused in words; never another table.
 *
 *     test_csv_random [FILES]    200 unless told otherwise
 */
#include "csv_cases.h"

#include "core/rng.h"

#define COLUMNS 6u
static const char *const names[COLUMNS] = {"bill", "customer", "item",
                                           "time", "quantity", "amount"};

enum { QUOTE_AS_NEEDED = 0, QUOTE_ALL, QUOTE_NONE };
enum { UTF8 = 0, UTF8_MARK, UTF16_LE, UTF16_BE, UTF16_BARE, CP1252, CP1258 };

typedef struct dialect {
    char separator;
    uint32_t quoting, encoding, line_end, preamble, footer, wanted;
    int padded, empty_rows, says, comma;
} dialect;

static uint64_t files = 200, seed, drawn;

static uint64_t draw(uint64_t n)
{
    return quen__random_below(seed, 17, drawn++, n);
}

static dialect any_dialect(void)
{
    static const char separators[] = ",;\t|";
    dialect d;
    memset(&d, 0, sizeof d);
    d.separator = separators[draw(4)];
    d.quoting = (uint32_t)draw(3);
    d.encoding = (uint32_t)draw(7);
    d.line_end = (uint32_t)draw(3);
    d.preamble = draw(2) ? 0 : (uint32_t)draw(4);
    d.footer = draw(2) ? 0 : (uint32_t)draw(5);
    d.wanted = (uint32_t)draw(2);
    d.padded = draw(4) == 0;
    d.empty_rows = draw(4) == 0;
    d.says = draw(8) == 0;
    d.comma = draw(3) == 0 && (d.separator != ',' || d.quoting != QUOTE_NONE);
    return d;
}

/* --- the table --- */

static const char *any_item(const dialect *d)
{
    static const char *const plain[] = {
        "Tea", "Cup of tea", "501", "Mug 24\" round", "Total care", "3.5 kg"};
    static const char *const quoted[] = {"Tea, hot",     "Mug; blue",  "a|b",
                                         "\"Best\" mug", "two\nlines", "\"",
                                         "x\ty",         "=\"0912\""};
    static const char *const bare[] = {"\"Best\" mug", "\"Mug, open", "Tray 24\"",
                                       "Mug, blue: 5"};
    static const char *const western[] = {"caf\xc3\xa9", "\xe2\x82\xac 5",
                                          "cr\xc3\xa8me"};
    static const char *const eastern[] = {("s\xc6\xb0\xcc\x83"
                                           "a \xc4\x91\xc3\xa2\xcc\xa3u"),
                                          "b\xc3\xa1nh mi\xcc\x80", "Tr\xc3\xa0"};
    uint64_t kind = draw(5);
    if (kind == 0 && d->encoding == CP1258)
        return eastern[draw(3)];
    if (kind == 0 && d->encoding == CP1252)
        return western[draw(3)];
    if (kind == 0)
        return draw(2) ? eastern[draw(3)] : western[draw(3)];
    if (kind == 1 && d->quoting != QUOTE_NONE)
        return quoted[draw(8)];
    if (kind == 1 && d->separator != ',')
        return bare[draw(4)];
    return plain[draw(6)];
}

static void any_value(const dialect *d, size_t row, size_t column, char value[64])
{
    value[0] = '\0';
    if (column == 0)
        snprintf(value, 64, "HD%u", (unsigned)(row / 2));
    else if (column == 1 && draw(3))
        snprintf(value, 64, "K%u", (unsigned)draw(50));
    else if (column == 2)
        snprintf(value, 64, "%s", any_item(d));
    else if (column == 3)
        snprintf(value, 64, "2026-03-%02u %02u:%02u", 1 + (unsigned)draw(28),
                 (unsigned)draw(24), (unsigned)draw(60));
    else if (column == 4)
        snprintf(value, 64, "%u", 1 + (unsigned)draw(9));
    else if (column == 5)
        snprintf(value, 64, "%u%c%02u", (unsigned)draw(500), d->comma ? ',' : '.',
                 (unsigned)draw(100));
}

/* --- the file, in UTF-8 --- */

static void end_line(const dialect *d, csv_page *file)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    csv_page_add(file, "%s", ends[d->line_end]);
}

static int needs_quotes(const dialect *d, const char *value)
{
    return strchr(value, d->separator) || strpbrk(value, "\"\r\n") != NULL;
}

static void add_value(const dialect *d, csv_page *file, const char *value)
{
    const char *pad = d->padded ? " " : "";
    int quoted = d->quoting == QUOTE_ALL ||
                 (d->quoting == QUOTE_AS_NEEDED && needs_quotes(d, value));
    if (!quoted) {
        csv_page_add(file, "%s%s%s", pad, value, pad);
        return;
    }
    csv_page_add(file, "%s\"", pad);
    for (; *value; value++)
        csv_page_add(file, *value == '"' ? "\"\"" : "%c", *value);
    csv_page_add(file, "\"%s", pad);
}

static void add_row(const dialect *d, csv_page *file, const char (*values)[64])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        if (i)
            csv_page_add(file, "%c", d->separator);
        add_value(d, file, values[i]);
    }
    end_line(d, file);
}

static void add_preamble(const dialect *d, csv_page *file)
{
    static const char *const titles[] = {"Sales report", "Shop: Tea house",
                                         "From 2026-03-01 to 2026-03-31"};
    if (d->says) {
        csv_page_add(file, "sep=%c", d->separator);
        end_line(d, file);
    }
    for (uint32_t i = 0; i < d->preamble; i++) {
        csv_page_add(file, "%s", titles[i]);
        end_line(d, file);
    }
    if (d->preamble > 1)
        end_line(d, file);
}

static void add_footer(const dialect *d, csv_page *file)
{
    static const char total[COLUMNS][64] = {"Total", "", "", "", "", "1250.00"};
    static const char sums[COLUMNS][64] = {"", "", "", "", "37", "1250.00"};
    if (d->footer == 1)
        add_row(d, file, total);
    else if (d->footer == 2)
        add_row(d, file, sums);
    if (d->footer == 3) {
        end_line(d, file);
        csv_page_add(file, "12 record(s) downloaded");
        end_line(d, file);
        csv_page_add(file, "Seller ID : tea");
        end_line(d, file);
    }
    if (d->footer == 4)
        csv_page_add(file, "\x1a");
}

/* The file, and the page that reading it must give. */
static void make(const dialect *d, csv_page *file, csv_page *page)
{
    static const char empty[COLUMNS][64];
    char values[COLUMNS][64];
    size_t rows = 3 + (size_t)draw(30);
    add_preamble(d, file);
    for (size_t i = 0; i < COLUMNS; i++)
        snprintf(values[i], sizeof values[i], "%s", names[i]);
    add_row(d, file, (const char(*)[64])values);
    csv_page_add(page, "names bill|customer|item|time|quantity|amount\n");
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = 0; i < COLUMNS; i++)
            any_value(d, row, i, values[i]);
        add_row(d, file, (const char(*)[64])values);
        for (size_t i = 0; i < COLUMNS; i++) {
            csv_page_add(page, "%s", i ? "|" : "");
            for (const char *p = values[i]; *p; p++)
                csv_page_add(page, *p == '\n' ? "\\n" : "%c", *p);
            csv_page_add(page, "%s", values[i][0] ? "" : "~");
        }
        csv_page_add(page, "\n");
        if (d->empty_rows && draw(5) == 0)
            add_row(d, file, empty);
    }
    add_footer(d, file);
}

/* --- the file, in its encoding --- */

static uint32_t character_at(const char *p, size_t *size)
{
    unsigned char c = (unsigned char)*p;
    *size = c < 0x80 ? 1 : c < 0xe0 ? 2 : 3;
    uint32_t code = c < 0x80 ? c : c & (0x7fu >> *size);
    for (size_t i = 1; i < *size; i++)
        code = code << 6 | ((unsigned char)p[i] & 0x3fu);
    return code;
}

static unsigned char byte_of(uint32_t c)
{
    static const struct {
        uint32_t code;
        unsigned char byte;
    } others[] = {{0x20ac, 0x80}, {0x300, 0xcc}, {0x303, 0xde},
                  {0x323, 0xf2},  {0x1b0, 0xfd}, {0x111, 0xf0}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].code == c)
            return others[i].byte;
    return (unsigned char)c;
}

static void encode(const dialect *d, const csv_page *file, csv_page *bytes)
{
    static const char *const marks[] = {
        "", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "", "", ""};
    bytes->capacity = 2 * file->size + 8;
    bytes->text = malloc(bytes->capacity);
    assert_non_null(bytes->text);
    for (const char *p = marks[d->encoding]; *p; p++)
        bytes->text[bytes->size++] = *p;
    for (size_t i = 0, n; i < file->size; i += n) {
        uint32_t c = character_at(file->text + i, &n);
        if (d->encoding <= UTF8_MARK) {
            memcpy(bytes->text + bytes->size, file->text + i, n);
            bytes->size += n;
        } else if (d->encoding <= UTF16_BARE) {
            int big = d->encoding == UTF16_BE;
            bytes->text[bytes->size++] = (char)(big ? c >> 8 : c & 0xff);
            bytes->text[bytes->size++] = (char)(big ? c & 0xff : c >> 8);
        } else {
            bytes->text[bytes->size++] = (char)byte_of(c);
        }
    }
}

/* --- reading it --- */

/* The page without line numbers and what was told. */
static void plain_page(csv_page *page)
{
    char *to = page->text;
    for (char *line = page->text, *next; *line && *line != '#'; line = next) {
        next = strchr(line, '\n') + 1;
        while (*line >= '0' && *line <= '9')
            line++;
        line += *line == ' ' ? 1 : 0;
        memmove(to, line, (size_t)(next - line));
        to += next - line;
    }
    *to = '\0';
}

/* 1 if the file was read, 0 if it was refused; fails the test if it is another table. */
static int read_one(quen_context *ctx)
{
    csv_page file = {NULL, 0, 0}, bytes = {NULL, 0, 0}, want = {NULL, 0, 0};
    csv_page page = {NULL, 0, 0};
    quen_csv_options options;
    drawn = 0;
    dialect d = any_dialect();
    make(&d, &file, &want);
    encode(&d, &file, &bytes);
    quen_csv_options_init(&options, sizeof options);
    options.columns = names;
    options.n_columns = d.wanted ? COLUMNS : 0;
    csv_page_read_cut(ctx, bytes.text, bytes.size, &options, &page);
    int refused = strncmp(page.text, "ERROR ", 6) == 0;
    if (refused)
        print_message("file %llu: %.300s\n", (unsigned long long)seed, page.text);
    plain_page(&page);
    if (!refused && strcmp(page.text, want.text) != 0)
        print_error("file %llu:\n%s\n-- read as --\n%s\n-- not --\n%s\n",
                    (unsigned long long)seed, file.text, page.text, want.text);
    assert_true(refused || strcmp(page.text, want.text) == 0);
    csv_page_free(&file);
    csv_page_free(&bytes);
    csv_page_free(&want);
    csv_page_free(&page);
    return !refused;
}

static void test_files(void **state)
{
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    uint64_t read = 0;
    (void)state;
    for (seed = 1; seed <= files; seed++)
        read += (uint64_t)read_one(ctx);
    print_message("%llu of %llu files were read, the others refused\n",
                  (unsigned long long)read, (unsigned long long)files);
    assert_true(100 * read >= 95 * files);
    quen_context_free(ctx);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_files)};
    if (argc > 1)
        files = strtoull(argv[1], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
