"""A page on which feedback is brought, driven as its browser does: in pieces, each when the one before is taken."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from cjm_widgets.pages.feedback_session import FeedbackSession
from cjm_widgets.pages.kept import Kept
from cjm_widgets.store import Store
from cjm_widgets.tasks.looking import look
from cjm_widgets.workshop.visitor import Visitor

PIECE = 100
"""Bytes of a piece: even a small file comes in several."""


class Bringing:
    """An open page, and what it has said.

    Args:
        store: the folder.
        journey: the id of the map.
        visitor: who looks.
        look: makes a look; one without a process of its own if left out.
    """

    def __init__(
        self,
        store: Store,
        journey: str = "trip",
        visitor: Visitor | None = None,
        look: Callable[..., Any] | None = None,
    ) -> None:
        """Opens it."""
        kept = Kept(store.folder / "looked")
        self.session = FeedbackSession(store, store.open(journey), visitor, kept=kept, look=look or Direct)
        self.said: list[dict[str, Any]] = []
        self.session.widget.send = self.said.append  # type: ignore[method-assign]

    @property
    def state(self) -> dict[str, Any]:
        """What the page shows."""
        self.session.on_message({"kind": "feedback"})
        return dict(self.said[-1]["state"])

    @property
    def looked(self) -> dict[str, Any]:
        """What was understood."""
        state = self.state
        assert state["looked"], state["problems"]
        return dict(state["looked"])

    def act(self, action: str, **content: Any) -> None:
        """Does what a button does."""
        self.session.on_message({"kind": "action", "by": "Ana", **content, "action": action})

    def refused(self) -> list[str]:
        """The sentences with which something was not done."""
        return [one["say"] for one in self.said if one["kind"] == "action-refused"]

    async def bring(self, data: bytes, name: str = "survey.csv", **how: Any) -> None:
        """Brings a file and waits until it was looked through."""
        self.act("bring", id="b1", name=name, size=len(data), **how)
        for at in range(0, len(data), PIECE):
            assert self.said[-1] == {"kind": "taken", "id": "b1", "at": at}
            piece = {"method": "custom", "content": {"kind": "piece", "id": "b1", "at": at}}
            self.session.widget._handle_msg(
                {"content": {"data": piece}, "buffers": [memoryview(data[at : at + PIECE])]}
            )
        await self.rest()

    async def tell(
        self, *, planned: bool = True, least: int | None = None, as_written: bool = False, **told: Any
    ) -> None:
        """Corrects something, and waits until the file was looked through again."""
        self.act("tell", told=told, planned=planned, least=least, as_written=as_written)
        await self.rest()

    async def put(self, name: str = "Survey", **more: Any) -> None:
        """Puts it on the map, and waits until it is there."""
        self.act("put-on-map", name=name, **more)
        await self.rest()

    async def rest(self) -> None:
        """Waits for what is going on."""
        while (task := self.session._task) is not None and not task.done():
            await asyncio.wait([task])


class Direct:
    """A look without a process of its own, and how often any was made.

    Args:
        request: what is asked.
        progress: told what is done.
    """

    made = 0

    def __init__(self, request: dict[str, Any], progress: Callable[[str], None]) -> None:
        self.request, self.progress = request, progress

    async def run(self) -> dict[str, Any]:
        """Does what the process does, with what goes over its line."""
        Direct.made += 1
        await asyncio.sleep(0)
        asked = json.loads(json.dumps(self.request))
        return dict(json.loads(json.dumps(look(asked, lambda said: self.progress(said["doing"])))))

    def stop(self) -> None:
        """Nothing runs on."""
