/*
 * The one door to the library. A call takes the thread's context, or one of its own where
 * that serves a call already (a progress callable may call the library) or other threads
 * are asked for. It ends early when the callable says so or throws, when
 * max_execution_time is over, and when the client went away.
 *
 * Nothing jumps over the library's frames: what the callable throws stays pending, and an
 * end of the request within it is caught and repeated behind the call.
 */
#include "php_quen.h"
#include "php_globals.h"
#include "php_output.h"
#include "zend_interfaces.h"

static bool is_out_of_time(void)
{
    return zend_atomic_bool_load_ex(&EG(timed_out));
}

static bool is_client_gone(void)
{
    return (PG(connection_status) & PHP_CONNECTION_ABORTED) && !PG(ignore_user_abort);
}

/* Tell the callable; false if it wants the end. */
static bool tell(pq_call *c, const char *stage, double fraction)
{
    zval arguments[2], answer;
    volatile bool goes_on = false;

    ZVAL_STRING(&arguments[0], stage);
    ZVAL_DOUBLE(&arguments[1], fraction);
    ZVAL_UNDEF(&answer);
    zend_try
    {
        if (call_user_function(NULL, NULL, c->progress, &answer, 2, arguments) == SUCCESS)
            goes_on = !EG(exception) && Z_TYPE(answer) != IS_FALSE;
    }
    zend_catch
    {
        c->bailed = true;
    }
    zend_end_try();
    if (c->bailed)
        return false;
    zval_ptr_dtor(&answer);
    zval_ptr_dtor(&arguments[0]);
    return goes_on;
}

static int progress(void *user, const char *stage, double fraction)
{
    pq_call *c = ((pq_slot *)user)->call;

    if (!c)
        return 0;
    if (is_out_of_time() || is_client_gone())
        return 1;
    return c->progress && !tell(c, stage, fraction);
}

static bool context_new(pq_slot *slot, zend_long threads)
{
    quen_context_options options;
    quen_status status;

    quen_context_options_init(&options, sizeof options);
    options.threads = threads < 1 || threads > 256 ? 0 : (uint32_t)threads;
    options.allocator = pq_allocator;
    options.progress = progress;
    options.progress_user = slot;
    status = quen_context_new(&options, &slot->ctx);
    if (status == QUEN_ERR_ARGUMENT)
        pq_refuse("threads: " ZEND_LONG_FMT " is not 1..256", threads);
    else if (status != QUEN_OK)
        pq_raise(status, "out of memory");
    return status == QUEN_OK;
}

static bool begin(pq_call *c, zend_long threads)
{
    pq_slot *waiting = &QUEN_G(slot);
    bool fits = threads == QUEN_G(threads) && !waiting->call;

    c->slot = fits ? waiting : &c->own;
    if (!c->slot->ctx && !context_new(c->slot, threads))
        return false;
    c->slot->call = c;
    c->ctx = c->slot->ctx;
    return true;
}

static void prepare(pq_call *c, zend_execute_data *frame)
{
    memset(c, 0, sizeof *c);
    c->frame = frame;
    c->row = PQ_NO_ROW;
    c->before = QUEN_G(scratch);
}

bool pq_begin_plain(pq_call *c, zend_execute_data *frame)
{
    prepare(c, frame);
    return begin(c, QUEN_G(threads));
}

static bool take_progress(pq_call *c)
{
    uint32_t number;
    zval *value = pq_argument(c->frame, "progress", &number);
    char *why = NULL;
    bool fits;

    if (!value || Z_TYPE_P(value) == IS_NULL)
        return true;
    fits = zend_is_callable_ex(value, NULL, 0, NULL, NULL, &why);
    if (fits)
        c->progress = value;
    else
        zend_argument_type_error(number, "must be a valid callback or null, %s", why);
    if (why)
        efree(why);
    return fits;
}

bool pq_begin(pq_call *c, zend_execute_data *frame)
{
    const zend_function *method = frame->func;
    uint32_t given = ZEND_CALL_NUM_ARGS(frame), number;
    zval *value;
    zend_long threads = QUEN_G(threads);

    prepare(c, frame);
    if (given < method->common.required_num_args || given > method->common.num_args) {
        zend_wrong_parameters_count_error(method->common.required_num_args,
                                          method->common.num_args);
        return false;
    }
    value = pq_argument(frame, "threads", &number);
    if (value && Z_TYPE_P(value) != IS_NULL && !pq_long(c, number, &threads))
        return false;
    return take_progress(c) && begin(c, threads);
}

void pq_end(pq_call *c)
{
    pq_memory_forget(c->before);
    pq_handle_drop(c->held);
    c->held = NULL;
    c->slot->call = NULL;
    quen_context_free(c->own.ctx);
    c->own.ctx = NULL;
}

bool pq_ok(pq_call *c, quen_status status)
{
    if (c->bailed) {
        pq_end(c);
        zend_bailout();
    }
    if (status == QUEN_OK)
        return !EG(exception);
    if (!EG(exception))
        pq_raise(status, quen_context_message(c->ctx));
    return false;
}
