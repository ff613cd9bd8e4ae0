/* What writes the files that the fuzz targets begin with: see seeds.c. */
#ifndef QUEN_TESTS_FUZZ_SEEDS_H
#define QUEN_TESTS_FUZZ_SEEDS_H

#include "fuzz.h"

/* One file of the folder, called as the name. */
void write_file(const char *folder, const char *name, const void *data, size_t size);

/* Files of each model, as small as they can be with something in every section. */
void write_scaler(const char *folder);
void write_rfm(const char *folder);
void write_kmeans(const char *folder);
void write_logit(const char *folder);
void write_churn(const char *folder);
void write_lifetime(const char *folder);
void write_habits(const char *folder);
void write_itemcf(const char *folder);

#endif
