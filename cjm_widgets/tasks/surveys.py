"""A file of customers' answers or figures onto the steps of a map in a folder, and off it again."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import starmap
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import EvidenceError, Survey, attach
from cjm_widgets.evidence.attaching import figures_on
from cjm_widgets.evidence.attaching_log import attach_log, log_in_lines, log_to_json
from cjm_widgets.evidence.events import events_in
from cjm_widgets.evidence.found import Read
from cjm_widgets.evidence.judging import differences, judged, turned
from cjm_widgets.evidence.masking import masked
from cjm_widgets.evidence.plan import plan_in
from cjm_widgets.evidence.reading import read, to_json
from cjm_widgets.evidence.replacing import is_of_others, refuse_replacing, replaced
from cjm_widgets.evidence.stood import stood
from cjm_widgets.evidence.table import LARGEST, SEPARATORS, as_seen, table_in
from cjm_widgets.evidence.told import Question
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.journey.feedback import against_in_words
from cjm_widgets.statistics.enough import LIKELY
from cjm_widgets.store import Admitted
from cjm_widgets.tasks.answers import (
    answered_before,
    forget_answers,
    forget_answers_of_none,
    keep_what_was_answered,
    refuse_few_between_surveys,
    what_follows,
)
from cjm_widgets.tasks.making import day_now, id_from_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.evidence.events import EventLog
    from cjm_widgets.evidence.found import Noted
    from cjm_widgets.evidence.judging import Judged
    from cjm_widgets.evidence.least import AnsweredBy, People
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.told import Told, Understood
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore

PLANS: Final = "plans"
"""The folder beside the maps in which plans are kept."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked through; nothing of it is on a map yet.

    Args:
        understood: how it would be read.
        found: what it says; nothing where something has to be asked first, or where it is a log.
        log: what a log of events says.
        anew: that the plan of before did not fit, in a sentence; "" where it did, or there was none.
    """

    understood: Understood
    found: Read | None = None
    log: EventLog | None = None
    anew: str = ""

    @property
    def asked(self) -> str:
        """What has to be said before it can be read, as sentences; "" where nothing has."""
        return " ".join(question.say for question in self.understood.questions)

    def lines(self) -> Iterator[str]:
        """What it says, a line each, for people."""
        plan, headings = self.understood.plan, self.understood.headings
        how = [f"letters as {plan.encoding}"] if plan.encoding else []
        how += [f"columns apart by {SEPARATORS.get(plan.separator, plan.separator)}"] if plan.separator else []
        how += [f"sheet “{plan.sheet}”"] if plan.sheet else []
        rows = ", ".join(map(str, headings.rows))
        yield f"{self.understood.table.name}: {', '.join(how)}; headings in row {rows}; read as {plan.layout}."
        for values in plan.values:
            is_about = values.outcome or values.step or values.group
            yield f"  “{values.column}”: {self.understood.scale_of(values)}{is_about and f', {is_about}'}"
        if self.understood.unused:
            yield f"  Not used: {', '.join(self.understood.unused)}."
        for remark in self.understood.remarks:
            yield f"  {remark}"
        found = self.found
        told = judged(found) if found else {}
        for figure in (*found.figures, *found.outcomes) if found else ():
            judgement = told.get((figure.step, figure.group))
            yield f"  {figure.in_words}{_in_words(judgement) if judgement and figure.value is not None else ''}"
        for one in differences(found) if found else ():
            if one.called:
                yield f"  {one.step}: {one.one} and {one.other} differ by more than chance."
        for line in log_in_lines(self.log) if self.log else ():
            yield f"  {line}"
        for line in self.log.remarks if self.log else ():
            yield f"  {line}"
        for noted in (*found.left_out, *found.flags) if found else ():
            yield f"  Row {noted.row}: {noted.why}."

    def to_json(self) -> dict[str, Any]:
        """For other programs; words of respondents are masked."""
        plan = self.understood.plan
        said = {
            "file": {
                "name": self.understood.table.name,
                "encoding": plan.encoding,
                "separator": plan.separator,
                "sheet": plan.sheet,
                "heading_rows": list(self.understood.headings.rows),
                "title": self.understood.headings.title,
                "unused": list(self.understood.unused),
                "remarks": list(self.understood.remarks),
            },
            "plan": {"version": plan.version, **plan.model_dump(mode="json", exclude_defaults=True)},
            "new": {kind: list(names) for kind, names in self.understood.new.items()},
            "asked": [
                {"id": one.id, "say": one.say, "column": one.column, "options": [list(pair) for pair in one.options]}
                for one in self.understood.questions
            ],
        }
        if self.log is None:
            return {**said, **_found_to_json(self.found, plan.steps)}
        per_case = [list(one) for one in self.log.counted]
        counted = {"cases": self.log.cases, "events": self.log.events, "counted": per_case}
        left_out = [{"row": None, "why": why} for why in self.log.remarks]
        faults = [{"row": one.row, "why": one.sentence} for one in self.log.problems]
        more = {
            "events": log_to_json(self.log, frozenset(plan.steps.values())),
            "log": counted,
            "left_out": [*left_out, *faults],
        }
        return {**said, **_NOTHING, **more}


_NOTHING: Final[dict[str, Any]] = {
    name: []
    for name in (
        "figures",
        "outcomes",
        "targets",
        "benchmarks",
        "events",
        "comments",
        "left_out",
        "flags",
        "differences",
    )
}
"""What a file may say, where it says none of it."""


def _found_to_json(found: Read | None, steps: dict[str, str]) -> dict[str, Any]:
    if found is None:
        return _NOTHING
    told = judged(found)
    absent = [
        {"row": one.row, "why": f"“{one.step}”{one.group and f', {one.group}'}: no figure"}
        for one in (*found.figures, *found.outcomes)
        if one.value is None
    ]
    return _NOTHING | {
        "figures": [
            {**to_json(one, steps), **_judged(told.get((one.step, one.group)))}
            for one in found.figures
            if one.value is not None
        ],
        "outcomes": [to_json(one, steps) for one in found.outcomes if one.value is not None],
        "targets": [to_json(one, steps) for one in found.targets],
        "benchmarks": [to_json(one, steps) for one in found.benchmarks],
        "comments": [{"row": one.row, "column": one.column, "words": masked(one.words).text} for one in found.comments],
        "left_out": [*map(_noted, found.left_out), *absent],
        "flags": [
            *map(_noted, found.flags),
            *({"row": None, "why": why} for why in starmap(against_in_words, turned(found))),
        ],
        "differences": [
            {
                "step": one.step,
                "groups": [one.one, one.other],
                "scale": one.scale,
                "low": one.low,
                "high": one.high,
                "called": one.called,
            }
            for one in differences(found)
        ],
    }


_CALLED: Final = {-1: "worse than the others on average", 1: "better than the others on average"}


def _in_words(told: Judged) -> str:
    """What a figure says beside the others, in words."""
    said = [_CALLED[told.called]] if told.called in _CALLED else []
    if not said:
        more = f": with about {told.more:,} more answers that is {LIKELY}" if told.more else ""
        said.append(f"not enough to say whether it differs from the others{more}")
    said += [f"among the lowest three in {told.lowest} of 100"] if told.lowest is not None else []
    return f"; {'; '.join(said)}"


def _judged(told: Judged | None) -> dict[str, Any]:
    if told is None:
        return {}
    return {"called": _CALLED.get(told.called), "lowest_three_of_100": told.lowest, "more_answers": told.more}


def _noted(one: Noted) -> dict[str, Any]:
    return {"row": one.row, "why": one.why}


def look_through(file: Path, told: Told, journey: Journey, plan: Plan | None = None) -> Looked:
    """Reads a file and says what it holds; nothing is written.

    Args:
        file: CSV, TSV, an Excel workbook or Parquet.
        told: what is known of it.
        journey: the map whose steps are looked for.
        plan: how a file of this kind was read before.

    Raises:
        EvidenceError: with all faults of the file at once; the text is made of sentences.
    """
    understood = understood_in(file, told, journey, plan)
    if understood.questions:
        return Looked(understood)
    if understood.plan.layout != "events":
        return Looked(understood, read(understood))
    log = events_in(file, understood.plan, end=understood.plan.end)
    if isinstance(log, Question):
        return Looked(replace(understood, questions=(log,)))
    return Looked(understood, log=log)


def look_through_as_before(file: Path, told: Told, journey: Journey, before: Plan | None) -> Looked:
    """As `look_through`, with a plan that nobody named: where it is for another kind of file, the file is read anew.

    Args:
        file: as there.
        told: as there.
        journey: as there.
        before: the plan that is kept under the survey's name; None where there is none.

    Raises:
        EvidenceError: as there.
    """
    try:
        return look_through(file, told, journey, before)
    except EvidenceError:
        if before is None:
            raise
        anew = understood_in(file, told, journey)
        if all(anew.headings.named(column) for column in before.columns()):
            raise
        looked = look_through(file, told, journey)
        remark = f"The plan kept as “{before.name}” is for another kind of file: this one was read without it."
        remarks = (remark, *looked.understood.remarks)
        return replace(looked, understood=replace(looked.understood, remarks=remarks), anew=remark)


def understood_in(file: Path, told: Told, journey: Journey, plan: Plan | None = None) -> Understood:
    """What a file seems to say, before anything of it is counted; arguments and errors as for `look_through`."""
    is_log = bool(told.case or told.time or (plan and plan.layout == "events"))
    sheet = told.sheet or (plan.sheet if plan else "")
    how = {"sheet": sheet, "encoding": told.encoding, "separator": told.separator}
    table = table_in(file, **how, largest=sys.maxsize if is_log else LARGEST)
    told = replace(told, today=day_now())
    return understand(table, told, [step.name for step in journey.steps if step.name], plan)


def attach_survey(  # noqa: PLR0913  each is something that people say of a survey
    store: JourneyStore,
    journey_id: str,
    looked: Looked,
    *,
    name: str,
    source: str = "",
    people: int | None = None,
    date: str = "",
    make_steps: bool = False,
    who: str = "",
    keep_in: Path | None = None,
    answers: bool = True,
    least: int | None = None,
    remember: bool = True,
    answered_by: AnsweredBy = "",
    replaces: bool | None = None,
) -> str:
    """Puts what a file says on the steps of a map, and says in a sentence what came of it.

    Args:
        store: the folder.
        journey_id: which map.
        looked: the file, looked through.
        name: what people call the survey.
        source: where it can be found; the file's name if left out.
        people: how many answered for every step, or None.
        date: year, month or day, or "".
        make_steps: whether names that the map does not know become steps.
        who: who attaches them.
        keep_in: the folder of maps, in which the plan is kept for the next file of this name, and the answers behind
            the figures; None keeps neither.
        answers: whether the answers are kept.
        least: from how many respondents a group is shown; None for as many as before, at first 5.
        remember: whether the plan is kept.
        answered_by: who has answered, where that was asked.
        replaces: whether somebody chose that another survey's figures under this name go; False asks for it, None does
            not.

    Raises:
        EvidenceError: if something has to be asked first, or what is said of the survey cannot be used.
        WhoAnsweredError: if it has to be asked who answered, or whether figures may go.
        StoreError: if the map cannot be opened or saved.
    """
    if looked.asked:
        raise EvidenceError(looked.asked)
    name = as_seen(name)
    if not any(sign.isalnum() for sign in name):
        raise EvidenceError("Give the survey a name, such as “Passengers 2026”.")
    where = source or looked.understood.table.name
    survey = Survey(id_from_title(name, ()), name.strip(), where, people, date.strip(), least)
    found, log, called = looked.found or Read(), looked.log, looked.understood.plan.steps
    stands = store.open(journey_id)
    follows = what_follows(stands, found, survey, called, make_steps=make_steps)
    again = answered_before(keep_in, stands, found, called) if keep_in else {}
    before = stood(stands, store.history(journey_id, _tells_of_surveys))
    whose: People = again[survey.id].people if survey.id in again else ""
    about = replace(survey, anew=is_of_others(whose, answered_by) or (bool(replaces) and whose != "same"))
    said: list[str] = []

    def admitted(journey: Journey, *_: object) -> Admitted:
        """What is attached goes by the map as it stands while nobody else can change it."""
        how: dict[str, Any] = {"called": called, "make_steps": make_steps, "who": who, "answered_by": answered_by}
        how["before"] = before
        if log:
            attached = attach_log(journey, log, about, **how)
        else:
            attached = attach(journey, found, about, follows=follows, again=again, **how)
            refuse_few_between_surveys(keep_in, journey, found, about, called, answered_by=answered_by)
        there = next((one for one in journey.sources if one.id == about.id and figures_on(journey, one)), None)
        gone = there if attached.edits else None
        if gone and replaces is False:
            refuse_replacing(gone, about.date, whose, answered_by)
        said.append(f"{attached.say} {replaced(gone, about.date, anew=about.anew)}" if gone else attached.say)
        if keep_in is not None:
            forget_answers(keep_in, journey_id, about.id)
        return Admitted(attached.edits)

    journey = store.save(journey_id, (), admit=admitted).journey
    if keep_in is not None and remember:
        _keep_plan(keep_in, looked.understood.plan.model_copy(update={"name": name.strip()}))
    if keep_in is not None and answers and any(one.id == about.id for one in journey.sources):
        said.append(said[-1] + keep_what_was_answered(keep_in, journey, found, about, called))
    if keep_in is not None:
        with suppress(EvidenceError):  # of another survey: what asks to take it off will tell
            forget_answers_of_none(store, keep_in, journey_id)
    return f"{said[-1]} {looked.anew}".rstrip()


def _tells_of_surveys(path: str) -> bool:
    return path.partition("/")[0] in ("", "sources", "steps")


def kept_plan(folder: Path, name: str) -> Plan | None:
    """How the last file of this name was read, so that the next one needs no question; None where there was none.

    Args:
        folder: of the maps.
        name: what people call the survey.
    """
    path = _plan_path(folder, name)
    return plan_in(path) if path.exists() else None


def forget_plan(folder: Path, name: str) -> None:
    """Removes the plan that is kept under a survey's name; arguments as for `kept_plan`."""
    with suppress(OSError):
        _plan_path(folder, name).unlink()


def _plan_path(folder: Path, name: str) -> Path:
    return folder / PLANS / f"{id_from_title(name, ())}.json"


def _keep_plan(folder: Path, plan: Plan) -> None:
    path = _plan_path(folder, plan.name)
    beside = path.with_name(f".{path.name}.tmp")
    with suppress(OSError):  # the figures are on the map; the plan only spares questions
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600, exist_ok=False)
        beside.write_text(plan.without_groups().text(), encoding="utf-8")
        beside.replace(path)
