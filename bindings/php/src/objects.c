/*
 * Objects over handles (handles.c). What every model can do is here once, for all
 * classes: which noun is meant says the class whose method was called.
 */
#include "php_quen.h"
#include "ext/standard/file.h"
#include "main/php_open_temporary_file.h"
#include "zend_smart_str.h"

static zend_object_handlers handlers;

/* ---- objects ---- */

static zend_object *create(zend_class_entry *ce)
{
    pq_object *self = zend_object_alloc(sizeof *self, ce);

    self->decimals = -1;
    ZVAL_NULL(&self->imported);
    ZVAL_NULL(&self->groups);
    ZVAL_NULL(&self->channels);
    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &handlers;
    return &self->std;
}

static void destroy(zend_object *object)
{
    pq_object *self = PQ_OBJECT(object);

    pq_handle_drop(self->handle);
    pq_handle_drop(self->keys);
    zval_ptr_dtor(&self->imported);
    zval_ptr_dtor(&self->groups);
    zval_ptr_dtor(&self->channels);
    zend_object_std_dtor(object);
}

void pq_objects_init(void)
{
    memcpy(&handlers, zend_get_std_object_handlers(), sizeof handlers);
    handlers.offset = offsetof(pq_object, std);
    handlers.free_obj = destroy;
    handlers.clone_obj = NULL;
    handlers.compare = zend_objects_not_comparable;
    for (pq_noun *const *noun = pq_nouns; *noun; noun++)
        (*noun)->ce->create_object = create;
}

/* True where there is a handle that nobody changes just now. */
static bool is_ready(const pq_object *self)
{
    const char *name = ZSTR_VAL(self->std.ce->name);

    if (!self->handle)
        zend_throw_error(NULL, "%s: the constructor has not been called", name);
    else if (self->handle->changing)
        zend_throw_error(NULL, "%s: in use by the call that tells its progress", name);
    return !EG(exception);
}

pq_object *pq_begin_this(pq_call *c, zend_execute_data *frame)
{
    pq_object *self = PQ_OBJECT(Z_OBJ(frame->This));

    if (!pq_begin(c, frame))
        return NULL;
    if (!is_ready(self)) {
        pq_end(c);
        return NULL;
    }
    if (c->progress)
        pq_hold(c, self->handle);
    return self;
}

void pq_hold(pq_call *c, pq_handle *handle)
{
    pq_handle_share(handle);
    pq_handle_drop(c->held);
    c->held = handle;
}

pq_object *pq_object_of(uint32_t number, zval *value, const pq_noun *noun)
{
    pq_object *object;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != noun->ce) {
        pq_wrong_type(number, ZSTR_VAL(noun->ce->name), value);
        return NULL;
    }
    object = PQ_OBJECT(Z_OBJ_P(value));
    return is_ready(object) ? object : NULL;
}

pq_object *pq_make(zval *to, const pq_noun *noun, void *thing, pq_handle *keys)
{
    pq_object *made;

    object_init_ex(to, noun->ce);
    made = PQ_OBJECT(Z_OBJ_P(to));
    made->handle = pq_handle_new(noun, thing, NULL);
    made->keys = pq_handle_share(noun == &noun_shop ? made->handle : keys);
    return made;
}

pq_object *pq_make_shared(zval *to, pq_handle *handle)
{
    pq_object *made;

    object_init_ex(to, handle->noun->ce);
    made = PQ_OBJECT(Z_OBJ_P(to));
    made->handle = handle;
    made->keys = pq_handle_share(handle);
    return made;
}

pq_object *pq_make_part(zval *to, const pq_noun *noun, const void *part, pq_object *whole)
{
    pq_object *made;

    object_init_ex(to, noun->ce);
    made = PQ_OBJECT(Z_OBJ_P(to));
    made->handle = pq_handle_new(noun, (void *)part, whole->handle);
    made->keys = pq_handle_share(whole->keys);
    made->decimals = whole->decimals;
    return made;
}

bool pq_decimals(const pq_object *self, int *decimals)
{
    *decimals = self->decimals;
    if (self->decimals < 0)
        pq_refuse("%s: the file does not tell how many digits after the point its money "
                  "has; say so when you open it: decimals: 2 for cents, decimals: 0 for "
                  "money without any",
                  self->handle->noun->name);
    return self->decimals >= 0;
}

/* ---- paths ---- */

static bool is_wrapped(const char *path)
{
    size_t scheme = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789+-.");

    return strncmp(path + scheme, "://", 3) == 0 ||
           zend_binary_strncasecmp(path, strlen(path), "data:", 5, 5) == 0;
}

zend_string *pq_path(zend_string *path, const char *noun)
{
    const char *folder = QUEN_G(model_dir);
    bool bare = !strpbrk(ZSTR_VAL(path), "/\\") && folder && *folder;
    char *whole, full[MAXPATHLEN];
    zend_string *found = NULL;

    if (zend_str_has_nul_byte(path) || ZSTR_LEN(path) == 0) {
        pq_refuse("%s: a path is no empty text, and has no zero bytes", noun);
        return NULL;
    }
    if (is_wrapped(ZSTR_VAL(path))) {
        pq_refuse("%s: a model is a file, not a stream: \"%s\"", noun, ZSTR_VAL(path));
        return NULL;
    }
    spprintf(&whole, 0, "%s%s%s", bare ? folder : "", bare ? "/" : "", ZSTR_VAL(path));
    if (!expand_filepath(whole, full))
        pq_refuse("%s: the path is too long: \"%s\"", noun, whole);
    else if (php_check_open_basedir_ex(full, 0) != 0)
        pq_raise(QUEN_ERR_IO, "open_basedir allows no file there");
    else
        found = zend_string_init(full, strlen(full), 0);
    efree(whole);
    return found;
}

bool pq_size_allowed(const char *noun, uint64_t bytes)
{
    zend_long most = QUEN_G(max_model_bytes);

    if (most > 0 && bytes > (uint64_t)most)
        pq_refuse("%s: the model has %" PRIu64
                  " bytes, and quen.max_model_bytes allows " ZEND_LONG_FMT,
                  noun, bytes, most);
    return !EG(exception);
}

/* ---- what every model can do ---- */

ZEND_METHOD(Quen_Model, __construct)
{
    (void)return_value;
    zend_throw_error(NULL, "%s is made by its own functions alone",
                     ZSTR_VAL(EX(func)->common.scope->name));
}

static const pq_noun *noun_of(const zend_execute_data *frame)
{
    pq_noun *const *noun = pq_nouns;

    while ((*noun)->ce != frame->func->common.scope)
        noun++;
    return *noun;
}

static bool open_file(pq_call *c, const pq_noun *noun, zend_string *path, void **thing)
{
    zend_string *full = pq_path(path, noun->name);
    zend_stat_t told;
    bool good = full != NULL;

    if (good && VCWD_STAT(ZSTR_VAL(full), &told) == 0)
        good = pq_size_allowed(noun->name, (uint64_t)told.st_size);
    good = good && pq_ok(c, noun->open(c->ctx, ZSTR_VAL(full), thing));
    if (full)
        zend_string_release(full);
    return good;
}

static bool open_bytes(pq_call *c, const pq_noun *noun, zend_string *bytes, void **thing)
{
    return pq_size_allowed(noun->name, ZSTR_LEN(bytes)) &&
           pq_ok(c, noun->open_bytes(c->ctx, ZSTR_VAL(bytes), ZSTR_LEN(bytes), thing));
}

static void make_opened(INTERNAL_FUNCTION_PARAMETERS,
                        bool (*open)(pq_call *, const pq_noun *, zend_string *, void **))
{
    pq_call call, *c = &call;
    const pq_noun *noun = noun_of(execute_data);
    zend_string *text;
    void *thing = NULL;
    int decimals = -1;

    if (!pq_begin(c, execute_data))
        return;
    if (pq_string(c, 1, &text) && pq_digits(c, "decimals", &decimals) &&
        open(c, noun, text, &thing))
        pq_opened(pq_make(return_value, noun, thing, NULL), decimals);
    pq_end(c);
}

void pq_opened(pq_object *made, int decimals)
{
    quen_money money;

    made->decimals = decimals;
    if (made->handle->noun != &noun_shop)
        return;
    quen_shop_get_money(made->handle->thing, &money);
    if (decimals < 0 && money.decimals != QUEN_DECIMALS_UNKNOWN)
        made->decimals = (int)money.decimals;
}

ZEND_METHOD(Quen_Model, open)
{
    make_opened(INTERNAL_FUNCTION_PARAM_PASSTHRU, open_file);
}

ZEND_METHOD(Quen_Model, fromBytes)
{
    make_opened(INTERNAL_FUNCTION_PARAM_PASSTHRU, open_bytes);
}

static bool take_mode(pq_call *c)
{
    zend_long mode = 0;

    if (ZEND_CALL_NUM_ARGS(c->frame) < 2 || Z_TYPE_P(PQ_ARG(c, 2)) == IS_NULL)
        return true;
    if (!pq_long(c, 2, &mode))
        return false;
    if (mode < 0 || mode > 0777)
        mode = 01000; /* which is none, as the library says */
    return pq_ok(c, quen_context_set_file_mode(c->ctx, (uint32_t)mode));
}

ZEND_METHOD(Quen_Model, save)
{
    zend_string *path, *full = NULL;

    PQ_BEGIN(self);
    if (pq_string(c, 1, &path) && take_mode(c) &&
        (full = pq_path(path, self->handle->noun->name)) != NULL) {
        pq_ok(c, self->handle->noun->save(c->ctx, self->handle->thing, ZSTR_VAL(full)));
        zend_string_release(full);
    }
    (void)!quen_context_set_file_mode(c->ctx, 0);
    pq_end(c);
}

ZEND_METHOD(Quen_Model, toBytes)
{
    zend_string *bytes;
    size_t size;

    PQ_BEGIN(self);
    const pq_noun *noun = self->handle->noun;
    const void *thing = self->handle->thing;
    /* Asked for the size alone, it says that there is no room. */
    (void)!noun->save_bytes(c->ctx, thing, NULL, 0, &size);
    bytes = zend_string_alloc(size, 0);
    if (pq_ok(c, noun->save_bytes(c->ctx, thing, ZSTR_VAL(bytes), size, &size))) {
        ZSTR_VAL(bytes)[size] = '\0';
        RETVAL_STR(bytes);
    } else {
        zend_string_free(bytes);
    }
    pq_end(c);
}

ZEND_METHOD(Quen_Model, get)
{
    const char *method = ZSTR_VAL(EX(func)->common.function_name);
    const pq_getter *getter = pq_getters;

    PQ_BEGIN(self);
    while (getter->noun != self->handle->noun || strcmp(getter->method, method) != 0)
        getter++;
    getter->get(self->handle->thing, return_value);
    pq_end(c);
}
