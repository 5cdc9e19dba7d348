"""Steps that are made of a file's names, each where it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence.beside import LONGEST_NAME, id_from
from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Step
from cjm_widgets.journey.paths import AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey


def new_steps(journey: Journey, names: Iterable[str], places: Mapping[str, Step]) -> dict[str, Step]:
    """A new step for each name that the map does not know, in the file's order."""
    taken = {step.id for step in journey.steps}
    made: dict[str, Step] = {}
    for name in names:
        if name in places or name in made:
            continue
        step_id = id_from(name, taken)
        taken.add(step_id)
        made[name] = Step(id=step_id, name=name[:LONGEST_NAME])
    return made


def standing(journey: Journey, names: Sequence[str], places: Mapping[str, Step], who: str) -> tuple[Edit, ...]:
    """Where new steps go: behind the step that stands before them in the file, else before the one that follows.

    A file whose steps stand in another order than those of the map, as one that is sorted by its figures, says nothing
    of it: then they stay at the end. So do those that no step of the map follows in the file: what a file has last,
    nothing says that the map goes on behind it.

    Args:
        journey: the map, without the new steps.
        names: what the file calls its steps, in its order; of a log, that in which its customers come to them.
        places: the step of each of them that has one, new ones too.
        who: the person who makes them, for the history.
    """
    order = [step.id for step in journey.steps]
    there = {*order}
    wanted = list(dict.fromkeys(places[name].id for name in names if name in places))
    known = [order.index(one) for one in wanted if one in there]
    if not known or known != sorted(known):
        return ()
    order += [one for one in wanted if one not in there]
    moved = []
    before = order[known[0] - 1] if known[0] else ""
    followed = wanted[: max(at for at, one in enumerate(wanted) if one in there)]
    for one in followed:
        if one not in there:
            at = order.index(one)
            if (was := order[at - 1] if at else "") != before:
                moved.append(new_edit(f"steps/{one}/{AFTER}", before, old=was, by=who))
                order.remove(one)
                order.insert(order.index(before) + 1 if before else 0, one)
        before = one
    return tuple(moved)
