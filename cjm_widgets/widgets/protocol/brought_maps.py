"""What a browser asks to be done with a map that is brought in a file."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from cjm_widgets.widgets.protocol.sent import Action


class WithBrought(Action):
    """Something is done with a map that is brought."""

    ends = ("start",)
    sender = "facilitator"


class BringMap(WithBrought):
    """A map is brought, in a file or as text that was `pasted`: its bytes follow in pieces, as a table's do."""

    example: ClassVar = {"id": "b1", "name": "map.md", "size": 2048}

    action: Literal["bring-map"] = "bring-map"
    id: Annotated[str, Field(max_length=40)]
    name: Annotated[str, Field(max_length=400)] = ""
    size: Annotated[int, Field(ge=0)]
    pasted: bool = False


class MakeBrought(WithBrought):
    """Make a new map of what was brought."""

    example: ClassVar = {"title": "Joining", "by": "Fay"}

    action: Literal["make-brought"] = "make-brought"
    title: str = ""


class ProposeBrought(WithBrought):
    """Tell what is otherwise in what was brought than in a map; `whose`: the group whose ratings stay apart."""

    example: ClassVar = {"journey": "trip", "whose": "Night shift"}

    action: Literal["propose-brought"] = "propose-brought"
    journey: Annotated[str, Field(max_length=64)]
    whose: Annotated[str, Field(max_length=80)] = ""


class TakeProposed(WithBrought):
    """Take some of what is proposed into that map, by their places in the list."""

    example: ClassVar = {"chosen": [0, 2], "by": "Fay"}

    action: Literal["take-proposed"] = "take-proposed"
    chosen: list[int]


class UndoBrought(WithBrought):
    """Take back what was made last of what was brought: a new map is deleted, what a map took is off it again."""

    action: Literal["undo-brought"] = "undo-brought"


ABOUT_BROUGHT: Final = (BringMap, MakeBrought, ProposeBrought, TakeProposed, UndoBrought)
"""All of them."""
