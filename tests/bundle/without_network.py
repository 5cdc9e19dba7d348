"""Commands that have no network: in a space of their own where the system has such, else with nobody to ask.

python without_network.py COMMAND...     runs it with nothing but this computer's own address
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

NOBODY = "http://127.0.0.1:9"
ASKED_IN_VAIN = {
    **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), NOBODY),
    **dict.fromkeys(("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), f"{NOBODY}/simple"),
    "NO_PROXY": "127.0.0.1,localhost",
    "no_proxy": "127.0.0.1,localhost",
}
_ITS_FLAGS, _UP_AND_RUNNING = 0x8914, 0x41


def run(*command: object, **more: str) -> subprocess.CompletedProcess[str]:
    """What a command says, on one stream, and how it ended.

    Args:
        command: and its words.
        more: variables of its environment.
    """
    return subprocess.run(
        [*apart(), *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, **ASKED_IN_VAIN, "PYTHONIOENCODING": "utf-8", **more},
        check=False,
    )


@cache
def apart() -> tuple[str, ...]:
    """What stands before a command so that it has no network; nothing, where only the environment can do that."""
    begins = ("unshare", "--map-root-user", "--net", sys.executable, str(Path(__file__).resolve()))
    try:
        done = subprocess.run([*begins, sys.executable, "-c", ""], capture_output=True, check=False)
    except OSError:
        return ()
    return begins if done.returncode == 0 else ()


def main(command: list[str]) -> None:
    import fcntl

    with socket.socket() as anything:
        fcntl.ioctl(anything, _ITS_FLAGS, struct.pack("16sh14x", b"lo", _UP_AND_RUNNING))
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
