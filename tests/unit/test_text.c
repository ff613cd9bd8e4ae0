/*
 * Normal forms of text: tables of text and form, one oddity a line. Against the forms of
 * every character there is: test_text_golden.c.
 */
#include "support.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
static quen_context *ctx;

typedef struct row {
    const char *text, *normal;
} row;

enum { NFC = 0, FOLD = 1, STRIP = 2, BLANKS = 4, TONES = 8, ALL = 15 };

static quen_text_options options_of(int what)
{
    quen_text_options options;
    quen_text_options_init(&options, sizeof options);
    options.fold_case = (what & FOLD) != 0;
    options.strip_marks = (what & STRIP) != 0;
    options.collapse_blanks = (what & BLANKS) != 0;
    options.place_tones = (what & TONES) != 0;
    return options;
}

/* The normal form, and that it is its own. Static buffer. */
static const char *normal_of(const char *text, size_t size, int what, size_t *n)
{
    static char out[3][4096];
    quen_text_options options = options_of(what);
    size_t again = 0, asked = 0;
    assert_ok(ctx,
              quen_text_normalize(ctx, text, size, &options, out[0], sizeof *out - 1, n));
    assert_ok(ctx, quen_text_normalize(ctx, text, size, &options, NULL, 0, &asked));
    assert_int_equal(asked, *n);
    assert_ok(ctx, quen_text_normalize(ctx, out[0], *n, &options, out[1], sizeof *out - 1,
                                       &again));
    assert_int_equal(again, *n);
    assert_memory_equal(out[0], out[1], *n);
    out[0][*n] = '\0';
    return out[0];
}

static void check_rows(const row *rows, size_t count, int what)
{
    for (size_t i = 0; i < count; i++) {
        size_t n;
        const char *got = normal_of(rows[i].text, strlen(rows[i].text), what, &n);
        if (strcmp(got, rows[i].normal) != 0)
            fail_msg("\"%s\": got \"%s\", expected \"%s\"", rows[i].text, got,
                     rows[i].normal);
    }
}

static void nfc_alone_changes_nothing_else(void **state)
{
    static const row rows[] = {
        {"", ""},
        {"Latte", "Latte"},
        {" Two  blanks ", " Two  blanks "},
        {"Tra\xcc\x82\xcc\x80n Bi\xcc\x80nh", "Tr\xe1\xba\xa7n B\xc3\xacnh"},
        {"Tr\xc3\xa2\xcc\x80n B\xc3\xacnh", "Tr\xe1\xba\xa7n B\xc3\xacnh"},
        {"o\xcc\x82\xcc\xa3", "\xe1\xbb\x99"}, /* ộ, its marks the other way */
        {"\xe2\x84\xab", "\xc3\x85"},          /* the unit Angstrom is a letter */
        {"\xef\xac\x81", "\xef\xac\x81"},      /* fi as one stays: not NFKC */
        {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c"},
        {"h\xc3\xb2"
         "a",
         "h\xc3\xb2"
         "a"},
    };
    (void)state;
    check_rows(rows, COUNT(rows), NFC);
}

static void case_is_folded(void **state)
{
    static const row rows[] = {
        {"TR\xe1\xba\xa6N B\xc3\x8cNH", "tr\xe1\xba\xa7n b\xc3\xacnh"},
        {"Stra\xc3\x9f"
         "e",
         "strasse"},
        {"\xc4\xb0", "i\xcc\x87"}, /* İ */
        {"\xce\xa3\xcf\x82", "\xcf\x83\xcf\x83"},
        {"\xef\xac\x81", "fi"},
        {"\xc4\x90\xc3\x94NG", "\xc4\x91\xc3\xb4ng"},
        /* An iota below, then an accent, and the other way round, are the same letter. */
        {"\xce\xb1\xcd\x85\xcc\x81", "\xce\xac\xce\xb9"},
        {"\xce\xb1\xcc\x81\xcd\x85", "\xce\xac\xce\xb9"},
    };
    (void)state;
    check_rows(rows, COUNT(rows), FOLD);
}

static void marks_are_stripped(void **state)
{
    static const row rows[] = {
        {"Ti\xe1\xba\xbfng Vi\xe1\xbb\x87t", "Tieng Viet"},
        {"\xc4\x90\xe1\xbb\xa9"
         "c \xc4\x91\xc6\xb0\xe1\xbb\x9dng",
         "Duc duong"},
        {"\xc5\x81\xc3\xb3"
         "d\xc5\xba, \xc3\x98re",
         "Lodz, Ore"},
        {"\xe0\xb8\x97\xe0\xb8\xb5\xe0\xb9\x88", "\xe0\xb8\x97\xe0\xb8\xb5\xe0\xb9\x88"},
        {"\xe3\x81\x8c", "\xe3\x81\x8c"}, /* ga is no ka */
        {"\xe0\xa4\x95\xe0\xa4\xbf", "\xe0\xa4\x95\xe0\xa4\xbf"},
        {"a\xe2\x83\x9d", "a"}, /* in a circle */
    };
    (void)state;
    check_rows(rows, COUNT(rows), STRIP);
}

static void blanks_are_collapsed(void **state)
{
    static const row rows[] = {
        {"  a \t\r\n b  ", "a b"},
        {"\xc2\xa0"
         "a\xe2\x80\x89\xe3\x80\x80"
         "b\xc2\x85",
         "a b"},
        {"\xef\xbb\xbf"
         "a\xe2\x80\x8b"
         "b\xc2\xad",
         "ab"},
        {" \xe2\x80\xaa"
         "a\xe2\x80\xac ",
         "a"},
        {" \xe2\x80\x8b ", ""},
        {"", ""},
        {" \t", ""},
        {"e\xe2\x80\x8d\xcc\x81", "\xc3\xa9"},
        {" \xcc\x81"
         "a",
         "\xcc\x81"
         "a"},
    };
    (void)state;
    check_rows(rows, COUNT(rows), BLANKS);
}

static void all_together(void **state)
{
    static const row rows[] = {
        {" TI\xe1\xba\xbeNG  Vi\xe1\xbb\x87t ", "tieng viet"},
        {" \xcc\x81 a", "a"}, /* a mark alone leaves a blank */
        {"\xc7\xbf", "o"},    /* ǿ: a stroke and an accent */
    };
    (void)state;
    check_rows(rows, COUNT(rows), ALL);
}

/* --- tones --- */

static const row tones[] = {
    {"hòa", "hoà"},
    {"Hòa", "Hoà"},
    {"HÒA", "HOÀ"},
    {"khỏe", "khoẻ"},
    {"thủy", "thuỷ"},
    {"THÚY", "THUÝ"},
    {"hoà", "hoà"},
    {"họa", "hoạ"},
    {"óanh", "oánh"},
    {"hòan", "hoàn"},
    {"tòan", "toàn"},
    {"qúy", "quý"},
    {"quý", "quý"},
    {"qủa", "quả"},
    {"gìa", "già"},
    {"già", "già"},
    {"gì", "gì"},
    {"gìn", "gìn"},
    {"giếng", "giếng"},
    {"gíêng", "giếng"},
    {"mía", "mía"},
    {"miá", "mía"},
    {"mùa", "mùa"},
    {"muà", "mùa"},
    {"cửa", "cửa"},
    {"cưả", "cửa"},
    {"đường", "đường"},
    {"đừơng", "đường"},
    {"người", "người"},
    {"ngừơi", "người"},
    {"nguyễn", "nguyễn"},
    {"nguỹên", "nguyễn"},
    {"ngoài", "ngoài"},
    {"ngòai", "ngoài"},
    {"khuỷu", "khuỷu"},
    {"khủyu", "khuỷu"},
    {"thuở", "thuở"},
    {"thủơ", "thuở"},
    {"tiền", "tiền"},
    {"tìên", "tiền"},
    {"yến", "yến"},
    {"ýên", "yến"},
    {"ái", "ái"},
    {"aí", "ái"},
    {"ộ", "ộ"},
    {"thuộc", "thuộc"},
    {"thụôc", "thuộc"},
    {"huýt", "huýt"},
    {"ngoéo", "ngoéo"},
    {"xoong", "xoong"},
    {"ruợu", "ruợu"},
    {"rựơu", "rượu"},
    {"lọai", "loại"},
    {"ý", "ý"},
    {"Hòa Thủy, hòa", "Hoà Thuỷ, hoà"},
    {"hòa1", "hoà1"},
};

static void tones_are_placed(void **state)
{
    (void)state;
    check_rows(tones, COUNT(tones), TONES);
}

static void other_words_keep_their_marks(void **state)
{
    static const row rows[] = {
        {"Zoé", "Zoé"},
        {"país", "país"},
        {"crème brûlée", "crème brûlée"},
        {"jalapeño", "jalapeño"},
        {"über", "über"},
        {"tíao", "tíao"},
        {"hòá", "hòá"},
        {"hòaz", "hòaz"},
        {"nghiêngg", "nghiêngg"},
        {"hòä", "hòä"},
        {"ħòa", "ħòa"},
        {"ĥòa", "ĥòa"},
        {"giúpđỡhòa", "giúpđỡhòa"},
        {"b\xcc\x81oa", "b\xcc\x81oa"},
        {"ngh\xcc\x81", "ngh\xcc\x81"},
        {"\xcc\x80", "\xcc\x80"},
    };
    (void)state;
    check_rows(rows, COUNT(rows), TONES);
}

/* A tone that was typed before the hat of its letter is the letter all the same. */
static void a_tone_may_come_before_the_hat(void **state)
{
    static const row rows[] = {{"t\xc3\xa1\xcc\x82n", "t\xe1\xba\xa5n"}};
    (void)state;
    check_rows(rows, COUNT(rows), TONES);
}

/* --- what is refused --- */

static void what_is_not_utf8_is_refused(void **state)
{
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"\xff", "text: byte 0 of 1 is not UTF-8"},
        {"ab\xc3", "text: byte 2 of 3 is not UTF-8"},
        {"ab\xc3g", "text: byte 2 of 4 is not UTF-8"},
        {"\xc0\x80", "text: byte 0 of 2 is not UTF-8"},
        {"a\xed\xa0\x80", "text: byte 1 of 4 is not UTF-8"},
        {"\xf4\x90\x80\x80", "text: byte 0 of 4 is not UTF-8"},
        {"\xc3\xa9\x80", "text: byte 2 of 3 is not UTF-8"},
        {"\xe2\x82", "text: byte 0 of 2 is not UTF-8"},
    };
    char out[64] = "as it was";
    size_t n = 99;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_fails(ctx, QUEN_ERR_ARGUMENT, rows[i].words,
                     quen_text_normalize(ctx, rows[i].text, strlen(rows[i].text), NULL,
                                         out, sizeof out, &n));
        assert_int_equal(n, 0);
        assert_string_equal(out, "as it was");
    }
}

static void too_little_room_is_told(void **state)
{
    char out[4] = "abc";
    size_t n = 0;
    (void)state;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "text: capacity is 4 bytes, the text has 5",
                 quen_text_normalize(ctx, "Latte", 5, NULL, out, sizeof out, &n));
    assert_int_equal(n, 5);
    assert_string_equal(out, "abc");
    assert_ok(ctx, quen_text_normalize(ctx, "Late", 4, NULL, out, sizeof out, &n));
    assert_memory_equal(out, "Late", 4);
}

static void settings_have_limits(void **state)
{
    char out[8];
    size_t n = 0;
    quen_text_options options = options_of(NFC);
    (void)state;
    options.place_tones = 2;
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "text: place_tones is 2, not within 0..1",
                 quen_text_normalize(ctx, "a", 1, &options, out, sizeof out, &n));
    options = (quen_text_options){.struct_size = 0};
    assert_fails(ctx, QUEN_ERR_ARGUMENT, "text options: struct_size is 0",
                 quen_text_normalize(ctx, "a", 1, &options, out, sizeof out, &n));
}

/* --- sizes --- */

static void zero_bytes_are_characters(void **state)
{
    size_t n;
    (void)state;
    assert_memory_equal(normal_of("a\0B", 3, FOLD, &n), "a\0b", 3);
    assert_int_equal(n, 3);
}

static void a_text_may_be_changed_in_place(void **state)
{
    char text[16] = "e\xcc\x81"
                    "e\xcc\x81";
    size_t n;
    (void)state;
    assert_ok(ctx,
              quen_text_normalize(ctx, text, strlen(text), NULL, text, sizeof text, &n));
    assert_int_equal(n, 4);
    assert_memory_equal(text, "\xc3\xa9\xc3\xa9", 4);
}

/* The largest that a text can become: three times itself, taken apart for good. */
static void a_text_grows_three_times_at_most(void **state)
{
    char text[400] = "", out[1200];
    size_t n;
    (void)state;
    for (size_t i = 0; i < 100; i++)
        memcpy(text + 4 * i, "\xf0\x9d\x85\xa0", 4); /* an eighth note */
    assert_ok(ctx,
              quen_text_normalize(ctx, text, sizeof text, NULL, out, sizeof out, &n));
    assert_int_equal(n, 1200);
    assert_memory_equal(out, "\xf0\x9d\x85\x98\xf0\x9d\x85\xa5\xf0\x9d\x85\xae", 12);
}

/* A million marks of two kinds, in turn, come into order while one waits. */
static void a_million_marks_take_no_time(void **state)
{
    enum { PAIRS = 500000 };
    char *text = malloc(4 * PAIRS + 1);
    size_t n;
    (void)state;
    text[0] = 'q';
    for (size_t i = 0; i < PAIRS; i++)
        memcpy(text + 1 + 4 * i, "\xcc\x81\xcc\xa3", 4);
    assert_ok(ctx, quen_text_normalize(ctx, text, 4 * PAIRS + 1, NULL, text,
                                       4 * PAIRS + 1, &n));
    assert_int_equal(n, 4 * PAIRS + 1);
    assert_memory_equal(text, "q\xcc\xa3\xcc\xa3", 5);
    assert_memory_equal(text + n - 4, "\xcc\x81\xcc\x81", 4);
    free(text);
}

/* --- memory --- */

static quen_status normalize_long(quen_context *failing, void *user)
{
    char text[200], out[200];
    size_t n;
    (void)user;
    memset(text, 'a', sizeof text);
    return quen_text_normalize(failing, text, sizeof text, NULL, out, sizeof out, &n);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    support_each_oom(normalize_long, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nfc_alone_changes_nothing_else),
        cmocka_unit_test(case_is_folded),
        cmocka_unit_test(marks_are_stripped),
        cmocka_unit_test(blanks_are_collapsed),
        cmocka_unit_test(all_together),
        cmocka_unit_test(tones_are_placed),
        cmocka_unit_test(other_words_keep_their_marks),
        cmocka_unit_test(a_tone_may_come_before_the_hat),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(too_little_room_is_told),
        cmocka_unit_test(settings_have_limits),
        cmocka_unit_test(zero_bytes_are_characters),
        cmocka_unit_test(a_text_may_be_changed_in_place),
        cmocka_unit_test(a_text_grows_three_times_at_most),
        cmocka_unit_test(a_million_marks_take_no_time),
        cmocka_unit_test(memory_may_run_out),
    };
    ctx = support_context(1, QUEN_SIMD_AUTO);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    quen_context_free(ctx);
    return failed;
}
