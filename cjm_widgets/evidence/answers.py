"""Answers of respondents, a row each: how often each was given, and the bare numbers for what needs them again."""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.cells import number, says_nothing
from cjm_widgets.evidence.found import Figure, Noted, Read, Tally
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.problems import (
    AnsweredTwice,
    EvidenceError,
    NoName,
    NotANumber,
    OffScale,
    Problem,
    TwoColumns,
)
from cjm_widgets.evidence.told import named
from cjm_widgets.statistics import intervals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.evidence.plan import Values
    from cjm_widgets.evidence.table import Row
    from cjm_widgets.evidence.told import Understood
    from cjm_widgets.journey.scales import Scale

MOST_PROBLEMS: Final = 1_000
"""Faults after which no more are looked for: the file is of another kind than it was taken for."""
PROMOTER: Final = 9
"""From which answer on, of 0 to 10, somebody recommends."""
DETRACTOR: Final = 6
FIVE: Final = 5
MOST_KNOWN: Final = 1_000
"""How many different answers of a column are remembered."""


def tallied(understood: Understood) -> Tally:
    """Goes through the respondents.

    Args:
        understood: a file with a row for each, and its plan.

    Raises:
        EvidenceError: with all faults of the file at once.
    """
    sheet = _Sheet(understood)
    plan, what = understood.plan, understood.table.what
    group_at = named(understood.headings, plan.group, what).at if plan.group else None
    people = _in_rows_of_their_own(sheet, understood) if plan.step else _in_one_row(sheet, understood)
    groups: list[str] = []
    rows: list[tuple[float | None, ...]] = []
    for row, answers in people:
        if any(answer is not None for answer in answers):
            rows.append(answers)
            groups.append(row.cell(group_at) if group_at is not None else "")
        else:
            sheet.left_out.append(Noted(row.number, "no answer"))
    if sheet.problems:
        raise EvidenceError(*sheet.problems)
    columns = tuple(sheet.steps.values()) if plan.step else plan.values
    if plan.step:  # a step may be there that the first respondents did not speak of
        rows = [(*answers, *(None,) * (len(columns) - len(answers))) for answers in rows]
    counts: dict[tuple[Values, str], Counter[float]] = {
        (values, group): Counter() for values in columns for group in dict.fromkeys(("", *groups))
    }
    for at, values in enumerate(columns):
        given = Counter(zip(groups, (answers[at] for answers in rows), strict=True))
        for (group, answer), times in given.items():
            if answer is None:
                continue
            for whose in {"", group}:
                counts[values, whose][answer] += times
    return Tally(columns, tuple(groups), tuple(rows), counts, tuple(sheet.left_out))


def _in_one_row(sheet: _Sheet, understood: Understood) -> Iterator[tuple[Row, tuple[float | None, ...]]]:
    """The answers of each respondent, all of them in one row."""
    for row in counted_rows(understood, sheet.left_out):
        yield row, sheet.answers(row)
        if len(sheet.problems) > MOST_PROBLEMS:
            break


def _in_rows_of_their_own(sheet: _Sheet, understood: Understood) -> Iterator[tuple[Row, tuple[float | None, ...]]]:
    """The answers of each respondent where each row is about one step; a row of nobody known is somebody's."""
    plan, what = understood.plan, understood.table.what
    step_at = named(understood.headings, plan.step, what).at
    case_at = named(understood.headings, plan.case, what).at if plan.case else None
    kept: dict[str, tuple[Row, dict[int, float | None]]] = {}
    for row in counted_rows(understood, sheet.left_out):
        if (name := row.cell(step_at)) == "":
            sheet.problems.append(NoName(row=row.number, column=plan.step))
            continue
        (answer,) = sheet.answers(row)
        values = plan.values[0]
        told = {"outcome": name} if name in plan.outcomes else {"step": name}
        sheet.steps.setdefault(step_key(name), values.model_copy(update=told))
        at = list(sheet.steps).index(step_key(name))
        whose = row.cell(case_at) if case_at is not None else ""
        _, given = kept.setdefault(whose, (row, {})) if whose else (row, {})
        if at in given:  # who answers twice is asked about, not counted twice in silence
            sheet.problems.append(AnsweredTwice(row=row.number, column=plan.case, cell=whose, step=name))
        given[at] = answer
        if not whose:
            kept[f"row {row.number}"] = (row, given)
        if len(sheet.problems) > MOST_PROBLEMS:
            break
    for row, given in kept.values():
        yield row, tuple(given.get(at) for at in range(max(given) + 1))


def counted_rows(understood: Understood, left_out: list[Noted]) -> Iterator[Row]:
    """The rows that count, in the file's order.

    Args:
        understood: the file and its plan.
        left_out: is added to: each row that does not count.
    """
    headings, what = understood.headings, understood.table.what
    conditions = [(named(headings, one.column, what).at, one) for one in understood.plan.left_out]
    for row in understood.table.read():
        if not headings.is_below(row) or row.is_blank:
            continue
        why = next((one.why for at, one in conditions if row.cell(at) in one.cells), None)
        if headings.is_too_long(row):
            why = "more cells than columns"
        if why is None:
            yield row
        else:
            left_out.append(Noted(row.number, why))


class _Sheet:
    """The columns of answers, and what was wrong in them."""

    def __init__(self, understood: Understood) -> None:
        self.problems: list[Problem] = []
        self.left_out: list[Noted] = []
        self.steps: dict[str, Values] = {}
        self._plan = plan = understood.plan
        what = understood.table.what
        # a code for “no answer” may be an answer elsewhere: 0 in a net promoter score
        self._missing = {one.column: [code for code in plan.missing if code not in one.answers] for one in plan.values}
        names = [step_key(one.step) for one in plan.values if one.step]
        for one in plan.values:
            if one.step and names.count(step_key(one.step)) > 1:
                said = [other.column for other in plan.values if step_key(other.step) == step_key(one.step)]
                self.problems.append(TwoColumns(names=(said[0], said[1])))
        # the same few answers come again and again
        self._known: list[dict[str, float | None]] = [{} for _ in plan.values]
        self._columns = [
            (values, named(understood.headings, values.column, what).at, _range(values)) for values in plan.values
        ]
        self._at = [(at, known) for (_, at, _), known in zip(self._columns, self._known, strict=True)]

    def answers(self, row: Row) -> tuple[float | None, ...]:
        """The answers of one respondent, None where there is none."""
        cells = row.cells
        try:
            return tuple([known[cells[at]] for at, known in self._at])
        except (KeyError, IndexError):  # one that is not known yet, or a row that ends before
            return tuple(map(self._answer, repeat(row), self._columns, self._known))

    def _answer(
        self, row: Row, column: tuple[Values, int, tuple[float, float]], known: dict[str, float | None]
    ) -> float | None:
        values, at, ends = column
        cell = row.cell(at)
        if cell in known:
            return known[cell]
        found = self._read(row, cell, values, ends)
        if len(known) < MOST_KNOWN and not self.problems:
            known[cell] = found
        return found

    def _read(self, row: Row, cell: str, values: Values, ends: tuple[float, float]) -> float | None:
        if cell in values.words:
            return values.words[cell]
        if says_nothing(cell, self._missing[values.column]):
            return None
        found = number(cell, self._plan.decimal)
        if found is None:
            self.problems.append(NotANumber(row=row.number, column=values.column, cell=cell[:80]))
            return None
        if not ends[0] <= found.value <= ends[1]:
            says = f"from {ends[0]:g} to {ends[1]:g}"
            self.problems.append(OffScale(row=row.number, column=values.column, cell=cell, scale=says))
            return None
        return found.value


def _range(values: Values) -> tuple[float, float]:
    """The lowest and the highest answer; a net promoter score is made of answers from 0 to 10."""
    scale = scales.scale_of(values.scale)
    return (0, 10) if scale.name == "nps" else (scale.low, scale.high)


def from_answers(understood: Understood) -> Read:
    """The figures of a file with a row for each respondent.

    Args:
        understood: the file and its plan.

    Raises:
        EvidenceError: with all faults of the file at once.
    """
    tally = tallied(understood)
    figures: list[Figure] = []
    outcomes: list[Figure] = []
    for (values, group), counts in tally.counts.items():
        n = sum(counts.values())
        value, low, high, more = summed_up(scales.scale_of(values.scale), counts) if n else (None, None, None, {})
        figure = Figure(values.outcome or values.step, group, values.scale, value, n, low, high, more=more)
        (outcomes if values.outcome else figures).append(figure)
    return Read(tuple(figures), tuple(outcomes), left_out=tally.left_out, tally=tally)


def summed_up(
    scale: Scale, counts: Mapping[float, float]
) -> tuple[float, float | None, float | None, dict[str, float]]:
    """The figure of some answers, its interval, and what else is told of it.

    Args:
        scale: of the answers.
        counts: how often each answer was given; at least one.
    """
    n = sum(counts.values())
    if scale.name == "nps":
        promoters = sum(count for answer, count in counts.items() if answer >= PROMOTER)
        detractors = sum(count for answer, count in counts.items() if answer <= DETRACTOR)
        low, high = intervals.nps(promoters, max(0.0, n - promoters - detractors), detractors)
        return 100 * (promoters - detractors) / n, low, high, {"promoters": promoters, "detractors": detractors}
    value = sum(answer * count for answer, count in counts.items()) / n
    whole = [scale.low + at for at in range(round(scale.high - scale.low) + 1)]
    if scales.is_share(scale) or not set(counts) <= set(whole):
        return value, None, None, {}
    low, high = intervals.points(counts, whole)
    more = {}
    if len(whole) == FIVE:
        bad, good = (whole[:2], whole[-2:]) if scale.better == "high" else (whole[-2:], whole[:2])
        more = {
            "negative_pct": 100 * sum(counts.get(one, 0) for one in bad) / n,
            "positive_pct": 100 * sum(counts.get(one, 0) for one in good) / n,
        }
    return value, low, high, more
