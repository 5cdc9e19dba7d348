"""Which scale a column's figures are on: as somebody says, as the file says, else asked; and codes for “no answer”."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales, words
from cjm_widgets.evidence.cells import Number, may_be_thousands, number
from cjm_widgets.evidence.codes import (
    figures_of,
    likely_codes,
    lowest_above_five,
    may_be_code,
    question_of_codes,
    without_codes,
)
from cjm_widgets.evidence.fractions import question_of_fractions
from cjm_widgets.evidence.promoters import is_score
from cjm_widgets.evidence.roles import MOST_DISTINCT, labels_of
from cjm_widgets.evidence.scales import BEST_OF_FIVE, BEST_OF_TEN, name_of
from cjm_widgets.evidence.told import STANDS_IN, Question, listed
from cjm_widgets.journey.scales import SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.roles import Profile
    from cjm_widgets.evidence.told import Told
    from cjm_widgets.journey.scales import Scale

MOST_CODES: Final = 4
"""So many different figures off the scale are taken for codes and asked about; more of them are faults."""
OUR_SCALES: Final = {"negative_pct": "negative-share", "positive_pct": "positive-share"}
"""Headings of our own templates: they say which share it is."""
_SATISFIED: Final = re.compile(r"\bsatisf", re.IGNORECASE)
RECOMMEND: Final = re.compile(
    r"recommend|\bnps\b|net promoter|weiterempf|recommand|aanbevel|aanraden|recom(?:i?end)", re.IGNORECASE
)
_CODED: Final = re.compile(r"[A-Za-z]{1,3}0?\d{1,2}")
"""What survey tools write for an answer when only its code is exported: “A1”, “AO02”."""
_FOR_ALL: Final = " That goes for all columns of which the file says the same."


class Scales:
    """The scales of a file's columns, and what has to be asked of them.

    Args:
        headings: of the file.
        profiles: of its columns.
        told: what is known of it.
        decimal: what stands before decimals.
    """

    def __init__(self, headings: Headings, profiles: Mapping[int, Profile], told: Told, decimal: str) -> None:
        self._headings, self._profiles, self._told = headings, profiles, told
        self.decimal = decimal
        self._legend = next(filter(scales.has_legend, (headings.title, *headings.notes)), "")
        self.questions: dict[tuple[str, str], Question] = {}
        self.remarks: list[str] = []
        self.asks_codes = True
        self._unfit = ""
        self._ways: dict[tuple[float, float, str, str], tuple[str, str]] = {}

    def of(self, column: Column, *, added_up: bool = False) -> str:
        """The name of a column's scale; where it has to be asked, one that fits until then.

        Args:
            column: one with figures or answers.
            added_up: whether its figures are those of many people.
        """
        profile = self._profiles[column.at]
        said = self._said(column)
        is_told = bool(said or self._for_all)
        # words among figures that are added up are faults of these cells, and no answers, where a scale is told
        if profile.words and not profile.is_numbers and not (added_up and is_told and profile.numbers):
            return self._of_words(column)
        scale = said or self._in_the_file(column, profile, added_up=added_up)
        scale = scale or self._for_all or (None if added_up or self._unfit else self._likely(column, profile))
        if scale is None:
            codes = likely_codes(profile, self._above_five, self.decimal, added_up=added_up)
            self._ask_scale(column, without_codes(profile, codes, self.decimal))
            if codes and self.asks_codes:
                self._ask(question_of_codes(column, profile, codes, "its other figures are of another kind"))
            return STANDS_IN
        scale = self._in_its_way(column, profile, scale, is_said=bool(said))
        scale = self._as_written(column, profile, scale, added_up=added_up)
        self._ask_missing(column, profile, scale, added_up=added_up)
        return scale

    def of_answers(self, column: Column, first: tuple[int, str], last: tuple[int, str], names: Sequence[str]) -> str:
        """The name of the scale of answers that columns are called by; asked where nobody says which end is good.

        It is asked too where answers from 0 to 10 to whether people would recommend may be a net promoter score.

        Args:
            column: the first of them.
            first: the lowest answer, and the words for it; "" where there are none.
            last: the highest.
            names: what the rows are about.
        """
        name = self._said(column) or self._for_all
        low, high = first[0], last[0]
        is_ten = (low, high) == (0, BEST_OF_TEN)
        may_be_nps = is_ten and any(map(RECOMMEND.search, (*names, self._headings.title)))
        in_words = None if may_be_nps else scales.with_ends(first, last) or scales.in_heading(self._legend)
        known = scales.scale_of(name) if name else in_words
        if known is not None and not scales.is_share(known) and _ends(known) == (low, high):
            return name or known.name
        span = f"{low:g}-{high:g}"
        options = tuple((name_of(one), words) for one, words in (
            (span, f"{high:g} is good"), (f"{span} low is good", f"{low:g} is good")
        ))  # fmt: skip
        say = (
            f"The columns {low:g} to {high:g} say how often each answer was given. Which end is good? Say "
            f"--scale {span} if {high:g} is, --scale “{span} low is good” if {low:g} is."
        )
        if is_ten:
            say += " Say --scale nps if they are answers to how likely people are to recommend: net promoter scores."
            options += (("nps", "Net promoter scores, of how likely people are to recommend"),)
        self._ask(Question("scale", say, column.name, options))
        return name_of(span)

    def words_of(self, column: Column) -> Mapping[str, float]:
        """What the cells of a column stand for that are no bare figures; empty where there are none, or it is asked."""
        profile = self._profiles[column.at]
        if profile.is_numbers:
            return profile.labels
        told = scales.points_told(self.said_of(column))
        known = {words.answer(one) or one: at for one, at in told.items()}
        found = {one: known.get(words.answer(one) or one) for one in profile.words}
        if known:
            return {one: at for one, at in found.items() if at is not None}
        offered = scales.points_of(profile.words, self._beside)
        return offered.points if offered else {}

    def holds_answers(self, column: Column) -> bool:
        """Whether a column holds figures, or answers in words whose order is known or has been said."""
        profile = self._profiles[column.at]
        return profile.is_numbers or (bool(profile.words) and len(self.words_of(column)) == len(profile.words))

    def is_unknown_answer(self, column: Column) -> bool:
        """Whether a column seems to hold answers in words of an order that is not known: others hold the same ones."""
        mine = self._profiles[column.at]
        if self.holds_answers(column) or not 1 < len(mine.words) <= BEST_OF_TEN or mine.numbers or mine.times:
            return False
        coded = [said for said in self._said_in_words if said and all(map(_CODED.fullmatch, said))]
        if mine.words and set(mine.words) in coded and sum(self._said_in_words[one] for one in coded) > 1:
            return True
        same = sum(times for said, times in self._said_in_words.items() if len(said.intersection(mine.words)) > 1)
        return same > 1 or not any(one.isalnum() for word in mine.words for one in word)

    def is_off(self, column: Column, *, added_up: bool) -> bool:
        """Whether most figures of a column lie off the scale that is said of all, and nothing is said of just it."""
        profile = self._profiles[column.at]
        if not self._for_all or not profile.is_numbers:
            return False
        if self._said(column) or self._in_the_file(column, profile) is not None:
            return False
        low, high = _ends(scales.scale_of(self._for_all), added_up=added_up)
        figures = figures_of(profile, self.decimal)
        off = sum(profile.cells[cell] for cell, at in figures.items() if not (low <= at <= high or may_be_code(at)))
        return (len(profile.cells) < MOST_DISTINCT and off * 2 > profile.numbers) or profile.low > high

    def ask_another(self) -> None:
        """Takes the scale that is said of all columns for none, as the figures of none are on it: it is asked again."""
        self._unfit, self._told = self._told.scale, replace(self._told, scale="")

    @cached_property
    def _above_five(self) -> float:
        return lowest_above_five(self._profiles.values(), self.decimal)

    @cached_property
    def _said_in_words(self) -> Counter[frozenset[str]]:
        """The different words of columns, each with how many columns hold just these."""
        return Counter(frozenset(one.words) for one in self._profiles.values())

    @cached_property
    def _beside(self) -> Counter[frozenset[str]]:
        return Counter(frozenset(one.words) for one in self._profiles.values() if one.words and not one.is_numbers)

    def said_of(self, column: Column) -> str:
        """What somebody says of just this column or of all: a scale, or answers in words in their order."""
        return next(self._just_of(column), self._told.scale)

    def _just_of(self, column: Column) -> Iterator[str]:
        return (said for name, said in self._told.scales.items() if self._headings.named(name) == column)

    def _of_words(self, column: Column) -> str:
        told = scales.points_told(self.said_of(column))
        offered = None if told else scales.points_of(self._profiles[column.at].words, self._beside)
        top = len(told) if told else offered.top if offered else BEST_OF_FIVE
        if not told:
            said = f"the answers in words are taken as 1 (the worst) to {top} (the best)"
            self.remarks.append(f"“{column.name}”: {said}.")
        return name_of(f"1-{top}")

    def ask_words(self, columns: Sequence[Column]) -> None:
        """Asks for the order of answers in words, once for all columns that hold the same ones."""
        for column in columns:
            said = self._profiles[column.at].words
            if any(
                kind == "words" and {one for one, _ in known.options} & set(said)
                for (kind, _), known in self.questions.items()
            ):
                continue
            say = (
                f"“{column.name}” is answered in words whose order is not known: {listed(said)}. Say --scale with all "
                f"of them, from the worst to the best: --scale “{' < '.join(said)}”."
            )
            self._ask(Question("words", say, column.name, tuple((one, one) for one in said)))

    def _said(self, column: Column) -> str:
        """The scale that somebody says of just this column; "" where nobody does."""
        return next((name_of(one) for one in self._just_of(column) if not scales.points_told(one)), "")

    @property
    def _for_all(self) -> str:
        """The scale that somebody says of all columns; "" where nobody does, or it is answers in their order."""
        said = self._told.scale
        return name_of(said) if said and not scales.points_told(said) else ""

    def _in_the_file(self, column: Column, profile: Profile, *, added_up: bool = False) -> str | None:
        """What the file itself says: by our own headings, by the ends of the scale in brackets or in a legend."""
        if (ours := OUR_SCALES.get(column.name.casefold())) is not None:
            return ours
        if added_up:
            return "nps" if is_score(column.own) else None
        written = scales.in_heading(column.asks) or scales.in_heading(self._legend)
        is_ten = profile.whole and profile.low >= 0 and BEST_OF_FIVE < profile.high <= BEST_OF_TEN
        may_be = written is None or (written.low, written.high) in {(0, BEST_OF_TEN), (-100, 100)}
        if RECOMMEND.search(column.asks) and is_ten and may_be and self._told.scale in ("", "nps", "five-points"):
            self.remarks.append(f"“{column.name}”: answers from 0 to 10, told as a net promoter score.")
            return "nps"
        return written.name if written is not None else None

    def _likely(self, column: Column, profile: Profile) -> str | None:
        """Five points, where all questions of how satisfied somebody was, together, have answers from 1 to 5."""
        if not _SATISFIED.search(column.asks) or not profile.numbers:
            return None
        if scales.has_legend(column.asks) or self._legend:
            return None  # it says which end is good, and that was not understood
        if not self._are_one_to_five:
            return None
        self.remarks.append(f"“{column.name}”: answers from 1 to 5, where 5 is the most satisfied.")
        return "five-points"

    @cached_property
    def _are_one_to_five(self) -> bool:
        alike = [self._profiles[one.at] for one in self._headings.columns if _SATISFIED.search(one.asks)]
        known = [one for one in alike if one.numbers]
        whole = all(one.whole and one.low >= 1 for one in known)
        return whole and max(one.high for one in known) == BEST_OF_FIVE

    def answers_here(self, column: Column, scale: str) -> tuple[str, ...]:
        """Codes for “no answer” that are answers in this column: they lie on its scale, and off that of another."""
        low, high = _ends(scales.scale_of(scale))
        codes = [(code, said.value) for code in self._told.missing if (said := number(code, self.decimal))]
        return tuple(code for code, value in codes if low <= value <= high and self._is_off_elsewhere(column, value))

    def _is_off_elsewhere(self, column: Column, value: float) -> bool:
        if not self._for_all:
            return False
        known = scales.scale_of(self._for_all)
        return self._in_the_file(column, self._profiles[column.at]) is not None and not known.low <= value <= known.high

    # ---- what is asked

    def _ask_scale(self, column: Column, profile: Profile) -> None:
        if any(kind == "scale" for kind, _ in self.questions):
            return
        guess = scales.share_in(column.name)
        hint = f" “{column.name}” looks like --scale {guess}." if guess else ""
        shares = profile.percents > 0 or profile.high <= 1
        options = tuple(
            (name, one.title)
            for name, one in sorted(SCALES.items(), key=lambda each: _unlikely(each[1], guess, shares=shares))
            if one.low <= profile.low and profile.high <= one.high and (name != "felt" or profile.low < 0)
        )
        unfit = f", off the scale that is said of all columns, {self._unfit}" if self._unfit else ""
        named = f"one of: {', '.join(name for name, _ in options)}; or " if options else ""
        say = (
            f"Which scale are the figures in “{column.name}” on? They lie between {profile.low:g} and "
            f"{profile.high:g}{unfit}. Say --scale with {named}its ends, such as 1-7.{hint}"
        )
        self._ask(Question("scale", say, column.name, options))

    def _in_its_way(self, column: Column, profile: Profile, scale: str, *, is_said: bool) -> str:
        """The scale, or what was said of another column of which the file's words say the same: that it runs that way.

        Where they say that it runs the other way it is asked, once for all such columns, or pointed out.
        """
        known = scales.scale_of(scale)
        good = self._good_end(column, profile, known)
        key = (known.low, known.high, known.unit, good)
        if is_said:
            self._ways.setdefault(key, (column.name, scale))
        if good in {"", known.better}:
            return scale
        share = "negative-share" if good == "low" else "positive-share"
        points = f"{known.low:g}-{known.high:g}{' low is good' if good == 'low' else ''}"
        best = f"{known.low if good == 'low' else known.high:g}"
        other, best = (share, "less" if good == "low" else "more") if scales.is_share(known) else (points, best)
        why = f"The file's own words for “{column.name}” say that {best} is good, and {known.name} does not"
        if is_said:
            self.remarks.append(f"{why}: it is read as {known.name}, as you say.")
            return scale
        asked = ("way", self._ways.get(key, ("", ""))[0])
        if key not in self._ways:
            self._ways[key] = (column.name, scale)
            say = (
                f"{why}. Say --scale “{column.name}={other}” if the file is right, else --scale "
                f"“{column.name}={scale}”."
            )
            self._ask(Question("way", say, column.name, ((other, f"{best} is good"), (scale, known.title))))
        elif asked in self.questions:
            say = self.questions[asked].say.removesuffix(_FOR_ALL) + _FOR_ALL
            self.questions[asked] = self.questions[asked]._replace(say=say)
        else:
            name, scale = self._ways[key]
            self.remarks.append(f"Where the file's own words say that {best} is good, {scale} counts as of “{name}”.")
        return scale

    def _good_end(self, column: Column, profile: Profile, known: Scale) -> str:
        """Whether the file's own words for a column say that "high" or "low" figures are good; "" if they do not."""
        if scales.is_share(known):
            return {"negative-share": "low", "positive-share": "high"}.get(scales.share_told(column.asks), "")
        if known.name == "nps":
            return ""
        said = _by_ends(labels_of(profile)) or scales.in_heading(column.asks) or scales.in_heading(self._legend)
        spread = [] if said else self._labels
        if spread and spread[0][0] <= profile.low and profile.high <= spread[-1][0]:
            said = _by_ends(spread)
        return said.better if said else ""

    @cached_property
    def _labels(self) -> list[tuple[int, str]]:
        """The words beside figures in all columns together: each end of a scale may be said in another one."""
        return sorted({one for profile in self._profiles.values() for one in labels_of(profile)})

    def _as_written(self, column: Column, profile: Profile, scale: str, *, added_up: bool) -> str:
        """The scale, with how its figures are written where that was said of another column; else it is asked once."""
        asked = question_of_fractions(column.name, profile, scale, added_up=added_up)
        said = next((one for one in self._told.scales.values() if scales.bare(one) != one), "")
        if asked and said:
            as_fractions, as_it_is = (name for name, _ in asked.options)
            self.remarks.append(
                f"Figures below 1 in “{column.name}” are read as those of the column of which you say it."
            )
            return as_fractions if scales.is_fraction(said) else as_it_is
        if asked and not any(kind == "fraction" for kind, _ in self.questions):
            self._ask(asked)
        return scale

    def _ask_missing(self, column: Column, profile: Profile, scale: str, *, added_up: bool) -> None:
        """Whether the few figures that are off the scale, such as 99, say that there is no answer."""
        low, high = _ends(scales.scale_of(scale), added_up=added_up)
        figures = {
            cell: scales.per_cent(scale, Number(at, "%" in cell))
            for cell, at in figures_of(profile, self.decimal).items()
        }
        off = [cell for cell, at in figures.items() if not low <= at <= high]
        codes = [cell for cell in off if not may_be_thousands(cell)]  # “1,234” is no code for “no answer”
        # most figures of many people are no codes: they are told as off the scale, row by row
        are_figures = added_up and sum(profile.cells[cell] for cell in codes) * 2 > profile.numbers
        if self.asks_codes and codes and len(off) <= MOST_CODES and not are_figures:
            self._ask(question_of_codes(column, profile, codes, f"its scale goes from {low:g} to {high:g}"))

    def _ask(self, question: Question) -> None:
        self.questions.setdefault((question.id, question.column), question)


def _unlikely(scale: Scale, guess: str, *, shares: bool) -> tuple[bool, bool, float]:
    """Least for the likeliest scale: that which a heading seems to name, else the shortest one on which all lie."""
    return scale.name != guess, shares and not scales.is_share(scale), scale.high - scale.low


def _ends(scale: Scale, *, added_up: bool = False) -> tuple[float, float]:
    """The lowest and the highest answer, or figure; a net promoter score is made of answers from 0 to 10."""
    return (0, BEST_OF_TEN) if scale.name == "nps" and not added_up else (scale.low, scale.high)


def _by_ends(labels: Sequence[tuple[int, str]]) -> Scale | None:
    """The scale whose ends have words beside them; None where these are not known."""
    return scales.with_ends(min(labels), max(labels)) if len(labels) > 1 else None
