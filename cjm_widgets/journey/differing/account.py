"""What differs, as people read it: one account, which the terminal, the page and the file show alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.grounds import N_NOT_KNOWN
from cjm_widgets.journey.scales import scale_of
from cjm_widgets.journey.wording import fact, isolated, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.differing.values import (
        Asked,
        Chart,
        Difference,
        Felt,
        Figure,
        Opinion,
        Piece,
        Promise,
        Way,
    )
    from cjm_widgets.journey.promised import Judged

_CALLED: Final = {
    "step": "Step",
    "moment": "Moment of truth",
    "mismatch": "Mismatch",
    "solution": "Solution",
    "indicator": "Indicator",
}
_WAYS: Final[dict[Way, str]] = {
    "stage": "stage",
    "step": "step",
    "due": "by when",
    "target": "target",
    "predicted": "predicted",
}
"""What stood there and stands there now; of a step that moved, and of how far a solution is, that says enough."""
_ORDER: Final[tuple[Judged, ...]] = (
    "did not come true",
    "not measured",
    "came true",
    "chance could have done it",
    "cannot be told",
    "too early",
    "not begun",
)
_OPEN: Final[dict[Judged, tuple[str, str]]] = {
    "not measured": ("promise was due and is not measured", "promises were due and are not measured"),
    "too early": (
        "promise is not due yet, and nothing is measured",
        "promises are not due yet, and nothing is measured",
    ),
    "not begun": ("solution with a promise is not begun", "solutions with a promise are not begun"),
}
NOTHING: Final = "Nothing differs."
NOT_MOVED: Final = "Nothing that customers were asked has changed by more than chance."
NO_SURVEY: Final = "No survey was asked again, so whether customers are more satisfied cannot be told."
_NO_SAMPLE: Final = (
    "The group’s own ratings, and what a system counted, are no sample of customers: whether chance moved them is not "
    "a question."
)
_EACH: Final = "Each survey is judged by itself: of many that were asked again, chance alone may move one."
_GROUPS: Final = (
    "Figures by group are compared only where another survey asked the same groups again: from two states of one "
    "survey one could reckon what a few people said."
)
_CHARTS: Final = (
    "Told from the order of the surveys alone. All steps together, chance alone does so in 5 of 100 such maps at most."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared.

    Args:
        name: what it is called: the map, and which edition.
        when: its date, as people read it; "" where that is not known.
        note: what has to be known of it; "" for nothing.
    """

    name: str
    when: str = ""
    note: str = ""

    @property
    def say(self) -> str:
        """Name and date."""
        return f"{isolated(self.name)} ({self.when})" if self.when else isolated(self.name)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the account.

    Args:
        key: what it is about.
        title: its heading.
        lines: its sentences.
        notes: what has to be known to read them.
        table: the figures, the headings first; empty where there are none.
    """

    key: str
    title: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What differs between two sides, in the order in which people ask for it.

    Args:
        title: which two are compared, with their dates.
        differs: whether anything does.
        parts: the account, part by part; no part is empty.
    """

    title: str
    differs: bool
    parts: tuple[Part, ...]


def account(found: Difference, before: Side, after: Side) -> Account:
    """What differs, in words: what chance could not have done first.

    Args:
        found: what differs.
        before: the earlier side.
        after: the later one.
    """
    told = [*_told(found)]
    if found.is_empty:
        told.insert(0, Part("nothing", NOTHING, ()))
    if notes := tuple(one.note for one in (before, after) if one.note):
        told.insert(0, Part("notes", "Please note", notes))
    return Account(f"{before.say}, compared with {after.say}", not found.is_empty, tuple(told))


def in_short(found: Difference) -> tuple[str, ...]:
    """What is otherwise now, a sentence each: what chance could not have done first; nothing that cannot be told."""
    pieces = map(piece_said, found.pieces)
    return (*_changed(found), *map(_opinion, found.opinions), *pieces, *map(_other, found.others))


def _changed(found: Difference) -> tuple[str, ...]:
    return tuple(said.say for one in found.asked for said in one.said if said.about == "changed")


def _other(one: str) -> str:
    return f"{one}."


def _told(found: Difference) -> Iterator[Part]:
    changed = _changed(found)
    if found.asked or not found.is_empty:
        pairs = dict.fromkeys((one.now, one.before) for one in found.asked)
        of_each = (_EACH,) if len(pairs) > 1 else ()
        surveys = (*(f"“{isolated(now)}” is compared with “{isolated(before)}”." for now, before in pairs), *of_each)
        lines = changed or ((NOT_MOVED if found.asked else NO_SURVEY),)
        yield Part("changed", "What has changed by more than chance", lines, surveys, figures_of(found))
    unsure = tuple(said.say for one in found.asked for said in one.said if said.about in ("same", "unsure"))
    notes = dict.fromkeys(said.say for one in found.asked for said in one.said if said.about == "since")
    lines = (*unsure, *(line for one in found.asked for line in _not_compared(one)))
    if lines or notes:
        yield Part("unsure", "What cannot be told", lines, (*notes, *((_GROUPS,) if found.groups else ())))
    if found.opinions:
        yield Part("opinions", "Other ratings that changed", tuple(map(_opinion, found.opinions)), (_NO_SAMPLE,))
    if found.pieces:
        yield Part("pieces", "What is new, gone or moved", tuple(map(piece_said, found.pieces)))
    if found.others:
        yield Part("others", "What else changed", tuple(map(_other, found.others)))
    if found.promises:
        yield Part("promises", "What was promised", tuple(_promises(found.promises)))
    if found.charts:
        yield Part("charts", "Over all surveys of a series", tuple(_charts(found.charts)), (_CHARTS,))


def figures_of(found: Difference) -> tuple[tuple[str, ...], ...]:
    """The figures of all surveys that were asked again, as rows of text, the headings first; nothing without any."""
    felt = [(asked, one) for asked in found.asked for one in asked.felt]
    many = len({one.scale for _, one in felt}) > 1
    groups = any(asked.group for asked in found.asked)
    heads = ("Step", "Before", "Now", "What can be told", *(("Who",) if groups else ()), *(("Scale",) if many else ()))
    rows = [
        (
            *(one.name, _figure(one.before, one.scale), _figure(one.now, one.scale), _apart(one)),
            *((asked.group or "All",) if groups else ()),
            *((scale_of(one.scale).told,) if many else ()),
        )
        for asked, one in felt
    ]
    return (heads, *rows) if rows else ()


def _figure(one: Figure | None, scale: str) -> str:
    if one is None:
        return "not asked"
    return f"{scale_of(scale).say(one.value)} ({N_NOT_KNOWN if one.n is None else f'n = {one.n:,}'})"


def _apart(one: Felt) -> str:
    if one.verdict == "changed":
        return "better" if (one.value or 0) > 0 else "worse"
    return {"not enough": "not enough to say", "only before": "not asked again", "only now": "new"}.get(
        one.verdict, N_NOT_KNOWN
    )


def _not_compared(one: Asked) -> Iterator[str]:
    of = f" ({one.group})" if one.group else ""
    for verdict, words in (("only now", "asked about for the first time"), ("only before", "not asked about again")):
        felt = [each for each in one.felt if each.verdict == verdict]
        for those, what in (
            ([each for each in felt if each.step], "step"),
            ([each for each in felt if not each.step], "outcome of the whole journey"),
        ):
            if names := list(dict.fromkeys(f"“{each.name}”{of}" for each in those)):
                several = what.replace("step", "steps").replace("outcome", "outcomes")
                yield fact(names, f"{what} is {words}", f"{several} are {words}")
    if one.kept_back:
        some = "one step" if one.kept_back == 1 else f"{number(one.kept_back)} steps"
        yield f"At {some} only a few answers are new, and what these few said is not told."


def _opinion(one: Opinion) -> str:
    return f"“{isolated(one.name)}”, {isolated(one.who)}: {_from_to(one.before, one.now)}."


def piece_said(one: Piece) -> str:
    """What became of a part of the map, as a sentence."""
    name = one.name if one.name.startswith("“") or one.what == "mismatch" else f"“{one.name}”"
    kind, name = _CALLED[one.what], isolated(name)
    if one.what == "mismatch":
        return f"{'New mismatch' if one.way == 'added' else 'Mismatch no longer there'}: {name}"
    if one.way == "added":
        return f"New {kind.lower()}: {name}."
    if one.way == "removed":
        return f"{kind} no longer there: {name}."
    if one.way == "renamed":
        was = one.before if one.before.startswith("“") else f"“{one.before}”"
        return f"{kind} {isolated(was)} is now called {name}."
    what = _WAYS.get(one.way, "")
    return f"{kind} {name}: {f'{what}: ' if what else ''}{_from_to(one.before, one.now)}."


def _from_to(before: str, now: str) -> str:
    if not before:
        return f"now {isolated(now)}"
    return f"{isolated(before)} before, now {isolated(now)}" if now else f"no longer {isolated(before)}"


def _promises(found: tuple[Promise, ...]) -> Iterator[str]:
    """Each by itself; those of which nothing is known yet, and was not before, together."""
    for judged in _ORDER:
        own = [one for one in found if one.judged == judged]
        still = [one for one in own if one.latest is None and one.before == judged and judged in _OPEN]
        yield from (_promise(one) for one in own if one not in still)
        if still:
            yield fact([one.name for one in still], *_OPEN[judged])


def _promise(one: Promise) -> str:
    name = one.name if one.name.startswith("“") else f"“{one.name}”"
    of = f" ({isolated(one.indicator)})" if one.what == "solution" else ""
    due = f", due {one.due}" if one.due else ""
    before = f" Before: {one.before}." if one.before not in ("", one.judged) else ""
    return f"{one.judged.capitalize()}: {isolated(name)}{of}{due}. {one.say}{before}"


def _charts(found: tuple[Chart, ...]) -> Iterator[str]:
    for moved, one, several in (
        (True, "step has moved by more than chance", "steps have moved by more than chance"),
        (False, "step shows nothing more than chance", "steps show nothing more than chance"),
        (None, "step has too few surveys off the middle to tell", "steps have too few surveys off the middle to tell"),
    ):
        names = [_chart(each) for each in found if each.moved is moved]
        if names:
            yield fact(names, one, several)


def _chart(one: Chart) -> str:
    return f"“{one.name}” ({len(one.waves)} surveys, {scale_of(one.scale).say(one.median)} in the middle)"


def lines_of(told: Account) -> Iterator[str]:
    """The account as lines of text."""
    yield told.title
    for part in told.parts:
        yield ""
        yield part.title
        yield from (f"  {line}" for line in part.lines)
        yield from (f"  ({note})" for note in part.notes)
