/* quen report: what a shop file tells its owner, as one page. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "report/report.h"
#include "shop.h"

static const char *out_of(const session *s)
{
    const char *out = session_value(s, OPTION_OUT);

    return out ? out : "report.html";
}

static report_options options_of(const shop *p)
{
    report_options o = {.ctx = p->s->ctx, .shop = p->shop, .format = p->format};

    o.title = session_value(p->s, OPTION_TITLE);
    o.items = p->items;
    o.customers = p->customers;
    o.anonymous = session_has(p->s, OPTION_ANONYMOUS);
    return o;
}

static int not_written(const shop *p, const char *path)
{
    const char *why = strerror(errno);

    return fault(p->s, PROGRAM_FAILED, TEXT_REPORT_NOT_WRITTEN, WITH(path, why));
}

/* The page to a file that is open; whether all of it arrived. */
static int write_to(const shop *p, FILE *file, const char *path)
{
    report_options o = options_of(p);
    int status = library_fault(p->s, p->file, report_write(&o, file));

    if (status == PROGRAM_DONE && (fflush(file) != 0 || ferror(file)))
        return not_written(p, path);
    return status;
}

/* Beside the file that is asked for, so that this is the old page or the new one. */
static int write_file(const shop *p, const char *path, const char *beside)
{
    FILE *file = fopen(beside, "wb");
    int status;

    if (!file)
        return not_written(p, path);
    status = write_to(p, file, path);
    if (fclose(file) != 0 && status == PROGRAM_DONE)
        status = not_written(p, path);
#ifdef _WIN32
    if (status == PROGRAM_DONE)
        remove(path); /* rename() replaces nothing there */
#endif
    if (status == PROGRAM_DONE && rename(beside, path) != 0)
        status = not_written(p, path);
    if (status != PROGRAM_DONE)
        remove(beside);
    return status;
}

static int write_page(const shop *p)
{
    const char *path = out_of(p->s);
    size_t size = strlen(path);
    char *beside;
    int status;

    if (strcmp(path, "-") == 0)
        return write_to(p, p->s->out, path);
    beside = malloc(size + sizeof ".part");
    if (!beside)
        return no_memory(p->s);
    memcpy(beside, path, size);
    memcpy(beside + size, ".part", sizeof ".part");
    status = write_file(p, path, beside);
    free(beside);
    if (status == PROGRAM_DONE) {
        tell(p->s->out, say(p->s->texts, TEXT_REPORT_WRITTEN), WITH(path));
        fputc('\n', p->s->out);
    }
    return status;
}

int command_report(session *s)
{
    shop p = {.s = s};
    int status = shop_open(&p, s, s->words[0]);

    if (status == PROGRAM_DONE)
        status = write_page(&p);
    shop_close(&p);
    return status;
}
