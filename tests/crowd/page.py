"""One page as it is in a participant's browser: its HTML, the line to its process, the form on it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from browsing import Browsing, NoAnswerError, Reply
from channel import Channel, Heard, Json, LineLostError

from cjm_widgets.widgets.difference import patched
from cjm_widgets.widgets.page import STATE
from cjm_widgets.widgets.protocol import parts

CONTROL = "jupyter.widget.control"
QUIET = {"quiet": True}
"""As browser/front/line.js says of all its messages."""
_VIEW = "application/vnd.jupyter.widget-view+json"
DEAD = frozenset({"dead", "restarting", "autorestarting", "terminating"})
_CONFIG = re.compile(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', re.DOTALL)
_OUTPUT = re.compile(r'<script type="application/vnd\.voila\.cell-output\+json">(.*?)</script>', re.DOTALL)
_BODY = re.compile(r'<body\b[^>]* data-base="([^"]+)" data-kernel="([^"]+)"')
_OWN = re.compile(r'<script type="application/vnd\.cjm\.widget\+json"[^>]*>(.*?)</script>', re.DOTALL)
_FILE = re.compile(r'<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]+)"')


class NotUpError(Exception):
    """The page did not come up; says at what."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the HTML of a page says.

    Args:
        address: where it is.
        kernel: the id of its process.
        base: where the server's addresses begin.
        models: the widgets that it shows.
        files: what it asks for beside itself.
        states: of our own widgets, by their ids.
    """

    address: str
    kernel: str
    base: str
    models: tuple[str, ...]
    files: tuple[str, ...]
    states: dict[str, Json]


def shown(reply: Reply) -> Shown:
    """Reads a page.

    Raises:
        NotUpError: if this is no page with a form; the text says what it is instead.
    """
    if reply.status != 200:
        raise NotUpError(f"{reply.status}, “{_title(reply.text)}”")
    own = {one["id"]: one["state"] for one in map(json.loads, _OWN.findall(reply.text))}
    if found := _BODY.search(reply.text):
        base, kernel = found.groups()
        models = tuple(own)
    elif found := _CONFIG.search(reply.text):  # stock Voilà
        config = json.loads(unescape(found[1]) if "&#34;" in found[1] else found[1])
        base, kernel = config.get("baseUrl", "/"), config["kernelId"]
        outputs = [json.loads(text).get("data", {}) for text in _OUTPUT.findall(reply.text)]
        models = tuple(data[_VIEW]["model_id"] for data in outputs if _VIEW in data)
    else:
        raise NotUpError(f"{reply.status}, “{_title(reply.text)}”")
    if not models:
        raise NotUpError("the page came without its form" + (" and says so" if "data-cjm-broken" in reply.text else ""))
    files = tuple(unescape(name) for name in _FILE.findall(reply.text) if not name.startswith(("data:", "#")))
    return Shown(reply.address, kernel, base, models, files, own)


@dataclass
class OpenPage:
    """A page whose line is open.

    Args:
        browser: that it is open in.
        shown: what its HTML said.
        line: to its process.
        told: called with what the page's process tells the page: {"kind": "saved", ...}.
        changed: called when the process shows another state, with its names.
        lost: called when the process of a page that was up is gone, or the line to it.
        own: gives what an edit of this browser put, by its id.
    """

    browser: Browsing
    shown: Shown
    line: Channel
    told: Callable[[Json], None]
    changed: Callable[[Json], None]
    lost: Callable[[str], None]
    own: Callable[[str], Any] = lambda _: None
    states: dict[str, Json] = field(default_factory=dict)
    state: Json = field(default_factory=dict)
    form: str = ""
    received: int = 0
    wholes: int = 0
    is_up: bool = False
    _answers: dict[str, asyncio.Event] = field(default_factory=dict)
    _asking: set[asyncio.Task[None]] = field(default_factory=set)
    _gone: asyncio.Future[str] | None = None
    _listening: asyncio.Task[None] | None = None

    @classmethod
    async def opened(cls, browser: Browsing, reply: Reply, **heard: Callable[..., Any]) -> OpenPage:
        """What the front end does when the HTML is there: the line, the widgets, the form.

        Raises:
            NotUpError: if any of it fails.
        """
        what = shown(reply)
        where = urlsplit(what.address)
        process = f"{where.scheme}://{where.netloc}{what.base}api/kernels/{what.kernel}"
        try:
            known = await browser.get(process)
            if known.status != 200:
                raise NotUpError(f"its process is not there ({known.status})")
            line = await Channel.opened(
                f"{process.replace('http', 'ws', 1)}/channels",
                cookie=browser.cookie_header,
                origin=f"{where.scheme}://{where.netloc}",
            )
        except (NoAnswerError, LineLostError) as error:
            raise NotUpError(f"no line to its process: {error}") from error
        page = cls(browser, what, line, **heard)
        page._gone = asyncio.get_running_loop().create_future()
        page._listening = asyncio.create_task(page._listen())
        try:
            await page._come_up()
            page.is_up = True
        except BaseException:
            await page.close()
            raise
        return page

    async def send(self, content: Json) -> None:
        """The form says something to its process."""
        said = {"comm_id": self.form, "data": {"method": "custom", "content": content}}
        await self.line.say("comm_msg", said, QUIET if self.shown.states else None)

    async def has_process(self) -> bool:
        """Whether the server still knows the page's process; a server that does not answer says nothing."""
        where = urlsplit(self.shown.address)
        address = f"{where.scheme}://{where.netloc}{self.shown.base}api/kernels/{self.shown.kernel}"
        try:
            return (await self.browser.get(address)).status != 404
        except NoAnswerError:
            return True

    async def close(self, *, beacon: bool = False) -> None:
        """Closes the tab; the beacon that says so may not arrive in a real one."""
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        if beacon:
            with suppress(NoAnswerError):
                where = urlsplit(self.shown.address)
                await self.browser.post(
                    f"{where.scheme}://{where.netloc}{self.shown.base}voila/api/shutdown/{self.shown.kernel}"
                )
        await self.line.close()

    async def _come_up(self) -> None:
        self.form = self.shown.models[0]
        if self.shown.states:
            self.state = dict(self.shown.states[self.form])
            if "revision" not in self.state:
                wanted = {"comm_id": self.form, "data": {"method": "request_state"}}
                await self._asked("its form is not told", "state", self.line.say("comm_msg", wanted, QUIET))
        else:
            await self._come_up_in_voilas_front_end()
        if "journey" in self.state:  # a page of the workbook asks whether its process hears it; a stock form does not
            await self._asked("its form is not heard", "pong", self.send({"kind": "ping"}))

    async def _come_up_in_voilas_front_end(self) -> None:
        control = uuid4().hex
        version = {"version": "1.0.0"}
        await self._asked("its process does not answer", "kernel_info_reply", self.line.say("kernel_info_request", {}))
        await self._or_not_up(
            "its line closed",
            self.line.say("comm_open", {"comm_id": control, "target_name": CONTROL, "data": {}}, version),
        )
        wanted = {"comm_id": control, "data": {"method": "request_states"}}
        await self._asked("its widgets are not told", "states", self.line.say("comm_msg", wanted))
        await self._or_not_up("its line closed", self.line.say("comm_close", {"comm_id": control, "data": {}}))
        if missing := [model for model in self.shown.models if model not in self.states]:
            raise NotUpError(f"widget model not found: {len(missing)} of {len(self.shown.models)}")
        self.state = self.states[self.form]

    async def _asked(self, problem: str, answer: str, saying: Awaitable[None]) -> None:
        came = self._answers[answer] = asyncio.Event()
        await self._or_not_up(problem, saying)
        await self._or_not_up(problem, came.wait())

    async def _or_not_up(self, problem: str, what: Awaitable[Any]) -> None:
        doing = asyncio.ensure_future(what)
        gone = self._gone
        try:
            await asyncio.wait(
                {doing, gone} if gone else {doing},
                timeout=self.browser.patience,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if not doing.done():
                raise NotUpError(f"{problem}: {gone.result() if gone and gone.done() else 'in time'}")
            doing.result()
        except LineLostError as error:
            raise NotUpError(f"{problem}: {error}") from error
        finally:
            doing.cancel()

    async def _listen(self) -> None:
        try:
            async for message in self.line.heard():
                self.received += message.size
                self._take(message)
        except LineLostError as error:
            self._is_gone(f"the line is closed: {error}")

    def _is_gone(self, why: str) -> None:
        if self.is_up:
            self.lost(why)
        elif self._gone is not None and not self._gone.done():
            self._gone.set_result(why)

    def _take(self, message: Heard) -> None:
        if message.kind == "kernel_info_reply":
            self._came("kernel_info_reply")
        elif message.kind == "status":
            if (status := message.content.get("execution_state")) in DEAD:
                self._is_gone(f"its process is {status}")
        elif message.kind == "comm_msg":
            content = message.content
            self._take_from_widget(content["comm_id"], content["data"])

    def _take_from_widget(self, comm: str, data: Json) -> None:
        method = data.get("method")
        if method == "update_states":
            self.states = {name: known["state"] for name, known in data["states"].items()}
            self._came("states")
        elif method == "update" and comm == self.form:
            self.state.update(data["state"])
            self._came("state")
            self.changed(data["state"])
        elif method == "custom" and comm == self.form:
            content = data["content"]
            if content.get("kind") == "pong":
                self._came("pong")
                self._is_at(content.get("revision", 0))
            elif content.get("change"):
                self._take_change(parts.Change.model_validate(content["change"]))
            self.told(content)

    def _take_change(self, change: parts.Change) -> None:
        """As browser/page/state.js."""
        if change.to <= self.state["revision"]:
            return
        own = {one.edit: self.own(one.edit) for one in change.changes if isinstance(one, parts.Typed)}
        if change.since != self.state["revision"] or None in own.values():
            self._ask_for_all()
            return
        changes = [
            parts.Put(path=one.path, new=own[one.edit]) if isinstance(one, parts.Typed) else one
            for one in change.changes
        ]
        self.state |= patched({name: self.state[name] for name in STATE}, changes)
        self.state["revision"] = change.to
        self.changed({})

    def _is_at(self, revision: int) -> None:
        if revision > self.state.get("revision", 0):
            self._ask_for_all()

    def _ask_for_all(self) -> None:
        self.wholes += 1
        asking = asyncio.ensure_future(self.send({"kind": "whole"}))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)

    def _came(self, what: str) -> None:
        if what in self._answers:
            self._answers[what].set()


def _title(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return unescape(found[1]).strip() if found else html[:80]
