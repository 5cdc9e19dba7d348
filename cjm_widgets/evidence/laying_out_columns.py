"""One look at a table whose columns are known as far as they can be: what its rows and columns are asked in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.how_often import SHARES
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.plan import Values
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.promoters import PARTS, is_score
from cjm_widgets.evidence.roles import MOST_DISTINCT
from cjm_widgets.evidence.told import listed
from cjm_widgets.evidence.words import BESIDE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.evidence.choosing_scale import Scales
    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.roles import Profile, Role
    from cjm_widgets.evidence.rows_apart import RowsApart
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Question, Told

_MOST_TOLD: Final = 3
_FIGURE_WORDS: Final = re.compile(
    r".*\b(mean|average|avg|score|rating|value|figure|negativ\w*|positiv\w*|percent\w*|pct|share|satisf\w*|nps|top|"
    r"bottom)\b.*|.*%.*",
    re.IGNORECASE,
)
OF_RESPONDENTS: Final[tuple[Role, ...]] = (
    "respondent", "case", "time", "submitted", "status", "finished", "progress",
)  # fmt: skip

_MOST_NAMED: Final = 200
"""Rows up to which a column of words may name steps or groups; of more, it names people."""


class ColumnsLaidOut:
    """A table whose columns are known as far as they can be.

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
        self.table, self.headings, self.told = table, headings, told
        self.known = {step_key(step) for step in (*steps, *told.steps)}
        self.profiles, self.roles, self.scales = profiles, dict(roles), scales
        self.remarks: list[str] = []
        self.columns = {column.at: column for column in headings.columns}

    def having(self, *roles: Role) -> list[int]:
        """The columns that are about one of these."""
        return [at for at in self.columns if self.roles.get(at) in roles]

    def name_of(self, *roles: Role) -> str:
        """The name of the first column that is about one of these; "" where there is none."""
        found = self.having(*roles)
        return self.columns[found[0]].name if found else ""

    def names_of(self, *roles: Role) -> tuple[str, ...]:
        """The names of all columns that are about one of these."""
        return tuple(self.columns[at].name for at in self.having(*roles))

    def cells_of(self, role: Role) -> list[str]:
        """All different cells of a column, in the file's order."""
        at = self.having(role)[0]
        if len(self.profiles[at].cells) < MOST_DISTINCT:
            return list(self.profiles[at].cells)
        rows = (row for row in self.table.read() if self.headings.is_below(row))
        return list(dict.fromkeys(cell for row in rows if (cell := row.cell(at))))

    def numbers(self, *also: Role) -> list[int]:
        """Columns of figures that nothing else is said of."""
        free = [at for at in self.columns if self.roles.get(at) in (None, "value", *also)]
        return [at for at in free if self.profiles[at].is_numbers or self.roles.get(at) == "value"]

    def is_of_names(self, at: int) -> bool:
        """Whether a column may name the rows: words, and no two of them alike."""
        one = self.profiles[at]
        unlike = len(one.cells) == one.filled or one.filled > MOST_DISTINCT == len(one.cells)
        return 1 < one.filled <= _MOST_NAMED and not one.numbers and not one.times and unlike

    def two_groups(self, rows: RowsApart, one: int, other: int) -> EvidenceError:
        """That only two columns together tell several rows of one name apart, and what to do.

        Args:
            rows: of the table.
            one: the first of the columns.
            other: the second.
        """
        first, second = (self.columns[at].name for at in (one, other))
        some = " · ".join(rows.cell(at) for at in (one, other))
        return EvidenceError(
            f"Several rows of {self.table.what} are about the same thing: only “{first}” and “{second}” together tell "
            f"them apart. Put both into one column, such as “{some}”, and name it with --group."
        )

    def no_figures(self, advice: str) -> EvidenceError:
        """That no column holds figures; one that does in part is named with what else it holds.

        Args:
            advice: what to do where there is none.
        """
        free = [at for at in self.columns if self.roles.get(at) in (None, "value", "outcome")]
        partly = [at for at in free if self.profiles[at].numbers or self.is_figure_by_name(at)]
        at = max(partly, key=lambda one: self.profiles[one].numbers / max(1, self.profiles[one].filled), default=None)
        what = self.table.what
        if at is None or not self.profiles[at].filled:
            there = listed([one.name for one in self.headings.columns])
            bare = [one.name for one in self.headings.columns if not self.profiles[one.at].filled]
            say = f"No column of {what} holds figures{advice.format(there=there)}"
            if bare and self.table.sheet:
                say += f" In {listed(bare)} there is nothing: formulas that were never worked out look so. Open the "
                say += "file in Excel or LibreOffice, save it, and try again."
            return EvidenceError(say)
        name, others = self.columns[at].name, self.profiles[at].words
        said = others or tuple(self.profiles[at].nothing)
        where = ", ".join(f"“{one}” (row {row})" for one, row in self._rows_of(at, said[:_MOST_TOLD]).items())
        where += f" and {len(said) - _MOST_TOLD} more" if len(said) > _MOST_TOLD else ""
        if not self.profiles[at].numbers:
            return EvidenceError(f"“{name}” in {what} holds no figure, but {where}. Write the figures there.")
        codes = " ".join(f"--missing “{one}”" for one in others[:_MOST_TOLD])
        return EvidenceError(
            f"Of what stands in “{name}” in {what}, {where} is no figure. Correct it; or say {codes} if that means “no "
            f"answer”, or --value “{name}” to be told the row of each."
        )

    def _rows_of(self, at: int, cells: Collection[str]) -> dict[str, int]:
        """The first row in which each cell of a column stands."""
        found: dict[str, int] = {}
        for row in self.table.read():
            if self.headings.is_below(row) and (cell := row.cell(at)) in cells:
                found.setdefault(cell, row.number)
        return found

    def is_figure_by_name(self, at: int) -> bool:
        """Whether a heading is what people call columns of figures."""
        return is_figure(self.columns[at].name)

    def net_promoters(self, rest: Collection[int]) -> tuple[dict[int, float], str]:
        """Columns of promoters, passives and detractors, with answers that stand for them, and the score's column.

        Both are empty where these are not there once each, or somebody wants other figures.

        Args:
            rest: other columns of figures.
        """
        printed = [at for at in self.numbers("outcome") if is_score(self.columns[at].own)]
        names = {self.columns[at].name for at in printed}
        others = [self.columns[at].own for at in rest if at not in printed]  # “%” is beside each part
        wants_others = not {*self.told.values} <= names or (
            not self.told.values and any(one.isalpha() for one in "".join(others))
        )
        parts = {role: self.having(role) for role in PARTS}
        of_shares = {at for ats in parts.values() for at in ats if SHARES.search(self.columns[at].name)}
        for some in ({*self.columns} - of_shares, of_shares):
            found = {role: [at for at in ats if at in some] for role, ats in parts.items()}
            each = {ats[0]: PARTS[role] for role, ats in found.items() if len(ats) == 1}
            is_whole = found["passives"] or some is of_shares or self.having("n") or printed
            is_one = len(found["promoters"]) == len(found["detractors"]) == 1 >= len(found["passives"])
            if wants_others or not is_one or not is_whole:
                continue
            taken = listed([self.columns[at].name for at in each])
            checked = f"; “{self.columns[printed[0]].name}” is checked by them" if printed else ""
            self.remarks.append(f"{taken} are taken for the parts of a net promoter score{checked}.")
            return each, self.columns[printed[0]].name if printed else ""
        ends = [self.columns[at].name for at in (*parts["promoters"], *parts["detractors"])]
        if not wants_others and len(ends) == len(PARTS) - 1 and not parts["passives"]:
            raise EvidenceError(
                f"{listed(ends)} in {self.table.what} are parts of a net promoter score, which needs how many were "
                "asked, too. Add a column of passives or of all who answered; if the parts are percentages, write “%” "
                "into their headings."
            )
        return {}, ""

    def is_outcome(self, name: str) -> bool:
        """Whether the name of a row is about the journey as a whole."""
        if step_key(name) in self.known:
            return False
        return name in self.told.outcomes or words.is_of_the_whole(name)

    def rows_beside(self) -> tuple[str, ...]:
        """Rows of the column of steps that are what is aimed at, or others' figures; they are told."""
        names = [name for name in self.cells_of("step") if step_key(name) not in self.known]
        found = tuple(name for name in names if words.is_about(name) in BESIDE and not self.is_outcome(name))
        self.remarks += [f"“{name}” is taken for {BESIDE[words.is_about(name)]}, and for no step." for name in found]
        return found

    def values_of(self, at: int, *, added_up: bool = False, **what: Any) -> Values:
        """How a column of figures or answers is read."""
        column = self.columns[at]
        scale = self.scales.of(column, added_up=added_up)
        codes = self.scales.answers_here(column, scale)
        return Values(column=column.name, scale=scale, words=dict(self.scales.words_of(column)), answers=codes, **what)


def is_figure(heading: str) -> bool:
    """Whether a heading is what people call figures."""
    return _FIGURE_WORDS.fullmatch(heading.replace("_", " ")) is not None


def is_share(scale: str) -> bool:
    """Whether somebody says that figures are shares."""
    return scale.startswith(("negative-share", "positive-share"))
