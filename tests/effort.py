"""How much work something is: the same on a computer that has other work."""

from __future__ import annotations

import time
from collections.abc import Callable


def processor_time(of: Callable[[], object]) -> float:
    """The seconds that a processor was busy with something; those in which others had it do not count."""
    began = time.thread_time()
    of()
    return time.thread_time() - began


def effort(of: Callable[[], object]) -> float:
    """How many times as long something keeps a processor busy as adding up a million numbers just before and after."""
    before = processor_time(_add_up)
    took = processor_time(of)
    return took / max(before, processor_time(_add_up))


def _add_up() -> int:
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return total
