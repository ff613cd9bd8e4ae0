/* The page: its head, its parts in the order in which an owner reads, its foot. */
#include "report/report.h"

#include <inttypes.h>
#include <string.h>

#include "report/parts.h"

/* ---- what parts share ---- */

void report_open(const report *r, const char *id, text_id title, text_id about)
{
    html_raw(&r->h, "<section>\n<h2 id=\"%s\">", id);
    html_say(&r->h, title, NULL);
    html_raw(&r->h, "</h2>\n");
    html_put(&r->h, "p class=about", about, NULL);
}

void report_close(const report *r)
{
    html_raw(&r->h, "</section>\n");
}

void report_item(const report *r, uint32_t item)
{
    char room[SLICE_ROOM];
    slice key = slice_of_key(quen_shop_item_key(r->o->shop, item), room);

    html_name(&r->h, names_get(r->o->items, key));
}

quen_key report_key(const report *r, uint32_t customer)
{
    if (quen_shop_customer_key_form(r->o->shop) == QUEN_SHOP_CUSTOMER_KEYS_NUMBERS)
        return quen_key_int(customer);
    return quen_shop_customer_key(r->o->shop, customer);
}

/* Who is not to be known is called by a number, which is that of no list but the shop's.
 */
void report_customer(const report *r, uint32_t customer)
{
    char room[SLICE_ROOM];
    quen_key key = quen_shop_customer_key(r->o->shop, customer);

    if (r->o->anonymous || key.kind == QUEN_KEY_NONE) {
        words number = format_count(r->f, (uint64_t)customer + 1);
        html_say(&r->h, TEXT_REPORT_CUSTOMER_NUMBER, WITH(number.s));
        return;
    }
    html_name(&r->h, names_get(r->o->customers, slice_of_key(key, room)));
}

int report_heat(double value, double largest)
{
    double share = largest > 0 ? value / largest : 0;

    return share <= 0 ? 0 : share >= 1 ? 5 : 1 + (int)(share * 5);
}

/* ---- the page ---- */

static void put_head(const report *r)
{
    const html *h = &r->h;

    html_raw(h,
             "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
             texts_tag(h->texts));
    if (r->o->title)
        html_slice(h, slice_of(r->o->title));
    else
        html_say(h, TEXT_REPORT_TITLE, NULL);
    html_raw(h, "</title>\n<style>\n");
    for (const char *const *line = report_style; *line; line++)
        html_raw(h, "%s\n", *line);
    html_raw(h, "</style>\n</head>\n<body>\n<a class=skip href=\"#main\">");
    html_say(h, TEXT_REPORT_SKIP, NULL);
    html_raw(h, "</a>\n");
}

static void put_title(const report *r)
{
    const html *h = &r->h;

    html_raw(h, "<header>\n<h1>");
    if (r->o->title)
        html_name(h, slice_of(r->o->title));
    else
        html_say(h, TEXT_REPORT_TITLE, NULL);
    html_raw(h, "</h1>\n");
    html_put(h, "p", TEXT_REPORT_AS_OF,
             WITH(format_moment(r->f, quen_shop_now_s(r->o->shop)).s));
    html_raw(h, "</header>\n");
}

static const struct {
    const char *id;
    text_id title;
    report_part *write;
} parts[] = {
    {"log", TEXT_REPORT_LOG, report_log},
    {"months", TEXT_REPORT_MONTHS, report_months},
    {"lapsed", TEXT_REPORT_LAPSED, report_lapsed},
    {"due", TEXT_REPORT_DUE, report_due},
    {"segments", TEXT_REPORT_SEGMENTS, report_segments},
    {"cohorts", TEXT_REPORT_COHORTS, report_cohorts},
    {"hours", TEXT_REPORT_HOURS, report_hours},
    {"together", TEXT_REPORT_TOGETHER, report_together},
    {"trends", TEXT_REPORT_TRENDS, report_trends},
    {"trust", TEXT_REPORT_TRUST, report_trust},
    {"terms", TEXT_REPORT_TERMS, report_terms},
};

enum { PARTS = sizeof parts / sizeof *parts };

static void put_contents(const report *r)
{
    const html *h = &r->h;

    html_raw(h, "<nav aria-label=\"");
    html_say(h, TEXT_REPORT_CONTENTS, NULL);
    html_raw(h, "\">\n<ul>\n");
    for (size_t i = 0; i < PARTS; i++) {
        html_raw(h, "<li><a href=\"#%s\">", parts[i].id);
        html_say(h, parts[i].title, NULL);
        html_raw(h, "</a></li>\n");
    }
    html_raw(h, "</ul>\n</nav>\n");
}

quen_status report_write(const report_options *options, FILE *out)
{
    report r = {options, &options->format, {out, options->format.texts}};
    quen_status status = QUEN_OK;

    put_head(&r);
    put_title(&r);
    put_contents(&r);
    html_raw(&r.h, "<main id=\"main\">\n");
    for (size_t i = 0; i < PARTS && status == QUEN_OK; i++)
        status = parts[i].write(&r);
    html_raw(&r.h, "</main>\n<footer>\n");
    html_put(&r.h, "p", TEXT_REPORT_FOOT, WITH(QUEN_VERSION_STRING));
    html_raw(&r.h, "</footer>\n</body>\n</html>\n");
    return status;
}
