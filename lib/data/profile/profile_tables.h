/* The profiles that are compiled in. docs/profiles.md says where each fact is from. */
#ifndef QUEN_DATA_PROFILE_PROFILE_TABLES_H
#define QUEN_DATA_PROFILE_PROFILE_TABLES_H

#include "data/profile/profile.h"

#define QUEN__PROFILE_TABLES 10

extern const quen_profile quen__profile_tables[QUEN__PROFILE_TABLES];

#endif
