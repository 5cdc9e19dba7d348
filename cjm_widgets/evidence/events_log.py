"""What a log of events says: figures of each step, without the name of any case. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from cjm_widgets.evidence.problems import Problem

MOST_COUNTED: Final = 20
"""Cases with more contacts than these are counted together."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How figures lie: the middle one, and between which two the middle half of them is.

    Args:
        n: how many there are.
        low: a quarter of them lies below; times are in whole seconds.
        median: half of them lies below.
        high: a quarter of them lies above.
    """

    n: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Contacts:
    """What happened at a step, or at a part of it.

    Args:
        events: how often it happened.
        cases: to how many it happened.
        repeats: to how many of them it happened again.
        ended: how many were not seen after it for longer than three of four waits last, though some of them may come
            yet; None where that cannot be told. Those who are `unsure` are not among them.
        may_go_on: how many were not seen after it so far, but not for so long: the log ends too soon after it.
        per_case: how often it happened to a case; at least that, where some may go on.
        waiting: from the event of the case before to this one, in seconds; None where none had an event before.
        doing: from its beginning to its end, in seconds; None where the log does not say when it ended.
        waited: how many cases these waits are of.
        timed: of how many it is known how long it took.
        unsure: how many may have been seen after it, in a row that does not count.
    """

    events: int
    cases: int
    repeats: int
    ended: int | None
    may_go_on: int | None
    per_case: Spread
    waiting: Spread | None
    doing: Spread | None
    waited: int
    timed: int
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class StepEvents:
    """One step of a log.

    Args:
        step: what the map calls it, or else the log.
        all: all that happened there.
        by_channel: the same for each channel; a channel that is not said is "". Empty where no column says it.
        by_group: the same for each group.
    """

    step: str
    all: Contacts
    by_channel: tuple[tuple[str, Contacts], ...] = ()
    by_group: tuple[tuple[str, Contacts], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How long it takes from one step to another.

    Args:
        start: the step where the time begins.
        end: the step that ends it: its first time after the first `start`.
        from_first: from the first time of `start`, in seconds; None where no case came to `end`.
        from_last: from the last time of `start` before `end`.
        not_yet: cases with `start` after which `end` has not come: the times are those of the others only.
        may_go_on: how many of these may still come to it, or may have, in a row that does not count.
    """

    start: str
    end: str
    from_first: Spread | None
    from_last: Spread | None
    not_yet: int
    may_go_on: int | None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Rows of a log that count nowhere.

    Args:
        without_case: they do not say whose they are.
        without_time: their time is empty.
        without_step: their step is empty.
        unreadable: their time is none that can be read.
        broken: they have more cells than the table has columns, or a cell of millions of letters.
        left_out: their step was left out on purpose.
        ahead: their time is still to come.
    """

    without_case: int = 0
    without_time: int = 0
    without_step: int = 0
    unreadable: int = 0
    broken: int = 0
    left_out: int = 0
    ahead: int = 0

    @property
    def of_anybody(self) -> int:
        """How many may be of any case."""
        return self.without_case + self.broken

    @property
    def contacts(self) -> int:
        """How many may be contacts at a step, of which the time, the step or the customer is not known."""
        return self.of_anybody + self.without_time + self.without_step + self.unreadable

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is not counted, a sentence each."""
        said = (
            (self.without_case, "without a case"),
            (self.without_time, "without a time"),
            (self.without_step, "without a step"),
            (self.unreadable, "with a time that cannot be read"),
            (self.broken, "with more cells than there are columns, or too long"),
            (self.left_out, "of steps that were left out"),
            (self.ahead, "with a time still to come"),
        )
        return tuple(f"{n:,} {'row' if n == 1 else 'rows'} {how} {_do(n)} not count." for n, how in said if n)


@dataclass(frozen=True, slots=True)
class EventLog:
    """What a log says.

    Args:
        cases: how many customers.
        events: how many events of theirs.
        first: when the first was.
        last: when the last was: where the log ends.
        per_case: how many events a case has; at least that, where some may go on.
        counted: how many cases have so many events; the last entry stands for all with more than `MOST_COUNTED`.
        usual_wait: from one event of a case to its next, in seconds.
        may_go_on: cases whose last event is nearer to the end of the log than three of four waits are long; None where
            no case has two events, so that nobody can tell.
        steps: in the order in which they usually come.
        ways: from step to step, as asked for.
        not_counted: rows that count nowhere.
        problems: what is wrong with some of these, a dozen at most.
        overlaps: events that began before the one before them had ended: taken as no wait.
        backward: events that end before they begin: how long they took is not known.
        unsure: cases of which a row that does not count may be later than those that do.
        alike: events with the case, step and time of another.
    """

    cases: int
    events: int
    first: datetime
    last: datetime
    per_case: Spread
    counted: tuple[tuple[int, int], ...]
    usual_wait: Spread | None
    may_go_on: int | None
    steps: tuple[StepEvents, ...]
    ways: tuple[Way, ...]
    not_counted: NotCounted
    problems: tuple[Problem, ...] = ()
    overlaps: int = 0
    backward: int = 0
    unsure: int = 0
    alike: int = 0

    def step(self, name: str) -> StepEvents | None:
        """The step of a name; None if nothing happened there."""
        return next((one for one in self.steps if one.step == name), None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What people should know before they believe the figures."""
        said = list(self.not_counted.sentences)
        if self.may_go_on is None:
            said.append("No case has two events, so it cannot be told which of them are over.")
        elif self.may_go_on:
            n = self.may_go_on
            cases = "case" if n == 1 else "cases"
            said.append(f"The log ends while {n:,} {cases} may go on: their contacts are at least those.")
        if self.unsure:
            customers = "1 customer" if self.unsure == 1 else f"{self.unsure:,} customers"
            said.append(
                f"{customers} may have been seen again, in a row that does not count: left out of those not seen again."
            )
        if n := self.not_counted.of_anybody:
            rows = "1 row" if n == 1 else f"{n:,} rows"
            said.append(f"{rows} may be of anybody, so that at most so many as are said were not seen again.")
        if n := self.alike:
            what, them = ("1 event is", "it") if n == 1 else (f"{n:,} events are", "them")
            stands = "it stands" if n == 1 else "they stand"
            said.append(
                f"{what} like the one before {them}: same customer, step and time. Take {them} out if {stands} there "
                "twice."
            )
        if self.overlaps:
            said.append(f"{self.overlaps:,} began before the event before them had ended: no wait.")
        if self.backward:
            said.append(f"{self.backward:,} end before they begin: how long they took is not known.")
        return tuple(said)


def _do(n: int) -> str:
    return "does" if n == 1 else "do"
