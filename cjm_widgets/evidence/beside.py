"""What is kept beside a source, as it stands on no curve: outcomes, aims, others' figures, and what follows. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence import scales
from cjm_widgets.journey.model import SourceFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.evidence.following import Follows, GoesWith
    from cjm_widgets.evidence.found import Read
    from cjm_widgets.journey.model import Step

LONGEST_NAME: Final = 200
_LONGEST_ID: Final = 60


def beside(found: Read, follows: Follows | None, places: Mapping[str, Step]) -> tuple[SourceFigure, ...]:
    """What stands on no curve, each with an id of its own.

    Args:
        found: what the file says.
        follows: what follows from it; None where that was not worked out.
        places: the step of each name of the file that has one.
    """
    made: dict[str, SourceFigure] = {}
    for one in (*_told(found, places), *(_following(found, follows, places) if follows else ())):
        words = " ".join(str(one.get(part) or "") for part in ("kind", "name", "step", "group", "other", "than"))
        figure_id = id_from(words, made)
        named = {part: str(one.get(part, ""))[:LONGEST_NAME] for part in ("name", "group", "other")}
        made[figure_id] = SourceFigure.model_validate({**one, **named, "id": figure_id})
    return tuple(made.values())


def id_from(words: str, taken: Iterable[str]) -> str:
    """An id that is made of words, with a number where there is one of them already."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:_LONGEST_ID].strip("-") or "x"
    taken = taken if isinstance(taken, AbstractSet | Mapping) else {*taken}
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found


def _told(found: Read, places: Mapping[str, Step]) -> Iterator[dict[str, Any]]:
    for kind, figures in (("outcome", found.outcomes), ("target", found.targets), ("benchmark", found.benchmarks)):
        for figure in figures:
            step = places.get(figure.step)
            if figure.value is None or (kind != "outcome" and step is None):
                continue
            yield {
                "kind": kind,
                "name": figure.step if kind == "outcome" else "",
                "step": step.id if step else None,
                "group": "" if kind == "outcome" and found.is_of_all(figure.group) else figure.group,
                "scale": scales.bare(figure.scale),
                "value": figure.value,
                "n": figure.n,
                "low": figure.low,
                "high": figure.high,
            }


def _following(found: Read, follows: Follows, places: Mapping[str, Step]) -> Iterator[dict[str, Any]]:
    for goes in follows.goes:
        yield from _going(goes, places)
    for step, group, times in follows.lowest:
        if step in places:
            of = "" if found.is_of_all(group) else group
            yield {"kind": "lowest", "step": places[step].id, "group": of, "value": times}
    for one in follows.differences:
        if one.step in places:
            ends = {"value": one.value, "low": one.low, "high": one.high, "n": one.n}
            told = {"called": one.called, "more": one.more, "scale": scales.bare(one.scale)}
            yield {"kind": "differs", "step": places[one.step].id, "group": one.one, "other": one.other, **ends, **told}
    for turned in follows.against:
        if turned.one in places and turned.other in places:
            steps = {"step": places[turned.one].id, "than": places[turned.other].id}
            yield {"kind": "against", **steps, "group": turned.group, "called": True}


def _going(goes: GoesWith, places: Mapping[str, Step]) -> Iterator[dict[str, Any]]:
    for step, found in goes.steps.items():
        if step in places:
            told = {"called": step in goes.called, "first": step in goes.first}
            yield {"kind": "goes-with", "name": goes.outcome, "step": places[step].id, **found._asdict(), **told}
    alike = {places[step].id: n for step, n in goes.alike.items() if step in places}
    for at, n in ({None: goes.same} if goes.same else alike).items():
        yield {"kind": "goes-with", "name": goes.outcome, "step": at, "n": n}
    if goes.weights is None:
        return
    about = {"kind": "weight", "name": goes.outcome, "n": goes.weights.n}
    yield {**about, "value": goes.weights.explained}
    for step, weight in goes.weights.steps.items():
        if step in places:
            yield {**about, "step": places[step].id, **weight._asdict()}
