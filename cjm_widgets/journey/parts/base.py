"""What all parts of a journey have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ITEM_ID = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
ItemId = Annotated[str, StringConstraints(pattern=ITEM_ID)]


class Value(BaseModel):
    """Base of every part of a journey: frozen, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Item(Value):
    """A value that stands in a list and is named by its id in edits."""

    id: ItemId
