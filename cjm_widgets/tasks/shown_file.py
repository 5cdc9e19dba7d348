"""What the page shows of a file before anything is put on the map: plain values. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import EvidenceError, Survey, attach
from cjm_widgets.evidence.how_often import Counted
from cjm_widgets.evidence.least import LEAST, of_enough_people
from cjm_widgets.evidence.names import near, sharing, step_key
from cjm_widgets.evidence.scales import is_fraction, scale_of
from cjm_widgets.evidence.understanding import names_in
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.feedback import feedback
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.journey.plain import plain
from cjm_widgets.journey.wording import listed
from cjm_widgets.tasks.answers import what_follows
from cjm_widgets.widgets.monitor_view import monitor_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.evidence.found import Figure, Read
    from cjm_widgets.evidence.headings import Headings
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Told
    from cjm_widgets.tasks.looked import Looked

MOST_ROWS: Final = 60
"""Rows that are named of those that are left out; the others are counted."""
MOST_NAMES: Final = 500
"""Different names of steps that are shown before it is known how they are read."""
_IN_BRACKETS: Final = re.compile(r" \((?:cjm |--|or say --)[^)]*\)")
_DAY: Final = re.compile(r"\(--date (\d{4}-\d\d)\)")
"""A date that is proposed for the survey."""
_OPTIONS: Final = re.compile(r"[^.:;?]*--[a-z][^.]*\.")
_ROWS_FOR_CELLS: Final = 40
_LONGEST_CELL: Final = 30
_WORDS: Final = 3
_ONE_COLUMN: Final = ("step", "group", "n", "target", "case", "time", "end", "channel", "sd", "gap", "printed")
_SURVEY: Final = Survey("brought", "Brought", "")
"""Stands for the survey while nobody has said what it is called."""


def is_gone(name: str, to: str | None, steps: Sequence[str]) -> bool:
    """Whether a name was given a step that the map has no longer; a step that is still to be made has its own name.

    Args:
        name: as the file has it.
        to: the step it was given; None or "" for none.
        steps: what the map calls its steps now.
    """
    return bool(to) and step_key(str(to)) not in {step_key(one) for one in (*steps, name)}


def decided(looked: Looked, map_steps: Sequence[str]) -> Looked:
    """A file as it is put on the map: what nobody has given a place is left out, and that is kept with its plan.

    Args:
        looked: the file.
        map_steps: what the map calls its steps; what was given one that is gone has no place.
    """
    plan = looked.understood.plan
    open_names = (name for name in _step_names(looked) if name not in plan.steps)
    known = {name: "" if is_gone(name, to, map_steps) else to for name, to in plan.steps.items()}
    steps = {**dict.fromkeys(open_names, ""), **known}
    return replace(looked, understood=replace(looked.understood, plan=plan.model_copy(update={"steps": steps})))


def shown_file(
    looked: Looked, told: Told, steps: Sequence[tuple[str, str]], planned: str = "", *, least: int | None = None
) -> dict[str, Any]:
    """What the page shows of a file that was looked through.

    Args:
        looked: the file.
        told: what was said of it.
        steps: the ids and names of the map's steps.
        planned: the name of the plan that was used; "" without one.
        least: from how many people a group is shown; None for `LEAST`.
    """
    least = least or LEAST
    understood, plan = looked.understood, looked.understood.plan
    said = looked.to_json()
    found = None if looked.found is None else of_enough_people(looked.found, least)
    return {
        "file": {
            **said["file"],
            "sheets": list(understood.table.sheets),
            "remarks": [_remark_on_a_page(one) for one in said["file"]["remarks"]],
            "when": next((day[1] for one in said["file"]["remarks"] if (day := _DAY.search(one))), ""),
        },
        "layout": _layout(plan),
        "counts": Counted(understood).may_be() if plan.counts else "",
        "planned": planned,
        "asked": [{**one, "say": on_a_page(one["say"])} for one in said["asked"]],
        "columns": columns_of(understood.table, understood.headings, roles_of(plan)),
        "new_columns": [
            one for one in understood.new.get("columns", ()) if one in understood.unused and one not in told.unused
        ],
        "scales": list(_scales(plan)),
        "groups": _groups((found.figures or found.outcomes) if found else ()),
        "missing": {"said": list(plan.missing), **_absent(found)},
        "least": least if found and found.tally and _shows_not_all(found, looked.found) else None,
        "names": list(_names(looked, found, told, [name for _, name in steps], planned)),
        "left_out": said["left_out"][:MOST_ROWS],
        "more_left_out": max(0, len(said["left_out"]) - MOST_ROWS),
        "flags": said["flags"],
        "comments": len(said["comments"]),
        "targets": len(said["targets"]),
        "benchmarks": len(said["benchmarks"]),
        "events": said["events"],
        **_preview(looked, steps, least),
    }


def _shows_not_all(found: Read, every: Read | None) -> bool:
    """Whether it matters from how many people on figures are shown: there are groups, or some are kept back."""
    grouped = found.tally is not None and any(group for _, group in found.tally.counts)
    return grouped or found != every


def on_a_page(sentence: str) -> str:
    """A sentence without what would be typed in a command."""
    plain = _IN_BRACKETS.sub("", sentence)
    said = _OPTIONS.sub("", plain)
    return plain if said == plain else f"{said.strip()} Say below what each column holds."


def _remark_on_a_page(sentence: str) -> str:
    """A remark without what would be typed in a command: what it is about stands beside it, with “Change”."""
    plain = _IN_BRACKETS.sub("", sentence)
    said = _OPTIONS.sub("", plain)
    return plain if said == plain else f"{said.strip(' ;:.')}."


def _layout(plan: Plan) -> str:
    if plan.layout != "figures":
        return plan.layout
    if not plan.step:
        return "steps across"
    return "groups across" if len(plan.values) > 1 else "steps down"


def roles_of(plan: Plan) -> dict[str, str]:
    """What each column holds, by its name."""
    return {
        **dict.fromkeys(plan.benchmark, "benchmark"),
        **dict.fromkeys((one.column for one in plan.left_out), "left_out"),
        **dict.fromkeys(plan.counts, "value"),
        **{one.column: "outcome" if one.outcome else "value" for one in plan.values},
        **dict.fromkeys(plan.comments, "comment"),
        **{name: role for role in _ONE_COLUMN if (name := getattr(plan, role))},
    }


def as_told(told: Told) -> dict[str, str]:
    """What each column holds as far as somebody said it, by its name."""
    return {
        **dict.fromkeys(told.values, "value"),
        **dict.fromkeys(told.outcomes, "outcome"),
        **dict.fromkeys(told.comments, "comment"),
        **{name: role for role in _ONE_COLUMN if (name := getattr(told, role, ""))},
    }


def columns_of(table: Table, headings: Headings, roles: Mapping[str, str]) -> list[dict[str, Any]]:
    """The columns of a file, each with what it holds and a few of its cells.

    Args:
        table: the file.
        headings: of it.
        roles: what a column holds, by its name.
    """
    below = [row for row in table.head if headings.is_below(row)][:_ROWS_FOR_CELLS]
    made = []
    for one in headings.columns:
        role = roles.get(one.name, "")
        # words of respondents may name somebody
        cells = [] if role == "comment" else [cell for row in below if len(cell := row.cell(one.at)) <= _LONGEST_CELL]
        there = list(dict.fromkeys(filter(None, cells)))[:3]
        said = [cell for row in below if (cell := row.cell(one.at))]
        own_words = not role and _are_own_words(said)
        made.append({"name": one.name, "asks": one.asks, "is": role, "cells": there, "own_words": own_words})
    return made


def _are_own_words(cells: Sequence[str]) -> bool:
    """Whether cells look like what people wrote themselves: a third of them are three words or more."""
    written = sum(sum(word[0].isalpha() for word in cell.split()) >= _WORDS for cell in cells)
    return 0 < len(cells) <= written * _WORDS


def _scales(plan: Plan) -> Iterator[dict[str, Any]]:
    columns: dict[str, list[str]] = {}
    for one in plan.values:
        columns.setdefault(one.scale, []).append(one.column)
    for name, of in columns.items():
        scale = scale_of(name)
        yield {
            "name": name,
            "title": scale.title,
            "better": scale.better,
            "low": scale.low,
            "high": scale.high,
            "unit": scale.unit,
            "fraction": is_fraction(name),
            "columns": of,
        }


def _groups(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    ns: dict[str, set[int | None]] = {}
    for one in figures:
        if one.value is not None:
            ns.setdefault(one.group, set()).add(one.n)
    return [{"name": name, "ns": sorted(n for n in known if n is not None)} for name, known in ns.items()]


def _absent(found: Read | None) -> dict[str, Any]:
    """How many answers are missing, where a file holds answers; else how many figures."""
    if found and found.tally:
        return {"of": "answer", "count": sum(row.count(None) for row in found.tally.rows)}
    return {"of": "figure", "count": sum(one.value is None for one in found.figures) if found else 0}


# ---- which step each name belongs to


def _step_names(looked: Looked) -> list[str]:
    """What the file calls its steps, in its order."""
    plan = looked.understood.plan
    if looked.log:
        return [one.step for one in looked.log.steps]
    if looked.found:
        return list(dict.fromkeys(one.step for one in looked.found.figures))
    return names_in(looked.understood.table, looked.understood.headings, plan)[:MOST_NAMES]


def _names(
    looked: Looked, visible: Read | None, told: Told, steps: Sequence[str], planned: str
) -> Iterator[dict[str, Any]]:
    plan = looked.understood.plan
    names = _step_names(looked)
    _, likely = near([name for name in names if name not in plan.steps], steps)
    known = {step_key(step) for step in steps}
    figures = _by_name(visible)
    for name in names:
        to = plan.steps.get(name)
        if is_gone(name, to, steps):
            to, why = None, f"Its step “{to}” is no longer on the map"
        elif name in told.steps:
            why = "You chose it"
        elif planned and to is not None:
            why = "As last time"
        elif to is not None:
            why = "The same name"
        elif name in likely:
            why = f"Nearly “{likely[name]}”"
        else:
            shared = listed([f"“{step}”" for step in sharing(name, steps)])
            why = f"It has a word of {shared}" if shared else "No step of the map is called so"
        yield {
            "name": name,
            "is": "step",
            "to": to,
            "new": bool(to) and step_key(str(to)) not in known,
            "near": likely.get(name, ""),
            "why": why,
            "figures": figures.get(name, []),
        }
    for name in _outcomes(looked):
        why = "You chose it" if name in told.outcomes else "About the journey as a whole"
        yield {
            "name": name,
            "is": "outcome",
            "to": None,
            "new": False,
            "near": "",
            "why": why,
            "figures": figures.get(name, []),
        }


def _outcomes(looked: Looked) -> list[str]:
    if looked.found:
        return list(dict.fromkeys(one.step for one in looked.found.outcomes))
    plan = looked.understood.plan
    return [*plan.outcomes, *(one.outcome for one in plan.values if one.outcome)]


def _by_name(visible: Read | None) -> dict[str, list[dict[str, Any]]]:
    """The figures under each name."""
    if visible is None:
        return {}
    made: dict[str, list[dict[str, Any]]] = {}
    for one in (*visible.figures, *visible.outcomes):
        words = "" if one.value is None else scale_of(one.scale).say(one.value)
        made.setdefault(one.step, []).append({"group": one.group, "n": one.n, "row": one.row, "words": words})
    return made


# ---- how it will look


def _preview(looked: Looked, steps: Sequence[tuple[str, str]], least: int) -> dict[str, Any]:
    """The curves as they would be on the map, by themselves; and what stands in the way of it."""
    nothing: dict[str, Any] = {"monitor": None, "problems": [], "placed": 0, "outcomes": 0, "say": ""}
    nothing |= {"says": [], "wholes": []}
    if looked.found is None and looked.log is None:
        return nothing
    ready = decided(looked, [name for _, name in steps])
    called = ready.understood.plan.steps
    journey = Journey(id="brought", steps=tuple(Step(id=one, name=name) for one, name in steps))
    placed = {to for name in _step_names(looked) if (to := called[name])}
    if looked.found is None:
        return {**nothing, "placed": len(placed)}
    try:
        survey = replace(_SURVEY, least=least)
        follows = what_follows(journey, looked.found, survey, called, make_steps=True)
        attached = attach(journey, looked.found, survey, called=called, make_steps=True, follows=follows)
        for edit in attached.edits:
            journey = apply(journey, edit)
    except EvidenceError as error:
        return {**nothing, "problems": [one.to_json() for one in error.problems]}
    rated, told = [step for step in journey.steps if step.ratings], feedback(journey)
    return {
        "monitor": monitor_view(_named_by_group(journey), editable=False) if rated else None,
        "problems": [],
        "placed": len(rated),
        "outcomes": len(_outcomes(looked)),
        "say": attached.say,
        "says": [{"about": said.about, "say": said.say} for one in told for said in one.said],
        "wholes": [plain(whole) for one in told for whole in one.wholes],
    }


def _named_by_group(journey: Journey) -> Journey:
    """Each curve under the name of its group alone: what the survey is called is still to be said."""
    before = f"{_SURVEY.name}: "
    steps = tuple(
        step.model_copy(
            update={
                "ratings": tuple(
                    rating.model_copy(update={"rater": rating.rater.removeprefix(before) or "All"})
                    for rating in step.ratings
                )
            }
        )
        for step in journey.steps
    )
    return journey.model_copy(update={"steps": steps})
