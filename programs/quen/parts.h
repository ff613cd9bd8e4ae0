/* The parts of a shop, in their order. */
#ifndef QUEN_PROGRAM_PARTS_H
#define QUEN_PROGRAM_PARTS_H

#include <stdint.h>

#include "json.h"
#include "texts/texts.h"

/* What people call the parts, with commas between them. */
void parts_words(const texts *t, uint32_t parts, char *to, size_t size);

/* A member: a list of their names. */
void parts_put_json(json_out *j, const char *name, uint32_t parts);

#endif
