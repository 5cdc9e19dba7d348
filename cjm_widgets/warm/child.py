"""From a copy of the warm parent to a kernel such as a new process would be."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Final

assert sys.platform != "win32"  # noqa: S101  said to the type checker: nothing forks there

from cjm_widgets.warm.kernel import run_kernel, take_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.warm.messages import Order

_HIGHEST: Final = 65_536


def become(order: Order, streams: Sequence[int]) -> None:
    """Makes this process what it was ordered to be, and runs it to its end.

    Args:
        order: from the warm parent, in the child.
        streams: numbers of its standard input, output and error.
    """
    detach(streams)
    take_over(order)
    time.tzset()
    run_kernel(order)


def detach(streams: Sequence[int]) -> None:
    """Lets go of all that belongs to the warm parent: session, signals, files.

    Args:
        streams: what is put in the place of its own.
    """
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for stream, number in enumerate(streams):
        os.dup2(number, stream)
    os.closerange(3, _HIGHEST)
