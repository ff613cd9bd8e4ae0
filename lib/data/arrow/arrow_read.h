/* The readers of values, one for each way in which they lie in memory. */
#ifndef QUEN_DATA_ARROW_ARROW_READ_H
#define QUEN_DATA_ARROW_ARROW_READ_H

#include "data/arrow/arrow_column.h"

#define QUEN__READER(name)                                                               \
    void quen__arrow_read_##name(const quen__arrow_bound *bound, const size_t *at,       \
                                 size_t first, size_t n, quen__arrow_cell *cells)

QUEN__READER(nulls);
QUEN__READER(bits);
QUEN__READER(i8);
QUEN__READER(u8);
QUEN__READER(i16);
QUEN__READER(u16);
QUEN__READER(i32);
QUEN__READER(u32);
QUEN__READER(i64);
QUEN__READER(u64);
QUEN__READER(f32);
QUEN__READER(f64);
QUEN__READER(text_32); /* offsets of 32 bits */
QUEN__READER(text_64);
QUEN__READER(text_view);
QUEN__READER(fixed);
QUEN__READER(decimal); /* of 128 bits or more */
QUEN__READER(cells);   /* that were read before */

#endif
