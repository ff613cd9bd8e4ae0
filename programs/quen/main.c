/*
 * quen: who a shop's regulars are, from the command line.
 *
 *     quen train orders.csv -o shop.quen
 *     quen list shop.quen win-back
 *
 * commands.c has the table of what it can do, program.c runs a command line.
 */
#include <signal.h>
#include <stdio.h>

#include "common/arguments.h"
#include "program.h"

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <windows.h>

/* UTF-8, and lines that end as they are written. */
static void prepare(void)
{
    SetConsoleOutputCP(CP_UTF8);
    _setmode(_fileno(stdout), _O_BINARY);
}
#else
/* A reader that goes away is an error of writing, which is told, and has a status. */
static void prepare(void)
{
    signal(SIGPIPE, SIG_IGN);
}
#endif

int main(int argc, char **argv)
{
    program_host host;

    if (!arguments_to_utf8(&argc, &argv))
        return PROGRAM_FAILED;
    prepare();
    host = program_host_of_process();
    return program_run(argc, argv, &host);
}
