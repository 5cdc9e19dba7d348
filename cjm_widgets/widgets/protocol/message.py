"""What all messages are, whichever way they go."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

End = Literal["page", "start", "feedback", "facilitator", "pictures", "monitor"]
"""Which widget talks: a page of the method, the start page, the page beside step 4 on which feedback is brought, the
facilitator's page, the figures, the monitor alone."""


class Message(BaseModel):
    """Base of all messages. Each has its `kind`, the widgets between which it goes, and an example."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    ends: ClassVar[tuple[End, ...]]
    example: ClassVar[dict[str, Any]] = {}

    def to_json(self) -> dict[str, Any]:
        """The message as it is sent."""
        return self.model_dump(mode="json")
