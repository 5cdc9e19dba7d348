"""Jupyter's extension point: a kernel that is forked where that works, and starts the ordinary way where not."""

from __future__ import annotations

import asyncio
import atexit
import os
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Final

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from cjm_widgets.warm.nursery import Nursery, WarmError
from cjm_widgets.warm.process import ForkedProcess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
_NO_MATTER: Final = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})

_nurseries: dict[tuple[tuple[str, ...], ...], Nursery] = {}
_making = threading.Lock()


def possible() -> bool:
    """Whether this computer can fork at all."""
    return hasattr(os, "fork") and sys.platform != "win32"


def nursery(names: Sequence[str], environment: Mapping[str, str], options: Sequence[str] = ()) -> Nursery:
    """The one nursery of this process for kernels of one kind.

    Args:
        names: what is warmed, as for `parent.warm_up`.
        environment: of the kernels; what Python reads from it only as it starts is part of the kind.
        options: of the Python interpreter.
    """
    read = {name: value for name, value in environment.items() if _read_at_start(name)}
    kind = (tuple(names), tuple(f"{name}={value}" for name, value in sorted(read.items())), tuple(options))
    with _making:
        if kind not in _nurseries:
            if not _nurseries:
                atexit.register(close)
            own = {name: value for name, value in os.environ.items() if not name.startswith((_OURS, _PYTHON))}
            _nurseries[kind] = Nursery((*KERNEL, *names), {**own, **read}, options)
        return _nurseries[kind]


def warm_ahead(names: Sequence[str], environment: Mapping[str, str], command: Sequence[str]) -> None:
    """Starts a warm parent before the first kernel is asked for, where that is possible.

    Args:
        names: what is warmed, as for `parent.warm_up`.
        environment: of the kernels.
        command: of the kernels.
    """
    options, arguments = kernel_arguments(command)
    if arguments is not None and possible():
        with suppress(WarmError, OSError):
            nursery(names, environment, options).begin()


def close() -> None:
    """Ends all warm parents of this process, and the kernels that they forked."""
    with _making:
        found = tuple(_nurseries.values())
        _nurseries.clear()
    for one in found:
        one.close()


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking a warm process; everything else is as Jupyter does it."""

    preload = List(
        Unicode(), help="What the warm process imports: “module”, or “module:function” to call as well."
    ).tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Forks a kernel, or starts it the ordinary way.

        Args:
            cmd: the command line.
            kwargs: as for `subprocess.Popen`.
        """
        options, arguments = kernel_arguments(cmd)
        if arguments is None or not possible():
            if not possible():
                self.log.info("This computer cannot fork, so kernels start the ordinary way.")
            return await super().launch_kernel(cmd, **kwargs)
        try:
            process = await asyncio.to_thread(self._fork, options, arguments, kwargs)
        except WarmError as error:
            self.log.warning("A kernel starts the ordinary way: %s.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]  # it does what a Popen does
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()  # noqa: PTH109  as the base class keeps it
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Sends a signal to the kernel and what it has started."""
        process: object = self.process
        if isinstance(process, ForkedProcess):
            process.send_signal(signum)
        else:
            await super().send_signal(signum)

    def _fork(self, options: Sequence[str], arguments: Sequence[str], how: Mapping[str, Any]) -> ForkedProcess:
        environment = dict(how.get("env") or os.environ)
        environment["JPY_PARENT_PID"] = str(os.getpid())
        with ExitStack() as opened:
            streams = [
                _stream(how.get(name), number, opened) for number, name in enumerate(("stdin", "stdout", "stderr"))
            ]
            warm = nursery(self.preload, environment, options)
            return warm.fork(arguments, environment, str(how.get("cwd") or os.getcwd()), streams)  # noqa: PTH109


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
    return name.startswith(_PYTHON) and name not in _NO_MATTER


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
        return opened.enter_context(open(os.devnull, "rb" if number == 0 else "wb")).fileno()  # noqa: PTH123
    if wanted == subprocess.STDOUT and number == 2:
        raise WarmError("its errors are to go where its output goes")
    if wanted == subprocess.PIPE:
        raise WarmError("its output is to be read from a pipe")
    return wanted if isinstance(wanted, int) else int(wanted.fileno())
