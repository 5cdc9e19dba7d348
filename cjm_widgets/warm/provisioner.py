"""Jupyter's extension point: a kernel that is warm already, and starts the ordinary way where that fails."""

from __future__ import annotations

import asyncio
import atexit
import ctypes
import logging
import os
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Int, List, Unicode

from cjm_widgets.warm.messages import StoppingError, WarmError
from cjm_widgets.warm.pool import SparePool
from cjm_widgets.warm.preload import QUIET, forks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_log = logging.getLogger(__name__)

NAME: Final = "cjm-warm"
KERNEL: Final = (
    *("ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "tornado.platform.asyncio", "faulthandler"),
    *(f"IPython.core.{name}" for name in ("completerlib", "debugger", "logger", "oinspect")),
    "IPython.extensions.storemagic",
    "cjm_widgets.warm.rehearsal:rehearse",
)
"""What every Python kernel imports, sooner or later, and works out at its first cell."""
_PYTHON: Final = "PYTHON"
_OURS: Final = "CJM_"
TEMPORARY: Final = "TMPDIR"
"""Where Python looks first for a folder for temporary files, on every system."""
_NO_MATTER: Final = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})

_ADOPT: Final = 36
"""PR_SET_CHILD_SUBREAPER of Linux."""


class Process(Protocol):
    """What of `subprocess.Popen` is needed of a kernel's process."""

    pid: int

    def poll(self) -> int | None:
        """The exit code, None while it runs."""


class Warm(Protocol):
    """Where warm processes come from: forked from one, or started beforehand."""

    def begin(self) -> None:
        """Starts to warm up."""

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: str, streams: Sequence[int], /
    ) -> Process:
        """A process that becomes a kernel."""

    def is_up(self) -> bool:
        """Whether a process can be had at once; what has ended begins anew."""

    def close(self) -> None:
        """Ends what is there."""


_sources: dict[tuple[object, ...], Warm] = {}
_making = threading.Lock()
_over = threading.Event()
"""Set when this process is about to end: what still asks for a kernel must not warm up another parent for it."""


def adopt_orphans() -> None:
    """Makes this process the parent of kernels whose warm parent ended, so that none stays behind as a zombie.

    Where the system has no such thing, its first process takes them.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


def source(names: Sequence[str], environment: Mapping[str, str], options: Sequence[str] = (), spares: int = 0) -> Warm:
    """Where this process takes its kernels of one kind from.

    Args:
        names: what is warmed, as for `preload.preload`.
        environment: of the kernels; what Python reads from it only as it starts is part of the kind.
        options: of the Python interpreter.
        spares: how many processes are kept ready where none can be forked.

    Raises:
        StoppingError: after `end`.
    """
    read = {name: value for name, value in environment.items() if _read_at_start(name)}
    kind = (tuple(names), tuple(sorted(read.items())), tuple(options), spares)
    with _making:
        if _over.is_set():
            raise StoppingError("the server is stopping")
        if kind not in _sources:
            if not _sources:
                atexit.register(close)
            own = {
                name: value for name, value in os.environ.items() if not name.startswith((_OURS, _PYTHON, TEMPORARY))
            }
            _sources[kind] = _made((*KERNEL, *names), {**own, **read, **QUIET}, options, spares)
        return _sources[kind]


def _made(names: Sequence[str], environment: Mapping[str, str], options: Sequence[str], spares: int) -> Warm:
    if sys.platform != "win32" and forks():
        from cjm_widgets.warm.fork_server import ForkServer

        return ForkServer(names, environment, options)
    return SparePool(names, environment, options, size=spares)


def warm_ahead(names: Sequence[str], environment: Mapping[str, str], command: Sequence[str], spares: int = 0) -> None:
    """Begins to warm up before the first kernel is asked for.

    Args:
        names: what is warmed, as for `preload.preload`.
        environment: of the kernels.
        command: of the kernels.
        spares: as for `source`.
    """
    options, arguments = kernel_arguments(command)
    if arguments is not None:
        with suppress(WarmError, OSError):
            source(names, environment, options, spares).begin()


def is_warm() -> bool:
    """Whether this process has warmed up something, and kernels can be had of all of it at once."""
    found = tuple(_sources.values())
    return bool(found) and all(one.is_up() for one in found)


def close() -> None:
    """Ends all that has warmed up in this process, and the kernels that were forked from it."""
    with _making:
        found = tuple(_sources.values())
        _sources.clear()
    for one in found:
        one.close()


def end() -> None:
    """The same when this process is about to end: from now on nothing warms up and no kernel starts."""
    with _making:
        _over.set()
    close()


class WarmProvisioner(LocalProvisioner):
    """Makes a kernel of a warm process; everything else is as Jupyter does it."""

    preload = List(
        Unicode(), help="What the warm process imports: “module”, or “module:function” to call as well."
    ).tag(config=True)

    spares = Int(0, help="How many processes are kept ready where none can be forked.").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Takes a warm process, or starts a kernel the ordinary way.

        Args:
            cmd: the command line.
            kwargs: as for `subprocess.Popen`.

        Raises:
            StoppingError: if this process is about to end.
        """
        options, arguments = kernel_arguments(cmd)
        if arguments is None:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            process = await asyncio.to_thread(self._warm_process, options, arguments, kwargs)
        except StoppingError:
            raise
        except WarmError:
            _log.warning("A page takes longer than usual to come up; it works all the same.", exc_info=True)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = cast("Any", process)  # it does what a Popen does
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()  # noqa: PTH109  as the base class keeps it
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Sends a signal to the kernel and what it has started."""
        process: Any = self.process
        if process is not None and not isinstance(process, subprocess.Popen):
            process.send_signal(signum)  # it sees to it that the number is still that process's
        else:
            await super().send_signal(signum)

    def _warm_process(self, options: Sequence[str], arguments: Sequence[str], how: Mapping[str, Any]) -> Process:
        environment = dict(how.get("env") or os.environ)
        environment["JPY_PARENT_PID"] = str(os.getpid())
        with ExitStack() as opened:
            streams = [
                _stream(how.get(name), number, opened) for number, name in enumerate(("stdin", "stdout", "stderr"))
            ]
            warm = source(self.preload, environment, options, self.spares)
            return warm.start(arguments, environment, str(how.get("cwd") or os.getcwd()), streams)  # noqa: PTH109  as the text that it is


def kernel_arguments(command: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """What stands before and behind “-m ipykernel_launcher” in a command of this very Python.

    Args:
        command: from a kernel's description.

    Returns:
        The interpreter's options and the kernel's arguments; None for the latter if it is another kernel or Python.
    """
    if "-m" not in command:
        return (), None
    at = command.index("-m")
    module = command[at + 1 : at + 2]
    if list(module) != ["ipykernel_launcher"] or not _same_python(command[0]):
        return (), None
    return tuple(command[1:at]), tuple(command[at + 2 :])


def _same_python(executable: str) -> bool:
    return os.path.normpath(executable) == os.path.normpath(sys.executable)


def _read_at_start(name: str) -> bool:
    """Whether Python reads this variable only as it starts."""
    return name == TEMPORARY or (name.startswith(_PYTHON) and name not in _NO_MATTER)


def _stream(wanted: Any, number: int, opened: ExitStack) -> int:
    """The number of an open file for a standard stream.

    Raises:
        WarmError: if it is to be a pipe to this process.
    """
    if wanted is None and number > 0:
        return number
    if wanted is None:  # as Jupyter does it: a pipe that nobody writes to
        reading, writing = os.pipe()
        os.close(writing)
        opened.callback(os.close, reading)
        return reading
    if wanted == subprocess.DEVNULL:
        return opened.enter_context(open(os.devnull, "rb" if number == 0 else "wb")).fileno()  # noqa: PTH123  a name that is no path everywhere
    if wanted == subprocess.STDOUT and number == 2:
        raise WarmError("its errors are to go where its output goes")
    if wanted == subprocess.PIPE:
        raise WarmError("its output is to be read from a pipe")
    return wanted if isinstance(wanted, int) else int(wanted.fileno())
