"""What all parts of a journey have in common."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, WithJsonSchema, field_validator

from cjm_widgets.journey.dates import kept

_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

ITEM_ID = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
ItemId = Annotated[str, StringConstraints(pattern=ITEM_ID)]
_DATE = r"^(\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?)?$"
DateText = Annotated[str, AfterValidator(kept), WithJsonSchema({"type": "string", "pattern": _DATE})]
"""A date as `journey.dates` keeps it, or “”."""


class Value(BaseModel):
    """Base of every part of a journey: frozen, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _only_what_can_be_shown(cls, value: object) -> object:
        """Signs that no page, file or terminal can show are left out; text pasted from elsewhere may hold them."""
        return _NOT_SHOWN.sub("", value) if isinstance(value, str) and not value.isprintable() else value


class Item(Value):
    """A value that stands in a list and is named by its id in edits."""

    id: ItemId
