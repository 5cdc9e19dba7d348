"""How a table is laid out: a row for each step or a column for each, a row for each respondent, or for each event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import scales
from cjm_widgets.evidence.headings import short_names
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.plan import LeftOut, Plan, Values
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.roles import BASE, MOST_DISTINCT
from cjm_widgets.evidence.told import Question, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.evidence.choosing_scale import Scales
    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.roles import Profile, Role
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Told

_ADDED_UP_ROWS: Final = 12
"""A table of so few rows whose columns are steps may be added up already: a row for each group."""
_FIGURE_WORDS: Final = re.compile(
    r".*\b(mean|average|avg|score|rating|value|figure|negativ\w*|positiv\w*|percent\w*|pct|share|satisf\w*|nps|top|"
    r"bottom)\b.*|.*%.*",
    re.IGNORECASE,
)
_OUTCOME: Final = re.compile(
    r"(overall|recommend\w*|nps|in general|all in all)\b.*|.*\b(would|likely (are you )?to) recommend\b.*",
    re.IGNORECASE,
)
_LEFT_OUT: Final[tuple[tuple[Role, frozenset[str], str], ...]] = (
    ("status", frozenset({"1", "survey preview", "preview", "test", "survey test"}), "preview"),
    ("finished", frozenset({"0", "false", "no", "nein", "unfinished", "partial", "incomplete"}), "unfinished"),
)
"""What survey tools write beside answers that nobody finished, or that whoever made the survey gave."""


class Look:
    """One look at a table whose columns are known as far as they can be.

    Args:
        table: the file.
        headings: of it.
        told: what is said of it.
        steps: what the map calls its steps.
        profiles: of the columns.
        roles: what they are about.
        scales: chooses the scale of each.
    """

    def __init__(  # noqa: PLR0913, PLR0917  each is one thing that is known of a table
        self,
        table: Table,
        headings: Headings,
        told: Told,
        steps: Sequence[str],
        profiles: Mapping[int, Profile],
        roles: Mapping[int, Role],
        scales: Scales,
    ) -> None:
        self.questions: list[Question] = []
        self._table, self._headings, self._told = table, headings, told
        self._known = {step_key(step) for step in (*steps, *told.steps)}
        self._profiles, self._roles, self._scales = profiles, roles, scales
        self._columns = {column.at: column for column in headings.columns}

    def plan(self) -> Plan:
        """How it would be read.

        Raises:
            EvidenceError: if no column holds figures, or none says what an event is about.
        """
        if self._is_log():
            return self._events()
        return self._rows_are_steps() if self._with("step") else self._columns_are_steps()

    def names(self, plan: Plan) -> list[str]:
        """What the file calls its steps."""
        if plan.step:
            return [name for name in self._cells("step") if name not in plan.outcomes]
        return [one.step for one in plan.values if one.step]

    def _with(self, *roles: Role) -> list[int]:
        return [at for at in self._columns if self._roles.get(at) in roles]

    def _name(self, *roles: Role) -> str:
        found = self._with(*roles)
        return self._columns[found[0]].name if found else ""

    def _all(self, role: Role) -> tuple[str, ...]:
        return tuple(self._columns[at].name for at in self._with(role))

    def _cells(self, role: Role) -> list[str]:
        """All different cells of a column, in the file's order."""
        at = self._with(role)[0]
        if len(self._profiles[at].cells) < MOST_DISTINCT:
            return list(self._profiles[at].cells)
        rows = (row for row in self._table.read() if self._headings.is_below(row))
        return list(dict.fromkeys(cell for row in rows if (cell := row.cell(at))))

    # ---- a row for each event

    def _is_log(self) -> bool:
        if self._told.case or self._told.time:
            return True
        profiles = self._profiles
        times = [at for at in self._with("time") if profiles[at].times * 10 >= 9 * profiles[at].filled > 0]
        cases = [at for at in self._with("case", "respondent") if max(profiles[at].cells.values(), default=0) > 1]
        return bool(times and cases and self._with("step") and not self._numbers())

    def _events(self) -> Plan:
        case, time, step = self._name("case", "respondent"), self._name("time"), self._name("step")
        needed = ((case, "which customer", "--case"), (time, "when", "--time"), (step, "which step", "--step"))
        for found, what, option in needed:
            if not found:
                raise EvidenceError(f"No column of {self._table.what} says {what} it was. Name it with {option}.")
        channel, group = self._name("channel"), self._name("group")
        day_first = self._told.day_first
        return Plan(layout="events", case=case, time=time, step=step, channel=channel, group=group, day_first=day_first)

    # ---- a row for each step

    def _rows_are_steps(self) -> Plan:
        values, are_groups = self._figure_columns()
        if not values and (comments := self._all("comment")):
            return Plan(layout="answers", step=self._name("step"), comments=comments, left_out=self._left_out())
        if not values:
            there = listed([one.name for one in self._headings.columns])
            raise EvidenceError(
                f"No column of {self._table.what} holds figures: there are {there}. Name one with --value."
            )
        # a row of numbers of people is off every scale
        self._scales.asks_codes = not any(step_key(name) in BASE for name in self._cells("step"))
        made = []
        for column in (self._columns[at] for at in values):
            group = column.name if are_groups else ""
            made.append(Values(column=column.name, scale=self._scales.of(column), group=group, n=column.n))
        return Plan(
            layout="figures",
            step=self._name("step"),
            values=tuple(made),
            group=self._name("group"),
            n=self._name("n"),
            sd=self._name("sd"),
            target=self._name("target"),
            gap=self._name("gap"),
            benchmark=self._all("benchmark"),
            comments=self._all("comment"),
            outcomes=tuple(name for name in self._cells("step") if self._is_outcome(name)),
        )

    def _numbers(self) -> list[int]:
        """Columns of figures that nothing else is said of."""
        free = [at for at in self._columns if self._roles.get(at) in (None, "value")]
        return [at for at in free if self._profiles[at].is_numbers or self._roles.get(at) == "value"]

    def _figure_columns(self) -> tuple[list[int], bool]:
        """The columns with the figures of steps, and whether each of them is a group."""
        numbers = self._numbers()
        chosen = [at for at in numbers if self._roles.get(at) == "value"]
        if chosen:
            return chosen, len(chosen) > 1
        by_name = [at for at in numbers if _FIGURE_WORDS.fullmatch(self._columns[at].name.replace("_", " "))]
        if any(self._columns[at].n is not None for at in numbers) or not by_name:
            return numbers, len(numbers) > 1
        if len(by_name) > 1:
            options = tuple((self._columns[at].name, self._columns[at].asks) for at in by_name)
            say = (
                f"Which column holds the figures: {listed([one[0] for one in options])}? Say --value and its name; "
                "several are taken for groups."
            )
            self.questions.append(Question("value", say, options=options))
        return by_name[:1], False

    def _is_outcome(self, name: str) -> bool:
        if step_key(name) in self._known:
            return False
        return name in self._told.outcomes or _OUTCOME.fullmatch(name) is not None

    # ---- a column for each step

    def _columns_are_steps(self) -> Plan:
        outcomes = [at for at in self._with("outcome") if self._holds_answers(at)]
        columns = self._with("value") or [
            at for at in self._columns if self._roles.get(at) is None and self._holds_answers(at)
        ]
        if not columns and not outcomes and not self._with("comment"):
            raise EvidenceError(
                f"No column of {self._table.what} holds figures, and none names the steps: there are "
                f"{listed([one.name for one in self._headings.columns])}. Name them with --step and --value."
            )
        are_figures = self._are_added_up(columns)
        values = [
            self._values(at, step=name, n=self._columns[at].n)
            for at, name in zip(columns, self._step_names(columns), strict=True)
        ]
        values += [self._values(at, outcome=short_names([self._columns[at].asks])[0]) for at in outcomes]
        return Plan(
            layout="figures" if are_figures else "answers",
            values=tuple(values),
            group=self._name("group"),
            n=self._name("n") if are_figures else "",
            comments=self._all("comment"),
            left_out=() if are_figures else self._left_out(),
        )

    def _step_names(self, columns: Sequence[int]) -> list[str]:
        """What the columns call their steps: the map's own name as it is, else what tells their questions apart."""
        short = short_names([self._columns[at].asks for at in columns])
        names = [self._columns[at].name for at in columns]
        return [name if step_key(name) in self._known else end for name, end in zip(names, short, strict=True)]

    def _values(self, at: int, **what: Any) -> Values:
        profile, column = self._profiles[at], self._columns[at]
        words = {} if profile.is_numbers else scales.points_of(profile.words) or {}
        return Values(column=column.name, scale=self._scales.of(column), words=dict(words), **what)

    def _holds_answers(self, at: int) -> bool:
        profile = self._profiles[at]
        return profile.is_numbers or scales.points_of(profile.words) is not None

    def _are_added_up(self, columns: Sequence[int]) -> bool:
        rows = max((profile.filled for profile in self._profiles.values()), default=0)
        if self._with("respondent", "status", "finished", "time") or rows > _ADDED_UP_ROWS:
            return False
        looks = any(self._profiles[at].percents or not self._profiles[at].whole for at in columns)
        return looks or bool(self._with("group", "n"))

    def _left_out(self) -> tuple[LeftOut, ...]:
        found = []
        for role, cells, why in _LEFT_OUT:
            for at in self._with(role):
                there = tuple(cell for cell in self._profiles[at].cells if cell.casefold() in cells)
                if there:
                    found.append(LeftOut(column=self._columns[at].name, cells=there, why=why))
        return tuple(found)
