/*
 * Segments: a map by how long ago and how often customers of each come, the area of each
 * circle being what they spent; and what to do for each.
 */
#include <math.h>

#include "report/parts.h"

enum { WIDTH = 640, HEIGHT = 360, EDGE = 66, MOST = 60, LEAST = 4 };

/* Of the largest segment in each direction: what the map has room for. */
typedef struct map {
    double recency, frequency, area;
    bool has_money;
} map;

static double area_of(const map *m, const quen_rfm_summary *s)
{
    double area = m->has_money ? (double)s->monetary : (double)s->customers;

    return area > 0 ? area : 0;
}

static map find_map(const quen_rfm *rfm)
{
    map m = {1, 1, 0, quen_rfm_has_money(rfm)};

    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm); i++) {
        const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, i);
        m.recency = fmax(m.recency, (double)s->recency_median);
        m.frequency = fmax(m.frequency, (double)s->frequency_median);
        m.area = fmax(m.area, area_of(&m, s));
    }
    return m;
}

/* Roots: most customers are at the low end of both. */
static int place(double value, double most, int room)
{
    return EDGE + (int)(sqrt(fmax(value, 0) / most) * (room - 2 * EDGE) + 0.5);
}

static void put_circle(const report *r, const map *m, const quen_rfm_summary *s,
                       const char *name, uint32_t number)
{
    int x = WIDTH - place((double)s->recency_median, m->recency, WIDTH);
    int y = HEIGHT - place((double)s->frequency_median, m->frequency, HEIGHT);
    double share = m->area > 0 ? area_of(m, s) / m->area : 0;
    int radius = (int)(sqrt(share) * MOST + 0.5);

    html_raw(&r->h, "<g><title>");
    html_text(&r->h, say_segment(r->h.texts, name));
    html_raw(&r->h, "</title><circle class=\"seg s%u\" cx=%d cy=%d r=%d />", number % 6,
             x, y, radius > LEAST ? radius : LEAST);
    html_raw(&r->h, "<text x=%d y=%d class=label>%u</text></g>\n", x, y + 4, number + 1);
}

static void put_axes(const report *r)
{
    html_raw(&r->h,
             "<line class=axis x1=20 y1=%d x2=%d y2=%d />"
             "<line class=axis x1=20 y1=10 x2=20 y2=%d />\n<text x=%d y=%d class=end>",
             HEIGHT - 20, WIDTH - 10, HEIGHT - 20, HEIGHT - 20, WIDTH - 10, HEIGHT - 5);
    html_say(&r->h, TEXT_REPORT_AXIS_RECENT, NULL);
    html_raw(&r->h, "</text>\n<text x=20 y=%d class=tick>", HEIGHT - 5);
    html_say(&r->h, TEXT_REPORT_AXIS_AWAY, NULL);
    html_raw(&r->h, "</text>\n<text x=28 y=20 class=tick>");
    html_say(&r->h, TEXT_REPORT_AXIS_OFTEN, NULL);
    html_raw(&r->h, "</text>\n");
}

static void put_map(const report *r, const quen_rfm *rfm, const map *m)
{
    html_raw(&r->h, "<figure><svg role=img viewBox=\"0 0 %d %d\" aria-label=\"", WIDTH,
             HEIGHT);
    html_say(&r->h, TEXT_REPORT_MAP, NULL);
    html_raw(&r->h, "\">\n");
    put_axes(r);
    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm); i++) {
        const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, i);
        if (s->customers > 0)
            put_circle(r, m, s, quen_rfm_segment_name(rfm, i), i);
    }
    html_raw(&r->h, "</svg></figure>\n");
}

static void put_row(const report *r, const map *m, const quen_rfm *rfm, uint32_t i)
{
    const html *h = &r->h;
    const quen_rfm_summary *s = quen_rfm_segment_summary(rfm, i);
    const char *name = quen_rfm_segment_name(rfm, i);
    const char *meaning = quen_rfm_segment_meaning(rfm, i);

    html_raw(h, "<tr><td class=n>%u</td><th scope=row><abbr title=\"", i + 1);
    if (meaning)
        html_text(h, say_segment_meaning(h->texts, meaning));
    html_raw(h, "\">");
    html_text(h, say_segment(h->texts, name));
    html_raw(h, "</abbr></th><td class=n>");
    html_text(h, format_count(r->f, s->customers).s);
    html_raw(h, "</td>");
    if (m->has_money) {
        html_raw(h, "<td class=n>");
        html_text(h, format_money(r->f, s->monetary).s);
        html_raw(h, "</td>");
    }
    html_raw(h, "<td class=n>");
    html_text(h, format_count(r->f, (uint64_t)s->recency_median).s);
    html_raw(h, "</td><td class=n>");
    html_text(h, format_count(r->f, (uint64_t)s->frequency_median).s);
    html_raw(h, "</td><td>");
    html_text(h, say_segment_task(h->texts, name));
    html_raw(h, "</td></tr>\n");
}

static void put_table(const report *r, const quen_rfm *rfm, const map *m)
{
    const html *h = &r->h;

    html_table(h, "segments", "");
    html_put(h, "th scope=col class=n", TEXT_REPORT_ON_MAP, NULL);
    html_put(h, "th scope=col", TEXT_REPORT_SEGMENT, NULL);
    html_put(h, "th scope=col class=n", TEXT_REPORT_CUSTOMERS, NULL);
    if (m->has_money)
        html_put(h, "th scope=col class=n", TEXT_REPORT_SPENT, NULL);
    html_head(h, TEXT_REPORT_RECENCY, TEXT_TERM_RECENCY, "n");
    html_head(h, TEXT_REPORT_FREQUENCY, TEXT_TERM_FREQUENCY, "n");
    html_put(h, "th scope=col", TEXT_REPORT_TASK, NULL);
    html_table_rows(h);
    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm); i++)
        if (quen_rfm_segment_summary(rfm, i)->customers > 0)
            put_row(r, m, rfm, i);
    html_table_end(h);
}

quen_status report_segments(const report *r)
{
    const quen_rfm *rfm = quen_shop_rfm(r->o->shop);

    report_open(r, "segments", TEXT_REPORT_SEGMENTS, TEXT_REPORT_SEGMENTS_ABOUT);
    if (rfm) {
        map m = find_map(rfm);
        put_map(r, rfm, &m);
        put_table(r, rfm, &m);
    } else {
        html_put(&r->h, "p", TEXT_REPORT_NO_SEGMENTS, NULL);
    }
    report_close(r);
    return QUEN_OK;
}
