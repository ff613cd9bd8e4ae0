/* See answer.h. */
#include "answer.h"

void answer_title(session *s, text_id title, bool is_first)
{
    tell(s->out, is_first ? "" : "\n", NULL);
    tell(s->out, s->color ? "\033[1m" : "", NULL);
    tell(s->out, say(s->texts, title), NULL);
    tell(s->out, s->color ? "\033[0m\n" : "\n", NULL);
}

int answer_top(session *s, uint64_t usual, uint64_t *top)
{
    int64_t n = -1;

    if (value_whole(s, OPTION_TOP, 0, 4294967295, &n) != PROGRAM_DONE)
        return PROGRAM_USAGE;
    *top = n > 0 ? (uint64_t)n : n == 0 ? UINT64_MAX : usual;
    return PROGRAM_DONE;
}

size_t answer_some(uint64_t top, size_t all)
{
    return top < all ? (size_t)top : all;
}
