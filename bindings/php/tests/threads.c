/*
 * One process that serves requests of PHP in threads, as some servers do with its
 * thread-safe builds, while another request replaces the file that they open.
 * threads SETTINGS SCRIPT
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <sapi/embed/php_embed.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 4, REQUESTS = 10 };

static const char *script;
static atomic_int failures;
static atomic_int serving = THREADS;

/* One function of the script; what PHP has to say of it went to the output. */
static void call(const char *function)
{
    char code[4096];

    snprintf(code, sizeof code, "require_once '%s'; %s();", script, function);
    zend_first_try
    {
        zend_eval_string_ex(code, NULL, "threads", true);
    }
    zend_end_try();
    if (EG(exit_status)) {
        fprintf(stderr, "%s() failed\n", function);
        failures++;
    }
}

static void request(const char *function)
{
    SG(headers_sent) = 1;
    SG(request_info).no_headers = 1;
    if (php_request_startup() != SUCCESS) {
        fprintf(stderr, "no request for %s()\n", function);
        failures++;
        return;
    }
    call(function);
    php_request_shutdown(NULL);
}

static void *serve(void *unused)
{
    ts_resource(0);
    for (int i = 0; i < REQUESTS; i++)
        request("ask");
    ts_free_thread();
    serving--;
    return unused;
}

int main(int argc, char **argv)
{
    pthread_t threads[THREADS];

    if (argc != 3)
        return 2;
    script = argv[2];
    php_embed_module.php_ini_path_override = argv[1];
    if (php_embed_init(argc, argv) != SUCCESS)
        return 1;
    call("begin");
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, serve, NULL))
            return 1;
    while (serving)
        call("replace");
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    call("finish");
    php_embed_shutdown();
    return failures != 0;
}
