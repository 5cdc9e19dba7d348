"""Journeys of earlier versions, brought up to date when they are read.

Each function turns one version's shape, as plain JSON values, into the next version's; it may change its argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.model import SCHEMA_VERSION
from cjm_widgets.journey.scales import ROOM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    """Version 1 to 2: a touchpoint's place said either where it is or by what; now they are two answers."""
    for step in raw.get("steps", ()):
        for touchpoint in step.get("touchpoints", ()):
            place, kind = touchpoint.pop("place", None), touchpoint.get("kind")
            touchpoint["where"] = {"on-site": "ours", "off-site": "elsewhere"}.get(place)
            by = {"phone": "telephone", "in-person": "in-person", "online": "online"}.get(place)
            touchpoint["by"] = [*([by] if by else []), *(["marketing"] if kind == "marketing" else [])]
    return raw


MIGRATIONS: Mapping[int, Callable[[Raw], Raw]] = {0: ratings_by_rater, 1: where_and_by_what}
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
