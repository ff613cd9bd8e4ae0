/*
 * Telephone numbers: tables of text and E.164, or reason; Vietnam's own rules, and every
 * country against the phonenumbers package (tests/golden/phone.py).
 */
#include "support.h"

#include "data/parse/phone_countries.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
static quen_context *ctx;

typedef struct row {
    const char *text, *want;
} row;

static quen_phone_options options_of(const char *country)
{
    quen_phone_options options;
    quen_phone_options_init(&options, sizeof options);
    options.country = country;
    return options;
}

/* The number, or the reason. Static buffer. */
static const char *outcome(const char *country, const char *text, size_t size)
{
    static char out[QUEN_PHONE_ROOM];
    char *copy = malloc(size ? size : 1); /* a read past the end is found */
    quen_phone_options options = options_of(country);
    strcpy(out, "as it was");
    assert_non_null(copy);
    memcpy(copy, text, size);
    quen_status status = quen_parse_phone(ctx, copy, size, &options, out);
    free(copy);
    if (status == QUEN_OK)
        return out;
    assert_int_equal(status, QUEN_ERR_ARGUMENT);
    assert_string_equal(out, "as it was");
    return quen_context_message(ctx);
}

static void check(const char *country, const char *text, const char *want)
{
    const char *got = outcome(country, text, strlen(text));
    if (strcmp(got, want) != 0)
        fail_msg("%s \"%s\": got \"%s\", expected \"%s\"", country ? country : "-", text,
                 got, want);
}

static void check_rows(const char *country, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check(country, rows[i].text, rows[i].want);
}

/* --- spellings --- */

static void a_number_has_one_spelling(void **state)
{
    static const char *const spellings[] = {
        "0912345678",
        "+84912345678",
        "84 912 345 678",
        "=\"0912345678\"",
        "'0912345678",
        "912345678",
        "912345678.0",
        "0912345678.0",
        "84912345678.0",
        "+84912345678.0",
        "0084912345678",
        "0084 0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "091 234 5678",
        "(091) 234-5678",
        "[091] 2345678",
        "+84 (0) 912 345 678",
        "+84 0912345678",
        "(+84) 912345678",
        "+84-91-234-5678",
        " 0912345678 ",
        ("\xc2\xa0"
         "0912\xc2\xa0"
         "345\xe2\x80\x89"
         "678"),
        "tel:+84912345678",
        "TEL:0912345678",
        "\"0912345678\"",
        "\xe2\x80\xaa+84 912 345 678\xe2\x80\xac",
        ("0912\xe2\x80\x93"
         "345\xe2\x80\x91"
         "678"),
        "0912345678.",
        "091\t2345678",
        ("0912\xe2\x80\x8b"
         "345678"),
        "84(0)912345678",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(spellings); i++)
        check("VN", spellings[i], "+84912345678");
}

static void without_a_country_numbers_are_international(void **state)
{
    static const char none[] =
        "no country: write + and the calling code, or tell the country";
    static const row rows[] = {
        {"+84912345678", "+84912345678"},
        {"0084912345678", "+84912345678"},
        {"+1 (212) 555-0123", "+12125550123"},
        {"+44 20 7946 0018", "+442079460018"},
        {"+44 (0)20 7946 0018", "+442079460018"},
        {"+39 06 1234 5678", "+390612345678"},
        {"+36 06 20 123 4567", "+36201234567"},
        {"0912345678", none},
        {"84912345678", none},
        {"212 555 0123", none},
    };
    (void)state;
    check_rows(NULL, rows, COUNT(rows));
}

/* --- Vietnam --- */

static void old_prefixes_are_todays(void **state)
{
    static const row prefixes[] = {
        {"0120", "70"}, {"0121", "79"}, {"0122", "77"}, {"0126", "76"}, {"0128", "78"},
        {"0123", "83"}, {"0124", "84"}, {"0125", "85"}, {"0127", "81"}, {"0129", "82"},
        {"0162", "32"}, {"0163", "33"}, {"0164", "34"}, {"0165", "35"}, {"0166", "36"},
        {"0167", "37"}, {"0168", "38"}, {"0169", "39"}, {"0186", "56"}, {"0188", "58"},
        {"0199", "59"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        char text[32], want[32];
        snprintf(want, sizeof want, "+84%s7654321", prefixes[i].want);
        snprintf(text, sizeof text, "%s7654321", prefixes[i].text);
        check("VN", text, want);
        check("VN", text + 1, want); /* the zero is lost */
        snprintf(text, sizeof text, "+84%s7654321", prefixes[i].text + 1);
        check(NULL, text, want);
        snprintf(text, sizeof text, "0%s7654321", prefixes[i].want);
        check("VN", text, want);
    }
}

static void mobile_and_other_lines_of_vietnam(void **state)
{
    static const char mobile[] =
        "a mobile number of Vietnam has ten digits, 0 and nine more";
    static const char prefix[] = "no mobile prefix of Vietnam, of today or before 2018";
    static const char landline[] =
        "a landline of Vietnam has eleven digits, 02 and nine more";
    static const char hotline[] = "a hotline (1800, 1900), no person's number";
    static const row rows[] = {
        {"0862345678", "+84862345678"},
        {"0592345678", "+84592345678"},
        {"024 3825 1234", "+842438251234"},
        {"(028) 38 251 234", "+842838251234"},
        {"0236 3825 123", "+842363825123"},
        {"024/38251234", "+842438251234"},
        {"2438251234", "+842438251234"},
        {"842438251234", "+842438251234"},
        {"84842345678", "+84842345678"}, /* a prefix that looks like the calling code */
        {"842345678", "+84842345678"},
        {"091234567", mobile},
        {"09123456789", mobile},
        {"0302345678", prefix},
        {"0602345678", prefix},
        {"0402345678", prefix},
        {"0542345678", prefix},
        {"01302345678", prefix},
        {"01892345678", prefix},
        {"024382512", landline},
        {"024382512345", landline},
        {"0240 825 1234", "no area code of Vietnam"},
        {"0298 3825 123", "no area code of Vietnam"},
        {"19001234", hotline},
        {"1900 123456", hotline},
        {"1800-1234", hotline},
        {"1800123456", hotline},
        {"+84 1900 1234", hotline},
        {"123456789", prefix},
        {"0912345", "too few digits for a number of Vietnam"},
        {"113", "too few digits for a number of Vietnam"},
        {"0000000000", "no country has this calling code"},
        {"0999999999", "one digit again and again: nobody's number"},
    };
    (void)state;
    check_rows("VN", rows, COUNT(rows));
}

/* --- other countries --- */

static void a_country_is_told_by_either_code(void **state)
{
    (void)state;
    check("US", "(212) 555-0123", "+12125550123");
    check("us", "1 212 555 0123", "+12125550123");
    check("1", "212-555-0123", "+12125550123");
    check("+1", "011 84 912 345 678", "+84912345678");
    check("GB", "020 7946 0018", "+442079460018");
    check("44", "020 7946 0018", "+442079460018");
    check("JE", "01534 123456", "+441534123456");
    check("RU", "8 (912) 345-67-89", "+79123456789");
    check("KZ", "8 10 84 912345678", "+84912345678");
    check("RU", "79123456789", "+79123456789");
    check("AU", "0011 84 912 345 678", "+84912345678");
    check("AU", "0061 412 345 678", "+61412345678");
    check("AU", "0412 345 678", "+61412345678");
    check("JP", "010 84 912 345 678", "+84912345678");
    check("HU", "06 20 123 4567", "+36201234567");
    check("IT", "06 1234 5678", "+390612345678");
    check("DE", "030/123456", "+4930123456");
    check("FR", "06 12 34 56 78", "+33612345678");
    check("SG", "8123 4567", "+6581234567");
    check("SG", "6581234567", "+6581234567");
    check("DE", "491511234567",
          "two readings, with a calling code and without: write + or the whole number");
    check("DE", "01511234567", "+491511234567");
    check("KR", "+82 0040 674 06", "a 0 too many in front");
    check("SG", "812345", "no such length in its country");
    check("SG", "+65 8123 45678", "no such length in its country");
    check("US", "555-0123", "no such length in its country");
    check("US", "+999 123456", "no country has this calling code");
    check("US", "+0 123456", "no country has this calling code");
    check("US", "+8", "no country has this calling code");
    check("DE", "+49 1234567890123", "+491234567890123"); /* 15 digits in all */
    check("DE", "+49 12345678901234", "more than 15 digits: more than one number?");
}

static void no_country_is_refused(void **state)
{
    static const char *const none[] = {"XX", "V",   "VNM", "",    "+",
                                       "0",  "999", "8 4", "844", "1212"};
    static const char format[] =
        "phone: country is '%s', neither one of ISO 3166 such as VN "
        "nor a calling code such as 84";
    (void)state;
    for (size_t i = 0; i < COUNT(none); i++) {
        char want[200];
        snprintf(want, sizeof want, format, none[i]);
        check(none[i], "+84912345678", want);
    }
}

/* "84 0 9 10" */
static void check_plan(const char *name, const char *said)
{
    const quen__parse_country *country = quen__parse_country_of(name);
    unsigned code, least, most;
    char trunk[8];
    assert_non_null(country);
    assert_int_equal(sscanf(said, "%u %7s %u %u", &code, trunk, &least, &most), 4);
    if (country->code != code || country->least != least || country->most != most ||
        strcmp(country->trunk, trunk[0] == '-' ? "" : trunk) != 0)
        fail_msg("%s: %u '%s' %u %u, expected %s", name, country->code, country->trunk,
                 country->least, country->most, said);
}

/* "national|international|e164|..." */
static void check_examples(const char *country, const char *said)
{
    char text[400], *next = text;
    snprintf(text, sizeof text, "%s", said);
    while (next && *next) {
        char *forms[3];
        for (size_t i = 0; i < 3; i++) {
            forms[i] = next;
            next = strchr(next, '|');
            if (next)
                *next++ = '\0';
        }
        check(country, forms[0], forms[2]);
        check(NULL, forms[1], forms[2]);
        check(country, forms[2], forms[2]);
    }
}

static void every_country_is_as_others_have_it(void **state)
{
    golden *vectors = golden_open("phone.txt");
    const char *countries = golden_text(vectors, "countries");
    char name[16], country[3];
    size_t n = 0;
    (void)state;
    for (; sscanf(countries, " %2s", country) == 1; n++) {
        countries = strstr(countries, country) + 2;
        snprintf(name, sizeof name, "plan_%s", country);
        check_plan(country, golden_text(vectors, name));
        check_examples(country, golden_text(vectors, country));
    }
    assert_int_equal(n, 245);
    golden_close(vectors);
}

/* --- what is refused --- */

static void what_is_no_number_is_refused(void **state)
{
    static const char several[] = "more than one number";
    static const char extension[] = "an extension: that is nobody's own number";
    static const char many[] = "more than 15 digits: more than one number?";
    static const char exponent[] =
        "an exponent: digits are lost, format the column as text";
    static const row rows[] = {
        {"", "empty"},
        {" \xc2\xa0", "empty"},
        {"\"\"", "empty"},
        {"tel:", "no digits"},
        {"+", "no digits"},
        {"()", "no digits"},
        {"+84", "too few digits for a number of Vietnam"},
        {"+1", "no such length in its country"},
        {"0912345678, 0987654321", several},
        {"0912345678;0987654321", several},
        {"0912345678/0987654321", several},
        {"0912345678 | 0987654321", several},
        {"0912345678 & 0987654321", several},
        {"0912345678 or 0987654321", several},
        {"+84912345678 +84987654321", several},
        {"0912345678 - 0987654321", many},
        {"0912345678\n0987654321", many},
        {"09123456780987654321", many},
        {"091234567809876543210987654321", many},
        {"0912345678 x12", extension},
        {"0912345678 ext. 12", extension},
        {"0912345678 Ext 12", extension},
        {"0912345678;ext=12", extension},
        {"0912345678#12", extension},
        {"0912345678 m\xc3\xa1y l\xe1\xba\xbb 12", extension},
        {"0912345678 (Lan)", "letters in a number"},
        {"n/a", "letters in a number"},
        {"1-800-FLOWERS", "letters in a number"},
        {"9.12E+08", exponent},
        {"9.12345678e+08", exponent},
        {"8.49E10", exponent},
        {"0912,345,678", "not a telephone number"},
        {"0912345678/79", "not a telephone number"},
        {"0912345678*", "not a telephone number"},
        {"0912\xff"
         "345678",
         "not UTF-8"},
        {"0912345678\xc3", "not UTF-8"},
        {"++84912345678", "not a telephone number"},
        {"84+912345678", "not a telephone number"},
    };
    (void)state;
    check_rows("VN", rows, COUNT(rows));
}

static void settings_and_no_text(void **state)
{
    char out[QUEN_PHONE_ROOM] = "as it was";
    quen_phone_options options = options_of("VN");
    (void)state;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "empty",
                 quen_parse_phone(ctx, NULL, 0, &options, out));
    options.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "phone options: struct_size is 0",
                 quen_parse_phone(ctx, "+84912345678", 12, &options, out));
    assert_string_equal(out, "as it was");
    assert_ok(ctx, quen_parse_phone(ctx, "+84912345678", 12, NULL, out));
    assert_string_equal(out, "+84912345678");
}

/* None is asked for, so none can fail. */
static quen_status read_one(quen_context *failing, void *user)
{
    char out[QUEN_PHONE_ROOM];
    (void)user;
    return quen_parse_phone(failing, "+84912345678", 12, NULL, out);
}

static void memory_is_not_needed(void **state)
{
    (void)state;
    support_each_oom(read_one, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_has_one_spelling),
        cmocka_unit_test(without_a_country_numbers_are_international),
        cmocka_unit_test(old_prefixes_are_todays),
        cmocka_unit_test(mobile_and_other_lines_of_vietnam),
        cmocka_unit_test(a_country_is_told_by_either_code),
        cmocka_unit_test(no_country_is_refused),
        cmocka_unit_test(every_country_is_as_others_have_it),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(settings_and_no_text),
        cmocka_unit_test(memory_is_not_needed),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
