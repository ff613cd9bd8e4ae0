/* Feasts that move with the moon come from a table, the others from the date. */
#include "feasts.h"

#include <stddef.h>

#include "common/calendar.h"

/* First days of Tet, the lunar new year: closed from the eve for four days. */
static const int32_t tet_days[] = {17932, 18286, 18670, 19024,
                                   19379, 19763, 20117, 20501};

uint32_t weekday_of(int32_t day)
{
    return (uint32_t)((day + 3) % 7); /* 1970-01-01 was a Thursday */
}

int32_t days_to_tet(int32_t day)
{
    for (size_t i = 0; i < sizeof tet_days / sizeof *tet_days; i++)
        if (tet_days[i] + 2 >= day)
            return tet_days[i] - day;
    return NEVER;
}

bool is_closed(int32_t day)
{
    int32_t left = days_to_tet(day);

    return left >= -2 && left <= 1;
}

bool is_gift_time(int32_t day)
{
    date d = date_of(day);
    int32_t left = days_to_tet(day);

    return (left > 1 && left < 25) || (d.month == 3 && d.day <= 8) ||
           (d.month == 10 && d.day >= 8 && d.day <= 20) || (d.month == 12 && d.day >= 10);
}
