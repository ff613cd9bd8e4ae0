/* Features as quen/features.h has them: asked for, and told of. */
#include "core/alloc.h"
#include "core/options.h"
#include "data/features/features.h"

static quen_features_options defaults(void)
{
    quen_features_options options = {0};
    options.struct_size = sizeof options;
    options.now_s = INT64_MIN;
    options.utc_offset_s = QUEN_CLOCK_OF_LOG;
    options.period_s = 90 * INT64_C(86400);
    return options;
}

void quen_features_options_init(quen_features_options *options, size_t size)
{
    quen_features_options all = defaults();
    quen__options_init(options, size, &all, sizeof all);
}

quen_status quen_features_new(quen_context *ctx, const quen_orders *orders,
                              const quen_features_options *given, quen_features **out)
{
    quen_features_options options = defaults();
    quen__schema schema = {0};
    quen__log log;
    *out = NULL;
    quen_status status =
        quen__options_read(ctx, &options, sizeof options, given, "features");
    if (status == QUEN_OK)
        status = quen__orders_log(ctx, orders, &log);
    if (status == QUEN_OK)
        status = quen__schema_build(ctx, log.has_money, options.attributes,
                                    options.n_attributes, &schema);
    if (status != QUEN_OK)
        return status;
    quen__features_moment moment = {quen__orders_moment(orders, options.now_s),
                                    options.period_s, options.utc_offset_s};
    status = quen__features_build(ctx, orders, &moment, &schema, options.attributes,
                                  options.n_attributes, out);
    if (status == QUEN_OK)
        (*out)->schema = schema;
    else
        quen__schema_free(&schema);
    return status;
}

void quen_features_free(quen_features *features)
{
    if (!features)
        return;
    quen_allocator allocator = features->allocator;
    quen__schema_free(&features->schema);
    quen__release(&allocator, features->customers);
    quen__release(&allocator, features->matrix);
    quen__release(&allocator, features);
}

size_t quen_features_n_rows(const quen_features *features)
{
    return features->rows;
}

size_t quen_features_n_columns(const quen_features *features)
{
    return features->schema.n_columns;
}

size_t quen_features_n_builtin(const quen_features *features)
{
    size_t n = 0;
    while (n < features->schema.n_columns &&
           features->schema.columns[n].kind == QUEN__COLUMN_BUILTIN)
        n++;
    return n;
}

const double *quen_features_matrix(const quen_features *features)
{
    return features->matrix;
}

const char *quen_features_column_name(const quen_features *features, size_t column)
{
    if (column >= features->schema.n_columns)
        return NULL;
    return quen__schema_name(&features->schema, column);
}

const char *quen_features_column_unit(const quen_features *features, size_t column)
{
    if (column >= features->schema.n_columns)
        return "";
    return quen__schema_unit(&features->schema, column);
}

const uint32_t *quen_features_customers(const quen_features *features)
{
    return features->customers;
}

int64_t quen_features_now_s(const quen_features *features)
{
    return features->now;
}
