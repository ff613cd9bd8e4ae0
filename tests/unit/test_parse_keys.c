/*
 * Names and e-mail addresses to keys: tables of text and key, or reason. Telephone
 * numbers: test_parse_phone.c.
 */
#include "support.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
static quen_context *ctx;

typedef struct row {
    const char *text, *want;
} row;

/* A copy of exactly this size on the heap: a read past the end is then found. */
static char *exact(const char *text)
{
    size_t size = strlen(text);
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    return copy;
}

/* What a parser makes of a text, or its reason; checks that a failure changes nothing. */
static const char *outcome(quen_status status, const char *out)
{
    if (status == QUEN_OK)
        return out;
    assert_int_equal(status, QUEN_ERR_ARGUMENT);
    assert_string_equal(out, "as it was");
    return quen_context_message(ctx);
}

static void check_outcome(const char *text, const char *got, const char *want)
{
    if (strcmp(got, want) != 0)
        fail_msg("\"%s\": got \"%s\", expected \"%s\"", text, got, want);
}

/* --- e-mail --- */

static void check_email(const char *text, const quen_email_options *options,
                        const char *want)
{
    char out[QUEN_EMAIL_ROOM] = "as it was", *copy = exact(text);
    quen_status status = quen_parse_email(ctx, copy, strlen(text), options, out);
    check_outcome(text, outcome(status, out), want);
    free(copy);
}

static void addresses_have_one_spelling(void **state)
{
    static const row rows[] = {
        {"an@example.com", "an@example.com"},
        {"An@Example.com", "an@example.com"},
        {"an@example.com ", "an@example.com"},
        {"AN@EXAMPLE.COM", "an@example.com"},
        {"\xef\xbb\xbf\xc2\xa0"
         "an@example.com\t",
         "an@example.com"},
        {"mailto:an@example.com", "an@example.com"},
        {"MailTo:An@Example.com?subject=Tea@4", "an@example.com"},
        {"An Le <an@example.com>", "an@example.com"},
        {"\"Le, An\" <mailto:an@example.com>", "an@example.com"},
        {"<an@example.com>", "an@example.com"},
        {"'an@example.com'", "an@example.com"},
        {"'an@example.com", "an@example.com"},
        {"\"an@example.com\"", "an@example.com"},
        {"=\"an@example.com\"", "an@example.com"},
        {"an@example.com;", "an@example.com"},
        {"an@example.com, ", "an@example.com"},
        {"a.n+tea@gmail.com", "a.n+tea@gmail.com"},
        {"o'neil_x-y@mail.example.co.uk", "o'neil_x-y@mail.example.co.uk"},
        {"a@b.c", "a@b.c"},
        {"1@2.vn", "1@2.vn"},
        {"an@b\xc3\xbc"
         "cher.example",
         "an@b\xc3\xbc"
         "cher.example"},
        {"an@bu\xcc\x88"
         "cher.example",
         "an@b\xc3\xbc"
         "cher.example"},
        {"\xc3\x89va@example.com", "\xc3\x89va@example.com"},
        {"an@xn--bcher-kva.example", "an@xn--bcher-kva.example"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_email(rows[i].text, NULL, rows[i].want);
    /* Small letters are composed, and what composes to a capital is made small. */
    check_email("Y\xcc\x8a@b.de", NULL, "\xe1\xba\x99@b.de");
    check_email("\xe2\x84\xaa"
                "1@b.de",
                NULL, "k1@b.de");
}

static void what_is_no_address_is_refused(void **state)
{
    static const row rows[] = {
        {"", "empty"},
        {" \xc2\xa0", "empty"},
        {"mailto:", "empty"},
        {"<>", "empty"},
        {"an", "no @"},
        {"an.example.com", "no @"},
        {"@example.com", "nothing before the @"},
        {"an@", "an empty part of the domain"},
        {"an@example", "no dot in the domain"},
        {"an@example.", "an empty part of the domain"},
        {"an@.com", "an empty part of the domain"},
        {"an@example..com", "an empty part of the domain"},
        {"an@-example.com", "a dash at an end of a part of the domain"},
        {"an@example-.com", "a dash at an end of a part of the domain"},
        {"an@exam_ple.com", "a character that no domain has"},
        {"an@exa mple.com", "a character that no domain has"},
        {"an@127.0.0.1", "a domain that ends with a number"},
        {"an@[127.0.0.1]", "a character that no domain has"},
        {"a n@example.com", "a character that no address has before the @"},
        {"\"a n\"@example.com", "a character that no address has before the @"},
        {".an@example.com", "a dot at an end of what is before the @"},
        {"an.@example.com", "a dot at an end of what is before the @"},
        {"a..n@example.com", "two dots in a row"},
        {"an@b@example.com", "more than one @"},
        {"an@example.com, binh@example.com", "more than one address"},
        {"an@example.com;binh@example.com", "more than one address"},
        {"an@example.com binh@example.com", "more than one address"},
        {"an\xff@example.com", "not UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_email(rows[i].text, NULL, rows[i].want);
}

static void addresses_have_limits(void **state)
{
    char text[400];
    static const char *const longer = "longer than 254 bytes";
    (void)state;
    memset(text, 'a', sizeof text);
    memcpy(text + 64, "@example.com", 13);
    check_email(text, NULL, text);
    memset(text, 'a', 65);
    memcpy(text + 65, "@example.com", 13);
    check_email(text, NULL, "more than 64 bytes before the @");
    memset(text, 'a', sizeof text);
    memcpy(text, "an@", 3);
    memcpy(text + 3 + 63, ".com", 5);
    check_email(text, NULL, text);
    memcpy(text + 3 + 63, "a.com", 6);
    check_email(text, NULL, "a part of the domain longer than 63 bytes");
    for (size_t i = 3; i < 320; i++)
        text[i] = i % 50 ? 'a' : '.';
    text[254] = '\0';
    check_email(text, NULL, text);
    text[254] = 'a';
    text[255] = '\0';
    check_email(text, NULL, longer);
    text[255] = 'a';
    text[320] = 'a';
    text[321] = '\0';
    check_email(text, NULL, longer);
}

static quen_email_options email_options(uint32_t gmail, uint32_t plus)
{
    quen_email_options options;
    quen_email_options_init(&options, sizeof options);
    options.fold_gmail = gmail;
    options.drop_plus = plus;
    return options;
}

static void mailboxes_are_told_apart_on_request(void **state)
{
    static const struct {
        const char *text, *gmail, *plus;
    } rows[] = {
        {"A.n.Le+tea@GMail.com", "anle+tea@gmail.com", "a.n.le@gmail.com"},
        {"a.n@googlemail.com", "an@gmail.com", "a.n@googlemail.com"},
        {"a.n+x@example.com", "a.n+x@example.com", "a.n@example.com"},
        {"a+b+c@example.com", "a+b+c@example.com", "a@example.com"},
        {"+84912@example.com", "+84912@example.com", "+84912@example.com"},
        {"a.+b@example.com", "a.+b@example.com",
         "a dot at an end of what is before the @"},
        {"a.n@gmail.com.vn", "a.n@gmail.com.vn", "a.n@gmail.com.vn"},
    };
    quen_email_options gmail = email_options(1, 0), plus = email_options(0, 1),
                       both = email_options(1, 1);
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        check_email(rows[i].text, &gmail, rows[i].gmail);
        check_email(rows[i].text, &plus, rows[i].plus);
    }
    check_email("A.n+tea@googlemail.com", &both, "an@gmail.com");
    /* Dots that go must have stood where they may. */
    check_email("a..n@gmail.com", &gmail, "two dots in a row");
    check_email(".an@gmail.com", &gmail, "a dot at an end of what is before the @");
}

/* --- names --- */

static void check_name(const char *text, const quen_name_options *options,
                       const char *want)
{
    char out[QUEN_NAME_ROOM] = "as it was", *copy = exact(text);
    quen_status status = quen_parse_name(ctx, copy, strlen(text), options, out);
    check_outcome(text, outcome(status, out), want);
    free(copy);
}

static void names_have_one_spelling(void **state)
{
    static const row rows[] = {
        {"Tr\xe1\xba\xa7n B\xc3\xacnh", "trần bình"},
        {"Tr\xc3\xa2\xcc\x80n B\xc3\xacnh", "trần bình"},
        {"Tra\xcc\x82\xcc\x80n Bi\xcc\x80nh", "trần bình"},
        {"TRẦN BÌNH", "trần bình"},
        {"  trần \t bình\xc2\xa0", "trần bình"},
        {"Trần\xe2\x80\x8b Bính", "trần bính"},
        {"Anh Trần Bình", "trần bình"},
        {"anh Trần Bình", "trần bình"},
        {"Mr. Trần Bình", "trần bình"},
        {"Mr.Trần Bình", "trần bình"},
        {"MRS Smith", "smith"},
        {"Dr. Prof. Ng", "ng"},
        {"Chị Hòa", "hoà"},
        {"CHỊ HOÀ", "hoà"},
        {"Ch\xe1\xbb\x8b", "chị"},
        {"Anh", "anh"},
        {"Anh Chị", "chị"},
        {"Mr.", "mr."},
        {"Chi Lan", "chi lan"},
        {"Ba Nguyen", "ba nguyen"},
        {"Anhthy", "anhthy"},
        {"Lan Anh", "lan anh"},
        {"Bà Nguyễn Thị Thủy", "nguyễn thị thuỷ"},
        {"Stra\xc3\x9f"
         "er",
         "strasser"},
        {"O'Neil", "o'neil"},
        {"'Trần Bình", "trần bình"},
        {"李 小龍", "李 小龍"},
        {"A1", "a1"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_name(rows[i].text, NULL, rows[i].want);
}

static void what_is_no_name_is_refused(void **state)
{
    static const row rows[] = {
        {"", "empty"},
        {" \xe2\x80\x8b ", "empty"},
        {"---", "no letters"},
        {"0912345678", "no letters"},
        {"An\x01", "a control character"},
        {"An\xc2\x80", "a control character"},
        {"An\xff", "not UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_name(rows[i].text, NULL, rows[i].want);
}

static void names_have_limits(void **state)
{
    char text[600];
    (void)state;
    memset(text, 'a', sizeof text);
    text[255] = '\0';
    check_name(text, NULL, text);
    text[255] = 'a';
    text[256] = '\0';
    check_name(text, NULL, "longer than 255 bytes");
    text[256] = 'a';
    text[513] = '\0';
    check_name(text, NULL, "longer than 255 bytes");
}

static void marks_and_order_count_unless_asked(void **state)
{
    quen_name_options strip, any, both;
    char text[256], sorted[256];
    quen_name_options_init(&strip, sizeof strip);
    any = both = strip;
    strip.strip_marks = both.strip_marks = 1;
    any.any_order = both.any_order = 1;
    (void)state;
    check_name("Anh Trần Bình", &strip, "tran binh");
    check_name("Đặng Thị Hòa", &strip, "dang thi hoa");
    check_name("\xcc\x80 A", &strip, "a");
    check_name("Chị Nguyễn Mai", &any, "mai nguyễn");
    check_name("Mai Nguyễn", &any, "mai nguyễn");
    check_name("An Anna An", &any, "an an anna");
    check_name("Nguyễn Mai", &both, "mai nguyen");
    /* As many words as there is room for. */
    for (size_t i = 0; i < 128; i++)
        memcpy(text + 2 * i, i < 127 ? "b " : "a", 2);
    for (size_t i = 0; i < 128; i++)
        memcpy(sorted + 2 * i, i == 0 ? "a " : i < 127 ? "b " : "b", 2);
    check_name(text, &any, sorted);
    check_name("b b a", &any, "a b b");
}

/* --- settings, memory --- */

static void settings_have_limits(void **state)
{
    char out[QUEN_NAME_ROOM] = "as it was";
    quen_email_options email = email_options(2, 0);
    quen_name_options name;
    (void)state;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "email: fold_gmail is 2, not within 0..1",
                 quen_parse_email(ctx, "a@b.c", 5, &email, out));
    email = email_options(0, 3);
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "email: drop_plus is 3, not within 0..1",
                 quen_parse_email(ctx, "a@b.c", 5, &email, out));
    email.struct_size = 0;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "email options: struct_size is 0",
                 quen_parse_email(ctx, "a@b.c", 5, &email, out));
    quen_name_options_init(&name, sizeof name);
    name.strip_marks = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "name: strip_marks is 2, not within 0..1",
                 quen_parse_name(ctx, "An", 2, &name, out));
    name.strip_marks = 0;
    name.any_order = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "name: any_order is 2, not within 0..1",
                 quen_parse_name(ctx, "An", 2, &name, out));
    assert_string_equal(out, "as it was");
}

static void no_text_is_empty(void **state)
{
    char out[QUEN_NAME_ROOM] = "as it was";
    (void)state;
    check_outcome("", outcome(quen_parse_name(ctx, NULL, 0, NULL, out), out), "empty");
    check_outcome("", outcome(quen_parse_email(ctx, NULL, 0, NULL, out), out), "empty");
}

/* A zero byte is a character like others, and none of an address. */
static void a_zero_byte_ends_nothing(void **state)
{
    char out[QUEN_EMAIL_ROOM] = "as it was";
    (void)state;
    check_outcome("", outcome(quen_parse_email(ctx, "a\0n@b.vn", 8, NULL, out), out),
                  "a character that no address has before the @");
    check_outcome("", outcome(quen_parse_email(ctx, "an@b\0.vn", 8, NULL, out), out),
                  "a character that no domain has");
}

/* None is asked for, so none can fail. */
static quen_status read_everything(quen_context *failing, void *user)
{
    char out[QUEN_NAME_ROOM];
    quen_status status = quen_parse_email(failing, "a@b.c", 5, NULL, out);
    if (status == QUEN_OK)
        status = quen_parse_name(failing, "An", 2, NULL, out);
    (void)user;
    return status;
}

static void memory_is_not_needed(void **state)
{
    (void)state;
    support_each_oom(read_everything, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_have_one_spelling),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(addresses_have_limits),
        cmocka_unit_test(mailboxes_are_told_apart_on_request),
        cmocka_unit_test(names_have_one_spelling),
        cmocka_unit_test(what_is_no_name_is_refused),
        cmocka_unit_test(names_have_limits),
        cmocka_unit_test(marks_and_order_count_unless_asked),
        cmocka_unit_test(settings_have_limits),
        cmocka_unit_test(no_text_is_empty),
        cmocka_unit_test(a_zero_byte_ends_nothing),
        cmocka_unit_test(memory_is_not_needed),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
