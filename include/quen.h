/**
 * @file quen.h
 * libquen: a shop's own software knows its regulars. The only include we support.
 *
 * Order lines go in (orders.h); out come segments (rfm.h, kmeans.h), offers (itemcf.h)
 * and churn risk (churn.h). quen_shop (shop.h) is all of it in one object and one file.
 *
 * Rules that hold for every function:
 *  - A context (context.h) belongs to one thread at a time. Models do not change once
 *    made: any number of threads may read one, each with a context of its own.
 *  - Every function that can fail returns a quen_status; quen_context_message() explains
 *    the last failure in a sentence. On failure each `**out` is NULL, and all else is
 *    unchanged but where the function says so.
 *  - What comes out through `**out` is yours to free. What a getter returns belongs to
 *    the model and lives as long as it does. Inputs are borrowed until the return;
 *    until then nobody may write to them.
 *  - No pointer is NULL but where it says so; an array of no entries may be.
 *  - QUEN_ERR_OVERFLOW also comes back, before anything is read, for sizes of an array,
 *    be it for input, output or text, that make more than PTRDIFF_MAX bytes.
 *  - QUEN_ERR_NO_PART also comes back from each function of a part that the library was
 *    built without; its getters then have nothing to be asked of.
 *  - QUEN_ERR_ARGUMENT also comes back for a struct that its init function did not fill,
 *    or with a field set that this version does not know.
 *  - Time is int64_t Unix seconds in UTC, QUEN_TIME_MIN..QUEN_TIME_MAX; a moment may also
 *    be one later. Money is int64_t in the currency's smallest unit.
 */
#ifndef QUEN_H
#define QUEN_H

#include "quen/version.h"
#include "quen/status.h"
#include "quen/context.h"
#include "quen/model.h"
#include "quen/units.h"
#include "quen/clock.h"
#include "quen/csr.h"
#include "quen/key.h"
#include "quen/text.h"
#include "quen/parse.h"
#include "quen/format.h"
#include "quen/habits.h"
#include "quen/profile.h"
#include "quen/rows.h"
#include "quen/csv.h"
#include "quen/orders.h"
#include "quen/arrow.h"
#include "quen/evaluate.h"
#include "quen/split.h"
#include "quen/check.h"
#include "quen/figures.h"
#include "quen/survey.h"
#include "quen/link.h"
#include "quen/features.h"
#include "quen/scaler.h"
#include "quen/rfm.h"
#include "quen/kmeans.h"
#include "quen/offers.h"
#include "quen/import.h"
#include "quen/itemcf.h"
#include "quen/logit.h"
#include "quen/churn.h"
#include "quen/lifetime.h"
#include "quen/shop.h"
#include "quen/shop_figures.h"
#include "quen/shop_privacy.h"

#endif
