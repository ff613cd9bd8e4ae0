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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
