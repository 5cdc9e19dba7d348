"""Promoters, passives and detractors, people or shares: a net promoter score, and the one that is printed beside."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cjm_widgets.evidence.roles import Role

PARTS: Final[Mapping[Role, float]] = MappingProxyType({"promoters": 10.0, "passives": 8.0, "detractors": 0.0})
"""What is told of a net promoter score, each with an answer that stands for it."""
_SCORE: Final = re.compile(r"e?nps( (score|wert))?|net promoter( score)?( \(nps\))?")
_WHOLE_NUMBERS, _DECIMALS = 0.5, 0.05
"""How far a printed figure may lie from the true one."""


def is_score(heading: str) -> bool:
    """Whether a column holds the score itself."""
    return _SCORE.fullmatch(words.plain(words.without_sign(heading))) is not None


def are_parts(counts: Mapping[str, float], scale: str) -> bool:
    """Whether columns say how many were promoters and detractors, and not how often each answer was given.

    Args:
        counts: the columns, each with an answer.
        scale: of the answers.
    """
    return scale.startswith("nps") and {*counts.values()} <= {*PARTS.values()} and len(counts) <= len(PARTS)


def with_passives(given: Mapping[float, float], whole: float | None) -> dict[float, float]:
    """The three parts; whoever is neither promoter nor detractor is passive, so that no rounding moves the score.

    Args:
        given: the parts that a row says.
        whole: what all make together; None where that is not known.
    """
    promoters, passives, detractors = PARTS.values()
    if whole is None or promoters not in given or detractors not in given:
        return dict(given)
    return {**given, passives: max(0.0, whole - given[promoters] - given[detractors])}


def agrees(value: float, printed: float, shares: Collection[float]) -> bool:
    """Whether a printed score is that of its parts, rounded as these are.

    Args:
        value: of the parts.
        printed: as the file says.
        shares: the parts where they are shares; none where they are numbers of people.
    """
    of_parts = 0.0 if not shares else 2 * _near(*shares)
    return abs(value - printed) <= of_parts + _near(printed) + 1e-9


def _near(*figures: float) -> float:
    return _WHOLE_NUMBERS if all(map(float.is_integer, figures)) else _DECIMALS
