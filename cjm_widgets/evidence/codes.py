"""Codes such as -99 that stand for “no answer” among figures: which are likely to, and how that is asked. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.cells import number
from cjm_widgets.evidence.scales import BEST_OF_FIVE, BEST_OF_TEN
from cjm_widgets.evidence.told import Question, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_widgets.evidence.headings import Column
    from cjm_widgets.evidence.roles import Profile

_USUAL: Final = re.compile(r"-[789]|-?(9{1,3}|9{1,2}[5-8]|8{2,3}|7{2,3})")
"""What programs write for “no answer” where nobody has said the scale."""
_PERHAPS: Final = re.compile(r"-\d{1,3}|0|7+|8+|9+[5-9]?")
"""What they write off a scale that somebody has said."""
_SINGLE: Final = -9
"""A net promoter score may be so low; -99 is none."""
_NINETY_NINE: Final = 99
_ROUND: Final = 5
_SEVERAL: Final = 3
"""Other answers from which on one sees that all are round."""


def may_be_code(value: float) -> bool:
    """Whether a figure off the scale that is said may stand for “no answer”."""
    return _PERHAPS.fullmatch(f"{value:g}") is not None


def question_of_codes(column: Column, profile: Profile, codes: Sequence[str], why: str) -> Question:
    """Asks whether cells of a column mean that there is no answer.

    Args:
        column: of figures.
        profile: of it.
        codes: the cells.
        why: that they are asked about.
    """
    rows = sum(profile.cells[cell] for cell in codes)
    says = " ".join(f"--missing {cell}" for cell in codes)
    say = (
        f"“{column.name}” holds {listed(codes)} in {rows} {'row' if rows == 1 else 'rows'}, and {why}. If that means "
        f"“no answer”, say {says}; else correct it."
    )
    return Question("missing", say, column.name, tuple((cell, "no answer") for cell in codes))


def lowest_above_five(profiles: Iterable[Profile], decimal: str) -> float:
    """The lowest answer above 5 in any column of whole figures; 0 where there is none."""
    known = [one for one in profiles if one.is_numbers and one.whole]
    return min((at for one in known for at in figures_of(one, decimal).values() if at > BEST_OF_FIVE), default=0)


def likely_codes(profile: Profile, lowest: float, decimal: str, *, added_up: bool) -> list[str]:
    """What seems to be a code in a column of a scale that nobody has said: -99 or 9 beside 1 to 5.

    Args:
        profile: of the column.
        lowest: `lowest_above_five` of all columns: a code such as 9 is none where somebody gives an answer below it.
        decimal: what stands before decimals.
        added_up: whether its figures are those of many people.
    """
    found = figures_of(profile, decimal)
    usual = {cell: at for cell, at in found.items() if _USUAL.fullmatch(f"{at:g}") and (not added_up or at < _SINGLE)}
    rest = [at for cell, at in found.items() if cell not in usual]
    if not usual or not rest or min(rest) < 0 or not (added_up or max(rest) <= BEST_OF_TEN):
        return []
    return [cell for cell, at in usual.items() if at < 0 or at > BEST_OF_TEN or lowest >= at]


def without_codes(profile: Profile, codes: Sequence[str], decimal: str) -> Profile:
    """A column as it would be if its codes were none of its figures."""
    rest = [at for cell, at in figures_of(profile, decimal).items() if cell not in codes]
    return replace(profile, low=min(rest), high=max(rest)) if codes else profile


def figures_of(profile: Profile, decimal: str) -> dict[str, float]:
    """The different cells of a column that are figures, each with its own."""
    cells = ((cell, number(cell, decimal)) for cell in profile.cells if cell not in profile.nothing)
    return {cell: said.value for cell, said in cells if said}


def apart_from_others(name: str, profile: Profile, decimal: str, high: float) -> str:
    """That 99 is counted as an answer though it lies on the scale alone among round figures; "" where it does not.

    Args:
        name: of the column.
        profile: of it.
        decimal: what stands before decimals.
        high: the best answer of its scale.
    """
    found = figures_of(profile, decimal)
    codes = [cell for cell, at in found.items() if at == _NINETY_NINE]
    rest = {at for cell, at in found.items() if cell not in codes}
    if not codes or high <= _NINETY_NINE or len(rest) < _SEVERAL or any(at % _ROUND for at in rest):
        return ""
    rows = sum(profile.cells[cell] for cell in codes)
    return (
        f"“{name}” holds 99 in {rows} {'row' if rows == 1 else 'rows'}, and all its other answers are round: 99 is "
        "counted as an answer. If it means “no answer”, say --missing 99."
    )
