/* zlib reads what is no gzip as it stands. */
#include "read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#ifdef _WIN32
#include <windows.h>
#endif

enum { BLOCK = 1 << 18 };

/* A name is UTF-8, which Windows takes in its own calls alone. */
static gzFile open_file(const char *file)
{
#ifdef _WIN32
    wchar_t wide[4096];
    errno = EINVAL;
    return MultiByteToWideChar(CP_UTF8, 0, file, -1, wide, 4096) ? gzopen_w(wide, "rb")
                                                                 : NULL;
#else
    return gzopen(file, "rb");
#endif
}

static int complain(session *s, const char *file, const char *why)
{
    return fault(s, PROGRAM_FAILED, TEXT_CANNOT_READ, WITH(file, why));
}

/* A truncated .gz ends quietly but for what gzerror() says. */
static int read_blocks(session *s, gzFile from, const char *file, read_block block,
                       void *user)
{
    unsigned char *bytes = malloc(BLOCK);
    int got = 0, code;

    if (!bytes)
        return no_memory(s);
    while ((got = gzread(from, bytes, BLOCK)) > 0)
        if (!block(user, bytes, (size_t)got))
            break;
    free(bytes);
    if (got > 0)
        return PROGRAM_FAILED;
    const char *words = gzerror(from, &code);
    if (code == Z_ERRNO)
        words = strerror(errno);
    return code == Z_OK || code == Z_STREAM_END ? PROGRAM_DONE : complain(s, file, words);
}

int read_file(session *s, const char *file, read_block block, void *user)
{
    gzFile from;
    int status;

    errno = 0;
    from = open_file(file);
    if (!from)
        return errno ? complain(s, file, strerror(errno)) : no_memory(s);
    status = read_blocks(s, from, file, block, user);
    gzclose(from);
    return status;
}
