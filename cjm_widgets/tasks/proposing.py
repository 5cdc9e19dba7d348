"""A map that came in beside one that is there: what it has otherwise is taken or left, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.as_left import removes
from cjm_widgets.journey.edits import diff, value_at
from cjm_widgets.journey.facts import said
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Rating
from cjm_widgets.journey.paths import parse
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.wording import isolated, shortened
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that another map has otherwise.

    Args:
        edit: what taking it does.
        where: the place in words.
        here: what stands here, in words; "" for nothing.
        there: what stands there.
    """

    edit: Edit
    where: str
    here: str
    there: str

    @property
    def removes(self) -> bool:
        """Whether taking it takes something off the map."""
        return removes(self.edit)

    @property
    def say(self) -> str:
        """The proposal in a line."""
        if self.removes:
            return f"{self.where}: here “{isolated(self.here)}”, taken out there"
        here = f"here “{isolated(self.here)}”, there " if self.here else ""
        return f"{self.where}: {here}“{isolated(self.there)}”"


def proposed(
    here: Journey, there: Journey, *, by_id: bool, whose: str = "", left: Mapping[str, str] | None = None
) -> tuple[Proposal, ...]:
    """What a map that came in has otherwise than one that is there.

    Args:
        here: the one that is there.
        there: the one that came in.
        by_id: whether its items have the ids of the map that it came from.
        whose: what the group is called that made it; "" if it is this group's own.
        left: the marks that its file has of the map as it left.
    """
    edits = proposals(here, there, by_id=by_id, whose=whose, left=left)
    names = dict(_labels(there)) | dict(_labels(here))
    for one in edits:
        if isinstance(one.new, dict):
            names.setdefault(str(one.new.get("id", "")), _label(one.new))
    raters = {one.rater: one.title for journey in (there, here) for one in curves(journey)}
    return tuple(
        Proposal(
            one, _where(here, there, one, raters), *(_told(here, one, value, names) for value in (one.old, one.new))
        )
        for one in edits
    )


@dataclass(frozen=True, slots=True)
class Took:
    """What was taken into a map.

    Args:
        journey: the map's id.
        edits: the ids of what fitted.
        along: the ids of what the history had to hold besides.
        now: the map's revision right after it.
    """

    journey: str
    edits: tuple[str, ...]
    now: str
    along: tuple[str, ...] = ()


def take(store: JourneyStore, journey_id: str, chosen: Sequence[Proposal], by: str = "") -> Took:
    """Takes what was chosen, as far as it fits.

    Raises:
        StoreError: if it cannot be saved.
    """
    saved = store.save(journey_id, [one.edit.model_copy(update={"by": by}) for one in chosen])
    ids, along = (tuple(one.id for one in edits) for edits in (saved.applied, saved.along))
    return Took(journey_id, ids, saved.journey.revision, along)


def take_back(store: JourneyStore, took: Took, by: str = "") -> int:
    """Puts a map back to how it stood before something was taken, where nobody has changed it since.

    Args:
        store: the folder.
        took: what was taken.
        by: who takes it back.

    Returns:
        How many places stay, since somebody has changed them.

    Raises:
        StoreError: if it cannot be saved, or its history does not reach back.
    """
    if not took.edits:
        return 0
    ids = [one.id for one in store.history(took.journey)]
    mine = {*took.edits, *took.along}
    first = next((at for at, one in enumerate(ids) if one in mine), 0)
    if not first:
        raise StoreError("The history of this map does not reach back to what was taken.")
    before, after = store.at(took.journey, ids[first - 1]), store.at(took.journey, took.now)
    now = store.open(took.journey)
    back = diff(after, before, by=by)
    free = [one for one in back if value_at(now, one.path) == value_at(after, one.path)]
    return len(back) - len(store.save(took.journey, free).applied)


def _where(here: Journey, other: Journey, edit: Edit, raters: Mapping[str, str]) -> str:
    """Where a proposal stands, in words: “Step “Check in”, Feelings”."""
    place = parse(edit.path)
    names = []
    for stop in place.stops:
        if stop.item:
            item = value_at(here, stop.path) or value_at(other, stop.path) or {}
            label = _label(item) or (_label(edit.new) if stop is place.stops[-1] else "")
            label = label or (raters.get(stop.item, "") if stop.name == "ratings" else "")
            names.append(
                f"{stop.extra.get('noun', stop.title)} “{isolated(shortened(label))}”" if label else stop.title
            )
        elif stop.shape.kind == "leaf":
            names.append(stop.title.rstrip("?"))
    found = ", ".join(names) or place.title
    return found[:1].upper() + found[1:] + (" (its place)" if place.kind == "move" else "")


def _label(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return str(next((item[name] for name in ("name", "title", "words", "rater") if item.get(name)), ""))


def _labels(journey: Journey) -> Iterator[tuple[str, str]]:
    """What each item of a map is called, by its id."""
    left: list[Any] = [journey.model_dump(mode="json")]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if isinstance(one.get("id"), str):
                yield one["id"], _label(one)
            left += one.values()
        elif isinstance(one, list):
            left += one


def _told(here: Journey, edit: Edit, value: Any, names: Mapping[str, str]) -> str:
    """A value in words: what it points to by its name, a place by what stands before it."""
    place = parse(edit.path)
    if place.kind == "move":
        return f"behind “{isolated(shortened(names.get(value) or str(value)))}”" if value else "at the beginning"
    if place.kind == "leaf" and place.stops[-1].extra.get("to"):
        ids = value if isinstance(value, list) else [value]
        return ", ".join(names.get(str(one)) or str(one) for one in ids if one)
    if not isinstance(value, dict):
        return "No" if value is False else shortened(in_words(here, edit.path, value))
    if isinstance(value.get("value"), float) and place.stops[-1].name == "ratings":
        return said(Rating.model_validate(value))
    return shortened(
        _label(value) or ", ".join(str(one) for one in value.values() if isinstance(one, str | float) and one)
    )
