"""The journey's own file: nothing is lost, and it comes back as it went."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.formats.base import Format, FormatError, Incoming, LeftOut, Written
from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.edits import sentence
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store.migrate import migrated

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Outgoing

_OWN: Final = "What single people rated or voted for themselves stays with the room that they did it in."


def write(out: Outgoing) -> Written:
    """The journey as JSON, as the workbook keeps it."""
    return Written((json.dumps(out.journey.to_json(), ensure_ascii=False, indent=2) + "\n").encode())


def read(data: bytes, name: str) -> Incoming:
    """The journey in a file of the workbook, of this version or an earlier one.

    Raises:
        FormatError: if it is none.
    """
    return journey_of(values_in(data, f"“{name}” is not a journey’s file: it is not JSON."), name)


def values_in(data: bytes, says: str) -> Any:
    """The values in a file of JSON.

    Args:
        data: the file.
        says: what is said where it is none.

    Raises:
        FormatError: if it is none.
    """
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(says) from error


def journey_of(raw: object, name: str) -> Incoming:
    """The journey that JSON values are.

    Args:
        raw: the values.
        name: of the file, for messages.

    Raises:
        FormatError: if they are none.
    """
    if not isinstance(raw, dict) or "steps" not in raw or "id" not in raw:
        raise FormatError(f"“{name}” is JSON, but no journey of this workbook: it has no steps.")
    version = raw.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise FormatError(
            f"“{name}” was made by a newer version of this workbook. Update the workbook, then bring it in."
        )
    try:
        journey = Journey.model_validate(migrated(raw))
    except ValidationError as error:
        raise FormatError(f"“{name}” cannot be read. {sentence(error)}") from error
    public = seen_by(journey, "")
    own = () if public == journey else (LeftOut(0, _OWN),)
    return Incoming(public.model_copy(update={"rounds": (), "revision": ""}), own, has_ids=True)


FORMAT: Final = Format("json", "The workbook’s own file", ".json", "application/json", write, read)
