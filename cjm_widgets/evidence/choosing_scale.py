"""Which scale a column's figures are on: as somebody says, as the file says, else asked; and codes for “no answer”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.cells import number
from cjm_widgets.evidence.told import Question, listed
from cjm_widgets.journey.scales import SCALES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.roles import Profile
    from cjm_widgets.evidence.told import Told

MOST_CODES: Final = 3
"""So many different figures off the scale are taken for codes and asked about; more of them are faults."""
OUR_SCALES: Final = {"negative_pct": "negative-share", "positive_pct": "positive-share"}
"""Headings of our own templates: they say which share it is."""
BEST_OF_FIVE: Final = 5
BEST_OF_TEN: Final = 10
_SATISFIED: Final = re.compile(r"\bsatisf", re.IGNORECASE)
_RECOMMEND: Final = re.compile(r"recommend", re.IGNORECASE)
_HINTS: Final = (("negativ", "negative-share"), ("dissatisf", "negative-share"), ("positiv", "positive-share"))


class Scales:
    """The scales of a file's columns, and what has to be asked of them.

    Args:
        headings: of the file.
        profiles: of its columns.
        told: what is known of it.
        decimal: what stands before decimals.
    """

    def __init__(self, headings: Headings, profiles: Mapping[int, Profile], told: Told, decimal: str) -> None:
        self._headings, self._profiles, self._told, self._decimal = headings, profiles, told, decimal
        self.questions: dict[tuple[str, str], Question] = {}
        self.remarks: list[str] = []
        self.asks_codes = True

    def of(self, column: Column) -> str:
        """The name of a column's scale; where it has to be asked, one that fits until then."""
        profile = self._profiles[column.at]
        scale = self._said(column) or self._in_the_file(column, profile)
        if scale is None and self._told.scale:
            scale = _checked(self._told.scale)
        scale = scale or self._likely(column, profile)
        if scale is None:
            self._ask_scale(column, profile)
            return "five-points"
        self._ask_fraction(column, profile, scale)
        self._ask_missing(column, profile, scale)
        return scale

    def _said(self, column: Column) -> str | None:
        """What somebody says of just this column."""
        said = (scale for name, scale in self._told.scales.items() if self._headings.named(name) == column)
        return next(map(_checked, said), None)

    def _in_the_file(self, column: Column, profile: Profile) -> str | None:
        """What the file itself says: by words, by our own headings, by the ends of the scale in brackets."""
        if profile.words and not profile.is_numbers:
            self.remarks.append(f"“{column.name}”: the answers in words are taken as 1 (the worst) to 5 (the best).")
            return "five-points"
        if (ours := OUR_SCALES.get(column.name.casefold())) is not None:
            return ours
        is_ten = profile.whole and profile.low >= 0 and BEST_OF_FIVE < profile.high <= BEST_OF_TEN
        if _RECOMMEND.search(column.asks) and is_ten and self._told.scale in ("", "nps", "five-points"):
            self.remarks.append(f"“{column.name}”: answers from 0 to 10, told as a net promoter score.")
            return "nps"
        written = scales.in_heading(column.asks)
        return written.name if written is not None else None

    def _likely(self, column: Column, profile: Profile) -> str | None:
        """Five points, where all questions of how satisfied somebody was, together, have answers from 1 to 5."""
        if not _SATISFIED.search(column.asks) or not profile.numbers:
            return None
        alike = [self._profiles[one.at] for one in self._headings.columns if _SATISFIED.search(one.asks)]
        known = [one for one in alike if one.numbers]
        whole = all(one.whole and one.low >= 1 for one in known)
        if not whole or max(one.high for one in known) != BEST_OF_FIVE:
            return None
        self.remarks.append(f"“{column.name}”: answers from 1 to 5, where 5 is the most satisfied.")
        return "five-points"

    # ---- what is asked

    def _ask_scale(self, column: Column, profile: Profile) -> None:
        if any(kind == "scale" for kind, _ in self.questions):
            return
        says = column.name.casefold()
        guess = next((scale for word, scale in _HINTS if word in says), "")
        hint = f" “{column.name}” looks like --scale {guess}." if guess else ""
        fits = SCALES.items()
        options = tuple(
            (name, one.title)
            for name, one in fits
            if one.low <= profile.low and profile.high <= one.high and name != "felt"
        )
        say = (
            f"Which scale are the figures in “{column.name}” on? They lie between {profile.low:g} and "
            f"{profile.high:g}. Say --scale with one of: {', '.join(name for name, _ in options)}; or its ends, "
            f"such as 1-7.{hint}"
        )
        self._ask(Question("scale", say, column.name, options))

    def _ask_fraction(self, column: Column, profile: Profile, scale: str) -> None:
        """Whether 0.36 is 36 %, where a column of shares holds nothing above 1."""
        if not scales.is_share(scales.scale_of(scale)) or scales.is_fraction(scale):
            return
        if 0 < profile.high <= 1 and not profile.whole and not profile.percents:
            say = (
                f"All figures in “{column.name}” lie between 0 and 1. If 0.36 is 36 %, say "
                f"--scale “{scale}{scales.FRACTION}”; if it is 0.36 %, write “0.36 %” in the file."
            )
            options = ((f"{scale}{scales.FRACTION}", "0.36 is 36 %"),)
            self._ask(Question("fraction", say, column.name, options))

    def _ask_missing(self, column: Column, profile: Profile, scale: str) -> None:
        """Whether the few figures that are off the scale, such as 99, say that there is no answer."""
        known = scales.scale_of(scale)
        low, high = (0, BEST_OF_TEN) if known.name == "nps" and profile.low >= 0 else (known.low, known.high)
        times = 100 if scales.is_fraction(scale) else 1
        found = {cell: number(cell, self._decimal) for cell in profile.cells if cell not in profile.nothing}
        codes = [cell for cell, said in found.items() if said and not low <= said.value * times <= high]
        if not (self.asks_codes and 0 < len(codes) <= MOST_CODES):
            return
        rows = sum(profile.cells[cell] for cell in codes)
        says = " ".join(f"--missing {cell}" for cell in codes)
        say = (
            f"“{column.name}” holds {listed(codes)} in {rows} {'row' if rows == 1 else 'rows'}, and its scale goes "
            f"from {low:g} to {high:g}. If that means “no answer”, say {says}; else correct it."
        )
        self._ask(Question("missing", say, column.name, tuple((cell, "no answer") for cell in codes)))

    def _ask(self, question: Question) -> None:
        self.questions.setdefault((question.id, question.column), question)


def _checked(name: str) -> str:
    plain = " ".join(name.split()).casefold()
    return scales.scale_of(plain).name + (scales.FRACTION if scales.is_fraction(plain) else "")
