"""What a file seems to say: a plan that people see before it counts, and what has to be asked. Pure."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cjm_widgets.evidence.cells import decimal_sign, is_note, is_number_of_people, n_in_heading
from cjm_widgets.evidence.choosing_scale import Scales
from cjm_widgets.evidence.codes import apart_from_others
from cjm_widgets.evidence.columns_gone import left_of, without
from cjm_widgets.evidence.decimals import NAMES, refuse_two_ways
from cjm_widgets.evidence.finding_roles import found_roles
from cjm_widgets.evidence.fractions import asked_anew
from cjm_widgets.evidence.headings import headings_of
from cjm_widgets.evidence.how_often import Counted, beside
from cjm_widgets.evidence.laying_out import TableLaidOut
from cjm_widgets.evidence.names import near
from cjm_widgets.evidence.plan import Seen
from cjm_widgets.evidence.planned import (
    as_now_called,
    as_told,
    both,
    in_words,
    laid_over,
    new_since,
    on_this_map,
    refuse_other_kind,
    says_how,
    seen_in,
    with_new_answers,
    with_new_rows,
)
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.roles import profiles
from cjm_widgets.evidence.scales import scale_of
from cjm_widgets.evidence.told import Question, Told, Understood, named
from cjm_widgets.evidence.told_and_written import compared, refuse_unknown
from cjm_widgets.evidence.told_in_vain import told_in_vain
from cjm_widgets.evidence.turning import upright
from cjm_widgets.evidence.when import refuse_people, when_answered
from cjm_widgets.evidence.words import is_about

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.table import Table

_ROWS_FOR_DECIMALS = 2_000
_A_HUNDRED = 100
_DECIMALS = ((".", "1,234 is more than a thousand"), (",", "1,234 is a little more than one"))


def understand(table: Table, told: Told, steps: Sequence[str] = (), plan: Plan | None = None) -> Understood:
    """Looks through a file, and says how it would be read.

    Args:
        table: the file.
        told: what is known of it.
        steps: what the map calls its steps.
        plan: how a file of this kind was read before; what is told is laid over it.

    Raises:
        EvidenceError: if it is no table, or lacks a column that is named, or so many cannot have answered.
    """
    refuse_people(told.people)
    made = replace(_understood(table, told, steps, plan), people=told.people)
    refuse_unknown(told, made.headings, made.plan)
    caveats = (*told_in_vain(told, made), *_counted_as_answers(made))
    return replace(made, remarks=(*made.remarks, *caveats), caveats=caveats)


def _counted_as_answers(understood: Understood) -> Iterator[str]:
    """Sentences about what may mean “no answer” and lies on its scale, so that it counts.

    Args:
        understood: the file and its plan.
    """
    plan, table, headings = understood.plan, understood.table, understood.headings
    wide = [one for one in plan.values if scale_of(one.scale).high >= _A_HUNDRED] if plan.layout == "answers" else []
    known = profiles(table, headings, plan.decimal, plan.missing) if wide else {}
    for one in wide:
        column = named(headings, one.column, table.what)
        yield from filter(
            None, [apart_from_others(column.name, known[column.at], plan.decimal, scale_of(one.scale).high)]
        )


def _understood(table: Table, told: Told, steps: Sequence[str], plan: Plan | None) -> Understood:
    headings = headings_of(table)
    if (turned := upright(table, headings, told, plan)) is not None:
        table, headings = turned, headings_of(turned)
        told = replace(told, step=told.step if headings.named(told.step) else "")
    if plan is not None:
        return _as_planned(table, headings, told, steps, plan)
    made, questions, remarks = _looked_at(table, headings, told, steps)
    matched, asked = _matched(names_in(table, headings, made), steps, told)
    made = made.model_copy(update={"steps": matched, "seen": seen_in(table, headings, made)})
    return _with_counts(
        Understood(table, headings, made, (*questions, *asked), (*table.remarks, *remarks), _not_used(headings, made))
    )


def _with_counts(understood: Understood) -> Understood:
    """Asks whether columns count people or tell shares, where they may do either."""
    if not understood.plan.counts:
        return understood
    counted = Counted(understood)
    asked = counted.asked()
    questions = (*understood.questions, *([asked] if asked else ()))
    return replace(understood, questions=questions, remarks=(*understood.remarks, *counted.remarks()))


def _not_used(headings: Headings, plan: Plan) -> tuple[str, ...]:
    """The columns that are passed over."""
    used = {*plan.columns(), *(one.name for one in beside(headings.columns, plan.counts))}
    return tuple(one.name for one in headings.columns if one.name not in used)


def _looked_at(
    table: Table, headings: Headings, told: Told, steps: Sequence[str]
) -> tuple[Plan, tuple[Question, ...], tuple[str, ...]]:
    """How a file seems to be read, what has to be asked, and what people should know of it."""
    questions: list[Question] = []
    sign = told.decimal or decimal_sign(_figures_of(table, headings), table.separator)
    made, asked, remarks = _read_with(sign or ".", table, headings, told, steps)
    if not sign and (only := decimal_sign(_figures_of(table, headings, made.columns()), table.separator)):
        # what is not read may be written as it likes
        sign = only
        made, asked, remarks = _read_with(sign, table, headings, told, steps)
    refuse_two_ways(sign or ".", headings.columns, made.columns(), profiles(table, headings, sign or "."), told.values)
    if not sign:
        say = (
            "Is 1,234 more than a thousand, or a little more than one? Say what stands before decimals in the file: "
            "--decimal . or --decimal ,"
        )
        questions.append(Question("decimal", say, options=_DECIMALS))
    return made, (*questions, *asked), remarks


def _read_with(
    sign: str, table: Table, headings: Headings, told: Told, steps: Sequence[str]
) -> tuple[Plan, tuple[Question, ...], tuple[str, ...]]:
    known = profiles(table, headings, sign, told.missing)
    chosen = Scales(headings, known, told, sign)
    laid_out = TableLaidOut(
        table, headings, told, steps, known, found_roles(table, headings, told, steps, known), chosen
    )
    how = {"separator": table.separator, "encoding": table.encoding, "sheet": table.sheet}
    made = laid_out.plan().model_copy(update={**how, "decimal": sign, "missing": told.missing})
    asked = (*laid_out.questions, *chosen.questions.values())
    differs, said = compared(told, headings, made, known, asked)
    return made, (*asked, *differs), (*laid_out.remarks, *dict.fromkeys(chosen.remarks), *said)


def _written_now(table: Table, headings: Headings, plan: Plan, told: Told) -> tuple[Plan, tuple[str, ...]]:
    """A plan with the sign before decimals that this file writes, where that is certain."""
    figures = [] if told.decimal else [*_figures_of(table, headings, plan.columns())]
    sign = decimal_sign(figures, table.separator)
    if not sign or sign == plan.decimal or not any(sign in one for one in figures):
        return plan, ()
    said = f"Decimals are written with a {NAMES[sign]} in this file, and not as in the one before."
    return plan.model_copy(update={"decimal": sign}), (said,)


def names_in(table: Table, headings: Headings, plan: Plan) -> list[str]:
    """What a file calls its steps."""
    if not plan.step:
        return [one.step for one in plan.values if one.step]
    at = named(headings, plan.step, table.what).at
    figures = [named(headings, one, table.what).at for one in (*plan.counts, *(one.column for one in plan.values))]
    beside = {"", *plan.outcomes, *plan.beside}
    names: dict[str, None] = {}
    for row in table.read():
        name = row.cell(at)
        if not headings.is_below(row) or is_note(row.cells) or name in beside:
            continue
        if is_about(name) != "n" and (not is_number_of_people(name) or any(map(row.cell, figures))):
            names[n_in_heading(name)[0]] = None  # “Booking (n=50)” is “Booking”
    return list(names)


def _figures_of(table: Table, headings: Headings, names: Collection[str] | None = None) -> Iterator[str]:
    """The cells by which it is found out what stands before decimals: numbers of people have none."""
    free = (one for one in headings.columns if names is None or one.name in names)
    columns = [one.at for one in free if is_about(one.own or one.name) != "n"]
    for row in islice(table.read(), _ROWS_FOR_DECIMALS):
        if headings.is_below(row) and not any(is_about(cell) == "n" for cell in row.cells[:3] if cell[:1].isalpha()):
            yield from (row.cell(at) for at in columns)


def _matched(
    names: Sequence[str],
    steps: Sequence[str],
    told: Told,
    reworded: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
) -> tuple[dict[str, str], tuple[Question, ...]]:
    """What the map calls each step of the file; near names are asked, as they are only likely.

    Args:
        names: in the file.
        steps: on the map.
        told: what is known of the file.
        reworded: names that seem to stand for another that was there before, and its step.
        taken: the steps for which other names are known to stand.
    """
    found, near_ones = near([name for name in names if name not in told.steps], steps)
    again = {name: step for name, step in (reworded or {}).items() if name not in found and name not in told.steps}
    likely = {name: step for name, step in {**near_ones, **again}.items() if step not in taken}
    found |= {name: told.steps[name] for name in names if name in told.steps}
    questions = (
        Question(
            "name",
            f"Is “{name}” in the file the step “{step}” of the map? If so, say --called “{name}={step}”; if it is a "
            f"step of its own, --make-steps and --called “{name}={name}”; if it is none, --called “{name}=”.",
            name,
            ((step, step), ("", "no step of the map")),
        )
        for name, step in likely.items()
        if step not in told.steps.values()
    )
    return found, tuple(questions)


def _as_planned(table: Table, headings: Headings, told: Told, steps: Sequence[str], plan: Plan) -> Understood:
    """A file read as one before it was; what is new in it is said."""
    plan, astray = on_this_map(plan, steps)
    unused = [named(headings, name, table.what).name for name in told.unused]
    plan, reworded, gone = left_of(table, headings, without(plan, unused))
    plan, written = _written_now(table, headings, plan, told)
    questions: tuple[Question, ...] = ()
    if says_how(told):
        fresh, questions, _ = _looked_at(table, headings, as_told(plan, told), steps)
        plan = laid_over(plan, fresh, told)
    refuse_other_kind(table, headings, plan)
    plan = as_now_called(plan, names_in(table, headings, plan))
    plan, beside = with_new_rows(plan, names_in(table, headings, plan), steps, told)
    answered: list[str] = []
    if plan.layout != "events":
        columns = {one.at: one for one in headings.columns}
        known = profiles(table, headings, plan.decimal, plan.missing)
        by_name = {one.column: known[named(headings, one.column, table.what).at] for one in plan.values}
        plan, asked = with_new_answers(plan, {name: one.words for name, one in by_name.items()})
        questions += (*asked, *asked_anew(plan, by_name, questions))
        if plan.layout == "answers":  # each file has a time of its own
            roles = found_roles(table, headings, as_told(plan, told), steps, known)
            answered = when_answered(columns, roles, known, told.today)
    now = seen_in(table, headings, plan)
    before = plan.seen or Seen(columns=now.columns, steps=tuple(plan.steps), groups=now.groups, answers=now.answers)
    new = new_since(before, now)
    names = names_in(table, headings, plan)
    taken = [plan.steps[name] for name in names if name in plan.steps]
    found, asked = _matched([name for name in names if name not in plan.steps], steps, told, reworded, taken)
    remarks = [*table.remarks, *astray, *gone, *written, *beside, *answered]
    remarks += in_words(new, (*plan.outcomes, *plan.beside))
    if plan.layout == "figures" and not plan.n and new.get("columns"):
        with suppress(EvidenceError):  # it is read as before
            fresh, *_ = _looked_at(table, headings, as_told(plan, told), steps)
            if fresh.n in new["columns"]:
                plan = plan.model_copy(update={"n": fresh.n})
                remarks.append(f"“{fresh.n}” is taken for how many people answered.")
    ns = {one.name: one.n for one in headings.columns}
    values = [one.model_copy(update={"n": ns.get(one.column) if one.n is not None else None}) for one in plan.values]
    more = {
        "steps": {**plan.steps, **found, **told.steps},
        "values": tuple(values),
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
        "seen": both(before, now),
    }
    made = plan.model_copy(update=more)
    return _with_counts(
        Understood(table, headings, made, (*questions, *asked), tuple(remarks), _not_used(headings, plan), new)
    )
