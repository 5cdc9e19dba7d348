"""What a file seems to say: a plan that people see before it counts, and what has to be asked. Pure."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cjm_widgets.evidence.cells import decimal_sign
from cjm_widgets.evidence.choosing_scale import Scales
from cjm_widgets.evidence.finding_roles import found_roles
from cjm_widgets.evidence.headings import headings_of
from cjm_widgets.evidence.laying_out import Look
from cjm_widgets.evidence.names import near
from cjm_widgets.evidence.roles import profiles
from cjm_widgets.evidence.told import Question, Told, Understood, listed, named
from cjm_widgets.evidence.words import is_about

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.table import Table

_ROWS_FOR_DECIMALS = 2_000
_DECIMALS = ((".", "1,234 is more than a thousand"), (",", "1,234 is a little more than one"))


def understand(table: Table, told: Told, steps: Sequence[str] = (), plan: Plan | None = None) -> Understood:
    """Looks through a file, and says how it would be read.

    Args:
        table: the file.
        told: what is known of it.
        steps: what the map calls its steps.
        plan: how a file of this kind was read before; then only what is missing from it is looked for.

    Raises:
        EvidenceError: if it is no table, or lacks a column that is named.
    """
    headings = headings_of(table)
    if plan is not None:
        return _as_planned(table, headings, told, steps, plan)
    questions: list[Question] = []
    sign = told.decimal or decimal_sign(_figures_of(table, headings), table.separator)
    if not sign:
        say = (
            "Is 1,234 more than a thousand, or a little more than one? Say what stands before decimals in the file: "
            "--decimal . or --decimal ,"
        )
        questions.append(Question("decimal", say, options=_DECIMALS))
    known = profiles(table, headings, sign or ".", told.missing)
    scales = Scales(headings, known, told, sign or ".")
    look = Look(table, headings, told, steps, known, found_roles(table, headings, told, steps, known), scales)
    made = look.plan().model_copy(
        update={
            "separator": table.separator,
            "encoding": table.encoding,
            "sheet": table.sheet,
            "decimal": sign or ".",
            "missing": told.missing,
        }
    )
    matched, asked = _matched(look.names(made), steps, told)
    made = made.model_copy(update={"steps": matched})
    unused = tuple(one.name for one in headings.columns if one.name not in made.columns())
    remarks = (*table.remarks, *look.remarks, *dict.fromkeys(scales.remarks))
    return Understood(
        table, headings, made, (*questions, *look.questions, *scales.questions.values(), *asked), remarks, unused
    )


def _figures_of(table: Table, headings: Headings) -> Iterator[str]:
    """The cells by which it is found out what stands before decimals: numbers of people have none."""
    columns = [one.at for one in headings.columns if is_about(one.own or one.name) != "n"]
    for row in islice(table.read(), _ROWS_FOR_DECIMALS):
        if headings.is_below(row) and not any(is_about(cell) == "n" for cell in row.cells[:3]):
            yield from (row.cell(at) for at in columns)


def _matched(names: Sequence[str], steps: Sequence[str], told: Told) -> tuple[dict[str, str], tuple[Question, ...]]:
    """What the map calls each step of the file; near names are asked, as they are only likely."""
    found, likely = near([name for name in names if name not in told.steps], steps)
    found |= {name: told.steps[name] for name in names if name in told.steps}
    if told.make_steps:
        return found, ()
    questions = (
        Question(
            "name",
            f"Is “{name}” in the file the step “{step}” of the map? Give it that name in the file, or say so in a plan "
            "(--plan); --make-steps makes a new step of it.",
            name,
            ((step, step), ("", "no step of the map")),
        )
        for name, step in likely.items()
        if step not in told.steps.values()
    )
    return found, tuple(questions)


def _as_planned(table: Table, headings: Headings, told: Told, steps: Sequence[str], plan: Plan) -> Understood:
    """A file read as one before it was; what is new in it is said."""
    for name in sorted(plan.columns()):
        named(headings, name, table.what)
    if plan.step:
        at = named(headings, plan.step, table.what).at
        names = dict.fromkeys(row.cell(at) for row in table.read() if headings.is_below(row) and row.cell(at))
    else:
        names = dict.fromkeys(one.step for one in plan.values if one.step)
    new = [name for name in names if name not in plan.steps and name not in plan.outcomes]
    found, questions = _matched(new, steps, told)
    remarks = list(table.remarks)
    if new:
        remarks.append(f"New since the plan was made: {listed(new)}.")
    unused = tuple(one.name for one in headings.columns if one.name not in plan.columns())
    ns = {one.name: one.n for one in headings.columns}
    values = [one.model_copy(update={"n": ns.get(one.column) if one.n is not None else None}) for one in plan.values]
    more = {
        "steps": {**plan.steps, **found, **told.steps},
        "values": tuple(values),
        "missing": (*plan.missing, *told.missing),
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
    }
    return Understood(table, headings, plan.model_copy(update=more), questions, tuple(remarks), unused)
