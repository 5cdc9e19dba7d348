"""What logs of events say of each step: contacts, who came again, waiting apart from doing, and who came no more.

A log is counted where it lies (`evidence`); a source keeps the figures of each step, of all together first and then of
each channel and group.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.facts import step_name
from cjm_widgets.journey.grounds import Ground
from cjm_widgets.journey.length import MINUTES, in_words

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey, Source, SourceFigure

HEAD: Final = ("Contacts", "Customers", "Came again", "Waiting since the contact before", "Doing", "Not seen again")
UNKNOWN: Final = "not known"
THE_END: Final = "the end"
"""What stands for those not seen again after the last step: they have finished."""
_FINEST: Final = 3
_ENOUGH_FOR_QUARTERS: Final = 8
"""From how many on a middle half says more than single times: two in each quarter."""
_NEARLY: Final = 0.94
"""Above that share it is nearly all; what is said of the others is the nearest tenth."""
_FEW: Final = 0.1
"""Below that share it is one in so many."""
_CLOSE: Final = 0.01
"""So near to one in so many a share is called that, and else by tenths."""
_KINDS: Final = ("contacts", "cases", "repeats", "waiting", "doing", "stopped")
_OF_A_PART: Final = frozenset(_KINDS)


@dataclass(frozen=True, slots=True)
class Happened:
    """What one log says of one step, or of a channel or group at it.

    Args:
        step: the step's id.
        part: the channel or group; "" for all together.
        figures: the figure of each kind; a kind that is not known is missing.
        last: whether the journey ends with this step, as far as the log goes.
    """

    step: str
    part: str
    figures: dict[str, SourceFigure]
    last: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The same in sentences, a line each; what is not known is left out."""
        found = (
            self._contacts(),
            self._again(),
            self._time("waiting", "Waiting since the contact before it"),
            self._time("doing", "Doing it"),
        )
        return tuple(f"{line}." for line in (*found, self._stopped()) if line)

    @property
    def cells(self) -> tuple[str, ...]:
        """The same for a table, in the order of `HEAD`."""
        made = []
        for kind in _KINDS:
            figure = self.figures.get(kind)
            if kind == "stopped" and self.last:
                made.append(THE_END)
            elif figure is None or figure.value is None:
                made.append(UNKNOWN)
            elif kind in ("waiting", "doing"):
                made.append(f"{_long(figure.value)}{_times(figure)}{_still(figure)}")
            else:
                made.append(f"{_least(figure)}{figure.value:,.0f}" if figure.value else f"0{_so_far(figure)}")
        return tuple(made)

    def _count(self, kind: str) -> int | None:
        figure = self.figures.get(kind)
        return None if figure is None or figure.value is None else round(figure.value)

    def _contacts(self) -> str:
        contacts, cases = self._count("contacts"), self._count("cases")
        whose = ""
        if cases is not None:
            whose = f"{_least(self.figures['cases'])}{cases:,} {'customer' if cases == 1 else 'customers'}"
        if contacts is None:
            return _begun(whose)
        said = f"{_least(self.figures['contacts'])}{contacts:,} {'contact' if contacts == 1 else 'contacts'}"
        return _begun(f"{said} of {whose}" if whose else said)

    def _again(self) -> str:
        again, cases = self._count("repeats"), self._count("cases")
        if again is None:
            return ""
        if again == 0:
            return f"None came again{_so_far(self.figures['repeats'])}"
        share = f", {_one_in(again, cases)}" if cases else ""
        return _begun(f"{_least(self.figures['repeats'])}{again:,} came again{share}")

    def _time(self, kind: str, what: str) -> str:
        figure = self.figures.get(kind)
        if figure is None or figure.value is None:
            return ""
        return f"{what}: median {_long(figure.value)}{_times(figure)}{_still(figure)}"

    def _stopped(self) -> str:
        stopped = self._count("stopped")
        if stopped is None or self.last:
            return ""
        away = self.figures["stopped"].low  # the shortest time for which these have not been seen
        since = f"for {_long(away)} or more" if away else "so far"
        at = _least(self.figures["stopped"])
        return _begun(f"{f'{at}{stopped:,}' if stopped or at else 'None'} not seen again {since}")


def happened(source: Source) -> tuple[Happened, ...]:
    """What a source's log says of each step, of all together before its channels and groups.

    Args:
        source: any source; one without counts has none.

    Source: Ten layers, introduction (“number of contacts made and the time taken”); Improving the service.
    """
    found: dict[str, list[list[SourceFigure]]] = {}
    for figure in source.figures:
        if figure.kind in _OF_A_PART and figure.step is not None:
            parts = found.setdefault(figure.step, [])
            if not parts or figure.group != parts[-1][0].group or figure.kind in {one.kind for one in parts[-1]}:
                parts.append([])
            parts[-1].append(figure)
    return tuple(
        Happened(step, part[0].group, {one.kind: one for one in part})
        for step, parts in found.items()
        for part in parts
    )


def happened_at_steps(journey: Journey) -> dict[str, Any]:
    """What logs say of the steps, for pictures, as JSON values.

    Args:
        journey: any journey.

    Returns:
        `steps`: by a step's id what is said of it, `lines` with where they come from (`from`), one for each log;
        `head` and `tables`: by channel and group, for each log that tells them apart, with `from` and `rows`, and
        `few`, what is not shown; without rows where that is all.
    """
    told = [(source, _told(journey, source)) for source in journey.sources]
    logs = [(Ground(source, source.n).named, all_of, _few(source)) for source, all_of in told if all_of]
    steps: dict[str, list[dict[str, Any]]] = {}
    for named, all_of, _ in logs:
        for one in all_of:
            if not one.part:
                steps.setdefault(one.step, []).append({"lines": list(one.lines), "from": named})
    return {
        "steps": steps,
        "head": ["Step", "Channel or group", *HEAD],
        "tables": [
            {"from": named, "rows": [list(_row(journey, one)) for one in all_of] if has_parts else [], "few": few}
            for named, all_of, few in logs
            if (has_parts := any(one.part for one in all_of)) or few
        ],
    }


def logs_view(journey: Journey) -> list[dict[str, Any]]:
    """What each log on a map says of its steps, by channel and group too, and what is not shown; plain JSON values."""
    return [
        {
            "name": Ground(source, source.n).say,
            "steps": [
                {
                    "name": step_name(journey, step),
                    "lines": [line for one in all_of if not one.part for line in one.lines],
                    "parts": [{"name": one.part, "lines": list(one.lines)} for one in all_of if one.part],
                }
                for step, all_of in ((step, list(parts)) for step, parts in groupby(told, lambda one: one.step))
            ],
            "few": _few(source),
        }
        for source in journey.sources
        if (told := _told(journey, source))
    ]


def happened_in_words(journey: Journey) -> str:
    """What logs say of all steps, in sentences; "" where there is no log."""
    told = [
        f"{step_name(journey, one.step)}: {_lower(' '.join(one.lines))}"
        for source in journey.sources
        for one in _told(journey, source)
        if not one.part and one.lines
    ]
    return f"Counted in a log of events. {' '.join(told)}" if told else ""


def _few(source: Source) -> str:
    """What of a log is not shown, so that nobody is named by it; "" where all of it is."""
    if not source.least:
        return ""
    what = f"Steps, channels, groups and times of fewer than {source.least} customers"
    return f"{what} are not shown, nor those from which they follow."


def _row(journey: Journey, one: Happened) -> tuple[str, ...]:
    return step_name(journey, one.step), one.part or "All", *one.cells


def _told(journey: Journey, source: Source) -> list[Happened]:
    """What a source's log says, in the order of the steps; with the last of them the journey ends."""
    order = {step.id: at for at, step in enumerate(journey.steps)}
    known = sorted((one for one in happened(source) if one.step in order), key=lambda one: order[one.step])
    return [replace(one, last=one.step == known[-1].step) for one in known]


def _least(figure: SourceFigure) -> str:
    return bound(at_least=figure.at_least, at_most=figure.at_most)


def bound(*, at_least: bool, at_most: bool) -> str:
    """What stands before a figure that may be more or fewer: “at least ”, “at most ”, “about ”; "" where it is so."""
    return {(True, False): "at least ", (False, True): "at most ", (True, True): "about "}.get((at_least, at_most), "")


def _so_far(figure: SourceFigure) -> str:
    return " so far" if figure.at_least else ""


def _still(figure: SourceFigure) -> str:
    """What is said of the waits that nobody has seen the end of: no bound follows from those that ended."""
    return ", of those that ended; some may still wait" if figure.at_least else ""


def _long(days: float, digits: int = 1) -> str:
    return in_words(days * MINUTES["days"], digits)


def _times(figure: SourceFigure) -> str:
    """How often a time was counted, and between what its middle half lies."""
    often = "" if figure.n is None else f"{figure.n:,} {'time' if figure.n == 1 else 'times'}"
    enough = figure.n is None or figure.n >= _ENOUGH_FOR_QUARTERS
    said = ", ".join(part for part in (often, _middle_half(figure) if enough else "") if part)
    return f" ({said})" if said else ""


def _middle_half(figure: SourceFigure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    digits = 1
    while (low := _long(figure.low, digits)) == (high := _long(figure.high, digits)) and digits < _FINEST:
        digits += 1
    if low == high:
        return f"middle half {_long(figure.low)}"
    (few, unit), (many, same) = low.rsplit(" ", 1), high.rsplit(" ", 1)
    ends = f"{few} to {many} {same}" if unit.removesuffix("s") == same.removesuffix("s") else f"{low} to {high}"
    return f"middle half {ends}"


def _one_in(part: int, of: int) -> str:
    """A share as people say it, “about 1 in 5”, “about 4 in 10”: no further from the true one than 5 in 100."""
    share = min(1.0, part / of)
    if share in (0.5, 1):
        return "half of them" if share < 1 else "all of them"
    if share > _NEARLY:
        return "nearly all of them"
    ones = round(1 / share)
    if share < _FEW or (ones > 2 and abs(share - 1 / ones) <= _CLOSE):
        return f"about 1 in {ones:,}"
    tenths = round(10 * share)
    return "about half of them" if tenths == 5 else f"about {tenths} in 10"


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
