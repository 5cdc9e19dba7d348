"""What somebody says of a file and what nothing comes of, as the file says it itself or has no place for it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.evidence.told import listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.evidence.told import Told, Understood


def told_in_vain(told: Told, understood: Understood) -> Iterator[str]:
    """Sentences about what was told and does not count.

    Args:
        told: what somebody says.
        understood: how the file is read with it.
    """
    plan, own = understood.plan, f"the {told.people:,} that you said" if told.people else ""
    if own and (plan.layout != "figures" or (plan.counts and told.counted == "people")):
        yield f"The rows of this file tell how many people there were; {own} do not count."
    elif own and plan.n:
        yield f"Where “{plan.n}” says how many people answered, it counts, and not {own}."
    if told.counted and not plan.counts:
        yield "No columns of this file say how often each answer was given, so they are no numbers of people either."
    if told.sheet and not understood.table.sheet:
        yield f"This file has no sheets: “{told.sheet}” was not looked for."
    if plan.layout == "events" and (told.scale or told.scales):
        yield "A log of events holds no answers: the scale that you said is not used."
    columns = [named(understood.headings, one.column, understood.table.what) for one in plan.values]
    said = [one.own for one in columns if one.n is not None]
    if plan.n and said and plan.layout == "figures":
        yield f"Where “{plan.n}” says how many people answered, it counts, and not what stands in {listed(said)}."
