"""What differs, as values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from cjm_widgets.journey.outcomes import Said
    from cjm_widgets.journey.promised import Judged

What = Literal["step", "moment", "mismatch", "solution", "indicator"]
Way = Literal["added", "removed", "renamed", "moved", "stage", "step", "state", "due", "target", "predicted"]
Verdict = Literal["changed", "not enough", "n not known", "only before", "only now"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the map that is not as it was.

    Args:
        what: what it is.
        id: its id; of a mismatch its key.
        name: what it is called now; where it is no more, what it was called.
        way: what became of it.
        before: what stood there, in words; "" for nothing.
        now: what stands there now.
    """

    what: What
    id: str
    name: str
    way: Way
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What those who answered said of a step.

    Args:
        value: on its own scale.
        n: how many answered; None where nobody knows.
        low: from where the figure of all customers lies, at 95 %; None where that is not known.
        high: to where.
    """

    value: float
    n: int | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Felt:
    """How satisfied customers are at a step, or an outcome of the whole journey, before and now.

    Args:
        step: its id; "" for an outcome.
        name: what it is called.
        scale: of both figures.
        before: the earlier figure; None where it was not asked about.
        now: the later one.
        verdict: whether it has changed, all that its survey asked together.
        value: how much better it is, in points of the scale; None where there is nothing to compare.
        low: at least, at 95 % by itself; None where nobody knows how many answered.
        high: at most.
    """

    step: str
    name: str
    scale: str
    before: Figure | None
    now: Figure | None
    verdict: Verdict
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One survey and what was asked again: of all who answered, or of one of their groups.

    Args:
        before: what the earlier survey is called.
        now: what the later one is.
        felt: each step, outcome and scale of either.
        said: the same in sentences: first what has changed.
        kept_back: how many steps are left out, as one could reckon what a few people answered.
        group: which group it is; "" for all who answered.
    """

    before: str
    now: str
    felt: tuple[Felt, ...]
    said: tuple[Said, ...]
    kept_back: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A rating that is nobody's answer to a survey: what the group agreed, or thinks a persona would say, or wants."""

    step: str
    name: str
    who: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Many surveys of one series at a step, as a run chart.

    Args:
        step: its id.
        name: what the step is called.
        scale: of the figures.
        series: what the latest survey is called.
        waves: the figures, the earliest first.
        median: of them.
        moved: whether their order is more than chance, all charts together; None for too few off the median.
    """

    step: str
    name: str
    scale: str
    series: str
    waves: tuple[float, ...]
    median: float
    moved: bool | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that was promised for a day.

    Args:
        what: whether an indicator's target or what a solution was to do.
        id: of the indicator or of the solution.
        name: what it is called.
        indicator: what the indicator is called.
        promised: the figure.
        unit: of all figures.
        due: by when, as people read it; "" where nobody said.
        latest: the last figure that was measured; None where nothing was.
        n: how many people or cases that rests on; None where nobody knows.
        judged: what came of it.
        before: what had come of it in the earlier map, on the same day; "" where it was not promised there.
        say: what is known of it, in a sentence or two.
    """

    what: Literal["target", "solution"]
    id: str
    name: str
    indicator: str
    promised: float
    unit: str
    due: str
    latest: float | None
    n: int | None
    judged: Judged
    before: Judged | Literal[""]
    say: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two maps.

    Args:
        asked: the surveys that were asked again.
        opinions: the group's own ratings that are others now.
        pieces: steps, moments of truth, mismatches, solutions and indicators.
        others: what else changed, a sentence each; changed texts are counted and not quoted.
        promises: all promises of the later map, also where nothing changed about them.
        charts: the run charts of the later map; they stand beside, and are no difference.
        groups: whether there are figures by group of which nothing is told.
    """

    asked: tuple[Asked, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    pieces: tuple[Piece, ...] = ()
    others: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    charts: tuple[Chart, ...] = ()
    groups: bool = False

    @property
    def has_changed(self) -> bool:
        """Whether something that customers were asked has changed by more than chance."""
        return any(one.verdict == "changed" for asked in self.asked for one in asked.felt)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        judged_anew = any(one.judged != one.before for one in self.promises)
        return not (self.asked or self.opinions or self.pieces or self.others or judged_anew)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {"differs": not self.is_empty, **asdict(self)}
