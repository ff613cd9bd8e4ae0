/**
 * @file shop_privacy.h
 * What customers are owed: forget them, tell them all that is held of them, and share
 * figures of groups that tell of nobody.
 *
 * @code
 * quen_key leaver = quen_key_text("KH0001");
 * quen_shop *shop = NULL, *without = NULL;
 * if (quen_shop_open(ctx, "shop.quen", &shop) == QUEN_OK &&
 *     quen_shop_forget(ctx, shop, &leaver, 1, &without) == QUEN_OK &&
 *     quen_shop_save(ctx, without, "shop.quen") == QUEN_OK) // replaces the file whole
 *     for (size_t i = 0; i < quen_shop_n_traces(without); i++)
 *         puts(quen_shop_trace_name(without, i));
 * quen_shop_free(without);
 * quen_shop_free(shop);
 * @endcode
 */
#ifndef QUEN_SHOP_PRIVACY_H
#define QUEN_SHOP_PRIVACY_H

#include "shop.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Forget customers: make a shop that does not hold them, to be saved over the old file,
 * as the sample above does.
 *
 * Their keys, numbers, scores, values, clusters, risks, reasons and histories go, and
 * nobody's else do: the others keep their order, and their numbers close up. Every answer
 * about them is the same, to the bit: scores, segments, clusters, risks, offers. What
 * segments and clusters count and sum is counted anew, without those who went.
 *
 * What was learned from all customers together (cut points, centres, neighbours,
 * coefficients) is not learned anew, and so carries traces: quen_shop_trace_name() names
 * them. Only training from a log without the customers (quen_orders_forget()) frees it
 * of them. Where few customers were alike, a trace may tell much: the centre of a
 * cluster of one customer is that customer.
 *
 * A shop that has numbers alone for customers finds nobody by a key: it is trained anew
 * from a log without them.
 *
 * Processes that have the old file open go on seeing it until they open the new one; and
 * copies of it, backups among them, are not reached.
 *
 * @param customers    n_customers keys, in any order; one named twice counts once.
 * @param n_customers  How many. 0: a copy.
 * @param out          Receives a shop the caller frees with quen_shop_free(); NULL on
 *                     error.
 *
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer(); the message names the key's
 *                             place. Nobody is forgotten then.
 * @retval QUEN_ERR_VERSION    The file holds what this library does not know, for a
 *                             later version wrote it, or was built without.
 * @retval QUEN_ERR_MEMORY     Out of memory.
 *
 * Time O(size of the file + customers * log customers). Beside the new shop, scratch as
 * large as what it holds of customers, 36 bytes a customer and 8 a cluster and feature.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_forget(quen_context *ctx,
                                                   const quen_shop *shop,
                                                   const quen_key *customers,
                                                   size_t n_customers, quen_shop **out);

/** Customers who were forgotten since the shop was trained. */
QUEN_API size_t quen_shop_n_forgotten(const quen_shop *shop);

/** What still carries traces of them; 0 where nobody was forgotten. */
QUEN_API size_t quen_shop_n_traces(const quen_shop *shop);

/**
 * The name of a trace, such as "kmeans: centres"; NULL if out of range. Names say the
 * part and what of it was learned from all; docs/format.md lists them. They stay as they
 * are from version to version.
 */
QUEN_API const char *quen_shop_trace_name(const quen_shop *shop, size_t trace);

/**
 * Tell all that a shop holds of one customer, as JSON: what a customer who asks is owed
 * (as by Articles 15 and 20 of the GDPR).
 *
 * The text is RFC 8259 in UTF-8, on one line, with these members:
 *
 * - format, version: "quen shop customer", 1. Later versions may add members.
 * - shop: now, the moment of training, and utc_offset_s, its clock less UTC, or null.
 * - customer, key: the number and the key.
 * - rfm: r, f, m, segment, segment_name, segment_meaning, place (in
 *   quen_shop_list_segment(), from 0 on), recency, frequency, monetary.
 * - kmeans: cluster.
 * - itemcf: history, a list of items, each with item, its number, and key.
 * - churn: risk, place (in quen_shop_list_at_risk(), from 0 on), reasons, effects.
 * - lifetime: returns, last_day and days (x, t_x and T of lifetime.h), order_value (the
 *   mean value of the returns, in the smallest unit of money), what quen_shop_customer
 *   has: alive, orders, value, regular, late, stake, next (three times); and place, in
 *   the order of stakes, from 0 on.
 * - habits: baskets, last and span_days, of all and of each of items, with item, key and
 *   own, their weighted share of baskets; hours, weekdays, months, item_groups and
 *   channels, of each value that there is value and count; and due, a list of item, key,
 *   chance and time.
 *
 * Members of parts are called as in quen_shop_customer, and null where a part was left
 * out or knows nothing of the customer. Money is an object of amount, a whole number of
 * the smallest unit, decimal, the same as a text such as "45.00", and currency; times are
 * unix_s, and utc, a text such as "2026-01-30T00:00:01Z"; keys are kind, "text" or
 * "number", and text, or kind "bytes" and hex, where a key is no UTF-8. What is not known
 * is null. Fractions have the fewest digits that read back as the same double.
 *
 * What was learned from all customers together is no one's own, and is not told.
 *
 * @param text       Receives the text without a zero byte behind it. NULL with a capacity
 *                   of 0 asks for the size alone.
 * @param capacity   At least the size, or nothing is written.
 * @param text_size  Receives how many bytes there are, also where the capacity is too
 *                   small; 0 on any other error.
 *
 * @retval QUEN_ERR_NOT_FOUND  As quen_shop_find_customer().
 * @retval QUEN_ERR_ARGUMENT   The capacity is too small; the message names both numbers.
 *
 * Time O(customers + size). Nothing is allocated.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_export_customer(quen_context *ctx,
                                                            const quen_shop *shop,
                                                            quen_key key, char *text,
                                                            size_t capacity,
                                                            size_t *text_size);

/**
 * Settings of quen_shop_export_groups(). Fill with quen_shop_groups_options_init(), then
 * edit.
 */
typedef struct quen_shop_groups_options {
    uint32_t struct_size; /**< Written by init; leave alone. */
    uint32_t min_group;   /**< What fewer customers stand behind is left out, >= 1.
                               Default 1: nothing is. */
    uint32_t neighbors;   /**< Items told of at most that an item leads to. Default 10. */
    uint32_t reserved;    /**< 0. */
} quen_shop_groups_options;

/** Fill `options` with the defaults; `size` is sizeof *options. */
QUEN_API void quen_shop_groups_options_init(quen_shop_groups_options *options,
                                            size_t size);

/**
 * Tell what a shop holds of groups of customers, as JSON, to be shared: no key of a
 * customer is in it, and with `min_group` above 1 no figure that fewer customers stand
 * behind.
 *
 * The form is that of quen_shop_export_customer(), with these members; a part that was
 * left out of the shop is null.
 *
 * - format, version: "quen shop groups", 1; shop, as there; min_group.
 * - rfm: customers, left_out, and segments: segment, segment_name, segment_meaning, and
 *   the figures of quen_rfm_summary.
 * - kmeans: customers, left_out, features, and clusters: cluster, customers, means and
 *   medians by feature in its own unit, money in the smallest.
 * - itemcf: left_out, left_out_pairs, and items: item, key, customers who have it,
 *   support (see quen_itemcf_support()), and neighbors: item, customers who have
 *   both, weight.
 * - churn: report, now, origins (see quen_churn_report and quen_churn_origin), left_out.
 *
 * left_out says how many cells `min_group` kept back. Segments are parts of a whole that
 * is told or known elsewhere, and so are clusters: subtracting would tell the one that is
 * missing. So wherever some are left out, the next smallest are too, until those left out
 * are at least two, and together min_group customers. An empty one is told: it is
 * nobody's secret. Customers who have more than 10,000 items are not counted behind
 * pairs. A figure of churn is left out where customers, those who left, or those who
 * stayed are too few. A median is one customer's value, whose it is not said.
 *
 * Two exports, of one shop before and after few customers came or went, tell together
 * what neither tells alone; no `min_group` prevents that.
 *
 * @param options    Settings, or NULL for the defaults.
 * @param text       Receives the text without a zero byte behind it. NULL with a capacity
 *                   of 0 asks for the size alone.
 * @param capacity   At least the size, or nothing is written.
 * @param text_size  Receives how many bytes there are, also where the capacity is too
 *                   small; 0 on any other error.
 *
 * @retval QUEN_ERR_ARGUMENT  A setting is outside its limits; or the capacity is too
 *                            small, and the message names both numbers.
 * @retval QUEN_ERR_MEMORY    Out of memory.
 *
 * Time O(size + sum over customers of their items squared). Scratch 17 bytes an item, 5 a
 * neighbour, 4 a purchase, 9 a segment and 1 a cluster.
 */
QUEN_CHECKED QUEN_API quen_status quen_shop_export_groups(
    quen_context *ctx, const quen_shop *shop, const quen_shop_groups_options *options,
    char *text, size_t capacity, size_t *text_size);

#ifdef __cplusplus
}
#endif

#endif
