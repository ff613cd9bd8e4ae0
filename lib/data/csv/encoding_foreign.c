/* Files that are given in the place of a text file, known by how they begin. */
#include <string.h>

#include "data/csv/encoding.h"

#define PACKED "a compressed file, not text: unpack it first"
#define ARROW ": have its table given as an Arrow stream, or save it as CSV first"
#define WORKBOOK                                                                         \
    ": save it as CSV (UTF-8) there first, or read it in Python by Orders.from_excel()"

static const struct {
    const char *begins;
    size_t size;
    const char *sentence;
} kinds[] = {
    {"\x1f\x8b", 2, "a gzip file, not text: unpack it first"},
    {"BZh", 3, PACKED},
    {"\xfd"
     "7zXZ",
     5, PACKED},
    {"\x28\xb5\x2f\xfd", 4, PACKED},
    {"7z\xbc\xaf\x27\x1c", 6, PACKED},
    {"Rar!\x1a\x07", 6, PACKED},
    {"PAR1", 4, "a Parquet file, not text" ARROW},
    {"ARROW1", 6, "an Arrow file, not text" ARROW},
    {"SQLite format 3", 15, "an SQLite database, not text: ask it by SQL"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8,
     "an Excel workbook (.xls), not text" WORKBOOK},
    {"%PDF-", 5, "a PDF file, not text: ask for the export as CSV"},
    {"\x89PNG", 4, "a picture, not text"},
    {"\xff\xd8\xff", 3, "a picture, not text"},
};

static int holds(const unsigned char *bytes, size_t size, const char *words)
{
    size_t n = strlen(words);
    for (size_t i = 0; i + n <= size; i++)
        if (memcmp(bytes + i, words, n) == 0)
            return 1;
    return 0;
}

static const char *zip_kind(const unsigned char *bytes, size_t size)
{
    if (holds(bytes, size, "opendocument.spreadsheet"))
        return "an OpenDocument workbook (.ods), not text" WORKBOOK;
    if (holds(bytes, size, "[Content_Types].xml") || holds(bytes, size, "xl/"))
        return "an Excel workbook (.xlsx), not text" WORKBOOK;
    return "a zip archive, not text: unpack it first";
}

/* 1 if the bytes begin with these words, in any case of ASCII. */
static int begins(const unsigned char *bytes, size_t size, const char *words)
{
    size_t i = 0;
    for (; words[i] && i < size; i++)
        if ((bytes[i] | (bytes[i] >= 'A' && bytes[i] <= 'Z' ? 0x20 : 0)) != words[i])
            return 0;
    return !words[i];
}

/* Pages and objects, which often carry the name of a spreadsheet. */
static const char *markup_kind(const unsigned char *bytes, size_t size)
{
    size_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < size && (bytes[at] == ' ' || (bytes[at] >= 9 && bytes[at] <= 13)))
        at++;
    bytes += at;
    size -= at;
    if (begins(bytes, size, "<!doctype html") || begins(bytes, size, "<html") ||
        begins(bytes, size, "<table") || begins(bytes, size, "<head") ||
        begins(bytes, size, "<meta"))
        return "a page of HTML, not rows of text: open it in a spreadsheet and save it "
               "as CSV, or ask for the export again";
    if (begins(bytes, size, "<?xml"))
        return "an XML file, not rows of text: open it in a spreadsheet and save it as "
               "CSV, or ask for the export again";
    if (begins(bytes, size, "{\"") || begins(bytes, size, "[{") ||
        begins(bytes, size, "[\"") || begins(bytes, size, "{\n") ||
        begins(bytes, size, "{\r") || begins(bytes, size, "[\n"))
        return "a JSON file, not rows of text: ask for the export as CSV";
    return NULL;
}

const char *quen__csv_foreign(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (size >= kinds[i].size && memcmp(bytes, kinds[i].begins, kinds[i].size) == 0)
            return kinds[i].sentence;
    if (size >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0))
        return zip_kind(bytes, size);
    return markup_kind(bytes, size);
}
