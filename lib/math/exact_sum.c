/* Steps of exact sums: see exact_sum.h. */
#include "math/exact_sum.h"

#include <float.h>

#include "math/special.h"

/* No step is smaller: the smallest doubles lie 2^-1074 apart. */
#define LEAST_STEP (-1070)

int quen__grid_new(quen__temp *temp, size_t columns, quen__grid *grid)
{
    grid->columns = (columns + QUEN__TILE - 1) / QUEN__TILE * QUEN__TILE;
    grid->coarse = quen__temp_zero(temp, grid->columns, sizeof *grid->coarse);
    grid->fine = quen__temp_zero(temp, grid->columns, sizeof *grid->fine);
    return grid->coarse && grid->fine;
}

/* The bits that n values may have each, so that their sum has 52. */
static int bits_for(size_t n)
{
    int bits = 52;
    for (size_t left = n - 1; left > 0; left /= 2)
        bits--;
    return bits < 50 ? bits : 50;
}

/* The exponents of both steps. */
static void steps_of(double largest, size_t n, int *coarse, int *fine)
{
    int exponent = quen__special_exponent(largest), bits = bits_for(n);
    *coarse = exponent - bits > LEAST_STEP ? exponent - bits : LEAST_STEP;
    *fine = *coarse - 1 - bits > LEAST_STEP ? *coarse - 1 - bits : LEAST_STEP;
}

/* Numbers between 2^52 and 2^53 steps lie one step apart. */
void quen__grid_set(quen__grid *grid, size_t column, double largest, size_t n)
{
    int coarse, fine;
    steps_of(largest, n, &coarse, &fine);
    grid->coarse[column] = 1.5 * quen__special_power_of_two(52 + coarse);
    grid->fine[column] = 1.5 * quen__special_power_of_two(52 + fine);
}

double quen__grid_step(double largest, size_t n)
{
    int coarse, fine;
    steps_of(largest, n, &coarse, &fine);
    return quen__special_power_of_two(52 + fine) * DBL_EPSILON;
}
