"""A row for each step: figures that are added up, of all or of groups across or down."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.cells import number, people
from cjm_widgets.evidence.choosing_scale import RECOMMEND
from cjm_widgets.evidence.how_often import is_share_of_answers
from cjm_widgets.evidence.laying_out_columns import is_figure, is_share
from cjm_widgets.evidence.laying_out_groups import GroupsLaidOut
from cjm_widgets.evidence.plan import Plan, Values
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.promoters import is_score
from cjm_widgets.evidence.rows_apart import RowsApart
from cjm_widgets.evidence.scales import BEST_OF_TEN, name_of
from cjm_widgets.evidence.told import Question, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_NO_GROUPS: Final = (
    "step", "value", "n", "sd", "target", "gap", "benchmark", "comment", "outcome", "promoters", "passives",
    "detractors", "unused",
)  # fmt: skip
_SIGN: Final = re.compile(r"(?<=\w)\s*(\(%\)|%)$")
_MOST_FREE: Final = 12
_WHOLE: Final = 100
_FEWEST_ROWS, _APART, _ROUNDED = 3, 1.1, 0.6
"""Rows from which on numbers beside shares that lie so far apart tell what they count; how far shares are rounded."""
_MANY_PEOPLE: Final = 6
"""Columns from which on whole answers throughout may be those of single people."""


class FiguresLaidOut(GroupsLaidOut):
    """A look at a table whose rows are steps."""

    def _rows_are_steps(self) -> Plan:
        rows = RowsApart(self.table, self.headings, self.having("step")[0])
        down = [at for at in self.having("step", "group") if rows.is_filled_down(at)]
        group = next(iter(self.having("group")), None)
        if rows.are_repeated(group, down):
            if self._are_single_answers():
                return self._step_in_each_row()
            if group is None:
                self._find_group(rows)
            self._refuse_two_groups(rows, group)
        across, printed = self.net_promoters([at for at in self.numbers("outcome") if self.is_figure_by_name(at)])
        across, scale_across = (across, "nps") if across else self.how_often()
        values, are_groups = ([next(iter(across))], False) if across else self._figure_columns()
        if not values and (comments := self.names_of("comment")):
            return Plan(layout="answers", step=self.name_of("step"), comments=comments, left_out=self.left_out())
        if not values and len(twice := self.names_of("promoters")) > 1:
            raise EvidenceError(
                f"{listed(twice)}: promoters and detractors stand in {self.table.what} more than once. Put each group "
                "into rows of its own, with a column that names it; or name the columns of the scores with --value."
            )
        if not values:
            raise self.no_figures(": there are {there}. Name one with --value.")
        if are_groups and not self.told.values:
            self._ask_people_across(values)
        outcomes = tuple(name for name in self.cells_of("step") if self.is_outcome(name))
        row_scales = self._row_scales(outcomes)
        # a row of numbers of people is off every scale, and one on a scale of its own may be
        is_off = bool(row_scales) or any(words.is_about(name) == "n" for name in self.cells_of("step"))
        self.scales.asks_codes = not is_off and not any(map(RECOMMEND.search, outcomes))
        people = self._people(values)
        made = []
        over_all = len({self.columns[at].over for at in values}) == 1  # it says what is measured
        is_asked = any(one.id == "value" and not one.options for one in self.questions)  # its scale is asked then
        for column in (self.columns[at] for at in values):
            whose = ((not over_all and column.over) or column.name) if are_groups else ""
            scale = scale_across or ("five-points" if is_asked else self.scales.of(column, added_up=True))
            of_whom = people.get(column.at, "")
            bare = _SIGN.sub("", whose)
            whose = bare if sum(_SIGN.sub("", self.columns[at].name) == bare for at in values) == 1 else whose
            made.append(Values(column=column.name, scale=scale, group=whose, n=column.n, people=of_whom))
        return Plan(
            layout="figures",
            step=self.name_of("step"),
            values=tuple(made),
            group=self.name_of("group"),
            n="" if people else self.name_of("n"),
            sd=self.name_of("sd"),
            target=self.name_of("target"),
            gap=self.name_of("gap"),
            benchmark=self.names_of("benchmark"),
            comments=self.names_of("comment"),
            outcomes=outcomes,
            row_scales=row_scales,
            beside=self.rows_beside(),
            counts={self.columns[at].name: answer for at, answer in across.items()},
            counted=self.told.counted if across else "",
            printed=printed,
            down=tuple(self.columns[at].name for at in down),
        )

    def _row_scales(self, outcomes: Sequence[str]) -> dict[str, str]:
        """The scales of rows about the journey as a whole, as somebody says or the row itself; others are told."""
        found = {name: name_of(said) for name in outcomes if (said := self.told.scales.get(name, ""))}
        for name in outcomes:
            if name not in found and is_score(name):
                found[name] = "nps"
                self.remarks.append(f"“{name}” is taken for a net promoter score, whatever the other rows are.")
            elif name not in found and RECOMMEND.search(name):
                self.remarks.append(
                    f"“{name}” is read on the scale of the steps. If it has one of its own, say it: --scale "
                    f"“{name}=nps”, for example."
                )
        return found

    def _refuse_two_groups(self, rows: RowsApart, group: int | None) -> None:
        """Refuses a table whose rows only two columns together tell apart, and says what to do."""
        if any(self.roles.get(at) == "group" and rows.groups([at]) for at in self.columns):
            return
        pairs = [two for two in rows.pairs(self._may_be_groups()[:_MOST_FREE]) if group in {None, *two}]
        if pairs:
            raise self.two_groups(rows, *pairs[0])

    def _find_group(self, rows: RowsApart) -> None:
        """Finds the column that tells several rows of one step apart; where several do, it is asked."""
        found = rows.groups(self._may_be_groups())
        if not found:
            return
        self.roles[found[0]] = "group"
        names = [self.columns[at].name for at in found]
        if len(found) == 1 and self._may_be_people(found[0]):
            say = (
                f"Is each “{names[0]}” one person who answered, or a group, such as a site? If it is a person, say "
                f"--case “{names[0]}”; if it is a group, --group “{names[0]}”."
            )
            options = (("case", "Each is one person"), ("group", "Each is a group"))
            self.questions.append(Question("layout", say, names[0], options))
        elif len(found) == 1:
            self.remarks.append(f"“{names[0]}” tells several rows of one step apart: it is taken for the group.")
        else:
            say = f"Which column names the group: {listed(names)}? Say --group and its name."
            self.questions.append(Question("group", say, options=tuple((name, name) for name in names)))

    def _may_be_people(self, at: int) -> bool:
        """Whether a column names so many, each with one whole answer a step, that these may be single people."""
        if len(self.profiles[at].cells) < _MANY_PEOPLE or self.having("n", "sd", "target", "gap", "benchmark"):
            return False
        return not is_share(self.told.scale) and self._are_on_a_scale(self._answer_columns())

    def _are_on_a_scale(self, columns: Sequence[int]) -> bool:
        known = [self.profiles[at] for at in columns]
        return all(one.whole and not one.percents and 0 <= one.low <= one.high <= BEST_OF_TEN for one in known)

    def _may_be_groups(self) -> list[int]:
        figures = self.numbers()
        return [at for at in self.columns if self.roles.get(at) not in _NO_GROUPS and at not in figures]

    def _figure_columns(self) -> tuple[list[int], bool]:
        """The columns with the figures of steps, and whether each of them is a group."""
        numbers = self.numbers("outcome")
        names = {self._whose(at) for at in numbers}
        numbers = [at for at in numbers if _n_of(self.columns[at].name) not in names]
        chosen = [at for at in numbers if self.roles.get(at) == "value"]
        if chosen:
            return chosen, len(chosen) > 1
        own = {self.columns[at].own for at in numbers}
        if len(numbers) > 1 and len(own) == 1 and all(self.columns[at].over for at in numbers):
            return numbers, True
        by_name = [at for at in numbers if self.is_figure_by_name(at)]
        if self.are_answers(heads := self.heads()):
            return [self._share_of_answers(heads, numbers)], False
        if any(self.columns[at].n is not None for at in numbers) or not by_name:
            return numbers, len(numbers) > 1
        if len(by_name) > 1 and len(self._beside(by_name)) == len(by_name):
            return by_name, True
        if len(by_name) > 1:
            options = tuple((self.columns[at].name, self.columns[at].asks) for at in by_name)
            say = (
                f"Which column holds the figures: {listed([one[0] for one in options])}? Say --value and its name; "
                "several are taken for groups."
            )
            self.questions.append(Question("value", say, options=options))
        return by_name[:1], False

    def _share_of_answers(self, heads: Mapping[int, str], numbers: Sequence[int]) -> int:
        """The printed share beside answers that are no scale of points; where there is none it is asked for."""
        shares = [at for at in numbers if is_share_of_answers(self.columns[at].name)]
        if shares and is_share(self.told.scale):
            return self.positive_of(shares)
        say = (
            f"{listed([*heads.values()])} say how often each answer was given. Add up those that count in a column "
            "of their own, and name it with --value."
        )
        self.questions.append(Question("value", say))
        return numbers[0]

    def _ask_people_across(self, values: Sequence[int]) -> None:
        """Asks whether many columns of whole answers are those of single people, whatever they are called."""
        has_n = self.having("n") or any(self.columns[at].n is not None for at in values)
        if len(values) < _MANY_PEOPLE or not self._are_on_a_scale(values) or has_n or is_share(self.told.scale):
            return
        first, last = (self.columns[at].name for at in (values[0], values[-1]))
        say = (
            f"Is each column from “{first}” to “{last}” one person? If so, call them “Respondent 1”, “Respondent 2” "
            "and so on in the file. If each is a group, such as a site, it can be read as it is (say --value for each)."
        )
        self.questions.append(
            Question("people", say, options=tuple((self.columns[at].name, "a group") for at in values))
        )

    def _people(self, values: Sequence[int]) -> dict[int, str]:
        """The column with the number of people asked of each column of figures, where each has one of its own."""
        found = self._beside(values)
        if counted := sorted({name for at, name in found.items() if self._count_who_said_so(at, name)}):
            self.remarks.append(
                f"{listed(counted)} {'seems' if len(counted) == 1 else 'seem'} to count those who answered so: "
                "with the share beside, each row makes the same number of people. How many were asked is not taken "
                "from there; say it in a column of its own."
            )
            found = {at: name for at, name in found.items() if name not in counted}
        return found

    def _beside(self, values: Sequence[int]) -> dict[int, str]:
        """The column with a number of people for each column of figures, asked or those who answered so."""
        of_whom: dict[str, str] = {}
        for one in self.columns.values():
            for whose in (f"over {one.over}" if one.over and self.roles.get(one.at) == "n" else "", _n_of(one.name)):
                of_whom.setdefault(whose, one.name)
        of_whom.pop("", None)
        found: dict[int, str] = {}
        for at in values:
            mine = self.columns[at]
            names = (f"over {mine.over}", self._whose(at))
            if column := next((of_whom[name] for name in names if name in of_whom), ""):
                found[at] = column
        heads = [self.columns[at].name for at in found]
        return found if len(found) > 1 or len(values) > 1 or any(map(_SIGN.search, heads)) else {}

    def _count_who_said_so(self, at: int, name: str) -> bool:
        """Whether numbers beside shares are of those who answered so: then all rows make one number of people asked."""
        beside = next(one for one, column in self.columns.items() if column.name == name)
        rows = [(number(row.cell(at), self.scales.decimal), people(row.cell(beside))) for row in self.table.read()]
        pairs = [(share.value, n.value) for share, n in rows if share and n and share.value > 0]
        if len(pairs) < _FEWEST_ROWS or max(pairs)[0] < _APART * min(pairs)[0]:
            return False
        whole = 1 if max(pairs)[0] <= 1 else _WHOLE
        asked = median(whole * n / share for share, n in pairs)
        return all(abs(n - share * asked / whole) <= _ROUNDED * asked / _WHOLE for share, n in pairs)

    def _whose(self, at: int) -> str:
        """Whose figures a column holds: “2024 (%)” those of 2024; “Positive (n)” counts answers, not people asked."""
        name = _SIGN.sub("", self.columns[at].name)
        return words.plain(self.columns[at].name if is_figure(name) else name)


def _n_of(heading: str) -> str:
    """What a heading says the number of people of: “n North” and “North (n)” are of “north”; "" where it does not."""
    parts = re.sub(r"[()]", " ", words.plain(heading)).split()
    if len(parts) > 1 and words.is_about(parts[0]) == "n":
        return " ".join(parts[1:])
    return " ".join(parts[:-1]) if len(parts) > 1 and words.is_about(parts[-1]) == "n" else ""
