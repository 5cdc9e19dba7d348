"""What a browser asks to be done with one map as a whole."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cjm_widgets.widgets.protocol.sent import Action


class WithMap(Action):
    """Something is done with one map as a whole."""

    ends = ("start",)
    sender = "facilitator"
    example: ClassVar = {"journey": "trip", "by": "Fay"}

    journey: Annotated[str, Field(max_length=64)]


class CopyMap(WithMap):
    """Make a map that begins as another stands."""

    action: Literal["copy"] = "copy"


class DescribeMap(WithMap):
    """Say what a map is called, who looks after it and when it is looked at again."""

    example: ClassVar = {"journey": "trip", "title": "A trip", "owner": "Ana", "review": "May 2027", "by": "Fay"}

    action: Literal["describe"] = "describe"
    title: str
    owner: str
    review: Annotated[str, Field(max_length=80)]


class ArchiveMap(WithMap):
    """Put a map away, or take it out again."""

    example: ClassVar = {"journey": "trip", "archived": True, "by": "Fay"}

    action: Literal["archive"] = "archive"
    archived: bool


class DeleteMap(WithMap):
    """Delete a map; for a while it can be brought back."""

    action: Literal["delete"] = "delete"


class BringBackMap(WithMap):
    """Bring back a map that was deleted."""

    action: Literal["bring-back"] = "bring-back"
