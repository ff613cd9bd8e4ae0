/* Opening and asking, in words of the command line. */
#include "shop.h"

#include <string.h>

#include "common/whole.h"

/* ---- opening ---- */

static int read_names(session *s, option_id option, names **out)
{
    const char *source = session_value(s, option);

    return source ? names_read(s, source, out) : PROGRAM_DONE;
}

/* The clock that was trained by, or what --utc-offset says. */
static int find_clock(shop *p)
{
    int32_t offset_s = quen_shop_utc_offset_s(p->shop);

    if (offset_s == QUEN_CLOCK_OF_LOG)
        offset_s = 0;
    if (value_offset(p->s, &offset_s) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    p->format = format_of(p->s->texts, p->shop, offset_s);
    return PROGRAM_DONE;
}

int shop_open(shop *p, session *s, const char *file)
{
    int status;

    *p = (shop){.s = s, .file = file};
    status = library_fault(s, p->file, quen_shop_open(s->ctx, p->file, &p->shop));
    if (status == PROGRAM_DONE)
        status = find_clock(p);
    if (status == PROGRAM_DONE)
        status = read_names(s, OPTION_ITEM_NAMES, &p->items);
    if (status == PROGRAM_DONE)
        status = read_names(s, OPTION_CUSTOMER_NAMES, &p->customers);
    return status;
}

void shop_close(shop *p)
{
    quen_shop_free(p->shop);
    names_free(p->items);
    names_free(p->customers);
}

/* ---- keys ---- */

static int digit_of(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | 0x20) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* Bytes written as "hex:00ff"; false if they are not, or too many. */
static bool read_hex(const char *word, key_room *room, size_t *size)
{
    const char *p = word + 4;

    *size = 0;
    if (strncmp(word, "hex:", 4) != 0)
        return false;
    for (; p[0] && p[1] && *size < sizeof room->bytes; p += 2) {
        int high = digit_of(p[0]), low = digit_of(p[1]);
        if (high < 0 || low < 0)
            return false;
        room->bytes[(*size)++] = (char)(high << 4 | low);
    }
    return *p == '\0';
}

/* A word as a key of the kind that the shop has. */
static quen_key key_of(const char *word, quen_key like, key_room *room)
{
    int64_t number = 0;
    size_t size;

    if (like.kind == QUEN_KEY_INT && whole_number(word, &number) == NULL)
        return quen_key_int(number);
    if (read_hex(word, room, &size))
        return quen_key_bytes(room->bytes, size);
    return quen_key_text(word);
}

quen_key shop_customer_key(const shop *p, const char *word, key_room *room)
{
    return key_of(word, quen_shop_customer_key(p->shop, 0), room);
}

quen_key shop_item_key(const shop *p, const char *word, key_room *room)
{
    return key_of(word, quen_shop_item_key(p->shop, 0), room);
}

int shop_customer(const shop *p, const char *word, quen_shop_customer *out)
{
    quen_status status;
    key_room room;
    int64_t number = 0;
    bool numbers =
        quen_shop_customer_key_form(p->shop) == QUEN_SHOP_CUSTOMER_KEYS_NUMBERS;

    quen_shop_customer_init(out, sizeof *out);
    if (numbers && whole_number(word, &number) == NULL && number >= 0 &&
        number <= UINT32_MAX)
        status = quen_shop_get_customer_at(p->s->ctx, p->shop, (uint32_t)number, out);
    else
        status = quen_shop_get_customer(p->s->ctx, p->shop,
                                        shop_customer_key(p, word, &room), out);
    if (status == QUEN_ERR_NOT_FOUND && !numbers)
        return fault(p->s, PROGRAM_NOT_FOUND, TEXT_NO_SUCH_CUSTOMER, WITH(p->file, word));
    return library_fault(p->s, p->file, status);
}

/* ---- segments ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_called(const char *word, const char *name)
{
    while (*word && lower(*word) == lower(*name)) {
        word++;
        name++;
    }
    return *word == *name;
}

static bool is_segment(const shop *p, const char *word, const char *name)
{
    return is_called(word, name) || is_called(word, say_segment(p->s->texts, name));
}

static int no_such_segment(const shop *p, const char *word)
{
    const quen_rfm *rfm = quen_shop_rfm(p->shop);
    char all[1024] = "";
    size_t at = 0;

    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm) && at < sizeof all; i++)
        at += fill(
            all + at, sizeof all - at, "{0}{1}",
            WITH(i ? ", " : "", say_segment(p->s->texts, quen_rfm_segment_name(rfm, i))));
    return fault(p->s, PROGRAM_NOT_FOUND, TEXT_NO_SUCH_SEGMENT, WITH(word, all));
}

int shop_segment(const shop *p, const char *word, uint32_t *out)
{
    const quen_rfm *rfm = quen_shop_rfm(p->shop);

    if (!rfm)
        return fault(p->s, PROGRAM_NO_PART, TEXT_NO_SEGMENTS, WITH(p->file));
    for (uint32_t i = 0; i < quen_rfm_n_segments(rfm); i++)
        if (is_segment(p, word, quen_rfm_segment_name(rfm, i))) {
            *out = i;
            return PROGRAM_DONE;
        }
    return no_such_segment(p, word);
}

/* ---- names ---- */

slice shop_item_name(const shop *p, uint32_t item, char *room)
{
    return names_get(p->items, slice_of_key(quen_shop_item_key(p->shop, item), room));
}

slice shop_customer_name(const shop *p, quen_key key, char *room)
{
    return names_get(p->customers, slice_of_key(key, room));
}

void shop_put_json(const shop *p, json_out *j)
{
    int32_t offset_s = quen_shop_utc_offset_s(p->shop);

    json_name(j, "shop");
    json_open(j, '{');
    json_put_time(j, "now", quen_shop_now_s(p->shop));
    if (offset_s == QUEN_CLOCK_OF_LOG)
        json_put_null(j, "utc_offset_s");
    else
        json_put_int(j, "utc_offset_s", offset_s);
    json_close(j, '}');
}
