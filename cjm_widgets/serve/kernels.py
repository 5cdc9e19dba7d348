"""The Python process behind each open page: how it starts, what a browser may tell it, when it ends."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.session import DELIM
from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from traitlets import Any as AnyTrait
from traitlets import DottedObjectName, Float, Unicode

from cjm_widgets.pages.feedback_file import BEGINS
from cjm_widgets.serve.incoming import is_allowed
from cjm_widgets.serve.newest import Newest, state_of
from cjm_widgets.serve.private import LIVE
from cjm_widgets.store.tally import LIVE_VARIABLE, PROCESS_VARIABLE
from cjm_widgets.tasks.choosing import told_place
from cjm_widgets.warm.provisioner import NAME as WARM
from cjm_widgets.warm.provisioner import TEMPORARY, warm_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cjm_widgets.serve.places import Places
    from cjm_widgets.serve.private import PrivateFolder
    from cjm_widgets.store.address import Place
    from cjm_widgets.store.tally import Tallies

NAME: Final = "python3"
PRELOAD: Final = ("cjm_widgets.pages.warming:open_every_page",)
_FOR_A_DATABASE: Final = "cjm_widgets.pages.warming:load_what_speaks_to_a_database"
SPARES: Final = 8
"""Processes that are kept ready where none can be forked: as many pages come up at once without a wait."""
_DROPPED: Final = frozenset({"PYTHONDONTWRITEBYTECODE"})
"""With it each process would compile all that it imports anew."""

_ARGUMENTS: Final = (
    "--HistoryManager.enabled=False",
    "--WarmKernelApp.one_page=True",
    "--WarmKernelApp.kernel_class=cjm_widgets.warm.kernel.PageKernel",
    "--WarmKernelApp.outstream_class=cjm_widgets.warm.outlet.PageStream",
    "--IPKernelApp.log_level=50",  # what goes wrong while it ends is no news to a facilitator
)


class PageKernelSpecs(KernelSpecManager):
    """The Python of this environment, and no other that happens to be installed on the machine."""

    preload: Sequence[str] = PRELOAD

    def find_kernel_specs(self) -> dict[str, str]:
        """The one there is."""
        return {NAME: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """How it is started.

        Raises:
            NoSuchKernel: if another one is asked for.
        """
        if kernel_name != NAME:
            raise NoSuchKernel(kernel_name)
        how = get_kernel_dict(extra_arguments=list(_ARGUMENTS))
        provisioner = {"provisioner_name": WARM, "config": {"preload": list(self.preload), "spares": SPARES}}
        return KernelSpec(resource_dir=RESOURCES, **{**how, "metadata": {"kernel_provisioner": provisioner}})


def preloaded(place: Place) -> tuple[str, ...]:
    """What the processes of pages find loaded: also what speaks to a database, where the maps are in one.

    Args:
        place: where the maps are.
    """
    return PRELOAD if isinstance(place, Path) else (*PRELOAD, _FOR_A_DATABASE)


def warm_pages(environment: Mapping[str, str], private: Path, preload: Sequence[str]) -> None:
    """Begins to warm what the processes of pages are made from.

    Args:
        environment: the server's own.
        private: an empty folder that goes away with the server.
        preload: what they find loaded.
    """
    kept = {name: value for name, value in environment.items() if not _is_kept_back(name)} | {TEMPORARY: str(private)}
    warm_ahead(preload, kept, PageKernelSpecs().get_kernel_spec(NAME).argv, SPARES)


class Alone(NamedTuple):
    """A process that no browser is connected to.

    Args:
        since: seconds of the monotonic clock.
        allowed: for how many seconds it may be so.
        spared: for how many of them it is kept in a full room as well.
    """

    since: float
    allowed: float
    spared: float


class PageKernelManager(ServerKernelManager):
    """One page's process. Nobody listens to Jupyter's events, and each would be checked against a schema."""

    event_logger = AnyTrait()
    traceback_replacement_message = Unicode("Something went wrong in this page.")
    """Jupyter's connection looks for it here, and its own class has it elsewhere."""

    def emit(self, schema_id: object, data: object) -> None:
        """Says nothing."""


class PageKernels(AsyncMappingKernelManager):
    """Ends a page's process soon after nobody looks at the page any more; one that is looked at stays."""

    kernel_manager_class = DottedObjectName("cjm_widgets.serve.kernels.PageKernelManager")
    never_seen_timeout = Float(120, help="Seconds until a process ends that no browser ever connected to.").tag(
        config=True
    )
    left_timeout = Float(300, help="Seconds until a process ends whose browser has gone without a word.").tag(
        config=True
    )
    closed_grace = Float(4, help="Seconds after a page was closed, for its last words to be saved.").tag(config=True)

    spared = Float(20, help="Seconds for which a process whose browser has gone is kept in a full room.").tag(
        config=True
    )
    spared_unseen = Float(60, help="The same for one that no browser ever connected to: it may still come up.").tag(
        config=True
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self.alone_since: dict[str, Alone] = {}
        self.places: Places | None = None
        self.private: PrivateFolder | None = None
        self.tallies: Tallies | None = None

    def watched(self) -> int:
        """How many processes a browser is joined to."""
        return sum(one in self and count > 0 for one, count in self._kernel_connections.items())

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Starts one, and remembers when."""
        if self.private is not None:
            self.private.ensure()
        kernel_id = await super()._async_start_kernel(**kwargs)
        self.alone_since.setdefault(kernel_id, Alone(time.monotonic(), self.never_seen_timeout, self.spared_unseen))
        return kernel_id

    def start_watching_activity(self, kernel_id: str) -> None:
        """Does not read along: whether somebody is connected says all, and reading costs more than the page."""
        kernel = self._kernels[kernel_id]
        kernel.reason, kernel.execution_state, kernel.last_activity = "", "idle", utcnow()

    def notify_connect(self, kernel_id: str) -> None:
        """A browser has connected."""
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]
        self.alone_since.pop(kernel_id, None)
        if self.places is not None:
            self.places.stays(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        """A browser has gone: the tab was closed, the computer sleeps, the network is away."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        if kernel_id in self and not self._kernel_connections.get(kernel_id, 0):
            self.alone_since[kernel_id] = Alone(time.monotonic(), self.left_timeout, self.spared)

    def start_buffering(self, kernel_id: str, session_key: str, channels: Any) -> None:
        """Keeps for a browser that has gone for a while what it has to know when it comes back, and no more."""
        super().start_buffering(kernel_id, session_key, channels)  # type: ignore[no-untyped-call]
        self._kernel_buffers[kernel_id]["buffer"] = ForLater(lambda: self.close_soon(kernel_id))

    def can_be_reached(self, kernel_id: str) -> bool:
        """Whether a browser can connect to a process: the files of its lines are there.

        Args:
            kernel_id: which.
        """
        kernel = self.get_kernel(kernel_id)
        return kernel.transport != "ipc" or os.path.exists(f"{kernel.ip}-{kernel.shell_port}")  # noqa: PTH110  as text

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forgets one that has ended."""
        self.alone_since.pop(kernel_id, None)
        if self.places is not None:
            self.places.give_back(kernel_id)
        for left in self.private.path.glob(f"{BEGINS}{kernel_id}-*") if self.private is not None else ():
            shutil.rmtree(left, ignore_errors=True)  # a table that was brought there; who is killed removes nothing
        if self.tallies is not None:
            self.tallies.ended(kernel_id)
        return super().remove_kernel(kernel_id)

    def close_soon(self, kernel_id: str) -> None:
        """The page says that it is being closed: end its process, unless it comes back or still has a connection."""
        if self.places is not None:
            self.places.leaving(kernel_id)
        IOLoop.current().call_later(self.closed_grace, self._close_if_alone, kernel_id)

    def is_abandoned(self, kernel_id: str, now: float) -> bool:
        """Whether nobody has been connected for longer than allowed.

        Args:
            kernel_id: which.
            now: seconds of the monotonic clock.
        """
        alone = self.alone_since.get(kernel_id)
        return alone is not None and now - alone.since > alone.allowed

    def unwatched(self) -> tuple[str, ...]:
        """Processes that nobody is connected to, longest alone first; pages that come up are not among them."""
        now = time.monotonic()
        going = sorted((how.since, one) for one, how in self.alone_since.items() if now - how.since > how.spared)
        return tuple(one for _, one in going)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Ends one that nobody looks at."""
        if self.is_abandoned(kernel_id, time.monotonic()):
            await self.end(kernel_id)

    async def end(self, kernel_id: str) -> None:
        """Ends one; one that has ended meanwhile is no error."""
        with suppress(HTTPError):
            await ensure_async(self.shutdown_kernel(kernel_id))  # type: ignore[no-untyped-call]

    async def end_all(self) -> None:
        """Ends all, also those that are just starting; the base class stops at the first that has gone by itself."""
        known = {*self.list_kernel_ids(), *self._pending_kernels}
        await asyncio.gather(*map(self.end, known))

    async def _close_if_alone(self, kernel_id: str) -> None:
        if kernel_id in self and not self._kernel_connections.get(kernel_id, 0):
            await self.end(kernel_id)
        elif self.places is not None:
            self.places.stays(kernel_id)


class ForLater:
    """What a page's process says while nobody listens.

    Args:
        give_up: called when it is too much.
    """

    def __init__(self, give_up: Callable[[], None]) -> None:
        self._give_up, self._newest = give_up, Newest()

    def __len__(self) -> int:
        return len(self._newest)

    def __iter__(self) -> Iterator[tuple[str, list[bytes]]]:
        return iter(self._newest)

    def append(self, said: tuple[str, list[bytes]]) -> None:
        """Keeps a message.

        Args:
            said: its channel, and its parts as they come from the process.
        """
        parts = said[1]
        _, header, _, _, content, *raw = parts[parts.index(DELIM) + 1 :]
        if not self._newest.add(said, sum(map(len, parts)), None if raw else state_of(header, content)):
            self._give_up()


class PageConnection(ZMQChannelsWebsocketConnection):
    """Lets through what a page says to its widgets, and nothing that would run code."""

    def on_restart_failed(self) -> None:
        """The process has ended. The page says so, and comes back by itself; it is no news to the facilitator."""
        self._send_status_message("dead")  # type: ignore[no-untyped-call]

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Passes one message on, or drops it."""
        try:
            fits = is_allowed(incoming_msg, v1=self.subprotocol == "v1.kernel.websocket.jupyter.org")
            if fits:
                super().handle_incoming_message(incoming_msg)
        except Exception:  # noqa: BLE001  whatever a browser sends that cannot be read is dropped
            fits = False
        if not fits:
            self.log.warning("A browser sent something that a page never sends; it was dropped.")


def kernel_environment(  # noqa: PLR0913  each is one variable
    environment: Mapping[str, str],
    *,
    place: Place,
    private: Path,
    kernel_id: str,
    query: str,
    server: str,
    told: Mapping[str, str],
) -> dict[str, str]:
    """What a page's process finds in its environment.

    Args:
        environment: the server's own.
        place: where the journeys are.
        private: an empty folder that goes away with the server.
        kernel_id: which process this is.
        query: the part of the page's address behind the question mark, as the server has checked it.
        server: name and version, as CGI's SERVER_SOFTWARE.
        told: who looks at the page, and what only they may know.
    """
    return {
        **{name: value for name, value in environment.items() if not _is_kept_back(name)},
        **told_place(place),
        LIVE_VARIABLE: str(private / LIVE),
        TEMPORARY: str(private),
        "QUERY_STRING": query,
        "SERVER_SOFTWARE": server,
        PROCESS_VARIABLE: kernel_id,
        "IPYTHONDIR": str(private / "ipython"),  # nobody's own start-up files
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a debugger's warning on the facilitator's screen
        **told,
    }


def _is_kept_back(name: str) -> bool:
    """Whether a page's process is not to know it: what opens the Hub is the server's alone."""
    return name in _DROPPED or name.startswith("JUPYTERHUB_")


def transport() -> str:
    """How the server talks to a page's process: sockets of the file system cannot collide as ports do."""
    return "ipc" if sys.platform == "linux" and len(os.environ.get("TMPDIR", "")) < 20 else "tcp"
