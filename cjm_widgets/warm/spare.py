"""A process that warms up before anybody asks for a kernel, and becomes the first one that is ordered.

    python -m cjm_widgets.warm.spare NAME [NAME ...]

It says "ready" on its standard output, and takes its order from its standard input: one line of JSON. It ends when
its standard input does.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from contextlib import suppress

from cjm_widgets.warm.messages import Order
from cjm_widgets.warm.preload import preload

READY = b"ready\n"


def main() -> None:
    """Warms up, waits, and becomes a kernel."""
    if sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109  as the text that it is
        del sys.path[0]  # as ipykernel_launcher does
    nothing = os.open(os.devnull, os.O_RDWR)
    said = os.dup(1)
    os.dup2(nothing, 1)
    with suppress(Exception):  # what fails here fails again where it is used, and is said there
        preload(sys.argv[1:])
    preload(["cjm_widgets.warm.kernel"])
    gc.freeze()
    os.write(said, READY)
    os.close(said)
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        return  # the server is gone, or does not need this any more
    os.dup2(nothing, 0)
    os.close(nothing)
    from cjm_widgets.warm.kernel import run_kernel, take_over

    order = Order(**json.loads(line))
    take_over(order)
    run_kernel(order)


if __name__ == "__main__":
    main()
