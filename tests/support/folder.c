/* A folder of a test's own: see folder.h. */
#include "folder.h"

#include "support.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/rfm/rfm.h"

static char folder[3000];

#ifdef _WIN32
/* Numbers of processes come again, and one that failed leaves its folder. */
static char *mkdtemp(char *name)
{
    char *number = strstr(name, "XXXXXX");
    for (unsigned i = 0; i < 1000000; i++) {
        snprintf(number, 7, "%06u", i);
        if (mkdir(name) == 0)
            return name;
    }
    return NULL;
}
#endif

const char *folder_new(void)
{
    snprintf(folder, sizeof folder, "%s-XXXXXX", temp_path("folder"));
    assert_non_null(mkdtemp(folder));
    return folder;
}

const char *folder_path(const char *name)
{
    static char paths[4][4096];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof *paths, "%s/%s", folder, name);
    return path;
}

/* Counts the names that contain `words`; removes them if told. */
static size_t count(const char *words, int removes)
{
    size_t n = 0;
    DIR *names = opendir(folder);
    assert_non_null(names);
    for (struct dirent *e; (e = readdir(names));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
            !strstr(e->d_name, words))
            continue;
        n++;
        if (removes && unlink(folder_path(e->d_name)) != 0)
            rmdir(folder_path(e->d_name));
    }
    closedir(names);
    return n;
}

size_t folder_names(void)
{
    return count("", 0);
}

size_t folder_unfinished(void)
{
    return count(".tmp-", 0);
}

void folder_remove(void)
{
    count("", 1);
    assert_int_equal(rmdir(folder), 0);
}

quen__image folder_image(quen_context *ctx, size_t n)
{
    const quen__section section = {1, 8, n, NULL};
    quen__image image;
    assert_ok(ctx, quen__image_build(ctx, QUEN__KIND_RFM, &section, 1, &image));
    uint64_t *numbers = quen__image_fill(&image, 1);
    for (size_t i = 0; i < n; i++)
        numbers[i] = i * n + 1;
    quen__image_seal(ctx, &image);
    return image;
}

int folder_holds(quen_context *ctx, const char *path, const quen__image *image)
{
    quen__image found;
    if (quen__image_open(ctx, path, &found) != QUEN_OK)
        return 0;
    int same =
        found.size == image->size && memcmp(found.data, image->data, found.size) == 0;
    quen__image_close(&found);
    return same;
}

int folder_opens(quen_context *ctx, const char *path)
{
    quen__image found;
    if (quen__image_open(ctx, path, &found) != QUEN_OK)
        return 0;
    quen__image_close(&found);
    return 1;
}

void folder_write(const char *path, const void *data, size_t size, unsigned mode)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, (mode_t)mode), 0);
}

unsigned folder_mode(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return (unsigned)info.st_mode & 0777;
}
