"""A file whose figures are added up already: a row for each step or a column for each, with groups, n and targets."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales, words
from cjm_widgets.evidence.answers import summed_up
from cjm_widgets.evidence.cells import Number, is_note, is_number_of_people, n_in_heading, number, people, says_nothing
from cjm_widgets.evidence.found import Figure, Noted, Read
from cjm_widgets.evidence.how_often import Counted, is_share_of_answers
from cjm_widgets.evidence.masking import masked
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.problems import (
    EvidenceError,
    NoName,
    NotANumber,
    OffScale,
    Problem,
    TooLong,
    TwoColumns,
    TwoRows,
)
from cjm_widgets.evidence.promoters import PARTS, agrees, are_parts, with_passives
from cjm_widgets.evidence.told import listed, named
from cjm_widgets.evidence.words import TOTALS
from cjm_widgets.journey.fields import can_be_people
from cjm_widgets.statistics import intervals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cjm_widgets.evidence.headings import Column
    from cjm_widgets.evidence.how_often import HowOften
    from cjm_widgets.evidence.plan import Values
    from cjm_widgets.evidence.table import Row
    from cjm_widgets.evidence.told import Understood
    from cjm_widgets.journey.scales import Scale

ROUNDED: Final = 0.051
"""How far a printed gap may lie from the one that its figures give: both are rounded to one decimal."""
OF_A_TOTAL: Final = 0.51
"""How far a total may lie outside of its groups: whole numbers are rounded."""


class AddedUp:
    """One reading of a file whose figures are added up already.

    Args:
        understood: the file and its plan.
    """

    def __init__(self, understood: Understood) -> None:
        self.understood, self.plan = understood, understood.plan
        self.problems: list[Problem] = []
        self.flags: list[Noted] = []
        self.left_out: list[Noted] = []
        self.figures: dict[tuple[str, str], Figure] = {}
        self.outcomes: dict[tuple[str, str], Figure] = {}
        self.targets: list[Figure] = []
        self.benchmarks: list[Figure] = []
        self.gaps: list[tuple[Figure, float, float]] = []
        self.base: dict[str, int] = {}
        self.bases: set[int] = set()
        self.groups: set[str] = set()
        self.of_all: dict[str, int] = {}
        self.shared: dict[str, str] = {}
        in_title = n_in_heading(understood.headings.title)[1]
        self.n_of_all: int | None = understood.people if in_title is None else in_title
        self.above: dict[str, str] = {}
        self.counted = Counted(understood)
        self.are_people = bool(self.plan.counts) and self.counted.are_people()

    def read(self) -> Read:
        """All that it says.

        Raises:
            EvidenceError: with all faults of the file at once.
        """
        self._look_for_people()
        for row in self._rows():
            self._row(row)
        if self.problems:
            raise EvidenceError(*self.problems)
        figures, outcomes = tuple(self.figures.values()), tuple(self.outcomes.values())
        for n in dict.fromkeys(self.of_all.values()):
            groups = listed([group for group, theirs in self.of_all.items() if theirs == n])
            why = f"n = {n:,} is of all together: how many answered in {groups} is not known"
            self.flags.append(Noted(0, why))
        if self.shared:
            whose = [*self.shared]
            why = (
                f"“{self.shared[whose[0]]}” stands once beside {listed(whose)}: how many answered in each is not known"
            )
            self.flags.append(Noted(0, f"{why}. Give each a column of its own, such as “n {whose[0]}”"))
        self._check_gaps()
        self._check_totals((*figures, *outcomes))
        return Read(
            figures, outcomes, tuple(self.targets), tuple(self.benchmarks), (), tuple(self.left_out), tuple(self.flags)
        )

    def _rows(self) -> Iterator[Row]:
        return (
            row for row in self.understood.table.read() if self.understood.headings.is_below(row) and any(row.cells)
        )

    def _look_for_people(self) -> None:
        """Finds what is said of all rows at once, as what stands below the figures counts for those above it, too."""
        for row in self._rows():
            if is_note(row.cells) or self.understood.headings.is_too_long(row):
                continue
            if self.plan.step and self._is_base(row, self._cell(row, self.plan.step)):
                self.bases.add(row.number)
            else:
                group = n_in_heading(self._cell(row, self.plan.group))[0]
                self.groups |= {group or one.group for one in self.plan.values}
        self.groups -= {""}

    def _n_of_row(self, row: Row, named: int | None, values: Values) -> int | None:
        """How many people its row says that a figure rests on: beside several groups they are those of all together."""
        found = self._n(row, self.plan.n) if self.plan.n and not values.people else None
        n = named if found is None else found
        if n is None or values.group not in self.apart or is_share_of_answers(values.column):
            return n
        self.shared[values.group] = self.plan.n if named is None else self.plan.step
        return None

    def _n_beside(self, group: str, values: Values) -> int | None:
        """How many people a figure rests on of which its row does not say it; those of all are no group's."""
        if values.n is not None and values.group:
            return values.n
        n = self.n_of_all if values.n is None else values.n
        if group in self.base or n is None or group not in self.apart:
            return self.base.get(group, n)
        self.of_all[group] = n
        return None

    @cached_property
    def apart(self) -> frozenset[str]:
        """The groups that are some of all people; none where there is one only."""
        named = {one for one in self.groups if words.is_about(one) not in words.BESIDE}
        return frozenset(one for one in named if one.casefold() not in TOTALS) if len(named) > 1 else frozenset()

    def _row(self, row: Row) -> None:
        plan = self.plan
        if is_note(row.cells):
            self.left_out.append(Noted(row.number, "note"))
            return
        if self.understood.headings.is_too_long(row):
            self.problems.append(TooLong(row=row.number))
            return
        said_group, said_step = self._named(row, plan.group), self._named(row, plan.step)
        if row.number in self.bases:
            return
        (group, of_group), (name, of_step) = n_in_heading(said_group), n_in_heading(said_step)
        of_row = of_group if of_step is None else of_step
        given = [(values, self._number(row, values.column)) for values in plan.values]
        if plan.step and not name:
            if any(found for _, found in given):
                self.problems.append(NoName(row=row.number, column=plan.step))
            return
        note = masked(" ".join(filter(None, (self._cell(row, name) for name in plan.comments)))).text
        is_row = said_step in plan.beside
        beside = words.is_about(name if is_row else group) if is_row or group else ""
        for values, found in given:
            step, whose = name or values.outcome or values.step, group or values.group
            n = self._n(row, values.people) if values.people else None
            n = self._n_of_row(row, of_row, values) if n is None else n
            n = self._n_beside(whose, values) if n is None else n
            blank = Figure(
                step, whose, plan.row_scales.get(said_step, values.scale), None, n, row=row.number, note=note
            )
            figure = self._of_counts(row, blank) if plan.counts else self._figure(row, blank, values.column, found)
            if figure is None:
                continue
            if beside in words.BESIDE:
                kept = self.targets if beside == "target" else self.benchmarks
                is_target = beside == "target"
                if is_row:
                    of_whom = whose if is_target or not whose else f"{name}, {whose}"
                    figure = replace(figure, step="", group=of_whom or ("" if is_target else name))
                else:
                    figure = replace(figure, group="" if is_target else group)
                kept += [replace(figure, n=None, low=None, high=None)] if figure.value is not None else []
                continue
            self._keep(self.outcomes if said_step in plan.outcomes or values.outcome else self.figures, figure)
            self._beside(row, figure)

    def _named(self, row: Row, column: str) -> str:
        """A name in a column; where its cells were merged, the one above."""
        cell = self._cell(row, column)
        if column in self.plan.down and sum(map(bool, row.cells)) > 1:
            self.above[column] = cell = cell or self.above.get(column, "")
        return cell

    def _is_base(self, row: Row, name: str) -> bool:
        """Whether a row says how many people there were, in its cells or beside the word; then it is kept."""
        n = n_in_heading(name)[1]
        if not is_number_of_people(name):
            return False
        cells = [(values.group, people(self._cell(row, values.column))) for values in self.plan.values]
        if n is not None and not any(found for _, found in cells):
            self.n_of_all = n
            return True
        if words.is_about(name) != "n":
            return False
        self.base |= {group: round(found.value) for group, found in cells if found}
        return True

    def _figure(self, row: Row, blank: Figure, column: str, found: Number | None) -> Figure | None:
        """A figure from what stands in its cell; none where that is a fault."""
        scale = scales.scale_of(blank.scale)
        if found is None or blank.n == 0:
            return blank
        value = scales.per_cent(blank.scale, found)
        if not scale.low <= value <= scale.high:
            says = f"from {scale.low:g} to {scale.high:g}{scale.unit and f' {scale.unit}'}"
            if self._named(row, self.plan.step) in self.plan.outcomes:
                says += f" (for a scale of its own, say --scale “{blank.step}=nps” or another)"
            self.problems.append(OffScale(row=row.number, column=column, cell=self._cell(row, column), scale=says))
            return None
        sd = self._number(row, self.plan.sd) if self.plan.sd else None
        low, high = _interval(scale, value, blank.n, sd.value if sd else None)
        return replace(blank, value=value, low=low, high=high, more={"sd": sd.value} if sd else {})

    def _of_counts(self, row: Row, blank: Figure) -> Figure:
        """A figure from how often each answer was given, or from the share of each."""
        found = self.counted.of(row)
        if is_parts := are_parts(self.plan.counts, blank.scale):
            found = found._replace(given=with_passives(found.given, self._whole(found)))
        given = {column: self._number(row, column) for column in self.plan.counts}  # tells what is no number
        below = [column for column, one in given.items() if one is not None and one.value < 0]
        self.problems += [
            OffScale(row=row.number, column=one, cell=self._cell(row, one), scale="a number of answers")
            for one in below
        ]
        printed = self.counted.printed(row) if is_parts else None
        if below or found.total <= 0 or blank.n == 0:
            return blank
        adds_up = found.fits if self.are_people else found.is_whole
        is_known = found.said is not None or not self.are_people
        lacking = () if self.are_people and adds_up else found.lacking
        if not adds_up and is_known:
            lacking += tuple((column, "") for column in found.blank)
        if printed is not None and (lacking or self._is_bare_score(found)):
            return replace(blank, value=printed)
        if lacking:
            column, cell = lacking[0]
            why = f"{_where(blank)}: no figure, as “{column}” {f'says “{cell}”' if cell else 'is blank'}"
            self.flags.append(Noted(row.number, f"{why}, and not how many answered so"))
            return blank
        if not adds_up and is_known:
            counted = f"{found.total:g} answers, the file says {found.said:g}" if self.are_people else ""
            shares = f"the shares of all answers are {found.total:g} together"
            self.flags.append(Noted(row.number, f"{_where(blank)}: {counted or shares}"))
        if found.blank and not is_known:
            self.flags.append(Noted(row.number, f"{_where(blank)}: {listed(found.blank)} blank, taken for nobody"))
        told = None if blank.n is None else round(blank.n * found.rated)
        n = round(found.total) if self.are_people else told
        scale = scales.scale_of(blank.scale)
        counts = {answer: count * (n or 100) / found.total for answer, count in found.given.items()}
        value, low, high, more = summed_up(scale, counts)
        if scales.is_share(scale):
            low, high = _interval(scale, value, n, None)
        if printed is not None:
            value = self._checked(row, blank, value, printed, () if self.are_people else found.given.values())
        return replace(blank, value=value, n=n, low=low if n else None, high=high if n else None, more=more)

    def _check_share(self, row: Row, figure: Figure) -> None:
        """Tells a printed share that the two best answers do not make, with those who gave none or without."""
        printed, found = self.counted.printed(row), self.counted.of(row)
        if printed is None or "positive_pct" not in figure.more:
            return
        printed *= 100 if printed <= 1 and "%" not in self._cell(row, self.plan.printed) else 1
        positive = figure.more["positive_pct"]
        of_all = positive * found.total / (found.total + (found.beside or 0))
        if not any(agrees(one, printed, ()) for one in (positive, of_all)):
            why = f"{_where(figure)}: the two best answers are {positive:.4g} % of all, the file says {printed:g} %"
            self.flags.append(Noted(row.number, why))

    def _is_bare_score(self, found: HowOften) -> bool:
        """Whether promoters and detractors are people of whom nobody says how many there were: no score can be made."""
        return self.are_people and found.said is None and PARTS["passives"] not in self.plan.counts.values()

    def _whole(self, found: HowOften) -> float | None:
        """What promoters, passives and detractors of a row make together; None where that is not known."""
        has_passives = PARTS["passives"] in self.plan.counts.values()
        if self.are_people:
            return None if has_passives else found.said
        whole = 1 if found.given and max(found.given.values()) <= 1 and not found.percent else 100
        return whole if found.is_whole or not has_passives else None

    def _checked(self, row: Row, blank: Figure, value: float, printed: float, shares: Collection[float]) -> float:
        """A net promoter score beside the one that is printed, which counts where only shares were rounded."""
        if shares and max(shares) <= 1 and abs(printed) <= 1:
            printed, shares = 100 * printed, [100 * one for one in shares]
        if agrees(value, printed, shares):
            return printed if shares else value
        why = f"{_where(blank)}: promoters less detractors are {value:.4g}, the file says {printed:g}"
        self.flags.append(Noted(row.number, why))
        return value

    def _keep(self, kept: dict[tuple[str, str], Figure], figure: Figure) -> None:
        key = (step_key(figure.step), figure.group.casefold())
        other = kept.setdefault(key, figure)
        if other is not figure:
            two = TwoRows(row=figure.row, other=other.row, names=(other.step, figure.step))
            self.problems.append(two if other.row != figure.row else TwoColumns(names=(other.step, figure.step)))

    def _beside(self, row: Row, figure: Figure) -> None:
        plan = self.plan
        self._check_share(row, figure)
        target = self._number(row, plan.target) if plan.target else None
        # what stands beside fractions may be written as they are, or in per cent
        written = figure.scale.replace(scales.FRACTION, scales.MIXED)
        if target is not None:
            target = Number(scales.per_cent(written, target), percent=True)
            self.targets.append(replace(figure, value=target.value, n=None, low=None, high=None))
        gap = self._number(row, plan.gap) if plan.gap else None
        if gap is not None and target is not None and figure.value is not None:
            self.gaps.append((figure, figure.value - target.value, scales.per_cent(written, gap)))
        for name in plan.benchmark:
            found = self._number(row, name)
            value = scales.per_cent(written, found) if found else None
            said = replace(figure, group=name, value=value, n=None, low=None, high=None, more={})
            if found is not None and said not in self.benchmarks[-len(plan.values) * len(plan.benchmark) :]:
                self.benchmarks.append(said)  # of a row with several groups it is said once

    def _check_gaps(self) -> None:
        """A printed gap is checked; a file in which all are target less figure has another way to write them."""
        other_way = [abs(true + printed) <= ROUNDED for _, true, printed in self.gaps]
        if len(self.gaps) > 1 and all(other_way) and any(abs(printed) > ROUNDED for _, _, printed in self.gaps):
            return
        for figure, true, printed in self.gaps:
            if abs(true - printed) > ROUNDED:
                why = f"{_where(figure)}: the gap is {true:.1f}, the file says {printed:.1f}"
                self.flags.append(Noted(figure.row, why))

    def _check_totals(self, figures: Sequence[Figure]) -> None:
        """A total lies between its groups; one that does not is somebody's slip, or of other people."""
        of_step: dict[str, list[Figure]] = {}
        for figure in figures:
            if figure.value is not None:
                of_step.setdefault(step_key(figure.step), []).append(figure)
        for found in of_step.values():
            parts = [one.value for one in found if one.group.casefold() not in TOTALS and one.value is not None]
            totals = [one for one in found if one.group.casefold() in TOTALS] if len(parts) > 1 else []
            for total in totals:
                low, high = min(parts), max(parts)
                if total.value is not None and not low - OF_A_TOTAL <= total.value <= high + OF_A_TOTAL:
                    says = f"{total.group} is {total.value:g}, outside of its groups ({low:g} to {high:g})"
                    self.flags.append(Noted(total.row, f"{total.step}: {says}"))

    # ---- cells

    def _column(self, name: str) -> Column:
        return named(self.understood.headings, name, self.understood.table.what)

    def _cell(self, row: Row, name: str) -> str:
        return row.cell(self._column(name).at) if name else ""

    def _n(self, row: Row, column: str) -> int | None:
        cell = self._cell(row, column)
        if says_nothing(cell, self.plan.missing):
            return None
        found = people(cell) or number(cell, self.plan.decimal)
        if found is None:
            self.problems.append(NotANumber(row=row.number, column=column, cell=cell[:80]))
        elif not found.value.is_integer() or (found.value and not can_be_people(int(found.value))):
            self.problems.append(OffScale(row=row.number, column=column, cell=cell, scale="a number of people"))
        else:
            return int(found.value)
        return None

    def _number(self, row: Row, name: str) -> Number | None:
        cell = self._cell(row, name)
        if says_nothing(cell, self.plan.missing):
            return None
        found = number(cell, self.plan.decimal)
        if found is None:
            self.problems.append(NotANumber(row=row.number, column=name, cell=cell[:80]))
        return found


def _where(figure: Figure) -> str:
    """Of which group and step a figure is."""
    return "/".join(filter(None, (figure.group, figure.step)))


def _interval(scale: Scale, value: float, n: int | None, sd: float | None) -> tuple[float | None, float | None]:
    if not n:
        return None, None
    if scales.is_share(scale):
        low, high = intervals.wilson(value / 100, n)
        return 100 * low, 100 * high
    between = intervals.mean(value, sd, n) if sd is not None else None
    return (max(scale.low, between[0]), min(scale.high, between[1])) if between else (None, None)
