"""A map as slides to show and to edit: native tables and charts, and in the notes what each figure rests on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.base import Format, Written
from cjm_widgets.formats.content import content
from cjm_widgets.formats.deck import deck, first_slide
from cjm_widgets.formats.deck_chart import chart_slide
from cjm_widgets.formats.deck_table import Grid, Line, grid_slides
from cjm_widgets.formats.office import facts_of, saved
from cjm_widgets.formats.said import unsaid
from cjm_widgets.journey.describe import NOBODY_KNOWS
from cjm_widgets.journey.facts import said as said_of
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.cells import Row
    from cjm_widgets.formats.content import Content, Stage, Told

MOST_STEPS: Final = 4
"""On a slide."""
_PERSONAS: Final = 2
"""On a slide; a third that would stand alone stands beside them."""
_ASIDE: Final = 0.55
"""How wide the first column is, beside that of a step."""
_EVIDENCE: Final = ("touchpoints", "channels", "satisfaction", "customer-data", "happened", "quotes")
"""Layers of which the notes say all, and the slide what can be read from afar."""


def write(out: Outgoing) -> Written:
    """The deck."""
    found = content(out)
    made = deck(", ".join(filter(None, map(shortened, (found.title, found.edition)))))
    told = found.narration[len(found.curves) :]
    first_slide(
        made,
        found.title,
        [*found.about, *filter(None, (found.edition, found.coverage))],
        [found.length, *(told if not found.curves else ())],
    )
    for grid in _beside(found, "Stakeholders"):
        grid_slides(made, grid)
    for grid in _personas(found.personas):
        grid_slides(made, grid)
    for grid in _beside(found, "Outcomes"):
        grid_slides(made, grid)
    for parts in joined(found.stages):
        grid_slides(made, _steps(out, found, parts))
    for scale in dict.fromkeys(one.scale.name for one in found.curves):
        here = [at for at, one in enumerate(found.curves) if one.scale.name == scale]
        chart_slide(
            made, [found.curves[at] for at in here], found.steps, [*(found.narration[at] for at in here), *told]
        )
    grid_slides(made, _told("Moments of truth", ("Moment of truth", "At", "What is known of it"), found.moments))
    grid_slides(made, _plan(found))
    for grid in _beside(found, "Indicators and standards"):
        grid_slides(made, grid)
    grid_slides(made, _told("What this map rests on", ("Source", "", "What it is"), found.sources))
    return Written(saved(made, found.title), unsaid(out.journey, found, intervals=True))


def joined(stages: Sequence[Stage]) -> list[list[tuple[Stage, int, int]]]:
    """The stages of each slide: short ones share one, and a long one is parted evenly.

    Args:
        stages: in their order.

    Returns:
        For each slide its stages, each with the first of its steps that is there and the one after the last.
    """
    made: list[list[tuple[Stage, int, int]]] = []
    for stage in stages:
        parts = -(-stage.count // MOST_STEPS)
        ends = [stage.first + stage.count * part // parts for part in range(parts + 1)]
        for first, last in pairwise(ends):
            is_room = bool(made) and last - made[-1][0][1] <= MOST_STEPS
            if parts == 1 and is_room:
                made[-1].append((stage, first, last))
            else:
                made.append([(stage, first, last)])
    return made


def _steps(out: Outgoing, found: Content, parts: Sequence[tuple[Stage, int, int]]) -> Grid:
    """The layers that say something of the steps of one slide."""
    first, last = parts[0][1], parts[-1][2]
    count = last - first
    spans = (1, *(end - start for _, start, end in parts))
    numbers = f"step {first + 1}" if count == 1 else f"steps {first + 1} to {last}"
    names = shortened(", ".join(filter(None, (stage.name for stage, _, _ in parts))))
    heads = [Line(("Step", *(f"{at + 1}. {found.steps[at]}" for at in range(first, last))), is_head=True)]
    if names:
        heads.insert(0, Line(("Stage", *(stage.name for stage, _, _ in parts)), spans, is_head=True))
    facts = ["\n".join(stage.facts) if start == stage.first else "" for stage, start, _ in parts]
    rows = [Line(("Goals and questions", *facts), spans)] * any(facts)
    seen = set()
    for row in found.rows:
        cells = row.cells[first:last]
        if any(cells) and cells not in seen:
            seen.add(cells)
            shown = ("\n".join(_shown(out, row, at)) for at in range(first, last))
            rows.append(Line((row.title, *shown), told=_evidence(found, row, first, last), group=row.group or row.key))
    return Grid(
        f"{names}: {numbers}" if names else numbers.capitalize(), (_ASIDE, *(1,) * count), tuple(heads), tuple(rows)
    )


def _shown(out: Outgoing, row: Row, at: int) -> Sequence[str]:
    """What a slide says of a step: of figures and touchpoints less than the notes."""
    if row.key in ("satisfaction", "customer-data"):
        points = [(one.title, one.points[at]) for one in curves(out.journey)]
        said = [
            f"{title}: {said_of(point.rating) if point.said else NOBODY_KNOWS}"
            for title, point in points
            if point.rating and point.rating.value is not None
        ]
        return said or row.cells[at]
    if row.key in ("touchpoints", "channels"):
        return [one.name for one in out.journey.steps[at].touchpoints]
    return row.cells[at]


def _evidence(found: Content, row: Row, first: int, last: int) -> str:
    if row.key not in _EVIDENCE:
        return ""
    said = (f"{at + 1}. {found.steps[at]}: {'; '.join(row.cells[at])}" for at in range(first, last) if row.cells[at])
    return "\n".join((row.title, *said))


def _personas(personas: Sequence[Told]) -> Iterator[Grid]:
    """Two beside each other, or three at the end."""
    count = len(personas)
    for at in range(0, max(count - 1, min(count, 1)), _PERSONAS):
        last = count if count - at == _PERSONAS + 1 else at + _PERSONAS
        some = personas[at:last]
        facts = [dict(one.facts) for one in some]
        titles = dict.fromkeys(title for one in facts for title in one)
        rows = tuple(Line((title, *(one.get(title, "") for one in facts)), group="persona") for title in titles)
        yield Grid(
            f"Personas {at + 1} {'and' if len(some) == _PERSONAS else 'to'} {last}"
            if len(some) < count
            else "Personas",
            (1, *(2,) * len(some)),
            (Line(("", *(one.name for one in some)), is_head=True),),
            rows or (Line(("", *("",) * len(some))),),
        )


def _told(title: str, names: tuple[str, ...], told: Sequence[Told]) -> Grid:
    """A row for each thing that is told of."""
    is_placed = any(one.where for one in told)
    rows = [(one.name, *([one.where] if is_placed else []), "\n".join(facts_of(one))) for one in told]
    heads = tuple(name for at, name in enumerate(names) if at != 1 or is_placed)
    widths = (1.2, *([0.8] if is_placed else []), 3)
    return Grid(title, widths, (Line(heads, is_head=True),), tuple(map(Line, rows)))


def _beside(found: Content, title: str) -> Iterator[Grid]:
    for name, told in found.others:
        if name == title:
            yield _told(title, ("Name", "At", "What is known"), told)


def _plan(found: Content) -> Grid:
    """What is done, by date; the notes say all else of it."""
    rows = tuple(
        Line(
            (one.title, one.where, one.who, one.due, one.state, one.basis),
            told="\n".join((one.title, one.kind, *(f"{title}: {words}" for title, words in one.more))),
        )
        for one in found.actions
    )
    heads = Line(("What is done", "For which step or moment", "Who", "By when", "State", "Rests on"), is_head=True)
    return Grid("Solutions by date", (2.4, 1.3, 1.6, 1.1, 0.9, 1.1), (heads,), rows)


FORMAT: Final = Format(
    "pptx",
    "PowerPoint slides",
    ".pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    write,
)
