"""Editions: the map as it stood on a day, and what changed between two of them, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.edits import diff, referred, value_at
from cjm_widgets.journey.figures import figure
from cjm_widgets.journey.model import Edition, Journey, Rating, TimeSpan
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, WANTED, scale_of
from cjm_widgets.journey.wording import number, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.paths import Path

_NOT_COMPARED: Final = ("editions", "language", "rounds")
_DRAWN_ONLY: Final = "angle"


def edition_of(  # noqa: PLR0913 - each is a field of the edition
    journey: Journey, *, name: str, note: str = "", by: str = "", date: str = "", edition_id: str = "edition"
) -> Edition:
    """The edition to add to a journey so that it is kept as it stands now.

    Args:
        journey: the map as it stands.
        name: what the edition is called.
        note: what is new, and what it rests on.
        by: who keeps it.
        date: the day, as year, month and day.
        edition_id: the id of the new edition.

    Source: Factsheet, introduction (“a living document”).
    """
    return Edition(id=edition_id, name=name, date=date, note=note, by=by, revision=journey.revision)


def changes(old: Journey, new: Journey, told: Callable[[Path], bool] = lambda _: False) -> tuple[str, ...]:
    """What changed from one edition to a later one, a sentence each, in the order of the map's parts.

    Changed texts are counted and not quoted. The editions themselves are not compared, nor what people rated for
    themselves.

    Args:
        old: the earlier state.
        new: the later state of the same journey.
        told: whether what changed at a place is told elsewhere, and so not here.

    Source: Factsheet, introduction (“update as you collect more information”).
    """
    by_part: dict[str, list[_Change]] = {}
    old, new = seen_by(old, ""), seen_by(new, "")
    for edit in diff(old, new):
        if edit.place.part not in _NOT_COMPARED and not told(edit.place):
            change = _change(old, new, edit)
            by_part.setdefault(edit.place.part, []).append(change)
    return tuple(line for found in by_part.values() for line in _lines(found))


@dataclass(frozen=True, slots=True)
class _Change:
    """One edit in words: a finished sentence, or the text that changed and the item it stands in."""

    say: str
    owner: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an edit stands, in words.

    Args:
        noun: what one item of the innermost list is called.
        items: what the items on the way are called, from the outside in.
        groups: the titles of the groups inside the innermost item.
    """

    noun: str
    items: tuple[str, ...]
    groups: tuple[str, ...]


def _lines(found: list[_Change]) -> Iterator[str]:
    texts: dict[str, list[str]] = {}
    for change in found:
        if change.text:
            texts.setdefault(change.owner, []).append(change.text)
    said: set[str] = set()
    for change in found:
        line = change.say
        if change.text:
            names = texts[change.owner]
            where = f" at {change.owner}" if change.owner else ""
            line = (
                f"{number(len(names)).capitalize()} texts changed{where}"
                if len(names) > 1
                else f"{f'{change.owner}: ' if change.owner else ''}the text “{names[0]}” changed"
            )
            line = line[:1].upper() + line[1:]
        if line and line not in said:
            said.add(line)
            yield line


def _change(old: Journey, new: Journey, edit: Edit) -> _Change:
    place = edit.place
    spot = _spot(old, new, place)
    of_rating = place.model is Rating
    if place.kind == "move":
        return _Change("" if of_rating else _moved(new, spot, edit))
    if of_rating:
        return _Change(_rating_change(old, new, place))
    if place.kind == "item":
        return _Change(_item_change(spot, edit))
    return _field_change(old, new, spot, edit)


def _field_change(old: Journey, new: Journey, spot: _Spot, edit: Edit) -> _Change:
    owner = ": ".join((*spot.items, *(() if spot.items else spot.groups[-1:])))
    place = edit.place
    if place.model is TimeSpan:
        spans = (_span(value_at(journey, place.above[-1])) for journey in (old, new))
        return _Change(_from_to(": ".join(spot.items), spot.groups[-1], *spans))
    if place.name == _DRAWN_ONLY:
        return _Change(f"{owner} moved on the picture")
    if place.name in ("name", "title") and spot.items:
        names = [shortened(str(value)) or "nothing" for value in (edit.old, edit.new)]
        return _Change(f"{spot.noun.capitalize()} “{names[0]}” is now called “{names[1]}”")
    extra, title = place.stops[-1].extra, place.title
    if extra.get("input") in ("text", "long"):
        return _Change("", owner, title)
    return _Change(_from_to(owner, title, _said(old, edit.old, extra), _said(new, edit.new, extra)))


def _moved(new: Journey, spot: _Spot, edit: Edit) -> str:
    before = _called(new, edit.place.beside(edit.new)) if edit.new else ""
    return f"{spot.items[-1]} now comes {f'after {before}' if before else 'first'}"


def _item_change(spot: _Spot, edit: Edit) -> str:
    at = f" at {': '.join(spot.items[:-1])}" if len(spot.items) > 1 else ""
    if edit.old is None:
        return f"New {spot.noun}{at}: {spot.items[-1]}"
    if edit.new is None:
        return f"{spot.noun.capitalize()} taken away{at}: {spot.items[-1]}"
    return f"{spot.noun.capitalize()} changed{at}: {spot.items[-1]}"


def _spot(old: Journey, new: Journey, place: Path) -> _Spot:
    noun = "item"
    items: list[str] = []
    groups: list[str] = []
    for stop in place.stops:
        if stop.item:
            noun = str(stop.extra.get("noun", noun))
            items.append(_called(new, stop.path) or _called(old, stop.path) or noun)
            groups = []
        elif stop.shape.kind == "group":
            groups.append(stop.title)
    return _Spot(noun, tuple(items), tuple(groups))


def _called(journey: Journey, path: str) -> str:
    item = value_at(journey, path)
    if not isinstance(item, dict):
        return ""
    words = item.get("name") or item.get("title") or item.get("reason") or item.get("date") or ""
    # A moment of truth without words is known by its step.
    return shortened(words) or (_called(journey, f"steps/{item['step']}") if item.get("step") else "")


def _rating_change(old: Journey, new: Journey, place: Path) -> str:
    step, rating = place.items
    rater = place.stops[1].item
    where = _called(new, step) or _called(old, step) or "Step"
    before, after = (value_at(journey, rating) for journey in (old, new))
    who = _rater(new, rater, after or before or {})
    values = [_figure(rating) for rating in (before, after)]
    if values[0] == values[1]:
        return f"{where}: what the rating{who} rests on changed"
    return _from_to(where, f"rating{who}", *values, quoted=False)


def _rater(journey: Journey, rater: str, rating: dict[str, Any]) -> str:
    if rater == ROOM:
        return ""
    if rater == WANTED:
        return " that we want"
    if rater.startswith(AS_PERSONA):
        return f" as {_called(journey, f'personas/{rater.removeprefix(AS_PERSONA)}') or 'a persona'}"
    return f" by {shortened(str(rating.get('rater') or rater))}"


def _figure(rating: dict[str, Any] | None) -> str:
    value = rating["value"] if rating else None
    if rating is None or value is None:
        return ""
    if value == "unknown":
        return "not known"
    scale = scale_of(rating["scale"])
    return scale.say(value).split(" ")[0] if scale.words else scale.say(value)


def _from_to(owner: str, title: str, before: str, after: str, *, quoted: bool = True) -> str:
    what = f"“{title}”" if quoted else title
    if not before:
        how = f"now {after}"
    elif not after:
        how = f"no longer {before}"
    else:
        how = f"from {before} to {after}"
    start = f"{owner}: {what}" if owner else what
    return f"{start} {how}"


def _span(span: Any) -> str:
    return "" if not span or span["amount"] is None else f"{figure(span['amount'])} {span['unit']}"


def _said(journey: Journey, value: Any, extra: dict[str, Any]) -> str:
    if isinstance(value, list):
        return ", ".join(_said(journey, one, extra) for one in value)
    if value is None or value == "" or value is False:
        return ""
    labels = {str(given): words for given, words in extra.get("choices", ())}
    if str(value) in labels:
        return f"“{labels[str(value)]}”"
    if value is True or isinstance(value, int | float):
        return "yes" if value is True else figure(value)
    words = referred(journey, str(extra["to"]), str(value)) if extra.get("to") else str(value)
    return f"“{shortened(words) or 'one that was removed'}”"
