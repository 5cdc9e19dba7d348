"""Which columns say how often each answer was given, and on which scale; a table that says it down is refused."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales, words
from cjm_widgets.evidence.cells import is_note, is_number_of_people, number, says_nothing
from cjm_widgets.evidence.how_often import OF_SHARES, bare, is_no_answer, is_share_of_answers, is_total
from cjm_widgets.evidence.laying_out_answers import AnswersLaidOut
from cjm_widgets.evidence.laying_out_columns import OF_RESPONDENTS, is_share
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.told import Question, listed
from cjm_widgets.evidence.words import TOTALS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_FEWEST_ANSWERS, _PAIR = 3, 2
_CODE: Final = re.compile(r"(?P<code>\d{1,2})(?:\s*[-–.:)=]\s*(?P<words>[^\W\d].*))?")
_WHOLE: Final = 100


class CountsLaidOut(AnswersLaidOut):
    """A look at a table that may say how often each answer was given."""

    def how_often(self, only: Mapping[int, str] | None = None) -> tuple[dict[int, float], str]:
        """Columns that say how often each answer was given, with these answers, and their scale; empty if none do.

        Args:
            only: the columns that may, and what they are called; None for all.
        """
        blank = self.blank()
        tries = [only] if only else [self.heads(blank), self.heads()] if blank else [self.heads()]
        is_told = bool(self.told.values) or is_share(self.told.scale)
        for heads in [] if is_told else tries:
            if len(heads) == len({*heads.values()}) >= _FEWEST_ANSWERS and (
                found := self._of_words(heads) or self._of_codes(heads)
            ):
                return found
        found = self._of_yes_and_no(tries[-1]) or self._of_two_shares(tries[-1])
        is_asked = not is_told and len({*tries[-1].values()}) == len(tries[-1])
        return found or (self._in_an_order(tries[-1]) if is_asked else ({}, ""))

    def blank(self) -> list[int]:
        """Columns with a heading and nothing below it, as where all is kept back."""
        free = (at for at in self.columns if self.roles.get(at) is None and self.columns[at].own)
        return [at for at in free if not self.profiles[at].numbers and not self.profiles[at].words]

    def heads(self, more: Collection[int] = ()) -> dict[int, str]:
        """What columns of figures are called that may count an answer, without signs; no totals, nobody without one.

        Args:
            more: columns that may, besides those of figures.
        """
        numbers = self.numbers("outcome", "number", "box")
        owns = {at: self.columns[at].own for at in sorted({*numbers, *more}) if not is_total(self.columns[at])}
        heads = {at: words.without_sign(own) for at, own in owns.items() if own and not is_no_answer(own)}
        # of few people each answer is given once or not at all, as boxes are ticked
        heads = {at: head for at, head in heads.items() if self.roles.get(at) != "box" or scales.is_answer(bare(head))}
        answers = {at: head for at, head in heads.items() if not is_share_of_answers(head)}
        heads = answers if self.are_answers(answers) else heads
        if not self.are_answers(heads) and not self._in_told_order(heads):  # “No” is the number of a row elsewhere
            heads = {at: head for at, head in heads.items() if self.roles.get(at) != "number"}
        return heads

    def _told_order(self, heads: Collection[int]) -> dict[str, float]:
        """The answers that somebody put in order."""
        said = scales.points_told(self.scales.said_of(self.columns[min(heads)])) if heads else {}
        return {_key(one): at for one, at in said.items()}

    def _in_told_order(self, heads: Mapping[int, str]) -> dict[int, float]:
        """The columns called as answers that somebody put in order: all of them, or all that were put in order."""
        order = self._told_order(heads)
        points = {at: order[key] for at, head in heads.items() if (key := _key(head)) in order}
        return points if order and len(points) in {len(order), len(heads)} else {}

    def are_a_whole(self, columns: Collection[int]) -> bool:
        """Whether columns are 100 % together in each of several rows: shares of one row are those of its answers."""
        if len(columns) < _FEWEST_ANSWERS or any(is_share_of_answers(self.columns[at].name) for at in columns):
            return False
        return self._make_a_whole(columns)

    def _make_a_whole(self, columns: Collection[int]) -> bool:
        rows = [
            [number(row.cell(at), self.scales.decimal) for at in columns]
            for row in self.table.read()
            if self.headings.is_below(row) and not row.is_blank and not is_note(row.cells)
        ]
        totals = [math.fsum(one.value for one in row if one) for row in rows if all(row)]
        return len(totals) > 1 and all(min(abs(one - 100), 100 * abs(one - 1)) <= OF_SHARES for one in totals)

    @staticmethod
    def are_answers(heads: Mapping[int, str]) -> bool:
        """Whether columns are called as answers are, though they may be no whole scale."""
        plain = [bare(head) for head in heads.values()]
        if len(plain) < _FEWEST_ANSWERS:
            return len(plain) > 1 and _yes_and_no(plain) is not None
        return (scales.points_of(plain) or _yes_and_no(plain)) is not None

    def _of_words(self, heads: Mapping[int, str]) -> tuple[dict[int, float], str] | None:
        """Answers in words that are a whole scale, or that somebody put in order."""
        plain = {at: bare(head) for at, head in heads.items()}
        points = self._in_told_order(heads)
        top = len(self._told_order(heads))
        if not points:
            offered = scales.points_of(plain.values())
            if offered is None or len({*offered.points.values()}) < offered.top:
                return None
            points, top = {at: offered.points[one] for at, one in plain.items()}, offered.top
        names = [self.columns[at].own for at in sorted(points, key=lambda at: points[at])]
        self._remark(names, f"are taken for 1 (the worst) to {top} (the best)")
        return points, scales.scale_of(f"1-{top}").name

    def _of_codes(self, heads: Mapping[int, str]) -> tuple[dict[int, float], str] | None:
        """Answers in figures from 0 or 1 on: “1”, “2”, or “1 = excellent”."""
        found = {at: said for at, head in heads.items() if (said := _CODE.fullmatch(head))}
        codes = {at: int(said["code"]) for at, said in found.items()}
        low, high = min(codes.values(), default=-1), max(codes.values(), default=-1)
        if len(found) < len(heads) or low not in {0, 1} or sorted(codes.values()) != list(range(low, high + 1)):
            return None
        first, last = (
            next((code, found[at]["words"] or "") for at in codes if codes[at] == code) for code in (low, high)
        )
        if scales.with_ends(first, last) is None and all(one["words"] for one in found.values()):
            return None  # “1 - North”, “2 - South” may be anything
        scale = self.scales.of_answers(
            self.columns[min(codes)], first, last, self.cells_of("step") if self.having("step") else ()
        )
        names = [self.columns[at].own for at in sorted(codes, key=lambda at: codes[at])]
        self._remark(names, f"are taken for answers ({scale})")
        return {at: float(code) for at, code in codes.items()}, scale

    def _in_an_order(self, heads: Mapping[int, str]) -> tuple[dict[int, float], str]:
        """Known answers that are no whole scale that is known: whether there were others beside them is asked."""
        is_known = self.are_answers(heads)
        if not is_known and not self.are_a_whole(heads):
            return {}, ""
        plain = {at: bare(head) for at, head in heads.items()}
        offered = scales.points_of(plain.values())
        order = sorted(plain, key=lambda at: offered.points[plain[at]] if offered else at)
        names = [plain[at] for at in order]
        say = (
            f"{listed(names)} say how often each answer was given. Were there other answers? Say --scale with all that "
            f"there were, from the worst to the best; if these are all: --scale “{' < '.join(names)}”."
            if is_known
            else f"{listed(names)} are 100 % together in each row, so they say how often each answer was given. Which "
            "is the worst, and which the best? Say --scale with all from the worst to the best: "
            f"“{' < '.join(names)}”, or the other way round."
        )
        options = tuple((one, one) for one in names)
        self.questions.append(Question("answers", say, self.columns[min(order)].name, options))
        points = {at: float(place) for place, at in enumerate(order, start=1)}
        return dict(sorted(points.items())), scales.scale_of(f"1-{len(order)}").name

    def _of_yes_and_no(self, heads: Mapping[int, str]) -> tuple[dict[int, float], str] | None:
        """Two columns of how many said yes and no: the share of those who said yes."""
        pair = _yes_and_no(heads.values())
        if pair is None or len(heads) > len(pair):
            return None
        yes, no = sorted(heads, key=lambda at: pair.index(words.answer(heads[at])))
        names = [self.columns[at].name for at in (yes, no)]
        if not {*self.told.values} <= {*names}:
            return None
        self._remark(names, f"are taken for the share of “{names[0]}”")
        scale = self.scales.said_of(self.columns[yes])
        if not is_share(scale):
            options = (("positive-share", f"“{names[0]}” is good"), ("negative-share", f"“{names[1]}” is good"))
            say = (
                f"{listed(names)} say how often each answer was given. Which of them is good? Say --scale "
                f"positive-share if “{names[0]}” is, --scale negative-share if “{names[1]}” is."
            )
            self.questions.append(Question("good", say, self.columns[yes].name, options))
            scale = options[0][0]
        return {yes: float(_WHOLE), no: 0.0}, scales.scale_of(scale).name

    def are_two_shares(self, heads: Collection[int]) -> bool:
        """Whether two columns are 100 % together in each row, and nobody said which of them hold figures."""
        if len(heads) != _PAIR or self.told.values or any(map(is_total, self.columns.values())):
            return False  # beside a share of all, they are those of groups
        return self._make_a_whole(heads)

    def _of_two_shares(self, heads: Mapping[int, str]) -> tuple[dict[int, float], str] | None:
        """Two columns that are 100 % together in each row, whatever they are called: shares of one whole, no groups."""
        if not self.are_two_shares(heads):
            return None
        columns = [self.columns[at] for at in heads]
        told = {self.headings.named(name): scale for name, scale in self.told.scales.items() if is_share(scale)}
        one = next((column for column in columns if column in told), columns[0])
        (other,) = (column for column in columns if column is not one)
        if one not in told:
            options = [("positive-share", f"“{one.name}” is good"), ("negative-share", f"“{other.name}” is good")]
            likely = -1 if scales.share_told(one.name) == "negative-share" else 1
            say = (
                f"{listed([one.name, other.name])} are 100 % together in each row: they are shares of one whole. Which "
                f"of them is good? Say --scale “{one.name}=positive-share” if “{one.name}” is, --scale "
                f"“{one.name}=negative-share” if “{other.name}” is. If they are groups, name both with --value."
            )
            self.questions.append(Question("good", say, one.name, tuple(options[::likely])))
        self.remarks.append(f"{listed([one.name, other.name])} are shares of one whole: that of “{one.name}” is shown.")
        return {one.at: float(_WHOLE), other.at: 0.0}, scales.scale_of(told.get(one, "positive-share")).name

    def _remark(self, names: Sequence[str], taken: str) -> None:
        self.remarks.append(f"{listed(names)} say how often each answer was given and {taken}.")

    def refuse_answers_down(self) -> None:
        """Refuses a table with a row for each answer, where each should be a step.

        Raises:
            EvidenceError: that says what to do.
        """
        said = {self.headings.named(name) for name in (self.told.step, self.told.group) if name}
        figures, respondents = {*self.numbers("n", "outcome")}, {*self.having(*OF_RESPONDENTS)}
        steps = self.having("step")
        of_steps = len(self.cells_of("step")) if steps else 1
        for at, column in self.columns.items():
            if column in said or figures <= {at} or not respondents <= {at}:
                continue
            kept = {cell: times for cell, times in self.profiles[at].cells.items() if not _is_beside(cell)}
            once = 1 if at in steps else of_steps
            if {*kept.values()} != {once} or not self._is_first(at, steps) or not _are_all(kept):
                continue
            names = list(kept)
            raise EvidenceError(
                f"Each row of {self.table.what} is about an answer: {listed(names)}. Turn the table round: a row for "
                f"each step and a column for each answer. If they are groups of people, say --group “{column.name}”."
            )

    def _is_first(self, at: int, steps: Collection[int]) -> bool:
        return at == min(self.columns) or (bool(steps) and at not in steps)


def _key(answer: str) -> str:
    return words.answer(bare(answer)) or answer


def _yes_and_no(heads: Iterable[str]) -> tuple[str, str] | None:
    """“Yes” and “no” in one language, where both are among some headings."""
    said = {*map(words.answer, heads)}
    return next(((yes, no) for yes, no in words.known()["yes_no"] if {yes, no} <= said), None)


def _is_beside(cell: str) -> bool:
    """Whether a row of answers is none: a total, a number of people, or those who gave none."""
    return says_nothing(cell) or is_no_answer(cell) or words.answer(cell) in TOTALS or is_number_of_people(cell)


def _are_all(cells: Collection[str]) -> bool:
    """Whether words are all answers of a scale."""
    offered = scales.points_of(map(bare, cells))
    return offered is not None and len({*offered.points.values()}) == len(cells) >= _FEWEST_ANSWERS
