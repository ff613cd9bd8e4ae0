/* A lifetime model as the library sees it, so that a shop can carry one in its image. */
#ifndef QUEN_MODELS_LIFETIME_LIFETIME_H
#define QUEN_MODELS_LIFETIME_LIFETIME_H

#include "io/model.h"
#include "quen/lifetime.h"

#define QUEN__KIND_LIFETIME 8u /* of its file; part of the format */

#define QUEN__LIFETIME_FAMILY 4 /* parameters of a family */
#define QUEN__LIFETIME_SPEND 3  /* and of the model of values */
#define QUEN__LIFETIME_PARAMETERS (QUEN__LIFETIME_FAMILY + QUEN__LIFETIME_SPEND)
#define QUEN__LIFETIME_MOST_K 12
#define QUEN__LIFETIME_MOST_X 1e9
#define QUEN__LIFETIME_MOST_TIME 1e15
#define QUEN__LIFETIME_MOST_VALUE 1e18
#define QUEN__LIFETIME_MOST_HORIZON 1e12
#define QUEN__LIFETIME_MOST_WAIT 1e18

/* How good a foresight was. Part of the format. NaN: it is not known. */
typedef struct quen__lifetime_errors {
    double orders, rmse, mae;
} quen__lifetime_errors;

/* What was foreseen, and what came. Part of the format. */
typedef struct quen__lifetime_check {
    uint64_t judged, better; /* 0 or 1 */
    int64_t from_s, to_s;
    uint64_t customers;
    double orders;
    quen__lifetime_errors model, mean, own;
    double z;
} quen__lifetime_check;

/* The section of single values. Part of the format. */
typedef struct quen__lifetime_info {
    uint64_t family, regularity, state, steps, answer;
    uint64_t has_time; /* 1: of a log, in days of Unix time; 0: of rows */
    int64_t now_s;
    uint64_t customers, repeaters, value_customers;
    double log_likelihood, value_correlation;
    double discount;   /* a unit of time */
    double mean_rate;  /* orders per unit of time and customer, the plain answer */
    double mean_alive; /* of customers who are there; NaN where the model answers */
    double mean_value; /* of orders after the first; NaN without money */
    double most_value; /* the largest mean value of a customer; NaN without money */
    quen__lifetime_check check;
} quen__lifetime_info;

/* Section ids, less the base. Part of the format. */
enum {
    QUEN__LIFETIME_INFO = 0,
    QUEN__LIFETIME_PARAMETER = 1, /* 4 or 7 doubles */
    QUEN__LIFETIME_ERROR = 2,     /* as many */
    QUEN__LIFETIME_X = 3,         /* a double for each customer, and so below */
    QUEN__LIFETIME_T_X = 4,
    QUEN__LIFETIME_T = 5,
    QUEN__LIFETIME_VALUE = 6, /* none without money */
    QUEN__LIFETIME_SECTIONS = 7
};

struct quen_lifetime {
    quen__model model;
    const quen__lifetime_info *info;
    const double *parameters, *errors;
    const double *x, *t_x, *t;
    const double *value; /* NULL without money */
    size_t n_parameters, n;
};

extern const quen__model_kind quen__lifetime_kind;

/* The parameters of a family, and of MBG/CNBD-k the k. */
typedef struct quen__lifetime_law {
    uint32_t family, k;
    double p[QUEN__LIFETIME_FAMILY];
} quen__lifetime_law;

/* Rows that a caller gives. */
typedef struct quen__lifetime_given {
    const double *x, *t_x, *t, *log_gaps, *value;
    size_t n;
} quen__lifetime_given;

/* QUEN_ERR_ARGUMENT unless each is within its limits. */
quen_status quen__lifetime_check_rows(quen_context *ctx,
                                      const quen__lifetime_given *rows);

/*
 * 1 of a customer of the model whose last order is longer ago than the next one, seen
 * from there, takes to come in three cases of four: lifetime_ask.c.
 */
int quen__lifetime_is_late(const quen_lifetime *lifetime, size_t row);

/* --- what a law tells of a customer: lifetime_future.c --- */

/* Of a customer at the end of T. */
typedef struct quen__lifetime_now {
    double alive;
    double stage[QUEN__LIFETIME_MOST_K]; /* chances of the parts of a gap that are over */
} quen__lifetime_now;

quen__lifetime_now quen__lifetime_look(const quen__lifetime_law *law, double x,
                                       double t_x, double t);

/* Expected orders within h of then. */
double quen__lifetime_orders(const quen__lifetime_law *law, double x, double t,
                             const quen__lifetime_now *now, double h);

/* The logarithm of the chance that the gap behind t_x lasts longer than u, if alive. */
double quen__lifetime_log_lasts(const quen__lifetime_law *law, double x, double t_x,
                                double u);

/* The chance that the gap ends within h, if alive, and how far off rounding may make it.
 */
double quen__lifetime_comes(const quen__lifetime_law *law, double x, double t_x, double t,
                            double h, double *off);

/* Quartiles of the time to the next order, if alive, of the share that comes first. */
void quen__lifetime_wait(const quen__lifetime_law *law, double x, double t_x, double t,
                         double share, double wait[3]);

/* Quartiles of it where it comes within the horizon: lifetime_within.c. */
void quen__lifetime_wait_within(const quen__lifetime_law *law, double x, double t_x,
                                double t, double horizon, double within[3]);

/* And of one who orders at a rate that is known. */
void quen__lifetime_plain_within(double rate, double horizon, double within[3]);

int quen__lifetime_is_regular(const quen__lifetime_law *law, double x);

/* --- one row's log-likelihood of Pareto/NBD, less what depends on x alone --- */

/* Sums of a function of d <= 4 parameters with its derivatives. */
typedef struct quen__lifetime_sums {
    double value, gradient[QUEN__LIFETIME_FAMILY];
    double curve[QUEN__LIFETIME_FAMILY][QUEN__LIFETIME_FAMILY]; /* lower triangle */
} quen__lifetime_sums;

/* Adds w times it; *alive, unless NULL, receives the chance of being alive. */
void quen__lifetime_pareto_row(const double p[QUEN__LIFETIME_FAMILY], double x,
                               double t_x, double t, double w, quen__lifetime_sums *sums,
                               double *alive);

#endif
