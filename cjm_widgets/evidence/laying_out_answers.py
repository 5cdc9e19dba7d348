"""A column for each step, or a row for each answer: what respondents said, or figures with a row for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.cells import number
from cjm_widgets.evidence.headings import short_names
from cjm_widgets.evidence.how_often import is_share_of_answers, is_total
from cjm_widgets.evidence.laying_out_columns import OF_RESPONDENTS, ColumnsLaidOut, is_share
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.plan import LeftOut, Plan, Values
from cjm_widgets.evidence.roles import role_by_name
from cjm_widgets.evidence.rows_apart import RowsApart
from cjm_widgets.evidence.scales import share_in
from cjm_widgets.evidence.told import Question, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cjm_widgets.evidence.roles import Role

_ADDED_UP_ROWS: Final = 12
"""A table of so few rows whose columns are steps may be added up already: a row for each group."""
_LEFT_OUT: Final[tuple[tuple[Role, frozenset[str], str], ...]] = (
    ("status", frozenset({"survey preview", "preview", "test", "survey test", "spam", "vorschau"}), "preview"),
    ("status", frozenset(words.known()["unfinished"]), "unfinished"),
    (
        "finished",
        frozenset({"0", "false", "no", "nein", "non", "nee", "n", *words.known()["unfinished"]}),
        "unfinished",
    ),
)
"""What survey tools write beside answers that nobody finished, or that whoever made the survey gave."""
_QUALTRICS_STATUS: Final = frozenset({"1", "2", "8", "9"})
"""Previews, tests and spam, where Qualtrics writes numbers."""
_DONE: Final = (1, 100)
_WORDS_OF_A_SENTENCE: Final = 4
"""Of which sentences have more, taken together."""


class AnswersLaidOut(ColumnsLaidOut):
    """A look at a table whose columns are steps, or whose rows are single answers."""

    def _columns_are_steps(self) -> Plan:
        rest = [at for at in self.numbers("outcome") if not is_total(self.columns[at])]
        across, printed = ({}, "") if self.having(*OF_RESPONDENTS) else self.net_promoters(rest)
        if across:
            self.settle_group(across)
            counts = {self.columns[at].name: answer for at, answer in across.items()}
            return Plan(
                layout="figures",
                values=(Values(column=next(iter(counts)), scale="nps", outcome="NPS"),),
                group=self.name_of("group"),
                n=self.name_of("n"),
                comments=self.names_of("comment"),
                counts=counts,
                counted=self.told.counted,
                printed=printed,
            )
        outcomes = [at for at in self.having("outcome") if self.scales.holds_answers(self.columns[at])]
        free = [at for at in self.columns if self.roles.get(at) is None]
        free = [at for at in free if self.scales.holds_answers(self.columns[at])]
        added_up = self._are_added_up(free)
        columns = self.having("value") or [at for at in free if self._is_on_scale(at, added_up=added_up)]
        asked = [
            one for one in self.columns.values() if self.roles.get(one.at) in (None, "outcome", "value")
            and self.scales.is_unknown_answer(one)
        ]  # fmt: skip
        self.scales.ask_words(asked)
        if free and not columns and not outcomes and not asked and not self.comments():
            columns = free
            self.remarks.clear()  # none is passed over: it is the scale that does not fit
            self.scales.ask_another()
        if boxes := self.having("box"):
            names = listed([self.columns[at].name for at in boxes])
            self.remarks.append(
                f"{names}: only 0 and 1, taken for boxes to tick; to use one, say --value and its name."
            )
        self._tell_of_sentences({*columns, *outcomes, *(one.at for one in asked)})
        if not columns and not outcomes and not asked and not self.comments():
            raise self.no_figures(", and none names the steps: there are {there}. Name them with --step and --value.")
        are_figures = self._are_added_up(columns)
        if are_figures:
            self.settle_group(columns)
        if are_figures and not self.told.values and not outcomes and (of_all := self._share_of_all(columns)):
            columns, outcomes = [], of_all
        values = [
            self.values_of(at, added_up=are_figures, step=name, n=self.columns[at].n)
            for at, name in zip(columns, self._step_names(columns), strict=True)
        ]
        ends = [short_names([self.columns[at].asks])[0] for at in outcomes]
        values += [
            self.values_of(at, added_up=are_figures, outcome=name) for at, name in zip(outcomes, ends, strict=True)
        ]
        return Plan(
            layout="figures" if are_figures else "answers",
            values=tuple(values),
            group=self.name_of("group"),
            n=self.name_of("n") if are_figures else "",
            comments=self.names_of("comment") if are_figures else self.comments(),
            left_out=() if are_figures else self.left_out(),
        )

    def _share_of_all(self, columns: Sequence[int]) -> list[int]:
        """The positive share of each group, where columns are called nothing but shares and the rows are groups."""
        names = {at: self.columns[at].name for at in columns}
        bare = all(is_share_of_answers(one) and step_key(one) not in self.known for one in names.values())
        group = self.name_of("group")
        if not (names and bare and group):
            return []
        chosen = self.positive_of(names)
        self.remarks.append(
            f"“{names[chosen]}” is taken for the journey as a whole, of each “{group}”. If the rows are steps, say "
            f"--step “{group}”."
        )
        return [chosen]

    def positive_of(self, columns: Collection[int]) -> int:
        """The positive one of columns of shares."""
        return next((at for at in columns if share_in(self.columns[at].name) == "positive-share"), min(columns))

    def settle_group(self, columns: Collection[int]) -> None:
        """Takes for the group the column that tells the rows apart: of sites and wards, the wards.

        Args:
            columns: those with figures.

        Raises:
            EvidenceError: if only two columns together do.
        """
        for group in self.having("group"):
            rows = RowsApart(self.table, self.headings, group)
            if not rows.are_repeated(None):
                return
            others = [at for at in self.columns if at not in columns and at != group]
            named = [at for at in others if role_by_name(self.columns[at]) == "group"]
            free = [at for at in others if at in named or not self.profiles[at].numbers]
            alone = [at for at in named if not RowsApart(self.table, self.headings, at).are_repeated(None)]
            if alone and not self.told.group:
                self.roles |= {group: "other", alone[0]: "group"}
                self.remarks.append(f"“{self.columns[alone[0]].name}” tells the rows apart: it is taken for the group.")
            elif found := rows.groups(free):
                raise self.two_groups(rows, group, found[0])

    def _is_on_scale(self, at: int, *, added_up: bool) -> bool:
        """Whether a column may hold answers; one that is off the scale that is said of all of them holds none."""
        column, one = self.columns[at], self.profiles[at]
        if not self.scales.is_off(column, added_up=added_up) or self.having("n"):
            return True
        self.remarks.append(
            f"“{column.name}” holds figures from {one.low:g} to {one.high:g} and is passed over; to use it, say "
            f"--scale “{column.name}=” and its scale."
        )
        return False

    def _step_names(self, columns: Sequence[int]) -> list[str]:
        """What the columns call their steps: the map's own name as it is, else what tells their questions apart."""
        short = short_names([self.columns[at].asks for at in columns])
        names = [self.columns[at].name for at in columns]
        return [name if step_key(name) in self.known else end for name, end in zip(names, short, strict=True)]

    def _are_added_up(self, columns: Sequence[int]) -> bool:
        """Whether each row is a group's figures and not one person's answers."""
        if self.having("respondent", "status", "finished"):
            return False
        known = [self.profiles[at] for at in columns]
        if self.having("n") or is_share(self.told.scale) or any(one.percents for one in known):
            return True
        if self.having("time", "submitted", "progress"):
            return False
        groups = [self.profiles[at] for at in self.having("group")]
        if groups:
            return all(len(one.cells) == one.filled for one in groups)
        rows = max((one.filled for one in self.profiles.values()), default=0)
        return rows <= _ADDED_UP_ROWS and any(not one.whole for one in known)

    # ---- a row for each answer

    def _are_single_answers(self) -> bool:
        """Whether each row of a step is what one person said of it."""
        if self.having("n", "sd", "target", "gap", "benchmark") or is_share(self.told.scale):
            return False
        answers = self._answer_columns()
        whole = all(self.profiles[at].whole and not self.profiles[at].percents for at in answers)
        return bool(answers) and whole and bool(self.having(*OF_RESPONDENTS, "comment"))

    def _step_in_each_row(self) -> Plan:
        columns = self._answer_columns()
        by_name = [at for at in columns if self.is_figure_by_name(at)] or columns
        if len(by_name) > 1:
            options = tuple((self.columns[at].name, self.columns[at].asks) for at in by_name)
            say = f"Which column holds the answers: {listed([one[0] for one in options])}? Say --value and its name."
            self.questions.append(Question("value", say, options=options))
        ids = [at for at in self.having("respondent", "case") if max(self.profiles[at].cells.values(), default=0) > 1]
        return Plan(
            layout="answers",
            step=self.name_of("step"),
            values=(self.values_of(by_name[0]),),
            group=self.name_of("group"),
            case=self.columns[ids[0]].name if ids else "",
            comments=self.comments(),
            outcomes=tuple(name for name in self.cells_of("step") if self.is_outcome(name)),
            left_out=self.left_out(),
        )

    def _answer_columns(self) -> list[int]:
        free = self.having("value") or [at for at in self.columns if self.roles.get(at) in (None, "outcome")]
        return [at for at in free if self.scales.holds_answers(self.columns[at])]

    # ---- words, and rows that do not count

    def comments(self) -> tuple[str, ...]:
        """Columns of people's own words: those that are called so, and those that hold sentences, each another."""
        free = [at for at in self.columns if self.roles.get(at) is None and self._are_sentences(at)]
        free = [at for at in free if not self._are_few(at)]
        return tuple(self.columns[at].name for at in sorted((*self.having("comment"), *free)))

    def _tell_of_sentences(self, used: Collection[int]) -> None:
        """Sentences that come again and again may be answers to choose from, or people's own words: that is said."""
        free = (at for at in self.columns if self.roles.get(at) is None and at not in used)
        self.remarks += [
            f"“{self.columns[at].name}” holds sentences, many of them more than once, and is not used: if people wrote "
            "them in their own words, say that the column holds comments."
            for at in free
            if self._are_sentences(at) and self._are_few(at)
        ]

    def _are_few(self, at: int) -> bool:
        one = self.profiles[at]
        return len(one.words) * 4 < 3 * (one.filled - sum(one.nothing.values()))

    def _are_sentences(self, at: int) -> bool:
        one = self.profiles[at]
        said = [cell for cell in one.words if not any(sign.isdigit() or sign == "@" for sign in cell)]
        all_words = sum(len(cell.split()) for cell in said)
        return bool(said) and not one.numbers and all_words > _WORDS_OF_A_SENTENCE * len(one.words)

    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows that do not count: previews, and what nobody finished."""
        found = []
        for role, cells, why in _LEFT_OUT:
            for at in self.having(role):
                there = tuple(cell for cell in self.profiles[at].cells if words.answer(cell) in cells)
                if there:
                    found.append(LeftOut(column=self.columns[at].name, cells=there, why=why))
        found += [self._coded_status(at) for at in self.having("status") if self._is_qualtrics]
        for at in self.having("progress"):
            far = {cell: said.value for cell in self.profiles[at].cells if (said := number(cell))}
            most = max(far.values(), default=0)
            there = tuple(cell for cell, said in far.items() if said < most and most in _DONE)
            found.append(LeftOut(column=self.columns[at].name, cells=there, why="unfinished"))
        rows = max((one.filled for one in self.profiles.values()), default=0)
        if not self.having("finished", "progress"):
            sent = (at for at in self.having("submitted") if 0 < self.profiles[at].filled < rows)
            found += [LeftOut(column=self.columns[at].name, cells=("",), why="unfinished") for at in sent]
        return tuple(one for one in found if one.cells)

    @property
    def _is_qualtrics(self) -> bool:
        said = any(one.is_answer is not None for one in self.columns.values())
        return said or bool(self.having("progress") and self.having("finished"))

    def _coded_status(self, at: int) -> LeftOut:
        codes = tuple(cell for cell in self.profiles[at].cells if cell in _QUALTRICS_STATUS)
        return LeftOut(column=self.columns[at].name, cells=codes, why="preview")
