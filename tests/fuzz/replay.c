/* Gives a target the bytes of each file that is named, as libFuzzer would. */
#include "fuzz.h"

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t room = 1u << 16;
    *size = 0;
    if (!file)
        return NULL;
    do {
        room *= 2;
        uint8_t *grown = realloc(data, room);
        MUST(grown);
        data = grown;
        *size += fread(data + *size, 1, room - *size, file);
    } while (*size == room);
    fclose(file);
    return data;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size;
        uint8_t *data = read_file(argv[i], &size);
        if (!data) {
            fprintf(stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
        fprintf(stderr, "%s: %zu bytes\n", argv[i], size);
        LLVMFuzzerTestOneInput(data, size);
        free(data);
    }
    return 0;
}
