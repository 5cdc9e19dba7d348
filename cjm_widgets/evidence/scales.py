"""The scale of a column: named, or written as “1-7” or “1-6 low is good”; and answers in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.journey import scales
from cjm_widgets.journey.scales import SCALES, Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FRACTION: Final = " as fractions"
"""Ends the name of a share that is written as 0.36 for 36 %."""
_IN_HEADING: Final = re.compile(
    r"[(\[]\s*(?:scale )?([+-]?\d{1,3})\s*(?:-|–|to)\s*([+-]?\d{1,3})\s*[)\]]", re.IGNORECASE
)

ANSWERS: Final[tuple[tuple[str, ...], ...]] = (
    ("very dissatisfied", "dissatisfied", "neither", "satisfied", "very satisfied"),
    ("strongly disagree", "disagree", "neither", "agree", "strongly agree"),
    ("very poor", "poor", "fair", "good", "very good"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("very bad", "bad", "neutral", "good", "very good"),
    ("very unhappy", "unhappy", "neutral", "happy", "very happy"),
    ("very difficult", "difficult", "neither", "easy", "very easy"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("not at all", "a little", "somewhat", "very", "extremely"),
)
"""Answers that surveys offer in words, from the worst to the best."""
_MIDDLE: Final = re.compile(r"(neither\b.*|neutral|ok(ay)?|undecided|mixed|average)", re.IGNORECASE)


def scale_of(name: str) -> Scale:
    """The scale of a name, whether or not shares are fractions.

    Raises:
        EvidenceError: if there is none.
    """
    try:
        return scales.scale_of(name.removesuffix(FRACTION))
    except ValueError as error:
        raise EvidenceError(str(error)) from error


def is_fraction(name: str) -> bool:
    """Whether shares are written as 0.36 for 36 %."""
    return name.endswith(FRACTION)


def is_share(scale: Scale) -> bool:
    """Whether its figures are shares in per cent."""
    return scale.unit == "%"


def in_heading(heading: str) -> Scale | None:
    """The scale that a heading names: “Satisfaction (-2 to 2)”, “0-10” in brackets; None where it names none."""
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


def points_of(words: Iterable[str]) -> Mapping[str, float] | None:
    """What answers in words stand for, 1 for the worst to 5 for the best; None where they are no such answers.

    Args:
        words: all different answers.
    """
    said = {word: _plain(word) for word in words}
    for answers in ANSWERS if said else ():
        known = {answer: float(at) for at, answer in enumerate(answers, start=1)}
        middle = 3.0 if _MIDDLE.fullmatch(answers[2]) else 0.0
        found = {word: known.get(plain) or (_MIDDLE.fullmatch(plain) and middle) for word, plain in said.items()}
        if all(found.values()):
            return {word: at for word, at in found.items() if at}
    return None


def _plain(word: str) -> str:
    return re.sub(r"[^\w ]+", "", word).strip().casefold()
