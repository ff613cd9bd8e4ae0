"""Logistic regression against C's golden vectors and scikit-learn; unknowns, weights,
labels of any kind, errors."""

import doctest
import pickle
import tracemalloc

import numpy as np
import pytest
from golden import golden

import quen
import quen._linear

SMALL = golden("logit_small.txt")
X, Y, W = SMALL["x"].reshape(60, 3), SMALL["y"], SMALL["w"]


def made_up(n=3000, d=5, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, d)) * np.logspace(-2, 3, d) + np.arange(d)
    odds = (x - x.mean(axis=0)) / x.std(axis=0) @ np.linspace(-1, 1.5, d) - 0.5
    return x, (rng.uniform(size=n) < 1 / (1 + np.exp(-odds))).astype(int)


def close(a, b, tolerance=1e-8):
    np.testing.assert_allclose(np.ravel(a), np.ravel(b), rtol=tolerance)


def test_docstrings():
    assert doctest.testmod(quen._linear).failed == 0


# ---- results ----


def assert_golden(model, prefix, *, inference):
    want = {key.removeprefix(prefix + "_"): v for key, v in SMALL.items()}
    table = model.summary()
    assert model.converged_ and not model.separated_
    close(model.coefficients_, want["coef"])
    close(model.intercept_, want["intercept"])
    close(model.std_errors_, want["se"])
    close(table["std_error"][0], want["intercept_se"])
    if inference:
        close(model.z_values_, want["z"])
        close(model.p_values_, want["p"])
        close(table["p"], np.append(want["intercept_p"], want["p"]))
        close(model.log_likelihood_, want["loglik"])
    close(model.odds_ratios_, np.exp(model.coefficients_), 1e-15)


@pytest.mark.parametrize("weighted", [False, True])
def test_golden(weighted):
    weights, prefix = (W, "w") if weighted else (None, "")
    assert_golden(
        quen.LogisticRegression(l2=0).fit(X, Y, weights),
        prefix + "ml",
        inference=True,
    )
    assert_golden(
        quen.LogisticRegression(l2=0.5).fit(X, Y, weights), prefix + "l2", inference=False
    )


def test_intervals():
    from scipy import stats

    x, y = made_up(300, 4)
    model = quen.LogisticRegression(l2=0).fit(x, y)
    plain = model.summary()
    for level in (0.95, 0.8, 0.999):
        table = model.summary(level=level)
        z = stats.norm.ppf((1 + level) / 2)
        close(table["low"], table["coefficient"] - z * table["std_error"], 1e-12)
        close(table["high"], table["coefficient"] + z * table["std_error"], 1e-12)
        assert level != 0.95 or np.array_equal(table["low"], plain["low"])
    for level in (0, 1, 95, np.nan):
        with pytest.raises(ValueError, match="level is .*, not above 0 and below 1"):
            model.summary(level=level)
    constant = quen.LogisticRegression().fit(np.column_stack([x, np.ones(300)]), y)
    ends = constant.summary()
    assert np.isnan(ends["low"][-1]) and np.isnan(ends["high"][-1])


def test_summary_is_told_in_digits_that_count():
    """However small a coefficient or a p value is."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(2000, 3)) * [1, 1e6, 1e-4]
    y = rng.uniform(size=2000) < 1 / (1 + np.exp(-x @ [2, 1e-6, 1e3]))
    table = quen.LogisticRegression(l2=0).fit(x, y).summary()
    lines = [line.split() for line in repr(table).splitlines()]
    assert lines[0] == list(table.columns)
    shown = {name: [line[i] for line in lines[1:]] for i, name in enumerate(lines[0])}
    for name in table.columns[1:]:
        told = np.array(shown[name], float)
        assert np.all((told != 0) | (table[name] == 0)), name
        np.testing.assert_allclose(told, table[name], rtol=0.05, err_msg=name)


def test_golden_unknown_values():
    rows = SMALL["miss_x"].reshape(60, 3)
    model = quen.LogisticRegression(l2=0).fit(rows, Y)
    assert_golden(model, "miss", inference=True)
    assert model.term_names_ == ("x0", "x1", "x2", "x1 missing")
    assert model.coef_.shape == (1, 3) and model.std_errors_.shape == (4,)
    close(model.coef_, model.coefficients_[:3])
    filled = np.where(np.isnan(rows), SMALL["miss_mean"], rows)
    odds = filled @ model.coef_[0] + model.intercept_
    odds += np.isnan(rows[:, 1]) * model.coefficients_[3]
    close(model.decision_function(rows), odds, 1e-9)
    close(model.predict_proba(rows)[:, 1], 1 / (1 + np.exp(-odds)), 1e-9)


def test_separated():
    rows = SMALL["sep_x"].reshape(int(SMALL["sep_n"][0]), -1)
    model = quen.LogisticRegression(l2=0).fit(rows, SMALL["sep_y"])
    assert model.separated_ and np.isnan(model.std_errors_).all()
    assert not quen.LogisticRegression().fit(rows, SMALL["sep_y"]).separated_


@pytest.mark.parametrize("l2", [0.02, 1.0, 32.0])
@pytest.mark.parametrize("class_weight", [None, "balanced", {0: 1.0, 1: 3.5}])
def test_like_scikit_learn_after_a_scaler(l2, class_weight):
    from sklearn import linear_model as linear
    from sklearn.preprocessing import StandardScaler

    x, y = made_up()
    scaler = StandardScaler().fit(x)
    theirs = linear.LogisticRegression(
        C=1 / l2, class_weight=class_weight, tol=1e-12, solver="newton-cholesky"
    ).fit(scaler.transform(x), y)
    ours = quen.LogisticRegression(l2, class_weight=class_weight).fit(x, y)
    close(ours.coef_, theirs.coef_ / scaler.scale_, 1e-6)
    at_zero = theirs.intercept_ - theirs.coef_ @ (scaler.mean_ / scaler.scale_)
    close(ours.intercept_, at_zero, 1e-6)
    new = made_up(seed=1)[0]
    close(ours.predict_proba(new), theirs.predict_proba(scaler.transform(new)), 1e-6)
    odds = theirs.decision_function(scaler.transform(new))
    np.testing.assert_allclose(ours.decision_function(new), odds, rtol=1e-6, atol=1e-9)
    assert (ours.predict(new) == theirs.predict(scaler.transform(new))).all()


def test_weights_are_copies_without_penalty():
    x, y = made_up(500)
    weights = np.arange(500) % 3
    weighted = quen.LogisticRegression(0).fit(x, y, weights)
    repeated = quen.LogisticRegression(0).fit(
        np.repeat(x, weights, axis=0), np.repeat(y, weights)
    )
    close(weighted.coefficients_, repeated.coefficients_)
    close(weighted.std_errors_, repeated.std_errors_)
    close(weighted.log_likelihood_, repeated.log_likelihood_)


def test_predictions_agree_with_one_another():
    x, y = made_up()
    model = quen.LogisticRegression().fit(x, y)
    odds, p = model.decision_function(x), model.predict_proba(x)
    np.testing.assert_allclose(
        odds, x @ model.coef_[0] + model.intercept_, rtol=1e-9, atol=1e-9
    )
    close(p[:, 1], 1 / (1 + np.exp(-odds)), 1e-12)
    assert (p.sum(axis=1) == 1).all()
    close(np.exp(model.predict_log_proba(x)), p, 1e-12)
    assert (model.predict(x) == (odds > 0)).all()
    assert model.score(x, y) == np.mean(model.predict(x) == y)
    far = model.predict_log_proba(1e6 * np.sign(model.coef_))
    assert -np.inf < far[0, 0] < -100 and far[0, 1] == 0


def test_contributions():
    x, y = made_up()
    x[::7, 2] = np.nan
    model = quen.LogisticRegression().fit(x, y)
    effects = model.contributions(x)
    assert effects.shape == (len(x), 6) and model.term_names_[5] == "x2 missing"
    constant = model.decision_function(x) - effects.sum(axis=1)
    np.testing.assert_allclose(constant, constant[0], atol=1e-9)
    assert np.abs(effects.mean(axis=0)).max() < 1e-9


@pytest.mark.parametrize(
    "labels", [(0, 1), (-1, 1), ("no", "yes"), (False, True), (2.0, 5.0)]
)
def test_labels_of_any_kind(labels):
    x, y = made_up(300)
    given = np.array(labels)[y]
    model = quen.LogisticRegression().fit(x, given)
    assert model.classes_.tolist() == list(labels)
    assert set(model.predict(x).tolist()) <= set(labels)
    assert model.to_bytes() == quen.LogisticRegression().fit(x, y).to_bytes()
    listed = quen.LogisticRegression(class_weight={labels[1]: 2.0}).fit(x, given.tolist())
    assert listed.intercept_[0] > model.intercept_[0]


def test_names():
    import pandas

    x, y = made_up(300, 2)
    frame = pandas.DataFrame({"recency": x[:, 0], "Ausgaben €": x[:, 1]})
    frame.loc[::9, "recency"] = np.nan
    model = quen.LogisticRegression().fit(frame, y)
    assert model.term_names_ == ("recency", "Ausgaben €", "recency missing")
    assert model.summary()["term"].tolist() == ["(intercept)", *model.term_names_]
    frame["recency"] = np.where(np.arange(300) == 3, np.inf, x[:, 0])
    with pytest.raises(ValueError, match=r"row 3, column 0 \(recency\): infinite"):
        model.predict(frame)


# ---- bits, memory, files ----


def test_threads_do_not_matter():
    x, y = made_up(20000)
    one, two = (quen.LogisticRegression(n_jobs=jobs).fit(x, y) for jobs in (1, 2))
    assert one.to_bytes() == two.to_bytes()
    for method in ("predict_proba", "decision_function", "contributions"):
        np.testing.assert_array_equal(getattr(one, method)(x), getattr(two, method)(x))


def test_nothing_is_copied():
    x, y = made_up(100000, 20)
    x.flags.writeable = False
    tracemalloc.start()
    quen.LogisticRegression().fit(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < x.nbytes / 4  # y, sorted to find its two labels


def test_files(tmp_path):
    x, y = made_up()
    labels = np.array(["no", "yes"])[y]
    model = quen.LogisticRegression(l2=2.0).fit(x, labels)
    model.save(tmp_path / "x.quen")
    opened = quen.LogisticRegression.open(tmp_path / "x.quen")
    assert opened.to_bytes() == model.to_bytes() and opened.classes_.tolist() == [0, 1]
    assert (opened.predict(x) == (model.predict(x) == "yes")).all()
    again = pickle.loads(pickle.dumps(model))
    assert again.to_bytes() == model.to_bytes() and again.l2 == 2.0
    assert (again.predict(x) == model.predict(x)).all()


# ---- errors, progress ----


@pytest.mark.parametrize(
    "parameters, sentence",
    [
        ({"l2": -1}, "l2 is -1"),
        ({"l2": np.nan}, "l2 is NaN"),
        ({"max_iter": 0}, "max_iter is 0, not at least 1"),
        ({"tol": 0.0}, "tol is 0, not a finite number above 0"),
        ({"class_weight": "even"}, "class_weight: 'even' is neither"),
        ({"class_weight": {2: 1.0}}, "class_weight: 2 is none of the classes [0.0, 1.0]"),
        (
            {"class_weight": {1: -1.0}},
            "class_weight[1] is -1, not a finite number",
        ),
    ],
)
def test_parameters_refused(parameters, sentence):
    with pytest.raises(ValueError) as error:
        quen.LogisticRegression(**parameters).fit(X, Y)
    assert sentence in str(error.value)


def test_values_refused():
    fit = quen.LogisticRegression().fit
    for y, sentence in (
        (np.arange(60) % 3, "Only binary classification is supported: y has 3 classes"),
        (np.zeros(60), "y has one class"),
        (np.linspace(0, 1, 60), "Unknown label type"),
        (np.where(Y == 1, np.nan, 0), "NaN"),
    ):
        with pytest.raises(ValueError, match=sentence):
            fit(X, y)
    with pytest.raises(quen.NumericError, match="no row of class 1 has weight"):
        fit(X, Y, sample_weight=1 - Y)
    with pytest.raises(ValueError, match="column 1 .x1. has no known value"):
        fit(np.where(np.arange(3) == 1, np.nan, X), Y)
    with pytest.raises(quen.NumericError, match="column 3 .x3. is a combination"):
        quen.LogisticRegression(0).fit(np.column_stack([X, X[:, 0] + X[:, 1]]), Y)
    with pytest.raises(quen.NotFittedError):
        quen.LogisticRegression().predict(X)


def test_what_progress_raises_ends_the_fit():
    def stop(stage, fraction):
        raise LookupError(stage)

    x, y = made_up(20000, 20)
    with pytest.raises(LookupError):
        quen.LogisticRegression(tol=1e-14).fit(x, y, progress=stop)
    told = []
    quen.LogisticRegression().fit(x, y, progress=lambda *what: told.append(what))
    assert told
