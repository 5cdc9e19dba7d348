"""What is called among several: hand calculations, and how seldom anything is called where nothing is there."""

from __future__ import annotations

import random

import pytest

from cjm_widgets.statistics.intervals import wilson
from cjm_widgets.statistics.several import from_half, holm


def test_a_share_is_apart_from_one_half_where_its_interval_is():
    assert from_half(0.4, 100) == pytest.approx(0.0455002639)  # two standard errors
    assert from_half(0.5, 30) == pytest.approx(1)
    for n in (1, 7, 40, 384):
        for yes in range(n + 1):
            low, high = wilson(yes / n, n)
            assert (from_half(yes / n, n) < 0.05) == (not low <= 0.5 <= high)


def test_holms_steps_stop_at_the_first_that_chance_could_do():
    # 0.005 * 4 and 0.01 * 3 are below 0.05; 0.03 * 2 is not, and then 0.04 is not asked
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}) == {"a", "d"}
    assert holm({"a": 0.04}) == {"a"}
    assert holm({"a": 0.05, "b": 0.05}) == set()
    assert holm({}) == set()


def test_of_many_even_steps_seldom_one_is_called():
    drawn = random.Random(7)  # noqa: S311  the same in every run
    called = 0
    for _ in range(400):
        shares = [sum(drawn.random() < 0.5 for _ in range(100)) / 100 for _ in range(14)]
        called += bool(holm({at: from_half(share, 100) for at, share in enumerate(shares)}))
    assert called / 400 <= 0.05 + 1.96 * (0.05 * 0.95 / 400) ** 0.5
