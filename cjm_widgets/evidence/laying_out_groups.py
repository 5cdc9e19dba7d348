"""A row for each group and a column for each answer, as wards publish them: all that is said is of one outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence import words
from cjm_widgets.evidence.how_often import SHARES, bare, is_share_of_answers, is_total
from cjm_widgets.evidence.laying_out_columns import is_share
from cjm_widgets.evidence.laying_out_counts import CountsLaidOut
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.plan import Plan, Values
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.roles import role_by_name
from cjm_widgets.evidence.rows_apart import RowsApart
from cjm_widgets.evidence.scales import whole_scale_among
from cjm_widgets.evidence.told import Question, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_OF_ALL: Final = "Overall"
"""What an outcome is called of which the file says no name."""
_FEWEST: Final = 2
_PLACES: Final = frozenset(words.known()["places"])


class GroupsLaidOut(CountsLaidOut):
    """A look at a table that may say of each group how often each answer was given, and of no step."""

    def rows_are_groups(self) -> Plan | None:
        """How it is read where its columns are answers and none names steps; None where that is not so.

        Raises:
            EvidenceError: if nothing tells what a row is about.
        """
        heads = {} if self.having("step") or self.told.values else self._answers_across()
        if not heads or any(step_key(head) in self.known for head in heads.values()):
            return None
        self._find_groups(heads)
        group = self.name_of("group")
        shares = [at for at in self.numbers("outcome") if is_share_of_answers(self.columns[at].name)]
        if is_share(self.told.scale) and shares:
            return self._of_a_share(self.positive_of(shares))
        across, scale = self.how_often(heads)
        if not across:
            return None
        if group:
            self.remarks.append(
                f"Each row is taken for a group, “{group}”, and its answers for the journey as a whole. If the rows "
                f"are steps, say --step “{group}”."
            )
        printed = self.columns[self.positive_of(shares)].name if shares and scale == "five-points" else ""
        self.remarks += [f"“{printed}” is checked by them, and not used."] if printed else []
        counts = {self.columns[at].name: answer for at, answer in across.items()}
        return Plan(
            layout="figures",
            values=(Values(column=next(iter(counts)), scale=scale, outcome=_OF_ALL),),
            group=group,
            n=self.name_of("n"),
            comments=self.names_of("comment"),
            counts=counts,
            counted=self.told.counted,
            printed=printed,
        )

    def _of_a_share(self, at: int) -> Plan:
        name = self.columns[at].name
        self.remarks.append(f"“{name}” is taken, and not how often each answer was given, as shares are asked for.")
        return Plan(
            layout="figures",
            values=(self.values_of(at, added_up=True, outcome=name),),
            group=self.name_of("group"),
            n=self.name_of("n"),
            comments=self.names_of("comment"),
        )

    def _answers_across(self) -> Mapping[int, str]:
        """Columns that are called as answers are: all of a scale whatever stands beside them, else nothing but such."""
        heads = self.heads(self.blank())
        shares = {at for at in heads if SHARES.search(f"{self.columns[at].over} {self.columns[at].name}")}
        for some in ({*heads} - shares, shares):
            if whole := whole_scale_among({at: bare(heads[at]) for at in some}):
                return {at: heads[at] for at in sorted(whole)}
        if self.are_answers(heads) or self.are_two_shares(heads):
            return heads
        has_total = self.having("n") or any(map(is_total, self.columns.values()))
        return heads if has_total and _are_codes(heads.values()) else {}

    def _find_groups(self, heads: Mapping[int, str]) -> None:
        """Finds the column that names the groups; what may be steps as well is asked."""
        names = listed([self.columns[at].name for at in heads])
        if any(role_by_name(self.columns[at]) == "respondent" for at in self.having("respondent")):
            raise EvidenceError(
                f"{names} are answers, and each row of {self.table.what} is one person's. Write what each person "
                "answered into one column for each step."
            )
        self.settle_group(heads)
        if (group := next(iter(self.having("group")), None)) is not None:
            if RowsApart(self.table, self.headings, group).are_repeated(None):
                raise EvidenceError(
                    f"Several rows of {self.table.what} are about the same “{self.columns[group].name}”, and no other "
                    "column tells them apart. Add them up, or name the column that does with --group."
                )
            return
        free = [at for at in self.columns if self.roles.get(at) is None and self.is_of_names(at)]
        place = next((at for at in free if words.answer(self.columns[at].own) in _PLACES), None)
        if place is None and free:
            name = self.columns[free[0]].name
            say = (
                f"{names} say how often each answer was given. Of what is each row? If “{name}” names the steps, say "
                f"--step “{name}”; if it names groups, such as wards, say --group “{name}”."
            )
            options = (("step", f"“{name}” names the steps"), ("group", f"“{name}” names groups"))
            self.questions.append(Question("layout", say, name, options))
        if place is not None or free:
            self.roles[free[0] if place is None else place] = "group"
        elif sum(1 for row in self.table.read() if self.headings.is_below(row) and not row.is_blank) > 1:
            there = listed([one.name for at, one in self.columns.items() if at not in heads])
            raise EvidenceError(
                f"{names} say how often each answer was given, and no column of {self.table.what} says of what. Say "
                f"--step and the name of the column that names the steps, or --group if it names groups, such as "
                f"wards{f': there are {there}' if there else ''}."
            )


def _are_codes(heads: Collection[str]) -> bool:
    """Whether headings are figures as answers are: “1” to “5”."""
    return len(heads) > _FEWEST and all(map(str.isdecimal, heads))
