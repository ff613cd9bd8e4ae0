/* The program's arguments: see arguments.h. */
#include "common/arguments.h"

#ifdef _WIN32

#include <stdlib.h>
#include <windows.h>

#include <shellapi.h>

static char *utf8_of(const wchar_t *wide)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char *text = size > 0 ? malloc((size_t)size) : NULL;
    if (text)
        WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, size, NULL, NULL);
    return text;
}

int arguments_to_utf8(int *argc, char ***argv)
{
    int n = 0, good = 1;
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &n);
    char **texts = wide ? calloc((size_t)n + 1, sizeof *texts) : NULL;
    for (int i = 0; texts && i < n; i++)
        good &= (texts[i] = utf8_of(wide[i])) != NULL;
    LocalFree(wide);
    if (!texts || !good)
        return 0;
    *argc = n;
    *argv = texts;
    return 1;
}

#else

int arguments_to_utf8(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 1;
}

#endif
