/*
 * Two lists of 5,000 made-up people (FEBRL, Christen 2008), where each of the second is
 * one of the first with errors: who is who is found without the number that would tell.
 */
#include "support.h"

#define ROWS 5000
#define COLUMNS 11
#define FIELDS 7

typedef struct people {
    char *text[2];
    const char *cell[2 * ROWS][COLUMNS];
    long number[2 * ROWS]; /* who it is */
    uint64_t offsets[FIELDS][2 * ROWS + 1];
    char *bytes[FIELDS];
    uint8_t valid[FIELDS][2 * ROWS / 8];
    quen_link_field fields[FIELDS];
} people;

/* A line of cells, which become texts of their own. */
static char *read_row(people *p, size_t row, char *at)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        p->cell[row][c] = at;
        at += strcspn(at, ",\r\n");
        int last = *at != ',';
        assert_int_equal(last, c == COLUMNS - 1);
        *at++ = '\0';
    }
    char *end;
    p->number[row] = strtol(p->cell[row][0] + 4, &end, 10);
    assert_true(strncmp(p->cell[row][0], "rec-", 4) == 0 && *end == '-');
    return at + strspn(at, "\r\n");
}

static void read_list(people *p, size_t list, const char *file)
{
    size_t size;
    p->text[list] = data_read(file, &size);
    char *at = strchr(p->text[list], '\n') + 1;
    for (size_t row = 0; row < ROWS; row++)
        at = read_row(p, list * ROWS + row, at);
    assert_int_equal(*at, '\0');
}

static void make_field(people *p, size_t f, size_t column, const char *name,
                       uint32_t kind, uint32_t blocks)
{
    size_t size = 0;
    for (size_t row = 0; row < 2 * ROWS; row++)
        size += strlen(p->cell[row][column]);
    p->bytes[f] = malloc(size);
    assert_non_null(p->bytes[f]);
    for (size_t row = 0; row < 2 * ROWS; row++) {
        size_t n = strlen(p->cell[row][column]), at = (size_t)p->offsets[f][row];
        memcpy(p->bytes[f] + at, p->cell[row][column], n);
        p->offsets[f][row + 1] = at + n;
        p->valid[f][row / 8] |= (uint8_t)((n > 0) << row % 8);
    }
    p->fields[f] = (quen_link_field){
        name, {NULL, p->bytes[f], p->offsets[f], p->valid[f]}, kind, blocks};
}

static people *read_people(void)
{
    people *p = calloc(1, sizeof *p);
    assert_non_null(p);
    read_list(p, 0, "febrl4/a.csv.gz");
    read_list(p, 1, "febrl4/b.csv.gz");
    make_field(p, 0, 1, "given_name", QUEN_LINK_KIND_NAME, 2);
    make_field(p, 1, 2, "surname", QUEN_LINK_KIND_NAME, 1);
    make_field(p, 2, 3, "street_number", QUEN_LINK_KIND_NUMBER, 8);
    make_field(p, 3, 4, "address_1", QUEN_LINK_KIND_TEXT, 0);
    make_field(p, 4, 6, "suburb", QUEN_LINK_KIND_TEXT, 0);
    make_field(p, 5, 7, "postcode", QUEN_LINK_KIND_NUMBER, 2 | 8);
    make_field(p, 6, 9, "date_of_birth", QUEN_LINK_KIND_DATE, 4);
    return p;
}

static void free_people(people *p)
{
    for (size_t f = 0; f < FIELDS; f++)
        free(p->bytes[f]);
    free(p->text[0]);
    free(p->text[1]);
    free(p);
}

/* --- how good --- */

typedef struct verdict {
    double recall, precision, f1;
} verdict;

/* Of the links of at least this chance. */
static verdict judge(const people *p, const quen_links *links, double limit)
{
    double right = 0, n = 0;
    for (size_t i = 0; i < quen_links_n_links(links); i++) {
        const quen_link *link = quen_links_link(links, i);
        if (link->chance < limit)
            break;
        n++;
        right += p->number[link->a] == p->number[link->b];
    }
    verdict v = {right / ROWS, right / n, 0};
    v.f1 = 2 * v.recall * v.precision / (v.recall + v.precision);
    return v;
}

static void test_found(void **state)
{
    (void)state;
    people *p = read_people();
    quen_context *ctx = support_context(1, QUEN_SIMD_AUTO);
    quen_link_options o;
    quen_links *links;
    quen_links_report report;
    quen_link_options_init(&o, sizeof o);
    o.n_first = ROWS;
    o.min_chance = 0;
    assert_ok(ctx, quen_link_find(ctx, p->fields, FIELDS, 2 * ROWS, &o, &links));
    quen_links_report_init(&report, sizeof report);
    quen_links_get_report(links, &report);
    assert_in_range(report.pairs, 87000, 88000);
    assert_int_equal(report.pairs_left_out, 0);
    assert_true(report.pairs_of_one > 4900 && report.pairs_of_one < 5100);
    assert_true(judge(p, links, 0).recall >= 0.991); /* that of the blocks */
    verdict v = judge(p, links, 0.9);
    print_message("at .9: F1 %.4f, recall %.4f, precision %.4f\n", v.f1, v.recall,
                  v.precision);
    assert_true(v.f1 >= 0.995 && v.precision >= 0.95);
    assert_true(judge(p, links, 0.5).f1 >= 0.995);
    assert_true(judge(p, links, 0.99).f1 >= 0.994);
    quen_links_free(links);
    quen_context_free(ctx);
    free_people(p);
}

/* At most one of each list: no pair is wrong. */
static void test_one_to_one(void **state)
{
    (void)state;
    static uint32_t groups[2 * ROWS];
    people *p = read_people();
    quen_context *ctx = support_context(2, QUEN_SIMD_AUTO);
    quen_link_options o;
    quen_link_groups_options go;
    quen_links *links;
    size_t right = 0, n = 0;
    quen_link_options_init(&o, sizeof o);
    quen_link_groups_options_init(&go, sizeof go);
    o.n_first = ROWS;
    go.one_to_one = 1;
    assert_ok(ctx, quen_link_find(ctx, p->fields, FIELDS, 2 * ROWS, &o, &links));
    assert_ok(ctx, quen_links_groups(ctx, links, &go, groups, NULL));
    for (size_t row = ROWS; row < 2 * ROWS; row++) {
        n += groups[row] != row;
        right += groups[row] != row && p->number[groups[row]] == p->number[row];
    }
    assert_true(n == right && n >= 4950);
    quen_links_free(links);
    quen_context_free(ctx);
    free_people(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_one_to_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
