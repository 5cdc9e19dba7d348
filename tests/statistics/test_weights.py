"""Relative weights, against another way to reckon them, and how often their intervals hold what is true."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
import statsmodels.api as sm
from simulated import told, weights, with_parts

from cjm_widgets.statistics.weights import relative_weights


def fixed():
    return Random(23)  # noqa: S311  the same in every run


def reckoned(x, y):
    """Johnson's way of 2000: the nearest steps that do not go together, and statsmodels' regressions on them."""
    x, y = ((each - each.mean(0)) / each.std(0) for each in (x, y))
    left, _, right = np.linalg.svd(x, full_matrices=False)
    apart = left @ right * math.sqrt(len(x))
    slopes = sm.OLS(y, apart).fit().params
    loadings = np.array([sm.OLS(column, apart).fit().params for column in x.T])
    weights = loadings**2 @ slopes**2
    return weights / weights.sum(), sm.OLS(y, sm.add_constant(x)).fit().rsquared


def test_the_weights_of_whole_answers_are_those_of_johnsons_own_way():
    rows, outcome = with_parts(fixed(), 240)
    found = relative_weights(rows, outcome, fixed())
    parts, explained = reckoned(np.array([list(row.values()) for row in rows]), np.array(outcome))
    assert [each.value for each in found.steps.values()] == pytest.approx(parts, abs=1e-9)
    assert found.explained == pytest.approx(explained, abs=1e-9)
    assert found.n == 240


def test_there_are_none_of_too_few_people_or_pairs_or_of_one_answer():
    rows, outcome = with_parts(fixed(), 99)
    assert relative_weights(rows, outcome, fixed()) is None
    rows, outcome = with_parts(fixed(), 119, (0.1,) * 12)
    assert relative_weights(rows, outcome, fixed()) is None
    rows, outcome = with_parts(fixed(), 200)
    assert relative_weights(rows, [None] * 101 + outcome[101:], fixed()) is None
    apart = [{key: at for key, at in row.items() if (key == "s0") == (k % 2 == 0)} for k, row in enumerate(rows)]
    assert relative_weights(apart, outcome, fixed()) is None
    assert relative_weights([{**row, "s0": 4} for row in rows], outcome, fixed()) is None
    assert relative_weights([], [], fixed()) is None


def test_intervals_hold_what_is_true():
    assert told(list(weights(fixed(), (110, 250), 20))) >= 0.94


def test_thirty_steps_with_gaps_are_reckoned_with_in_moments():
    rows, outcome = with_parts(fixed(), 400, (0.6, *[0.02] * 29), absent=0.35)
    found = relative_weights(rows, outcome, fixed())
    assert sum(each.value for each in found.steps.values()) == pytest.approx(1)
    assert max(found.steps, key=lambda step: found.steps[step].value) == "s0"
    assert 0 < found.explained <= 1


def test_it_turns_with_no_scale_and_the_order_of_rows_says_nothing():
    rows, outcome = with_parts(fixed(), 150, absent=0.2)
    found = relative_weights(rows, outcome, fixed())
    turned = relative_weights([{k: 6 - at for k, at in row.items()} for row in rows], outcome, fixed())
    for key, each in found.steps.items():
        assert turned.steps[key].value == pytest.approx(each.value, abs=1e-9)
    order = fixed().sample(range(150), 150)
    assert relative_weights([rows[k] for k in order], [outcome[k] for k in order], fixed()) == found
