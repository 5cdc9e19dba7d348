"""The journey's file: from bytes to a journey and back."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.journey.model import SCHEMA_VERSION, Item, Journey
from cjm_widgets.journey.paths import shapes
from cjm_widgets.store import errors
from cjm_widgets.store.migrate import migrated, version_of
from cjm_widgets.store.wrong import place_in, wrong

if TYPE_CHECKING:
    from cjm_widgets.store.medium import Where

LARGEST = 32 * 1024 * 1024
UNKNOWN = "extra_forbidden"
EDIT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_REVISION: Final = re.compile(rb'\n  "revision": "([A-Za-z0-9_-]{1,64})"')


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a journey's file says.

    Args:
        journey: the journey, in today's shape, with the file's name as its id.
        revision: the last edit that it contains, or nothing.
        version: the schema version that the file was written in.
        named: the id that the file itself says.
        then: the journey in the shape of the version that it was written in; None where that is today's.
    """

    journey: Journey
    revision: str
    version: int
    named: str
    then: dict[str, Any] | None = None


_LISTS: Final = tuple(name for name, shape in shapes(Journey).items() if shape.kind == "items")
_EMPTY_LIST: Final = re.compile(rf'\n  "({"|".join(_LISTS)})": \[\]')
_MOST_TEXTS: Final = 2000
_texts: dict[int, tuple[Item, str]] = {}
"""The texts of items by their identity: of a journey that was changed nearly all are the same objects as before. Each
item is kept with its text, so that no other ever gets its identity."""


def written(journey: Journey) -> bytes:
    """The bytes of a journey's file: readable, keys in the model's order, the same for the same journey."""
    text = journey.model_copy(update=dict.fromkeys(_LISTS, ())).model_dump_json(indent=2)
    return _EMPTY_LIST.sub(lambda found: _list(found, journey), text).encode() + b"\n"


def _list(found: re.Match[str], journey: Journey) -> str:
    inside = ",\n    ".join(map(_text, getattr(journey, found[1])))
    return f'\n  "{found[1]}": [\n    {inside}\n  ]' if inside else found[0]


def _text(item: Item) -> str:
    found = _texts.get(id(item))
    if found is None:
        if len(_texts) >= _MOST_TEXTS:
            _texts.clear()
        found = _texts[id(item)] = item, item.model_dump_json(indent=2).replace("\n", "\n    ")
    return found[1]


def revision_of(data: bytes) -> str:
    """The revision that a journey's file names, without reading the rest of it; "" if none is found."""
    found = _REVISION.search(data)
    return found[1].decode() if found else ""


def parsed(data: bytes, path: Where, journey_id: str) -> Snapshot:
    """The journey in a file; one that was copied under another name is a journey of that name.

    Args:
        data: the file's bytes.
        path: the file, for the words of an error.
        journey_id: the journey's id.

    Raises:
        StoreError: if it is damaged, too large, or was written by a newer version.
    """
    raw = _values(data, path, journey_id)
    version = version_of(raw)
    if version is None:
        raise errors.broken(
            journey_id, path, "does not say in which format it is (“schema_version” is no whole number)"
        )
    if version > SCHEMA_VERSION:
        raise errors.newer(path, beyond(version))
    then = deepcopy(raw) if version < SCHEMA_VERSION else None
    try:
        journey = checked(raw, journey_id)
    except ValidationError as error:
        if unknown := unknown_field(error):
            raise errors.unknown(path, f"{_place_of_unknown(error, raw)}{unknown}") from error
        raise errors.ill_written(journey_id, path, wrong(error, raw)) from error
    except (TypeError, AttributeError, ValueError, LookupError) as error:
        raise errors.broken(journey_id, path, "does not hold a journey") from error
    return Snapshot(journey, journey.revision, version, str(raw.get("id", journey_id)), then)


def _values(data: bytes, path: Where, journey_id: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise errors.broken(journey_id, path, f"is larger than {LARGEST // 1024 // 1024} MB, too large for a journey")
    try:
        raw = json.loads(data)
    except UnicodeDecodeError as error:
        raise errors.broken(journey_id, path, "is not a text file, or was saved in an unknown alphabet") from error
    except json.JSONDecodeError as error:
        what = f"is incomplete or damaged near line {error.lineno}" if data.strip() else "is empty"
        raise errors.broken(journey_id, path, what) from error
    except (ValueError, RecursionError) as error:
        raise errors.broken(journey_id, path, "is damaged") from error
    if not isinstance(raw, dict):
        raise errors.broken(journey_id, path, "does not hold a journey")
    return raw


def beyond(version: int) -> str:
    """What tells that a version is a newer one."""
    return f"format {version}; this one reads up to {SCHEMA_VERSION}"


def unknown_field(error: ValidationError) -> str:
    """What tells that a newer version wrote a value: a field that this one does not know; "" if it knows all."""
    way = _way_to_unknown(error)
    return f"it holds “{str(way[-1])[:80]}”, which this one does not know" if way else ""


def _place_of_unknown(error: ValidationError, raw: dict[str, Any]) -> str:
    place = place_in(raw, _way_to_unknown(error)[:-1])
    return f"{place}: " if place else ""


def _way_to_unknown(error: ValidationError) -> tuple[str | int, ...]:
    found = (one["loc"] for one in error.errors(include_url=False, include_input=False) if one["type"] == UNKNOWN)
    return next(found, ())


def checked(raw: dict[str, Any], journey_id: str, revision: str | None = None) -> Journey:
    """A journey from plain JSON values of any known version.

    Raises:
        ValueError, TypeError, AttributeError, LookupError: if they are no journey.
    """
    stands = raw.get("revision", "") if revision is None else revision
    known = isinstance(stands, str) and EDIT_ID.fullmatch(stands) is not None
    return Journey.model_validate({**migrated(raw), "id": journey_id, "revision": stands if known else ""})
