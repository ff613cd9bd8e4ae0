/*
 * Howard Hinnant's civil_from_days: count from March 1st of year 0, so that the leap day
 * is a year's last and the lengths of months follow one line, (153 m + 2) / 5.
 */
#include "calendar.h"

date date_of(int32_t days)
{
    int z = days + 719468;
    int era = z / 146097;
    int day_of_era = z % 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153; /* from March */
    date d;

    d.day = day_of_year - (153 * month + 2) / 5 + 1;
    d.month = month < 10 ? month + 3 : month - 9;
    d.year = year_of_era + era * 400 + (d.month <= 2);
    return d;
}

int32_t day_of(int64_t time_s, int32_t utc_offset_s)
{
    int64_t local = time_s + utc_offset_s;
    int64_t rest = local % 86400;

    return (int32_t)((local - rest) / 86400 - (rest < 0));
}
