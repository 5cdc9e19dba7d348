"""A file of customers' answers or figures looked through, before anything of it is on a map."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import starmap
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.attaching_log import log_in_lines, log_to_json
from cjm_widgets.evidence.columns_gone import is_another_kind
from cjm_widgets.evidence.events import events_in
from cjm_widgets.evidence.headings import headings_of
from cjm_widgets.evidence.judging import differences, judged, turned
from cjm_widgets.evidence.least import LEAST, of_enough_people
from cjm_widgets.evidence.masking import masked
from cjm_widgets.evidence.reading import read, to_json
from cjm_widgets.evidence.table import LARGEST, SEPARATORS, table_in
from cjm_widgets.evidence.told import Question
from cjm_widgets.evidence.understanding import names_in, understand
from cjm_widgets.journey.feedback import against_in_words
from cjm_widgets.statistics.enough import LIKELY
from cjm_widgets.tasks.making import day_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_widgets.evidence.events import EventLog
    from cjm_widgets.evidence.found import Noted, Read
    from cjm_widgets.evidence.judging import Judged
    from cjm_widgets.evidence.plan import Plan
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.evidence.told import Told, Understood
    from cjm_widgets.journey.model import Journey


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
        how = [", ".join(how)] if how else []
        read_so = "; ".join([*how, f"headings in row {rows}", f"read as {plan.layout}"])
        yield f"{self.understood.table.name}: {read_so}."
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
            yield f"  Row {noted.row}: {noted.why}." if noted.row else f"  {noted.why}."

    def to_json(self, least: int = LEAST) -> dict[str, Any]:
        """For other programs; words of respondents are masked.

        Args:
            least: of fewer people a figure is told here, and marked as `kept_back` from the map.
        """
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
            return {**said, **_found_to_json(self.found, plan.steps, least)}
        per_case = [list(one) for one in self.log.counted]
        counted = {"cases": self.log.cases, "events": self.log.events, "counted": per_case}
        left_out = [{"row": None, "why": why} for why in self.log.remarks]
        faults = [{"row": one.row, "why": one.sentence} for one in self.log.problems]
        more = {
            "events": log_to_json(self.log, frozenset(plan.steps.values()), least),
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


def _found_to_json(found: Read | None, steps: dict[str, str], least: int) -> dict[str, Any]:
    if found is None:
        return _NOTHING
    told, enough = judged(found), of_enough_people(found, least)
    shown = frozenset((*enough.figures, *enough.outcomes))
    absent = [
        {"row": one.row, "why": f"“{one.step}”{one.group and f', {one.group}'}: {one.why_none}"}
        for one in (*found.figures, *found.outcomes)
        if one.value is None
    ]
    return _NOTHING | {
        "figures": [
            {**to_json(one, steps), **_judged(told.get((one.step, one.group))), "kept_back": one not in shown}
            for one in found.figures
            if one.value is not None
        ],
        "outcomes": [
            {**to_json(one, steps), "kept_back": one not in shown} for one in found.outcomes if one.value is not None
        ],
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
    return {"row": one.row or None, "why": one.why}


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
    log = events_in(file, understood.plan, end=understood.plan.end, today=day_now())
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
    if before is None:
        return look_through(file, told, journey)
    try:
        looked = look_through(file, told, journey, before)
        if not is_of_others(looked):
            return looked
    except EvidenceError:
        anew = understood_in(file, told, journey)
        if not is_another_kind(anew.headings, before):
            raise
    looked = look_through(file, told, journey)
    remark = f"The plan kept as “{before.name}” is for another kind of file: this one was read without it."
    remarks = (remark, *looked.understood.remarks)
    return replace(looked, understood=replace(looked.understood, remarks=remarks), anew=remark)


def is_of_others(looked: Looked) -> bool:
    """Whether most steps or columns of a file are new to the plan that it was read with: then it is another table's.

    Args:
        looked: the file.
    """
    understood = looked.understood
    now = {
        "steps": names_in(understood.table, understood.headings, understood.plan),
        "columns": [one.name for one in understood.headings.columns],
    }
    return any(2 * len(understood.new.get(kind, ())) > len(names) for kind, names in now.items())


def understood_in(file: Path, told: Told, journey: Journey, plan: Plan | None = None) -> Understood:
    """What a file seems to say, before anything of it is counted; arguments and errors as for `look_through`."""
    is_log = bool(told.case or told.time or (plan and plan.layout == "events"))
    sheet = told.sheet or (plan.sheet if plan else "")
    how = {"sheet": sheet, "encoding": told.encoding, "separator": told.separator}
    largest = sys.maxsize if is_log else LARGEST
    try:
        table = table_in(file, **how, largest=largest)
    except EvidenceError:  # also where letters are coded as only the plan knows
        if not plan or not plan.encoding or how["encoding"]:
            raise
        table = table_in(file, **{**how, "encoding": plan.encoding}, largest=largest)
    if plan and table.encoding:
        table = _as_written(file, table, how, plan, largest)
    told = replace(told, today=day_now())
    return understand(table, told, [step.name for step in journey.steps if step.name], plan)


def _as_written(file: Path, table: Table, how: dict[str, str], plan: Plan, largest: int) -> Table:
    """A text file as its plan says that it is written, where it can be; else as it seems to be, and that is said.

    What is right UTF-8 is nothing else. Of other letters nobody can find out how they are coded, so the plan counts.
    """
    coded = plan.encoding if table.encoding == "cp1252" and not plan.encoding.startswith("utf") else ""
    wanted = {"encoding": how["encoding"] or coded, "separator": how["separator"] or plan.separator}
    if {wanted["encoding"] or table.encoding, wanted["separator"]} != {table.encoding, table.separator}:
        with suppress(EvidenceError):
            other = table_in(file, **{**how, **wanted}, largest=largest)
            headings = headings_of(other)
            if not is_another_kind(headings, plan):
                return other
    said = [
        f"The plan says “{name}”, and the file is written as “{so}”: it is read so."
        for name, so in ((plan.separator, table.separator), (plan.encoding, table.encoding))
        if name and _same(name) != _same(so)
    ]
    return replace(table, remarks=(*table.remarks, *said))


def _same(name: str) -> str:
    """A way to write files under one name: a mark at its beginning makes no other of it."""
    return name.lower().replace("_", "-").removesuffix("-sig")
