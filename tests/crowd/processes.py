"""A server and all that it started, as Linux counts it: CPU, memory, pages' processes, and what was left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PARENT = "cjm_widgets.warm"
"""Stands in the command line of the process from which pages' processes are forked."""
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Process:
    """One line of /proc/*/stat.

    Args:
        pid: its number.
        parent: its parent's.
        session: a page's process that was forked begins one of its own.
        state: "Z" for one that has ended and that nobody asked about.
        own: seconds of CPU.
        children: seconds of CPU of the children that it has seen end.
    """

    pid: int
    parent: int
    session: int
    state: str
    own: float
    children: float


@dataclass(frozen=True, slots=True)
class Cpu:
    """Seconds of CPU of a server's processes since they began; the ended ones count."""

    server: float
    pages: float

    def __sub__(self, other: Cpu) -> Cpu:
        return Cpu(self.server - other.server, self.pages - other.pages)


def process(pid: int) -> Process | None:
    """One process, None if it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1")
    except OSError:
        return None
    state, parent, *rest = text.rpartition(")")[2].split()
    user, system, children_user, children_system = (int(ticks) / _TICK for ticks in rest[9:13])
    return Process(pid, int(parent), int(rest[1]), state, user + system, children_user + children_system)


def children(pid: int) -> list[int]:
    """The processes that it started and that are not asked about yet, zombies among them."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def descendants(pid: int) -> Iterator[int]:
    """All below it."""
    for child in children(pid):
        yield child
        yield from descendants(child)


def command(pid: int) -> str:
    """Its command line; "" for one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        return ""


def cpu(server: int) -> Cpu:
    """What a server and its pages have used."""
    own = process(server)
    if own is None:
        return Cpu(0.0, 0.0)
    below = [found for pid in descendants(server) if (found := process(pid))]
    return Cpu(own.own, own.children + sum(one.own + one.children for one in below))


def parents(server: int) -> list[int]:
    """The process that pages' processes are forked from, if there is one; its orphans may be the server's children."""
    own = process(server)
    return [
        pid
        for pid in children(server)
        if PARENT in command(pid) and own and (found := process(pid)) and found.session == own.session
    ]


def pages(server: int, mark: str = "") -> list[int]:
    """The processes of pages that live.

    Args:
        server: the server's process.
        mark: what stands in the environment of all that it started; then those that lost their parent count too.
    """
    warm = parents(server)
    below = [*children(server), *(pid for one in warm for pid in children(one))]
    found = {*below, *(started_with(mark) if mark else ())} - {server, *warm}
    return [pid for pid in sorted(found) if _lives(pid) and "compileall" not in command(pid)]


def left_behind(mark: str) -> list[str]:
    """What still runs, or has ended and nobody asked about it, of all that a server started."""
    return [f"{pid}: {command(pid) or 'ended'}" for pid in started_with(mark)]


def zombies(server: int) -> list[int]:
    """Processes that have ended and that nobody has asked about."""
    return [pid for pid in descendants(server) if (found := process(pid)) and found.state == "Z"]


def shared_memory(server: int) -> float:
    """Megabytes of a server and all below it; a page of memory that several share counts once (PSS)."""
    return sum(map(proportional, (server, *descendants(server))))


def proportional(pid: int) -> float:
    """A process's megabytes, its part of the shared ones (PSS)."""
    return _of_memory(pid, "Pss:")


def own_memory(pid: int) -> float:
    """A process's megabytes that nobody shares (USS)."""
    return _of_memory(pid, "Private_Clean:") + _of_memory(pid, "Private_Dirty:")


def _lives(pid: int) -> bool:
    found = process(pid)
    return found is not None and found.state != "Z"


def _of_memory(pid: int, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def started_with(word: str) -> list[int]:
    """All processes of this machine that have a word in their environment; one forked has that of its parent."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if word.encode() in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
    return found
