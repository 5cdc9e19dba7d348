"""The scale of a column: named, or written as “1-7” or “1-6 low is good”; and answers in words."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.evidence import words
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey import scales
from cjm_widgets.journey.scales import SCALES, Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.evidence.cells import Number

BEST_OF_FIVE: Final = 5
BEST_OF_TEN: Final = 10
FRACTION: Final = " as fractions"
"""Ends the name of a share that is written as 0.36 for 36 %."""
MIXED: Final = " with fractions"
"""Ends it where some are written as 0.36 and others as 36."""
AS_IT_IS: Final = " as it stands"
"""Ends it where somebody says that 0.36 is less than 1 %."""
_WRITTEN: Final = (FRACTION, MIXED, AS_IT_IS)
_IN_HEADING: Final = re.compile(
    r"[(\[]\s*(?:scale )?([+-]?\d{1,3})\s*(?:-|–|to)\s*([+-]?\d{1,3})\s*[)\]]", re.IGNORECASE
)

_LEGEND: Final = re.compile(r"(?P<n>[+-]?\d{1,3})\s*(?:[=:–—-]|\()\s*(?P<words>[^\W\d][^\d,;()=/]*)")
_OTHER_LEGENDS: Final = (
    re.compile(r"(?P<words>[^\W\d][^\d,;:()=/–—]*?)\s*[=:(]\s*(?P<n>[+-]?\d{1,3})(?!\d)"),
    re.compile(r"(?P<n>[+-]?\d{1,3})\s+(?P<words>[^\W\d][^\d,;:.…()=/–—]*)"),
)
"""“very good (1) … very poor (5)”, “1 very good … 5 very poor”: they count only where both ends are known words."""
_SHARES: Final = (
    ("negativ", "negative-share"),
    ("dissatisf", "negative-share"),
    ("not recommend", "negative-share"),
    ("positiv", "positive-share"),
    ("recommended", "positive-share"),
)
_ALSO_SHARES: Final = (
    (
        re.compile(
            r"dissatisf|unsatisf|insatisf|unzufried|ontevred|not satisf|unhappy|detractor|complain", re.IGNORECASE
        ),
        "negative-share",
    ),
    (
        re.compile(r"satisf|satisfai|zufried|tevred|happy|promot(?:er|eur|or)|recommend", re.IGNORECASE),
        "positive-share",
    ),
)
"""What names a share as well, where it is known to be one."""
_JOINED: Final = re.compile(
    r"^(?:to|bis|à|tot|hasta|a)\s+|\s+(?:to|and|through|bis|und|à|et|tot|en|hasta|a|y)\s*$", re.IGNORECASE
)
_NONE_BESIDE: Final[Mapping[frozenset[str], int]] = MappingProxyType({})
_NEITHER: Final = ("neither ", "weder ", "ni ", "noch ")
ORDER: Final = re.compile(r"\s+<\s+")
"""Stands between answers in words that somebody puts in order: “bad < fair < good”."""


def scale_of(name: str) -> Scale:
    """The scale of a name, whether or not shares are fractions.

    Raises:
        EvidenceError: if there is none.
    """
    try:
        return scales.scale_of(bare(name))
    except ValueError as error:
        raise EvidenceError(str(error)) from error


def bare(name: str) -> str:
    """The name of a scale without how its figures are written."""
    return next((name.removesuffix(end) for end in _WRITTEN if name.endswith(end)), name)


def name_of(said: str) -> str:
    """The name of a scale that somebody says, whether or not shares are fractions.

    Raises:
        EvidenceError: if there is none.
    """
    plain = " ".join(said.split()).casefold()
    return scale_of(plain).name + plain.removeprefix(bare(plain))


def is_fraction(name: str) -> bool:
    """Whether shares are written as 0.36 for 36 %, or some of them are."""
    return name.endswith((FRACTION, MIXED))


def per_cent(name: str, found: Number) -> float:
    """A figure of a scale, in per cent where it is written as a fraction.

    Args:
        name: of the scale, with how its figures are written.
        found: what stands in the cell.
    """
    is_whole = found.percent or (name.endswith(MIXED) and abs(found.value) > 1)
    return found.value * 100 if is_fraction(name) and not is_whole else found.value


def is_share(scale: Scale) -> bool:
    """Whether its figures are shares in per cent."""
    return scale.unit == "%"


def share_in(heading: str) -> str:
    """Which share a heading seems to name; "" where it does not say."""
    return next((scale for word, scale in _SHARES if word in heading.casefold()), "")


def share_told(heading: str) -> str:
    """Which share a heading of shares names: “% satisfied” the positive one; "" where it does not say."""
    named = (scale for pattern, scale in _ALSO_SHARES if pattern.search(heading))
    return share_in(heading) or next(named, "")


def in_heading(heading: str) -> Scale | None:
    """The scale that a heading names: “Satisfaction (-2 to 2)”, “0-10” in brackets; None where it names none."""
    if has_legend(heading):
        return _in_legend(heading)
    found = _IN_HEADING.search(heading)
    if not found:
        return None
    try:
        scale = scale_of(f"{found[1]}-{found[2]}")
    except EvidenceError:
        return None
    if (scale.low, scale.high) == (-2, 2):
        return SCALES["felt"]
    return (
        SCALES["nps"]
        if (scale.low, scale.high) == (0, 10) and re.search("recommend", heading, re.IGNORECASE)
        else scale
    )


def _in_legend(heading: str) -> Scale | None:
    """The scale whose ends a heading says in words, where these are known."""
    for pattern in (_LEGEND, *_OTHER_LEGENDS):
        legend = [(int(one["n"]), _JOINED.sub("", one["words"])) for one in pattern.finditer(heading)]
        if len(legend) > 1 and (found := with_ends(min(legend), max(legend))) is not None:
            return found
    return None


def with_ends(low: tuple[int, str], high: tuple[int, str]) -> Scale | None:
    """A scale whose two ends are said in words, as far as these say which is the good one.

    Args:
        low: the lowest figure and its words.
        high: the highest.
    """
    first, last = words.answer(low[1]), words.answer(high[1])
    offered = [[point for point in scale if point] for scale in words.answers()]
    offered += [[frozenset({worst}), frozenset({best})] for worst, best in words.known()["ends"]]
    for scale in offered:
        places = [next((at for at, point in enumerate(scale) if one in point), None) for one in (first, last)]
        if None not in places and places[0] != places[1]:
            way = "" if places[0] < places[1] else " low is good"  # type: ignore[operator]
            try:
                return scale_of(f"{low[0]}-{high[0]}{way}")
            except EvidenceError:
                return None
    return None


def has_legend(heading: str) -> bool:
    """Whether a heading says what single figures stand for, whatever language it says it in."""
    return len(_LEGEND.findall(heading)) > 1 or _in_legend(heading) is not None


class InWords(NamedTuple):
    """Answers in words.

    Args:
        points: what each stands for, 1 for the worst.
        top: what the best answer of their scale stands for.
    """

    points: Mapping[str, float]
    top: int


def points_of(said: Iterable[str], beside: Mapping[frozenset[str], int] = _NONE_BESIDE) -> InWords | None:
    """What answers in words stand for; None where they are no such answers.

    Args:
        said: all different answers of a column.
        beside: those of the other columns, and of how many; of several scales that fit, the one counts that fits most.
    """
    plain = {one: words.answer(one) for one in said}
    fits = [scale for scale in words.answers() if plain and _covers(scale, plain.values())]
    if {*plain.values()} == {"no"}:  # no answer of a scale by itself
        fits = [
            scale for scale in fits if any(len(one) > 1 and _covers(scale, map(words.answer, one)) for one in beside)
        ]
    others = [([*map(words.answer, column)], times) for column, times in beside.items()] if len(fits) > 1 else []

    def fitting(scale: Sequence[frozenset[str]]) -> tuple[int, bool]:
        """How many columns hold answers of a scale, and whether each of its answers is there."""
        alike = [(one, times) for one, times in others if _covers(scale, one)]
        there = {_place(scale, one) for one in (*plain.values(), *(each for said, _ in alike for each in said))}
        return sum(times for _, times in alike), len(there) == len(scale)

    best = max(fits, key=fitting, default=None)
    if best is None:
        return None
    return InWords({one: float(_place(best, key) or 0) for one, key in plain.items()}, len(best))


def is_answer(said: str) -> bool:
    """Whether words are an answer that surveys offer."""
    plain = words.answer(said)
    return any(_place(scale, plain) for scale in words.answers()) or any(
        plain in two for two in words.known()["yes_no"]
    )


def whole_scale_among(said: Mapping[int, str]) -> frozenset[int]:
    """Those that are all answers of one scale, each of them once; of several scales the longest; empty if none is.

    Args:
        said: answers, and other words; the keys of those that are answers are given back.
    """
    plain = {at: words.answer(one) for at, one in said.items()}
    best: frozenset[int] = frozenset()
    for scale in words.answers():
        places = {at: place for at, one in plain.items() if (place := _place(scale, one)) is not None}
        if len(places) == len({*places.values()}) == len(scale) > len(best):
            best = frozenset(places)
    return best


def points_told(order: str) -> Mapping[str, float]:
    """What answers in words stand for that somebody puts in order: “bad < fair < good”; empty where it is no order."""
    said = ORDER.split(order.strip())
    return {one: float(at) for at, one in enumerate(said, start=1)} if len(said) > 1 else {}


def _covers(scale: Sequence[frozenset[str]], said: Iterable[str]) -> bool:
    return all(_place(scale, one) for one in said)


def _place(scale: Sequence[frozenset[str]], one: str) -> int | None:
    found = next((at for at, point in enumerate(scale, start=1) if one in point), None)
    if found is None and one.startswith(_NEITHER):
        return next(
            (at for at, point in enumerate(scale, start=1) if any(word.startswith(_NEITHER) for word in point)), None
        )
    return found
