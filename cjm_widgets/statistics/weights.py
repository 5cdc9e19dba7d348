"""How much of what can be told of an outcome each step has a part in, where steps go together among themselves.

numpy is imported late: whoever only looks at figures pays nothing for it.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from cjm_widgets.statistics import student
from cjm_widgets.statistics.intervals import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

K = TypeVar("K")

DRAWS: Final = 200
LEAST_ROWS: Final = 100
LEAST_ROWS_A_STEP: Final = 10
_LEAST_OF_A_PAIR: Final = 30
_BLOCKS: Final = 500
_NOTHING: Final = 1e-9


class Weight(NamedTuple):
    """The part of a step, 0 to 1; those of all steps make 1.

    Args:
        value: the part.
        low: the low end of its interval at 95 %.
        high: the high end.
    """

    value: float
    low: float
    high: float


class Weights(NamedTuple, Generic[K]):
    """What goes with an outcome, the steps taken together.

    Args:
        steps: the part of each step.
        explained: which share of how the outcome varies all of them go with.
        n: how many people told their outcome and any step.
    """

    steps: dict[K, Weight]
    explained: float
    n: int


def relative_weights(
    rows: Sequence[Mapping[K, float]], outcome: Sequence[float | None], chance: Random, *, draws: int = DRAWS
) -> Weights[K] | None:
    """Johnson's relative weights, with an interval from drawing the people again and again.

    Each pair of answers is counted by itself, so that nobody's other answers are lost where one is missing. Where that
    makes correlations that no complete answers could have, what is impossible in them is left out. Of more than 500
    people, groups of equal size made by chance are drawn.

    Args:
        rows: the answers of each person; a step that somebody did not rate is absent.
        outcome: the same people's outcome; None where there is none.
        chance: where the draws come from; of one seed they are the same.
        draws: how many to make.

    Returns:
        None with fewer than 100 people, or than ten for each step, or where fewer than 30 answered some two of the
        questions; and where all gave one answer to some question.

    Source: Johnson (2000), Multivariate Behavioral Research 35, 1-19; Tonidandel, LeBreton and Johnson (2009),
        Psychological Methods 14, 387-399, for the intervals.
    """
    import numpy as np

    keys = sorted({key for row in rows for key in row}, key=str)
    told = [(row, end) for row, end in zip(rows, outcome, strict=True) if row and end is not None]
    if not keys or len(told) < max(LEAST_ROWS, LEAST_ROWS_A_STEP * len(keys)):
        return None
    told.sort(key=lambda one: (one[1], sorted((str(key), answer) for key, answer in one[0].items())))
    chance.shuffle(told)
    answers = np.array([[*(row.get(key, np.nan) for key in keys), end] for row, end in told], dtype=float)
    moments = _moments(answers)
    blocks = len(moments)
    times = (chance.choices(range(blocks), k=blocks) for _ in range(draws))
    drawn = np.array([np.ones(blocks), *(np.bincount(one, minlength=blocks) for one in times)])
    sums = (drawn @ moments.reshape(blocks, -1)).reshape(draws + 1, *moments.shape[1:])
    if sums[0, 0].min() < _LEAST_OF_A_PAIR:
        return None
    together = _correlations(sums)
    if not np.isfinite(together[0]).all():
        return None
    parts, explained = _parts(together[np.isfinite(together).all(axis=(1, 2))])
    return Weights(_steps(keys, parts, len(told)), float(explained[0]), len(told))


def _moments(answers: Floats) -> Floats:
    """For each block of people and each pair of questions: how many answered both, their sums, squares and products."""
    import numpy as np

    there = (~np.isnan(answers)).astype(float)
    given = np.nan_to_num(answers - np.nanmean(answers, axis=0))
    found = []
    for block in range(min(_BLOCKS, len(answers))):
        by, of = there[block::_BLOCKS], given[block::_BLOCKS]
        found.append([by.T @ by, of.T @ by, (of * of).T @ by, of.T @ of])
    return np.array(found)


def _correlations(sums: Floats) -> Floats:
    import numpy as np

    n, totals, squares, products = (sums[:, moment] for moment in range(4))
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = squares - totals * totals / n
        shared = products - totals * totals.transpose(0, 2, 1) / n
        return shared / np.sqrt(spread * spread.transpose(0, 2, 1))


def _parts(together: Floats) -> tuple[Floats, Floats]:
    """The part of each step and what all explain, for each set of correlations; the outcome's are the last."""
    import numpy as np

    values, vectors = np.linalg.eigh(together[:, :-1, :-1])
    possible = values > _NOTHING
    roots = np.sqrt(np.where(possible, values, 0))
    inverse = np.where(possible, 1 / np.where(possible, roots, 1), 0)
    turned = vectors.transpose(0, 2, 1)
    loadings = (vectors * roots[:, None, :]) @ turned
    slopes = ((vectors * inverse[:, None, :]) @ turned @ together[:, :-1, -1:])[:, :, 0]
    weights = np.einsum("dij,dj->di", loadings**2, slopes**2)
    total = weights.sum(axis=1)
    return weights / np.where(total, total, 1)[:, None], np.minimum(total, 1)


def _steps(keys: list[K], parts: Floats, n: int) -> dict[K, Weight]:
    """Each part with the middle 95 % of its draws, and a little more: draws of a sample lie too near to each other.

    Source: Hesterberg (2015), The American Statistician 69, 371-386, on expanded percentiles.
    """
    import numpy as np

    out = NormalDist().cdf(-sqrt(n / (n - 1)) * student.quantile(n - 1, LEVEL))
    ends = np.quantile(parts[1:], [out, 1 - out], axis=0, method="weibull")
    return {
        key: Weight(float(at), min(float(at), float(low)), max(float(at), float(high)))
        for key, at, low, high in zip(keys, parts[0], *ends, strict=True)
    }
