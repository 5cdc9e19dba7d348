"""Rating apart, then together: which round is on, what each person may see of it, and what they may change.

A round is about the ratings of the steps, the moments of truth or the solutions. While it is "apart", everybody rates
by themselves and sees only their own; once the facilitator reveals it, it is "together" and all see how the room
rated, not who rated how; "off" is a group that rates straight away. What people say for themselves is kept beside
everything else under the id that their browser was given:

    steps/security/ratings/p-k3x9w2ab/value    their own rating of a step
    moments/queue/dots/p-k3x9w2ab/n            how many of their dots they put on a moment of truth
    voices/p-k3x9w2ab/speaks_as                as whom they speak, said beside their own ratings
    steps/security/ratings/p-paper-m2/n        how many said so on paper (`journey.on_paper`)
    rounds/satisfaction/state                  which round is on
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from cjm_widgets.journey.agreement import Spread, talk_first, together
from cjm_widgets.journey.dots import DOTS, Tally, left, placed, tally, voters, voters_on_paper
from cjm_widgets.journey.edits import Edit, set_value, value_at
from cjm_widgets.journey.model import Item, Journey, Moment, Solution
from cjm_widgets.journey.on_paper import ANSWERS, DOTS_ON_PAPER, is_on_paper, raters_on_paper
from cjm_widgets.journey.parts.rounds import MOST_ON_PAPER, SpeaksAs
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.scales import FELT_WORDS, OWN, is_own

if TYPE_CHECKING:
    from cjm_widgets.journey.parts.rounds import RoundName, RoundState
    from cjm_widgets.journey.paths import Path, Stop

__all__ = [
    "DOTS",
    "OWN",
    "ROUNDS",
    "Spread",
    "Tally",
    "completed",
    "counted",
    "finished",
    "hide_again",
    "is_own",
    "is_private",
    "left",
    "placed",
    "raters",
    "refusal",
    "reveal",
    "seen_by",
    "seen_value",
    "state_of",
    "switch",
    "talk_first",
    "tally",
    "together",
    "unrevealed",
    "voters",
]

ROUNDS: Final[tuple[RoundName, ...]] = ("satisfaction", "moments", "solutions")
"""The rounds in the order of the method."""

_PLACES: Final = (*(value for value, _ in FELT_WORDS), "unknown", None)
_OWN_LISTS: Final = {"steps": "ratings", "moments": "dots", "solutions": "dots"}
_WHOLLY_OWN: Final = ("dots", "voices")
"""The lists that hold nothing but what people said for themselves."""

_NOT_YOURS: Final = "What somebody rated for themselves can be changed by them alone."
_NOT_NOW: Final = "This was not saved: the room has seen the ratings. They open again when everybody rates apart again."
_NOT_APART: Final = "This was not saved: at the moment the group rates together, nobody for themselves."
_NO_LEAD: Final = "Only a facilitator can hide and reveal what people rated."
_GONE: Final = "This was not saved: it is no longer on the map."
_NO_SUCH: Final = "This rating could not be understood and was not saved."
_NO_COUNT: Final = f"This was not saved: people and dots on paper are counted from 0 to {MOST_ON_PAPER}."
_NO_VOICE: Final = "As whom you speak could not be understood and was not saved."
_NOT_AT_ONCE: Final = "A whole list cannot be replaced at once."

T = TypeVar("T", bound=Item)


def state_of(journey: Journey, about: RoundName, in_room: bool) -> RoundState:  # noqa: FBT001 - a fact about the place
    """Which state a round is in.

    Args:
        journey: the journey.
        about: which round.
        in_room: whether the workbook is served to a room; then people rate apart until somebody decides otherwise.
    """
    found = next((one.state for one in journey.rounds if one.id == about), None)
    return found or ("apart" if in_room else "off")


def switch(journey: Journey, about: RoundName, state: RoundState, by: str = "") -> Edit:
    """The edit that puts a round into a state.

    Args:
        journey: the journey as it stands.
        about: which round.
        state: "apart", "together" or "off".
        by: who does it, as others see them.
    """
    return set_value(journey, f"rounds/{about}/state", state, by=by)


def reveal(journey: Journey, about: RoundName, by: str = "") -> Edit:
    """The edit by which all see how the room rated."""
    return switch(journey, about, "together", by)


def unrevealed(journey: Journey, about: RoundName, in_room: bool) -> str:  # noqa: FBT001 - a fact about the place
    """Why a round cannot be revealed, as a sentence; "" if it can.

    Where nobody has rated there is nothing to show, and the room would be locked out.

    Args:
        journey: the journey as it stands, with everything.
        about: which round.
        in_room: whether the workbook is served to a room.
    """
    if state_of(journey, about, in_room) == "apart" and not counted(journey, about):
        return "Nobody has rated or voted yet, so there is nothing to show."
    return ""


def hide_again(journey: Journey, about: RoundName, by: str = "") -> Edit:
    """The edit by which everybody rates apart (again); what they said before stays theirs to change."""
    return switch(journey, about, "apart", by)


def raters(journey: Journey, about: RoundName) -> tuple[str, ...]:
    """The ids of those who have rated or voted on a device, whatever they said; they do not know counts."""
    if about != "satisfaction":
        return voters(journey, about)
    given = (rating for step in journey.steps for rating in step.ratings if is_own(rating.id))
    return tuple(sorted({rating.id for rating in given if rating.value is not None}))


def counted(journey: Journey, about: RoundName) -> int:
    """How many people have rated or voted; it says nothing of what they said and may be seen at any time."""
    on_paper = raters_on_paper(journey)[0] if about == "satisfaction" else voters_on_paper(journey, about)
    return len(raters(journey, about)) + on_paper


def finished(journey: Journey, about: RoundName) -> int:
    """How many people have answered for every step, or placed all their dots; it too may be seen at any time."""
    if about != "satisfaction":
        return sum(left(journey, about, person) == 0 for person in voters(journey, about))
    answered = [
        {rating.id for rating in step.ratings if is_own(rating.id) and rating.value is not None}
        for step in journey.steps
    ]
    return len(set.intersection(*answered)) + raters_on_paper(journey)[1] if answered else 0


def seen_by(journey: Journey, person: str, *, leads: bool = False) -> Journey:
    """The journey as one person's page may hold it: without what others rated, voted or said for themselves.

    Also after the reveal. The room's figures (`together`, `tally`) are worked out here, and single answers with their
    persons' ids never leave for a browser.

    Args:
        journey: the whole journey.
        person: the person's id; "" for one who has no ratings of their own.
        leads: whether they facilitate, and so type and correct what was counted on paper.
    """

    def theirs(whose: str) -> bool:
        return whose == person or (leads and is_on_paper(whose))

    def seen(item: T, own: str) -> T:
        answers = getattr(item, own)
        kept = tuple(one for one in answers if theirs(one.id) or (own == "ratings" and not is_own(one.id)))
        return item.model_copy(update={own: kept}) if len(kept) < len(answers) else item

    shown = {
        "steps": tuple(seen(step, "ratings") for step in journey.steps),
        "moments": tuple(seen(moment, "dots") if moment.dots else moment for moment in journey.moments),
        "solutions": tuple(seen(one, "dots") if one.dots else one for one in journey.solutions),
        "voices": tuple(voice for voice in journey.voices if voice.id == person),
    }
    return journey.model_copy(update=shown)


def is_private(path: str) -> bool:
    """Whether a path leads to what one person rated, voted or said for themselves, or into it."""
    return bool(_owner(parse(path)))


def _owner(place: Path) -> str:
    """Whose own rating, dots or voice a path leads to, or into; "" where they are nobody's or everybody's."""
    at = _list_of(place)
    return at.item if at is not None and (at.name in _WHOLLY_OWN or is_own(at.item)) else ""


def _list_of(place: Path) -> Stop | None:
    """The stop of a path at a list of ratings, dots or voices; None if it leads to none."""
    if place.part == "voices" and place.stops:
        return place.stops[0]
    at = place.stops[1] if len(place.stops) > 1 else None
    return at if at is not None and _OWN_LISTS.get(place.part) == at.name else None


def seen_value(value: Any, person: str = "") -> Any:
    """A plain JSON value of any part of a journey, without what others rated or voted for themselves.

    Args:
        value: such as a whole step, as an edit carries it.
        person: whose own answers stay in.
    """
    if isinstance(value, list):
        return [seen_value(one, person) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [seen_value(one, person) for one in inner if not _hidden(name, one, person)]
        if isinstance(inner, list)
        else seen_value(inner, person)
        for name, inner in value.items()
    }


def _hidden(name: str, item: Any, person: str) -> bool:
    if not isinstance(item, dict) or name not in ("ratings", *_WHOLLY_OWN):
        return False
    whose = str(item.get("id", ""))
    return whose != person and (name in _WHOLLY_OWN or is_own(whose))


def completed(journey: Journey, edit: Edit, removed: dict[str, Any] | None = None) -> Edit:
    """An edit from a browser, with what the browser could not see put where it belongs.

    A browser that removes a step, or puts one back, sends the step as it knows it: without what others rated. Its
    edit must neither lose that nor look as if somebody had meddled; nor can it slip such ratings in.

    Args:
        journey: the journey as it stands, with everything.
        edit: as it came.
        removed: the item as it was when it was removed, for an edit that puts it back.
    """
    name = _OWN_LISTS.get(edit.place.part)
    if name is None or edit.place.kind != "item" or len(edit.place.items) > 1:
        return edit
    stands = value_at(journey, edit.path) or removed
    own = [one for one in stands.get(name, []) if name == "dots" or is_own(one["id"])] if stands else []

    def whole(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        public = seen_value(value)
        inner = public.get(name, [])
        return {**public, name: [*inner, *own] if isinstance(inner, list) else inner}

    return edit.model_copy(update={"old": whole(edit.old), "new": whole(edit.new)})


def refusal(journey: Journey, edit: Edit, *, person: str, leads: bool, in_room: bool) -> str:
    """Why a person may not make an edit, as a sentence; "" where they may.

    Args:
        journey: the journey as it stands, with everything.
        edit: what they want to do.
        person: their id.
        leads: whether they facilitate.
        in_room: whether the workbook is served to a room.
    """
    place = edit.place
    if place.part == "rounds":
        return _refused_round(journey, edit, in_room=in_room) if leads else _NO_LEAD
    if place.kind == "items" and place.part == place.text and place.part in _OWN_LISTS:
        return _NOT_AT_ONCE
    at = _list_of(place)
    if at is None:
        return ""
    if not at.item or (place.kind == "move" and len(place.stops) == 2):
        return _NOT_AT_ONCE
    whose = _owner(place)
    if is_on_paper(whose):
        return _refused_on_paper(journey, edit, leads=leads, in_room=in_room)
    return _refused_own(journey, edit, person, in_room=in_room) if whose else ""


def _refused_round(journey: Journey, edit: Edit, *, in_room: bool) -> str:
    if edit.place.segments in [("rounds", name, "on_paper") for name in DOTS]:
        return "" if _is_count(edit.new) else _NO_COUNT
    about = next((name for name in ROUNDS if edit.place.segments == ("rounds", name, "state")), None)
    if about is None:
        return _NO_LEAD
    return unrevealed(journey, about, in_room) if edit.new == "together" else ""


def _refused_on_paper(journey: Journey, edit: Edit, *, leads: bool, in_room: bool) -> str:
    if not leads:
        return _NOT_YOURS
    part, item, _, whose, *leaf = edit.place.segments
    about: RoundName = "satisfaction" if part == "steps" else next(name for name in ROUNDS if name == part)
    if state_of(journey, about, in_room) == "off":
        return _NOT_APART
    items = {"satisfaction": journey.steps, "moments": journey.moments, "solutions": journey.solutions}[about]
    if all(one.id != item for one in items):
        return _GONE
    known = whose in ANSWERS if about == "satisfaction" else whose == DOTS_ON_PAPER
    return "" if known and leaf == ["n"] and _is_count(edit.new) else _NO_COUNT


def _is_count(new: Any) -> bool:
    return type(new) is int and 0 <= new <= MOST_ON_PAPER


def _refused_own(journey: Journey, edit: Edit, person: str, *, in_room: bool) -> str:
    place = edit.place
    rates = place.part in ("steps", "voices")
    about: RoundName = "satisfaction" if rates else next(name for name in ROUNDS if name == place.part)
    if _owner(place) != person or not is_own(person):
        return _NOT_YOURS
    state = state_of(journey, about, in_room)
    if state != "apart":
        return _NOT_NOW if state == "together" else _NOT_APART
    if place.part == "voices":
        return "" if place.kind == "leaf" and edit.new in (*get_args(SpeaksAs), None) else _NO_VOICE
    items = {"satisfaction": journey.steps, "moments": journey.moments, "solutions": journey.solutions}[about]
    item = next((one for one in items if one.id == place.stops[0].item), None)
    if item is None:
        return _GONE
    if about == "satisfaction":
        fits = place.segments[4:] == ("value",) and not isinstance(edit.new, bool) and edit.new in _PLACES
        return "" if fits else _NO_SUCH
    return _refused_dots(journey, edit, about, item, person) if isinstance(item, Moment | Solution) else _NO_SUCH


def _refused_dots(journey: Journey, edit: Edit, about: RoundName, item: Moment | Solution, person: str) -> str:
    if about == "satisfaction" or edit.place.segments[4:] != ("n",) or type(edit.new) is not int or edit.new < 0:
        return _NO_SUCH
    others = sum(n for where, n in placed(journey, about, person).items() if where != item.id)
    if others + edit.new > DOTS[about]:
        return f"You have {DOTS[about]} dots. Take one from another place first."
    return ""
