"""How many answers would settle what is not told yet."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

from cjm_widgets.statistics.compare import difference, side
from cjm_widgets.statistics.intervals import LEVEL
from cjm_widgets.statistics.standing import of_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cjm_widgets.statistics.figures import Figure

K = TypeVar("K")

MOST_ASKED: Final = 100_000
_SAID: Final = (*range(5, 100, 5), *(step * at for step in (50, 500, 5_000) for at in range(2, 20)), MOST_ASKED)
"""All numbers that `spoken` may give."""
LIKELY: Final = "as likely as not"
"""How likely so many answers tell, wherever a number of them is given: with the figures as they are now, each in about
half of all samples, and in four of five at twice as many."""
NO_NUMBER: Final = "no number of answers that can be asked"
"""What is said where it would take more than `MOST_ASKED`, or where no number at all would do."""


def answers(tells: Callable[[int], bool], n: int = 1) -> int | None:
    """The fewest answers in all that tell, where more never tell less.

    Args:
        tells: whether so many answers would tell, if they were divided as those that there are.
        n: where to begin to look.

    Returns:
        None where no number of people that can be asked would.
    """
    few, many = 0, max(1, n)
    while not tells(many):
        few, many = many, 2 * many
        if many > MOST_ASKED:
            return None
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if tells(half) else (half, many)
    return many


def fewest_said(tells: Callable[[int], bool]) -> int | None:
    """The fewest answers that tell, of the numbers that are said aloud, where more never tell less.

    Args:
        tells: whether so many answers would tell.

    Returns:
        None where no number of people that can be asked would.
    """
    at = bisect_left(_SAID, 1, key=tells)
    return _SAID[at] if at < len(_SAID) else None


def more_to_call(figures: Mapping[K, Figure], keys: Iterable[K], *, middle: bool = False) -> dict[K, int | None]:
    """How many more answers would call each of some steps among others, if all figures stayed as they are.

    They need not stay (`LIKELY`), so the number is rounded up to what can be said aloud.

    Args:
        figures: the figures of the steps, of one scale.
        keys: the steps.
        middle: as for `of_figures`.

    Returns:
        For each the number of more answers at that step, as the others have more in proportion; 0 where it is called
        already, and None where no number of people that can be asked would call it.
    """

    @cache
    def called(times: float) -> dict[K, int]:
        return of_figures({key: figure.grown(times) for key, figure in figures.items()}, middle=middle)

    def tells(key: K) -> Callable[[float], bool]:
        return lambda times: bool(called(times)[key])

    return {key: _more(figures[key].n, tells(key)) for key in keys}


def more_to_part(one: Figure, other: Figure, level: float = LEVEL) -> int | None:
    """How many more answers would tell two figures from each other, if both stayed as they are.

    Args:
        one: a figure, such as a group's.
        other: another of the same scale, of other people.
        level: at which they are to be told; above 95 % where several are compared.

    Returns:
        The number of more answers to both together, in proportion; else as more_to_call.
    """
    return _more(
        one.n + other.n, lambda times: bool(side(difference([(1, one.grown(times)), (-1, other.grown(times))], level)))
    )


def _more(now: float, tells: Callable[[float], bool]) -> int | None:
    if tells(1):
        return 0
    # figures of as many people are so reckoned with the same few numbers
    return fewest_said(lambda more: tells((now + more) / now))


def to_tell(more: int | None, of: str = "more answers", *, same: bool = False) -> str:
    """How many answers would tell, in words: “about 350 more answers”.

    Args:
        more: how many; None where no number that can be asked would.
        of: which answers these are.
        same: whether there is nothing to tell, as the figures are equal.
    """
    if more:
        return f"about {more:,} {of}"
    return "the same figure" if same else f"{NO_NUMBER} would tell"


def spoken(number: float) -> int:
    """A number rounded up to what can be said aloud: 5, 10, 15, 20, 25 …, 100, 150, 200 …, 1,000 and so on."""
    step = max(5, 10 ** math.floor(math.log10(number)) // 2) if number > 0 else 5
    return step * math.ceil(number / step)
