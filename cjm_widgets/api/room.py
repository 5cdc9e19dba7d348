"""Rounds in which everybody rates apart, for people who write Python: hidden, counted from paper, and shown. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.api.listing import Listing
from cjm_widgets.api.places import counted_in, place_in
from cjm_widgets.journey.agreement import together
from cjm_widgets.journey.apart import ROUNDS, state_of, switch
from cjm_widgets.journey.dots import tally
from cjm_widgets.journey.edits import EditError, set_value
from cjm_widgets.journey.on_paper import ANSWERS, DOTS_ON_PAPER
from cjm_widgets.journey.scales import FELT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from cjm_widgets.api.places import Place
    from cjm_widgets.journey.agreement import Spread
    from cjm_widgets.journey.dots import Tally
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.rounds import RoundName, RoundState

    Counted = Mapping[float | Literal["unknown"], int] | pd.Series
    """How many gave each answer; nobody gave one that is not named."""

_ID_OF: Final = {value: name for name, value in ANSWERS.items()}
_ROUND_OF: Final[dict[str, RoundName]] = {"steps": "satisfaction", "moments": "moments", "solutions": "solutions"}


def switched(journey: Journey, about: RoundName, state: RoundState) -> Edit:
    """The edit that puts a round into a state.

    Args:
        journey: the map.
        about: which round.
        state: “apart”, “together” or “off”.

    Raises:
        EditError: if there is no such round.
    """
    return switch(journey, _round(about), state)


def counts(journey: Journey, place: Place, found: Counted | int) -> Iterator[Edit]:
    """The edits that put what was counted on paper beside what people said on devices.

    Args:
        journey: the map, with everything.
        place: a step, a moment of truth or a solution; or “moments” or “solutions” for how many people voted.
        found: of a step, how many gave each answer; else how many dots, or people.

    Raises:
        EditError: if nothing is counted there, or not so.
    """
    at = place_in(journey, place)
    about = _ROUND_OF.get(at.part)
    if about is None or at.kind not in ("item", "items") or len(at.stops) > 1 or at.text == "steps":
        raise EditError(
            f"At “{at.text}” nothing is counted on paper. Say a step, a moment of truth or a solution, such as "
            "“steps/Security”; or “moments” or “solutions” for how many people voted."
        )
    if state_of(journey, about, in_room=False) == "off":
        raise EditError(f"Nobody rates apart now. Begin with map.round(“{about}”, “apart”).")
    answers = dict(found.items()) if hasattr(found, "items") else None
    if (about == "satisfaction") != (answers is not None):
        wanted = "how many gave each answer, such as {-1: 3, 2: 1}" if about == "satisfaction" else "one number"
        raise EditError(f"At “{at.text}” the count is {wanted}.")
    if answers is not None:
        if unknown := [one for one in answers if one not in _ID_OF]:
            there = ", ".join(f"{value:+.0f} ({words})" for value, words in FELT_WORDS)
            raise EditError(f"“{unknown[0]}” is none of the answers. There are: {there} and “unknown”.")
        wanted_at = {f"{at.text}/ratings/{whose}/n": answers.get(value, 0) for whose, value in ANSWERS.items()}
    elif at.kind == "items":
        wanted_at = {f"rounds/{about}/on_paper": found}
    else:
        wanted_at = {f"{at.text}/dots/{DOTS_ON_PAPER}/n": found}
    for path, n in wanted_at.items():
        edit = set_value(journey, path, counted_in(n))
        if (edit.old or 0) != edit.new:
            yield edit


def said_in_the_room(journey: Journey, about: RoundName) -> Listing[Spread] | Listing[Tally]:
    """What the room said, once it is revealed; nowhere who said what.

    Args:
        journey: the map, with everything.
        about: which round.

    Raises:
        EditError: if there is no such round, or it is not revealed.
    """
    if state_of(journey, _round(about), in_room=False) != "together":
        raise EditError(f"What people rated apart is not shown yet. Reveal it with map.round(“{about}”, “together”).")
    if about == "satisfaction":
        told = {
            "Step": lambda one: one.name,
            "Median": lambda one: one.median,
            "Lowest": lambda one: one.low,
            "Highest": lambda one: one.high,
            "Rated": lambda one: one.rated,
            "Do not know": lambda one: one.unknown,
            "Talk about it": lambda one: "yes" if one.disagrees else "",
        }
        return Listing("How the room rated", together(journey), told)
    columns = {
        "Place": lambda one: one.place,
        "What": lambda one: one.name,
        "Dots": lambda one: one.dots,
        "On paper": lambda one: one.on_paper,
        "People": lambda one: one.people,
    }
    return Listing("How the room voted", tally(journey, about), columns)


def _round(about: RoundName) -> RoundName:
    if about not in ROUNDS:
        raise EditError(f"There is no round “{about}”. There are: {', '.join(ROUNDS)}.")
    return about
