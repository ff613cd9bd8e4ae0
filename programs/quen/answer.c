/* See answer.h. */
#include "answer.h"

enum { TABLE_ROWS = 20 };

void answer_title(session *s, text_id title, bool is_first)
{
    tell(s->out, is_first ? "" : "\n", NULL);
    tell(s->out, s->color ? "\033[1m" : "", NULL);
    tell(s->out, say(s->texts, title), NULL);
    tell(s->out, s->color ? "\033[0m\n" : "\n", NULL);
}

int answer_top(session *s, size_t all, size_t *top)
{
    int64_t n = s->form == FORM_TABLE ? TABLE_ROWS : INT64_MAX;

    if (value_whole(s, OPTION_TOP, 0, 4294967295, &n) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    *top = n == 0 || (uint64_t)n > all ? all : (size_t)n;
    return PROGRAM_DONE;
}
