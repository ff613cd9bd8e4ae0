/* What the process tells: the environment, and what stands at its outputs. */
#include <stdlib.h>
#include <string.h>

#include "program.h"

#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

/* The first of the variables that say the language which is set and not empty. */
static const char *language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

/* https://no-color.org: set and not empty. */
static bool colors(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

program_host program_host_of_process(void)
{
    program_host host = {stdout, stderr, language(), false, false, colors()};

    host.out_is_terminal = isatty(fileno(stdout)) != 0;
    host.err_is_terminal = isatty(fileno(stderr)) != 0;
    return host;
}
