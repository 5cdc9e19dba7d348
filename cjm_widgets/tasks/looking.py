"""A process of its own that looks through a file for a page, so that the page's process stays small and can end it.

    python -m cjm_widgets.tasks.looking

It takes one request as a line of JSON, and says in lines of JSON what it does, and at last what came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.beside import LONGEST_NAME
from cjm_widgets.evidence.columns_gone import gone_from
from cjm_widgets.evidence.headings import headings_of
from cjm_widgets.evidence.least import WhoAnsweredError
from cjm_widgets.evidence.masking import masked
from cjm_widgets.evidence.names import step_key
from cjm_widgets.evidence.offered import Chosen, quotes
from cjm_widgets.evidence.problems import NotANumber, OffScale
from cjm_widgets.evidence.replacing import KEPT, REPLACED
from cjm_widgets.evidence.table import table_in
from cjm_widgets.evidence.told import Told
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.tasks.answering import answer_one
from cjm_widgets.tasks.comments import comments_of, comments_to_json, put_quotes
from cjm_widgets.tasks.looked import Looked, is_of_others, look_through, understood_in
from cjm_widgets.tasks.making import id_from_title
from cjm_widgets.tasks.plans import kept_plans
from cjm_widgets.tasks.shown_file import as_told, columns_of, decided, is_gone, on_a_page, roles_of, shown_file
from cjm_widgets.tasks.surveys import attach_survey
from cjm_widgets.workshop.state import WorkshopState

if TYPE_CHECKING:
    from cjm_widgets.evidence.problems import Problem
    from cjm_widgets.store import JourneyStore

Say = Callable[[dict[str, Any]], None]
TOO_LARGE: Final = (
    "This file takes more memory than there is. Save only the columns that are needed, or save it as Parquet, and "
    "bring it again."
)


def look(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Looks through a file for a page, or puts it on a map.

    Args:
        request: `file`, `told` (what is said of it, or None), `steps` (ids and names), `place` of the maps, `planned`
            (whether a plan that is kept may be used), `plan` (which was used before, "" to find one), `typed` (whether
            the figures were typed by step), `least` and `leasts` (from how many people a group is shown, as somebody
            says, and by the name of surveys there are), `as_written` (whether comments stay unmasked); and `put`, what
            `attach_survey` is told, if it is to be put on the map, with the `page` that may be closed to whoever asks
            ("" for none).
        say: told what is done meanwhile.

    Returns:
        `looked`, what the page shows; or `say`, that it is on the map, and `was_there`, whether something of this name
        was there before; or `asked`, what only somebody who knows can tell, and its answers; or `problems`.
    """
    try:
        return _put(request, say) if "put" in request else _looked(request, say)
    except WhoAnsweredError as error:
        asked = error.question
        return {"asked": {"id": asked.id, "say": on_a_page(asked.say), "options": [list(one) for one in asked.options]}}
    except EvidenceError as error:
        problems = [{**one.to_json(), "say": on_a_page(one.sentence)} for one in _by_step(request, error)]
        return {"problems": problems, "columns": _columns_in(request)}
    except StoreError as error:
        return {"problems": [{"row": None, "column": "", "say": str(error)}]}
    except MemoryError:
        if "put" in request:
            raise  # nobody can tell how far it came: whoever waits looks at the map
        return {"problems": [{"row": None, "column": "", "say": TOO_LARGE}]}


def _by_step(request: dict[str, Any], error: EvidenceError) -> list[Problem]:
    """What is wrong; figures that were typed have no rows that anybody sees, so it is told by their step."""
    if not request.get("typed"):
        return list(error.problems)
    with suppress(EvidenceError):
        steps = {row.number: row.cell(0) for row in table_in(request["file"], separator=",").head}
        return [
            replace(one, row=None, column=steps.get(one.row or 0, ""))
            if isinstance(one, NotANumber | OffScale)
            else one
            for one in error.problems
        ]
    return list(error.problems)


def _columns_in(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The columns of a file that is not understood, so that somebody can say what they hold."""
    told = told_from(request["told"])
    with suppress(EvidenceError):
        seen = understood_in(Path(request["file"]), told, _map_of(request))
        return columns_of(seen.table, seen.headings, roles_of(seen.plan))
    try:
        table = table_in(request["file"], sheet=told.sheet, encoding=told.encoding, separator=told.separator)
        return columns_of(table, headings_of(table), as_told(told))
    except EvidenceError:
        return []


def told_from(sent: dict[str, Any] | None) -> Told:
    """What is said of a file, as a page sends it."""
    said: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in (sent or {}).items()}
    return Told(**said)


def _looked(request: dict[str, Any], say: Say) -> dict[str, Any]:
    looked, planned = _look_through(request, say)
    say({"doing": "Working out what may be said"})
    least = _least(request, planned)
    shown = shown_file(looked, told_from(request["told"]), request["steps"], planned, least=least)
    if not looked.understood.plan.comments:
        return {"looked": shown}
    every = comments_of(looked.understood, _map_of(request), found=looked.found, as_written=request["as_written"])
    said = comments_to_json(every)
    return {"looked": {**shown, "comments": len(said["comments"]), "as_written": request["as_written"]}, "said": said}


def _least(request: dict[str, Any], planned: str) -> int | None:
    """From how many people a group is shown: as somebody says, else as in the survey that is brought up to date."""
    said: int | None = request["least"] or request["leasts"].get(planned)
    return said


def _put(request: dict[str, Any], say: Say) -> dict[str, Any]:
    looked, planned = _look_through(request, say)
    say({"doing": "Putting it on the map"})
    put = request["put"]
    store, done = opened_store(request["place"]), []
    _refuse_what_changed(store, looked, request)
    journey = store.open(put["journey"])
    chosen = [Chosen(**one) for one in put["quotes"]]
    if not request["as_written"]:
        chosen = [replace(one, words=masked(one.words).text) for one in chosen]
    quotes(_with_new_steps(journey, looked), chosen, "brought")  # refused before anything is written
    was_there = any(one.id == id_from_title(put["name"], ()) for one in journey.sources)
    if looked.log or (looked.found and (looked.found.figures or looked.found.outcomes)) or not chosen:
        said = attach_survey(
            store,
            put["journey"],
            decided(looked, _names_of(request)),
            name=put["name"],
            source=put["source"],
            date=put["date"],
            make_steps=True,
            who=put["by"],
            keep_in=store,
            remember=put["remember"],
            answers=put["answers"],
            answered_by=put["answered_by"],
            replaces=put["replaces"],
            least=_least(request, planned),
        )
        done.append(said)
    if chosen:
        how = {"name": put["name"], "where": put["source"], "who": put["by"]}
        done.append(put_quotes(store, put["journey"], chosen, **how))
    said = " ".join([*done, *([KEPT] if any(REPLACED in one for one in done) else [])])
    return {"say": said, "was_there": was_there or REPLACED in said}


def _refuse_what_changed(store: JourneyStore, looked: Looked, request: dict[str, Any]) -> None:
    """Refuses what was decided on a map that is another one now: a step is gone, or nobody may write meanwhile."""
    put = request["put"]
    if put["page"] in WorkshopState(store).read()[0].closed:
        raise EvidenceError("The step is closed.")
    here = [step.name for step in store.open(put["journey"]).steps]
    now, then = {step_key(name) for name in here}, {step_key(name) for name in _names_of(request)}
    gone = [
        f"The step “{to}” is no longer on the map: choose where “{name}” belongs."
        for name, to in looked.understood.plan.steps.items()
        if to and (is_gone(name, to, here) or (step_key(to) in then and step_key(to) not in now))
    ]
    if gone:
        raise EvidenceError(*gone)


def _with_new_steps(journey: Journey, looked: Looked) -> Journey:
    """The map with the steps that will be made of the file's names."""
    known = {step_key(step.name) for step in journey.steps}
    rated = {one.step for one in looked.found.figures if one.value is not None} if looked.found else None
    new = [
        name
        for name, to in looked.understood.plan.steps.items()
        if to and step_key(to) not in known and (rated is None or name in rated)
    ]
    made = tuple(Step(id=f"new-{at}", name=name[:LONGEST_NAME]) for at, name in enumerate(new))
    return journey.model_copy(update={"steps": (*journey.steps, *made)})


def _names_of(request: dict[str, Any]) -> list[str]:
    return [name for _, name in request["steps"]]


def _look_through(request: dict[str, Any], say: Say) -> tuple[Looked, str]:
    say({"doing": "Reading the table"})
    file, told = Path(request["file"]), told_from(request["told"])
    journey = _map_of(request)
    fits: list[tuple[int, Looked, str]] = []
    for plan in kept_plans(opened_store(request["place"])) if request["planned"] else ():
        if plan.name == request["plan"]:
            return look_through(file, told, journey, plan), plan.name
        with suppress(EvidenceError):  # it is another kind of file
            if not request["plan"] and not is_of_others(looked := look_through(file, told, journey, plan)):
                if not (gone := len(gone_from(looked.understood.headings, plan))):
                    return looked, plan.name
                fits.append((gone, looked, plan.name))
    if fits:
        _, looked, name = min(fits, key=lambda one: one[0])
        return looked, name
    return look_through(file, told, journey), ""


def _map_of(request: dict[str, Any]) -> Journey:
    """The map's steps, which are all that a file is looked through for."""
    return Journey(id="brought", steps=tuple(Step(id=one, name=name) for one, name in request["steps"]))


if __name__ == "__main__":
    answer_one(look)
