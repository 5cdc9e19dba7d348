"""A clock that stands still until a test moves it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Later:
    """Something that is to happen at a time."""

    at: float
    callback: Callable[[], object]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class HandClock:
    """As `cjm_widgets.pages.throttle.Clock`."""

    now: float = 1000.0
    waiting: list[Later] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def call_later(self, delay: float, callback: Callable[[], object]) -> Later:
        self.waiting.append(Later(self.now + delay, callback))
        return self.waiting[-1]

    def pass_time(self, seconds: float) -> None:
        """Lets time pass; what was to happen meanwhile happens."""
        self.now += seconds
        due = [one for one in self.waiting if one.at <= self.now]
        self.waiting = [one for one in self.waiting if one.at > self.now]
        for one in due:
            if not one.cancelled:
                one.callback()
