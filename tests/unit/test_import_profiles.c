/*
 * The exports of tests/import/profiles, each found by its header alone, give what their
 * README.md says.
 */
#include "import_cases.h"

/* The row of a file in README.md, as the page of an import has it. */
static void row_of(const char *table, const char *file, char *row, size_t room)
{
    char begin[80], cell[8][32];
    size_t n = 0;
    snprintf(begin, sizeof begin, "\n| %s |", file);
    const char *at = strstr(table, begin);
    assert_non_null(at);
    for (at += strlen(begin); n < 6; n++, at++) {
        size_t size = 0;
        for (; *at != '|'; at++)
            if (*at != ' ' && *at != ',')
                cell[n][size++] = *at;
        cell[n][size] = '\0';
    }
    snprintf(row, room, "lines %s orders %s customers %s nobody %s units %s revenue %s",
             cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]);
}

static void expect(const char *file, const char *currency, const quen_profile *profile)
{
    char path[120], row[240], line[280];
    size_t size, table_size;
    quen_import_options o;
    snprintf(path, sizeof path, "tests/import/profiles/%s", file);
    char *bytes = project_read(path, &size);
    char *table = project_read("tests/import/profiles/README.md", &table_size);
    quen_import_options_init(&o, sizeof o);
    o.profile = profile;
    row_of(table, file, row, sizeof row);
    snprintf(line, sizeof line, "%s%s", row, currency);
    import_demand(bytes, size, &o, line);
    free(bytes);
    free(table);
}

static const char *const files[][3] = {
    {"shopify.csv", "shopify", " USD"},
    {"woocommerce.csv", "woocommerce", " EUR"},
    {"woocommerce_advanced.csv", "woocommerce_advanced", ""},
    {"square.csv", "square", ""},
    {"amazon.tsv", "amazon", " USD"},
    {"ebay.csv", "ebay", ""},
    {"odoo.csv", "odoo", ""},
    {"odoo_pos.csv", "odoo_pos", ""},
    {"loyverse.csv", "loyverse", ""},
    {"kiotviet.csv", "kiotviet", " VND"},
};

static void test_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        expect(files[i][0], files[i][2], NULL);
}

static void test_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_non_null(quen_profile_find(files[i][1]));
        expect(files[i][0], files[i][2], quen_profile_find(files[i][1]));
    }
}

/* The text in NFD, as a Mac writes it: names and statuses are the same. */
static char *decompose(const char *bytes, size_t size, size_t *n)
{
    static const char *const pairs[][2] = {
        {"\xc3\xa3", "a\xcc\x83"},     /* a with a tilde, as in Ma hoa don */
        {"\xc3\xb3", "o\xcc\x81"},     /* o with an acute accent */
        {"\xc3\xa0", "a\xcc\x80"},     /* a with a grave accent */
        {"\xe1\xbb\xa7", "u\xcc\x89"}, /* u with a hook, as in huy */
        {"\xe1\xba\xbb", "e\xcc\x89"}, /* e with a hook, as in le */
    };
    char *out = malloc(2 * size + 1);
    assert_non_null(out);
    *n = 0;
    for (size_t at = 0; at < size;) {
        const char *to = NULL;
        size_t from = 1;
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !to; i++)
            if (strncmp(bytes + at, pairs[i][0], strlen(pairs[i][0])) == 0) {
                to = pairs[i][1];
                from = strlen(pairs[i][0]);
            }
        memcpy(out + *n, to ? to : bytes + at, to ? strlen(to) : 1);
        *n += to ? strlen(to) : 1;
        at += from;
    }
    return out;
}

static void test_decomposed(void **state)
{
    size_t size, n;
    char *bytes = project_read("tests/import/profiles/kiotviet.csv", &size);
    char *text = decompose(bytes, size, &n);
    quen_import_options o;
    (void)state;
    assert_true(n > size);
    quen_import_options_init(&o, sizeof o);
    import_demand(text, n, &o,
                  "lines 4 orders 3 customers 2 nobody 1 units 7 revenue 350000 VND");
    free(text);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_said),
        cmocka_unit_test(test_decomposed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
