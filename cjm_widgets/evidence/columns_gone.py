"""Columns of a plan that a file has no longer: what is known of the others stays, and only these are asked or said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cjm_widgets.evidence.names import near, sharing, step_key
from cjm_widgets.evidence.roles import profiles
from cjm_widgets.evidence.told import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.plan import Plan, Values
    from cjm_widgets.evidence.table import Table

_SINGLE: Final = ("group", "n", "sd", "target", "gap", "printed")
_OF_ROWS: Final = ("step", "case", "time", "end", "channel")
_SEVERAL: Final = ("benchmark", "comments", "down")


class Left(NamedTuple):
    """A plan without what a file has not.

    Args:
        plan: as it can be used.
        reworded: columns that seem to be those of a step under another heading, and that step.
        remarks: what is not there, in sentences.
    """

    plan: Plan
    reworded: Mapping[str, str] = {}
    remarks: tuple[str, ...] = ()


def gone_from(headings: Headings, plan: Plan) -> tuple[str, ...]:
    """The columns of a plan that are not there."""
    return tuple(sorted(name for name in plan.columns() if headings.named(name) is None))


def is_another_kind(headings: Headings, plan: Plan) -> bool:
    """Whether a plan is for another kind of file: most of its columns are not there, or what all the others rest on."""
    gone = {*gone_from(headings, plan)}
    if not gone:
        return False
    needed = {plan.step, plan.case, plan.time, *plan.counts} if plan.layout != "answers" else {plan.step, plan.case}
    values = {one.column for one in plan.values}
    return bool(gone & needed) or any(2 * len(gone & some) > len(some) for some in (plan.columns(), values))


def left_of(table: Table, headings: Headings, plan: Plan) -> Left:
    """A plan without the columns that a file has not; one of another kind stays as it is, to be refused.

    Args:
        table: the file.
        headings: of it.
        plan: how a file of this kind was read before.
    """
    if is_another_kind(headings, plan):
        return Left(plan)
    plan = _as_headed(headings, _with_what_is_back(headings, plan))
    gone = gone_from(headings, plan)
    if not gone:
        return Left(plan)
    absent = [one for one in plan.values if one.column in gone]
    reworded = _reworded(table, headings, plan, absent)
    anew = {old.column: old.model_copy(update={"column": new, "step": new}) for new, old in reworded.items()}
    values = [anew.get(one.column, one) for one in plan.values if one.column not in gone or one.column in anew]
    said: dict[str, Any] = {"absent": (*plan.absent, *absent)}
    if plan.seen:  # what nothing is known of any more is new when it comes back
        forgotten = {*gone} - {one.column for one in absent}
        columns = tuple(one for one in plan.seen.columns if one not in forgotten)
        said["seen"] = plan.seen.model_copy(update={"columns": columns})
    remark = f"{listed(gone)} {'is' if len(gone) == 1 else 'are'} not in this file."
    steps = {new: _step_of(plan, old) for new, old in reworded.items()}
    plan = plan.model_copy(update={"values": tuple(values)})
    return Left(without(plan, gone).model_copy(update=said), steps, (remark,))


def without(plan: Plan, columns: Collection[str]) -> Plan:
    """A plan that takes nothing from some columns; those that name step, customer and time stay.

    Args:
        plan: how files of this kind are read.
        columns: their names.
    """
    said: dict[str, Any] = {name: "" for name in (*_SINGLE, "end", "channel") if getattr(plan, name) in columns}
    said |= {name: tuple(one for one in getattr(plan, name) if one not in columns) for name in _SEVERAL}
    values = (one for one in plan.values if one.column not in columns)
    said["values"] = tuple(one.model_copy(update={"people": ""}) if one.people in columns else one for one in values)
    said["left_out"] = tuple(one for one in plan.left_out if one.column not in columns)
    return plan.model_copy(update=said)


def _as_headed(headings: Headings, plan: Plan) -> Plan:
    """A plan with the headings of this file, where only capitals or spaces are others than before."""
    now = {name: one.name for name in plan.columns() if (one := headings.named(name)) and one.name != name}
    if not now:
        return plan
    said: dict[str, Any] = {name: now.get(old := getattr(plan, name), old) for name in (*_SINGLE, *_OF_ROWS)}
    said |= {name: tuple(now.get(one, one) for one in getattr(plan, name)) for name in _SEVERAL}
    said["counts"] = {now.get(name, name): answer for name, answer in plan.counts.items()}
    left_out = ((one, now.get(one.column, one.column)) for one in plan.left_out)
    said["left_out"] = tuple(one.model_copy(update={"column": name}) for one, name in left_out)
    said["values"] = tuple(
        one.model_copy(update={"column": now.get(one.column, one.column), "people": now.get(one.people, one.people)})
        for one in plan.values
    )
    return plan.model_copy(update=said)


def _with_what_is_back(headings: Headings, plan: Plan) -> Plan:
    """With columns that an earlier file had, where this one has them again and no other stands for their step."""
    taken = {step_key(_step_of(plan, one)) for one in plan.values if headings.named(one.column) and one.step}
    back = [
        one
        for one in plan.absent
        if headings.named(one.column) and not (one.step and step_key(_step_of(plan, one)) in taken)
    ]
    absent = tuple(one for one in plan.absent if one not in back)
    return plan.model_copy(update={"values": (*plan.values, *back), "absent": absent})


def _step_of(plan: Plan, values: Values) -> str:
    return plan.steps.get(values.step, values.step)


def _reworded(table: Table, headings: Headings, plan: Plan, absent: Sequence[Values]) -> dict[str, Values]:
    """New columns of answers whose heading is near one that is gone, or has a word of it."""
    known = {step_key(name) for name in (*plan.columns(), *(plan.seen.columns if plan.seen else ()))}
    new = [one for one in headings.columns if step_key(one.name) not in known]
    of_steps = {one.step: one for one in absent if one.step and not one.outcome and plan.steps.get(one.step) != ""}
    if not new or not of_steps:
        return {}
    looks = profiles(table, headings, plan.decimal, plan.missing)
    found: dict[str, Values] = {}
    for column in new:
        likely = near([column.name], [*of_steps])
        step = next(iter((*likely[0].values(), *likely[1].values(), *sharing(column.name, of_steps))), "")
        if step and (looks[column.at].is_numbers or {*looks[column.at].words} & {*of_steps[step].words}):
            found[column.name] = of_steps.pop(step)
    return found
