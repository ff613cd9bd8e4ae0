/**
 * The program's arguments in UTF-8, for programs; no part of the library.
 */
#ifndef QUEN_COMMON_ARGUMENTS_H
#define QUEN_COMMON_ARGUMENTS_H

/**
 * Windows gives main() its arguments in a code page, which loses what that page lacks:
 * take them from the system instead. Elsewhere they stay what they are. They live as long
 * as the program. 0: no memory.
 */
int arguments_to_utf8(int *argc, char ***argv);

#endif
