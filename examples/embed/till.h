/*
 * The database of a till, as its vendor has it already. For those who have none, a demo:
 * a coffee bar with some regulars, the same bytes of data wherever it is made.
 */
#ifndef EXAMPLES_EMBED_TILL_H
#define EXAMPLES_EMBED_TILL_H

#include <stdbool.h>

#include <sqlite3.h>

/*
 * Open the database, after making the demo if there is no such file. False, and a
 * sentence on stderr, on failure; the caller closes `*db` in either case.
 */
bool till_open(const char *path, sqlite3 **db);

/* Print "embed: path: what SQLite says" on stderr; always false. */
bool till_failed(sqlite3 *db, const char *path);

#endif
