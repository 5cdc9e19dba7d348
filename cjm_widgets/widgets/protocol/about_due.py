"""What a browser asks to be done with what is due over all maps."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cjm_widgets.widgets.protocol.about_maps import WithMap
from cjm_widgets.widgets.protocol.sent import Action


class SettleDue(WithMap):
    """Say of something that is due that it is done or still true, or move its date or its owner."""

    example: ClassVar = {"journey": "trip", "at": "solutions/a", "how": "move", "due": "May 2027", "by": "Fay"}

    action: Literal["settle-due"] = "settle-due"
    at: Annotated[str, Field(max_length=200)]
    how: Literal["done", "still-true", "move"]
    due: Annotated[str, Field(max_length=80)] = ""
    owner: str = ""


class UndoDue(Action):
    """Put back what this page settled last."""

    ends = ("start",)
    sender = "facilitator"

    action: Literal["undo-due"] = "undo-due"


class AskCalendar(Action):
    """Make a calendar of what is due: of one owner, of one map, or of all."""

    ends = ("start",)
    sender = "facilitator"
    example: ClassVar = {"owner": "Ana", "map": "trip"}

    action: Literal["calendar"] = "calendar"
    owner: Annotated[str, Field(max_length=400)] = ""
    map: Annotated[str, Field(max_length=64)] = ""
