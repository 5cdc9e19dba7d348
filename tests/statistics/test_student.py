"""Student's t against scipy, for every degree of freedom that occurs."""

from __future__ import annotations

import pytest
from scipy import stats

from cjm_widgets.statistics.student import beyond, quantile

FREEDOM = [*range(1, 60), 1.5, 2.7, 99.9, 100, 101, *(60 * 1.35**power for power in range(56))]


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.999])
def test_the_quantile_is_that_of_scipy(level):
    found = [quantile(freedom, level) for freedom in FREEDOM]
    assert found == pytest.approx(stats.t.ppf((1 + level) / 2, FREEDOM), abs=1e-9, rel=1e-12)


def test_the_quantile_is_the_same_on_both_sides_of_where_its_ways_meet():
    assert quantile(999.9999999, 0.95) == pytest.approx(quantile(1000, 0.95), abs=1e-12)


@pytest.mark.parametrize("t", [0, 1e-7, 0.3, -1.2, 2, 5, 40])
def test_how_often_chance_lies_further_is_scipys(t):
    found = [beyond(t, freedom) for freedom in FREEDOM]
    assert found == pytest.approx(2 * stats.t.sf(abs(t), FREEDOM), abs=1e-10)


def test_nothing_is_told_without_freedom():
    with pytest.raises(ValueError, match="0 degrees"):
        quantile(0, 0.95)
