/* Prints where each field of a recorded version is, by the headers at hand. */
#include <stddef.h>
#include <stdio.h>

#include <quen.h>

int main(void)
{
#define FIELD(type, field, at, size)                                                     \
    printf(#type " " #field " %zu %zu\n", offsetof(type, field),                         \
           sizeof(((type *)0)->field));
#define SIZE(type, size) printf(#type " . 0 %zu\n", sizeof(type));
#include "abi_rows.h"
    return 0;
}
