"""What is called among several: hand calculations, and how seldom anything is called where nothing is there."""

from __future__ import annotations

import random
from statistics import NormalDist

from cjm_widgets.statistics.several import holm


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
        # of 100 people, a standard error is 0.05
        called += bool(holm({at: 2 * NormalDist().cdf(-abs(one - 0.5) / 0.05) for at, one in enumerate(shares)}))
    assert called / 400 <= 0.05 + 1.96 * (0.05 * 0.95 / 400) ** 0.5
