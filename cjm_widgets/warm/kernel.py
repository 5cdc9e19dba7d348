"""IPython's kernel for a process that is warm already, and without what a page of the workbook never uses."""

from __future__ import annotations

import gc
import importlib
import os
import random
import re
import sys
import time
import types
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final

import psutil
from ipykernel import ipkernel, kernelapp
from ipykernel.kernelapp import IPKernelApp
from ipykernel.parentpoller import ParentPollerUnix
from traitlets import Bool
from traitlets.config.loader import Config, DeferredConfigString

from cjm_widgets.warm.outlet import PageOutlet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.warm.messages import Order


QUIET: Final = "quiet"
"""In the metadata of a message whose sender does not wait for the kernel to be idle again (browser/front/line.js)."""


RARELY: Final = (10_000, 20, 100)
"""After how many new objects, and how many collections of the young, a page's process looks for circles of objects.

As Python has it, a twentieth of what typing costs went into looking, and none was found.
"""


class ServerPoller(ParentPollerUnix):
    """Ends this kernel when the server that asked for it is gone.

    The base class looks at the parent of the process; that may be the warm parent, which may be replaced.

    Args:
        server: number of the server's process.
    """

    def __init__(self, server: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._server = server

    def run(self) -> None:
        """Looks once a second, as the base class does."""
        while True:
            time.sleep(1)
            if not psutil.pid_exists(self._server):
                os._exit(1)


class PageKernel(ipkernel.IPythonKernel):
    """IPython's kernel, which says "busy" and "idle" only to who wants to know."""

    def _publish_status(self, status: str, channel: str, parent: dict[str, Any] | None = None) -> None:
        about = parent or self.get_parent(channel)  # type: ignore[no-untyped-call]
        if not about.get("metadata", {}).get(QUIET):
            super()._publish_status(status, channel, parent)  # type: ignore[no-untyped-call]


_OPTION = re.compile(r"--(\w+)\.(\w+)=(.*)", re.DOTALL)


class WarmKernelApp(IPKernelApp):
    """IPython's kernel, watching the server rather than its own parent."""

    one_page = Bool(
        default_value=False,
        help="Whether a page of the workbook is all that runs here: nobody types code, debugs it or opens a subshell.",
    ).tag(config=True)

    def parse_command_line(self, argv: Any = None) -> None:
        """Reads the arguments that kernels are started with; the base class builds a parser for all there could be."""
        config = read_arguments(argv or ())
        if config is None:
            super().parse_command_line(argv)
            return
        self.argv, self.cli_config, self.extra_args = list(argv), config, []
        self.update_config(config)

    def init_poller(self) -> None:
        """Looks after the server."""
        self.poller = ServerPoller(self.parent_handle)

    def load_config_file(self, *arguments: Any, **options: Any) -> None:
        """Reads nobody's own settings for a page."""
        if not self.one_page:
            super().load_config_file(*arguments, **options)  # type: ignore[no-untyped-call]

    def init_config_files(self) -> None:
        """Looks for settings to copy, for a page nowhere."""
        if not self.one_page:
            super().init_config_files()  # type: ignore[no-untyped-call]

    def init_control(self, context: Any) -> None:
        """Opens the line for control, for a page without the thread for subshells."""
        super().init_control(context)  # type: ignore[no-untyped-call]
        if self.one_page:
            self.shell_channel_thread = None

    def init_iopub(self, context: Any) -> None:
        """Opens the way out for what is said, for a page without a thread of its own."""
        with without_outlet_thread() if self.one_page else nullcontext():
            super().init_iopub(context)  # type: ignore[no-untyped-call]

    def init_heartbeat(self) -> None:
        """Beats for whoever listens: of a page's process the server knows from the system whether it runs."""
        if not self.one_page:
            super().init_heartbeat()  # type: ignore[no-untyped-call]

    def init_kernel(self) -> None:
        """Makes the kernel, for a page without its debugger.

        For its debugger the kernel looks at every module that is imported. Each look copies a page of memory that was
        shared until then: a seventh of what a page's process takes.
        """
        with without_debugger() if self.one_page else nullcontext():
            super().init_kernel()  # type: ignore[no-untyped-call]

    def start(self) -> None:
        """Runs until it is shut down, a page with few collections of what refers to itself: it makes nearly none."""
        if self.one_page:
            gc.freeze()
            gc.set_threshold(*RARELY)
        super().start()  # type: ignore[no-untyped-call]

    def init_code(self) -> None:
        """Runs start-up files and notes what is imported, for “%reset”; neither is for a page, and both copy memory."""
        if not self.one_page:
            super().init_code()  # type: ignore[no-untyped-call]

    def init_shell(self) -> None:
        """Tells the widget library of the kernel that it was imported without."""
        super().init_shell()  # type: ignore[no-untyped-call]
        if "ipywidgets" in sys.modules:
            sys.modules["ipywidgets"].register_comm_target()


@contextmanager
def without_debugger() -> Iterator[None]:
    """IPython's kernel as it is where debugpy is not installed."""
    kernel: Any = ipkernel
    debugger: Any = importlib.import_module("ipykernel.debugger")
    kernel.sys, available = _NoModules(), debugger._is_debugpy_available  # noqa: SLF001  its own switch
    debugger._is_debugpy_available = False  # noqa: SLF001  its own switch
    try:
        yield
    finally:
        kernel.sys, debugger._is_debugpy_available = sys, available  # noqa: SLF001  its own switch


@contextmanager
def without_outlet_thread() -> Iterator[None]:
    """IPython's kernel that is made now says what it has to say from its own loop."""
    made: Any = kernelapp
    with_thread = made.IOPubThread
    made.IOPubThread = PageOutlet
    try:
        yield
    finally:
        made.IOPubThread = with_thread


class _NoModules:
    """Stands for `sys` while the kernel lists modules for its debugger."""

    modules: Final[dict[str, types.ModuleType]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def read_arguments(arguments: Sequence[str]) -> Config | None:
    """What “-f FILE --Class.option=value …” says; None if there is anything else among the arguments.

    Args:
        arguments: of a kernel.
    """
    config = Config()
    rest = list(arguments)
    if rest[:1] == ["-f"] and len(rest) > 1:
        config.IPKernelApp.connection_file = rest[1]
        del rest[:2]
    for argument in rest:
        found = _OPTION.fullmatch(argument)
        if not found:
            return None
        config[found[1]][found[2]] = DeferredConfigString(found[3])
    return config


def run_kernel(order: Order) -> None:
    """Makes this process the kernel that was ordered, and runs it to its end.

    Args:
        order: where its variables are set already.
    """
    sys.argv = ["ipykernel_launcher", *order.arguments]
    sys.modules["__main__"] = types.ModuleType("__main__")
    random.seed()
    app: Any = WarmKernelApp.instance(parent_handle=order.server)
    app.initialize(list(order.arguments))
    app.log.setLevel(app.log_level)  # it is set lower, for each message to make lines that are then thrown away
    app.start()


def take_over(order: Order) -> None:
    """Puts the variables and the folder that were ordered in place of this process's own.

    Args:
        order: what is put there.
    """
    if order.folder:
        os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.environment)
