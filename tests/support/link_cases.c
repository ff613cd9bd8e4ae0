/* Rows of people: see link_cases.h. */
#include "link_cases.h"

quen_key_column make_texts(const char *const *texts, size_t n)
{
    size_t size = 0;
    for (size_t i = 0; i < n; i++)
        size += texts[i] ? strlen(texts[i]) : 0;
    char *bytes = malloc(size + 1);
    uint64_t *offsets = malloc((n + 1) * sizeof *offsets);
    uint8_t *valid = calloc(n / 8 + 1, 1);
    assert_true(bytes && offsets && valid);
    offsets[0] = 0;
    for (size_t i = 0; i < n; i++) {
        size_t length = texts[i] ? strlen(texts[i]) : 0;
        if (texts[i])
            memcpy(bytes + offsets[i], texts[i], length);
        offsets[i + 1] = offsets[i] + length;
        valid[i / 8] |= (uint8_t)((texts[i] != NULL) << i % 8);
    }
    return (quen_key_column){NULL, bytes, offsets, valid};
}

void free_texts(quen_key_column *column)
{
    free((void *)(uintptr_t)column->bytes);
    free((void *)(uintptr_t)column->offsets);
    free((void *)(uintptr_t)column->valid);
    memset(column, 0, sizeof *column);
}

/* --- people --- */

static uint64_t draw(uint64_t *state, uint64_t n)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (*state >> 33) % n;
}

/* Two to four syllables, common ones more often. */
static void make_name(uint64_t *state, char *out)
{
    static const char *const parts[] = {
        "an",  "ba",   "chi", "dung", "em",  "giang", "hoa",  "khoi", "lan",  "mai",
        "nam", "oanh", "phu", "quy",  "son", "thu",   "uyen", "vinh", "xuan", "yen"};
    uint64_t n = 2 + draw(state, 3);
    *out = '\0';
    for (uint64_t i = 0; i < n; i++) {
        uint64_t a = draw(state, 20), b = draw(state, 20);
        strcat(out, parts[a < b ? a : b]);
    }
}

/* One letter becomes another. */
static void mistype(uint64_t *state, char *text, char first, uint64_t n)
{
    text[draw(state, strlen(text))] = (char)(first + (char)draw(state, n));
}

enum { WIDTH = 40, COLUMNS = 4 };

static void make_person(uint64_t *state, char (*row)[WIDTH])
{
    make_name(state, row[0]);
    make_name(state, row[1]);
    snprintf(row[2], WIDTH, "%04d-%02d-%02d", 1940 + (int)draw(state, 65),
             1 + (int)draw(state, 12), 1 + (int)draw(state, 28));
    snprintf(row[3], WIDTH, "+849%08d", (int)draw(state, 100000000));
}

/* The same person as a till has it another time. */
static void make_again(uint64_t *state, char (*row)[WIDTH])
{
    if (draw(state, 3) == 0)
        mistype(state, row[0], 'a', 26);
    if (draw(state, 3) == 0)
        mistype(state, row[1], 'a', 26);
    if (draw(state, 8) == 0)
        mistype(state, row[2] + 8, '0', 3);
    if (draw(state, 3) == 0)
        row[3][0] = '\0';
    else if (draw(state, 8) == 0)
        mistype(state, row[3] + 8, '0', 10);
}

link_people *make_people(size_t people, size_t again, uint64_t seed)
{
    static const struct {
        const char *name;
        uint32_t kind, blocks;
    } columns[COLUMNS] = {{"family", QUEN_LINK_KIND_NAME, 1 | 2},
                          {"given", QUEN_LINK_KIND_NAME, 1 | 4},
                          {"born", QUEN_LINK_KIND_DATE, 2 | 4},
                          {"phone", QUEN_LINK_KIND_EXACT, 8}};
    link_people *p = calloc(1, sizeof *p);
    size_t n = people + again;
    char(*cells)[COLUMNS][WIDTH] = calloc(n, sizeof *cells);
    const char **texts = malloc(n * sizeof *texts);
    assert_true(p && cells && texts);
    p->n = n;
    p->who = malloc(n * sizeof *p->who);
    assert_non_null(p->who);
    for (size_t row = 0; row < n; row++) {
        p->who[row] = (uint32_t)(row < people ? row : (row - people) * 3 % people);
        if (row < people) {
            make_person(&seed, cells[row]);
            continue;
        }
        memcpy(cells[row], cells[p->who[row]], sizeof cells[row]);
        make_again(&seed, cells[row]);
    }
    for (size_t c = 0; c < COLUMNS; c++) {
        for (size_t row = 0; row < n; row++)
            texts[row] = cells[row][c];
        p->fields[c] = (quen_link_field){columns[c].name, make_texts(texts, n),
                                         columns[c].kind, columns[c].blocks};
    }
    free(texts);
    free(cells);
    return p;
}

void free_people(link_people *p)
{
    for (size_t c = 0; c < COLUMNS; c++)
        free_texts(&p->fields[c].values);
    free(p->who);
    free(p);
}

quen_link_options link_options(void)
{
    quen_link_options o;
    quen_link_options_init(&o, sizeof o);
    return o;
}

quen_links *find_links(quen_context *ctx, const quen_link_field *fields, size_t n_fields,
                       size_t n, const quen_link_options *options)
{
    quen_links *links = NULL;
    assert_ok(ctx, quen_link_find(ctx, fields, n_fields, n, options, &links));
    assert_non_null(links);
    return links;
}
