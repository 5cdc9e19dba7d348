"""Journeys of earlier versions, brought up to date when they are read.

Each function turns one version's shape, as plain JSON values, into the next version's; it may change its argument.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.dates import read, shown
from cjm_widgets.journey.model import SCHEMA_VERSION
from cjm_widgets.journey.scales import ROOM
from cjm_widgets.store.chosen_sources import sources_that_are_chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Raw = dict[str, Any]


def ratings_by_rater(raw: Raw) -> Raw:
    """Version 0 to 1: a step's satisfaction was one number from −2 to +2; now each rater has a rating.

    Touchpoints were called `touch_points`.
    """
    for step in raw.get("steps", ()):
        if "touch_points" in step:
            step["touchpoints"] = step.pop("touch_points")
        felt = step.pop("satisfaction", None)
        if felt is not None:
            step.setdefault("ratings", []).append({"id": ROOM, "scale": "felt", "value": felt})
    return raw


def where_and_by_what(raw: Raw) -> Raw:
    """A touchpoint's place said either where it is or by what; now they are two answers."""
    for step in raw.get("steps", ()):
        for touchpoint in step.get("touchpoints", ()):
            place, kind = touchpoint.pop("place", None), touchpoint.get("kind")
            touchpoint["where"] = {"on-site": "ours", "off-site": "elsewhere"}.get(place)
            by = {"phone": "telephone", "in-person": "in-person", "online": "online"}.get(place)
            touchpoint["by"] = [*([by] if by else []), *(["marketing"] if kind == "marketing" else [])]
    return raw


def dates_that_are_dates(raw: Raw) -> Raw:
    """A date was a text; now it is a date, and what it was called stands beside it.

    Words that name no year, such as “Next March”, are no date, since nobody knows when they were written.
    """
    for item, name in _dated(raw):
        words = str(item.get(name) or "").strip()
        found = read(words) or ""
        item[name] = found
        if words and words not in (found, shown(found)):
            item[f"{name}_note"] = words
    return raw


def _dated(raw: Raw) -> Iterator[tuple[Raw, str]]:
    """Everything with a date in version 1, with the name of its field."""
    indicators = raw.get("indicators", ())
    yield from ((one, "due") for one in (*indicators, *raw.get("solutions", ())))
    yield from ((one, "date") for one in raw.get("editions", ()))
    yield from ((result, "date") for one in indicators for result in one.get("results", ()))
    yield from ((rating, "date") for step in raw.get("steps", ()) for rating in step.get("ratings", ()))


def to_version_2(raw: Raw) -> Raw:
    """Version 1 to 2: dates are dates, and a touchpoint's place is two answers."""
    return where_and_by_what(dates_that_are_dates(raw))


def teams_from_texts(raw: Raw) -> Raw:
    """Who is responsible was a text; now it is chosen from the teams, so that each text becomes a team.

    The same text gives the same team in every file and at every moment of a history.
    """
    teams = {team["id"]: team for team in raw.setdefault("teams", [])}
    touchpoints = (point for step in raw.get("steps", ()) for point in step.get("touchpoints", ()))
    for item, field in (
        *((solution, "team") for solution in raw.get("solutions", ())),
        *((point, "responsible") for point in touchpoints),
    ):
        name = " ".join(str(item.get(field) or "").split())
        team = f"team-{hashlib.sha256(name.casefold().encode()).hexdigest()[:12]}" if name else None
        item[field] = team
        if team:
            teams.setdefault(team, {"id": team, "name": name})
    raw["teams"] = list(teams.values())
    return raw


def influence_of_rings(raw: Raw) -> Raw:
    """A stakeholder's circle was a number that also stood for closeness; now it is how much influence they have."""
    for one in raw.get("stakeholders", ()):
        one["influence"] = {1: "strong", 2: "medium", 3: "slight"}.get(one.pop("ring", None))
    return raw


def to_version_3(raw: Raw) -> Raw:
    """Version 2 to 3: figures point to sources, who is responsible is a team from a list, and circles are influence."""
    return sources_that_are_chosen(influence_of_rings(teams_from_texts(raw)))


def to_version_4(raw: Raw) -> Raw:
    """Version 3 to 4: a touchpoint's time may say its source; nobody has said one yet."""
    return raw


def to_version_5(raw: Raw) -> Raw:
    """Version 4 to 5: scales of any points, intervals that a file of answers gave, and figures that are no step's."""
    return raw


def to_version_6(raw: Raw) -> Raw:
    """Version 5 to 6: what follows from a file's answers, kept with its source; as whom people in the room speak."""
    return raw


def to_version_7(raw: Raw) -> Raw:
    """Version 6 to 7: a map can be put away, and knows of which other it was a copy."""
    return raw


def to_version_8(raw: Raw) -> Raw:
    """Version 7 to 8: dots that were given on paper are counted, and from how many people."""
    return raw


MIGRATIONS: Mapping[int, Callable[[Raw], Raw]] = {
    0: ratings_by_rater,
    1: to_version_2,
    2: to_version_3,
    3: to_version_4,
    4: to_version_5,
    5: to_version_6,
    6: to_version_7,
    7: to_version_8,
}
"""From which version each function starts."""


def version_of(raw: Raw) -> int | None:
    """The version that a journey was written in; None if it does not say so sensibly.

    A journey that says nothing is taken for one of today, such as one written by hand.
    """
    version = raw.get("schema_version", SCHEMA_VERSION)
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def migrated(raw: Raw) -> Raw:
    """The journey in today's shape; one of today, or of tomorrow, comes back as it is.

    Raises:
        TypeError, AttributeError, ValueError: if it has not even its own version's shape.
    """
    version = version_of(raw)
    while version is not None and version in MIGRATIONS:
        raw = MIGRATIONS[version](raw)
        version += 1
        raw["schema_version"] = version
    return raw
