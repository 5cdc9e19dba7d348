"""How a table is laid out: a row for each step or a column for each, a row for each respondent, or for each event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.laying_out_columns import OF_RESPONDENTS, is_share
from cjm_widgets.evidence.laying_out_figures import FiguresLaidOut
from cjm_widgets.evidence.least import LEAST
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.plan import Plan
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.roles import role_by_name
from cjm_widgets.evidence.scales import BEST_OF_TEN
from cjm_widgets.evidence.told import Question, listed
from cjm_widgets.evidence.when import when_answered
from cjm_widgets.evidence.words import TOTALS

if TYPE_CHECKING:
    from collections.abc import Sequence

EPOCH: Final = (1e9, 1e17)
"""Seconds to microseconds from 1970, as programs write times."""
_MOST_GROUPS, _WORDS_OF_A_NAME = 12, 4
_YEAR: Final = re.compile(r"(19|20)\d\d([-/ ].{1,6})?")
_DATED: Final = re.compile(r"^\d{1,4}[-/. ]+\w{1,9}[-/. ]+\d{2,4}\b")


class TableLaidOut(FiguresLaidOut):
    """One look at a table whose columns are known as far as they can be."""

    def plan(self) -> Plan:
        """How it would be read.

        Raises:
            EvidenceError: if no column holds figures, or none says what an event is about.
        """
        if self._is_log():
            return self._events()
        self.refuse_answers_down()
        if (of_groups := self.rows_are_groups()) is not None:
            return of_groups
        if not self.having("step"):
            self._name_rows()
        made = self._rows_are_steps() if self.having("step") else self._columns_are_steps()
        self.remarks += self._may_be_amounts(made)
        if made.layout == "answers":
            self.remarks += self._may_tell_groups(made)
            self.remarks += when_answered(self.columns, self.roles, self.profiles, self.told.today)
        return made

    def _may_be_amounts(self, made: Plan) -> list[str]:
        """Columns that are called as amounts are, where no others hold figures."""
        columns = {one.name: one for one in self.columns.values()}
        used = [columns[one.column] for one in made.values if one.column not in self.told.values]
        if not used or any(role_by_name(one) != "quantity" for one in used):
            return []
        return [
            f"{listed([one.name for one in used])}: taken for answers; amounts would say nothing of how people felt."
        ]

    def _may_tell_groups(self, made: Plan) -> list[str]:
        """Columns that nothing is known of, with a few words that come back: they may name groups of respondents."""
        free = (at for at in self.columns if self.roles.get(at) is None and self.columns[at].name not in made.columns())
        looks = {at: self.profiles[at] for at in free if not made.group}
        return [
            f"“{self.columns[at].name}” holds {len(one.cells)} different words in {one.filled} rows: if they are "
            f"groups to be seen side by side, say --group “{self.columns[at].name}”."
            for at, one in looks.items()
            if not one.numbers
            and not one.times
            and 1 < len(one.cells) <= _MOST_GROUPS
            and min(one.cells.values()) >= LEAST
            and all(len(cell.split()) <= _WORDS_OF_A_NAME for cell in one.cells)  # more is a sentence
        ]

    # ---- a row for each event

    def _is_log(self) -> bool:
        if self.told.time:
            return True
        times = [at for at in self.having("time", "end", "submitted") if self._holds_times(at)]
        if self.told.case and (times or not self.numbers()):  # else it tells apart who answered
            return True
        cases = [at for at in self.having("case", "respondent") if max(self.profiles[at].cells.values(), default=0) > 1]
        rated = self.having("value") or [at for at in self.numbers() if self.is_figure_by_name(at)]
        return bool(times and cases and self.having("step") and not rated)

    def _holds_times(self, at: int) -> bool:
        one = self.profiles[at]
        is_clock = one.numbers == one.filled and one.whole and EPOCH[0] <= one.low and one.high <= EPOCH[1]
        dated = sum(_DATED.search(cell) is not None for cell in one.cells)  # 02/03/2026 is asked about later
        return is_clock or one.times * 10 >= 9 * one.filled > 0 or (not one.numbers and 0 < dated == len(one.cells))

    def _events(self) -> Plan:
        case, step = self.name_of("case", "respondent"), self.name_of("step")
        time = self.name_of("time") or self.name_of("end", "submitted")
        end = next((name for name in self.names_of("end", "submitted") if name != time), "")
        needed = ((case, "which customer", "--case"), (time, "when", "--time"), (step, "which step", "--step"))
        for found, what, option in needed:
            if not found:
                raise EvidenceError(f"No column of {self.table.what} says {what} it was. Name it with {option}.")
        channel, group = self.name_of("channel"), self.name_of("group")
        return Plan(
            layout="events", case=case, time=time, end=end, step=step, channel=channel, group=group,
            day_first=self.told.day_first,
        )  # fmt: skip

    # ---- whether rows or columns are the steps

    def _name_rows(self) -> None:
        """Finds out what a column of unlike words names, of which its heading says nothing: steps, or groups."""
        at = next((at for at in self.columns if self.roles.get(at) is None and self.is_of_names(at)), None)
        figures = self.numbers("outcome") or self.having("promoters")
        if at is None or not figures or self.having(*OF_RESPONDENTS):
            return
        heads = [self.columns[one] for one in figures]
        names = {words.answer(cell) for cell in self.profiles[at].cells}
        is_year = all(_YEAR.fullmatch(one.own) for one in heads)
        of_groups = any(words.answer(one.name) in TOTALS or one.n is not None or one.over for one in heads)
        of_groups = of_groups or self.are_a_whole(figures)
        if len(figures) == 1 or is_year or of_groups or any(words.is_about(cell) == "n" for cell in names):
            self.roles[at] = "step"
        elif (
            names & TOTALS
            or any(words.is_about(cell) in {"target", "benchmark"} for cell in names)
            or all(step_key(one.name) in self.known for one in heads)
        ):
            self.roles[at] = "group"
        elif not self._are_likely_answers(figures):
            name = self.columns[at].name
            self.roles[at] = "step"
            say = (
                f"Does each row of {self.table.what} name a step, or each column? If “{name}” names the steps, say "
                f"--step “{name}”; if it names groups, such as sites, and the columns are steps, say --group “{name}”."
            )
            options = (("step", f"“{name}” names the steps"), ("group", f"“{name}” names groups"))
            self.questions.append(Question("layout", say, name, options))

    def _are_likely_answers(self, columns: Sequence[int]) -> bool:
        """Whether figures may be what single people answered: whole, and few of them different."""
        known = [self.profiles[at] for at in columns]
        whole = all(one.whole and not one.percents and one.high <= BEST_OF_TEN for one in known)
        return whole and not self.having("n") and not is_share(self.told.scale)
