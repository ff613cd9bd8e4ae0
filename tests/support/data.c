/* Golden vectors, and the real data of QUEN_DATA. */
#include "support.h"

#include <zlib.h>

typedef struct line {
    char *name;
    char *text;
    double *values;
    size_t n;
} line;

struct golden {
    char *content;
    line *lines;
    size_t n;
};

static char *read_all(const char *path, size_t *size)
{
    gzFile file = gzopen(path, "rb");
    size_t room = 1u << 16, used = 0;
    char *data = NULL;
    if (!file)
        return NULL;
    gzbuffer(file, 1u << 18);
    for (;;) {
        data = realloc(data, room + 1);
        assert_non_null(data);
        int got = gzread(file, data + used, (unsigned)(room - used));
        assert_true(got >= 0);
        used += (size_t)got;
        if (used < room)
            break;
        room *= 2;
    }
    gzclose(file);
    data[used] = '\0';
    *size = used;
    return data;
}

static void parse_values(line *l)
{
    size_t room = 16;
    l->values = malloc(room * sizeof *l->values);
    assert_non_null(l->values);
    char *end;
    for (char *p = l->text;; p = end) {
        double v = support_number(p, &end);
        if (end == p)
            return;
        if (l->n == room) {
            room *= 2;
            l->values = realloc(l->values, room * sizeof *l->values);
            assert_non_null(l->values);
        }
        l->values[l->n++] = v;
    }
}

golden *golden_open(const char *file)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/golden/%s", QUEN_TESTS_DIR, file);
    golden *g = calloc(1, sizeof *g);
    size_t size;
    assert_non_null(g);
    g->content = read_all(path, &size);
    if (!g->content)
        print_error("cannot read %s\n", path);
    assert_non_null(g->content);
    for (char *p = strtok(g->content, "\n"); p; p = strtok(NULL, "\n")) {
        char *colon = strchr(p, ':');
        if (!colon)
            continue;
        *colon = '\0';
        g->lines = realloc(g->lines, (g->n + 1) * sizeof *g->lines);
        assert_non_null(g->lines);
        g->lines[g->n++] = (line){p, colon + 1, NULL, 0};
    }
    for (size_t i = 0; i < g->n; i++)
        parse_values(&g->lines[i]);
    return g;
}

void golden_close(golden *g)
{
    for (size_t i = 0; i < g->n; i++)
        free(g->lines[i].values);
    free(g->lines);
    free(g->content);
    free(g);
}

static const line *find_line(const golden *g, const char *name)
{
    for (size_t i = 0; i < g->n; i++)
        if (strcmp(g->lines[i].name, name) == 0)
            return &g->lines[i];
    print_error("no golden line is called %s\n", name);
    fail();
    return NULL;
}

const double *golden_get(const golden *g, const char *name, size_t *n)
{
    const line *l = find_line(g, name);
    *n = l->n;
    return l->values;
}

double golden_one(const golden *g, const char *name)
{
    size_t n;
    const double *values = golden_get(g, name, &n);
    assert_int_equal(n, 1);
    return values[0];
}

const char *golden_text(const golden *g, const char *name)
{
    const char *text = find_line(g, name)->text;
    return *text == ' ' ? text + 1 : text;
}

const char *data_path(const char *file)
{
    static char path[4096];
    const char *folder = getenv("QUEN_DATA");
    if (folder)
        snprintf(path, sizeof path, "%s/%s", folder, file);
    else
        snprintf(path, sizeof path, "%s/../../shared/data/%s", QUEN_TESTS_DIR, file);
    FILE *there = fopen(path, "rb");
    if (there) {
        fclose(there);
        return path;
    }
    print_message("SKIP: %s is not there (set QUEN_DATA to its folder)\n", path);
    if (getenv("QUEN_REQUIRE_DATA"))
        fail();
    skip();
    return NULL;
}

char *project_read(const char *file, size_t *size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/../%s", QUEN_TESTS_DIR, file);
    char *data = read_all(path, size);
    if (!data)
        print_error("cannot read %s\n", path);
    assert_non_null(data);
    return data;
}

char *data_read(const char *file, size_t *size)
{
    char *data = read_all(data_path(file), size);
    assert_non_null(data);
    return data;
}
