"""How often each answer was given, in a row for each step: whether people are counted or shares told, and of whom."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.evidence import words
from cjm_widgets.evidence.cells import is_note, is_number_of_people, number, people, says_nothing
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.promoters import PARTS, agrees, are_parts
from cjm_widgets.evidence.told import Question, listed, named
from cjm_widgets.evidence.words import TOTALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.cells import Number
    from cjm_widgets.evidence.headings import Column
    from cjm_widgets.evidence.table import Row
    from cjm_widgets.evidence.told import Understood

OF_SHARES: Final = 2
"""How far the shares of all answers may be from 100 together: each is rounded."""
_FEW_LACKING: Final = 90
"""What shares make together at least where a few people said that they do not know."""
SHARES: Final = re.compile(
    r"(?<!\d)(?<!\d )%|\b(per ?cent|percent\w*|pct|shares?|anteile?|prozent\w*|pourcent\w*|porcent\w*|aandeel)\b",
    re.IGNORECASE,
)
"""What a heading of shares says."""
_SHARE_OF_ANSWERS: Final = re.compile(
    r"(?:(?:percent(?:age)?|pct|share|of|who|would|response) )*(?:positive|negative|(?:not )?recommend(?:ed|ing)?)"
    r"(?: (?:percent(?:age)?|pct|share|responses?|answers?|score|experience))*"
)
"""What names a share of the answers and no step: “Percentage recommended”."""
_BLANK: Final = frozenset({"", "-", "–", "—", "--"})
"""What stands in the place of nought; other signs say that a number is kept back."""
_MOST_SHOWN: Final = 3
_COUNTED: Final = re.compile(r"\(n\)$|\sn$", re.IGNORECASE)


class HowOften(NamedTuple):
    """What a row says of how often each answer was given.

    Args:
        given: the answers, each with its number or share.
        lacking: columns with a sign such as “*” or “<5” in the place of a number, and what stands there.
        blank: columns in which nothing stands.
        beside: how many gave no answer, such as “Don't know”; None where that is kept back.
        said: how many people there were, as the row says; None where it does not.
        percent: whether a cell says that it is a share.
    """

    given: dict[float, float]
    lacking: tuple[tuple[str, str], ...] = ()
    blank: tuple[str, ...] = ()
    beside: float | None = 0
    said: float | None = None
    percent: bool = False

    @property
    def total(self) -> float:
        """All answers together."""
        return math.fsum(self.given.values())

    @property
    def fits(self) -> bool:
        """Whether the answers make as many people as the row says, with or without those who gave none."""
        if self.said is None:
            return False
        return self.said >= self.total if self.beside is None else self.said in {self.total, self.total + self.beside}

    @property
    def is_whole(self) -> bool:
        """Whether shares are 100 % together, rounded as they are, or 1."""
        all_of_them = (self.total, self.total + (self.beside or 0))
        return any(abs(one - 100) <= OF_SHARES or abs(one - 1) <= OF_SHARES / 100 for one in all_of_them)

    @property
    def rated(self) -> float:
        """How many of all people gave an answer, from 0 to 1, where the others' share stands beside."""
        every = self.total + (self.beside or 0)
        return self.total / every if abs(every - 100) < abs(self.total - 100) else 1


class Counted:
    """A table of how often each answer was given.

    Args:
        understood: the file and its plan.
    """

    def __init__(self, understood: Understood) -> None:
        self._understood, self._plan = understood, understood.plan
        self._columns = {named(understood.headings, name, understood.table.what): answer
                         for name, answer in self._plan.counts.items()}  # fmt: skip
        free = beside(understood.headings.columns, self._plan.counts)
        self._none = [one for one in free if not is_total(one)]
        n = understood.headings.named(self._plan.n) if self._plan.n else None
        self._n = n or next(filter(is_total, free), None)

    def of(self, row: Row) -> HowOften:
        """What a row says; a cell that is no number at all is somebody else's to tell.

        Args:
            row: of the table.
        """
        cells = {column: row.cell(column.at) for column in self._columns}
        found = {column: self._number(cell) for column, cell in cells.items()}
        none = [self._number(row.cell(one.at)) for one in self._none if row.cell(one.at) not in _BLANK]
        n = row.cell(self._n.at) if self._n else ""
        said = None if says_nothing(n, self._plan.missing) else people(n) or self._number(n)
        return HowOften(
            {self._columns[column]: one.value for column, one in found.items() if one is not None},
            tuple((one.name, cell) for one, cell in cells.items() if found[one] is None and cell not in _BLANK),
            tuple(one.name for one, cell in cells.items() if cell in _BLANK),
            None if None in none else math.fsum(one.value for one in none if one is not None),
            said.value if said is not None else None,
            any(one is not None and one.percent for one in found.values()),
        )

    def are_people(self) -> bool:
        """Whether the columns count people and do not tell shares.

        Raises:
            EvidenceError: if they may be either, and nobody says which.
        """
        found = self._are_people()
        if isinstance(found, Question):
            raise EvidenceError(found.say)
        return found

    def may_be(self) -> str:
        """Whether they are taken for people or for shares, where somebody may say otherwise; "" where not."""
        found = self._are_people()
        is_open = isinstance(found, Question) or _say_shares(self.of(row) for row in self._rows())
        return "" if is_open else "people" if found else "shares"

    def _rows(self) -> Iterator[Row]:
        return (row for row in self._understood.table.read() if self._is_of_a_step(row))

    def remarks(self) -> tuple[str, ...]:
        """Who is left out, what is checked, and what is done with shares that are not 100 % together."""
        return (*self._who_gave_none(), *self._of_totals())

    def _who_gave_none(self) -> Iterator[str]:
        """How many gave no answer, the most first, as one row may be of all; and which column is only checked."""
        rows = {row.number: self.of(row) for row in self._rows()} if self._none else {}
        many = sorted(((one.beside, at, one.said) for at, one in rows.items() if one.beside), key=lambda one: -one[0])
        if many:
            said = [f"{n:g}{f' of {of:g}' if of else ''} in row {at}" for n, at, of in many[:_MOST_SHOWN]]
            more = f" and so on, in {len(many)} rows" if len(many) > _MOST_SHOWN else ""
            which = listed([one.name for one in self._none])
            yield f"{which}: no answer, and left out of every figure: {', '.join(said)}{more}."
        if self._n is not None and self._are_people() is True:
            yield f"“{self._n.name}” is all who answered: each row's answers are checked by it."

    def _of_totals(self) -> tuple[str, ...]:
        found = self._are_people()
        if are_parts(self._plan.counts, "nps"):
            bare = found is True and self._n is None and PARTS["passives"] not in self._plan.counts.values()
            say = f"“{self._plan.printed}” is taken as it stands: nobody says how many answered, so it is not checked."
            return (say,) if bare else ()
        if found is not False:
            return ()
        rows = {row.number: self.of(row) for row in self._rows()}
        lacking = {at: one.total for at, one in rows.items() if one.total and not one.lacking and not one.is_whole}
        if not lacking:
            return ()
        made = ", ".join(f"{total:g} % in row {row}" for row, total in list(lacking.items())[:_MOST_SHOWN])
        more = f" and so on, in {len(lacking)} rows" if len(lacking) > _MOST_SHOWN else ""
        return (f"The shares make {made}{more}, and not 100 %: each figure is of those who gave one of the answers.",)

    def asked(self) -> Question | None:
        """Whether the columns count people or tell shares, where they may do either."""
        found = self._are_people()
        return found if isinstance(found, Question) else None

    def _are_people(self) -> bool | Question:
        found = [(row, self.of(row)) for row in self._rows()]
        if (said := self._as_said([one for _, one in found])) is not None:
            return said
        whole = {row.number: one for row, one in found if not one.lacking and one.total}
        if are_parts(self._plan.counts, "nps") and PARTS["passives"] not in self._plan.counts.values():
            return self._by_printed([(row, one) for row, one in found if row.number in whole])
        return self._by_totals(whole)

    def _as_said(self, found: Sequence[HowOften]) -> bool | None:
        """What headings, cells or somebody say of it; None where none does."""
        if _say_shares(found):
            return False
        if self._plan.counted:
            return self._plan.counted == "people"
        heads = [f"{one.over} {one.name}" for one in self._columns]
        if any(map(SHARES.search, heads)):
            return False
        # a title is about all columns, also those beside the answers: it counts where no total says otherwise
        if SHARES.search(self._understood.headings.title) and not any(one.fits and not one.is_whole for one in found):
            return False
        return True if any(map(_COUNTED.search, heads)) else None

    def _by_totals(self, whole: Mapping[int, HowOften]) -> bool | Question:
        if all(one.is_whole for one in whole.values()):
            return any(one.said != 100 for one in whole.values()) and all(one.fits for one in whole.values())
        if any((one.fits and not one.is_whole) or one.total > 100 + OF_SHARES for one in whole.values()):
            return True
        if not any(one.is_whole for one in whole.values()) and min(one.total for one in whole.values()) < _FEW_LACKING:
            return True
        made = ", ".join(f"{one.total:g} in row {row}" for row, one in list(whole.items())[:_MOST_SHOWN])
        return self._question(f" They make {made}.")

    def _question(self, why: str = "") -> Question:
        names = [one.name for one in self._columns]
        say = (
            f"Are {listed(names)} percentages or numbers of people?{why} Say --counts people if they are numbers of "
            "people, --counts shares if they are percentages."
        )
        return Question("counted", say, names[0], (("people", "Numbers of people"), ("shares", "Percentages")))

    def _by_printed(self, found: Sequence[tuple[Row, HowOften]]) -> bool | Question:
        """By a printed score, whether parts of one without passives count people: where it can only be so."""
        said = [(one, self.printed(row)) for row, one in found]
        known = [(one, printed) for one, printed in said if printed is not None]
        if not known or len(known) < len(said):
            return self._question()
        less = [one.given.get(PARTS["promoters"], 0) - one.given.get(PARTS["detractors"], 0) for one, _ in known]
        are_shares = all(
            one.total <= 100 + OF_SHARES and agrees(at, printed, one.given.values())
            for at, (one, printed) in zip(less, known, strict=True)
        )
        if not all(one.said for one, _ in known):  # then nothing tells whether they can be people
            row, at, printed = next(
                (row, at, printed)
                for (row, _), at, (_, printed) in zip(found, less, known, strict=True)
                if are_shares or not agrees(at, printed, ())
            )
            why = f" Promoters less detractors are {at:g} in row {row.number}, the file says {printed:g}."
            return False if are_shares and any(less) else self._question(why)
        are_people = all(
            agrees(100 * at / (one.said or 1), printed, ()) for at, (one, printed) in zip(less, known, strict=True)
        )
        return self._question() if are_shares == are_people else are_people

    def printed(self, row: Row) -> float | None:
        """The net promoter score that a row prints beside its parts; None where it prints none.

        Args:
            row: of the table.
        """
        column = self._understood.headings.named(self._plan.printed) if self._plan.printed else None
        found = self._number(row.cell(column.at)) if column else None
        return found.value if found else None

    def _is_of_a_step(self, row: Row) -> bool:
        if not self._understood.headings.is_below(row) or row.is_blank or is_note(row.cells):
            return False
        name = (
            named(self._understood.headings, self._plan.step, self._understood.table.what) if self._plan.step else None
        )
        return name is None or not is_number_of_people(row.cell(name.at))

    def _number(self, cell: str) -> Number | None:
        return None if says_nothing(cell, self._plan.missing) else number(cell, self._plan.decimal)


def _say_shares(found: Iterable[HowOften]) -> bool:
    """Whether cells say themselves that they are shares: by “%” or decimals."""
    return any(one.percent or not all(map(float.is_integer, one.given.values())) for one in found)


def beside(columns: Iterable[Column], counts: Iterable[str]) -> tuple[Column, ...]:
    """The columns beside those of answers that say how many gave none, or how many all are.

    Args:
        columns: of the table.
        counts: the names of those that say how often an answer was given; where there are none, there are none beside.
    """
    known = {*counts}
    free = (one for one in columns if known and one.name not in known)
    return tuple(one for one in free if is_total(one) or is_no_answer(one.own or one.name))


def is_share_of_answers(heading: str) -> bool:
    """Whether a heading is that of a share of all answers, such as “Percentage recommended”, and names no step."""
    return _SHARE_OF_ANSWERS.fullmatch(words.answer(heading)) is not None


def is_total(column: Column) -> bool:
    """Whether a column holds all answers together."""
    return words.answer(bare(column.own or column.name)) in TOTALS


def is_no_answer(heading: str) -> bool:
    """Whether a heading stands for no answer: “Don't know (%)”."""
    plain = bare(heading)
    return any(map(str.isalpha, plain)) and says_nothing(plain)


def bare(heading: str) -> str:
    """The answer in a heading: “1 - Very good (%)” is “Very good”."""
    return re.sub(r"^\d{1,2}\s*[-–.:)=]\s*(?=[^\W\d])", "", words.without_sign(heading))
