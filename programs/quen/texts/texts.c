/* The texts as tables, made by their .def files. */
#include "texts/texts.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

struct texts {
    const char *tag;
    const char *many[N_TEXTS];
    const char *one[N_TEXTS]; /* NULL: the same */
};

static const texts english = {
    "en",
    {
#define TEXT(name, english, vietnamese) [TEXT_##name] = (english),
#define PLURAL(name, one, many, vietnamese) [TEXT_##name] = (many),
#include "texts/all.def"
#undef PLURAL
#undef TEXT
    },
    {
#define TEXT(name, english, vietnamese)
#define PLURAL(name, one, many, vietnamese) [TEXT_##name] = (one),
#include "texts/all.def"
#undef PLURAL
#undef TEXT
    },
};

static const texts vietnamese = {
    "vi",
    {
#define TEXT(name, english, vietnamese) [TEXT_##name] = (vietnamese),
#define PLURAL(name, one, many, vietnamese) [TEXT_##name] = (vietnamese),
#include "texts/all.def"
#undef PLURAL
#undef TEXT
    },
    {NULL},
};

const texts *texts_english(void)
{
    return &english;
}

const texts *texts_vietnamese(void)
{
    return &vietnamese;
}

/* Whether a tag or a locale names a language: "vi", then no letter more. */
static bool is_of(const char *tag, const char *language)
{
    size_t size = strlen(language);

    return strncmp(tag, language, size) == 0 && strchr("_-.@", tag[size]) != NULL;
}

const texts *texts_of(const char *tag)
{
    if (is_of(tag, "vi"))
        return &vietnamese;
    if (is_of(tag, "en") || is_of(tag, "C") || is_of(tag, "POSIX"))
        return &english;
    return NULL;
}

const char *texts_tag(const texts *t)
{
    return t->tag;
}

const char *say(const texts *t, text_id id)
{
    return id < N_TEXTS ? t->many[id] : "";
}

const char *say_n(const texts *t, text_id id, uint64_t n)
{
    return n == 1 && id < N_TEXTS && t->one[id] ? t->one[id] : say(t, id);
}
